"""The fixed words of children, who works with them, and their referrals."""

from enum import StrEnum


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


class Slot(StrEnum):
    """When somebody has time for a visit: a child, or a volunteer."""

    WEEKDAY_DAY = "weekday_day"
    WEEKDAY_EVENING = "weekday_evening"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class WishKind(StrEnum):
    """What a child may wish of a volunteer."""

    GENDER = "gender"
    LOWEST_AGE = "lowest_age"
    HIGHEST_AGE = "highest_age"
    LANGUAGE = "language"
    CULTURE = "culture"
