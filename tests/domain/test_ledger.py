"""The ledger: which months are due, what became of them, and a slow model beside it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import slow_model
from hypothesis import given
from hypothesis import strategies as st
from slow_model import History, YearMonth

from ivtool.domain.days import Month
from ivtool.domain.visits.ledger import (
    LedgerFacts,
    LedgerLine,
    RulesOn,
    days_expected,
    ledger,
    ledger_line,
    percentage,
    still_due,
    totals,
)
from ivtool.domain.visits.visits import Interval, Pause, VisitRules
from ivtool.domain.visits.vocabulary import MonthState

RULES = VisitRules()
MARCH = Month(2026, 3)
APRIL = Month(2026, 4)
LATER = date(2026, 12, 31)


def facts(
    started: date = date(2026, 1, 5),
    ended: date | None = None,
    pauses: Iterable[tuple[date, date | None]] = (),
    held: Iterable[Month] = (),
    called_off: Iterable[Month] = (),
    excused: Iterable[Month] = (),
    intervals: Iterable[Interval] = (),
) -> LedgerFacts:
    return LedgerFacts(
        started,
        ended,
        [Pause(*span) for span in pauses],
        Counter(held),
        frozenset(called_off),
        frozenset(excused),
        list(intervals),
    )


def always(rules: VisitRules) -> RulesOn:
    """These rules on every day, but for a match's own interval."""
    return lambda _, own: rules._replace(every_months=own or rules.every_months)


def changed(on: date, **values: int) -> RulesOn:
    """The default rules until a day, and others from then on."""
    return lambda day, _: RULES._replace(**values) if day >= on else RULES


def state(known: LedgerFacts, month: Month = APRIL, as_of: date = LATER) -> MonthState:
    return ledger_line(known, month, RULES, as_of).state


@pytest.mark.parametrize(
    ("started", "days", "due"),
    [
        (date(2026, 4, 15), 16, True),
        (date(2026, 4, 16), 15, True),
        (date(2026, 4, 17), 14, False),
        (date(2026, 4, 30), 1, False),
        (date(2026, 5, 1), 0, False),
    ],
)
def test_a_month_is_due_from_fifteen_days_after_a_start(
    started: date, days: int, due: bool
) -> None:
    assert days_expected(facts(started), APRIL) == days
    assert ledger_line(facts(started), APRIL, RULES, LATER).due is due


@pytest.mark.parametrize(
    ("ended", "days", "due"),
    [
        (date(2026, 4, 17), 16, True),
        (date(2026, 4, 16), 15, True),
        (date(2026, 4, 15), 14, False),
        (date(2026, 4, 1), 0, False),
        (date(2026, 5, 1), 30, True),
        (date(2026, 3, 15), 0, False),
    ],
)
def test_a_match_is_live_to_the_day_before_it_ended(ended: date, days: int, due: bool) -> None:
    assert days_expected(facts(ended=ended), APRIL) == days
    assert ledger_line(facts(ended=ended), APRIL, RULES, LATER).due is due


@pytest.mark.parametrize(
    ("pauses", "days", "due"),
    [
        ([(date(2026, 4, 1), date(2026, 4, 14))], 16, True),
        ([(date(2026, 4, 1), date(2026, 4, 15))], 15, True),
        ([(date(2026, 4, 1), date(2026, 4, 16))], 14, False),
        ([(date(2026, 3, 1), date(2026, 4, 16))], 14, False),
        ([(date(2026, 4, 15), date(2026, 6, 1))], 14, False),
        ([(date(2026, 4, 16), None)], 15, True),
        ([(date(2026, 4, 15), None)], 14, False),
        ([(date(2026, 3, 1), None)], 0, False),
        ([(date(2026, 3, 1), date(2026, 3, 31))], 30, True),
        ([(date(2026, 5, 1), None)], 30, True),
        ([(date(2026, 4, 1), date(2026, 4, 8)), (date(2026, 4, 9), date(2026, 4, 15))], 15, True),
        ([(date(2026, 4, 1), date(2026, 4, 8)), (date(2026, 4, 23), None)], 14, False),
    ],
)
def test_paused_days_are_not_days_of_a_month(
    pauses: list[tuple[date, date | None]], days: int, due: bool
) -> None:
    assert days_expected(facts(pauses=pauses), APRIL) == days
    assert ledger_line(facts(pauses=pauses), APRIL, RULES, LATER).due is due


