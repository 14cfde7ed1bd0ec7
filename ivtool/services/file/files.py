"""The data file as a whole: made, restored, upgraded. What is made appears whole or not."""

import os
import shlex
from collections.abc import Callable
from pathlib import Path

from ivtool import db
from ivtool.copies import copy_into
from ivtool.domain.file.vocabulary import FileDeed
from ivtool.domain.office.records import PolicyEntry
from ivtool.domain.policy import (
    BEGINNING,
    Policy,
    PolicyValue,
    first_values,
    policy_key,
)
from ivtool.domain.policy_entry import problems_with_value, read_value
from ivtool.errors import Problem, Refused, StoreError
from ivtool.faults import Damaged
from ivtool.integrity import integrity_faults
from ivtool.keys import WrongKey
from ivtool.paths import (
    beside,
    make_folder,
    part_of,
    place,
    require_room,
    set_aside_companions,
    swap,
)
from ivtool.recovery import Key
from ivtool.services.file import backups, drills
from ivtool.services.file.keys import NewKey, made_key
from ivtool.settings import Settings
from ivtool.tuples import NamedTuple


class Created(NamedTuple):
    """A new file, and the file of its key, None for a plain one."""

    file: Path
    service: str | None
    key_file: Path | None
    # Whether every command finds it there by itself.
    key_found: bool


class Restored(NamedTuple):
    """A file as a backup has it; `kept` is what was there before, `older` wants an upgrade."""

    file: Path
    backup: Path
    kept: Path | None
    damaged: bool
    older: bool
    rows: int
    encrypted: bool


class Upgraded(NamedTuple):
    """A file at the newest version; `kept` is a copy from before, None if nothing was to do."""

    file: Path
    before: str | None
    now: str
    kept: Path | None


def create(
    settings: Settings,
    service: str | None,
    contact: str | None,
    new_key: NewKey | None,
    fill: Callable[[Settings], None] | None = None,
) -> Created:
    """Make the file, with the policy that a service begins with; never over another file.

    Plain where no key is wanted; `fill` puts more into it before it has its name. Raises Refused
    where there is one already, StoreError where none can be made.
    """
    values = first_values() + _given_values(service, contact)
    path = settings.file.absolute()
    require_room(path, "ivtool --db NEW.db db init")
    make_folder(path.parent)
    with made_key(settings, path, new_key) as (key, key_file), part_of(path) as part:
        settings.keys.learn(part, key)
        _migrate(part, key, new=True)
        part_settings = settings.on_file(part)
        part_settings.keys.learn(part, key)
        _seed(part_settings, values)
        if fill is not None:
            fill(part_settings)
        place(part, path)
    return Created(path, service, key_file, key_file is None or settings.keys.finds(key_file))


def replaced_by_restore(settings: Settings, backup: Path) -> Path | None:
    """The file that a restore would replace, to be asked about; None where there is none.

    Raises StoreError for a backup of no use, so that nobody is asked in vain.
    """
    drills.tried(settings, backup)
    path = settings.file
    return path if os.path.lexists(path) else None


def restore(settings: Settings, backup: Path, *, agreed: bool) -> Restored:
    """Put a backup in the file's place; what was there is kept.

    The backup is copied, checked and compared first; then, while nobody else writes, the file as
    it was is saved among the backups and the copy takes its name: killed at any moment, it is the
    old one or the new one. A damaged file is set aside. It is encrypted if either was. Raises
    Refused unless it was agreed to.
    """
    found = drills.tried(settings, backup)
    older = found.revision != db.REVISION
    path = Path(os.path.realpath(settings.file))
    backup_key = settings.keys.of(backup)
    if not os.path.lexists(path):
        make_folder(path.parent)
        with part_of(path) as part:
            copied = copy_into(backup, settings.keys, part, backup_key)
            set_aside_companions(path, beside(path, "damaged"))
            place(part, path)
        backups.note(settings, FileDeed.RESTORE, path=path, file=backup)
        return Restored(
            path,
            backup,
            None,
            damaged=False,
            older=older,
            rows=copied.rows,
            encrypted=backup_key is not None,
        )
    if path.exists() and path.samefile(backup):
        raise Refused(
            f"{backup} is the data file itself",
            [Problem("file.is_live", "a backup is another file", "ivtool db backup FILE")],
        )
    if not agreed:
        command = f"ivtool db restore {shlex.quote(str(backup))} --yes"
        raise Refused(
            f"{path} was not replaced",
            [Problem("file.not_agreed", "all that is in it now would be replaced", command)],
        )
    damaged, key = _state(settings, path)
    with part_of(path) as part:
        copied = copy_into(backup, settings.keys, part, key or backup_key)
        if damaged:
            kept = beside(path, "damaged")
            swap(part, path, kept)
        else:
            with db.holding(path, settings.keys):
                # Nobody else writes between what is kept and what replaces it.
                kept = backups.save_before(settings, "restore").file
                swap(part, path)
    backups.note(settings, FileDeed.RESTORE, path=path, file=backup)
    return Restored(
        path,
        backup,
        kept,
        damaged=damaged,
        older=older,
        rows=copied.rows,
        encrypted=(key or backup_key) is not None,
    )


def upgrade(settings: Settings) -> Upgraded:
    """Bring an older file's tables to this version, all steps or none, after a copy of it.

    Raises StoreError for a file that is newer, or that a step cannot be taken on.
    """
    path = settings.file
    with db.snapshot(path, settings.keys) as source:
        before = db.revision(source)
    db.require_not_newer(before, path)
    if before == db.REVISION:
        return Upgraded(path, before, db.REVISION, None)
    saved = backups.save_before(settings, "upgrade")
    kept = saved.file
    try:
        _migrate(path, settings.keys.of(path))
    except StoreError:
        kept.unlink()
        raise
    except Exception as error:
        raise StoreError(
            f"{path} could not be upgraded and is as it was: {_reason(error)}",
            f"a copy is in {kept}; report this, with your version: ivtool --version",
        ) from error
    backups.note(settings, FileDeed.BACKUP, file=kept, saved=saved)
    return Upgraded(path, before, db.REVISION, kept)


def _given_values(service: str | None, contact: str | None) -> list[PolicyValue]:
    values = []
    problems = []
    for key, text in (("service.name", service), ("service.contact", contact)):
        value = read_value(policy_key(key), text or "")
        if value:
            values.append(PolicyValue(key, BEGINNING, value))
            problems += problems_with_value(key, value, BEGINNING, Policy(()))
    if problems:
        raise Refused("no file was made", problems)
    return values


def _seed(settings: Settings, values: list[PolicyValue]) -> None:
    with db.writing(settings, "db init") as writer:
        for value in values:
            writer.insert(PolicyEntry(value.key, value.from_on, value.value))


def _migrate(path: Path, key: Key | None, *, new: bool = False) -> None:
    from ivtool.migrations import migrate

    with db.stepping(path, key, new=new) as connection:
        migrate(connection)


def _reason(error: Exception) -> str:
    # What SQLite says names tables and columns, never what is in them.
    original = getattr(error, "orig", None) or error
    return f"{type(original).__name__}: {original}"


def _state(settings: Settings, path: Path) -> tuple[bool, Key | None]:
    """Whether a file is damaged, and its key, None where it is plain or the key is not known."""
    try:
        key = db.key_of(path, settings.keys)
        with db.snapshot(path, settings.keys) as reader:
            return bool(integrity_faults(reader)), key
    except (WrongKey, Damaged):
        # It may be sound, and of a key that is elsewhere: it is set aside, never written over.
        return True, None
