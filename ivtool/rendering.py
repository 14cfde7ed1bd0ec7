"""What can be shown, and its text: a listing as plain text, JSON or CSV; a card.

A table stands in `text_table.py`, what goes on paper in `paper.py`.

Text from people is data here: never markup, never a terminal's control codes, never a formula.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum, StrEnum
from functools import lru_cache
from itertools import chain
from typing import Any

from ivtool.domain.days import short_day
from ivtool.domain.json_text import as_json as json_text
from ivtool.domain.json_text import encoder
from ivtool.domain.money import pounds
from ivtool.tuples import NamedTuple

# Between two columns of a table.
GAP = 2
# Of so few objects JSON is written without importing what is quicker for more.
FEW = 250
# Control characters, and those that turn the direction of what follows them.
# Tables, not patterns: compiling a pattern takes longer than most commands have to print.
TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
KEPT = (0x09, 0x0A)
UNSAFE = {code: None for code in (*range(0x20), *range(0x7F, 0xA0), *TURNING) if code not in KEPT}
UNSAFE_IN_JSON = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029, *TURNING)}
FORMULA = r"'*[=+\-@\t\r]"
FORMULA_BEGINS = "'=+-@\t\r"


class Format(StrEnum):
    """How a listing, a card or an answer is shown: to look at, for scripts, or on paper."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"


class DocumentFormat(StrEnum):
    """How a document is shown: on paper, or its figures as a listing."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"


class Shape(Enum):
    """What a column holds, and so how a person reads it."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    PENCE = "pence"
    YES_NO = "yes_no"


# What stands to the right of its column.
TO_THE_RIGHT = (Shape.NUMBER, Shape.PENCE)


# Tuples here and not dataclasses: making one takes a seventh of the time, and every start does.
class Column(NamedTuple):
    """A field of a listing. Without a heading it is for scripts only; `wide` wants a wide screen.

    `named_by` is the field of a person's name, shown in place of the ref where names may be.
    `value` is how its value is got of a record: by attributes, or a function; without one by the
    attribute that is called like the field.
    """

    field: str
    heading: str = ""
    shape: Shape = Shape.TEXT
    wide: bool = False
    named_by: str = ""
    value: str | Callable[[Any], object] = ""


class Listing(NamedTuple):
    """Rows to show: mappings with a value for every column's field, in their final order."""

    title: str
    columns: Sequence[Column]
    rows: Collection[Mapping[str, object]]
    empty: str
    notes: Sequence[str] = ()


class Document(NamedTuple):
    """A report on paper: an object for scripts, a template for people, its figures as a listing.

    Without a template it is on no paper, and people have its figures.
    """

    template: str
    data: Mapping[str, object]
    words: Mapping[str, object]
    figures: Listing


class Card(NamedTuple):
    """One record: its fields, lists of what hangs on it, and commands that go on from it."""

    title: str
    fields: Mapping[str, object]
    lists: Mapping[str, Sequence[Mapping[str, object]]]
    next_commands: Sequence[str] = ()
    # Lines that are printed for people in place of a list's rows; none hides the list.
    drawings: Mapping[str, Sequence[str]] = {}


class Answer(NamedTuple):
    """What a command did: sentences for people, an object for scripts, warnings beside."""

    sentences: Sequence[str]
    data: Mapping[str, object]
    warnings: Sequence[str] = ()


def fields(record: object, *names: str) -> dict[str, object]:
    """What scripts get of a record: those of its own fields, by their names."""
    return {name: getattr(record, name) for name in names}


