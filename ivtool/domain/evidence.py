"""Evidence about a volunteer: its kinds, what a good answer is, when an asking is chased.

A check is asked for, and comes back: one record. A renewal is another. Never a check's contents.
"""

from dataclasses import dataclass
from datetime import date

from ivtool.domain.volunteers import GOOD_OUTCOMES
from ivtool.domain.words import CheckKind, CheckOutcome, SendMethod

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


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of evidence: when it was asked for, the day it is of, and what it came back with.

    `seen_on` is the day a certificate was seen: it was not there before. A status check is an item
    of its own, with `rechecked_on` alone. `training` and `meeting` are the session it was attended
    in and the panel that decides it; `meets_on` is that panel's day.
    """

    kind: CheckKind
    slot: int = 1
    asked_on: date | None = None
    from_on: date | None = None
    outcome: CheckOutcome | None = None
    rechecked_on: date | None = None
    seen_on: date | None = None
    held_by: str | None = None
    method: SendMethod | None = None
    module: str | None = None
    referee: str | None = None
    update_service: bool | None = None
    number: int = 0
    chased_on: date | None = None
    meeting: int | None = None
    meets_on: date | None = None
    training: int | None = None


def is_good(item: Item) -> bool:
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


def is_unanswered(item: Item, as_of: date) -> bool:
    """Whether something that was asked for by a day had not come back by it."""
    if item.asked_on is None or item.asked_on > as_of:
        return False
    return item.outcome is None or (item.from_on is not None and item.from_on > as_of)


def is_to_be_chased(item: Item, as_of: date, chase_days: int) -> bool:
    """Whether something was asked for more than so many days ago, with no answer by a day.

    Counted from the asking, chased or not; a panel that has yet to meet is not chased.
    """
    if item.kind in DECIDED or not is_unanswered(item, as_of) or item.asked_on is None:
        return False
    return (as_of - item.asked_on).days > chase_days
