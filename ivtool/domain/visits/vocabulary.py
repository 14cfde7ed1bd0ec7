"""The fixed words of visits, and of how long one is overdue."""

from enum import StrEnum


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
