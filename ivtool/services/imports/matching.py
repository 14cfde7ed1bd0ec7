"""Referrals, matches, pauses and excused months out of their sheets."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ivtool.domain.matches import (
    overlap,
    problems_with_excuse,
    problems_with_match_dates,
    problems_with_pause,
)
from ivtool.domain.order import problems_ahead, problems_with_order
from ivtool.domain.refs import match_ref
from ivtool.domain.visits import Pause
from ivtool.domain.words import ReferralStep
from ivtool.errors import Problem
from ivtool.facts import sheets as known_sheets
from ivtool.facts.sheets import Known
from ivtool.services.imports.intake import Intake, differences, pointed_at
from ivtool.sheets.rows import ExcuseRow, MatchRow, PauseRow, ReferralRow
from ivtool.tables import Excuse, Match, MatchInterval, MatchPause, Referral, ReferralStepTaken

FROM_STAFF_VISIT = "taken from the staff visit by the import"
MOST_MONTHS = 12


def take_referrals(intake: Intake, children: Mapping[str, int]) -> dict[str, Known]:
    """Take the referrals, and give all that have a key, with their numbers and children."""
    sheet = intake.workbook.referrals
    refused = intake.workbook.children.refused_keys
    known = known_sheets.referrals(intake.reader)
    for row in sheet.rows:
        problems = pointed_at(children, row.child, "child", refused=row.child in refused)
        problems += _problems_with_referral(row, intake.today)
        recorded = known.get(row.key)
        if recorded is not None and not problems:
            problems = differences(row, recorded, ReferralRow._fields[2:])
        if problems:
            intake.refuse(sheet, row.row, problems)
            sheet.refused_keys.add(row.key)
            continue
        if recorded is None:
            child = children[row.child]
            number = _add_referral(intake, row, child)
            known[row.key] = row._asdict() | {"id": number, "child_id": child}
        intake.count(sheet, added=recorded is None)
    intake.store()
    return known


def take_matches(
    intake: Intake, volunteers: Mapping[str, int], referrals: Mapping[str, Known]
) -> dict[str, Known]:
    """Take the matches, and give all that have a key; a child has one live match at a time."""
    book = intake.workbook
    sheet = book.matches
    known = known_sheets.matches(intake.reader)
    spans: dict[int, list[tuple[date, date | None]]] = {}
    for each in known_sheets.all_matches(intake.reader).values():
        if each["started_on"] is not None:
            span = (each["started_on"], each["ended_on"])
            spans.setdefault(each["child_id"], []).append(span)
    numbers = {key: each["id"] for key, each in referrals.items()}
    for row in sheet.rows:
        problems = pointed_at(
            numbers, row.referral, "referral", refused=row.referral in book.referrals.refused_keys
        )
        for key in (row.volunteer, row.second_volunteer):
            if key is not None:
                refused = key in book.volunteers.refused_keys
                problems += pointed_at(volunteers, key, "volunteer", refused=refused)
        problems += _problems_with_match(row, intake.today)
        recorded = known.get(row.key)
        if recorded is not None and not problems:
            problems = differences(row, recorded, MatchRow._fields[2:])
        if recorded is None and not problems:
            problems = _problems_with_child(row, spans.get(referrals[row.referral]["child_id"], []))
        if problems:
            intake.refuse(sheet, row.row, problems)
            sheet.refused_keys.add(row.key)
            continue
        if recorded is None:
            child = referrals[row.referral]["child_id"]
            number = _add_match(intake, row, numbers[row.referral], child, volunteers)
            known[row.key] = row._asdict() | {"id": number, "child_id": child}
            if row.started_on is not None:
                spans.setdefault(child, []).append((row.started_on, row.ended_on))
        intake.count(sheet, added=recorded is None)
    intake.store()
    return known


def take_pauses(intake: Intake, matches: Mapping[str, Known]) -> None:
    """Take the pauses; those of one match never share a day."""
    sheet = intake.workbook.pauses
    known = known_sheets.pauses(intake.reader)
    by_match: dict[int, list[Pause]] = {}
    for each in known.values():
        if each["withdrawn_on"] is None:
            pause = Pause(each["from_on"], each["until_on"])
            by_match.setdefault(each["match_id"], []).append(pause)
    for row in sheet.rows:
        problems = points_at_match(intake, matches, row.match)
        problems += problems_ahead([("the first day", row.from_on)], intake.today, "pause")
        if problems:
            intake.refuse(sheet, row.row, problems)
            continue
        match = matches[row.match]
        recorded = known.get((match["id"], row.from_on))
        pause = Pause(row.from_on, row.until_on)
        if recorded is None:
            problems = problems_with_pause(
                pause,
                by_match.get(match["id"], ()),
                match["started_on"],
                match["ended_on"],
                match_ref(match["id"]),
            )
        elif recorded.get("withdrawn_on") is not None:
            problems = [_changed_since("the pause was withdrawn")]
        else:
            problems = differences(row, recorded, PauseRow._fields[3:])
        if problems:
            intake.refuse(sheet, row.row, problems)
            continue
        if recorded is None:
            intake.add(
                MatchPause,
                match_id=match["id"],
                from_on=row.from_on,
                until_on=row.until_on,
                reason=None if row.reason is None else row.reason.value,
                note=None,
                withdrawn_on=None,
            )
            known[match["id"], row.from_on] = row._asdict()
            by_match.setdefault(match["id"], []).append(pause)
        intake.count(sheet, added=recorded is None)
    intake.store()


def take_excuses(intake: Intake, matches: Mapping[str, Known]) -> None:
    """Take the excused months."""
    sheet = intake.workbook.excuses
    known = known_sheets.excuses(intake.reader)
    for row in sheet.rows:
        problems = points_at_match(intake, matches, row.match)
        if not problems:
            match = matches[row.match]
            problems = problems_with_excuse(row.month, match["started_on"], match["ended_on"])
        if problems:
            intake.refuse(sheet, row.row, problems)
            continue
        recorded = known.get((match["id"], row.month))
        if recorded is not None:
            problems = differences(row, recorded, ExcuseRow._fields[3:])
            if problems:
                intake.refuse(sheet, row.row, problems)
                continue
        else:
            intake.add(
                Excuse,
                match_id=match["id"],
                month=str(row.month),
                excused_by=row.by,
                reason=row.reason,
            )
            known[match["id"], row.month] = row._asdict()
        intake.count(sheet, added=recorded is None)
    intake.store()


def points_at_match(intake: Intake, matches: Mapping[str, Known], key: str) -> list[Problem]:
    """Why a match's key points at nothing."""
    refused = key in intake.workbook.matches.refused_keys
    if not refused and key in matches:
        return []
    return pointed_at({}, key, "match", refused=refused)


