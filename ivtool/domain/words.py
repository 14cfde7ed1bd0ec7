"""The fixed words of the field, one enumeration a list. The file's CHECKs are built from these."""

from enum import StrEnum


class Stage(StrEnum):
    """The nine stages of becoming a volunteer, in their order."""

    INTEREST_EXPRESSED = "interest_expressed"
    INFORMATION_PACK_SENT = "information_pack_sent"
    INFORMAL_CHAT = "informal_chat"
    APPLICATION_COMPLETED = "application_completed"
    HOME_INTERVIEW = "home_interview"
    CHECKS_COMPLETED = "checks_completed"
    TRAINING_COMPLETED = "training_completed"
    PANEL_APPROVAL = "panel_approval"
    APPROVED = "approved"


class VolunteerStanding(StrEnum):
    """What holds of a volunteer beside the stage."""

    ACTIVE = "active"
    ON_HOLD = "on_hold"
    WITHDREW = "withdrew"
    NOT_ACCEPTED = "not_accepted"
    LEFT = "left"


class SpellEnd(StrEnum):
    """How a volunteer's spell with the service came to its end."""

    WITHDREW = "withdrew"
    NOT_ACCEPTED = "not_accepted"
    LEFT = "left"


class CheckKind(StrEnum):
    """Evidence about a volunteer that carries a day.

    `training` is one core module; safeguarding, which is refreshed, is a kind of its own.
    """

    PACK = "pack"
    CHAT = "chat"
    APPLICATION = "application"
    INTERVIEW = "interview"
    DBS = "dbs"
    OVERSEAS = "overseas"
    CHILDRENS_SERVICES = "childrens_services"
    MEDICAL = "medical"
    REFERENCE = "reference"
    SAFEGUARDING = "safeguarding"
    TRAINING = "training"
    BOOK = "book"
    PANEL = "panel"
    SECOND_MATCH = "second_match"
    INDEPENDENCE = "independence"
    CODE_OF_CONDUCT = "code_of_conduct"


class Waivable(StrEnum):
    """The gates that can be waived for one person; never the lowest age, never a way to reach them.

    A referee is one who is named, a reference what the referee writes.
    """

    PACK = "pack"
    CHAT = "chat"
    APPLICATION = "application"
    REFEREE = "referee"
    INTERVIEW = "interview"
    DBS = "dbs"
    OVERSEAS = "overseas"
    CHILDRENS_SERVICES = "childrens_services"
    MEDICAL = "medical"
    REFERENCE = "reference"
    SAFEGUARDING = "safeguarding"
    TRAINING = "training"
    BOOK = "book"
    PANEL = "panel"
    INDEPENDENCE = "independence"
    CODE_OF_CONDUCT = "code_of_conduct"


class Matter(StrEnum):
    """What a panel decides of a volunteer: whether to approve them, or a second match."""

    APPROVAL = "approval"
    SECOND_MATCH = "second_match"


class BookSection(StrEnum):
    """The parts of the "This is me" book, a volunteer's own page for children."""

    FIRST_NAME = "first_name"
    ABOUT_ME = "about_me"
    LIKES = "likes"
    ANIMALS = "animals"
    FOOD = "food"
    MIGHT_DO = "might_do"
    PICTURE = "picture"


class CheckOutcome(StrEnum):
    """What a check came back with; the last four are a panel's decisions."""

    CLEAR = "clear"
    RISK_ASSESSED = "risk_assessed"
    NOT_CLEAR = "not_clear"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    APPROVED_WITH_CONDITIONS = "approved_with_conditions"
    DEFERRED = "deferred"
    NOT_ACCEPTED = "not_accepted"


class SendMethod(StrEnum):
    """How the information pack went out."""

    POST = "post"
    EMAIL = "email"


class DbsLevel(StrEnum):
    """The level of a DBS check; the barred lists are asked only where the law allows."""

    ENHANCED = "enhanced"
    ENHANCED_BARRED = "enhanced_barred"


class Evidence(StrEnum):
    """Whether something that runs out is in date on a day."""

    IN_DATE = "in_date"
    LAPSED = "lapsed"
    NOT_RECORDED = "not_recorded"
    WAIVED = "waived"


class WorkerRole(StrEnum):
    """Who works with a child, over time."""

    SOCIAL_WORKER = "social_worker"
    IRO = "iro"
    CARER = "carer"


class ReferralSource(StrEnum):
    """Who asked for an Independent Visitor."""

    SOCIAL_WORKER = "social_worker"
    IRO = "iro"
    CHILD = "child"
    CARER = "carer"
    ADVOCATE = "advocate"
    OTHER = "other"


