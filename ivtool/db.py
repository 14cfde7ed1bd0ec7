"""The only openers of a live file: two doors over one connect(), copies, and telling faults apart.

`reading` gives one snapshot that cannot write; `writing` gives a session that is one command, one
transaction, one change set. No table names and no rules here, but for the version's own.
"""

import contextlib
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from ivtool.errors import IvtoolError, StoreError
from ivtool.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlmodel import Session

APPLICATION_ID = 0x4956_746C
# The newest step under migrations/versions, and what its tables come to; tests hold them together.
REVISION = "0002"
SCHEMA_DIGEST = "7a77714dbd57184e8730e3b3c5c5f5212e89805665d3a26dca22d7c2e9b4142e"
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
# What SQLite keeps beside a file; a stray one would be played into whatever takes the file's name.
COMPANIONS = ("-journal", "-wal", "-shm")
LOCKED = "is locked: another program has kept it for over 5 seconds"
TRY_AGAIN = "close the other program, or try again"
READ_ONLY = "is read-only; nothing was stored"
MAKE_WRITABLE = "make the file and its folder writable"
NOT_SQLITES = "name NOT LIKE 'sqlite!_%' ESCAPE '!'"
# The beginning of a SQLite error's name, what it means to a person, and what helps.
FAULTS = (
    ("SQLITE_BUSY", LOCKED, TRY_AGAIN),
    ("SQLITE_LOCKED", LOCKED, TRY_AGAIN),
    ("SQLITE_FULL", "cannot grow: the disk is full; nothing was stored", "free some space"),
    (
        "SQLITE_READONLY_ROLLBACK",
        "holds half a change of a program that was killed, and you may not write to it",
        MAKE_WRITABLE,
    ),
    ("SQLITE_READONLY", READ_ONLY, MAKE_WRITABLE),
    ("SQLITE_CANTOPEN", "cannot be opened", "make the file and its folder readable and writable"),
    ("SQLITE_PERM", "may not be opened by you", "ivtool db path"),
    ("SQLITE_AUTH", "may not be opened by you", "ivtool db path"),
    ("SQLITE_CORRUPT", "is damaged", "ivtool db restore FILE"),
    ("SQLITE_NOTADB", "is damaged at its start, or is no ivtool file", "ivtool db restore FILE"),
    (
        "SQLITE_IOERR_WRITE",
        "cannot be written: the disk is full or reports a fault; nothing was stored",
        "free some space",
    ),
    ("SQLITE_IOERR_SHORT_READ", "is damaged: it ends too early", "ivtool db restore FILE"),
    ("SQLITE_IOERR", "cannot be read or written: the disk reports a fault", "ivtool db check"),
    ("SQLITE_NOMEM", "needs more memory than there is", "close other programs and try again"),
)
DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR_SHORT_READ")


class Damaged(StoreError):
    """The file cannot be read, now or later: only a backup helps."""


class Copied(NamedTuple):
    """What a checked copy holds."""

    tables: int
    rows: int
    bytes: int


@contextlib.contextmanager
def reading(settings: Settings) -> Iterator[sqlite3.Connection]:
    """One snapshot of the file that cannot write. Raises StoreError for a file of no use."""
    path = settings.file
    with snapshot(path) as connection:
        require_revision(connection, path)
        yield connection


@contextlib.contextmanager
def snapshot(path: Path) -> Iterator[sqlite3.Connection]:
    """One snapshot of a file of any version, a backup for instance, that cannot write."""
    connection = connect(path)
    with told_faults(path), contextlib.closing(connection):
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        yield connection


@contextlib.contextmanager
def writing(settings: Settings, command: str, *, keep: bool = True) -> Iterator["Session"]:
    """A session that is one command: committed on leaving, rolled back on any exception.

    `keep=False` rolls back at the end too, for a rehearsal. Raises StoreError.
    """
    from sqlmodel import Session

    from ivtool import history

    path = settings.file
    connection = connect(path)
    with told_faults(path), contextlib.closing(connection):
        require_revision(connection, path)
        # SQLite would only say so at the first change.
        if not _is_writable(path):
            raise StoreError(f"{path} {READ_ONLY}", MAKE_WRITABLE)
        # A large import touches the indexes all over: with the usual 2 MB they are read again.
        connection.execute("PRAGMA cache_size = -64000")
        with Session(_engine(connection), expire_on_commit=False) as session:
            history.watch(session, settings.actor, command, settings.today)
            session.connection()
            yield session
            if keep:
                session.commit()
            else:
                session.rollback()


