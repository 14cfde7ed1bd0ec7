"""The ledger: one line per match and calendar month, and the compliance that follows from it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ivtool.domain.days import Month
from ivtool.domain.visits.visits import (
    ONE_DAY,
    Interval,
    Pause,
    VisitRules,
    interval_on,
    paused_days,
)
from ivtool.domain.visits.vocabulary import MonthState
from ivtool.tuples import NamedTuple

# The rules of a day, for a match with these months of its own between visits or with none.
RulesOn = Callable[[date, int | None], VisitRules]


class LedgerFacts(NamedTuple):
    """What a match's ledger is drawn from, as known on the day asked about.

    `held` counts the visits held in each month; `called_off` are the months in which a visit was
    called off, which a missed one was not; `excused` the months that somebody excused. `ended_on`
    is None for an ending after that day. `intervals` are the months of its own between visits.
    """

    started_on: date
    ended_on: date | None
    pauses: Sequence[Pause]
    held: Mapping[Month, int]
    called_off: AbstractSet[Month]
    excused: AbstractSet[Month]
    intervals: Sequence[Interval] = ()


class LedgerLine(NamedTuple):
    """A match's calendar month: whether a visit was due, what became of it, how many were held."""

    month: Month
    state: MonthState
    due: bool
    visits_held: int


class LedgerTotals(NamedTuple):
    """The due months counted by state; `compliance_pct` is None when none was to be judged."""

    due: int
    done: int
    attempted: int
    excused: int
    missed: int
    open: int
    compliance_pct: Decimal | None


def days_expected(facts: LedgerFacts, month: Month) -> int:
    """The days of a month on which the match was live and unpaused, to the month's last day.

    Live is from the start to the day before the ending; the running month is judged whole.
    """
    first = max(month.first, facts.started_on)
    last = month.last
    if facts.ended_on is not None:
        last = min(last, facts.ended_on - ONE_DAY)
    if last < first:
        return 0
    return (last - first).days + 1 - paused_days(facts.pauses, first, last)


def rules_of(facts: LedgerFacts, day: date, rules_on: RulesOn) -> VisitRules:
    """The rules of a match on a day: its own interval of that day comes before the service's."""
    own = interval_on(facts.intervals, day)
    return rules_on(day, own and own.every_months)


def is_due(facts: LedgerFacts, month: Month, rules: VisitRules) -> bool:
    """Whether a visit was due in a month: live and unpaused on enough of its days.

    With an interval of k months, also only if the match began at least k - 1 calendar months
    earlier and no visit was held in the k - 1 months before.
    """
    if days_expected(facts, month) < rules.min_days_for_month:
        return False
    earlier = rules.every_months - 1
    if not earlier:
        return True
    if Month.of(facts.started_on) + earlier > month:
        return False
    return not any(facts.held.get(month + -back, 0) for back in range(1, earlier + 1))


def ledger_line(facts: LedgerFacts, month: Month, rules: VisitRules, as_of: date) -> LedgerLine:
    """A month's line as known on a day; a month has ended on its last day.

    The first that applies: done (due or not); if due: excused, open, attempted, missed; not due.
    """
    held = facts.held.get(month, 0)
    due = is_due(facts, month, rules)
    if held:
        state = MonthState.DONE
    elif not due:
        state = MonthState.NOT_DUE
    elif month in facts.excused:
        state = MonthState.EXCUSED
    elif as_of < month.last:
        state = MonthState.OPEN
    elif month in facts.called_off:
        state = MonthState.ATTEMPTED
    else:
        state = MonthState.MISSED
    return LedgerLine(month, state, due, held)


def ledger(
    facts: LedgerFacts, first: Month, last: Month, rules_on: RulesOn, as_of: date
) -> list[LedgerLine]:
    """A match's lines between two months: from that of its start to that of its ending.

    A month goes by the rules of its last day, the running one by those of `as_of`: a change of
    them never rewrites an earlier month.
    """
    begin = max(first, Month.of(facts.started_on))
    end = min(last, Month.of(as_of))
    if facts.ended_on is not None:
        end = min(end, Month.of(facts.ended_on))
    return [
        ledger_line(facts, month, rules_of(facts, min(month.last, as_of), rules_on), as_of)
        for month in begin.until(end)
    ]


def still_due(facts: LedgerFacts, pause: Pause, rules_on: RulesOn, as_of: date) -> list[Month]:
    """The months that stay due in spite of a pause, with neither a visit held nor an excuse.

    `facts` has the pause among its own. Between its first month and its last a pause leaves no
    day, so only these two are asked about, by the rules of their last days.
    """
    ends = {Month.of(pause.from_on), Month.of(pause.until_on or pause.from_on)}
    found = []
    for month in sorted(ends):
        line = ledger_line(facts, month, rules_of(facts, month.last, rules_on), as_of)
        if line.due and line.state not in (MonthState.DONE, MonthState.EXCUSED):
            found.append(month)
    return found


def totals(lines: Iterable[LedgerLine]) -> LedgerTotals:
    """The due months by state, and compliance: done / (due - excused - open).

    A percentage to one decimal, half up. A visit in a month that was not due is none of it.
    """
    due = [line.state for line in lines if line.due]
    count = {state: due.count(state) for state in MonthState}
    of = judged(len(due), count[MonthState.EXCUSED], count[MonthState.OPEN])
    return LedgerTotals(
        due=len(due),
        done=count[MonthState.DONE],
        attempted=count[MonthState.ATTEMPTED],
        excused=count[MonthState.EXCUSED],
        missed=count[MonthState.MISSED],
        open=count[MonthState.OPEN],
        compliance_pct=percentage(count[MonthState.DONE], of),
    )


def judged(due: int, excused: int, still_open: int) -> int:
    """Of how many due months it is asked whether they were done: compliance is of these."""
    return due - excused - still_open


def percentage(part: int, whole: int) -> Decimal | None:
    """A part of a whole in per cent, one decimal, half up; None of nothing."""
    if not whole:
        return None
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
