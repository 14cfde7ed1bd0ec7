"""From the records of one sheet to its typed rows: headings first, then every cell.

A row with one bad cell is refused whole, with every reason; the good rows stay.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, islice, repeat, zip_longest
from typing import Generic

from ivtool.domain.letters import seen
from ivtool.sheets.columns import ALL_REQUIRED, NOT_READ, Column, Layout, RowT, folded_heading
from ivtool.sheets.nobody import finder, why_unread
from ivtool.sheets.reading import MOST_ROWS_ABOVE, Record, Source
from ivtool.sheets.refusals import Refusal, Refusals, UnusableFile, shown, some_of
from ivtool.sheets.spelling import NoValue, cell_reader
from ivtool.tuples import NamedTuple

Progress = Callable[[str, int], None]

ROWS_BETWEEN_REPORTS = 1_000


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
    refusals: Refusals = field(default_factory=Refusals)
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

    def keep_good(self) -> None:
        """Drop the rows that were refused since they were read."""
        self.rows[:] = [row for row in self.rows if row.row not in self.refused_rows]

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
    records = (record for record in source.read(layout.score) if _holds(record[1]))
    try:
        first = list(islice(records, MOST_ROWS_ABOVE + 1))
        place = _heading_place(layout, first)
        plan = _plan(sheet, layout, first[place])
        if not sheet.unusable:
            if place:
                above = f"what stands above the headings in row {sheet.heading_row}"
                sheet.warnings.append(f"{sheet.file}: {above} is left out")
            rest = chain(first[place + 1 :], records)
            _read_rows(sheet, layout.make_row, plan, rest, progress)
            _refuse_nobody(sheet, layout)
            _note_lost_zeros(sheet, layout)
            notes = source.notes(sheet.heading_row, plan.width)
            sheet.warnings += [f"{sheet.file}: {note}" for note in notes]
    except UnusableFile as fault:
        sheet.refuse_file(fault.row, fault.code, fault.why)
    return sheet


def _holds(cells: list[str]) -> bool:
    text = "".join(cells)
    return bool(text.strip() if text.isascii() else seen(text))


def _plan(sheet: Sheet[RowT], layout: Layout[RowT], record: Record) -> Plan:
    row, headings = record
    sheet.heading_row = row
    width = max(place for place, heading in enumerate(headings, start=1) if seen(heading))
    columns = layout.columns + layout.own
    names = {folded_heading(column.name): column.name for column in columns}
    names |= {folded_heading(heading): name for heading, name in layout.also}
    places: dict[str, int] = {}
    unknown: list[str] = []
    for place, heading in enumerate(headings[:width]):
        name = names.get(folded_heading(heading))
        if name is None and folded_heading(heading) in NOT_READ:
            continue
        if name is None:
            told = shown(heading)
            bare = f"{place + 1}" if seen(heading) else f"{place + 1} (no heading)"
            unknown.append(bare if told is None else repr(told))
        elif name in places:
            sheet.refuse_file(row, "sheet.heading_twice", "is a heading twice", name)
        else:
            places[name] = place
    _refuse_missing(sheet, layout, row, places)
    if unknown:
        some = some_of(unknown)
        what = (
            f"column {some} is not known and is left out"
            if len(unknown) == 1
            else f"columns {some} are not known and are left out"
        )
        sheet.warnings.append(f"{sheet.file}: {what}")
    # A column that the file does not have reads the blank cell kept behind the last heading.
    cells = [
        (places.get(column.name, width), cell_reader(column.spelling, required=column.required))
        for column in columns
    ]
    return Plan(width, columns, cells)


def _refuse_missing(
    sheet: Sheet[RowT], layout: Layout[RowT], row: int, places: Mapping[str, int]
) -> None:
    missing = [each.name for each in layout.columns if each.required and each.name not in places]
    if missing and not places:
        why = f"has no row with the headings {', '.join(missing)}"
        sheet.refuse_file(row, "sheet.heading_missing", why)
        return
    for name in missing:
        sheet.refuse_file(row, "sheet.heading_missing", "is missing among the headings", name)


def _heading_place(layout: Layout[RowT], first: Sequence[Record]) -> int:
    """Which of the first records are the headings: the first that has all that are required.

    Where none has, the one with most of them, that what is missing can be told.
    """
    if not first:
        raise UnusableFile("sheet.empty", "is empty: it has no headings")
    scores = [layout.score(cells) for _, cells in first]
    whole = (place for place, score in enumerate(scores) if score >= ALL_REQUIRED)
    return next(whole, scores.index(max(scores)))


def _read_rows(
    sheet: Sheet[RowT],
    make_row: Callable[[Iterable[object]], RowT],
    plan: Plan,
    records: Iterator[Record],
    progress: Progress | None,
) -> None:
    whole = True
    while whole:
        lot: list[Record] = []
        try:
            lot.extend(islice(records, ROWS_BETWEEN_REPORTS))
        finally:
            # What was read before a fault in the file is told of as well.
            sheet.seen += len(lot)
            if lot and not _read_good(sheet, make_row, plan, lot):
                _read_each(sheet, make_row, plan, lot)
        whole = len(lot) == ROWS_BETWEEN_REPORTS
        if progress is not None:
            progress(sheet.name, sheet.seen)


def _read_good(
    sheet: Sheet[RowT],
    make_row: Callable[[Iterable[object]], RowT],
    plan: Plan,
    lot: Sequence[Record],
) -> bool:
    """Read rows a column at a time, in which most cells repeat; False, and none, if one is bad."""
    numbers, cells = zip(*lot, strict=True)
    columns = [*zip_longest(*cells, fillvalue="")]
    if any(map(any, columns[plan.width :])):
        return False
    width = min(plan.width, len(columns))
    try:
        values = [
            map(read, columns[place]) if place < width else repeat(read(""), len(lot))
            for place, read in plan.cells
        ]
        sheet.rows += [*map(make_row, zip(numbers, *values, strict=True))]
    except ValueError:
        return False
    return True


def _read_each(
    sheet: Sheet[RowT],
    make_row: Callable[[Iterable[object]], RowT],
    plan: Plan,
    lot: Iterable[Record],
) -> None:
    """Read rows one by one, to tell what is wrong with which cell of which."""
    width, _, readers = plan
    for row, cells in lot:
        extra = len(cells) > width and _holds(cells[width:])
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


def _refuse_cells(sheet: Sheet[RowT], plan: Plan, row: int, cells: list[str]) -> None:
    required = {
        column.name: cells[place]
        for column, (place, _) in zip(plan.columns, plan.cells, strict=True)
        if column.required
    }
    if nobody := why_unread(required):
        sheet.refuse(row, *nobody)
        return
    for column, (place, read) in zip(plan.columns, plan.cells, strict=True):
        try:
            read(cells[place])
        except ValueError as fault:
            code = "sheet.blank" if not seen(cells[place]) else column.spelling.code
            value = shown(cells[place]) if column.spelling.is_shown else None
            if isinstance(fault, NoValue):
                code, value = fault.code, fault.shown
            sheet.refuse(row, code, str(fault), column.name, value)


def _set_aside(sheet: Sheet[RowT], plan: Plan, row: int, cells: list[str]) -> None:
    sheet.refused_rows.add(row)
    for column, (place, read) in zip(plan.columns, plan.cells, strict=True):
        if column.name == "key":
            with suppress(ValueError):
                sheet.refused_keys.add(str(read(cells[place])))


def _refuse_nobody(sheet: Sheet[RowT], layout: Layout[RowT]) -> None:
    found = finder(layout)(sheet.rows)
    for row, why in found:
        sheet.refuse(row.row, *why)
        sheet.refused_rows.add(row.row)
        if layout.columns[0].name == "key":
            sheet.refused_keys.add(str(row[1]))
    if found:
        sheet.keep_good()
        sheet.refusals.sort(key=lambda refusal: refusal.row or 0)


def _note_lost_zeros(sheet: Sheet[RowT], layout: Layout[RowT]) -> None:
    for place, column in enumerate(layout.columns, start=1):
        if column.zeros is None:
            continue
        cells = ("".join(str(row[place]).split()) for row in sheet.rows if row[place] is not None)
        count = sum(1 for cell in cells if column.zeros.fullmatch(cell))
        if count:
            seem = "1 number" if count == 1 else f"{count} numbers"
            seem += f" in {column.name} seem{'s' if count == 1 else ''} to have lost"
            sheet.warnings.append(f"{sheet.file}: {seem} the zeros at the front; keep it as text")
