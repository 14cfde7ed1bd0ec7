"""Volunteers who are on hold, who leave, and who return."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ivtool.domain.ages import problems_before_birth
from ivtool.domain.days import spelled_day, with_hints
from ivtool.domain.ids import VolunteerId
from ivtool.domain.matching.matches import is_live
from ivtool.domain.recruitment.details import (
    problems_with_hold,
    problems_with_leaving,
    problems_with_leaving_matches,
    problems_with_new_hold,
)
from ivtool.domain.recruitment.records import VolunteerHold, VolunteerSpell, VolunteerStage
from ivtool.domain.recruitment.spells import (
    asked_again,
    lapsed_meanwhile,
    problems_with_return,
    problems_with_taking_over,
)
from ivtool.domain.recruitment.stages import Path, problems_with_being_here
from ivtool.domain.recruitment.vocabulary import SpellEnd, Stage
from ivtool.domain.recruitment.volunteers import ONE_DAY, STAGES
from ivtool.domain.refs import match_ref, volunteer_ref
from ivtool.errors import Problem, Refused
from ivtool.queries import policy as policy_queries
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.matching.matches import MatchRecord
from ivtool.queries.recruitment import volunteers as volunteer_queries
from ivtool.state.recruitment.volunteers import Recruit, recruit
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class HeldVolunteer(NamedTuple):
    """A hold as it now stands; `withdrawn` when it never was. `live_matches` go on meanwhile."""

    hold: VolunteerHold
    live_matches: Sequence[int]
    withdrawn: bool = False


class LeftVolunteer(NamedTuple):
    """A volunteer who has left, and proposals that still name them; `withdrawn` who never did."""

    number: VolunteerId
    on: date
    how: SpellEnd
    proposals: Sequence[int]
    withdrawn: bool = False


class ReturnedVolunteer(NamedTuple):
    """A volunteer who has returned, at a stage; what lapsed meanwhile, and what comes next."""

    number: VolunteerId
    spell: int
    at: Stage
    on: date
    lapsed: Sequence[Problem]
    path: Path


def hold_volunteer(writer: Writer, hold: VolunteerHold, today: date) -> HeldVolunteer:
    """Put a volunteer on hold from a day, until a day or with no end set. Raises Refused."""
    who = recruit(writer.reader, hold.volunteer_id)
    facts = who.facts(date.max)
    problems = problems_with_being_here(who.ref, facts)
    problems += problems_with_hold(hold.from_on, hold.until_on, today, hold.reason)
    days = [("going on hold", hold.from_on)]
    problems += problems_before_birth(facts.date_of_birth, days, "volunteer")
    problems += problems_with_new_hold(who.ref, hold, _by_day(who.holds))
    if hold.reason is None:
        hint = f"ivtool volunteer hold {who.ref} --reason TEXT"
        problems.append(Problem("hold.no_reason", "it is not said why", hint))
    if problems:
        raise Refused(
            f"{who.ref} cannot be on hold from {spelled_day(hold.from_on)}",
            with_hints(problems, _hold_hints(who.ref, hold, today, "--reason TEXT")),
        )
    hold = writer.insert(hold)
    return HeldVolunteer(hold, _live(writer, hold.volunteer_id, hold.from_on))


def correct_hold(
    writer: Writer, number: VolunteerId, changes: Mapping[str, Any], today: date
) -> HeldVolunteer:
    """Put right days or reason of the latest hold of a volunteer. Raises Refused."""
    who = recruit(writer.reader, number)
    if not who.holds:
        raise _no_hold(who.ref, f"no hold of {who.ref} can be corrected")
    *others, hold = _by_day(who.holds)
    now = hold._replace(**changes)
    problems = problems_with_hold(now.from_on, now.until_on, today, now.reason)
    days = [("going on hold", now.from_on)]
    problems += problems_before_birth(who.volunteer.date_of_birth, days, "volunteer")
    problems += problems_with_new_hold(who.ref, now, others)
    if problems:
        hints = _hold_hints(who.ref, now, today, "--correct")
        raise Refused(f"the hold of {who.ref} cannot be corrected so", with_hints(problems, hints))
    return HeldVolunteer(writer.update(hold, **changes), _live(writer, number, now.from_on))


def withdraw_hold(writer: Writer, number: VolunteerId) -> HeldVolunteer:
    """Take back the latest hold of a volunteer, which never was. Raises Refused if there is none.

    The history keeps it whole.
    """
    who = recruit(writer.reader, number)
    holds = _by_day(who.holds)
    if not holds:
        raise _no_hold(who.ref, f"no hold of {who.ref} can be withdrawn")
    writer.delete(holds[-1])
    return HeldVolunteer(holds[-1], _live(writer, number, holds[-1].from_on), withdrawn=True)


def _hold_hints(ref: str, hold: VolunteerHold, today: date, rest: str) -> dict[str, str]:
    command = f"ivtool volunteer hold {ref}"
    return {
        "hold.ends_before_start": f"{command} --on {hold.from_on} --until DAY {rest}",
        "hold.in_future": f"{command} --on {today} {rest}",
        "volunteer.before_birth": f"ivtool volunteer show {ref}",
    }


def _no_hold(ref: str, message: str) -> Refused:
    said = "they were never on hold"
    return Refused(message, [Problem("hold.none", said, f"ivtool volunteer show {ref}")])


def end_hold(writer: Writer, number: VolunteerId, on: date) -> HeldVolunteer:
    """End the hold of a day: its last day is the one before. Raises Refused if there is none.

    On the hold's own first day it never was. The day may lie ahead.
    """
    holds = volunteer_queries.of_volunteers(writer.reader, VolunteerHold, [number]).get(number, [])
    for hold in _by_day(holds):
        if hold.from_on > on or (hold.until_on is not None and hold.until_on < on):
            continue
        live = _live(writer, number, on)
        if hold.from_on == on:
            writer.delete(hold)
            return HeldVolunteer(hold, live, withdrawn=True)
        return HeldVolunteer(writer.update(hold, until_on=on - ONE_DAY), live)
    ref = volunteer_ref(number)
    raise Refused(
        f"the hold of {ref} cannot end on {spelled_day(on)}",
        [Problem("hold.none", "they are not on hold that day", f"ivtool volunteer show {ref}")],
    )


def leave(
    writer: Writer, number: VolunteerId, on: date, how: SpellEnd, reason: str | None, today: date
) -> LeftVolunteer:
    """Record that a volunteer has left, withdrew or was not accepted.

    Raises Refused while a live match is theirs, and if they have left before.
    """
    who = recruit(writer.reader, number)
    ref, spell = who.ref, who.spells[-1]
    problems = []
    if spell.ended_on is not None:
        text = f"they left on {spelled_day(spell.ended_on)}"
        hint = f"ivtool volunteer leave {ref} --on {on} --correct"
        problems.append(Problem("leaving.already", text, hint))
    matches = _matches(writer, number)
    problems += _problems_with_leaving(who, on, reason, matches, today)
    if problems:
        raise Refused(f"{ref} cannot leave on {spelled_day(on)}", problems)
    writer.put(spell, ended_on=on, ended_as=how, reason=reason)
    return LeftVolunteer(number, on, how, _proposed(matches))


def correct_leaving(
    writer: Writer, number: VolunteerId, changes: Mapping[str, Any], today: date
) -> LeftVolunteer:
    """Put right the day, the way or the reason of a leaving, by the fields of the spell.

    Raises Refused as `leave` does, and for who has not left, or has returned since.
    """
    who = recruit(writer.reader, number)
    now = _left_spell(who, "corrected")._replace(**changes)
    on, matches = now.ended_on or today, _matches(writer, number)
    if problems := _problems_with_leaving(who, on, now.reason, matches, today, correct=True):
        raise Refused(f"{who.ref} cannot have left on {spelled_day(on)}", problems)
    writer.update(who.spells[-1], **changes)
    return LeftVolunteer(number, on, now.ended_as or SpellEnd.LEFT, _proposed(matches))


def withdraw_leaving(writer: Writer, number: VolunteerId) -> LeftVolunteer:
    """Take back a leaving that never was; the history keeps what was said of it.

    A match that ended meanwhile stays ended. Raises Refused for who has not left, or has returned
    since.
    """
    who = recruit(writer.reader, number)
    spell = _left_spell(who, "withdrawn")
    writer.update(spell, ended_on=None, ended_as=None, reason=None)
    on, how = spell.ended_on or date.max, spell.ended_as or SpellEnd.LEFT
    return LeftVolunteer(number, on, how, (), withdrawn=True)


def _left_spell(who: Recruit, verb: str) -> VolunteerSpell:
    """The spell that a leaving ended and nothing has followed. Raises Refused."""
    spell = who.spells[-1]
    if spell.ended_on is not None:
        return spell
    show = f"ivtool volunteer show {who.ref}"
    problem = Problem("leaving.none", "they have not left", show)
    if spell.begun_on is not None:
        since = f"they returned on {spelled_day(spell.begun_on)} since"
        problem = Problem("leaving.returned", since, show)
    raise Refused(f"no leaving of {who.ref} can be {verb}", [problem])


def _problems_with_leaving(
    who: Recruit,
    on: date,
    reason: str | None,
    matches: Iterable[MatchRecord],
    today: date,
    *,
    correct: bool = False,
) -> list[Problem]:
    last = max((day for _, day in who.facts(date.max).stages if day is not None), default=None)
    problems = problems_with_leaving(last, on, today)
    problems += problems_with_leaving_matches(
        on, [(match_ref(each.number), each.started_on, each.ended_on) for each in matches]
    )
    command = f"ivtool volunteer leave {who.ref}"
    if reason is None:
        hint = f"{command} --reason TEXT"
        problems.append(Problem("leaving.no_reason", "it is not said why", hint))
    said = " --correct" if correct else " --reason TEXT"
    hints = {
        "leaving.in_future": f"{command} --on {today}{said}",
        "leaving.out_of_order": f"{command} --on {last or today}{said}",
    }
    return with_hints(problems, hints)


def _proposed(matches: Iterable[MatchRecord]) -> list[int]:
    return [each.number for each in matches if each.started_on is None and each.ended_on is None]


def return_volunteer(
    writer: Writer,
    number: VolunteerId,
    at: Stage,
    on: date,
    note: str | None,
    actor: str,
    today: date,
) -> ReturnedVolunteer:
    """Record that somebody who had left has returned: a new spell, which begins at a stage.

    The days of the spell before stay as they are. Raises Refused.
    """
    reader = writer.reader
    before, policy = recruit(reader, number), policy_queries.policy(reader)
    ref, rules = before.ref, policy.gate_rules(on)
    who = before.applicant(date.max)
    # In any time with the service.
    reached = [each.stage for each in before.stages]
    furthest = max(reached, key=STAGES.index, default=None)
    holds = _by_day(before.holds)
    problems = problems_with_return(ref, before.spells, holds, furthest, at, on, today)
    problems += problems_with_taking_over(who, at, on, today, rules)
    if problems:
        raise Refused(f"{ref} cannot return on {spelled_day(on)} at {at.value}", problems)
    owner, number_of_spell = number, before.spells[-1].spell + 1
    spell = writer.insert(VolunteerSpell(owner, number_of_spell, begun_on=on))
    stage = writer.insert(VolunteerStage(owner, spell.spell, at, on, actor, note))
    now = before._replace(spells=[*before.spells, spell], stages=[*before.stages, stage])
    lapsed = [asked_again(ref, piece, on) for piece in lapsed_meanwhile(who, on, rules)]
    return ReturnedVolunteer(number, spell.spell, at, on, lapsed, now.path(today, policy))


def _by_day(holds: Iterable[VolunteerHold]) -> list[VolunteerHold]:
    return sorted(holds, key=lambda hold: hold.from_on)


def _matches(writer: Writer, number: int) -> list[MatchRecord]:
    return match_queries.matches(writer.reader, date.max, volunteer=number)


def _live(writer: Writer, number: VolunteerId, on: date) -> list[int]:
    return [
        each.number
        for each in _matches(writer, number)
        if is_live(each.started_on, each.ended_on, on)
    ]
