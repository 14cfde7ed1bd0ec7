"""Volunteers out of their sheet: who they are, how far they have come, what evidence there is."""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.ages import LowestAge, problems_with_birth
from ivtool.domain.days import problems_ahead
from ivtool.domain.recruitment.details import (
    problems_with_age,
    problems_with_hold,
    problems_with_leaving,
    problems_with_limits,
)
from ivtool.domain.recruitment.evidence_kinds import KINDS
from ivtool.domain.recruitment.records import (
    Volunteer,
    VolunteerCheck,
    VolunteerHold,
    VolunteerSpell,
    VolunteerStage,
)
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, SpellEnd
from ivtool.domain.recruitment.volunteers import STAGES, problems_with_stages
from ivtool.domain.refs import volunteer_ref
from ivtool.errors import Problem
from ivtool.queries import policy as policy_queries
from ivtool.queries.file import sheets as known_sheets
from ivtool.queries.file.sheets import CHECK_COLUMNS, DBS_COLUMNS, HOLD_COLUMNS, Known
from ivtool.services.imports.changing import Judged, Placed, Target, judged, put, taken
from ivtool.services.imports.intake import Came, Intake
from ivtool.services.imports.known_again import KnownAgain
from ivtool.services.imports.merged import remember
from ivtool.services.imports.own import problems_with_identity
from ivtool.services.imports.spells import HOLDS, Newest
from ivtool.sheets.rows import VolunteerRow

# Without row, key and, at the end, ref and file.
FIELDS = VolunteerRow._fields[2:-2]
# What stands in the record as the sheet says it; more than one at once was agreed by somebody.
PERSON = tuple(name for name in FIELDS if name in Volunteer._fields and name != "capacity")
STAGE_FIELDS = tuple(stage.value for stage in STAGES)
CHECKS = {
    **{column: (kind, slot) for (kind, slot), column in CHECK_COLUMNS.items()},
    **dict.fromkeys(DBS_COLUMNS, (CheckKind.DBS, 1)),
}
DAYS = frozenset(CHECKS) - {"dbs_number"}
# What the columns are called in the tables; evidence runs from the day of its column.
CHECK_CALLED = {column.name: column.field for each in KINDS.values() for column in each.columns}
HOLD_CALLED = {
    "on_hold_from": "from_on",
    "on_hold_until": "until_on",
    "on_hold_reason": "reason",
}


def take_volunteers(intake: Intake) -> dict[str, int]:
    """Take the volunteers, and give the numbers of all that have a key."""
    sheet = intake.workbook.volunteers
    found_there = known_sheets.volunteers(intake.reader)
    remember(intake, "volunteer", found_there)
    known = intake.own.by_key("volunteer", found_there)
    by_ref = intake.own.goes_by_ref(sheet)
    newest = Newest(intake, intake.workbook.holds, HOLDS)
    numbers: dict[str, int] = {key: each["id"] for key, each in known.items()}
    lowest = policy_queries.policy(intake.reader).lowest_age
    known_again = KnownAgain(intake, "volunteer")
    for each in sheet.rows:
        recorded = known.get(each.key)
        row, apart = newest.judged(each, recorded)
        row = row if recorded is None else _without_purged(row, recorded)
        found = judged(
            intake,
            row,
            recorded,
            FIELDS,
            lambda whole: _problems_with_volunteer(whole, intake.today, lowest),
            _placed,
            () if recorded is None else _said_anew(row, recorded),
        )
        problems = problems_with_identity(
            "volunteer", row, recorded, found_there, found.placed, by_ref=by_ref
        )
        problems += apart
        problems = problems or found.problems or known_again.problems(found, recorded)
        if recorded is not None and not problems:
            problems = _problems_with_evidence(found, recorded)
        if problems:
            intake.refuse(sheet, row.row, problems)
            sheet.refused_keys.add(row.key)
        elif recorded is None:
            numbers[row.key] = _add_volunteer(intake, row)
            known[row.key] = row._asdict() | {"id": numbers[row.key]}
            known_again.take(row, numbers[row.key])
            intake.count(sheet, Came.ADDED)
        else:
            put(intake, found.placed)
            known[row.key] = taken(recorded, found)
            if found.placed:
                known_again.take(found.row, recorded["id"])
            intake.count(sheet, Came.CHANGED if found.placed else Came.UNCHANGED)
    known_again.note()
    intake.store()
    return numbers


