"""Excel workbooks, `.xlsx` and `.xlsm`: their sheets, row by row, every cell as a CSV has it."""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from functools import cached_property, partial
from posixpath import join, normpath

from ivtool.domain.letters import seen
from ivtool.sheets.limits import LONG_CELL, LONGEST_CELL, MOST_COLUMNS, require_within
from ivtool.sheets.packages import Attributes, Package, Xml
from ivtool.sheets.pages import (
    NOT_RECKONED,
    NUMBER,
    Oddities,
    Page,
    Rows,
    day_of,
    serial_day,
    written_number,
    written_span,
    written_truth,
)
from ivtool.sheets.reading import Record
from ivtool.sheets.refusals import UnusableFile

MAIN = "xl/workbook.xml"
WHOLE = re.compile(r"[0-9]{1,8}")
WHOLE_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}")
# Of the texts that cells share, those that are kept at hand: keys and words, used again and again.
MOST_KNOWN = 8_192
LONGEST_KNOWN = 1_000
MOST_TEXTS = 5_000_000
CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# The formats that are built in and show a day or a time; those of East Asia among them.
DAYS = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
SPANS = frozenset({46})
# Of a format: what stands in it as it is, and the sections for negative numbers and text.
QUOTED = re.compile(
    r'"[^"]*"|[\\_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general|am/pm|a/p', re.IGNORECASE
)
SPAN = re.compile(r"\[[hms]+\]", re.IGNORECASE)
TIME = re.compile(r"[dmyhs]", re.IGNORECASE)
# How a text of East Asia is spoken stands beside it.
SPOKEN = ("rPh",)
TRUE = ("1", "true")
PLAIN, DAY, LONG = range(3)


