"""The fixed words of the office's own work: jobs, what needs doing, the file's care."""

from enum import StrEnum


class Job(StrEnum):
    """What runs by itself."""

    MISSED_VISITS = "missed-visits"
    CHECKS = "checks"
    CONCERNS = "concerns"
    BACKUP = "backup"
    MONTH_END = "month-end"


class JobOutcome(StrEnum):
    """How a run of a job ended."""

    DONE = "done"
    FAILED = "failed"


class Urgency(StrEnum):
    """When something needs doing; this week is the next seven days."""

    NOW = "now"
    THIS_WEEK = "this_week"
    COMING = "coming"


class Source(StrEnum):
    """What makes something need doing, the most urgent first."""

    OBJECTION = "objection"
    CONCERN = "concern"
    VIEW = "view"
    OVERDUE = "overdue"
    JOB = "job"
    CHECK = "check"
    CLAIM = "claim"
    REVIEW = "review"
    BIRTHDAY = "birthday"
    PAUSE = "pause"
    REFERRAL = "referral"
    PROPOSAL = "proposal"
    SUPPORT = "support"
