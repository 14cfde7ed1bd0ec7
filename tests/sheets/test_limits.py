"""Workbooks that ask for more than they are: told in a sentence, and little memory is spent."""

import struct
import tracemalloc
import zipfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pytest

from ivtool.errors import Refused
from ivtool.sheets.books import sheets_of_workbook
from ivtool.sheets.limits import MOST_ROWS, column_name
from ivtool.sheets.workbook import read_workbook

BOOK = '<workbook xmlns:r="r"><sheets><sheet name="visits" r:id="a"/></sheets></workbook>'
RELATIONS = (
    '<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/a.xml"/>'
    '<Relationship Id="b" Type="x/sharedStrings" Target="b.xml"/></Relationships>'
)
BILLION = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
MEGABYTE = " " * 1_000_000


def text(cell: str, words: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t>{words}</t></is></c>'


HEADINGS = '<row r="1">{}</row>'.format(
    "".join(
        text(f"{column_name(place)}1", word)
        for place, word in enumerate(("match", "on", "kind", "outcome"))
    )
)
VISIT = '<row r="2">{}</row>'.format(
    text("A2", "M1") + text("B2", "2026-10-12") + text("C2", "visit") + text("D2", "held")
)


def book(path: Path, rows: Iterable[str], shared: Iterable[str] = (), doctype: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", BOOK)
        packed.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        with packed.open("xl/worksheets/a.xml", "w", force_zip64=True) as sheet:
            sheet.write(f"<?xml version='1.0'?>{doctype}<worksheet><sheetData>{HEADINGS}".encode())
            for row in rows:
                sheet.write(row.encode())
            sheet.write(b"</sheetData></worksheet>")
        packed.writestr("xl/b.xml", f"<sst>{''.join(shared)}</sst>")
    return path


def ods(path: Path, rows: str) -> Path:
    cells = "".join(
        f"<table:table-cell><text:p>{word}</text:p></table:table-cell>"
        for word in ("match", "on", "kind", "outcome")
    )
    content = (
        '<o:content xmlns:o="o" xmlns:table="t" xmlns:text="x"><table:table table:name="visits">'
        f"<table:table-row>{cells}</table:table-row>{rows}</table:table></o:content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("content.xml", content)
    return path


def refused(path: Path) -> list[str]:
    """The codes that it is refused by; reading takes less than 100 MB, whatever it asks for."""
    tracemalloc.start()
    try:
        found = read_workbook(path)
        codes = [each.code for each in found.refusals]
        assert found.visits.rows == []
    except Refused as refusal:
        codes = [each.code for each in refusal.problems]
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 100_000_000
    return codes


@pytest.mark.parametrize(
    ("rows", "doctype", "code"),
    [
        (["<row r='20000'>", text("XFD20000", "x"), "</row>"], "", "sheet.too_large"),
        (["<row r='1000001'>", text("A1000001", "x"), "</row>"], "", "sheet.too_large"),
        (["<row r='2'>", text("IW2", "x"), "</row>"], "", "sheet.too_large"),
        (["<row r='99999999999999999999'/>"], "", "sheet.broken"),
        ([f"<row r='{'9' * 5_000}'/>"], "", "sheet.broken"),
        (["<row r='2'>", text("ZZZZZZ2", "x"), "</row>"], "", "sheet.broken"),
        (["<row r='3'/><row r='2'>", text("A2", "x"), "</row>"], "", "sheet.broken"),
        (["<row r='2'>", text("B2", "x"), text("A2", "y"), "</row>"], "", "sheet.broken"),
        (["<row r='2'><c r='A2' t='s'><v>7</v></c></row>"], "", "sheet.broken"),
        (["<row r='2'><c r='A2' t='s'><v>٣</v></c></row>"], "", "sheet.broken"),
        (["<row r='2'>", text("A2", "x" * 1_000_001), "</row>"], "", "sheet.broken"),
        (["<a>" * 1_000, "</a>" * 1_000], "", "sheet.broken"),
        (["<row r='", *["1" * 1_000_000] * 4, "'/>"], "", "sheet.broken"),
        ([MEGABYTE] * 201, "", "workbook.too_large"),
        (["<row r='2'>", text("A2", "&l9;"), "</row>"],
         f"<!DOCTYPE w [<!ENTITY l0 'lol'>{BILLION}]>", "sheet.broken"),
        (["<row r='2'>", text("A2", "&e;"), "</row>"],
         "<!DOCTYPE w [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>", "sheet.broken"),
    ],
)  # fmt: skip
def test_a_workbook_that_asks_for_too_much(
    tmp_path: Path, rows: list[str], doctype: str, code: str
) -> None:
    assert refused(book(tmp_path / "book.xlsx", rows, doctype=doctype)) == [code]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "inside", "code"),
    [
        ("xl/worksheets/a.xml", "<mergeCell ref='A9'/>" * 200_001, "sheet.too_large"),
        ("xl/worksheets/a.xml", "<col min='1' max='9' hidden='1'/>" * 20_000, "sheet.broken"),
        ("xl/b.xml", f"<si><t>{'xy z' * 1_000_000}</t></si>", "sheet.broken"),
        ("xl/workbook.xml", "<sheet/>" * 2_600_000, "workbook.too_large"),
        ("xl/_rels/workbook.xml.rels", "<Relationship/>" * 1_400_000, "workbook.too_large"),
    ],
)
def test_a_part_with_more_in_it_than_any_workbook_has(
    tmp_path: Path, name: str, inside: str, code: str
) -> None:
    whole = book(tmp_path / "whole.xlsx", [])
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(tmp_path / "book.xlsx", "w") as new:
        for part in old.namelist():
            text = old.read(part).decode()
            at = text.rindex("</") if part == name else 0
            new.writestr(part, text[:at] + (inside if part == name else "") + text[at:])
    assert refused(tmp_path / "book.xlsx") == [code]


def test_a_row_that_is_repeated_is_not_made_before_it_is_read(tmp_path: Path) -> None:
    wide = "<table:table-cell table:number-columns-repeated='200'><text:p>x</text:p>"
    row = f"<table:table-row table:number-rows-repeated='900000'>{wide}</table:table-cell>"
    path = ods(tmp_path / "book.ods", f"{row}</table:table-row>")
    [source] = sheets_of_workbook(path)
    tracemalloc.start()
    assert sum(1 for _ in islice(source.read(), 1_000)) == 1_000
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 10_000_000


def test_what_is_beside_a_text_is_no_part_of_it(tmp_path: Path) -> None:
    spoken = "<si><t>M1</t><rPh><r><t>em one</t></r></rPh></si>"
    cells = "<row r='2'><c r='A2' t='s'><v>0</v></c>" + text("B2", "2026-10-12")
    cells += text("C2", "visit") + text("D2", "held</t><rPh><t>x</t></rPh><t>") + "</row>"
    [row] = read_workbook(book(tmp_path / "book.xlsx", [cells], [spoken])).visits.rows
    assert (row.match, row.outcome) == ("M1", "held")


def test_a_text_that_is_used_again_and_again(tmp_path: Path) -> None:
    shared = [f"<si><t>{'x' * 900_000}</t></si>"]
    row = "<row>" + "<c t='s'><v>0</v></c>" * 4 + "</row>"
    path = book(tmp_path / "book.xlsx", [row] * 100, shared)
    assert [*read_workbook(path).refusals][-1].code == "sheet.too_large"


def test_blank_cells_far_out_are_nothing(tmp_path: Path) -> None:
    for words in (" ", "\u200b", ""):
        far = f"<row r='1048576'>{text('XFD1048576', words)}</row>"
        found = read_workbook(book(tmp_path / "book.xlsx", [VISIT, far]))
        assert (len(found.visits.rows), [*found.refusals]) == (1, [])


def test_as_many_rows_and_columns_as_are_read(tmp_path: Path) -> None:
    cells = [text("A1000000", "M1"), text("IV1000000", "x")]
    last = f"<row r='{MOST_ROWS}'>{''.join(cells)}</row>"
    [found] = read_workbook(book(tmp_path / "book.xlsx", [last])).refusals
    # Not too large: only more than the headings.
    assert (found.code, found.row) == ("sheet.too_many_cells", MOST_ROWS)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (("<table:table-row table:number-rows-repeated='1000000'><table:table-cell><text:p>x"
         "</text:p></table:table-cell></table:table-row>"), "sheet.too_large"),
        (("<table:table-row><table:table-cell table:number-columns-repeated='16384'><text:p>x"
         "</text:p></table:table-cell></table:table-row>"), "sheet.too_large"),
        (("<table:table-row table:number-rows-repeated='900000'><table:table-cell"
         " table:number-columns-repeated='250'><text:p>x</text:p></table:table-cell>"
         "</table:table-row>"), "sheet.too_large"),
        ("<table:table-row><table:table-cell><text:p>" + "<text:s text:c='99999999'/>" * 99
         + "</text:p></table:table-cell></table:table-row>", "sheet.broken"),
        ("<table:table-row table:number-rows-repeated='-1'/>", "sheet.broken"),
        ("<table:table-row table:number-rows-repeated='٣'/>", "sheet.broken"),
    ],
)  # fmt: skip
def test_what_an_ods_says_is_repeated_is_counted_and_not_made(
    tmp_path: Path, rows: str, code: str
) -> None:
    assert refused(ods(tmp_path / "book.ods", rows)) == [code]


