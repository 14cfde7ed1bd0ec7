"""The one definition of overdue: the worked example, every edge, and a slow model beside it."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
import slow_model
from hypothesis import given
from hypothesis import strategies as st
from slow_model import History

from ivtool.domain.visits.visits import (
    Pause,
    Standing,
    VisitRules,
    due_after_pauses,
    minutes_said,
    next_due,
    problems_with_nth,
    problems_with_plan,
    problems_with_visit,
    standing,
)
from ivtool.domain.visits.vocabulary import OverdueLevel, VisitKind, VisitOutcome, VisitStatus

RULES = VisitRules()
TODAY = date(2026, 11, 22)
START = date(2026, 1, 5)
DAY = timedelta(days=1)


def d(text: str) -> date:
    """A day of 2026, `4-20`, or of the year named before it."""
    parts = [int(part) for part in text.split("-")]
    return date(*parts) if len(parts) == 3 else date(2026, parts[0], parts[1])


def pause(begin: str, until: str | None = None) -> Pause:
    return Pause(d(begin), None if until is None else d(until))


def at(as_of: str, last: str | None = None, *pauses: Pause, rules: VisitRules = RULES) -> Standing:
    found = standing(START, None if last is None else d(last), pauses, rules, d(as_of))
    return found._replace(overdue_on=None)


def test_the_worked_example_is_within_grace_on_1_may_and_amber_on_5_may() -> None:
    example = pause("4-10", "4-16")
    assert at("5-1", "3-20", example) == Standing(d("3-20"), d("4-27"), 4, VisitStatus.OK)
    assert at("5-5", "3-20", example) == Standing(
        d("3-20"), d("4-27"), 8, VisitStatus.OVERDUE, OverdueLevel.AMBER
    )


@pytest.mark.parametrize(
    ("days", "status", "level"),
    [
        (-1, VisitStatus.OK, None),
        (0, VisitStatus.OK, None),
        (6, VisitStatus.OK, None),
        (7, VisitStatus.OK, None),
        (8, VisitStatus.OVERDUE, OverdueLevel.AMBER),
        (29, VisitStatus.OVERDUE, OverdueLevel.AMBER),
        (30, VisitStatus.OVERDUE, OverdueLevel.RED),
        (31, VisitStatus.OVERDUE, OverdueLevel.RED),
        (59, VisitStatus.OVERDUE, OverdueLevel.RED),
        (60, VisitStatus.OVERDUE, OverdueLevel.ESCALATE),
        (61, VisitStatus.OVERDUE, OverdueLevel.ESCALATE),
        (400, VisitStatus.OVERDUE, OverdueLevel.ESCALATE),
    ],
)
def test_the_levels_turn_on_their_days(
    days: int, status: VisitStatus, level: OverdueLevel | None
) -> None:
    due = date(2026, 4, 20)
    found = standing(START, d("3-20"), (), RULES, due + timedelta(days=days))
    assert found == Standing(d("3-20"), due, days, status, level, d("4-28"))


def test_the_levels_are_policy() -> None:
    rules = VisitRules(grace_days=0, red_days=2, escalate_days=3)
    due = date(2026, 4, 20)
    levels = [standing(START, d("3-20"), (), rules, due + n * DAY).level for n in range(4)]
    assert levels == [None, OverdueLevel.AMBER, OverdueLevel.RED, OverdueLevel.ESCALATE]


@pytest.mark.parametrize(
    ("last", "months", "due"),
    [
        ("2026-1-28", 1, "2026-2-28"),
        ("2026-1-29", 1, "2026-2-28"),
        ("2026-1-30", 1, "2026-2-28"),
        ("2026-1-31", 1, "2026-2-28"),
        ("2026-2-1", 1, "2026-3-1"),
        ("2024-1-29", 1, "2024-2-29"),
        ("2024-1-31", 1, "2024-2-29"),
        ("2024-2-29", 1, "2024-3-29"),
        ("2024-2-29", 12, "2025-2-28"),
        ("2026-2-28", 1, "2026-3-28"),
        ("2026-3-31", 1, "2026-4-30"),
        ("2026-12-31", 1, "2027-1-31"),
        ("2026-12-31", 2, "2027-2-28"),
        ("2026-11-30", 3, "2027-2-28"),
    ],
)
def test_months_end_where_the_calendar_does(last: str, months: int, due: str) -> None:
    assert next_due(START, d(last), months) == d(due)
    assert next_due(d(last), None, months) == d(due)


def test_never_visited_counts_from_the_start() -> None:
    assert at("2-5") == Standing(None, d("2-5"), 0, VisitStatus.OK)
    assert at("2-12").status is VisitStatus.OK
    assert at("2-13") == Standing(None, d("2-5"), 8, VisitStatus.OVERDUE, OverdueLevel.AMBER)


def test_a_match_that_starts_today_is_due_in_a_month() -> None:
    assert at("1-5") == Standing(None, d("2-5"), -31, VisitStatus.OK)


def test_an_interval_of_its_own_counts_in_its_months() -> None:
    rules = VisitRules(every_months=2)
    assert at("5-27", "3-20", rules=rules) == Standing(d("3-20"), d("5-20"), 7, VisitStatus.OK)
    assert at("5-28", "3-20", rules=rules).level is OverdueLevel.AMBER


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([], "4-20"),
        # Over before the last visit; its last day is the visit's; it begins on the visit's day.
        ([pause("3-1", "3-19")], "4-20"),
        ([pause("3-1", "3-20")], "4-20"),
        ([pause("3-1", "3-21")], "4-21"),
        ([pause("3-20", "3-20")], "4-20"),
        ([pause("3-20", "3-21")], "4-21"),
        ([pause("3-21", "3-21")], "4-21"),
        # Before the due day, across it, on it, the day after it.
        ([pause("4-10", "4-16")], "4-27"),
        ([pause("4-19", "4-19")], "4-21"),
        ([pause("4-19", "4-25")], "4-27"),
        ([pause("4-20", "4-20")], "4-21"),
        ([pause("4-21", "4-30")], "4-20"),
        # Touching: the second begins on the due day that the first has moved, or a day later.
        ([pause("4-10", "4-16"), pause("4-17", "4-18")], "4-29"),
        ([pause("4-10", "4-16"), pause("4-27", "4-28")], "4-29"),
        ([pause("4-10", "4-16"), pause("4-28", "4-29")], "4-27"),
        ([pause("4-20", "4-20"), pause("4-21", "4-21")], "4-22"),
        # Three in a row, given in any order; the one after a gap is out of reach.
        ([pause("4-21", "4-22"), pause("4-1", "4-1"), pause("4-24", "4-24")], "4-23"),
        ([pause("4-24", "4-24"), pause("4-22", "4-22"), pause("4-1", "4-2")], "4-23"),
    ],
)
def test_pauses_move_the_due_day(pauses: Sequence[Pause], due: str) -> None:
    assert due_after_pauses(d("4-20"), d("3-20"), pauses) == d(due)
    found = at("11-22", "3-20", *pauses)
    later = [each for each in pauses if each.from_on > d(due)]
    stopped = sum((each.until_on - each.from_on).days + 1 for each in later if each.until_on)
    assert (found.due_on, found.days_overdue) == (d(due), (TODAY - d(due)).days - stopped)


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("7-9", VisitStatus.OVERDUE),
        ("7-10", VisitStatus.PAUSED),
        ("7-16", VisitStatus.PAUSED),
        ("7-17", VisitStatus.OVERDUE),
    ],
)
def test_on_both_ends_of_a_pause_a_match_is_paused(as_of: str, status: VisitStatus) -> None:
    found = at(as_of, "3-20", pause("7-10", "7-16"))
    assert (found.status, found.due_on) == (status, d("4-20"))
    assert (found.days_overdue is None) is (status is VisitStatus.PAUSED)
    assert (found.level is None) is (status is VisitStatus.PAUSED)


def test_in_a_pause_with_an_end_the_due_day_is_known() -> None:
    assert at("4-12", "3-20", pause("4-10", "4-16")) == Standing(
        d("3-20"), d("4-27"), None, VisitStatus.PAUSED
    )


def test_in_an_open_pause_no_due_day_is_known() -> None:
    assert at("4-10", "3-20", pause("4-10")) == Standing(d("3-20"), None, None, VisitStatus.PAUSED)
    assert at("11-22", "3-20", pause("3-1")) == Standing(d("3-20"), None, None, VisitStatus.PAUSED)


def test_a_pause_that_has_not_begun_is_not_known() -> None:
    assert at("4-9", "3-20", pause("4-10")) == Standing(d("3-20"), d("4-20"), -11, VisitStatus.OK)
    assert at("4-9", "3-20", pause("4-10", "4-16")).due_on == d("4-20")


def test_the_clock_stops_in_a_pause_begun_after_the_due_day() -> None:
    # The worked figure: due 13 July, ill 20 July to 31 August.
    ill = pause("7-20", "8-31")
    assert at("7-19", "6-13", ill) == Standing(d("6-13"), d("7-13"), 6, VisitStatus.OK)
    assert at("8-31", "6-13", ill) == Standing(d("6-13"), d("7-13"), None, VisitStatus.PAUSED)
    assert at("9-1", "6-13", ill) == Standing(d("6-13"), d("7-13"), 7, VisitStatus.OK)
    assert at("9-2", "6-13", ill) == Standing(
        d("6-13"), d("7-13"), 8, VisitStatus.OVERDUE, OverdueLevel.AMBER
    )


@pytest.mark.parametrize(
    ("pauses", "days"),
    [
        ([], 41),
        # On the due day itself it moves the due day; the day after it stops the clock.
        ([pause("4-20", "4-29")], 31),
        ([pause("4-21", "4-30")], 31),
        # Several, one that touches today, one not begun; and one that moved the due day before.
        ([pause("4-21", "4-22"), pause("5-1", "5-3"), pause("5-30", "5-30")], 35),
        ([pause("4-10", "4-16"), pause("4-28", "5-1")], 30),
        ([pause("6-1", "6-9")], 41),
    ],
)
def test_days_overdue_are_the_unpaused_ones(pauses: Sequence[Pause], days: int) -> None:
    assert at("5-31", "3-20", *pauses).days_overdue == days


@pytest.mark.parametrize(
    ("pauses", "day"),
    [
        ([], "4-28"),
        ([pause("4-10", "4-16")], "5-5"),
        # The whole of a pause that begins within the days of grace, or on their last, puts it off.
        ([pause("4-21", "4-30")], "5-8"),
        ([pause("4-28", "4-30")], "5-1"),
        ([pause("4-29", "4-30")], "4-28"),
        ([pause("4-22", "4-23"), pause("4-30", "5-1"), pause("5-3", "5-9")], "5-2"),
    ],
)
def test_the_day_on_which_it_is_overdue_is_put_off_by_pauses(
    pauses: Sequence[Pause], day: str
) -> None:
    found = standing(START, d("3-20"), pauses, RULES, d("11-22"))
    assert found.overdue_on == d(day)
    for as_of, overdue in ((d(day) - DAY, False), (d(day), True)):
        stands = standing(START, d("3-20"), pauses, RULES, as_of)
        assert (stands.status is VisitStatus.OVERDUE) == overdue


def test_a_due_day_already_past_is_kept_in_an_open_pause() -> None:
    assert at("9-1", "3-20", pause("4-21")).due_on == d("4-20")
    assert at("9-1", "3-20", pause("4-20")).due_on is None


def test_a_pause_begun_by_now_runs_to_its_last_day() -> None:
    assert at("4-10", "3-20", pause("4-10", "4-16")).due_on == d("4-27")


@pytest.mark.parametrize(
    ("visited", "ended", "codes"),
    [
        (START - DAY, None, ["visit.before_start"]),
        (START, None, []),
        (TODAY, None, []),
        (TODAY + DAY, None, ["visit.in_future"]),
        (d("5-31"), d("6-1"), []),
        (d("6-1"), d("6-1"), []),
        (d("6-2"), d("6-1"), ["visit.after_end"]),
        (TODAY + DAY, d("6-1"), ["visit.in_future", "visit.after_end"]),
    ],
)
def test_a_visit_lies_between_the_start_and_the_ending_day(
    visited: date, ended: date | None, codes: list[str]
) -> None:
    problems = problems_with_visit(visited, None, None, START, ended, TODAY)
    assert [problem.code for problem in problems] == codes


def test_no_visit_belongs_to_a_match_that_has_not_started() -> None:
    [problem] = problems_with_visit(TODAY, None, None, None, None, TODAY)
    assert problem.code == "visit.match_not_started"


@pytest.mark.parametrize(
    ("minutes", "mood", "codes"),
    [
        (None, None, []),
        (1, 1, []),
        (1440, 5, []),
        (1441, 3, ["visit.minutes"]),
        (-1, 3, ["visit.minutes"]),
        (90, 0, ["visit.mood"]),
        (90, 6, ["visit.mood"]),
        (90, -1, ["visit.mood"]),
        (10**30, 10**30, ["visit.minutes", "visit.mood"]),
    ],
)
def test_a_day_has_1440_minutes_and_a_mood_is_1_to_5(
    minutes: int | None, mood: int | None, codes: list[str]
) -> None:
    problems = problems_with_visit(TODAY, minutes, mood, START, None, TODAY)
    assert [problem.code for problem in problems] == codes


def test_the_next_visit_is_planned_after_this_one() -> None:
    assert problems_with_plan(None, TODAY) == []
    assert problems_with_plan(TODAY + DAY, TODAY) == []
    assert [problem.code for problem in problems_with_plan(TODAY, TODAY)] == [
        "visit.planned_before"
    ]


@st.composite
def histories(draw: st.DrawFn) -> tuple[History, date]:
    """A match's history and a day on which it is live."""
    start = draw(st.dates(date(2023, 1, 1), date(2026, 1, 1)))
    as_of = start + timedelta(days=draw(st.integers(0, 400)))
    gaps = draw(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40)), max_size=6))
    pauses: list[tuple[date, date | None]] = []
    begin = start
    for gap, length in gaps:
        begin += timedelta(days=gap)
        pauses.append((begin, begin + timedelta(days=length)))
        begin += timedelta(days=length + 1)
    if draw(st.booleans()):
        pauses.append((begin + timedelta(days=draw(st.integers(0, 90))), None))
    offsets = draw(st.lists(st.integers(0, 420), max_size=8, unique=True))
    outcomes = st.sampled_from(("held", "held", "called_off", "missed"))
    visits = tuple((start + timedelta(days=each), draw(outcomes)) for each in offsets)
    every = draw(st.sampled_from((1, 1, 1, 2, 3, 6, 12)))
    return History(start, None, visits, tuple(pauses), every_months=every), as_of


