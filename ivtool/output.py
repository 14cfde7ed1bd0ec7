"""The one place that prints: a listing as a table, plain text, JSON or CSV; a document; a receipt.

Text from people is data here: never markup, never a terminal's control codes, never a formula.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from enum import Enum, StrEnum
from typing import NamedTuple, TextIO

from ivtool.domain.days import short_day
from ivtool.domain.money import pounds
from ivtool.errors import IvtoolError, NotUnderstood, Refused


class Format(StrEnum):
    """How a listing is shown; documents know the last three too."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


LISTING_FORMATS = (Format.TABLE, Format.PLAIN, Format.JSON, Format.CSV)
DOCUMENT_ONLY = (Format.TEXT, Format.MARKDOWN, Format.HTML)
WIDE_FROM = 100
# Control characters, and those that turn the direction of what follows them.
# Tables, not patterns: compiling a pattern takes longer than most commands have to print.
TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
KEPT = (0x09, 0x0A)
UNSAFE = {code: None for code in (*range(0x20), *range(0x7F, 0xA0), *TURNING) if code not in KEPT}
UNSAFE_IN_JSON = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029, *TURNING)}
FORMULA = r"'*[=+\-@\t\r]"
STYLES = {"amber": "yellow", "red": "red", "escalate": "bold red", "missed": "red"}


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


class Receipt(NamedTuple):
    """What a command did: sentences for people, an object for scripts, warnings beside."""

    sentences: Sequence[str]
    data: Mapping[str, object]
    warnings: Sequence[str] = ()


def show(listing: Listing, format_asked: Format | None = None) -> None:
    """Print a listing; as a table on a terminal and plain anywhere else, unless asked.

    Nothing to list prints nothing, but in a table, where a sentence says so.
    """
    chosen = _chosen(format_asked, LISTING_FORMATS)
    if chosen is Format.TABLE:
        _table(listing)
    elif chosen is Format.PLAIN:
        _write(_plain(listing))
    elif chosen is Format.JSON:
        _write_json(_json(_objects(listing)))
    else:
        _write(_csv(listing))


def show_card(card: Card, format_asked: Format | None = None) -> None:
    """Print one record; what is not known is left out for people, and null for scripts."""
    chosen = _chosen(format_asked, LISTING_FORMATS)
    if chosen is Format.JSON:
        _write_json(_json([{**card.fields, **card.lists}]))
    elif chosen is Format.CSV:
        columns = [Column(name) for name in card.fields]
        _write(_csv(Listing("", columns, [card.fields], "")))
    else:
        _write(_card(card))
        if chosen is Format.TABLE:
            _write("".join(f"\n  {command}" for command in card.next_commands) + "\n")


def show_document(document: Document, format_asked: Format | None = None) -> None:
    """Print a document; as text unless asked for something else."""
    chosen = format_asked or Format.TEXT
    if chosen is Format.JSON:
        _write_json(_object(document.data) + "\n")
    elif chosen in DOCUMENT_ONLY:
        _write(_rendered(document, chosen))
    else:
        show(document.figures, chosen)


def done(receipt: Receipt, format_asked: Format | None = None) -> None:
    """Print what a command did; warnings go beside, so that a script's result stays clean."""
    chosen = _chosen(format_asked, LISTING_FORMATS)
    if chosen is Format.JSON:
        _write_json(_json([receipt.data]))
    elif chosen is Format.CSV:
        columns = [Column(name) for name in receipt.data]
        _write(_csv(Listing("", columns, [receipt.data], "")))
    else:
        _write("".join(f"{safe(sentence)}\n" for sentence in receipt.sentences))
    for warning in receipt.warnings:
        _write(f"ivtool: note: {safe(warning)}\n", sys.stderr)


def tell_error(error: IvtoolError) -> None:
    """Print an error beside the results: what is wrong, every reason, the command that helps."""
    lines = [f"ivtool: {error.message}"]
    if isinstance(error, Refused):
        for problem in error.problems:
            # A script tells reasons by their lasting codes; a person has no use for them.
            code = "" if sys.stderr.isatty() else f"  [{problem.code}]"
            lines.append(f"  - {problem.message}{code}")
            if problem.hint:
                lines.append(f"      {problem.hint}")
    if error.hint:
        lines.append(f"  {error.hint}")
    _write("".join(f"{safe(line)}\n" for line in lines), sys.stderr)


def tell(message: str) -> None:
    """Print a line beside the results."""
    _write(f"{safe(message)}\n", sys.stderr)


