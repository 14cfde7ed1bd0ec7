"""Mileage in journey order: the 10,000 miles of a tax year, late claims, and no floats anywhere."""

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ivtool
from ivtool.domain.expenses.expenses import Rate, mileage_pence, tax_year
from ivtool.domain.expenses.mileage import Journey, Price, prices
from ivtool.domain.expenses.vocabulary import Vehicle
from ivtool.domain.policy import Policy, first_values

RATES = Policy(first_values())
OLD_YEAR, NEW_YEAR = date(2026, 4, 5), date(2026, 4, 6)
CAR, VAN, BICYCLE = Vehicle.CAR, Vehicle.VAN, Vehicle.BICYCLE
PACKAGE = Path(ivtool.__file__).parent
ABOUT = ("claim", "expense", "mileage", "journey", "owed", "unclaimed", "items", "spelling")
# The demo invents its sums; what they come to is priced and kept as any other.
MONEY = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.stem.startswith(ABOUT) and "demo" not in path.parts
]
JOURNEYS = st.lists(
    st.builds(
        Journey,
        st.dates(date(2026, 4, 1), date(2026, 4, 12)),
        st.integers(1, 10_000) | st.just(10_000),
        st.sampled_from([CAR, CAR, VAN, BICYCLE]),
    ),
    max_size=25,
)


def car(on: date, tenths: int) -> Journey:
    return Journey(on, tenths, CAR)


def driven(tenths: int, on: date = NEW_YEAR) -> list[Journey]:
    """Journeys by car on a day that come to so many tenths of a mile."""
    whole, rest = divmod(tenths, 10_000)
    return [car(on, 10_000)] * whole + ([car(on, rest)] if rest else [])


def pence(known: list[Journey], new: list[Journey]) -> list[int]:
    return [each.pence for each in prices(known, new, RATES)]


@pytest.mark.parametrize(
    ("known", "new", "comes_to"),
    [
        ([], [car(OLD_YEAR, 240)], [1080]),
        ([], [car(NEW_YEAR, 240)], [1320]),
        (driven(99_900), [car(NEW_YEAR, 240)], [900]),
        (driven(99_900, OLD_YEAR), [car(NEW_YEAR, 240)], [1320]),
        (driven(99_999), [car(NEW_YEAR, 10)], [28]),
        (driven(99_999), [car(NEW_YEAR, 1), car(NEW_YEAR, 1)], [6, 3]),
        (driven(100_000), [car(NEW_YEAR, 1)], [3]),
        (driven(100_001), [car(NEW_YEAR, 240)], [600]),
        (driven(99_999), [Journey(NEW_YEAR, 240, Vehicle.VAN)], [603]),
        (driven(200_000), [Journey(NEW_YEAR, 240, Vehicle.MOTORCYCLE)], [576]),
        ([Journey(NEW_YEAR, 10_000, BICYCLE)] * 11, [car(NEW_YEAR, 240)], [1320]),
        ([Journey(NEW_YEAR, 10_000, VAN)] * 11, [car(NEW_YEAR, 240)], [600]),
    ],
)
def test_worked_figures(known: list[Journey], new: list[Journey], comes_to: list[int]) -> None:
    assert pence(known, new) == comes_to


def test_a_price_tells_how_it_came_about() -> None:
    [price] = prices(driven(99_900), [car(NEW_YEAR, 240)], RATES)
    assert price == Price(900, 100, 140, Rate(55, 25))
    [price] = prices(driven(99_900), [Journey(NEW_YEAR, 240, BICYCLE)], RATES)
    assert price == Price(480, 240, 0, Rate(20, 20))


def test_a_late_claim_counts_only_what_was_driven_up_to_its_day() -> None:
    may = date(2026, 5, 1)
    known = driven(99_900, may)
    day = timedelta(days=1)
    assert pence(known, [car(may - day, 240)]) == [1320]
    assert pence(known, [car(may, 240)]) == [900]
    assert pence(known, [car(may + day, 240)]) == [900]


def test_new_ones_are_priced_by_their_days_and_answered_as_given() -> None:
    late, early = car(date(2026, 6, 2), 100), car(date(2026, 6, 1), 100)
    assert pence(driven(99_900), [late, early]) == [250, 550]
    assert pence(driven(99_900), [early, late]) == [550, 250]


@given(JOURNEYS, JOURNEYS)
def test_each_is_priced_by_what_came_before_it(known: list[Journey], new: list[Journey]) -> None:
    for place, (journey, price) in enumerate(zip(new, prices(known, new, RATES), strict=True)):
        before = [each for each in known if each.on <= journey.on]
        before += [each for other, each in enumerate(new) if (each.on, other) < (journey.on, place)]
        tenths = sum(
            each.miles_tenths
            for each in before
            if each.vehicle in (CAR, VAN) and tax_year(each.on) == tax_year(journey.on)
        )
        rate = RATES.rate(journey.vehicle, journey.on)
        assert price.pence == mileage_pence(journey.miles_tenths, tenths, rate)
        assert price.first_tenths + price.above_tenths == journey.miles_tenths


@given(JOURNEYS, JOURNEYS)
def test_what_is_driven_later_changes_no_price(known: list[Journey], new: list[Journey]) -> None:
    alone = [prices(known, [each], RATES)[0].pence for each in new]
    later = [car(date(2026, 4, 13), 10_000)] * 20
    assert [prices(known + later, [each], RATES)[0].pence for each in new] == alone


@pytest.mark.parametrize("path", MONEY, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_float_comes_near_money(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Name) and node.id == "float")
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))
        assert not (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div))
