"""Files and folders appear whole or not at all: made beside their place, then given their name.

What is being made lies in a hidden folder of its own, on which its maker holds a lock: one that
nobody holds was left by a killed command, and goes with the next. Every path that a person may
name is looked at here first: what it cannot be is told in words.
"""

import contextlib
import os
import re
import shutil
import stat
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from ivtool.errors import Problem, Refused, StoreError

# What SQLite keeps beside a file; a stray one would be played into whatever takes the file's name.
COMPANIONS = ("-journal", "-wal", "-shm")
# How the hidden folder begins that holds sheets while they get their names, one by one.
UNFINISHED = ".unfinished."
LEFT = r"\.(?!unfinished\.)(?s:.+)\.[0-9a-f]{8}\.ivtool\.part"
# Where there are no locks, and of what earlier versions left, only age tells.
STALE_SECONDS = 86_400
LONGEST_SHOWN = 200


def found_at(path: Path) -> os.stat_result | None:
    """What stands at a path, links followed; None where nothing does.

    Raises StoreError where nobody can tell: links in a circle, a name that is too long or has a
    NUL in it, a folder that may not be entered.
    """
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise unusable(path, error) from None


def is_folder(path: Path) -> bool:
    """Whether a folder stands at a path. Raises StoreError as `found_at`."""
    found = found_at(path)
    return found is not None and stat.S_ISDIR(found.st_mode)


def kind_of(found: os.stat_result) -> str:
    """What stands there, where it is no file."""
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    return next((kind for is_kind, kind in kinds if is_kind(found.st_mode)), "a device")


def require_no_device(path: Path) -> None:
    """Refuse a pipe, a socket or a device, which could be waited on for ever. Raises StoreError."""
    found = found_at(path)
    if found is not None and not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
        raise StoreError(f"{shown(path)} is {kind_of(found)}, not a file", "name a file")


def unusable(path: Path, error: OSError | ValueError) -> StoreError:
    """What the system says of a path, in words."""
    why = getattr(error, "strerror", None) or "no path has such a letter in it"
    return StoreError(f"{shown(path)} cannot be used: {why}", "name another path")


def shown(path: Path | str) -> str:
    """A path as a message shows it; of one that is very long the beginning."""
    text = str(path)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def entries(folder: Path) -> list[Path]:
    """What a folder holds, in order. Raises StoreError where it may not be looked into."""
    try:
        return sorted(folder.iterdir())
    except (OSError, ValueError) as error:
        raise unusable(folder, error) from None


def require_room(target: Path, hint: str = "name another file") -> None:
    """Refuse a name that is taken, if only by what an earlier file left. Raises Refused."""
    require_no_device(target)
    if is_folder(target):
        raise Refused(
            f"{target} is a folder",
            [Problem("file.is_folder", "a file is wanted", "name a new file in it")],
        )
    for path in (target, *companions(target)):
        if os.path.lexists(path):
            raise _taken(target, path, hint)


def _taken(target: Path, path: Path, hint: str = "name another file") -> Refused:
    return Refused(
        f"{target} was not made",
        [Problem("file.exists", f"{path} is already there", hint)],
    )


@contextlib.contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """An empty file to become a target, for its owner only; removed at the end if not placed.

    What a killed command left in the target's folder is removed first.
    """
    with contextlib.ExitStack() as stack:
        with told_disk(target):
            part = stack.enter_context(part_file(target))
        try:
            yield part
        except StoreError as error:
            # Nobody knows the part's name.
            raise type(error)(error.message.replace(str(part), str(target)), error.hint) from None


@contextlib.contextmanager
def part_file(target: Path) -> Iterator[Path]:
    """The same, where what the disk says is told elsewhere. Raises OSError."""
    with part_folder(target) as folder:
        part = folder / f"{target.name}.part"
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield part


@contextlib.contextmanager
def part_folder(target: Path) -> Iterator[Path]:
    """A hidden folder beside a target, for its owner only; removed at the end. Raises OSError."""
    remove_left(target.parent, target.name)
    while True:
        folder = target.with_name(f".{target.name}.{os.urandom(4).hex()}.ivtool.part")
        lock = None
        # An interrupt may come at any moment from here on.
        try:
            folder.mkdir(mode=0o700)
            lock, mine = _lock(folder)
            # Whoever cleans up may have taken it for one that was left, before it was locked.
            if mine and folder.exists():
                yield folder
                return
        finally:
            remove_folder(folder)
            if lock is not None:
                os.close(lock)


