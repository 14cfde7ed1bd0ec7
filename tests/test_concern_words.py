"""A concern's words stand in `concern show` and nowhere else: in no list, report, export, history.

Every command that the program has is run and read, so that a new one joins the walk by itself.
"""

import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import typer
from conftest import Ran, Run, as_nobody, connected, dump, names, opened, run_on
from held_service import spoken

from ivtool.cli import app

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

MARK = "Zzyzx"
TODAY, LATER = "2026-11-22", "2026-11-24"
HERE = Path(__file__).parent
# They ask, wait for somebody, or put another file in the place of this one.
LEFT_OUT = {"db", "demo", "import"}
# Of each argument that a command may want, one that there is.
GIVEN = {"MATCH": "M-3", "VOLUNTEER": "V-5", "CHILD": "C-20", "REFERRAL": "R-16", "CLAIM": "E-1",
         "ENTRY": "L-1", "CONCERN": "K-1", "STAFF": "S-1", "SESSION": "T-1", "PAYMENT": "P-1",
         "JOB": "concerns", "KEY": "visits.grace_days"}  # fmt: skip


@pytest.fixture(scope="module")
def marked(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with concerns in every state, whose words hold the mark; never to be changed."""
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("marked") / "ivtool.db"))
    on_that_day = ("--today", TODAY)
    assert run_on(file, *on_that_day, "import", str(HERE / "sample-service")) == 0
    raised = (
        "concern",
        "raise",
        "--words",
        f"{MARK} said",
        "--action",
        f"{MARK} done",
        "--by",
        MARK,
    )
    for line in (
        (*raised, "--match", "M-3", "--kind", "allegation_about_volunteer"),
        (*raised, "--child", "C-7", "--kind", "disclosure"),
        (*raised, "--volunteer", "V-5", "--kind", "other"),
        ("visit", "log", "M-3", "--concern", f"{MARK} said", "--action", f"{MARK} done"),
        ("concern", "told", "K-2", "social_worker", "--to", MARK, "--by", MARK),
        ("concern", "told", "K-1", "lado", "--to", MARK),
        ("concern", "note", "K-1", "--note", MARK, "--by", MARK),
        ("concern", "note", "K-2", "--note", MARK, "--done"),
        ("concern", "close", "K-2", "--note", MARK),
        ("concern", "withdraw", "K-4", "--duplicate-of", "K-3", "--why", MARK, "--by", MARK),
        ("concern", "show", "K-2"),
    ):
        assert run_on(file, *on_that_day, *line) == 0, line
    return file


@pytest.fixture
def file(marked: Path, tmp_path: Path) -> Path:
    """The test's own copy."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return Path(shutil.copy(marked, folder / "ivtool.db"))


def commands() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command of the program, but for those left out, with its way there."""
    root: Any = typer.main.get_command(app)
    for name, found in root.commands.items():
        if name in LEFT_OUT:
            continue
        under = getattr(found, "commands", None)
        if under is None:
            yield (name,), found
        for each, command in (under or {}).items():
            yield (name, each), command


def typed(command: Any) -> list[str]:
    """What a command is given for its arguments, where one is known."""
    metavars = [(each.metavar or "").strip("[]….") for each in command.params
                if each.param_type_name == "argument"]  # fmt: skip
    return [GIVEN[each] for each in metavars if each in GIVEN]


@pytest.mark.parametrize("shown", ["json", "table"])
def test_no_command_but_one_prints_a_word(marked: Path, file: Path, shown: str) -> None:
    walked = set()
    for way, command in commands():
        options = {option for each in command.params for option in each.opts}
        if way == ("concern", "show") or (shown == "table" and "--format" not in options):
            continue
        form = ("--format", shown) if "--format" in options else ()
        line = ("--today", LATER, "--names", "full", *way, *typed(command), *form)
        shutil.copy(marked, file)
        assert_unmarked(spoken(file, *line), line)
        walked.add(way)
    assert {("concern", "list"), ("today",), ("job", "run"), ("report", "compliance")} <= walked
    for line in (("db", "check"), ("db", "backups"), ("concern", "show", "--help")):
        assert_unmarked(spoken(file, "--today", LATER, *line), line)


def assert_unmarked(ran: Ran, line: tuple[str, ...]) -> None:
    assert MARK not in ran.out, line
    assert MARK not in ran.err, line


def test_the_words_stand_in_one_command_for_whoever_asks(run: Run) -> None:
    for shown in ("full", "initials", "refs"):
        [card] = json.loads(run("--names", shown, "concern", "show", "K-1", "--format", "json").out)
        assert (card["words"], card["action"]) == (f"{MARK} said", f"{MARK} done")
        assert card["notes"][0]["words"] == MARK
        assert (card["raised_by"] == MARK) is (shown == "full")


@pytest.mark.parametrize("target", ["out", "out.xlsx"])
def test_no_export_holds_a_word_and_it_says_what_is_left_out(
    run: Run, tmp_path: Path, target: str
) -> None:
    ran = run("export", str(tmp_path / target), "--names", "full")
    assert "  concerns: 4\n" in ran.err
    assert_unmarked(ran, ("export",))
    out = tmp_path / target
    if out.is_dir():
        found = [path.read_bytes() for path in out.iterdir()]
    else:
        with zipfile.ZipFile(out) as workbook:
            found = [workbook.read(name) for name in workbook.namelist()]
    assert found
    assert not any(MARK.encode() in each for each in found)


def test_no_history_holds_a_word(file: Path, run: Run) -> None:
    run("--today", LATER, "concern", "told", "K-1", "social_worker", "--to", MARK)
    run("--today", LATER, "concern", "close", "K-1", "--note", MARK)
    run("--today", LATER, "concern", "show", "K-1")
    with closing(opened(file)) as connection:
        for table in ("change_set", "change", "change_value"):
            rows = connection.execute(f"SELECT * FROM {table}").fetchall()
            assert rows
            assert MARK not in str([tuple(row) for row in rows]), table
        kept = connection.execute(
            "SELECT count(*) FROM change_value v JOIN change c ON c.id = v.change_id"
            " WHERE c.table_name LIKE 'concern%' AND v.after NOT LIKE '%closed_on%'"
            " AND v.after NOT LIKE '%withdrawn_on%'"
        ).fetchone()
    assert tuple(kept) == (0,)


@pytest.mark.parametrize(
    "arguments",
    [
        ("concern", "raise", "--kind", "health", "--words", MARK, "--action", MARK, "--by", MARK),
        ("concern", "raise", "--kind", "health", "--child", "C-999", "--words", MARK),
        ("visit", "log", "M-3", "--on", "1/1/2020", "--concern", MARK, "--action", MARK),
        ("visit", "log", "M-54", "--concern", MARK, "--concern-kind", "allegation_about_volunteer"),
        ("concern", "raise", "--kind", MARK, "--child", "C-7", "--words", "x"),
        ("concern", "raise", "--kind", "health", "--child", MARK, "--words", MARK),
        ("concern", "raise", "--kind", "health", "--child", "C-7", "--at", MARK, "--words", MARK),
        ("concern", "told", "K-2", "social_worker", "--to", MARK, "--by", MARK),
        ("concern", "note", "K-2", "--note", MARK),
        ("concern", "note", "K-1", MARK, "--note", MARK),
        ("concern", "close", "K-1", "--note", MARK),
        ("concern", "close", "K-99", "--note", MARK),
        ("concern", "withdraw", "K-4", "--why", MARK),
        ("concern", "withdraw", "K-1", "--duplicate-of", "K-3", "--why", MARK, "--by", MARK),
    ],
)
def test_no_refusal_repeats_a_word(file: Path, arguments: tuple[str, ...]) -> None:
    before = dump(file)
    ran = spoken(file, "--today", TODAY, *arguments)
    assert ran.code in (2, 3, 4)
    if arguments[3:4] != (MARK,):
        assert_unmarked(ran, arguments)
    assert dump(file) == before


def test_a_look_is_kept_before_anything_is_shown(run: Run, file: Path) -> None:
    for number, actor in enumerate(("Ann Lead", "Bo Reed"), start=1):
        with closing(connected(file)) as connection:
            sets = connection.execute("SELECT count(*) FROM change_set").fetchone()[0]
        ran = run("--as", actor, "concern", "show", "K-3", "--format", "json")
        [card] = json.loads(ran.out)
        assert len(card["looks"]) == number
        with closing(connected(file)) as connection:
            looks = connection.execute(
                "SELECT actor, looked_at FROM concern_look WHERE concern_id = 3 ORDER BY id"
            ).fetchall()
            now = connection.execute("SELECT count(*) FROM change_set").fetchone()[0]
            command = connection.execute(
                "SELECT command, actor FROM change_set ORDER BY id DESC"
            ).fetchone()
        assert len(looks) == number
        assert tuple(looks[-1]) == (actor, card["looks"][-1]["at"])
        assert now == sets + 1
        assert tuple(command) == ("concern show", actor)


def test_where_no_look_can_be_kept_nothing_is_shown(marked: Path, open_folder: Path) -> None:
    file = Path(shutil.copy(marked, open_folder / "ivtool.db"))
    file.chmod(0o444)
    open_folder.chmod(0o555)
    before = dump(file)
    assert as_nobody(file, "concern", "list").code == 0
    ran = as_nobody(file, "concern", "show", "K-1")
    assert ran.code == 5, ran
    assert ran.out == ""
    assert "is read-only; nothing was stored" in ran.err
    assert_unmarked(ran, ("concern", "show"))
    assert dump(file) == before
    assert names(open_folder) == ["ivtool.db"]
