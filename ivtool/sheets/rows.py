"""The typed rows of the sheets: the columns of SPREADSHEETS.md under their names.

A blank cell is None, which means not known. `row` is the number that the spreadsheet shows.
An export's own rows say their `ref`, as it is written, and which file they are of.
"""

from datetime import date

from ivtool.domain.children.vocabulary import ReferralOutcome, ReferralSource
from ivtool.domain.days import Month
from ivtool.domain.expenses.vocabulary import ExpenseCategory, Vehicle
from ivtool.domain.matching.vocabulary import EndingRoute, PauseReason
from ivtool.domain.support.vocabulary import ReviewOutcome, SupportKind, Wanted
from ivtool.domain.visits.vocabulary import VisitKind, VisitOutcome
from ivtool.tuples import NamedTuple


class FileId(NamedTuple):
    """Which file a row was exported from, and the last change set that the file had then."""

    identity: str
    change_set: int


class VolunteerRow(NamedTuple):
    """A volunteer; `languages` and `interests` are lists written `a; b`, ages are years."""

    row: int
    key: str
    name: str
    email: str | None
    phone: str | None
    postcode: str | None
    date_of_birth: date | None
    gender: str | None
    languages: str | None
    interests: str | None
    drives: bool | None
    capacity: int | None
    min_child_age: int | None
    max_child_age: int | None
    max_miles: int | None
    interest_expressed: date | None
    information_pack_sent: date | None
    informal_chat: date | None
    application_completed: date | None
    home_interview: date | None
    checks_completed: date | None
    training_completed: date | None
    panel_approval: date | None
    approved: date | None
    dbs_number: str | None
    dbs_issued: date | None
    dbs_checked_on: date | None
    childrens_services_on: date | None
    medical_on: date | None
    reference_1_on: date | None
    reference_2_on: date | None
    safeguarding_on: date | None
    independence_on: date | None
    code_of_conduct_on: date | None
    on_hold_from: date | None
    on_hold_until: date | None
    on_hold_reason: str | None
    left_on: date | None
    left_reason: str | None
    skills: str | None
    availability: str | None
    culture: str | None
    ref: str | None = None
    file_id: FileId | None = None


class ChildRow(NamedTuple):
    """A child; `interests` is a list written `a; b`."""

    row: int
    key: str
    name: str
    date_of_birth: date | None
    gender: str | None
    ethnicity: str | None
    religion: str | None
    language: str | None
    disability: str | None
    looked_after: bool | None
    responsible_authority: str | None
    placement_kind: str | None
    placement_postcode: str | None
    area_authority: str | None
    placement_from: date | None
    social_worker: str | None
    iro: str | None
    carer: str | None
    interests: str | None
    likes: str | None
    dislikes: str | None
    wants_gender: str | None
    wants_gender_must: bool | None
    wants_lowest_age: int | None
    wants_lowest_age_must: bool | None
    wants_highest_age: int | None
    wants_highest_age_must: bool | None
    wants_language: str | None
    wants_language_must: bool | None
    wants_culture: str | None
    wants_culture_must: bool | None
    needs_developmental: str | None
    needs_social: str | None
    needs_emotional: str | None
    needs_religious: str | None
    needs_cultural: str | None
    help_needed: str | None
    availability: str | None
    social_worker_phone: str | None
    social_worker_email: str | None
    iro_phone: str | None
    iro_email: str | None
    carer_phone: str | None
    carer_email: str | None
    ref: str | None = None
    file_id: FileId | None = None


class ReferralRow(NamedTuple):
    """A referral of the child whose key it names; `reasons` is a list written `a; b`."""

    row: int
    key: str
    child: str
    received_on: date
    source: ReferralSource
    reasons: str | None
    social_worker_form_on: date | None
    child_form_on: date | None
    staff_visit_on: date | None
    closed_on: date | None
    outcome: ReferralOutcome | None
    ref: str | None = None
    file_id: FileId | None = None


class MatchRow(NamedTuple):
    """A match; the referral and the volunteers are named by their keys."""

    row: int
    key: str
    referral: str
    volunteer: str
    proposed_on: date
    second_volunteer: str | None
    first_meeting_on: date | None
    started_on: date | None
    ended_on: date | None
    ending_route: EndingRoute | None
    ending_reason: str | None
    planned: bool | None
    another_wanted: bool | None
    every_months: int | None
    ref: str | None = None
    file_id: FileId | None = None


