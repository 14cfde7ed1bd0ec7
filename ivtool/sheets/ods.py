"""OpenDocument workbooks, `.ods`: their sheets, row by row, every cell as a CSV has it.

All sheets stand in one part: it is gone through once to find them, and a sheet is read from where
it begins to where it ends. What is said to be repeated is counted, and never made.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from ivtool.domain.letters import seen
from ivtool.sheets.limits import LONG_CELL, LONGEST_CELL, MOST_ROWS, require_within
from ivtool.sheets.packages import MOST_PARTS, PASSWORD, Attributes, Package, Xml
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
from ivtool.sheets.reading import Record
from ivtool.sheets.refusals import UnusableFile
from ivtool.tuples import NamedTuple

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
UTF_8 = ("utf-8", "utf8", "us-ascii")
SPAN = re.compile(r"-?PT([0-9]{1,6})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]+)?S")
# What a reckoning that failed shows, whatever value older programs keep beside it.
FAILED = re.compile(r"#[A-Z/0]+[!?A]|Err:[0-9]{3}")
# What stands in a cell, or beside the cells, and is not their text.
BESIDE = frozenset(
    {"annotation", "frame", "custom-shape", "line", "rect", "g", "control", "table", "shapes"}
)
CELLS = ("table-cell", "covered-table-cell")


class _Table(NamedTuple):
    name: str
    style: str
    start: int
    end: int


def pages(package: Package) -> list[Page]:
    """The sheets of a workbook in their order. Raises as Package does; so does reading a page."""
    _require_open(package)
    tables, hidden = _tables(package)
    return [Page(each.name, each.style in hidden, partial(_rows, package, each)) for each in tables]


def _require_open(package: Package) -> None:
    locked: list[Attributes] = []
    if MANIFEST in package:
        Xml({"encryption-data": locked.append}, {}).read(package.chunks_beside(MANIFEST))
    if locked:
        raise UnusableFile("workbook.password", PASSWORD)


def _tables(package: Package) -> tuple[list[_Table], set[str]]:
    """Where the sheets stand, in bytes, and the styles in which one is hidden."""
    inside = begun = 0
    style, table = "", Attributes()
    found: list[_Table] = []
    hidden: set[str] = set()

    def start_table(attributes: Attributes) -> None:
        nonlocal inside, begun, table
        inside += 1
        if inside == 1:
            begun, table = xml.expat.CurrentByteIndex, attributes

    def end_table() -> None:
        nonlocal inside
        inside -= 1
        if len(found) >= MOST_PARTS:
            raise ValueError("sheets without end")
        if inside == 0:
            name, style = table.get("table:name", ""), table.get("table:style-name", "")
            # The index is that of the closing tag, or behind an empty element.
            found.append(_Table(name, style, begun, xml.expat.CurrentByteIndex))

    def start_style(attributes: Attributes) -> None:
        nonlocal style
        style = attributes.get("style:name", "")

    def add_properties(attributes: Attributes) -> None:
        if attributes.get("table:display") == "false":
            hidden.add(style)

    def declared(_: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.lower() not in UTF_8:
            raise ValueError("an encoding that no program writes")

    xml = Xml(
        {"table": start_table, "style": start_style, "table-properties": add_properties},
        {"table": end_table},
    )
    xml.expat.XmlDeclHandler = declared
    xml.read(package.chunks(CONTENT))
    return found, hidden


def _rows(package: Package, table: _Table, oddities: Oddities) -> Iterator[Record]:
    sheet = _Sheet(oddities)
    yield from sheet.rows.read(sheet.xml, package.chunks(CONTENT, table.start, table.end))


class _Sheet:
    """One sheet while it is read, from its opening tag on."""

    def __init__(self, oddities: Oddities) -> None:
        self.rows = Rows(oddities)
        self._row, self._times, self._hidden = 1, 1, False
        self._column = 0
        self._cells: list[str] = []
        self._blank = 0
        self._cell: Attributes = {}
        self._spaces = 0
        self.xml = Xml(
            {
                "table-row": self._start_row, "table-column": self._start_column,
                **dict.fromkeys(CELLS, self._start_cell),
                "p": self._start_paragraph, "s": self._start_spaces,
                "tab": lambda _: self.xml.text.append("\t"),
                "line-break": lambda _: self.xml.text.append("\n"),
            },
            {
                "table-row": self._end_row, "p": self._end_paragraph,
                **dict.fromkeys(CELLS, self._end_cell),
            },
            BESIDE,
        )  # fmt: skip

    def _start_row(self, attributes: Attributes) -> None:
        self._times = _times(attributes, "table:number-rows-repeated")
        self._hidden = attributes.get("table:visibility", "visible") != "visible"
        self._cells, self._blank = [], 0

    def _end_row(self) -> None:
        if self._cells:
            require_within(min(self._row + self._times - 1, MOST_ROWS + 1), len(self._cells))
            self.rows.take(self._row, self._cells, hidden=self._hidden, times=self._times)
        self._row += self._times

    def _start_column(self, attributes: Attributes) -> None:
        times = _times(attributes, "table:number-columns-repeated")
        if attributes.get("table:visibility", "visible") != "visible":
            last = self._column + min(times, 1 << 14) - 1
            self.rows.oddities.add_hidden_places(self._column, last)
        self._column += times

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._spaces = 0
        self.xml.text.clear()

    def _end_cell(self) -> None:
        cell = self._cell
        times = _times(cell, "table:number-columns-repeated")
        text = self.xml.take_text()
        if len(text) > LONGEST_CELL:
            raise UnusableFile("sheet.broken", LONG_CELL, self._row)
        value = _value(cell, text)
        place = len(self._cells) + self._blank
        across = _times(cell, "table:number-columns-spanned")
        down = _times(cell, "table:number-rows-spanned")
        if across > 1 or down > 1:
            last = (self._row + down - 1, place + across - 1)
            self.rows.oddities.add_merged(self._row, place, *last)
        if not seen(value):
            self._blank += times
            return
        require_within(self._row, place + times)
        self._cells += [""] * self._blank + [value] * times
        self._blank = 0

    def _start_paragraph(self, _: Attributes) -> None:
        self.xml.text.append("\n" if self.xml.text else "")
        self.xml.keep_text()

    def _end_paragraph(self) -> None:
        self.xml.drop_text()

    def _start_spaces(self, attributes: Attributes) -> None:
        times = _times(attributes, "text:c")
        self._spaces += times
        if self._spaces > LONGEST_CELL:
            raise UnusableFile("sheet.broken", LONG_CELL, self._row)
        self.xml.text.append(" " * times)


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
