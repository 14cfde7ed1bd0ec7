"""A team's workbook as typed rows: all that is wrong is listed, nothing is decided or stored.

What a sheet alone cannot tell - keys that point nowhere, days in the future, numbers out of range,
rows that clash - is for the rules.
"""

from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from ivtool.placing import require_no_device
from ivtool.sheets.books import find_in_workbook, is_workbook
from ivtool.sheets.checking import Progress, Sheet, read_sheet
from ivtool.sheets.columns import (
    CHILDREN,
    CLAIMS,
    EXCUSES,
    MATCHES,
    PAUSES,
    REFERRALS,
    SHEET_NAMES,
    VISITS,
    VOLUNTEERS,
    Layout,
    RowT,
)
from ivtool.sheets.reading import Source, find_sheets
from ivtool.sheets.refusals import Refusal
from ivtool.sheets.rows import (
    ChildRow,
    ClaimRow,
    ExcuseRow,
    MatchRow,
    PauseRow,
    ReferralRow,
    VisitRow,
    VolunteerRow,
)

AnySheet = (
    Sheet[VolunteerRow]
    | Sheet[ChildRow]
    | Sheet[ReferralRow]
    | Sheet[MatchRow]
    | Sheet[PauseRow]
    | Sheet[VisitRow]
    | Sheet[ExcuseRow]
    | Sheet[ClaimRow]
)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The eight sheets, in the order in which one points at those before it."""

    volunteers: Sheet[VolunteerRow]
    children: Sheet[ChildRow]
    referrals: Sheet[ReferralRow]
    matches: Sheet[MatchRow]
    pauses: Sheet[PauseRow]
    visits: Sheet[VisitRow]
    excuses: Sheet[ExcuseRow]
    claims: Sheet[ClaimRow]
    unknown_files: list[str]
    notes: list[str]

    @property
    def sheets(self) -> tuple[AnySheet, ...]:
        """All eight in their order, absent ones included."""
        return (
            self.volunteers,
            self.children,
            self.referrals,
            self.matches,
            self.pauses,
            self.visits,
            self.excuses,
            self.claims,
        )

    @property
    def refusals(self) -> list[Refusal]:
        """Every refusal, sheet by sheet, each in file order."""
        return list(chain.from_iterable(sheet.refusals for sheet in self.sheets))

    @property
    def warnings(self) -> list[str]:
        """What was left out without harm: files that are no sheet, headings that are no column."""
        unknown = [
            f"{file} is not the name of a sheet and is left out" for file in self.unknown_files
        ]
        warnings = [warning for sheet in self.sheets for warning in sheet.warnings]
        return unknown + self.notes + warnings


def read_workbook(path: Path, progress: Progress | None = None) -> Workbook:
    """What a folder of `.csv` files or one workbook holds; a sheet may be absent, but not all.

    `progress` is told now and then which sheet is being read and how many of its rows have been.
    Raises NotFound if there is no such folder or file or no sheet in it, Refused for a file that
    is no workbook; everything else that is wrong is a refusal of its sheet.
    """
    require_no_device(path)
    if is_workbook(path):
        found = find_in_workbook(path, SHEET_NAMES)
    else:
        found = find_sheets(path, SHEET_NAMES)

    def read(layout: Layout[RowT]) -> Sheet[RowT]:
        return _read_only_file(layout, found.sources.get(layout.name, []), progress)

    return Workbook(
        volunteers=read(VOLUNTEERS),
        children=read(CHILDREN),
        referrals=read(REFERRALS),
        matches=read(MATCHES),
        pauses=read(PAUSES),
        visits=read(VISITS),
        excuses=read(EXCUSES),
        claims=read(CLAIMS),
        unknown_files=found.unknown,
        notes=found.notes,
    )


def _read_only_file(
    layout: Layout[RowT], sources: list[Source], progress: Progress | None
) -> Sheet[RowT]:
    if len(sources) == 1:
        return read_sheet(layout, sources[0], progress)
    sheet: Sheet[RowT] = Sheet(layout.name, sources[0] if sources else None)
    for other in sources[1:]:
        sheet.refuse_file(1, "sheet.file_twice", f"is there twice: {sheet.file} and {other.file}")
    return sheet
