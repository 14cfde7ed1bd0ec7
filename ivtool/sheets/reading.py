"""From a folder to records: a record is a row number, as the spreadsheet shows it, and its cells.

Nothing here knows what a column means, and a workbook's sheets are read in the same way. CSV files
are streamed: no more than one record is held at a time.
"""

import csv
import os
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator, Sequence
from errno import ENOENT
from functools import partial
from io import SEEK_END, TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from ivtool.domain.letters import seen
from ivtool.errors import NotFound, Problem, Refused
from ivtool.paths import found_at, is_folder, require_no_device, unfinished, unusable
from ivtool.sheets.limits import (
    LONG_CELL,
    LONGEST_CELL,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_MEGABYTES,
    MOST_ROWS,
    require_within,
)
from ivtool.sheets.refusals import UnusableFile
from ivtool.tuples import NamedTuple

Record = tuple[int, list[str]]
# How well a row does as the headings of a sheet: the more the better.
Score = Callable[[Sequence[str]], int]

DELIMITERS = ",;\t"
ENCODINGS = ("utf-8-sig", "cp1252")
CHUNK_BYTES = 1 << 20
LONGEST_LINE = 10 * LONGEST_CELL
# Above its headings a sheet may have a title, a date, a line of advice.
MOST_ROWS_ABOVE = 20
MOST_LINES_ABOVE = 1_000
NO_TEXT = {
    b"PK\x03\x04": "is a workbook or an archive, not CSV; save each sheet as CSV",
    b"\xd0\xcf\x11\xe0": "is an old Excel workbook, not CSV; save each sheet as CSV",
    b"%PDF": "is a PDF, not CSV",
    BOM_UTF16_LE: "is UTF-16; save it as CSV in UTF-8",
    BOM_UTF16_BE: "is UTF-16; save it as CSV in UTF-8",
}
# Files of a folder that hold sheets and are not CSV: nobody is to think that they were read.
OTHER_SHEETS = frozenset(
    {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".fods", ".numbers", ".tsv", ".tab"}
)


def _no_notes(_: int, __: int) -> list[str]:
    return []


class Source(NamedTuple):
    """One sheet: its name, what it is called in messages, and how to read it.

    `read` begins anew each time it is called. `notes`, once it was read, are what is to be said of
    a sheet with its headings in this row and so many columns.
    """

    name: str
    file: str
    read: Callable[..., Iterator[Record]]
    hidden: bool = False
    notes: Callable[[int, int], list[str]] = _no_notes


def folded_name(name: str) -> str:
    """A sheet's name without case and spaces around it."""
    return name.strip().lower()


def sheets_of_folder(folder: Path) -> list[Source]:
    """The `.csv` files of a folder by name, and other files there that hold sheets.

    Raises NotFound if there is no such folder.
    """
    _require_finished(folder)
    return [
        Source(path.stem, path.name, partial(records, path))
        if path.suffix.lower() == ".csv"
        else Source(path.name, path.name, _unread)
        for path in _files(folder)
    ]


def _require_finished(folder: Path) -> None:
    if is_folder(folder) and unfinished(folder):
        why = "what was written into it was stopped half-way, or is not finished yet"
        problem = Problem("sheets.unfinished", why, "write it again: what is half goes first")
        raise Refused(f"{folder} cannot be imported", [problem])


def no_score(_: Sequence[str]) -> int:
    """The score of a row where nothing is known of the headings: the first with words is theirs."""
    return 0


def records(path: Path, score: Score = no_score) -> Iterator[Record]:
    """The records of a CSV file, blank ones included, so that the caller can tell the heading.

    UTF-8 with or without BOM, else Windows-1252; the delimiter is the one that finds the headings:
    the row of the best score. Raises UnusableFile where the file cannot be read, or cannot be read
    further.
    """
    row = 0
    # Python's own limit of 131,072 characters is the process's, not the reader's.
    csv.field_size_limit(LONGEST_CELL)
    try:
        with path.open("rb") as file:
            text = TextIOWrapper(file, _encoding(file), newline="")
            first_lines, delimiter = _sniffed(text, score)
            # Without `strict` an open quotation mark would swallow the rows after it unseen.
            reader = csv.reader(
                _lines(chain(first_lines, text)),
                delimiter=delimiter,
                skipinitialspace=True,
                strict=True,
            )
            for row, cells in enumerate(reader, start=1):
                if len(cells) > MOST_COLUMNS or row > MOST_ROWS:
                    _require_within(row, cells)
                yield row, cells
    except csv.Error as fault:
        raise UnusableFile("sheet.broken", _why_broken(fault), row + 1) from None
    except OSError as fault:
        why = f"cannot be read: {fault.strerror or 'the disk fails'}"
        raise UnusableFile("sheet.unreadable", why, row + 1) from None


