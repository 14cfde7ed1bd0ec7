"""Keys of encrypted files: made, kept apart from the data, found again, written down on paper.

A file begins with the id of its key, in clear: so a wrong key is told from a damaged file, and
every file and every backup finds its own key. A key never stands in an argument, an environment,
a message or a log; a key file does not open for others.
"""

import errno
import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ivtool.errors import IvtoolError, NotUnderstood, Problem, Refused, StoreError
from ivtool.faults import Damaged
from ivtool.paths import found_at, give_name, part_file, require_no_device
from ivtool.recovery import FIRST_WORDS, ID_BYTES, Key, read_written

PLAIN_HEAD = b"SQLite format 3\x00"
LEAST_PASSPHRASE = 12
PAGE = 4096
TRIES = 3
NO_CIPHER = "there is no SQLCipher for this Python, so no encrypted file can be opened or made"
ANOTHER_KEY_FILE = "IVTOOL_KEY_FILE=FILE names another; with the paper: ivtool db unlock FILE"
OTHER_PYTHON = "use Python 3.11 to 3.14, or a file that is not encrypted: ivtool db init --plain"

Ask = Callable[[str], str]


def no_terminal(_question: str) -> str:
    """Nobody can be asked. Raises StoreError."""
    raise StoreError(
        "the key is under a passphrase, and there is no terminal to ask for it on",
        "IVTOOL_KEY_FILE=FILE, of a key without a passphrase",
    )


