"""Which counts of a table are hidden, so that nobody is known by being one of a few.

A count from 1 to `report.suppress_to` prints `c`, and one more cell where subtraction from the
totals would give it away; a true 0 prints 0. docs/DOMAIN.md, section 10.
"""

from collections import Counter
from collections.abc import Sequence

from ivtool.tuples import NamedTuple

Cell = tuple[int, int]


class Hidden:
    """What stands where a count is hidden: `c` for people, nothing known for scripts."""

    def __str__(self) -> str:
        return "c"


HIDDEN = Hidden()


class _Count(NamedTuple):
    """A count, and the two sums that it is part of: what flows into one flows out of the other."""

    number: int
    start: str
    end: str


class _Reader(NamedTuple):
    """What somebody may take for granted of hidden counts: at least, and the small ones at most."""

    at_least: int
    at_most: int | None


def is_small(count: int, most: int) -> bool:
    """Whether a count would tell who is meant: from 1 to `most`; 0 is none."""
    return 0 < count <= most


def hidden_in_line(counts: Sequence[int], most: int, *, sum_shown: bool = True) -> frozenset[int]:
    """Which places of one line are hidden, where the sum of its counts is shown, here or elsewhere.

    A small sum should not be: with it nothing can protect a line of one place. Where it is hidden
    too (`sum_shown` False), the small counts are, and every 0 stays.
    """
    sums = {} if sum_shown else {(0, len(counts)): _Count(sum(counts), "end", "row")}
    line = {(0, place): _Count(n, "row", "end") for place, n in enumerate(counts)}
    return frozenset(place for _, place in _hidden(line | sums, most) if place < len(counts))


def hidden_in_table(rows: Sequence[Sequence[int]], most: int) -> frozenset[Cell]:
    """Which cells, by row and column, are hidden in a table that shows its sums.

    The sum of a row is the cell after its last, the sums of columns are the row after the last,
    their own sum its last cell: a small sum is hidden as any other count.
    """
    height, width = len(rows), len(rows[0]) if rows else 0
    cells = {
        (row, column): _Count(n, f"row {row}", f"column {column}")
        for row, ns in enumerate(rows)
        for column, n in enumerate(ns)
    }
    cells |= {(row, width): _Count(sum(ns), "begin", f"row {row}") for row, ns in enumerate(rows)}
    cells |= {
        (height, column): _Count(sum(ns), f"column {column}", "end")
        for column, ns in enumerate(zip(*rows, strict=True))
    }
    cells[height, width] = _Count(sum(sum(ns) for ns in rows), "end", "begin")
    return _hidden(cells, most)


def _hidden(cells: dict[Cell, _Count], most: int) -> frozenset[Cell]:
    """The small counts, and the smallest beside them, until none of the small ones can be told.

    First of those that are not 0, for readers who take every `c` for 1 to `most`; where none is
    left, a 0 shows them that it need not be: of 2 people, `c` and `c` would be one each. Then, for
    those who subtract alone, of any.
    """
    small = {cell for cell, count in cells.items() if is_small(count.number, most)}
    hidden = set(small)
    for reader in (_Reader(1, most), _Reader(0, None)):
        while told := _told({cell: cells[cell] for cell in hidden}, small, reader):
            can = [cell for cell in cells.keys() - hidden if cells[cell].number >= reader.at_least]
            sums = _sums_of(told, hidden, cells)
            beside = [cell for cell in can if sums & {cells[cell].start, cells[cell].end}]
            if reader.at_least and not beside and told & small:
                hidden |= _a_zero(cells, hidden, sums)
                break
            if not told & small or not can:
                break
            counts = {cell: cells[cell].number for cell in beside or can}
            hidden.add(min(counts, key=lambda cell: (not counts[cell], counts[cell], cell)))
    return frozenset(hidden)


def _a_zero(cells: dict[Cell, _Count], hidden: set[Cell], sums: set[str]) -> set[Cell]:
    """A 0 that is shown in some sums, if there is one.

    It is the one that a count in its own place would hide behind: the places of two `c` do not
    tell which of them is the count.
    """
    zeros = [
        cell
        for cell in cells.keys() - hidden
        if not cells[cell].number and sums & {cells[cell].start, cells[cell].end}
    ]
    beside = [cell for cell in hidden if sums & {cells[cell].start, cells[cell].end}]
    near = {zero: min((zero[0] ^ at[0], zero[1] ^ at[1]) for at in beside) for zero in zeros}
    return {min(near, key=lambda zero: (near[zero], zero))} if near else set()


def _sums_of(told: set[Cell], hidden: set[Cell], cells: dict[Cell, _Count]) -> set[str]:
    """The sums in which a hidden count stands alone; else those in which one can be told."""
    within = Counter(end for cell in hidden for end in cells[cell][1:])
    sums = {end for cell in told for end in cells[cell][1:]}
    return {each for each in sums if within[each] == 1} or sums


def _told(hidden: dict[Cell, _Count], small: set[Cell], reader: _Reader) -> set[Cell]:
    """The hidden cells that can be no other number, with what is shown and every sum unchanged.

    One more in a cell is one less in another of its row, one more in that one's column, and so on
    until it comes back: a way round, forward where a cell can be more, back where it can be less.
    """
    ways: list[tuple[Cell, str, str]] = []
    for cell, (count, start, end) in hidden.items():
        at_most = reader.at_most if cell in small else None
        if at_most is None or count < at_most:
            ways.append((cell, start, end))
        if count > reader.at_least:
            ways.append((cell, end, start))
    return {
        cell
        for cell in hidden
        if not any(
            _leads(to, start, [way for way in ways if way[0] != cell])
            for its, start, to in ways
            if its == cell
        )
    }


def _leads(start: str, end: str, ways: list[tuple[Cell, str, str]]) -> bool:
    reached, before = {start}, set[str]()
    while reached != before:
        before = set(reached)
        reached |= {to for _, at, to in ways if at in reached}
    return end in reached
