"""What can be shown, and its text: a listing as a table, plain, JSON or CSV; a card; a document.

Text from people is data here: never markup, never a terminal's control codes, never a formula.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum, StrEnum
from typing import NamedTuple

from ivtool.domain.days import short_day
from ivtool.domain.money import pounds

WIDE_FROM = 100
# Between two columns of a table.
GAP = 2
# Control characters, and those that turn the direction of what follows them.
# Tables, not patterns: compiling a pattern takes longer than most commands have to print.
TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
KEPT = (0x09, 0x0A)
UNSAFE = {code: None for code in (*range(0x20), *range(0x7F, 0xA0), *TURNING) if code not in KEPT}
UNSAFE_IN_JSON = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029, *TURNING)}
FORMULA = r"'*[=+\-@\t\r]"
STYLES = {"amber": "yellow", "red": "red", "escalate": "bold red", "missed": "red"}


class Format(StrEnum):
    """How a listing, a card or an answer is shown."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"


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


# Tuples here and not dataclasses: making one takes a seventh of the time, and every start does.
class Column(NamedTuple):
    """A field of a listing. Without a heading it is for scripts only; `wide` wants a wide screen.

    `named_by` is the field of a person's name, shown in place of the ref where names may be.
    """

    field: str
    heading: str = ""
    shape: Shape = Shape.TEXT
    wide: bool = False
    named_by: str = ""


