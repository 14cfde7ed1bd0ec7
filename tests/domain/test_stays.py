"""Homes and workers of a child: the latest one, and when it can be put right."""

from datetime import date, timedelta

import pytest

from ivtool.domain.children.children import latest_stay, problems_with_stay_corrected
from ivtool.domain.children.records import Placement
from ivtool.domain.ids import ChildId

C_1 = ChildId(1)
MOVED = date(2026, 11, 3)
ONE_DAY = timedelta(days=1)
FIRST = Placement(C_1, from_on=date(2025, 1, 8), until_on=MOVED - ONE_DAY, id=1)
SECOND = Placement(C_1, from_on=MOVED, id=2)
GAP = FIRST._replace(until_on=MOVED - 2 * ONE_DAY)
UNDATED = Placement(C_1, id=3)


@pytest.mark.parametrize(
    ("stays", "found"),
    [
        ([], (None, None)),
        ([FIRST], (FIRST, None)),
        ([SECOND, FIRST], (SECOND, FIRST)),
        # What ended before was not ended by it.
        ([GAP, SECOND], (SECOND, None)),
        ([UNDATED, FIRST], (FIRST, None)),
        ([UNDATED], (UNDATED, None)),
    ],
)
def test_the_latest_home_and_the_one_that_it_ended(
    stays: list[Placement], found: tuple[Placement | None, Placement | None]
) -> None:
    assert latest_stay(stays) == found


@pytest.mark.parametrize(
    ("last", "on", "found"),
    [
        (SECOND, None, []),
        (SECOND, date(2025, 1, 9), []),
        (SECOND, date(2025, 1, 8), ["child.out_of_order"]),
        (SECOND, MOVED + ONE_DAY, []),
        (SECOND._replace(until_on=MOVED), MOVED, []),
        (SECOND._replace(until_on=MOVED), MOVED + ONE_DAY, ["child.out_of_order"]),
        (None, MOVED, ["child.no_stay"]),
    ],
)
def test_a_home_is_put_right_between_the_one_before_and_its_own_end(
    last: Placement | None, on: date | None, found: list[str]
) -> None:
    problems = problems_with_stay_corrected("C-1", "home", last, FIRST, on)
    assert [each.code for each in problems] == found
