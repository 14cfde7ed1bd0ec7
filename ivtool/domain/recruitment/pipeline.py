"""The way to approval in figures: how long in a stage, how long from one to the next, for what."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from ivtool.domain.days import months_after
from ivtool.domain.recruitment.evidence import is_unanswered
from ivtool.domain.recruitment.evidence_kinds import KINDS
from ivtool.domain.recruitment.records import VolunteerCheck
from ivtool.domain.recruitment.requirements import AGE, BIRTH, CONTACT, REFEREE, Requirement
from ivtool.domain.recruitment.vocabulary import Stage
from ivtool.domain.recruitment.volunteers import STAGES, VolunteerFacts, is_known, stage_reached

if TYPE_CHECKING:
    # Whoever counts stages needs no gates.
    from ivtool.domain.recruitment.stages import Path

# What somebody waits for.
AWAITED = {
    CONTACT: "a way to reach them",
    BIRTH: "date of birth",
    AGE: "their age",
    REFEREE: "referees",
    **{kind.value: each.full for kind, each in KINDS.items()},
}
MOST_NAMED = 2
READY = "nothing, ready to advance"


def is_known_by(stages: Mapping[Stage, date | None], as_of: date) -> bool:
    """Whether somebody with these stages was known by a day: not if every dated one came later."""
    return is_known(VolunteerFacts(stages=list(stages.items())), as_of)


def in_stage_since(
    stages: Mapping[Stage, date | None], as_of: date
) -> tuple[Stage | None, date | None]:
    """The last stage reached by a day, and since when; None and None where no day is known."""
    reached = stage_reached(stages.items(), as_of)
    return reached, None if reached is None else stages[reached]


def steps(stages: Mapping[Stage, date | None]) -> dict[Stage, int]:
    """Days from the stage before to each stage of one spell, where both days are known.

    A spell that began at a later stage counts from there.
    """
    return {
        stage: (day - before).days
        for earlier, stage in pairwise(STAGES)
        if (before := stages.get(earlier)) is not None and (day := stages.get(stage)) is not None
    }


def days_from_interest(stages: Mapping[Stage, date | None], to: Stage) -> int | None:
    """Days from the first interest to a stage of the same spell; None where one is not known."""
    first, day = stages.get(Stage.INTEREST_EXPRESSED), stages.get(to)
    return None if first is None or day is None else (day - first).days


def a_year_before(day: date) -> date:
    """The same day of the year before; 28 February for the 29th."""
    return months_after(day, -12)


def waits_for(way: "Path") -> str:
    """What somebody on the way waits for, in a few words: `DBS check, medical form and 2 more`."""
    names = list(dict.fromkeys(AWAITED[piece.gate] for piece in _lacking(way)))
    if not names:
        return READY
    said = ", ".join(names[:MOST_NAMED])
    return f"{said} and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else said


def asked_since(way: "Path", items: Sequence[VolunteerCheck], as_of: date) -> date | None:
    """The earliest day on which something that lacks was asked for, and has not come; or None."""
    gates = {piece.gate for piece in _lacking(way)}
    days = [
        item.asked_on
        for item in items
        if item.kind in gates and item.asked_on is not None and is_unanswered(item, as_of)
    ]
    return min(days, default=None)


def _lacking(way: "Path") -> list[Requirement]:
    return [piece for piece in way.pieces if piece.problem is not None]
