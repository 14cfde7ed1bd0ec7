"""Matches from proposal to ending, their own intervals, pauses and excused months."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from ivtool.domain.matching.vocabulary import EndingRoute, Party, PauseReason, View
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
    From `continued_on` on it is a friendship, and no longer the authority's appointment.
    """

    __tablename__ = "match"
    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, sa_column=text())
    referral_id: int = Field(sa_column=pointer("referral", required=True))
    child_id: int = Field(sa_column=pointer("child", required=True))
    volunteer_id: int = Field(sa_column=pointer("volunteer", required=True))
    second_volunteer_id: int | None = Field(default=None, sa_column=pointer("volunteer"))
    proposed_on: date = Field(sa_column=day(required=True))
    book_shown_on: date | None = Field(default=None, sa_column=day())
    first_meeting_on: date | None = Field(default=None, sa_column=day())
    started_on: date | None = Field(default=None, sa_column=day())
    ended_on: date | None = Field(default=None, sa_column=day())
    ending_route: str | None = Field(default=None, sa_column=text())
    ending_reason: str | None = Field(default=None, sa_column=text())
    planned: bool | None = Field(default=None, sa_column=truth())
    goodbye_held: bool | None = Field(default=None, sa_column=truth())
    told_by: str | None = Field(default=None, sa_column=text())
    another_wanted: bool | None = Field(default=None, sa_column=truth())
    continued_on: date | None = Field(default=None, sa_column=day())

    __table_args__ = (
        UniqueConstraint("key", name="uq_match_key"),
        *days_are_days(
            "match",
            "proposed_on",
            "book_shown_on",
            "first_meeting_on",
            "started_on",
            "ended_on",
            "continued_on",
        ),
        word_of("match", "ending_route", EndingRoute),
        *truths_are_truths("match", "planned", "goodbye_held", "another_wanted"),
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


class MatchView(SQLModel, table=True):
    """What somebody said of a match, before or after the first meeting; the latest counts.

    `understanding`: the child is of sufficient understanding, asked where a child objects.
    """

    __tablename__ = "match_view"
    id: int | None = Field(default=None, primary_key=True)
    match_id: int = Field(sa_column=pointer("match", required=True))
    party: str = Field(sa_column=text(required=True))
    view: str = Field(sa_column=text(required=True))
    said_on: date = Field(sa_column=day(required=True))
    after_meeting: bool = Field(sa_column=truth(required=True))
    understanding: bool | None = Field(default=None, sa_column=truth())
    words: str | None = Field(default=None, sa_column=text())

    __table_args__ = (
        word_of("match_view", "party", Party),
        word_of("match_view", "view", View),
        *days_are_days("match_view", "said_on"),
        *truths_are_truths("match_view", "after_meeting", "understanding"),
        Index("ix_match_view_match_id", "match_id"),
        options(),
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
