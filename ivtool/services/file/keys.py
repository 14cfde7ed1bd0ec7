"""The key of a new file: made or given, kept before the file is, dropped if none comes of it."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from ivtool.errors import Problem, Refused
from ivtool.keys import cipher, head_of, kept_keys, keys_folder
from ivtool.paths import found_at, own_folder, require_room
from ivtool.recovery import Key
from ivtool.recovery import new_key as random_key
from ivtool.settings import Settings
from ivtool.tuples import NamedTuple


class NewKey(NamedTuple):
    """How the key of a new file is kept: where, if said, and whether under a passphrase."""

    file: Path | None = None
    passphrase: bool = False
    # All made-up services of a user share one key: no file is left behind by each.
    demo: bool = False


@contextlib.contextmanager
def made_key(
    settings: Settings, path: Path, wanted: NewKey | None
) -> Iterator[tuple[Key | None, Path | None]]:
    """The key for a file that is made in this block, and its key file; both None for a plain one.

    A key that was named for this run and is there is used; else one is made, and removed again if
    the block fails: whoever has the file always has its key, never the other way round.
    """
    if wanted is None:
        yield None, None
        return
    cipher()
    named = wanted.file or settings.keys.given_file()
    shared = next(iter(kept_keys("*.demo.key")), None) if wanted.demo else None
    if named is None and shared is not None:
        named = shared
    if named is not None:
        require_apart(named, path)
    if named is not None and found_at(named) and wanted.file is None:
        if wanted.passphrase:
            what = f"the key file {named} is named for it, and is not written over"
            problem = Problem("key.given", what, "unset IVTOOL_KEY_FILE, or leave --passphrase out")
            raise Refused("no key was put under a passphrase", [problem])
        yield settings.keys.read(named), named
        return
    if wanted.file is not None:
        require_room(wanted.file, "name another key file")
    key = random_key()
    if wanted.demo and named is None:
        named = keys_folder() / f"{key.id}.demo.key"
    passphrase = settings.keys.asked_passphrase() if wanted.passphrase else None
    key_file = settings.keys.keep(key, named, passphrase)
    try:
        yield key, key_file
    except BaseException:
        # An interrupt may come when the file has its name already.
        if not (found_at(path) and head_of(path).hex() == key.id):
            key_file.unlink(missing_ok=True)
        raise


def require_apart(key_file: Path, path: Path) -> None:
    """Refuse a key file in the folder of the data, or of its backups. Raises Refused."""
    folder = Path(os.path.realpath(key_file)).parent
    real = Path(os.path.realpath(path))
    if folder in (real.parent, own_folder(real)):
        problem = Problem(
            "key.beside_data",
            f"whoever takes {folder} would have both",
            "name a key file in another folder, or none: ivtool keeps it with your settings",
        )
        raise Refused("the key may not lie beside the data", [problem])
