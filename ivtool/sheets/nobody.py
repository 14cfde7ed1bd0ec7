"""Rows that can be read and are nobody: totals, headings that come again, our own example."""

import re
from collections.abc import Callable, Mapping, Sequence

from ivtool.domain.letters import seen
from ivtool.domain.names import is_name
from ivtool.sheets.columns import Layout, RowT, folded_heading
from ivtool.sheets.rows import ChildRow, VolunteerRow
from ivtool.sheets.templates import EXAMPLES

# A code and why, as a sheet is refused by them.
Why = tuple[str, str]

TOTAL = re.compile(
    r"(?:(?:grand|sub|running|overall)[ -]?)?totals?(?: .*)?|sum|average|mean", re.IGNORECASE
)
TOTALS: Why = ("sheet.totals", "is a row of totals, and no record; take it out")
AGAIN: Why = ("sheet.headings_again", "is the headings again; take the row out")
EXAMPLE: Why = ("sheet.example", "is the template's example; write yours in its place")
NO_LETTER: Why = ("sheet.name_without_letter", "has a name without a letter: that is nobody")


def why_unread(cells: Mapping[str, str]) -> Why | None:
    """Why a row with these required cells, by column, that cannot be read is no record at all."""
    if any(map(is_total, cells.values())):
        return TOTALS
    if all(folded_heading(cell) == folded_heading(name) for name, cell in cells.items()):
        return AGAIN
    return None


def is_total(cell: str) -> bool:
    """Whether a cell says `Total`, `Totals:`, `Sum`, `Total visits`, or the like."""
    return TOTAL.fullmatch(seen(cell).rstrip(":= ")) is not None


def finder(layout: Layout[RowT]) -> Callable[[Sequence[RowT]], list[tuple[RowT, Why]]]:
    """What finds, among the rows of a sheet, those that are nobody.

    An example is one by all that its row of the template says; a person by key and name.
    """
    said = EXAMPLES[layout.name]
    told = ("key", "name") if "name" in said else tuple(said)
    example = [
        (place, column.spelling.read(said[column.name]))
        for place, column in enumerate(layout.columns, start=1)
        if column.name in told
    ]
    first = example[0][1]
    named = "name" in told

    def why(row: RowT) -> Why | None:
        if all(row[place] == value for place, value in example):
            return EXAMPLE
        return _why_no_name(row) if isinstance(row, VolunteerRow | ChildRow) else None

    def find(rows: Sequence[RowT]) -> list[tuple[RowT, Why]]:
        # Of millions of visits none but those of the example's match are looked at.
        suspects = rows if named else [row for row in rows if row[1] == first]
        return [(row, reason) for row in suspects if (reason := why(row)) is not None]

    return find


def _why_no_name(row: VolunteerRow | ChildRow) -> Why | None:
    if reason := why_unread({"key": row.key, "name": row.name}):
        return reason
    return None if is_name(row.name) else NO_LETTER
