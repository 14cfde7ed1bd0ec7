"""Backups: saved and checked, listed, thinned out, tried out; each leaves a receipt in the file."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from ivtool import db
from ivtool.domain.backups import BackupName, KeptBackups, backup_name, backups_kept, read_name
from ivtool.domain.office_words import FileDeed
from ivtool.domain.policy import Policy
from ivtool.errors import NotFound, Problem, Refused, StoreError
from ivtool.facts import policy as policies
from ivtool.facts import receipts
from ivtool.faults import Locked
from ivtool.keys import PLAIN_HEAD, WrongKey, head_of, require_opens
from ivtool.placing import make_folder, own_folder, part_of, place, require_room
from ivtool.recovery import Key
from ivtool.settings import Settings


@dataclass(frozen=True, slots=True)
class Saved:
    """A backup and what it holds; `removed` counts the older ones that were let go."""

    file: Path
    copied: db.Copied
    change_set: int | None
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Tried:
    """What a backup is found to hold; `revision` is the version of its tables."""

    revision: str
    rows: int
    change_set: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A backup as its name and first bytes tell."""

    file: Path
    name: BackupName
    bytes: int
    encrypted: bool

    @property
    def made_at(self) -> datetime:
        """When, by the laptop's clock."""
        return self.name.made_at

    @property
    def before(self) -> str | None:
        """The command that it was made before, None where it was asked for."""
        return self.name.before


class NoFolder(StoreError):
    """The folder of the policy is not there: its disk may be elsewhere."""


@dataclass(frozen=True, slots=True)
class Drilled:
    """A backup that was restored into a folder of its own, looked at, and removed again."""

    backup: Path
    rows: int
    change_set: int | None
    behind: int


def save(settings: Settings, target: Path | None) -> Saved:
    """Save a checked copy: under a free name, or in a folder, where older ones are thinned out.

    Without a target the folder is that of the policy, or one beside the data file. Raises Refused
    for a name that is taken, StoreError where none can be made.
    """
    if target is not None and not target.is_dir():
        require_room(target)
        saved = _save(settings, target)
    else:
        folder = target or named_folder(settings) or own_folder(settings.file)
        saved = _save_under_free_name(settings, folder, None)
        saved = replace(saved, removed=_thin_out(settings, saved.file))
    note(settings, FileDeed.BACKUP, file=saved.file, saved=saved)
    return saved


def save_before(settings: Settings, command: str) -> Saved:
    """Save a checked copy beside the file, before a command that changes much.

    Nothing older is let go for it: it may itself go again, and a restore may be from an older one.
    """
    folder = own_folder(settings.file)
    make_folder(folder)
    return _save_under_free_name(settings, folder, command)


@contextlib.contextmanager
def saved_before(settings: Settings, command: str) -> Iterator[list[Saved]]:
    """Save a copy before what is done in this block; it is let go again if the list is emptied."""
    saved = save_before(settings, command)
    wanted = [saved]
    try:
        yield wanted
    except BaseException:
        wanted.clear()
        raise
    finally:
        if not wanted:
            saved.file.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                saved.file.parent.rmdir()
    if wanted:
        # What was stored stands: an interrupt that comes now may not tell otherwise.
        with contextlib.suppress(KeyboardInterrupt):
            note(settings, FileDeed.BACKUP, file=saved.file, saved=saved)
            _thin_out(settings, saved.file)


def listed(settings: Settings, folder: Path | None) -> list[Listed]:
    """The backups of the file, the newest first: of a folder, or of all that ivtool uses."""
    found = []
    for each in [folder] if folder else _folders(settings):
        if not each.is_dir():
            continue
        for path in each.iterdir():
            name = read_name(path.name, settings.file.stem)
            if name is not None and path.is_file():
                encrypted = head_of(path) != PLAIN_HEAD
                found.append(Listed(path, name, path.stat().st_size, encrypted))
    # Of one second there may be several, in two folders or before two commands.
    found.sort(key=lambda each: (each.made_at, each.file.stat().st_mtime_ns, each.name.number))
    return found[::-1]


def _folders(settings: Settings) -> list[Path]:
    """Where the backups are. Raises NoFolder, and StoreError while the file is locked."""
    own = own_folder(settings.file)
    try:
        named = named_folder(settings)
    except (NoFolder, Locked):
        raise
    except StoreError:
        # A file that is lost or damaged cannot tell of any other; now its backups are wanted.
        named = None
    return [own] if named is None or named.resolve() == own else [named, own]


def newest(settings: Settings, folder: Path | None = None) -> Path:
    """The newest backup. Raises NotFound where there is none."""
    found = listed(settings, folder)
    if not found:
        where = folder or own_folder(settings.file)
        raise NotFound(f"there is no backup in {where}", "ivtool db backup, or name the backup")
    return found[0].file


