"""Children out of their sheet: who they are, where they live, who works with them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from ivtool.domain.ages import problems_with_birth
from ivtool.domain.children.records import Child, ChildAuthority, ChildWorker, Placement
from ivtool.domain.children.wishes import problems_with_wishes, wishes_of
from ivtool.domain.days import problems_ahead
from ivtool.domain.names import as_read
from ivtool.errors import Problem
from ivtool.queries.file import sheets as known_sheets
from ivtool.queries.file.sheets import PLACEMENT_COLUMNS, WORKER_COLUMNS, Known
from ivtool.services.imports.changing import (
    AuthorityOf,
    Placed,
    Target,
    from_today,
    judged,
    put,
    taken,
)
from ivtool.services.imports.intake import Came, Intake
from ivtool.services.imports.known_again import KnownAgain
from ivtool.services.imports.merged import remember
from ivtool.services.imports.own import problems_with_identity
from ivtool.services.imports.spells import AUTHORITIES, Newest
from ivtool.sheets.rows import ChildRow

ONE_DAY = timedelta(days=1)
FIELDS = ChildRow._fields[2:-2]
# What stands in the record as the sheet says it.
CHILD = tuple(name for name in FIELDS if name in Child._fields)


def take_children(intake: Intake) -> dict[str, int]:
    """Take the children, and give the numbers of all that have a key."""
    sheet = intake.workbook.children
    found_there = known_sheets.children(intake.reader)
    remember(intake, "child", found_there)
    known = intake.own.by_key("child", found_there)
    by_ref = intake.own.goes_by_ref(sheet)
    newest = Newest(intake, intake.workbook.authorities, AUTHORITIES)
    numbers: dict[str, int] = {key: each["id"] for key, each in known.items()}
    known_again = KnownAgain(intake, "child")
    for each in sheet.rows:
        recorded = known.get(each.key)
        row, apart = newest.judged(each, recorded)
        found = judged(
            intake,
            row,
            recorded,
            FIELDS,
            lambda each: _problems_with_child(each, intake.today),
            lambda said, was, differing: _placed(said, was, differing, intake.today),
        )
        problems = problems_with_identity(
            "child", row, recorded, found_there, found.placed, by_ref=by_ref
        )
        problems += apart
        problems = problems or found.problems or known_again.problems(found, recorded)
        if problems:
            intake.refuse(sheet, row.row, problems)
            sheet.refused_keys.add(row.key)
            continue
        known_again.look_at_age(found, recorded)
        if recorded is None:
            numbers[row.key] = _add_child(intake, row, told=newest.tells(row.key))
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


def _problems_with_child(row: ChildRow, today: date) -> list[Problem]:
    days = [("the placement", row.placement_from)]
    return [
        *problems_with_birth(row.date_of_birth, days, today, "child"),
        *problems_ahead(days, today, "child"),
        *problems_with_wishes(row.key, wishes_of(Child(**_said(row)))),
        *_problems_with_workers(row),
    ]


def _problems_with_workers(row: ChildRow) -> list[Problem]:
    """Why nobody is reached so: a phone or an email of somebody who has no name."""
    return [
        Problem("child.nobody_to_reach", f"{field} is given, and {column} is blank")
        for column in WORKER_COLUMNS.values()
        for field in _reached(column)
        if getattr(row, field) is not None and getattr(row, column) is None
    ]


def _placed(row: ChildRow, recorded: Known, differing: Sequence[str], today: date) -> list[Placed]:
    child = Target(Child, recorded["id"])
    placed = [Placed(name, child, name, getattr(row, name)) for name in CHILD if name in differing]
    if "responsible_authority" in differing:
        # A sheet has no day for it: another authority holds from the import on.
        target = from_today(
            ChildAuthority,
            recorded["rows"].get("responsible_authority"),
            recorded.get("authority_from"),
            today,
            {"child_id": recorded["id"]},
        )
        authority = AuthorityOf(row.responsible_authority)
        placed.append(Placed("responsible_authority", target, "authority_id", authority))
    for role, name in WORKER_COLUMNS.items():
        if not {name, *_reached(name)}.isdisjoint(differing):
            placed += _placed_worker(row, recorded, role.value, name, differing, today)
    return placed + _placed_home(row, recorded, differing)


def _placed_worker(
    row: ChildRow, recorded: Known, role: str, name: str, differing: Sequence[str], today: date
) -> list[Placed]:
    """Another name is another worker, from today on: a sheet has no day for it.

    The same name as people read it, written otherwise, is put right, and so is by which phone and
    email: those of another worker are the ones that the row says anew.
    """
    newest, said = recorded["rows"].get(name), getattr(row, name)
    reached = {field: column for field, column in _reached(name).items() if field in differing}
    if newest is not None and as_read(said) == as_read(recorded[name]):
        there = Target(ChildWorker, newest)
        columns = {name: "name", **reached} if name in differing else reached
        return [Placed(field, there, each, getattr(row, field)) for field, each in columns.items()]
    since, until_on = recorded["workers"].get(name, (None, None))
    new = _worker(recorded["id"], role)
    target = from_today(ChildWorker, newest, since, today, new)
    placed = [Placed(name, target, "name", said)]
    placed += [Placed(field, target, each, getattr(row, field)) for field, each in reached.items()]
    if newest is not None and target.number is None and until_on is None:
        placed.append(Placed(name, Target(ChildWorker, newest), "until_on", today - ONE_DAY))
    return placed


def _placed_home(row: ChildRow, recorded: Known, differing: Sequence[str]) -> list[Placed]:
    names = [each for each in PLACEMENT_COLUMNS if each in differing]
    if not names:
        return []
    number = recorded["rows"].get("placement_from")
    was_from, placed = recorded.get("placement_from"), []
    moved = (
        was_from is not None and row.placement_from is not None and row.placement_from > was_from
    )
    if number is not None and moved and names != ["placement_from"] and row.placement_from:
        # Another home from a later day on: the child has moved, and lived in the one before.
        left_on = row.placement_from - ONE_DAY
        placed.append(Placed("placement_from", Target(Placement, number), "until_on", left_on))
        number = None
    if number is None:
        names = list(PLACEMENT_COLUMNS)
    said = _home(row)
    target = Target(Placement, number, {"child_id": recorded["id"], "until_on": None})
    return placed + [Placed(name, target, *said[name]) for name in names]


def _said(row: ChildRow) -> dict[str, Any]:
    """What a row says of the child itself, by the fields of the record."""
    return {column: getattr(row, column) for column in CHILD}


def _reached(worker: str) -> dict[str, str]:
    """By which phone and email a worker is reached: the sheet's columns, and what they are of."""
    return {f"{worker}_phone": "phone", f"{worker}_email": "email"}


