"""Who must be told of a concern by when, and what cannot be raised, told, added or closed."""

from datetime import date, timedelta

import pytest

from ivtool.domain.concerns.concerns import (
    Clock,
    ClockState,
    Told,
    clock_state,
    clocks,
    how_told,
    is_late,
    problems_with_closing,
    problems_with_concern,
    problems_with_note,
    problems_with_telling,
    was_told,
)
from ivtool.domain.concerns.vocabulary import ConcernKind, ToldParty

ALLEGATION = ConcernKind.ALLEGATION_ABOUT_VOLUNTEER
WORKER, LADO = ToldParty.SOCIAL_WORKER, ToldParty.LADO
FRIDAY, MONDAY, TODAY = date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 27)
FAR = date(2199, 12, 31)


@pytest.mark.parametrize("kind", ConcernKind)
def test_the_social_worker_is_told_the_same_day_and_of_an_allegation_the_lado_too(
    kind: ConcernKind,
) -> None:
    found = clocks(kind, FRIDAY, [], (), FAR)
    expected = [Clock(WORKER, FRIDAY, None)]
    if kind is ALLEGATION:
        expected.append(Clock(LADO, MONDAY, None))
    assert found == expected


@pytest.mark.parametrize(
    ("raised", "due"),
    [
        ("2026-11-19", "2026-11-20"),
        ("2026-11-20", "2026-11-23"),
        ("2026-11-21", "2026-11-23"),
        ("2026-11-22", "2026-11-23"),
        ("2026-04-01", "2026-04-02"),
        ("2026-04-02", "2026-04-07"),
        ("2026-04-03", "2026-04-07"),
        ("2026-05-22", "2026-05-26"),
        ("2026-08-28", "2026-09-01"),
        ("2026-12-23", "2026-12-24"),
        ("2026-12-24", "2026-12-29"),
        ("2026-12-25", "2026-12-29"),
        ("2027-12-24", "2027-12-29"),
        ("2026-12-31", "2027-01-04"),
    ],
)
def test_the_lado_is_told_by_the_next_working_day(raised: str, due: str) -> None:
    on = date.fromisoformat(raised)
    worker, lado = clocks(ALLEGATION, on, [], (), FAR)
    assert (worker.due_on, lado.due_on) == (on, date.fromisoformat(due))


def test_raised_on_a_friday_the_lado_is_told_on_monday_unless_it_is_a_holiday() -> None:
    for weeks in range(530):
        friday = date(2019, 1, 4) + timedelta(weeks=weeks)
        _, lado = clocks(ALLEGATION, friday, [], (), FAR)
        assert (lado.due_on - friday).days >= 3, friday
        assert lado.due_on.weekday() < 5, friday


def test_a_holiday_of_the_services_own_moves_the_lado_and_never_the_social_worker() -> None:
    worker, lado = clocks(ALLEGATION, FRIDAY, [], {FRIDAY, MONDAY}, FAR)
    assert (worker.due_on, lado.due_on) == (FRIDAY, date(2026, 11, 24))


@pytest.mark.parametrize("party", [WORKER, LADO])
@pytest.mark.parametrize(
    ("days", "waiting", "told"),
    [
        (-1, ClockState.WAITING, ClockState.IN_TIME),
        (0, ClockState.TODAY, ClockState.IN_TIME),
        (1, ClockState.LATE, ClockState.TOLD_LATE),
    ],
)
def test_a_clock_the_day_before_it_is_due_on_the_day_and_after(
    party: ToldParty, days: int, waiting: ClockState, told: ClockState
) -> None:
    clock = Clock(party, MONDAY, None)
    day = MONDAY + timedelta(days=days)
    assert clock_state(clock, day) is waiting
    assert clock_state(clock._replace(told_on=day), FAR) is told
    assert is_late([clock], day) is (waiting is ClockState.LATE)
    assert not is_late([clock._replace(told_on=day)], FAR)


def test_the_first_telling_counts_and_a_later_one_is_not_known_before() -> None:
    told = [(WORKER, MONDAY), (WORKER, FRIDAY), (ToldParty.POLICE, FRIDAY), (WORKER, TODAY)]
    assert clocks(ConcernKind.HEALTH, FRIDAY, told, (), FAR) == [Clock(WORKER, FRIDAY, FRIDAY)]
    late = [(WORKER, MONDAY)]
    before = MONDAY - timedelta(days=1)
    assert clocks(ConcernKind.HEALTH, FRIDAY, late, (), before) == [Clock(WORKER, FRIDAY, None)]
    assert clocks(ConcernKind.HEALTH, FRIDAY, late, (), MONDAY) == [Clock(WORKER, FRIDAY, MONDAY)]


