"""The only openers of a live file: two doors over one connect(), backups, and telling faults apart.

`reading` gives one snapshot that cannot write; `writing` gives a session that is one command, one
transaction, one change set. No table names and no rules here, but for the version's own.
"""

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ivtool.errors import IvtoolError, StoreError
from ivtool.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session

APPLICATION_ID = 0x4956_746C
# The newest step under migrations/versions; a test holds the two together.
REVISION = "0001"
HEADER = b"SQLite format 3\0"
LEAST_SQLITE = (3, 37, 0)
LOCK_SECONDS = 5.0
PRAGMAS = (
    "foreign_keys = ON",
    "secure_delete = ON",
    "cell_size_check = ON",
    "trusted_schema = OFF",
    "synchronous = FULL",
    "temp_store = MEMORY",
)
# The beginning of a SQLite error's name, what it means to a person, and what helps.
FAULTS = (
    ("SQLITE_BUSY", "is locked: another program has kept it for over 5 seconds", "try again"),
    ("SQLITE_LOCKED", "is locked by another program", "try again"),
    ("SQLITE_FULL", "cannot grow: the disk is full; nothing was stored", "free some space"),
    (
        "SQLITE_READONLY",
        "is read-only; nothing was stored",
        "make the file and its folder writable",
    ),
    ("SQLITE_CANTOPEN", "cannot be opened", "ivtool db path"),
    ("SQLITE_PERM", "may not be opened by you", "ivtool db path"),
    ("SQLITE_AUTH", "may not be opened by you", "ivtool db path"),
    ("SQLITE_CORRUPT", "is damaged", "ivtool db restore FILE"),
    ("SQLITE_NOTADB", "is damaged, or is no ivtool file", "ivtool db restore FILE"),
    ("SQLITE_IOERR", "cannot be read or written: the disk reports a fault", "ivtool db check"),
    ("SQLITE_NOMEM", "needs more memory than there is", "close other programs and try again"),
)


@contextlib.contextmanager
def reading(settings: Settings) -> Iterator[sqlite3.Connection]:
    """One snapshot of the file that cannot write. Raises StoreError for a file of no use."""
    path = settings.file
    with told_faults(path):
        connection = connect(path)
        try:
            require_revision(connection, path)
            connection.execute("PRAGMA query_only = ON")
            connection.execute("BEGIN")
            yield connection
        finally:
            connection.close()


@contextlib.contextmanager
def writing(settings: Settings, command: str, *, keep: bool = True) -> Iterator["Session"]:
    """A session that is one command: committed on leaving, rolled back on any exception.

    `keep=False` rolls back at the end too, for a rehearsal. Raises StoreError.
    """
    from sqlmodel import Session

    from ivtool import history

    path = settings.file
    with told_faults(path):
        connection = connect(path)
        try:
            require_revision(connection, path)
            with Session(_engine(connection), expire_on_commit=False) as session:
                history.watch(session, settings.actor, command, settings.today)
                session.connection()
                yield session
                if keep:
                    session.commit()
                else:
                    session.rollback()
        finally:
            connection.close()


def reader_of(session: "Session") -> sqlite3.Connection:
    """The connection under a session, for facts; what the session holds is flushed first."""
    session.flush()
    return cast(sqlite3.Connection, session.connection().connection.dbapi_connection)


def _engine(connection: sqlite3.Connection) -> "Engine":
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    engine = create_engine(
        "sqlite://", creator=lambda: connection, poolclass=StaticPool, hide_parameters=True
    )
    # Taking the write lock at once: a transaction that starts by reading could not get it later.
    event.listen(engine, "begin", lambda conn: conn.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def connect(path: Path, *, new: bool = False) -> sqlite3.Connection:
    """Open a file as both doors do. Raises StoreError if it is missing or not ours."""
    require_sqlite(sqlite3.sqlite_version_info)
    if not new:
        require_ours(path)
    uri = path.absolute().as_uri()
    # A file that a killed writer left behind must be put right first, which mode=ro cannot do.
    writable = new or (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK))
    mode = "rwc" if new else "rw" if writable else "ro"
    connection = sqlite3.connect(
        f"{uri}?mode={mode}", uri=True, isolation_level=None, timeout=LOCK_SECONDS
    )
    try:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if not new:
            found = connection.execute("PRAGMA application_id").fetchone()[0]
            if found != APPLICATION_ID:
                raise StoreError(
                    f"{path} is a database of another program", "ivtool db path, or --db FILE"
                )
    except BaseException:
        connection.close()
        raise
    return connection


