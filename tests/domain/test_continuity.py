"""When a move is judged, whose is left out, and the days to a first visit."""

from datetime import date, timedelta

import pytest

from ivtool.domain.office.compliance import days_to_first_visit
from ivtool.domain.visits.continuity import Move, is_judged, is_left_out

DAY = timedelta(days=1)
# The 45th day of a move of 16 September is 31 October.
MOVE = Move(1, date(2026, 9, 16), "placement")
FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)


@pytest.mark.parametrize(
    ("days_later", "judged"),
    [(-31, False), (-30, True), (-1, True), (0, True), (1, False)],
)
def test_a_move_is_judged_in_the_month_of_its_45th_day(days_later: int, judged: bool) -> None:
    move = MOVE._replace(on=MOVE.on + days_later * DAY)
    assert is_judged(move, 45, FIRST, LAST) is judged


def test_a_running_month_has_judged_no_day_that_is_still_to_come() -> None:
    assert is_judged(MOVE, 45, FIRST, LAST)
    assert not is_judged(MOVE, 45, FIRST, LAST - DAY)


@pytest.mark.parametrize(
    ("care_ended_on", "as_of", "left_out"),
    [
        (None, LAST, False),
        (LAST - DAY, LAST, True),
        (LAST, LAST, True),
        (LAST + DAY, LAST + 9 * DAY, False),
        # An ending after the day asked about is not known yet.
        (LAST, LAST - DAY, False),
    ],
)
def test_where_care_ended_by_the_45th_day_nothing_is_kept_or_lost(
    care_ended_on: date | None, as_of: date, left_out: bool
) -> None:
    assert is_left_out(MOVE._replace(care_ended_on=care_ended_on), 45, as_of) is left_out


@pytest.mark.parametrize(
    ("matched_until", "days"),
    [
        (None, 298),
        (date(2026, 6, 20), 128),
        (date(2026, 1, 1), 298),
        # Matched until before the referral that led to the new match.
        (date(2025, 12, 31), 298),
    ],
)
def test_a_first_visit_is_counted_from_the_ending_before(
    matched_until: date | None, days: int
) -> None:
    assert days_to_first_visit(date(2026, 1, 1), matched_until, date(2026, 10, 26)) == days