def tried(settings: Settings, backup: Path) -> Tried:
    """What a backup holds, read with its own key. Raises StoreError for one of no use."""
    try:
        with db.snapshot(backup, settings.keys) as reader:
            revision = db.revision(reader)
            faults = db.integrity_faults(reader)
            rows = 0 if faults else sum(db.row_counts(reader).values())
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
    backup = backup or newest(settings)
    if key is not None:
        db.require_file(backup)
        require_opens(backup, key)
        settings.keys.learn(backup, key)
    found = tried(settings, backup)
    with (
        tempfile.TemporaryDirectory(prefix="ivtool-drill-") as name,
        part_of(Path(name, "restored.db")) as part,
    ):
        copied = db.copy_into(backup, settings.keys, part, settings.keys.of(backup))
        if copied.rows != found.rows:
            raise StoreError(f"{backup} was not restored whole", "ivtool db backup")
    with db.reading(settings) as reader:
        now = receipts.last_change_set(reader) or 0
    saved = Saved(backup, copied, found.change_set)
    note(settings, FileDeed.DRILL, file=backup, saved=saved)
    return Drilled(backup, found.rows, found.change_set, max(0, now - (found.change_set or 0)))


def note(
    settings: Settings,
    deed: FileDeed,
    *,
    file: Path | None = None,
    saved: Saved | None = None,
    path: Path | None = None,
) -> None:
    """Leave a receipt in the file, in a change of its own; none in an older one, until upgraded."""
    from sqlalchemy import insert

    from ivtool.tables import FileReceipt

    key = settings.keys.of(path or settings.file)
    with db.snapshot(settings.file, settings.keys) as reader:
        if db.revision(reader) != db.REVISION:
            # It has no place for it, and what was done is done.
            return
    try:
        with db.writing(settings, f"db {deed.value}") as session:
            # Past the history: it tells of the records, and a backup that moved it on would always
            # be behind it.
            session.connection().execute(
                insert(FileReceipt).values(
                    deed=deed.value,
                    actor=settings.actor,
                    done_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                    file=None if file is None else str(file.absolute()),
                    key_id=None if key is None else key.id,
                    rows=None if saved is None else saved.copied.rows,
                    bytes=None if saved is None else saved.copied.bytes,
                    change_set=None if saved is None else saved.change_set,
                )
            )
    except StoreError as error:
        # What was done stands: a word of nothing stored would be wrong.
        raise StoreError(
            f"the {deed.value.replace('_', ' ')} is done, but its receipt could not be stored:"
            f" {error.message}",
            error.hint,
        ) from None


def named_folder(settings: Settings) -> Path | None:
    """The folder that the service chose for its backups. Raises StoreError where it is missing."""
    # Of a file of any version, which is saved before its upgrade.
    with db.snapshot(settings.file, settings.keys) as reader:
        named = policies.policy(reader).text("backups.folder", settings.today)
    if not named:
        return None
    folder = Path(named).expanduser()
    if not folder.is_dir():
        raise NoFolder(
            f"there is no folder {folder}, where the backups go",
            "connect its disk, name another: ivtool db backup FOLDER, or"
            " ivtool policy set backups.folder FOLDER",
        )
    return folder


def _save(settings: Settings, target: Path) -> Saved:
    path = settings.file
    key = db.key_of(path, settings.keys)
    if target.parent == own_folder(settings.file):
        make_folder(target.parent)
    with part_of(target) as part:
        copied = db.copy_into(path, settings.keys, part, key)
        with db.snapshot(part, settings.keys) as reader:
            known = db.revision(reader)
            head = None if known is None else receipts.last_change_set(reader)
        place(part, target)
    return Saved(target, copied, head)


def _save_under_free_name(settings: Settings, folder: Path, before: str | None) -> Saved:
    while True:
        target = _free_name(folder, settings.file.stem, before)
        try:
            return _save(settings, target)
        except Refused:
            # Somebody else's of the same second, who was quicker.
            if not os.path.lexists(target):
                raise


def _free_name(folder: Path, stem: str, before: str | None) -> Path:
    now = datetime.now().astimezone()
    for number in range(1, 1000):
        path = folder / backup_name(stem, now, before, number)
        if not os.path.lexists(path):
            return path
    raise Refused(
        f"{folder} takes no more backups of this second",
        [Problem("file.exists", f"{path} is already there", "wait a second")],
    )


def _thin_out(settings: Settings, made: Path) -> int:
    """Let older backups go beside one just made; how many. Another file's of its name stay.

    Nor does the new one go: where the clock was put back its name is not the last.
    """
    # Of a file of any version, which is saved before its upgrade; the oldest have no receipts.
    with db.snapshot(settings.file, settings.keys) as reader:
        rules = _kept_backups(policies.policy(reader), settings.today)
        keys = {db.key_id(reader)}
        if db.revision(reader) == db.REVISION:
            keys |= receipts.keys_used(reader)
    named = {
        path: name
        for path in made.parent.iterdir()
        if (name := read_name(path.name, settings.file.stem)) is not None and path.is_file()
    }
    ours = {path: name for path, name in named.items() if _key_wanted(path) in keys}
    kept = backups_kept(ours.values(), rules)
    gone = [path for path, name in ours.items() if name not in kept and path != made]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _key_wanted(path: Path) -> str | None:
    head = head_of(path)
    return None if head == PLAIN_HEAD else head.hex()


def _kept_backups(policy: Policy, day: date) -> KeptBackups:
    return KeptBackups(
        policy.count("backups.daily", day),
        policy.count("backups.weekly", day),
        policy.count("backups.monthly", day),
    )
