"""Views on a match: whose is the latest, who objects, and what was said after the first meeting.

The child decides. An objection stops a start, whatever the child's understanding; of sufficient
understanding it ends a match that runs. Only the child's own later agreement lifts it.
"""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.matching.records import MatchView
from ivtool.domain.matching.vocabulary import Party, View


def latest_view(
    views: Sequence[MatchView],
    party: Party,
    *,
    until: date = date.max,
    after_meeting: bool | None = None,
) -> MatchView | None:
    """The latest view of a party by a day: by its day, and on one day as recorded."""
    found = [
        each
        for each in views
        if each.party is party
        and each.said_on <= until
        and after_meeting in (None, each.after_meeting)
    ]
    # Of equals `max` takes the first it meets: of one day's views that is the last recorded.
    return max(reversed(found), key=lambda each: each.said_on) if found else None


def standing_objections(views: Sequence[MatchView], as_of: date = date.max) -> list[MatchView]:
    """The child's objections that stand on a day: all since they last agreed, the latest last.

    Not able to say, or unsure, lifts none. Of one day's views the order is that of recording, and
    of two objections on a day the later recorded counts.
    """
    standing: list[MatchView] = []
    for said in sorted(views, key=lambda each: each.said_on):
        if said.party is not Party.CHILD or said.said_on > as_of:
            continue
        if said.view is View.OBJECTS:
            same_day = bool(standing) and standing[-1].said_on == said.said_on
            standing = [*(standing[:-1] if same_day else standing), said]
        elif said.view is View.AGREES:
            standing.clear()
    return standing


def said_after(said_on: date, first_meeting_on: date | None, on_the_day: bool = True) -> bool:
    """Whether a view was given after the first meeting; on its very day `on_the_day` tells.

    What is recorded once the meeting is counts as after it, what stood there already as before.
    """
    if first_meeting_on is None:
        return False
    return on_the_day if said_on == first_meeting_on else said_on > first_meeting_on


def objecting(views: Sequence[MatchView]) -> set[Party]:
    """Who objects, by their latest view; the child by an objection that stands."""
    latest = [latest_view(views, party) for party in Party]
    found = {each.party for each in latest if each is not None and each.view is View.OBJECTS}
    return found | ({Party.CHILD} if standing_objections(views) else set())


def must_end(
    started_on: date | None,
    ended_on: date | None,
    views: Sequence[MatchView],
    as_of: date = date.max,
) -> bool:
    """Whether a match that runs must come to its end: the child objects.

    Understanding that is not said counts as a yes, until it is said of a later objection.

    Source: Children Act 1989 s.23ZB: not continued where a child of sufficient understanding
    objects.
    """
    over = ended_on is not None and ended_on <= as_of
    if started_on is None or over or not (standing := standing_objections(views, as_of)):
        return False
    return standing[-1].understanding is None or any(each.understanding for each in standing)


def to_be_looked_at(views: Sequence[MatchView], as_of: date = date.max) -> MatchView | None:
    """The child's latest objection that stands, until the social worker's view after it is there.

    A view of the same day is after it where it was recorded later.
    """
    standing = standing_objections(views, as_of)
    if not standing:
        return None
    known = sorted((each for each in views if each.said_on <= as_of), key=lambda e: e.said_on)
    later = known[max(place for place, each in enumerate(known) if each is standing[-1]) + 1 :]
    heard = any(each.party is Party.SOCIAL_WORKER for each in later)
    return None if heard else standing[-1]
