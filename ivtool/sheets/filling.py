"""A workbook written a row at a time: of its cells no more is in memory than of one row.

Texts that come again are shared, as many as are kept at hand; every other stands in its cell. What
is written goes into the stream compressed and nowhere else: no draft of it lies on a disk.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape
from zipfile import ZipFile

from ivtool.sheets.limits import column_name

# Before March 1900 a workbook's days are not those of the calendar.
FIRST_DAY = date(1900, 3, 1)
DAY_BEFORE = date(1899, 12, 30)
WIDTH = 16.7109375
MOST_SHARED = 50_000
LONGEST_SHARED = 200
ROWS_AT_ONCE = 200
# How cells look, in the order of `LOOKS`.
PLAIN, BOLD, DAY, TENTHS, PENCE = range(5)
NO_XML = "[\\x00-\\x08\\x0b-\\x1f\\ufffe\\uffff]"
# A letter that XML has none for, or what would read like one that is spelt out.
ODD = re.compile(f"{NO_XML}|_(?=x[0-9a-fA-F]{{4}}(?:_|{NO_XML}))")
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
LOOKS = "".join(
    f'<xf numFmtId="{shown}" fontId="{font}" fillId="0" borderId="0" xfId="0"{applied}/>'
    for shown, font, applied in (
        (0, 0, ""),
        (0, 1, ' applyFont="1"'),
        (164, 0, ' applyNumberFormat="1"'),
        (165, 0, ' applyNumberFormat="1"'),
        (2, 0, ' applyNumberFormat="1"'),
    )
)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164"'
    ' formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="0.0"/></numFmts>'
    f'<fonts count="2"><font>{FONT}</font><font><b/>{FONT}</font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/>'
    '<right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0"'
    f' fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">{LOOKS}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
# Turned, as wide as the paper and as long as it needs, with the sheet's name and the page.
ON_PAPER = (
    '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
)
Cell = str | int | Decimal | date | None


class Book:
    """A workbook under way in a zip that is open; `end` makes it whole."""

    def __init__(self, package: ZipFile) -> None:
        self._zip = package
        self._names: list[str] = []
        self._shared: dict[str, str] = {}

    def add(self, name: str, headings: Sequence[str], rows: Iterable[Collection[Cell]]) -> None:
        """Add a sheet: its headings bold, in sight, on every page and with a filter each.

        Days stand as days, numbers as numbers.
        """
        self._names.append(name)
        places = [column_name(place) for place in range(len(headings))]
        tab = ' tabSelected="1"' if len(self._names) == 1 else ""
        with self._zip.open(_part(len(self._names)), "w") as part:
            part.write(
                f'{HEAD}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
                f'<sheetViews><sheetView{tab} workbookViewId="0">'
                '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
                f'</sheetView></sheetViews><cols><col min="1" max="{len(headings) + 1}"'
                f' width="{WIDTH}" customWidth="1"/></cols><sheetData>'.encode()
            )
            number = 1
            titles = zip(places, map(self._text, headings), strict=True)
            lines = [_row(1, (f'<c r="{place}1" s="{BOLD}"{text}' for place, text in titles))]
            for number, row in enumerate(rows, start=2):
                filled = zip(places, row, strict=True)
                cells = (
                    f'<c r="{place}{number}"{self._cell(cell)}'
                    for place, cell in filled
                    if cell is not None
                )
                lines.append(_row(number, cells))
                if len(lines) >= ROWS_AT_ONCE:
                    part.write("".join(lines).encode())
                    lines.clear()
            corner = f"{places[-1]}{number}"
            end = f'</sheetData><autoFilter ref="A1:{corner}"/>{ON_PAPER}</worksheet>'
            part.write(("".join(lines) + end).encode())

    def end(self) -> None:
        """Write what the sheets share, and how they hang together."""
        sheets = range(1, len(self._names) + 1)
        texts = "".join(f"<si>{_spelt(text)}</si>" for text in self._shared)
        listed = "".join(
            f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
            for number, name in enumerate(self._names, start=1)
        )
        names = "".join(
            f'<definedName name="_xlnm.Print_Titles" localSheetId="{place}">'
            f"'{escape(name)}'!$1:$1</definedName>"
            for place, name in enumerate(self._names)
        )
        beside = ("styles", "sharedStrings")
        related = [("worksheet", _part(number).removeprefix("xl/")) for number in sheets]
        related += [(kind, f"{kind}.xml") for kind in beside]
        kinds = [("/" + _part(number), "worksheet") for number in sheets]
        kinds += [
            ("/xl/workbook.xml", "sheet.main"),
            *((f"/xl/{each}.xml", each) for each in beside),
        ]
        parts = {
            "xl/styles.xml": STYLES,
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews>'
            f"<workbookView/></bookViews><sheets>{listed}</sheets>"
            f"<definedNames>{names}</definedNames></workbook>",
            "xl/_rels/workbook.xml.rels": _related(related),
            "_rels/.rels": _related([("officeDocument", "xl/workbook.xml")]),
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default'
            f' Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
            '+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            + "".join(
                f'<Override PartName="{part}" ContentType="{KIND}.{kind}+xml"/>'
                for part, kind in kinds
            )
            + "</Types>",
        }
        for name, text in parts.items():
            self._zip.writestr(name, HEAD + text)

    def _cell(self, cell: Cell) -> str:
        if isinstance(cell, str):
            return self._text(cell)
        if isinstance(cell, date):
            return f' s="{DAY}"><v>{(cell - DAY_BEFORE).days}</v></c>'
        if isinstance(cell, Decimal):
            look = TENTHS if cell.as_tuple().exponent == -1 else PENCE
            return f' s="{look}"><v>{cell:f}</v></c>'
        return f"><v>{cell}</v></c>"

    def _text(self, text: str) -> str:
        found = self._shared.get(text)
        if found is not None:
            return found
        if len(self._shared) >= MOST_SHARED or len(text) > LONGEST_SHARED:
            return f' t="inlineStr"><is>{_spelt(text)}</is></c>'
        found = self._shared[text] = f' t="s"><v>{len(self._shared)}</v></c>'
        return found


def _part(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def _row(number: int, cells: Iterable[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _related(parts: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def _spelt(text: str) -> str:
    """A text as XML holds it, with the letters that it has none for."""
    if not text.isprintable() or "_x" in text:
        text = ODD.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{kept}>{escape(text)}</t>"
