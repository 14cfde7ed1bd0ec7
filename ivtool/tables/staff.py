"""The service's staff, and whom each of them leads."""

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from ivtool.tables.columns import between, day, days_are_days, number, options, pointer, text


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
