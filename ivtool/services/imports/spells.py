"""What holds from a day on, out of sheets with a row a spell: holds, intervals, authorities.

The records' own sheets tell of the newest too. A row that says what was recorded before the import
says nothing new, whatever another sheet has changed.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from ivtool.domain.ages import problems_before_birth
from ivtool.domain.children.records import ChildAuthority, ReferralClosing
from ivtool.domain.days import problems_ahead
from ivtool.domain.ids import VolunteerId
from ivtool.domain.matching.records import MatchInterval
from ivtool.domain.recruitment.details import problems_with_hold, problems_with_new_hold
from ivtool.domain.recruitment.records import VolunteerHold
from ivtool.domain.refs import volunteer_ref
from ivtool.domain.visits.plans import problems_with_months
from ivtool.errors import Problem
from ivtool.queries import people as people_queries
from ivtool.queries.file import sheets as known_sheets
from ivtool.queries.file import spell_sheets
from ivtool.queries.file.merged import spells_before as spells_of_two
from ivtool.queries.file.sheets import Known
from ivtool.queries.reading import Reader
from ivtool.rows import table_of
from ivtool.services.imports.changing import AuthorityOf, Placed, Target, judged, put, taken
from ivtool.services.imports.intake import (
    Came,
    Intake,
    differing_fields,
    pointed_at,
)
from ivtool.sheets.checking import Sheet
from ivtool.sheets.columns import HEADINGS
from ivtool.sheets.rows import AuthorityRow, HoldRow, IntervalRow
from ivtool.sheets.workbook import AnySheet, Workbook
from ivtool.tuples import NamedTuple

Place = tuple[int, date | None]
WITHDRAWN = Problem(
    "import.changed_since",
    "the hold was withdrawn by a command since it was written; take the row out",
)


@dataclass(frozen=True, slots=True)
class Spells:
    """What the file held of the sheets of spells before the import; of absent ones nothing."""

    holds: Mapping[Place, Known] = field(default_factory=dict)
    intervals: Mapping[Place, Known] = field(default_factory=dict)
    authorities: Mapping[Place, Known] = field(default_factory=dict)
    openings: Mapping[int, Sequence[Known]] = field(default_factory=dict)


def spells_before(reader: Reader, workbook: Workbook) -> Spells:
    """What the file holds now of the sheets of spells that the workbook has."""
    return Spells(
        spell_sheets.holds(reader) if workbook.holds.rows else {},
        spell_sheets.intervals(reader) if workbook.intervals.rows else {},
        spell_sheets.authority_spells(reader) if workbook.authorities.rows else {},
        spell_sheets.openings(reader) if workbook.openings.rows else {},
    )


@dataclass(frozen=True, slots=True)
class _Kind:
    """A sheet of spells: whose they are, and where a row's fields stand.

    `newest` are the fields of the record that tell of the newest, with what they are called here.
    """

    noun: str
    table: type[NamedTuple]
    columns: Mapping[str, str]
    newest: Mapping[str, str]
    since: str = "from_on"

    def placed(self, target: Target, row: Any, names: Collection[str]) -> list[Placed]:
        """What a row says, in its place."""
        return [
            Placed(name, target, column, AuthorityOf(value) if name == "authority" else value)
            for name, column in self.columns.items()
            if name in names
            for value in [getattr(row, name)]
        ]

    def placed_in(self, row: Any, recorded: Known, names: Collection[str]) -> list[Placed]:
        """What a row says otherwise than its record."""
        return self.placed(Target(self.table, recorded["id"]), row, names)


HOLDS = _Kind(
    "volunteer",
    VolunteerHold,
    {"until_on": "until_on", "reason": "reason"},
    {"on_hold_from": "from_on", "on_hold_until": "until_on", "on_hold_reason": "reason"},
)
INTERVALS = _Kind(
    "match", MatchInterval, {"every_months": "every_months"}, {"every_months": "every_months"}
)
AUTHORITIES = _Kind(
    "child", ChildAuthority, {"authority": "authority_id"}, {"responsible_authority": "authority"}
)
OPENINGS = _Kind(
    "referral",
    ReferralClosing,
    {"closed_on": "closed_on", "outcome": "outcome", "why": "why"},
    {"closed_on": "closed_on", "outcome": "outcome"},
    "opened_on",
)


class Newest:
    """What a sheet of spells ends with for each record, beside what the record's own row says.

    `fields` are those of the record, with what they are called in a spell.
    """

    def __init__(self, intake: Intake, sheet: Sheet[Any], of: _Kind) -> None:
        self._intake = intake
        self._name = sheet.name
        self._kind = of
        self._last: dict[str, Any] = {}
        since = of.since
        for row in sorted(sheet.rows, key=lambda each: getattr(each, since) or date.min):
            self._last[getattr(row, of.noun)] = row

    def tells(self, key: str) -> bool:
        """Whether the sheet has a row of a record."""
        return key in self._last

    def judged(self, row: Any, recorded: Known | None) -> tuple[Any, list[Problem]]:
        """A record's row, and why it cannot stand beside its spells.

        What the spells say too they say with its day: the row says it no more. One of this file's
        own export says nothing either of what another import has changed since.
        """
        newest = self._last.get(row.key)
        if newest is None:
            return row, []
        fields = self._kind.newest
        differing = differing_fields(row, recorded or {}, list(fields))
        said = {mine: getattr(newest, theirs) for mine, theirs in fields.items()}
        against = differing_fields(row, said, differing)
        if recorded is None or not differing:
            return row, self._problems(against)
        since = self._intake.own.since(row.file_id)
        number = recorded["rows"].get(differing[0])
        table = table_of(self._kind.table)
        if not against or (
            since
            and number is not None
            and known_sheets.changed_since(self._intake.reader, table, number, since)
        ):
            return row._replace(**dict.fromkeys(differing)), []
        return row, [] if since else self._problems(against)

    def _problems(self, against: Sequence[str]) -> list[Problem]:
        if not against:
            return []
        what = ", ".join(HEADINGS.get(each, each) for each in against)
        said = f"the last row of it in {self._name} says otherwise of {what}"
        return [Problem("import.spells_differ", said)]


def take_holds(intake: Intake, volunteers: Mapping[str, int], before: Spells) -> None:
    """Take the holds; no two of one volunteer share a day."""
    births = people_queries.births(intake.reader, "volunteer")
    withdrawn = known_sheets.former_holds(intake.reader)

    def problems(row: HoldRow, number: int, others: Mapping[date | None, Known]) -> list[Problem]:
        hold = VolunteerHold(VolunteerId(number), row.from_on, row.until_on)
        known = [
            hold._replace(from_on=from_on, until_on=each["until_on"])
            for from_on, each in others.items()
            if from_on is not None and from_on != row.from_on
        ]
        days = [("going on hold", row.from_on)]
        if row.from_on not in others and (number, row.from_on) in withdrawn:
            return [WITHDRAWN]
        return [
            *problems_with_hold(row.from_on, row.until_on, intake.today, row.reason),
            *problems_before_birth(births.get(number), days, "volunteer"),
            *problems_with_new_hold(volunteer_ref(number), hold, known),
        ]

    known = spell_sheets.holds(intake.reader)
    book = intake.workbook
    _take(intake, HOLDS, book.holds, book.volunteers, volunteers, before.holds, known, problems)


def take_intervals(intake: Intake, matches: Mapping[str, Known], before: Spells) -> None:
    """Take the intervals of matches, which may begin ahead."""
    numbers = {key: each["id"] for key, each in matches.items()}

    def problems(row: IntervalRow, **_: object) -> list[Problem]:
        return problems_with_months(row.every_months)

    known = spell_sheets.intervals(intake.reader)
    book = intake.workbook
    _take(
        intake, INTERVALS, book.intervals, book.matches, numbers, before.intervals, known, problems
    )


def take_authorities(intake: Intake, children: Mapping[str, int], before: Spells) -> None:
    """Take who looks after children from which day on."""
    births = people_queries.births(intake.reader, "child")

    def problems(row: AuthorityRow, number: int, **_: object) -> list[Problem]:
        days = [("the time of an authority", row.from_on)]
        return [
            *problems_ahead(days, intake.today, "child"),
            *problems_before_birth(births.get(number), days, "child"),
        ]

    known = spell_sheets.authority_spells(intake.reader)
    book = intake.workbook
    sheet, there = book.authorities, before.authorities
    _take(intake, AUTHORITIES, sheet, book.children, children, there, known, problems, _is_same)


def _is_same(row: AuthorityRow, mine: Mapping[date | None, Known]) -> bool:
    """Whether who looked after a child before a day goes on doing so."""
    if row.from_on is None:
        return False
    begun = [each for each in mine if each is None or each < row.from_on]
    if not begun:
        return False
    was = mine[max(begun, key=lambda each: each or date.min)]["authority"]
    return str(was).casefold() == str(row.authority).casefold()


def _take(
    intake: Intake,
    kind: _Kind,
    sheet: Sheet[Any],
    of: AnySheet,
    owners: Mapping[str, int],
    before: Mapping[Any, Known],
    known: Mapping[Any, Known],
    problems_with: Callable[..., list[Problem]],
    is_same: Callable[[Any, Mapping[date | None, Known]], bool] = lambda *_: False,
) -> None:
    """Take the rows of a sheet; one of a known record that `is_same` as before says nothing."""
    fields = list(kind.columns)
    spells: dict[int, dict[date | None, Known]] = {}
    for (owner, from_on), each in known.items():
        # What another sheet of this import has said, no row may say otherwise.
        said_now = {} if before.get((owner, from_on)) == each else {"row": 0}
        spells.setdefault(owner, {})[from_on] = {**each, **said_now}
    there = {owner for owner, _ in before}
    # What a sheet said of two records before they became one.
    of_two = (
        {}
        if kind is INTERVALS or not sheet.rows
        else spells_of_two(intake.reader, kind.noun, table_of(kind.table))
    )
    for row in sheet.rows:
        key = getattr(row, kind.noun)
        if problems := pointed_at(owners, key, kind.noun, of):
            intake.refuse(sheet, row.row, problems)
            continue
        owner = owners[key]
        mine = spells.setdefault(owner, {})
        was, recorded = before.get((owner, row.from_on)), mine.get(row.from_on)
        told = [*([] if was is None else [was]), *of_two.get((owner, row.from_on), ())]
        if any(not differing_fields(row, each, fields) for each in told) or (
            recorded is None and owner in there and is_same(row, mine)
        ):
            intake.count(sheet, Came.UNCHANGED)
            continue
        whole = partial(problems_with, number=owner, others=mine)
        found = judged(intake, row, recorded, fields, whole, kind.placed_in)
        if found.problems:
            intake.refuse(sheet, row.row, found.problems)
        elif recorded is None:
            begins = {f"{kind.noun}_id": owner, "from_on": row.from_on}
            put(intake, kind.placed(Target(kind.table, None, begins), row, fields))
            mine[row.from_on] = row._asdict()
            intake.count(sheet, Came.ADDED)
        else:
            put(intake, found.placed)
            mine[row.from_on] = taken(recorded, found)
            intake.count(sheet, Came.CHANGED if found.placed else Came.UNCHANGED)
    intake.store()
