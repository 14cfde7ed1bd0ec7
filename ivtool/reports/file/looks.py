"""Who looked at what goes no further: a concern's words, names that left the file."""

from datetime import date

from ivtool.domain.refs import concern_ref
from ivtool.queries.file import looks as queries
from ivtool.queries.reading import Reader
from ivtool.rendering import Column, Listing
from ivtool.reports.file.history import moments, spaced

COLUMNS = (
    Column("at", "at (UTC)"),
    Column("by", "by"),
    Column("command", "command"),
    Column("ref", "ref"),
)
# The one command that shows a concern's words.
READS_CONCERN = "concern show"


def looks(
    reader: Reader, days: tuple[date | None, date | None], *, by: str | None = None
) -> Listing:
    """Who read a concern or took names out of the file, in full, the newest first."""
    rows = [
        {
            "at": spaced(each.looked_at),
            "by": each.actor,
            "command": each.command or READS_CONCERN,
            "ref": None if each.concern is None else concern_ref(each.concern),
        }
        for each in queries.looks(reader, *moments(days))
        if by is None or by.casefold() == each.actor.casefold()
    ]
    return Listing("Who looked", COLUMNS, rows, "Nobody looked.")
