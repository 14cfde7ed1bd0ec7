"""Answers about an import: what came of each sheet, and what was refused, at a readable length."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict
from itertools import accumulate
from typing import TYPE_CHECKING

from ivtool.domain import sentences
from ivtool.errors import Refused
from ivtool.rendering import Column, Listing, Shape

if TYPE_CHECKING:
    from ivtool.services.imports import Imported
    from ivtool.sheets.refusals import Refusal
    from ivtool.sheets.workbook import Workbook

# Of one cause so many refusals are listed, and so many lines in all: nobody reads more.
MOST_OF_A_CAUSE = 5
MOST_LINES = 120
COUNTED = ("added", "changed", "unchanged", "refused")
COLUMNS = (Column("sheet", "sheet"), *(Column(name, name, Shape.NUMBER) for name in COUNTED))
# A list in a cell of a CSV helps nobody.
REFUSALS = Column("refusals")
Cause = tuple[str, str, str | None]


def counted(imported: "Imported", *, kept: bool, dry_run: bool, in_full: bool) -> Listing:
    """What came of each sheet, `in_full` with every refusal; `kept`: it is or would be stored."""
    stored = kept or dry_run
    refusals: dict[str, list[dict[str, object]]] = {count.sheet: [] for count in imported.counts}
    for refusal in imported.refusals:
        found = refusals.setdefault(refusal.sheet, [])
        if in_full:
            found.append(_for_scripts(refusal))
    counts = {count.sheet: asdict(count) for count in imported.counts}
    rows = []
    for sheet, found in refusals.items():
        row = counts.get(sheet, {"sheet": sheet, **dict.fromkeys(COUNTED, 0)})
        if not stored:
            row |= {"added": 0, "changed": 0}
        rows.append({**row, "refusals": found})
    title = "A rehearsal: nothing was kept" if dry_run else "Imported"
    columns = (*COLUMNS, REFUSALS) if in_full else COLUMNS
    return Listing(title if stored else "Nothing was stored", columns, rows, "No sheet was found.")


def unreadable(refused: Refused) -> Listing:
    """What a script is told where there is no sheet to be read."""
    told = [
        {"sheet": None, "row": None, "column": None, "value": None, "code": each.code,
         "message": each.message}
        for each in refused.problems
    ]  # fmt: skip
    row: Mapping[str, object] = {"sheet": None, **dict.fromkeys(COUNTED, 0), "refusals": told}
    return Listing("Nothing was stored", (*COLUMNS, REFUSALS), [row], "")


def read(workbook: "Workbook", imported: "Imported") -> Iterator[str]:
    """How the sheets were read: what is to be known of them, and whether by ref or by key."""
    # What stands where a sheet's headings should be may be names: it is not repeated.
    unusable = {warning for each in workbook.sheets if each.unusable for warning in each.warnings}
    notes = [warning for warning in workbook.warnings if warning not in unusable]
    for note in (*notes, *([] if imported.read is None else [imported.read])):
        yield f"ivtool: note: {note}"


def told(refusals: "Collection[Refusal]") -> Iterator[str]:
    """The refusals in their order, of each cause the first few, then how many more there are."""
    of_cause = Counter(map(_cause, refusals))
    most = MOST_OF_A_CAUSE
    while most > 1 and sum(min(count, most + 1) for count in of_cause.values()) > MOST_LINES:
        most -= 1
    lines = accumulate(min(count, most + 1) for count in of_cause.values())
    causes = {cause for cause, so_far in zip(of_cause, lines, strict=True) if so_far <= MOST_LINES}
    listed: Counter[Cause] = Counter()
    for refusal in refusals:
        cause = _cause(refusal)
        if cause not in causes or listed[cause] == most:
            continue
        listed[cause] += 1
        yield _told(refusal)
        if listed[cause] == most < of_cause[cause]:
            yield f"    … and {of_cause[cause] - most:,} more of this kind"
    rest = [count for cause, count in of_cause.items() if cause not in causes]
    if rest:
        yield f"  … and {sum(rest):,} more of {sentences.counted(len(rest), 'other kind')}"


def ending(imported: "Imported", *, kept: bool, skip_bad: bool) -> str:
    """What became of the good rows, and what helps."""
    of_file: dict[str, set[int]] = {}
    unread = 0
    for each in imported.refusals:
        if each.row is None:
            unread += 1
        else:
            of_file.setdefault(each.file, set()).add(each.row)
    rows = sum(map(len, of_file.values()))
    refused = f"{sentences.counted(rows, 'row is', 'rows are')} refused"
    if kept:
        stored = any(count.added or count.changed for count in imported.counts)
        others = "the others are stored" if stored else "the others say nothing new"
        return f"ivtool: {refused}, {others}; mend and import again"
    if unread:
        sheets = sentences.counted(unread, "sheet holds", "sheets hold")
        and_rows = f", and {refused}" if rows else ""
        return f"ivtool: nothing was stored: {sheets} rows that are not read{and_rows}"
    if skip_bad and imported.knotted:
        return (
            f"ivtool: nothing was stored: {refused}, and others were good only because of them;"
            " mend and import again"
        )
    return f"ivtool: nothing was stored: {refused}; mend and import again" + (
        "" if skip_bad else ", or --skip-bad"
    )


def _cause(refusal: "Refusal") -> Cause:
    return refusal.file if refusal.row is not None else "", refusal.code, refusal.column


def _told(refusal: "Refusal") -> str:
    place = refusal.file
    if refusal.row is not None:
        place += f" row {refusal.row}"
    if refusal.column is not None:
        place += f", {refusal.column}"
    if refusal.value is not None:
        place += f" {refusal.value!r}"
    return f"  - {place}: {refusal.why}"


def _for_scripts(refusal: "Refusal") -> dict[str, object]:
    return {
        "sheet": refusal.sheet,
        "row": refusal.row,
        "column": refusal.column,
        "value": refusal.value,
        "code": refusal.code,
        "message": refusal.why,
    }
