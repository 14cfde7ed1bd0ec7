"""Waivers: a gate that is let go for one person, by whom, why, and until when."""

from datetime import date
from typing import NamedTuple

from ivtool.domain.words import Waivable


class Waiver(NamedTuple):
    """A gate waived for one person on some days; the until-day still is.

    No slot or module: every one of the gate.
    """

    gate: Waivable
    slot: int | None
    module: str | None
    from_on: date
    until_on: date
    waived_by: str
    reason: str
    number: int = 0