def test_an_ods_is_blank_to_its_end(tmp_path: Path) -> None:
    blank = (
        "<table:table-row table:number-rows-repeated='1048000'>"
        "<table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
    )
    found = read_workbook(ods(tmp_path / "book.ods", blank))
    assert (found.visits.rows, [*found.refusals]) == ([], [])


@pytest.mark.slow
def test_sizes_that_lie(tmp_path: Path) -> None:
    path = book(tmp_path / "book.xlsx", [MEGABYTE] * 150)
    content = bytearray(path.read_bytes())
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        if struct.unpack("<L", content[place + 24 : place + 28])[0] > 1_000_000:
            content[place + 24 : place + 28] = struct.pack("<L", 900)
        place = content.find(b"PK\x01\x02", place + 4)
    path.write_bytes(content)
    assert refused(path) == ["sheet.broken"]


@pytest.mark.slow
def test_a_zip_of_very_many_files(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(40_000):
            packed.writestr(str(number), "")
    assert refused(path) == ["workbook.too_large"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"match,on,kind,outcome\n" + b"M1," * 300 + b"\n", "sheet.too_large"),
        (b"match,on,kind,outcome\n" + b"\n" * 1_000_001 + b"M1,,,\n", "sheet.too_large"),
        (b"match,on,kind,outcome\n" + b"," * 11_000_000, "sheet.broken"),
        (b"," * 11_000_000 + b"\nmatch,on,kind,outcome\n", "sheet.broken"),
    ],
)
def test_a_csv_that_asks_for_too_much(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "visits.csv").write_bytes(content)
    assert refused(tmp_path) == [code]


def test_a_csv_of_more_bytes_than_are_read(tmp_path: Path) -> None:
    with (tmp_path / "visits.csv").open("wb") as file:
        file.truncate(200_000_001)
    assert refused(tmp_path) == ["sheet.too_large"]


def test_commas_without_end_are_nothing(tmp_path: Path) -> None:
    row = b"M1,2026-10-12,visit,held" + b"," * 16_380
    (tmp_path / "visits.csv").write_bytes(b"match,on,kind,outcome\n" + row + b"\n")
    found = read_workbook(tmp_path)
    assert (len(found.visits.rows), [*found.refusals]) == (1, [])
