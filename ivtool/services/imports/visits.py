"""Visits and contacts out of their sheet: the long one, so each row is looked at once."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any

from ivtool.domain.refs import visit_ref
from ivtool.domain.visits.records import Visit
from ivtool.domain.visits.visits import minutes_said, problems_with_nth, problems_with_visit
from ivtool.domain.visits.vocabulary import VisitOutcome
from ivtool.errors import Problem
from ivtool.queries.file import sheets as known_sheets
from ivtool.queries.file.sheets import Known
from ivtool.services.imports.changing import Placed, Target, problems_with_commands, put
from ivtool.services.imports.intake import Came, Intake, points_at_match, told_differences
from ivtool.services.imports.own import ref_of
from ivtool.sheets.rows import VISIT_SAYS, VisitRow

MINUTES, MOOD = VISIT_SAYS.index("minutes"), VISIT_SAYS.index("mood")
SAYS = slice(VisitRow._fields.index("minutes"), VisitRow._fields.index("ref"))
_kept_day = cache(date.isoformat)
_kept_word = cache(attrgetter("value"))
# By what an entry is known, and where it stands.
IDENTITY = {
    "match": "match_id",
    "on": "visited_on",
    "kind": "kind",
    "outcome": "outcome",
    "nth": "nth",
}
COLUMNS = (*IDENTITY.values(), *VISIT_SAYS)


def take_visits(intake: Intake, matches: Mapping[str, Known]) -> None:
    """Take the visits and contacts; one that is known by match, day, kind and outcome is one.

    `nth` tells a second one of a day from the first.
    """
    sheet = intake.workbook.visits
    log = _Log(intake)
    odd = list[int]()
    for row in sheet.rows:
        number, key, on, kind, outcome, nth, *_ = row
        match = matches.get(key)
        if match is None:
            intake.refuse(sheet, number, points_at_match(intake, matches, key))
            continue
        identity = (match["id"], on, kind, outcome, 1 if nth is None else nth)
        recorded = log.known.get(identity)
        came: Came | list[Problem]
        if log.by_ref and row.ref is not None and not _is_of(row.ref, recorded):
            came = log.move(row, identity, match)
        elif recorded is None:
            came = log.add(row, identity, match)
        else:
            came = log.take(row, identity, match, recorded)
        if isinstance(came, list):
            intake.refuse(sheet, number, came)
            continue
        if came is not Came.UNCHANGED:
            odd += log.odd(row, identity)
        intake.count(sheet, came)
    intake.store()
    intake.note(sheet, "held, and called off or missed, on one day", odd)


class _Log:
    """The entries of the file and of the rows taken so far, and what may be said of them."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self.known: dict[Any, tuple[Any, ...]] = dict(
            known_sheets.visits(intake.reader, VISIT_SAYS)
        )
        self._former = known_sheets.former_visits(intake.reader)
        # What a row of this import has said, no other may say otherwise.
        self._said_now: set[Any] = set()
        self._not_held = {each[:3] for each in self.known if each[3] != VisitOutcome.HELD}
        self.by_ref = intake.own.goes_by_ref(intake.workbook.visits)
        places = ((each[-1], identity) for identity, each in self.known.items())
        self._places: dict[int, Any] = dict(places) if self.by_ref else {}

    def take(
        self, row: VisitRow, identity: Any, match: Known, recorded: tuple[Any, ...]
    ) -> Came | list[Problem]:
        """What comes of a row that says something of a known entry, or why it is refused."""
        intake = self._intake
        said = tuple(map(_said_or_recorded, _said(row), recorded))
        differing = [
            name for name, new, old in zip(VISIT_SAYS, said, recorded, strict=False) if new != old
        ]
        placed: list[Placed] = []
        if differing:
            problems = self._impossible(row, said, identity, match)
            if not intake.update or identity in self._said_now:
                problems += told_differences(differing, update=intake.update)
            if not problems:
                placed = _placed(said, recorded, differing)
                was = dict(zip(VISIT_SAYS, recorded, strict=False))
                problems = problems_with_commands(intake, placed, was, row.file_id)
            if problems:
                return problems
        if intake.update:
            self._said_now.add(identity)
        if placed:
            put(intake, placed)
            self.known[identity] = (*said, recorded[-1])
        return Came.CHANGED if placed else Came.UNCHANGED

    def add(self, row: VisitRow, identity: Any, match: Known) -> Came | list[Problem]:
        """What comes of a row that says something new, or why it is refused."""
        said = _said(row)
        problems = self._impossible(row, said, identity, match)
        if identity in self._former:
            problems.append(_put_right(self._former[identity]))
        if problems:
            return problems
        number, on, kind, outcome, nth = identity
        where = number, _kept_day(on), _kept_word(kind), _kept_word(outcome), nth
        self._intake.add_kept(Visit, COLUMNS, where + said)
        self.known[identity] = said
        if self._intake.update:
            self._said_now.add(identity)
        return Came.ADDED

    def move(self, row: VisitRow, identity: Any, match: Known) -> Came | list[Problem]:
        """What comes of a row of this file's own export, whose entry may be of another day or kind.

        Or why it is refused.
        """
        intake = self._intake
        ref = ref_of("visit", row.ref or "")
        was = None if ref is None else self._places.get(ref.number)
        if ref is None or was is None or (identity in self.known and identity != was):
            return [self._none_of_it(None if ref is None else ref.number, was)]
        recorded = self.known[was]
        said = tuple(map(_said_or_recorded, _said(row), recorded))
        names = (*IDENTITY, *VISIT_SAYS)
        before = dict(zip(names, (*was, *recorded), strict=False))
        after = dict(zip(names, (*identity, *said), strict=True))
        differing = [name for name, value in after.items() if value != before[name]]
        if not differing:
            return Came.UNCHANGED
        if not intake.update or was in self._said_now:
            return told_differences(differing, update=intake.update)
        visit = Target(Visit, ref.number)
        placed = [
            Placed(name, visit, IDENTITY.get(name, name), _plain(after[name])) for name in differing
        ]
        problems = self._impossible(row, said, identity, match)
        problems = problems or problems_with_commands(intake, placed, before, row.file_id)
        if problems:
            return problems
        put(intake, placed)
        # Now, for the next may take the day that this one gives up.
        intake.store()
        del self.known[was]
        self.known[identity] = (*said, ref.number)
        self._places[ref.number] = identity
        self._said_now.add(identity)
        return Came.CHANGED

    def _none_of_it(self, number: int | None, was: Any) -> Problem:
        """Why a ref is of no entry that a row may be of."""
        if number is None:
            return Problem("import.unknown_ref", "its ref is none of a visit, like L-1")
        if was is None:
            return _not_standing(self._intake, number)
        said = f"{visit_ref(number)} would say what another entry says"
        return Problem("import.ref_disagrees", said)

    def _impossible(
        self, row: VisitRow, said: tuple[Any, ...], identity: Any, match: Known
    ) -> list[Problem]:
        return problems_with_visit(
            row.on,
            said[MINUTES],
            said[MOOD],
            match["started_on"],
            match["ended_on"],
            self._intake.today,
        ) + problems_with_nth(identity[4], row.kind, row.outcome)

    def odd(self, row: VisitRow, identity: Any) -> list[int]:
        """The row, where another entry of its match, day and kind says otherwise: held, and not."""
        day = identity[:3]
        if row.outcome is VisitOutcome.HELD:
            return [row.row] if day in self._not_held else []
        self._not_held.add(day)
        return [row.row] if (*day, VisitOutcome.HELD, 1) in self.known else []


