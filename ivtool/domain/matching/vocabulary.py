"""The fixed words of matches, from proposal to ending."""

from enum import StrEnum


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


class InTheWay(StrEnum):
    """What stands between a child who waits and a match."""

    NOT_LOOKED_AFTER = "not_looked_after"
    NOBODY_FREE = "nobody_free"
    TOO_FAR = "too_far"
    MUST = "must"
    NOBODY_FITS = "nobody_fits"
    STUCK = "stuck"
    PROPOSED = "proposed"
    NOT_PROPOSED = "not_proposed"
