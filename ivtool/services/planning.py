"""A visit logged with all that goes with it; visits that are planned; a match's own interval."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from ivtool.db import reader_of
from ivtool.domain.days import Month, spelled_day
from ivtool.domain.office_words import ConcernKind
from ivtool.domain.plans import (
    problems_with_interval,
    problems_with_planned,
    problems_with_withdrawal,
)
from ivtool.domain.refs import match_ref
from ivtool.domain.visits import Standing, interval_on, spoken_kind
from ivtool.domain.words import ExpenseCategory
from ivtool.errors import Refused
from ivtool.facts import policy as policy_facts
from ivtool.facts import visits as visit_facts
from ivtool.facts.reading import Reader
from ivtool.services.visits import (
    LoggedVisit,
    VisitDetails,
    log_visit,
    not_clear_on,
    standing_on,
)
from ivtool.tables import Match, MatchInterval, VisitPlan

# A visit that comes alone, as most do, needs nothing of these.
if TYPE_CHECKING:
    from ivtool.domain.claims import Spent
    from ivtool.services.concerns import RaisedConcern
    from ivtool.services.expenses import AskedClaim, RecordedClaim


@dataclass(frozen=True, slots=True)
class SaidConcern:
    """A concern that came up on a visit: its kind, the words, what was done at once, by whom."""

    kind: ConcernKind
    words: str
    action: str | None
    raised_by: str


@dataclass(frozen=True, slots=True)
class LoggedWith:
    """A visit as logged, with the claim and the concern that went with it."""

    visit: LoggedVisit
    claim: "RecordedClaim | None"
    concern: "RaisedConcern | None"


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A plan as it now stands, with what is spent of the figure of its month.

    `stands` is the match's standing today; `paused` whether the day lies in a pause.
    """

    match: int
    on: date
    activity: str | None
    place: str | None
    withdrawn: bool
    stands: Standing | None
    spent: "Spent"
    paused: bool
    not_clear: Mapping[int, list[str]]


@dataclass(frozen=True, slots=True)
class OwnInterval:
    """A match's own months between visits from a day on; `before` is what held on that day."""

    match: int
    months: int
    from_on: date
    before: int


def log_with(
    session: Session,
    match_id: int,
    details: VisitDetails,
    today: date,
    *,
    again: bool = False,
    claim: "AskedClaim | None" = None,
    claimant: int | None = None,
    concern: SaidConcern | None = None,
) -> LoggedWith:
    """Record a visit with the expenses of its day and a concern that came up: all, or nothing.

    The claim is by the match's volunteer, of a couple by the first, unless there is a `claimant`.
    The concern is about the child; an allegation is about the volunteer too, and of a couple it
    must be raised apart. Raises Refused as each of the three does, the first that cannot be.
    """
    visit = log_visit(session, match_id, details, today, again=again)
    match = session.get_one(Match, match_id)
    said = (
        f"the {spoken_kind(details.kind)} of {match_ref(match_id)}"
        f" on {spelled_day(details.visited_on)}"
        " was not logged either"
    )
    try:
        raised = None
        if concern is not None:
            from ivtool.services.concerns import AskedConcern, raise_concern

            asked = AskedConcern(
                kind=concern.kind,
                raised_on=details.visited_on,
                raised_time=None,
                raised_by=concern.raised_by,
                child=match.child_id,
                volunteer=None,
                match=match_id,
                visit=visit.number,
                words=concern.words,
                action=concern.action,
            )
            raised = raise_concern(session, asked, today)
        recorded = None
        if claim is not None:
            from ivtool.services.expenses import claim_expenses

            whose = claimant or match.volunteer_id
            recorded = claim_expenses(session, whose, claim, today, match=match_id)
    except Refused as refused:
        raise Refused(f"{refused.message}; {said}", refused.problems) from None
    return LoggedWith(visit, recorded, raised)


