"""One import under way: numbers given out, rows stored in bulk, refusals noted, rows counted."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from ivtool.db import last_ids
from ivtool.domain.children.records import (
    Authority,
    Child,
    ChildAuthority,
    ChildWorker,
    Placement,
    Referral,
    ReferralClosing,
    ReferralStepTaken,
)
from ivtool.domain.expenses.records import Claim, ClaimLine
from ivtool.domain.matching.records import Excuse, Match, MatchInterval, MatchPause
from ivtool.domain.office.records import TwoPeople
from ivtool.domain.recruitment.records import (
    Volunteer,
    VolunteerCheck,
    VolunteerHold,
    VolunteerSpell,
    VolunteerStage,
)
from ivtool.domain.support.records import (
    Attendance,
    MatchReview,
    MatchReviewAction,
    MatchReviewRating,
    MatchReviewView,
    StatutoryReview,
    Support,
    SupportAction,
)
from ivtool.domain.visits.records import Visit
from ivtool.errors import Problem
from ivtool.queries.file import sheets as known_sheets
from ivtool.queries.reading import Reader
from ivtool.rows import PLAIN, Kept, kept, table_of
from ivtool.services.imports.own import Own
from ivtool.sheets.columns import HEADINGS
from ivtool.sheets.workbook import AnySheet, Workbook
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer

ROWS_AT_ONCE = 2_000
# What an import adds: what is pointed at before what points at it.
KINDS: tuple[type[NamedTuple], ...] = (
    *(Authority, Volunteer, VolunteerSpell, VolunteerStage, VolunteerCheck, VolunteerHold),
    *(Child, ChildAuthority, ChildWorker, Placement),
    *(Referral, ReferralClosing, ReferralStepTaken),
    *(Match, MatchInterval, MatchPause, Excuse, Visit),
    *(Claim, ClaimLine),
    *(StatutoryReview, MatchReview, MatchReviewRating, MatchReviewView, MatchReviewAction),
    *(Support, Attendance, SupportAction),
    TwoPeople,
)
ROWS_NAMED = 5
CASELESS = frozenset({"responsible_authority", "area_authority", "authority"})
Progress = Callable[[str, int], None]


class Came(StrEnum):
    """What came of a good row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


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

    `update`: a row whose record is known and differs changes it; `anyway`: somebody like one who is
    there is somebody else. `knotted` is true where one row was taken because of another that was
    then refused: only the whole can be kept. `notes` are of what was taken and is to be looked at.
    `own` tells whether the sheets are this file's own export.
    """

    writer: Writer
    workbook: Workbook
    today: date
    progress: Progress | None = None
    update: bool = False
    anyway: bool = False
    knotted: bool = False
    notes: list[str] = field(default_factory=list)
    reader: Reader = field(init=False)
    authorities: dict[str, int] = field(init=False)
    own: Own = field(init=False)
    _came: dict[Came, Counter[str]] = field(default_factory=lambda: {c: Counter() for c in Came})
    _last_ids: dict[type[NamedTuple], int] = field(init=False)
    _waiting: dict[type[NamedTuple], dict[tuple[str, ...], list[tuple[Kept, ...]]]] = field(
        default_factory=lambda: {kind: {} for kind in KINDS}
    )
    _count: int = 0

    def __post_init__(self) -> None:
        self.reader = self.writer.reader
        given = last_ids(self.reader)
        self._last_ids = {kind: given.get(table_of(kind), 0) for kind in KINDS}
        self.authorities = known_sheets.authorities(self.reader)
        self.own = Own(self.reader, self.workbook)

    def add(self, kind: type[NamedTuple], /, **columns: object) -> int:
        """Take a row for a record type and give its number; it is stored with the next lot."""
        values = columns.values()
        # Most values of most rows are kept as they are, and there are very many of them.
        plain = [value if type(value) in PLAIN else kept(value) for value in values]
        return self.add_kept(kind, tuple(columns), plain)

    def add_kept(
        self, kind: type[NamedTuple], columns: tuple[str, ...], values: Iterable[Any]
    ) -> int:
        """The same with the values of some columns as the file keeps them."""
        number = self._last_ids[kind] = self._last_ids[kind] + 1
        self._waiting[kind].setdefault(columns, []).append((number, *values))
        self._count += 1
        if self._count >= ROWS_AT_ONCE:
            self.store()
        return number

    def change(self, kind: type[NamedTuple], number: int, /, **columns: object) -> None:
        """Change columns of a row at once: it may make room for one that waits to be added."""
        self.writer.update(self.writer.known(kind, number), **columns)

    def store(self) -> None:
        """Store what waits."""
        for kind, waiting in self._waiting.items():
            for columns, rows in waiting.items():
                self.writer.insert_many(kind, ("id", *columns), rows)
            waiting.clear()
        self._count = 0

    def authority(self, name: str | None) -> int | None:
        """The number of an authority, a new one where none of that name is known."""
        if name is None:
            return None
        folded = name.casefold()
        if folded not in self.authorities:
            self.authorities[folded] = self.add(Authority, name=name)
            # A change of a row is stored at once, and may point at it.
            self.store()
        return self.authorities[folded]

    def refuse(self, sheet: AnySheet, row: int, problems: Iterable[Problem]) -> None:
        """Refuse a row for every reason there is."""
        for problem in problems:
            sheet.refuse(row, problem.code, problem.message)
            sheet.refused_rows.add(row)

    def count(self, sheet: AnySheet, came: Came) -> None:
        """Count a good row by what came of it."""
        counts = self._came[came]
        counts[sheet.name] += 1
        if self.progress is not None and counts[sheet.name] % ROWS_AT_ONCE == 0:
            self.progress(sheet.name, counts[sheet.name])

    def note(self, sheet: AnySheet, said: str, rows: Sequence[int]) -> None:
        """Note what is odd about rows that were taken, if there are any: the first of them."""
        if rows:
            listed = ", ".join(map(str, rows[:ROWS_NAMED]))
            more = f" and {len(rows) - ROWS_NAMED} more" if len(rows) > ROWS_NAMED else ""
            self.notes.append(f"{sheet.file}: {said}: row{'s' * (len(rows) > 1)} {listed}{more}")

    def counts(self) -> list[SheetCount]:
        """What came of every sheet that was there."""
        return [
            SheetCount(
                sheet.name,
                self._came[Came.ADDED][sheet.name],
                self._came[Came.CHANGED][sheet.name],
                self._came[Came.UNCHANGED][sheet.name],
                len(sheet.refused_rows),
            )
            for sheet in self.workbook.sheets
            if sheet.present
        ]


def differing_fields(row: Any, known: Mapping[str, object], fields: Sequence[str]) -> list[str]:
    """The fields in which a row says something else than is recorded; a blank cell says nothing.

    Nor does what a sheet said of one of two records before they became one.
    """
    differing = []
    before: Any = known.get("said_before", {})
    for name in fields:
        said = getattr(row, name)
        if said is None or any(
            _is_same(name, said, each) for each in (known.get(name), *before.get(name, ()))
        ):
            continue
        differing.append(name)
    return differing


def _is_same(name: str, said: object, recorded: object) -> bool:
    return said == recorded or (
        name in CASELESS and str(said).casefold() == str(recorded).casefold()
    )


def told_differences(fields: Sequence[str], *, update: bool = False) -> list[Problem]:
    """Why a row that differs in these fields cannot be taken; none where it differs in none.

    With `update` it differs from what another row of the same import has said.
    """
    if not fields:
        return []
    columns = ", ".join(HEADINGS.get(each, each) for each in fields)
    helps = "another row says otherwise" if update else "take the row out, or import with --update"
    return [
        Problem(
            "import.differs",
            f"is recorded already and differs in {columns}; {helps}",
        )
    ]


def pointed_at(standing: Container[str], key: str, noun: str, sheet: AnySheet) -> list[Problem]:
    """Why a key points at nothing: its row was refused, or no sheet and no record has it.

    Where a record of that key stands, in the file or by another row, a refused row is no matter.
    """
    if key in standing:
        return []
    if key in sheet.refused_keys or sheet.unusable:
        return [Problem("import.points_at_refused", f"points at {noun} {key}, which is refused")]
    return [Problem("import.unknown_key", f"points at {noun} {key}, which is not there")]


def points_at_match(intake: Intake, matches: Container[str], key: str) -> list[Problem]:
    """Why a match's key points at nothing."""
    return pointed_at(matches, key, "match", intake.workbook.matches)
