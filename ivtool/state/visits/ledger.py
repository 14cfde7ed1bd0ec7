"""The ledger of matches: what is recorded of their months up to a day, joined to the rule."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from ivtool.domain.days import Month
from ivtool.domain.policy import Policy
from ivtool.domain.visits.ledger import LedgerFacts, LedgerLine, ledger
from ivtool.domain.visits.visits import Pause
from ivtool.queries.authorities import Held
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.matching.matches import MatchRecord
from ivtool.queries.reading import Reader
from ivtool.queries.visits import ledger as queries
from ivtool.queries.visits import visits as visit_queries

# An interval of twelve months looks back over the eleven before.
MONTHS_LOOKED_BACK = 11
Paused = Mapping[int, Sequence[Pause]]


def ledgers(
    reader: Reader,
    as_of: date,
    first: Month,
    last: Month,
    policy: Policy,
    held_by: Held,
    match: int | None = None,
) -> Iterator[tuple[MatchRecord, list[LedgerLine]]]:
    """Every match with a ledger line in some months, as known on a day, in the order of refs.

    With an authority its own lines.
    """
    matches = match_queries.matches(reader, as_of, number=match)
    paused = visit_queries.pauses(reader, as_of, match)
    for each, lines in ledgers_of(reader, matches, paused, as_of, first, last, policy, match):
        if held_by.ever(each.child):
            own = [line for line in lines if is_theirs(held_by, each, line.month, as_of)]
            if own:
                yield each, own


def ledgers_of(
    reader: Reader,
    matches: Iterable[MatchRecord],
    paused: Paused,
    as_of: date,
    first: Month,
    last: Month,
    policy: Policy,
    match: int | None = None,
) -> Iterator[tuple[MatchRecord, list[LedgerLine]]]:
    """Every line of some months of the matches begun by a day; of all known, or of the one."""
    # Most months of most matches share a day, and its rules are read once.
    rules_on = cache(policy.visit_rules)
    for each, known in ledger_facts(reader, matches, paused, as_of, first, match):
        if lines := ledger(known, first, last, rules_on, as_of):
            yield each, lines


def ledger_facts(
    reader: Reader,
    matches: Iterable[MatchRecord],
    paused: Paused,
    as_of: date,
    first: Month,
    match: int | None = None,
) -> Iterator[tuple[MatchRecord, LedgerFacts]]:
    """The matches begun by a day, each with what its months from `first` on are drawn from.

    What happened after the day is left out.
    """
    counted = queries.visits_by_month(reader, as_of, first + -MONTHS_LOOKED_BACK, match)
    excused = queries.excused_months(reader)
    own = visit_queries.intervals(reader, match)
    for each in matches:
        if each.started_on is None or each.started_on > as_of:
            continue
        held, called_off = counted.get(each.number, ({}, set()))
        yield (
            each,
            LedgerFacts(
                started_on=each.started_on,
                ended_on=each.ended_on if each.ended_on and each.ended_on <= as_of else None,
                pauses=paused.get(each.number, ()),
                held=held,
                called_off=called_off,
                excused=excused.get(each.number, frozenset()),
                intervals=own.get(each.number, ()),
            ),
        )


def is_theirs(held_by: Held, match: MatchRecord, month: Month, as_of: date) -> bool:
    """Whether a month's line is the authority's that looks after the child on its last day.

    That is the month's, the day asked about, or the match's own.
    """
    return held_by.on(match.child, min(month.last, match.ended_on or as_of, as_of))