def test_pauses_before_the_start_and_after_the_ending_take_nothing_twice() -> None:
    known = facts(
        date(2026, 4, 10),
        date(2026, 4, 28),
        [(date(2026, 4, 5), date(2026, 4, 11)), (date(2026, 4, 27), None)],
    )
    assert days_expected(known, APRIL) == 15


@pytest.mark.parametrize(
    ("known", "found"),
    [
        (facts(), MonthState.MISSED),
        (facts(called_off=[APRIL]), MonthState.ATTEMPTED),
        (facts(called_off=[APRIL], excused=[APRIL]), MonthState.EXCUSED),
        (facts(held=[APRIL], called_off=[APRIL], excused=[APRIL]), MonthState.DONE),
        (facts(called_off=[MARCH], excused=[MARCH], held=[MARCH]), MonthState.MISSED),
        (facts(date(2026, 4, 20), excused=[APRIL], called_off=[APRIL]), MonthState.NOT_DUE),
        (facts(date(2026, 4, 20), held=[APRIL]), MonthState.DONE),
    ],
)
def test_the_first_state_that_applies_is_a_months_state(
    known: LedgerFacts, found: MonthState
) -> None:
    assert state(known) is found


@pytest.mark.parametrize(
    ("as_of", "plain", "attempted", "excused", "done"),
    [
        (date(2026, 4, 1), "open", "open", "excused", "done"),
        (date(2026, 4, 29), "open", "open", "excused", "done"),
        (date(2026, 4, 30), "missed", "attempted", "excused", "done"),
        (date(2026, 5, 1), "missed", "attempted", "excused", "done"),
    ],
)
def test_a_month_has_ended_on_its_last_day(
    as_of: date, plain: str, attempted: str, excused: str, done: str
) -> None:
    known = [facts(), facts(called_off=[APRIL]), facts(excused=[APRIL]), facts(held=[APRIL])]
    found = [state(each, as_of=as_of) for each in known]
    assert found == [plain, attempted, excused, done]


def test_the_running_month_is_judged_whole() -> None:
    begun = facts(date(2026, 4, 16))
    assert state(begun, as_of=date(2026, 4, 16)) is MonthState.OPEN
    paused = facts(pauses=[(date(2026, 4, 2), date(2026, 4, 17))])
    assert state(paused, as_of=date(2026, 4, 2)) is MonthState.NOT_DUE


@pytest.mark.parametrize(
    ("every", "started", "held", "due"),
    [
        (1, date(2026, 4, 1), [MARCH], True),
        (2, date(2026, 3, 31), [], True),
        (2, date(2026, 4, 1), [], False),
        (2, date(2026, 1, 5), [MARCH], False),
        (2, date(2026, 1, 5), [Month(2026, 2)], True),
        (3, date(2026, 2, 28), [], True),
        (3, date(2026, 3, 1), [], False),
        (3, date(2025, 1, 5), [Month(2026, 2)], False),
        (3, date(2025, 1, 5), [Month(2026, 1)], True),
        (12, date(2025, 5, 31), [], True),
        (12, date(2025, 6, 1), [], False),
        (12, date(2024, 1, 1), [Month(2025, 5)], False),
        (12, date(2024, 1, 1), [Month(2025, 4)], True),
    ],
)
def test_an_interval_asks_for_months_before_without_a_visit(
    every: int, started: date, held: list[Month], due: bool
) -> None:
    known = facts(started, held=held)
    assert ledger_line(known, APRIL, VisitRules(every_months=every), LATER).due is due


