"""The sheets and their columns: those of the typed rows that they fill, by field and type."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar, get_args

from ivtool.domain.days import Month
from ivtool.domain.letters import seen
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
    Row,
    SupportRow,
    VisitRow,
    VolunteerRow,
)
from ivtool.sheets.spelling import (
    BIRTH_DAY,
    DAY,
    KEY,
    LIST,
    MILES_TENTHS,
    MONEY_PENCE,
    MONTH,
    SLOTS,
    TEXT,
    WHICH_FILE,
    WHOLE_NUMBER,
    YES_OR_NO,
    Spelling,
    word_of,
)

RowT = TypeVar("RowT", bound=Row)

# More than a sheet has columns.
ALL_REQUIRED = 1_000
HEADING_GAPS = re.compile(r"[\s_]+")
# A long number as a spreadsheet shortens it, which has lost its last digits too.
SHORTENED = r"[0-9](?:\.[0-9]+)?[eE]\+[0-9]{1,2}"
# Columns of ours that tell and are not read: why a row was refused, what a rate made of a journey.
WHY = "why"
# The same in a sheet that has a `why` of its own.
WHY_REFUSED = "why_refused"
PRICED_AT = "priced_at"
NOT_READ = frozenset({"why", "whyrefused", "pricedat"})


# Where a column is not called as the field of its row is.
HEADINGS = {
    "from_on": "from",
    "until_on": "until",
    "miles_tenths": "miles",
    "amount_pence": "amount",
}
# What people call a column as well: one of thirty rows of a sheet may be with one volunteer.
ALSO = {"support": (("volunteer", "volunteers"), ("child", "children"), ("held_on", "on"))}
# A field is spelt as its type is, but for these.
BY_TYPE: Mapping[type, Spelling] = {
    str: TEXT,
    int: WHOLE_NUMBER,
    bool: YES_OR_NO,
    date: DAY,
    Month: MONTH,
}
SPELT = {
    **dict.fromkeys(("key", "referral", "child", "volunteer", "second_volunteer", "match"), KEY),
    **dict.fromkeys(
        (
            "languages",
            "interests",
            "reasons",
            "skills",
            "culture",
            "help_needed",
            "volunteers",
            "children",
        ),
        LIST,
    ),
    "availability": SLOTS,
    "date_of_birth": BIRTH_DAY,
    "miles_tenths": MILES_TENTHS,
    "amount_pence": MONEY_PENCE,
}
# What numbers look like that have lost the zeros at their front: a number in the United Kingdom
# has a zero and nine or ten digits more, a certificate's number has twelve digits.
TELEPHONE = "[1-9][0-9]{8,9}"
LOST = {
    **dict.fromkeys(("phone", "social_worker_phone", "iro_phone", "carer_phone"), TELEPHONE),
    "dbs_number": "[1-9][0-9]{5,10}",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, how its cells are spelt, and whether every row must have it.

    `zeros` are texts that were numbers once, in a cell that took the zeros at their front.
    """

    name: str
    spelling: Spelling
    required: bool
    zeros: re.Pattern[str] | None = None


# What an export of ours writes into every row: its ref, if it has one, and which file it is of.
# In each row, so that no sorting, copying or saving of a sheet parts them.
REF = Column("ref", KEY, required=False)
FILE_ID = Column("file_id", WHICH_FILE, required=False)
HAS_REF = (REF, FILE_ID)


@dataclass(frozen=True, slots=True)
class Layout(Generic[RowT]):
    """A sheet: its name, its columns, and what makes a row of (row number, values of them all).

    `own` are the columns of our own exports, which come last in a row; `also` what else some
    columns are called.
    """

    name: str
    make_row: Callable[[Iterable[object]], RowT]
    columns: tuple[Column, ...]
    own: tuple[Column, ...] = (FILE_ID,)
    also: tuple[tuple[str, str], ...] = ()

    @property
    def why_refused(self) -> str:
        """The column in which a refused row that is written back tells why it was refused."""
        return WHY_REFUSED if any(each.name == WHY for each in self.columns) else WHY

    def score(self, cells: Sequence[str]) -> int:
        """How well a row does as the headings: how many it has, and all that are required first."""
        also = {folded_heading(heading): folded_heading(name) for heading, name in self.also}
        found = {also.get(cell, cell) for cell in map(folded_heading, cells)}
        known = {folded_heading(column.name): column.required for column in self.columns}
        lacking = any(required and name not in found for name, required in known.items())
        return sum(name in found for name in known) + (0 if lacking else ALL_REQUIRED)


def folded_heading(heading: str) -> str:
    """A heading without case, spaces and underscores: `Date of birth` is `date_of_birth`."""
    return HEADING_GAPS.sub("", seen(heading)).lower()


def _spelt(field: str, kind: Any) -> Spelling:
    """How the cells of a field are spelt: as its name says, else as its type does."""
    if field in SPELT:
        return SPELT[field]
    if kind in BY_TYPE:
        return BY_TYPE[kind]
    return word_of(kind)


def _column(field: str, annotation: Any) -> Column:
    kinds = [each for each in get_args(annotation) or (annotation,) if each is not type(None)]
    zeros = LOST.get(field)
    return Column(
        HEADINGS.get(field, field),
        _spelt(field, kinds[0]),
        required=type(None) not in get_args(annotation),
        zeros=None if zeros is None else re.compile(f"{zeros}|{SHORTENED}"),
    )


def _layout(name: str, row: type[RowT]) -> Layout[RowT]:
    """The layout of the sheet whose rows are of a type: a column a field, required or not."""
    kinds = row.__annotations__
    make: Any = row._make
    own = HAS_REF if REF.name in kinds else (FILE_ID,)
    names = row._fields[1 : -len(own)]
    columns = tuple(_column(each, kinds[each]) for each in names)
    return Layout(name, make, columns, own, ALSO.get(name, ()))


VOLUNTEERS = _layout("volunteers", VolunteerRow)
CHILDREN = _layout("children", ChildRow)
REFERRALS = _layout("referrals", ReferralRow)
MATCHES = _layout("matches", MatchRow)
PAUSES = _layout("pauses", PauseRow)
VISITS = _layout("visits", VisitRow)
EXCUSES = _layout("excuses", ExcuseRow)
CLAIMS = _layout("claims", ClaimRow)
SUPPORT = _layout("support", SupportRow)
HOLDS = _layout("holds", HoldRow)
INTERVALS = _layout("intervals", IntervalRow)
OPENINGS = _layout("openings", OpeningRow)
AUTHORITIES = _layout("authorities", AuthorityRow)
REVIEWS = _layout("reviews", ReviewRow)
MATCH_REVIEWS = _layout("match_reviews", MatchReviewRow)
LAYOUTS = (VOLUNTEERS, CHILDREN, REFERRALS, MATCHES, PAUSES, VISITS, EXCUSES, CLAIMS, SUPPORT,
           HOLDS, INTERVALS, OPENINGS, AUTHORITIES, REVIEWS, MATCH_REVIEWS)  # fmt: skip
SHEET_NAMES = tuple(layout.name for layout in LAYOUTS)
