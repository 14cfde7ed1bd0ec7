"""Matches: what was said of them, their pauses and intervals, months excused."""

from datetime import date

from ivtool.domain.days import Month
from ivtool.domain.ids import ChildId, MatchId, ReferralId, VolunteerId
from ivtool.domain.matching.vocabulary import EndingRoute, Party, PauseReason, View
from ivtool.domain.visits.visits import Pause
from ivtool.tuples import NamedTuple


class Excuse(NamedTuple):
    """A month in which no visit was to be expected of a match: who said so, and why."""

    match_id: MatchId
    month: Month
    excused_by: str
    reason: str
    id: int = 0


class Match(NamedTuple):
    """One child with one volunteer, or with a couple who visit together.

    `child_id` repeats the referral's child, so that the file itself can forbid two live matches.
    From `continued_on` on it is a friendship, and no longer the authority's appointment.
    """

    referral_id: ReferralId
    child_id: ChildId
    volunteer_id: VolunteerId
    proposed_on: date
    key: str | None = None
    second_volunteer_id: VolunteerId | None = None
    book_shown_on: date | None = None
    first_meeting_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None
    ending_route: EndingRoute | None = None
    ending_reason: str | None = None
    planned: bool | None = None
    goodbye_held: bool | None = None
    told_by: str | None = None
    another_wanted: bool | None = None
    continued_on: date | None = None
    id: MatchId = MatchId(0)


class MatchInterval(NamedTuple):
    """A match's own months between visits, from a day on; without one, policy's hold."""

    match_id: MatchId
    from_on: date
    every_months: int
    id: int = 0


class MatchPause(NamedTuple):
    """Days on which no visit is expected. One that never was is withdrawn, not deleted."""

    match_id: MatchId
    from_on: date
    until_on: date | None = None
    reason: PauseReason | None = None
    note: str | None = None
    withdrawn_on: date | None = None
    id: int = 0

    @property
    def days(self) -> Pause:
        """Its days alone, as the rules take them."""
        return Pause(self.from_on, self.until_on)


class MatchView(NamedTuple):
    """What somebody said of a match, before or after the first meeting; the latest counts.

    `understanding` is of a child who objects: of sufficient understanding or not; None is not
    known, and ends a match as a yes does.
    """

    match_id: MatchId
    party: Party
    view: View
    said_on: date
    after_meeting: bool = False
    understanding: bool | None = None
    words: str | None = None
    id: int = 0