def _home(row: ChildRow) -> dict[str, tuple[str, object]]:
    """The columns of a placement, with their values, by the columns of the sheet."""
    return {
        "placement_kind": ("kind", row.placement_kind),
        "placement_postcode": ("postcode", row.placement_postcode),
        "area_authority": ("area_authority_id", AuthorityOf(row.area_authority)),
        "placement_from": ("from_on", row.placement_from),
    }


def _worker(child: int, role: str) -> dict[str, object]:
    return {"child_id": child, "role": role, "name": None, "from_on": None, "until_on": None}


def _add_child(intake: Intake, row: ChildRow, *, told: bool) -> int:
    """Add a child; who looks after it from which day on is `told` in a sheet of its own."""
    number = intake.add(
        Child,
        key=row.key,
        **_said(row),
    )
    if row.responsible_authority is not None and not told:
        authority = intake.authority(row.responsible_authority)
        intake.add(ChildAuthority, child_id=number, authority_id=authority, from_on=None)
    if any(getattr(row, name) is not None for name in PLACEMENT_COLUMNS):
        home = Target(Placement, None, {"child_id": number, "until_on": None})
        put(intake, [Placed(name, home, *said) for name, said in _home(row).items()])
    for role, column in WORKER_COLUMNS.items():
        if (name := getattr(row, column)) is not None:
            said = {"name": name}
            said |= {each: getattr(row, field) for field, each in _reached(column).items()}
            intake.add(ChildWorker, **{**_worker(number, role.value), **said})
    return number
