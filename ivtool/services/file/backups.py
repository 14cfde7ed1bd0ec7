"""Backups: saved and checked, listed, thinned out, tried out; each leaves a receipt in the file."""

import contextlib
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from ivtool import db
from ivtool.copies import Copied, copy_into
from ivtool.domain.file.backups import (
    BackupMarks,
    BackupName,
    FileMarks,
    KeptBackups,
    backup_name,
    backups_kept,
    is_ahead,
    is_of,
    read_name,
)
from ivtool.domain.file.records import FileReceipt
from ivtool.domain.file.vocabulary import FileDeed
from ivtool.domain.policy import Policy
from ivtool.errors import NotFound, Problem, Refused, StoreError
from ivtool.faults import Locked
from ivtool.keys import PLAIN_HEAD, head_of
from ivtool.paths import (
    entries,
    is_folder,
    make_folder,
    own_folder,
    part_of,
    place,
    require_no_device,
    require_room,
    shown,
)
from ivtool.queries import policy as policies
from ivtool.queries.file import receipts
from ivtool.queries.file.history import head_in_words
from ivtool.settings import Settings
from ivtool.tuples import NamedTuple


class Saved(NamedTuple):
    """A backup and what it holds; `removed` counts the older ones that were let go.

    `history` is the end of its history in words, None where its tables are of an older version.
    """

    file: Path
    copied: Copied
    change_set: int | None
    removed: int = 0
    history: str | None = None


class Listed(NamedTuple):
    """A backup as its name and first bytes tell."""

    file: Path
    name: BackupName
    bytes: int
    encrypted: bool
    ahead: bool
    identity: str | None
    # Whether it is of the data file; None where nothing tells.
    own: bool | None

    @property
    def made_at(self) -> datetime:
        """When, by the laptop's clock."""
        return self.name.made_at

    @property
    def before(self) -> str | None:
        """The command that it was made before, None where it was asked for."""
        return self.name.before


class Found(NamedTuple):
    """The backups of the file's name, the newest first; `told` is whether it could tell its own."""

    named: list[Listed]
    told: bool

    @property
    def own(self) -> list[Listed]:
        """The file's own; of a file that is lost or damaged, all of its name."""
        return [each for each in self.named if each.own or not self.told]


class NoFolder(StoreError):
    """The folder of the policy is not there: its disk may be elsewhere."""


def save(settings: Settings, target: Path | None) -> Saved:
    """Save a checked copy: under a free name, or in a folder, where older ones are thinned out.

    Without a target the folder is that of the policy, or one beside the data file. Raises Refused
    for a name that is taken, StoreError where none can be made.
    """
    if target is not None and not is_folder(target):
        require_room(target)
        saved = _save(settings, target)
    else:
        folder = target or named_folder(settings) or own_folder(settings.file)
        saved = _save_under_free_name(settings, folder, None)
        saved = saved._replace(removed=_thin_out(settings, saved.file))
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


def listed(settings: Settings, folder: Path | None) -> Found:
    """The backups that have the file's name, the newest first, and whose each of them is.

    Of a folder, or of all that ivtool uses.
    """
    require_no_device(settings.file)
    if not is_folder(settings.file.absolute().parent):
        raise StoreError(f"there is no folder {shown(settings.file.parent)}", "ivtool db path")
    marks = _marks(settings)
    found = []
    for each in [folder] if folder else _folders(settings):
        if is_folder(each):
            found += _in_folder(settings, each, marks)
    # Of one second there may be several, in two folders or before two commands.
    found.sort(key=lambda each: (each.made_at, each.file.stat().st_mtime_ns, each.name.number))
    return Found(found[::-1], marks is not None)


def ahead(settings: Settings) -> list[Path]:
    """The file's backups that are dated ahead of the clock."""
    try:
        folders = _folders(settings)
    except NoFolder:
        folders = [own_folder(settings.file)]
    now = _now()
    # Hardly ever is there one: no other is opened.
    if not any(
        is_ahead(name, now)
        for each in folders
        if is_folder(each)
        for path in entries(each)
        if (name := read_name(path.name, settings.file.stem))
    ):
        return []
    marks = _marks(settings)
    found = [backup for each in folders for backup in _in_folder(settings, each, marks)]
    return [each.file for each in found if each.ahead and each.own]