def test_lines_run_from_the_month_of_the_start_to_that_of_the_ending() -> None:
    known = facts(date(2026, 2, 20), date(2026, 4, 1), held=[APRIL])
    lines = ledger(known, Month(2025, 1), Month(2027, 1), always(RULES), LATER)
    assert lines == [
        LedgerLine(Month(2026, 2), MonthState.NOT_DUE, due=False, visits_held=0),
        LedgerLine(MARCH, MonthState.MISSED, due=True, visits_held=0),
        LedgerLine(APRIL, MonthState.DONE, due=False, visits_held=1),
    ]


def test_lines_stop_at_the_running_month_and_at_the_months_asked_for() -> None:
    known = facts()
    months = [
        line.month for line in ledger(known, MARCH, LATER_MONTH, always(RULES), date(2026, 5, 1))
    ]
    assert months == [MARCH, APRIL, Month(2026, 5)]
    assert [line.month for line in ledger(known, MARCH, MARCH, always(RULES), LATER)] == [MARCH]
    assert ledger(known, Month(2025, 1), Month(2025, 12), always(RULES), LATER) == []


LATER_MONTH = Month(2027, 1)


@pytest.mark.parametrize(
    ("as_of", "found"),
    [
        # March is over and was judged by one month; in April, while it runs, today counts.
        (date(2026, 3, 31), ["missed"]),
        (date(2026, 4, 9), ["missed", "open"]),
        (date(2026, 4, 10), ["missed", "not_due"]),
        (date(2026, 4, 30), ["missed", "not_due"]),
    ],
)
def test_an_interval_changes_no_earlier_month(as_of: date, found: list[str]) -> None:
    known = facts(held=[Month(2026, 2)], intervals=[Interval(date(2026, 4, 10), 3)])
    lines = ledger(known, MARCH, LATER_MONTH, always(RULES), as_of)
    assert [line.state.value for line in lines] == found


def test_the_service_s_own_change_rewrites_no_earlier_month() -> None:
    known = facts(
        pauses=[(date(2026, 3, 1), date(2026, 3, 16)), (date(2026, 4, 1), date(2026, 4, 14))]
    )
    # 15 unpaused days in March, 16 in April.
    from_april = changed(date(2026, 4, 30), min_days_for_month=17)
    assert [line.due for line in ledger(known, MARCH, APRIL, from_april, LATER)] == [True, False]
    from_may = changed(date(2026, 5, 1), min_days_for_month=17)
    assert [line.due for line in ledger(known, MARCH, APRIL, from_may, LATER)] == [True, True]
    every_two = changed(date(2026, 4, 1), every_months=2)
    known = facts(held=[MARCH])
    lines = ledger(known, MARCH, APRIL, every_two, LATER)
    assert [(line.state.value, line.due) for line in lines] == [("done", True), ("not_due", False)]


@pytest.mark.parametrize(
    ("pause", "known", "found"),
    [
        # 15 of April's 30 days stay, and 14 do not.
        ((date(2026, 4, 1), date(2026, 4, 15)), {}, [APRIL]),
        ((date(2026, 4, 1), date(2026, 4, 16)), {}, []),
        ((date(2026, 4, 16), None), {}, [APRIL]),
        ((date(2026, 4, 15), None), {}, []),
        # Both ends of a pause over two months, and the month between of a long one.
        ((date(2026, 3, 20), date(2026, 4, 10)), {}, [MARCH, APRIL]),
        ((date(2026, 3, 20), date(2026, 4, 10)), {"held": [MARCH]}, [APRIL]),
        ((date(2026, 3, 20), date(2026, 4, 10)), {"excused": [APRIL]}, [MARCH]),
        ((date(2026, 2, 20), date(2026, 4, 10)), {}, [Month(2026, 2), APRIL]),
        ((date(2026, 4, 1), date(2026, 4, 10)), {"ended": date(2026, 4, 20)}, []),
        # Every two months, and one was held in March.
        ((date(2026, 4, 1), date(2026, 4, 5)),
         {"held": [MARCH], "intervals": [Interval(date(2026, 1, 5), 2)]}, []),
    ],
)  # fmt: skip
def test_a_month_may_stay_due_in_spite_of_a_pause(
    pause: tuple[date, date | None], known: dict[str, Any], found: list[Month]
) -> None:
    asked = facts(pauses=[pause], **known)
    assert still_due(asked, Pause(*pause), always(RULES), date(2026, 4, 5)) == found


