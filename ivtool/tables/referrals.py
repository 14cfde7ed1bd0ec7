"""Referrals and their dated steps."""

from datetime import date

from sqlalchemy import Index, UniqueConstraint
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
    closed_on: date | None = Field(default=None, sa_column=day())
    outcome: str | None = Field(default=None, sa_column=text())
    closed_why: str | None = Field(default=None, sa_column=text())
    look_again_on: date | None = Field(default=None, sa_column=day())

    __table_args__ = (
        UniqueConstraint("key", name="uq_referral_key"),
        *days_are_days("referral", "received_on", "closed_on", "look_again_on"),
        word_of("referral", "source", ReferralSource),
        word_of("referral", "outcome", ReferralOutcome),
        Index("ix_referral_child_id", "child_id"),
        Index("ix_referral_received_on", "received_on"),
        options(),
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
