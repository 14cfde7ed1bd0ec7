"""What stands beside a volunteer's evidence: waivers, training sessions, panels, the book."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from ivtool.domain.words import BookSection, Waivable
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


class Waiver(SQLModel, table=True):
    """A gate that is waived for one person on some days; the until-day still is.

    No slot or module: every one of the gate. Withdrawn on its first day, it never was.
    """

    __tablename__ = "waiver"
    id: int | None = Field(default=None, primary_key=True)
    volunteer_id: int = Field(sa_column=pointer("volunteer", required=True))
    gate: str = Field(sa_column=text(required=True))
    slot: int | None = Field(default=None, sa_column=number())
    module: str | None = Field(default=None, sa_column=text())
    waived_by: str = Field(sa_column=text(required=True))
    reason: str = Field(sa_column=text(required=True))
    from_on: date = Field(sa_column=day(required=True))
    until_on: date = Field(sa_column=day(required=True))
    withdrawn_on: date | None = Field(default=None, sa_column=day())

    __table_args__ = (
        word_of("waiver", "gate", Waivable),
        between("waiver", "slot", 1, 2),
        *days_are_days("waiver", "from_on", "until_on", "withdrawn_on"),
        CheckConstraint("until_on >= from_on", name="ck_waiver_order"),
        Index("ix_waiver_volunteer_id", "volunteer_id"),
        options(),
    )


class Training(SQLModel, table=True):
    """A training session of one day or several; who attended which module are rows of evidence."""

    __tablename__ = "training"
    id: int | None = Field(default=None, primary_key=True)
    held_on: date = Field(sa_column=day(required=True))
    until_on: date | None = Field(default=None, sa_column=day())
    modules: str = Field(sa_column=text(required=True))
    held_by: str | None = Field(default=None, sa_column=text())
    note: str | None = Field(default=None, sa_column=text())

    __table_args__ = (
        *days_are_days("training", "held_on", "until_on"),
        CheckConstraint("until_on >= held_on", name="ck_training_order"),
        options(),
    )


class PanelMeeting(SQLModel, table=True):
    """A meeting of the panel, named by its day; its agenda and decisions are rows of evidence."""

    __tablename__ = "panel_meeting"
    id: int | None = Field(default=None, primary_key=True)
    held_on: date = Field(sa_column=day(required=True))

    __table_args__ = (
        UniqueConstraint("held_on", name="uq_panel_meeting_held_on"),
        *days_are_days("panel_meeting", "held_on"),
        options(),
    )


class BookPage(SQLModel, table=True):
    """What one section of a version of the "This is me" book says."""

    __tablename__ = "book_section"
    id: int | None = Field(default=None, primary_key=True)
    check_id: int = Field(sa_column=pointer("volunteer_check", required=True))
    section: str = Field(sa_column=text(required=True))
    words: str = Field(sa_column=text(required=True))

    __table_args__ = (
        UniqueConstraint("check_id", "section", name="uq_book_section_check_id_section"),
        word_of("book_section", "section", BookSection),
        options(),
    )
