"""Concerns for a child or about a volunteer: who was told, what was added, who has looked.

The words are written once and never changed, so that no history ever holds them.
"""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from ivtool.domain.concerns.vocabulary import ConcernKind, NoteKind, ToldParty
from ivtool.tables.columns import day, days_are_days, options, pointer, text, word_of


def _time_is_time(table: str, column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} IS strftime('%H:%M', {column})", name=f"ck_{table}_{column}")


class Concern(SQLModel, table=True):
    """Something that somebody worries about; its words are seen in `concern show` only."""

    __tablename__ = "concern"
    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(sa_column=text(required=True))
    raised_on: date = Field(sa_column=day(required=True))
    raised_time: str | None = Field(default=None, sa_column=text())
    raised_by: str = Field(sa_column=text(required=True))
    child_id: int | None = Field(default=None, sa_column=pointer("child"))
    volunteer_id: int | None = Field(default=None, sa_column=pointer("volunteer"))
    match_id: int | None = Field(default=None, sa_column=pointer("match"))
    visit_id: int | None = Field(default=None, sa_column=pointer("visit"))
    words: str = Field(sa_column=text(required=True))
    action: str | None = Field(default=None, sa_column=text())
    closed_on: date | None = Field(default=None, sa_column=day())
    withdrawn_on: date | None = Field(default=None, sa_column=day())
    duplicate_of_id: int | None = Field(default=None, sa_column=pointer("concern"))

    __table_args__ = (
        word_of("concern", "kind", ConcernKind),
        *days_are_days("concern", "raised_on", "closed_on", "withdrawn_on"),
        _time_is_time("concern", "raised_time"),
        CheckConstraint("closed_on >= raised_on", name="ck_concern_order"),
        CheckConstraint("withdrawn_on >= raised_on", name="ck_concern_withdrawal"),
        CheckConstraint(
            "duplicate_of_id IS NULL OR (withdrawn_on IS NOT NULL AND duplicate_of_id <> id)",
            name="ck_concern_duplicate",
        ),
        CheckConstraint(
            "child_id IS NOT NULL OR volunteer_id IS NOT NULL", name="ck_concern_about"
        ),
        CheckConstraint(
            f"kind <> '{ConcernKind.ALLEGATION_ABOUT_VOLUNTEER.value}' OR volunteer_id IS NOT NULL",
            name="ck_concern_allegation",
        ),
        options(),
    )


class ConcernTold(SQLModel, table=True):
    """Somebody who was told of a concern, on a day."""

    __tablename__ = "concern_told"
    id: int | None = Field(default=None, primary_key=True)
    concern_id: int = Field(sa_column=pointer("concern", required=True))
    party: str = Field(sa_column=text(required=True))
    told_on: date = Field(sa_column=day(required=True))
    told_time: str | None = Field(default=None, sa_column=text())
    person: str | None = Field(default=None, sa_column=text())
    told_by: str = Field(sa_column=text(required=True))

    __table_args__ = (
        UniqueConstraint(
            "concern_id", "party", "told_on", name="uq_concern_told_concern_id_party_told_on"
        ),
        word_of("concern_told", "party", ToldParty),
        *days_are_days("concern_told", "told_on"),
        _time_is_time("concern_told", "told_time"),
        options(),
    )


class ConcernNote(SQLModel, table=True):
    """What was added to a concern later; the words are seen in `concern show` only."""

    __tablename__ = "concern_note"
    id: int | None = Field(default=None, primary_key=True)
    concern_id: int = Field(sa_column=pointer("concern", required=True))
    kind: str = Field(sa_column=text(required=True))
    noted_on: date = Field(sa_column=day(required=True))
    noted_by: str = Field(sa_column=text(required=True))
    words: str = Field(sa_column=text(required=True))

    __table_args__ = (
        word_of("concern_note", "kind", NoteKind),
        *days_are_days("concern_note", "noted_on"),
        Index("ix_concern_note_concern_id", "concern_id"),
        options(),
    )


class ConcernLook(SQLModel, table=True):
    """Somebody has read a concern's words, at a time of the real clock, in UTC."""

    __tablename__ = "concern_look"
    id: int | None = Field(default=None, primary_key=True)
    concern_id: int = Field(sa_column=pointer("concern", required=True))
    looked_at: str = Field(sa_column=text(required=True))
    actor: str = Field(sa_column=text(required=True))

    __table_args__ = (
        CheckConstraint(
            "looked_at IS strftime('%Y-%m-%dT%H:%M:%SZ', looked_at)",
            name="ck_concern_look_looked_at",
        ),
        Index("ix_concern_look_concern_id", "concern_id"),
        options(),
    )
