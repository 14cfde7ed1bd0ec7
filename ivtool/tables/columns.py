"""How columns are declared: types that a STRICT table takes, and the named CHECKs that guard them.

SQLModel does not validate a table's class, so the file defends itself: a day is a day of the
calendar, a word is one of its list, a truth is 0 or 1.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Column, Date, ForeignKey, Integer, String
from sqlalchemy.ext.compiler import compiles
from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
}


# STRICT knows TEXT and INTEGER, not VARCHAR, DATE or BOOLEAN.
@compiles(String, "sqlite")
@compiles(Date, "sqlite")
def _text(*_: object, **__: object) -> str:
    return "TEXT"


@compiles(Boolean, "sqlite")
def _integer(*_: object, **__: object) -> str:
    return "INTEGER"


def text(*, required: bool = False) -> Any:
    """A column of text."""
    return Column(String, nullable=not required)


def day(*, required: bool = False) -> Any:
    """A column of a calendar day, kept as ISO text."""
    return Column(Date, nullable=not required)


def number(*, required: bool = False) -> Any:
    """A column of a whole number."""
    return Column(Integer, nullable=not required)


def truth(*, required: bool = False) -> Any:
    """A column of yes or no; NULL is not known."""
    return Column(Boolean(create_constraint=False), nullable=not required)


def pointer(table: str, *, required: bool = False) -> Any:
    """A column that points at a row of another table."""
    return Column(Integer, ForeignKey(f"{table}.id"), nullable=not required)


def days_are_days(table: str, *columns: str) -> list[CheckConstraint]:
    """Each column holds a day of the calendar or NULL; without the modifier 31 February passes."""
    return [
        CheckConstraint(f"{column} IS date({column}, '+0 days')", name=f"ck_{table}_{column}")
        for column in columns
    ]


def truths_are_truths(table: str, *columns: str) -> list[CheckConstraint]:
    """Each column holds 0, 1 or NULL."""
    return [
        CheckConstraint(f"{column} IN (0, 1)", name=f"ck_{table}_{column}") for column in columns
    ]


def word_of(table: str, column: str, kind: type[StrEnum]) -> CheckConstraint:
    """The column holds one of the words of a list, or NULL."""
    # Of an IN, SQLite would build the list anew for every row that an import stores.
    allowed = " OR ".join(f"{column} = '{member.value}'" for member in kind)
    return CheckConstraint(allowed, name=f"ck_{table}_{column}")


def between(table: str, column: str, least: int, most: int) -> CheckConstraint:
    """The column holds a number of a range, or NULL."""
    return CheckConstraint(f"{column} BETWEEN {least} AND {most}", name=f"ck_{table}_{column}")


def options() -> dict[str, bool]:
    """What every table has: strict types, and ids that are never given out twice."""
    return {"sqlite_strict": True, "sqlite_autoincrement": True}
