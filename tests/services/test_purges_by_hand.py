"""What is no longer kept: a DBS number that has gone is nowhere in the file."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Unchanged, change, dump, opened, run_on

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

NUMBER = "001234567890"
ISSUED = "2026-05-04"
# A certificate of early May, a decision in June: in December its number goes.
DECIDED = {
    "approved": "INSERT INTO volunteer_stage (volunteer_id, spell, stage, reached_on)"
    " VALUES (1, 1, 'approved', '2026-06-05');",
    "left": "UPDATE volunteer_spell SET ended_on = '2026-06-05', ended_as = 'withdrew';",
    "not accepted": "INSERT INTO volunteer_check (volunteer_id, kind, slot, from_on, outcome)"
    " VALUES (1, 'panel', 1, '2026-06-05', 'not_accepted');",
    "approved before": "INSERT INTO volunteer_stage (volunteer_id, spell, stage, reached_on)"
    " VALUES (1, 1, 'approved', '2024-06-05');",
}
GOES = {"approved before": "2026-11-04"}


def known(run: Run, number: str = NUMBER) -> None:
    """Somebody with a certificate, whose number was mistyped first."""
    run("--today", ISSUED, "volunteer", "add", "Ann Lee", "--phone", "1", "--on", "2024-01-08")
    check = ("--today", ISSUED, "volunteer", "check", "V-1", "dbs")
    run(*check, "--outcome", "clear", "--issued", ISSUED, "--number", "998877665544")
    run(*check, "--number", number)


def purged(run: Run, day: str, *arguments: str) -> Any:
    done = run("--today", day, "volunteer", "purge", *arguments, "--format", "json")
    return json.loads(done.out)[0]


@pytest.mark.parametrize("how", DECIDED)
def test_a_number_goes_half_a_year_after_the_decision(
    run: Run, file: Path, nothing_stored: Unchanged, how: str
) -> None:
    known(run)
    change(file, DECIDED[how])
    day = GOES.get(how, "2026-12-05")
    before = day[:-1] + str(int(day[-1]) - 1)
    with nothing_stored():
        assert purged(run, before) == {"volunteers": [], "count": 0, "dry_run": False}
        assert purged(run, day, "--dry-run")["volunteers"] == ["V-1"]
    assert purged(run, day)["volunteers"] == ["V-1"]
    assert purged(run, day)["count"] == 0
    with closing(opened(file)) as connection:
        [row] = connection.execute(
            "SELECT certificate, number_purged_on, from_on, outcome FROM volunteer_check"
            " WHERE kind = 'dbs'"
        )
    assert row == (None, day, ISSUED, "clear")
    assert not [line for line in dump(file) if NUMBER in line or "998877665544" in line]


@pytest.mark.parametrize(
    ("recorded", "before", "goes"),
    [("2026-05-04", "2026-11-03", "2026-11-04"), ("2026-07-20", "2027-01-19", "2027-01-20")],
)
def test_of_a_renewal_it_goes_half_a_year_after_its_outcome_was_recorded(
    run: Run, file: Path, nothing_stored: Unchanged, recorded: str, before: str, goes: str
) -> None:
    run("--today", ISSUED, "volunteer", "add", "Ann Lee", "--phone", "1", "--on", "2024-01-08")
    change(file, DECIDED["approved before"])
    check = ("volunteer", "check", "V-1", "dbs")
    run("--today", "2026-04-20", *check, "--asked", "2026-04-20")
    answer = ("--outcome", "clear", "--issued", ISSUED, "--number", NUMBER)
    run("--today", recorded, *check, *answer)
    # What is said of the certificate later is no outcome.
    run("--today", "2026-08-01", *check, "--level", "enhanced")
    with nothing_stored():
        assert purged(run, before)["count"] == 0
    assert purged(run, goes)["volunteers"] == ["V-1"]


def test_a_deferral_is_no_decision(run: Run, file: Path, nothing_stored: Unchanged) -> None:
    known(run)
    change(file, DECIDED["not accepted"].replace("not_accepted", "deferred"))
    with nothing_stored():
        assert purged(run, "2030-01-01")["count"] == 0


def test_a_number_stays_until_it_is_decided(run: Run, nothing_stored: Unchanged) -> None:
    known(run)
    with nothing_stored():
        assert purged(run, "2030-01-01")["volunteers"] == []


def test_how_long_is_the_services_own_choice(run: Run, file: Path) -> None:
    known(run)
    change(file, DECIDED["approved"])
    run("--today", "2026-06-05", "policy", "set", "retention.dbs_number_months", "1")
    assert purged(run, "2026-07-04")["count"] == 0
    assert purged(run, "2026-07-05")["count"] == 1


def test_the_history_keeps_that_it_changed_and_forgets_what_it_was(run: Run, file: Path) -> None:
    known(run)
    change(file, DECIDED["approved"])
    purged(run, "2026-12-05")
    with closing(opened(file)) as connection:
        changes = connection.execute(
            "SELECT s.command, c.columns, c.digest IS NOT NULL, c.salt, v.before, v.after"
            " FROM change c JOIN change_set s ON s.id = c.change_set_id"
            " LEFT JOIN change_value v ON v.change_id = c.id"
            " WHERE c.table_name = 'volunteer_check' AND c.columns IS NOT '[\"number_purged_on\"]'"
            " ORDER BY c.id"
        ).fetchall()
    assert changes == [
        ("volunteer check", None, 1, None, None, None),
        ("volunteer check", '["certificate"]', 1, None, None, None),
        ("volunteer purge", '["certificate"]', 1, None, None, None),
    ]


def test_what_changed_beside_it_stays_in_the_history(run: Run, file: Path) -> None:
    known(run)
    run("--today", ISSUED, "volunteer", "check", "V-1", "dbs", "--level", "enhanced")
    answer = ("--number", "0099", "--seen-by", "Ros Hale")
    run("--today", ISSUED, "volunteer", "check", "V-1", "dbs", *answer)
    change(file, DECIDED["approved"])
    purged(run, "2026-12-05")
    with closing(opened(file)) as connection:
        kept = connection.execute('SELECT "after" FROM change_value').fetchall()
    assert ('{"level": "enhanced"}',) in kept
    # In the same command too.
    assert any("Ros Hale" in (text or "") for (text,) in kept)


def test_no_byte_of_a_plain_file_holds_a_number_that_has_gone(tmp_path: Path) -> None:
    file = tmp_path / "plain.db"
    assert run_on(file, "db", "init", "--service", "Test", "--contact", "01234", "--plain") == 0
    add = ("--today", ISSUED, "volunteer")
    # Many people, so that the numbers stand on pages of their own and are moved between them.
    for number in range(1, 61):
        assert run_on(file, *add, "add", f"Ann{number} Lee", "--phone", str(number)) == 0
        check = (*add, "check", f"V-{number}", "dbs", "--outcome", "clear", "--issued", ISSUED)
        assert run_on(file, *check, "--number", f"0012345678{number:02}") == 0
    change(
        file,
        "INSERT INTO volunteer_stage (volunteer_id, spell, stage, reached_on)"
        " SELECT id, 1, 'approved', '2026-06-05' FROM volunteer WHERE id > 30;",
    )
    assert run_on(file, "--today", "2026-12-05", "volunteer", "purge") == 0
    held = file.read_bytes()
    found = [number for number in range(1, 61) if f"0012345678{number:02}".encode() in held]
    assert found == list(range(1, 31))


def test_a_number_that_has_gone_does_not_come_back_with_a_sheet(
    run: Run, tmp_path: Path, nothing_stored: Unchanged, file: Path
) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    header = "key,name,email,interest_expressed,dbs_number,dbs_issued"
    row = "MV001,Ann Lee,ann@example.org,2026-04-06"
    sheet = folder / "volunteers.csv"
    sheet.write_text(f"{header}\n{row},{NUMBER},{ISSUED}\n")
    run("--today", ISSUED, "import", str(folder))
    change(file, DECIDED["left"])
    assert purged(run, "2026-12-05")["count"] == 1
    for words in ((), ("--update",)):
        with nothing_stored():
            run("--today", "2026-12-06", "import", str(folder), *words)
    # Another certificate is a record beside it, with a number of its own.
    sheet.write_text(f"{header}\n{row},{NUMBER},2026-12-01\n")
    run("--today", "2026-12-06", "import", str(folder), "--update")
    with closing(opened(file)) as connection:
        kept = connection.execute("SELECT certificate, from_on FROM volunteer_check ORDER BY id")
        assert kept.fetchall() == [(None, ISSUED), (NUMBER, "2026-12-01")]


def test_a_number_whose_entry_was_undone_goes_at_once_and_is_not_brought_back(
    run: Run, file: Path, nothing_stored: Unchanged
) -> None:
    known(run)
    for _ in range(2):
        run("--today", ISSUED, "undo", "--yes")
    text = "\n".join(dump(file))
    assert NUMBER in text
    assert "998877665544" in text
    with nothing_stored():
        assert purged(run, ISSUED, "--dry-run")["volunteers"] == ["V-1"]
    assert purged(run, ISSUED)["volunteers"] == ["V-1"]
    assert purged(run, ISSUED)["count"] == 0
    text = "\n".join(dump(file))
    assert NUMBER not in text
    assert "998877665544" not in text
    assert run("db", "check", "--today", ISSUED, "--format", "json").out == "[]\n"
    last, before, *_ = json.loads(run("history", "list", "--format", "json").out)
    assert (last["command"], before["command"]) == ("volunteer purge", "undo")
    with nothing_stored():
        run("--today", ISSUED, "redo", "--yes", code=4)
        for each in (last, before):
            told = run("--today", ISSUED, "undo", each["ref"], "--yes", code=4)
            assert "[undo.erased]" in told.err
