"""Volunteers, with their spells, stages, holds and checks."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from ivtool.domain.recruitment.vocabulary import (
    BookSection,
    CheckKind,
    CheckOutcome,
    DbsLevel,
    SendMethod,
    SpellEnd,
    Stage,
    Waivable,
)
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


class Volunteer(SQLModel, table=True):
    """An adult on the way to being, being, or having been an Independent Visitor."""

    __tablename__ = "volunteer"
    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, sa_column=text())
    name: str = Field(sa_column=text(required=True))
    email: str | None = Field(default=None, sa_column=text())
    phone: str | None = Field(default=None, sa_column=text())
    address: str | None = Field(default=None, sa_column=text())
    postcode: str | None = Field(default=None, sa_column=text())
    date_of_birth: date | None = Field(default=None, sa_column=day())
    gender: str | None = Field(default=None, sa_column=text())
    languages: str | None = Field(default=None, sa_column=text())
    interests: str | None = Field(default=None, sa_column=text())
    drives: bool | None = Field(default=None, sa_column=truth())
    capacity: int = Field(default=1, sa_column=number(required=True))
    capacity_imported: bool = Field(default=False, sa_column=truth(required=True))
    min_child_age: int | None = Field(default=None, sa_column=number())
    max_child_age: int | None = Field(default=None, sa_column=number())
    max_miles: int | None = Field(default=None, sa_column=number())
    experience: str | None = Field(default=None, sa_column=text())
    commitment_months: int | None = Field(default=None, sa_column=number())
    skills: str | None = Field(default=None, sa_column=text())
    availability: str | None = Field(default=None, sa_column=text())
    culture: str | None = Field(default=None, sa_column=text())

    __table_args__ = (
        UniqueConstraint("key", name="uq_volunteer_key"),
        *days_are_days("volunteer", "date_of_birth"),
        *truths_are_truths("volunteer", "drives", "capacity_imported"),
        between("volunteer", "capacity", 0, 20),
        between("volunteer", "min_child_age", 0, 25),
        between("volunteer", "max_child_age", 0, 25),
        between("volunteer", "max_miles", 0, 1000),
        between("volunteer", "commitment_months", 1, 240),
        options(),
    )


class VolunteerSpell(SQLModel, table=True):
    """A time with the service; each return after leaving begins another, on a day.

    The first has no day of its own: it begins with its first stage.
    """

    __tablename__ = "volunteer_spell"
    id: int | None = Field(default=None, primary_key=True)
    volunteer_id: int = Field(sa_column=pointer("volunteer", required=True))
    spell: int = Field(default=1, sa_column=number(required=True))
    begun_on: date | None = Field(default=None, sa_column=day())
    ended_on: date | None = Field(default=None, sa_column=day())
    ended_as: str | None = Field(default=None, sa_column=text())
    reason: str | None = Field(default=None, sa_column=text())

    __table_args__ = (
        UniqueConstraint("volunteer_id", "spell", name="uq_volunteer_spell_volunteer_id_spell"),
        *days_are_days("volunteer_spell", "begun_on", "ended_on"),
        CheckConstraint("ended_on >= begun_on", name="ck_volunteer_spell_order"),
        word_of("volunteer_spell", "ended_as", SpellEnd),
        Index("ix_volunteer_spell_ended_on", "ended_on", "volunteer_id", "spell", "begun_on"),
        options(),
    )


class VolunteerStage(SQLModel, table=True):
    """A stage reached within a spell; the day may be unknown for what came before the tool."""

    __tablename__ = "volunteer_stage"
    id: int | None = Field(default=None, primary_key=True)
    volunteer_id: int = Field(sa_column=pointer("volunteer", required=True))
    spell: int = Field(default=1, sa_column=number(required=True))
    stage: str = Field(sa_column=text(required=True))
    reached_on: date | None = Field(default=None, sa_column=day())
    recorded_by: str | None = Field(default=None, sa_column=text())
    note: str | None = Field(default=None, sa_column=text())

    __table_args__ = (
        UniqueConstraint(
            "volunteer_id", "spell", "stage", name="uq_volunteer_stage_volunteer_id_spell_stage"
        ),
        word_of("volunteer_stage", "stage", Stage),
        *days_are_days("volunteer_stage", "reached_on"),
        Index("ix_volunteer_stage_stage", "stage", "reached_on", "volunteer_id", "spell"),
        options(),
    )


class VolunteerHold(SQLModel, table=True):
    """Days on which a volunteer is on hold; the until-day still is."""

    __tablename__ = "volunteer_hold"
    id: int | None = Field(default=None, primary_key=True)
    volunteer_id: int = Field(sa_column=pointer("volunteer", required=True))
    from_on: date = Field(sa_column=day(required=True))
    until_on: date | None = Field(default=None, sa_column=day())
    reason: str | None = Field(default=None, sa_column=text())

    __table_args__ = (
        UniqueConstraint("volunteer_id", "from_on", name="uq_volunteer_hold_volunteer_id_from_on"),
        *days_are_days("volunteer_hold", "from_on", "until_on"),
        options(),
    )


class VolunteerCheck(SQLModel, table=True):
    """A piece of evidence: when it was asked for, what it came back with. Never its contents.

    `from_on` is the day it runs from (a certificate's issue, a course, a signature); `slot` tells
    the two references apart. A status check is a row of its own, of the day it was made on. A row
    of a meeting with no outcome is on its agenda.
    """

    __tablename__ = "volunteer_check"
    id: int | None = Field(default=None, primary_key=True)
    volunteer_id: int = Field(sa_column=pointer("volunteer", required=True))
    kind: str = Field(sa_column=text(required=True))
    slot: int = Field(default=1, sa_column=number(required=True))
    asked_on: date | None = Field(default=None, sa_column=day())
    from_on: date | None = Field(default=None, sa_column=day())
    outcome: str | None = Field(default=None, sa_column=text())
    certificate: str | None = Field(default=None, sa_column=text())
    rechecked_on: date | None = Field(default=None, sa_column=day())
    level: str | None = Field(default=None, sa_column=text())
    level_why: str | None = Field(default=None, sa_column=text())
    seen_by: str | None = Field(default=None, sa_column=text())
    seen_on: date | None = Field(default=None, sa_column=day())
    update_service: bool | None = Field(default=None, sa_column=truth())
    held_by: str | None = Field(default=None, sa_column=text())
    method: str | None = Field(default=None, sa_column=text())
    module: str | None = Field(default=None, sa_column=text())
    referee: str | None = Field(default=None, sa_column=text())
    connection: str | None = Field(default=None, sa_column=text())
    conditions: str | None = Field(default=None, sa_column=text())
    note: str | None = Field(default=None, sa_column=text())
    chased_on: date | None = Field(default=None, sa_column=day())
    number_purged_on: date | None = Field(default=None, sa_column=day())
    training_id: int | None = Field(default=None, sa_column=pointer("training"))
    meeting_id: int | None = Field(default=None, sa_column=pointer("panel_meeting"))

    __table_args__ = (
        word_of("volunteer_check", "kind", CheckKind),
        word_of("volunteer_check", "outcome", CheckOutcome),
        between("volunteer_check", "slot", 1, 9),
        word_of("volunteer_check", "level", DbsLevel),
        word_of("volunteer_check", "method", SendMethod),
        *truths_are_truths("volunteer_check", "update_service"),
        *days_are_days("volunteer_check", "asked_on", "from_on", "rechecked_on", "seen_on"),
        *days_are_days("volunteer_check", "chased_on", "number_purged_on"),
        Index("ix_volunteer_check_volunteer_id_kind", "volunteer_id", "kind"),
        Index("ix_volunteer_check_kind", "kind", "from_on", "volunteer_id", "outcome"),
        options(),
    )


_check = SQLModel.metadata.tables["volunteer_check"].c
Index(
    "ix_volunteer_check_rechecked_on",
    _check.rechecked_on,
    _check.volunteer_id,
    sqlite_where=_check.rechecked_on.is_not(None),
)
Index(
    "ix_volunteer_check_unanswered",
    _check.asked_on,
    _check.volunteer_id,
    sqlite_where=_check.outcome.is_(None),
)
Index(
    "ix_volunteer_check_training_id",
    _check.training_id,
    sqlite_where=_check.training_id.is_not(None),
)
Index(
    "ix_volunteer_check_meeting_id", _check.meeting_id, sqlite_where=_check.meeting_id.is_not(None)
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
    """A training session of one day or several; who attended which module are rows of evidence.

    One that is planned has not been held yet. On another topic than the core modules it has none.
    """

    __tablename__ = "training"
    id: int | None = Field(default=None, primary_key=True)
    held_on: date = Field(sa_column=day(required=True))
    until_on: date | None = Field(default=None, sa_column=day())
    modules: str = Field(sa_column=text(required=True))
    held_by: str | None = Field(default=None, sa_column=text())
    note: str | None = Field(default=None, sa_column=text())
    topic: str | None = Field(default=None, sa_column=text())
    planned: bool | None = Field(default=None, sa_column=truth())

    __table_args__ = (
        *days_are_days("training", "held_on", "until_on"),
        *truths_are_truths("training", "planned"),
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
