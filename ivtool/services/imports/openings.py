"""The times in which referrals were open, out of their sheet: those of one are read together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ivtool.domain.children.records import ReferralClosing
from ivtool.domain.days import problems_with_order
from ivtool.errors import Problem
from ivtool.queries.file import spell_sheets
from ivtool.queries.file.sheets import Known
from ivtool.services.imports.changing import Placed, Target, problems_with_commands, put
from ivtool.services.imports.intake import (
    Came,
    Intake,
    pointed_at,
    told_differences,
)
from ivtool.services.imports.spells import Spells
from ivtool.sheets.rows import FileId, OpeningRow

FIELDS = ("closed_on", "outcome", "why")
Place = tuple[date, int]


def take_openings(intake: Intake, referrals: Mapping[str, Known], before: Spells) -> None:
    """Take when referrals were closed and opened again, those of one referral whole or not."""
    sheet = intake.workbook.openings
    now = spell_sheets.openings(intake.reader) if sheet.rows else {}
    of: dict[str, list[OpeningRow]] = {}
    for row in sheet.rows:
        of.setdefault(row.referral, []).append(row)
    for key, rows in of.items():
        problems = pointed_at(referrals, key, "referral", intake.workbook.referrals)
        if problems:
            for row in rows:
                intake.refuse(sheet, row.row, problems)
            continue
        referral = referrals[key]
        number = referral["id"]
        _take(intake, rows, referral, before.openings.get(number), now.get(number))


def _take(
    intake: Intake,
    rows: list[OpeningRow],
    referral: Known,
    before: Sequence[Known] | None,
    now: Sequence[Known] | None,
) -> None:
    """Take the openings of a referral; with what was recorded of them, and what is by now.

    One that was never closed has been open since it was received.
    """
    sheet = intake.workbook.openings
    is_new = "rows" not in referral
    never = [{"opened_on": referral["received_on"], **dict.fromkeys(FIELDS), "id": None}]
    recorded = _by_place(before or ([] if is_new else never))
    said = _by_place(row._asdict() for row in _without_repeats(rows))
    changed = {
        place: [name for name in FIELDS if spell[name] not in (None, recorded[place][name])]
        if place in recorded
        else ["opened_on"]
        for place, spell in said.items()
    }
    changed = {place: fields for place, fields in changed.items() if fields}
    spells = _sorted(_whole(recorded, said).values())
    placed = _changes(_sorted(recorded.values()), spells, referral["id"])
    # What another sheet of this import has said, no row may say otherwise.
    said_now = not is_new and list(now or never) != list(before or never)
    problems: dict[int, list[Problem]] = {}
    if changed and not is_new and (said_now or not intake.update):
        for place, fields in changed.items():
            problems[said[place]["row"]] = told_differences(fields, update=said_now)
    elif changed:
        past = [] if is_new else _problems(_sorted(recorded.values()), referral, intake.today)
        found = [each for each in _problems(spells, referral, intake.today) if each not in past]
        found = found or _set_by_commands(intake, spells, placed, rows[0].file_id)
        problems = {said[place]["row"]: found for place in changed if found}
    if problems:
        _refuse(intake, rows, problems)
        return
    if changed:
        put(intake, placed)
        # Now, for a change makes room for what is added.
        intake.store()
    came = {
        said[place]["row"]: Came.CHANGED if place in recorded else Came.ADDED for place in changed
    }
    for row in rows:
        intake.count(sheet, came.get(row.row, Came.UNCHANGED))


def _whole(recorded: Mapping[Place, Known], said: Mapping[Place, Known]) -> dict[Place, Known]:
    """The spells that are recorded, filled up with what rows say, and those that are new."""
    whole = {place: dict(each) for place, each in recorded.items()}
    for place, spell in said.items():
        filled = {name: spell[name] for name in FIELDS if spell[name] is not None}
        whole[place] = {
            **dict.fromkeys(FIELDS), "id": None, "opened_on": place[0],
            **whole.get(place, {}), **filled,
        }  # fmt: skip
    return whole


def _changes(recorded: Sequence[Known], spells: Sequence[Known], referral: int) -> list[Placed]:
    """What closings are to become, where that is another than they are."""
    was = {(each.target.number, each.column): each.value for each in _placed(recorded, referral)}
    return [
        each
        for each in _placed(spells, referral)
        if each.target.number is None or was.get((each.target.number, each.column)) != each.value
    ]


def _set_by_commands(
    intake: Intake, spells: Sequence[Known], placed: Sequence[Placed], file_id: FileId | None
) -> list[Problem]:
    problems: list[Problem] = []
    for spell in spells:
        if spell["id"] is not None:
            mine = [each for each in placed if each.target.number == spell["id"]]
            problems += problems_with_commands(intake, mine, spell, file_id)
    return problems


def _refuse(
    intake: Intake, rows: Sequence[OpeningRow], problems: Mapping[int, list[Problem]]
) -> None:
    other = f"row {min(problems)} of this referral is refused"
    for row in rows:
        why = problems.get(row.row) or [Problem("referral.opening_refused", other)]
        intake.refuse(intake.workbook.openings, row.row, why)


def _without_repeats(rows: Iterable[OpeningRow]) -> list[OpeningRow]:
    """The rows in the order of time, without those that say again what one has said."""
    ordered = sorted(rows, key=lambda row: _order(row._asdict()))
    return list({row._replace(row=0, file_id=None): row for row in reversed(ordered)}.values())[
        ::-1
    ]


def _order(spell: Known) -> tuple[date, date]:
    return spell["opened_on"], spell["closed_on"] or date.max


def _sorted(spells: Iterable[Known]) -> list[Known]:
    return sorted(spells, key=_order)


def _by_place(spells: Iterable[Any]) -> dict[Place, Known]:
    """Spells by their first day, and which of that day they are."""
    seen: Counter[date] = Counter()
    found: dict[Place, Known] = {}
    for each in _sorted(spells):
        found[each["opened_on"], seen[each["opened_on"]]] = each
        seen[each["opened_on"]] += 1
    return found


def _problems(spells: Sequence[Known], referral: Known, today: date) -> list[Problem]:
    """Why a referral cannot have been open at these times: one after another, the first at once."""
    days: list[tuple[str, date | None]] = []
    for each in spells:
        days += [("the opening", each["opened_on"]), ("the closing", each["closed_on"])]
    problems = problems_with_order(days, today, "referral")
    if spells and spells[0]["opened_on"] != referral["received_on"]:
        said = "the first opening of a referral is the day it was received"
        problems.append(Problem("referral.first_opening", said))
    if any(each["closed_on"] is None for each in spells[:-1]):
        said = "it was opened again without having been closed"
        problems.append(Problem("referral.never_closed", said))
    return problems


def _placed(spells: Sequence[Known], referral: int) -> list[Placed]:
    """What the times in which a referral was open come to: its closings."""
    placed: list[Placed] = []
    for place, each in enumerate(spells):
        after = spells[place + 1]["opened_on"] if place + 1 < len(spells) else None
        if each["id"] is None and after is None and all(each[name] is None for name in FIELDS):
            continue
        target = Target(ReferralClosing, each["id"], {"referral_id": referral})
        placed += [Placed(name, target, name, each[name]) for name in FIELDS]
        placed.append(Placed("reopened_on", target, "reopened_on", after))
    return placed