def test_the_police_were_told() -> None:
    assert [was_told(each) for each in ToldParty] == [
        "the social worker was told",
        "the LADO was told",
        "the manager was told",
        "the police were told",
        "somebody else was told",
    ]


@pytest.mark.parametrize(
    ("kind", "on", "child", "volunteer", "words", "codes"),
    [
        (ConcernKind.HEALTH, TODAY, True, False, "x", []),
        (ConcernKind.OTHER, TODAY, False, True, "x", []),
        (ALLEGATION, FRIDAY, False, True, "x", []),
        (ALLEGATION, FRIDAY, True, True, "x", []),
        (ALLEGATION, FRIDAY, True, False, "x", ["concern.no_volunteer"]),
        (ALLEGATION, FRIDAY, False, False, "x", ["concern.no_volunteer"]),
        (ConcernKind.MISSING, FRIDAY, False, False, "x", ["concern.about_nobody"]),
        (ConcernKind.MISSING, FRIDAY, True, False, None, ["concern.no_words"]),
        (ConcernKind.MISSING, FRIDAY, True, False, "", ["concern.no_words"]),
        (ConcernKind.MISSING, TODAY + timedelta(days=1), True, False, "x", ["concern.in_future"]),
        (ALLEGATION, TODAY + timedelta(days=1), False, False, None,
         ["concern.in_future", "concern.no_volunteer", "concern.no_words"]),
    ],
)  # fmt: skip
def test_a_concern_that_cannot_be_raised(
    kind: ConcernKind, on: date, child: bool, volunteer: bool, words: str | None, codes: list[str]
) -> None:
    found = problems_with_concern(kind, on, child, volunteer, words, TODAY)
    assert [each.code for each in found] == codes


@pytest.mark.parametrize(
    ("on", "told", "codes"),
    [
        (MONDAY, [], []),
        (TODAY, [(WORKER, MONDAY), (LADO, TODAY)], []),
        (MONDAY, [(WORKER, MONDAY)], ["concern.told_already"]),
        (FRIDAY, [], []),
        (FRIDAY - timedelta(days=1), [], ["concern.out_of_order"]),
        (TODAY + timedelta(days=1), [], ["concern.in_future"]),
    ],
)
def test_a_telling_that_cannot_be(
    on: date, told: list[tuple[ToldParty, date]], codes: list[str]
) -> None:
    found = problems_with_telling("K-1", WORKER, on, FRIDAY, told, TODAY)
    assert [each.code for each in found] == codes


@pytest.mark.parametrize(
    ("on", "closed", "words", "codes"),
    [
        (TODAY, None, "x", []),
        (TODAY, TODAY, "x", ["concern.closed_already"]),
        (TODAY, None, None, ["concern.no_words"]),
        (FRIDAY - timedelta(days=1), None, "x", ["concern.out_of_order"]),
    ],
)
def test_a_note_that_cannot_be(
    on: date, closed: date | None, words: str | None, codes: list[str]
) -> None:
    found = problems_with_note("K-1", on, FRIDAY, closed, words, TODAY)
    assert [each.code for each in found] == codes


TOLD = [Clock(WORKER, FRIDAY, FRIDAY), Clock(LADO, MONDAY, TODAY)]
NOT_TOLD = [Clock(WORKER, FRIDAY, None), Clock(LADO, MONDAY, None)]


@pytest.mark.parametrize(
    ("on", "closed", "noted", "found", "words", "codes"),
    [
        (TODAY, None, None, TOLD, "x", []),
        (TODAY, None, TODAY, TOLD, "x", []),
        (MONDAY, None, TODAY, TOLD, "x", ["concern.out_of_order"]),
        (TODAY, None, None, NOT_TOLD, "x", ["concern.not_told", "concern.not_told"]),
        (TODAY, None, None, NOT_TOLD[:1], None, ["concern.not_told", "concern.no_words"]),
        (TODAY, MONDAY, None, TOLD, "x", ["concern.closed_already"]),
        (TODAY + timedelta(days=1), None, None, TOLD, "x", ["concern.in_future"]),
        (FRIDAY - timedelta(days=1), None, MONDAY, NOT_TOLD, "x", ["concern.out_of_order"]),
    ],
)
def test_a_closing_that_cannot_be(
    on: date,
    closed: date | None,
    noted: date | None,
    found: list[Clock],
    words: str | None,
    codes: list[str],
) -> None:
    problems = problems_with_closing("K-1", on, FRIDAY, closed, noted, found, words, TODAY)
    assert [each.code for each in problems] == codes


