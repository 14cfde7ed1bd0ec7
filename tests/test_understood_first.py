"""Everything typed is understood before a door is opened: a refusal of words changes no file."""

import hashlib
import shlex
import shutil
import sys
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from conftest import run_on
from test_help import COMMANDS, TODAY, examples

from ivtool.cli import main
from ivtool.keys import keys_folder

# A good command line of every command with each thing wrong in it: `make test` runs them.
pytestmark = pytest.mark.slow

WRONG_DAYS = ("31/02/2026", "soon", "", "2026-13-01", "0000-01-01", "3 days")
GLOBAL = (
    *(("--today", day) for day in WRONG_DAYS),
    *(("--names", names) for names in ("FULL", "none", "")),
    ("--as", ""),
    ("--as", " "),
    ("--db", ""),
)
ENVIRONMENT = (
    *(("IVTOOL_TODAY", day) for day in ("31/02/2026", "soon", " ")),
    ("IVTOOL_ACTOR", " "),
    ("IVTOOL_ACTOR", "\udcff"),
    ("TZ", "UTC+99"),
    ("TZ", "XXX-24:59:59"),
)
DOCUMENTS = {"report compliance", "visit sheet"}
NO_FORMATS = ("docx", "", "JSON")
# What an option's metavar promises, and words that are none of it.
WRONG = {"DAY": "31/02/2026", "MONTH": "Smarch 2026", "TIME": "25:99", "14:00": "2.77",
         "16:30": "noon", "2.5": "long", "24.5": "far", "N": "some",
         "FOR=AMOUNT WHAT": "eighteen pounds"}  # fmt: skip
NUMBERS_AND_WORDS = ("int", "int range", "choice")
# What is wrong in an argument, or in a text that is read.
ARGUMENTS = (
    "visit excuse M-3 Smarch --by me --reason ill",
    "visit excuse M-3 2026-13 --by me --reason ill",
    "policy set visits.grace_days soon",
    "policy set expenses.rates.car £1",
    "policy set holidays.extra 31/02/2027",
    "volunteer check V-12 nonsense --outcome clear",
    "match heard M-88 nobody agrees",
    "match heard M-88 child shrugs",
    "referral record R-100 nonsense",
    "child worker C-4 nobody X",
    "concern told K-1 nobody",
    "panel decide V-118 perhaps",
    "volunteer waive V-118 nonsense --until 31/12/2026",
    "job run nonsense",
    "db unlock usb/ivtool-2026-11-21.db --recovery-key nowhere.key",
    "db drill --recovery-key nowhere.key",
    "report checks --kind nonsense",
    "report ledger --picture --lines",
    "import --template new --update",
    "import",
    "export sheets.ods --names full",
)
LINES = {path: shlex.split(examples(command)[0])[1:] for path, command in COMMANDS.items()}


@pytest.fixture(scope="module")
def service(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample service in a file, its sheets, a stick with a backup."""
    folder = tmp_path_factory.mktemp("understood")
    file = Path(shutil.copy(sample, folder / "ivtool.db"))
    (folder / "usb").mkdir()
    backup = folder / "usb" / "ivtool-2026-11-21.db"
    assert run_on(file, "db", "backup", str(backup), "--today", TODAY) == 0
    return file


@pytest.fixture
def kept(service: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that nothing may change, with nobody at the terminal."""
    monkeypatch.chdir(service.parent)
    monkeypatch.setattr(sys, "stdin", StringIO(""))
    return service


def digest(*folders: Path) -> dict[str, str]:
    """Every file and folder, with what is in it and who may read it."""
    return {
        str(path): f"{path.stat().st_mode:o} "
        + (hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "")
        for folder in folders
        for path in sorted(folder.rglob("*"))
    }


def refusals(file: Path, lines: list[list[str]]) -> Iterator[tuple[list[str], int]]:
    """The lines that are not refused as not understood, and what they ended with instead."""
    for line in lines:
        code = int(main(["--db", str(file), *line]))
        if code != 2:
            yield line, code


def nothing_is_done(file: Path, lines: list[list[str]]) -> None:
    """Hold that each line is not understood, on a file, and where there is no file to open."""
    before = digest(file.parent, keys_folder().parent)
    assert list(refusals(file, lines)) == []
    assert list(refusals(file.parent / "nowhere" / "none.db", lines)) == []
    assert digest(file.parent, keys_folder().parent) == before


@pytest.mark.parametrize("path", COMMANDS)
def test_a_wrong_global_option_is_told_before_anything_is_done(path: str, kept: Path) -> None:
    nothing_is_done(kept, [[*LINES[path], option, value] for option, value in GLOBAL])


@pytest.mark.parametrize(("name", "value"), ENVIRONMENT)
def test_a_wrong_environment_is_told_before_anything_is_done(
    name: str, value: str, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    time.tzset()
    try:
        nothing_is_done(kept, list(LINES.values()))
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("path", COMMANDS)
def test_a_format_that_a_command_cannot_show_is_told_before_anything_is_done(
    path: str, kept: Path
) -> None:
    wrong = NO_FORMATS if path in DOCUMENTS else ("text", *NO_FORMATS)
    nothing_is_done(kept, [[*LINES[path], "--today", TODAY, "--format", each] for each in wrong])


def wrong_values(command: Any) -> Iterator[list[str]]:
    """A wrong value for each option that takes a day, a number or a word of a list."""
    for param in command.params:
        if not param.opts[0].startswith("--") or getattr(param, "is_flag", False):
            continue
        option = param.opts[0]
        if param.metavar in WRONG:
            yield [option, WRONG[param.metavar]]
        if param.type.name in NUMBERS_AND_WORDS:
            yield [option, "nonsense"]


@pytest.mark.parametrize("path", COMMANDS)
def test_a_wrong_value_of_an_option_is_told_before_anything_is_done(path: str, kept: Path) -> None:
    lines = [[*LINES[path], "--today", TODAY, *wrong] for wrong in wrong_values(COMMANDS[path])]
    assert lines, path
    nothing_is_done(kept, lines)


@pytest.mark.parametrize("line", ARGUMENTS)
def test_a_wrong_argument_is_told_before_anything_is_done(line: str, kept: Path) -> None:
    nothing_is_done(kept, [[*shlex.split(line), "--today", TODAY]])
