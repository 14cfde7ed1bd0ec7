"""The fingerprints of what was recorded, so that a check sees whether a row was altered since."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from ivtool.domain import json_text

if TYPE_CHECKING:
    import hashlib
    from hashlib import sha256
else:
    # Python's own, as `random` takes it: importing OpenSSL by `hashlib` takes longer than all that
    # one command has to fingerprint. Of very many OpenSSL is twice as quick.
    try:
        from _sha2 import sha256
    except ImportError:
        try:
            from _sha256 import sha256
        except ImportError:
            from hashlib import sha256

# So many lines of a change set are waited for before OpenSSL is asked.
FEW = 500
# What an erasure may forget: a change of its own, so that what changed beside it stays known.
ERASABLE = {"volunteer_check": frozenset({"certificate"})}


class Fingerprint(Protocol):
    """What has been read of a text so far."""

    def hexdigest(self) -> str:
        """Its SHA-256, in small letters."""


# Whoever compares very many gives OpenSSL's.
Sha256 = Callable[[bytes], Fingerprint]


def digest(salt: str, before: str | None, after: str | None, sha: Sha256 = sha256) -> str:
    """The salted fingerprint of what a row held before and after, both as JSON.

    Without the salt, which an erasure takes with the values, it tells nothing of them.
    """
    return sha("\n".join((salt, before or "", after or "")).encode()).hexdigest()


def row_digest(salt: str, row: Mapping[str, object], sha: Sha256 = sha256) -> str:
    """The same of a row when it was added, of its columns as the file keeps them.

    Blank ones are left out: a column that a later version adds changes no digest.
    """
    said = {name: value for name, value in row.items() if value is not None}
    return digest(salt, None, as_json(said), sha)


def row_digests(
    salts: Iterable[str], columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> list[str]:
    """The same for many rows of these columns, all texts and numbers, each with its own salt."""
    from hashlib import sha256
    from json.encoder import encode_basestring

    said = []
    for name, values in sorted(zip(columns, zip(*rows, strict=True), strict=False)):
        head = f"{encode_basestring(name)}: "
        # Most values of a column repeat: days, words, people.
        told = {
            value: head + (encode_basestring(value) if isinstance(value, str) else str(value))
            for value in set(values)
            if value is not None
        }
        said.append(map(told.get, values))
    return [
        sha256(f"{salt}\n\n{{{', '.join(filter(None, row))}}}".encode()).hexdigest()
        for salt, row in zip(salts, zip(*said, strict=True), strict=True)
    ]


class Link:
    """The fingerprint of what was recorded since another: whoever knows it knows all before it.

    Of change sets and of their changes, in their order, with the changes' own digests; no salt and
    no value, so that an erasure breaks no chain.
    """

    def __init__(self, before: str) -> None:
        self._waiting = [before]
        self._many: hashlib._Hash | None = None

    def add(self, *values: object) -> None:
        """A change set or a change, as the file keeps it."""
        self._waiting.append(f"{json_text.as_json(values)}\n")
        if len(self._waiting) >= FEW:
            self._take()

    def add_inserted(
        self, first: int, change_set: int, table: str, added: Iterable[tuple[object, str]]
    ) -> None:
        """The same of rows that were added in bulk, by number and digest, from a change on."""
        of = f', {change_set}, "{table}", '
        self._waiting += (
            f'[{change}{of}{number}, "insert", null, "{of_values}"]\n'
            for change, (number, of_values) in enumerate(added, first)
        )
        self._take()

    def _take(self) -> None:
        if self._many is None:
            from hashlib import sha256

            self._many = sha256()
        self._many.update("".join(self._waiting).encode())
        self._waiting.clear()

    @property
    def digest(self) -> str:
        """The link, of all that was added so far."""
        if self._many is None:
            return sha256("".join(self._waiting).encode()).hexdigest()
        self._take()
        return self._many.hexdigest()


def spoken(link: str) -> str:
    """A link as it is read out: its first 32 digits by fours, which nobody could make fit."""
    return " ".join(link[place : place + 4] for place in range(0, 32, 4))


def as_json(values: Mapping[str, object]) -> str:
    """Values as the history keeps them: whatever order they came in."""
    return json_text.as_json(values, sort_keys=True)
