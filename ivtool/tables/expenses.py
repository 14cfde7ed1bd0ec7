"""Expense claims and their lines; a status belongs to a line and follows from its days."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from ivtool.domain.expenses.expenses import MOST_MILES_TENTHS, MOST_PENCE
from ivtool.domain.expenses.vocabulary import Duty, ExpenseCategory, Vehicle
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


class Payment(SQLModel, table=True):
    """A run of payments: the day the money went out, and the bank's or ledger's reference."""

    __tablename__ = "payment"
    id: int | None = Field(default=None, primary_key=True)
    paid_on: date = Field(sa_column=day(required=True))
    reference: str = Field(sa_column=text(required=True))

    __table_args__ = (
        *days_are_days("payment", "paid_on"),
        UniqueConstraint("reference", name="uq_payment_reference"),
        options(),
    )


class ClaimLine(SQLModel, table=True):
    """One expense. `amount_pence` is fixed when claimed; `priced` tells that a rate gave it."""

    __tablename__ = "claim_line"
    id: int | None = Field(default=None, primary_key=True)
    claim_id: int = Field(sa_column=pointer("claim", required=True))
    line: int = Field(sa_column=number(required=True))
    match_id: int | None = Field(default=None, sa_column=pointer("match"))
    duty: str | None = Field(default=None, sa_column=text())
    incurred_on: date = Field(sa_column=day(required=True))
    category: str = Field(sa_column=text(required=True))
    vehicle: str | None = Field(default=None, sa_column=text())
    miles_tenths: int | None = Field(default=None, sa_column=number())
    amount_pence: int = Field(sa_column=number(required=True))
    priced: bool = Field(default=False, sa_column=truth(required=True))
    description: str | None = Field(default=None, sa_column=text())
    receipt: bool | None = Field(default=None, sa_column=truth())
    receipt_why: str | None = Field(default=None, sa_column=text())
    claimed_on: date | None = Field(default=None, sa_column=day())
    approved_on: date | None = Field(default=None, sa_column=day())
    over_figure_why: str | None = Field(default=None, sa_column=text())
    paid_on: date | None = Field(default=None, sa_column=day())
    payment_id: int | None = Field(default=None, sa_column=pointer("payment"))
    declined_on: date | None = Field(default=None, sa_column=day())
    declined_why: str | None = Field(default=None, sa_column=text())

    __table_args__ = (
        UniqueConstraint("claim_id", "line", name="uq_claim_line_claim_id_line"),
        *days_are_days(
            "claim_line",
            "incurred_on",
            "claimed_on",
            "approved_on",
            "paid_on",
            "declined_on",
        ),
        word_of("claim_line", "category", ExpenseCategory),
        word_of("claim_line", "vehicle", Vehicle),
        word_of("claim_line", "duty", Duty),
        *truths_are_truths("claim_line", "priced", "receipt"),
        between("claim_line", "miles_tenths", 1, MOST_MILES_TENTHS),
        between("claim_line", "amount_pence", 0, MOST_PENCE),
        CheckConstraint("paid_on IS NULL OR declined_on IS NULL", name="ck_claim_line_settled"),
        Index("ix_claim_line_match_id", "match_id"),
        Index("ix_claim_line_payment_id", "payment_id"),
        Index("ix_claim_line_incurred_on", "incurred_on"),
        Index("ix_claim_line_unsettled", "paid_on", "declined_on"),
        options(),
    )


class ClaimLineQuery(SQLModel, table=True):
    """A query of a line, which put it back to claimed, and the approval that it took back."""

    __tablename__ = "claim_line_query"
    id: int | None = Field(default=None, primary_key=True)
    claim_line_id: int = Field(sa_column=pointer("claim_line", required=True))
    queried_on: date = Field(sa_column=day(required=True))
    why: str | None = Field(default=None, sa_column=text())
    approved_on: date | None = Field(default=None, sa_column=day())
    over_figure_why: str | None = Field(default=None, sa_column=text())

    __table_args__ = (
        *days_are_days("claim_line_query", "queried_on", "approved_on"),
        CheckConstraint("approved_on <= queried_on", name="ck_claim_line_query_order"),
        Index("ix_claim_line_query_claim_line_id", "claim_line_id"),
        options(),
    )


class ClaimLineReversal(SQLModel, table=True):
    """A payment of a line that was put right, and the payment that it took back.

    The line is owed again from that day, or, where it never was, declined.
    """

    __tablename__ = "claim_line_reversal"
    id: int | None = Field(default=None, primary_key=True)
    claim_line_id: int = Field(sa_column=pointer("claim_line", required=True))
    reversed_on: date = Field(sa_column=day(required=True))
    why: str = Field(sa_column=text(required=True))
    owed_again: bool = Field(sa_column=truth(required=True))
    paid_on: date = Field(sa_column=day(required=True))
    payment_id: int | None = Field(default=None, sa_column=pointer("payment"))

    __table_args__ = (
        *days_are_days("claim_line_reversal", "reversed_on", "paid_on"),
        *truths_are_truths("claim_line_reversal", "owed_again"),
        CheckConstraint("paid_on <= reversed_on", name="ck_claim_line_reversal_order"),
        Index("ix_claim_line_reversal_claim_line_id", "claim_line_id"),
        Index("ix_claim_line_reversal_payment_id", "payment_id"),
        options(),
    )
