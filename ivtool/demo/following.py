"""What co-ordinators of a made-up service would have entered of late: concerns, plans, an interval.

With the services behind the commands; the same every time for the same matches and day. Where
there is no match to do it with, it is left out.
"""

from datetime import date
from typing import TYPE_CHECKING

from ivtool.domain.concerns.records import Concern
from ivtool.domain.concerns.vocabulary import ConcernKind, ToldParty
from ivtool.domain.days import Month
from ivtool.domain.ids import ConcernId, MatchId
from ivtool.domain.matching.records import Match
from ivtool.domain.visits.records import VisitPlan
from ivtool.domain.visits.visits import ONE_DAY
from ivtool.queries.reading import select
from ivtool.queries.visits.visits import LiveMatch, live_matches
from ivtool.services.concerns import raise_concern, tell
from ivtool.services.visits.plans import plan_visit, set_interval
from ivtool.writer import Writer

if TYPE_CHECKING:
    pass

CO_ORDINATOR = "the co-ordinator"
# One match in so many has its next visit planned, so many days ahead.
PLANNED_EACH = 6
AHEAD = 4
OWN_MONTHS = 2


def follow(writer: "Writer", today: date) -> None:
    """Add what `today` has to tell beside visits and checks, as of today."""
    live = live_matches(writer.reader, today)
    before = [match for match in live if match.started_on < today]
    if before:
        told = _raise(writer, before[0], ConcernKind.HEALTH, "A cough that stays.", today - ONE_DAY)
        on = today - ONE_DAY
        tell(writer, told, ToldParty.SOCIAL_WORKER, on, None, None, CO_ORDINATOR, today)
        _raise(writer, before[-1], ConcernKind.OTHER, "Bus fares kept back at home.", today)
    for match in live[::PLANNED_EACH]:
        whose = _whole(writer, match)
        plan_visit(writer, whose, VisitPlan(whose.id, today + AHEAD * ONE_DAY), today)
    if live:
        # From next month on: what is overdue today stays as it is.
        set_interval(writer, _whole(writer, live[-1]), OWN_MONTHS, (Month.of(today) + 1).first)


def _whole(writer: "Writer", match: LiveMatch) -> Match:
    [whole] = select(writer.reader, Match, id=match.number)
    return whole


def _raise(
    writer: "Writer", match: LiveMatch, kind: ConcernKind, words: str, raised_on: date
) -> ConcernId:
    asked = Concern(kind, raised_on, CO_ORDINATOR, words, match_id=MatchId(match.number))
    return raise_concern(writer, asked, raised_on).concern.id