def lines(**counts: int) -> list[LedgerLine]:
    return [
        LedgerLine(APRIL, MonthState(name), name != "not_due", int(name == "done"))
        for name, count in counts.items()
        for _ in range(count)
    ]


def test_compliance_is_done_among_due_of_what_is_judged() -> None:
    found = totals(lines(done=31, attempted=6, missed=7, excused=3, open=2, not_due=5))
    assert (found.due, found.done, found.attempted, found.missed) == (49, 31, 6, 7)
    assert (found.excused, found.open, found.compliance_pct) == (3, 2, Decimal("70.5"))


def test_a_visit_in_a_month_that_was_not_due_is_none_of_the_compliance() -> None:
    extra = LedgerLine(APRIL, MonthState.DONE, due=False, visits_held=2)
    assert totals([extra, *lines(missed=1)]).compliance_pct == Decimal("0.0")
    assert totals([extra]).compliance_pct is None


@pytest.mark.parametrize("counts", [{}, {"excused": 3}, {"open": 2, "excused": 1}, {"not_due": 4}])
def test_with_nothing_to_judge_there_is_no_compliance(counts: dict[str, int]) -> None:
    assert totals(lines(**counts)).compliance_pct is None


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 16, "6.3"),
        (1, 2000, "0.1"),
        (1, 2001, "0.0"),
        (9995, 10000, "100.0"),
        (0, 1, "0.0"),
        (1, 1, "100.0"),
    ],
)
def test_percentages_have_one_decimal_half_up(part: int, whole: int, found: str) -> None:
    assert str(percentage(part, whole)) == found


@st.composite
def histories(draw: st.DrawFn) -> tuple[History, date]:
    """A match's history, ended or not, and a day on or after its start."""
    start = draw(st.dates(date(2023, 1, 1), date(2026, 1, 1)))
    as_of = start + timedelta(days=draw(st.integers(0, 400)))
    ended = draw(st.none() | st.integers(0, 420).map(lambda days: start + timedelta(days=days)))
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
    latest = (ended - start).days if ended else 420
    offsets = draw(st.lists(st.integers(0, latest), max_size=10))
    outcomes = st.sampled_from(("held", "called_off", "missed"))
    visits = tuple((start + timedelta(days=each), draw(outcomes)) for each in offsets)
    some = draw(st.lists(st.integers(0, 400), max_size=4))
    days = [start + timedelta(days=each) for each in some]
    excused = frozenset((day.year, day.month) for day in days)
    every = draw(st.sampled_from((1, 1, 1, 2, 3, 12)))
    return History(start, ended, visits, tuple(pauses), excused, every), as_of


def known_on(history: History, as_of: date) -> LedgerFacts:
    def months(outcome: str) -> list[Month]:
        return [Month.of(day) for day, each in history.visits if each == outcome and day <= as_of]

    return facts(
        history.started_on,
        history.ended_on if history.ended_on and history.ended_on <= as_of else None,
        [span for span in history.pauses if span[0] <= as_of],
        months("held"),
        months("called_off"),
        [Month(*month) for month in history.excused],
    )


@given(histories(), st.integers(1, 31))
def test_the_ledger_agrees_with_the_walk_of_days(
    drawn: tuple[History, date], min_days: int
) -> None:
    history, as_of = drawn
    rules = slow_model.Rules(min_days_for_month=min_days)
    slow: list[tuple[YearMonth, str, bool]] = [
        (
            month,
            slow_model.month_state(history, month, as_of, rules),
            slow_model.expected(history, month, as_of, rules),
        )
        for month in slow_model.months_of(history, as_of)
    ]
    quick = ledger(
        known_on(history, as_of),
        Month(2000, 1),
        Month(2100, 1),
        always(VisitRules(history.every_months, min_days_for_month=min_days)),
        as_of,
    )
    assert [(tuple(line.month), line.state.value, line.due) for line in quick] == slow
