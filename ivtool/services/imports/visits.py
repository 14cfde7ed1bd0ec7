"""Visits and contacts out of their sheet: the long one, so each row is looked at once."""

from collections.abc import Mapping
from typing import Any

from ivtool.domain.refs import visit_ref
from ivtool.domain.visits import problems_with_visit
from ivtool.errors import Problem
from ivtool.facts import sheets as known_sheets
from ivtool.facts.sheets import Known
from ivtool.services.imports.intake import Intake
from ivtool.services.imports.matching import points_at_match
from ivtool.sheets.rows import VisitRow
from ivtool.tables import Visit

COMPARED = ("minutes", "activity", "place", "mood", "note")


def take_visits(intake: Intake, matches: Mapping[str, Known]) -> None:
    """Take the visits and contacts; one of a match, day, kind and outcome that is known is one."""
    sheet = intake.workbook.visits
    known: dict[Any, tuple[Any, ...]] = dict(known_sheets.visits(intake.reader))
    former = known_sheets.former_visits(intake.reader)
    for row in sheet.rows:
        problems = points_at_match(intake, matches, row.match)
        if problems:
            intake.refuse(sheet, row.row, problems)
            continue
        match = matches[row.match]
        problems = problems_with_visit(
            row.on, row.minutes, row.mood, match["started_on"], match["ended_on"], intake.today
        )
        identity = (match["id"], row.on, row.kind, row.outcome)
        said = (row.minutes, row.activity, row.place, row.mood, row.note)
        recorded = known.get(identity)
        if recorded is not None:
            problems += _differences(said, recorded)
        elif identity in former:
            problems.append(
                Problem(
                    "import.changed_since",
                    f"{visit_ref(former[identity])} said so until a command corrected or withdrew"
                    " it; take the row out",
                )
            )
        if problems:
            intake.refuse(sheet, row.row, problems)
            continue
        if recorded is None:
            _add_visit(intake, row, match["id"])
            known[identity] = said
        intake.count(sheet, added=recorded is None)
    intake.store()


def _differences(said: tuple[Any, ...], recorded: tuple[Any, ...]) -> list[Problem]:
    differing = [
        column
        for column, new, old in zip(COMPARED, said, recorded, strict=False)
        if new is not None and new != old
    ]
    if not differing:
        return []
    return [
        Problem(
            "import.differs",
            f"is recorded already and differs in {', '.join(differing)};"
            " put it right with `ivtool visit correct`, or take the row out",
        )
    ]


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
