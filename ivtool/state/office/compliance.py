"""The service as a month's report sees it: what several of its sections rest on, read once."""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.days import known_by
from ivtool.domain.office.compliance import Period
from ivtool.domain.policy import Policy
from ivtool.domain.visits.visits import Standing
from ivtool.queries.authorities import Held
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.matching.matches import MatchRecord
from ivtool.queries.reading import Reader
from ivtool.queries.visits import visits as visit_queries
from ivtool.queries.visits.visits import LiveMatch
from ivtool.state.visits.ledger import Paused
from ivtool.state.visits.visits import standings
from ivtool.tuples import NamedTuple


class Known(NamedTuple):
    """What is known by the end of a period: every match with a start, and the live ones' standing.

    `live` are those of the authority asked for, or all; `matches` and `paused` are everybody's.
    """

    period: Period
    policy: Policy
    authority: int | None
    held: Held
    matches: Sequence[MatchRecord]
    paused: Paused
    live: Sequence[tuple[LiveMatch, Standing]]

    @property
    def as_of(self) -> date:
        """The last day of the period."""
        return self.period.as_of

    @property
    def appointed(self) -> list[LiveMatch]:
        """The live matches that are the authority's appointment still: not continued after 18."""
        after = {each.number for each in self.matches if known_by(each.continued_on, self.as_of)}
        return [match for match, _ in self.live if match.number not in after]

    def in_period(self, child: int | None, day: date | None) -> bool:
        """Whether the fact of a child and a day is of the period, and the authority's."""
        return self.period.holds(day) and self.held.on(child, day)


def known(reader: Reader, period: Period, policy: Policy, authority: int | None) -> Known:
    """What a month's report rests on; of one authority, or of all."""
    as_of = period.as_of
    paused = visit_queries.pauses(reader, as_of)
    live = list(standings(reader, as_of, authority, policy=policy, paused=paused))
    matches = [each for each in match_queries.matches(reader, as_of) if each.started_on is not None]
    return Known(period, policy, authority, Held(reader, authority), matches, paused, live)