def _problems_with_volunteer(row: VolunteerRow, today: date, lowest: LowestAge) -> list[Problem]:
    stages = [(stage, getattr(row, stage.value)) for stage in STAGES]
    last = max((day for _, day in stages if day is not None), default=None)
    evidence = [
        (name.removesuffix("_on").replace("_", " "), getattr(row, name))
        for name in ("dbs_issued", "dbs_checked_on", *CHECK_COLUMNS.values())
    ]
    reached = [
        *((stage.value.replace("_", " "), day) for stage, day in stages),
        *evidence,
        ("going on hold", row.on_hold_from),
        ("leaving", row.left_on),
    ]
    return [
        *problems_with_birth(row.date_of_birth, reached, today, "volunteer"),
        *problems_with_age("", row.date_of_birth, stages, lowest),
        *problems_ahead(evidence, today, "volunteer"),
        *problems_with_stages(stages, today),
        *problems_with_limits(row.capacity, row.min_child_age, row.max_child_age, row.max_miles),
        *problems_with_hold(row.on_hold_from, row.on_hold_until, today, row.on_hold_reason),
        *problems_with_leaving(last, row.left_on, today),
    ]


def _without_purged(row: VolunteerRow, recorded: Known) -> VolunteerRow:
    """The row without the number of a certificate whose number has gone: it does not come back."""
    issued_on = row.dbs_issued or recorded.get("dbs_issued")
    return row._replace(dbs_number=None) if issued_on in recorded.get("purged", ()) else row


def _said_anew(row: VolunteerRow, recorded: Known) -> tuple[str, ...]:
    """The fields of which what is recorded says nothing: another hold's, another certificate's."""
    hold = HOLD_COLUMNS if _is_another_hold(row, recorded) else ()
    return (*hold, *(("dbs_number",) if _is_renewed("dbs_issued", row, recorded) else ()))


def _is_renewed(name: str, row: VolunteerRow, recorded: Known) -> bool:
    """Whether the day of a check is later than the one on record: new evidence, beside the old."""
    said, known = getattr(row, name), recorded.get(name)
    return said is not None and known is not None and said > known


def _problems_with_evidence(found: Judged[VolunteerRow], recorded: Known) -> list[Problem]:
    """Why evidence cannot be as it is said: a later day is on record."""
    row = found.row
    return [
        Problem(
            "check.earlier",
            f"{each.field} {getattr(row, each.field)} is before {recorded[each.field]}, which is"
            " recorded; leave it blank, or put that right with a command"
            f"  (ivtool volunteer check {volunteer_ref(recorded['id'])} {_spoken(each.field)}"
            f" --instead-of {recorded[each.field]} …)",
        )
        for each in found.placed
        if each.field in CHECKS
        and each.column not in ("certificate", "outcome")
        and recorded.get(each.field) is not None
        and getattr(row, each.field) < recorded[each.field]
    ]


def _spoken(column: str) -> str:
    """The kind of evidence of a column as the command has it, and which of two it is."""
    kind, slot = CHECKS[column]
    return f"{kind.value} --slot {slot}" if kind is CheckKind.REFERENCE else kind.value


def _is_another_hold(row: VolunteerRow, recorded: Known) -> bool:
    """Whether the row tells of a hold after the one that is recorded and over by then."""
    over_on = recorded.get("on_hold_until")
    return row.on_hold_from is not None and over_on is not None and row.on_hold_from > over_on


def _placed(row: VolunteerRow, recorded: Known, differing: Sequence[str]) -> list[Placed]:
    return [
        *_placed_person(row, recorded, differing),
        *_placed_stages(row, recorded, differing),
        *_placed_checks(row, recorded, differing),
        *_placed_hold(row, recorded, differing),
        *_placed_leaving(row, recorded, differing),
    ]


def _placed_person(row: VolunteerRow, recorded: Known, differing: Sequence[str]) -> list[Placed]:
    person = Target(Volunteer, recorded["id"])
    placed = [
        Placed(name, person, name, getattr(row, name)) for name in PERSON if name in differing
    ]
    if "capacity" in differing and row.capacity is not None:
        imported = Placed("capacity", person, "capacity_imported", row.capacity > 1)
        placed += [Placed("capacity", person, "capacity", row.capacity), imported]
    return placed


def _placed_stages(row: VolunteerRow, recorded: Known, differing: Sequence[str]) -> list[Placed]:
    rows = recorded["rows"]
    placed = []
    for name in [each for each in STAGE_FIELDS if each in differing]:
        target = Target(VolunteerStage, rows.get(name), _stage(recorded["id"], name, None))
        # Who left and came back by a command has other stages than those of the sheet.
        held = recorded["spell"] > 1
        placed.append(Placed(name, target, "reached_on", getattr(row, name), held))
    if placed:
        for name in STAGE_FIELDS[: _reached(row)]:
            if name not in rows and name not in differing:
                target = Target(VolunteerStage, None, _stage(recorded["id"], name, None))
                placed.append(Placed(name, target, "reached_on", None))
    return placed