def plan_visit(
    session: Session,
    match_id: int,
    on: date,
    activity: str | None,
    place: str | None,
    today: date,
) -> PlannedVisit:
    """Plan a visit; that changes nothing of when one is due. Raises Refused."""
    match = session.get_one(Match, match_id)
    ref = match_ref(match_id)
    already = _plan(session, match_id, on) is not None
    problems = problems_with_planned(ref, on, match.started_on, match.ended_on, already, today)
    if problems:
        raise Refused(f"no visit of {ref} can be planned for {spelled_day(on)}", problems)
    session.add(VisitPlan(match_id=match_id, planned_on=on, activity=activity, place=place))
    session.flush()
    return _planned(session, match, on, activity, place, today)


def withdraw_plan(session: Session, match_id: int, on: date, today: date) -> PlannedVisit:
    """Take back the plan of a day; it is kept, and counts nowhere. Raises Refused without one."""
    match = session.get_one(Match, match_id)
    ref = match_ref(match_id)
    plan = _plan(session, match_id, on)
    problems = problems_with_withdrawal(ref, on, plan is not None)
    if plan is None or problems:
        raise Refused(f"no plan of {ref} for {spelled_day(on)} can be withdrawn", problems)
    plan.withdrawn_on = today
    session.add(plan)
    session.flush()
    return _planned(session, match, on, plan.activity, plan.place, today, withdrawn=True)


def set_interval(session: Session, match_id: int, months: int, from_on: date) -> OwnInterval:
    """Give a match its own months between visits from a day on; the same day's are replaced.

    The day may lie ahead. Raises Refused.
    """
    match = session.get_one(Match, match_id)
    reader = reader_of(session)
    ref = match_ref(match_id)
    own = interval_on(visit_facts.intervals(reader, match_id).get(match_id, ()), from_on)
    same = own is not None and own.every_months == months
    problems = problems_with_interval(ref, months, from_on, match.started_on, match.ended_on, same)
    if problems:
        what = f"{ref} cannot have its own interval from {spelled_day(from_on)}"
        raise Refused(what, problems)
    rules = policy_facts.policy(reader).visit_rules(from_on, own and own.every_months)
    row = session.exec(
        select(MatchInterval).where(
            MatchInterval.match_id == match_id, MatchInterval.from_on == from_on
        )
    ).first()
    if row is None:
        row = MatchInterval(match_id=match_id, from_on=from_on, every_months=months)
    row.every_months = months
    session.add(row)
    session.flush()
    return OwnInterval(match_id, months, from_on, rules.every_months)


def _plan(session: Session, match_id: int, on: date) -> VisitPlan | None:
    return session.exec(
        select(VisitPlan).where(
            VisitPlan.match_id == match_id,
            VisitPlan.planned_on == on,
            col(VisitPlan.withdrawn_on).is_(None),
        )
    ).first()


def _planned(
    session: Session,
    match: Match,
    on: date,
    activity: str | None,
    place: str | None,
    today: date,
    *,
    withdrawn: bool = False,
) -> PlannedVisit:
    reader = reader_of(session)
    number = match.id or 0
    paused = visit_facts.pauses(reader, on, number).get(number, ())
    return PlannedVisit(
        number,
        on,
        activity,
        place,
        withdrawn,
        standing_on(reader, number, today),
        _spent(reader, number, Month.of(on)),
        any(pause.holds(on) for pause in paused),
        {} if withdrawn else not_clear_on(reader, match, on),
    )


def _spent(reader: Reader, match: int, month: Month) -> "Spent":
    from ivtool.domain.claims import Spent
    from ivtool.domain.expenses import activity_pence
    from ivtool.facts import expenses as expense_facts

    lines = expense_facts.lines(reader, date.max, match=match, first=month.first, last=month.last)
    pence = activity_pence(
        (ExpenseCategory(each.category), each.amount_pence, each.days) for each in lines
    )
    figure = policy_facts.policy(reader).count("expenses.figure_pence", month.first)
    return Spent(match, month, pence, figure)
