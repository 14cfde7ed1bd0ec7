"""Volunteers who are on hold, who leave, and who return."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from ivtool.domain.ages import problems_before_birth
from ivtool.domain.days import spelled_day
from ivtool.domain.matches import is_live
from ivtool.domain.profiles import (
    problems_with_hold,
    problems_with_leaving,
    problems_with_leaving_matches,
    problems_with_new_hold,
)
from ivtool.domain.recruitment import Path, problems_with_being_here
from ivtool.domain.refs import match_ref, volunteer_ref
from ivtool.domain.returning import (
    asked_again,
    lapsed_meanwhile,
    problems_with_return,
    problems_with_taking_over,
)
from ivtool.domain.volunteers import ONE_DAY, STAGES, Hold
from ivtool.domain.words import SpellEnd, Stage
from ivtool.errors import Problem, Refused
from ivtool.facts import evidence as evidence_facts
from ivtool.facts import matches as match_facts
from ivtool.facts import policy as policy_facts
from ivtool.facts import volunteers as volunteer_facts
from ivtool.facts.matches import MatchRecord
from ivtool.services.volunteers import latest_spell, path_of
from ivtool.tables import VolunteerHold, VolunteerSpell, VolunteerStage
from ivtool.writer import Writer


@dataclass(frozen=True, slots=True)
class HeldVolunteer:
    """A hold as it now stands; `withdrawn` when it never was. `live_matches` go on meanwhile."""

    number: int
    hold: Hold
    live_matches: Sequence[int]
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class LeftVolunteer:
    """A volunteer who has left, and proposals that still name them."""

    number: int
    on: date
    how: SpellEnd
    proposals: Sequence[int]


@dataclass(frozen=True, slots=True)
class ReturnedVolunteer:
    """A volunteer who has returned, at a stage; what lapsed meanwhile, and what comes next."""

    number: int
    spell: int
    at: Stage
    on: date
    lapsed: Sequence[Problem]
    path: Path


def hold_volunteer(
    writer: Writer, number: int, hold: Hold, reason: str | None, today: date
) -> HeldVolunteer:
    """Put a volunteer on hold from a day, until a day or with no end set. Raises Refused."""
    ref = volunteer_ref(number)
    facts = volunteer_facts.clearance_facts(writer.reader, date.max, [number])[number]
    problems = problems_with_being_here(ref, facts)
    problems += problems_with_hold(hold.from_on, hold.until_on, today, reason)
    days = [("going on hold", hold.from_on)]
    problems += problems_before_birth(facts.date_of_birth, days, "volunteer")
    problems += problems_with_new_hold(ref, hold, [_hold(row) for row in _holds(writer, number)])
    if reason is None:
        hint = f"ivtool volunteer hold {ref} --reason TEXT"
        problems.append(Problem("hold.no_reason", "it is not said why", hint))
    if problems:
        raise Refused(f"{ref} cannot be on hold from {spelled_day(hold.from_on)}", problems)
    writer.session.add(
        VolunteerHold(
            volunteer_id=number, from_on=hold.from_on, until_on=hold.until_on, reason=reason
        )
    )
    writer.session.flush()
    return HeldVolunteer(number, hold, _live(writer, number, hold.from_on))


def end_hold(writer: Writer, number: int, on: date) -> HeldVolunteer:
    """End the hold of a day: its last day is the one before. Raises Refused if there is none.

    On the hold's own first day it never was. The day may lie ahead.
    """
    for row in _holds(writer, number):
        hold = _hold(row)
        if hold.from_on > on or (hold.until_on is not None and hold.until_on < on):
            continue
        live = _live(writer, number, on)
        if hold.from_on == on:
            writer.session.delete(row)
            writer.session.flush()
            return HeldVolunteer(number, hold, live, withdrawn=True)
        row.until_on = on - ONE_DAY
        writer.session.add(row)
        writer.session.flush()
        return HeldVolunteer(number, _hold(row), live)
    ref = volunteer_ref(number)
    raise Refused(
        f"the hold of {ref} cannot end on {spelled_day(on)}",
        [Problem("hold.none", "they are not on hold that day", f"ivtool volunteer show {ref}")],
    )


def leave(
    writer: Writer, number: int, on: date, how: SpellEnd, reason: str | None, today: date
) -> LeftVolunteer:
    """Record that a volunteer has left, withdrew or was not accepted.

    Raises Refused while a live match is theirs, and if they have left before.
    """
    ref = volunteer_ref(number)
    spell = latest_spell(writer, number)
    facts = volunteer_facts.clearance_facts(writer.reader, date.max, [number])[number]
    problems = []
    if spell.ended_on is not None:
        text = f"they left on {spelled_day(spell.ended_on)}"
        problems.append(Problem("leaving.already", text, f"ivtool volunteer show {ref}"))
    last = max((day for _, day in facts.stages if day is not None), default=None)
    problems += problems_with_leaving(last, on, today)
    matches = _matches(writer, number)
    problems += problems_with_leaving_matches(
        on, [(match_ref(each.number), each.started_on, each.ended_on) for each in matches]
    )
    if reason is None:
        hint = f"ivtool volunteer leave {ref} --reason TEXT"
        problems.append(Problem("leaving.no_reason", "it is not said why", hint))
    if problems:
        raise Refused(f"{ref} cannot leave on {spelled_day(on)}", problems)
    spell.ended_on, spell.ended_as, spell.reason = on, how.value, reason
    writer.session.add(spell)
    writer.session.flush()
    proposals = [
        each.number for each in matches if each.started_on is None and each.ended_on is None
    ]
    return LeftVolunteer(number, on, how, proposals)


def return_volunteer(
    writer: Writer, number: int, at: Stage, on: date, note: str | None, actor: str, today: date
) -> ReturnedVolunteer:
    """Record that somebody who had left has returned: a new spell, which begins at a stage.

    The days of the spell before stay as they are. Raises Refused.
    """
    reader = writer.reader
    ref = volunteer_ref(number)
    rules = policy_facts.policy(reader).gate_rules(on)
    who = evidence_facts.applicant(reader, number, date.max)
    holds = [_hold(row) for row in _holds(writer, number)]
    problems = problems_with_return(
        ref,
        volunteer_facts.spells(reader, number),
        holds,
        _furthest(writer, number),
        at,
        on,
        today,
    )
    problems += problems_with_taking_over(who, at, on, today, rules)
    if problems:
        raise Refused(f"{ref} cannot return on {spelled_day(on)} at {at.value}", problems)
    spell = latest_spell(writer, number).spell + 1
    writer.session.add(VolunteerSpell(volunteer_id=number, spell=spell, begun_on=on))
    writer.session.add(
        VolunteerStage(
            volunteer_id=number,
            spell=spell,
            stage=at.value,
            reached_on=on,
            recorded_by=actor,
            note=note,
        )
    )
    writer.session.flush()
    lapsed = [asked_again(ref, piece, on) for piece in lapsed_meanwhile(who, on, rules)]
    return ReturnedVolunteer(number, spell, at, on, lapsed, path_of(writer, number, today))


def _furthest(writer: Writer, number: int) -> Stage | None:
    """The furthest stage that was reached in any time with the service."""
    statement = select(VolunteerStage.stage).where(VolunteerStage.volunteer_id == number)
    return max(map(Stage, writer.session.exec(statement).all()), key=STAGES.index, default=None)


def _holds(writer: Writer, number: int) -> list[VolunteerHold]:
    statement = (
        select(VolunteerHold)
        .where(VolunteerHold.volunteer_id == number)
        .order_by(col(VolunteerHold.from_on))
    )
    return list(writer.session.exec(statement).all())


def _hold(row: VolunteerHold) -> Hold:
    return Hold(row.from_on, row.until_on)


def _matches(writer: Writer, number: int) -> list[MatchRecord]:
    return match_facts.matches(writer.reader, date.max, volunteer=number)


def _live(writer: Writer, number: int, on: date) -> list[int]:
    return [
        each.number
        for each in _matches(writer, number)
        if is_live(each.started_on, each.ended_on, on)
    ]
