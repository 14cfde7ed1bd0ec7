"""Matches from proposal to ending, their own intervals, pauses and excused months."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from ivtool.domain.words import EndingRoute, PauseReason
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


class Match(SQLModel, table=True):
    """One child with one volunteer, or with a couple who visit together.

    `child_id` repeats the referral's child, so that the file itself can forbid two live matches.
    """

    __tablename__ = "match"
    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, sa_column=text())
    referral_id: int = Field(sa_column=pointer("referral", required=True))
    child_id: int = Field(sa_column=pointer("child", required=True))
    volunteer_id: int = Field(sa_column=pointer("volunteer", required=True))
    second_volunteer_id: int | None = Field(default=None, sa_column=pointer("volunteer"))
    proposed_on: date = Field(sa_column=day(required=True))
    first_meeting_on: date | None = Field(default=None, sa_column=day())
    started_on: date | None = Field(default=None, sa_column=day())
    ended_on: date | None = Field(default=None, sa_column=day())
    ending_route: str | None = Field(default=None, sa_column=text())
    ending_reason: str | None = Field(default=None, sa_column=text())
    planned: bool | None = Field(default=None, sa_column=truth())
    another_wanted: bool | None = Field(default=None, sa_column=truth())

    __table_args__ = (
        UniqueConstraint("key", name="uq_match_key"),
        *days_are_days("match", "proposed_on", "first_meeting_on", "started_on", "ended_on"),
        word_of("match", "ending_route", EndingRoute),
        *truths_are_truths("match", "planned", "another_wanted"),
        CheckConstraint("second_volunteer_id <> volunteer_id", name="ck_match_couple"),
        CheckConstraint("ended_on >= started_on", name="ck_match_order"),
        Index("ix_match_referral_id", "referral_id"),
        Index("ix_match_child_id", "child_id"),
        Index("ix_match_volunteer_id", "volunteer_id"),
        Index("ix_match_second_volunteer_id", "second_volunteer_id"),
        Index("ix_match_started_on", "started_on", "ended_on"),
        options(),
    )


_match = SQLModel.metadata.tables["match"].c
Index(
    "uq_match_live_child",
    _match.child_id,
    unique=True,
    sqlite_where=_match.started_on.is_not(None) & _match.ended_on.is_(None),
)


class MatchInterval(SQLModel, table=True):
    """A match's own months between visits, from a day on; without one, policy's hold."""

    __tablename__ = "match_interval"
    id: int | None = Field(default=None, primary_key=True)
    match_id: int = Field(sa_column=pointer("match", required=True))
    from_on: date = Field(sa_column=day(required=True))
    every_months: int = Field(sa_column=number(required=True))

    __table_args__ = (
        UniqueConstraint("match_id", "from_on", name="uq_match_interval_match_id_from_on"),
        *days_are_days("match_interval", "from_on"),
        between("match_interval", "every_months", 1, 12),
        options(),
    )


class MatchPause(SQLModel, table=True):
    """Days on which no visit is expected. One that never was is withdrawn, not deleted."""

    __tablename__ = "pause"
    id: int | None = Field(default=None, primary_key=True)
    match_id: int = Field(sa_column=pointer("match", required=True))
    from_on: date = Field(sa_column=day(required=True))
    until_on: date | None = Field(default=None, sa_column=day())
    reason: str | None = Field(default=None, sa_column=text())
    note: str | None = Field(default=None, sa_column=text())
    withdrawn_on: date | None = Field(default=None, sa_column=day())

    __table_args__ = (
        *days_are_days("pause", "from_on", "until_on", "withdrawn_on"),
        word_of("pause", "reason", PauseReason),
        CheckConstraint("until_on >= from_on", name="ck_pause_order"),
        options(),
    )


_pause = SQLModel.metadata.tables["pause"].c
Index(
    "uq_pause_match_id_from_on",
    _pause.match_id,
    _pause.from_on,
    unique=True,
    sqlite_where=_pause.withdrawn_on.is_(None),
)
Index(
    "uq_pause_open",
    _pause.match_id,
    unique=True,
    sqlite_where=_pause.withdrawn_on.is_(None) & _pause.until_on.is_(None),
)


class Excuse(SQLModel, table=True):
    """A month in which no visit was to be expected of a match: who said so, and why."""

    __tablename__ = "excuse"
    id: int | None = Field(default=None, primary_key=True)
    match_id: int = Field(sa_column=pointer("match", required=True))
    month: str = Field(sa_column=text(required=True))
    excused_by: str = Field(sa_column=text(required=True))
    reason: str = Field(sa_column=text(required=True))

    __table_args__ = (
        UniqueConstraint("match_id", "month", name="uq_excuse_match_id_month"),
        CheckConstraint(
            "month || '-01' IS date(month || '-01', '+0 days')", name="ck_excuse_month"
        ),
        options(),
    )
