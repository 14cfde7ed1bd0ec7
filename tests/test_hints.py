"""Every command that an answer names is one that works: it is typed, and does what was promised.

The scenarios are played again, and after each answer every complete command in it (no word in
capitals to fill in) is run where it was printed; then everything is put back as it was.
"""

import csv
import inspect
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import takewhile
from pathlib import Path

import pytest
from scenario import blocks, printed
from test_help import COMMANDS
from test_scenarios import SCENARIOS, START, TODAY
from test_scenarios import home as home  # noqa: PLC0414 - a fixture

from ivtool import cli
from ivtool.cli import GLOBAL_OPTIONS
from ivtool.domain.days import spelled_day, spoken_day
from ivtool.keys import keys_folder

# Whole scenarios with hundreds of commands beside: `make test` runs them.
pytestmark = pytest.mark.slow

# A command in an answer, up to what cannot belong to one: a column, a bracket, more of a sentence.
COMMAND = re.compile(r"""ivtool ((?:[^\s"'(),;:]|"[^"]*"|'[^']*'|[ ](?![ ])|[:,](?=\S))+)""")
# A word to fill in, the rest of the line as it was typed, or the form of a command.
TO_FILL_IN = re.compile(r"…|[{}\[\]]|(?<![\w=-])[A-Z][A-Z_]+(?![\w-])|[|]")
# An act of the day on which it is done, whatever day its reason is of.
OF_THEIR_OWN_DAY = {
    "child edit": "what is known of a child is of now, and a first authority holds from ever",
    "concern told": "the telling is still to come",
    "concern raise": "it is raised by who reads it",
    "expenses approve": "the approval is still to come",
    "match propose": "without a volunteer it lists who could be proposed now",
    "volunteer book": "it is completed once it is",
    "volunteer check": "what lacks has come in on no day yet",
    "referral record": "what lacks has come in on no day yet",
}
# The days that a command's words can be of.
DAYS = {"--on", "--of", "--asked", "--instead-of", "--checked"}
# What wants a disk or a backup that the person has to bring.
WITH_DISKS = ("db", "job")
NAMED = {*cli.GROUPS, *cli.COMMANDS, *GLOBAL_OPTIONS}
READY = re.compile(r"(Ready for (?P<stage>[a-z ]+)|next, and ready): ")


def path_of(words: list[str]) -> str | None:
    """The command that words begin with, after its global options."""
    while words and words[0] in GLOBAL_OPTIONS:
        words = words[2:]
    two, one = " ".join(words[:2]), " ".join(words[:1])
    return two if two in COMMANDS else one if one in COMMANDS else None


def texts(value: object) -> Iterator[str]:
    """Every text in what JSON holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)


def told(typed: list[str], lines: list[str]) -> list[str]:
    """An answer, line by line: of JSON and CSV every text in it."""
    beside = [line for line in lines if line.startswith(("! ", "[exit"))]
    out = [line for line in lines if line not in beside]
    if "json" in typed and out:
        out = list(texts(json.loads("\n".join(out))))
    elif "csv" in typed:
        out = [cell for row in csv.reader(out) for cell in row]
    return out + beside


def hints(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The complete commands of an answer, each with its path and words."""
    for line in lines:
        for found in COMMAND.finditer(line):
            said = found[1].strip().rstrip(".")
            # Else it is the program that is spoken of.
            if TO_FILL_IN.search(said) or said.split(maxsplit=1)[0] not in NAMED:
                continue
            words = shlex.split(said)
            path = path_of(words)
            assert path is not None or "--help" in words, f"no command: {said}"
            if path is not None and "--help" not in words:
                yield path, words


def takes_a_day(path: str) -> bool:
    return any("--on" in param.opts for param in COMMANDS[path].params)


def writes(path: str) -> bool:
    files = path.startswith(("db", "import", "export", "demo", "job", "undo", "redo"))
    # Two records are made one where it is agreed.
    return (
        files
        or path.endswith(" merge")
        or "run.writing(" in inspect.getsource(COMMANDS[path].callback)
    )


def may_end_with(path: str) -> set[int]:
    """What a command that helps may come to: done, or refused because something else lacks too."""
    more = {3, 5} if path.startswith(WITH_DISKS) else set()
    return {0, 10, *more} | ({4} if writes(path) else set())


@contextmanager
def put_back(*folders: Path, kept: Path) -> Iterator[None]:
    """Every folder as it was before, whatever is done in it."""
    for place, folder in enumerate(folders):
        shutil.copytree(folder, kept / str(place), symlinks=True)
    yield
    for place, folder in enumerate(folders):
        for each in folder.iterdir():
            shutil.rmtree(each) if each.is_dir() and not each.is_symlink() else each.unlink()
        shutil.copytree(kept / str(place), folder, symlinks=True, dirs_exist_ok=True)
    shutil.rmtree(kept)


def said_day(words: list[str], option: str, today: date) -> date | None:
    if option not in words[:-1]:
        return None
    try:
        return spoken_day(words[words.index(option) + 1], today)
    except ValueError:
        return None


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in SCENARIOS])
def test_every_hint_is_a_command_that_works(
    path: Path,
    home: Path,
    migrated: Path,
    sample: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    text = path.read_text(encoding="utf-8")
    begins, today = START.search(text), TODAY.search(text)
    assert begins
    assert today
    monkeypatch.setenv("IVTOOL_TODAY", today[1])
    # Nothing is folded into a second line.
    monkeypatch.setenv("COLUMNS", "400")
    if begins[1] != "none":
        shutil.copy(sample if begins[1] == "sample" else migrated, home / "ivtool.db")
    kept, tried, wrong = tmp_path_factory.mktemp("hints") / "kept", set(), []
    for block in blocks(text)[0]:
        command = re.sub("COLUMNS=[0-9]+ ", "", block.command)
        lines = printed(command, home, str)  # type: ignore[arg-type]
        typed = shlex.split(command)
        given = "".join(f"{word} " for word in takewhile(lambda word: "=" in word, typed))
        clock = date.fromisoformat(today[1])
        now = said_day(typed, "--today", clock) or clock
        on = said_day(typed, "--on", now)
        for named, words in hints(told(typed, lines)):
            hint = shlex.join(words)
            undated = takes_a_day(named) and not DAYS.intersection(words)
            if on not in (None, now) and undated and named not in OF_THEIR_OWN_DAY:
                wrong.append(f"{block.command}\n  names no day: {hint}")
            # What it asks for is on paper.
            if (hint, str(now)) in tried or named == "db unlock":
                continue
            tried.add((hint, str(now)))
            with put_back(home, keys_folder(), kept=kept):
                helps = f"{given}ivtool {hint} --today {now}"
                said = printed(helps, home, str)  # type: ignore[arg-type]
            ended = int(said[-1][6:-1]) if said and said[-1].startswith("[exit") else 0
            ready = any(READY.search(line) and hint in line for line in lines)
            day = said_day(words, "--on", now)
            if ready and day is not None:
                wrong += [] if any(spelled_day(day) in line for line in said) else [hint]
            if ended not in ({0} if ready else may_end_with(named)):
                wrong.append(f"{block.command}\n  {hint}\n  {said[:6]}")
    assert wrong == [], "\n".join(wrong)
