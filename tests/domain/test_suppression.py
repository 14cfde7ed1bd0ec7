"""No table lets a count of one to five be found by subtraction; a true 0 stays 0 where it can."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.suppression import hidden_in_line, hidden_in_table, is_small

MOST = 5
COUNT = st.one_of(st.integers(0, 7), st.sampled_from([0, 1, 5, 6, 30]))


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([], []),
        ([0, 0], [0, 0]),
        ([6, 0, 30], [6, 0, 30]),
        # One more, the smallest beside it that is not 0.
        ([5, 6, 30], ["c", "c", 30]),
        ([0, 1, 30, 7], [0, "c", 30, "c"]),
        # Two hide each other, unless their sum tells that both are one, or both five.
        ([1, 2, 30], ["c", "c", 30]),
        ([1, 1, 30, 40], ["c", "c", "c", 40]),
        ([5, 5, 30, 40], ["c", "c", "c", 40]),
        ([2, 4, 30, 40], ["c", "c", 30, 40]),
        # With nothing else to hide, a 0.
        ([3, 0, 0], ["c", "c", 0]),
        ([0, 0, 3], ["c", 0, "c"]),
        # Of two children one each, and of ten five each, unless a `c` can be a 0.
        ([1, 1, 0, 0], ["c", "c", "c", 0]),
        ([0, 5, 5], ["c", "c", "c"]),
    ],
)
def test_a_small_count_is_hidden_and_one_more_where_subtraction_tells(
    counts: list[int], shown: list[object]
) -> None:
    hidden = hidden_in_line(counts, MOST)
    assert ["c" if place in hidden else n for place, n in enumerate(counts)] == shown


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        (
            [[3, 20, 30], [40, 50, 60], [70, 80, 90]],
            ["c c 30 53", "c c 60 150", "70 80 90 240", "113 150 180 443"],
        ),
        # Sums are counts too: with nothing else, all that is not 0 is hidden.
        ([[3]], ["c c", "c c"]),
        ([[0, 0], [0, 1]], ["0 0 0", "0 c c", "0 c c"]),
        ([[0, 0], [9, 9]], ["0 0 0", "9 9 18", "9 9 18"]),
    ],
)
def test_a_table_hides_round_a_corner(rows: list[list[int]], shown: list[str]) -> None:
    hidden = hidden_in_table(rows, MOST)
    assert [
        " ".join("c" if (row, column) in hidden else str(n) for column, n in enumerate(counts))
        for row, counts in enumerate(_with_sums(rows))
    ] == shown


def test_a_small_sum_that_is_hidden_too_leaves_every_0() -> None:
    assert hidden_in_line([0, 4, 0], MOST, sum_shown=False) == {1}


def test_how_many_are_too_few_is_the_services_to_say() -> None:
    assert hidden_in_line([3, 9, 9], 2) == frozenset()
    assert [is_small(count, 2) for count in (0, 1, 2, 3)] == [False, True, True, False]


@given(st.lists(COUNT, min_size=2, max_size=5))
def test_no_line_lets_a_small_count_be_found(counts: list[int]) -> None:
    hidden = hidden_in_line(counts, MOST)
    small = {place for place, count in enumerate(counts) if is_small(count, MOST)}
    assert small <= hidden
    # Two that share a sum can be shared out in another way.
    assert hidden == frozenset() or len(hidden) > 1
    zeros = {place for place, count in enumerate(counts) if not count}
    if zeros & hidden:
        assert hidden >= set(range(len(counts))) - zeros
    elif zeros and hidden:
        # Whoever takes each `c` for at least 1 does not find all of them to be 1.
        assert sum(counts[place] for place in hidden) > len(hidden)


@given(
    st.integers(1, 3).flatmap(
        lambda width: st.lists(
            st.lists(st.one_of(st.integers(0, 7), st.just(0)), min_size=width, max_size=width),
            min_size=1,
            max_size=3,
        )
    )
)
def test_no_table_lets_a_small_count_be_found(rows: list[list[int]]) -> None:
    """Tables that differ by one here and there and show the same are made, and compared."""
    hidden = hidden_in_table(rows, MOST)
    table = _with_sums(rows)
    small = {
        (row, column)
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        if is_small(count, MOST)
    }
    assert small <= hidden
    untold = set(small)
    for other in _alike(rows, hidden):
        untold -= {cell for cell in untold if other[cell[0]][cell[1]] != table[cell[0]][cell[1]]}
    assert untold == set()


def _with_sums(rows: list[list[int]]) -> list[list[int]]:
    beside = [[*counts, sum(counts)] for counts in rows]
    return [*beside, [sum(column) for column in zip(*beside, strict=True)]]


def _alike(rows: list[list[int]], hidden: frozenset[tuple[int, int]]) -> Iterator[list[list[int]]]:
    """Tables that show the same as this one, each of whose cells is at most one apart."""
    table = _with_sums(rows)
    cells = sorted(cell for cell in hidden if cell[0] < len(rows) and cell[1] < len(rows[0]))
    for moves in product((-1, 0, 1), repeat=len(cells)):
        other = [list(counts) for counts in rows]
        for (row, column), move in zip(cells, moves, strict=True):
            other[row][column] += move
        summed = _with_sums(other)
        if all(count >= 0 for counts in other for count in counts) and all(
            summed[row][column] == count or (row, column) in hidden
            for row, counts in enumerate(table)
            for column, count in enumerate(counts)
        ):
            yield summed
