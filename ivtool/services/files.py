"""The data file as a whole: made, saved, restored, upgraded. What is made appears whole or not."""

import contextlib
import os
import secrets
import shlex
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ivtool import db
from ivtool.domain.policy import (
    BEGINNING,
    Policy,
    PolicyValue,
    first_values,
    policy_key,
    problems_with_value,
    read_value,
)
from ivtool.errors import Problem, Refused, StoreError
from ivtool.facts.reading import Reader
from ivtool.settings import Settings

STALE_SECONDS = 86_400
# Folders that a sync client copies while the file is being written: such copies do not hold.
SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud")


@dataclass(frozen=True, slots=True)
class Created:
    """A new file; `synced` is a folder of its path that a sync client keeps, None as a rule."""

    file: Path
    service: str | None
    synced: str | None


@dataclass(frozen=True, slots=True)
class Saved:
    """A backup and what it holds."""

    file: Path
    copied: db.Copied


@dataclass(frozen=True, slots=True)
class Restored:
    """A file as a backup has it; `kept` is what was there before, `older` wants an upgrade."""

    file: Path
    backup: Path
    kept: Path | None
    damaged: bool
    older: bool


@dataclass(frozen=True, slots=True)
class Upgraded:
    """A file at the newest version; `kept` is a copy from before, None if nothing was to do."""

    file: Path
    before: str | None
    now: str
    kept: Path | None


def create(settings: Settings, service: str | None, contact: str | None) -> Created:
    """Make the file, with the policy that a service begins with; never over another file.

    Raises Refused where there is one already, StoreError where none can be made.
    """
    values = first_values() + _given_values(service, contact)
    path = settings.file.absolute()
    require_room(path, "ivtool --db NEW.db db init")
    _make_folder(path.parent)
    with _part_of(path) as part:
        _migrate(part, new=True)
        _seed(replace(settings, db=str(part)), values)
        _place(part, path)
    return Created(path, service, _synced(path))


def save(settings: Settings, target: Path) -> Saved:
    """Copy the file, whole, checked and for its owner only, under a name that is free."""
    require_room(target)
    with db.snapshot(settings.file) as source:
        return Saved(target, _copy_to(source, target))


def replaced_by_restore(settings: Settings, backup: Path) -> Path | None:
    """The file that a restore would replace, to be asked about; None where there is none.

    Raises StoreError for a backup of no use, so that nobody is asked in vain.
    """
    _backup_revision(backup)
    path = settings.file
    return path if os.path.lexists(path) else None


def restore(settings: Settings, backup: Path, *, agreed: bool) -> Restored:
    """Put a backup in the file's place; what was there is kept beside it.

    A sound file is overwritten in one change under its own lock: killed at any moment, it is the
    old one or the new one. A damaged one is set aside. Raises Refused unless it was agreed to.
    """
    older = _backup_revision(backup) != db.REVISION
    path = Path(os.path.realpath(settings.file))
    if not os.path.lexists(path):
        _make_folder(path.parent)
        with _part_of(path) as part, db.snapshot(backup) as source:
            db.copy_into(source, part)
            _set_aside_companions(path, _beside(path, "damaged"))
            _place(part, path)
        return Restored(path, backup, None, damaged=False, older=older)
    if _is_same(path, backup):
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
    damaged = _is_damaged(path)
    kept = _beside(path, "damaged" if damaged else "before-restore")
    if damaged:
        _swap(backup, path, kept)
    else:
        _overwrite(backup, path, kept)
    return Restored(path, backup, kept, damaged=damaged, older=older)


def upgrade(settings: Settings) -> Upgraded:
    """Bring an older file's tables to this version, all steps or none, after a copy of it.

    Raises StoreError for a file that is newer, or that a step cannot be taken on.
    """
    path = settings.file
    with db.snapshot(path) as source:
        before = db.revision(source)
        db.require_not_newer(before, path)
        if before == db.REVISION:
            return Upgraded(path, before, db.REVISION, None)
        kept = _beside(path, "before-upgrade")
        _copy_to(source, kept)
    try:
        _migrate(path)
    except StoreError:
        kept.unlink()
        raise
    except Exception as error:
        raise StoreError(
            f"{path} could not be upgraded and is as it was: {_reason(error)}",
            f"a copy is in {kept}; report this, with your version: ivtool --version",
        ) from error
    return Upgraded(path, before, db.REVISION, kept)


def require_room(target: Path, hint: str = "name another file") -> None:
    """Refuse a name that is taken, if only by what an earlier file left. Raises Refused."""
    if target.is_dir():
        name = shlex.quote(str(target / "ivtool-backup.db"))
        raise Refused(
            f"{target} is a folder", [Problem("file.is_folder", "a file is wanted", name)]
        )
    for path in (target, *_companions(target)):
        if os.path.lexists(path):
            raise _taken(target, path, hint)


