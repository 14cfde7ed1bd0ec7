"""Workbooks in: cells as their text, rows as they are numbered, and files that are none.

`workbooks/` holds the folder `sample` as LibreOffice 7.4 saved it, with date cells, numbers and
booleans, a title above the headings, a gap between rows, a hidden sheet and a sheet of nobody's.
"""

import random
import shutil
import zipfile
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Unchanged, records, run_on
from python_calamine import load_workbook
from xlsxwriter import Workbook as Writer

from ivtool.errors import ExitCode, NotFound, Refused
from ivtool.sheets.books import is_workbook, sheets_of_workbook
from ivtool.sheets.workbook import read_workbook

HERE = Path(__file__).parent
SAVED = HERE / "workbooks"
SAMPLE = HERE.parent.parent / "sample"
TODAY = "2026-11-23"
HALF_PAST_TWO = time(14, 30)
VISITS = ("match", "on", "kind", "outcome", "minutes", "note")


def write(path: Path, **sheets: list[tuple[Any, ...]]) -> Path:
    """A workbook of these sheets; days and hours are such cells, and None is an empty one."""
    with Writer(str(path), {"strings_to_formulas": False}) as book:
        formats = {
            datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
            date: book.add_format({"num_format": "dd/mm/yyyy"}),
            time: book.add_format({"num_format": "hh:mm"}),
            timedelta: book.add_format({"num_format": "[h]:mm"}),
        }
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for place, cell in enumerate(cells):
                    if type(cell) in formats:
                        page.write_datetime(row, place, cell, formats[type(cell)])
                    elif isinstance(cell, str):
                        page.write_string(row, place, cell)
                    elif cell is not None:
                        page.write(row, place, cell)
    return path


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (1101.0, "1101"),
        (697190206309.0, "697190206309"),
        (18.5, "18.5"),
        (0.1 + 0.2, "0.3"),
        (-3.0, "-3"),
        (7, "7"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2026, 3, 31), "2026-03-31"),
        (date(1900, 3, 1), "1900-03-01"),
        (date(1900, 2, 28), "1900-02-28"),
        (datetime.combine(date(2026, 3, 31), time()), "2026-03-31"),
        (datetime.combine(date(2026, 3, 31), HALF_PAST_TWO), "2026-03-31 14:30"),
        (time(9, 5), "09:05"),
        (time(9, 5, 7), "09:05:07"),
        (timedelta(hours=25, minutes=1), "25:01"),
        ("007", "007"),
        (" =1+1", " =1+1"),
        ("a\r\nb", "a\r\nb"),
    ],
)
def test_a_cell_is_the_text_that_a_csv_would_hold(tmp_path: Path, cell: Any, text: str) -> None:
    [source] = sheets_of_workbook(write(tmp_path / "book.xlsx", visits=[(cell,)]))
    assert list(source.read()) == [(1, [text])]


def rows_of(file: Path) -> list[str]:
    """All that a file holds, but for when and how it came."""
    return [line for line in records(file) if not line.startswith("change")]


@pytest.mark.parametrize("name", ["book.xlsx", "book.ods"])
def test_a_workbook_saved_by_libreoffice_imports_as_the_csv_does(
    file: Path, tmp_path: Path, run: Run, name: str
) -> None:
    other = Path(shutil.copy(file, tmp_path / "other.db"))
    assert run_on(other, "--today", TODAY, "import", str(SAMPLE)) == 0
    ran = run("--today", TODAY, "import", str(SAVED / name))
    assert rows_of(file) == rows_of(other)
    notes = [line for line in ran.err.splitlines() if name in line]
    assert notes == [
        f"ivtool: note: {name}, Rota is not the name of a sheet and is left out",
        f"ivtool: note: {name}, Volunteers: what stands above the headings in row 4 is left out",
        f"ivtool: note: {name}, Claims: what stands above the headings in row 4 is left out",
    ]
    again = run("--today", TODAY, "import", str(SAVED / name), "--format", "csv")
    assert "claims,0,0,23,0" in again.out


