"""Sheets out: a folder of `.csv` files or one workbook, for their owner alone, over no other.

They appear whole or not at all. Only in a folder that is there already the files come one by one:
while they do it is marked as unfinished, which an import refuses and the next writer clears away.
Text stays text: what a spreadsheet would take for a formula is guarded, and an import undoes it.
"""

import contextlib
import csv
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, TextIO
from zipfile import ZIP_DEFLATED, ZipFile

from ivtool.domain.days import Month
from ivtool.errors import Problem, Refused
from ivtool.paths import (
    UNFINISHED,
    alone,
    entries,
    give_name,
    is_folder,
    make_folder,
    part_folder,
    part_of,
    place,
    require_no_device,
    sync_folder,
    told_disk,
    unfinished,
)
from ivtool.rendering import is_formula
from ivtool.sheets.filling import FIRST_DAY, Book
from ivtool.sheets.filling import Cell as BookCell
from ivtool.tuples import NamedTuple

# With its mark a spreadsheet knows that the file is UTF-8, and an import does without it.
ENCODING = "utf-8-sig"
# In a workbook text is text, but an import takes an apostrophe off these.
TAKEN_FOR_GUARDED = re.compile(r"'+[=+\-@\t\r]")
NEGATIVE = re.compile(r"-£?[0-9][0-9,.]*")
LONGEST_TEXT = 32_767
MOST_ROWS = 1_048_575
CAPITALS = {"dbs": "DBS", "iro": "IRO"}
Cell = str | int | Decimal | bool | date | Month | None


class Filled(NamedTuple):
    """A sheet to be written: its name, its headings, and rows of as many cells."""

    name: str
    headings: Sequence[str]
    rows: Collection[Sequence[Cell]]


def require_room(targets: Iterable[Path], code: str) -> None:
    """Refuse to write over what is there; every file that is in the way is named."""
    targets = list(targets)
    for target in targets:
        require_no_device(target)
    problems = [
        Problem(code, f"{target} is already there", "name another, or move it away")
        for target in targets
        if os.path.lexists(target)
    ]
    if problems:
        raise Refused("nothing was written", problems)


def require_room_in(folder: Path, names: Iterable[str], code: str) -> None:
    """Refuse to write sheets over those of a folder, once what a killed writer left is cleared."""
    require_no_device(folder)
    if is_folder(folder):
        _clear_unfinished(folder)
    require_room(csv_files(folder, names), code)


def csv_files(folder: Path, names: Iterable[str]) -> list[Path]:
    """The files that sheets of these names are in a folder."""
    return [folder / f"{name}.csv" for name in names]


def _at_once() -> None:
    """Nothing is to be done before what is written gets its name."""


def write_folder(
    folder: Path, sheets: Sequence[Filled], before_named: Callable[[], None] = _at_once
) -> None:
    """Write a file a sheet, all of them or none; the folder is made if it is not there.

    `before_named` is called once all is written and nobody can see it yet. Raises Refused if one is
    there already, StoreError where the disk does not take them.
    """
    rows = {sheet.name: _csv_rows(sheet) for sheet in sheets}
    _write_files(folder, rows, before_named)


