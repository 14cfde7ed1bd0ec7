"""England's bank holidays, year by year as gov.uk had them, and working days around them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.holidays import (
    bank_holidays,
    is_working_day,
    next_working_day,
    working_day_before,
)

# Copied by hand, the substitutes and the days by proclamation among them.
KNOWN = {
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}
DAYS = st.dates(date(1990, 1, 1), date(2190, 1, 1))
EXTRA = st.frozensets(DAYS, max_size=3)


@pytest.mark.parametrize(("year", "days"), list(KNOWN.items()))
def test_a_year_has_the_holidays_that_it_had(year: int, days: str) -> None:
    assert sorted(bank_holidays(year)) == [
        date.fromisoformat(f"{year}-{each}") for each in days.split()
    ]


def test_a_year_has_eight_none_of_them_at_a_weekend() -> None:
    for year in range(2024, 2200):
        found = bank_holidays(year)
        assert len(found) == 8, year
        assert all(day.weekday() < 5 and day.year == year for day in found), year


@pytest.mark.parametrize(
    ("day", "following", "before"),
    [
        ("2026-11-20", "2026-11-23", "2026-11-19"),  # Friday
        ("2026-11-21", "2026-11-23", "2026-11-20"),  # Saturday
        ("2026-11-22", "2026-11-23", "2026-11-20"),  # Sunday
        ("2026-11-23", "2026-11-24", "2026-11-20"),  # Monday
        ("2026-04-02", "2026-04-07", "2026-04-01"),  # Maundy Thursday
        ("2026-04-07", "2026-04-08", "2026-04-02"),  # the Tuesday after Easter
        ("2026-05-01", "2026-05-05", "2026-04-30"),  # the Friday before May Day
        ("2026-12-24", "2026-12-29", "2026-12-23"),  # 26 December is a Saturday
        ("2026-12-31", "2027-01-04", "2026-12-30"),  # New Year's Day is a Friday
        ("2027-12-24", "2027-12-29", "2027-12-23"),  # both of Christmas at a weekend
        ("2027-12-31", "2028-01-04", "2027-12-30"),  # New Year's Day is a Saturday
        ("2022-06-01", "2022-06-06", "2022-05-31"),  # the Platinum Jubilee
        ("2022-05-27", "2022-05-30", "2022-05-26"),  # no longer a holiday that year
        ("2022-09-16", "2022-09-20", "2022-09-15"),  # the Queen's funeral
    ],
)
def test_the_working_days_beside_a_day(day: str, following: str, before: str) -> None:
    on = date.fromisoformat(day)
    assert next_working_day(on, ()) == date.fromisoformat(following)
    assert working_day_before(on, ()) == date.fromisoformat(before)


def test_days_of_the_services_own_are_added_and_take_none_away() -> None:
    monday = date(2027, 5, 10)
    assert is_working_day(monday, ())
    assert not is_working_day(monday, {monday})
    assert next_working_day(date(2027, 5, 7), {monday}) == date(2027, 5, 11)
    assert working_day_before(date(2027, 5, 11), {monday}) == date(2027, 5, 7)
    assert not is_working_day(date(2026, 12, 25), {monday})


@given(DAYS, EXTRA)
def test_the_next_working_day_is_the_first_after_and_back_again(
    day: date, extra: frozenset[date]
) -> None:
    found = next_working_day(day, extra)
    assert day < found
    assert is_working_day(found, extra)
    between = [day + timedelta(days=n) for n in range(1, (found - day).days)]
    assert not any(is_working_day(each, extra) for each in between)
    assert working_day_before(found, extra) == (
        day if is_working_day(day, extra) else working_day_before(day, extra)
    )
