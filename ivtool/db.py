"""The only openers of a live file: two doors over one connect(), and telling faults apart.

`reading` gives one snapshot that cannot write; `writing` gives a writer that is one command, one
transaction, one change set. No table names and no rules here, but for the version's own.
"""

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ivtool.errors import IvtoolError, StoreError
from ivtool.faults import (
    MAKE_WRITABLE,
    READ_ONLY,
    Damaged,
    ReadOnly,
    fault,
    told_faults,
)
from ivtool.keys import Keys, cipher, use_key
from ivtool.paths import found_at, kind_of, shown
from ivtool.recovery import Key
from ivtool.settings import Settings

if TYPE_CHECKING:
    # For an encrypted file it is SQLCipher's connection, which is made alike.
    import sqlite3

    from sqlalchemy import Connection, Engine

    from ivtool.writer import Writer

APPLICATION_ID = 0x4956_746C
# The newest step under migrations/versions, and what its tables come to; tests hold them together.
REVISION = "0013"
SCHEMA_DIGEST = "046ae2c1f45e12cff43e763a01f859ed747d9e6f6d904cb613ca2361bf240a7c"
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
# With the usual 2 MB the pages of an encrypted file are checked and opened again and again, and a
# large import reads the indexes anew.
LARGE_CACHE = "cache_size = -64000"


@contextlib.contextmanager
def reading(settings: Settings) -> Iterator["sqlite3.Connection"]:
    """One snapshot of the file that cannot write. Raises StoreError for a file of no use."""
    path = settings.file
    with snapshot(path, settings.keys) as connection:
        _require_as_given(connection, settings)
        require_revision(connection, path)
        yield connection


@contextlib.contextmanager
def snapshot(path: Path, keys: Keys, *, sqlcipher: bool = False) -> Iterator["sqlite3.Connection"]:
    """One snapshot of a file of any version, a backup for instance, that cannot write."""
    connection = connect(path, key_of(path, keys), sqlcipher=sqlcipher)
    with told_faults(path), contextlib.closing(connection), _told_damage(connection, path):
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        yield connection


@contextlib.contextmanager
def writing(settings: Settings, command: str, *, keep: bool = True) -> Iterator["Writer"]:
    """A writer that is one command: committed on leaving, rolled back on any exception.

    `keep=False` rolls back at the end too, for a rehearsal. Raises StoreError.
    """
    from ivtool.history import History
    from ivtool.writer import Writer

    path = settings.file
    key = key_of(path, settings.keys)
    before = path.stat()
    connection = connect(path, key)
    with told_faults(path), contextlib.closing(connection), _told_damage(connection, path):
        _require_as_given(connection, settings)
        require_revision(connection, path)
        # SQLite would only say so at the first change.
        if not _is_writable(path):
            raise ReadOnly(f"{path} {READ_ONLY}", MAKE_WRITABLE)
        connection.execute(f"PRAGMA {LARGE_CACHE}")
        # Taking the write lock at once: what starts by reading could not get it later.
        connection.execute("BEGIN IMMEDIATE")
        _require_same(path, before)
        history = History(connection, settings.actor, command, settings.today)
        writer = Writer(connection, history, keep=keep)
        # Closing rolls back what an exception leaves.
        yield writer
        history.seal()
        connection.execute("COMMIT" if writer.keep else "ROLLBACK")


@contextlib.contextmanager
def _told_damage(connection: "sqlite3.Connection", path: Path) -> Iterator[None]:
    """Whatever breaks over a file that is damaged is the damage's fault, and not a bug.

    An altered page may still read, and give a day that is none or a number that was a word.
    """
    try:
        yield
    except (IvtoolError, OSError, RuntimeError):
        raise
    except Exception as error:
        if fault(error, path) is not None:
            raise
        with contextlib.suppress(Exception):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        if not _is_sound(connection):
            raise Damaged(f"{path} is damaged", "ivtool db restore FILE") from None
        raise


def _is_sound(connection: "sqlite3.Connection") -> bool:
    from ivtool.integrity import integrity_faults, schema_digest

    try:
        return not integrity_faults(connection) and (
            revision(connection) != REVISION or schema_digest(connection) == SCHEMA_DIGEST
        )
    except Exception as error:  # noqa: BLE001 - what cannot even be checked
        return fault(error, Path()) is None


@contextlib.contextmanager
def stepping(path: Path, key: Key | None, *, new: bool = False) -> Iterator["Connection"]:
    """A connection for the steps from version to version: not begun, foreign keys off.

    A step may rebuild a table that others point at; SQLite takes the switch only before BEGIN.
    """
    connection = connect(path, key, new=new)
    with told_faults(path), contextlib.closing(connection):
        connection.execute("PRAGMA foreign_keys = OFF")
        if new:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        with _engine(connection, key).connect() as stepper:
            yield stepper