def require_sqlite(version: tuple[int, ...]) -> None:
    """Refuse an SQLite that does not know strict tables. Raises StoreError."""
    if version < LEAST_SQLITE:
        raise StoreError(
            f"this Python's SQLite is {'.'.join(map(str, version))};"
            f" ivtool needs {'.'.join(map(str, LEAST_SQLITE))}",
            "install a newer Python",
        )


def require_ours(path: Path) -> None:
    """Refuse a path with no file, or with one that SQLite would not know. Raises StoreError."""
    try:
        with path.open("rb") as file:
            head = file.read(len(HEADER))
    except FileNotFoundError:
        raise StoreError(f"there is no file {path}", "ivtool db init") from None
    except IsADirectoryError:
        raise StoreError(f"{path} is a folder, not a file", "ivtool db path") from None
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {error.strerror}", "ivtool db path") from None
    if not head:
        raise StoreError(f"{path} is empty", "ivtool db restore FILE")
    if head != HEADER:
        raise StoreError(
            f"{path} is damaged at its start, or is no ivtool file", "ivtool db restore FILE"
        )


def revision(connection: sqlite3.Connection) -> str | None:
    """The version of the file's tables, None before the first step."""
    known = connection.execute(
        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'alembic_version'"
    ).fetchone()
    if known is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def require_revision(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file whose tables are not this program's. Raises StoreError."""
    found = revision(connection)
    if found is None or found < REVISION:
        raise StoreError(f"{path} was written by an older ivtool", "ivtool db upgrade")
    if found > REVISION:
        raise StoreError(
            f"{path} was written by a newer ivtool (tables {found}, this one knows {REVISION})",
            "install the newer ivtool",
        )


@contextlib.contextmanager
def told_faults(path: Path) -> Iterator[None]:
    """Tell what SQLite or the disk says as a StoreError; a broken constraint stays a bug."""
    try:
        yield
    except IvtoolError:
        raise
    except Exception as error:
        told = fault(error, path)
        if told is None:
            raise
        raise told from None


def fault(error: BaseException, path: Path) -> StoreError | None:
    """What an error of SQLite's means for the file, told by its name; None for anything else."""
    original = getattr(error, "orig", None) or error
    name = getattr(original, "sqlite_errorname", None)
    if name is None:
        return None
    for beginning, words, hint in FAULTS:
        if name.startswith(beginning):
            return StoreError(f"{path} {words}", hint)
    return None


def last_ids(reader: sqlite3.Connection) -> dict[str, int]:
    """The last id that each table gave out; ids are never given out twice."""
    return dict(reader.execute("SELECT name, seq FROM sqlite_sequence").fetchall())


def copy_to(source: sqlite3.Connection, target: Path) -> None:
    """Copy a live file, whole and consistent, into a new file that only its owner may read."""
    part = part_of(target)
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        copy = sqlite3.connect(part, isolation_level=None)
        try:
            source.backup(copy)
            faults = integrity_faults(copy)
        finally:
            copy.close()
        if faults:
            raise StoreError(f"the copy does not pass its check: {faults[0]}", "ivtool db check")
        place(part, target)
    finally:
        part.unlink(missing_ok=True)


def part_of(target: Path) -> Path:
    """A name beside a file under which it is made, until it is whole."""
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")


def place(part: Path, target: Path) -> None:
    """Give a finished file its name; never over another file. Raises StoreError."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise StoreError(f"{target} is already there", "name another file") from None
    except OSError:
        # A file system without links: as safe as it can be.
        if target.exists():
            raise StoreError(f"{target} is already there", "name another file") from None
        part.replace(target)


def integrity_faults(connection: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong in a file: broken pages, broken constraints, dangling pointers."""
    faults = [
        str(row[0])
        for row in connection.execute("PRAGMA integrity_check(20)").fetchall()
        if row[0] != "ok"
    ]
    dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
    return faults + [f"{row[0]} row {row[1]} points at no {row[2]}" for row in dangling[:20]]
