"""The fixed words of concerns for a child."""

from enum import StrEnum


class ConcernKind(StrEnum):
    """What a concern is about."""

    DISCLOSURE = "disclosure"
    ALLEGATION_ABOUT_VOLUNTEER = "allegation_about_volunteer"
    MISSING = "missing"
    HEALTH = "health"
    OTHER = "other"


class ToldParty(StrEnum):
    """Who is told of a concern; the LADO is the authority's designated officer."""

    SOCIAL_WORKER = "social_worker"
    LADO = "lado"
    MANAGER = "manager"
    POLICE = "police"
    OTHER = "other"


class NoteKind(StrEnum):
    """What is added to a concern: a note, an action taken, why it was closed or withdrawn."""

    NOTE = "note"
    ACTION = "action"
    CLOSING = "closing"
    WITHDRAWAL = "withdrawal"
