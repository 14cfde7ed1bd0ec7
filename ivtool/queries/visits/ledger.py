"""What the ledger of a match is drawn from, as recorded up to a day."""

from collections.abc import Iterator
from datetime import date

from ivtool.domain.days import Month
from ivtool.domain.visits.ledger import LedgerFacts
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.matching.matches import MatchRecord
from ivtool.queries.reading import Reader
from ivtool.queries.visits import visits as visit_queries

# An interval of twelve months looks back over the eleven before.
MONTHS_LOOKED_BACK = 11


def ledger_facts(
    reader: Reader, as_of: date, first: Month, match: int | None = None
) -> Iterator[tuple[MatchRecord, LedgerFacts]]:
    """Every match begun by a day, or one, with what its months from `first` on are drawn from.

    In the order of refs. What happened after the day is left out.
    """
    held = visit_queries.visits_by_month(
        reader, as_of, first + -MONTHS_LOOKED_BACK, match, held=True
    )
    called_off = visit_queries.visits_by_month(reader, as_of, first, match, held=False)
    excused = visit_queries.excused_months(reader)
    paused = visit_queries.pauses(reader, as_of, match)
    own = visit_queries.intervals(reader, match)
    for each in match_queries.matches(reader, as_of, number=match):
        if each.started_on is None or each.started_on > as_of:
            continue
        yield (
            each,
            LedgerFacts(
                started_on=each.started_on,
                ended_on=each.ended_on if each.ended_on and each.ended_on <= as_of else None,
                pauses=paused.get(each.number, ()),
                held=held.get(each.number, {}),
                called_off=frozenset(called_off.get(each.number, {})),
                excused=excused.get(each.number, frozenset()),
                intervals=own.get(each.number, ()),
            ),
        )