class PauseRow(NamedTuple):
    """A pause of the match whose key it names; both days belong to it."""

    row: int
    match: str
    from_on: date
    until_on: date | None
    reason: PauseReason | None
    file_id: FileId | None = None


class VisitRow(NamedTuple):
    """A visit or contact of the match whose key it names."""

    row: int
    match: str
    on: date
    kind: VisitKind
    outcome: VisitOutcome
    nth: int | None
    minutes: int | None
    activity: str | None
    place: str | None
    mood: int | None
    note: str | None
    ref: str | None = None
    file_id: FileId | None = None


# What a row says of its entry, beside what the entry is known by.
VISIT_SAYS = VisitRow._fields[VisitRow._fields.index("minutes") : VisitRow._fields.index("ref")]


class ExcuseRow(NamedTuple):
    """A month in which no visit was to be expected, who said so, and why."""

    row: int
    match: str
    month: Month
    by: str
    reason: str
    file_id: FileId | None = None


class ClaimRow(NamedTuple):
    """One line of the claim that `key` names; without an amount it is still to be priced."""

    row: int
    key: str
    volunteer: str
    on: date
    category: ExpenseCategory
    match: str | None
    vehicle: Vehicle | None
    miles_tenths: int | None
    amount_pence: int | None
    description: str | None
    receipt: bool | None
    claimed_on: date | None
    approved_on: date | None
    paid_on: date | None
    declined_on: date | None
    ref: str | None = None
    file_id: FileId | None = None


class SupportRow(NamedTuple):
    """Support to volunteers; people are lists of keys written `a; b`.

    Without `on` it is planned. `actions` are written `TEXT by DAY`, one a line.
    """

    row: int
    key: str
    kind: SupportKind
    on: date | None
    volunteers: str
    children: str | None
    minutes: int | None
    by: str | None
    topic: str | None
    note: str | None
    next_on: date | None
    planned_on: date | None
    actions: str | None
    ref: str | None = None
    file_id: FileId | None = None


class HoldRow(NamedTuple):
    """Days on which the volunteer whose key it names is on hold; both belong to it."""

    row: int
    volunteer: str
    from_on: date
    until_on: date | None
    reason: str | None
    file_id: FileId | None = None


class IntervalRow(NamedTuple):
    """The months between visits that the match whose key it names has from a day on."""

    row: int
    match: str
    from_on: date
    every_months: int
    file_id: FileId | None = None


class OpeningRow(NamedTuple):
    """A time in which the referral whose key it names was open; without a closing it still is."""

    row: int
    referral: str
    opened_on: date
    closed_on: date | None
    outcome: ReferralOutcome | None
    why: str | None
    file_id: FileId | None = None


class AuthorityRow(NamedTuple):
    """Who looks after the child whose key it names from a day on; from ever, where none is said."""

    row: int
    child: str
    authority: str | None
    from_on: date | None
    file_id: FileId | None = None


class ReviewRow(NamedTuple):
    """A statutory review of the child whose key it names, planned or held; known by key or day."""

    row: int
    key: str | None
    child: str
    due_on: date | None
    held_on: date | None
    iv_considered: bool | None
    wants_iv: Wanted | None
    attended: bool | None
    note: str | None
    file_id: FileId | None = None


class MatchReviewRow(NamedTuple):
    """A review of the match whose key it names; `actions` are one a line, ratings from 1 to 5."""

    row: int
    key: str | None
    match: str
    on: date
    outcome: ReviewOutcome | None
    child_feels_supported: int | None
    child_has_a_trusted_adult: int | None
    child_confidence: int | None
    volunteer_finds_it_rewarding: int | None
    volunteer_feels_supported: int | None
    child_view: str | None
    volunteer_view: str | None
    carer_view: str | None
    social_worker_view: str | None
    actions: str | None
    note: str | None
    file_id: FileId | None = None


# Who or what has a ref of its own.
RefRow = VolunteerRow | ChildRow | ReferralRow | MatchRow | VisitRow | ClaimRow | SupportRow
SpellRow = HoldRow | IntervalRow | OpeningRow | AuthorityRow
Row = RefRow | PauseRow | ExcuseRow | SpellRow | ReviewRow | MatchReviewRow