@contextlib.contextmanager
def holding(path: Path, keys: Keys, *, sqlcipher: bool = False) -> Iterator[None]:
    """Nobody else writes to a file in this block, at whose end another may stand in its place.

    Whoever waited to write finds that out, and has written nothing. Raises StoreError.
    """
    connection = connect(path, key_of(path, keys), sqlcipher=sqlcipher)
    with told_faults(path), contextlib.closing(connection):
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def _engine(connection: "sqlite3.Connection", key: Key | None) -> "Engine":
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    engine = create_engine(
        "sqlite://",
        creator=lambda: connection,
        module=_driver(key is not None),
        poolclass=StaticPool,
        hide_parameters=True,
    )
    # Taking the write lock at once: a transaction that starts by reading could not get it later.
    event.listen(engine, "begin", lambda conn: conn.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def key_of(path: Path, keys: Keys) -> Key | None:
    """The key that a file wants, None for a plain one. Raises StoreError for a file of no use."""
    require_file(path)
    return keys.of(path)


def connect(
    path: Path, key: Key | None, *, new: bool = False, sqlcipher: bool = False
) -> "sqlite3.Connection":
    """Open a file as all doors do. Raises StoreError if it is missing, damaged or not ours.

    A plain file is opened by SQLCipher too where `sqlcipher` says so: it alone can hold both kinds,
    and two engines in one process would take each other's locks away.
    """
    driver = _driver(sqlcipher or key is not None)
    require_sqlite(driver.sqlite_version_info)
    if not new:
        require_file(path)
    # A file that a killed writer left behind must be put right first, which mode=ro cannot do.
    mode = "rw" if _is_writable(path) else "ro"
    with told_faults(path):
        connection: sqlite3.Connection = driver.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=LOCK_SECONDS,
        )
        try:
            if sqlcipher or key is not None:
                use_key(connection, key)
                connection.execute(f"PRAGMA {LARGE_CACHE}")
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            if not new:
                _require_ours(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _driver(encrypted: bool) -> Any:
    if encrypted:
        return cipher()
    import sqlite3

    return sqlite3


def key_id(connection: "sqlite3.Connection") -> str | None:
    """The id of the key of a connection's file, None for a plain one."""
    # It stands where SQLCipher has a salt; plain SQLite knows no such setting.
    row = connection.execute("PRAGMA cipher_salt").fetchone()
    return row[0] if row and row[0] else None


def _require_as_given(connection: "sqlite3.Connection", settings: Settings) -> None:
    # Somebody may have put a plain file in the place of the encrypted one.
    given = settings.keys.given_file()
    if given is not None and key_id(connection) is None:
        raise StoreError(
            f"{settings.file} is not encrypted, though the key file {given} is named for it",
            "ivtool db encrypt, or unset IVTOOL_KEY_FILE",
        )


def _require_same(path: Path, before: os.stat_result) -> None:
    # The lock may be on a file that a restore has just moved away: nobody would see the change.
    now = path.stat()
    if (now.st_dev, now.st_ino) != (before.st_dev, before.st_ino):
        raise StoreError(f"{path} was replaced in this moment; nothing was stored", "try again")


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
    found = found_at(path)
    if found is None:
        raise StoreError(f"there is no file {shown(path)}", "ivtool db init")
    if not stat.S_ISREG(found.st_mode):
        raise StoreError(f"{shown(path)} is {kind_of(found)}, not a file", "ivtool db path")
    if not os.access(path, os.R_OK):
        raise StoreError(f"{path} may not be read by you", "ivtool db path")
    if not found.st_size:
        raise Damaged(f"{path} is empty", "ivtool db restore FILE")


def _require_ours(connection: "sqlite3.Connection", path: Path) -> None:
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    if found != APPLICATION_ID:
        raise StoreError(f"{path} is a database of another program", "ivtool db path")


def revision(connection: "sqlite3.Connection") -> str | None:
    """The version of the file's tables, None before the first step. Raises Damaged for nonsense."""
    try:
        rows = connection.execute("SELECT version_num FROM alembic_version LIMIT 2").fetchall()
    except Exception:
        if _is_table(connection, "alembic_version"):
            raise
        return None
    versions = [str(version) for (version,) in rows]
    if len(versions) != 1 or not re.fullmatch("[0-9]{4}", versions[0]):
        path = connection.execute("PRAGMA database_list").fetchone()[2]
        raise Damaged(
            f"{path} is damaged: it does not say of which version its tables are",
            "ivtool db restore FILE",
        )
    return versions[0]


def _is_table(connection: "sqlite3.Connection", name: str) -> bool:
    rows = connection.execute(
        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", (name,)
    )
    return rows.fetchone() is not None


def require_revision(connection: "sqlite3.Connection", path: Path) -> None:
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


def last_ids(reader: "sqlite3.Connection") -> dict[str, int]:
    """The last id that each table gave out; ids are never given out twice."""
    return dict(reader.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
