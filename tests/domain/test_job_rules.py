"""Which days a job makes up for, what is news, and which job is late."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.days import Month
from ivtool.domain.office.jobs import (
    NEVER,
    MonthItem,
    News,
    Receipt,
    anew,
    days_to_run,
    month_of,
    months_to_run,
    news,
    problems_with_jobs,
)
from ivtool.domain.office.records import JobRun, JobTold
from ivtool.domain.office.todo import ToDo, of_job
from ivtool.domain.office.vocabulary import Job, JobOutcome, Source, Urgency

ONE_DAY = timedelta(days=1)
MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 20)


def found(item: str, state: str = "a", degree: int = 1) -> ToDo:
    return ToDo(Source.JOB, Urgency.NOW, degree, item, "", "", item=item, state=state)


def was(item: str, state: str, degree: int, told_on: date) -> JobTold:
    return JobTold(Job.CHECKS, item, state, degree, told_on)


def left(told: list[JobTold], after: News) -> list[JobTold]:
    """What counts as told once a run has told its news."""
    kept = {each.item: each for each in told if each.item not in after.drop}
    return list({**kept, **{each.item: each for each in after.keep}}.values())


@pytest.mark.parametrize(
    ("last", "first", "count"),
    [
        (None, MONDAY, 1),
        (MONDAY, MONDAY, 1),
        (MONDAY + ONE_DAY, MONDAY, 1),
        (MONDAY - ONE_DAY, MONDAY, 1),
        (FRIDAY, date(2026, 11, 21), 3),
        (MONDAY - 31 * ONE_DAY, MONDAY - 30 * ONE_DAY, 31),
        (MONDAY - 32 * ONE_DAY, MONDAY - 30 * ONE_DAY, 31),
    ],
)
def test_the_days_since_the_last_success_are_made_up(
    last: date | None, first: date, count: int
) -> None:
    days = days_to_run(last, MONDAY)
    assert (days[0], days[-1], len(days)) == (first, MONDAY, count)


@pytest.mark.parametrize(
    ("last", "months"),
    [
        (None, ["2026-10"]),
        (date(2026, 10, 31), ["2026-10"]),
        (date(2026, 9, 30), ["2026-10"]),
        (date(2026, 8, 31), ["2026-09", "2026-10"]),
        (date(2020, 8, 31), ["2025-11", "2025-12", *(f"2026-{n:02}" for n in range(1, 11))]),
    ],
)  # fmt: skip
def test_closed_months_are_made_up(last: date | None, months: list[str]) -> None:
    assert [str(month) for month in months_to_run(last, Month(2026, 10))] == months


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (date(2026, 11, 5), "2026-09"),
        (date(2026, 11, 6), "2026-10"),
        (date(2026, 12, 5), "2026-10"),
        (date(2026, 12, 6), "2026-11"),
        (date(2027, 1, 6), "2026-12"),
    ],
)
def test_a_month_is_closed_six_days_after_it_ends(today: date, month: str) -> None:
    assert str(month_of(today, 5)) == month


@pytest.mark.parametrize(
    ("named", "item"),
    [(MonthItem(Month(2026, 10), "M-7"), "M-7 2026-10"), (MonthItem(Month(2026, 1)), "2026-01")],
)
def test_an_item_of_a_month_is_told_by_its_match_and_month(named: MonthItem, item: str) -> None:
    assert named.item == item
    assert MonthItem.of(item) == named


@pytest.mark.parametrize(
    ("told", "now", "is_news"),
    [
        ([], found("M-1"), True),
        ([was("M-1", "a", 1, FRIDAY)], found("M-1"), False),
        ([was("M-1", "a", 2, FRIDAY)], found("M-1", degree=1), False),
        ([was("M-1", "a", 1, FRIDAY)], found("M-1", degree=2), True),
        ([was("M-1", "a", 3, FRIDAY)], found("M-1", "b"), True),
        ([was("M-2", "a", 1, FRIDAY)], found("M-1"), True),
        ([was("M-1", "a", 1, MONDAY + ONE_DAY)], found("M-1"), False),
    ],
)
def test_what_is_news(told: list[JobTold], now: ToDo, is_news: bool) -> None:
    assert bool(news(Job.CHECKS, told, [(MONDAY, [now])], MONDAY).told) is is_news


def test_what_came_and_went_between_two_runs_is_told_once() -> None:
    by_day = [(FRIDAY, [found("M-1")]), (MONDAY - ONE_DAY, []), (MONDAY, [found("M-2")])]
    after = news(Job.CHECKS, [], by_day, MONDAY)
    assert after.told == [(FRIDAY, found("M-1"), False), (MONDAY, found("M-2"), True)]
    assert after.keep == [was("M-2", "a", 1, MONDAY)]


def test_what_got_worse_while_nobody_looked_is_one_line_and_the_worst() -> None:
    by_day = [(FRIDAY, [found("M-1")]), (MONDAY, [found("M-1", degree=2)])]
    assert news(Job.CHECKS, [], by_day, MONDAY).told == [(FRIDAY, found("M-1", degree=2), True)]


def test_what_went_and_came_back_is_told_again() -> None:
    told = [was("M-1", "a", 1, FRIDAY)]
    gone = news(Job.CHECKS, told, [(MONDAY, [])], MONDAY)
    assert (gone.told, gone.drop) == ([], ["M-1"])
    back = news(
        Job.CHECKS, left(told, gone), [(MONDAY + ONE_DAY, [found("M-1")])], MONDAY + ONE_DAY
    )
    assert len(back.told) == 1


def test_what_was_told_while_the_clock_was_ahead_stays_told() -> None:
    told = [was("M-1", "a", 3, MONDAY + ONE_DAY)]
    assert news(Job.CHECKS, told, [(MONDAY, [])], MONDAY) == News([], [], [])
    mended = anew(Job.CHECKS, told, [(MONDAY, [found("M-1")])], MONDAY)
    assert left(told, mended) == [was("M-1", "a", 1, MONDAY)]
    assert left(told, anew(Job.CHECKS, told, [(MONDAY, [])], MONDAY)) == []


def test_all_lists_what_came_and_went_too() -> None:
    told = [was("M-2", "a", 1, FRIDAY)]
    by_day = [(FRIDAY, [found("M-1"), found("M-2")]), (MONDAY, [found("M-2")])]
    after = anew(Job.CHECKS, told, by_day, MONDAY)
    assert after.told == [(MONDAY, found("M-2"), True), (FRIDAY, found("M-1"), False)]
    assert left(told, after) == [was("M-2", "a", 1, MONDAY)]


class Shown(NamedTuple):
    item: str
    state: str
    degree: int


DAYS = st.lists(
    st.dictionaries(
        st.sampled_from(["M-1", "M-2", "M-3"]),
        st.tuples(st.sampled_from("ab"), st.integers(1, 3)),
        max_size=3,
    ),
    min_size=1,
    max_size=25,
)


@given(DAYS, st.data())
def test_whatever_days_are_missed_all_is_told_and_nothing_twice(
    days: list[dict[str, tuple[str, int]]], data: st.DataObject
) -> None:
    """What a run on every day would tell, a run on some days tells too, by (item, state).

    Each time something begins to be so it is told once, and then only when it is worse.
    """
    runs = sorted(data.draw(st.sets(st.integers(0, len(days) - 1))) | {len(days) - 1})
    told: list[JobTold] = []
    shown: list[tuple[int, Shown]] = []
    before = -1
    for index in runs:
        by_day = [
            (MONDAY + day * ONE_DAY, [found(item, *at) for item, at in days[day].items()])
            for day in range(before + 1, index + 1)
        ]
        after = news(Job.CHECKS, told, by_day, MONDAY + index * ONE_DAY)
        shown += [(index, Shown(each.item, each.state, each.degree)) for _, each, _ in after.told]
        told = left(told, after)
        before = index
    for day, at_day in enumerate(days):
        by_then = next(index for index in runs if index >= day)
        for item, (state, _) in at_day.items():
            assert any(
                s.item == item and s.state == state for index, s in shown if index <= by_then
            )
    for (first, one), (second, _) in zip(*_pairs(shown), strict=True):
        gone_between = any(
            days[day].get(one.item, ("", 0))[0] != one.state for day in range(first, second + 1)
        )
        worse_between = any(
            days[day].get(one.item, ("", 0))[1] > one.degree for day in range(first, second + 1)
        )
        # Told again only when it was worse, or not so for a day: today, or on one that was missed.
        assert worse_between or gone_between


def _pairs(
    shown: list[tuple[int, Shown]],
) -> tuple[list[tuple[int, Shown]], list[tuple[int, Shown]]]:
    ones, others = [], []
    for place, (first, one) in enumerate(shown):
        for second, other in shown[place + 1 :]:
            if (one.item, one.state) == (other.item, other.state):
                ones.append((first, one))
                others.append((second, other))
                break
    return ones, others


def receipt(job: Job, day: date, outcome: JobOutcome | None = JobOutcome.DONE) -> Receipt:
    until = date(2026, 10, 31) if job is Job.MONTH_END else day
    return Receipt(JobRun(job, day, until, day, "", "", None, outcome, 0))


def every_job(day: date) -> list[Receipt]:
    return [receipt(job, day) for job in Job]


def codes(receipts: list[Receipt], today: date) -> list[str]:
    return [each.code for each in problems_with_jobs(receipts, today, (), 5)]


def test_a_problem_of_a_job_says_whose_it_is() -> None:
    failed = Receipt(JobRun(Job.CHECKS, FRIDAY, FRIDAY, FRIDAY, "", "", "", JobOutcome.FAILED))
    found = problems_with_jobs([failed], MONDAY + ONE_DAY, (), 5)
    assert [(each.code, each.of) for each in found if each.of is Job.CHECKS] == [
        ("job.late", Job.CHECKS),
        ("job.failed", Job.CHECKS),
    ]
    assert {each.of for each in found} == set(Job)
    assert {of_job(each).ref for each in found} == {job.value for job in Job}
    assert of_job(NEVER).ref == ""


@pytest.mark.parametrize(
    ("last", "today", "late"),
    [
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, FRIDAY + ONE_DAY, 0),
        (FRIDAY, MONDAY, 0),
        (FRIDAY, MONDAY + ONE_DAY, 4),
        (FRIDAY - ONE_DAY, FRIDAY, 0),
        (FRIDAY - ONE_DAY, FRIDAY + ONE_DAY, 4),
        (FRIDAY - ONE_DAY, MONDAY, 4),
        # Christmas Day and Boxing Day are no working days, nor is the weekend after them.
        (date(2026, 12, 24), date(2026, 12, 29), 1),
        (date(2026, 12, 24), date(2026, 12, 30), 5),
    ],
)
def test_a_daily_job_is_late_after_a_working_day_without_success(
    last: date, today: date, late: int
) -> None:
    # Of the month of October nothing is late in November; in December November is told.
    assert codes(every_job(last), today) == ["job.late"] * late


def test_no_job_is_late_where_none_ever_ran_or_on_the_first_day() -> None:
    assert codes([], MONDAY) == []
    assert codes([receipt(Job.CHECKS, MONDAY)], MONDAY) == []
    assert codes([receipt(Job.CHECKS, MONDAY)], MONDAY + ONE_DAY) == ["job.late"] * 4


@pytest.mark.parametrize(("today", "late"), [(6, 0), (7, 0), (8, 1)])
def test_the_month_is_late_a_working_day_after_it_is_closed(today: int, late: int) -> None:
    # Sun 6 December 2026 is the first day that November is closed; Monday is the working day.
    day = date(2026, 12, today)
    assert codes(every_job(day), day) == []
    receipts = every_job(day - ONE_DAY) + every_job(day)
    assert codes(receipts, day) == ["job.late"] * late


@pytest.mark.parametrize("outcome", [JobOutcome.FAILED, None])
def test_a_run_that_failed_or_did_not_end_is_told_until_one_succeeds(
    outcome: JobOutcome | None,
) -> None:
    receipts = [*every_job(MONDAY), receipt(Job.CHECKS, MONDAY, outcome)]
    assert codes(receipts, MONDAY) == ["job.failed"]
    assert codes([*receipts, receipt(Job.CHECKS, MONDAY)], MONDAY) == []


def test_a_run_that_ended_in_a_file_since_restored_is_not_told() -> None:
    run = receipt(Job.BACKUP, MONDAY, None)._replace(restored_since=True)
    assert codes([*every_job(MONDAY), run], MONDAY) == []


def test_a_clock_that_was_ahead_is_told_until_it_has_no_trace() -> None:
    ahead = receipt(Job.CHECKS, date(2066, 1, 1))
    receipts = [*every_job(MONDAY), ahead]
    assert codes(receipts, MONDAY) == ["job.ahead"]
    again = receipt(Job.CHECKS, MONDAY)
    assert codes([*receipts, again._replace(told_until=date(2066, 1, 1))], MONDAY) == ["job.ahead"]
    assert codes([*receipts, again._replace(told_until=MONDAY)], MONDAY) == []
    # A success of a day to come counts for no day before it.
    assert "job.late" in codes([ahead, receipt(Job.CONCERNS, FRIDAY)], MONDAY + ONE_DAY)
