"""Visits and contacts out of their sheet: the long one, so each row is looked at once."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from ivtool.domain.refs import visit_ref
from ivtool.domain.visits import minutes_said, problems_with_nth, problems_with_visit
from ivtool.domain.words import VisitOutcome
from ivtool.errors import Problem
from ivtool.facts import sheets as known_sheets
from ivtool.facts.sheets import Known
from ivtool.services.imports.changing import Placed, Target, problems_with_commands, put
from ivtool.services.imports.intake import Came, Intake, points_at_match, told_differences
from ivtool.sheets.rows import VisitRow
from ivtool.tables import Visit

COMPARED = ("minutes", "activity", "place", "mood", "note")


def take_visits(intake: Intake, matches: Mapping[str, Known]) -> None:
    """Take the visits and contacts; one that is known by match, day, kind and outcome is one.

    `nth` tells a second one of a day from the first.
    """
    sheet = intake.workbook.visits
    known: dict[Any, tuple[Any, ...]] = dict(known_sheets.visits(intake.reader))
    former = known_sheets.former_visits(intake.reader)
    # What a row of this import has said, no other may say otherwise.
    said_now: set[Any] = set()
    odd, not_held = list[int](), _not_held(known)
    for row in sheet.rows:
        problems = points_at_match(intake, matches, row.match)
        if problems:
            intake.refuse(sheet, row.row, problems)
            continue
        match = matches[row.match]
        nth = 1 if row.nth is None else row.nth
        identity = (match["id"], row.on, row.kind, row.outcome, nth)
        said = _said(row)
        recorded = known.get(identity)
        differing: list[str] = []
        if recorded is not None:
            said = tuple(map(_said_or_recorded, said, recorded))
            differing = [
                name for name, new, old in zip(COMPARED, said, recorded, strict=False) if new != old
            ]
        if recorded is None or differing:
            problems = problems_with_visit(
                row.on, said[0], said[3], match["started_on"], match["ended_on"], intake.today
            ) + problems_with_nth(nth, row.kind, row.outcome)
        if differing and (not intake.update or identity in said_now):
            problems += told_differences(differing, update=intake.update)
        elif recorded is None and identity in former:
            problems.append(_put_right(former[identity]))
        placed: list[Placed] = []
        if recorded is not None and differing and not problems:
            placed = _placed(said, recorded, differing)
            was = dict(zip(COMPARED, recorded, strict=False))
            problems = problems_with_commands(intake, placed, was)
        if problems:
            intake.refuse(sheet, row.row, problems)
            continue
        if intake.update:
            said_now.add(identity)
        if recorded is None:
            _add_visit(intake, row, identity, said)
            known[identity] = said
            odd += _odd(row, identity, known, not_held)
            intake.count(sheet, Came.ADDED)
        elif placed:
            put(intake, placed)
            known[identity] = (*said, recorded[-1])
            intake.count(sheet, Came.CHANGED)
        else:
            intake.count(sheet, Came.UNCHANGED)
    intake.store()
    intake.note(sheet, "held, and called off or missed, on one day", odd)


def _said(row: VisitRow) -> tuple[Any, ...]:
    """What a row says of its entry, in the order of `COMPARED`."""
    minutes = minutes_said(row.minutes, row.outcome)
    return minutes, row.activity, row.place, row.mood, row.note


def _not_held(known: Iterable[Any]) -> set[Any]:
    """The matches, days and kinds of the entries that were not held."""
    return {each[:3] for each in known if each[3] != VisitOutcome.HELD}


def _odd(row: VisitRow, identity: Any, known: Container[Any], not_held: set[Any]) -> list[int]:
    """The row, where another entry of its match, day and kind says otherwise: held, and not.

    What was not held joins `not_held`.
    """
    day = identity[:3]
    if row.outcome is VisitOutcome.HELD:
        return [row.row] if day in not_held else []
    not_held.add(day)
    return [row.row] if (*day, VisitOutcome.HELD, 1) in known else []


def _said_or_recorded(said: object, recorded: object) -> object:
    return recorded if said is None else said


def _placed(said: tuple[Any, ...], recorded: tuple[Any, ...], differing: list[str]) -> list[Placed]:
    visit = Target(Visit, recorded[-1])
    return [
        Placed(name, visit, name, value)
        for name, value in zip(COMPARED, said, strict=True)
        if name in differing
    ]


def _put_right(number: int) -> Problem:
    why = "said so until a command corrected or withdrew it; take the row out"
    return Problem("import.changed_since", f"{visit_ref(number)} {why}")


def _add_visit(
    intake: Intake, row: VisitRow, identity: tuple[Any, ...], said: tuple[Any, ...]
) -> None:
    intake.add(
        Visit,
        match_id=identity[0],
        visited_on=row.on,
        kind=row.kind.value,
        outcome=row.outcome.value,
        nth=identity[4],
        child_words=None,
        **dict(zip(COMPARED, said, strict=True)),
        next_planned_on=None,
        withdrawn_on=None,
        withdrawn_why=None,
    )