class Listing(NamedTuple):
    """Rows to show: mappings with a value for every column's field, in their final order."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, object]]
    empty: str
    notes: Sequence[str] = ()


class Document(NamedTuple):
    """A report on paper: an object for scripts, a template for people, its figures as a listing."""

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
    return text.translate(UNSAFE)


def as_table(listing: Listing) -> str:
    """A listing as a table, as wide as the terminal; where nothing is listed, its sentence."""
    if not listing.rows:
        return f"{safe(listing.empty)}\n"
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(markup=False, emoji=False, highlight=False)
    shown = [c for c in listing.columns if c.heading and (not c.wide or console.width >= WIDE_FROM)]
    table = Table(pad_edge=False, box=None)
    rows = _cells(listing, shown)
    for column, width in zip(shown, _widths(shown, rows, console.width), strict=True):
        right = column.shape in (Shape.NUMBER, Shape.PENCE)
        table.add_column(
            Text(column.heading, style="bold"),
            justify="right" if right else "left",
            no_wrap=column.shape is not Shape.TEXT,
            overflow="fold",
            width=width,
        )
    for cells in rows:
        table.add_row(*(Text(cell, style=STYLES.get(cell, "")) for cell in cells))
    with console.capture() as capture:
        # Above the table and not its title: that would be folded to the table's own width.
        console.print(Text(safe(listing.title), style="italic"))
        console.print(table)
        for note in listing.notes:
            console.print(Text(safe(note)))
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def as_plain(listing: Listing) -> str:
    """A listing in columns of plain text, a row a line; nothing where nothing is listed."""
    if not listing.rows:
        return ""
    shown = [column for column in listing.columns if column.heading]
    lines = [[column.heading for column in shown]]
    lines += [[" ".join(cell.split()) for cell in cells] for cells in _cells(listing, shown)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "".join(
        "  ".join(
            cell.rjust(width) if c.shape in (Shape.NUMBER, Shape.PENCE) else cell.ljust(width)
            for cell, width, c in zip(line, widths, shown, strict=True)
        ).rstrip()
        + "\n"
        for line in lines
    )


def as_csv(listing: Listing) -> str:
    """A listing as CSV, with every field; no cell of it is a formula."""
    import csv
    import io

    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    fields = [name for c in listing.columns for name in (c.field, c.named_by) if name]
    writer.writerow(fields)
    for row in listing.rows:
        writer.writerow([_csv_cell(row[name]) for name in fields])
    return stream.getvalue()


def as_objects(listing: Listing) -> list[dict[str, object]]:
    """The rows of a listing with the fields that scripts are promised, in their order."""
    fields = [name for c in listing.columns for name in (c.field, c.named_by) if name]
    return [{name: row[name] for name in fields} for row in listing.rows]


def as_json(objects: Sequence[Mapping[str, object]]) -> str:
    """A list of objects in JSON."""
    # A line an object: a difference between two months is seen in a difference of two files.
    return (
        "[" + ",".join(f"\n{as_object(each)}" for each in objects) + ("\n]\n" if objects else "]\n")
    )


def as_object(value: Mapping[str, object]) -> str:
    """An object in JSON, on one line."""
    import json

    text = json.dumps(value, default=_jsonable, ensure_ascii=False)
    return text.translate(UNSAFE_IN_JSON)


def as_card(card: Card) -> str:
    """A record for people, without what is not known."""
    known = {_label(name): _told(name, value) for name, value in card.fields.items()}
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


def as_document(document: Document, suffix: str) -> str:
    """A document by its template of that suffix: `txt`, `md` or `html`."""
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=PackageLoader("ivtool.reports"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",)),
        undefined=StrictUndefined,
        finalize=_markdown if suffix == "md" else None,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.get_template(f"{document.template}.{suffix}.j2")
    lines = safe(template.render({**document.data, **document.words})).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _markdown(value: object) -> object:
    """A text as Markdown shows it letter by letter: none of it a mark, a link, a cell or a list."""
    if not isinstance(value, str):
        return value
    text = re.sub(r"([\\`*_{}\[\]<>#|~&!])", r"\\\1", " ".join(value.split()))
    # What begins a list or a rule does so at the beginning of a line only.
    return re.sub(r"^(?:([-+=])|(\d+)([.)])(?=\s|$))", r"\2\\\1\3", text)


def _cells(listing: Listing, columns: Sequence[Column]) -> list[list[str]]:
    return [
        [
            safe(_shown((row[c.named_by] if c.named_by else None) or row[c.field], c))
            for c in columns
        ]
        for row in listing.rows
    ]


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """How wide each column is: as it wants, else words are kept whole while there is room.

    A column of text gives way, the widest first, to its longest word; after that to a letter.
    """
    from rich.cells import cell_len

    texts = [[column.heading, *cells] for column, *cells in zip(columns, *rows, strict=True)]
    widths = [max(cell_len(line) for text in each for line in text.split("\n")) for each in texts]
    words = [max(map(cell_len, " ".join(each).split()), default=1) for each in texts]
    over = sum(widths) + GAP * (len(columns) - 1) - room
    for least in (words, [1] * len(columns)):
        while over > 0:
            giving = [
                (widths[place], place)
                for place, column in enumerate(columns)
                if column.shape is Shape.TEXT and widths[place] > least[place]
            ]
            if not giving:
                break
            _, widest = max(giving)
            widths[widest] -= 1
            over -= 1
    return widths


def _shown(value: object, column: Column) -> str:
    if value is None:
        return ""
    if column.shape is Shape.YES_NO:
        return "yes" if value else "no"
    if column.shape is Shape.PENCE and isinstance(value, int):
        return pounds(value)
    if isinstance(value, date):
        return short_day(value)
    if isinstance(value, StrEnum):
        return value.value.replace("_", " ")
    return str(value)


def _label(name: str) -> str:
    return name.removesuffix("_pence").replace("_", " ")


def _labelled(name: str, value: object) -> str:
    """A value in a row of a card: words speak for themselves, days and numbers do not."""
    told = _told(name, value)
    if not told or isinstance(value, str) or name == "on":
        return told
    return f"{_label(name.removesuffix('_on'))} {told}"


def _told(name: str, value: object) -> str:
    shape = Shape.YES_NO if isinstance(value, bool) else Shape.TEXT
    if name.endswith("_pence"):
        shape = Shape.PENCE
    return safe(" ".join(_shown(value, Column("", "", shape)).split()))


def _jsonable(value: object) -> object:
    from decimal import Decimal

    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _csv_cell(value: object) -> object:
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    if isinstance(value, str):
        # A spreadsheet would reckon a text that begins so; an import takes the mark off again.
        text = safe(value)
        return f"'{text}" if re.match(FORMULA, text) else text
    if isinstance(value, Mapping | list):
        import json

        return json.dumps(value, default=_jsonable)
    return value
