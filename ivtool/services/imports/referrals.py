"""Referrals out of their sheet, with the dated steps that they have taken."""

from collections.abc import Mapping, Sequence
from datetime import date

from ivtool.domain.ages import problems_before_birth
from ivtool.domain.children.records import Referral, ReferralClosing, ReferralStepTaken
from ivtool.domain.children.vocabulary import ReferralStep
from ivtool.domain.days import problems_ahead, problems_with_order
from ivtool.domain.refs import match_ref
from ivtool.errors import Problem
from ivtool.queries import people as people_queries
from ivtool.queries.file import sheets as known_sheets
from ivtool.queries.file.sheets import STEP_COLUMNS, Known
from ivtool.services.imports.changing import Placed, Target, judged, put, taken
from ivtool.services.imports.intake import Came, Intake, pointed_at
from ivtool.services.imports.own import problems_with_identity
from ivtool.services.imports.spells import OPENINGS, Newest
from ivtool.sheets.rows import ReferralRow

FIELDS = ReferralRow._fields[2:-2]
OWN = ("received_on", "source", "reasons")
CLOSING = ("closed_on", "outcome")
FROM_STAFF_VISIT = "taken from the staff visit by the import"


def take_referrals(intake: Intake, children: Mapping[str, int]) -> dict[str, Known]:
    """Take the referrals, and give all that have a key, with their numbers and children."""
    sheet = intake.workbook.referrals
    found_there = known_sheets.referrals(intake.reader)
    known = intake.own.by_key("referral", found_there)
    by_ref = intake.own.goes_by_ref(sheet)
    newest = Newest(intake, intake.workbook.openings, OPENINGS)
    births = people_queries.births(intake.reader, "child")
    for told in sheet.rows:
        recorded = known.get(told.key)
        row, apart = newest.judged(told, recorded)
        problems = pointed_at(children, row.child, "child", intake.workbook.children)
        found = judged(
            intake,
            row,
            recorded,
            FIELDS,
            lambda each: _problems_with_referral(
                each, births.get(children.get(each.child, 0)), intake.today
            ),
            lambda said, was, differing: _placed(said, was, differing, children),
        )
        problems += problems_with_identity(
            "referral", row, recorded, found_there, found.placed, by_ref=by_ref
        )
        problems += apart
        problems += found.problems
        moved = any(each.field == "child" for each in found.placed)
        if recorded is not None and moved and not problems:
            problems = _problems_with_other_child(intake, recorded)
        if problems:
            intake.refuse(sheet, row.row, problems)
            sheet.refused_keys.add(row.key)
        elif recorded is None:
            child = children[row.child]
            number = _add_referral(intake, row, child, told=newest.tells(row.key))
            known[row.key] = row._asdict() | {"id": number, "child_id": child}
            intake.count(sheet, Came.ADDED)
        else:
            put(intake, found.placed)
            known[row.key] = taken(recorded, found) | {"child_id": children[row.child]}
            intake.count(sheet, Came.CHANGED if found.placed else Came.UNCHANGED)
    intake.store()
    return known


def _problems_with_referral(row: ReferralRow, born_on: date | None, today: date) -> list[Problem]:
    steps = (
        ("the social worker's form", row.social_worker_form_on),
        ("the child's form", row.child_form_on),
        ("the staff visit", row.staff_visit_on),
    )
    days = (("the receipt", row.received_on), ("the closing", row.closed_on))
    return [
        *problems_ahead(steps, today, "referral"),
        *problems_with_order(days, today, "referral"),
        *problems_before_birth(born_on, (*steps, *days), "child"),
    ]


def _problems_with_other_child(intake: Intake, recorded: Known) -> list[Problem]:
    found = known_sheets.matches_of_referral(intake.reader, recorded["id"])
    if not found:
        return []
    matches = ", ".join(map(match_ref, found))
    return [Problem("referral.has_matches", f"the child cannot be another: it led to {matches}")]


def _placed(
    row: ReferralRow, recorded: Known, differing: Sequence[str], children: Mapping[str, int]
) -> list[Placed]:
    referral = Target(Referral, recorded["id"])
    placed = [Placed(name, referral, name, getattr(row, name)) for name in OWN if name in differing]
    placed += _placed_closing(row, recorded, differing)
    if "child" in differing:
        placed.append(Placed("child", referral, "child_id", children.get(row.child)))
    for step, name in STEP_COLUMNS.items():
        if name in differing:
            new = _step(recorded["id"], step, None)
            target = Target(ReferralStepTaken, recorded["rows"].get(name), new)
            placed.append(Placed(name, target, "taken_on", getattr(row, name)))
    if "staff_visit_on" in differing:
        placed += _placed_acceptance(row, recorded)
    return placed


def _placed_closing(row: ReferralRow, recorded: Known, differing: Sequence[str]) -> list[Placed]:
    """The closing that holds is put right; after a reopening there is another beside it."""
    names = [each for each in CLOSING if each in differing]
    last = number = recorded["rows"].get("closed_on")
    reopened_on = recorded.get("reopened_on")
    held = False
    if names and reopened_on is not None:
        number, names = None, list(CLOSING)
        # Opened again since the closing that the sheet tells of.
        held = row.closed_on is None or row.closed_on < reopened_on
    target = Target(ReferralClosing, number, {"referral_id": recorded["id"]}, after=last)
    return [Placed(name, target, name, getattr(row, name), held) for name in names]


def _placed_acceptance(row: ReferralRow, recorded: Known) -> list[Placed]:
    """The acceptance goes with the staff visit that an import took it from, and with no other."""
    number = recorded["rows"].get(ReferralStep.ACCEPTED)
    if number is not None and recorded[ReferralStep.ACCEPTED] != recorded.get("staff_visit_on"):
        return []
    new = _step(recorded["id"], ReferralStep.ACCEPTED, FROM_STAFF_VISIT)
    target = Target(ReferralStepTaken, number, new)
    return [Placed("staff_visit_on", target, "taken_on", row.staff_visit_on)]


def _add_referral(intake: Intake, row: ReferralRow, child: int, *, told: bool) -> int:
    """Add a referral; when it was closed and opened again is `told` in a sheet of its own."""
    number = intake.add(
        Referral,
        key=row.key,
        child_id=child,
        received_on=row.received_on,
        source=row.source.value,
        reasons=row.reasons,
    )
    if not told and (row.closed_on is not None or row.outcome is not None):
        outcome = None if row.outcome is None else row.outcome.value
        closing = {"closed_on": row.closed_on, "outcome": outcome}
        intake.add(ReferralClosing, referral_id=number, reopened_on=None, **closing)
    for step, column in STEP_COLUMNS.items():
        if (day := getattr(row, column)) is not None:
            intake.add(ReferralStepTaken, **{**_step(number, step, None), "taken_on": day})
    if row.staff_visit_on is not None:
        accepted = _step(number, ReferralStep.ACCEPTED, FROM_STAFF_VISIT)
        intake.add(ReferralStepTaken, **{**accepted, "taken_on": row.staff_visit_on})
    return number


def _step(referral: int, step: ReferralStep, note: str | None) -> dict[str, object]:
    return {"referral_id": referral, "step": step.value, "taken_on": None, "note": note}
