"""Who has not been visited: every live match with its standing on a day."""

from datetime import date

from ivtool.domain.days import short_day
from ivtool.domain.names import NamesShown
from ivtool.domain.refs import match_ref
from ivtool.domain.visits.visits import Standing
from ivtool.domain.visits.vocabulary import VisitStatus
from ivtool.queries.lookup import find_authority
from ivtool.queries.reading import Reader
from ivtool.queries.visits.visits import LiveMatch
from ivtool.rendering import Column, Listing, Shape
from ivtool.reports.people import child_fields, volunteer_fields
from ivtool.state.visits.visits import standings

COLUMNS = (
    Column("match", "match"),
    Column("key", "key", wide=True),
    Column("volunteer", "volunteer", named_by="volunteer_name"),
    Column("second_volunteer", named_by="second_volunteer_name"),
    Column("child", "child", named_by="child_name"),
    Column("authority", "authority", wide=True),
    Column("last_visit_on", "last visit", Shape.DAY),
    Column("due_on", "due", Shape.DAY),
    Column("days_overdue", "days", Shape.NUMBER),
    Column("level", "level"),
)
ALL_COLUMNS = (*COLUMNS[:-1], Column("status", "status"), COLUMNS[-1])


def overdue(
    reader: Reader,
    as_of: date,
    names: NamesShown,
    *,
    authority: str | None = None,
    everyone: bool = False,
) -> Listing:
    """The overdue matches, the longest first; with `everyone` every live match and its status.

    Raises NotFound for an authority that nobody has entered.
    """
    number = find_authority(reader, authority)
    found = [
        (match, stands)
        for match, stands in standings(reader, as_of, number)
        if everyone or stands.status is VisitStatus.OVERDUE
    ]
    # Most overdue first; a paused match has no days and stands last. Refs settle what is equal.
    found.sort(key=lambda each: (-_days(each[1]), each[0].number))
    return Listing(
        f"{'Visits' if everyone else 'Overdue visits'} as of {short_day(as_of)}",
        ALL_COLUMNS if everyone else COLUMNS,
        [_row(match, stands, names) for match, stands in found],
        "No match is live." if everyone else f"Nothing overdue as of {short_day(as_of)}.",
    )


def _days(stands: Standing) -> int:
    return -(10**6) if stands.days_overdue is None else stands.days_overdue


def _row(match: LiveMatch, stands: Standing, names: NamesShown) -> dict[str, object]:
    return {
        "match": match_ref(match.number),
        "key": match.key,
        **volunteer_fields(
            match.volunteer,
            match.volunteer_name,
            names,
            match.second_volunteer,
            match.second_volunteer_name,
        ),
        **child_fields(match.child, match.child_name, names),
        "authority": match.authority,
        "last_visit_on": stands.last_visit_on,
        "due_on": stands.due_on,
        "days_overdue": stands.days_overdue,
        "level": stands.level,
        "status": stands.status,
    }
