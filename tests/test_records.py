"""A record and its table say the same, and a row comes back as the record that was stored."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest
from sqlalchemy import Boolean, CheckConstraint, Date, Integer

from ivtool import db, tables
from ivtool.domain.children.records import Child
from ivtool.domain.ids import MatchId
from ivtool.domain.recruitment.records import Waiver
from ivtool.domain.visits.records import Visit, VisitPlan
from ivtool.domain.visits.vocabulary import VisitKind, VisitOutcome
from ivtool.rows import Made, Packed, columns_of, kinds, maker, records
from ivtool.settings import Settings

# The history is written with the rows of the others, and by no record.
NO_RECORDS = {"change", "change_link", "change_set", "change_value"}


KINDS = kinds()
ONE_WORD = r"(\w+) = '[^']*'"


def words() -> Iterator[tuple[tuple[str, str], set[str]]]:
    """The columns that hold a word of a list, with the words."""
    for table in tables.SQLModel.metadata.tables.values():
        for check in table.constraints:
            text = str(check.sqltext) if isinstance(check, CheckConstraint) else ""
            if found := re.fullmatch(rf"{ONE_WORD}(?: OR \1 = '[^']*')*", text):
                yield (table.name, found[1]), set(re.findall("'([^']*)'", text))


WORDS = dict(words())


def test_every_table_has_a_record_and_every_record_a_table() -> None:
    assert set(KINDS) == set(tables.SQLModel.metadata.tables) - NO_RECORDS


@pytest.mark.parametrize("table", KINDS, ids=str)
def test_a_record_has_the_columns_of_its_table_each_of_its_kind(table: str) -> None:
    kind, columns = KINDS[table], tables.SQLModel.metadata.tables[table].columns
    assert sorted(kind._fields) == sorted(columns.keys())
    for name in kind._fields:
        annotation: Any = kind.__annotations__[name]
        said = annotation
        nullable = type(None) in get_args(annotation)
        assert nullable == columns[name].nullable, name
        if nullable:
            [said] = [each for each in get_args(annotation) if each is not type(None)]
        kept_as = columns[name].type
        assert (said is date) == isinstance(kept_as, Date), name
        assert (said is bool) == isinstance(kept_as, Boolean), name
        number = said is int or hasattr(said, "__supertype__")
        assert number == (type(kept_as) is Integer), name
        if allowed := WORDS.get((table, name)):
            assert {word.value for word in said} == allowed, name


def test_a_row_comes_back_as_the_record_that_was_stored(file: Path) -> None:
    settings = Settings(db=str(file), actor_asked="Kim", today_asked="2026-11-21")
    with db.writing(settings, "test") as writer:
        child = writer.insert(Child(name="[Ada] O'Neil", looked_after=False))
        assert writer.get(Child, child.id) == child
        again = writer.update(child, looked_after=None, date_of_birth=date(2012, 2, 29))
        assert writer.get(Child, child.id) == again
        assert again.name == child.name
        writer.delete(again)
        assert writer.get(Child, child.id) is None


def test_a_query_in_any_order_is_read_by_the_names_of_its_columns() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        names = columns_of(Visit).split(", ")
        values = {
            "match_id": 7,
            "visited_on": "'2026-02-28'",
            "kind": "'visit'",
            "outcome": "'held'",
        }
        values |= {"id": 3, "nth": 1}
        listed = [
            f"{values.get(name.strip(chr(34)), 'NULL')} AS {name}" for name in reversed(names)
        ]
        [found] = records(Visit, connection.execute(f"SELECT {', '.join(listed)}"))
        assert found.visited_on == date(2026, 2, 28)
        assert (found.kind, found.outcome) == (VisitKind.VISIT, VisitOutcome.HELD)
        assert (found.match_id, found.minutes) == (MatchId(7), None)
        with pytest.raises(TypeError, match="Visit has"):
            records(Visit, connection.execute("SELECT 1 AS id"))


def test_a_record_within_a_row_is_read_whole() -> None:
    class Shown(NamedTuple):
        plan: VisitPlan
        key: str | None
        on: date | None

    plan = VisitPlan(MatchId(7), date(2026, 11, 28), place="the baths", id=3)
    with closing(sqlite3.connect(":memory:")) as file:
        values = "7 AS match_id, '2026-11-28' AS planned_on, NULL AS activity,"
        values += " 'the baths' AS place, NULL AS withdrawn_on, 3 AS id"
        found = file.execute(f"SELECT {values}, 'M001' AS key, '2026-11-29' AS 'on'")
        assert records(Shown, found) == [Shown(plan, "M001", date(2026, 11, 29))]
        # Its columns come in their order: two of one name would not be told apart.
        with pytest.raises(TypeError):
            records(Shown, file.execute(f"SELECT 'M001' AS key, NULL AS 'on', {values}"))


def test_of_many_rows_those_that_are_wanted_are_made_again_whenever_they_are_looked_at() -> None:
    with closing(sqlite3.connect(":memory:")) as file:
        rows = file.execute("VALUES (7, '2026-11-28'), (8, NULL), (9, '2026-02-28')")
        made = Made(Packed(rows), lambda row: row[1] and date.fromisoformat(row[1]))
        found = made.only(lambda day: day is not None and day.month == 2)
    assert (len(made), len(found)) == (3, 1)
    assert [*found] == [*found] == [date(2026, 2, 28)]


def test_a_record_is_made_of_the_last_columns_of_a_row() -> None:
    columns = columns_of(Waiver, "w")
    with closing(sqlite3.connect(":memory:")) as file:
        blank = ", ".join(f"NULL AS {name}" for name in columns_of(Waiver).split(", ")[1:])
        rows = file.execute(f"SELECT 3, {columns} FROM (SELECT 7 AS volunteer_id, {blank}) w")
        [(_, *row)] = rows
        assert maker(Waiver, rows, 1)(row).volunteer_id == 7