def ask_secret(question: str) -> str:
    """What somebody types on the terminal without its being shown. Raises StoreError without one.

    Ctrl-D is an interrupt.
    """
    if not sys.stdin.isatty():
        from ivtool.keys import no_terminal

        return no_terminal(question)
    from getpass import getpass

    try:
        return getpass(question, stream=sys.stderr)
    except EOFError:
        raise KeyboardInterrupt from None


@contextmanager
def progress(title: str) -> Iterator[Callable[[str, int], None] | None]:
    """A progress bar on a terminal, and none anywhere else: call it with what, and how many."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title)
        yield lambda what, count: bar.update(task, description=f"{title}: {what} {count:,}")


def safe(text: str) -> str:
    """Text that no terminal obeys: without control characters, but for line breaks and tabs."""
    return text.translate(UNSAFE)


def _chosen(asked: Format | None, allowed: Sequence[Format]) -> Format:
    if asked is None:
        return Format.TABLE if sys.stdout.isatty() else Format.PLAIN
    if asked not in allowed:
        raise NotUnderstood(
            f"--format {asked.value} is for documents; here it is one of"
            f" {', '.join(each.value for each in allowed)}"
        )
    return asked


def _write(text: str, stream: TextIO | None = None) -> None:
    stream = stream or sys.stdout
    try:
        stream.write(text)
        stream.flush()
    except UnicodeEncodeError:
        encoding = stream.encoding
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()
    except BrokenPipeError:
        # Whoever read has seen enough. Python would complain again when it closes the stream.
        _closed(stream)
    except OSError as error:
        _closed(stream)
        if stream is sys.stderr:
            return
        raise IvtoolError(f"the output cannot be written: {error.strerror}") from None


def _write_json(text: str) -> None:
    # A letter that the stream has no place for would become a question mark: it is escaped.
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        import json

        text = re.sub("[^\x00-\x7f]+", lambda found: json.dumps(found[0])[1:-1], text)
    _write(text)


def _closed(stream: TextIO) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


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


def _cells(listing: Listing, columns: Sequence[Column]) -> list[list[str]]:
    return [
        [
            safe(_shown((row[c.named_by] if c.named_by else None) or row[c.field], c))
            for c in columns
        ]
        for row in listing.rows
    ]


def _table(listing: Listing) -> None:
    if not listing.rows:
        _write(f"{safe(listing.empty)}\n")
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(markup=False, emoji=False, highlight=False)
    shown = [c for c in listing.columns if c.heading and (not c.wide or console.width >= WIDE_FROM)]
    table = Table(pad_edge=False, box=None)
    for column in shown:
        right = column.shape in (Shape.NUMBER, Shape.PENCE)
        table.add_column(
            Text(column.heading, style="bold"),
            justify="right" if right else "left",
            no_wrap=column.shape is not Shape.TEXT,
            overflow="fold",
        )
    for cells in _cells(listing, shown):
        table.add_row(*(Text(cell, style=STYLES.get(cell, "")) for cell in cells))
    with console.capture() as capture:
        # Above the table and not its title: that would be folded to the table's own width.
        console.print(Text(safe(listing.title), style="italic"))
        console.print(table)
        for note in listing.notes:
            console.print(Text(safe(note)))
    _write("".join(f"{line.rstrip()}\n" for line in capture.get().splitlines()))


def _plain(listing: Listing) -> str:
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


def _card(card: Card) -> str:
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


def _objects(listing: Listing) -> list[dict[str, object]]:
    fields = [name for c in listing.columns for name in (c.field, c.named_by) if name]
    return [{name: row[name] for name in fields} for row in listing.rows]


def _json(objects: Sequence[Mapping[str, object]]) -> str:
    # A line an object: a difference between two months is seen in a difference of two files.
    return (
        "[" + ",".join(f"\n{_object(each)}" for each in objects) + ("\n]\n" if objects else "]\n")
    )


def _object(value: Mapping[str, object]) -> str:
    import json

    text = json.dumps(value, default=_jsonable, ensure_ascii=False)
    return text.translate(UNSAFE_IN_JSON)


def _jsonable(value: object) -> object:
    from decimal import Decimal

    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _csv(listing: Listing) -> str:
    import csv
    import io

    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    fields = [name for c in listing.columns for name in (c.field, c.named_by) if name]
    writer.writerow(fields)
    for row in listing.rows:
        writer.writerow([_csv_cell(row[name]) for name in fields])
    return stream.getvalue()


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


def _rendered(document: Document, chosen: Format) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    suffix = {Format.TEXT: "txt", Format.MARKDOWN: "md", Format.HTML: "html"}[chosen]
    environment = Environment(
        loader=PackageLoader("ivtool.reports"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.get_template(f"{document.template}.{suffix}.j2")
    lines = safe(template.render({**document.data, **document.words})).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)
