"""Days and months as people write and say them: tables of cases, and every date there and back."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.days import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    MONTH_NAMES,
    MONTHS,
    Month,
    months_after,
    short_day,
    spelled_day,
    spelled_month,
    spoken_day,
    spoken_month,
    written_day,
    written_month,
)

SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 20)
DAYS = st.dates(date(EARLIEST_YEAR, 1, 1), date(LATEST_YEAR, 12, 31))
THIS_CENTURY = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def reason(read: Callable[[], object]) -> str:
    try:
        read()
    except ValueError as fault:
        return str(fault)
    return ""


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-31", date(2026, 3, 31)),
        ("2026-03-04", date(2026, 3, 4)),
        ("2026-3-4", date(2026, 3, 4)),
        ("2026-12-01", date(2026, 12, 1)),
        ("2026-03-31 00:00:00", date(2026, 3, 31)),
        ("2026-03-31T00:00:00.000", date(2026, 3, 31)),
        ("04/03/2026", date(2026, 3, 4)),
        ("4/3/2026", date(2026, 3, 4)),
        ("31/3/26", date(2026, 3, 31)),
        ("31.03.2026", date(2026, 3, 31)),
        ("31-03-2026", date(2026, 3, 31)),
        ("31-Mar-26", date(2026, 3, 31)),
        ("31 March 2026", date(2026, 3, 31)),
        ("31st march 2026", date(2026, 3, 31)),
        ("1 Sept 2026", date(2026, 9, 1)),
        ("  31   MAR  2026 ", date(2026, 3, 31)),
        ("29/02/2024", date(2024, 2, 29)),
        ("29 Feb 2000", date(2000, 2, 29)),
        ("01/01/1900", date(1900, 1, 1)),
        ("31/12/2199", date(2199, 12, 31)),
    ],
)
def test_a_written_day_is_read_day_first(written: str, day: date) -> None:
    assert written_day(written) == day
    assert spoken_day(written, SUNDAY) == day


@pytest.mark.parametrize(
    "written",
    [
        "31/02/2026",
        "30 Feb 2024",
        "29 Feb 2025",
        "29/02/1900",
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
        "31/04/2026",
        "00/01/2026",
        "32/01/2026",
        "03/31/2026",
        "31/12/1899",
        "31/12/0026",
    ],
)
def test_a_day_that_no_calendar_has_is_told_as_such(written: str) -> None:
    assert reason(lambda: written_day(written)) == "is not a day of the calendar"
    assert reason(lambda: spoken_day(written, SUNDAY)) == "is not a day of the calendar"


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "soon",
        "31",
        "31/3",
        "31/3-2026",
        "31/3/026",
        "31 mar",
        "mar 2026",
        "31 marc 2026",
        "31 maart 2026",
        "2026-03",
        "20260331",
        "46000",
        "2026-03-31 10:30",
        "31/3/2026 x",
        "-1/3/2026",
        "1e1/3/2026",
        "last friday",
        "today",
        "1st",
    ],
)
def test_what_is_no_written_day_is_told_as_such(written: str) -> None:
    assert reason(lambda: written_day(written)) == "is not a day"


@pytest.mark.parametrize("written", ["01/01/2200", "31/12/9999", "2200-01-01", "1 jan 2500"])
def test_a_year_that_would_overflow_is_refused(written: str) -> None:
    assert reason(lambda: written_day(written)) == "has a year after 2199"


@pytest.mark.parametrize("written", ["31/3/08", "31-Mar-08", "31 march 08"])
def test_a_year_of_two_digits_is_refused_where_it_would_mislead(written: str) -> None:
    assert written_day(written) == date(2008, 3, 31)
    said = reason(lambda: written_day(written, short_years=False))
    assert said == "has a year of two digits; write all four"


@pytest.mark.parametrize("written", ["31/3/1958", "1958-03-31", "31 March 1958"])
def test_a_whole_year_is_taken_where_short_ones_are_not(written: str) -> None:
    assert written_day(written, short_years=False) == date(1958, 3, 31)


@pytest.mark.parametrize(
    ("said", "today", "day"),
    [
        ("today", SUNDAY, date(2026, 11, 22)),
        ("Yesterday", SUNDAY, date(2026, 11, 21)),
        ("tomorrow", SUNDAY, date(2026, 11, 23)),
        ("yesterday", date(2026, 3, 1), date(2026, 2, 28)),
        ("last friday", FRIDAY, date(2026, 11, 13)),
        ("next friday", FRIDAY, date(2026, 11, 27)),
        ("next friday", FRIDAY - timedelta(1), FRIDAY),
        ("last friday", FRIDAY + timedelta(1), FRIDAY),
        ("last thursday", FRIDAY, date(2026, 11, 19)),
        ("last saturday", FRIDAY, date(2026, 11, 14)),
        ("last sunday", SUNDAY, date(2026, 11, 15)),
        ("last MON", SUNDAY, date(2026, 11, 16)),
        ("3 days ago", SUNDAY, date(2026, 11, 19)),
        ("1 day ago", SUNDAY, date(2026, 11, 21)),
        ("a day ago", SUNDAY, date(2026, 11, 21)),
        ("0 days ago", SUNDAY, SUNDAY),
        ("a week ago", SUNDAY, date(2026, 11, 15)),
        ("2 weeks ago", SUNDAY, date(2026, 11, 8)),
        ("31 days ago", date(2026, 3, 31), date(2026, 2, 28)),
        ("31 mar", SUNDAY, date(2026, 3, 31)),
        ("31 mar", date(2026, 3, 30), date(2025, 3, 31)),
        ("31 mar", date(2026, 3, 31), date(2026, 3, 31)),
        ("31 mar", date(2026, 4, 1), date(2026, 3, 31)),
        ("23 nov", SUNDAY, date(2025, 11, 23)),
        ("22nd november", SUNDAY, SUNDAY),
        ("29 feb", SUNDAY, date(2024, 2, 29)),
        ("29 feb", date(2028, 2, 28), date(2024, 2, 29)),
        ("29 feb", date(2028, 2, 29), date(2028, 2, 29)),
        ("29 feb", date(2104, 2, 28), date(2096, 2, 29)),
    ],
)
def test_a_spoken_day_is_the_latest_that_was_meant(said: str, today: date, day: date) -> None:
    assert spoken_day(said, today) == day


@pytest.mark.parametrize(
    ("said", "today", "day"),
    [
        ("1/12", MONDAY, date(2026, 12, 1)),
        ("20 dec", MONDAY, date(2026, 12, 20)),
        ("1/1", MONDAY, date(2027, 1, 1)),
        ("1 nov", MONDAY, date(2026, 11, 1)),
        ("23/11", MONDAY, MONDAY),
        ("24/11", MONDAY, date(2026, 11, 24)),
        ("22/11", MONDAY, date(2026, 11, 22)),
        # A hyphen in the place where a written year ends.
        ("22nd-nov", MONDAY, date(2026, 11, 22)),
        ("2026-11-22", MONDAY, date(2026, 11, 22)),
        # 90 days ahead and back are near, one more is not.
        ("21/2", MONDAY, date(2027, 2, 21)),
        ("25/8", MONDAY, date(2026, 8, 25)),
        ("31/12", date(2027, 1, 2), date(2026, 12, 31)),
        ("29 feb", date(2028, 1, 20), date(2028, 2, 29)),
        ("29 feb", date(2028, 3, 20), date(2028, 2, 29)),
        # What names its year, or needs none, is what it was.
        ("1/12/2025", MONDAY, date(2025, 12, 1)),
        ("1 jun 2031", MONDAY, date(2031, 6, 1)),
        ("last friday", MONDAY, date(2026, 11, 20)),
        ("yesterday", MONDAY, date(2026, 11, 22)),
    ],
)
def test_a_day_that_may_lie_ahead_is_the_nearer_of_the_two(
    said: str, today: date, day: date
) -> None:
    assert spoken_day(said, today, may_lie_ahead=True) == day


@pytest.mark.parametrize(
    ("said", "today", "asked"),
    [
        ("22/2", MONDAY, "22 Feb 2026 or 22 Feb 2027"),
        ("24/8", MONDAY, "24 Aug 2026 or 24 Aug 2027"),
        ("1 jun", MONDAY, "1 Jun 2026 or 1 Jun 2027"),
        ("29 feb", MONDAY, "29 Feb 2024 or 29 Feb 2028"),
        ("29 feb", date(2099, 1, 1), "29 Feb 2096 or 29 Feb 2104"),
    ],
)
def test_of_a_day_far_from_both_the_year_is_asked_for(said: str, today: date, asked: str) -> None:
    read = partial(spoken_day, said, today, may_lie_ahead=True)
    assert reason(read) == f"is {asked}; write the year"
    assert spoken_day(said, today) <= today


@pytest.mark.parametrize(
    ("said", "today", "month"),
    [
        ("dec", MONDAY, Month(2026, 12)),
        ("november", MONDAY, Month(2026, 11)),
        ("oct", MONDAY, Month(2026, 10)),
        # By the nearer end of a month: 84 days back, 70 ahead.
        ("aug", MONDAY, Month(2026, 8)),
        ("feb", MONDAY, Month(2027, 2)),
        ("dec", date(2027, 1, 2), Month(2026, 12)),
        ("dec", date(2026, 12, 31), Month(2026, 12)),
        ("dec 2025", MONDAY, Month(2025, 12)),
        ("last month", MONDAY, Month(2026, 10)),
    ],
)
def test_a_month_that_may_lie_ahead_is_the_nearer_of_the_two(
    said: str, today: date, month: Month
) -> None:
    assert spoken_month(said, today, may_lie_ahead=True) == month


@pytest.mark.parametrize("said", ["jul", "june", "mar"])
def test_of_a_month_far_from_both_the_year_is_asked_for(said: str) -> None:
    read = partial(spoken_month, said, MONDAY, may_lie_ahead=True)
    assert reason(read).endswith("; write the year")
    assert spoken_month(said, MONDAY) <= Month.of(MONDAY)


@given(THIS_CENTURY, st.integers(-90, 90))
def test_every_near_day_that_may_lie_ahead_reads_back_without_its_year(
    today: date, away: int
) -> None:
    day = today + timedelta(days=away)
    assert spoken_day(f"{day.day}/{day.month}", today, may_lie_ahead=True) == day


@pytest.mark.parametrize(
    "said",
    ["friday", "last", "last fr", "last fridays", "next", "days ago", "-3 days ago",
     "three days ago", "in 3 days", "31 smarch", "last year", "1st"],
)  # fmt: skip
def test_what_no_day_is_meant_by_is_told_as_such(said: str) -> None:
    assert reason(lambda: spoken_day(said, SUNDAY)) == "is not a day"


@pytest.mark.parametrize("said", ["31 feb", "30 feb", "31 apr", "0 jan", "32 jan"])
def test_a_day_without_a_year_is_one_that_some_year_had(said: str) -> None:
    assert reason(lambda: spoken_day(said, SUNDAY)) == "is not a day of the calendar"


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("2026-03", Month(2026, 3)),
        ("03/2026", Month(2026, 3)),
        ("3/2026", Month(2026, 3)),
        ("03-2026", Month(2026, 3)),
        ("Mar 2026", Month(2026, 3)),
        ("march 26", Month(2026, 3)),
        ("Mar-26", Month(2026, 3)),
        ("SEPT 2026", Month(2026, 9)),
        ("2026-03-04", Month(2026, 3)),
        ("04/03/2026", Month(2026, 3)),
        ("31 march 2026", Month(2026, 3)),
        ("1900-01", Month(1900, 1)),
        ("2199-12", Month(2199, 12)),
    ],
)
def test_a_month_is_read_in_every_form(written: str, month: Month) -> None:
    assert written_month(written) == month


@pytest.mark.parametrize(
    "written",
    ["2026-13", "2026-00", "00/2026", "13/2026", "2026", "march", "31/02/2026", "1899-12",
     "2200-01", "9999-12", "soon", "", "2026-3-"],
)  # fmt: skip
def test_what_is_no_month_is_told_as_such(written: str) -> None:
    assert reason(lambda: written_month(written)) == "is not a month"


@pytest.mark.parametrize(
    ("said", "today", "month"),
    [
        ("this month", SUNDAY, Month(2026, 11)),
        ("last month", SUNDAY, Month(2026, 10)),
        ("last month", date(2026, 1, 31), Month(2025, 12)),
        ("Next Month", date(2026, 12, 31), Month(2027, 1)),
        ("feb 2026", SUNDAY, Month(2026, 2)),
    ],
)
def test_a_spoken_month_is_counted_from_the_running_one(
    said: str, today: date, month: Month
) -> None:
    assert spoken_month(said, today) == month


@given(DAYS)
def test_every_day_reads_back_from_each_form(day: date) -> None:
    short, full = MONTHS[day.month - 1], MONTH_NAMES[day.month - 1]
    for written in (
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
        f"{day.year}-{day.month}-{day.day}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02d}/{day.month:02d}/{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {short} {day.year}",
        f"{day.day}-{short.upper()}-{day.year}",
        f"{day.day} {full.title()} {day.year}",
        short_day(day),
    ):
        assert written_day(written, short_years=False) == day, written


@given(THIS_CENTURY)
def test_every_day_of_this_century_reads_back_from_two_digits(day: date) -> None:
    for written in (
        f"{day.day}/{day.month}/{day.year % 100:02d}",
        f"{day.day}-{MONTHS[day.month - 1]}-{day.year % 100:02d}",
    ):
        assert written_day(written) == day, written


@given(THIS_CENTURY, st.integers(0, 364))
def test_every_day_of_the_last_year_reads_back_without_its_year(today: date, back: int) -> None:
    day = today - timedelta(days=back)
    assert spoken_day(f"{day.day} {MONTHS[day.month - 1]}", today) == day
    assert spoken_day(f"{back} days ago", today) == day


@given(THIS_CENTURY, st.integers(1, 7))
def test_every_day_of_the_last_week_reads_back_by_its_name(today: date, back: int) -> None:
    day = today - timedelta(days=back)
    assert spoken_day(f"last {day:%A}", today) == day


@given(DAYS)
def test_every_month_reads_back_from_each_form(day: date) -> None:
    month = Month.of(day)
    for written in (
        str(month),
        f"{month.number}/{month.year}",
        f"{MONTHS[month.number - 1]} {month.year}",
        spelled_month(month),
        day.isoformat(),
    ):
        assert written_month(written) == month, written


@given(st.text(max_size=20), THIS_CENTURY)
def test_no_text_breaks_the_reading_of_days(text: str, today: date) -> None:
    for read in (written_day, written_month, lambda said: spoken_day(said, today)):
        said = reason(partial(read, text))
        assert said.split()[:1] in ([], ["is"], ["has"])


@given(THIS_CENTURY, st.integers(-500, 500))
def test_months_count_and_turn_back(day: date, count: int) -> None:
    month = Month.of(day)
    assert month + count + -count == month
    assert month.first <= day <= month.last
    assert (month.last + timedelta(1)) == (month + 1).first
    assert len(list(month.until(month + count))) == max(count + 1, 0)


def test_a_day_is_spelled_so_that_a_wrong_one_is_seen() -> None:
    assert spelled_day(date(2026, 11, 21)) == "Sat 21 Nov 2026"
    assert short_day(date(2026, 3, 4)) == "4 Mar 2026"
    assert spelled_month(Month(2026, 2)) == "February 2026"
    assert Month(2024, 2).last == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -13, date(2024, 12, 15)),
        (date(2026, 5, 31), 0, date(2026, 5, 31)),
    ],
    ids=str,
)
def test_a_month_later_is_the_last_day_where_there_is_no_such_day(
    day: date, months: int, after: date
) -> None:
    assert months_after(day, months) == after


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.integers(-1_200, 1_200))
def test_months_are_added_as_dateutil_adds_them(day: date, months: int) -> None:
    assert months_after(day, months) == day + relativedelta(months=months)
