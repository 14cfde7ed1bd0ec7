"""One import under way: numbers given out, rows stored in bulk, refusals noted, rows counted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from ivtool import history
from ivtool.db import last_ids, reader_of
from ivtool.errors import Problem
from ivtool.facts import sheets as known_sheets
from ivtool.facts.reading import Reader
from ivtool.sheets.workbook import AnySheet, Workbook
from ivtool.tables import Authority

ROWS_AT_ONCE = 2_000
CASELESS = frozenset({"responsible_authority", "area_authority"})
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class SheetCount:
    """What came of one sheet's rows."""

    sheet: str
    added: int
    changed: int
    unchanged: int
    refused: int


@dataclass(slots=True)
class Intake:
    """One import under way. Rows go to the file as they are found good; refusal undoes them all.

    `refused_keys` are the keys, by sheet, of rows that were refused: what points at one is refused
    too. `added` and `unchanged` count rows by sheet.
    """

    session: Session
    workbook: Workbook
    today: date
    progress: Progress | None = None
    reader: Reader = field(init=False)
    authorities: dict[str, int] = field(init=False)
    added: dict[str, int] = field(default_factory=dict)
    unchanged: dict[str, int] = field(default_factory=dict)
    _last_ids: dict[str, int] = field(init=False)
    _waiting: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _count: int = 0

    def __post_init__(self) -> None:
        self.reader = reader_of(self.session)
        self._last_ids = last_ids(self.reader)
        self.authorities = known_sheets.authorities(self.reader)

    def add(self, table: type[SQLModel], **columns: object) -> int:
        """Take a row for a table and give its number; it is stored with the next lot."""
        name = str(table.__tablename__)
        number = self._last_ids.get(name, 0) + 1
        self._last_ids[name] = number
        self._waiting.setdefault(name, []).append({"id": number, **columns})
        self._count += 1
        if self._count >= ROWS_AT_ONCE:
            self.store()
        return number

    def store(self) -> None:
        """Store what waits; what is pointed at comes before what points at it."""
        for table in SQLModel.metadata.sorted_tables:
            if rows := self._waiting.pop(table.name, []):
                self.session.connection().execute(insert(table), rows)
                history.inserted(self.session, table.name, [row["id"] for row in rows])
        self._count = 0

    def authority(self, name: str | None) -> int | None:
        """The number of an authority, a new one where none of that name is known."""
        if name is None:
            return None
        folded = name.casefold()
        if folded not in self.authorities:
            self.authorities[folded] = self.add(Authority, name=name)
        return self.authorities[folded]

    def refuse(self, sheet: AnySheet, row: int, problems: Iterable[Problem]) -> None:
        """Refuse a row for every reason there is."""
        for problem in problems:
            sheet.refuse(row, problem.code, problem.message)
            sheet.refused_rows.add(row)

    def count(self, sheet: AnySheet, *, added: bool) -> None:
        """Count a good row as added or as unchanged."""
        counts = self.added if added else self.unchanged
        counts[sheet.name] = counts.get(sheet.name, 0) + 1
        if self.progress is not None and counts[sheet.name] % ROWS_AT_ONCE == 0:
            self.progress(sheet.name, counts[sheet.name])

    def counts(self) -> list[SheetCount]:
        """What came of every sheet that was there."""
        return [
            SheetCount(
                sheet.name,
                self.added.get(sheet.name, 0),
                0,
                self.unchanged.get(sheet.name, 0),
                len(sheet.refused_rows),
            )
            for sheet in self.workbook.sheets
            if sheet.present
        ]


def differences(row: Any, known: Mapping[str, object], columns: Sequence[str]) -> list[Problem]:
    """Why a row whose key is known cannot be taken: what it says is not what is recorded.

    A blank cell says nothing. The columns are named, not what stands in them.
    """
    differing = []
    for column in columns:
        said, recorded = getattr(row, column), known.get(column)
        if said is None or said == recorded:
            continue
        if column in CASELESS and str(said).casefold() == str(recorded).casefold():
            continue
        differing.append(column)
    if not differing:
        return []
    return [
        Problem(
            "import.differs",
            f"is recorded already and differs in {', '.join(differing)};"
            " put it right with a command, or take the row out",
        )
    ]


def pointed_at(numbers: Mapping[str, int], key: str, noun: str, *, refused: bool) -> list[Problem]:
    """Why a key points at nothing: its row was refused, or no sheet and no record has it."""
    if refused:
        return [Problem("import.points_at_refused", f"points at {noun} {key}, which is refused")]
    if key not in numbers:
        return [Problem("import.unknown_key", f"points at {noun} {key}, which is not there")]
    return []
