"""From a folder to records: a record is a row number, as the spreadsheet shows it, and its cells.

Nothing here knows what a column means, and a workbook's sheets are read in the same way. CSV files
are streamed: no more than one record is held at a time.
"""

import csv
import os
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from errno import ENOENT
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ivtool.errors import NotFound, Problem, Refused
from ivtool.placing import found_at, is_folder, require_no_device, unfinished, unusable
from ivtool.sheets.refusals import UnusableFile

Record = tuple[int, list[str]]

DELIMITERS = ",;\t"
ENCODINGS = ("utf-8-sig", "cp1252")
CHUNK_BYTES = 1 << 20
LONGEST_CELL = 1_000_000
NO_TEXT = {
    b"PK\x03\x04": "is a workbook or an archive, not CSV; save each sheet as CSV",
    b"\xd0\xcf\x11\xe0": "is an old Excel workbook, not CSV; save each sheet as CSV",
    b"%PDF": "is a PDF, not CSV",
    BOM_UTF16_LE: "is UTF-16; save it as CSV in UTF-8",
    BOM_UTF16_BE: "is UTF-16; save it as CSV in UTF-8",
}


class Source(NamedTuple):
    """One sheet's file and how to read it; `read` begins anew each time it is called."""

    file: str
    read: Callable[[], Iterator[Record]]


class Found(NamedTuple):
    """The sources of each sheet that was found, what is no sheet, and what is to be said of it."""

    sources: dict[str, list[Source]]
    unknown: list[str]
    notes: list[str]


def folded_name(name: str) -> str:
    """A sheet's name without case and spaces around it."""
    return name.strip().lower()


def find_sheets(folder: Path, names: Iterable[str]) -> Found:
    """The sheets of these names in a folder; file names are compared without case.

    A sheet has several sources where `Visits.csv` and `visits.csv` lie side by side. Raises
    NotFound if there is no such folder, or no sheet in it.
    """
    _require_finished(folder)
    sources: dict[str, list[Source]] = {name: [] for name in names}
    unknown = []
    for path in _csv_files(folder):
        if (name := folded_name(path.stem)) in sources:
            sources[name].append(Source(path.name, _reader_of(path)))
        else:
            unknown.append(path.name)
    if not any(sources.values()):
        looked_for = ", ".join(f"{name}.csv" for name in sources)
        raise NotFound(f"there is no sheet in {folder}", f"looked for {looked_for}")
    return Found({name: found for name, found in sources.items() if found}, unknown, [])


def _require_finished(folder: Path) -> None:
    if is_folder(folder) and unfinished(folder):
        why = "what was written into it was stopped half-way, or is not finished yet"
        problem = Problem("sheets.unfinished", why, "write it again: what is half goes first")
        raise Refused(f"{folder} cannot be imported", [problem])


def records(path: Path) -> Iterator[Record]:
    """The records of a CSV file, blank ones included, so that the caller can tell the heading.

    UTF-8 with or without BOM, else Windows-1252; the delimiter is told by the first row that is
    not blank. Raises UnusableFile where the file cannot be read, or cannot be read further.
    """
    row = 0
    # Python's own limit of 131,072 characters is the process's, not the reader's.
    csv.field_size_limit(LONGEST_CELL)
    try:
        with path.open("rb") as file:
            text = TextIOWrapper(file, _encoding(file), newline="")
            first_lines, delimiter = _sniffed(text)
            # Without `strict` an open quotation mark would swallow the rows after it unseen.
            reader = csv.reader(
                chain(first_lines, text), delimiter=delimiter, skipinitialspace=True, strict=True
            )
            for row, cells in enumerate(reader, start=1):
                yield row, cells
    except csv.Error as fault:
        raise UnusableFile("sheet.broken", _why_broken(fault), row + 1) from None
    except OSError as fault:
        why = f"cannot be read: {fault.strerror or 'the disk fails'}"
        raise UnusableFile("sheet.unreadable", why, row + 1) from None


def _csv_files(folder: Path) -> list[Path]:
    try:
        named = sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() == ".csv" and not path.name.startswith(".")
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


def _reader_of(path: Path) -> Callable[[], Iterator[Record]]:
    return lambda: records(path)


def _encoding(file: BinaryIO) -> str:
    """The encoding that the whole file is in; the file is left at its beginning."""
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


def _sniffed(text: TextIOWrapper) -> tuple[list[str], str]:
    """The lines up to the first with a word in it, and the delimiter that parts it most often."""
    lines = []
    while line := text.readline():
        lines.append(line)
        if any(map(str.isalnum, line)):
            break
    if "\0" in line:
        raise UnusableFile("sheet.not_csv", "is not text", len(lines))
    return lines, max(
        DELIMITERS, key=lambda mark: len(next(csv.reader([line], delimiter=mark), []))
    )


def _why_broken(fault: csv.Error) -> str:
    if "limit" in str(fault):
        return f"has a cell of over {LONGEST_CELL:,} characters; is a quotation mark left open?"
    if "end of data" in str(fault):
        return "has a quotation mark that is never closed"
    return 'has text after a closing quotation mark; inside quotation marks write "" for one'
