"""Children, where they have lived, and who has worked with them, over time."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, func
from sqlmodel import Field, SQLModel

from ivtool.domain.children.vocabulary import (
    ReferralOutcome,
    ReferralSource,
    ReferralStep,
    WorkerRole,
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


class Child(SQLModel, table=True):
    """A looked-after child or young person. `looked_after` NULL is not known, never a no."""

    __tablename__ = "child"
    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, sa_column=text())
    name: str = Field(sa_column=text(required=True))
    date_of_birth: date | None = Field(default=None, sa_column=day())
    gender: str | None = Field(default=None, sa_column=text())
    ethnicity: str | None = Field(default=None, sa_column=text())
    religion: str | None = Field(default=None, sa_column=text())
    language: str | None = Field(default=None, sa_column=text())
    disability: str | None = Field(default=None, sa_column=text())
    looked_after: bool | None = Field(default=None, sa_column=truth())
    interests: str | None = Field(default=None, sa_column=text())
    likes: str | None = Field(default=None, sa_column=text())
    dislikes: str | None = Field(default=None, sa_column=text())
    wants_gender: str | None = Field(default=None, sa_column=text())
    wants_gender_must: bool | None = Field(default=None, sa_column=truth())
    no_contact: str | None = Field(default=None, sa_column=text())
    risks: str | None = Field(default=None, sa_column=text())
    health: str | None = Field(default=None, sa_column=text())
    legal_status: str | None = Field(default=None, sa_column=text())
    interpreter: bool | None = Field(default=None, sa_column=truth())
    unaccompanied: bool | None = Field(default=None, sa_column=truth())
    needs_developmental: str | None = Field(default=None, sa_column=text())
    needs_social: str | None = Field(default=None, sa_column=text())
    needs_emotional: str | None = Field(default=None, sa_column=text())
    needs_religious: str | None = Field(default=None, sa_column=text())
    needs_cultural: str | None = Field(default=None, sa_column=text())
    help_needed: str | None = Field(default=None, sa_column=text())
    availability: str | None = Field(default=None, sa_column=text())
    wants_lowest_age: int | None = Field(default=None, sa_column=number())
    wants_lowest_age_must: bool | None = Field(default=None, sa_column=truth())
    wants_highest_age: int | None = Field(default=None, sa_column=number())
    wants_highest_age_must: bool | None = Field(default=None, sa_column=truth())
    wants_language: str | None = Field(default=None, sa_column=text())
    wants_language_must: bool | None = Field(default=None, sa_column=truth())
    wants_culture: str | None = Field(default=None, sa_column=text())
    wants_culture_must: bool | None = Field(default=None, sa_column=truth())

    __table_args__ = (
        UniqueConstraint("key", name="uq_child_key"),
        *days_are_days("child", "date_of_birth"),
        *truths_are_truths(
            "child",
            "looked_after",
            "wants_gender_must",
            "interpreter",
            "unaccompanied",
            "wants_lowest_age_must",
            "wants_highest_age_must",
            "wants_language_must",
            "wants_culture_must",
        ),
        between("child", "wants_lowest_age", 18, 120),
        between("child", "wants_highest_age", 18, 120),
        options(),
    )


class ChildAuthority(SQLModel, table=True):
    """Who looks after a child from a day on, until the next; the first from ever, with no day.

    Without an authority it is not known who does.
    """

    __tablename__ = "child_authority"
    id: int | None = Field(default=None, primary_key=True)
    child_id: int = Field(sa_column=pointer("child", required=True))
    authority_id: int | None = Field(default=None, sa_column=pointer("authority"))
    from_on: date | None = Field(default=None, sa_column=day())

    __table_args__ = (
        UniqueConstraint("child_id", "from_on", name="uq_child_authority_child_id_from_on"),
        *days_are_days("child_authority", "from_on"),
        Index("ix_child_authority_authority_id", "authority_id"),
        options(),
    )


_authority = SQLModel.metadata.tables["child_authority"].c
Index(
    "uq_child_authority_first",
    _authority.child_id,
    unique=True,
    sqlite_where=_authority.from_on.is_(None),
)


class Placement(SQLModel, table=True):
    """Where a child lives from a day on; a move ends neither referral nor match."""

    __tablename__ = "placement"
    id: int | None = Field(default=None, primary_key=True)
    child_id: int = Field(sa_column=pointer("child", required=True))
    kind: str | None = Field(default=None, sa_column=text())
    postcode: str | None = Field(default=None, sa_column=text())
    provider: str | None = Field(default=None, sa_column=text())
    area_authority_id: int | None = Field(default=None, sa_column=pointer("authority"))
    from_on: date | None = Field(default=None, sa_column=day())
    until_on: date | None = Field(default=None, sa_column=day())

    __table_args__ = (
        *days_are_days("placement", "from_on", "until_on"),
        Index("ix_placement_child_id", "child_id"),
        options(),
    )


class ChildWorker(SQLModel, table=True):
    """A social worker, IRO or carer of a child from a day on."""

    __tablename__ = "child_worker"
    id: int | None = Field(default=None, primary_key=True)
    child_id: int = Field(sa_column=pointer("child", required=True))
    role: str = Field(sa_column=text(required=True))
    name: str = Field(sa_column=text(required=True))
    from_on: date | None = Field(default=None, sa_column=day())
    until_on: date | None = Field(default=None, sa_column=day())
    phone: str | None = Field(default=None, sa_column=text())
    email: str | None = Field(default=None, sa_column=text())

    __table_args__ = (
        word_of("child_worker", "role", WorkerRole),
        *days_are_days("child_worker", "from_on", "until_on"),
        Index("ix_child_worker_child_id_role", "child_id", "role"),
        options(),
    )


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


class Authority(SQLModel, table=True):
    """A local authority; its name is written one way whatever the case it came in."""

    __tablename__ = "authority"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_column=text(required=True))

    __table_args__ = (options(),)


_authority = SQLModel.metadata.tables["authority"].c
Index("uq_authority_name", func.lower(_authority.name), unique=True)
