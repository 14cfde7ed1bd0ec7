"""A visit logged with all that goes with it; visits that are planned; a match's own interval."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from ivtool.domain.children.records import Child
from ivtool.domain.concerns.vocabulary import ConcernKind
from ivtool.domain.days import Month, spelled_day
from ivtool.domain.ids import VolunteerId
from ivtool.domain.matching.records import Match, MatchInterval
from ivtool.domain.refs import match_ref
from ivtool.domain.visits.plans import (
    problems_with_interval,
    problems_with_planned,
    problems_with_withdrawal,
)
from ivtool.domain.visits.records import Visit, VisitPlan
from ivtool.domain.visits.visits import Standing, interval_on, spoken_kind
from ivtool.errors import Refused
from ivtool.queries import policy as policy_queries
from ivtool.queries.reading import select
from ivtool.queries.visits import visits as visit_queries
from ivtool.services.visits.visits import LoggedVisit, log_visit
from ivtool.state.visits.visits import not_clear_on, standing_on
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer

# A visit that comes alone, as most do, needs nothing of these.
if TYPE_CHECKING:
    from ivtool.domain.expenses.claims import Spent
    from ivtool.services.concerns import RaisedConcern
    from ivtool.services.expenses.claims import AskedClaim, RecordedClaim


class SaidConcern(NamedTuple):
    """A concern that came up on a visit: its kind, the words, what was done at once, by whom."""

    kind: ConcernKind
    words: str
    action: str | None
    raised_by: str


class LoggedWith(NamedTuple):
    """A visit as logged, with the claim and the concern that went with it."""

    visit: LoggedVisit
    claim: "RecordedClaim | None"
    concern: "RaisedConcern | None"


class PlannedVisit(NamedTuple):
    """A plan as it now stands, with what is spent of the figure of its month.

    `stands` is the match's standing today; `paused` whether the day lies in a pause.
    """

    plan: VisitPlan
    stands: Standing | None
    spent: "Spent"
    paused: bool
    not_clear: Mapping[int, list[str]]
    child: Child


class OwnInterval(NamedTuple):
    """A match's own months between visits from a day on; `before` is what held on that day."""

    own: MatchInterval
    before: int


def log_with(
    writer: Writer,
    match: Match,
    visit: Visit,
    today: date,
    *,
    again: bool = False,
    claim: "AskedClaim | None" = None,
    claimant: VolunteerId | None = None,
    concern: SaidConcern | None = None,
) -> LoggedWith:
    """Record a visit with the expenses of its day and a concern that came up: all, or nothing.

    The claim is by the match's volunteer, of a couple by the first, unless there is a `claimant`.
    The concern is about the child; an allegation is about the volunteer too, and of a couple it
    must be raised apart. Raises Refused as each of the three does, the first that cannot be.
    """
    logged = log_visit(writer, match, visit, today, again=again)
    said = (
        f"the {spoken_kind(visit.kind)} of {match_ref(match.id)}"
        f" on {spelled_day(visit.visited_on)}"
        " was not logged either"
    )
    try:
        raised = None
        if concern is not None:
            from ivtool.domain.concerns.records import Concern
            from ivtool.services.concerns import raise_concern

            asked = Concern(
                concern.kind,
                visit.visited_on,
                concern.raised_by,
                concern.words,
                match_id=match.id,
                visit_id=logged.entry.id,
                action=concern.action,
            )
            raised = raise_concern(writer, asked, today)
        recorded = None
        if claim is not None:
            from ivtool.services.expenses.claims import claim_expenses

            whose = claimant or match.volunteer_id
            recorded = claim_expenses(writer, whose, claim, today, match=match.id)
    except Refused as refused:
        raise Refused(f"{refused.message}; {said}", refused.problems) from None
    return LoggedWith(logged, recorded, raised)


def plan_visit(writer: Writer, match: Match, plan: VisitPlan, today: date) -> PlannedVisit:
    """Plan a visit; that changes nothing of when one is due. Raises Refused."""
    ref, on = match_ref(match.id), plan.planned_on
    already = bool(_plans(writer, match, on))
    problems = problems_with_planned(ref, on, match.started_on, match.ended_on, already, today)
    if problems:
        raise Refused(f"no visit of {ref} can be planned for {spelled_day(on)}", problems)
    return _planned(writer, match, writer.insert(plan), today)


def withdraw_plan(writer: Writer, match: Match, on: date, today: date) -> PlannedVisit:
    """Take back the plan of a day; it is kept, and counts nowhere. Raises Refused without one."""
    ref = match_ref(match.id)
    plans = _plans(writer, match, on)
    problems = problems_with_withdrawal(ref, on, bool(plans))
    if problems:
        raise Refused(f"no plan of {ref} for {spelled_day(on)} can be withdrawn", problems)
    [plan] = plans
    return _planned(writer, match, writer.update(plan, withdrawn_on=today), today)


def set_interval(writer: Writer, match: Match, months: int, from_on: date) -> OwnInterval:
    """Give a match its own months between visits from a day on; the same day's are replaced.

    The day may lie ahead. Raises Refused.
    """
    reader = writer.reader
    ref = match_ref(match.id)
    own = interval_on(visit_queries.intervals(reader, match.id).get(match.id, ()), from_on)
    same = own is not None and own.every_months == months
    problems = problems_with_interval(ref, months, from_on, match.started_on, match.ended_on, same)
    if problems:
        what = f"{ref} cannot have its own interval from {spelled_day(from_on)}"
        raise Refused(what, problems)
    rules = policy_queries.policy(reader).visit_rules(from_on, own and own.every_months)
    replaced = select(reader, MatchInterval, match_id=match.id, from_on=from_on)
    if replaced:
        new = writer.update(replaced[0], every_months=months)
    else:
        new = writer.insert(MatchInterval(match.id, from_on, months))
    return OwnInterval(new, rules.every_months)


def _plans(writer: Writer, match: Match, on: date) -> list[VisitPlan]:
    return select(writer.reader, VisitPlan, match_id=match.id, planned_on=on, withdrawn_on=None)


def _planned(writer: Writer, match: Match, plan: VisitPlan, today: date) -> PlannedVisit:
    from ivtool.state.expenses import spent_in

    reader, on = writer.reader, plan.planned_on
    policy = policy_queries.policy(reader)
    paused = visit_queries.pauses(reader, on, match.id).get(match.id, ())
    [spent] = spent_in(reader, [(match.id, Month.of(on))], policy)
    return PlannedVisit(
        plan,
        standing_on(reader, match.id, today, policy),
        spent,
        any(pause.holds(on) for pause in paused),
        {} if plan.withdrawn_on else not_clear_on(reader, match, on, policy),
        writer.known(Child, match.child_id),
    )