def test_cells_are_read_by_their_columns(tmp_path: Path) -> None:
    path = write(
        tmp_path / "Book.XLSX",
        VISITS=[
            tuple(name.upper() for name in VISITS),
            (1101, date(2026, 3, 4), "Visit", "Held", 90, "=1+1"),
            ("007", datetime.combine(date(2026, 3, 5), HALF_PAST_TWO), "visit", "held", 90.5, None),
            (1101.0, datetime.combine(date(2026, 3, 6), time()), "visit", "held", None, "'=1"),
        ],
        excuses=[("match", "month", "by", "reason"), (1101, date(2026, 3, 1), "a", True)],
        claims=[
            ("key", "volunteer", "on", "category", "miles", "amount", "receipt", "priced_at"),
            (5, 7, date(2026, 3, 4), "mileage", 24.1, 0.1 + 0.2, False, 3),
        ],
    )
    book = read_workbook(path)
    assert [(row.match, row.on, row.minutes, row.note) for row in book.visits.rows] == [
        ("1101", date(2026, 3, 4), 90, "=1+1"),
        ("1101", date(2026, 3, 6), None, "=1"),
    ]
    assert [(r.file, r.row, r.column, r.value) for r in book.refusals] == [
        ("Book.XLSX, VISITS", 3, "minutes", "90.5")
    ]
    assert str(book.excuses.rows[0].month) == "2026-03"
    assert book.excuses.rows[0].reason == "TRUE"
    [line] = book.claims.rows
    assert (line.key, line.volunteer, line.miles_tenths, line.amount_pence) == ("5", "7", 241, 30)
    assert line.receipt is False
    assert book.warnings == []


def test_rows_are_numbered_as_the_spreadsheet_shows_them(tmp_path: Path) -> None:
    title: list[tuple[Any, ...]] = [(), (None, "Our visits"), (), (None, *VISITS)]
    bad = (None, "M1", "soon", "visit", "held")
    rows = [*title, bad, (), (None, "", "", ""), bad]
    book = read_workbook(write(tmp_path / "book.xlsx", visits=rows))
    assert [(refusal.row, refusal.value) for refusal in book.refusals] == [(5, "soon"), (8, "soon")]
    assert book.visits.seen == 2


def test_the_headings_may_stand_below_a_title_in_a_csv_as_well(tmp_path: Path) -> None:
    text = "Our visits,,,\n\nas of,23/11/2026,,\nmatch,on,kind,outcome\nM1,2026-03-04,visit,held\n"
    (tmp_path / "visits.csv").write_text(text)
    book = read_workbook(tmp_path)
    assert [row.row for row in book.visits.rows] == [5]
    assert book.warnings == [
        "visits.csv: what stands above the headings in row 4 is left out"
    ]  # fmt: skip


def test_a_hidden_sheet_of_a_known_name_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with Writer(str(path)) as book:
        for name in ("children", "visits", "lists"):
            page = book.add_worksheet(name)
            page.write_row(0, 0, ("key", "name") if name == "children" else VISITS)
            if name != "children":
                page.hide()
    found = read_workbook(path)
    assert found.visits.present
    assert found.warnings == ["book.xlsx, visits is a hidden sheet; it is read all the same"]


