"""Visits that were held and that nobody claims for: the volunteer may be out of pocket."""

from datetime import date, timedelta

from ivtool.domain.days import short_day
from ivtool.domain.names import NamesShown
from ivtool.domain.refs import match_ref, visit_ref
from ivtool.queries.expenses import expenses as expense_queries
from ivtool.queries.lookup import find_authority
from ivtool.queries.reading import Reader
from ivtool.rendering import Column, Listing, Shape
from ivtool.reports.listing import rows_of
from ivtool.reports.people import SECOND_VOLUNTEER, VOLUNTEER

COLUMNS = (
    Column("match", "match", value=lambda each: match_ref(each.match)),
    Column("key", "key", wide=True),
    VOLUNTEER,
    SECOND_VOLUNTEER,
    Column("ref", "visit", value=lambda each: visit_ref(each.number)),
    Column("on", "day", Shape.DAY, value="visited_on"),
)
# How far back it looks unless asked: claims older than that have mostly been given up.
LOOKED_BACK = timedelta(days=90)


def unclaimed(
    reader: Reader,
    as_of: date,
    names: NamesShown,
    *,
    days: tuple[date | None, date | None] = (None, None),
    authority: str | None = None,
) -> Listing:
    """The visits held in some days with no claim for their match and day, the oldest first.

    Without a first day those of the 90 days before, and it says so. Raises NotFound.
    """
    first, last = days
    end = min(last or as_of, as_of)
    begin = first or end - LOOKED_BACK
    within = f"since {short_day(begin)}"
    if last is not None:
        within = f"from {short_day(begin)} to {short_day(end)}"
    if first is None:
        within += f", {LOOKED_BACK.days} days back"
    found = expense_queries.unclaimed_visits(reader, begin, end, find_authority(reader, authority))
    return Listing(
        f"Visits with no claim {within}",
        COLUMNS,
        rows_of(COLUMNS, found, names),
        f"Every visit held {within} has a claim.",
    )
