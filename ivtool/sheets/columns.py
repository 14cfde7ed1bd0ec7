"""The sheets and their columns, in the order of the typed rows that they fill."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from ivtool.domain.children.vocabulary import ReferralOutcome, ReferralSource
from ivtool.domain.expenses.vocabulary import ExpenseCategory, Vehicle
from ivtool.domain.letters import seen
from ivtool.domain.matching.vocabulary import EndingRoute, PauseReason
from ivtool.domain.recruitment.vocabulary import Stage
from ivtool.domain.visits.vocabulary import VisitKind, VisitOutcome
from ivtool.sheets.rows import (
    AuthorityRow,
    ChildRow,
    ClaimRow,
    ExcuseRow,
    HoldRow,
    IntervalRow,
    MatchRow,
    OpeningRow,
    PauseRow,
    ReferralRow,
    Row,
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

    `own` are the columns of our own exports, which come last in a row.
    """

    name: str
    make_row: Callable[[Iterable[object]], RowT]
    columns: tuple[Column, ...]
    own: tuple[Column, ...] = (FILE_ID,)

    @property
    def why_refused(self) -> str:
        """The column in which a refused row that is written back tells why it was refused."""
        return WHY_REFUSED if any(each.name == WHY for each in self.columns) else WHY

    def score(self, cells: Sequence[str]) -> int:
        """How well a row does as the headings: how many it has, and all that are required first."""
        found = set(map(folded_heading, cells))
        known = {folded_heading(column.name): column.required for column in self.columns}
        lacking = any(required and name not in found for name, required in known.items())
        return sum(name in found for name in known) + (0 if lacking else ALL_REQUIRED)


def folded_heading(heading: str) -> str:
    """A heading without case, spaces and underscores: `Date of birth` is `date_of_birth`."""
    return HEADING_GAPS.sub("", seen(heading)).lower()


def _required(spelling: Spelling, *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, spelling, required=True) for name in names)


def _known(spelling: Spelling, *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, spelling, required=False) for name in names)


def _lost(name: str, zeros: str) -> tuple[Column, ...]:
    return (Column(name, TEXT, required=False, zeros=re.compile(rf"{zeros}|{SHORTENED}")),)


def _fixed(name: str, kind: type[StrEnum], *, required: bool = False) -> tuple[Column, ...]:
    return (Column(name, word_of(kind), required),)


VOLUNTEERS = Layout(
    "volunteers",
    VolunteerRow._make,
    (
        *_required(KEY, "key"),
        *_required(TEXT, "name"),
        *_known(TEXT, "email"),
        # A number in the United Kingdom has a zero and nine or ten digits more.
        *_lost("phone", "[1-9][0-9]{8,9}"),
        *_known(TEXT, "postcode"),
        *_known(BIRTH_DAY, "date_of_birth"),
        *_known(TEXT, "gender"),
        *_known(LIST, "languages", "interests"),
        *_known(YES_OR_NO, "drives"),
        *_known(WHOLE_NUMBER, "capacity", "min_child_age", "max_child_age", "max_miles"),
        *_known(DAY, *Stage),
        # A certificate's number has twelve digits.
        *_lost("dbs_number", "[1-9][0-9]{5,10}"),
        *_known(DAY, "dbs_issued", "dbs_checked_on", "childrens_services_on", "medical_on"),
        *_known(DAY, "reference_1_on", "reference_2_on", "safeguarding_on", "independence_on"),
        *_known(DAY, "code_of_conduct_on", "on_hold_from", "on_hold_until"),
        *_known(TEXT, "on_hold_reason"),
        *_known(DAY, "left_on"),
        *_known(TEXT, "left_reason"),
    ),
    HAS_REF,
)

CHILDREN = Layout(
    "children",
    ChildRow._make,
    (
        *_required(KEY, "key"),
        *_required(TEXT, "name"),
        *_known(BIRTH_DAY, "date_of_birth"),
        *_known(TEXT, "gender", "ethnicity", "religion", "language", "disability"),
        *_known(YES_OR_NO, "looked_after"),
        *_known(TEXT, "responsible_authority", "placement_kind", "placement_postcode"),
        *_known(TEXT, "area_authority"),
        *_known(DAY, "placement_from"),
        *_known(TEXT, "social_worker", "iro", "carer"),
        *_known(LIST, "interests"),
        *_known(TEXT, "likes", "dislikes", "wants_gender"),
        *_known(YES_OR_NO, "wants_gender_must"),
    ),
    HAS_REF,
)

