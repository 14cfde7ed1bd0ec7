"""The day from which a DBS certificate's number is no longer kept."""

from datetime import date, timedelta

import pytest

from ivtool.domain.recruitment.retention import number_goes_on

CAME = date(2026, 8, 31)
DAY = timedelta(days=1)
OLD = date(2020, 1, 6)


@pytest.mark.parametrize(
    ("came", "decided", "renewed", "goes"),
    [
        # Nothing was decided on it yet: it stays.
        (CAME, [], None, None),
        (CAME, [OLD], None, None),
        # Months are months: the end of February.
        (CAME, [CAME], None, date(2027, 2, 28)),
        (CAME, [CAME - DAY], None, None),
        (CAME, [CAME + DAY], None, date(2027, 3, 1)),
        (CAME, [date(2027, 3, 1), date(2026, 9, 1), OLD], None, date(2027, 3, 1)),
        # A renewal of somebody who is approved: the day that its outcome was recorded.
        (CAME, [OLD], CAME, date(2027, 2, 28)),
        (CAME, [OLD], CAME + DAY, date(2027, 3, 1)),
        (CAME, [OLD, CAME + DAY], date(2026, 10, 5), date(2027, 4, 5)),
        # Nobody knows when it came.
        (None, [], None, None),
        (None, [date(2021, 5, 4), OLD], None, date(2020, 7, 6)),
    ],
)
def test_a_number_goes_some_months_after_the_decision(
    came: date | None, decided: list[date], renewed: date | None, goes: date | None
) -> None:
    assert number_goes_on(came, decided, renewed, 6) == goes
