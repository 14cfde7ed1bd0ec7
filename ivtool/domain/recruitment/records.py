"""Volunteers: their stages, evidence, holds, waivers, training, panels, and the book."""

from datetime import date

from ivtool.domain.ids import CheckId, PanelMeetingId, TrainingId, VolunteerId
from ivtool.domain.recruitment.vocabulary import (
    BookSection,
    CheckKind,
    CheckOutcome,
    DbsLevel,
    SendMethod,
    SpellEnd,
    Stage,
    Waivable,
)
from ivtool.tuples import NamedTuple


class BookPage(NamedTuple):
    """What one section of a version of the "This is me" book says."""

    check_id: CheckId
    section: BookSection
    words: str
    id: int = 0


class PanelMeeting(NamedTuple):
    """A meeting of the panel, named by its day; its agenda and decisions are rows of evidence."""

    held_on: date
    id: PanelMeetingId = PanelMeetingId(0)


class Training(NamedTuple):
    """A training session of one day or several; who attended which module are rows of evidence.

    One that is planned has not been held yet. On another topic than the core modules it has none.
    """

    held_on: date
    modules: str
    until_on: date | None = None
    held_by: str | None = None
    note: str | None = None
    topic: str | None = None
    planned: bool | None = None
    id: TrainingId = TrainingId(0)

    @property
    def last_on(self) -> date:
        """The day from which having attended counts."""
        return self.until_on or self.held_on


class Waiver(NamedTuple):
    """A gate that is waived for one person on some days; the until-day still is.

    No slot or module: every one of the gate. Withdrawn on its first day, it never was.
    """

    volunteer_id: VolunteerId
    gate: Waivable
    waived_by: str
    reason: str
    from_on: date
    until_on: date
    slot: int | None = None
    module: str | None = None
    withdrawn_on: date | None = None
    id: int = 0


class Volunteer(NamedTuple):
    """An adult on the way to being, being, or having been an Independent Visitor."""

    name: str
    capacity: int = 1
    capacity_imported: bool = False
    key: str | None = None
    email: str | None = None
    phone: str | None = None
    address: str | None = None
    postcode: str | None = None
    date_of_birth: date | None = None
    gender: str | None = None
    languages: str | None = None
    interests: str | None = None
    drives: bool | None = None
    min_child_age: int | None = None
    max_child_age: int | None = None
    max_miles: int | None = None
    experience: str | None = None
    commitment_months: int | None = None
    skills: str | None = None
    availability: str | None = None
    culture: str | None = None
    id: VolunteerId = VolunteerId(0)

    @property
    def ways_to_reach(self) -> tuple[str | None, ...]:
        """By email, phone and post, each None where it is not known."""
        return (self.email, self.phone, self.address)


class VolunteerCheck(NamedTuple):
    """A piece of evidence: when it was asked for, what it came back with. Never its contents.

    `from_on` is the day it runs from (a certificate's issue, a course, a signature); `slot` tells
    the two references apart. A status check is a row of its own, of the day it was made on. A row
    of a meeting with no outcome is on its agenda.
    """

    volunteer_id: VolunteerId
    kind: CheckKind
    slot: int = 1
    asked_on: date | None = None
    from_on: date | None = None
    outcome: CheckOutcome | None = None
    certificate: str | None = None
    rechecked_on: date | None = None
    level: DbsLevel | None = None
    level_why: str | None = None
    seen_by: str | None = None
    seen_on: date | None = None
    update_service: bool | None = None
    held_by: str | None = None
    method: SendMethod | None = None
    module: str | None = None
    referee: str | None = None
    connection: str | None = None
    conditions: str | None = None
    note: str | None = None
    chased_on: date | None = None
    number_purged_on: date | None = None
    training_id: TrainingId | None = None
    meeting_id: PanelMeetingId | None = None
    id: CheckId = CheckId(0)


class VolunteerHold(NamedTuple):
    """Days on which a volunteer is on hold; the until-day still is."""

    volunteer_id: VolunteerId
    from_on: date
    until_on: date | None = None
    reason: str | None = None
    id: int = 0


class VolunteerSpell(NamedTuple):
    """A time with the service; each return after leaving begins another, on a day.

    The first has no day of its own: it begins with its first stage.
    """

    volunteer_id: VolunteerId
    spell: int
    begun_on: date | None = None
    ended_on: date | None = None
    ended_as: SpellEnd | None = None
    reason: str | None = None
    id: int = 0


class VolunteerStage(NamedTuple):
    """A stage reached within a spell; the day may be unknown for what came before the tool."""

    volunteer_id: VolunteerId
    spell: int
    stage: Stage
    reached_on: date | None = None
    recorded_by: str | None = None
    note: str | None = None
    id: int = 0