def _taken(target: Path, path: Path, hint: str = "name another file") -> Refused:
    return Refused(
        f"{target} was not made",
        [Problem("file.exists", f"{path} is already there", hint)],
    )


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
    from ivtool.tables import PolicyEntry

    with db.writing(settings, "db init") as session:
        session.add_all(
            PolicyEntry(key=value.key, from_on=value.from_on, value=value.value) for value in values
        )


def _migrate(path: Path, *, new: bool = False) -> None:
    from ivtool.migrations import migrate

    with db.stepping(path, new=new) as connection:
        migrate(connection)


def _reason(error: Exception) -> str:
    # What SQLite says names tables and columns, never what is in them.
    original = getattr(error, "orig", None) or error
    return f"{type(original).__name__}: {original}"


def _backup_revision(backup: Path) -> str | None:
    try:
        with db.snapshot(backup) as reader:
            found = db.revision(reader)
            faults = db.integrity_faults(reader)
    except StoreError as error:
        raise StoreError(error.message, "name another backup") from None
    db.require_not_newer(found, backup)
    if found is None:
        faults.append("it has no tables of ivtool")
    if faults:
        raise StoreError(f"{backup} is damaged: {faults[0]}", "name another backup")
    return found


def _is_damaged(path: Path) -> bool:
    try:
        with db.snapshot(path) as reader:
            return bool(db.integrity_faults(reader))
    except db.Damaged:
        return True


def _overwrite(backup: Path, path: Path, kept: Path) -> None:
    with (
        contextlib.closing(db.connect(path)) as live,
        db.told_faults(path),
        db.snapshot(backup) as source,
    ):
        # Nobody else writes between what is kept and what replaces it.
        live.execute("BEGIN IMMEDIATE")
        with db.snapshot(path) as current:
            _copy_to(current, kept)
        live.execute("ROLLBACK")
        try:
            db.overwrite(source, live, path)
        except BaseException:
            # Nothing came of it: the file is still what was kept.
            kept.unlink()
            raise


def _swap(backup: Path, path: Path, kept: Path) -> None:
    # The new file first, then the old one's second name, then its first: one is always there.
    with _part_of(path) as part, db.snapshot(backup) as source:
        db.copy_into(source, part)
        with _told_disk(path):
            try:
                kept.hardlink_to(path)
            except OSError:
                path.rename(kept)
            _set_aside_companions(path, kept)
            part.replace(path)
            _sync_folder(path.parent)


def _copy_to(source: Reader, target: Path) -> db.Copied:
    with _part_of(target) as part:
        copied = db.copy_into(source, part)
        _place(part, target)
    return copied


@contextlib.contextmanager
def _part_of(target: Path) -> Iterator[Path]:
    """An empty file beside a target, for its owner only; removed at the end if not placed.

    What a killed command left of this kind is removed a day later, by the next for this target.
    """
    beginning = f".{target.name}."
    part = target.with_name(f"{beginning}{secrets.token_hex(4)}.part")
    with _told_disk(target):
        for old in target.parent.iterdir():
            if old.name.startswith(beginning) and old.suffix.startswith(".part"):
                _remove_if_stale(old)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield part
    except StoreError as error:
        # Nobody knows the part's name.
        raise type(error)(error.message.replace(str(part), str(target)), error.hint) from None
    finally:
        for each in (part, *_companions(part)):
            each.unlink(missing_ok=True)


def _remove_if_stale(part: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        if time.time() - part.stat().st_mtime > STALE_SECONDS:
            part.unlink()


def _place(part: Path, target: Path) -> None:
    """Give a finished file its name; never over another file."""
    with _told_disk(target):
        try:
            target.hardlink_to(part)
        except FileExistsError:
            raise _taken(target, target) from None
        except OSError:
            # A file system without links: as safe as it can be.
            require_room(target)
            part.replace(target)
        _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    # Windows opens no folders, and needs none of this.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _make_folder(folder: Path) -> None:
    with _told_disk(folder):
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        for each in reversed(missing):
            each.mkdir(mode=0o700, exist_ok=True)


@contextlib.contextmanager
def _told_disk(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise StoreError(
            f"there is no folder {path.parent}", f"mkdir {shlex.quote(str(path.parent))}"
        ) from None
    except OSError as error:
        raise StoreError(
            f"{path} cannot be made: {error.strerror}",
            "make room, make the folder writable, or name another file",
        ) from None


def _companions(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in db.COMPANIONS]


def _set_aside_companions(path: Path, kept: Path) -> None:
    for old, new in zip(_companions(path), _companions(kept), strict=True):
        if os.path.lexists(old):
            old.rename(new)


def _beside(path: Path, why: str) -> Path:
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    for number in range(1, 100):
        again = f"-{number}" if number > 1 else ""
        kept = path.with_name(f"{path.stem}-{why}-{stamp}{again}{path.suffix}")
        if not os.path.lexists(kept):
            return kept
    raise StoreError(f"{kept} is already there", "wait a second")


def _is_same(path: Path, other: Path) -> bool:
    return path.exists() and path.samefile(other)


def _synced(path: Path) -> str | None:
    for name in path.parent.parts:
        if any(name.casefold().startswith(each) for each in SYNCED):
            return name
    return None
