"""Claims that are recorded already: the same line by line, refused, or with `--update` changed.

A line that is paid stays as it is, none is ever taken away, and a rate that was used is used again
only for a journey whose day, vehicle or miles are others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ivtool.domain.expenses.records import Claim, ClaimLine
from ivtool.domain.expenses.vocabulary import ExpenseCategory, Vehicle
from ivtool.domain.sentences import counted
from ivtool.errors import Problem
from ivtool.queries.expenses.payments import reversals
from ivtool.queries.file.sheets import Known
from ivtool.services.imports.changing import Placed, Target, problems_with_commands
from ivtool.services.imports.intake import Intake, differing_fields, told_differences
from ivtool.services.imports.own import problems_with_identity, ref_of
from ivtool.sheets.columns import HEADINGS
from ivtool.sheets.rows import ClaimRow

COMPARED = tuple(
    name for name in ClaimRow._fields[:-2] if name not in ("row", "key", "amount_pence", "vehicle")
)
# What a journey is priced by.
PRICED_BY = frozenset({"on", "vehicle", "miles_tenths"})
CALLED = {"on": "incurred_on"}


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line as it is recorded, what the sheet says of it, and whether it is priced again."""

    row: ClaimRow
    line: Known
    differing: Sequence[str]
    priced_again: bool


def vehicle_of(row: ClaimRow) -> Vehicle | None:
    """The vehicle of a row: a car where none is named, and none where nobody drove."""
    if row.category is not ExpenseCategory.MILEAGE:
        return None
    return row.vehicle or Vehicle.CAR


def problems_with_refs(
    rows: Sequence[ClaimRow],
    recorded: Sequence[Known],
    there: Mapping[int, object],
    *,
    by_ref: bool,
) -> dict[int, list[Problem]]:
    """Why rows cannot be those of their claim, by row: refs of another, or one line twice.

    `there` are the numbers of all the file's claims. A row without a ref is another line.
    """
    claim = {"id": recorded[0]["claim_id"]} if recorded else None
    reasons = {
        row.row: problems_with_identity("claim", row, claim, there, by_ref=by_ref) for row in rows
    }
    if not by_ref or any(reasons.values()):
        return reasons
    lines: set[int] = set()
    for row in rows:
        line = _line(row)
        if line is None:
            continue
        if line in lines or not 1 <= line <= len(recorded):
            said = f"line {line} is {'said twice' if line in lines else 'not one of the claim'}"
            reasons[row.row] = [Problem("import.ref_disagrees", said)]
        lines.add(line)
    return reasons


def as_recorded(rows: Sequence[ClaimRow], recorded: Sequence[Known]) -> list[ClaimRow]:
    """Rows of this file's own export in the order of their lines, those without a ref last.

    What a rate gave is written as an amount where another file's rates would not give it.
    """
    ordered = sorted(rows, key=lambda row: (_line(row) is None, _line(row) or 0))
    return [
        row._replace(amount_pence=None)
        if row.amount_pence is not None
        and line["priced"]
        and row.amount_pence == line["amount_pence"]
        else row
        for row, line in zip(ordered, recorded, strict=False)
    ] + ordered[len(recorded) :]


def _line(row: ClaimRow) -> int | None:
    ref = None if row.ref is None else ref_of("claim", row.ref)
    return None if ref is None else ref.line


def claim_differences(lines: list[ClaimRow], recorded: list[Known]) -> dict[int, list[Problem]]:
    """Why rows of a claim that is recorded cannot be taken, by row: they do not say the same."""
    reasons: dict[int, list[Problem]] = {row.row: [] for row in lines}
    if len(lines) != len(recorded):
        return reasons | {lines[0].row: [_other_count(lines, recorded)]}
    for row, line in zip(lines, recorded, strict=True):
        reasons[row.row] = told_differences(_differing(row, line))
    return reasons


