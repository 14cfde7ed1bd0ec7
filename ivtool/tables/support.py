"""Support to volunteers, reviews of children and of matches, and what was agreed there."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from ivtool.domain.matching.vocabulary import Party
from ivtool.domain.support.vocabulary import Measure, Rater, ReviewOutcome, SupportKind, Wanted
from ivtool.domain.visits.visits import MINUTES_IN_A_DAY
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


class Support(SQLModel, table=True):
    """Something done to support volunteers, or planned: one to one, or with many.

    Without `held_on` it has not been held. Recorded in error it is withdrawn, not deleted.
    """

    __tablename__ = "support"
    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, sa_column=text())
    kind: str = Field(sa_column=text(required=True))
    planned_on: date | None = Field(default=None, sa_column=day())
    held_on: date | None = Field(default=None, sa_column=day())
    minutes: int | None = Field(default=None, sa_column=number())
    held_by: str | None = Field(default=None, sa_column=text())
    topic: str | None = Field(default=None, sa_column=text())
    note: str | None = Field(default=None, sa_column=text())
    next_on: date | None = Field(default=None, sa_column=day())
    withdrawn_on: date | None = Field(default=None, sa_column=day())
    withdrawn_why: str | None = Field(default=None, sa_column=text())

    __table_args__ = (
        UniqueConstraint("key", name="uq_support_key"),
        word_of("support", "kind", SupportKind),
        *days_are_days("support", "planned_on", "held_on", "next_on", "withdrawn_on"),
        between("support", "minutes", 1, MINUTES_IN_A_DAY),
        CheckConstraint("planned_on IS NOT NULL OR held_on IS NOT NULL", name="ck_support_day"),
        Index("ix_support_held_on", "held_on", "kind"),
        options(),
    )


class Attendance(SQLModel, table=True):
    """Somebody invited to a support or training session: whether they said they come, and came.

    Both are not known until somebody tells.
    """

    __tablename__ = "attendance"
    id: int | None = Field(default=None, primary_key=True)
    support_id: int | None = Field(default=None, sa_column=pointer("support"))
    training_id: int | None = Field(default=None, sa_column=pointer("training"))
    volunteer_id: int | None = Field(default=None, sa_column=pointer("volunteer"))
    child_id: int | None = Field(default=None, sa_column=pointer("child"))
    comes: bool | None = Field(default=None, sa_column=truth())
    attended: bool | None = Field(default=None, sa_column=truth())

    __table_args__ = (
        *truths_are_truths("attendance", "comes", "attended"),
        CheckConstraint(
            "(support_id IS NULL) <> (training_id IS NULL)", name="ck_attendance_session"
        ),
        CheckConstraint("(volunteer_id IS NULL) <> (child_id IS NULL)", name="ck_attendance_who"),
        UniqueConstraint(
            "support_id", "volunteer_id", name="uq_attendance_support_id_volunteer_id"
        ),
        UniqueConstraint("support_id", "child_id", name="uq_attendance_support_id_child_id"),
        UniqueConstraint(
            "training_id", "volunteer_id", name="uq_attendance_training_id_volunteer_id"
        ),
        Index("ix_attendance_volunteer_id", "volunteer_id"),
        Index("ix_attendance_child_id", "child_id"),
        options(),
    )


class SupportAction(SQLModel, table=True):
    """Something agreed at a session, by a day: `U-4/1`."""

    __tablename__ = "support_action"
    id: int | None = Field(default=None, primary_key=True)
    support_id: int = Field(sa_column=pointer("support", required=True))
    number: int = Field(sa_column=number(required=True))
    words: str = Field(sa_column=text(required=True))
    due_on: date | None = Field(default=None, sa_column=day())
    done_on: date | None = Field(default=None, sa_column=day())

    __table_args__ = (
        UniqueConstraint("support_id", "number", name="uq_support_action_support_id_number"),
        *days_are_days("support_action", "due_on", "done_on"),
        options(),
    )


class StatutoryReview(SQLModel, table=True):
    """A child's six-monthly review: when it is due, and what was decided about the visitor.

    The visitor attends only where the young person wants it; otherwise is a fact that is kept.
    """

    __tablename__ = "statutory_review"
    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, sa_column=text())
    child_id: int = Field(sa_column=pointer("child", required=True))
    due_on: date | None = Field(default=None, sa_column=day())
    held_on: date | None = Field(default=None, sa_column=day())
    iv_considered: bool | None = Field(default=None, sa_column=truth())
    wants_iv: str | None = Field(default=None, sa_column=text())
    iv_attended: bool | None = Field(default=None, sa_column=truth())
    note: str | None = Field(default=None, sa_column=text())
    withdrawn_on: date | None = Field(default=None, sa_column=day())
    withdrawn_why: str | None = Field(default=None, sa_column=text())

    __table_args__ = (
        UniqueConstraint("key", name="uq_statutory_review_key"),
        *days_are_days("statutory_review", "due_on", "held_on", "withdrawn_on"),
        *truths_are_truths("statutory_review", "iv_considered", "iv_attended"),
        word_of("statutory_review", "wants_iv", Wanted),
        CheckConstraint(
            "due_on IS NOT NULL OR held_on IS NOT NULL", name="ck_statutory_review_day"
        ),
        Index("ix_statutory_review_child_id", "child_id", "held_on"),
        options(),
    )


class MatchReview(SQLModel, table=True):
    """The service's own check on a match."""

    __tablename__ = "match_review"
    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, sa_column=text())
    match_id: int = Field(sa_column=pointer("match", required=True))
    held_on: date = Field(sa_column=day(required=True))
    outcome: str | None = Field(default=None, sa_column=text())
    note: str | None = Field(default=None, sa_column=text())
    withdrawn_on: date | None = Field(default=None, sa_column=day())
    withdrawn_why: str | None = Field(default=None, sa_column=text())

    __table_args__ = (
        UniqueConstraint("key", name="uq_match_review_key"),
        *days_are_days("match_review", "held_on", "withdrawn_on"),
        word_of("match_review", "outcome", ReviewOutcome),
        options(),
    )


