"""Expense claims out of their sheet: rows of one key are one claim, mileage is priced."""

from collections.abc import Iterable, Mapping
from itertools import chain

from ivtool.domain.expenses.expenses import (
    COUNTED_VEHICLES,
    LineDays,
    miles_said,
    problems_with_line,
)
from ivtool.domain.expenses.mileage import Journey, prices
from ivtool.domain.expenses.records import Claim, ClaimLine
from ivtool.domain.expenses.vocabulary import ExpenseCategory, Vehicle
from ivtool.errors import Problem
from ivtool.queries import policy as policy_queries
from ivtool.queries.expenses.journeys import journeys as recorded_journeys
from ivtool.queries.expenses.odd_claims import claimed_twice
from ivtool.queries.file import sheets as known_sheets
from ivtool.queries.file.sheets import Known
from ivtool.services.imports.changing import put
from ivtool.services.imports.claim_changes import (
    ChangedLine,
    as_recorded,
    changed_lines,
    claim_differences,
    placed_line,
    problems_with_changes,
    problems_with_refs,
    vehicle_of,
    whole_line,
)
from ivtool.services.imports.intake import Came, Intake, pointed_at, points_at_match
from ivtool.sheets.rows import ClaimRow


def take_claims(
    intake: Intake, volunteers: Mapping[str, int], matches: Mapping[str, Known]
) -> None:
    """Take the claims, each whole or not at all; a line that is refused refuses its claim."""
    sheet = intake.workbook.claims
    by_ref = intake.own.goes_by_ref(sheet)
    there = known_sheets.claims(intake.reader)
    known = _by_key(intake, there)
    pointers = {"volunteer": volunteers, "match": {key: m["id"] for key, m in matches.items()}}
    claims: dict[str, list[ClaimRow]] = {}
    for row in sheet.rows:
        claims.setdefault(row.key, []).append(_meant(row))
    good: list[list[ClaimRow]] = []
    changes: list[ChangedLine] = []
    for key, unsorted in claims.items():
        recorded, changed = known.get(key, []), list[ChangedLine]()
        refs = problems_with_refs(unsorted, recorded, there, by_ref=by_ref)
        if any(refs.values()):
            _refuse_claim(intake, unsorted, refs)
            continue
        rows = lines = as_recorded(unsorted, recorded) if by_ref else unsorted
        # A claim with fewer lines is told so: none of them is compared with the wrong one.
        if intake.update and len(rows) >= len(recorded):
            pairs = zip(rows, recorded, strict=False)
            whole = [_meant(whole_line(row, line)) for row, line in pairs]
            lines = whole + rows[len(whole) :]
            changed = changed_lines(lines, recorded)
        reasons = {
            row.row: _problems_with_row(intake, row, lines[0], volunteers, matches) for row in lines
        }
        if recorded and not any(reasons.values()):
            if intake.update and len(rows) >= len(recorded):
                reasons = problems_with_changes(intake, lines, recorded, changed, pointers)
            else:
                reasons = claim_differences(lines, recorded)
        if any(reasons.values()) or key in sheet.refused_keys:
            _refuse_claim(intake, lines, reasons)
            continue
        changes += changed
        came = {each.row.row: Came.CHANGED for each in changed}
        for row in lines[: len(recorded)]:
            intake.count(sheet, came.get(row.row, Came.UNCHANGED))
        if len(lines) > len(recorded):
            good.append(lines[len(recorded) :])
    priced = _priced(intake, [*good, [each.row for each in changes]], changes, volunteers)
    for each in changes:
        put(intake, placed_line(each, pointers, priced.get(each.row.row)))
    for lines in good:
        _add_lines(intake, lines, known.get(lines[0].key, []), volunteers, matches, priced)
    intake.store()
    taken = [row for lines in good for row in lines] + [each.row for each in changes]
    _note_claimed_twice(intake, taken, volunteers)


def _by_key(intake: Intake, there: Mapping[int, list[Known]]) -> dict[str, list[Known]]:
    """The lines of every claim by its key, or by what stands for it in this file's own export."""
    known = {lines[0]["key"]: lines for lines in there.values() if lines[0]["key"] is not None}
    if intake.own.is_export:
        keys = intake.own.keys("claim")
        known |= {keys[number]: lines for number, lines in there.items()}
        for line in chain.from_iterable(there.values()):
            line.update(intake.own.pointers(line))
    return known


def _meant(row: ClaimRow) -> ClaimRow:
    """A row with what its zeros mean: no miles, where they say nothing."""
    said = miles_said(row.category, row.miles_tenths, row.amount_pence)
    return row._replace(miles_tenths=said)


