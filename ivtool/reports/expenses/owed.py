"""What is owed: each volunteer who is out of pocket on a day, the longest first."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ivtool.domain.days import short_day
from ivtool.domain.expenses.expenses import is_late, known_on, line_status, miles, owed_since
from ivtool.domain.expenses.records import ClaimLine
from ivtool.domain.money import pounds
from ivtool.domain.names import NamesShown
from ivtool.domain.refs import claim_ref, match_ref, visit_ref
from ivtool.queries import policy as policy_queries
from ivtool.queries.expenses import expenses as expense_queries
from ivtool.queries.expenses import odd_claims as odd
from ivtool.queries.expenses.payments import reversals
from ivtool.queries.lookup import find_authority
from ivtool.queries.reading import Reader
from ivtool.rendering import Column, Listing, Shape
from ivtool.reports.listing import row_maker, rows_of
from ivtool.reports.people import VOLUNTEER

COLUMNS = (
    VOLUNTEER,
    Column("key", "key"),
    Column("lines", "lines", Shape.NUMBER),
    Column("owed_pence", "owed", Shape.PENCE, value="pence"),
    Column("oldest_days", "days", Shape.NUMBER),
    Column("late", "late", Shape.YES_NO),
)
LOOK_COLUMNS = (
    Column("line", "line", value="line.ref"),
    VOLUNTEER,
    Column("match", "match", value=lambda each: match_ref(each.line.match_id)),
    Column("on", "day", Shape.DAY, value="line.incurred_on"),
    Column("category", "category", value="line.category"),
    Column(
        "miles",
        "miles",
        Shape.NUMBER,
        value=lambda each: each.line.miles_tenths and miles(each.line.miles_tenths),
    ),
    Column("amount_pence", "amount", Shape.PENCE, value="line.amount_pence"),
    Column("status", "status"),
    Column("look", "why"),
    Column(
        "beside",
        "see",
        value=lambda each: (
            visit_ref(each.other)
            if each.other_line is None
            else claim_ref(each.other, each.other_line)
        ),
    ),
)


class Look(StrEnum):
    """Why somebody should look at a line that is claimed."""

    CLAIMED_TWICE = "claimed_twice"
    VISIT_WITHDRAWN = "visit_withdrawn"


@dataclass(slots=True)
class Owed:
    """What one volunteer is owed: pence, lines, and since when the oldest of them."""

    volunteer: int
    key: str | None
    volunteer_name: str
    since: date
    pence: int = 0
    lines: int = 0


def owed_list(
    reader: Reader, as_of: date, names: NamesShown, *, authority: str | None = None
) -> Listing:
    """What each volunteer is owed on a day, the oldest first; refs settle what is equal.

    With an authority only the lines of matches of its children. Raises NotFound.
    """
    found = owed(reader, as_of, find_authority(reader, authority))
    pay_days = policy_queries.policy(reader).count("expenses.pay_days", as_of)
    found.sort(key=lambda each: (each.since, each.volunteer))
    total = sum(each.pence for each in found)
    days = Column("oldest_days", value=lambda each: (as_of - each.since).days)
    late = Column("late", value=lambda each: is_late((as_of - each.since).days, pay_days))
    return Listing(
        f"Owed as of {short_day(as_of)}",
        COLUMNS,
        rows_of((*COLUMNS[:-2], days, late), found, names),
        f"Nobody is owed anything as of {short_day(as_of)}.",
        [f"{pounds(total)} in all; late is over {pay_days} days"],
    )


def look_list(
    reader: Reader, as_of: date, names: NamesShown, *, authority: str | None = None
) -> Listing:
    """The claimed lines that somebody should look at, by claim and line; each may be right.

    One journey (volunteer, day, miles) claimed for two matches, and what a withdrawn visit left
    behind. With an authority only the lines of matches of its children. Raises NotFound.
    """
    number = find_authority(reader, authority)
    found = [
        *((Look.CLAIMED_TWICE, each) for each in odd.claimed_twice(reader, as_of, number)),
        *((Look.VISIT_WITHDRAWN, each) for each in odd.left_behind(reader, as_of, number)),
    ]
    found.sort(key=lambda each: (each[1].line.claim_id, each[1].line.line))
    asked_back, taken_back = expense_queries.queries(reader), reversals(reader)

    def known(line: ClaimLine) -> ClaimLine:
        back = taken_back.get(line.id, ())
        return known_on(line, asked_back.get(line.id, ()), back, as_of)

    row = row_maker([each for each in LOOK_COLUMNS if each.field not in ("status", "look")], names)
    return Listing(
        f"Claims to look at as of {short_day(as_of)}",
        LOOK_COLUMNS,
        [
            {**row(each), "look": look, "status": line_status(known(each.line), as_of)}
            for look, each in found
        ],
        f"No claim to look at as of {short_day(as_of)}.",
    )


def owed(reader: Reader, as_of: date, authority: int | None = None) -> list[Owed]:
    """What each volunteer is owed on a day, in the order of refs."""
    found: dict[int, Owed] = {}
    for line in expense_queries.unsettled_lines(reader, as_of, authority):
        since = owed_since(line.days, line.incurred_on, as_of)
        if since is None:
            continue
        volunteer = found.setdefault(
            line.volunteer, Owed(line.volunteer, line.key, line.volunteer_name, since)
        )
        volunteer.since = min(volunteer.since, since)
        volunteer.pence += line.amount_pence
        volunteer.lines += 1
    return list(found.values())
