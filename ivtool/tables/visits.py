"""The log of visits and contacts."""

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from ivtool.domain.visits.visits import HIGHEST_MOOD, MINUTES_IN_A_DAY, MOST_IN_A_DAY
from ivtool.domain.visits.vocabulary import VisitKind, VisitOutcome
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


class Visit(SQLModel, table=True):
    """A visit or contact, held or not. One logged in error is withdrawn, not deleted.

    `nth`: of its kind and outcome on its day; a visit is held once a day.
    """

    __tablename__ = "visit"
    id: int | None = Field(default=None, primary_key=True)
    match_id: int = Field(sa_column=pointer("match", required=True))
    visited_on: date = Field(sa_column=day(required=True))
    kind: str = Field(sa_column=text(required=True))
    outcome: str = Field(sa_column=text(required=True))
    nth: int = Field(default=1, sa_column=number(required=True))
    minutes: int | None = Field(default=None, sa_column=number())
    activity: str | None = Field(default=None, sa_column=text())
    place: str | None = Field(default=None, sa_column=text())
    mood: int | None = Field(default=None, sa_column=number())
    child_words: str | None = Field(default=None, sa_column=text())
    note: str | None = Field(default=None, sa_column=text())
    next_planned_on: date | None = Field(default=None, sa_column=day())
    withdrawn_on: date | None = Field(default=None, sa_column=day())
    withdrawn_why: str | None = Field(default=None, sa_column=text())

    __table_args__ = (
        *days_are_days("visit", "visited_on", "next_planned_on", "withdrawn_on"),
        word_of("visit", "kind", VisitKind),
        word_of("visit", "outcome", VisitOutcome),
        between("visit", "nth", 1, MOST_IN_A_DAY),
        CheckConstraint(
            f"nth = 1 OR kind <> '{VisitKind.VISIT.value}'"
            f" OR outcome <> '{VisitOutcome.HELD.value}'",
            name="ck_visit_held_once",
        ),
        between("visit", "minutes", 1, MINUTES_IN_A_DAY),
        between("visit", "mood", 1, HIGHEST_MOOD),
        options(),
    )


# Both ways round: without either one, a report over years of visits takes half a minute.
# A row stands until it is withdrawn; the same entry twice is one, or numbered.
_visit = SQLModel.metadata.tables["visit"].c
Index(
    "uq_visit_match_day",
    _visit.match_id,
    _visit.visited_on,
    _visit.kind,
    _visit.outcome,
    _visit.nth,
    unique=True,
    sqlite_where=_visit.withdrawn_on.is_(None),
)
Index(
    "ix_visit_day_match",
    _visit.visited_on,
    _visit.match_id,
    _visit.kind,
    _visit.outcome,
    sqlite_where=_visit.withdrawn_on.is_(None),
)


class VisitPlan(SQLModel, table=True):
    """A visit that is planned; it changes nothing of when one is due."""

    __tablename__ = "visit_plan"
    id: int | None = Field(default=None, primary_key=True)
    match_id: int = Field(sa_column=pointer("match", required=True))
    planned_on: date = Field(sa_column=day(required=True))
    activity: str | None = Field(default=None, sa_column=text())
    place: str | None = Field(default=None, sa_column=text())
    withdrawn_on: date | None = Field(default=None, sa_column=day())

    __table_args__ = (*days_are_days("visit_plan", "planned_on", "withdrawn_on"), options())


Index(
    "ix_visit_next_planned_on",
    _visit.match_id,
    _visit.next_planned_on,
    sqlite_where=_visit.withdrawn_on.is_(None) & _visit.next_planned_on.is_not(None),
)
_plan = SQLModel.metadata.tables["visit_plan"].c
Index(
    "uq_visit_plan_match_id_planned_on",
    _plan.match_id,
    _plan.planned_on,
    unique=True,
    sqlite_where=_plan.withdrawn_on.is_(None),
)
