"""The change set of a command: every row that its session adds, changes or deletes.

One listener serves every table. Written in the same transaction, so that no change is without its
history, and none has one that did not happen.
"""

import json
import secrets
from collections.abc import Iterable
from datetime import UTC, date, datetime

from sqlalchemy import event, insert, inspect
from sqlalchemy.orm import UOWTransaction
from sqlmodel import Session, SQLModel

from ivtool.domain.digests import digest
from ivtool.tables.history import Change, ChangeSet, ChangeValue

HISTORY = (ChangeSet, Change, ChangeValue)
# What `blank` may forget: a change of its own, so that what changed beside it stays known.
ERASABLE = {"volunteer_check": frozenset({"certificate"})}


def watch(session: Session, actor: str, command: str, stated_on: date) -> None:
    """Keep the history of all that this session changes, as one command of one person."""
    session.info["change_set"] = {
        "actor": actor,
        "command": command,
        "stated_on": stated_on,
        "recorded_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    event.listen(session, "after_flush", _flushed)


def actor(session: Session) -> str:
    """Who gave the command that this session is of."""
    return str(session.info["change_set"]["actor"])


def inserted(session: Session, table: str, ids: Iterable[int]) -> None:
    """Keep the history of rows that were added in bulk, past the session."""
    numbers = list(ids)
    if not numbers:
        return
    change_set_id = _change_set_id(session)
    # Straight to the driver: an import has as many of these as it has rows.
    session.connection().exec_driver_sql(
        "INSERT INTO change (change_set_id, table_name, row_id, action) VALUES (?, ?, ?, 'insert')",
        [(change_set_id, table, number) for number in numbers],
    )


def blank(session: Session, table: str, ids: Iterable[int], column: str) -> None:
    """Forget what rows said in a column: the values of every change that names it.

    That it changed, when and by whom stays, and what changed beside it; but for what files of
    earlier versions kept with it in one change. The only lawful erasure from the history.
    """
    connection = session.connection()
    for number in ids:
        changes = connection.exec_driver_sql(
            "SELECT id, columns FROM change"
            " WHERE table_name = ? AND row_id = ? AND columns IS NOT NULL",
            (table, number),
        ).fetchall()
        for change, columns in changes:
            if column in json.loads(columns):
                connection.exec_driver_sql(
                    'UPDATE change_value SET salt = NULL, "before" = NULL, "after" = NULL'
                    " WHERE change_id = ?",
                    (change,),
                )


def _change_set_id(session: Session) -> int:
    # Made at the first change: a command that changes nothing leaves no line.
    known = session.info["change_set"]
    if "id" not in known:
        result = session.connection().execute(insert(ChangeSet).values(**known))
        known["id"] = result.lastrowid
    number: int = known["id"]
    return number


def _flushed(session: Session, _context: UOWTransaction) -> None:
    for row in session.new:
        if not isinstance(row, HISTORY):
            _keep(session, row, "insert", None, None)
    for row in session.dirty:
        before, after = _differences(row)
        erasable = ERASABLE.get(str(row.__tablename__), frozenset())
        for names in (before.keys() - erasable, before.keys() & erasable):
            if names:
                sides = ({name: side[name] for name in names} for side in (before, after))
                _keep(session, row, "update", *sides)
    for row in session.deleted:
        state = inspect(row)
        whole = {column.key: getattr(row, column.key) for column in state.mapper.column_attrs}
        _keep(session, row, "delete", whole, None)


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


def _keep(
    session: Session,
    row: SQLModel,
    action: str,
    before: dict[str, object] | None,
    after: dict[str, object] | None,
) -> None:
    connection = session.connection()
    columns = None if before is None else json.dumps(sorted(before))
    values = [None if each is None else _plain(each) for each in (before, after)]
    salt = secrets.token_hex(16)
    result = connection.execute(
        insert(Change).values(
            change_set_id=_change_set_id(session),
            table_name=row.__tablename__,
            row_id=inspect(row).mapper.primary_key_from_instance(row)[0],
            action=action,
            columns=columns,
            digest=None if before is None else digest(salt, *values),
        )
    )
    if before is not None:
        connection.execute(
            insert(ChangeValue).values(
                change_id=result.lastrowid,
                salt=salt,
                before=values[0],
                after=values[1],
            )
        )


def _plain(values: dict[str, object]) -> str:
    return json.dumps(values, default=str, sort_keys=True, ensure_ascii=False)
