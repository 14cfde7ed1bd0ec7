"""Jobs that run by themselves: which days a run makes up for, what is news, which job is late."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from ivtool.domain.days import Month, spelled_day, written_month
from ivtool.domain.office.records import JobRun, JobTold
from ivtool.domain.office.todo import ToDo
from ivtool.domain.office.vocabulary import Job, JobOutcome
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

ONE_DAY = timedelta(days=1)
# A laptop that was off for longer is told of the latest of these.
MOST_DAYS = 31
MOST_MONTHS = 12
NEVER = Problem("job.never", "no job ever ran by itself", "ivtool job crontab")


class MonthItem(NamedTuple):
    """Whose month the job of a closed month tells: a match's, by its ref, or everybody's."""

    month: Month
    ref: str | None = None

    @property
    def item(self) -> str:
        """How the receipts name it: `M-7 2026-10`, or the month alone."""
        return f"{self.ref} {self.month}" if self.ref else str(self.month)

    @classmethod
    def of(cls, item: str) -> "MonthItem":
        """What an item of the receipts names."""
        ref, _, month = item.rpartition(" ")
        return cls(written_month(month), ref or None)


class News(NamedTuple):
    """What a run has to tell: the first day it was so, what, and whether it still is so.

    `keep` is what counts as told from then on, `drop` the items that are told again when they
    come back.
    """

    told: list[tuple[date, ToDo, bool]]
    keep: list[JobTold]
    drop: list[str]


class Receipt(NamedTuple):
    """A run of a job with what else is known of it.

    `restored_since`: a backup was put in the file's place after it began, so that it may have
    ended elsewhere. `told_until` is the latest day on which the job told anything, of all its runs.
    """

    run: JobRun
    restored_since: bool = False
    told_until: date | None = None


def days_to_run(last_success: date | None, today: date) -> list[date]:
    """The days that a run looks at: those since the last that succeeded, to today.

    The first run looks at today alone, and so does a second one of a day. At most 31, the latest.
    """
    if last_success is None or last_success >= today:
        return [today]
    count = min((today - last_success).days, MOST_DAYS)
    return [today - ahead * ONE_DAY for ahead in range(count - 1, -1, -1)]


def months_to_run(last_success: date | None, last: Month) -> list[Month]:
    """The closed months that a run looks at, like days; at most 12, the latest."""
    if last_success is None or last_success >= last.last:
        return [last]
    first = max(Month.of(last_success) + 1, last + -(MOST_MONTHS - 1))
    return list(first.until(last))


def month_of(today: date, close_days: int) -> Month:
    """The latest month that is closed on a day: its last day lies more than so many days back.

    With 5 days October is closed on 6 November.
    """
    return Month.of(today - close_days * ONE_DAY) + -1


def news(
    job: Job,
    told: Sequence[JobTold],
    by_day: Sequence[tuple[date, Sequence[ToDo]]],
    today: date,
) -> News:
    """What was not told yet of what was found on each day, the earliest day first.

    Something is news when its item was not told, or its state is another, or it is worse than
    what was told. Better is no news: a clock that was set back makes red amber again. What is
    found no more is dropped, and told again when it comes back; but what was told on a day still
    to come is kept, for then the clock was ahead.
    """
    before = {each.item: each for each in told}
    standing = dict(before)
    first: dict[tuple[str, str], tuple[date, ToDo]] = {}
    last: dict[str, ToDo] = {}
    for day, found in by_day:
        last = {each.item: each for each in found}
        for each in last.values():
            known = standing.get(each.item)
            if known is None or known.state != each.state or each.degree > known.degree:
                begun, _ = first.get((each.item, each.state), (day, each))
                first[each.item, each.state] = begun, each
                standing[each.item] = JobTold(job, each.item, each.state, each.degree, today)
        for item in [each for each in standing if each not in last]:
            if standing[item].told_on <= today:
                del standing[item]
    lines = []
    for (item, state), (day, was) in first.items():
        now = last.get(item)
        still = now is not None and now.state == state
        lines.append((day, now if now is not None and still else was, still))
    keep = [each for item, each in standing.items() if before.get(item) != each]
    return News(lines, keep, [item for item in before if item not in standing])


def anew(
    job: Job,
    told: Sequence[JobTold],
    by_day: Sequence[tuple[date, Sequence[ToDo]]],
    today: date,
) -> News:
    """All that is found on the last day, told before or not, and what is news and no more so.

    It is also what mends a job that ran while the clock was ahead: only what is found stays told.
    """
    found = {each.item: each for each in by_day[-1][1]}
    gone = [line for line in news(job, told, by_day, today).told if not line[2]]
    return News(
        [*((today, each, True) for each in found.values()), *gone],
        [JobTold(job, each.item, each.state, each.degree, today) for each in found.values()],
        [each.item for each in told if each.item not in found],
    )


def problems_with_jobs(
    receipts: Sequence[Receipt], today: date, extra: Collection[date], close_days: int
) -> list[Problem]:
    """Which jobs are late, failed, did not end, or ran while the clock was ahead.

    Nothing while no job ever ran: many a service has none. A daily job is late when no run that
    succeeded reaches the last working day, for laptops rest at weekends; the days between are
    made up. Never on the day of the very first run. Receipts in the order of their runs.
    """
    if not receipts:
        return []
    from ivtool.domain.holidays import working_day_before

    worked = working_day_before(today, extra)
    begun = min(each.run.stated_on for each in receipts)
    problems = []
    for job in Job:
        runs = [each for each in receipts if each.run.job is job]
        if begun < today:
            wanted = worked if job is not Job.MONTH_END else month_of(worked, close_days).last
            problems += _lateness(job, runs, wanted, today)
        problems += _faults(job, runs, today)
    return problems


def last_success(receipts: Iterable[Receipt], job: Job, today: date) -> JobRun | None:
    """The run that succeeded and reaches furthest, but not past a day."""
    done = (
        run
        for run, *_ in receipts
        if run.job is job and run.outcome is JobOutcome.DONE and run.period_until <= today
    )
    return max(done, key=lambda run: run.period_until, default=None)


def _lateness(job: Job, runs: Sequence[Receipt], wanted: date, today: date) -> list[Problem]:
    success = last_success(runs, job, today)
    if success is not None and success.period_until >= wanted:
        return []
    if success is None:
        what = f"{job.value} never ran{' to its end' if runs else ''}"
    else:
        what = f"{job.value} has not run since {spelled_day(success.period_until)}"
        if job is Job.MONTH_END:
            what = f"{job.value} has told no month after {Month.of(success.period_until)}"
    return [Problem("job.late", what, f"ivtool job run {job.value}", job)]


def _faults(job: Job, runs: Sequence[Receipt], today: date) -> list[Problem]:
    if not runs:
        return []
    (last, restored_since, told_until), problems = runs[-1], list[Problem]()
    hint = f"ivtool job run {job.value}"
    on = spelled_day(last.stated_on)
    if last.outcome is JobOutcome.FAILED:
        why = f": {last.fault}" if last.fault else ""
        problems.append(Problem("job.failed", f"{job.value} failed on {on}{why}", hint, job))
    if last.outcome is None and not restored_since:
        what = f"{job.value} of {on} began and has not ended"
        problems.append(Problem("job.failed", what, hint, job))
    if last.stated_on > today:
        what = f"{job.value} ran for {on}, which is still to come: the clock was ahead"
        problems.append(Problem("job.ahead", what, hint, job))
    elif told_until is not None and told_until > today:
        what = (
            f"what {job.value} told on {spelled_day(told_until)}, which is still to come,"
            " it does not tell again: the clock was ahead"
        )
        problems.append(Problem("job.ahead", what, f"ivtool job run --all {job.value}", job))
    return problems