def _changed_since(what: str) -> Problem:
    return Problem(
        "import.changed_since", f"{what} by a command since its import; take the row out"
    )


def _problems_with_referral(row: ReferralRow, today: date) -> list[Problem]:
    steps = (
        ("the social worker's form", row.social_worker_form_on),
        ("the child's form", row.child_form_on),
        ("the staff visit", row.staff_visit_on),
    )
    days = (("the receipt", row.received_on), ("the closing", row.closed_on))
    return problems_ahead(steps, today, "referral") + problems_with_order(days, today, "referral")


def _problems_with_match(row: MatchRow, today: date) -> list[Problem]:
    problems = problems_with_match_dates(
        row.proposed_on, row.first_meeting_on, row.started_on, row.ended_on, today
    )
    if row.second_volunteer is not None and row.second_volunteer == row.volunteer:
        problems.append(Problem("match.couple", "the second volunteer is the first one again"))
    if row.every_months is not None and not 1 <= row.every_months <= MOST_MONTHS:
        problems.append(
            Problem("match.interval", f"every_months {row.every_months} is not between 1 and 12")
        )
    return problems


def _problems_with_child(row: MatchRow, spans: list[tuple[date, date | None]]) -> list[Problem]:
    if row.started_on is None:
        return []
    span = (row.started_on, row.ended_on)
    if not any(overlap(span, other) for other in spans):
        return []
    return [Problem("match.second_live", "the child has another live match at that time")]


def _add_referral(intake: Intake, row: ReferralRow, child: int) -> int:
    number = intake.add(
        Referral,
        key=row.key,
        child_id=child,
        received_on=row.received_on,
        source=row.source.value,
        reasons=row.reasons,
        closed_on=row.closed_on,
        outcome=None if row.outcome is None else row.outcome.value,
    )
    for step, column in known_sheets.STEP_COLUMNS.items():
        if (day := getattr(row, column)) is not None:
            _add_step(intake, number, step, day)
    if row.staff_visit_on is not None:
        _add_step(intake, number, ReferralStep.ACCEPTED, row.staff_visit_on, FROM_STAFF_VISIT)
    return number


def _add_step(
    intake: Intake, number: int, step: ReferralStep, day: date, note: str | None = None
) -> None:
    intake.add(ReferralStepTaken, referral_id=number, step=step.value, taken_on=day, note=note)


def _add_match(
    intake: Intake, row: MatchRow, referral: int, child: int, volunteers: Mapping[str, int]
) -> int:
    columns: dict[str, Any] = {
        "key": row.key,
        "referral_id": referral,
        "child_id": child,
        "volunteer_id": volunteers[row.volunteer],
        "second_volunteer_id": volunteers.get(row.second_volunteer or ""),
        "proposed_on": row.proposed_on,
        "first_meeting_on": row.first_meeting_on,
        "started_on": row.started_on,
        "ended_on": row.ended_on,
        "ending_route": None if row.ending_route is None else row.ending_route.value,
        "ending_reason": row.ending_reason,
        "planned": row.planned,
        "another_wanted": row.another_wanted,
    }
    number = intake.add(Match, **columns)
    if row.every_months is not None:
        intake.add(
            MatchInterval,
            match_id=number,
            from_on=row.started_on or row.proposed_on,
            every_months=row.every_months,
        )
    return number