def whole_line(row: ClaimRow, line: Known) -> ClaimRow:
    """A row filled up with what is recorded; an amount that a rate gave is left to the rate."""
    blank = [name for name in COMPARED if getattr(row, name) is None]
    filled = row._replace(**{name: line[name] for name in blank})
    if row.category is ExpenseCategory.MILEAGE and row.vehicle is None and line["vehicle"]:
        filled = filled._replace(vehicle=Vehicle(line["vehicle"]))
    if row.amount_pence is None and not line["priced"]:
        filled = filled._replace(amount_pence=line["amount_pence"])
    return filled


def changed_lines(lines: Sequence[ClaimRow], recorded: Sequence[Known]) -> list[ChangedLine]:
    """The recorded lines that whole rows change."""
    changed = []
    for row, line in zip(lines, recorded, strict=False):
        if differing := _differing(row, line):
            by_rate = row.amount_pence is None and row.category is ExpenseCategory.MILEAGE
            again = by_rate and not PRICED_BY.isdisjoint(differing)
            changed.append(ChangedLine(row, line, differing, again))
    return changed


def problems_with_changes(
    intake: Intake,
    lines: Sequence[ClaimRow],
    recorded: Sequence[Known],
    changed: Sequence[ChangedLine],
    pointers: Mapping[str, Mapping[str, int | None]],
) -> dict[int, list[Problem]]:
    """Why recorded lines cannot be changed so, by row."""
    reasons: dict[int, list[Problem]] = {row.row: [] for row in lines}
    if any(line["paid_on"] for line in recorded):
        for row in lines[len(recorded) :]:
            why = "a line of this claim is paid; begin another claim"
            reasons[row.row].append(Problem("claim.paid", why))
    once_paid = reversals(intake.reader) if changed else {}
    for each in changed:
        problems = reasons[each.row.row]
        if each.line["paid_on"] or each.line["id"] in once_paid:
            was = "is paid" if each.line["paid_on"] else "was paid, which was reversed"
            why = f"{was}, and stays as it was; it differs in {_named(each.differing)}"
            problems.append(Problem("claim.paid", why))
        problems += problems_with_commands(
            intake, placed_line(each, pointers), each.line, each.row.file_id
        )
    return reasons


def placed_line(
    changed: ChangedLine,
    pointers: Mapping[str, Mapping[str, int | None]],
    pence: int | None = None,
) -> list[Placed]:
    """What a changed line comes to; `pence` is what a rate made of it, where it was priced again.

    `pointers` are the numbers of matches and volunteers by their keys.
    """
    row, line = changed.row, Target(ClaimLine, changed.line["id"])
    placed = []
    for name in changed.differing:
        value = getattr(row, name)
        if name == "volunteer":
            claim = Target(Claim, changed.line["claim_id"])
            number = pointers["volunteer"].get(value)
            placed.append(Placed(name, claim, "volunteer_id", number))
        elif name == "match":
            placed.append(Placed(name, line, "match_id", pointers["match"].get(value)))
        elif name == "vehicle":
            placed.append(Placed(name, line, name, vehicle_of(row)))
        elif name == "amount_pence":
            placed.append(Placed(name, line, name, value))
            placed.append(Placed(name, line, "priced", value is None))
        else:
            placed.append(Placed(name, line, CALLED.get(name, name), value))
    if changed.priced_again:
        placed.append(Placed("amount_pence", line, "amount_pence", pence))
    return placed


def _differing(row: ClaimRow, line: Known) -> list[str]:
    differing = differing_fields(row, line, COMPARED)
    if vehicle_of(row) != line["vehicle"]:
        differing.append("vehicle")
    # A line that a rate priced compares as one with no amount: the rate may differ by now.
    given = None if line["priced"] else line["amount_pence"]
    if row.amount_pence != given:
        differing.append("amount_pence")
    return differing


def _named(fields: Sequence[str]) -> str:
    return ", ".join(HEADINGS.get(each, each) for each in fields)


def _other_count(lines: Sequence[ClaimRow], recorded: Sequence[Known]) -> Problem:
    counts = f"with {counted(len(recorded), 'line')}, not {len(lines)}"
    return Problem("import.differs", f"the claim is recorded already, {counts}")
