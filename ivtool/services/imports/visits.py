"""Visits and contacts out of their sheet: the long one, so each row is looked at once."""

from collections.abc import Mapping
from typing import Any

from ivtool.domain.refs import visit_ref
from ivtool.domain.visits import problems_with_visit
from ivtool.errors import Problem
from ivtool.facts import sheets as known_sheets
from ivtool.facts.sheets import Known
from ivtool.services.imports.changing import Placed, Target, problems_with_commands, put
from ivtool.services.imports.intake import Came, Intake, points_at_match, told_differences
from ivtool.sheets.rows import VisitRow
from ivtool.tables import Visit

COMPARED = ("minutes", "activity", "place", "mood", "note")


def take_visits(intake: Intake, matches: Mapping[str, Known]) -> None:
    """Take the visits and contacts; one of a match, day, kind and outcome that is known is one."""
    sheet = intake.workbook.visits
    known: dict[Any, tuple[Any, ...]] = dict(known_sheets.visits(intake.reader))
    former = known_sheets.former_visits(intake.reader)
    # What a row of this import has said, no other may say otherwise.
    said_now: set[Any] = set()
    for row in sheet.rows:
        problems = points_at_match(intake, matches, row.match)
        if problems:
            intake.refuse(sheet, row.row, problems)
            continue
        match = matches[row.match]
        identity = (match["id"], row.on, row.kind, row.outcome)
        said: tuple[Any, ...] = (row.minutes, row.activity, row.place, row.mood, row.note)
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
            )
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
            _add_visit(intake, row, match["id"])
            known[identity] = said
            intake.count(sheet, Came.ADDED)
        elif placed:
            put(intake, placed)
            known[identity] = (*said, recorded[-1])
            intake.count(sheet, Came.CHANGED)
        else:
            intake.count(sheet, Came.UNCHANGED)
    intake.store()


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


def _add_visit(intake: Intake, row: VisitRow, match: int) -> None:
    intake.add(
        Visit,
        match_id=match,
        visited_on=row.on,
        kind=row.kind.value,
        outcome=row.outcome.value,
        minutes=row.minutes,
        activity=row.activity,
        place=row.place,
        mood=row.mood,
        child_words=None,
        note=row.note,
        next_planned_on=None,
        withdrawn_on=None,
        withdrawn_why=None,
    )