def _files(folder: Path) -> list[Path]:
    try:
        named = sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() in {".csv", *OTHER_SHEETS}
            # A program that has a workbook open leaves a file of its own beside it.
            and not path.name.startswith((".", "~$"))
        )
    except FileNotFoundError:
        raise NotFound(f"there is no folder {folder}") from None
    except NotADirectoryError as fault:
        if found_at(folder) is None:
            raise unusable(folder, fault) from None
        hint = "give the folder that the .csv files lie in, or a workbook: .xlsx or .ods"
        raise NotFound(f"{folder} is not a folder, nor a workbook", hint) from None
    except OSError as fault:
        raise unusable(folder, fault) from None
    for path in named:
        # A link that leads nowhere may have been a sheet: an import without it would be partial.
        require_no_device(path)
        if found_at(path) is None:
            raise unusable(path, FileNotFoundError(ENOENT, os.strerror(ENOENT)))
    return [path for path in named if not is_folder(path)]


def _unread(*_: object) -> Iterator[Record]:
    raise UnusableFile("sheet.not_csv", "is not CSV")


def _lines(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if len(line) > LONGEST_LINE:
            raise csv.Error("line longer than limit")
        yield line


def _require_within(row: int, cells: list[str]) -> None:
    """Refuse a cell too far out; commas without end are nothing."""
    filled = [place for place, cell in enumerate(cells, start=1) if seen(cell)]
    if filled:
        require_within(row, filled[-1])


def _encoding(file: BinaryIO) -> str:
    """The encoding that the whole file is in; the file is left at its beginning."""
    if file.seek(0, SEEK_END) > MOST_BYTES:
        raise UnusableFile("sheet.too_large", f"is larger than {MOST_MEGABYTES} MB")
    file.seek(0)
    beginning = file.read(4)
    for mark, why in NO_TEXT.items():
        if beginning.startswith(mark):
            raise UnusableFile("sheet.not_csv", why)
    for encoding in ENCODINGS:
        decoder = getincrementaldecoder(encoding)()
        file.seek(0)
        try:
            while chunk := file.read(CHUNK_BYTES):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        file.seek(0)
        return encoding
    raise UnusableFile("sheet.not_csv", "is neither UTF-8 nor Windows-1252 text")


def _sniffed(text: TextIOWrapper, score: Score) -> tuple[list[str], str]:
    """The lines that may stand above the headings and theirs, and the delimiter that finds them."""
    lines: list[str] = []
    with_words = 0
    while (
        with_words <= MOST_ROWS_ABOVE
        and len(lines) < MOST_LINES_ABOVE
        and (line := text.readline())
    ):
        lines.append(line)
        if any(map(str.isalnum, line)):
            with_words += 1
            if with_words == 1 and "\0" in line:
                raise UnusableFile("sheet.not_csv", "is not text", len(lines))
    found = {mark: _best_row(lines, mark, score) for mark in DELIMITERS}
    return lines, max(DELIMITERS, key=lambda mark: found[mark])


def _best_row(lines: list[str], delimiter: str, score: Score) -> tuple[int, int]:
    """The best score of a row, then how many cells the first row with words in it has."""
    rows = [*_rows(lines, delimiter)]
    words = (row for row in rows if any(map(str.isalnum, "".join(row))))
    return max(map(score, rows), default=0), len(next(words, []))


def _rows(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(_lines(lines), delimiter=delimiter, skipinitialspace=True)
    except csv.Error:
        # Whatever is wrong with it is told when it is read.
        return


def _why_broken(fault: csv.Error) -> str:
    if "limit" in str(fault):
        return f"{LONG_CELL}; is a quotation mark left open?"
    if "end of data" in str(fault):
        return "has a quotation mark that is never closed"
    return 'has text after a closing quotation mark; inside quotation marks write "" for one'
