"""How a match comes to its end, and what becomes of the referral."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ivtool.domain.days import problems_with_order, spelled_day
from ivtool.domain.matching.vocabulary import EndingRoute
from ivtool.errors import Problem

MOST_NAMED = 5


class Ending(NamedTuple):
    """What is said of an ending, by the match's own fields; None is not said."""

    ended_on: date
    ending_route: EndingRoute
    ending_reason: str | None = None
    planned: bool | None = None
    goodbye_held: bool | None = None
    told_by: str | None = None
    another_wanted: bool | None = None


def problems_with_ending(
    match: str,
    ending: Ending,
    days: Sequence[tuple[str, date | None]],
    known_end: date | None,
    entries_after: Sequence[str],
    today: date,
) -> list[Problem]:
    """Why a match cannot end so; `days` are those before, `entries_after` what is logged later.

    A visit on the ending day is still one of the match. A reason is said, but where the child
    objected: that is one.
    """
    if known_end is not None:
        said = f"it ended on {spelled_day(known_end)}"
        return [Problem("match.already_ended", said, f"ivtool match show {match}")]
    problems = problems_with_order([*days, ("the ending", ending.ended_on)], today, "match")
    if ending.ending_reason is None and ending.ending_route is not EndingRoute.CHILD_OBJECTED:
        problems.append(
            Problem(
                "match.no_reason",
                "the reason is not said",
                f"ivtool match end {match} --on {ending.ended_on}"
                f" --route {ending.ending_route.value} --reason TEXT",
            )
        )
    if ending.another_wanted and ending.ending_route is EndingRoute.CARE_ENDED:
        problems.append(
            Problem(
                "match.another_after_care",
                "a child who is no longer looked after cannot be matched again",
                f"ivtool match end {match} --on {ending.ended_on} --route care_ended --reason TEXT"
                " --no-more",
            )
        )
    if entries_after:
        more = len(entries_after) - MOST_NAMED
        named = ", ".join(entries_after[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        problems.append(
            Problem(
                "match.visits_after_end",
                f"logged after {spelled_day(ending.ended_on)}: {named}",
                f"ivtool visit show {entries_after[0]}",
            )
        )
    return problems


def referral_waits_again(ending: Ending) -> bool:
    """Whether the child waits again, from the first day on; else the referral is `matched`."""
    return ending.another_wanted is True