@given(histories(), st.integers(0, 20), st.integers(1, 60), st.integers(0, 60))
def test_standing_agrees_with_the_walk_of_days(
    drawn: tuple[History, date], grace: int, red: int, more: int
) -> None:
    history, as_of = drawn
    slow = slow_model.stands(history, as_of, slow_model.Rules(grace, red, red + more))
    rules = VisitRules(history.every_months, grace, red, red + more)
    held = history.held(as_of)
    quick = standing(
        history.started_on,
        held[-1] if held else None,
        [Pause(*span) for span in history.pauses],
        rules,
        as_of,
    )
    assert (quick.status, quick.level) == (slow.status, slow.level)
    assert (quick.last_visit_on, quick.days_overdue) == (slow.last_visit_on, slow.days_overdue)
    assert quick.due_on == slow.due_on


@pytest.mark.parametrize(
    ("nth", "kind", "outcome", "codes"),
    [
        (1, VisitKind.VISIT, VisitOutcome.HELD, []),
        (2, VisitKind.VISIT, VisitOutcome.HELD, ["visit.held_twice"]),
        (2, VisitKind.VISIT, VisitOutcome.MISSED, []),
        (2, VisitKind.PHONE, VisitOutcome.HELD, []),
        (99, VisitKind.PHONE, VisitOutcome.HELD, []),
        (100, VisitKind.PHONE, VisitOutcome.HELD, ["visit.nth"]),
        (0, VisitKind.VISIT, VisitOutcome.HELD, ["visit.nth"]),
        (-1, VisitKind.PHONE, VisitOutcome.HELD, ["visit.nth"]),
    ],
)
def test_a_match_has_one_held_visit_a_day(
    nth: int, kind: VisitKind, outcome: VisitOutcome, codes: list[str]
) -> None:
    assert [each.code for each in problems_with_nth(nth, kind, outcome)] == codes


@pytest.mark.parametrize("outcome", VisitOutcome)
def test_no_minutes_say_nothing_of_what_was_not_held(outcome: VisitOutcome) -> None:
    assert minutes_said(0, outcome) == (0 if outcome is VisitOutcome.HELD else None)
    assert minutes_said(30, outcome) == 30
    assert minutes_said(None, outcome) is None