def write_as_read(folder: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> list[Path]:
    """Write records as they were read, a file a sheet; nothing and no folder where there is none.

    A bare cell that a spreadsheet would take for a formula is guarded. Raises as `write_folder`.
    """
    if not sheets:
        return []
    return _write_files(
        folder, {name: [[*map(_guarded, row)] for row in rows] for name, rows in sheets.items()}
    )


def write_workbook(
    file: Path, sheets: Sequence[Filled], before_named: Callable[[], None] = _at_once
) -> None:
    """Write one workbook: days as days, numbers as numbers, text as text.

    `before_named` as of `write_folder`. Raises Refused if it is there already or cannot hold a text
    or so many rows, StoreError where the disk does not take it.
    """
    require_room([file], "sheets.already_there")
    with part_of(file) as part:
        with told_disk(file), part.open("wb") as stream:
            _write_book(stream, sheets)
            stream.flush()
            os.fsync(stream.fileno())
        before_named()
        place(part, file)


class _Lines:
    """Takes lines that end with a return and a line feed, and ends them with the line feed alone.

    The writer puts into quotes what holds a letter of its line's end, and a return must be in them.
    """

    def __init__(self, text: TextIO) -> None:
        self._text = text

    def write(self, line: str) -> int:
        return self._text.write(line.removesuffix("\r\n") + "\n")


def _write_files(
    folder: Path,
    sheets: Mapping[str, Iterable[Sequence[str]]],
    before_named: Callable[[], None] = _at_once,
) -> list[Path]:
    require_room_in(folder, sheets, "sheets.already_there")
    there = is_folder(folder)
    make_folder(folder.parent)
    with told_disk(folder), part_folder(folder / "sheets" if there else folder) as part:
        for target, rows in zip(csv_files(part, sheets), sheets.values(), strict=True):
            with target.open("x", encoding=ENCODING, newline="") as text:
                csv.writer(_Lines(text), lineterminator="\r\n").writerows(rows)
                target.chmod(0o600)
                text.flush()
                os.fsync(text.fileno())
        sync_folder(part)
        before_named()
        if there:
            _publish(part, folder)
        else:
            part.rename(folder)
            sync_folder(folder.parent)
    return csv_files(folder, sheets)


def _publish(part: Path, folder: Path) -> None:
    """Give finished files their names in a folder that is there, which is marked meanwhile."""
    mark = part.rename(part.with_name(part.name.replace(".sheets.", UNFINISHED, 1)))
    try:
        for each in entries(mark):
            try:
                give_name(each, folder / each.name)
            except FileExistsError:
                problem = Problem("sheets.already_there", f"{each.name} is already there")
                raise Refused("nothing was written", [problem]) from None
    except BaseException:
        _take_back(mark, folder)
        raise
    finally:
        mark.rename(part)


def _take_back(mark: Path, folder: Path) -> None:
    for each in entries(mark):
        with contextlib.suppress(OSError):
            if each.samefile(folder / each.name):
                (folder / each.name).unlink()


def _clear_unfinished(folder: Path) -> None:
    for mark in unfinished(folder):
        with alone(mark) as free:
            if free:
                _take_back(mark, folder)
                shutil.rmtree(mark, ignore_errors=True)


def _csv_rows(sheet: Filled) -> Iterator[Sequence[str]]:
    yield sheet.headings
    for row in sheet.rows:
        yield [_csv_cell(cell) for cell in row]


def _guarded(cell: str) -> str:
    # One that was guarded where it was read from is so already; a number is no formula.
    bare = is_formula(cell) and not cell.startswith("'") and not NEGATIVE.fullmatch(cell)
    return f"'{cell}" if bare else cell


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return f"'{cell}" if is_formula(cell) else cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return "" if cell is None else str(cell)


def _write_book(stream: BinaryIO, sheets: Sequence[Filled]) -> None:
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        book = Book(package)
        for sheet in sheets:
            if len(sheet.rows) > MOST_ROWS:
                raise _too_much(f"{sheet.name} has over {MOST_ROWS:,} rows")
            rows = ([*map(_book_cell, row)] for row in sheet.rows)
            book.add(sheet.name, [*map(_spoken, sheet.headings)], _short_enough(sheet.name, rows))
        book.end()


def _spoken(heading: str) -> str:
    """A heading in people's words, which an import takes as well: `DBS issued`."""
    said = " ".join(CAPITALS.get(word, word) for word in heading.split("_"))
    return said[:1].upper() + said[1:]


def _book_cell(cell: Cell) -> BookCell:
    # Most cells are text, and a visit's row has nine of them.
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith("'") and TAKEN_FOR_GUARDED.match(cell) else cell
    if cell is None or isinstance(cell, Decimal) or type(cell) is int:
        return cell
    return cell if isinstance(cell, date) and cell >= FIRST_DAY else _csv_cell(cell)


def _short_enough(name: str, rows: Iterable[list[BookCell]]) -> Iterator[list[BookCell]]:
    for number, row in enumerate(rows, start=2):
        if any(isinstance(cell, str) and len(cell) > LONGEST_TEXT for cell in row):
            where = f"{name} row {number}"
            raise _too_much(f"{where} has over {LONGEST_TEXT:,} letters in a cell")
        yield row


def _too_much(what: str) -> Refused:
    problem = Problem("sheets.too_much", f"{what}, more than a workbook holds", "name a folder")
    return Refused("nothing was written", [problem])
