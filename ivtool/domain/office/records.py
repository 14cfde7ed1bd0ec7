"""Staff and whom they lead, policy, and the runs of jobs."""

from datetime import date

from ivtool.domain.ids import ChildId, MatchId, ReferralId, StaffId, VolunteerId
from ivtool.domain.office.vocabulary import Job, JobOutcome
from ivtool.tuples import NamedTuple


class JobRun(NamedTuple):
    """One run of a job; without an ending it was killed, or still runs. Times are UTC."""

    job: Job
    period_from: date
    period_until: date
    stated_on: date
    started_at: str
    actor: str
    ended_at: str | None = None
    outcome: JobOutcome | None = None
    found: int | None = None
    fault: str | None = None
    id: int = 0


class JobTold(NamedTuple):
    """What a job told last of an item: its state, how bad it was, and the day that it was told."""

    job: Job
    item: str
    state: str
    degree: int
    told_on: date
    id: int = 0


class LeadWorker(NamedTuple):
    """Who leads one volunteer, referral or match, from a day on; the until-day still does."""

    staff_id: StaffId
    from_on: date
    volunteer_id: VolunteerId | None = None
    referral_id: ReferralId | None = None
    match_id: MatchId | None = None
    until_on: date | None = None
    id: int = 0


class Staff(NamedTuple):
    """Somebody who works for the service, from a day on."""

    name: str
    role: str
    joined_on: date
    weekly_hours_tenths: int | None = None
    left_on: date | None = None
    id: StaffId = StaffId(0)


class PolicyEntry(NamedTuple):
    """One dated value of one key; a later day replaces an earlier one from then on."""

    key: str
    from_on: date
    value: str
    id: int = 0


class MergedPerson(NamedTuple):
    """Somebody entered twice: the record that went into another, and answers by its ref and key."""

    old_number: int
    merged_on: date
    volunteer_id: VolunteerId | None = None
    child_id: ChildId | None = None
    old_key: str | None = None
    old_name: str | None = None
    id: int = 0


class TwoPeople(NamedTuple):
    """Two volunteers, or two children, who are alike and were said to be two, with `--anyway`."""

    said_on: date
    said_by: str
    volunteer_id: VolunteerId | None = None
    other_volunteer_id: VolunteerId | None = None
    child_id: ChildId | None = None
    other_child_id: ChildId | None = None
    id: int = 0
