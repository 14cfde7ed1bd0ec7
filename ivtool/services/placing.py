"""Files appear whole or not at all: made beside their place, then given their name."""

import contextlib
import os
import secrets
import shlex
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from ivtool import db
from ivtool.errors import Problem, Refused, StoreError
from ivtool.keys import PLAIN_HEAD, head_of, sync_folder

STALE_SECONDS = 86_400


def require_room(target: Path, hint: str = "name another file") -> None:
    """Refuse a name that is taken, if only by what an earlier file left. Raises Refused."""
    if target.is_dir():
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
    """An empty file beside a target, for its owner only; removed at the end if not placed.

    What a killed command left of this kind is removed a day later, by the next for this target.
    """
    beginning = f".{target.name}."
    part = target.with_name(f"{beginning}{secrets.token_hex(4)}.part")
    with told_disk(target):
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
        for each in (part, *companions(part)):
            each.unlink(missing_ok=True)


def plain_parts(path: Path) -> list[Path]:
    """What a decryption that was killed has left beside a file: a copy that anybody can read."""
    beginning = f".{path.name}."
    return [
        each
        for each in sorted(path.absolute().parent.iterdir())
        if each.name.startswith(beginning)
        and each.suffix == ".part"
        and head_of(each) == PLAIN_HEAD
    ]


def _remove_if_stale(part: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        if time.time() - part.stat().st_mtime > STALE_SECONDS:
            part.unlink()


def place(part: Path, target: Path) -> None:
    """Give a finished file its name; never over another file."""
    with told_disk(target):
        try:
            target.hardlink_to(part)
        except FileExistsError:
            raise _taken(target, target) from None
        except OSError:
            # A file system without links: as safe as it can be.
            require_room(target)
            part.replace(target)
        sync_folder(target.parent)


def make_folder(folder: Path) -> None:
    with told_disk(folder):
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        for each in reversed(missing):
            each.mkdir(mode=0o700, exist_ok=True)


@contextlib.contextmanager
def told_disk(path: Path) -> Iterator[None]:
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


def own_folder(path: Path) -> Path:
    """Where a file's backups go unless the policy names a folder: beside it."""
    real = Path(os.path.realpath(path))
    return real.with_name(f"{real.stem}-backups")


def companions(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in db.COMPANIONS]


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
