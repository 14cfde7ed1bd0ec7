"""Expense claims and their lines; a status belongs to a line and follows from its days."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from ivtool.domain.expenses import MOST_MILES_TENTHS, MOST_PENCE
from ivtool.domain.words import ExpenseCategory, Vehicle
from ivtool.tables.columns import (
    between,
    day,
    days_are_days,
    number,
    options,
    pointer,
    text,
    truth,
    truths_are_truths,
    word_of,
)


class Claim(SQLModel, table=True):
    """What one volunteer asks for at one time."""

    __tablename__ = "claim"
    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, sa_column=text())
    volunteer_id: int = Field(sa_column=pointer("volunteer", required=True))

    __table_args__ = (
        UniqueConstraint("key", name="uq_claim_key"),
        Index("ix_claim_volunteer_id", "volunteer_id"),
        options(),
    )


class ClaimLine(SQLModel, table=True):
    """One expense. `amount_pence` is fixed when claimed; `priced` tells that a rate gave it."""

    __tablename__ = "claim_line"
    id: int | None = Field(default=None, primary_key=True)
    claim_id: int = Field(sa_column=pointer("claim", required=True))
    line: int = Field(sa_column=number(required=True))
    match_id: int | None = Field(default=None, sa_column=pointer("match"))
    incurred_on: date = Field(sa_column=day(required=True))
    category: str = Field(sa_column=text(required=True))
    vehicle: str | None = Field(default=None, sa_column=text())
    miles_tenths: int | None = Field(default=None, sa_column=number())
    amount_pence: int = Field(sa_column=number(required=True))
    priced: bool = Field(default=False, sa_column=truth(required=True))
    description: str | None = Field(default=None, sa_column=text())
    receipt: bool | None = Field(default=None, sa_column=truth())
    claimed_on: date | None = Field(default=None, sa_column=day())
    approved_on: date | None = Field(default=None, sa_column=day())
    paid_on: date | None = Field(default=None, sa_column=day())
    declined_on: date | None = Field(default=None, sa_column=day())

    __table_args__ = (
        UniqueConstraint("claim_id", "line", name="uq_claim_line_claim_id_line"),
        *days_are_days(
            "claim_line", "incurred_on", "claimed_on", "approved_on", "paid_on", "declined_on"
        ),
        word_of("claim_line", "category", ExpenseCategory),
        word_of("claim_line", "vehicle", Vehicle),
        *truths_are_truths("claim_line", "priced", "receipt"),
        between("claim_line", "miles_tenths", 1, MOST_MILES_TENTHS),
        between("claim_line", "amount_pence", 0, MOST_PENCE),
        CheckConstraint("paid_on IS NULL OR declined_on IS NULL", name="ck_claim_line_settled"),
        Index("ix_claim_line_match_id", "match_id"),
        Index("ix_claim_line_incurred_on", "incurred_on"),
        Index("ix_claim_line_unsettled", "paid_on", "declined_on"),
        options(),
    )
