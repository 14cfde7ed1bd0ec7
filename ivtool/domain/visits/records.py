"""Visits and contacts, and visits that are planned."""

from datetime import date

from ivtool.domain.ids import MatchId, VisitId
from ivtool.domain.visits.vocabulary import VisitKind, VisitOutcome
from ivtool.tuples import NamedTuple


class Visit(NamedTuple):
    """A visit or contact, held or not. One logged in error is withdrawn, not deleted.

    `nth`: of its kind and outcome on its day; a visit is held once a day.
    """

    match_id: MatchId
    visited_on: date
    kind: VisitKind = VisitKind.VISIT
    outcome: VisitOutcome = VisitOutcome.HELD
    nth: int = 1
    minutes: int | None = None
    activity: str | None = None
    place: str | None = None
    mood: int | None = None
    child_words: str | None = None
    note: str | None = None
    next_planned_on: date | None = None
    withdrawn_on: date | None = None
    withdrawn_why: str | None = None
    id: VisitId = VisitId(0)

    @property
    def identity(self) -> tuple[date, VisitKind, VisitOutcome]:
        """What two entries of a match share that say the same."""
        return self.visited_on, self.kind, self.outcome


class VisitPlan(NamedTuple):
    """A visit that is planned; it changes nothing of when one is due."""

    match_id: MatchId
    planned_on: date
    activity: str | None = None
    place: str | None = None
    withdrawn_on: date | None = None
    id: int = 0
