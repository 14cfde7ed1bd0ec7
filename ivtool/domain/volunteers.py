"""Volunteers: the stage reached, what stands beside it, what is in date, who is clear to visit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from ivtool.domain.matches import problems_with_order
from ivtool.domain.words import (
    CheckKind,
    CheckOutcome,
    Evidence,
    SpellEnd,
    Stage,
    VolunteerStanding,
)
from ivtool.errors import Problem

STAGES = tuple(Stage)
GOOD_OUTCOMES = frozenset({CheckOutcome.CLEAR, CheckOutcome.RISK_ASSESSED})


@dataclass(frozen=True, slots=True)
class EvidenceRules:
    """How many months evidence is in date."""

    dbs_months: int = 36
    safeguarding_months: int = 36
    independence_months: int = 12


@dataclass(frozen=True, slots=True)
class Check:
    """A piece of evidence: the day it runs from (issued, signed, attended), and a later look.

    `rechecked_on` is the last status check with the DBS Update Service.
    """

    kind: CheckKind
    outcome: CheckOutcome
    from_on: date | None
    rechecked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """Days on which a volunteer is on hold; the until-day still is, None is without end."""

    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class VolunteerFacts:
    """What is known of a volunteer's latest spell. A stage's day may be unknown."""

    stages: Sequence[tuple[Stage, date | None]] = ()
    checks: Sequence[Check] = ()
    holds: Sequence[Hold] = ()
    spell_ended_on: date | None = None
    spell_end: SpellEnd | None = None


@dataclass(frozen=True, slots=True)
class Clearance:
    """Whether a volunteer is clear to visit on a day, and what that rests on."""

    clear: bool
    approved: bool
    standing: VolunteerStanding
    dbs: Evidence
    safeguarding: Evidence
    independence: Evidence


def stage_reached(stages: Iterable[tuple[Stage, date | None]], as_of: date) -> Stage | None:
    """The last stage reached by a day. A stage with no day was reached before the next one."""
    reached = [STAGES.index(stage) for stage, day in stages if day is not None and day <= as_of]
    return STAGES[max(reached)] if reached else None


def volunteer_standing(facts: VolunteerFacts, as_of: date) -> VolunteerStanding:
    """What stands beside the stage; on the day that somebody left he has left."""
    if facts.spell_end and facts.spell_ended_on and facts.spell_ended_on <= as_of:
        return VolunteerStanding(facts.spell_end.value)
    for hold in facts.holds:
        if hold.from_on <= as_of and (hold.until_on is None or as_of <= hold.until_on):
            return VolunteerStanding.ON_HOLD
    return VolunteerStanding.ACTIVE


def in_date(checks: Iterable[Check], kind: CheckKind, months: int, as_of: date) -> Evidence:
    """Whether evidence of a kind is in date: up to the day before its anniversary.

    The latest that is good counts, from its own day or from the last status check.
    """
    days = [
        day
        for check in checks
        if check.kind is kind and check.outcome in GOOD_OUTCOMES
        for day in (check.from_on, check.rechecked_on)
        if day is not None and day <= as_of
    ]
    if not days:
        return Evidence.NOT_RECORDED
    if as_of < max(days) + relativedelta(months=months):
        return Evidence.IN_DATE
    return Evidence.LAPSED


def clearance(facts: VolunteerFacts, rules: EvidenceRules, as_of: date) -> Clearance:
    """Whether a volunteer is clear to visit on a day: approved, active, and everything in date."""
    standing = volunteer_standing(facts, as_of)
    approved = stage_reached(facts.stages, as_of) is Stage.APPROVED
    dbs = in_date(facts.checks, CheckKind.DBS, rules.dbs_months, as_of)
    safeguarding = in_date(facts.checks, CheckKind.SAFEGUARDING, rules.safeguarding_months, as_of)
    independence = in_date(facts.checks, CheckKind.INDEPENDENCE, rules.independence_months, as_of)
    clear = (
        approved
        and standing is VolunteerStanding.ACTIVE
        and {dbs, safeguarding, independence} == {Evidence.IN_DATE}
    )
    return Clearance(clear, approved, standing, dbs, safeguarding, independence)


def reasons_not_clear(found: Clearance) -> list[str]:
    """In words, why a volunteer is not clear to visit; none if clear."""
    reasons = []
    if not found.approved:
        reasons.append("not approved")
    if found.standing is not VolunteerStanding.ACTIVE:
        reasons.append(found.standing.value.replace("_", " "))
    for name, evidence in (
        ("DBS", found.dbs),
        ("safeguarding training", found.safeguarding),
        ("declaration of independence", found.independence),
    ):
        if evidence is not Evidence.IN_DATE:
            reasons.append(f"{name} {evidence.value.replace('_', ' ')}")
    return reasons


def problems_with_stages(stages: Iterable[tuple[Stage, date | None]], today: date) -> list[Problem]:
    """Why stages cannot have been reached so: none ahead, none before the one before it."""
    known = dict(stages)
    days = [(stage.value.replace("_", " "), known.get(stage)) for stage in STAGES]
    return problems_with_order(days, today, "stage")


def age_on(born_on: date, day: date) -> int:
    """Whole years of age on a day; somebody born on 29 February has a birthday on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