def _placed_checks(row: VolunteerRow, recorded: Known, differing: Sequence[str]) -> list[Placed]:
    # A certificate and a later look at its status may be two rows: each is changed in its own.
    targets: dict[tuple[CheckKind, int, int | None], Target] = {}
    placed = []
    renewed = {each for each in CHECKS if each in DAYS and _is_renewed(each, row, recorded)}
    names = [each for each in CHECKS if each in differing]
    if "dbs_issued" in renewed and row.dbs_number is not None and "dbs_number" not in names:
        # Told with another certificate it is the number of that one, though it is the same again.
        names.append("dbs_number")
    for name in names:
        kind, slot = CHECKS[name]
        number = recorded["rows"].get(name)
        if name in renewed or (name == "dbs_number" and "dbs_issued" in renewed):
            number = recorded["asked"].get("dbs_issued" if name == "dbs_number" else name)
        new = _check(recorded["id"], kind, slot)
        target = targets.setdefault((kind, slot, number), Target(VolunteerCheck, number, new))
        placed.append(Placed(name, target, CHECK_CALLED[name], getattr(row, name)))
        if name != "dbs_number" and (number is None or number in recorded["unanswered"]):
            # A day says that it came back; a number alone does not.
            placed.append(Placed(name, target, "outcome", CheckOutcome.CLEAR.value))
    return placed


def _placed_hold(row: VolunteerRow, recorded: Known, differing: Sequence[str]) -> list[Placed]:
    names = [each for each in HOLD_COLUMNS if each in differing]
    last = number = recorded["rows"].get("on_hold_from")
    held = False
    if names and (number is None or _is_another_hold(row, recorded)):
        # All three, for what is said of another hold says nothing of this one.
        number, names = None, list(HOLD_COLUMNS)
        # A command has withdrawn that very hold.
        held = row.on_hold_from in recorded["withdrawn_holds"]
    target = Target(VolunteerHold, number, {"volunteer_id": recorded["id"]}, after=last)
    return [Placed(name, target, HOLD_CALLED[name], getattr(row, name), held) for name in names]


def _placed_leaving(row: VolunteerRow, recorded: Known, differing: Sequence[str]) -> list[Placed]:
    spell = Target(VolunteerSpell, recorded["rows"]["left_on"])
    placed = []
    if "left_on" in differing:
        placed.append(Placed("left_on", spell, "ended_on", row.left_on))
        placed.append(Placed("left_on", spell, "ended_as", SpellEnd.LEFT.value))
    if "left_reason" in differing:
        placed.append(Placed("left_reason", spell, "reason", row.left_reason))
    return placed


def _reached(row: VolunteerRow) -> int:
    """How many stages were passed by the last that has a day."""
    days = [getattr(row, name) for name in STAGE_FIELDS]
    return max((place for place, day in enumerate(days, start=1) if day is not None), default=0)


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
    for name in STAGE_FIELDS[: _reached(row)]:
        # A stage left blank before a later one was reached on a day that nobody knows.
        intake.add(VolunteerStage, **_stage(number, name, getattr(row, name)))
    if row.dbs_number or row.dbs_issued or row.dbs_checked_on:
        dbs = {CHECK_CALLED[name]: getattr(row, name) for name in DBS_COLUMNS}
        dated = row.dbs_issued is not None or row.dbs_checked_on is not None
        # A number without a day is no evidence that anything came back.
        outcome = CheckOutcome.CLEAR.value if dated else None
        new = _check(number, CheckKind.DBS, 1)
        intake.add(VolunteerCheck, **{**new, **dbs, "outcome": outcome})
    for (kind, slot), column in CHECK_COLUMNS.items():
        if (day := getattr(row, column)) is not None:
            clear = {"from_on": day, "outcome": CheckOutcome.CLEAR.value}
            intake.add(VolunteerCheck, **{**_check(number, kind, slot), **clear})
    if row.on_hold_from is not None:
        intake.add(
            VolunteerHold,
            volunteer_id=number,
            from_on=row.on_hold_from,
            until_on=row.on_hold_until,
            reason=row.on_hold_reason,
        )
    return number


def _stage(volunteer: int, stage: str, day: date | None) -> dict[str, object]:
    return {
        "volunteer_id": volunteer,
        "spell": 1,
        "stage": stage,
        "reached_on": day,
        "recorded_by": None,
        "note": None,
    }


def _check(volunteer: int, kind: CheckKind, slot: int) -> dict[str, object]:
    return {
        "volunteer_id": volunteer,
        "kind": kind.value,
        "slot": slot,
        "asked_on": None,
        "from_on": None,
        "outcome": None,
        "certificate": None,
        "rechecked_on": None,
        "note": None,
    }
