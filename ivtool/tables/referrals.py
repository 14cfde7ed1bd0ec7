"""Referrals and their dated steps."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from ivtool.domain.words import ReferralOutcome, ReferralSource, ReferralStep
from ivtool.tables.columns import day, days_are_days, options, pointer, text, word_of


class Referral(SQLModel, table=True):
    """A request for an Independent Visitor for one child."""

    __tablename__ = "referral"
    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, sa_column=text())
    child_id: int = Field(sa_column=pointer("child", required=True))
    received_on: date = Field(sa_column=day(required=True))
    source: str = Field(sa_column=text(required=True))
    reasons: str | None = Field(default=None, sa_column=text())

    __table_args__ = (
        UniqueConstraint("key", name="uq_referral_key"),
        *days_are_days("referral", "received_on"),
        word_of("referral", "source", ReferralSource),
        Index("ix_referral_child_id", "child_id"),
        Index("ix_referral_received_on", "received_on"),
        options(),
    )


class ReferralClosing(SQLModel, table=True):
    """A closing of a referral; one that was opened again since keeps the day of that.

    One whose day a sheet did not tell closes nothing yet: its outcome is kept.
    """

    __tablename__ = "referral_closing"
    id: int | None = Field(default=None, primary_key=True)
    referral_id: int = Field(sa_column=pointer("referral", required=True))
    closed_on: date | None = Field(default=None, sa_column=day())
    outcome: str | None = Field(default=None, sa_column=text())
    why: str | None = Field(default=None, sa_column=text())
    look_again_on: date | None = Field(default=None, sa_column=day())
    reopened_on: date | None = Field(default=None, sa_column=day())

    __table_args__ = (
        word_of("referral_closing", "outcome", ReferralOutcome),
        *days_are_days("referral_closing", "closed_on", "look_again_on", "reopened_on"),
        CheckConstraint(
            "reopened_on IS NULL OR (closed_on IS NOT NULL AND reopened_on >= closed_on)",
            name="ck_referral_closing_order",
        ),
        Index("ix_referral_closing_referral_id", "referral_id"),
        options(),
    )


_closing = SQLModel.metadata.tables["referral_closing"].c
Index(
    "uq_referral_closing_closed",
    _closing.referral_id,
    unique=True,
    sqlite_where=_closing.reopened_on.is_(None),
)


class ReferralStepTaken(SQLModel, table=True):
    """A step that a referral has taken, with its day."""

    __tablename__ = "referral_step"
    id: int | None = Field(default=None, primary_key=True)
    referral_id: int = Field(sa_column=pointer("referral", required=True))
    step: str = Field(sa_column=text(required=True))
    taken_on: date = Field(sa_column=day(required=True))
    by: str | None = Field(default=None, sa_column=text())
    note: str | None = Field(default=None, sa_column=text())

    __table_args__ = (
        UniqueConstraint("referral_id", "step", name="uq_referral_step_referral_id_step"),
        word_of("referral_step", "step", ReferralStep),
        *days_are_days("referral_step", "taken_on"),
        options(),
    )
