"""Matches: where one stands, which days, pauses and excuses are possible, what a resume makes."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.days import Month
from ivtool.domain.matching.matches import (
    is_live,
    match_status,
    overlap,
    problems_with_excuse,
    problems_with_match_dates,
    problems_with_pause,
    resumed,
)
from ivtool.domain.matching.vocabulary import EndingRoute, MatchStatus
from ivtool.domain.visits.visits import Pause
from ivtool.errors import Problem

START = date(2026, 3, 10)
END = date(2026, 6, 10)
TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
FAR = date(2199, 12, 31)


def codes(problems: Sequence[Problem]) -> list[str]:
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("as_of", "live"),
    [(START - DAY, False), (START, True), (END - DAY, True), (END, False), (END + DAY, False)],
)
def test_a_match_is_live_from_its_start_to_the_day_before_it_ended(as_of: date, live: bool) -> None:
    assert is_live(START, END, as_of) is live
    assert is_live(START, None, as_of) is (as_of >= START)
    assert not is_live(None, None, as_of)
    assert not is_live(None, END, as_of)


def test_a_match_that_ended_on_the_day_it_started_was_never_live() -> None:
    assert [is_live(START, START, day) for day in (START - DAY, START, START + DAY)] == [False] * 3


@pytest.mark.parametrize(
    ("started", "ended", "route", "as_of", "status"),
    [
        (None, None, None, TODAY, MatchStatus.PROPOSED),
        (START, None, None, START - DAY, MatchStatus.PROPOSED),
        (START, None, None, START, MatchStatus.LIVE),
        (START, END, EndingRoute.CARE_ENDED, END - DAY, MatchStatus.LIVE),
        (START, END, EndingRoute.CARE_ENDED, END, MatchStatus.ENDED),
        (START, END, EndingRoute.CHILD_OBJECTED, END, MatchStatus.ENDED),
        (START, START, None, START, MatchStatus.ENDED),
        (None, END, EndingRoute.CHILD_OBJECTED, END, MatchStatus.DECLINED),
        (None, END, EndingRoute.CHILD_OBJECTED, END - DAY, MatchStatus.PROPOSED),
        (None, END, EndingRoute.AGREED_END, END, MatchStatus.WITHDRAWN),
        (None, END, None, END, MatchStatus.WITHDRAWN),
    ],
)
def test_a_match_stands_as_was_known_on_the_day(
    started: date | None,
    ended: date | None,
    route: EndingRoute | None,
    as_of: date,
    status: MatchStatus,
) -> None:
    assert match_status(started, ended, route, (), as_of) is status


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        (date(2026, 4, 9), MatchStatus.LIVE),
        (date(2026, 4, 10), MatchStatus.PAUSED),
        (date(2026, 4, 16), MatchStatus.PAUSED),
        (date(2026, 4, 17), MatchStatus.LIVE),
        (date(2026, 5, 31), MatchStatus.LIVE),
        (date(2026, 6, 1), MatchStatus.PAUSED),
        (END - DAY, MatchStatus.PAUSED),
        (END, MatchStatus.ENDED),
    ],
)
def test_both_ends_of_a_pause_are_paused(as_of: date, status: MatchStatus) -> None:
    pauses = [Pause(date(2026, 4, 10), date(2026, 4, 16)), Pause(date(2026, 6, 1), None)]
    assert match_status(START, END, None, pauses, as_of) is status


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ((START, START, START, START), []),
        ((START, None, None, None), []),
        ((START, None, START, None), []),
        ((START, None, None, START), []),
        ((TODAY, TODAY, TODAY, TODAY), []),
        ((START, START - DAY, None, None), ["match.out_of_order"]),
        ((START, None, START - DAY, None), ["match.out_of_order"]),
        ((START, None, START, START - DAY), ["match.out_of_order"]),
        ((START, END, START, None), ["match.out_of_order"]),
        ((START, END, START, START), ["match.out_of_order"]),
        ((TODAY + DAY, None, None, None), ["match.in_future"]),
        ((START, None, START, TODAY + DAY), ["match.in_future"]),
        ((TODAY, None, TODAY + DAY, START), ["match.in_future", "match.out_of_order"]),
    ],
)
def test_a_matchs_days_follow_one_another(
    days: tuple[date, date | None, date | None, date | None], found: list[str]
) -> None:
    assert codes(problems_with_match_dates(*days, TODAY)) == found


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ((START, END), (END, None), False),
        ((START, END), (END - DAY, None), True),
        ((START, END), (START - DAY, START), False),
        ((START, END), (START - DAY, START + DAY), True),
        ((START, None), (TODAY, None), True),
        ((START, END), (START, END), True),
        ((START, END), (END + DAY, END + 9 * DAY), False),
    ],
)
def test_ending_on_the_day_that_another_starts_is_no_overlap(
    one: tuple[date, date | None], other: tuple[date, date | None], share: bool
) -> None:
    assert overlap(one, other) is share
    assert overlap(other, one) is share


APRIL = Pause(date(2026, 4, 10), date(2026, 4, 16))
OPEN = Pause(date(2026, 4, 10), None)


@pytest.mark.parametrize(
    ("pause", "others", "found"),
    [
        (Pause(START, START), [], []),
        (Pause(START, None), [], []),
        (Pause(START, FAR), [], []),
        (Pause(TODAY + DAY, TODAY + 9 * DAY), [], []),
        (Pause(START - DAY, START), [], ["pause.before_start"]),
        (Pause(START + DAY, START), [], ["pause.ends_before_start"]),
        (Pause(APRIL.from_on - DAY, APRIL.from_on - DAY), [APRIL], []),
        (Pause(APRIL.from_on - DAY, APRIL.from_on), [APRIL], ["pause.overlaps"]),
        (Pause(date(2026, 4, 16), None), [APRIL], ["pause.overlaps"]),
        (Pause(date(2026, 4, 17), None), [APRIL], []),
        (Pause(date(2026, 4, 9), None), [APRIL], ["pause.overlaps"]),
        (Pause(date(2026, 4, 12), date(2026, 4, 12)), [APRIL], ["pause.overlaps"]),
        (APRIL, [APRIL], ["pause.overlaps"]),
        (Pause(date(2026, 5, 1), date(2026, 5, 2)), [OPEN], ["pause.overlaps"]),
        (Pause(date(2026, 4, 1), date(2026, 4, 9)), [OPEN], []),
        (Pause(date(2026, 4, 16), date(2026, 4, 20)), [APRIL, Pause(date(2026, 4, 20), None)],
         ["pause.overlaps", "pause.overlaps"]),
    ],
)  # fmt: skip
def test_pauses_of_one_match_never_share_a_day(
    pause: Pause, others: list[Pause], found: list[str]
) -> None:
    assert codes(problems_with_pause(pause, others, START, None, "M-7")) == found


@pytest.mark.parametrize(
    ("started", "ended", "from_on", "found"),
    [
        (None, None, START, ["pause.match_not_started"]),
        (START, END, END - DAY, []),
        (START, END, END, ["pause.after_end"]),
        (START, END, END + DAY, ["pause.after_end"]),
    ],
)
def test_only_a_live_match_is_paused(
    started: date | None, ended: date | None, from_on: date, found: list[str]
) -> None:
    assert codes(problems_with_pause(Pause(from_on, None), (), started, ended, "M-7")) == found


@pytest.mark.parametrize(
    ("on", "until"),
    [
        (date(2026, 4, 11), date(2026, 4, 10)),
        (date(2026, 4, 16), date(2026, 4, 15)),
        (date(2026, 4, 17), date(2026, 4, 16)),
    ],
)
def test_a_pause_ends_the_day_before_visiting_resumes(on: date, until: date) -> None:
    assert resumed(OPEN, on) == Pause(OPEN.from_on, until)


def test_a_pause_resumed_on_its_first_day_never_was() -> None:
    assert resumed(OPEN, OPEN.from_on) is None


@pytest.mark.parametrize(
    ("month", "started", "ended", "found"),
    [
        (Month(2026, 3), START, None, []),
        (Month(2026, 2), START, None, ["excuse.before_start"]),
        (Month(2027, 3), START, None, []),
        (Month(2026, 6), START, END, []),
        (Month(2026, 7), START, END, ["excuse.after_end"]),
        (Month(2026, 6), None, None, ["excuse.match_not_started"]),
    ],
)
def test_a_month_of_the_matchs_own_may_be_excused_the_future_too(
    month: Month, started: date | None, ended: date | None, found: list[str]
) -> None:
    assert codes(problems_with_excuse(month, started, ended)) == found


SPANS = st.tuples(st.integers(0, 40), st.none() | st.integers(0, 40))


@given(SPANS, SPANS)
def test_two_pauses_clash_exactly_when_a_day_lies_in_both(
    one: tuple[int, int | None], other: tuple[int, int | None]
) -> None:
    def pause(span: tuple[int, int | None]) -> Pause:
        begin = START + timedelta(days=span[0])
        return Pause(begin, None if span[1] is None else begin + timedelta(days=span[1]))

    first, second = pause(one), pause(other)
    shared = any(
        first.holds(START + timedelta(days=day)) and second.holds(START + timedelta(days=day))
        for day in range(100)
    )
    assert codes(problems_with_pause(first, [second], START, None, "M-7")) == (
        ["pause.overlaps"] if shared else []
    )
