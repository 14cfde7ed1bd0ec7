"""The fingerprints of what was recorded, so that a check sees whether a row was altered since."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from json.encoder import encode_basestring

_LINE = json.JSONEncoder(ensure_ascii=False)
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


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


def digest_of(columns: Sequence[str]) -> Callable[[str, Sequence[object]], str]:
    """The same for rows of these columns, all texts and numbers: a sheet has very many."""
    heads = sorted((f"{encode_basestring(name)}: ", place) for place, name in enumerate(columns))

    def found(salt: str, row: Sequence[object]) -> str:
        said = ", ".join(
            [
                head + (encode_basestring(value) if isinstance(value, str) else str(value))
                for head, place in heads
                if (value := row[place]) is not None
            ]
        )
        return hashlib.sha256(f"{salt}\n\n{{{said}}}".encode()).hexdigest()

    return found


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
