"""The fixed words of support to volunteers and of reviews."""

from enum import StrEnum


class SupportKind(StrEnum):
    """How the service supports its volunteers."""

    SUPERVISION = "supervision"
    GROUP_MEETING = "group_meeting"
    PHONE = "phone"
    OUTING = "outing"
    TRAINING = "training"
    AGM = "agm"


class Wanted(StrEnum):
    """Whether a young person wants the Independent Visitor at their review."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class ReviewOutcome(StrEnum):
    """What a review of a match comes to."""

    CONTINUE = "continue"
    CHANGE = "change"
    END = "end"


class Rater(StrEnum):
    """Who rates at a review of a match."""

    CHILD = "child"
    VOLUNTEER = "volunteer"


class Measure(StrEnum):
    """What is rated, from 1 to 5."""

    FEELS_SUPPORTED = "feels_supported"
    HAS_A_TRUSTED_ADULT = "has_a_trusted_adult"
    CONFIDENCE = "confidence"
    FINDS_IT_REWARDING = "finds_it_rewarding"
