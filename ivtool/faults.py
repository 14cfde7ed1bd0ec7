"""What the file's engine complains of, told by its name as a StoreError that a person can act on.

By name and not by class: the errors of an encrypted file's engine are not `sqlite3.Error`.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from ivtool.errors import IvtoolError, StoreError

LOCKED = "is locked: another program has kept it for over 5 seconds"
TRY_AGAIN = "close the other program, or try again"
READ_ONLY = "is read-only; nothing was stored"
MAKE_WRITABLE = "make the file and its folder writable"
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
    # SQLCipher's driver says no more than this.
    (
        "SQLITE_IOERR",
        "cannot be read or written: the disk is full or reports a fault; nothing was stored",
        "free some space, then look: ivtool db check",
    ),
    ("SQLITE_NOMEM", "needs more memory than there is", "close other programs and try again"),
)
# What SQLCipher raises without a name in an online copy, or without its own in an export.
NAMELESS = {
    "disk I/O error": "SQLITE_IOERR",
    "database or disk is full": "SQLITE_FULL",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "unable to open database file": "SQLITE_CANTOPEN",
}
# SQLite takes any bytes for text, and only Python's driver finds that they are none.
NO_TEXT = "Could not decode to UTF-8"
BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR_SHORT_READ")


class Damaged(StoreError):
    """The file cannot be read, now or later: only a backup helps."""


class Locked(StoreError):
    """Another program keeps the file for now."""


class ReadOnly(StoreError):
    """Nobody may write to the file, or to its folder."""


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
    if isinstance(original, UnicodeDecodeError) or str(original).startswith(NO_TEXT):
        return Damaged(f"{path} is damaged: a text in it is none", "ivtool db restore FILE")
    name = getattr(original, "sqlite_errorname", None)
    if name in (None, "SQLITE_ERROR"):
        name = NAMELESS.get(str(original), name)
    if name is None:
        return None
    if name == "SQLITE_READONLY" and os.path.lexists(f"{path}-journal"):
        # SQLCipher's driver leaves out what only looking would have to put right.
        name = "SQLITE_READONLY_ROLLBACK"
    if name == "SQLITE_ERROR" and str(original).startswith("no such table"):
        return Damaged(f"{path} is damaged: it lacks a table", "ivtool db restore FILE")
    if name == "SQLITE_ERROR" and str(original).startswith("malformed database schema"):
        name = "SQLITE_CORRUPT"
    for beginning, words, hint in FAULTS:
        if name.startswith(beginning):
            return _kind(beginning)(f"{path} {words}", hint)
    return None


def _kind(beginning: str) -> type[StoreError]:
    if beginning in DAMAGE:
        return Damaged
    if beginning == "SQLITE_READONLY":
        return ReadOnly
    return Locked if beginning in BUSY else StoreError
