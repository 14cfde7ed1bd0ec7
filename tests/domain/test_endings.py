"""How a match comes to its end, and what becomes of the referral."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from ivtool.domain.matching.ending import Ending, problems_with_ending, referral_waits_again
from ivtool.domain.matching.vocabulary import EndingRoute
from ivtool.errors import Problem

START = date(2026, 10, 20)
TODAY = date(2026, 11, 22)
ONE_DAY = timedelta(days=1)


def codes(problems: Sequence[Problem]) -> list[str]:
    return [each.code for each in problems]


@pytest.mark.parametrize(
    ("ending", "known_end", "later", "expected"),
    [
        (Ending(TODAY, EndingRoute.AGREED_END, "moved"), None, [], []),
        (Ending(START, EndingRoute.AGREED_END, "moved"), None, [], []),
        (Ending(START - ONE_DAY, EndingRoute.AGREED_END, "moved"), None, [],
         ["match.out_of_order"]),
        (Ending(TODAY + ONE_DAY, EndingRoute.AGREED_END, "moved"), None, [], ["match.in_future"]),
        (Ending(TODAY, EndingRoute.AGREED_END), None, [], ["match.no_reason"]),
        (Ending(TODAY, EndingRoute.CHILD_OBJECTED), None, [], []),
        (Ending(TODAY, EndingRoute.AGREED_END, "moved"), START, [], ["match.already_ended"]),
        (Ending(TODAY, EndingRoute.AGREED_END, "moved"), None, ["L-3"], ["match.visits_after_end"]),
        (Ending(TODAY, EndingRoute.CARE_ENDED, "home", another_wanted=True), None, [],
         ["match.another_after_care"]),
        (Ending(TODAY, EndingRoute.CARE_ENDED, "home", another_wanted=False), None, [], []),
    ],
)  # fmt: skip
def test_how_a_match_can_end(
    ending: Ending, known_end: date | None, later: list[str], expected: list[str]
) -> None:
    days = [("the proposal", START - 10 * ONE_DAY), ("the start", START)]
    problems = problems_with_ending("M-1", ending, days, known_end, later, TODAY)
    assert codes(problems) == expected


def test_many_entries_after_an_ending_are_counted() -> None:
    later = [f"L-{number}" for number in range(1, 9)]
    [problem] = problems_with_ending(
        "M-1", Ending(TODAY, EndingRoute.CHILD_OBJECTED), [], None, later, TODAY
    )
    assert problem.message.endswith("L-1, L-2, L-3, L-4, L-5 and 3 more")


@pytest.mark.parametrize(("wanted", "waits"), [(True, True), (False, False), (None, False)])
def test_a_referral_waits_again_if_another_match_is_wanted(
    wanted: bool | None, waits: bool
) -> None:
    ending = Ending(TODAY, EndingRoute.AGREED_END, "moved", another_wanted=wanted)
    assert referral_waits_again(ending) is waits
