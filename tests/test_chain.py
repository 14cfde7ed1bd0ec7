"""The history is a chain: what something else than ivtool has altered in it is always named."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Run, connected

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parent.parent / "sample"
DAY = ("--today", "2026-11-23")

MORE = (
    "INSERT INTO change_set (recorded_at, stated_on, actor, command, first_change)"
    " SELECT recorded_at, stated_on, actor, command, 99999 FROM change_set WHERE id = 6"
)


@pytest.fixture
def done(run: Run) -> Run:
    run(*DAY, "import", str(SAMPLE))
    run(*DAY, "visit", "log", "M-7", "--on", "22/11/2026", "--minutes", "90", "--miles", "24")
    run(*DAY, "visit", "correct", "L-79", "--minutes", "80")
    run(*DAY, "undo", "--yes")
    run(*DAY, "visit", "correct", "L-1", "--minutes", "70")
    return run


def altered(file: Path, statement: str) -> None:
    """Change a file as somebody with a shell does, past the triggers that would refuse it."""
    with closing(connected(file)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)


def test_a_history_that_nobody_has_touched_fits(done: Run) -> None:
    assert done("db", "check").out == ""


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE change_set SET actor = 'Lee' WHERE id = 3", "H-3"),
        ("UPDATE change_set SET recorded_at = '2026-01-01T00:00:00Z' WHERE id = 2", "H-2"),
        ("UPDATE change_set SET command = 'visit show' WHERE id = 4", "H-4"),
        ("UPDATE change SET digest = '00' WHERE change_set_id = 3 AND table_name = 'visit'", "H-3"),
        ("UPDATE change SET row_id = 2 WHERE change_set_id = 6", "H-6"),
        ("UPDATE change SET columns = '[]' WHERE change_set_id = 4", "H-4"),
        ("DELETE FROM change WHERE change_set_id = 3 AND table_name = 'claim'", "H-3"),
        ("DELETE FROM change_link WHERE change_set_id = 4", "H-5"),
        ("DELETE FROM change_link WHERE change_set_id = 6", "H-6"),
        ("UPDATE change_link SET takes_back_id = 3 WHERE change_set_id = 5", "H-5"),
        (MORE, "H-7"),
    ],
)
def test_the_first_that_does_not_fit_is_named(
    done: Run, file: Path, statement: str, where: str
) -> None:
    altered(file, statement)
    rows = json.loads(done("db", "check", "--format", "json", code=10).out)
    assert [row["where"] for row in rows if row["code"] == "history.chain"] == [where]


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE visit SET minutes = 81 WHERE id = 79", "L-79"),
        # What a command has changed since, and what none has.
        ("UPDATE visit SET minutes = 81 WHERE id = 1", "L-1"),
        ("UPDATE visit SET note = 'no' WHERE id = 1", "L-1"),
        ("DELETE FROM visit WHERE id = 5", "L-5"),
        ("UPDATE child SET name = 'Zed' WHERE id = 3", "C-3"),
    ],
)
def test_a_row_that_a_shell_has_altered_is_named(
    done: Run, file: Path, statement: str, where: str
) -> None:
    altered(file, statement)
    rows = json.loads(done("db", "check", "--format", "json", code=10).out)
    assert where in [row["where"] for row in rows if row["code"] == "history.row_altered"]


def test_the_head_is_another_after_each_change_and_the_same_in_a_copy(
    done: Run, tmp_path: Path
) -> None:
    def said(*words: str) -> dict[str, str]:
        [found] = json.loads(done(*words, "history", "head", "--format", "json").out)
        return dict(found)

    before = said()
    assert before["ref"] == "H-6"
    assert before["said"].replace(" ", "") == before["digest"][:32]
    copy = tmp_path / "copy.db"
    done("db", "backup", str(copy))
    assert said("--db", str(copy)) == said() == before
    done(*DAY, "undo", "--yes")
    assert said()["ref"] == "H-7"
    assert said()["digest"] != before["digest"]


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        # A salt that is gone where nothing may be erased: the row could be anything.
        (
            "UPDATE change SET salt = NULL WHERE table_name = 'visit' AND row_id = 5",
            {"history.altered"},
        ),
        # A change from before all others.
        (
            (
                "INSERT INTO change (id, change_set_id, table_name, row_id, action)"
                " VALUES (-1, 2, 'visit', 1, 'insert')"
            ),
            {"history.chain"},
        ),
    ],
)
def test_what_hides_an_altered_row_is_named(
    done: Run, file: Path, statement: str, codes: set[str]
) -> None:
    altered(file, statement)
    found = json.loads(done("db", "check", *DAY, "--format", "json", code=10).out)
    assert {each["code"] for each in found} >= codes