def remove_folder(folder: Path) -> None:
    """Remove a folder to the end: what it holds may be readable, and an interrupt leaves none."""
    try:
        shutil.rmtree(folder, ignore_errors=True)
    except KeyboardInterrupt:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _lock(folder: Path) -> tuple[int | None, bool]:
    """A folder's lock, None where there are no locks, and whether nobody else holds it."""
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except (ImportError, OSError, AttributeError):
        return None, True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return handle, False
    except OSError:
        os.close(handle)
        return None, True
    return handle, True


def remove_left(folder: Path, name: str) -> None:
    """Remove the parts that killed commands left in a folder. Raises OSError.

    Those of earlier versions, which had no locks, only of this name and after a day.
    """
    beginning = f".{name}."
    for each in list(folder.iterdir()):
        if re.fullmatch(LEFT, each.name):
            with alone(each) as left:
                if left:
                    shutil.rmtree(each, ignore_errors=True)
        elif each.name.startswith(beginning) and each.suffix.startswith(".part"):
            with contextlib.suppress(OSError):
                if _is_old(each):
                    each.unlink()


@contextlib.contextmanager
def alone(part: Path) -> Iterator[bool]:
    """Whether a part was left by a killed command; if so nobody else sees to it in this block."""
    lock, free = _lock(part)
    try:
        yield free and (lock is not None or _is_old(part))
    finally:
        if lock is not None:
            os.close(lock)


def _is_old(part: Path) -> bool:
    try:
        return time.time() - part.stat().st_mtime > STALE_SECONDS
    except FileNotFoundError:
        return False


def unfinished(folder: Path) -> list[Path]:
    """The marks of writers that have not finished the sheets of a folder, killed or at work."""
    return [each for each in entries(folder) if each.name.startswith(UNFINISHED)]


def place(part: Path, target: Path) -> None:
    """Give a finished file its name; never over another file. Raises Refused, StoreError."""
    with told_disk(target):
        try:
            give_name(part, target)
        except FileExistsError:
            raise _taken(target, target) from None


def give_name(part: Path, target: Path) -> None:
    """The same, where what the disk says is told elsewhere. Raises FileExistsError, OSError."""
    try:
        target.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links: as safe as it can be.
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        part.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """See to it that a folder's new names outlive a power cut: a key's before its file's."""
    # Windows opens no folders, and needs none of this.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_folder(folder: Path) -> None:
    with told_disk(folder):
        missing = [each for each in (folder, *folder.parents) if not found_at(each)]
        for each in reversed(missing):
            each.mkdir(mode=0o700, exist_ok=True)


@contextlib.contextmanager
def told_disk(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not is_folder(path.parent):
            import shlex

            raise StoreError(
                f"there is no folder {shown(path.parent)}",
                f"mkdir {shlex.quote(str(path.parent))}",
            ) from None
        raise StoreError(
            f"{shown(path)} cannot be made: {error.strerror or 'the disk fails'}",
            "make room, make the folder writable, or name another file",
        ) from None


def own_folder(path: Path) -> Path:
    """Where a file's backups go unless the policy names a folder: beside it."""
    real = Path(os.path.realpath(path))
    return real.with_name(f"{real.stem}-backups")


def companions(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in COMPANIONS]


def set_aside_companions(path: Path, kept: Path) -> None:
    for old, new in zip(companions(path), companions(kept), strict=True):
        if os.path.lexists(old):
            old.rename(new)


def beside(path: Path, why: str) -> Path:
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    for number in range(1, 100):
        again = f"-{number}" if number > 1 else ""
        kept = path.with_name(f"{path.stem}-{why}-{stamp}{again}{path.suffix}")
        if not os.path.lexists(kept):
            return kept
    raise StoreError(f"{kept} is already there", "wait a second")


def swap(part: Path, path: Path, kept: Path | None = None) -> None:
    """Give a finished file the name of another, which goes, or is kept under a name of its own.

    The old one's second name first, then its first: one is always there.
    """
    with told_disk(path):
        if kept is not None:
            try:
                kept.hardlink_to(path)
            except OSError:
                path.rename(kept)
            set_aside_companions(path, kept)
        part.replace(path)
        sync_folder(path.parent)
