"""Jobs that run by themselves: each run's receipt, and what was told already. Past the history."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from ivtool.domain.office_words import Job, JobOutcome
from ivtool.tables.columns import day, days_are_days, number, options, text, word_of


class JobRun(SQLModel, table=True):
    """One run of a job; without an ending it was killed, or still runs. Times are UTC."""

    __tablename__ = "job_run"
    id: int | None = Field(default=None, primary_key=True)
    job: str = Field(sa_column=text(required=True))
    period_from: date = Field(sa_column=day(required=True))
    period_until: date = Field(sa_column=day(required=True))
    stated_on: date = Field(sa_column=day(required=True))
    started_at: str = Field(sa_column=text(required=True))
    ended_at: str | None = Field(default=None, sa_column=text())
    outcome: str | None = Field(default=None, sa_column=text())
    found: int | None = Field(default=None, sa_column=number())
    fault: str | None = Field(default=None, sa_column=text())
    actor: str = Field(sa_column=text(required=True))

    __table_args__ = (
        word_of("job_run", "job", Job),
        word_of("job_run", "outcome", JobOutcome),
        *days_are_days("job_run", "period_from", "period_until", "stated_on"),
        *(
            CheckConstraint(
                f"{column} IS strftime('%Y-%m-%dT%H:%M:%SZ', {column})",
                name=f"ck_job_run_{column}",
            )
            for column in ("started_at", "ended_at")
        ),
        CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name="ck_job_run_ended"),
        CheckConstraint("period_until >= period_from", name="ck_job_run_order"),
        Index("ix_job_run_job", "job", "outcome", "period_until"),
        options(),
    )


class JobTold(SQLModel, table=True):
    """What a job told last of an item: its state, how bad it was, and the day that it was told."""

    __tablename__ = "job_told"
    id: int | None = Field(default=None, primary_key=True)
    job: str = Field(sa_column=text(required=True))
    item: str = Field(sa_column=text(required=True))
    state: str = Field(sa_column=text(required=True))
    degree: int = Field(sa_column=number(required=True))
    told_on: date = Field(sa_column=day(required=True))

    __table_args__ = (
        UniqueConstraint("job", "item", name="uq_job_told_job_item"),
        word_of("job_told", "job", Job),
        *days_are_days("job_told", "told_on"),
        options(),
    )
