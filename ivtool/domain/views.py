"""Views on a match: whose is the latest, who objects, and what was said after the first meeting.

The child decides. An objection of a child of sufficient understanding stops a match, always.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ivtool.domain.words import Party, View


@dataclass(frozen=True, slots=True)
class Said:
    """A view on a match: whose, what, when, and whether after the first meeting.

    `understanding` is of a child who objects: of sufficient understanding or not; None is not
    known, and stops a match as a yes does.
    """

    party: Party
    view: View
    said_on: date
    after_meeting: bool = False
    understanding: bool | None = None
    words: str | None = None


def latest_view(
    views: Sequence[Said],
    party: Party,
    *,
    until: date = date.max,
    after_meeting: bool | None = None,
) -> Said | None:
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


def child_objects(views: Sequence[Said], as_of: date = date.max) -> bool:
    """Whether the child's latest view stops a match: objects, and understands or may do."""
    latest = latest_view(views, Party.CHILD, until=as_of)
    return latest is not None and latest.view is View.OBJECTS and latest.understanding is not False


def said_after(said_on: date, first_meeting_on: date | None, on_the_day: bool = True) -> bool:
    """Whether a view was given after the first meeting; on its very day `on_the_day` tells.

    What is recorded once the meeting is counts as after it, what stood there already as before.
    """
    if first_meeting_on is None:
        return False
    return on_the_day if said_on == first_meeting_on else said_on > first_meeting_on


def objecting(views: Sequence[Said]) -> set[Party]:
    """Whose latest view is an objection, of whatever understanding."""
    latest = [latest_view(views, party) for party in Party]
    return {each.party for each in latest if each is not None and each.view is View.OBJECTS}


def must_end(
    started_on: date | None, ended_on: date | None, views: Sequence[Said], as_of: date = date.max
) -> bool:
    """Whether a match that runs, or a proposal, must come to its end: the child objects.

    Source: Children Act 1989 s.23ZB: not continued where a child of sufficient understanding
    objects.
    """
    over = ended_on is not None and ended_on <= as_of
    return started_on is not None and not over and child_objects(views, as_of)
