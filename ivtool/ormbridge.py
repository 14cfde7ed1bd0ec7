"""The ORM's session inside a writer's transaction, for the services that still use it."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, inspect
from sqlalchemy.orm import UOWTransaction
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel

from ivtool.history import History
from ivtool.rows import kept

if TYPE_CHECKING:
    from sqlite3 import Connection


class Held:
    """A connection whose transaction only the door ends."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def commit(self) -> None:
        """Nothing: the door commits."""

    def rollback(self) -> None:
        """Nothing: the door rolls back."""


def session_on(connection: "Connection", driver: Any, history: History) -> Session:
    """A session of the transaction that a connection is in; all that it changes is kept."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: Held(connection),
        module=driver,
        poolclass=StaticPool,
        hide_parameters=True,
    )
    session = Session(engine, expire_on_commit=False)
    session.info["history"] = history
    event.listen(session, "after_flush", _flushed)
    return session


def _flushed(session: Session, _context: UOWTransaction) -> None:
    history: History = session.info["history"]
    for row in session.new:
        said = {name: kept(value) for name, value in _whole(row).items()}
        history.inserted(_table(row), _number(row), said)
    for row in session.dirty:
        before, after = _differences(row)
        if before:
            history.updated(_table(row), _number(row), before, after)
    for row in session.deleted:
        history.deleted(_table(row), _number(row), _whole(row))


def _table(row: SQLModel) -> str:
    return str(row.__tablename__)


def _number(row: SQLModel) -> int:
    number: int = inspect(row).mapper.primary_key_from_instance(row)[0]
    return number


def _whole(row: SQLModel) -> dict[str, object]:
    return {column.key: getattr(row, column.key) for column in inspect(row).mapper.column_attrs}


def _differences(row: SQLModel) -> tuple[dict[str, object], dict[str, object]]:
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    state = inspect(row)
    for column in state.mapper.column_attrs:
        changed = state.attrs[column.key].history
        if changed.has_changes():
            before[column.key] = changed.deleted[0] if changed.deleted else None
            after[column.key] = changed.added[0] if changed.added else None
    return before, after
