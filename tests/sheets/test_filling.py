"""An exported workbook as somebody opens and prints it: headings in words, filters, paper."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

from ivtool.sheets.filling import Cell
from ivtool.sheets.writing import Filled, write_workbook


def test_a_workbook_has_headings_in_words_and_goes_on_paper(tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    rows: list[list[Cell]] = [
        ["007", date(2026, 3, 31), Decimal("2.5"), None],
        ["=1+1", None, None, 8],
    ]
    headings = ["key", "dbs_issued", "area_authority", "iro"]
    write_workbook(file, [Filled("volunteers", headings, rows), Filled("visits", ["on"], [])])
    with ZipFile(file) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        book = package.read("xl/workbook.xml").decode()
    assert '<autoFilter ref="A1:D3"/>' in sheet
    assert 'orientation="landscape" fitToWidth="1" fitToHeight="0"' in sheet
    assert 'state="frozen"' in sheet
    assert "'volunteers'!$1:$1" in book
    assert "'visits'!$1:$1" in book
    with file.open("rb") as stream:
        read = CalamineWorkbook.from_filelike(stream).get_sheet_by_index(0).to_python()
    assert read[0] == ["Key", "DBS issued", "Area authority", "IRO"]
    assert read[1][:3] == ["007", date(2026, 3, 31), 2.5]
    assert read[2][0] == "=1+1"