def test_what_was_not_told_says_how_to_tell() -> None:
    found = problems_with_closing("K-3", TODAY, FRIDAY, None, None, NOT_TOLD, "x", TODAY)
    assert [each.hint for each in found] == [
        "ivtool concern told K-3 social_worker",
        "ivtool concern told K-3 lado",
    ]
    assert found[1].message == "the LADO was not told by Fri 27 Nov 2026"


OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
SATURDAY = date(2026, 10, 31)
IN_TIME, LATE, WAITING = Told.IN_TIME, Told.LATE, Told.WAITING


@pytest.mark.parametrize(
    ("kind", "worker", "lado", "in_october", "in_november"),
    [
        # Raised on the last day of October, a Saturday: the LADO by Monday the second.
        (ConcernKind.HEALTH, 0, None, IN_TIME, None),
        (ConcernKind.HEALTH, 2, None, LATE, None),
        (ConcernKind.HEALTH, None, None, LATE, None),
        (ALLEGATION, 0, 0, None, IN_TIME),
        (ALLEGATION, 0, 2, WAITING, IN_TIME),
        (ALLEGATION, 0, 3, WAITING, LATE),
        (ALLEGATION, 0, None, WAITING, LATE),
        (ALLEGATION, 2, 2, LATE, None),
        (ALLEGATION, 1, None, LATE, None),
    ],
)
def test_a_concern_counts_in_the_month_in_which_a_limit_ended(
    kind: ConcernKind,
    worker: int | None,
    lado: int | None,
    in_october: Told | None,
    in_november: Told | None,
) -> None:
    told = [
        (party, SATURDAY + timedelta(days=days))
        for party, days in ((WORKER, worker), (LADO, lado))
        if days is not None
    ]
    for (first, last), expected in ((OCTOBER, in_october), (NOVEMBER, in_november)):
        found = clocks(kind, SATURDAY, told, (), last)
        assert how_told(found, first, last, last) is expected
    # One counts in one month, and both months together are what they are.
    found = clocks(kind, SATURDAY, told, (), NOVEMBER[1])
    assert how_told(found, OCTOBER[0], NOVEMBER[1], NOVEMBER[1]) is not None


def test_today_is_not_over_and_the_last_day_of_a_month_is() -> None:
    found = clocks(ConcernKind.HEALTH, FRIDAY, [], (), FRIDAY)
    assert how_told(found, *NOVEMBER, FRIDAY) is WAITING
    assert how_told(found, *NOVEMBER, FRIDAY + timedelta(days=1)) is LATE
    last = clocks(ConcernKind.HEALTH, NOVEMBER[1], [], (), NOVEMBER[1])
    assert how_told(last, *NOVEMBER, NOVEMBER[1]) is LATE
    in_time = clocks(ConcernKind.HEALTH, FRIDAY, [(WORKER, FRIDAY)], (), FRIDAY)
    assert how_told(in_time, *NOVEMBER, FRIDAY) is IN_TIME


@pytest.mark.parametrize(
    ("raised_at", "told_at", "now", "codes"),
    [
        (None, None, None, []),
        ("09:00", "09:00", "09:00", []),
        ("09:00", "08:59", None, ["concern.out_of_order"]),
        ("09:00", None, "09:00", []),
        (None, "08:59", "08:59", []),
        (None, "09:01", "09:00", ["concern.in_future"]),
        ("09:02", "09:01", "09:00", ["concern.in_future", "concern.out_of_order"]),
        (None, "23:59", None, []),
    ],
)
def test_times_are_looked_at_like_days(
    raised_at: str | None, told_at: str | None, now: str | None, codes: list[str]
) -> None:
    at = {"told_at": told_at, "raised_at": raised_at, "now": now}
    found = problems_with_telling("K-1", WORKER, TODAY, TODAY, [], TODAY, **at)
    assert [each.code for each in found] == codes
    # On a day that is over every time has been.
    found = problems_with_telling("K-1", WORKER, FRIDAY, FRIDAY, [], TODAY, **at)
    assert [each.code for each in found] == [each for each in codes if "order" in each]
    raised = problems_with_concern(
        ConcernKind.HEALTH,
        TODAY,
        about_child=True,
        about_volunteer=False,
        words="x",
        today=TODAY,
        raised_at=told_at,
        now=now,
    )
    assert [each.code for each in raised] == [each for each in codes if "future" in each]
