"""The receipts of jobs: begun, ended, failed, and what was told; the history has none of them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from ivtool.domain.office.jobs import News, days_to_run, month_of, months_to_run
from ivtool.domain.office.records import JobRun, JobTold
from ivtool.domain.office.vocabulary import Job, JobOutcome
from ivtool.queries import policy as policies
from ivtool.queries.office import jobs as queries
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer

LONGEST_FAULT = 300


class Run(NamedTuple):
    """A run of a job that has a receipt, and the days it looks at: of a month its last."""

    receipt: JobRun
    days: tuple[date, ...]

    @property
    def today(self) -> date:
        """The last of the days, which is today's for all but the months."""
        return self.days[-1]


def begin(writer: Writer, job: Job, actor: str, today: date) -> JobRun:
    """Leave a receipt of a run that begins. Whatever happens then, it stays."""
    days = days_of(writer, job, today)
    return writer.insert(JobRun(job, _begin(job, days[0]), days[-1], today, _now(), actor))


def days_of(writer: Writer, job: Job, today: date) -> tuple[date, ...]:
    """The days that a run of this day looks at, or the last days of the months."""
    reader = writer.reader
    if job is not Job.MONTH_END:
        return tuple(days_to_run(queries.last_success(reader, job, today), today))
    last = month_of(today, policies.policy(reader).count("report.close_days", today))
    success = queries.last_success(reader, job, last.last)
    return tuple(month.last for month in months_to_run(success, last))


def record(
    writer: Writer, run: Run, before: Iterable[JobTold], told: News, count: int, today: date
) -> None:
    """Count a run as done and what it tells as told, with the commit of this command.

    `before` is what the job had told.
    """
    gone = {*told.drop, *(each.item for each in told.keep)}
    for each in before:
        if each.item in gone:
            writer.delete(each)
    for each in told.keep:
        writer.insert(each)
    writer.update(
        run.receipt,
        period_from=_begin(run.receipt.job, run.days[0]),
        period_until=run.today,
        stated_on=today,
        ended_at=_now(),
        outcome=JobOutcome.DONE,
        found=count,
    )


def end_failed(writer: Writer, receipt: JobRun, fault: str) -> None:
    """Say in the receipt of a run that it failed, and why: never with a name."""
    writer.update(
        receipt,
        ended_at=_now(),
        outcome=JobOutcome.FAILED,
        fault=" ".join(fault.split())[:LONGEST_FAULT],
    )


def _begin(job: Job, day: date) -> date:
    return day.replace(day=1) if job is Job.MONTH_END else day


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
