"""A listing as a table: by Rich on a terminal, and the same lines without it where nobody looks."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain

from ivtool.rendering import GAP, TO_THE_RIGHT, Column, Listing, Shape, cells, line_of, safe

WIDE_FROM = 100
# How wide a table is where nobody says; the descriptors that may know.
WIDTH = 80
STANDARD_STREAMS = (0, 1, 2)
# Letters before these take one cell each; of those from here on the marks of punctuation do too.
WIDE_LETTERS = "\u0300"
SINGLE = frozenset(map(chr, range(0x2010, 0x2027)))
STYLES = {"amber": "yellow", "red": "red", "escalate": "bold red", "missed": "red"}


def as_table(listing: Listing) -> Iterator[str]:
    """A listing as a table, as wide as the terminal; where nothing is listed, its sentence.

    On a terminal by Rich; where nobody looks at one, the same lines a row at a time without it.
    """
    if not listing.rows:
        yield f"{safe(listing.empty)}\n"
        return
    room = _room()
    shown = [c for c in listing.columns if c.heading and (not c.wide or room >= WIDE_FROM)]
    widths = _widths(listing, shown, room)
    fits = 0 < sum(widths) + GAP * (len(shown) - 1) <= room
    lines = _lines if fits and not _is_looked_at() else _rich_lines
    for line in lines(listing, shown, widths, room):
        # What ends a line of a text ends it here too.
        for part in f"{line}\n".splitlines():
            yield f"{part.rstrip()}\n"


def _is_looked_at() -> bool:
    # Whoever asks for colours in a pipe gets them from Rich, by its own rules.
    asked = {"FORCE_COLOR", "TTY_COMPATIBLE"} & os.environ.keys()
    return bool(asked) or sys.stdout.isatty()


def _room() -> int:
    """How wide a table may be, as Rich finds it."""
    if _is_looked_at():
        from rich.console import Console

        return Console().width
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal():
        return int(columns)
    for stream in STANDARD_STREAMS:
        with suppress(OSError):
            return os.get_terminal_size(stream).columns or WIDTH
    return WIDTH


def _rich_lines(
    listing: Listing, columns: Sequence[Column], widths: Sequence[int], _: int
) -> list[str]:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(markup=False, emoji=False, highlight=False)
    table = Table(pad_edge=False, box=None)
    for column, width in zip(columns, widths, strict=True):
        table.add_column(
            Text(column.heading, style="bold"),
            justify="right" if column.shape in TO_THE_RIGHT else "left",
            no_wrap=column.shape is not Shape.TEXT,
            overflow="fold",
            width=width,
        )
    for row in cells(listing, columns):
        table.add_row(*(Text(cell, style=STYLES.get(cell, "")) for cell in row))
    with console.capture() as capture:
        # Above the table and not its title: that would be folded to the table's own width.
        console.print(Text(safe(listing.title), style="italic"))
        console.print(table)
        for note in listing.notes:
            console.print(Text(safe(note)))
    return capture.get().splitlines()


def _lines(
    listing: Listing, columns: Sequence[Column], widths: Sequence[int], room: int
) -> Iterator[str]:
    """The lines that Rich would print where there is room for every column."""
    yield from _folded_cell(safe(listing.title), room)
    line = line_of(columns, widths)
    headings = [column.heading for column in columns]
    for row in chain([headings], cells(listing, columns)):
        if all(_is_single(c) and len(c) <= w for c, w in zip(row, widths, strict=True)):
            yield line.format(*row)
            continue
        parts = [
            [*_padded(column, cell, width)]
            for column, cell, width in zip(columns, row, widths, strict=True)
        ]
        height = max(map(len, parts))
        for each, width in zip(parts, widths, strict=True):
            blank = [" " * width] * (height - len(each))
            # A heading stands at the bottom of its row, and every other cell at the top.
            each[:] = blank + each if row is headings else each + blank
        yield from map((" " * GAP).join, zip(*parts, strict=True))
    for note in listing.notes:
        yield from _folded_cell(safe(note), room)


def _padded(column: Column, cell: str, width: int) -> Iterator[str]:
    right = column.shape in TO_THE_RIGHT
    for line in _folded_cell(cell, width, fold=column.shape is Shape.TEXT):
        text = " " * (width - _breadth(line.rstrip())) + line.rstrip() if right else line
        text = text.ljust(width)
        if not _is_single(text):
            from rich.cells import set_cell_size

            text = set_cell_size(text, width)
        yield text


def _folded_cell(text: str, width: int, *, fold: bool = True) -> list[str]:
    """A text in lines of a width, words kept whole where they fit; what is odd in it is Rich's."""
    if not all(map(_is_single, text.split("\n"))):
        from rich.console import Console
        from rich.text import Text

        lines = Text(text).wrap(Console(), width, overflow="fold", no_wrap=not fold)
        return [line.plain for line in lines]
    found: list[str] = []
    for line in text.split("\n"):
        begins, place = [0], 0
        for word in re.finditer(r"\s*\S+\s*", line if len(line) > width else ""):
            start, length = word.start(), len(word[0].rstrip())
            if length <= width - place:
                place += len(word[0])
                continue
            # A word that no line has room for begins a line all the same, and goes on in the next.
            starts = range(start, word.end() if length > width else start + 1, width)
            begins += [each for each in starts if each]
            place = word.end() - starts[-1]
        ends = [*begins[1:], len(line)]
        found += [line[a:b][:width] for a, b in zip(begins, ends, strict=True)]
    return found


def _is_single(text: str) -> bool:
    """Whether every letter of a text is one cell wide, for certain; no line break or tab is."""
    return text.isprintable() and (
        text.isascii() or all(each < WIDE_LETTERS or each in SINGLE for each in text)
    )


def _breadth(text: str) -> int:
    """How many row the widest line of a text takes."""
    if _is_single(text):
        return len(text)
    from rich.cells import cell_len

    return max(map(cell_len, text.split("\n")))


def _widths(listing: Listing, columns: Sequence[Column], room: int) -> list[int]:
    """How wide each column is: as it wants, else words are kept whole while there is room.

    A column of text gives way, the widest first, to its longest word; after that to a letter.
    """
    headings = [column.heading for column in columns]
    widths = [*map(_breadth, headings)]
    for row in cells(listing, columns):
        widths = [*map(max, widths, map(_breadth, row))]
    over = sum(widths) + GAP * (len(columns) - 1) - room
    if over <= 0:
        return widths
    words = [1] * len(columns)
    for row in chain([headings], cells(listing, columns)):
        longest = (max(map(_breadth, cell.split()), default=1) for cell in row)
        words = [*map(max, words, longest)]
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
