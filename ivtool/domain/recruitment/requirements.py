"""What the gates of the stages ask for, and how each requirement stands on a day."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from ivtool.domain.recruitment.evidence_kinds import RUNS_OUT
from ivtool.domain.recruitment.records import Waiver
from ivtool.domain.recruitment.vocabulary import CheckOutcome
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

# What is never waived.
CONTACT, BIRTH, AGE = "contact", "birth", "age"
# That somebody is named who will write a reference.
REFEREE = "referee"


class RequirementState(StrEnum):
    """How something that a gate asks for stands on a day."""

    IN = "in"
    ASKED = "asked"
    MISSING = "missing"
    LAPSED = "lapsed"
    BAD = "bad"
    WAIVED = "waived"
    NOT_RECORDED = "not_recorded"


class Requirement(NamedTuple):
    """One thing that a gate asks for, as it stands on a day; `problem` is None where it is let by.

    `on` is the day that it is of, `until_on` the last one in date; `waiver` the one that holds, or
    where the piece lacks the last one that ended.
    """

    gate: str
    name: str
    state: RequirementState
    on: date | None = None
    until_on: date | None = None
    asked_on: date | None = None
    chased_on: date | None = None
    by: str | None = None
    waiver: Waiver | None = None
    problem: Problem | None = None
    outcome: CheckOutcome | None = None
    slot: int | None = None
    module: str | None = None
    agenda_on: date | None = None
    # Whether the command that records it tells no day of its own.
    undated: bool = False

    @property
    def key(self) -> tuple[str, int | None, str | None]:
        """By what a piece is told from the others; two gates may ask for one."""
        return (self.gate, self.slot, self.module)

    @property
    def blocks_clear(self) -> bool:
        """Whether somebody who is approved is not clear to visit for want of it."""
        return self.gate in RUNS_OUT and self.problem is not None


def missing(pieces: Iterable[Requirement]) -> list[Problem]:
    """What lacks of the pieces that gates ask for."""
    return [piece.problem for piece in pieces if piece.problem is not None]