def _in_folder(settings: Settings, folder: Path, marks: FileMarks | None) -> list[Listed]:
    """The backups of a folder that have the file's name; without marks nothing tells whose."""
    found = []
    now = _now()
    for path in entries(folder):
        name = read_name(path.name, settings.file.stem)
        if name is None or not path.is_file():
            continue
        size = path.stat().st_size
        key_id, identity = _told_by(settings, path)
        told = BackupMarks(identity, key_id, str(path.absolute()), size)
        own = None if marks is None else is_of(told, marks)
        encrypted = key_id is not None
        found.append(Listed(path, name, size, encrypted, is_ahead(name, now), identity, own))
    return found


def _told_by(settings: Settings, backup: Path) -> tuple[str | None, str | None]:
    """The id of a backup's key, and of its file: None where it has none, or nobody can read it."""
    try:
        head = head_of(backup)
    except StoreError:
        return None, None
    key_id = None if head == PLAIN_HEAD else head.hex()
    try:
        # No passphrase is asked for: of the file's own key it has been.
        with db.snapshot(backup, settings.keys.unasked()) as reader:
            return key_id, receipts.identity(reader)
    except StoreError:
        return key_id, None


def _marks(settings: Settings) -> FileMarks | None:
    """What the file tells its own backups by; None where it is lost or damaged."""
    try:
        with db.snapshot(settings.file, settings.keys) as reader:
            keys = receipts.keys_used(reader) | {db.key_id(reader)}
            return FileMarks(
                receipts.identity(reader),
                frozenset(each for each in keys if each is not None),
                frozenset(receipts.backups_noted(reader)),
            )
    except Locked:
        raise
    except StoreError:
        return None


def _now() -> datetime:
    """The laptop's clock, as the names of backups have it."""
    return datetime.now().astimezone().replace(tzinfo=None)


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
    """The file's newest backup, never one that is dated ahead of the clock.

    Of a file that is lost or damaged, the newest of its name, if all are of one file. Raises
    NotFound where there is none, or nothing tells which.
    """
    found = listed(settings, folder)
    where = folder or own_folder(settings.file)
    files = {each.identity for each in found.own if each.identity is not None}
    if len(files) > 1:
        raise NotFound(
            f"the backups in {where} are of {len(files)} files, and {settings.file} cannot tell"
            " which are its own",
            "name the backup: ivtool db backups",
        )
    made = [each for each in found.own if not each.ahead]
    if made:
        return made[0].file
    hint = "ivtool db backup, or name the backup"
    if found.own:
        raise NotFound(f"the backups in {where} are all dated ahead of this machine's clock", hint)
    raise NotFound(f"there is no backup in {where}", hint)


def note(
    settings: Settings,
    deed: FileDeed,
    *,
    file: Path | None = None,
    saved: Saved | None = None,
    path: Path | None = None,
) -> None:
    """Leave a receipt in the file, in a change of its own; none in an older one, until upgraded."""
    key = settings.keys.of(path or settings.file)
    with db.snapshot(settings.file, settings.keys) as reader:
        if db.revision(reader) != db.REVISION:
            # It has no place for it, and what was done is done.
            return
    try:
        with db.writing(settings, f"db {deed.value}") as writer:
            writer.insert(
                FileReceipt(
                    deed,
                    datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                    settings.actor,
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
    try:
        folder = Path(named).expanduser()
    except RuntimeError:
        # There is nobody of the name after its ~.
        folder = Path(named)
    if not is_folder(folder):
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
        copied = copy_into(path, settings.keys, part, key)
        with db.snapshot(part, settings.keys) as reader:
            known = db.revision(reader)
            last = None if known is None else receipts.last_change_set(reader)
            history = head_in_words(reader) if known == db.REVISION else None
        place(part, target)
    return Saved(target, copied, last, history=history)


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
    marks = _marks(settings)
    # Of a file of any version, which is saved before its upgrade.
    with db.snapshot(settings.file, settings.keys) as reader:
        rules = _kept_backups(policies.policy(reader), settings.today)
    # One that is dated ahead would take the place of the last of its day, week and month for ever.
    ours = {
        each.file: each.name
        for each in _in_folder(settings, made.parent, marks)
        if each.own and not each.ahead
    }
    kept = backups_kept(ours.values(), rules)
    gone = [path for path, name in ours.items() if name not in kept and path != made]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _kept_backups(policy: Policy, day: date) -> KeptBackups:
    return KeptBackups(
        policy.count("backups.daily", day),
        policy.count("backups.weekly", day),
        policy.count("backups.monthly", day),
    )