class Texts:
    """The texts that cells share, by number; kept in one piece, for there may be millions."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("L", [0])
        self._known: dict[int, str] = {}

    def read(self, chunks: Iterable[bytes]) -> None:
        """Read them all."""

        def start_text(_: Attributes) -> None:
            xml.keep_text()

        def end_text() -> None:
            xml.drop_text()

        def end_shared() -> None:
            if len(self._ends) > MOST_TEXTS:
                why = f"has more than {MOST_TEXTS:,} texts beside its cells; import it in parts"
                raise UnusableFile("sheet.too_large", why)
            self._bytes += xml.take_text().encode()
            self._ends.append(len(self._bytes))

        xml = Xml({"t": start_text}, {"t": end_text, "si": end_shared}, SPOKEN)
        xml.read(chunks)

    def __getitem__(self, number: int) -> str:
        text = self._known.get(number)
        if text is None:
            text = self._bytes[self._ends[number] : self._ends[number + 1]].decode()
            text = _unescaped(text)
            if len(self._known) < MOST_KNOWN and len(text) < LONGEST_KNOWN:
                self._known[number] = text
        return text


def pages(package: Package) -> list[Page]:
    """The sheets of a workbook in their order; a chart on a sheet of its own holds no rows.

    Raises as Package does; so does reading a page.
    """
    main = _main(package)
    targets = {each["Id"]: each for each in _relations(package, main) if "Id" in each}
    listed: list[Attributes] = []
    properties: Attributes = {}
    _read(package, main, {"sheet": listed.append, "workbookPr": properties.update})
    book = _Book(package, main, from_1904=properties.get("date1904") in TRUE)
    found = []
    for each in listed:
        # The prefix of the number's namespace is the writer's choice.
        target = targets[{key.rpartition(":")[2]: each[key] for key in each}["id"]]
        part = _beside(main, target["Target"])
        is_rows = target["Type"].endswith("/worksheet")
        hidden = each.get("state", "visible") != "visible"
        found.append(Page(each["name"], hidden, partial(book.rows, part) if is_rows else _nothing))
    return found


class _Book:
    """What the sheets share, read when the first of them is."""

    def __init__(self, package: Package, main: str, *, from_1904: bool) -> None:
        self._package = package
        self._main = main
        self._from_1904 = from_1904

    def rows(self, part: str, oddities: Oddities) -> Iterator[Record]:
        """The rows of a sheet."""
        sheet = _Sheet(*self._shared, self._from_1904, oddities)
        yield from sheet.rows.read(sheet.xml, self._package.chunks(part))
        sheet.xml.close()

    @cached_property
    def _shared(self) -> tuple[Texts, list[int]]:
        texts, styles = Texts(), [PLAIN]
        for each in _relations(self._package, self._main):
            part = _beside(self._main, each.get("Target", ""))
            if part in self._package and each.get("Type", "").endswith("/sharedStrings"):
                texts.read(self._package.chunks(part))
            elif part in self._package and each.get("Type", "").endswith("/styles"):
                styles = _styles(self._package, part)
        return texts, styles


class _Sheet:
    """One sheet while it is read."""

    def __init__(
        self, texts: Texts, styles: list[int], from_1904: bool, oddities: Oddities
    ) -> None:
        self.rows = Rows(oddities)
        self._texts, self._styles, self._from_1904 = texts, styles, from_1904
        self._row, self._hidden = 0, False
        self._cells: list[str] = []
        self._cell: Attributes | None = None
        self._place, self._places = 0, dict[str, int]()
        self._formula = False
        self.xml = Xml(
            {
                "row": self._start_row, "c": self._start_cell, "v": self._start_value,
                "t": self._start_text, "f": self._start_formula, "col": self._column,
                "mergeCell": self._merged,
            },
            {
                "row": self._end_row, "c": self._end_cell, "v": self._end_text,
                "t": self._end_text,
            },
            SPOKEN,
        )  # fmt: skip

    def _start_row(self, attributes: Attributes) -> None:
        self._row = _whole(attributes["r"]) if "r" in attributes else self._row + 1
        self._hidden = attributes.get("hidden") in TRUE
        self._cells = []
        self._place = -1

    def _end_row(self) -> None:
        self.rows.take(self._row, self._cells, hidden=self._hidden)
        self._cells = []

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._formula = False
        self.xml.text.clear()
        self._place += 1
        if (written := attributes.get("r")) is not None:
            letters = written.rstrip("0123456789")
            place = self._places.get(letters)
            if place is None:
                place = _placed(written)[1]
                if len(letters) <= 3:
                    self._places[letters] = place
            self._place = place

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        text = self.xml.take_text()
        if cell is None or not (text or self._formula):
            return
        if len(text) > LONGEST_CELL:
            raise UnusableFile("sheet.broken", LONG_CELL, self._row)
        value = self._value(cell, text)
        # A blank cell far out is nothing; it is not even a place.
        if not value or value.isspace() or not (value.isascii() or seen(value)):
            return
        if self._place >= MOST_COLUMNS:
            require_within(self._row, self._place + 1)
        missing = self._place - len(self._cells)
        if missing < 0:
            raise ValueError("cells that go back")
        if missing:
            self._cells += [""] * missing
        self._cells.append(value)

    def _value(self, cell: Attributes, text: str) -> str:
        kind = cell.get("t", "n")
        if kind == "s":
            return self._texts[_whole(text)]
        if self._formula and not text and kind != "str":
            return NOT_RECKONED
        if kind == "n" and "s" not in cell and WHOLE_NUMBER.fullmatch(text):
            return text
        if kind == "n" and NUMBER.fullmatch(text):
            return self._number(float(text), _whole(cell.get("s") or "0"))
        if kind == "b":
            return written_truth(text)
        # A text, an error as it is shown, or a day in ISO's form.
        return day_of(text) if kind == "d" else _unescaped(text)

    def _number(self, number: float, style: int) -> str:
        shown = self._styles[style] if style < len(self._styles) else PLAIN
        if shown == DAY:
            return serial_day(number, from_1904=self._from_1904)
        return written_span(timedelta(days=number)) if shown == LONG else written_number(number)

    def _start_text(self, _: Attributes) -> None:
        if self._cell is not None:
            self.xml.keep_text()

    def _start_value(self, _: Attributes) -> None:
        # A text that stands in the cell itself is the cell's, whatever value is beside it.
        if self._cell is not None and self._cell.get("t") != "inlineStr":
            self.xml.keep_text()

    def _end_text(self) -> None:
        self.xml.drop_text()

    def _start_formula(self, _: Attributes) -> None:
        self._formula = self._cell is not None

    def _column(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in TRUE:
            first, last = _whole(attributes["min"]) - 1, _whole(attributes["max"]) - 1
            self.rows.oddities.add_hidden_places(first, last)

    def _merged(self, attributes: Attributes) -> None:
        first, _, last = attributes["ref"].partition(":")
        self.rows.oddities.add_merged(*_placed(first), *_placed(last or first))


def _read(package: Package, part: str, starts: dict[str, Callable[[Attributes], object]]) -> None:
    """Read a part of which only the tags matter."""
    Xml(starts, {}).read(package.chunks_beside(part))


def _styles(package: Package, part: str) -> list[int]:
    """How each style shows a number: plain, as a day, or as hours that may be more than a day's."""
    formats: dict[str, str] = {}
    styles: list[int] = []
    inside = False

    def add_format(attributes: Attributes) -> None:
        formats[attributes["numFmtId"]] = attributes.get("formatCode", "")

    def go_in(_: Attributes) -> None:
        nonlocal inside
        inside = True

    def go_out() -> None:
        nonlocal inside
        inside = False

    def add_style(attributes: Attributes) -> None:
        if inside:
            number = attributes.get("numFmtId", "0")
            styles.append(_shown_as(int(number), formats.get(number)))

    starts = {"numFmt": add_format, "cellXfs": go_in, "xf": add_style}
    Xml(starts, {"cellXfs": go_out}).read(package.chunks_beside(part))
    return styles


