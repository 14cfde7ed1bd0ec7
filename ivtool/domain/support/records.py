"""Support to volunteers, reviews, and what was said and agreed there."""

from datetime import date

from ivtool.domain.ids import (
    ChildId,
    MatchId,
    MatchReviewId,
    StatutoryReviewId,
    SupportId,
    TrainingId,
    VolunteerId,
)
from ivtool.domain.matching.vocabulary import Party
from ivtool.domain.support.vocabulary import Measure, Rater, ReviewOutcome, SupportKind, Wanted
from ivtool.tuples import NamedTuple


class Support(NamedTuple):
    """Something done to support volunteers, or planned: one to one, or with many.

    Without `held_on` it has not been held. Recorded in error it is withdrawn, not deleted.
    """

    kind: SupportKind
    key: str | None = None
    planned_on: date | None = None
    held_on: date | None = None
    minutes: int | None = None
    held_by: str | None = None
    topic: str | None = None
    note: str | None = None
    next_on: date | None = None
    withdrawn_on: date | None = None
    withdrawn_why: str | None = None
    id: SupportId = SupportId(0)


class Attendance(NamedTuple):
    """Somebody invited to a support or training session: whether they said they come, and came.

    Both are not known until somebody tells.
    """

    support_id: SupportId | None = None
    training_id: TrainingId | None = None
    volunteer_id: VolunteerId | None = None
    child_id: ChildId | None = None
    comes: bool | None = None
    attended: bool | None = None
    id: int = 0


class SupportAction(NamedTuple):
    """Something agreed at a session, by a day: `U-4/1`."""

    support_id: SupportId
    number: int
    words: str
    due_on: date | None = None
    done_on: date | None = None
    id: int = 0


class StatutoryReview(NamedTuple):
    """A child's six-monthly review: when it is due, and what was decided about the visitor.

    The visitor attends only where the young person wants it; otherwise is a fact that is kept.
    """

    child_id: ChildId
    key: str | None = None
    due_on: date | None = None
    held_on: date | None = None
    iv_considered: bool | None = None
    wants_iv: Wanted | None = None
    iv_attended: bool | None = None
    note: str | None = None
    withdrawn_on: date | None = None
    withdrawn_why: str | None = None
    id: StatutoryReviewId = StatutoryReviewId(0)


class MatchReview(NamedTuple):
    """The service's own check on a match."""

    match_id: MatchId
    held_on: date
    outcome: ReviewOutcome | None = None
    key: str | None = None
    note: str | None = None
    withdrawn_on: date | None = None
    withdrawn_why: str | None = None
    id: MatchReviewId = MatchReviewId(0)


class MatchReviewAction(NamedTuple):
    """Something agreed at a review of a match, by a day."""

    match_review_id: MatchReviewId
    number: int
    words: str
    due_on: date | None = None
    done_on: date | None = None
    id: int = 0


class MatchReviewRating(NamedTuple):
    """How child or volunteer rate one thing at a review, from 1 to 5."""

    match_review_id: MatchReviewId
    who: Rater
    measure: Measure
    rating: int
    id: int = 0


class MatchReviewView(NamedTuple):
    """What somebody said at a review of a match, in words of their own."""

    match_review_id: MatchReviewId
    party: Party
    words: str
    id: int = 0
