"""Logging visits and contacts, correcting and withdrawing them, excusing months."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from ivtool.db import reader_of
from ivtool.domain.days import Month, spelled_day, spelled_month
from ivtool.domain.matches import problems_with_excuse
from ivtool.domain.order import with_hints
from ivtool.domain.refs import match_ref, visit_ref
from ivtool.domain.visits import (
    ONE_DAY,
    Standing,
    contradict,
    minutes_said,
    problems_with_nth,
    problems_with_plan,
    problems_with_visit,
    spoken_kind,
    standing,
)
from ivtool.domain.volunteers import clearance, reasons_not_clear
from ivtool.domain.words import LineStatus, VisitKind, VisitOutcome
from ivtool.errors import NotFound, Problem, Refused
from ivtool.facts import policy as policy_facts
from ivtool.facts import visits as visit_facts
from ivtool.facts import volunteers as volunteer_facts
from ivtool.facts.reading import Reader
from ivtool.tables import Excuse, Match, Visit

if TYPE_CHECKING:
    from ivtool.domain.claims import LineFacts


@dataclass(frozen=True, slots=True)
class VisitDetails:
    """What may be said of a visit or contact; minutes, and mood from 1 to 5."""

    visited_on: date
    kind: VisitKind = VisitKind.VISIT
    outcome: VisitOutcome = VisitOutcome.HELD
    minutes: int | None = None
    activity: str | None = None
    place: str | None = None
    mood: int | None = None
    child_words: str | None = None
    note: str | None = None
    next_planned_on: date | None = None

    @property
    def identity(self) -> tuple[date, VisitKind, VisitOutcome]:
        """What two entries of a match share that say the same."""
        return self.visited_on, self.kind, self.outcome


@dataclass(frozen=True, slots=True)
class LoggedVisit:
    """An entry as it now stands, with the match's standing and why a volunteer is not clear.

    `nth` of its kind and outcome that day; `beside` are the entries of its kind and day that say
    otherwise: it was held, and was not. `planned_on` is the next day after today for which a visit
    is planned.
    """

    number: int
    match: int
    details: VisitDetails
    nth: int
    beside: Sequence[int]
    stands: Standing | None
    not_clear: Mapping[int, list[str]]
    planned_on: date | None = None


@dataclass(frozen=True, slots=True)
class WithdrawnVisit:
    """An entry that was taken back; what was claimed for it, as it stood before.

    `declined` went with it; `kept` stay: approved or paid, or another entry of that day stands.
    """

    visit: LoggedVisit
    declined: "Sequence[LineFacts]"
    kept: "Sequence[LineFacts]"


@dataclass(frozen=True, slots=True)
class ExcusedMonth:
    """A month that is now excused."""

    match: int
    month: Month
    excused_by: str
    reason: str


def log_visit(
    session: Session, match_id: int, details: VisitDetails, today: date, *, again: bool = False
) -> LoggedVisit:
    """Record a visit or contact. A volunteer who is not clear is told of, never refused.

    Raises Refused for what cannot have happened, and for an entry that already stands, but where
    it is another one of that day (`again`).
    """
    match = session.get_one(Match, match_id)
    details = replace(details, minutes=minutes_said(details.minutes, details.outcome))
    nth = _require_possible(session, match, details, today, "cannot be logged", again=again)
    visit = Visit(match_id=match_id, visited_on=details.visited_on, kind="", outcome="")
    _write(visit, details, nth)
    session.add(visit)
    session.flush()
    return _logged(session, visit, match, details, today)


def correct_visit(
    session: Session,
    number: int,
    changes: Mapping[str, Any],
    today: date,
    *,
    again: bool = False,
) -> LoggedVisit:
    """Put right some fields of an entry; what was there stays in the history.

    Raises NotFound, and Refused as `log_visit` does, or if the entry was withdrawn.
    """
    visit = _standing_visit(session, number)
    match = session.get_one(Match, visit.match_id)
    details = replace(_details(visit), **changes)
    details = replace(details, minutes=minutes_said(details.minutes, details.outcome))
    refusal = "cannot be corrected so"
    nth = _require_possible(session, match, details, today, refusal, again=again, corrected=visit)
    _write(visit, details, nth)
    session.add(visit)
    session.flush()
    return _logged(session, visit, match, details, today)


def withdraw_visit(session: Session, number: int, why: str | None, today: date) -> WithdrawnVisit:
    """Take back an entry that was logged in error; it is kept, and counts nowhere.

    What was claimed for it is declined with it, where it is not approved yet and no other visit of
    that day is in the log. Raises NotFound, and Refused if it was withdrawn before.
    """
    visit = _standing_visit(session, number)
    match = session.get_one(Match, visit.match_id)
    visit.withdrawn_on = today
    visit.withdrawn_why = why
    session.add(visit)
    session.flush()
    details = _details(visit)
    declined, kept = _taken_along(session, visit, match, details, today)
    return WithdrawnVisit(_logged(session, visit, match, details, today), declined, kept)


def _taken_along(
    session: Session, visit: Visit, match: Match, details: VisitDetails, today: date
) -> "tuple[list[LineFacts], list[LineFacts]]":
    """Decline what was claimed for a visit that is withdrawn; what was declined, and what stays."""
    if details.kind is not VisitKind.VISIT:
        return [], []
    # An entry that is logged or corrected needs nothing of these.
    from ivtool.facts import expenses as expense_facts
    from ivtool.services.claim_steps import decline_lines

    day = details.visited_on
    lines = [
        expense_facts.line_facts(each)
        for each in expense_facts.lines(
            reader_of(session), date.max, match=match.id, first=day, last=day
        )
    ]
    lines = [each for each in lines if each.status is not LineStatus.DECLINED]
    # Whoever drove for nothing is not to be out of pocket: another entry of that day keeps them.
    stays = bool(_of_that_day(session, match, details))
    claimed = [each for each in lines if each.status is LineStatus.CLAIMED and not stays]
    if claimed:
        named = [(each.claim, each.line) for each in claimed]
        why = f"{visit_ref(visit.id or 0)} was withdrawn"
        decline_lines(session, named, today, why, today)
    return claimed, [each for each in lines if each not in claimed]


def excuse_month(
    session: Session, match_id: int, month: Month, excused_by: str, reason: str
) -> ExcusedMonth:
    """Excuse a month in which no visit was to be expected. Raises Refused."""
    match = session.get_one(Match, match_id)
    problems = problems_with_excuse(month, match.started_on, match.ended_on)
    already = session.exec(
        select(Excuse).where(Excuse.match_id == match_id, Excuse.month == str(month))
    ).first()
    if already is not None:
        problems.append(
            Problem(
                "excuse.already",
                f"{spelled_month(month)} is excused already",
                f"ivtool match show {match_ref(match_id)}",
            )
        )
    if problems:
        ref = match_ref(match_id)
        raise Refused(
            f"{spelled_month(month)} cannot be excused for {ref}",
            with_hints(problems, _hints(ref, "DAY")),
        )
    session.add(Excuse(match_id=match_id, month=str(month), excused_by=excused_by, reason=reason))
    session.flush()
    return ExcusedMonth(match_id, month, excused_by, reason)


def _hints(match: str, on: str) -> dict[str, str]:
    """What helps where a day is none of a match's, by the problem's code."""
    return {
        "visit.match_not_started": f"ivtool match start {match} --on {on}",
        "visit.before_start": f"ivtool match show {match}",
        "visit.after_end": f"ivtool match show {match}",
        "excuse.match_not_started": f"ivtool match start {match} --on {on}",
        "excuse.before_start": f"ivtool match show {match}",
        "excuse.after_end": f"ivtool match show {match}",
    }


def _standing_visit(session: Session, number: int) -> Visit:
    visit = session.get(Visit, number)
    if visit is None:
        raise NotFound(f"there is no entry {visit_ref(number)}", "ivtool visit list")
    if visit.withdrawn_on is not None:
        raise Refused(
            f"{visit_ref(number)} cannot be changed",
            [
                Problem(
                    "visit.withdrawn",
                    f"it was withdrawn on {spelled_day(visit.withdrawn_on)}",
                    f"ivtool visit log {match_ref(visit.match_id)} …",
                )
            ],
        )
    return visit


def _require_possible(
    session: Session,
    match: Match,
    details: VisitDetails,
    today: date,
    refusal: str,
    *,
    again: bool,
    corrected: Visit | None = None,
) -> int:
    """Raise Refused for what cannot be; the number that the entry then has on its day."""
    problems = problems_with_visit(
        details.visited_on,
        details.minutes,
        details.mood,
        match.started_on,
        match.ended_on,
        today,
    )
    problems += problems_with_plan(details.next_planned_on, details.visited_on)
    ref = match_ref(match.id or 0)
    twins = [
        each
        for each in _of_that_day(session, match, details)
        if each.outcome == details.outcome.value and each is not corrected
    ]
    stays = corrected is not None and _details(corrected).identity == details.identity
    nth = corrected.nth if corrected is not None and stays else 1
    if twins and not stays:
        nth = max(each.nth for each in twins) + 1
        twin = visit_ref(twins[-1].id or 0)
        correct = f"ivtool visit correct {twin} …"
        several = problems_with_nth(nth, details.kind, details.outcome)
        if again:
            problems += [each._replace(hint=correct) for each in several]
        elif several:
            problems.append(Problem("visit.already_logged", f"{twin} already says so", correct))
        else:
            said = f"{twin} already says so; another one of that day wants --again"
            verb = f"log {ref}" if corrected is None else f"correct {visit_ref(corrected.id or 0)}"
            hint = f"ivtool visit {verb} … --again"
            problems.append(Problem("visit.already_logged", said, hint))
    if problems:
        what = f"the {spoken_kind(details.kind)} on {spelled_day(details.visited_on)}"
        raise Refused(
            f"{what} {refusal} for {ref}",
            with_hints(problems, _hints(ref, str(details.visited_on))),
        )
    return nth


def _of_that_day(session: Session, match: Match, details: VisitDetails) -> list[Visit]:
    """The entries of a match that stand, of the kind and the day of one."""
    return list(
        session.exec(
            select(Visit)
            .where(
                Visit.match_id == match.id,
                Visit.visited_on == details.visited_on,
                Visit.kind == details.kind.value,
                col(Visit.withdrawn_on).is_(None),
            )
            .order_by(col(Visit.nth), col(Visit.id))
        ).all()
    )


def _write(visit: Visit, details: VisitDetails, nth: int) -> None:
    visit.nth = nth
    visit.visited_on = details.visited_on
    visit.kind = details.kind.value
    visit.outcome = details.outcome.value
    visit.minutes = details.minutes
    visit.activity = details.activity
    visit.place = details.place
    visit.mood = details.mood
    visit.child_words = details.child_words
    visit.note = details.note
    visit.next_planned_on = details.next_planned_on


def _details(visit: Visit) -> VisitDetails:
    return VisitDetails(
        visit.visited_on,
        VisitKind(visit.kind),
        VisitOutcome(visit.outcome),
        visit.minutes,
        visit.activity,
        visit.place,
        visit.mood,
        visit.child_words,
        visit.note,
        visit.next_planned_on,
    )


def _beside(session: Session, visit: Visit, match: Match, details: VisitDetails) -> list[int]:
    return [
        each.id or 0
        for each in _of_that_day(session, match, details)
        if each is not visit and contradict(VisitOutcome(each.outcome), details.outcome)
    ]


def standing_on(reader: Reader, match_id: int, day: date) -> Standing | None:
    """Where a match stands with its visits on a day; None where it is not live."""
    policy = policy_facts.policy(reader)
    for each in visit_facts.live_matches(reader, day, match=match_id):
        return standing(
            each.started_on,
            each.last_held_on,
            visit_facts.pauses(reader, day, match_id).get(match_id, ()),
            policy.visit_rules(day, each.own_interval),
            day,
        )
    return None


def not_clear_on(reader: Reader, match: Match, day: date) -> dict[int, list[str]]:
    """Why a match's volunteer is not clear to visit on a day; those who are clear are left out."""
    people = [match.volunteer_id, match.second_volunteer_id]
    rules = policy_facts.policy(reader).evidence_rules(day)
    known = volunteer_facts.clearance_facts(reader, day, [each for each in people if each])
    reasons = {
        number: reasons_not_clear(clearance(facts, rules, day)) for number, facts in known.items()
    }
    return {number: each for number, each in reasons.items() if each}


def _logged(
    session: Session, visit: Visit, match: Match, details: VisitDetails, today: date
) -> LoggedVisit:
    reader = reader_of(session)
    match_id = visit.match_id
    planned = visit_facts.planned(reader, today + ONE_DAY, [match_id])
    return LoggedVisit(
        visit.id or 0,
        match_id,
        details,
        visit.nth,
        [] if visit.withdrawn_on is not None else _beside(session, visit, match, details),
        standing_on(reader, match_id, today),
        not_clear_on(reader, match, details.visited_on),
        planned.get(match_id),
    )
