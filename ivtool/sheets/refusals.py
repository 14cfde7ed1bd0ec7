"""Why a row, or a whole file, of a spreadsheet is refused.

A refusal never holds a name or free text: only the days, numbers, fixed words and keys that were
not understood.
"""

import marshal
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice

from ivtool.tuples import NamedTuple

# A cell longer than this is no day, number, word or key: it is a text in the wrong column.
LONGEST_SHOWN = 40
MOST_NAMED = 5
REFUSALS_IN_LOT = 500


class Refusal(NamedTuple):
    """One reason why a row is refused; `why` ends a sentence that the column or value begins.

    `row` counts as the spreadsheet shows it; a refusal of the whole file names the row where it
    was noticed, 1 if there is none, and None where the file was not read.
    """

    sheet: str
    file: str
    row: int | None
    column: str | None
    value: str | None
    code: str
    why: str


class Refusals(Collection[Refusal]):
    """Refusals in their order, kept packed: a sheet of another year may have a million.

    In memory alone, as all that was read of a sheet.
    """

    def __init__(self, refusals: Iterable[Refusal] = ()) -> None:
        self._lots: list[bytes] = []
        self._last: list[Refusal] = []
        self._count = 0
        for each in refusals:
            self.append(each)

    def append(self, refusal: Refusal) -> None:
        """Add one."""
        self._last.append(refusal)
        self._count += 1
        if len(self._last) >= REFUSALS_IN_LOT:
            self._pack()

    def extend(self, others: "Refusals") -> None:
        """Add those of another, without unpacking them."""
        self._pack()
        self._lots += others._lots
        self._last += others._last
        self._count += len(others)

    def sort(self, key: Callable[[Refusal], int]) -> None:
        """Put them in another order."""
        ordered = Refusals(sorted(self, key=key))
        self._lots, self._last = ordered._lots, ordered._last

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Refusal]:
        for lot in self._lots:
            yield from map(Refusal._make, marshal.loads(lot))  # noqa: S302 - packed below
        yield from self._last

    def __contains__(self, refusal: object) -> bool:
        return any(each == refusal for each in self)

    def first(self, count: int = 1) -> list[Refusal]:
        """The first few."""
        return [*islice(self, count)]

    def _pack(self) -> None:
        if self._last:
            self._lots.append(marshal.dumps([tuple(each) for each in self._last]))
            self._last.clear()


class UnusableFile(Exception):
    """A file that cannot be read as a sheet, from this row on."""

    def __init__(self, code: str, why: str, row: int = 1) -> None:
        super().__init__(why)
        self.code = code
        self.why = why
        self.row = row


def shown(text: str) -> str | None:
    """A refused value as far as it may be shown: None if it is blank or longer than any value."""
    text = text.strip()
    return text if text and text.isprintable() and len(text) <= LONGEST_SHOWN else None


def some_of(words: Sequence[str]) -> str:
    """The first words of a list, and how many more there are."""
    more = f" and {len(words) - MOST_NAMED:,} more" if len(words) > MOST_NAMED else ""
    return ", ".join(words[:MOST_NAMED]) + more
