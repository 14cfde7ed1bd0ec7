"""How far apart two postcodes are: about, by their outward halves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.distance import about_miles, outward_code
from ivtool.queries.outcodes import place_of

PLACES = st.tuples(st.integers(0, 70_000), st.integers(0, 130_000))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("NR14 9EQ", "NR14"),
        ("nr149eq", "NR14"),
        (" nr14 ", "NR14"),
        ("PE1 1AA", "PE1"),
        ("PE11AA", "PE1"),
        ("EC1A 1BB", "EC1A"),
        ("W1A 0AX", "W1A"),
        ("M1 1AE", "M1"),
        ("by the church", None),
        ("", None),
        (None, None),
    ],
)
def test_the_outward_half_of_a_postcode(written: str | None, code: str | None) -> None:
    assert outward_code(written) == code


@pytest.mark.parametrize(
    ("tens_of_metres", "miles"), [(0, 0), (80, 0), (81, 1), (161, 1), (241, 1), (242, 2)]
)
def test_miles_are_whole_half_up(tens_of_metres: int, miles: int) -> None:
    assert about_miles((1000, 1000), (1000, 1000 + tens_of_metres)) == miles


def test_what_is_not_known_has_no_distance() -> None:
    assert about_miles(None, (1, 1)) is None
    assert about_miles((1, 1), None) is None
    # Northern Ireland is not on the grid.
    assert place_of("BT1 1AA") is None


def test_norwich_to_peterborough_is_about_seventy_miles() -> None:
    found = about_miles(place_of("NR1 1AA"), place_of("PE1 1AA"))
    assert found is not None
    assert 64 <= found <= 72


@given(PLACES, PLACES)
def test_a_way_is_as_long_back_as_there(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert about_miles(one, other) == about_miles(other, one)
    assert about_miles(one, one) == 0