def test_of_merged_cells_the_first_counts_and_a_note_says_so(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with Writer(str(path)) as book:
        page = book.add_worksheet("children")
        page.merge_range(0, 0, 0, 3, "Our children")
        page.write_row(1, 0, ("key", "name", "gender"))
        page.merge_range(2, 0, 3, 0, "C1")
        page.write_column(2, 1, ("Ann", "Bo"))
        page.merge_range(2, 2, 3, 2, "Female")
    sheet = read_workbook(path).children
    assert [row.key for row in sheet.rows] == ["C1"]
    assert [(r.row, r.column, r.why) for r in sheet.refusals] == [(4, "key", "is blank")]
    assert sheet.warnings == [
        "book.xlsx, children: what stands above the headings in row 2 is left out",
        "book.xlsx, children: of the merged cells A3:A4, C3:C4 the first alone counts",
    ]


def test_hidden_rows_and_columns_are_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with Writer(str(path)) as book:
        page = book.add_worksheet("children")
        page.write_row(0, 0, ("key", "name", "gender"))
        for row in range(1, 8):
            page.write_row(row, 0, (f"C{row}", "Ann", "Female"))
        for row in (2, 3, 4, 6, 9):
            page.set_row(row, options={"hidden": True})
        page.set_column("C:C", options={"hidden": True})
        page.set_column("F:H", options={"hidden": True})
    sheet = read_workbook(path).children
    assert [row.key for row in sheet.rows] == [f"C{row}" for row in range(1, 8)]
    assert sheet.warnings == [
        "book.xlsx, children: rows 3 to 5, 7 are hidden; they are read all the same",
        "book.xlsx, children: column C is hidden; it is read all the same",
    ]


def test_what_a_formula_failed_in_or_was_never_reckoned_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with Writer(str(path)) as book:
        page = book.add_worksheet("children")
        page.write_row(0, 0, ("key", "name", "likes", "other"))
        page.write_row(1, 0, ("C1", "Ann"))
        page.write_formula(1, 2, "=A9", None, "#REF!")
        page.write_formula(1, 3, "=A9", None, "#REF!")
        page.write_row(2, 0, ("C2",))
        page.write_formula(2, 1, "=A1", None, "")
        page.write_row(3, 0, ("C3",))
        page.write_formula(3, 1, '="An"&"n"', None, "Ann")
    sheet = read_workbook(path).children
    assert [row.key for row in sheet.rows] == ["C3"]
    assert [(r.row, r.column, r.value, r.code) for r in sheet.refusals] == [
        (2, "likes", "#REF!", "sheet.formula_error"),
        (3, "name", None, "sheet.formula_not_reckoned"),
    ]


def test_numbers_that_lost_their_zeros_are_said(tmp_path: Path) -> None:
    rows: list[tuple[Any, ...]] = [
        ("key", "name", "phone", "dbs_number"),
        ("V1", "Ann", 7700900101, 1748820316),
        ("V2", "Bo", "07700 900102", "001748820316"),
        ("V3", "Cy", "7700 900103", None),
        ("V4", "Di", "7.7009E+09", None),
        ("V5", "Ed", "+44 7700 900104", "123456789012"),
    ]
    book = read_workbook(write(tmp_path / "book.xlsx", volunteers=rows))
    assert [row.phone for row in book.volunteers.rows][:2] == ["7700900101", "07700 900102"]
    lost = "to have lost the zeros at the front; keep it as text"
    assert book.warnings == [
        f"book.xlsx, volunteers: 3 numbers in phone seem {lost}",
        f"book.xlsx, volunteers: 1 number in dbs_number seems {lost}",
    ]


ODS = """<o:content xmlns:o="o" xmlns:table="t" xmlns:text="x" xmlns:office="f" xmlns:c="c">
<o:styles><s:style xmlns:s="s" style:name="off" xmlns:style="s">
<style:table-properties table:display="false"/></s:style></o:styles>
<table:table table:name="children" table:style-name="off">
<table:table-column/><table:table-column table:visibility="collapse"/>
<table:table-row><table:table-cell><text:p>key</text:p></table:table-cell>
<table:table-cell><text:p>name</text:p></table:table-cell>
<table:table-cell><text:p>date_of_birth</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="3"/>
<table:table-cell><text:p>likes</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2"/>
<table:table-row table:visibility="filter">
<table:table-cell office:value-type="float" office:value="7"><text:p>007</text:p></table:table-cell>
<table:table-cell><office:annotation><text:p>a remark</text:p></office:annotation><text:p>A<text:s/>
</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2012-03-04"><text:p>4/3</text:p>
</table:table-cell>
<table:table-cell table:number-columns-repeated="3"/>
<table:table-cell table:number-rows-spanned="2"><text:p>a</text:p><text:p>b</text:p>
</table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>8</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="0"><text:p>Err:502</text:p>
</table:table-cell><table:table-cell table:formula="of:=A1"/></table:table-row>
</table:table></o:content>"""


def test_an_ods_is_read_as_an_xlsx_is(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "book.ods", "w") as packed:
        packed.writestr("content.xml", ODS.replace("\n", ""))
    book = read_workbook(tmp_path / "book.ods")
    [child] = book.children.rows
    assert (child.row, child.key, child.name, child.likes) == (4, "7", "A", "a\nb")
    assert child.date_of_birth == date(2012, 3, 4)
    assert [(r.row, r.column, r.code) for r in book.refusals] == [
        (5, "name", "sheet.formula_error"),
        (5, "date_of_birth", "sheet.formula_not_reckoned"),
    ]
    assert [warning.partition(": ")[2] for warning in book.warnings] == [
        "",
        "columns 4 (no heading), 5 (no heading), 6 (no heading) are not known and are left out",
        "of the merged cells G4:G5 the first alone counts",
        "row 4 is hidden; it is read all the same",
        "column B is hidden; it is read all the same",
    ]


def test_a_workbook_reads_as_another_reader_reads_it() -> None:
    for name in ("book.xlsx", "book.ods"):
        other = load_workbook(SAVED / name)
        for source in sheets_of_workbook(SAVED / name):
            rows = other.get_sheet_by_name(source.name).to_python(skip_empty_area=False)
            filled = {
                number: len([cell for cell in cells if cell != ""])
                for number, cells in enumerate(rows, start=1)
                if any(cell != "" for cell in cells)
            }
            assert filled == {row: len([*filter(None, cells)]) for row, cells in source.read()}


def test_two_sheets_of_one_name_are_refused(tmp_path: Path) -> None:
    with Writer(str(tmp_path / "book.xlsx")) as book:
        for name in ("visits", "visits "):
            book.add_worksheet(name).write_row(0, 0, VISITS)
    sheet = read_workbook(tmp_path / "book.xlsx").visits
    assert [refusal.code for refusal in sheet.refusals] == ["sheet.file_twice"]


def locked_ods(path: Path) -> None:
    """What an .ods under a password says of itself."""
    manifest = (
        '<?xml version="1.0"?><manifest:manifest'
        ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", manifest)
        packed.writestr("content.xml", b"\x01\x02")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.xlsx", b"", "workbook.empty"),
        ("csv.xlsx", b"match,on\nM1,2026-03-04\n", "workbook.not_one"),
        ("csv.ods", b"match,on\nM1,2026-03-04\n", "workbook.not_one"),
        ("zip.xlsx", b"PK\x03\x04 and no more", "workbook.damaged"),
        ("old.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook.password"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(
    tmp_path: Path, run: Run, nothing_stored: Unchanged, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with nothing_stored():
        ran = run("import", str(tmp_path / name), code=4)
    assert f"{name} cannot be imported" in ran.err
    assert f"[{code}]" in ran.err
    assert "Traceback" not in ran.err


def test_an_ods_under_a_password_is_refused(tmp_path: Path) -> None:
    locked_ods(tmp_path / "book.ods")
    with pytest.raises(Refused) as refused:
        read_workbook(tmp_path / "book.ods")
    assert [problem.code for problem in refused.value.problems] == ["workbook.password"]


def test_a_workbook_under_another_ones_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.ods"
    path.write_bytes((SAVED / "book.xlsx").read_bytes())
    with pytest.raises(Refused) as refused:
        read_workbook(path)
    assert [problem.code for problem in refused.value.problems] == ["workbook.damaged"]


def test_no_file_or_no_sheet_is_not_found(tmp_path: Path) -> None:
    write(tmp_path / "other.xlsx", rota=[("Monday",)])
    for name, message in (
        ("none.xlsx", "there is no file"),
        ("other.xlsx", "there is no sheet in"),
    ):
        with pytest.raises(NotFound, match=message) as missing:
            read_workbook(tmp_path / name)
        assert missing.value.exit_code is ExitCode.NOT_FOUND


def test_an_empty_sheet_is_refused(tmp_path: Path) -> None:
    book = read_workbook(write(tmp_path / "book.xlsx", visits=[], children=[("key", "name")]))
    assert [refusal.code for refusal in book.refusals] == ["sheet.empty"]


def test_a_folder_is_a_folder_whatever_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "ours.xlsx"
    folder.mkdir()
    assert not is_workbook(folder)
    assert is_workbook(tmp_path / "OURS.ODS")
    assert not is_workbook(tmp_path / "ours.csv")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["book.xlsx", "book.ods"])
def test_a_damaged_workbook_is_refused_and_is_no_bug(tmp_path: Path, name: str) -> None:
    chance = random.Random(4)
    whole = (SAVED / name).read_bytes()
    path = tmp_path / name
    for _ in range(300):
        damaged = bytearray(
            whole[: chance.randrange(len(whole)) if chance.random() < 0.2 else None]
        )
        for _ in range(chance.randrange(6)):
            if damaged:
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        # What else is raised is a bug; what can be read of it is read.
        with suppress(NotFound, Refused):
            assert read_workbook(path).sheets


def test_a_large_sheet_is_read_in_full(tmp_path: Path) -> None:
    rows = [
        VISITS,
        *[(f"M{n}", date(2026, 3, 4), "visit", "held", n % 90 + 1, "") for n in range(999)],
    ]
    book = read_workbook(write(tmp_path / "book.xlsx", visits=rows))
    assert len(book.visits.rows) == 999
