"""The service month by month: what the month's report says of each, read once for all of them."""

from datetime import date

from ivtool.domain.days import Month, known_by
from ivtool.domain.matching.matches import is_live
from ivtool.domain.office.compliance import Period
from ivtool.domain.policy import Policy
from ivtool.domain.visits.ledger import LedgerTotals, totals
from ivtool.queries import policy as policy_queries
from ivtool.queries.authorities import Held
from ivtool.queries.children import referrals as referral_queries
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.matching.matches import MatchRecord
from ivtool.queries.reading import Reader
from ivtool.queries.visits import visits as visit_queries
from ivtool.state.children.referrals import waiting
from ivtool.state.visits.ledger import is_theirs, ledgers_of
from ivtool.tuples import NamedTuple


class MonthFigures(NamedTuple):
    """The headline figures of a month, at its last day or to date; each as the month's report."""

    month: Month
    live_matches: int
    waiting: int
    referrals_received: int
    matches_started: int
    matches_ended: int
    ledger: LedgerTotals


def month_figures(
    reader: Reader, first: Month, last: Month, today: date, authority: int | None
) -> list[MonthFigures]:
    """The figures of each month from the first to the last, of one authority or of all."""
    end = min(last.last, today)
    policy, held = policy_queries.policy(reader), Held(reader, authority)
    matches = [each for each in match_queries.matches(reader, end) if each.started_on is not None]
    referrals = referral_queries.referrals(reader, end)
    ledgers = _ledgers(reader, matches, end, first, last, policy, held)
    found = []
    for month in first.until(last):
        period = Period(month, min(month.last, today))
        live = [each for each in matches if is_live(each.started_on, each.ended_on, period.as_of)]
        waits = waiting(referrals, {each.child for each in live}, period.as_of)
        found.append(
            MonthFigures(
                month,
                sum(
                    held.on(each.child, period.as_of)
                    for each in live
                    if not known_by(each.continued_on, period.as_of)
                ),
                sum(held.on(each.child, period.as_of) for each in waits),
                sum(_within(period, held, each.child, each.received_on) for each in referrals),
                sum(_within(period, held, each.child, each.started_on) for each in matches),
                sum(_within(period, held, each.child, each.ended_on) for each in matches),
                ledgers[month],
            )
        )
    return found


def _within(period: Period, held: Held, child: int, day: date | None) -> bool:
    return period.holds(day) and held.on(child, day)


def _ledgers(
    reader: Reader,
    matches: list[MatchRecord],
    end: date,
    first: Month,
    last: Month,
    policy: Policy,
    held: Held,
) -> dict[Month, LedgerTotals]:
    paused = visit_queries.pauses(reader, end)
    lines = [
        line
        for match, lines in ledgers_of(reader, matches, paused, end, first, last, policy)
        for line in lines
        if is_theirs(held, match, line.month, end)
    ]
    return {
        month: totals(line for line in lines if line.month == month) for month in first.until(last)
    }
