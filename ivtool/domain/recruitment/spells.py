"""Coming back after leaving: a new spell at a stage that is named, and what lapsed meanwhile.

Up to that stage nothing is asked for again but a way to reach them and their age; the panel always
decides anew. Source: docs/DOMAIN.md, section 3.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from ivtool.domain.days import problems_ahead, spelled_day
from ivtool.domain.recruitment.evidence_kinds import KINDS, Piece
from ivtool.domain.recruitment.gates import (
    GATES,
    Applicant,
    Gate,
    GateRules,
    old_enough,
    still_in_date,
)
from ivtool.domain.recruitment.records import VolunteerHold, VolunteerSpell
from ivtool.domain.recruitment.requirements import Requirement, missing
from ivtool.domain.recruitment.vocabulary import CheckKind, Stage
from ivtool.domain.recruitment.volunteers import STAGES
from ivtool.errors import Problem

# What is decided anew in every spell.
NEVER_TAKEN_OVER = (Stage.PANEL_APPROVAL, Stage.APPROVED)


def problems_with_return(
    volunteer: str,
    spells: Sequence[VolunteerSpell],
    holds: Iterable[VolunteerHold],
    furthest: Stage | None,
    at: Stage,
    on: date,
    today: date,
) -> list[Problem]:
    """Why somebody cannot return on a day, at a stage: every reason.

    They have left before that day; the stage is none that a panel decides on, and none beyond the
    `furthest` they ever reached. `spells` are in their order.
    """
    show = f"ivtool volunteer show {volunteer}"
    ended_on = spells[-1].ended_on if spells else None
    problems = problems_ahead([("the return", on)], today, "returning")
    if ended_on is None:
        problems.append(Problem("returning.not_gone", "they have not left", show))
    elif on <= ended_on:
        text = f"they left on {spelled_day(ended_on)}: they return on a later day"
        problems.append(Problem("returning.too_early", text, show))
    again = f"ivtool volunteer return {volunteer} --at"
    if at in NEVER_TAKEN_OVER:
        text = f"{at.value} is decided anew: they return at an earlier stage"
        hint = f"{again} {Stage.TRAINING_COMPLETED.value} --on {on.isoformat()}"
        problems.append(Problem("returning.stage", text, hint))
    elif furthest is None or STAGES.index(at) > STAGES.index(furthest):
        text = f"{at.value} was never reached"
        hint = show
        if furthest is not None:
            text += f": {furthest.value} was the furthest"
            hint = f"{again} {furthest.value} --on {on.isoformat()}"
        problems.append(Problem("returning.further", text, hint))
    for hold in holds:
        if hold.from_on <= on and (hold.until_on is None or on <= hold.until_on):
            until = f"until {spelled_day(hold.until_on)}" if hold.until_on else "with no end set"
            text = f"they are on hold from {spelled_day(hold.from_on)} {until}"
            hint = f"ivtool volunteer hold {volunteer} --end --on {on.isoformat()}"
            problems.append(Problem("returning.on_hold", text, hint))
    return problems


def problems_with_taking_over(
    who: Applicant, at: Stage, on: date, today: date, rules: GateRules
) -> list[Problem]:
    """Why a stage cannot be taken over: what no time with the service before can stand for.

    A way to reach them, and from the application on that they are old enough.
    """
    gate = Gate(who, rules, at, on, today)
    pieces = GATES[Stage.INTEREST_EXPRESSED](gate)
    if STAGES.index(at) >= STAGES.index(Stage.APPLICATION_COMPLETED):
        pieces = [*pieces, old_enough(gate)]
    return missing(pieces)


def lapsed_meanwhile(who: Applicant, on: date, rules: GateRules) -> list[Requirement]:
    """Of the evidence that runs out, what is not in date on the day of the return."""
    gate = Gate(who, rules, Stage.APPROVED, on, on)
    return [piece for piece in still_in_date(gate) if piece.blocks_clear]


def asked_again(volunteer: str, piece: Requirement, on: date) -> Problem:
    """What is said of a piece that lapsed meanwhile, and the command that asks for it again."""
    kind = CheckKind(piece.gate)
    said = f"{KINDS[kind].spoken} is not recorded"
    if piece.until_on is not None:
        said = f"{KINDS[kind].spoken} ran out on {spelled_day(piece.until_on)}"
    return Problem("", said, Piece(kind).command_to_begin(volunteer, on))