def safe(text: str) -> str:
    """Text that no terminal obeys: without control characters, but for line breaks and tabs."""
    return text if text.isprintable() else text.translate(UNSAFE)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula, or an import its mark off it."""
    return text[:1] in FORMULA_BEGINS and re.match(FORMULA, text) is not None


def as_plain(listing: Listing) -> Iterator[str]:
    """A listing in columns of plain text, a row a line; nothing where nothing is listed."""
    if not listing.rows:
        return
    shown = [column for column in listing.columns if column.heading]
    headings = [column.heading for column in shown]
    widths = [len(heading) for heading in headings]
    for row in _flat_cells(listing, shown):
        widths = [*map(max, widths, map(len, row))]
    line = line_of(shown, widths)
    for row in chain([headings], _flat_cells(listing, shown)):
        yield line.format(*row).rstrip() + "\n"


def as_csv(listing: Listing) -> Iterator[str]:
    """A listing as CSV, with every field; no cell of it is a formula."""
    import csv

    fields = _fields(listing)
    # Such a writer gives back what is done with its line, which here is nothing.
    line = csv.writer(_Line(), lineterminator="\n").writerow
    yield str(line(fields))
    for row in listing.rows:
        yield str(line([_csv_cell(row[name]) for name in fields]))


def as_objects(listing: Listing) -> Iterator[dict[str, object]]:
    """The rows of a listing with the fields that scripts are promised, in their order."""
    fields = _fields(listing)
    return ({name: row[name] for name in fields} for row in listing.rows)


def as_json(objects: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """A list of objects in JSON."""
    # A line an object: a difference between two months is seen in a difference of two files.
    before, after = "[\n", "[]\n"
    for place, each in enumerate(objects):
        yield before + (as_object(each) if place < FEW else _safe_json(encoder(_jsonable)(each)))
        before, after = ",\n", "\n]\n"
    yield after


def as_object(value: Mapping[str, object]) -> str:
    """An object in JSON, on one line."""
    return _safe_json(json_text(value, _jsonable))


def _safe_json(text: str) -> str:
    return text if text.isprintable() else text.translate(UNSAFE_IN_JSON)


def as_card(card: Card) -> str:
    """A record for people, without what is not known."""
    known = {label(name): told(name, value) for name, value in card.fields.items()}
    lines = [f"{name}: {value}" for name, value in known.items() if value]
    for name, rows in card.lists.items():
        if name in card.drawings:
            drawn = card.drawings[name]
            lines += [f"{name.replace('_', ' ')}:", *map(safe, drawn)] if drawn else []
            continue
        if rows:
            lines.append(f"{name.replace('_', ' ')}:")
        for row in rows:
            cells = (_labelled(field, value) for field, value in row.items())
            lines.append("  " + ", ".join(filter(None, cells)))
    return "".join(f"{line}\n" for line in lines)


def folded(text: str) -> str:
    """Sentences in lines as wide as the terminal, with no word broken; a command stays one line."""
    from shutil import get_terminal_size
    from textwrap import wrap

    width = get_terminal_size().columns
    lines: list[str] = []
    for line in text.splitlines():
        whole = len(line) <= width or "ivtool " in line
        under = " " * (len(line) - len(line.lstrip()) + GAP)
        lines += (
            [line]
            if whole
            else wrap(
                line, width, subsequent_indent=under, break_long_words=False, break_on_hyphens=False
            )
        )
    return "".join(f"{line}\n" for line in lines)


class _Line:
    """A file that keeps nothing."""

    def write(self, text: str) -> str:
        """The line, to whoever writes it."""
        return text


def _fields(listing: Listing) -> list[str]:
    return [name for c in listing.columns for name in (c.field, c.named_by) if name]


def cells(listing: Listing, columns: Sequence[Column]) -> Iterator[list[str]]:
    """The cells of each row, as people read them."""
    asked = [(c.field, c.named_by, c.shape) for c in columns]
    for row in listing.rows:
        yield [_shown((name and row[name]) or row[field], shape) for field, name, shape in asked]


def _flat_cells(listing: Listing, columns: Sequence[Column]) -> Iterator[list[str]]:
    return ([" ".join(cell.split()) for cell in row] for row in cells(listing, columns))


def line_of(columns: Sequence[Column], widths: Sequence[int]) -> str:
    """A line to be filled with cells that are no wider than their columns."""
    sides = (">" if c.shape in TO_THE_RIGHT else "<" for c in columns)
    gap = " " * GAP
    return gap.join(f"{{:{side}{width}}}" for side, width in zip(sides, widths, strict=True))


def _shown(value: object, shape: Shape) -> str:
    # Most cells are text, and then words and days that come again and again.
    if type(value) is str and shape is not Shape.YES_NO:
        return value if value.isprintable() else safe(value)
    if value is None:
        return ""
    if shape is Shape.YES_NO:
        return "yes" if value else "no"
    if shape is Shape.PENCE and isinstance(value, int):
        return pounds(value)
    return _word_or_day(value) if isinstance(value, StrEnum | date) else safe(str(value))


@lru_cache(maxsize=8_192)
def _word_or_day(value: StrEnum | date) -> str:
    return short_day(value) if isinstance(value, date) else value.value.replace("_", " ")


def label(name: str) -> str:
    """A field's name as people read it."""
    return name.removesuffix("_pence").replace("_", " ")


def _labelled(name: str, value: object) -> str:
    """A value in a row of a card: words speak for themselves, days and numbers do not."""
    said = told(name, value)
    if not said or isinstance(value, str) or name == "on":
        return said
    return f"{label(name.removesuffix('_on'))} {said}"


def told(name: str, value: object) -> str:
    """The value of a field as people read it: pence as pounds, a day spelled out."""
    shape = Shape.YES_NO if isinstance(value, bool) else Shape.TEXT
    if name.endswith("_pence"):
        shape = Shape.PENCE
    return " ".join(_shown(value, shape).split())


def _jsonable(value: object) -> object:
    if isinstance(value, date):
        return str(value)
    from decimal import Decimal

    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    from ivtool.domain.suppression import Hidden

    if isinstance(value, Hidden):
        return None
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _csv_cell(value: object) -> object:
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    if isinstance(value, str):
        # A spreadsheet would reckon a text that begins so; an import takes the mark off again.
        text = safe(value)
        return f"'{text}" if is_formula(text) else text
    if isinstance(value, Mapping | list):
        import json

        return json.dumps(value, default=_jsonable)
    return value