def _shown_as(number: int, written: str | None) -> int:
    if written is None:
        return LONG if number in SPANS else DAY if number in DAYS else PLAIN
    bare = QUOTED.sub("", written).partition(";")[0]
    if SPAN.search(bare):
        return LONG
    return DAY if TIME.search(bare) else PLAIN


def _main(package: Package) -> str:
    if "_rels/.rels" in package:
        for each in _relations(package, ""):
            if each.get("Type", "").endswith("/officeDocument"):
                return _beside("", each["Target"])
    return MAIN


def _relations(package: Package, part: str) -> list[Attributes]:
    folder, _, name = part.rpartition("/")
    found: list[Attributes] = []
    _read(package, join(folder, "_rels", f"{name}.rels"), {"Relationship": found.append})
    return found


def _beside(part: str, target: str) -> str:
    """The part that a target, seen from another part, is."""
    folder = "" if target.startswith("/") else part.rpartition("/")[0]
    return normpath(join(folder, target.lstrip("/")))


def _placed(written: str) -> tuple[int, int]:
    """The row and the place of a cell: `B3` is 3 and 1."""
    found = CELL.fullmatch(written.replace("$", "").upper())
    if found is None:
        raise ValueError("no cell")
    place = 0
    for letter in found[1]:
        place = place * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), place - 1


def _whole(written: str) -> int:
    """A number of a row, a column, a style. Raises ValueError for none, and for nine digits."""
    if not WHOLE.fullmatch(written):
        raise ValueError("no number")
    return int(written)


def _unescaped(text: str) -> str:
    """A text with the letters that XML has no place for: `_x000D_` is a return."""
    return ESCAPED.sub(_letter, text) if "_x" in text else text


def _letter(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    # Half a letter is no text.
    return found[0] if 0xD800 <= code < 0xE000 else chr(code)


def _nothing(_: Oddities) -> Iterator[Record]:
    yield from ()
