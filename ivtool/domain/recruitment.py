"""The way to approval: which stage comes next, what lacks for it, why one cannot be recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ivtool.domain.days import spelled_day
from ivtool.domain.gates import GATES, Applicant, Gate, GateRules, still_in_date
from ivtool.domain.order import problems_ahead
from ivtool.domain.volunteers import STAGES, EvidenceRules, VolunteerFacts, stage_reached
from ivtool.domain.words import Stage
from ivtool.errors import Problem

NO_RULES = GateRules(0, (), EvidenceRules())


def next_stage(reached: Stage | None) -> Stage | None:
    """The stage after one, None after the last; the first when none was reached."""
    place = -1 if reached is None else STAGES.index(reached)
    return STAGES[place + 1] if place + 1 < len(STAGES) else None


def stages_on_the_way(reached: Stage | None, to: Stage | None) -> list[Stage]:
    """The stages after the one reached, up to and with another, or only the next; none if past."""
    place = -1 if reached is None else STAGES.index(reached)
    last = place + 1 if to is None else STAGES.index(to)
    return list(STAGES[place + 1 : last + 1])


def problems_with_being_here(volunteer: str, facts: VolunteerFacts) -> list[Problem]:
    """Why nothing more can be decided of somebody: their time with the service is over."""
    if facts.spell_ended_on is None or facts.spell_end is None:
        return []
    how = facts.spell_end.value.replace("_", " ")
    return [
        Problem(
            "volunteer.left",
            f"{volunteer} {how} on {spelled_day(facts.spell_ended_on)}",
            f"ivtool volunteer show {volunteer}",
        )
    ]


def problems_with_stage_asked(
    volunteer: str, facts: VolunteerFacts, to: Stage | None
) -> list[Problem]:
    """Why a volunteer cannot go on to a stage, or to the next: reached already, or left."""
    problems = problems_with_being_here(volunteer, facts)
    reached = stage_reached(facts.stages, date.max)
    if not stages_on_the_way(reached, to) and reached is not None:
        day = dict(facts.stages).get(to or reached)
        when = f" on {spelled_day(day)}" if day is not None else ""
        text = f"{(to or reached).value} was reached already{when}"
        problems.append(Problem("stage.already", text, f"ivtool volunteer show {volunteer}"))
    return problems


def problems_with_newcomer(
    ways_to_reach: Sequence[str | None], on: date, today: date
) -> list[Problem]:
    """Why somebody cannot be recorded as interested on a day: the gate of the first stage."""
    problems = problems_ahead([("their interest", on)], today, "stage")
    who = Applicant("NAME", ways_to_reach, None, {}, ())
    return problems + [
        problem._replace(hint='ivtool volunteer add "NAME" --phone NUMBER')
        for problem in GATES[Stage.INTEREST_EXPRESSED](
            Gate(who, NO_RULES, Stage.INTEREST_EXPRESSED, on, today)
        )
    ]


def missing_for(
    who: Applicant, stage: Stage, on: date, today: date, rules: GateRules
) -> list[Problem]:
    """What a stage's gate lacks on a day, whatever the stages before it."""
    return GATES[stage](Gate(who, rules, stage, on, today))


def problems_with_advance(
    who: Applicant, stages: Sequence[Stage], on: date, today: date, rules: GateRules
) -> list[Problem]:
    """Why stages cannot be recorded as reached on a day, one after the other: every reason.

    The day is not before that of a stage before, and not ahead. Only the gates of these stages are
    asked: what was reached before stands. Source: DOMAIN, becoming an Independent Visitor.
    """
    problems = problems_ahead([("the stage", on)], today, "stage")
    days = [
        (day, each)
        for each in STAGES[: STAGES.index(stages[0])]
        if (day := who.stages.get(each)) is not None
    ]
    if days and on < max(days)[0]:
        last, _ = max(days)
        problems.append(
            Problem(
                "stage.out_of_order",
                f"{spelled_day(on)} is before the stage before it on {spelled_day(last)}",
                f"ivtool volunteer advance {who.ref} --to {stages[-1].value}"
                f" --on {last.isoformat()}",
            )
        )
    if problems:
        return problems
    reached = dict(who.stages)
    for stage in stages:
        gate = Gate(replace(who, stages=reached), rules, stages[-1], on, today, stages)
        # Evidence that two gates ask for is told once.
        problems += [each for each in GATES[stage](gate) if each not in problems]
        reached = {**reached, stage: on}
    return problems


def missing_to_be_clear(who: Applicant, on: date, today: date, rules: GateRules) -> list[Problem]:
    """What of the evidence that runs out is not in date on a day."""
    gate = Gate(who, rules, Stage.APPROVED, on, today)
    return still_in_date(gate)


@dataclass(frozen=True, slots=True)
class Path:
    """How far somebody has come by a day, which stage is next, and what is lacking for it.

    Once approved there is no next stage: what lacks then is the evidence that has run out.
    """

    reached: Stage | None
    following: Stage | None
    lacking: Sequence[Problem]


def path(who: Applicant, as_of: date, today: date, rules: GateRules) -> Path:
    """Where somebody stands on the way to approval on a day."""
    reached = stage_reached(who.stages.items(), as_of)
    following = next_stage(reached)
    if following is None:
        return Path(reached, None, missing_to_be_clear(who, as_of, today, rules))
    return Path(reached, following, missing_for(who, following, as_of, today, rules))
