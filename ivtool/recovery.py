"""A key and its written form: four numbered lines, as a key file and paper have it.

It never stands in an argument, an environment, a message or a log.
"""

import os

from ivtool.errors import NotUnderstood

ID_BYTES = 16
SECRET_BYTES = 32
KEY_LINES = 4
FIRST_WORDS = "ivtool key "
WARNING = "Whoever has these four lines can read the file. Keep them apart from it and its backups."
# Written by hand a nought becomes an O, and a one an l.
MISREAD = str.maketrans("oOlLiI", "001111")


class Key:
    """A random 256-bit key; its id, 32 hexadecimal digits, says nothing of it."""

    __slots__ = ("_secret", "id")

    def __init__(self, secret: bytes, key_id: str = "") -> None:
        if not key_id:
            import hashlib

            key_id = hashlib.sha256(b"ivtool key" + secret).hexdigest()[: 2 * ID_BYTES]
        self.id = key_id
        self._secret = secret

    def __repr__(self) -> str:
        """The key's id: what is printed or logged by mistake gives nothing away."""
        return f"Key({self.id})"

    def __reduce__(self) -> str:
        """Refuse to be pickled, for a queue, a cache or a crash report."""
        raise TypeError("a key is not written anywhere but into its key file")

    @property
    def engine_form(self) -> str:
        """The key as SQLCipher takes it: no derivation, and its id where a random salt would be."""
        return f"x'{self._secret.hex()}{self.id}'"

    @property
    def written(self) -> str:
        """The key as a key file and paper have it: four numbered lines, each with its own check."""
        lines = [f"{FIRST_WORDS}{self.id}", WARNING]
        size = SECRET_BYTES // KEY_LINES
        for number in range(1, KEY_LINES + 1):
            part = self._secret[(number - 1) * size : number * size]
            digits = part.hex()
            groups = " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
            lines.append(f"{number}  {groups}  {_check(number, part)}")
        return "".join(f"{line}\n" for line in lines)


def new_key() -> Key:
    """A key that nobody has; its id is never plain text, which a file of any other kind may be."""
    while bytes.fromhex((key := Key(os.urandom(SECRET_BYTES))).id).isascii():
        pass
    return key


def read_written(text: str, wanted_id: str = "") -> Key:
    """The key of four lines, typed from paper or read from a file; what stands around is left out.

    The first line must be of the same key, but is taken at its word where it names the one that is
    wanted. Raises NotUnderstood, which tells the line that was mistyped and never what is in it.
    """
    # Notepad puts a mark before the first letter.
    lines = [line.strip() for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    first = next((each for each in lines if each.casefold().startswith(FIRST_WORDS)), "")
    if first:
        lines = [each for each in lines[lines.index(first) + 1 :] if each != WARNING]
    if len(lines) > KEY_LINES:
        lines = [each for each in lines if each[0] in "1234"]
    if len(lines) != KEY_LINES:
        raise NotUnderstood("a recovery key has four lines", "ivtool db recovery-key prints it")
    secret = b"".join(read_line(number, line) for number, line in enumerate(lines, 1))
    said = _digits(first[len(FIRST_WORDS) :])
    if said and said == wanted_id:
        # Every report comes here, and working out the id takes as long as reading the file.
        return Key(secret, said)
    key = Key(secret)
    if said not in ("", key.id):
        raise NotUnderstood(
            "the first line and the four below it are not of one key, or one was mistyped",
            f"the four lines alone are of the key that begins with {key.id[:8]}",
        )
    return key


def read_line(number: int, line: str) -> bytes:
    """One line of a written key, with or without its number. Raises NotUnderstood."""
    digits = _digits(line)
    size = SECRET_BYTES // KEY_LINES
    if len(digits) == 2 * size + 3 and digits[0] == str(number):
        digits = digits[1:]
    try:
        part = bytes.fromhex(digits[: 2 * size])
    except ValueError:
        part = b""
    if len(part) != size or digits[2 * size :] != _check(number, part):
        raise NotUnderstood(
            f"line {number} of the recovery key does not add up: it was mistyped",
            "each line is four groups of four, 0 to 9 and a to f, and two more",
        )
    return part


def _digits(typed: str) -> str:
    return "".join(typed.replace("-", " ").split()).translate(MISREAD).casefold()


def _check(number: int, part: bytes) -> str:
    from zlib import crc32

    return f"{crc32(part, number) & 0xFF:02x}"
