"""How the answer of a query becomes values."""

from datetime import date
from sqlite3 import Connection as Reader

__all__ = ["Reader", "day", "needed_day"]


def day(text: str | None) -> date | None:
    """A day as the file keeps it, where it is known."""
    return None if text is None else date.fromisoformat(text)


def needed_day(text: str) -> date:
    """A day that the file always has."""
    return date.fromisoformat(text)
