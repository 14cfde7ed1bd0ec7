"""The way to approval: which stage comes next, what lacks for it, why one cannot be recorded."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from ivtool.domain.ages import problems_before_birth
from ivtool.domain.days import NamedDay, problems_ahead, spelled_day
from ivtool.domain.recruitment.details import OF_AGE
from ivtool.domain.recruitment.evidence_kinds import EvidenceRules
from ivtool.domain.recruitment.gates import (
    GATES,
    Applicant,
    Gate,
    GateRules,
    still_in_date,
    under_age,
)
from ivtool.domain.recruitment.records import VolunteerCheck, VolunteerStage
from ivtool.domain.recruitment.requirements import Requirement, RequirementState, missing
from ivtool.domain.recruitment.vocabulary import Stage
from ivtool.domain.recruitment.volunteers import STAGES, VolunteerFacts, stage_reached
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

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
        for problem in missing_for(who, Stage.INTEREST_EXPRESSED, on, today, NO_RULES)
    ]


def missing_for(
    who: Applicant, stage: Stage, on: date, today: date, rules: GateRules
) -> list[Problem]:
    """What a stage's gate lacks on a day, whatever the stages before it."""
    return missing(GATES[stage](Gate(who, rules, stage, on, today)))


def problems_with_advance(
    who: Applicant, stages: Sequence[Stage], on: date, today: date, rules: GateRules
) -> list[Problem]:
    """Why stages cannot be recorded as reached on a day, one after the other: every reason.

    The day is not before that of a stage before, and not ahead. Only the gates of these stages are
    asked: what was reached before stands. Source: docs/DOMAIN.md, section 3.
    """
    reaching: list[NamedDay] = [("the stage", on)]
    problems = problems_ahead(reaching, today, "stage")
    problems += problems_before_birth(who.date_of_birth, reaching, "volunteer")
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
        gate = Gate(who._replace(stages=reached), rules, stages[-1], on, today, stages)
        # Evidence that two gates ask for is told once; their age at every stage from the fourth.
        for pieces in (GATES[stage](gate), under_age(gate) if stage in OF_AGE else ()):
            problems += [each for each in missing(pieces) if each not in problems]
        reached = {**reached, stage: on}
    return problems


def problems_with_stage_corrected(
    who: Applicant,
    stage: Stage,
    on: date | None,
    ended_on: date | None,
    today: date,
    rules: GateRules,
) -> list[Problem]:
    """Why a recorded stage cannot have been reached on another day; `on` is None where it stays.

    The day is between those of the stages before and after, and not after the spell. Of its gate
    only what was met on the recorded day is asked for on the new one: what was recorded stands.
    """
    show = f"ivtool volunteer show {who.ref}"
    name = stage.value
    if stage not in who.stages:
        return [Problem("stage.not_reached", f"{name} was not reached", show)]
    known_on = who.stages[stage]
    if on is None or on == known_on:
        return []
    place = STAGES.index(stage)
    if who.since is not None and not set(STAGES[:place]) & set(who.stages):
        text = f"they returned at {name} on {spelled_day(who.since)}: that day is the return's"
        return [Problem("stage.of_return", text, show)]
    before = {each: day for each, day in who.stages.items() if STAGES.index(each) < place}
    then = who._replace(stages=before)
    known = problems_with_advance(then, [stage], known_on or on, today, rules)
    lacking = {each.code for each in known if each.code != "stage.out_of_order"}
    problems = [
        each._replace(hint=show)
        for each in problems_with_advance(then, [stage], on, today, rules)
        if each.code not in lacking
    ]
    after = [
        (day, f"{each.value}, the stage after it,")
        for each, day in who.stages.items()
        if STAGES.index(each) > place and day is not None
    ]
    if ended_on is not None:
        after.append((ended_on, "the end"))
    if after and on > min(after)[0]:
        day, what = min(after)
        text = f"{spelled_day(on)} is after {what} on {spelled_day(day)}"
        problems.append(Problem("stage.out_of_order", text, show))
    return problems


def missing_to_be_clear(who: Applicant, on: date, today: date, rules: GateRules) -> list[Problem]:
    """What of the evidence that runs out is not in date on a day."""
    gate = Gate(who, rules, Stage.APPROVED, on, today)
    return missing(still_in_date(gate))


class Path(NamedTuple):
    """How far somebody has come by a day, which stage is next, and what it asks for.

    Once approved there is no next stage: what is asked for then is the evidence that runs out.
    """

    reached: Stage | None
    following: Stage | None
    pieces: Sequence[Requirement]
    # The day on which the last of it came in; None where something lacks or no stage follows.
    ready_on: date | None = None

    @property
    def lacking(self) -> list[Problem]:
        """What of it lacks, each with the command that records it."""
        return missing(self.pieces)


