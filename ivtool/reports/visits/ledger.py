"""The ledger: a line per match and month, kept after the match ends."""

from datetime import date
from functools import cache, partial

from ivtool.domain.days import Month, short_day, spelled_month
from ivtool.domain.names import NamesShown
from ivtool.domain.refs import match_ref
from ivtool.domain.visits.ledger import LedgerLine
from ivtool.errors import Problem, Refused
from ivtool.queries import policy as policy_queries
from ivtool.queries.authorities import Held
from ivtool.queries.lookup import find, find_authority
from ivtool.queries.matching.matches import MatchRecord
from ivtool.queries.reading import Reader
from ivtool.rendering import Column, Listing, Shape
from ivtool.reports.people import child_fields, volunteer_fields
from ivtool.rows import Made
from ivtool.state.visits.ledger import ledgers

COLUMNS = (
    Column("match", "match"),
    Column("key", "key", wide=True),
    Column("volunteer", "volunteer", named_by="volunteer_name", wide=True),
    Column("child", "child", named_by="child_name"),
    Column("month", "month"),
    Column("state", "state"),
    Column("due", "due", Shape.YES_NO),
    Column("visits_held", "visits", Shape.NUMBER),
)
MONTHS_SHOWN = 12


def ledger_listing(
    reader: Reader,
    as_of: date,
    names: NamesShown,
    shown: tuple[Month, Month],
    *,
    authority: str | None = None,
    match: str | None = None,
) -> Listing:
    """The months of every match, or of one, as known on a day; by match, then month.

    Raises NotFound for an authority or a match that is not there.
    """
    begin, until = shown
    held_by = Held(reader, find_authority(reader, authority))
    one = None if match is None else find(reader, "match", match, names)
    policy = policy_queries.policy(reader)
    kept = [
        (each, line)
        for each, lines in ledgers(reader, as_of, begin, until, policy, held_by, one)
        for line in lines
    ]
    people = cache(partial(_people, names))
    return Listing(
        f"Ledger {spelled_month(begin)} to {spelled_month(until)}, as of {short_day(as_of)}",
        COLUMNS,
        Made(kept, lambda found: _row(people(found[0]), found[1])),
        "No match was live in these months.",
    )


def _people(names: NamesShown, match: MatchRecord) -> dict[str, object]:
    return {
        "match": match_ref(match.number),
        "key": match.key,
        **volunteer_fields(match.volunteer, match.volunteer_name, names),
        **child_fields(match.child, match.child_name, names),
    }


def _row(people: dict[str, object], line: LedgerLine) -> dict[str, object]:
    return {
        **people,
        "month": str(line.month),
        "state": line.state,
        "due": line.due,
        "visits_held": line.visits_held,
    }


def months(first: Month | None, last: Month | None, as_of: date) -> tuple[Month, Month]:
    """The months to show: as asked, else the twelve to the running one; none after that.

    Raises Refused where the first comes after the last.
    """
    running = Month.of(as_of)
    until = min(last or running, running)
    begin = first or until + -(MONTHS_SHOWN - 1)
    if begin > until:
        raise Refused(
            "there are no months to show",
            [
                Problem(
                    "ledger.months", f"{spelled_month(begin)} comes after {spelled_month(until)}"
                )
            ],
        )
    return begin, until
