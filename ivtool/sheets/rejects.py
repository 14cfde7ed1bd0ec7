"""The refused rows of a workbook, written back as they were, each with the reasons why."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ivtool.sheets.columns import LAYOUTS, SHEET_NAMES, Layout, folded_heading
from ivtool.sheets.refusals import Refusal
from ivtool.sheets.workbook import AnySheet, Workbook
from ivtool.sheets.writing import require_room_in, write_as_read


def require_room_for_rejects(folder: Path) -> None:
    """Refuse a folder that holds a sheet already. Raises Refused."""
    require_room_in(folder, SHEET_NAMES, "rejects.already_there")


def write_rejects(folder: Path, workbook: Workbook) -> list[Path]:
    """Write a file for each sheet with refused rows, ready to mend and import; none, no folder.

    A file that cannot be read as a sheet has no rows to write back. Raises Refused where a file is
    there already, StoreError where the disk does not take them.
    """
    layouts = {layout.name: layout for layout in LAYOUTS}
    refused = {
        sheet.name: _refused_records(sheet, layouts[sheet.name]) for sheet in workbook.sheets
    }
    return write_as_read(folder, {name: rows for name, rows in refused.items() if rows})


def _refused_records(sheet: AnySheet, layout: Layout[Any]) -> list[Sequence[str]]:
    if sheet.source is None or not sheet.refused_rows:
        return []
    reasons: dict[int | None, list[str]] = {}
    for refusal in sheet.refusals:
        reasons.setdefault(refusal.row, []).append(_reason(refusal))
    records: list[Sequence[str]] = []
    left_out: set[int] = set()
    # They are read again: a sheet keeps its rows as values, and none that was refused.
    for row, cells in sheet.source.read(layout.score):
        if row == sheet.heading_row:
            why = layout.why_refused
            told = folded_heading(why)
            left_out = {place for place, each in enumerate(cells) if folded_heading(each) == told}
        elif row in sheet.refused_rows:
            why = "; ".join(reasons[row])
        else:
            continue
        kept = [each for place, each in enumerate(cells) if place not in left_out]
        # First, where a row with too many cells cannot push it aside.
        records.append([why, *kept])
    return records


def _reason(refusal: Refusal) -> str:
    value = "" if refusal.value is None else f" {refusal.value!r}"
    return refusal.why if refusal.column is None else f"{refusal.column}{value}: {refusal.why}"