def _is_of(ref: str, recorded: tuple[Any, ...] | None) -> bool:
    """Whether a ref is that of the entry that says the same; of one of this import it is not."""
    return recorded is not None and len(recorded) > len(VISIT_SAYS) and ref == f"L-{recorded[-1]}"


def _plain(value: object) -> object:
    return value.value if isinstance(value, StrEnum) else value


def _not_standing(intake: Intake, number: int) -> Problem:
    if known_sheets.is_withdrawn(intake.reader, number):
        return _put_right(number)
    said = f"{visit_ref(number)} is not in this file; leave the ref blank where it is a new visit"
    return Problem("import.unknown_ref", said)


def _said(row: VisitRow) -> tuple[Any, ...]:
    """What a row says of its entry, in the order of `VISIT_SAYS`."""
    said: Any = row[SAYS]
    return said if said[MINUTES] else (minutes_said(row.minutes, row.outcome), *said[1:])


def _said_or_recorded(said: object, recorded: object) -> object:
    return recorded if said is None else said


def _placed(said: tuple[Any, ...], recorded: tuple[Any, ...], differing: list[str]) -> list[Placed]:
    visit = Target(Visit, recorded[-1])
    return [
        Placed(name, visit, name, value)
        for name, value in zip(VISIT_SAYS, said, strict=True)
        if name in differing
    ]


def _put_right(number: int) -> Problem:
    why = "said so until a command corrected or withdrew it; take the row out"
    return Problem("import.changed_since", f"{visit_ref(number)} {why}")