def path(who: Applicant, as_of: date, today: date, rules: GateRules) -> Path:
    """Where somebody stands on the way to approval on a day."""
    who = known_by_day(who, as_of)
    reached = stage_reached(who.stages.items(), as_of)
    following = next_stage(reached)
    if following is None:
        return Path(reached, None, still_in_date(Gate(who, rules, Stage.APPROVED, as_of, today)))
    pieces = GATES[following](Gate(who, rules, following, as_of, today))
    ready_on = _ready_on(who, following, pieces, as_of, rules)
    return Path(reached, following, pieces, ready_on)


def command_to_advance(volunteer: str, ready_on: date | None) -> str:
    """The command that records the next stage, of the day on which everything for it was in."""
    of_the_day = "" if ready_on is None else f" --on {ready_on.isoformat()}"
    return f"ivtool volunteer advance {volunteer}{of_the_day}"


def _ready_on(
    who: Applicant, stage: Stage, pieces: Sequence[Requirement], as_of: date, rules: GateRules
) -> date | None:
    """The first day on which a stage can be recorded: of the last piece, or of the stage before.

    What was waived or ran out since may leave only the day asked about.
    """
    if missing(pieces):
        return None
    came = [piece.on for piece in pieces] + list(who.stages.values())
    day = max((each for each in came if each is not None and each <= as_of), default=as_of)
    return as_of if problems_with_advance(who, [stage], day, as_of, rules) else day


class StageState(StrEnum):
    """Where a stage stands on the path: behind, the next one, or further on.

    Taken over is what an earlier time with the service reached.
    """

    REACHED = "reached"
    TAKEN_OVER = "taken_over"
    NEXT = "next"
    TO_COME = "to_come"


class StageOnPath(NamedTuple):
    """A stage, where it stands on a day, and what its gate asks for, as that is on the day."""

    stage: Stage
    state: StageState
    # None where it was not reached in the spell, or nothing was recorded of it.
    record: VolunteerStage | None
    pieces: Sequence[Requirement]
    # Of the next stage only: the day on which everything for it was in.
    ready_on: date | None = None

    @property
    def reached_on(self) -> date | None:
        """The day on which it was reached, where it is known."""
        return self.record and self.record.reached_on


def whole_path(
    who: Applicant,
    recorded: Mapping[Stage, VolunteerStage],
    as_of: date,
    today: date,
    rules: GateRules,
) -> list[StageOnPath]:
    """All nine stages as they stand on a day, with every piece that is asked for.

    Of a stage that was reached, what nothing tells of is `not_recorded`: the stage stands. What was
    taken over at a return is not asked for again, and has no pieces. `recorded` are the stages of
    the spell.
    """
    who = known_by_day(who, as_of)
    reached = stage_reached(who.stages.items(), as_of)
    following = next_stage(reached)
    behind = -1 if reached is None else STAGES.index(reached)
    returned_at = -1
    if who.since is not None:
        returned_at = min((STAGES.index(stage) for stage in who.stages), default=-1)
    found = []
    for place, stage in enumerate(STAGES):
        record = recorded.get(stage) if place <= behind else None
        pieces: Sequence[Requirement] = ()
        ready_on = None
        if place > returned_at:
            pieces = GATES[stage](Gate(who, rules, stage, as_of, today))
        if place <= behind:
            state = StageState.TAKEN_OVER if place < returned_at else StageState.REACHED
            pieces = [_of_stage_reached(piece) for piece in pieces]
        else:
            state = StageState.NEXT if stage is following else StageState.TO_COME
            if state is StageState.NEXT:
                ready_on = _ready_on(who, stage, pieces, as_of, rules)
        found.append(StageOnPath(stage, state, record, pieces, ready_on))
    return found


def known_by_day(who: Applicant, as_of: date) -> Applicant:
    """Somebody as they were known on a day: what came later had not come.

    That a referee is named has no day of its own, and stays.
    """
    items = [_known_by_day(item, as_of) for item in who.items]
    waivers = [each for each in who.waivers if each.from_on <= as_of]
    return who._replace(items=items, waivers=waivers)


def _known_by_day(item: VolunteerCheck, as_of: date) -> VolunteerCheck:
    def known(day: date | None) -> date | None:
        return day if day is None or day <= as_of else None

    came = max(filter(None, (item.from_on, item.seen_on)), default=None)
    if came is not None and came > as_of:
        item = item._replace(from_on=None, outcome=None)
    return item._replace(
        asked_on=known(item.asked_on),
        chased_on=known(item.chased_on),
        rechecked_on=known(item.rechecked_on),
    )


def _of_stage_reached(piece: Requirement) -> Requirement:
    """A piece of a stage that was reached: where nothing is on file of it, it is not recorded."""
    if piece.state is not RequirementState.MISSING or piece.problem is None:
        return piece
    problem = piece.problem
    # It is of the day that it happened, long ago, and not of the day that it is looked at.
    if piece.undated:
        problem = problem._replace(hint=f"{problem.hint} --on DAY")
    return piece._replace(state=RequirementState.NOT_RECORDED, problem=problem)
