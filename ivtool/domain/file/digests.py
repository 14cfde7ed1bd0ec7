"""The fingerprints of what was recorded, so that a check sees whether a row was altered since."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from json.encoder import encode_basestring

_LINE = json.JSONEncoder(ensure_ascii=False)
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
# What an erasure may forget: a change of its own, so that what changed beside it stays known.
ERASABLE = {"volunteer_check": frozenset({"certificate"})}


def digest(salt: str, before: str | None, after: str | None) -> str:
    """The salted fingerprint of what a row held before and after, both as JSON.

    Without the salt, which an erasure takes with the values, it tells nothing of them.
    """
    return hashlib.sha256("\n".join((salt, before or "", after or "")).encode()).hexdigest()


def row_digest(salt: str, row: Mapping[str, object]) -> str:
    """The same of a row when it was added, of its columns as the file keeps them.

    Blank ones are left out: a column that a later version adds changes no digest.
    """
    said = {name: value for name, value in row.items() if value is not None}
    return digest(salt, None, as_json(said))


def row_digests(
    salts: Iterable[str], columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> list[str]:
    """The same for many rows of these columns, all texts and numbers, each with its own salt."""
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
        hashlib.sha256(f"{salt}\n\n{{{', '.join(filter(None, row))}}}".encode()).hexdigest()
        for salt, row in zip(salts, zip(*said, strict=True), strict=True)
    ]


class Link:
    """The fingerprint of what was recorded since another: whoever knows it knows all before it.

    Of change sets and of their changes, in their order, with the changes' own digests; no salt and
    no value, so that an erasure breaks no chain.
    """

    def __init__(self, before: str) -> None:
        self._hash = hashlib.sha256(before.encode())

    def add(self, *values: object) -> None:
        """A change set or a change, as the file keeps it."""
        self._hash.update(f"{_LINE.encode(values)}\n".encode())

    def add_inserted(
        self, first: int, change_set: int, table: str, added: Iterable[tuple[object, str]]
    ) -> None:
        """The same of rows that were added in bulk, by number and digest, from a change on."""
        of = f', {change_set}, "{table}", '
        lines = (
            f'[{change}{of}{number}, "insert", null, "{of_values}"]\n'
            for change, (number, of_values) in enumerate(added, first)
        )
        self._hash.update("".join(lines).encode())

    @property
    def digest(self) -> str:
        """The link, of all that was added so far."""
        return self._hash.hexdigest()


def spoken(link: str) -> str:
    """A link as it is read out: its first 32 digits by fours, which nobody could make fit."""
    return " ".join(link[place : place + 4] for place in range(0, 32, 4))


def as_json(values: Mapping[str, object]) -> str:
    """Values as the history keeps them: whatever order they came in."""
    return _ENCODER.encode(values)