REFERRALS = Layout(
    "referrals",
    ReferralRow._make,
    (
        *_required(KEY, "key", "child"),
        *_required(DAY, "received_on"),
        *_fixed("source", ReferralSource, required=True),
        *_known(LIST, "reasons"),
        *_known(DAY, "social_worker_form_on", "child_form_on", "staff_visit_on", "closed_on"),
        *_fixed("outcome", ReferralOutcome),
    ),
    HAS_REF,
)

MATCHES = Layout(
    "matches",
    MatchRow._make,
    (
        *_required(KEY, "key", "referral", "volunteer"),
        *_required(DAY, "proposed_on"),
        *_known(KEY, "second_volunteer"),
        *_known(DAY, "first_meeting_on", "started_on", "ended_on"),
        *_fixed("ending_route", EndingRoute),
        *_known(TEXT, "ending_reason"),
        *_known(YES_OR_NO, "planned", "another_wanted"),
        *_known(WHOLE_NUMBER, "every_months"),
    ),
    HAS_REF,
)

PAUSES = Layout(
    "pauses",
    PauseRow._make,
    (
        *_required(KEY, "match"),
        *_required(DAY, "from"),
        *_known(DAY, "until"),
        *_fixed("reason", PauseReason),
    ),
)

VISITS = Layout(
    "visits",
    VisitRow._make,
    (
        *_required(KEY, "match"),
        *_required(DAY, "on"),
        *_fixed("kind", VisitKind, required=True),
        *_fixed("outcome", VisitOutcome, required=True),
        *_known(WHOLE_NUMBER, "nth", "minutes"),
        *_known(TEXT, "activity", "place"),
        *_known(WHOLE_NUMBER, "mood"),
        *_known(TEXT, "note"),
    ),
    HAS_REF,
)

EXCUSES = Layout(
    "excuses",
    ExcuseRow._make,
    (
        *_required(KEY, "match"),
        *_required(MONTH, "month"),
        *_required(TEXT, "by", "reason"),
    ),
)

CLAIMS = Layout(
    "claims",
    ClaimRow._make,
    (
        *_required(KEY, "key", "volunteer"),
        *_required(DAY, "on"),
        *_fixed("category", ExpenseCategory, required=True),
        *_known(KEY, "match"),
        *_fixed("vehicle", Vehicle),
        *_known(MILES_TENTHS, "miles"),
        *_known(MONEY_PENCE, "amount"),
        *_known(TEXT, "description"),
        *_known(YES_OR_NO, "receipt"),
        *_known(DAY, "claimed_on", "approved_on", "paid_on", "declined_on"),
    ),
    HAS_REF,
)

HOLDS = Layout(
    "holds",
    HoldRow._make,
    (
        *_required(KEY, "volunteer"),
        *_required(DAY, "from"),
        *_known(DAY, "until"),
        *_known(TEXT, "reason"),
    ),
)

INTERVALS = Layout(
    "intervals",
    IntervalRow._make,
    (
        *_required(KEY, "match"),
        *_required(DAY, "from"),
        *_required(WHOLE_NUMBER, "every_months"),
    ),
)

OPENINGS = Layout(
    "openings",
    OpeningRow._make,
    (
        *_required(KEY, "referral"),
        *_required(DAY, "opened_on"),
        *_known(DAY, "closed_on"),
        *_fixed("outcome", ReferralOutcome),
        *_known(TEXT, "why"),
    ),
)

AUTHORITIES = Layout(
    "authorities",
    AuthorityRow._make,
    (
        *_required(KEY, "child"),
        *_known(TEXT, "authority"),
        *_known(DAY, "from"),
    ),
)

LAYOUTS = (VOLUNTEERS, CHILDREN, REFERRALS, MATCHES, PAUSES, VISITS, EXCUSES, CLAIMS,
           HOLDS, INTERVALS, OPENINGS, AUTHORITIES)  # fmt: skip
SHEET_NAMES = tuple(layout.name for layout in LAYOUTS)