def _note_claimed_twice(
    intake: Intake, taken: Iterable[ClaimRow], volunteers: Mapping[str, int]
) -> None:
    twice = {
        (each.volunteer, each.line.incurred_on, each.line.miles_tenths)
        for each in claimed_twice(intake.reader, intake.today)
    }
    rows = [
        row.row
        for row in taken
        if row.match is not None
        and row.category is ExpenseCategory.MILEAGE
        and row.declined_on is None
        and (volunteers[row.volunteer], row.on, row.miles_tenths) in twice
    ]
    said = "one journey claimed for two matches (ivtool report owed --look)"
    intake.note(intake.workbook.claims, said, sorted(rows))


def _problems_with_row(
    intake: Intake,
    row: ClaimRow,
    first: ClaimRow,
    volunteers: Mapping[str, int],
    matches: Mapping[str, Known],
) -> list[Problem]:
    problems = pointed_at(volunteers, row.volunteer, "volunteer", intake.workbook.volunteers)
    if row.match is not None:
        problems += points_at_match(intake, matches, row.match)
    if row.volunteer != first.volunteer:
        problems.append(
            Problem("claim.two_volunteers", f"row {first.row} of this claim is another volunteer's")
        )
    days = LineDays(row.claimed_on, row.approved_on, row.paid_on, row.declined_on)
    return problems + problems_with_line(
        row.category, row.vehicle, row.miles_tenths, row.amount_pence, row.on, days, intake.today
    )


def _refuse_claim(
    intake: Intake, lines: list[ClaimRow], reasons: Mapping[int, list[Problem]]
) -> None:
    sheet = intake.workbook.claims
    with_reason = [row.row for row in lines if reasons[row.row]]
    for row in lines:
        problems = reasons[row.row]
        if not problems:
            other = f"row {with_reason[0]}" if with_reason else "another row"
            problems = [Problem("claim.line_refused", f"{other} of this claim is refused")]
        intake.refuse(sheet, row.row, problems)


def _priced(
    intake: Intake,
    claims: Iterable[list[ClaimRow]],
    changes: Iterable[ChangedLine],
    volunteers: Mapping[str, int],
) -> dict[int, int]:
    """The pence that every mileage line comes to, by its row; one with an amount keeps that.

    All of an import in journey-date order, on the same day in file order; the journeys that the
    file holds already come before those of their day, apart from those that are changed.
    """
    policy = policy_queries.policy(intake.reader)
    known = recorded_journeys(intake.reader)
    for line in (each.line for each in changes):
        if line["vehicle"] in COUNTED_VEHICLES and line["miles_tenths"] is not None:
            was = Journey(line["on"], line["miles_tenths"], Vehicle(line["vehicle"]))
            known[line["volunteer_id"]].remove(was)
    driven: dict[int, list[ClaimRow]] = {}
    for row in sorted((row for lines in claims for row in lines), key=lambda each: each.row):
        if row.category is ExpenseCategory.MILEAGE and row.miles_tenths is not None:
            driven.setdefault(volunteers[row.volunteer], []).append(row)
    pence: dict[int, int] = {}
    for volunteer, rows in driven.items():
        new = [Journey(r.on, r.miles_tenths or 0, r.vehicle or Vehicle.CAR) for r in rows]
        found = prices(known.get(volunteer, ()), new, policy)
        pence |= {row.row: price.pence for row, price in zip(rows, found, strict=True)}
    return pence


def _add_lines(
    intake: Intake,
    lines: list[ClaimRow],
    recorded: list[Known],
    volunteers: Mapping[str, int],
    matches: Mapping[str, Known],
    priced: Mapping[int, int],
) -> None:
    """Add a claim, or lines to one that is recorded."""
    if recorded:
        number = recorded[0]["claim_id"]
    else:
        number = intake.add(Claim, key=lines[0].key, volunteer_id=volunteers[lines[0].volunteer])
    for place, row in enumerate(lines, start=len(recorded) + 1):
        vehicle = vehicle_of(row)
        intake.add(
            ClaimLine,
            claim_id=number,
            line=place,
            match_id=None if row.match is None else matches[row.match]["id"],
            incurred_on=row.on,
            category=row.category.value,
            vehicle=None if vehicle is None else vehicle.value,
            miles_tenths=row.miles_tenths,
            amount_pence=priced.get(row.row) if row.amount_pence is None else row.amount_pence,
            priced=row.amount_pence is None,
            description=row.description,
            receipt=row.receipt,
            claimed_on=row.claimed_on,
            approved_on=row.approved_on,
            paid_on=row.paid_on,
            declined_on=row.declined_on,
        )
        intake.count(intake.workbook.claims, Came.ADDED)
