"""Claiming expenses. Amounts are fixed when claimed."""

from collections.abc import Iterable, Sequence
from datetime import date

from ivtool.domain.days import spelled_day, with_hints
from ivtool.domain.expenses.claims import (
    Spent,
    hints_for_lines,
    problems_with_contents,
    problems_with_match,
    problems_with_repeats,
    same_journey,
    visited,
)
from ivtool.domain.expenses.expenses import LineDays, problems_with_line
from ivtool.domain.expenses.mileage import Journey, Price, prices
from ivtool.domain.expenses.records import Claim, ClaimLine
from ivtool.domain.expenses.vocabulary import Duty, ExpenseCategory, Vehicle
from ivtool.domain.ids import ClaimId, MatchId, VolunteerId
from ivtool.domain.policy import Policy
from ivtool.domain.refs import volunteer_ref
from ivtool.domain.visits.records import Visit
from ivtool.domain.visits.vocabulary import VisitKind
from ivtool.errors import Problem, Refused
from ivtool.queries import policy as policy_queries
from ivtool.queries.expenses import expenses as expense_queries
from ivtool.queries.expenses.journeys import journeys
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.reading import Reader, select
from ivtool.services.expenses.claim_steps import spent_on_activities
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class Item(NamedTuple):
    """One expense as it is claimed: its pence, or tenths of a mile, by car unless said."""

    category: ExpenseCategory
    amount_pence: int | None = None
    description: str | None = None
    miles_tenths: int | None = None
    vehicle: Vehicle | None = None


class AskedClaim(NamedTuple):
    """A day's expenses of one volunteer; the receipt is the items'."""

    on: date
    claimed_on: date
    items: Sequence[Item]
    duty: Duty | None = None
    receipt: bool | None = None
    receipt_why: str | None = None


class ClaimedLine(NamedTuple):
    """A line that was recorded; mileage with the price that it has from now on."""

    line: ClaimLine
    price: Price | None


class RecordedClaim(NamedTuple):
    """A claim as recorded; `spent` where activities are in it, and what is odd about its day.

    `twice` are lines of other matches that claim a journey of it too.
    """

    number: ClaimId
    volunteer: VolunteerId
    match: MatchId | None
    duty: Duty | None
    on: date
    claimed_on: date
    lines: Sequence[ClaimedLine]
    spent: Spent | None
    was_live: bool
    was_visited: bool
    twice: Sequence[ClaimLine] = ()


def claim_expenses(
    writer: Writer,
    volunteer: VolunteerId,
    asked: AskedClaim,
    today: date,
    *,
    match: MatchId | None = None,
    again: bool = False,
) -> RecordedClaim:
    """Record a claim, its mileage priced by the journeys known up to its day.

    Without a match or a duty it is for the one live match of the day. Raises Refused; for lines
    that are recorded already unless `again`.
    """
    reader = writer.reader
    theirs = match_queries.matches_of(reader, volunteer)
    problems = problems_with_match(volunteer, theirs, match, asked.duty, asked.on)
    live = visited(theirs, asked.on)
    if match is None and asked.duty is None and not problems:
        [match] = live
    lines = [_line(match, asked, place, each) for place, each in enumerate(asked.items, start=1)]
    problems += _problems_with_lines(volunteer, asked, today)
    found = expense_queries.lines(
        reader, date.max, volunteer=volunteer, first=asked.on, last=asked.on
    )
    of_that_day = [each.line for each in found]
    if not again:
        problems += problems_with_repeats(volunteer, lines, of_that_day)
    if problems:
        what = f"the claim of {volunteer_ref(volunteer)} for {spelled_day(asked.on)}"
        raise Refused(f"{what} cannot be recorded", list(dict.fromkeys(problems)))
    policy = policy_queries.policy(reader)
    priced = _priced(reader, volunteer, lines, policy)
    claim = writer.insert(Claim(volunteer))
    claimed = [writer.insert(_priced_at(each, claim, priced.get(each.line))) for each in lines]
    entries = match is not None and select(
        reader,
        Visit,
        match_id=match,
        visited_on=asked.on,
        kind=VisitKind.VISIT,
        withdrawn_on=None,
    )
    return RecordedClaim(
        claim.id,
        volunteer,
        match,
        asked.duty,
        asked.on,
        asked.claimed_on,
        [ClaimedLine(each, priced.get(each.line)) for each in claimed],
        next(iter(spent_on_activities(writer, claimed, policy)), None),
        match is None or match in live,
        match is None or bool(entries),
        [other for other in of_that_day if any(same_journey(each, other) for each in claimed)],
    )


def _line(match: MatchId | None, asked: AskedClaim, place: int, item: Item) -> ClaimLine:
    vehicle = item.vehicle or Vehicle.CAR if item.category is ExpenseCategory.MILEAGE else None
    return ClaimLine(
        ClaimId(0),
        place,
        asked.on,
        item.category,
        item.amount_pence or 0,
        priced=False,
        match_id=match,
        duty=asked.duty,
        vehicle=vehicle,
        miles_tenths=item.miles_tenths,
        description=item.description,
        receipt=None if vehicle else asked.receipt,
        receipt_why=None if vehicle else asked.receipt_why,
        claimed_on=asked.claimed_on,
    )


def _priced_at(line: ClaimLine, claim: Claim, price: Price | None) -> ClaimLine:
    line = line._replace(claim_id=claim.id)
    return line if price is None else line._replace(amount_pence=price.pence, priced=True)


def _problems_with_lines(volunteer: VolunteerId, asked: AskedClaim, today: date) -> list[Problem]:
    mileage = [each for each in asked.items if each.category is ExpenseCategory.MILEAGE]
    problems = problems_with_contents(
        volunteer,
        len(asked.items) - len(mileage),
        mileage=bool(mileage),
        receipt=asked.receipt,
        receipt_why=asked.receipt_why,
    )
    hints = hints_for_lines(volunteer)
    for item in asked.items:
        found = problems_with_line(
            item.category,
            item.vehicle,
            item.miles_tenths,
            item.amount_pence,
            asked.on,
            LineDays(asked.claimed_on),
            today,
        )
        problems += with_hints(found, hints)
    return problems


def _priced(
    reader: Reader, volunteer: VolunteerId, lines: Iterable[ClaimLine], policy: Policy
) -> dict[int, Price]:
    driven = {
        line.line: Journey(line.incurred_on, line.miles_tenths, line.vehicle)
        for line in lines
        if line.miles_tenths is not None and line.vehicle is not None
    }
    known = journeys(reader, volunteer).get(volunteer, ())
    return dict(zip(driven, prices(known, list(driven.values()), policy), strict=True))
