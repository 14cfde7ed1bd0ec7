"""The sheets of a workbook as they come out of it, and what of them a reader would not expect."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import lru_cache

from ivtool.domain.letters import seen
from ivtool.sheets.limits import MOST_MERGED, Budget, column_name, require_within
from ivtool.sheets.packages import Xml
from ivtool.sheets.reading import Record
from ivtool.sheets.refusals import UnusableFile, some_of

# A spreadsheet reckons with so many digits and shows no more: 0.1 + 0.2 is 0.3.
DIGITS = 15
MIDNIGHT = time()
# A formula that no program has reckoned: what it comes to is not in the file.
NOT_RECKONED = "#not reckoned"
NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")


@dataclass(slots=True)
class Runs:
    """Numbers that mostly follow one another, kept as runs."""

    runs: list[list[int]] = field(default_factory=list)

    def add(self, first: int, last: int) -> None:
        """Add some; they come in order."""
        if self.runs and self.runs[-1][1] == first - 1:
            self.runs[-1][1] = last
        else:
            self.runs.append([first, last])


@dataclass(slots=True)
class Oddities:
    """What a sheet has that is not seen in its cells: filled as the sheet is read.

    `merged` are ranges as (first row, first place, last row, last place); rows count from 1,
    places from 0. Only hidden rows that hold something are kept.
    """

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: Runs = field(default_factory=Runs)
    hidden_places: list[tuple[int, int]] = field(default_factory=list)

    def add_merged(self, top: int, left: int, bottom: int, right: int) -> None:
        """Add a range. Raises UnusableFile where there are too many."""
        if len(self.merged) >= MOST_MERGED:
            why = f"has more than {MOST_MERGED:,} merged cells; save it without"
            raise UnusableFile("sheet.too_large", why, top)
        self.merged.append((top, left, bottom, right))

    def add_hidden_places(self, first: int, last: int) -> None:
        """Add columns. Raises ValueError where there are more than a sheet has."""
        if len(self.hidden_places) > 1 << 14:
            raise ValueError("columns without end")
        self.hidden_places.append((first, last))

    def clear(self) -> None:
        """Forget all: the sheet is read again."""
        self.merged.clear()
        self.hidden_rows.runs.clear()
        self.hidden_places.clear()

    def notes(self, heading_row: int, width: int) -> list[str]:
        """What is to be said of a sheet with its headings in this row and so many columns."""
        notes = []
        merged = [
            f"{column_name(left)}{top}:{column_name(right)}{bottom}"
            for top, left, bottom, right in self.merged
            if bottom > heading_row and left < width
        ]
        if merged:
            notes.append(f"of the merged cells {some_of(merged)} the first alone counts")
        rows = [
            str(first) if first == last else f"{first} to {last}"
            for first, last in self.hidden_rows.runs
            if last > heading_row
        ]
        places = {
            place
            for first, last in self.hidden_places
            for place in range(first, min(last + 1, width))
        }
        columns = [column_name(place) for place in sorted(places)]
        return notes + _hidden("row", rows) + _hidden("column", columns)


def _hidden(kind: str, names: list[str]) -> list[str]:
    if not names:
        return []
    if len(names) == 1 and " " not in names[0]:
        return [f"{kind} {names[0]} is hidden; it is read all the same"]
    return [f"{kind}s {some_of(names)} are hidden; they are read all the same"]


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook; `read` begins anew each time, and fills the oddities."""

    name: str
    hidden: bool
    read: Callable[[Oddities], Iterator[Record]]


class Rows:
    """The rows of a sheet while it is read: blank ones left out, within the limits."""

    def __init__(self, oddities: Oddities) -> None:
        oddities.clear()
        self.oddities = oddities
        # What was taken and not yet given away: a row, how often it is there, its cells.
        self._ready: list[tuple[int, int, list[str]]] = []
        self._last = 0
        self._budget = Budget()

    def read(self, xml: Xml, chunks: Iterable[bytes]) -> Iterator[Record]:
        """The rows that are taken while the chunks are read."""
        for chunk in chunks:
            xml.feed(chunk)
            for row, times, cells in self._ready:
                for number in range(row, row + times):
                    yield number, cells if times == 1 else list(cells)
            self._ready.clear()

    def take(self, row: int, cells: list[str], *, hidden: bool, times: int = 1) -> None:
        """Take a row; cells of nothing but spaces, and letters that nobody sees, are nothing."""
        if row <= self._last:
            raise ValueError("rows that go back")
        self._last = row + times - 1
        while cells and not seen(cells[-1]):
            cells.pop()
        if not cells:
            return
        require_within(self._last, len(cells))
        self._budget.spend(times * sum(map(len, cells)), row)
        if hidden:
            self.oddities.hidden_rows.add(row, self._last)
        self._ready.append((row, times, cells))


def written_number(number: float) -> str:
    """A number as a CSV has it: `1101.0` is `1101`."""
    return str(int(number)) if number.is_integer() else f"{number:.{DIGITS}g}"


def written_moment(moment: datetime) -> str:
    """A day, and the time of it where it is not midnight."""
    written = moment.date().isoformat()
    return written if moment.time() == MIDNIGHT else f"{written} {written_time(moment.time())}"


def written_time(moment: time) -> str:
    """A time of day."""
    return moment.isoformat("minutes" if not moment.second else "seconds")


def written_span(span: timedelta) -> str:
    """Hours and minutes, which may be more than a day's: `25:00`."""
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")


def written_truth(value: str) -> str:
    """Yes and no as a spreadsheet shows them."""
    return "TRUE" if value.strip().lower() in ("1", "true") else "FALSE"


def day_of(text: str) -> str:
    """A day as ISO writes it, with its time where there is one: `2026-03-31T00:00:00`."""
    try:
        return written_moment(datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0))
    except ValueError:
        return text


@lru_cache(maxsize=8_192)
def serial_day(serial: float, *, from_1904: bool) -> str:
    """The day that a spreadsheet counts as this number; the number itself where there is none.

    Before March 1900 they count a 29 February that never was.
    """
    seconds = round(serial * 86_400)
    if not 0 <= seconds < 2_958_466 * 86_400:
        return written_number(serial)
    if from_1904:
        begin = datetime(1904, 1, 1)  # noqa: DTZ001 - a day of the calendar, of no zone
    elif serial < 1:
        begin = datetime(1900, 1, 1)  # noqa: DTZ001
        return written_time((begin + timedelta(seconds=seconds)).time())
    else:
        begin = datetime(1899, 12, 30 if serial >= 61 else 31)  # noqa: DTZ001
    return written_moment(begin + timedelta(seconds=seconds))
