"""Who was said to be somebody else, though much is the same."""

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from ivtool.tables.columns import day, days_are_days, options, pointer, text


class TwoPeople(SQLModel, table=True):
    """Two volunteers, or two children, who are alike and were said to be two, with `--anyway`."""

    __tablename__ = "two_people"
    id: int | None = Field(default=None, primary_key=True)
    volunteer_id: int | None = Field(default=None, sa_column=pointer("volunteer"))
    other_volunteer_id: int | None = Field(default=None, sa_column=pointer("volunteer"))
    child_id: int | None = Field(default=None, sa_column=pointer("child"))
    other_child_id: int | None = Field(default=None, sa_column=pointer("child"))
    said_on: date = Field(sa_column=day(required=True))
    said_by: str = Field(sa_column=text(required=True))

    __table_args__ = (
        *days_are_days("two_people", "said_on"),
        CheckConstraint(
            "(volunteer_id IS NULL) = (other_volunteer_id IS NULL)"
            " AND (child_id IS NULL) = (other_child_id IS NULL)"
            " AND (volunteer_id IS NULL) <> (child_id IS NULL)",
            name="ck_two_people_kind",
        ),
        CheckConstraint("volunteer_id < other_volunteer_id", name="ck_two_people_volunteers"),
        CheckConstraint("child_id < other_child_id", name="ck_two_people_children"),
        options(),
    )


_two = SQLModel.metadata.tables["two_people"].c
for _noun in ("volunteer", "child"):
    Index(
        f"uq_two_people_{_noun}_id",
        _two[f"{_noun}_id"],
        _two[f"other_{_noun}_id"],
        unique=True,
        sqlite_where=_two[f"{_noun}_id"].is_not(None),
    )
