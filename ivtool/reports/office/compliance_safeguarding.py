"""The month's report on safeguarding: concerns and who was told, moves and visits.

docs/DOMAIN.md, section 11, figures 7, 13 and 14.
"""

from collections import Counter
from datetime import timedelta

from ivtool.domain.concerns.concerns import Told, how_told
from ivtool.domain.visits.continuity import Kept, is_judged, is_left_out, kept
from ivtool.domain.visits.ledger import percentage
from ivtool.queries.reading import Reader
from ivtool.queries.visits import continuity as move_queries
from ivtool.state.concerns import standing
from ivtool.state.office.compliance import Known

Figures = dict[str, object]


def safeguarding(reader: Reader, service: Known) -> Figures:
    """Both sections. A concern about a volunteer alone is of no authority: only in all together."""
    return _concerns(reader, service) | _continuity(reader, service)


def _concerns(reader: Reader, service: Known) -> Figures:
    """Raised: in the month. In time: the last limit ended in the month, and everybody was told by
    theirs; late: a limit ended in it and somebody was not told by then, whenever raised; waiting:
    at the end, somebody is to be told and still can be in time. One counts in one month.

    Open: raised by the day and not closed by it, whenever raised. Told: in time / (in time + late).
    Withdrawn ones count nowhere.
    """
    as_of, month, held = service.as_of, service.period.month, service.held
    known = standing(reader, as_of, service.policy)
    theirs = [each for each in known if held.on(each[0].child, each[0].raised_on)]
    count = Counter(how_told(found, month.first, month.last, as_of) for _, found in theirs)
    return {
        "concerns": {
            "raised": sum(service.period.holds(concern.raised_on) for concern, _ in theirs),
            **{how.value: count[how] for how in Told},
            "open": sum(
                concern.closed_on is None for concern, _ in known if held.on(concern.child, as_of)
            ),
        },
        "concerns_told_pct": percentage(
            count[Told.IN_TIME], count[Told.IN_TIME] + count[Told.LATE]
        ),
    }


def _continuity(reader: Reader, service: Known) -> Figures:
    """Moves: new homes, and new social workers, in the month, of children with a match live on
    the move's day; one of both on a day is two.

    Kept: the next visit held, of any match of the child, on the move's day or later, came within
    `visits.continuity_days`; lost: it did not. Of the moves, whenever they were, whose last day to
    be visited in time fell in the month: so decided. Open: moves of the month that are still to
    be. Left out: where care ended by that last day. Percent: kept / (kept + lost).
    """
    period, as_of, first = service.period, service.as_of, service.period.month.first
    days = service.policy.count("visits.continuity_days", as_of)
    moved = move_queries.moves(reader, first - timedelta(days=days), as_of, service.authority)
    what = Counter(move.what for move in moved if period.holds(move.on))
    counted = [move for move in moved if not is_left_out(move, days, as_of)]
    judged = [move for move in counted if is_judged(move, days, first, as_of)]
    seen = move_queries.next_held(reader, judged, as_of)
    decided = Counter(kept(move, seen.get(move), days, as_of) for move in judged)
    still_open = sum(
        period.holds(move.on) and not is_judged(move, days, first, as_of) for move in counted
    )
    shown = {how.value: decided[how] for how in (Kept.KEPT, Kept.LOST)}
    pct = percentage(decided[Kept.KEPT], decided.total())
    return {
        "moves": {
            kind: what[kind] for kind in (move_queries.PLACEMENT, move_queries.SOCIAL_WORKER)
        },
        "continuity": shown | {Kept.OPEN.value: still_open},
        "continuity_pct": pct,
        "continuity_decided": shown,
        "continuity_decided_pct": pct,
    }