@contextlib.contextmanager
def stepping(path: Path, *, new: bool = False) -> Iterator["Connection"]:
    """A connection for the steps from version to version: not begun, foreign keys off.

    A step may rebuild a table that others point at; SQLite takes the switch only before BEGIN.
    """
    connection = connect(path, new=new)
    with told_faults(path), contextlib.closing(connection):
        connection.execute("PRAGMA foreign_keys = OFF")
        if new:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        with _engine(connection).connect() as stepper:
            yield stepper


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
    """Open a file as all doors do. Raises StoreError if it is missing, damaged or not ours."""
    require_sqlite(sqlite3.sqlite_version_info)
    if not new:
        require_file(path)
    # A file that a killed writer left behind must be put right first, which mode=ro cannot do.
    mode = "rw" if _is_writable(path) else "ro"
    with told_faults(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=LOCK_SECONDS,
        )
        try:
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            if not new:
                _require_ours(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def require_sqlite(version: tuple[int, ...]) -> None:
    """Refuse an SQLite that does not know strict tables. Raises StoreError."""
    if version < LEAST_SQLITE:
        raise StoreError(
            f"this Python's SQLite is {'.'.join(map(str, version))};"
            f" ivtool needs {'.'.join(map(str, LEAST_SQLITE))}",
            "install a newer Python",
        )


def require_file(path: Path) -> None:
    """Refuse a path with no file that could be opened. Raises StoreError.

    Never opens it: closing it again would drop the locks that this process holds on it (POSIX).
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError(f"there is no file {path}", "ivtool db init") from None
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {error.strerror}", "ivtool db path") from None
    if not stat.S_ISREG(found.st_mode):
        what = "a folder" if stat.S_ISDIR(found.st_mode) else "a device"
        raise StoreError(f"{path} is {what}, not a file", "ivtool db path")
    if not os.access(path, os.R_OK):
        raise StoreError(f"{path} may not be read by you", "ivtool db path")
    if not found.st_size:
        raise Damaged(f"{path} is empty", "ivtool db restore FILE")


def _require_ours(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    if found != APPLICATION_ID:
        raise StoreError(f"{path} is a database of another program", "ivtool db path")


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
    require_not_newer(found, path)


def require_not_newer(found: str | None, path: Path) -> None:
    """Refuse a file with tables that this program does not know yet. Raises StoreError."""
    if found is not None and found > REVISION:
        raise StoreError(
            f"{path} was written by a newer ivtool (tables {found}, this one knows {REVISION})",
            "install the newer ivtool",
        )


@contextlib.contextmanager
def told_faults(path: Path) -> Iterator[None]:
    """Tell what SQLite says as a StoreError; a broken constraint stays a bug."""
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
    if name == "SQLITE_ERROR" and str(original).startswith("no such table"):
        return Damaged(f"{path} is damaged: it lacks a table", "ivtool db restore FILE")
    for beginning, words, hint in FAULTS:
        if name.startswith(beginning):
            kind = Damaged if beginning in DAMAGE else StoreError
            return kind(f"{path} {words}", hint)
    return None


def last_ids(reader: sqlite3.Connection) -> dict[str, int]:
    """The last id that each table gave out; ids are never given out twice."""
    return dict(reader.execute("SELECT name, seq FROM sqlite_sequence").fetchall())


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table of the file has."""
    tables = connection.execute(
        f"SELECT name FROM sqlite_schema WHERE type = 'table' AND {NOT_SQLITES} ORDER BY name"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in tables
    }


def schema_digest(connection: sqlite3.Connection) -> str:
    """A fingerprint of the tables, indexes and triggers, whatever their white space and quotes."""
    import hashlib

    rows = connection.execute(
        f"SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND {NOT_SQLITES}"
        " AND name <> 'alembic_version'"
    ).fetchall()
    # SQLite quotes the name of a table that was renamed, as a step does that makes one anew.
    statements = sorted(" ".join(sql.replace('"', "").split()) for (sql,) in rows)
    return hashlib.sha256("\n".join(statements).encode()).hexdigest()


def integrity_faults(connection: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong in a file: broken pages, broken constraints, dangling pointers."""
    try:
        rows = connection.execute("PRAGMA integrity_check(20)").fetchall()
    except Exception as error:
        # SQLite gives up in the midst of a badly damaged file; the first fault it can still tell.
        if not isinstance(fault(error, Path()), Damaged):
            raise
        rows = connection.execute("PRAGMA integrity_check(1)").fetchall()
    faults = [" ".join(str(row[0]).split()) for row in rows if row[0] != "ok"]
    if faults:
        return faults
    dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
    return [f"{row[0]} row {row[1]} points at no {row[2]}" for row in dangling[:20]]


def copy_into(source: sqlite3.Connection, part: Path) -> Copied:
    """Copy a snapshot, whole and checked, into a file of its own that holds nothing yet.

    By SQLite's online copy, never the file's: a copied file may be half of a change. Raises
    StoreError.
    """
    with contextlib.closing(connect(part, new=True)) as copy:
        overwrite(source, copy, part)
        faults = integrity_faults(copy)
        counts = {} if faults else row_counts(copy)
        if not faults and counts != row_counts(source):
            faults = ["it has other rows than the file"]
    if faults:
        raise Damaged(f"the copy does not pass its check: {faults[0]}", "ivtool db check")
    return Copied(len(counts), sum(counts.values()), part.stat().st_size)


def overwrite(source: sqlite3.Connection, target: sqlite3.Connection, path: Path) -> None:
    """Put all of one file in the place of another's contents, in one change: all or nothing."""

    # Python would wait for ever where SQLite gives up after its five seconds.
    def give_up(status: int, _remaining: int, _total: int) -> None:
        if status & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreError(f"{path} {LOCKED}", TRY_AGAIN)

    with told_faults(path):
        source.backup(target, progress=give_up)
        target.execute("PRAGMA journal_mode = DELETE")
