"""Every change is kept, in the transaction that makes it; what did not happen leaves nothing."""

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Unchanged, connected
from sqlmodel import select

from ivtool import db
from ivtool.domain.digests import digest
from ivtool.errors import Problem, Refused
from ivtool.settings import Settings
from ivtool.tables import Authority, Child, PolicyEntry, Volunteer
from ivtool.writer import Writer


@pytest.fixture
def settings(file: Path) -> Settings:
    return Settings(db=str(file), actor_asked="Kim", today_asked="2026-11-21")


def rows(file: Path, query: str) -> list[Any]:
    with closing(connected(file)) as connection:
        return connection.execute(query).fetchall()


def last_change(file: Path) -> tuple[str, int, str, str | None, str | None, str | None]:
    found: tuple[str, int, str, str | None, str | None, str | None] = rows(
        file,
        "SELECT c.table_name, c.row_id, c.action, c.columns, v.before, v.after FROM change c"
        " LEFT JOIN change_value v ON v.change_id = c.id ORDER BY c.id DESC LIMIT 1",
    )[0]
    return found


def test_a_new_file_tells_who_made_it(file: Path) -> None:
    assert rows(file, "SELECT id, actor, command FROM change_set") == [(1, "tester", "db init")]
    assert rows(file, "SELECT count(*) FROM change WHERE action = 'insert'") == rows(
        file, "SELECT count(*) FROM policy"
    )


def test_an_insert_is_kept_without_a_copy(file: Path, settings: Settings) -> None:
    with db.writing(settings, "child add") as writer:
        writer.session.add(Child(id=41, name="Ada"))
    assert last_change(file) == ("child", 41, "insert", None, None, None)
    assert rows(file, "SELECT actor, command, stated_on FROM change_set WHERE id = 2") == [
        ("Kim", "child add", "2026-11-21")
    ]


def test_a_row_added_with_no_number_is_kept_under_the_one_it_got(
    file: Path, settings: Settings
) -> None:
    with db.writing(settings, "child add") as writer:
        writer.session.add(Authority(name="Fenmarsh"))
        writer.session.add(Child(name="Ada"))
    assert rows(file, "SELECT table_name, row_id FROM change WHERE change_set_id = 2") == [
        ("authority", 1),
        ("child", 1),
    ]


def test_an_update_is_kept_before_and_after(file: Path, settings: Settings) -> None:
    with db.writing(settings, "child add") as writer:
        writer.session.add(Child(id=1, name="Ada"))
    with db.writing(settings, "child correct") as writer:
        child = writer.session.get_one(Child, 1)
        child.name = "Adá"
        child.looked_after = True
    table, number, action, columns, before, after = last_change(file)
    assert (table, number, action) == ("child", 1, "update")
    assert json.loads(columns or "") == ["looked_after", "name"]
    assert json.loads(before or "") == {"looked_after": None, "name": "Ada"}
    assert json.loads(after or "") == {"looked_after": True, "name": "Adá"}


def test_a_deletion_is_kept_whole(file: Path, settings: Settings) -> None:
    with db.writing(settings, "volunteer add") as writer:
        writer.session.add(Volunteer(id=3, name="Bo"))
    with db.writing(settings, "volunteer erase") as writer:
        writer.session.delete(writer.session.get_one(Volunteer, 3))
    table, number, action, _, before, after = last_change(file)
    assert (table, number, action, after) == ("volunteer", 3, "delete", None)
    assert json.loads(before or "")["name"] == "Bo"


def test_the_digest_is_of_the_salted_values(file: Path, settings: Settings) -> None:
    with db.writing(settings, "policy set") as writer:
        writer.session.get_one(PolicyEntry, 1).value = "9"
    ((kept, salt, before, after),) = rows(
        file,
        "SELECT c.digest, c.salt, v.before, v.after FROM change c"
        " JOIN change_value v ON v.change_id = c.id",
    )
    assert kept == digest(salt, before, after)
    assert kept != digest(salt, before, before)
    assert len(salt) == 32


def test_rows_added_in_bulk_are_kept_by_one_call(file: Path, settings: Settings) -> None:
    with db.writing(settings, "import") as writer:
        writer.history.inserted_many("visit", ("id",), [(7,), (8,)])
    assert rows(file, "SELECT row_id, action FROM change WHERE table_name = 'visit'") == [
        (7, "insert"),
        (8, "insert"),
    ]


def test_one_command_is_one_change_set(file: Path, settings: Settings) -> None:
    with db.writing(settings, "child add") as writer:
        for name in ("Ada", "Bea"):
            writer.session.add(Child(name=name))
            writer.session.flush()
    assert rows(file, "SELECT count(*) FROM change_set") == [(2,)]


def nothing(writer: Writer) -> None:
    writer.session.exec(select(Child)).all()


def same_value(writer: Writer) -> None:
    entry = writer.session.get_one(PolicyEntry, 1)
    entry.value = str(entry.value)


def refused(writer: Writer) -> None:
    writer.session.add(Child(name="Ada"))
    writer.session.flush()
    raise Refused("no", [Problem("child.no", "no")])


def broken(writer: Writer) -> None:
    writer.session.add(Child(name="Ada"))
    writer.session.flush()
    raise KeyboardInterrupt


@pytest.mark.parametrize("work", [nothing, same_value, refused, broken])
def test_what_did_not_happen_leaves_nothing(
    settings: Settings, nothing_stored: Unchanged, work: Callable[[Writer], None]
) -> None:
    with nothing_stored():
        try:
            with db.writing(settings, "child add") as writer:
                work(writer)
        except (Refused, KeyboardInterrupt):
            pass


def test_a_rehearsal_leaves_nothing(settings: Settings, nothing_stored: Unchanged) -> None:
    with nothing_stored(), db.writing(settings, "import", keep=False) as writer:
        writer.session.add(Child(name="Ada"))
        writer.session.flush()


def test_a_check_finds_rows_and_values_past_the_history(
    file: Path, settings: Settings, run: Run
) -> None:
    with db.writing(settings, "policy set") as writer:
        writer.session.get_one(PolicyEntry, 1).value = "9"
    assert run("db", "check").out == ""
    with closing(connected(file)) as connection:
        connection.execute("INSERT INTO child (id, name) VALUES (9, 'Zed')")
        (trigger,) = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'tr_change_value_update'"
        ).fetchone()
        connection.execute("DROP TRIGGER tr_change_value_update")
        connection.execute("UPDATE change_value SET after = '{}'")
        connection.execute(trigger)
    found = run("db", "check", code=10).out
    assert "C-9" in found
    assert "no change tells who added it" in found
    assert "its values are not those that were recorded" in found
    assert "Zed" not in found
