"""Trying a backup out: what it holds, and whether it restores whole; a drill leaves a receipt."""

import tempfile
from pathlib import Path

from ivtool import db
from ivtool.copies import copy_into
from ivtool.domain.file.vocabulary import FileDeed
from ivtool.errors import StoreError
from ivtool.faults import Locked
from ivtool.integrity import integrity_faults, row_counts
from ivtool.keys import WrongKey, require_opens
from ivtool.paths import (
    part_of,
)
from ivtool.queries.file import receipts
from ivtool.recovery import Key
from ivtool.services.file import backups
from ivtool.settings import Settings
from ivtool.tuples import NamedTuple


class Tried(NamedTuple):
    """What a backup is found to hold; `revision` is the version of its tables."""

    revision: str
    rows: int
    change_set: int | None


class Drilled(NamedTuple):
    """A backup that was restored into a folder of its own, looked at, and removed again."""

    backup: Path
    rows: int
    change_set: int | None
    behind: int


def tried(settings: Settings, backup: Path) -> Tried:
    """What a backup holds, read with its own key. Raises StoreError for one of no use."""
    try:
        with db.snapshot(backup, settings.keys) as reader:
            revision = db.revision(reader)
            faults = integrity_faults(reader)
            rows = 0 if faults else sum(row_counts(reader).values())
            head = None if faults or revision is None else receipts.last_change_set(reader)
    except (WrongKey, Locked):
        raise
    except StoreError as error:
        raise StoreError(error.message, "name another backup") from None
    db.require_not_newer(revision, backup)
    if revision is None:
        faults.append("it has no tables of ivtool")
    if faults or revision is None:
        raise StoreError(f"{backup} is damaged: {faults[0]}", "name another backup")
    return Tried(revision, rows, head)


def drill(settings: Settings, backup: Path | None, key: Key | None) -> Drilled:
    """Restore a backup into a folder of its own, look whether all is there, and remove it again.

    With a key from paper nothing else is used to open it. Raises StoreError, NotFound.
    """
    backup = backup or backups.newest(settings)
    if key is not None:
        db.require_file(backup)
        require_opens(backup, key)
        settings.keys.learn(backup, key)
    found = tried(settings, backup)
    with (
        tempfile.TemporaryDirectory(prefix="ivtool-drill-") as name,
        part_of(Path(name, "restored.db")) as part,
    ):
        copied = copy_into(backup, settings.keys, part, settings.keys.of(backup))
        if copied.rows != found.rows:
            raise StoreError(f"{backup} was not restored whole", "ivtool db backup")
    with db.reading(settings) as reader:
        now = receipts.last_change_set(reader) or 0
    saved = backups.Saved(backup, copied, found.change_set)
    backups.note(settings, FileDeed.DRILL, file=backup, saved=saved)
    return Drilled(backup, found.rows, found.change_set, max(0, now - (found.change_set or 0)))
