"""Concerns, who was told, what was noted, who looked."""

from datetime import date

from ivtool.domain.concerns.vocabulary import ConcernKind, NoteKind, ToldParty
from ivtool.domain.ids import ChildId, ConcernId, MatchId, VisitId, VolunteerId
from ivtool.tuples import NamedTuple


class Concern(NamedTuple):
    """Something that somebody worries about; its words are seen in `concern show` only."""

    kind: ConcernKind
    raised_on: date
    raised_by: str
    words: str
    raised_time: str | None = None
    child_id: ChildId | None = None
    volunteer_id: VolunteerId | None = None
    match_id: MatchId | None = None
    visit_id: VisitId | None = None
    action: str | None = None
    closed_on: date | None = None
    withdrawn_on: date | None = None
    duplicate_of_id: ConcernId | None = None
    id: ConcernId = ConcernId(0)


class ConcernLook(NamedTuple):
    """Somebody has read a concern's words, at a time of the real clock, in UTC."""

    concern_id: ConcernId
    looked_at: str
    actor: str
    id: int = 0


class ConcernNote(NamedTuple):
    """What was added to a concern later; the words are seen in `concern show` only."""

    concern_id: ConcernId
    kind: NoteKind
    noted_on: date
    noted_by: str
    words: str
    id: int = 0


class ConcernTold(NamedTuple):
    """Somebody who was told of a concern, on a day."""

    concern_id: ConcernId
    party: ToldParty
    told_on: date
    told_by: str
    told_time: str | None = None
    person: str | None = None
    id: int = 0
