"""What a command changed is taken back and brought back, row by row; what rests on it is told."""

import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import Run, Unchanged, change, connected

from ivtool import db
from ivtool.errors import Refused
from ivtool.services.file.undo import require_shown, to_undo
from ivtool.settings import Settings

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parent.parent.parent / "sample"
DAY = ("--today", "2026-11-23")
JSON = ("--format", "json")
OWN = {"alembic_version", "change", "change_link", "change_set", "change_value", "file_look"}
OWN |= {"file_receipt"}
LOG = ("visit", "log", "M-7", "--on", "22/11/2026", "--minutes", "90", "--miles", "24")


def tables(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the service."""
    with closing(connected(file)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        return {
            name: connection.execute(f'SELECT * FROM "{name}" ORDER BY id').fetchall()
            for (name,) in names
            if name not in OWN
        }


@pytest.fixture
def sample(run: Run) -> Run:
    run(*DAY, "import", str(SAMPLE))
    return run


ALTER_HISTORY = (
    'DROP TRIGGER tr_change_value_update; UPDATE change_value SET "before" ='
    " replace(\"before\", '150', '151') WHERE change_id = (SELECT max(id) FROM change)"
)
LINES = [
    LOG,
    ("visit", "correct", "L-1", "--minutes", "80"),
    ("visit", "withdraw", "L-1", "--why", "twice"),
    ("volunteer", "check", "V-11", "medical", "--outcome", "clear"),
    ("volunteer", "hold", "V-1", "--on", "2026-11-20", "--reason", "exams"),
    ("volunteer", "leave", "V-10", "--reason", "moved"),
    ("child", "move", "C-7", "--kind", "foster_care", "--postcode", "SA1 1AA"),
    ("match", "end", "M-7", "--route", "agreed_end", "--reason", "moved away"),
    ("policy", "set", "visits.grace_days", "9"),
    ("training", "add", "--module", "boundaries", "--attended", "V-1", "--attended", "V-2"),
    ("referral", "add", "Mo Hart", "--authority", "Fenmarsh", "--source", "social_worker"),
]


@pytest.mark.parametrize("line", LINES, ids=lambda line: " ".join(line[:2]))
def test_every_row_is_as_before_after_undo_and_as_after_once_redone(
    sample: Run, file: Path, line: tuple[str, ...]
) -> None:
    before = tables(file)
    sample(*DAY, *line)
    after = tables(file)
    assert after != before
    sample(*DAY, "undo", "--yes")
    assert tables(file) == before
    sample(*DAY, "redo", "--yes")
    assert tables(file) == after
    sample(*DAY, "undo", "--yes")
    assert tables(file) == before
    assert sample("db", "check").out == ""


def test_a_whole_import_is_one_step(run: Run, file: Path) -> None:
    before = tables(file)
    run(*DAY, "import", str(SAMPLE))
    after = tables(file)
    run(*DAY, "undo", "--yes")
    assert tables(file) == before
    run(*DAY, "redo", "--yes")
    assert tables(file) == after


def test_undo_again_goes_further_back_and_redo_forward(sample: Run) -> None:
    sample(*DAY, *LOG)
    sample(*DAY, "visit", "correct", "L-1", "--minutes", "80")
    asked = [*DAY, "undo", "--yes", *JSON], [*DAY, "redo", "--yes", *JSON]
    undone = [json.loads(sample(*asked[0]).out)[0]["takes_back"] for _ in range(3)]
    assert undone == ["H-4", "H-3", "H-2"]
    redone = [json.loads(sample(*asked[1]).out)[0]["takes_back"] for _ in range(3)]
    assert redone == ["H-2", "H-3", "H-4"]
    assert "redo.changed_since" not in sample(*asked[1], code=4).err
    again = json.loads(sample(*asked[0]).out)[0]
    assert (again["takes_back"], again["again"]) == ("H-4", False)


def test_the_last_change_is_ones_own_and_anothers_wants_its_number(sample: Run) -> None:
    sample(*DAY, "--as", "Kim", *LOG)
    sample(*DAY, "--as", "Lee", "visit", "correct", "L-1", "--minutes", "80")
    done = json.loads(sample(*DAY, "--as", "Kim", "undo", "--yes", *JSON).out)[0]
    assert (done["takes_back"], done["command"]) == ("H-3", "visit log")
    assert "[undo.nothing]" in sample(*DAY, "--as", "Kim", "undo", "--yes", code=4).err
    done = json.loads(sample(*DAY, "--as", "Kim", "undo", "H-4", "--yes", *JSON).out)[0]
    assert done["takes_back"] == "H-4"


def test_a_ref_is_not_given_out_again(sample: Run) -> None:
    sample(*DAY, *LOG)
    sample(*DAY, "undo", "--yes")
    assert "L-80 logged" in sample(*DAY, *LOG).out


@pytest.mark.parametrize(
    ("first", "later", "names"),
    [
        (LOG, ("visit", "correct", "L-79", "--minutes", "80"), "H-4 changed L-79"),
        (LOG, ("expenses", "approve", "E-11"), "H-4 changed E-11/1"),
        (
            ("training", "add", "--module", "boundaries", "--on", "2026-11-20"),
            ("training", "attended", "T-1", "--volunteer", "V-1"),
            "H-4 changed evidence of V-1",
        ),
        (
            ("match", "end", "M-7", "--route", "agreed_end", "--reason", "moved"),
            ("visit", "log", "M-7", "--on", "2026-11-21", "--minutes", "60"),
            "H-4 changed L-79",
        ),
    ],
    ids=["a later change", "a line", "what points at it", "what rests on it"],
)
def test_what_something_rests_on_is_refused_until_that_is_undone(
    sample: Run,
    file: Path,
    nothing_stored: Unchanged,
    first: tuple[str, ...],
    later: tuple[str, ...],
    names: str,
) -> None:
    before = tables(file)
    sample(*DAY, *first)
    sample(*DAY, *later)
    with nothing_stored():
        err = sample(*DAY, "undo", "H-3", "--yes", code=4).err
    assert names in err
    assert "ivtool undo H-4" in err
    sample(*DAY, "undo", "H-4", "--yes")
    sample(*DAY, "undo", "H-3", "--yes")
    assert tables(file) == before


def test_what_came_later_and_was_taken_back_is_in_nobodys_way(sample: Run, file: Path) -> None:
    sample(*DAY, *LOG)
    after = tables(file)
    sample(*DAY, "visit", "correct", "L-79", "--minutes", "80")
    sample(*DAY, "undo", "--yes")
    assert tables(file) == after
    sample(*DAY, "undo", "H-3", "--yes")
    assert "L-79" not in sample("visit", "list", "--match", "M-7").out


def test_what_stands_in_the_place_of_a_row_is_named(sample: Run) -> None:
    sample(*DAY, "visit", "withdraw", "L-1", "--why", "twice")
    [entry] = json.loads(sample("visit", "show", "L-1", *JSON).out)
    sample(*DAY, "visit", "log", entry["match"], "--on", entry["on"], "--minutes", "60")
    err = sample(*DAY, "undo", "H-3", "--yes", code=4).err
    assert "H-4 changed L-79, which stands in its place: undo it first" in err


def test_a_row_that_something_else_has_changed_is_left_alone(
    sample: Run, file: Path, nothing_stored: Unchanged
) -> None:
    sample(*DAY, "visit", "correct", "L-1", "--minutes", "80")
    change(file, "UPDATE visit SET minutes = 81 WHERE id = 1")
    with nothing_stored():
        assert "[undo.altered]" in sample(*DAY, "undo", "--yes", code=4).err


@pytest.mark.parametrize(
    ("line", "altering"),
    [
        (LOG, "UPDATE visit SET minutes = 91 WHERE id = 79"),
        (LOG, "UPDATE claim_line SET amount_pence = 1 WHERE id = (SELECT max(id) FROM claim_line)"),
        (LOG, "DELETE FROM visit WHERE id = 79"),
        (
            ("visit", "correct", "L-1", "--minutes", "80"),
            "UPDATE visit SET place = 'elsewhere' WHERE id = 1",
        ),
        (
            ("visit", "correct", "L-1", "--minutes", "80"),
            ALTER_HISTORY,
        ),
    ],
    ids=["what was added", "what came with it", "gone", "another column", "the history"],
)
def test_what_was_altered_past_ivtool_is_not_undone(
    sample: Run, file: Path, nothing_stored: Unchanged, line: tuple[str, ...], altering: str
) -> None:
    sample(*DAY, *line)
    change(file, f"PRAGMA foreign_keys = OFF; {altering}")
    with nothing_stored():
        for asked in ("--yes", "--dry-run"):
            err = sample(*DAY, "undo", asked, code=4).err
            assert "[undo.altered]" in err
            assert "ivtool db check" in err


def test_what_is_promised_is_what_is_done(sample: Run, nothing_stored: Unchanged) -> None:
    sample(*DAY, "visit", "withdraw", "L-1", "--why", "twice")
    [entry] = json.loads(sample("visit", "show", "L-1", *JSON).out)
    sample(*DAY, "visit", "log", entry["match"], "--on", entry["on"], "--minutes", "60")
    with nothing_stored():
        for asked in ("--yes", "--dry-run"):
            err = sample(*DAY, "undo", "H-3", asked, code=4).err
            assert "ivtool undo H-4" in err


def test_of_what_may_be_only_once_the_one_that_stands_is_named(sample: Run) -> None:
    """Two have led the match before; whoever leads it now stands in the place, and no other."""
    sample(*DAY, "staff", "add", "Ros Hale", "--role", "coordinator", "--on", "2026-11-01")
    sample(*DAY, "staff", "add", "Kay Lund", "--role", "coordinator", "--on", "2026-11-01")
    sample(*DAY, "staff", "lead", "S-2", "--match", "M-7", "--on", "2026-11-02")
    sample(*DAY, "staff", "lead", "S-1", "--match", "M-7", "--on", "2026-11-03")
    sample(*DAY, "staff", "leave", "S-1", "--on", "2026-11-10")
    sample(*DAY, "staff", "lead", "S-2", "--match", "M-7", "--on", "2026-11-10")
    err = sample(*DAY, "undo", "H-7", "--yes", code=4).err
    assert "H-8 changed lead" in err
    assert "ivtool undo H-8" in err


def test_an_entry_comes_back_to_no_match_that_was_not_then(
    sample: Run, nothing_stored: Unchanged
) -> None:
    [entry] = json.loads(sample("visit", "show", "L-1", *JSON).out)
    sample(*DAY, "visit", "withdraw", "L-1", "--why", "twice")
    later = date.fromisoformat(entry["on"]) + timedelta(days=1)
    sample(*DAY, "match", "start", entry["match"], "--on", later.isoformat(), "--correct", code=0)
    with nothing_stored():
        err = sample(*DAY, "undo", "H-3", "--yes", code=4).err
    assert f"H-4 changed {entry['match']}, and L-1 would be none of its" in err
    assert "ivtool undo H-4" in err


def test_what_was_named_only_in_between_is_undone_first(sample: Run) -> None:
    sample(*DAY, "staff", "add", "Ros Hale", "--role", "coordinator")
    sample(*DAY, "staff", "add", "Kay Lund", "--role", "coordinator")
    sample(*DAY, "staff", "lead", "S-2", "--match", "M-7")
    sample(*DAY, "staff", "lead", "S-1", "--match", "M-7")
    sample(*DAY, "staff", "lead", "S-2", "--match", "M-7")
    err = sample(*DAY, "undo", "H-3", "--yes", code=4).err
    assert "lead" in err
    assert err.index("ivtool undo H-7") < err.index("ivtool undo H-6")
    for number in ("H-7", "H-6", "H-3"):
        sample(*DAY, "undo", number, "--yes")


def test_one_person_is_one_however_they_write_themselves(sample: Run) -> None:
    sample(*DAY, "--as", "Ann", *LOG)
    done = json.loads(sample(*DAY, "--as", "ann", "undo", "--yes", *JSON).out)[0]
    assert done["takes_back"] == "H-3"
    done = json.loads(sample(*DAY, "--as", "ANN", "redo", "--yes", *JSON).out)[0]
    assert (done["takes_back"], done["again"]) == ("H-3", True)


def test_what_a_concern_or_a_payment_is_part_of_says_what_helps(
    sample: Run, nothing_stored: Unchanged
) -> None:
    sample(*DAY, "visit", "correct", "L-1", "--minutes", "80")
    sample(*DAY, *LOG, "--concern", "said to be sad")
    with nothing_stored():
        err = sample(*DAY, "undo", "--yes", code=4).err
    for each in ("concern withdraw K-1 --why …", "visit withdraw L-79 --why …", "undo H-3"):
        assert f"ivtool {each}" in err
    sample(*DAY, "concern", "withdraw", "K-1", "--why", "another child")
    with nothing_stored():
        err = sample(*DAY, "undo", "--yes", code=4).err
    # The visit stands still: what was done before it is not taken back in its place.
    assert "ivtool visit withdraw L-79 --why …" in err
    assert "concern" not in err.replace("[undo.concern]", "")
    done = json.loads(sample(*DAY, "undo", "H-3", "--yes", *JSON).out)[0]
    assert done["takes_back"] == "H-3"


def test_a_payment_is_reversed(sample: Run, nothing_stored: Unchanged) -> None:
    sample(*DAY, "visit", "correct", "L-1", "--minutes", "80")
    sample(*DAY, *LOG)
    sample(*DAY, "expenses", "approve", "E-11")
    sample(*DAY, "expenses", "pay", "E-11", "--reference", "BACS 9")
    with nothing_stored():
        err = sample(*DAY, "undo", "--yes", code=4).err
        assert "ivtool expenses reverse P-1 --why …" in err
        assert "ivtool undo H-3" in err
        err = sample(*DAY, "undo", "H-5", "--yes", code=4).err
        assert "H-6 changed E-11/1, and stays" in err
        assert "ivtool expenses reverse P-1 --why …" in err


def test_what_a_rate_has_priced_keeps_its_amount_and_is_told(sample: Run) -> None:
    sample(*DAY, "policy", "set", "expenses.rates.car", "40", "--from", "2026-11-01")
    sample(*DAY, *LOG)
    ran = sample(*DAY, "undo", "H-3", "--yes")
    assert "1 line priced since keeps what it came to" in ran.err


def test_levels_are_never_left_crossed(sample: Run, nothing_stored: Unchanged) -> None:
    sample(*DAY, "policy", "set", "visits.escalate_days", "90")
    sample(*DAY, "policy", "set", "visits.red_days", "80")
    with nothing_stored():
        err = sample(*DAY, "undo", "H-3", "--yes", code=4).err
    assert "[policy.levels_crossed]" in err


def test_a_name_that_was_a_mistake_is_nobodys_former_name(sample: Run) -> None:
    sample(*DAY, "volunteer", "edit", "V-1", "--name", "Quite Otherwise")
    sample(*DAY, "undo", "--yes")
    sample("volunteer", "show", "Quite", code=3)


def test_what_an_older_version_recorded_stays(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "old.db"
    released = Path(__file__).parent.parent / "released" / "0011.sql"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(released.read_text(encoding="utf-8"))
    run("--db", str(file), "db", "upgrade")
    assert "[undo.too_old]" in run("--db", str(file), "undo", "H-2", "--yes", code=4).err


def test_only_showing_it_changes_nothing(sample: Run, nothing_stored: Unchanged) -> None:
    sample(*DAY, "visit", "correct", "L-1", "--minutes", "80")
    with nothing_stored():
        [row] = json.loads(sample(*DAY, "undo", "--dry-run", *JSON).out)
        sample(*DAY, "undo", code=4)
    assert (row["record"], row["field"], row["before"], row["after"]) == ("L-1", "minutes", 80, 150)


def test_who_asks_for_one_change_is_told_to_agree_to_that_one(sample: Run) -> None:
    sample(*DAY, "visit", "correct", "L-1", "--minutes", "80")
    sample(*DAY, "visit", "correct", "L-2", "--minutes", "80")
    assert "ivtool undo H-3 --yes\n" in sample(*DAY, "undo", "H-3", code=4).err
    assert "ivtool undo --yes\n" in sample(*DAY, "undo", code=4).err


def test_nothing_is_put_back_that_was_not_shown(sample: Run, file: Path) -> None:
    sample(*DAY, "visit", "correct", "L-1", "--minutes", "80")
    settings = Settings(str(file))
    with db.reading(settings) as reader:
        shown = to_undo(reader, "tester", None)
        require_shown(shown, shown)
    # In another window of the same person, while the question stands.
    for line in (("visit", "correct", "L-2", "--minutes", "80"), ("undo", "--yes")):
        sample(*DAY, *line)
        with db.reading(settings) as reader:
            plan = to_undo(reader, "tester", None)
        require_shown(plan, None)
        if line[0] == "visit":
            with pytest.raises(Refused, match="nothing was put back"):
                require_shown(plan, shown)
        else:
            require_shown(plan, shown)
