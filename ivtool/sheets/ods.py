"""OpenDocument workbooks, `.ods`: their sheets, row by row, every cell as a CSV has it.

All sheets stand in one part: it is gone through once to find them, and a sheet is read from where
it begins to where it ends. What is said to be repeated is counted, and never made.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple

from ivtool.domain.letters import seen
from ivtool.sheets.limits import LONG_CELL, LONGEST_CELL, MOST_ROWS, require_within
from ivtool.sheets.packages import PASSWORD, Package, Xml, deeper, local
from ivtool.sheets.pages import (
    NOT_RECKONED,
    NUMBER,
    Oddities,
    Page,
    Rows,
    day_of,
    written_number,
    written_span,
    written_truth,
)
from ivtool.sheets.refusals import UnusableFile

Attributes = dict[str, str]

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
UTF_8 = ("utf-8", "utf8", "us-ascii")
SPAN = re.compile(r"-?PT([0-9]{1,6})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]+)?S")
# What a reckoning that failed shows, whatever value older programs keep beside it.
FAILED = re.compile(r"#[A-Z/0]+[!?A]|Err:[0-9]{3}")
# What stands in a cell and is not its text.
BESIDE = frozenset({"annotation", "frame", "custom-shape", "line", "rect", "g", "control", "table"})
CELLS = ("table-cell", "covered-table-cell")
WHITE = {"tab": "\t", "line-break": "\n"}


class _Table(NamedTuple):
    name: str
    style: str
    start: int
    end: int


def pages(package: Package) -> list[Page]:
    """The sheets of a workbook in their order. Raises as Package does; so does reading a page."""
    _require_open(package)
    tables, hidden = _tables(package)
    return [
        Page(each.name, each.style in hidden, _reader(package, each.start, each.end))
        for each in tables
    ]


def _require_open(package: Package) -> None:
    locked = False

    def start(name: str, _: Attributes) -> None:
        nonlocal locked
        locked = locked or local(name) == "encryption-data"

    if MANIFEST in package:
        xml = Xml()
        xml.expat.StartElementHandler = start
        for chunk in package.chunks(MANIFEST):
            xml.feed(chunk)
    if locked:
        raise UnusableFile("workbook.password", PASSWORD)


def _tables(package: Package) -> tuple[list[_Table], set[str]]:
    """Where the sheets stand, in bytes, and the styles in which one is hidden."""
    xml = Xml()
    depth = inside = begun = 0
    style, table = "", Attributes()
    found: list[_Table] = []
    hidden: set[str] = set()

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth, inside, begun, style, table
        depth = deeper(depth)
        kind = local(name)
        if kind == "table":
            inside += 1
            if inside == 1:
                begun, table = xml.expat.CurrentByteIndex, attributes
        elif kind == "style":
            style = attributes.get("style:name", "")
        elif kind == "table-properties" and attributes.get("table:display") == "false":
            hidden.add(style)

    def end(name: str) -> None:
        nonlocal depth, inside
        depth -= 1
        if local(name) == "table":
            inside -= 1
            if inside == 0:
                # The index is that of the closing tag, or behind an empty element.
                found.append(
                    _Table(
                        table.get("table:name", ""),
                        table.get("table:style-name", ""),
                        begun,
                        xml.expat.CurrentByteIndex,
                    )
                )

    def declared(_: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.lower() not in UTF_8:
            raise ValueError("an encoding that no program writes")

    xml.expat.StartElementHandler, xml.expat.EndElementHandler = start, end
    xml.expat.XmlDeclHandler = declared
    for chunk in package.chunks(CONTENT):
        xml.feed(chunk)
    xml.close()
    return found, hidden


def _reader(
    package: Package, start: int, end: int
) -> Callable[[Oddities], Iterator[tuple[int, list[str]]]]:
    def read(oddities: Oddities) -> Iterator[tuple[int, list[str]]]:
        sheet = _Sheet(oddities)
        for chunk in package.chunks(CONTENT, start, end):
            sheet.xml.feed(chunk)
            yield from sheet.rows.ready
            sheet.rows.ready.clear()

    return read


class _Sheet:
    """One sheet while it is read, from its opening tag on."""

    def __init__(self, oddities: Oddities) -> None:
        self.rows = Rows(oddities)
        self.xml = Xml()
        self._depth = self._beside = 0
        self._paragraph = False
        self._row, self._times, self._hidden = 1, 1, False
        self._column = 0
        self._cells: list[str] = []
        self._blank = 0
        self._cell: Attributes | None = None
        self._text: list[str] = []
        self._spaces = 0
        expat = self.xml.expat
        expat.StartElementHandler, expat.EndElementHandler = self._start, self._end

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth = deeper(self._depth)
        kind = local(name)
        if self._cell is not None:
            self._start_inside(kind, attributes)
        elif kind == "table-row":
            self._times = _times(attributes, "table:number-rows-repeated")
            self._hidden = attributes.get("table:visibility", "visible") != "visible"
            self._cells, self._blank = [], 0
        elif kind in CELLS:
            self._cell = attributes
            self._text, self._spaces = [], 0
        elif kind == "table-column":
            times = _times(attributes, "table:number-columns-repeated")
            if attributes.get("table:visibility", "visible") != "visible":
                last = self._column + min(times, 1 << 14) - 1
                self.rows.oddities.hidden_places.append((self._column, last))
            self._column += times

    def _start_inside(self, kind: str, attributes: Attributes) -> None:
        if self._beside or kind in BESIDE:
            self._beside += 1
            self.xml.expat.CharacterDataHandler = None
        elif kind == "p":
            self._text.append("\n" if self._text else "")
            self._paragraph = True
            self.xml.expat.CharacterDataHandler = self._text.append
        elif kind == "s":
            self._spaces += _times(attributes, "text:c")
            if self._spaces > LONGEST_CELL:
                raise UnusableFile("sheet.broken", LONG_CELL, self._row)
            self._text.append(" " * _times(attributes, "text:c"))
        elif kind in WHITE:
            self._text.append(WHITE[kind])

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._beside:
            self._beside -= 1
            if self._paragraph and not self._beside:
                self.xml.expat.CharacterDataHandler = self._text.append
            return
        kind = local(name)
        if kind == "p":
            self._paragraph = False
            self.xml.expat.CharacterDataHandler = None
        elif kind in CELLS and self._cell is not None:
            self._end_cell(self._cell)
        elif kind == "table-row":
            self._end_row()

    def _end_cell(self, cell: Attributes) -> None:
        self._cell = None
        times = _times(cell, "table:number-columns-repeated")
        text = "".join(self._text)
        if len(text) > LONGEST_CELL:
            raise UnusableFile("sheet.broken", LONG_CELL, self._row)
        value = _value(cell, text)
        place = len(self._cells) + self._blank
        across = _times(cell, "table:number-columns-spanned")
        down = _times(cell, "table:number-rows-spanned")
        if across > 1 or down > 1:
            self.rows.oddities.merged.append(
                (self._row, place, self._row + down - 1, place + across - 1)
            )
        if not seen(value):
            self._blank += times
            return
        require_within(self._row, place + times)
        self._cells += [""] * self._blank + [value] * times
        self._blank = 0

    def _end_row(self) -> None:
        if self._cells:
            require_within(min(self._row + self._times - 1, MOST_ROWS + 1), len(self._cells))
            self.rows.take(self._row, self._cells, hidden=self._hidden, times=self._times)
        self._row += self._times


def _value(cell: Attributes, text: str) -> str:
    """A cell as a CSV has it: its value, and where it has none the text that it shows."""
    kind = cell.get("office:value-type") or cell.get("calcext:value-type")
    if kind == "error" or cell.get("calcext:value-type") == "error" or FAILED.fullmatch(text):
        return text
    if kind is None and not text and cell.get("table:formula"):
        return NOT_RECKONED
    name, write = VALUES.get(kind or "", ("", str))
    return write(cell[name]) if name else text or cell.get("office:string-value", "")


def _number(written: str) -> str:
    return written_number(float(written)) if NUMBER.fullmatch(written) else written


def _span(written: str) -> str:
    found = SPAN.fullmatch(written)
    if found is None:
        return written
    hours, minutes, seconds = (int(each) for each in found.groups())
    text = written_span(timedelta(hours=hours, minutes=minutes, seconds=seconds))
    # A time of day has two digits, as a CSV has it.
    return text.zfill(5 if not seconds else 8)


def _times(attributes: Attributes, name: str) -> int:
    """How often something is said to be there; an absurd number is cut off above every limit."""
    written = attributes.get(name, "1")
    if not (written.isascii() and written.isdigit()) or int(written[:10]) < 1:
        raise ValueError("no number")
    return min(int(written[:10]), 1 << 31)


# By what a cell is of: where its value stands, and how a CSV has it.
VALUES: dict[str, tuple[str, Callable[[str], str]]] = {
    **dict.fromkeys(("float", "currency", "percentage"), ("office:value", _number)),
    "date": ("office:date-value", day_of),
    "time": ("office:time-value", _span),
    "boolean": ("office:boolean-value", written_truth),
}
