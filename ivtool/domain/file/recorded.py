"""What a row was, from its changes in the history; whether it still is what was recorded."""

import json
from collections.abc import Sequence
from typing import Any

from ivtool.domain.file.digests import digest, row_digest
from ivtool.tuples import NamedTuple

Row = dict[str, Any]


class RowChange(NamedTuple):
    """A change of one row, as the history keeps it."""

    action: str
    salt: str | None
    digest: str | None
    columns: str | None
    before: str | None
    after: str | None


class RowHistory(NamedTuple):
    """A row as it is now, None where it is no more, and its changes, the last first."""

    number: int
    now: Row | None
    changes: Sequence[RowChange]


def is_as_recorded(row: RowHistory) -> bool:
    """Whether a row is what its changes, from the last to the first, say that it is.

    What an erasure has blanked, and what older versions added without a digest, is not compared.
    """
    held, whole = row.now, True
    for each in row.changes:
        if (held is None) != (each.action == "delete"):
            return False
        if each.action == "insert":
            known = whole and each.salt is not None and each.digest is not None
            if known and row_digest(each.salt or "", held or {}) != each.digest:
                return False
        elif each.action == "update" and each.after is not None and held is not None:
            said = values(each.after)
            if any(held.get(name, value) != value for name, value in said.items() if whole):
                return False
        whole = whole and (each.action == "insert" or each.before is not None)
        held = back(held, each.action, each.columns, each.before)
    return True


def is_as_kept(salt: str | None, of_values: str | None, before: str, after: str | None) -> bool:
    """Whether the values that a change kept are those that were recorded; erased ones are."""
    return salt is None or of_values is None or digest(salt, before, after) == of_values


def back(row: Row | None, action: str, columns: str | None, before: str | None) -> Row | None:
    """A row as it was before a change; what an erasure has blanked is None."""
    if action == "insert":
        return None
    known = dict.fromkeys(json.loads(columns or "[]")) if before is None else values(before)
    return known if action == "delete" else {**(row or {}), **known}


def values(text: str) -> Row:
    """Values that a change kept, as the file keeps them: a truth is 0 or 1."""
    return {
        name: int(value) if isinstance(value, bool) else value
        for name, value in json.loads(text).items()
    }
