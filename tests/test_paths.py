"""Every path that a person may name, made into what no path can be: words, and nothing stored."""

import os
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Protocol

import pytest
from conftest import NOBODY, SAMPLE_SERVICE, Unchanged, as_nobody, names, run_on
from test_help import COMMANDS, examples

from ivtool.keys import keys_folder

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

LONGEST_WAIT = 200
WORDS = (2, 5)
STOPPED = 130


def loop(path: Path) -> Path:
    path.symlink_to(path)
    return path


def listener(path: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as made:
        # A socket's whole path may have a hundred letters; a test's folder has more.
        os.chdir(path.parent)
        made.bind(path.name)
    return path


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def below_a_file(path: Path) -> Path:
    path.write_text("x")
    return path / "inner"


# What stands there, or cannot.
KINDS: dict[str, Callable[[Path], Path]] = {
    "a loop": loop,
    "a long name": lambda path: path.with_name("x" * 300),
    "a long path": lambda path: path.joinpath(*["d" * 200] * 30),
    "a NUL": lambda path: path.with_name("a\0b"),
    "a pipe": pipe,
    "a socket": listener,
    "a device": lambda _: Path(os.devnull),
    "below a file": below_a_file,
}
# Each place where a path is typed; PATH is what takes its place, PATH.xlsx the same with an ending.
PLACES = (
    "import PATH",
    "import PATH.xlsx",
    "import --template PATH",
    "import GOOD --rejects PATH",
    "export PATH --names full",
    "export PATH.xlsx --names full",
    "demo PATH --matches 1 --years 1",
    "db backup PATH",
    "db drill PATH",
    "db drill --recovery-key PATH",
    "db restore PATH --yes",
    "db unlock PATH --recovery-key -",
    "db unlock SELF --recovery-key PATH",
    "db rekey --key-file PATH",
    "db recovery-key --to PATH",
    "--db NEW db init --key-file PATH",
    "--db PATH db init",
)
# Nothing is read there or made: what is not there is no fault.
LOOKS = ("db backups PATH",)
ENVIRONMENT = ("IVTOOL_KEY_FILE", "CREDENTIALS_DIRECTORY", "XDG_CONFIG_HOME", "TMPDIR", "IVTOOL_DB")


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A command that waits for a pipe is a failure, and not a test without end."""
    monkeypatch.chdir(tmp_path)
    signal.signal(signal.SIGALRM, lambda *_: pytest.fail("it waits for ever"))
    signal.alarm(LONGEST_WAIT)
    yield
    signal.alarm(0)


class Came(Protocol):
    """Runs a command line on the test's file: what it exits with, and what it told."""

    def __call__(self, *arguments: str) -> tuple[int, str]: ...


@pytest.fixture
def came(file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Came:
    def ran(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", StringIO())
        capsys.readouterr()
        code = run_on(file, *arguments)
        return code, capsys.readouterr().err

    return ran


@pytest.fixture(params=KINDS)
def odd(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A path of each kind, to be named; its folder is asked afterwards what it holds."""
    folder = tmp_path / "odd"
    folder.mkdir()
    return KINDS[request.param](folder / "there")


def with_ending(path: Path, ending: str) -> Path:
    """The same with an ending, which a name on its own has not."""
    if not os.path.lexists(path) or path == Path(os.devnull):
        return path.with_name(path.name + ending)
    if path.is_symlink():
        return loop(path.with_name(path.name + ending))
    return path.rename(path.with_name(path.name + ending))


def require_words(code: int, err: str, where: str) -> None:
    assert code in WORDS, (where, code, err)
    assert "Traceback" not in err
    assert "a bug" not in err
    assert err.startswith("ivtool: "), (where, err)
    assert max(map(len, err.splitlines())) < 600, where


@pytest.mark.parametrize("place", PLACES)
def test_a_path_that_cannot_be_is_told_in_words(
    place: str, odd: Path, file: Path, tmp_path: Path, came: Came, nothing_stored: Unchanged
) -> None:
    if "PATH.xlsx" in place:
        odd = with_ending(odd, ".xlsx")
    if place == "import PATH.xlsx" and odd.name == "null.xlsx":
        pytest.skip("there is no device of that name")
    good = tmp_path / "good"
    good.mkdir()
    (good / "volunteers.csv").write_text("key,name\nX1,\n", encoding="utf-8")
    words = {"PATH": odd, "PATH.xlsx": odd, "GOOD": good, "SELF": file, "NEW": tmp_path / "new.db"}
    arguments = [str(words.get(each, each)) for each in place.split()]
    if place.startswith("export PATH.xlsx") and odd.name == "null.xlsx":
        pytest.skip("there is no device of that name")
    before, keys = names(tmp_path), names(keys_folder())
    with nothing_stored():
        ran = came(*arguments)
    require_words(*ran, place)
    assert names(tmp_path) == before
    assert names(keys_folder()) == keys
    assert names(file.parent) == ["ivtool.db"]


@pytest.mark.parametrize("place", LOOKS)
def test_a_look_at_such_a_path_finds_nothing_or_tells(place: str, odd: Path, came: Came) -> None:
    code, err = came(*[str(odd) if each == "PATH" else each for each in place.split()])
    assert code in (0, *WORDS), err
    assert "Traceback" not in err


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_tells_of_a_data_file_that_cannot_be(
    path: str, tmp_path: Path, came: Came
) -> None:
    [example] = examples(COMMANDS[path])
    arguments = shlex.split(example)[1:]
    if path in ("db path", "db init", "demo", "import"):
        # They want no file, or tell first of the one that they are given.
        pytest.skip("it looks at no data file")
    (tmp_path / "odd").mkdir()
    (tmp_path / "usb").mkdir()
    for number, kind in enumerate(KINDS.values()):
        odd = kind(tmp_path / "odd" / f"there{number}")
        code, err = came("--db", str(odd), *arguments, "--today", "2026-11-22")
        assert code in (*WORDS, 3), (path, odd, err)
        assert "Traceback" not in err


@pytest.mark.parametrize("variable", ENVIRONMENT)
def test_an_environment_that_names_such_a_path_is_told_in_words(
    variable: str, odd: Path, file: Path, came: Came, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "\0" in str(odd):
        pytest.skip("no environment holds a NUL")
    monkeypatch.setenv(variable, str(odd))
    # Where temporary files go is found out once a process.
    monkeypatch.setattr(tempfile, "tempdir", None)
    for command in ("report overdue", "db check", "db drill", "db rekey"):
        code, err = came(*command.split())
        assert "Traceback" not in err
        assert "a bug" not in err
        assert code in (0, 3, 4, 10, *WORDS), (command, err)
    assert names(file.parent)[-1] == "ivtool.db"


def test_a_folder_that_is_gone_is_told_in_words(
    file: Path, tmp_path: Path, came: Came, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    for command in ("db path", "--db x.db report overdue", "db backup copy.db", "import in",
                    "export out --names full", "demo d.db", "job crontab"):  # fmt: skip
        code, err = came(*command.split())
        assert code in (0, 3, *WORDS), (command, err)
        assert "Traceback" not in err
    assert names(file.parent) == ["ivtool.db"]


@pytest.mark.parametrize("editor", ["/no/such/editor", "'", "/", "rm", "true --"])
def test_an_editor_that_cannot_be_is_told_in_words(
    editor: str, monkeypatch: pytest.MonkeyPatch, nothing_stored: Unchanged
) -> None:
    from ivtool.commands import parsing

    monkeypatch.setenv("VISUAL", editor)
    with nothing_stored():
        if editor.startswith("true"):
            assert parsing._edited() == ""
            return
        with pytest.raises(Exception, match="the editor"):
            parsing._edited()


def test_a_folder_that_may_not_be_entered_is_told_in_words(
    migrated: Path, open_folder: Path
) -> None:
    file = open_folder / "ivtool.db"
    file.write_bytes(migrated.read_bytes())
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    (closed / "inner.db").write_bytes(migrated.read_bytes())
    if os.getuid() == 0:
        for path in (file, open_folder):
            os.chown(path, NOBODY, NOBODY)
        inner = closed
    else:
        closed.chmod(0)
        inner = closed
    places = ("import PATH", "import PATH/in", "import PATH/in.xlsx", "import --template PATH/out",
              "export PATH/out --names full", "export PATH/o.xlsx --names full", "demo PATH/d.db",
              "db backup PATH", "db backup PATH/b.db", "db backups PATH", "db drill PATH/b.db",
              "db drill --recovery-key PATH/k", "db restore PATH/b.db --yes",
              "db unlock PATH/b.db --recovery-key -", "db rekey --key-file PATH/k",
              "db recovery-key --to PATH/k", "--db PATH/inner.db report overdue",
              "--db PATH/inner.db db init", "--db PATH/inner.db db path")  # fmt: skip
    for place in places:
        ran = as_nobody(file, *(each.replace("PATH", str(inner)) for each in place.split()))
        if place.endswith("db path"):
            assert ran.code == 0, (place, ran)
            continue
        require_words(ran.code, ran.err, place)
    assert names(open_folder) == ["closed", "ivtool.db"]


# Interrupts itself in the moment in which the part that it made begins to be removed.
INTERRUPTED = """
import os, signal, sys
from ivtool.__main__ import main
before = []
def interrupt(event, _):
    if event == "shutil.rmtree" and not before:
        before.append(event)
        os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(interrupt)
main()
"""


def test_an_interrupt_while_a_part_is_removed_leaves_none_of_it(file: Path, tmp_path: Path) -> None:
    assert run_on(file, "--today", "2026-11-23", "import", str(SAMPLE_SERVICE)) == 0
    out = tmp_path / "out"
    out.mkdir()
    arguments = ["--db", str(file), "export", str(out / "all.xlsx"), "--names", "full"]
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, *arguments], capture_output=True, check=False
    )
    assert done.returncode == STOPPED
    assert [each.name for each in out.iterdir() if each.name != "all.xlsx"] == []