class Keys:
    """The keys that one run can find: given by file, by systemd, or in the user's own folder.

    `ask` asks for a passphrase on the terminal; it raises where there is none.
    """

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        # By the file itself: reading its head again would drop the locks of this process (POSIX).
        self._found: dict[tuple[int, int], Key | None] = {}
        # A year of backups is under one key, or a few.
        self._by_id: dict[str, Key] = {}

    def of(self, path: Path) -> Key | None:
        """The key that a file wants; None where it is plain. Raises StoreError where none fits."""
        found = path.stat()
        known = (found.st_dev, found.st_ino)
        if known not in self._found:
            head = head_of(path)
            key = self._by_id.get(head.hex())
            if key is None and head != PLAIN_HEAD:
                key = self._by_id[head.hex()] = self._fitting(path, head)
            self._found[known] = key
        return self._found[known]

    def unasked(self) -> "Keys":
        """The same keys, and no others that a passphrase would be asked for."""
        others = Keys(no_terminal)
        others._found, others._by_id = self._found, self._by_id
        return others

    def learn(self, path: Path, key: Key | None) -> None:
        """Know the key of a file that this run has made."""
        found = path.stat()
        self._found[found.st_dev, found.st_ino] = key
        if key is not None:
            self._by_id[key.id] = key

    def given_file(self) -> Path | None:
        """The key file that was named for this run, there or not: IVTOOL_KEY_FILE, or systemd's."""
        named = os.environ.get("IVTOOL_KEY_FILE")
        if named:
            return Path(named)
        folder = _credentials()
        held = folder / "ivtool.key" if folder else None
        return held if held and found_at(held) else None

    def finds(self, key_file: Path) -> bool:
        """Whether a run without any option finds a key file: in the user's folder, or as named."""
        return key_file.absolute().parent == keys_folder() or key_file == self.given_file()

    def given(self) -> Key | None:
        """The key that was named for this run, None where none was. Raises StoreError."""
        named = self.given_file()
        return None if named is None else self.read(named)

    def read(self, path: Path, key_id: str = "") -> Key:
        """The key of a key file; its passphrase is asked for where it has one."""
        try:
            held = path.stat()
            if not stat.S_ISREG(held.st_mode):
                raise StoreError(f"the key file {path} is no file", ANOTHER_KEY_FILE)
            # systemd lets nobody else into its folder, and shows modes that only look wider.
            systemds = path.parent == _credentials()
            if os.name == "posix" and held.st_mode & 0o077 and not systemds:
                import shlex

                raise StoreError(
                    f"the key file {path} can be read by others",
                    f"chmod 600 {shlex.quote(str(path))}",
                )
            content = path.read_bytes()
        except OSError as error:
            raise StoreError(
                f"the key file {path} cannot be read: {error.strerror}", ANOTHER_KEY_FILE
            ) from None
        _no_core_dumps()
        if content.startswith(FIRST_WORDS.encode()):
            try:
                return read_written(content.decode("ascii"), key_id)
            except (NotUnderstood, UnicodeDecodeError):
                raise _damaged(path) from None
        # Under a passphrase it is a small database.
        if not content or len(content) % PAGE:
            raise _damaged(path)
        return _unwrapped(path, self._ask, key_id or path.stem)

    def read_unasked(self, path: Path) -> Key:
        """The key of a key file without a passphrase. Raises StoreError for any other."""
        return Keys(no_terminal).read(path)

    def every_known(self) -> list[Key]:
        """Each key that can be had without asking; they tell a damaged file from a foreign one."""
        paths = [self.given_file(), *kept_keys("*.key")]
        keys = []
        for path in paths:
            try:
                if path is None or not path.is_file():
                    continue
                if path.read_bytes().startswith(FIRST_WORDS.encode()):
                    keys.append(self.read(path))
            except (OSError, IvtoolError):
                continue
        return keys

    def keep(self, key: Key, path: Path | None = None, passphrase: str | None = None) -> Path:
        """Write a key for its owner only, and say where; never over another file.

        Where no path is named it goes to the file that was named for this run, or else to the
        user's own folder: in both every command finds it. Raises StoreError.
        """
        path = path or self.given_file() or keys_folder() / f"{key.id}.key"
        try:
            require_no_device(path)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if passphrase is None:
                write_key(path, key)
            else:
                _wrap(path, key, passphrase)
        except FileExistsError:
            raise StoreError(f"{path} is already there", "name another key file") from None
        except OSError as error:
            raise StoreError(
                f"the key file {path} cannot be made: {error.strerror}",
                "make room or the folder writable, or name another: --key-file FILE",
            ) from None
        return path

    def asked_passphrase(self) -> str:
        """A new passphrase, asked for twice. Raises Refused for one that is short or mistyped."""
        passphrase = self._ask("A passphrase for the key (12 letters or more): ")
        if len(passphrase) < LEAST_PASSPHRASE:
            reason = f"it has fewer than {LEAST_PASSPHRASE} letters"
            problem = Problem("key.short_passphrase", reason, "four or five words make a good one")
            raise Refused("that is no passphrase for the key", [problem])
        if self._ask("The same again: ") != passphrase:
            problem = Problem("key.mistyped", "the two are not the same", "once more")
            raise Refused("that is no passphrase for the key", [problem])
        return passphrase

    def _fitting(self, path: Path, head: bytes) -> Key:
        given = self.given_file()
        key = None if given is None else self.read(given, head.hex())
        if key is not None and key.id == head.hex():
            return key
        kept = next(iter(kept_keys(f"{head.hex()}*.key")), None)
        if kept is not None:
            found = self.read(kept, head.hex())
            if found.id != head.hex():
                raise _damaged(kept)
            return found
        for other in self.every_known():
            if opens(path, other):
                raise WrongStart(
                    f"{path} is damaged at its start: the key {other.id[:8]} opens the rest",
                    "ivtool db restore FILE",
                )
        # An id is random, and a page is written whole: this is no key's.
        if head.isascii() or path.stat().st_size % PAGE:
            raise WrongStart(
                f"{path} is cut short, or its start is damaged, or it is no ivtool file",
                "ivtool db restore FILE",
            )
        import shlex

        if key is not None:
            raise WrongKey(
                f"{path} is not encrypted with the key {key.id[:8]} of {given}; it wants"
                f" {head.hex()[:8]}, or its start is damaged, or it is no ivtool file",
                f"name the key file that it wants, or: ivtool db unlock {shlex.quote(str(path))}",
            )
        raise WrongKey(
            f"{path} is encrypted with the key {head.hex()[:8]}, which is not on this machine; or"
            " its start is damaged, or it is no ivtool file",
            f"with its recovery key: ivtool db unlock {shlex.quote(str(path))}, or name its key"
            " file: IVTOOL_KEY_FILE=FILE",
        )


