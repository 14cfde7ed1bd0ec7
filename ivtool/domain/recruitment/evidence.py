"""Evidence about a volunteer: its kinds, what a good answer is, when an asking is chased.

A check is asked for, and comes back: one record. A renewal is another. Never a check's contents.
"""

from datetime import date

from ivtool.domain.recruitment.records import VolunteerCheck
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome
from ivtool.domain.recruitment.volunteers import GOOD_OUTCOMES

APPROVALS = frozenset({CheckOutcome.APPROVED, CheckOutcome.APPROVED_WITH_CONDITIONS})
ANSWERS = frozenset(
    {CheckOutcome.CLEAR, CheckOutcome.RISK_ASSESSED, CheckOutcome.NOT_CLEAR, CheckOutcome.WITHDRAWN}
)
REFERENCES = (1, 2)
DECIDED = frozenset({CheckKind.PANEL, CheckKind.SECOND_MATCH})
ANSWERED = frozenset(
    {
        CheckKind.INTERVIEW,
        CheckKind.DBS,
        CheckKind.OVERSEAS,
        CheckKind.CHILDRENS_SERVICES,
        CheckKind.MEDICAL,
        CheckKind.REFERENCE,
    }
)
# What makes a record one of its kind, beside its day.
NEEDED = {
    CheckKind.PACK: "method",
    CheckKind.CHAT: "held_by",
    CheckKind.INTERVIEW: "held_by",
}
SPOKEN = {
    CheckKind.DBS: "DBS check",
    CheckKind.OVERSEAS: "overseas check",
    CheckKind.CHILDRENS_SERVICES: "Children's Services check",
    CheckKind.MEDICAL: "medical form",
    CheckKind.PANEL: "panel decision",
    CheckKind.SECOND_MATCH: "second match decision",
    CheckKind.INDEPENDENCE: "declaration of independence",
    CheckKind.SAFEGUARDING: "safeguarding training",
}


def is_good(item: VolunteerCheck) -> bool:
    """Whether an answer is one to build on; a decision to approve with conditions is."""
    return item.outcome in GOOD_OUTCOMES or item.outcome in APPROVALS


def spoken_kind(kind: CheckKind) -> str:
    """A kind of evidence as a sentence names it."""
    return SPOKEN.get(kind) or kind.value.replace("_", " ")


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
    if item.kind in DECIDED or not is_unanswered(item, as_of) or item.asked_on is None:
        return False
    return (as_of - item.asked_on).days > chase_days