class ReferralStep(StrEnum):
    """The dated steps of a referral between its receipt and a match."""

    SOCIAL_WORKER_FORM = "social_worker_form"
    CHILD_FORM = "child_form"
    STAFF_VISIT = "staff_visit"
    ACCEPTED = "accepted"


class ReferralOutcome(StrEnum):
    """How a closed referral ended."""

    MATCHED = "matched"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    NOT_ELIGIBLE = "not_eligible"
    AGED_OUT = "aged_out"


class ReferralStatus(StrEnum):
    """Where a referral stands on a day."""

    RECEIVED = "received"
    WAITING = "waiting"
    MATCHED = "matched"
    CLOSED = "closed"


class MatchStatus(StrEnum):
    """Where a match stands on a day."""

    PROPOSED = "proposed"
    LIVE = "live"
    PAUSED = "paused"
    ENDED = "ended"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Party(StrEnum):
    """Whose views on a match are heard."""

    VOLUNTEER = "volunteer"
    SECOND_VOLUNTEER = "second_volunteer"
    SOCIAL_WORKER = "social_worker"
    CARER = "carer"
    CHILD = "child"


class View(StrEnum):
    """What somebody says of a match; only a child can be `not_able`."""

    AGREES = "agrees"
    UNSURE = "unsure"
    OBJECTS = "objects"
    NOT_ABLE = "not_able"


class EndingRoute(StrEnum):
    """How a match came to its end."""

    CARE_ENDED = "care_ended"
    VOLUNTEER_RESIGNED = "volunteer_resigned"
    AUTHORITY_NOTICE = "authority_notice"
    CHILD_OBJECTED = "child_objected"
    AGREED_END = "agreed_end"


class PauseReason(StrEnum):
    """Why a match is paused."""

    PLACEMENT_MOVE = "placement_move"
    ILLNESS = "illness"
    EXAMS = "exams"
    HOLIDAY = "holiday"
    CUSTODY = "custody"
    VOLUNTEER_LEAVE = "volunteer_leave"
    OTHER = "other"


class VisitKind(StrEnum):
    """A visit is face to face; the other kinds are contacts and never count as visits."""

    VISIT = "visit"
    PHONE = "phone"
    LETTER = "letter"
    VIDEO = "video"
    MESSAGE = "message"


class VisitOutcome(StrEnum):
    """What came of a planned visit or contact."""

    HELD = "held"
    CANCELLED_BY_CHILD = "cancelled_by_child"
    CANCELLED_BY_VOLUNTEER = "cancelled_by_volunteer"
    CANCELLED_BY_CARER = "cancelled_by_carer"
    CANCELLED_BY_SERVICE = "cancelled_by_service"
    MISSED = "missed"


class VisitStatus(StrEnum):
    """Where a live match stands with its visits on a day."""

    OK = "ok"
    OVERDUE = "overdue"
    PAUSED = "paused"


class OverdueLevel(StrEnum):
    """How long overdue, in three steps; the days are policy."""

    AMBER = "amber"
    RED = "red"
    ESCALATE = "escalate"


class MonthState(StrEnum):
    """What a match's ledger says of a calendar month."""

    DONE = "done"
    EXCUSED = "excused"
    OPEN = "open"
    ATTEMPTED = "attempted"
    MISSED = "missed"
    NOT_DUE = "not_due"


class ExpenseCategory(StrEnum):
    """What an expense was for."""

    MILEAGE = "mileage"
    FARE = "fare"
    PARKING = "parking"
    ADMISSION = "admission"
    MEAL = "meal"
    ACTIVITY = "activity"
    OTHER = "other"


class Vehicle(StrEnum):
    """What a journey was made with."""

    CAR = "car"
    VAN = "van"
    MOTORCYCLE = "motorcycle"
    BICYCLE = "bicycle"


class Duty(StrEnum):
    """What an expense was for that belongs to no match."""

    TRAINING = "training"
    SUPERVISION = "supervision"
    GROUP = "group"
    OTHER = "other"


class LineStatus(StrEnum):
    """Where a line of an expense claim stands on a day."""

    CLAIMED = "claimed"
    APPROVED = "approved"
    PAID = "paid"
    DECLINED = "declined"


def words(kind: type[StrEnum]) -> str:
    """The words of a list as a sentence names them: `visit, phone, letter`."""
    return ", ".join(member.value for member in kind)


def counted(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 day`, `1,200 days`; `many` where an s does not make it several."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
