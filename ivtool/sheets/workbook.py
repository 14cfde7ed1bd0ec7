"""A team's workbook as typed rows: all that is wrong is listed, nothing is decided or stored.

What a sheet alone cannot tell - keys that point nowhere, days in the future, numbers out of range,
rows that clash - is for the rules.
"""

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from ivtool.domain.letters import seen
from ivtool.errors import NotFound
from ivtool.paths import require_no_device
from ivtool.sheets.books import is_workbook, sheets_of_workbook
from ivtool.sheets.checking import Progress, Sheet, read_sheet
from ivtool.sheets.columns import (
    AUTHORITIES,
    CHILDREN,
    CLAIMS,
    EXCUSES,
    HOLDS,
    INTERVALS,
    MATCH_REVIEWS,
    MATCHES,
    OPENINGS,
    PAUSES,
    REFERRALS,
    REVIEWS,
    SHEET_NAMES,
    SUPPORT,
    VISITS,
    VOLUNTEERS,
    Layout,
    RowT,
)
from ivtool.sheets.reading import Source, folded_name, sheets_of_folder
from ivtool.sheets.refusals import Refusal, Refusals, UnusableFile, some_of
from ivtool.sheets.rows import (
    AuthorityRow,
    ChildRow,
    ClaimRow,
    ExcuseRow,
    HoldRow,
    IntervalRow,
    MatchReviewRow,
    MatchRow,
    OpeningRow,
    PauseRow,
    ReferralRow,
    ReviewRow,
    SupportRow,
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
    | Sheet[SupportRow]
    | Sheet[HoldRow]
    | Sheet[IntervalRow]
    | Sheet[OpeningRow]
    | Sheet[AuthorityRow]
    | Sheet[ReviewRow]
    | Sheet[MatchReviewRow]
)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets, in the order in which one points at those before it."""

    volunteers: Sheet[VolunteerRow]
    children: Sheet[ChildRow]
    referrals: Sheet[ReferralRow]
    matches: Sheet[MatchRow]
    pauses: Sheet[PauseRow]
    visits: Sheet[VisitRow]
    excuses: Sheet[ExcuseRow]
    claims: Sheet[ClaimRow]
    support: Sheet[SupportRow]
    holds: Sheet[HoldRow]
    intervals: Sheet[IntervalRow]
    openings: Sheet[OpeningRow]
    authorities: Sheet[AuthorityRow]
    reviews: Sheet[ReviewRow]
    match_reviews: Sheet[MatchReviewRow]
    unread: list[Refusal]
    notes: list[str]

    @property
    def sheets(self) -> tuple[AnySheet, ...]:
        """All in their order, absent ones included."""
        return (
            self.volunteers,
            self.children,
            self.referrals,
            self.matches,
            self.pauses,
            self.visits,
            self.excuses,
            self.claims,
            self.support,
            self.holds,
            self.intervals,
            self.openings,
            self.authorities,
            self.reviews,
            self.match_reviews,
        )

    @property
    def refusals(self) -> Refusals:
        """Every refusal: of what is not read, then sheet by sheet, each in file order."""
        found = Refusals(self.unread)
        for sheet in self.sheets:
            found.extend(sheet.refusals)
        return found

    @property
    def warnings(self) -> list[str]:
        """What was left out without harm, and what is to be known of what was read."""
        return self.notes + [warning for sheet in self.sheets for warning in sheet.warnings]


def read_workbook(
    path: Path, progress: Progress | None = None, leave_out: Iterable[str] = ()
) -> Workbook:
    """What a folder of `.csv` files or one workbook holds; a sheet may be absent, but not all.

    Sheets named in `leave_out` are not read. Others that are none of ours and hold rows are told
    as `unread`. `progress` is told now and then which sheet is being read and how many of its rows
    have been. Raises NotFound if there is no such folder or file, no sheet in it, or nothing of a
    name that is to be left out, Refused for a file that is no workbook; everything else that is
    wrong is a refusal of its sheet.
    """
    require_no_device(path)
    found = sheets_of_workbook(path) if is_workbook(path) else sheets_of_folder(path)
    wanted, left_out = _parted(path, found, leave_out)
    sources: dict[str, list[Source]] = {}
    others: list[Source] = []
    for source in wanted:
        if (name := folded_name(source.name)) in SHEET_NAMES:
            sources.setdefault(name, []).append(source)
        else:
            others.append(source)
    if not sources:
        kind = "" if is_workbook(path) else ".csv"
        looked_for = ", ".join(f"{name}{kind}" for name in SHEET_NAMES)
        raise NotFound(f"there is no sheet in {path}", f"looked for {looked_for}")
    hidden = [
        f"{source.file} is a hidden sheet; it is read all the same"
        for source in chain.from_iterable(sources.values())
        if source.hidden
    ]
    unread, blank = _unread(others)

    def read(layout: Layout[RowT]) -> Sheet[RowT]:
        return _read_only_file(layout, sources.get(layout.name, []), progress)

    return Workbook(
        volunteers=read(VOLUNTEERS),
        children=read(CHILDREN),
        referrals=read(REFERRALS),
        matches=read(MATCHES),
        pauses=read(PAUSES),
        visits=read(VISITS),
        excuses=read(EXCUSES),
        claims=read(CLAIMS),
        support=read(SUPPORT),
        holds=read(HOLDS),
        intervals=read(INTERVALS),
        openings=read(OPENINGS),
        authorities=read(AUTHORITIES),
        reviews=read(REVIEWS),
        match_reviews=read(MATCH_REVIEWS),
        unread=unread,
        notes=[
            *_told(left_out, "is left out, as asked", "are left out, as asked"),
            *_told(
                blank,
                "is not the name of a sheet and is left out",
                "are not the names of sheets and are left out",
            ),
            *hidden,
        ],
    )


def _parted(
    path: Path, found: list[Source], leave_out: Iterable[str]
) -> tuple[list[Source], list[Source]]:
    """The sheets that are wanted, and those that are to be left out by their names."""
    names = {folded_name(each).removesuffix(".csv"): each for each in leave_out}
    left = [source for source in found if folded_name(source.name) in names]
    known = {folded_name(source.name) for source in left}
    if missing := [given for name, given in names.items() if name not in known]:
        raise NotFound(f"there is no sheet {missing[0]!r} in {path} to leave out")
    return [source for source in found if source not in left], left


def _unread(others: Iterable[Source]) -> tuple[list[Refusal], list[Source]]:
    """Refusals of what holds rows and is none of ours, and what holds headings at most."""
    refusals, blank = [], []
    for source in others:
        if _holds_rows(source):
            name = shlex.quote(source.name)
            why = f"holds rows and is not read; name it as a sheet is named, or --leave-out {name}"
            refusals.append(
                Refusal(source.name, source.file, None, None, None, "sheet.not_read", why)
            )
        elif not source.hidden:
            blank.append(source)
    return refusals, blank


def _holds_rows(source: Source) -> bool:
    """Whether there is a row below what may be headings; what cannot be read may hold any."""
    try:
        filled = (cells for _, cells in source.read() if any(map(seen, cells)))
        return len(list(islice(filled, 2))) > 1
    except UnusableFile:
        return True


def _told(sources: Sequence[Source], one: str, several: str) -> list[str]:
    files = some_of([source.file for source in sources])
    return [f"{files} {one if len(sources) == 1 else several}"] if sources else []


def _read_only_file(
    layout: Layout[RowT], sources: list[Source], progress: Progress | None
) -> Sheet[RowT]:
    if len(sources) == 1:
        return read_sheet(layout, sources[0], progress)
    sheet: Sheet[RowT] = Sheet(layout.name, sources[0] if sources else None)
    for other in sources[1:]:
        sheet.refuse_file(1, "sheet.file_twice", f"is there twice: {sheet.file} and {other.file}")
    return sheet