def _credentials() -> Path | None:
    """The folder that systemd shows to this service alone."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    return Path(folder) if folder else None


def _damaged(path: Path) -> StoreError:
    return StoreError(f"the key file {path} is damaged, or is none", ANOTHER_KEY_FILE)


class WrongKey(StoreError):
    """No key at hand opens the file."""


class WrongStart(Damaged):
    """A key at hand opens all but the start of the file: it is damaged there."""


def head_of(path: Path) -> bytes:
    """The first bytes of a file: those of every plain one, or else the id of its key."""
    require_no_device(path)
    try:
        with path.open("rb") as stream:
            return stream.read(ID_BYTES)
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {error.strerror}", "ivtool db path") from None


def keys_folder() -> Path:
    """Where the user's keys are kept: with the settings, never with the data."""
    from platformdirs import user_config_path

    try:
        return user_config_path("ivtool", appauthor=False) / "keys"
    except (RuntimeError, KeyError) as error:
        raise StoreError(
            "there is no home folder to look for the key in", "IVTOOL_KEY_FILE=FILE ivtool …"
        ) from error


def kept_keys(pattern: str) -> list[Path]:
    """The key files in the user's folder with such names. Raises StoreError where it is closed."""
    folder = keys_folder()
    try:
        return sorted(path for path in folder.iterdir() if path.match(pattern))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreError(
            f"the folder of your keys, {folder}, cannot be read: {error.strerror}",
            "IVTOOL_KEY_FILE=FILE ivtool …",
        ) from None


def cipher() -> Any:
    """SQLCipher's driver. Raises StoreError where this Python has none."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        raise StoreError(NO_CIPHER, OTHER_PYTHON) from None
    return dbapi2


def use_key(connection: Any, key: Key | None) -> None:
    """Unlock a connection of SQLCipher's; it would complain on standard error of what it finds."""
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        connection.execute(f'PRAGMA key = "{key.engine_form}"')


def opens(path: Path, key: Key) -> bool:
    """Whether a key opens a file, whatever the file begins with."""
    driver = cipher()
    connection = driver.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        use_key(connection, key)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except driver.Error:
        return False
    finally:
        connection.close()
    return True


def require_opens(path: Path, key: Key) -> None:
    """Refuse a key that does not open a file. Raises WrongKey."""
    if not opens(path, key):
        raise WrongKey(
            f"the recovery key {key.id[:8]} does not open {path}",
            f"take the paper whose first line begins with {head_of(path).hex()[:8]}",
        )


def write_key(path: Path, key: Key) -> None:
    """Write a key as text into a new file of its owner's. Raises FileExistsError, OSError."""
    # Half a key opens nothing, and would stand in the way of a whole one.
    with part_file(path) as part:
        with part.open("w", encoding="ascii") as stream:
            stream.write(key.written)
            stream.flush()
            os.fsync(stream.fileno())
        give_name(part, path)


def _wrap(path: Path, key: Key, passphrase: str) -> None:
    """Write a key into a small encrypted file under a passphrase, which SQLCipher makes slow."""
    driver = cipher()
    with part_file(path) as part:
        connection = driver.connect(str(part), isolation_level=None)
        try:
            use_key(connection, None)
            connection.set_key(_composed(passphrase))
            connection.execute("CREATE TABLE key (written TEXT NOT NULL) STRICT")
            connection.execute("INSERT INTO key VALUES (?)", (key.written,))
        except driver.Error:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
        finally:
            connection.close()
        give_name(part, path)


def _composed(passphrase: str) -> str:
    # One keyboard types é as one sign, another as two.
    from unicodedata import normalize

    return normalize("NFC", passphrase)


def _unwrapped(path: Path, ask: Ask, key_id: str) -> Key:
    driver = cipher()
    for _ in range(TRIES):
        passphrase = ask(f"Passphrase of the key {key_id[:8]}: ")
        connection = driver.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            use_key(connection, None)
            connection.set_key(_composed(passphrase))
            rows: Sequence[tuple[str]] = connection.execute("SELECT written FROM key").fetchall()
            return read_written("".join(written for (written,) in rows))
        except driver.Error:
            continue
        except NotUnderstood:
            raise _damaged(path) from None
        finally:
            connection.close()
    raise StoreError(
        f"that is not the passphrase of the key file {path}, or it is damaged",
        "with the recovery key: ivtool db unlock FILE",
    )


def _no_core_dumps() -> None:
    # What a crash writes to disk would hold the key. Windows has no such limit.
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
