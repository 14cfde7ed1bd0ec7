"""From the records of one sheet to its typed rows: headings first, then every cell.

A row with one bad cell is refused whole, with every reason; the good rows stay.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Generic, NamedTuple

from ivtool.sheets.columns import NOT_READ, Column, Layout, RowT, folded_heading
from ivtool.sheets.reading import Record, Source
from ivtool.sheets.refusals import Refusal, UnusableFile, shown
from ivtool.sheets.spelling import cell_reader

Progress = Callable[[str, int], None]

ROWS_BETWEEN_REPORTS = 1_000
# Above its headings a sheet may have a title, a date, a line of advice.
MOST_ROWS_ABOVE = 10


class Plan(NamedTuple):
    """How a file's records are read: of each known column, which cell it is and how it is spelt."""

    width: int
    columns: tuple[Column, ...]
    cells: list[tuple[int, Callable[[str], object]]]


@dataclass(slots=True)
class Sheet(Generic[RowT]):
    """What came of a sheet; an absent one has no source and no rows.

    `rows` are the good ones in file order, below the headings in `heading_row`. `seen` counts the
    rows that are not blank, and `refused_keys` are the readable keys of refused ones. An unusable
    sheet keeps no row.
    """

    name: str
    source: Source | None = None
    heading_row: int = 1
    rows: list[RowT] = field(default_factory=list)
    refused_rows: set[int] = field(default_factory=set)
    refused_keys: set[str] = field(default_factory=set)
    refusals: list[Refusal] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    seen: int = 0
    unusable: bool = False

    @property
    def present(self) -> bool:
        """Whether there is a file for it."""
        return self.source is not None

    @property
    def file(self) -> str:
        """The name of its file, empty if there is none."""
        return self.source.file if self.source else ""

    def refuse(
        self, row: int, code: str, why: str, column: str | None = None, value: str | None = None
    ) -> None:
        """Note one reason against a row."""
        self.refusals.append(Refusal(self.name, self.file, row, column, value, code, why))

    def refuse_file(self, row: int, code: str, why: str, column: str | None = None) -> None:
        """Refuse all of it and keep no row: a file half understood is not understood."""
        self.refuse(row, code, why, column)
        self.unusable = True
        self.rows.clear()


def read_sheet(layout: Layout[RowT], source: Source, progress: Progress | None) -> Sheet[RowT]:
    """The typed rows of one sheet, and a refusal of every cell that is not understood.

    Never raises for what is wrong in the file: a file that cannot be read is an unusable sheet.
    """
    sheet: Sheet[RowT] = Sheet(layout.name, source)
    # A blank row counts as a row of the spreadsheet, and is nothing else.
    records = (record for record in source.read() if "".join(record[1]).strip())
    try:
        plan = _plan(sheet, layout.columns, records)
        if not sheet.unusable:
            _read_rows(sheet, layout.make_row, plan, records, progress)
    except UnusableFile as fault:
        sheet.refuse_file(fault.row, fault.code, fault.why)
    return sheet


def _plan(sheet: Sheet[RowT], columns: tuple[Column, ...], records: Iterator[Record]) -> Plan:
    row, headings = _headings(sheet, columns, records)
    width = max(place for place, heading in enumerate(headings, start=1) if heading.strip())
    names = {folded_heading(column.name): column.name for column in columns}
    places: dict[str, int] = {}
    for place, heading in enumerate(headings[:width]):
        name = names.get(folded_heading(heading))
        if folded_heading(heading) in NOT_READ:
            continue
        if name is None:
            which = repr(heading.strip()) if heading.strip() else f"{place + 1}, with no heading,"
            sheet.warnings.append(f"{sheet.file}: column {which} is not known and is left out")
        elif name in places:
            sheet.refuse_file(row, "sheet.heading_twice", "is a heading twice", name)
        else:
            places[name] = place
    for column in columns:
        if column.required and column.name not in places:
            why = "is missing among the headings"
            sheet.refuse_file(row, "sheet.heading_missing", why, column.name)
    # A column that the file does not have reads the blank cell kept behind the last heading.
    cells = [
        (places.get(column.name, width), cell_reader(column.spelling, required=column.required))
        for column in columns
    ]
    return Plan(width, columns, cells)


def _headings(sheet: Sheet[RowT], columns: tuple[Column, ...], records: Iterator[Record]) -> Record:
    """The headings: the first row that has all that are required, or the first of all."""
    required = {folded_heading(column.name) for column in columns if column.required}
    first: Record | None = None
    for place, (row, cells) in enumerate(records):
        if required <= set(map(folded_heading, cells)):
            if first is not None:
                above = f"what stands above the headings in row {row}"
                sheet.warnings.append(f"{sheet.file}: {above} is left out")
            sheet.heading_row = row
            return row, cells
        first = first or (row, cells)
        if place == MOST_ROWS_ABOVE:
            break
    if first is None:
        raise UnusableFile("sheet.empty", "is empty: it has no headings")
    return first


def _read_rows(
    sheet: Sheet[RowT],
    make_row: Callable[[Iterable[object]], RowT],
    plan: Plan,
    records: Iterator[Record],
    progress: Progress | None,
) -> None:
    width, _, readers = plan
    for row, cells in records:
        sheet.seen += 1
        if progress is not None and sheet.seen % ROWS_BETWEEN_REPORTS == 0:
            progress(sheet.name, sheet.seen)
        extra = "".join(cells[width:]).strip()
        cells[width:] = [""] * max(width + 1 - len(cells), 1)
        if extra:
            # Its cells may have slipped into the wrong columns: what they say is not to be shown.
            why = f"has more cells than the {width} headings; is a comma not in quotation marks?"
            sheet.refuse(row, "sheet.too_many_cells", why)
            _set_aside(sheet, plan, row, cells)
            continue
        try:
            sheet.rows.append(make_row([row, *[read(cells[place]) for place, read in readers]]))
        except ValueError:
            _refuse_cells(sheet, plan, row, cells)
            _set_aside(sheet, plan, row, cells)
    if progress is not None:
        progress(sheet.name, sheet.seen)


def _refuse_cells(sheet: Sheet[RowT], plan: Plan, row: int, cells: list[str]) -> None:
    for column, (place, read) in zip(plan.columns, plan.cells, strict=True):
        try:
            read(cells[place])
        except ValueError as fault:
            is_blank = not cells[place].strip()
            code = "sheet.blank" if is_blank else column.spelling.code
            value = shown(cells[place]) if column.spelling.is_shown else None
            sheet.refuse(row, code, str(fault), column.name, value)


def _set_aside(sheet: Sheet[RowT], plan: Plan, row: int, cells: list[str]) -> None:
    sheet.refused_rows.add(row)
    for column, (place, read) in zip(plan.columns, plan.cells, strict=True):
        if column.name == "key":
            with suppress(ValueError):
                sheet.refused_keys.add(str(read(cells[place])))
