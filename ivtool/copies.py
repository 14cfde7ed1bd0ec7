"""A file copied while it is in use, whole and checked, under any key or none."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from ivtool.db import APPLICATION_ID, connect, key_of, snapshot
from ivtool.faults import LOCKED, TRY_AGAIN, Damaged, Locked, fault, told_faults
from ivtool.integrity import integrity_faults, row_counts
from ivtool.keys import Keys
from ivtool.recovery import Key
from ivtool.tuples import NamedTuple

if TYPE_CHECKING:
    import sqlite3

# SQLITE_BUSY and SQLITE_LOCKED, in either engine.
BUSY = (5, 6)


class Copied(NamedTuple):
    """What a checked copy holds."""

    tables: int
    rows: int
    bytes: int


def copy_into(path: Path, keys: Keys, part: Path, key: Key | None) -> Copied:
    """Copy a file, whole and checked, into one that holds nothing yet, under any key or none.

    By SQLite's online copy, never the file's: a copied file may be half of a change. Raises
    StoreError.
    """
    converted = (key_of(path, keys) is None) is not (key is None)
    with snapshot(path, keys, sqlcipher=converted) as source:
        counts = row_counts(source)
        if not converted:
            with contextlib.closing(connect(part, key, new=True)) as copy:
                _overwrite(source, copy, path, part)
        else:
            _convert(source, part, key)
    keys.learn(part, key)
    with contextlib.closing(connect(part, key)) as copy:
        faults = integrity_faults(copy)
        if not faults and row_counts(copy) != counts:
            faults = ["it has other rows than the file"]
    if faults:
        raise Damaged(f"the copy does not pass its check: {faults[0]}", "ivtool db check")
    return Copied(len(counts), sum(counts.values()), part.stat().st_size)


def _overwrite(
    source: "sqlite3.Connection", target: "sqlite3.Connection", path: Path, part: Path
) -> None:
    # Python would wait for ever where SQLite gives up after its five seconds.
    def give_up(status: int, _remaining: int, _total: int) -> None:
        if status & 0xFF in BUSY:
            raise Locked(f"{path} {LOCKED}", TRY_AGAIN)

    try:
        source.backup(target, progress=give_up)
    except Exception as error:
        told = fault(error, part)
        # Damage is the source's; what cannot be written is the copy.
        if told is None or isinstance(told, Damaged):
            raise
        raise told from None
    with told_faults(part):
        target.execute("PRAGMA journal_mode = DELETE")


def _convert(source: "sqlite3.Connection", part: Path, key: Key | None) -> None:
    """Copy a plain file into an encrypted one, or the other way round; both are SQLCipher's."""
    with told_faults(part):
        source.execute("PRAGMA query_only = OFF")
        source.execute("ROLLBACK")
        form = "" if key is None else key.engine_form
        source.execute("ATTACH ? AS part KEY ?", (str(part), form))
        source.execute("BEGIN")
        source.execute("SELECT sqlcipher_export('part')").fetchall()
        # The only one that is ours and that the export leaves out.
        source.execute(f"PRAGMA part.application_id = {APPLICATION_ID}")
        source.execute("COMMIT")
        source.execute("DETACH part")
