"""Expenses: the worked figures, the 10,000 miles, a line's status, what is owed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.expenses.expenses import (
    FIRST_MILES_TENTHS,
    MOST_MILES_TENTHS,
    LineDays,
    Rate,
    approval_on,
    is_late,
    is_travel,
    line_status,
    mileage_pence,
    miles,
    miles_said,
    over_figure,
    owed_since,
    problems_with_line,
    query_on,
    tax_year,
)
from ivtool.domain.expenses.records import ClaimLineQuery
from ivtool.domain.expenses.vocabulary import ExpenseCategory, LineStatus, Vehicle
from ivtool.domain.policy import Policy, first_values

DAY = timedelta(days=1)
RATES = Policy(first_values())
OLD_YEAR, NEW_YEAR = date(2026, 4, 5), date(2026, 4, 6)
TODAY = date(2026, 11, 22)
DRIVEN = st.integers(0, 2 * FIRST_MILES_TENTHS)
JOURNEY = st.integers(1, MOST_MILES_TENTHS)
PENCE = st.integers(1, 99)


@pytest.mark.parametrize(
    ("vehicle", "on", "tenths", "before", "pence"),
    [
        (Vehicle.CAR, OLD_YEAR, 240, 0, 1080),
        (Vehicle.CAR, NEW_YEAR, 240, 0, 1320),
        (Vehicle.CAR, NEW_YEAR, 240, 99_900, 900),
        (Vehicle.VAN, NEW_YEAR, 240, 99_900, 900),
        (Vehicle.CAR, NEW_YEAR, 10, 99_990, 55),
        (Vehicle.CAR, NEW_YEAR, 10, 99_991, 52),
        (Vehicle.CAR, NEW_YEAR, 10, 100_000, 25),
        (Vehicle.CAR, NEW_YEAR, 10, 100_001, 25),
        (Vehicle.CAR, NEW_YEAR, 1, 99_999, 6),
        (Vehicle.CAR, NEW_YEAR, 1, 100_000, 3),
        (Vehicle.MOTORCYCLE, NEW_YEAR, 240, 99_900, 576),
        (Vehicle.BICYCLE, NEW_YEAR, 240, 0, 480),
    ],
)
def test_worked_figures(vehicle: Vehicle, on: date, tenths: int, before: int, pence: int) -> None:
    assert mileage_pence(tenths, before, RATES.rate(vehicle, on)) == pence


@given(JOURNEY, JOURNEY, DRIVEN, PENCE, PENCE)
def test_a_journey_in_two_parts_costs_the_same_within_a_penny(
    one: int, two: int, before: int, first: int, above: int
) -> None:
    rate = Rate(first, above)
    parts = mileage_pence(one, before, rate) + mileage_pence(two, before + one, rate)
    assert abs(parts - mileage_pence(one + two, before, rate)) <= 1


@given(JOURNEY, st.integers(0, 1000), DRIVEN, PENCE, PENCE)
def test_further_never_costs_less(
    tenths: int, more: int, before: int, first: int, above: int
) -> None:
    rate = Rate(first, above)
    assert mileage_pence(tenths + more, before, rate) >= mileage_pence(tenths, before, rate)


@given(JOURNEY, DRIVEN, st.integers(0, 1000))
def test_more_miles_before_never_pay_more_where_the_second_rate_is_lower(
    tenths: int, before: int, more: int
) -> None:
    rate = Rate(55, 25)
    assert mileage_pence(tenths, before + more, rate) <= mileage_pence(tenths, before, rate)


def test_the_tax_year_begins_on_6_april() -> None:
    assert [tax_year(day) for day in (OLD_YEAR, NEW_YEAR, date(2026, 12, 31))] == [2025, 2026, 2026]
    assert tax_year(date(2027, 1, 1)) == 2026


def test_miles_keep_their_one_decimal() -> None:
    assert str(miles(240)) == "24.0"
    assert miles(99_999) == Decimal("9999.9")


@pytest.mark.parametrize(
    ("as_of", "status", "owed"),
    [
        (date(2026, 5, 1), LineStatus.CLAIMED, False),
        (date(2026, 5, 2), LineStatus.CLAIMED, True),
        (date(2026, 5, 9), LineStatus.CLAIMED, True),
        (date(2026, 5, 10), LineStatus.APPROVED, True),
        (date(2026, 5, 19), LineStatus.APPROVED, True),
        (date(2026, 5, 20), LineStatus.PAID, False),
    ],
)
def test_where_a_line_stands(as_of: date, status: LineStatus, owed: bool) -> None:
    days = LineDays(date(2026, 5, 2), date(2026, 5, 10), date(2026, 5, 20))
    assert line_status(days, as_of) is status
    assert owed_since(days, date(2026, 4, 1), as_of) == (date(2026, 5, 2) if owed else None)


def test_a_declined_line_is_owed_until_then() -> None:
    days = LineDays(date(2026, 5, 2), declined_on=date(2026, 5, 8))
    assert owed_since(days, date(2026, 4, 1), date(2026, 5, 7)) == date(2026, 5, 2)
    assert owed_since(days, date(2026, 4, 1), date(2026, 5, 8)) is None
    assert line_status(days, date(2026, 5, 8)) is LineStatus.DECLINED


def test_a_line_with_no_claimed_day_counts_from_its_own() -> None:
    assert owed_since(LineDays(), date(2026, 4, 2), date(2026, 4, 1)) is None
    assert owed_since(LineDays(), date(2026, 4, 2), date(2026, 4, 2)) == date(2026, 4, 2)


def test_late_is_more_than_the_days_it_may_take() -> None:
    assert [is_late(days, 14) for days in (13, 14, 15)] == [False, False, True]


def test_over_the_figure_is_more_than_it() -> None:
    assert over_figure({3: 3001, 1: 3000, 2: 2999, 0: 9000}, 3000) == [0, 3]


def test_travel_and_activities() -> None:
    travel = [each.value for each in ExpenseCategory if is_travel(each)]
    assert travel == ["mileage", "fare", "parking"]


@pytest.mark.parametrize(
    ("category", "vehicle", "tenths", "pence", "codes"),
    [
        (ExpenseCategory.MILEAGE, None, 240, None, []),
        (ExpenseCategory.MILEAGE, Vehicle.CAR, None, 500, []),
        (ExpenseCategory.MILEAGE, None, None, None, ["claim.no_miles"]),
        (ExpenseCategory.MILEAGE, None, 0, None, ["claim.miles"]),
        (ExpenseCategory.MILEAGE, None, 10_000, None, []),
        (ExpenseCategory.MILEAGE, None, 10_001, None, ["claim.miles"]),
        (ExpenseCategory.FARE, None, None, 350, []),
        (ExpenseCategory.FARE, None, None, None, ["claim.no_amount"]),
        (ExpenseCategory.FARE, None, 10, 350, ["claim.not_mileage"]),
        (ExpenseCategory.FARE, None, None, -1, ["claim.amount"]),
    ],
)
def test_sums_that_cannot_be(
    category: ExpenseCategory,
    vehicle: Vehicle | None,
    tenths: int | None,
    pence: int | None,
    codes: list[str],
) -> None:
    found = problems_with_line(category, vehicle, tenths, pence, TODAY, LineDays(), TODAY)
    assert [each.code for each in found] == codes


@pytest.mark.parametrize(
    ("days", "codes"),
    [
        (LineDays(TODAY, TODAY, TODAY), []),
        (LineDays(TODAY, TODAY - DAY), ["claim.out_of_order"]),
        (LineDays(TODAY + DAY), ["claim.in_future"]),
        (LineDays(TODAY, None, TODAY, TODAY), ["claim.paid_and_declined"]),
    ],
)
def test_days_that_cannot_be(days: LineDays, codes: list[str]) -> None:
    found = problems_with_line(ExpenseCategory.FARE, None, None, 100, TODAY, days, TODAY)
    assert [each.code for each in found] == codes


@pytest.mark.parametrize(
    ("category", "tenths", "pence", "said"),
    [
        (ExpenseCategory.FARE, 0, 500, None),
        (ExpenseCategory.FARE, 0, None, None),
        (ExpenseCategory.MILEAGE, 0, 500, None),
        (ExpenseCategory.MILEAGE, 0, None, 0),
        (ExpenseCategory.MILEAGE, 120, 500, 120),
        (ExpenseCategory.FARE, 120, 500, 120),
        (ExpenseCategory.MILEAGE, None, 500, None),
    ],
)
def test_no_miles_say_nothing_where_miles_are_not_asked_for(
    category: ExpenseCategory, tenths: int | None, pence: int | None, said: int | None
) -> None:
    assert miles_said(category, tenths, pence) == said


def test_an_approval_that_was_taken_back_held_until_the_day_before_its_query() -> None:
    approved, queried = date(2026, 5, 3), date(2026, 5, 9)
    queries = [
        ClaimLineQuery(1, queried, "which day?", approved, "a birthday"),
        ClaimLineQuery(1, queried, "why?"),
    ]
    again = date(2026, 5, 12)

    def status(day: date) -> LineStatus:
        held, _ = approval_on(again, None, queries, day)
        return line_status(LineDays(approved - timedelta(days=1), held), day)

    days = [approved - timedelta(days=1), approved, queried - timedelta(days=1), queried, again]
    claimed, held = LineStatus.CLAIMED, LineStatus.APPROVED
    assert [status(day) for day in days] == [claimed, held, held, claimed, held]
    assert approval_on(again, "over", queries, approved) == (approved, "a birthday")
    assert approval_on(again, "over", queries, again) == (again, "over")
    assert query_on(queries, queried - timedelta(days=1)) is None
    assert query_on(queries, queried) == queries[1]
