"""Files as they come: encodings, delimiters, line breaks, row numbers, and what is no sheet."""

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ivtool.errors import ExitCode, NotFound
from ivtool.sheets.limits import LONGEST_CELL
from ivtool.sheets.reading import Record, records, sheets_of_folder
from ivtool.sheets.refusals import UnusableFile


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "visits.csv"


def read(file: Path, content: bytes) -> list[Record]:
    file.write_bytes(content)
    return list(records(file))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_form_of_a_file(file: Path, encoding: str, delimiter: str, line_end: str) -> None:
    lines = (("Key", "Name"), ("007", "Zoë"), ("8", "O'Brien"))
    content = "".join(delimiter.join(line) + line_end for line in lines)
    assert read(file, content.encode(encoding)) == [
        (row, list(line)) for row, line in enumerate(lines, start=1)
    ]


def test_rows_are_counted_as_the_spreadsheet_shows_them(file: Path) -> None:
    content = b'Key,Name\n\n1,"two\nlines"\n,,\n2,"a ""b"", c"\n'
    assert read(file, content) == [
        (1, ["Key", "Name"]),
        (2, []),
        (3, ["1", "two\nlines"]),
        (4, ["", "", ""]),
        (5, ["2", 'a "b", c']),
    ]


def test_the_delimiter_is_told_by_the_first_row_with_words(file: Path) -> None:
    content = b';;\n"Key, ours";Name;Note, if any\n1;a,b,c,d;e\n'
    assert read(file, content)[1:] == [
        (2, ["Key, ours", "Name", "Note, if any"]),
        (3, ["1", "a,b,c,d", "e"]),
    ]


def test_spaces_before_a_quotation_mark_are_surrounding_spaces(file: Path) -> None:
    assert read(file, b'Key,Name\n1, "b, c"\n')[1] == (2, ["1", "b, c"])


def test_a_quotation_mark_inside_a_cell_is_text(file: Path) -> None:
    assert read(file, b'Key,Name\n1,say "hello"\n')[1] == (2, ["1", 'say "hello"'])


def test_an_empty_file_has_no_records(file: Path) -> None:
    assert read(file, b"") == []


def test_a_long_cell_is_read(file: Path) -> None:
    assert read(file, b"Key,Note\n1," + b"x" * 200_000)[1] == (2, ["1", "x" * 200_000])


@pytest.mark.parametrize(
    ("content", "code", "row", "why"),
    [
        (b"PK\x03\x04rest", "sheet.not_csv", 1, "workbook or an archive"),
        (b"\xd0\xcf\x11\xe0rest", "sheet.not_csv", 1, "old Excel workbook"),
        (b"%PDF-1.7", "sheet.not_csv", 1, "PDF"),
        ("Key\tName\n".encode("utf-16"), "sheet.not_csv", 1, "UTF-16"),
        ("Key,Name\n".encode("utf-16-le"), "sheet.not_csv", 1, "not text"),
        (b"Key,Name\n1,\x81\n", "sheet.not_csv", 1, "neither UTF-8 nor Windows-1252"),
        (b'Key,Name\n1,a\n2,"b\n3,c\n', "sheet.broken", 3, "never closed"),
        (b'Key,Name\n\n1,"b\n2,c\n3,"d"\n', "sheet.broken", 3, "after a closing quotation mark"),
        (b"Key,Name\n1," + b"x" * (LONGEST_CELL + 1), "sheet.broken", 2, "1,000,000 characters"),
    ],
)
def test_a_file_that_is_no_sheet(file: Path, content: bytes, code: str, row: int, why: str) -> None:
    with pytest.raises(UnusableFile, match=why) as refused:
        read(file, content)
    assert (refused.value.code, refused.value.row) == (code, row)


@contextmanager
def somebody() -> Iterator[None]:
    """Nobody special: root may read all, and so becomes somebody else for a while."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    yield
    os.seteuid(me)


def test_a_file_that_may_not_be_read(file: Path) -> None:
    file.write_bytes(b"Key,Name\n")
    file.chmod(0)
    with somebody(), pytest.raises(UnusableFile, match="cannot be read: Permission denied"):
        list(records(file))


def test_a_file_that_went_away_is_unreadable(file: Path) -> None:
    with pytest.raises(UnusableFile, match="cannot be read: No such file") as refused:
        list(records(file))
    assert refused.value.code == "sheet.unreadable"


def test_reading_is_streamed(file: Path) -> None:
    file.write_bytes(b'Key,Name\n1,a\n2,"never closed\n')
    stream = records(file)
    assert [next(stream), next(stream)] == [(1, ["Key", "Name"]), (2, ["1", "a"])]


def test_sheets_are_found_without_case(tmp_path: Path) -> None:
    for name in ("VISITS.CSV", "Rota.csv", "README.md", ".~visits.csv", "volunteers.xlsx"):
        (tmp_path / name).write_text("Key\n")
    (tmp_path / "volunteers.csv").mkdir()
    found = sheets_of_folder(tmp_path)
    assert [(source.name, source.file) for source in found] == [
        ("Rota", "Rota.csv"), ("VISITS", "VISITS.CSV"), ("volunteers.xlsx", "volunteers.xlsx"),
    ]  # fmt: skip
    source = found[1]
    assert list(source.read()) == list(source.read()) == [(1, ["Key"])]


def test_no_folder_a_file_or_no_sheet_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "rota.csv").write_text("Key\n")
    for path, message in (
        (tmp_path / "nowhere", "there is no folder"),
        (tmp_path / "rota.csv", "is not a folder"),
    ):
        with pytest.raises(NotFound, match=message) as missing:
            sheets_of_folder(path)
        assert missing.value.exit_code is ExitCode.NOT_FOUND


def test_the_field_limit_is_raised_for_the_reader(file: Path) -> None:
    read(file, b"Key\n")
    assert csv.field_size_limit() == LONGEST_CELL
