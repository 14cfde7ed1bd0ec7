"""Logging visits and contacts, correcting and withdrawing them, excusing months."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from ivtool.db import reader_of
from ivtool.domain.days import Month, spelled_day, spelled_month
from ivtool.domain.matches import problems_with_excuse
from ivtool.domain.order import with_hints
from ivtool.domain.refs import match_ref, visit_ref
from ivtool.domain.visits import (
    ONE_DAY,
    Standing,
    problems_with_plan,
    problems_with_visit,
    standing,
)
from ivtool.domain.volunteers import clearance, reasons_not_clear
from ivtool.domain.words import VisitKind, VisitOutcome
from ivtool.errors import NotFound, Problem, Refused
from ivtool.facts import policy as policy_facts
from ivtool.facts import visits as visit_facts
from ivtool.facts import volunteers as volunteer_facts
from ivtool.facts.reading import Reader
from ivtool.tables import Excuse, Match, Visit


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


@dataclass(frozen=True, slots=True)
class LoggedVisit:
    """An entry as it now stands, with the match's standing and why a volunteer is not clear.

    `planned_on` is the next day after today for which a visit is planned.
    """

    number: int
    match: int
    details: VisitDetails
    stands: Standing | None
    not_clear: Mapping[int, list[str]]
    planned_on: date | None = None


@dataclass(frozen=True, slots=True)
class ExcusedMonth:
    """A month that is now excused."""

    match: int
    month: Month
    excused_by: str
    reason: str


def log_visit(session: Session, match_id: int, details: VisitDetails, today: date) -> LoggedVisit:
    """Record a visit or contact. A volunteer who is not clear is told of, never refused.

    Raises Refused for what cannot have happened, and for an entry that already stands.
    """
    match = session.get_one(Match, match_id)
    _require_possible(session, match, details, today, "cannot be logged")
    visit = Visit(match_id=match_id, visited_on=details.visited_on, kind="", outcome="")
    _write(visit, details)
    session.add(visit)
    session.flush()
    return _logged(session, visit, match, details, today)


def correct_visit(
    session: Session, number: int, changes: Mapping[str, Any], today: date
) -> LoggedVisit:
    """Put right some fields of an entry; what was there stays in the history.

    Raises NotFound, and Refused as `log_visit` does, or if the entry was withdrawn.
    """
    visit = _standing_visit(session, number)
    match = session.get_one(Match, visit.match_id)
    details = replace(_details(visit), **changes)
    _require_possible(session, match, details, today, "cannot be corrected so", but=number)
    _write(visit, details)
    session.add(visit)
    session.flush()
    return _logged(session, visit, match, details, today)


def withdraw_visit(session: Session, number: int, why: str | None, today: date) -> LoggedVisit:
    """Take back an entry that was logged in error; it is kept, and counts nowhere.

    Raises NotFound, and Refused if it was withdrawn before.
    """
    visit = _standing_visit(session, number)
    match = session.get_one(Match, visit.match_id)
    visit.withdrawn_on = today
    visit.withdrawn_why = why
    session.add(visit)
    session.flush()
    return _logged(session, visit, match, _details(visit), today)


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
    but: int | None = None,
) -> None:
    problems = problems_with_visit(
        details.visited_on,
        details.minutes,
        details.mood,
        match.started_on,
        match.ended_on,
        today,
    )
    problems += problems_with_plan(details.next_planned_on, details.visited_on)
    twin = session.exec(
        select(Visit).where(
            Visit.match_id == match.id,
            Visit.visited_on == details.visited_on,
            Visit.kind == details.kind.value,
            Visit.outcome == details.outcome.value,
            col(Visit.withdrawn_on).is_(None),
        )
    ).first()
    if twin is not None and twin.id is not None and twin.id != but:
        problems.append(
            Problem(
                "visit.already_logged",
                f"{visit_ref(twin.id)} already says so",
                f"ivtool visit correct {visit_ref(twin.id)} …",
            )
        )
    if problems:
        what = f"the {details.kind.value} on {spelled_day(details.visited_on)}"
        ref = match_ref(match.id or 0)
        raise Refused(
            f"{what} {refusal} for {ref}",
            with_hints(problems, _hints(ref, str(details.visited_on))),
        )


def _write(visit: Visit, details: VisitDetails) -> None:
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
        standing_on(reader, match_id, today),
        not_clear_on(reader, match, details.visited_on),
        planned.get(match_id),
    )
