"""Done and stored, and nowhere to say it: exit 6, without a traceback, in every command.

Each command's example runs with standard output full, and what it changes is what it changes when
it can be read; a process of its own tells what becomes of it when it ends.
"""

import inspect
import shlex
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from conftest import PROGRAM, Ran, Run, dump, run_on
from test_help import BEFORE, COMMANDS, HERE, MAKES_THE_FILE, TODAY, examples, save_as_workbook
from test_help import workplace as workplace  # noqa: PLC0414 - a fixture
from test_understood_first import digest

from ivtool.keys import Keys, keys_folder, no_terminal

pytestmark = pytest.mark.slow

FULL, CLOSED = "> /dev/full", ">&-"
SAID = {
    FULL: "cannot be written: No space left on device",
    CLOSED: "cannot be written: it is closed",
}
# What changes files past the frame's writing door.
FILES = {
    "export", "demo", "job run", "db init", "db backup", "db drill", "db encrypt", "db decrypt",
    "db rekey", "db unlock", "volunteer merge", "child merge", "visit sheet",
}  # fmt: skip
# An example that only rehearses, that finds nothing to do, or that wants somebody to agree.
AS_IT_WAS = {
    "import", "volunteer purge", "db unlock", "db upgrade", "db restore", "undo",
}  # fmt: skip
# Nobody is there to agree: refused, with nothing to say on standard output.
REFUSED = {"db restore"}
# Nothing to list is nothing to say.
SILENT = {"concern list", "db backups", "db check", "history looks", "job run", "panel agenda",
          "panel list", "staff list", "training list", "support list", "review list",
          "child voice"}  # fmt: skip


def prepared(path: str, file: Path, run: Run) -> tuple[list[str], str]:
    """A command's example with everything before it done, and what it reads."""
    if path in MAKES_THE_FILE:
        file.unlink()
    if path == "import":
        save_as_workbook(HERE / "sample-service", Path("our-workbook.xlsx"))
    for earlier in BEFORE.get(path, ()):
        run(*shlex.split(earlier), "--today", TODAY)
    key = Keys(no_terminal).of(file) if file.exists() else None
    [example] = examples(COMMANDS[path])
    line = [*shlex.split(example)[1:], "--today", TODAY]
    return line, key.written if key is not None and path == "db unlock" else ""


def shell(
    file: Path, line: list[str], redirected: str, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    """A command line in a shell that has its streams somewhere else."""
    command = shlex.join([*PROGRAM, "--db", str(file), *line])
    return subprocess.run(
        ["bash", "-c", f"{command} {redirected}"],
        input=stdin, capture_output=True, text=True, check=False,
    )  # fmt: skip


def unheard(file: Path, line: list[str], stdin: str, capsys: pytest.CaptureFixture[str]) -> Ran:
    """A command line in this process with standard output full."""
    capsys.readouterr()
    with pytest.MonkeyPatch.context() as patch, Path("/dev/full").open("w") as full:
        patch.setattr(sys, "stdin", StringIO(stdin))
        patch.setattr(sys, "stdout", full)
        code = run_on(file, *line)
    return Ran(code, "", capsys.readouterr().err)


def changes(path: str) -> bool:
    """Whether a command's example changes a file."""
    source = inspect.getsource(COMMANDS[path].callback)
    return (
        "run.writing(" in source or "_take_back(" in source or path in FILES
    ) and path not in AS_IT_WAS


@pytest.mark.parametrize("path", COMMANDS)
@pytest.mark.usefixtures("workplace")
def test_what_cannot_be_said_is_done_all_the_same(
    path: str, file: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    line, stdin = prepared(path, file, run)
    before = digest(file.parent, Path.cwd(), keys_folder())
    done = unheard(file, line, stdin, capsys)
    assert "Traceback" not in done.err
    assert "a bug" not in done.err
    if path in REFUSED:
        assert done.code == 4
    elif path in SILENT:
        assert (done.code, done.err) == (0, "")
    else:
        assert done.code == 6, done.err
        assert SAID[FULL] in done.err
    assert (digest(file.parent, Path.cwd(), keys_folder()) != before) is changes(path)


@pytest.mark.usefixtures("workplace")
@pytest.mark.parametrize("others", ["2>&-", "2> /dev/full", "<&-", "2>&- <&-"])
def test_nothing_else_need_be_open(others: str, file: Path) -> None:
    log = ["visit", "log", "M-3", "--on", "2026-10-02", "--minutes", "90", "--today", TODAY]
    assert shell(file, log, f"{FULL} {others}").returncode == 6
    again = shell(file, log, others)
    assert (again.returncode, again.stdout) == (4, "")
    for look in (["visit", "list", "--match", "M-3"], ["--help"], ["visit", "log", "--help"]):
        assert shell(file, look, f"{CLOSED} {others}").returncode == 6
        shown = shell(file, look, others)
        assert shown.returncode == 0
        assert shown.stdout


@pytest.mark.parametrize(
    "line", [["--help"], ["visit", "--help"], ["visit", "log", "--help"], ["--version"],
             ["--show-completion", "bash"]],
)  # fmt: skip
def test_help_that_cannot_be_written_is_no_bug(line: list[str], file: Path) -> None:
    for where, said in SAID.items():
        done = shell(file, line, where)
        assert (done.returncode, done.stderr) == (6, f"ivtool: the output {said}\n")
    assert shell(file, line, "| true").returncode == 0


def test_refused_rows_are_told_of_whether_the_counts_can_be_or_not(
    file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "volunteers.csv").write_text("Key,Name,Email\nV1,,a@example.org\n", encoding="utf-8")
    before = dump(file)
    done = shell(file, ["import", str(folder), "--format", "json"], FULL)
    assert done.returncode == 4
    assert "nothing was stored: 1 row is refused" in done.stderr
    assert SAID[FULL] in done.stderr
    assert dump(file) == before
