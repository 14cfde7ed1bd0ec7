"""Volunteers and children out of their sheets."""

from datetime import date

from ivtool.domain.order import problems_ahead
from ivtool.domain.profiles import (
    problems_with_hold,
    problems_with_leaving,
    problems_with_limits,
)
from ivtool.domain.volunteers import STAGES, problems_with_stages
from ivtool.domain.words import CheckKind, CheckOutcome, SpellEnd
from ivtool.errors import Problem
from ivtool.facts import sheets as known_sheets
from ivtool.services.imports.intake import Intake, differences
from ivtool.sheets.rows import ChildRow, VolunteerRow
from ivtool.tables import (
    Child,
    ChildWorker,
    Placement,
    Volunteer,
    VolunteerCheck,
    VolunteerHold,
    VolunteerSpell,
    VolunteerStage,
)

PERSON = ("name", "email", "phone", "postcode", "date_of_birth", "gender", "languages",
          "interests", "drives", "min_child_age", "max_child_age", "max_miles")  # fmt: skip
CHILD = ("name", "date_of_birth", "gender", "ethnicity", "religion", "language", "disability",
         "looked_after", "interests", "likes", "dislikes", "wants_gender",
         "wants_gender_must")  # fmt: skip


def take_volunteers(intake: Intake) -> dict[str, int]:
    """Take the volunteers, and give the numbers of all that have a key."""
    sheet = intake.workbook.volunteers
    known = known_sheets.volunteers(intake.reader)
    numbers: dict[str, int] = {key: each["id"] for key, each in known.items()}
    for row in sheet.rows:
        problems = _problems_with_volunteer(row, intake.today)
        recorded = known.get(row.key)
        if recorded is not None and not problems:
            problems = differences(row, recorded, VolunteerRow._fields[2:])
        if problems:
            intake.refuse(sheet, row.row, problems)
            sheet.refused_keys.add(row.key)
            continue
        if recorded is None:
            numbers[row.key] = _add_volunteer(intake, row)
            known[row.key] = row._asdict()
        intake.count(sheet, added=recorded is None)
    intake.store()
    return numbers


def take_children(intake: Intake) -> dict[str, int]:
    """Take the children, and give the numbers of all that have a key."""
    sheet = intake.workbook.children
    known = known_sheets.children(intake.reader)
    numbers: dict[str, int] = {key: each["id"] for key, each in known.items()}
    for row in sheet.rows:
        days = (("the birth", row.date_of_birth), ("the placement", row.placement_from))
        problems = problems_ahead(days, intake.today, "child")
        recorded = known.get(row.key)
        if recorded is not None and not problems:
            problems = differences(row, recorded, ChildRow._fields[2:])
        if problems:
            intake.refuse(sheet, row.row, problems)
            sheet.refused_keys.add(row.key)
            continue
        if recorded is None:
            numbers[row.key] = _add_child(intake, row)
            known[row.key] = row._asdict()
        intake.count(sheet, added=recorded is None)
    intake.store()
    return numbers


def _problems_with_volunteer(row: VolunteerRow, today: date) -> list[Problem]:
    stages = [(stage, getattr(row, stage.value)) for stage in STAGES]
    last = max((day for _, day in stages if day is not None), default=None)
    evidence = [
        (name.removesuffix("_on").replace("_", " "), getattr(row, name))
        for name in ("dbs_issued", "dbs_checked_on", *known_sheets.CHECK_COLUMNS.values())
    ]
    return [
        *problems_ahead([("the birth", row.date_of_birth), *evidence], today, "volunteer"),
        *problems_with_stages(stages, today),
        *problems_with_limits(row.capacity, row.min_child_age, row.max_child_age, row.max_miles),
        *problems_with_hold(
            row.on_hold_from, row.on_hold_until, today, row.on_hold_reason
        ),
        *problems_with_leaving(last, row.left_on, today),
    ]


def _add_volunteer(intake: Intake, row: VolunteerRow) -> int:
    number = intake.add(
        Volunteer,
        key=row.key,
        capacity=1 if row.capacity is None else row.capacity,
        # More than one at once was agreed before the tool knew of it.
        capacity_imported=row.capacity is not None and row.capacity > 1,
        **{column: getattr(row, column) for column in PERSON},
    )
    intake.add(
        VolunteerSpell,
        volunteer_id=number,
        spell=1,
        ended_on=row.left_on,
        ended_as=None if row.left_on is None else SpellEnd.LEFT.value,
        reason=row.left_reason,
    )
    days = [getattr(row, stage.value) for stage in STAGES]
    reached = max((place for place, day in enumerate(days) if day is not None), default=-1)
    for stage, day in zip(STAGES[: reached + 1], days, strict=False):
        # A stage left blank before a later one was reached on a day that nobody knows.
        intake.add(
            VolunteerStage,
            volunteer_id=number,
            spell=1,
            stage=stage.value,
            reached_on=day,
            recorded_by=None,
            note=None,
        )
    if row.dbs_number or row.dbs_issued or row.dbs_checked_on:
        _add_check(
            intake, number, CheckKind.DBS, 1, row.dbs_issued, row.dbs_number, row.dbs_checked_on
        )
    for (kind, slot), column in known_sheets.CHECK_COLUMNS.items():
        if (day := getattr(row, column)) is not None:
            _add_check(intake, number, kind, slot, day)
    if row.on_hold_from is not None:
        intake.add(
            VolunteerHold,
            volunteer_id=number,
            from_on=row.on_hold_from,
            until_on=row.on_hold_until,
            reason=row.on_hold_reason,
        )
    return number


def _add_check(
    intake: Intake,
    number: int,
    kind: CheckKind,
    slot: int,
    from_on: date | None,
    certificate: str | None = None,
    rechecked_on: date | None = None,
) -> None:
    dated = from_on is not None or rechecked_on is not None
    intake.add(
        VolunteerCheck,
        volunteer_id=number,
        kind=kind.value,
        slot=slot,
        asked_on=None,
        from_on=from_on,
        # A number without a day is no evidence that anything came back.
        outcome=CheckOutcome.CLEAR.value if dated else None,
        certificate=certificate,
        rechecked_on=rechecked_on,
        note=None,
    )


def _add_child(intake: Intake, row: ChildRow) -> int:
    number = intake.add(
        Child,
        key=row.key,
        authority_id=intake.authority(row.responsible_authority),
        **{column: getattr(row, column) for column in CHILD},
    )
    lives = (row.placement_kind, row.placement_postcode, row.area_authority, row.placement_from)
    if any(each is not None for each in lives):
        intake.add(
            Placement,
            child_id=number,
            kind=row.placement_kind,
            postcode=row.placement_postcode,
            area_authority_id=intake.authority(row.area_authority),
            from_on=row.placement_from,
            until_on=None,
        )
    for role, column in known_sheets.WORKER_COLUMNS.items():
        if (name := getattr(row, column)) is not None:
            intake.add(
                ChildWorker,
                child_id=number,
                role=role.value,
                name=name,
                from_on=None,
                until_on=None,
            )
    return number
