"""The day from which a DBS certificate's number is no longer kept."""

from datetime import date, timedelta

import pytest

from ivtool.domain.retention import number_goes_on

CAME = date(2026, 8, 31)
DAY = timedelta(days=1)
OLD = date(2020, 1, 6)


@pytest.mark.parametrize(
    ("came", "decided", "approved", "goes"),
    [
        # Nothing was decided on it yet: it stays.
        (CAME, [], False, None),
        (CAME, [OLD], False, None),
        # Months are months: the end of February.
        (CAME, [CAME], False, date(2027, 2, 28)),
        (CAME, [CAME - DAY], False, None),
        (CAME, [CAME + DAY], False, date(2027, 3, 1)),
        (CAME, [date(2027, 3, 1), date(2026, 9, 1), OLD], False, date(2027, 3, 1)),
        # A renewal of somebody who is approved decides itself.
        (CAME, [OLD], True, date(2027, 2, 28)),
        # Nobody knows when it came.
        (None, [], False, None),
        (None, [date(2021, 5, 4), OLD], False, date(2020, 7, 6)),
    ],
)
def test_a_number_goes_some_months_after_the_decision(
    came: date | None, decided: list[date], approved: bool, goes: date | None
) -> None:
    assert number_goes_on(came, decided, approved, 6) == goes
