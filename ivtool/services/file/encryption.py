"""The file's encryption: put on, taken off, given another key; the key written out, typed in."""

import os
from pathlib import Path
from secrets import token_hex

from ivtool import db
from ivtool.copies import copy_into
from ivtool.domain.file.vocabulary import FileDeed
from ivtool.errors import Problem, Refused, StoreError
from ivtool.keys import PLAIN_HEAD, head_of, kept_keys, keys_folder, require_opens, write_key
from ivtool.paths import (
    entries,
    found_at,
    is_folder,
    own_folder,
    part_of,
    require_room,
    swap,
    told_disk,
)
from ivtool.recovery import Key
from ivtool.services.file import backups
from ivtool.services.file.keys import NewKey, made_key, require_apart
from ivtool.settings import Settings
from ivtool.tuples import NamedTuple


class Rekeyed(NamedTuple):
    """A file under another key than before, or none; `kept` is the copy from before, if any."""

    file: Path
    rows: int
    key_id: str | None
    key_file: Path | None
    kept: Path | None
    key_found: bool = True
    plain_backups: int = 0


class Unlocked(NamedTuple):
    """A key that was typed in or read, and the key file that it is in now; `live` is the data."""

    file: Path
    key_id: str
    key_file: Path
    known: bool
    live: bool


def encrypt(settings: Settings, new_key: NewKey) -> Rekeyed:
    """Encrypt a plain file in its place. Raises Refused for one that is encrypted already."""
    path = _real(settings)
    if db.key_of(path, settings.keys) is not None:
        problem = Problem("file.encrypted", "it is encrypted already", "ivtool db rekey")
        raise Refused(f"{path} was not changed", [problem])
    with made_key(settings, path, new_key) as (key, key_file):
        rows = _replaced(settings, path, key)
    backups.note(settings, FileDeed.ENCRYPT)
    try:
        found = backups.listed(settings, None).named
    except backups.NoFolder:
        found = backups.listed(settings, own_folder(path)).named
    # Those that may be another's are told too: whoever finds them can read them.
    plain = sum(not each.encrypted and each.own is not False for each in found)
    return _rekeyed(settings, path, rows, key, key_file, None, plain)


def decrypt(settings: Settings, *, agreed: bool) -> Rekeyed:
    """Make an encrypted file a plain one, after an encrypted backup. Raises Refused."""
    path = _real(settings)
    problems = []
    if db.key_of(path, settings.keys) is None:
        problems.append(Problem("file.plain", "it is not encrypted", "ivtool db encrypt"))
    elif settings.keys.given_file() is not None:
        what = "IVTOOL_KEY_FILE names a key for it, and a plain file would be refused from then on"
        problems.append(Problem("key.given", what, "unset IVTOOL_KEY_FILE"))
    elif not agreed:
        what = "whoever finds or steals a plain file reads every child's record"
        problems.append(Problem("file.not_agreed", what, "ivtool db decrypt --yes"))
    if problems:
        raise Refused(f"{path} was not decrypted", problems)
    kept = backups.save_before(settings, "decrypt").file
    rows = _replaced(settings, path, None)
    backups.note(settings, FileDeed.DECRYPT)
    return Rekeyed(path, rows, None, None, kept)


def rekey(settings: Settings, new_key: NewKey) -> Rekeyed:
    """Encrypt the file anew under a new key, after a backup under the old one.

    The old key stays where it is: the backups from before want it. Raises Refused.
    """
    path = _real(settings)
    _require_encrypted(settings, f"{path} was not given another key")
    given = settings.keys.given_file()
    if given is not None and new_key.file is None:
        what = f"the key file {given} is named for it, and is not written over"
        problem = Problem("key.given", what, "ivtool db rekey --key-file NEW.key")
        raise Refused(f"{path} was not given another key", [problem])
    with made_key(settings, path, new_key) as (key, key_file):
        kept = backups.save_before(settings, "rekey").file
        rows = _replaced(settings, path, key)
    backups.note(settings, FileDeed.REKEY)
    return _rekeyed(settings, path, rows, key, key_file, kept)


def recovery_key(settings: Settings, target: Path | None) -> str:
    """The file's key as it is written on paper, into a new file if one is named.

    Raises Refused for a plain file, or a target beside the data.
    """
    path = _real(settings)
    key = _require_encrypted(settings, f"there is no key of {path} to print")
    if target is not None:
        require_room(target)
        require_apart(target, path)
        with told_disk(target):
            write_key(target, key)
    return key.written


def note_recovery_key(settings: Settings) -> None:
    """Leave the receipt of a recovery key, once it was written: one unread is on no paper."""
    backups.note(settings, FileDeed.RECOVERY_KEY)


def unlock(settings: Settings, file: Path, key: Key, *, passphrase: bool) -> Unlocked:
    """Keep the recovery key of a file or a backup, so that every command opens it from now on.

    Raises StoreError for a key that does not open it.
    """
    if not found_at(file):
        raise StoreError(f"there is no file {file}", "name a backup, or the data file itself")
    db.require_file(file)
    require_opens(file, key)
    live = bool(found_at(settings.file)) and settings.file.samefile(file)
    kept = next(iter(kept_keys(f"{key.id}*.key")), None)
    if kept is not None and not passphrase and _holds(settings, kept, key):
        return Unlocked(file, key.id, kept, known=True, live=live)
    words = settings.keys.asked_passphrase() if passphrase else None
    given = settings.keys.given_file()
    if kept is None and given is not None and not found_at(given):
        kept = settings.keys.keep(key, given, words)
    else:
        # In the place of one that is damaged, or whose passphrase is forgotten or is to be another.
        kept = kept or keys_folder() / f"{key.id}.key"
        settings.keys.keep(key, kept.with_suffix(f".{token_hex(4)}"), words).replace(kept)
    return Unlocked(file, key.id, kept, known=False, live=live)


def plain_parts(path: Path) -> list[Path]:
    """What a decryption that was killed has left beside a file: a copy that anybody can read."""
    beginning = f".{path.name}."
    found = [
        each
        for each in entries(path.absolute().parent)
        if each.name.startswith(beginning) and each.suffix == ".part"
    ]
    return [
        each
        for each in found
        for held in (entries(each) if is_folder(each) else [each])
        if held.suffix == ".part" and head_of(held) == PLAIN_HEAD
    ]


def _rekeyed(
    settings: Settings,
    path: Path,
    rows: int,
    key: Key | None,
    key_file: Path | None,
    kept: Path | None,
    plain_backups: int = 0,
) -> Rekeyed:
    found = key_file is None or settings.keys.finds(key_file)
    key_id = None if key is None else key.id
    return Rekeyed(path, rows, key_id, key_file, kept, found, plain_backups)


def _holds(settings: Settings, kept: Path, key: Key) -> bool:
    """Whether a key file opens to this key without a passphrase."""
    try:
        return settings.keys.read_unasked(kept).id == key.id
    except StoreError:
        return False


def _real(settings: Settings) -> Path:
    db.require_file(settings.file)
    return Path(os.path.realpath(settings.file))


def _require_encrypted(settings: Settings, message: str) -> Key:
    key = db.key_of(settings.file, settings.keys)
    if key is None:
        problem = Problem("file.plain", "it is not encrypted", "ivtool db encrypt")
        raise Refused(message, [problem])
    return key


def _replaced(settings: Settings, path: Path, key: Key | None) -> int:
    """Put a copy under another key in the file's place, while nobody else writes; its rows."""
    with part_of(path) as part, db.holding(path, settings.keys, sqlcipher=True):
        copied = copy_into(path, settings.keys, part, key)
        swap(part, path)
    return copied.rows
