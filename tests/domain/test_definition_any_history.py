"""Whatever the history: rule, words, ledger and who is settled, beside a slow model."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from operator import itemgetter

import slow_model
from hypothesis import given
from hypothesis import strategies as st
from slow_model import History

from ivtool.domain.days import Month
from ivtool.domain.office.explanation import explain, pauses_counted
from ivtool.domain.policy import BEGINNING, Policy, PolicyValue
from ivtool.domain.visits.continuity import Kept, Move, kept
from ivtool.domain.visits.ledger import LedgerFacts, ledger
from ivtool.domain.visits.visits import Interval, Pause, VisitRules, settled_since, standing
from ivtool.domain.visits.vocabulary import VisitStatus

DAY = timedelta(days=1)
MONTHS = st.sampled_from((1, 1, 2, 3, 12))


@st.composite
def histories(draw: st.DrawFn) -> tuple[History, date]:
    """A match's history, with months of its own from some days on, and a day on which it is live.

    Days before and on that day come up often; so do those that touch one another.
    """
    start = draw(st.dates(date(2023, 1, 1), date(2026, 1, 1)))
    as_of = start + timedelta(days=draw(st.integers(0, 400)))
    pauses: list[tuple[date, date | None]] = []
    begin = start
    for gap, length in draw(
        st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40)), max_size=5)
    ):
        begin += timedelta(days=gap)
        pauses.append((begin, begin + timedelta(days=length)))
        begin += timedelta(days=length + 1)
    if draw(st.booleans()):
        pauses.append((begin + timedelta(days=draw(st.integers(0, 90))), None))
    outcomes = st.sampled_from(("held", "held", "called_off", "missed"))
    visits = tuple(
        (start + timedelta(days=each), draw(outcomes))
        for each in draw(st.lists(st.integers(0, 420), max_size=8, unique=True))
    )
    begins = draw(st.lists(st.integers(0, 420), max_size=3, unique=True))
    own = tuple((start + timedelta(days=each), draw(MONTHS)) for each in begins)
    excused = {
        (day.year, day.month)
        for day in (
            start + timedelta(days=each) for each in draw(st.lists(st.integers(0, 420), max_size=3))
        )
    }
    found = History(start, None, visits, tuple(pauses), frozenset(excused), draw(MONTHS), own)
    return found, as_of


def last_held(history: History, as_of: date) -> date | None:
    """The day of the last visit held by a day."""
    return max(history.held(as_of), default=None)


@given(histories(), st.integers(0, 20), st.integers(1, 60), st.integers(0, 60))
def test_the_rule_and_its_words_come_to_the_day_that_a_walk_of_days_does(
    drawn: tuple[History, date], grace: int, red: int, more: int
) -> None:
    history, as_of = drawn
    rules = VisitRules(history.every(as_of), grace, red, red + more)
    pauses = [Pause(*span) for span in history.pauses]
    last = last_held(history, as_of)
    slow = slow_model.stands(history, as_of, slow_model.Rules(grace, red, red + more))
    quick = standing(history.started_on, last, pauses, rules, as_of)
    assert (quick.status, quick.level, quick.days_overdue) == (
        slow.status, slow.level, slow.days_overdue,
    )  # fmt: skip
    assert (quick.last_visit_on, quick.due_on) == (slow.last_visit_on, slow.due_on)
    explained, steps = explain(history.started_on, last, pauses, rules, as_of, {})
    assert explained == quick
    assert steps[-1].words.endswith(".")
    counted = pauses_counted(history.started_on, last, pauses, rules, as_of)
    assert [step.pause for step, _ in counted] == [
        pause for pause in pauses if pause.from_on <= as_of
    ]
    # What was counted is what the day moved by.
    ends = [step.due_on for step, _ in counted if step.due_on is not None]
    if quick.due_on is not None and counted:
        assert ends[-1] == quick.due_on
        moved = sum(step.counted or 0 for step, _ in counted)
        assert quick.due_on - counted[0][1] == moved * DAY
        if quick.days_overdue is not None and quick.days_overdue > 0:
            stopped = sum(step.stopped for step, _ in counted)
            assert quick.days_overdue + stopped == (as_of - quick.due_on).days


@given(
    histories(),
    st.integers(1, 31),
    st.lists(
        st.tuples(st.integers(0, 420), st.integers(1, 31)), max_size=3, unique_by=itemgetter(0)
    ),
)
def test_a_month_goes_by_the_interval_and_the_days_in_force_on_its_last_day(
    drawn: tuple[History, date], min_days: int, later: list[tuple[int, int]]
) -> None:
    history, as_of = drawn
    changes = tuple((history.started_on + timedelta(days=each), days) for each, days in later)
    slow_rules = slow_model.Rules(min_days_for_month=min_days, later_min_days=changes)
    policy = Policy(
        [
            PolicyValue("visits.every_months", BEGINNING, str(history.every_months)),
            PolicyValue("visits.min_days_for_month", BEGINNING, str(min_days)),
            *(PolicyValue("visits.min_days_for_month", day, str(days)) for day, days in changes),
        ]
    )
    known = LedgerFacts(
        history.started_on,
        None,
        [Pause(*span) for span in history.pauses if span[0] <= as_of],
        Counter(Month.of(day) for day in history.held(as_of)),
        frozenset(
            Month.of(day) for day, what in history.visits if what == "called_off" and day <= as_of
        ),
        frozenset(Month(*month) for month in history.excused),
        [Interval(*each) for each in history.own_months],
    )
    months = slow_model.months_of(history, as_of)
    lines = ledger(known, Month(*months[0]), Month(*months[-1]), policy.visit_rules, as_of)
    assert [(line.month, line.state.value) for line in lines] == [
        (Month(*month), slow_model.month_state(history, month, as_of, slow_rules))
        for month in months
    ]


@given(histories(), st.integers(-3, 70))
def test_who_was_visited_since_the_settled_day_is_not_past_due(
    drawn: tuple[History, date], back: int
) -> None:
    history, as_of = drawn
    # A visit that lies about the day on which it turns.
    near = settled_since(as_of) + timedelta(days=back - 35)
    if history.started_on <= near <= as_of:
        history = replace(history, visits=(*history.visits, (near, "held")))
    last = last_held(history, as_of) or history.started_on
    slow = slow_model.stands(history, as_of, slow_model.Rules())
    if last >= settled_since(as_of):
        assert slow.status == VisitStatus.PAUSED or (slow.days_overdue or 0) <= 0


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_the_settled_day_is_the_first_that_settles_a_month(as_of: date) -> None:
    first = settled_since(as_of)
    assert slow_model.months_later(first, 1) >= as_of
    assert slow_model.months_later(first - DAY, 1) < as_of


@given(
    st.integers(-3, 100) | st.none(), st.integers(1, 60), st.integers(0, 120)
)  # fmt: skip
def test_a_move_keeps_the_visits_when_the_next_comes_within_its_days(
    visited: int | None, days: int, asked: int
) -> None:
    move = Move(1, date(2026, 3, 1), "placement")
    as_of = move.on + timedelta(days=asked)
    next_held = None if visited is None else move.on + timedelta(days=visited)
    # Day by day: the first of them on which a visit was held, if that day has come.
    within = [
        day
        for day in (move.on + timedelta(days=each) for each in range(days + 1))
        if day == next_held and day <= as_of
    ]
    expected = Kept.KEPT if within else Kept.OPEN if asked < days else Kept.LOST
    assert kept(move, next_held, days, as_of) is expected
