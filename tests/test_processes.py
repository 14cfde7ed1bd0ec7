"""Real processes: many at once, killed, interrupted, without a home, without leave to write."""

import os
import pty
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest
from conftest import PROGRAM, Ran, as_nobody, dump, finish, names, opened, run_on
from warm import Running

from ivtool.keys import head_of, keys_folder

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parent / "sample-service"
TODAY = "2026-11-22"
ROWS_OF_THE_SAMPLE = 1965
KILLS = 25
IMPORT = ("import", str(SAMPLE), "--today", TODAY)


def start(file: Path, *arguments: str) -> Running:
    return Running("--db", str(file), "--today", TODAY, *arguments)


def rows(file: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(opened(file)) as connection:
        return connection.execute(sql).fetchall()


def is_sound(file: Path, capsys: pytest.CaptureFixture[str]) -> bool:
    """Whether the next look works at once, and the file passes its check."""
    capsys.readouterr()
    looked = run_on(file, "report", "overdue", "--today", TODAY)
    checked = run_on(file, "db", "check", "--today", TODAY)
    return (looked, checked, capsys.readouterr().err) == (0, 0, "")


@pytest.fixture(scope="module")
def imported(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that holds the sample service; never to be changed."""
    path = tmp_path_factory.mktemp("imported") / "ivtool.db"
    shutil.copy(migrated, path)
    assert run_on(path, *IMPORT) == 0
    return path


@pytest.fixture
def sample(imported: Path, file: Path) -> Path:
    """The test's own copy of a file with the sample service."""
    return Path(shutil.copy(imported, file))


def logging(day: int) -> tuple[str, ...]:
    return ("visit", "log", "key:MT-0003", "--on", f"2026-10-{day:02d}", "--minutes", "90")


# --- many at once


def test_ten_who_log_different_visits_at_once_are_all_recorded(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {name: rows(sample, f"SELECT max(id) FROM {name}")[0][0]
              for name in ("visit", "change_set", "change")}  # fmt: skip
    ran = [finish(each) for each in [start(sample, *logging(day)) for day in range(2, 12)]]
    assert [(each.code, each.err) for each in ran] == [(0, "")] * 10
    assert len({each.out.split()[0] for each in ran}) == 10
    logged = rows(
        sample, f"SELECT id, visited_on FROM visit WHERE id > {before['visit']} ORDER BY visited_on"
    )
    assert [day for _, day in logged] == [f"2026-10-{day:02d}" for day in range(2, 12)]
    kept = rows(
        sample,
        "SELECT c.row_id, count(DISTINCT s.id) FROM change c"
        " JOIN change_set s ON s.id = c.change_set_id"
        f" WHERE s.id > {before['change_set']} AND s.command = 'visit log'"
        " AND c.table_name = 'visit' AND c.action = 'insert' GROUP BY c.row_id",
    )
    assert sorted(kept) == sorted((number, 1) for number, _ in logged)
    assert is_sound(sample, capsys)


def test_of_ten_who_log_the_same_visit_at_once_one_is_recorded(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = rows(sample, "SELECT count(*), max(id) FROM visit")[0][0]
    sets = rows(sample, "SELECT count(*) FROM change_set")[0][0]
    ran = [finish(each) for each in [start(sample, *logging(2)) for _ in range(10)]]
    assert sorted(each.code for each in ran) == [0] + [4] * 9
    refused = [each.err for each in ran if each.code == 4]
    assert all("[visit.already_logged]" in each for each in refused)
    assert isinstance(before, int)
    assert isinstance(sets, int)
    assert rows(sample, "SELECT count(*) FROM visit") == [(before + 1,)]
    assert rows(sample, "SELECT count(*) FROM change_set") == [(sets + 1,)]
    assert is_sound(sample, capsys)


def test_looks_go_on_while_others_write(sample: Path) -> None:
    writers = [start(sample, *logging(day)) for day in range(2, 8)]
    readers = [start(sample, "report", "overdue", "--format", "json") for _ in range(6)]
    ran = [finish(each) for each in [*readers, *writers]]
    assert [(each.code, each.err) for each in ran] == [(0, "")] * 12
    assert all(each.out.endswith("]\n") for each in ran[:6])


def test_two_imports_of_one_folder_at_once_store_it_once(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = [finish(each) for each in [start(file, *IMPORT) for _ in range(2)]]
    # On a slow machine one holds the file for longer than the five seconds that the other waits.
    assert sorted(each.code for each in ran) in ([0, 0], [0, 5])
    assert all("is locked" in each.err for each in ran if each.code == 5)
    assert rows(file, "SELECT count(*) FROM visit") == [(ROWS_OF_THE_SAMPLE,)]
    assert rows(file, "SELECT count(*) FROM change_set WHERE command = 'import'") == [(1,)]
    assert is_sound(file, capsys)


# --- killed and interrupted


def renew(file: Path, kept: Path) -> None:
    """Put a file back as it was, without what a killed command left beside it."""
    shutil.rmtree(file.parent)
    file.parent.mkdir(mode=0o700)
    shutil.copy(kept, file)


def seconds(file: Path, *arguments: str) -> float:
    """How long a command takes, on a copy."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(file, folder))
        begun = time.monotonic()
        assert finish(start(copy, *arguments)).code == 0
        return time.monotonic() - begun


def kill(file: Path, moment: float, *arguments: str) -> int:
    """Kill a command after so many seconds; its exit code."""
    running = start(file, *arguments)
    time.sleep(moment)
    running.kill()
    return finish(running).code


def test_an_import_killed_in_the_middle_of_its_writing_stored_nothing(
    migrated: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = file.with_name("ivtool.db-journal")
    half = 0
    for _ in range(5):
        renew(file, migrated)
        running = start(file, *IMPORT)
        while running.poll() is None and not journal.exists():
            time.sleep(0.001)
        running.kill()
        finish(running)
        half += journal.exists()
        assert is_sound(file, capsys)
        assert dump(file) == dump(migrated)
    assert half


def test_an_interrupted_import_stored_nothing_and_says_so_by_its_exit_code(
    migrated: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = file.with_name("ivtool.db-journal")
    codes = []
    for _ in range(4):
        running = start(file, *IMPORT)
        while running.poll() is None and not journal.exists():
            time.sleep(0.001)
        running.send_signal(signal.SIGINT)
        ran = finish(running)
        codes.append(ran.code)
        # On a busy machine it may come when all is stored: then that is what is said.
        assert ran.code in (0, 130)
        assert (ran.out == "") is (ran.code == 130)
        assert "Traceback" not in ran.err
        assert (dump(file) == dump(migrated)) is (ran.code == 130)
        assert is_sound(file, capsys)
        renew(file, migrated)
    assert 130 in codes


# --- with nothing around it


def alone(*arguments: str, given: str = "") -> Ran:
    """A command with an empty environment but for the path, and what is given."""
    settings = [f"PATH={os.environ['PATH']}", *([given] if given else [])]
    done = subprocess.run(
        ["/usr/bin/env", "-i", *settings, *PROGRAM, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[1],
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def key_file(sample: Path, tmp_path: Path) -> Path:
    """The key of the test's file, as systemd shows it or a crontab names it."""
    folder = tmp_path / "credentials"
    folder.mkdir(mode=0o700)
    return Path(shutil.copy(kept_key(sample), folder / "ivtool.key"))


def kept_key(file: Path) -> Path:
    return keys_folder() / f"{head_of(file).hex()}.key"


@pytest.mark.parametrize("named", ["IVTOOL_KEY_FILE", "CREDENTIALS_DIRECTORY"])
def test_a_report_wants_no_environment_but_the_key(
    named: str, sample: Path, key_file: Path
) -> None:
    look = ("--db", str(sample), "--today", TODAY, "report", "overdue", "--format", "json")
    value = key_file if named == "IVTOOL_KEY_FILE" else key_file.parent
    ran = alone(*look, given=f"{named}={value}")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count('"match": "M-') == 11
    assert '"volunteer_name": null' in ran.out
    without = alone(*look)
    assert (without.code, without.out) == (5, "")
    assert "which is not on this machine" in without.err


def test_a_report_of_a_plain_file_wants_no_environment(plain: Path) -> None:
    ran = alone("--db", str(plain), "--today", TODAY, "report", "overdue", "--format", "json")
    assert ran == Ran(0, "[]\n", "")


def test_without_an_environment_the_login_is_who_wrote(sample: Path, key_file: Path) -> None:
    key = f"IVTOOL_KEY_FILE={key_file}"
    ran = alone("--db", str(sample), "--today", TODAY, *logging(2), given=key)
    assert (ran.code, ran.err) == (0, "")
    whoami = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True)
    assert rows(sample, "SELECT actor FROM change_set ORDER BY id DESC LIMIT 1") == [
        (whoami.stdout.strip(),)
    ]


def test_without_a_file_or_a_home_there_is_a_sentence() -> None:
    ran = alone("--db", "/nowhere/ivtool.db", "report", "overdue")
    assert ran == Ran(5, "", "ivtool: there is no file /nowhere/ivtool.db\n  ivtool db init\n")


# --- without permission to write


@pytest.mark.parametrize(("mode", "folder_mode"), [(0o444, 0o555), (0o444, 0o777), (0o666, 0o555)])
def test_a_file_that_may_only_be_read_is_looked_at_and_never_written(
    imported: Path, open_folder: Path, mode: int, folder_mode: int
) -> None:
    file = Path(shutil.copy(imported, open_folder / "ivtool.db"))
    file.chmod(mode)
    open_folder.chmod(folder_mode)
    before = dump(file)
    for look in (
        ("report", "overdue"),
        ("report", "ledger"),
        ("report", "compliance", "--month", "2026-10"),
        ("match", "list"),
        ("visit", "show", "L-1"),
    ):
        ran = as_nobody(file, "--today", TODAY, *look)
        assert (ran.code, ran.err) == (0, ""), look
        assert ran.out
    for write in (logging(2), ("match", "pause", "M-3"), ("visit", "withdraw", "L-1")):
        ran = as_nobody(file, "--today", TODAY, *write)
        assert ran.code == 5, ran
        assert "is read-only; nothing was stored" in ran.err
    assert dump(file) == before
    assert names(open_folder) == ["ivtool.db"]


# --- on a terminal


def on_a_terminal(file: Path, *arguments: str) -> str:
    """What a command shows on a terminal of 100 columns."""
    ours, theirs = pty.openpty()
    settings = {"TERM": "xterm", "COLUMNS": "100", "NO_COLOR": "1", "PATH": os.environ["PATH"]}
    settings["IVTOOL_KEY_FILE"] = str(kept_key(file))
    with subprocess.Popen(
        [*PROGRAM, "--db", str(file), "--today", TODAY, *arguments],
        stdin=theirs, stdout=theirs, stderr=theirs, env=settings,
    ):  # fmt: skip
        os.close(theirs)
        shown = b""
        while True:
            try:
                some = os.read(ours, 65536)
            except OSError:
                break
            if not some:
                break
            shown += some
    os.close(ours)
    return shown.decode()


@pytest.mark.parametrize(
    ("lines", "way"),
    [
        ("visit log M-20 --on 2026-11-20 --minutes 90", "ivtool undo"),
        (
            "concern raise --match M-20 --kind health --words cough",
            "ivtool concern withdraw K-1 --why …",
        ),
        (
            (
                "visit log M-22 --minutes 60 --miles 5; expenses approve E-1066;"
                "expenses pay E-1066 --reference BACS-9"
            ),
            "ivtool expenses reverse P-1 --why …",
        ),
        ("visit log M-20 --on 2026-11-20 --minutes 90 --format json", None),
        ("report overdue", None),
    ],
)
def test_on_a_terminal_the_receipt_says_how_to_take_it_back(
    sample: Path, lines: str, way: str | None
) -> None:
    for line in lines.split(";"):
        shown = on_a_terminal(sample, *line.split())
    last = shown.splitlines()[-1]
    assert last == f"to take it back: {way}" if way else "to take it back" not in shown


def test_on_a_terminal_what_was_undone_is_brought_back_by_redo(sample: Path) -> None:
    on_a_terminal(sample, "visit", "correct", "L-1", "--minutes", "85")
    assert "to take it back: ivtool redo" in on_a_terminal(sample, "undo", "--yes")
    assert "to take it back: ivtool undo" in on_a_terminal(sample, "redo", "--yes")


def test_on_a_terminal_names_are_shown_in_full_and_nothing_is_a_sentence(sample: Path) -> None:
    shown = on_a_terminal(sample, "report", "overdue")
    assert "Overdue visits as of 22 Nov 2026" in shown
    assert "escalate" in shown
    assert "C-96" not in shown
    assert "C-96" in on_a_terminal(sample, "report", "overdue", "--names", "refs")
    none = on_a_terminal(sample, "report", "overdue", "--as-of", "2020-01-01")
    assert none.strip() == "Nothing overdue as of 1 Jan 2020."


# --- what is read


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"\xff\xfe no text", b"wants text in utf-8"),
        (b"nul\0", b"wants text; what it read holds a NUL character"),
        (None, b"wants a text on standard input: it is closed"),
    ],
)
def test_a_note_that_is_no_text_is_not_understood(
    imported: Path, sample: Path, given: bytes | None, said: bytes
) -> None:
    command = [*PROGRAM, "--db", str(sample), "--today", TODAY, *logging(2), "--note", "-"]
    closed = ["sh", "-c", 'exec "$0" "$@" <&-', *command]
    done = subprocess.run(
        closed if given is None else command,
        input=given,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"ivtool: --note - " + said + b"\n"
    assert dump(sample) == dump(imported)


NOBODY_FOR_NOTHING = """\
ivtool: --by wants a name and --reason some words
  ivtool visit excuse --help
"""


def test_a_month_is_not_excused_by_nobody_for_no_reason(imported: Path, sample: Path) -> None:
    for by, reason in (("", "ill"), (" ", "ill"), ("A. Osier", ""), ("A. Osier", " ")):
        ran = finish(
            start(sample, "visit", "excuse", "M-3", "2026-12", "--by", by, "--reason", reason)
        )
        assert ran == Ran(2, "", NOBODY_FOR_NOTHING)
    assert dump(sample) == dump(imported)


# --- where the clock is


def test_a_time_zone_that_cannot_be_is_told_and_nothing_is_stored(sample: Path) -> None:
    before = dump(sample)
    for zone in ("Nowhere/Never", "Europe", "BST", "/no/such/zone", "Europe/Londres"):
        for command in (("report", "overdue"), logging(2), ("db", "backup")):
            ran = finish(Running("--db", str(sample), *command, env={**os.environ, "TZ": zone}))
            assert (ran.code, ran.out) == (2, ""), ran
            assert "TZ names a time zone that this machine does not know" in ran.err
    for zone in ("Europe/London", ":Europe/London", "UTC", "GMT0BST,M3.5.0/1,M10.5.0", "<+03>-3"):
        ran = finish(Running("--db", str(sample), "db", "path", env={**os.environ, "TZ": zone}))
        assert (ran.code, ran.err) == (0, "")
    assert dump(sample) == before
    assert names(sample.parent) == ["ivtool.db"]
