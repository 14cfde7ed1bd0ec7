"""Evidence about a volunteer: what a good answer is, when an asking is chased.

A check is asked for, and comes back: one record. A renewal is another. Never a check's contents.
"""

from datetime import date

from ivtool.domain.recruitment.evidence_kinds import APPROVALS, GOOD_OUTCOMES, KINDS
from ivtool.domain.recruitment.records import VolunteerCheck


def is_good(item: VolunteerCheck) -> bool:
    """Whether an answer is one to build on; a decision to approve with conditions is."""
    return item.outcome in GOOD_OUTCOMES or item.outcome in APPROVALS


def days_ago(day: date, as_of: date) -> str:
    """How long ago a day was: `today`, `1 day ago`, `50 days ago`."""
    days = (as_of - day).days
    if not days:
        return "today"
    return f"{days} day{'' if days == 1 else 's'} ago"


def is_unanswered(item: VolunteerCheck, as_of: date) -> bool:
    """Whether something that was asked for by a day had not come back by it."""
    if item.asked_on is None or item.asked_on > as_of:
        return False
    return item.outcome is None or (item.from_on is not None and item.from_on > as_of)


def is_to_be_chased(item: VolunteerCheck, as_of: date, chase_days: int) -> bool:
    """Whether something was asked for more than so many days ago, with no answer by a day.

    Counted from the asking, chased or not; a panel that has yet to meet is not chased.
    """
    if KINDS[item.kind].is_decided or not is_unanswered(item, as_of) or item.asked_on is None:
        return False
    return (as_of - item.asked_on).days > chase_days
