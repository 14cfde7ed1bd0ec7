"""The receipts of jobs: begun, ended, failed, and what was told.

By Core and past the history, here alone and in services/backups: a run of a job is no fact of the
service, and would make every backup look late.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import cast

from sqlalchemy import delete, insert, update
from sqlmodel import col

from ivtool.domain.jobs import News, days_to_run, month_of, months_to_run
from ivtool.domain.office_words import Job, JobOutcome
from ivtool.facts import jobs as facts
from ivtool.facts import policy as policies
from ivtool.tables import JobRun, JobTold
from ivtool.writer import Writer

LONGEST_FAULT = 300


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a job that has a receipt, and the days it looks at: of a month its last."""

    number: int
    job: Job
    days: tuple[date, ...]

    @property
    def today(self) -> date:
        """The last of the days, which is today's for all but the months."""
        return self.days[-1]


def begin(writer: Writer, job: Job, actor: str, today: date) -> int:
    """Leave a receipt of a run that begins; its number. Whatever happens then, it stays."""
    days = days_of(writer, job, today)
    done = writer.session.connection().execute(
        insert(JobRun)
        .values(
            job=job.value,
            period_from=_begin(job, days[0]),
            period_until=days[-1],
            stated_on=today,
            started_at=_now(),
            actor=actor,
        )
        .returning(col(JobRun.id))
    )
    return cast("int", done.scalar_one())


def days_of(writer: Writer, job: Job, today: date) -> tuple[date, ...]:
    """The days that a run of this day looks at, or the last days of the months."""
    reader = writer.reader
    if job is not Job.MONTH_END:
        return tuple(days_to_run(facts.last_success(reader, job, today), today))
    last = month_of(today, policies.policy(reader).count("report.close_days", today))
    success = facts.last_success(reader, job, last.last)
    return tuple(month.last for month in months_to_run(success, last))


def record(writer: Writer, run: Run, told: News, count: int, today: date) -> None:
    """Count a run as done and what it tells as told, with the commit of this session."""
    connection = writer.session.connection()
    of_job = col(JobTold.job) == run.job.value
    for item in [*told.drop, *(each.item for each in told.keep)]:
        connection.execute(delete(JobTold).where(of_job, col(JobTold.item) == item))
    for each in told.keep:
        connection.execute(insert(JobTold).values(job=run.job.value, **each._asdict()))
    connection.execute(
        update(JobRun)
        .where(col(JobRun.id) == run.number)
        .values(
            period_from=_begin(run.job, run.days[0]),
            period_until=run.today,
            stated_on=today,
            ended_at=_now(),
            outcome=JobOutcome.DONE.value,
            found=count,
        )
    )


def end_failed(writer: Writer, number: int, fault: str) -> None:
    """Say in the receipt of a run that it failed, and why: never with a name."""
    writer.session.connection().execute(
        update(JobRun)
        .where(col(JobRun.id) == number)
        .values(
            ended_at=_now(),
            outcome=JobOutcome.FAILED.value,
            fault=" ".join(fault.split())[:LONGEST_FAULT],
        )
    )


def _begin(job: Job, day: date) -> date:
    return day.replace(day=1) if job is Job.MONTH_END else day


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
