"""Visits that were held and that nobody claims for: the volunteer may be out of pocket."""

from datetime import date, timedelta

from ivtool.domain.days import short_day
from ivtool.domain.names import NamesShown
from ivtool.domain.refs import match_ref, visit_ref
from ivtool.facts import expenses as expense_facts
from ivtool.facts.lookup import find_authority
from ivtool.facts.reading import Reader
from ivtool.rendering import Column, Listing, Shape
from ivtool.reports.people import volunteer_fields

COLUMNS = (
    Column("match", "match"),
    Column("key", "key", wide=True),
    Column("volunteer", "volunteer", named_by="volunteer_name"),
    Column("second_volunteer", "and", named_by="second_volunteer_name", wide=True),
    Column("ref", "visit"),
    Column("on", "day", Shape.DAY),
)
# How far back it looks unless asked: claims older than that have mostly been given up.
LOOKED_BACK = timedelta(days=90)


def unclaimed(
    reader: Reader,
    as_of: date,
    names: NamesShown,
    *,
    first: date | None = None,
    authority: str | None = None,
) -> Listing:
    """The visits held from a day on with no claim for their match and day, the oldest first.

    Without a first day those of the 90 days before. Raises NotFound.
    """
    begin = first or as_of - LOOKED_BACK
    rows = [
        {
            "match": match_ref(each.match),
            "key": each.key,
            **volunteer_fields(
                each.volunteer,
                each.volunteer_name,
                names,
                each.second_volunteer,
                each.second_volunteer_name,
            ),
            "ref": visit_ref(each.number),
            "on": each.visited_on,
        }
        for each in expense_facts.unclaimed_visits(
            reader, begin, as_of, find_authority(reader, authority)
        )
    ]
    return Listing(
        f"Visits with no claim since {short_day(begin)}",
        COLUMNS,
        rows,
        f"Every visit held since {short_day(begin)} has a claim.",
    )
