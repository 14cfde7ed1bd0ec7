"""How the answer of a query becomes values."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite3 import Connection as Reader
else:
    # Whichever engine the file has: naming one here would import it for nothing.
    Reader = Any

__all__ = ["Reader", "among", "day", "needed_day", "values"]


def among(column: str, numbers: Collection[int] | None) -> str:
    """A condition, after others, that a column is one of our own numbers; none where any may be."""
    return "" if numbers is None else f" AND {column} IN ({', '.join(map(str, numbers))})"


def day(text: str | None) -> date | None:
    """A day as the file keeps it, where it is known."""
    return None if text is None else date.fromisoformat(text)


def needed_day(text: str) -> date:
    """A day that the file always has."""
    return date.fromisoformat(text)


def values(row: Sequence[Any], days: Sequence[int] = (), truths: Sequence[int] = ()) -> list[Any]:
    """A row's values; those at the places named as days, or as yes, no and not known."""
    found = list(row)
    for place in days:
        found[place] = day(found[place])
    for place in truths:
        found[place] = None if found[place] is None else bool(found[place])
    return found
