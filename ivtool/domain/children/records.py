"""Children, where they live, who works with them, and who has asked for an Independent Visitor."""

from datetime import date

from ivtool.domain.children.vocabulary import (
    ReferralOutcome,
    ReferralSource,
    ReferralStep,
    WorkerRole,
)
from ivtool.domain.ids import AuthorityId, ChildId, ReferralId
from ivtool.tuples import NamedTuple


class Authority(NamedTuple):
    """A local authority; its name is written one way whatever the case it came in."""

    name: str
    id: AuthorityId = AuthorityId(0)


class Child(NamedTuple):
    """A looked-after child or young person. `looked_after` NULL is not known, never a no."""

    name: str
    key: str | None = None
    date_of_birth: date | None = None
    gender: str | None = None
    ethnicity: str | None = None
    religion: str | None = None
    language: str | None = None
    disability: str | None = None
    looked_after: bool | None = None
    interests: str | None = None
    likes: str | None = None
    dislikes: str | None = None
    wants_gender: str | None = None
    wants_gender_must: bool | None = None
    no_contact: str | None = None
    risks: str | None = None
    health: str | None = None
    legal_status: str | None = None
    interpreter: bool | None = None
    unaccompanied: bool | None = None
    needs_developmental: str | None = None
    needs_social: str | None = None
    needs_emotional: str | None = None
    needs_religious: str | None = None
    needs_cultural: str | None = None
    help_needed: str | None = None
    availability: str | None = None
    wants_lowest_age: int | None = None
    wants_lowest_age_must: bool | None = None
    wants_highest_age: int | None = None
    wants_highest_age_must: bool | None = None
    wants_language: str | None = None
    wants_language_must: bool | None = None
    wants_culture: str | None = None
    wants_culture_must: bool | None = None
    id: ChildId = ChildId(0)


class ChildAuthority(NamedTuple):
    """Who looks after a child from a day on, until the next; the first from ever, with no day.

    Without an authority it is not known who does.
    """

    child_id: ChildId
    authority_id: AuthorityId | None = None
    from_on: date | None = None
    id: int = 0


class ChildWorker(NamedTuple):
    """A social worker, IRO or carer of a child from a day on."""

    child_id: ChildId
    role: WorkerRole
    name: str
    from_on: date | None = None
    until_on: date | None = None
    phone: str | None = None
    email: str | None = None
    id: int = 0


class Placement(NamedTuple):
    """Where a child lives from a day on; a move ends neither referral nor match."""

    child_id: ChildId
    kind: str | None = None
    postcode: str | None = None
    provider: str | None = None
    area_authority_id: AuthorityId | None = None
    from_on: date | None = None
    until_on: date | None = None
    id: int = 0


class Referral(NamedTuple):
    """A request for an Independent Visitor for one child."""

    child_id: ChildId
    received_on: date
    source: ReferralSource
    key: str | None = None
    reasons: str | None = None
    id: ReferralId = ReferralId(0)


class ReferralClosing(NamedTuple):
    """A closing of a referral; one that was opened again since keeps the day of that.

    One whose day a sheet did not tell closes nothing yet: its outcome is kept.
    """

    referral_id: ReferralId
    closed_on: date | None = None
    outcome: ReferralOutcome | None = None
    why: str | None = None
    look_again_on: date | None = None
    reopened_on: date | None = None
    id: int = 0


class ReferralStepTaken(NamedTuple):
    """A step that a referral has taken, with its day."""

    referral_id: ReferralId
    step: ReferralStep
    taken_on: date
    by: str | None = None
    note: str | None = None
    id: int = 0