_review = SQLModel.metadata.tables["match_review"].c
Index(
    "uq_match_review_match_id_held_on",
    _review.match_id,
    _review.held_on,
    unique=True,
    sqlite_where=_review.withdrawn_on.is_(None),
)


class MatchReviewAction(SQLModel, table=True):
    """Something agreed at a review of a match, by a day."""

    __tablename__ = "match_review_action"
    id: int | None = Field(default=None, primary_key=True)
    match_review_id: int = Field(sa_column=pointer("match_review", required=True))
    number: int = Field(sa_column=number(required=True))
    words: str = Field(sa_column=text(required=True))
    due_on: date | None = Field(default=None, sa_column=day())
    done_on: date | None = Field(default=None, sa_column=day())

    __table_args__ = (
        UniqueConstraint(
            "match_review_id", "number", name="uq_match_review_action_match_review_id_number"
        ),
        *days_are_days("match_review_action", "due_on", "done_on"),
        options(),
    )


class MatchReviewRating(SQLModel, table=True):
    """How child or volunteer rate one thing at a review, from 1 to 5."""

    __tablename__ = "match_review_rating"
    id: int | None = Field(default=None, primary_key=True)
    match_review_id: int = Field(sa_column=pointer("match_review", required=True))
    who: str = Field(sa_column=text(required=True))
    measure: str = Field(sa_column=text(required=True))
    rating: int = Field(sa_column=number(required=True))

    __table_args__ = (
        UniqueConstraint(
            "match_review_id",
            "who",
            "measure",
            name="uq_match_review_rating_match_review_id_who_measure",
        ),
        word_of("match_review_rating", "who", Rater),
        word_of("match_review_rating", "measure", Measure),
        between("match_review_rating", "rating", 1, 5),
        options(),
    )


class MatchReviewView(SQLModel, table=True):
    """What somebody said at a review of a match, in words of their own."""

    __tablename__ = "match_review_view"
    id: int | None = Field(default=None, primary_key=True)
    match_review_id: int = Field(sa_column=pointer("match_review", required=True))
    party: str = Field(sa_column=text(required=True))
    words: str = Field(sa_column=text(required=True))

    __table_args__ = (
        UniqueConstraint(
            "match_review_id", "party", name="uq_match_review_view_match_review_id_party"
        ),
        word_of("match_review_view", "party", Party),
        options(),
    )
