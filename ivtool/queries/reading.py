"""How the answer of a query becomes values."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ivtool.rows import RecordT, columns_of, kept, records, table_of

if TYPE_CHECKING:
    from sqlite3 import Connection as Reader
else:
    # Whichever engine the file has: naming one here would import it for nothing.
    Reader = Any

__all__ = ["Reader", "among", "day", "needed_day", "select", "values"]


def among(column: str, numbers: Collection[int] | None) -> str:
    """A condition, after others, that a column is one of our own numbers; none where any may be."""
    return "" if numbers is None else f" AND {column} IN ({', '.join(map(str, numbers))})"


def select(
    reader: Reader, kind: type[RecordT], order_by: str = "id", /, **equal: object
) -> list[RecordT]:
    """The records of a type whose columns are equal to what is asked, all where nothing is.

    None asks for a blank one.
    """
    where = "".join(
        f' AND "{name}" IS NULL' if value is None else f' AND "{name}" = :{name}'
        for name, value in equal.items()
    )
    rows = reader.execute(
        f"SELECT {columns_of(kind)} FROM {table_of(kind)} WHERE 1 = 1{where} ORDER BY {order_by}",
        {name: kept(value) for name, value in equal.items() if value is not None},
    )
    return records(kind, rows)


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
