"""Volunteers: the stage reached, what stands beside it, what is in date, who is clear to visit."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from ivtool.domain.ages import age_on
from ivtool.domain.days import months_after, problems_with_order, short_day
from ivtool.domain.recruitment.evidence_kinds import GOOD_OUTCOMES, RUNS_OUT, EvidenceRules
from ivtool.domain.recruitment.records import VolunteerCheck, VolunteerHold, VolunteerSpell, Waiver
from ivtool.domain.recruitment.vocabulary import (
    CheckKind,
    CheckOutcome,
    Evidence,
    SpellEnd,
    Stage,
    VolunteerStanding,
)
from ivtool.domain.recruitment.waivers import waiver_of
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

ONE_DAY = timedelta(days=1)
STAGES = tuple(Stage)
# What lets somebody be clear to visit: a waiver does, and is told of wherever it does.
GOOD_EVIDENCE = frozenset({Evidence.IN_DATE, Evidence.WAIVED})


class Check(NamedTuple):
    """A piece of evidence: the day it runs from (issued, signed, attended), and a later look.

    `rechecked_on` is the last status check with the DBS Update Service.
    """

    kind: CheckKind
    outcome: CheckOutcome
    from_on: date | None
    rechecked_on: date | None = None


# Thousands are read by the few fields that say what is in date; of one person the record is there.
Answer = Check | VolunteerCheck


class VolunteerFacts(NamedTuple):
    """What is known of a volunteer's spell of a day. A stage's day may be unknown.

    `begun_on` is the day of a return, None in the first spell.
    """

    stages: Sequence[tuple[Stage, date | None]] = ()
    checks: Sequence[Answer] = ()
    holds: Sequence[VolunteerHold] = ()
    spell_ended_on: date | None = None
    spell_end: SpellEnd | None = None
    begun_on: date | None = None
    waivers: Sequence[Waiver] = ()
    date_of_birth: date | None = None


class Clearance(NamedTuple):
    """Whether a volunteer is clear to visit on a day, and what that rests on.

    `under_age` is the lowest age where they have not come to it.
    """

    clear: bool
    approved: bool
    standing: VolunteerStanding
    evidence: Mapping[CheckKind, Evidence]
    under_age: int | None = None


def spell_as_of(spells: Sequence[VolunteerSpell], as_of: date) -> VolunteerSpell:
    """The spell of a day, out of all in their order: the last that had begun.

    Between leaving and returning it is the one that ended.
    """
    begun = [each for each in spells if each.begun_on is None or each.begun_on <= as_of]
    return begun[-1] if begun else VolunteerSpell(spells[0].volunteer_id, 1)


def stage_reached(stages: Iterable[tuple[Stage, date | None]], as_of: date) -> Stage | None:
    """The last stage reached by a day. A stage with no day was reached before the next one."""
    reached = [STAGES.index(stage) for stage, day in stages if day is not None and day <= as_of]
    return STAGES[max(reached)] if reached else None


def stages_reached(
    stages: Iterable[tuple[Stage, date | None]], as_of: date
) -> list[tuple[Stage, date | None]]:
    """Every stage up to the last one reached by a day, in their order; None is a day not known."""
    known = dict(stages)
    last = stage_reached(known.items(), as_of)
    if last is None:
        return []
    return [(stage, known.get(stage)) for stage in STAGES[: STAGES.index(last) + 1]]


def is_known(facts: VolunteerFacts, as_of: date) -> bool:
    """Whether the service knew of a volunteer by a day: not if every dated stage came later."""
    days = (day for _, day in facts.stages if day is not None)
    return is_known_from(min(days, default=None), as_of)


def is_known_from(first_stage_on: date | None, as_of: date) -> bool:
    """The same by the earliest day of a stage, None where none is dated."""
    return first_stage_on is None or first_stage_on <= as_of


def volunteer_standing(facts: VolunteerFacts, as_of: date) -> VolunteerStanding:
    """What stands beside the stage; on the day that somebody left he has left."""
    if facts.spell_end and facts.spell_ended_on and facts.spell_ended_on <= as_of:
        return VolunteerStanding(facts.spell_end.value)
    for hold in facts.holds:
        if hold.from_on <= as_of and (hold.until_on is None or as_of <= hold.until_on):
            return VolunteerStanding.ON_HOLD
    return VolunteerStanding.ACTIVE


def in_date_until(
    checks: Iterable[Answer], kind: CheckKind, months: int, as_of: date
) -> date | None:
    """The last day on which evidence of a kind is in date: the day before its anniversary.

    The latest that is good by a day counts, from its own day or from the last status check; None
    if there is none, or if a later answer was not clear. Issued on 29 February 2024 for three
    years: 27 February 2027. `checks` are in the order they were recorded.
    """
    answers = [
        (day, check.outcome)
        for check in checks
        if check.kind is kind
        for day in (check.from_on, check.rechecked_on)
        if day is not None and day <= as_of
    ]
    if len(answers) > 1:
        answers.sort(key=lambda each: each[0])
    good: date | None = None
    for day, outcome in answers:
        if outcome in GOOD_OUTCOMES:
            good = day
        elif outcome is CheckOutcome.NOT_CLEAR:
            # What was found since undoes the certificate of before; a withdrawn renewal does not.
            good = None
    if good is None:
        return None
    return months_after(good, months) - ONE_DAY


def evidence_until(
    checks: Sequence[Answer], rules: EvidenceRules, as_of: date
) -> dict[CheckKind, date | None]:
    """The last day in date of each kind of evidence that runs out, as known on a day."""
    return {kind: in_date_until(checks, kind, rules.months[kind], as_of) for kind in RUNS_OUT}


def evidence(until_on: date | None, as_of: date) -> Evidence:
    """What a last day in date means on a day; that day itself still is."""
    if until_on is None:
        return Evidence.NOT_RECORDED
    return Evidence.IN_DATE if as_of <= until_on else Evidence.LAPSED


def clearance(facts: VolunteerFacts, rules: EvidenceRules, as_of: date) -> Clearance:
    """Whether a volunteer is clear to visit on a day: approved, active, everything in date.

    What is not in date and waived that day is `waived`, and lets them be clear. Nobody under the
    lowest age is, whatever the file says of them.
    """
    standing = volunteer_standing(facts, as_of)
    approved = stage_reached(facts.stages, as_of) is Stage.APPROVED
    found = {
        kind: _evidence_or_waiver(facts, kind, until, as_of)
        for kind, until in evidence_until(facts.checks, rules, as_of).items()
    }
    born = facts.date_of_birth
    under_age = rules.min_age if born and age_on(born, as_of) < rules.min_age else None
    clear = (
        approved
        and under_age is None
        and standing is VolunteerStanding.ACTIVE
        and GOOD_EVIDENCE.issuperset(found.values())
    )
    return Clearance(clear, approved, standing, found, under_age)


def _evidence_or_waiver(
    facts: VolunteerFacts, kind: CheckKind, until_on: date | None, as_of: date
) -> Evidence:
    found = evidence(until_on, as_of)
    if found is not Evidence.IN_DATE and waiver_of(facts.waivers, kind.value, None, None, as_of):
        return Evidence.WAIVED
    return found


def reasons_not_clear(found: Clearance) -> list[str]:
    """In words, why a volunteer is not clear to visit; none if clear."""
    reasons = [] if found.under_age is None else [f"under {found.under_age}"]
    if not found.approved:
        reasons.append("not approved")
    if found.standing is not VolunteerStanding.ACTIVE:
        reasons.append(found.standing.value.replace("_", " "))
    for kind, state in found.evidence.items():
        if state not in GOOD_EVIDENCE:
            reasons.append(f"{RUNS_OUT[kind].named} {state.value.replace('_', ' ')}")
    return reasons


def waived_evidence(facts: VolunteerFacts, found: Clearance, as_of: date) -> list[str]:
    """In words, what a clearance rests on by a waiver, and until when: `DBS waived until …`."""
    notes = []
    for kind, state in found.evidence.items():
        waiver = waiver_of(facts.waivers, kind.value, None, None, as_of)
        if state is Evidence.WAIVED and waiver is not None:
            notes.append(f"{RUNS_OUT[kind].named} waived until {short_day(waiver.until_on)}")
    return notes


def problems_with_stages(stages: Iterable[tuple[Stage, date | None]], today: date) -> list[Problem]:
    """Why stages cannot have been reached so: none ahead, none before the one before it."""
    known = dict(stages)
    days = [(stage.value.replace("_", " "), known.get(stage)) for stage in STAGES]
    return problems_with_order(days, today, "stage")


def approved_on(facts: VolunteerFacts) -> date | None:
    """The day on which a volunteer was approved; None where it is not known."""
    return next((day for stage, day in facts.stages if stage is Stage.APPROVED), None)


def committed_until(approved_on: date, months: int) -> date:
    """The day until which somebody meant to stay when they were approved, so many months later."""
    return months_after(approved_on, months)


def months_left(until_on: date, as_of: date) -> int:
    """Whole months from a day until another, a part of one counting as one; 0 once it has come."""
    if until_on <= as_of:
        return 0
    months = 12 * (until_on.year - as_of.year) + until_on.month - as_of.month
    return months + (months_after(as_of, months) < until_on)


def birthday(born_on: date, age: int) -> date:
    """The day on which somebody comes to an age; born on 29 February, it may be 1 March."""
    day = months_after(born_on, 12 * age)
    return day if age_on(born_on, day) >= age else day + ONE_DAY
