"""Expense claims out of their sheet: rows of one key are one claim, mileage is priced."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ivtool.domain.expenses import (
    COUNTED_VEHICLES,
    LineDays,
    mileage_pence,
    problems_with_line,
    tax_year,
)
from ivtool.domain.policy import Policy
from ivtool.domain.words import ExpenseCategory, Vehicle
from ivtool.errors import Problem
from ivtool.facts import policy as policy_facts
from ivtool.facts import sheets as known_sheets
from ivtool.facts.journeys import journeys as recorded_journeys
from ivtool.facts.sheets import Known
from ivtool.services.imports.intake import Intake, differences, pointed_at
from ivtool.services.imports.matching import points_at_match
from ivtool.sheets.rows import ClaimRow
from ivtool.tables import Claim, ClaimLine

COMPARED = tuple(
    name for name in ClaimRow._fields if name not in ("row", "key", "amount_pence", "vehicle")
)


@dataclass(frozen=True, slots=True)
class _Journey:
    """A mileage line among a volunteer's journeys of a tax year."""

    on: date
    row: int
    miles_tenths: int


def take_claims(
    intake: Intake, volunteers: Mapping[str, int], matches: Mapping[str, Known]
) -> None:
    """Take the claims, each whole or not at all; a line that is refused refuses its claim."""
    sheet = intake.workbook.claims
    known = known_sheets.claims(intake.reader)
    claims: dict[str, list[ClaimRow]] = {}
    for row in sheet.rows:
        claims.setdefault(row.key, []).append(row)
    good: list[list[ClaimRow]] = []
    for key, lines in claims.items():
        reasons = {
            row.row: _problems_with_row(intake, row, lines[0], volunteers, matches) for row in lines
        }
        if key in known and not any(reasons.values()):
            reasons[lines[0].row] = _claim_differences(lines, known[key])
        if any(reasons.values()) or key in sheet.refused_keys:
            _refuse_claim(intake, lines, reasons)
        elif key in known:
            for _ in lines:
                intake.count(sheet, added=False)
        else:
            good.append(lines)
    priced = _priced(intake, good, volunteers)
    for lines in good:
        _add_claim(intake, lines, volunteers, matches, priced)
    intake.store()


def _problems_with_row(
    intake: Intake,
    row: ClaimRow,
    first: ClaimRow,
    volunteers: Mapping[str, int],
    matches: Mapping[str, Known],
) -> list[Problem]:
    refused = row.volunteer in intake.workbook.volunteers.refused_keys
    problems = pointed_at(volunteers, row.volunteer, "volunteer", refused=refused)
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


def _claim_differences(lines: list[ClaimRow], recorded: list[Known]) -> list[Problem]:
    if len(lines) != len(recorded):
        return [
            Problem(
                "import.differs",
                f"the claim is recorded already, with {len(recorded)} lines, not {len(lines)}",
            )
        ]
    problems: list[Problem] = []
    for row, line in zip(lines, recorded, strict=True):
        problems += differences(row, line, COMPARED)
        if _vehicle(row) != line["vehicle"]:
            problems += [Problem("import.differs", f"row {row.row} differs in vehicle")]
        # A line that a rate priced compares as one with no amount: the rate may differ by now.
        given = None if line["priced"] else line["amount_pence"]
        if row.amount_pence != given and (row.amount_pence is not None or not line["priced"]):
            problems += [Problem("import.differs", f"row {row.row} differs in amount")]
    return problems


def _vehicle(row: ClaimRow) -> Vehicle | None:
    if row.category is not ExpenseCategory.MILEAGE:
        return None
    return row.vehicle or Vehicle.CAR


def _priced(
    intake: Intake, claims: Iterable[list[ClaimRow]], volunteers: Mapping[str, int]
) -> dict[int, int]:
    """The pence of every mileage line without an amount, by its row.

    All of an import in journey-date order, on the same day in file order; the journeys that the
    file holds already come before those of their day.
    """
    policy = policy_facts.policy(intake.reader)
    journeys: dict[tuple[int, int], list[_Journey]] = {}
    for volunteer, on, miles in recorded_journeys(intake.reader):
        journeys.setdefault((volunteer, tax_year(on)), []).append(_Journey(on, 0, miles))
    unpriced: list[ClaimRow] = []
    for row in (row for lines in claims for row in lines):
        if row.category is not ExpenseCategory.MILEAGE or row.miles_tenths is None:
            continue
        if row.amount_pence is None:
            unpriced.append(row)
        if _vehicle(row) in COUNTED_VEHICLES:
            year = (volunteers[row.volunteer], tax_year(row.on))
            journeys.setdefault(year, []).append(_Journey(row.on, row.row, row.miles_tenths))
    before = _miles_before(journeys.values())
    return {row.row: _pence(row, before.get(row.row, 0), policy) for row in unpriced}


def _miles_before(years: Iterable[list[_Journey]]) -> dict[int, int]:
    before: dict[int, int] = {}
    for journeys in years:
        driven = 0
        for journey in sorted(journeys, key=lambda each: (each.on, each.row)):
            before[journey.row] = driven
            driven += journey.miles_tenths
    return before


def _pence(row: ClaimRow, miles_before_tenths: int, policy: Policy) -> int:
    rate = policy.rate(_vehicle(row) or Vehicle.CAR, row.on)
    return mileage_pence(row.miles_tenths or 0, miles_before_tenths, rate)


def _add_claim(
    intake: Intake,
    lines: list[ClaimRow],
    volunteers: Mapping[str, int],
    matches: Mapping[str, Known],
    priced: Mapping[int, int],
) -> None:
    number = intake.add(Claim, key=lines[0].key, volunteer_id=volunteers[lines[0].volunteer])
    for place, row in enumerate(lines, start=1):
        vehicle = _vehicle(row)
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
        intake.count(intake.workbook.claims, added=True)
