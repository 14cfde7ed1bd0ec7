"""Every change is kept, in the transaction that makes it; what did not happen leaves nothing."""

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Unchanged, connected

from ivtool import db
from ivtool.domain.children.records import Authority, Child
from ivtool.domain.file.digests import digest
from ivtool.domain.file.records import FileReceipt
from ivtool.domain.file.vocabulary import FileDeed
from ivtool.domain.ids import ChildId, VolunteerId
from ivtool.domain.office.records import JobRun, JobTold, PolicyEntry
from ivtool.domain.office.vocabulary import Job, JobOutcome
from ivtool.domain.recruitment.records import Volunteer
from ivtool.errors import Problem, Refused
from ivtool.settings import Settings
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
        writer.insert(Child("Ada", id=ChildId(41)))
    assert last_change(file) == ("child", 41, "insert", None, None, None)
    assert rows(file, "SELECT actor, command, stated_on FROM change_set WHERE id = 2") == [
        ("Kim", "child add", "2026-11-21")
    ]


def test_a_row_added_with_no_number_is_kept_under_the_one_it_got(
    file: Path, settings: Settings
) -> None:
    with db.writing(settings, "child add") as writer:
        writer.insert(Authority("Fenmarsh"))
        writer.insert(Child("Ada"))
    assert rows(file, "SELECT table_name, row_id FROM change WHERE change_set_id = 2") == [
        ("authority", 1),
        ("child", 1),
    ]


def test_an_update_is_kept_before_and_after(file: Path, settings: Settings) -> None:
    with db.writing(settings, "child add") as writer:
        writer.insert(Child("Ada"))
    with db.writing(settings, "child correct") as writer:
        writer.update(writer.known(Child, 1), name="Adá", looked_after=True)
    table, number, action, columns, before, after = last_change(file)
    assert (table, number, action) == ("child", 1, "update")
    assert json.loads(columns or "") == ["looked_after", "name"]
    assert json.loads(before or "") == {"looked_after": None, "name": "Ada"}
    assert json.loads(after or "") == {"looked_after": True, "name": "Adá"}


def test_a_deletion_is_kept_whole(file: Path, settings: Settings) -> None:
    with db.writing(settings, "volunteer add") as writer:
        writer.insert(Volunteer("Bo", 1, capacity_imported=False, id=VolunteerId(3)))
    with db.writing(settings, "volunteer erase") as writer:
        writer.delete(writer.known(Volunteer, 3))
    table, number, action, _, before, after = last_change(file)
    assert (table, number, action, after) == ("volunteer", 3, "delete", None)
    assert json.loads(before or "")["name"] == "Bo"


def test_the_digest_is_of_the_salted_values(file: Path, settings: Settings) -> None:
    with db.writing(settings, "policy set") as writer:
        writer.update(writer.known(PolicyEntry, 1), value="9")
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
            writer.insert(Child(name))
    assert rows(file, "SELECT count(*) FROM change_set") == [(2,)]


def nothing(writer: Writer) -> None:
    assert writer.get(Child, 1) is None
    with pytest.raises(LookupError, match="no row 1 in child"):
        writer.known(Child, 1)


def same_value(writer: Writer) -> None:
    entry = writer.known(PolicyEntry, 1)
    writer.put(entry, value=str(entry.value))


def refused(writer: Writer) -> None:
    writer.insert(Child("Ada"))
    raise Refused("no", [Problem("child.no", "no")])


def broken(writer: Writer) -> None:
    writer.insert(Child("Ada"))
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
        writer.insert(Child("Ada"))


def test_what_was_done_with_the_file_and_by_jobs_is_outside_the_history(
    file: Path, settings: Settings
) -> None:
    day, now = settings.today, "2026-11-21T08:00:00Z"
    with db.writing(settings, "job run") as writer:
        writer.insert(FileReceipt(FileDeed.BACKUP, now, "Kim"))
        ran = writer.insert(JobRun(Job.CHECKS, day, day, day, now, "Kim"))
        writer.update(ran, ended_at=now, outcome=JobOutcome.DONE)
        writer.delete(writer.insert(JobTold(Job.CHECKS, "V-1", "lapsed", 1, day)))
    assert rows(file, "SELECT outcome FROM job_run") == [("done",)]
    assert rows(file, "SELECT deed FROM file_receipt ORDER BY id DESC LIMIT 1") == [("backup",)]
    assert rows(file, "SELECT count(*) FROM job_told") == [(0,)]
    assert rows(file, "SELECT max(id) FROM change_set") == [(1,)]


@pytest.mark.parametrize(
    ("number", "says"), [(0, ("insert", "Bea")), (1, ("update", "Bea"))], ids=("new", "known")
)
def test_what_has_no_id_yet_is_added_and_what_has_one_is_changed(
    file: Path, settings: Settings, number: int, says: tuple[str, str]
) -> None:
    with db.writing(settings, "child add") as writer:
        child = writer.insert(Child("Ada"))
        stored = writer.put(child._replace(id=ChildId(number)), name="Bea")
    action, name = says
    assert last_change(file)[:3] == ("child", stored.id, action)
    assert rows(file, f"SELECT name FROM child WHERE id = {stored.id}") == [(name,)]
    assert stored.id == (number or 2)


def test_a_check_finds_rows_and_values_past_the_history(
    file: Path, settings: Settings, run: Run
) -> None:
    with db.writing(settings, "policy set") as writer:
        writer.update(writer.known(PolicyEntry, 1), value="9")
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
