"""Continuity: whether a child who moved was still visited soon."""

from datetime import date, timedelta
from enum import StrEnum

from ivtool.tuples import NamedTuple


class Move(NamedTuple):
    """A child's move to another home, or to another social worker, from a day on.

    `what` is "placement" or "social_worker"; a move of both on one day is two. `care_ended_on` is
    the day on which the match of that day ended because care did.
    """

    child: int
    on: date
    what: str
    care_ended_on: date | None = None


class Kept(StrEnum):
    """Whether the visits were kept up after a move; open while that is still to be seen."""

    KEPT = "kept"
    LOST = "lost"
    OPEN = "open"


def last_day_to_keep(move: Move, days: int) -> date:
    """The last day on which the next visit still comes in time."""
    return move.on + timedelta(days=days)


def kept(move: Move, next_held: date | None, days: int, as_of: date) -> Kept:
    """Whether the next visit held on or after a move came within so many days, as of a day.

    A visit on the move's own day counts, and one on the last of the days. Source: the month's
    report, section 14, `visits.continuity_days`.
    """
    until = last_day_to_keep(move, days)
    if next_held is not None and move.on <= next_held <= min(until, as_of):
        return Kept.KEPT
    return Kept.OPEN if as_of < until else Kept.LOST


def is_judged(move: Move, days: int, first: date, as_of: date) -> bool:
    """Whether a move is judged on one of some days: the last on which a visit came in time is."""
    return first <= last_day_to_keep(move, days) <= as_of


def is_left_out(move: Move, days: int, as_of: date) -> bool:
    """Whether nobody was to visit any more: care ended by the last day, as known on a day."""
    over = move.care_ended_on
    return over is not None and over <= min(last_day_to_keep(move, days), as_of)
