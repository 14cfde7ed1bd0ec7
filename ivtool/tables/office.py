"""Jobs that run by themselves: each run's receipt, and what was told already. Past the history."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from ivtool.domain.office.vocabulary import Job, JobOutcome
from ivtool.tables.columns import (
    between,
    day,
    days_are_days,
    number,
    options,
    pointer,
    text,
    word_of,
)


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


class Staff(SQLModel, table=True):
    """Somebody who works for the service, from a day on."""

    __tablename__ = "staff"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_column=text(required=True))
    role: str = Field(sa_column=text(required=True))
    weekly_hours_tenths: int | None = Field(default=None, sa_column=number())
    joined_on: date = Field(sa_column=day(required=True))
    left_on: date | None = Field(default=None, sa_column=day())

    __table_args__ = (
        between("staff", "weekly_hours_tenths", 1, 600),
        *days_are_days("staff", "joined_on", "left_on"),
        CheckConstraint("left_on >= joined_on", name="ck_staff_order"),
        options(),
    )


class LeadWorker(SQLModel, table=True):
    """Who leads one volunteer, referral or match, from a day on; the until-day still does."""

    __tablename__ = "lead_worker"
    id: int | None = Field(default=None, primary_key=True)
    staff_id: int = Field(sa_column=pointer("staff", required=True))
    volunteer_id: int | None = Field(default=None, sa_column=pointer("volunteer"))
    referral_id: int | None = Field(default=None, sa_column=pointer("referral"))
    match_id: int | None = Field(default=None, sa_column=pointer("match"))
    from_on: date = Field(sa_column=day(required=True))
    until_on: date | None = Field(default=None, sa_column=day())

    __table_args__ = (
        *days_are_days("lead_worker", "from_on", "until_on"),
        CheckConstraint("until_on >= from_on", name="ck_lead_worker_order"),
        CheckConstraint(
            "(volunteer_id IS NOT NULL) + (referral_id IS NOT NULL) + (match_id IS NOT NULL) = 1",
            name="ck_lead_worker_one",
        ),
        Index("ix_lead_worker_staff_id", "staff_id"),
        options(),
    )


_lead = SQLModel.metadata.tables["lead_worker"].c
for _column in (_lead.volunteer_id, _lead.referral_id, _lead.match_id):
    Index(
        f"uq_lead_worker_{_column.name}",
        _column,
        unique=True,
        sqlite_where=_lead.until_on.is_(None),
    )


class PolicyEntry(SQLModel, table=True):
    """One dated value of one key; a later day replaces an earlier one from then on."""

    __tablename__ = "policy"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(sa_column=text(required=True))
    from_on: date = Field(sa_column=day(required=True))
    value: str = Field(sa_column=text(required=True))

    __table_args__ = (
        UniqueConstraint("key", "from_on", name="uq_policy_key_from_on"),
        *days_are_days("policy", "from_on"),
        options(),
    )


class TwoPeople(SQLModel, table=True):
    """Two volunteers, or two children, who are alike and were said to be two, with `--anyway`."""

    __tablename__ = "two_people"
    id: int | None = Field(default=None, primary_key=True)
    volunteer_id: int | None = Field(default=None, sa_column=pointer("volunteer"))
    other_volunteer_id: int | None = Field(default=None, sa_column=pointer("volunteer"))
    child_id: int | None = Field(default=None, sa_column=pointer("child"))
    other_child_id: int | None = Field(default=None, sa_column=pointer("child"))
    said_on: date = Field(sa_column=day(required=True))
    said_by: str = Field(sa_column=text(required=True))

    __table_args__ = (
        *days_are_days("two_people", "said_on"),
        CheckConstraint(
            "(volunteer_id IS NULL) = (other_volunteer_id IS NULL)"
            " AND (child_id IS NULL) = (other_child_id IS NULL)"
            " AND (volunteer_id IS NULL) <> (child_id IS NULL)",
            name="ck_two_people_kind",
        ),
        CheckConstraint("volunteer_id < other_volunteer_id", name="ck_two_people_volunteers"),
        CheckConstraint("child_id < other_child_id", name="ck_two_people_children"),
        options(),
    )


_two = SQLModel.metadata.tables["two_people"].c
for _noun in ("volunteer", "child"):
    Index(
        f"uq_two_people_{_noun}_id",
        _two[f"{_noun}_id"],
        _two[f"other_{_noun}_id"],
        unique=True,
        sqlite_where=_two[f"{_noun}_id"].is_not(None),
    )


class MergedPerson(SQLModel, table=True):
    """Somebody entered twice: the record that went into another, and answers by its ref and key."""

    __tablename__ = "merged_person"
    id: int | None = Field(default=None, primary_key=True)
    volunteer_id: int | None = Field(default=None, sa_column=pointer("volunteer"))
    child_id: int | None = Field(default=None, sa_column=pointer("child"))
    old_number: int = Field(sa_column=number(required=True))
    old_key: str | None = Field(default=None, sa_column=text())
    old_name: str | None = Field(default=None, sa_column=text())
    merged_on: date = Field(sa_column=day(required=True))

    __table_args__ = (
        *days_are_days("merged_person", "merged_on"),
        CheckConstraint(
            "(volunteer_id IS NULL) <> (child_id IS NULL)", name="ck_merged_person_kind"
        ),
        options(),
    )


_merged = SQLModel.metadata.tables["merged_person"].c
for _noun in ("volunteer", "child"):
    for _name in ("old_number", "old_key"):
        Index(
            f"uq_merged_person_{_noun}_{_name}",
            _merged[_name],
            unique=True,
            sqlite_where=_merged[f"{_noun}_id"].is_not(None),
        )
