"""The papers say what is so: what is printed, which commands, fields, codes and files there are.

`--rewrite` writes what is so into the blocks and tables that are replayed here: the diff is the
review.
"""

import ast
import json
import os
import re
import shlex
import shutil
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import typer
from conftest import Ran, change, run_on
from scenario import Settled, printed, replay_readme

from ivtool import cli
from ivtool.errors import ExitCode

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
SCRIPTS = ROOT / "docs" / "SCRIPTS.md"
ARCHITECTURE = ROOT / "docs" / "ARCHITECTURE.md"
# Word for word the papers that the service gave: they name what is still to be built as well.
GIVEN = {"DOMAIN.md", "SPREADSHEETS.md"}
PAPERS = [README, ROOT / "CONTRIBUTING.md"]
PAPERS += [path for path in sorted((ROOT / "docs").glob("*.md")) if path.name not in GIVEN]
FOR_DEVELOPERS = {"CONTRIBUTING.md", "ARCHITECTURE.md", "DECISIONS.md"}
# Papers whose commands are tried on the sample, as README leaves it.
TRIED = [README, ROOT / "docs" / "EVERYDAY.md", ROOT / "docs" / "MONTH.md", SCRIPTS]
LONGEST = {README: 250, ARCHITECTURE: 200}

# What README says before its commands.
EXPORTED = re.compile(r"(?<=[ ])(IVTOOL_\w+)=(\S+)(?=[ \n])")
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
# Code of ours that a paper shows: the commands that it would make are not there.
OURS = re.compile(r"^( *)```python\n.*?^\1```$", re.DOTALL | re.MULTILINE)
# A command on a line of its own, up to what it is for.
LINE = re.compile(r"^    (ivtool .+?)(?:\s+#.*)?$", re.MULTILINE)
# A command anywhere: in a line of code, or in a sentence.
IN_CODE = re.compile(r"^(?: {4}|\$ ).*?\bivtool((?: .*?(?:\\\n.*?)?)?)$", re.MULTILINE)
IN_A_SENTENCE = re.compile(r"`ivtool ([^`]+)`")
ENDS_A_COMMAND = {"|", "||", "&&", ">", ">>", "2>", ";", "then"}
FIELDS = re.compile(r"^\| `([^`]+)` \| ([a-z_, ]*)\|$", re.MULTILINE)
QUOTED = re.compile(r'^\| "([^"]+)"', re.MULTILINE)
CODES = re.compile(r"^\| (\d+) \|", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#]+)\)")
NAMED_PATH = re.compile(r"`((?:ivtool|tests|docs|benchmarks|sample)/[\w./*-]*)`")
# What stands in a path for a name of one's own.
ANY = re.compile("SUBJECT|NOUN|NNNN|WHAT")
NAMED_IN = re.compile(r"`(ivtool/[\w/]+\.py)`,? `(\w+)`")
IS_IN = re.compile(r"`(\w+)`,?\s+(?:in|of)\s+`(ivtool/[\w/]+\.py)`")
# A paper cited by a name under which nobody finds it.
UNFOUND = re.compile(r"(?<!docs/)DOMAIN\b|\bDESIGN\b|\bLAB\b")
# The report that CONTRIBUTING makes, step by step.
MADE_UP = {"planned"}
# A part of the architecture that tells of one command, step by step.
JOURNEY = re.compile(r"^## A (?:command|report).*?(?=^## )", re.DOTALL | re.MULTILINE)
SUBJECTS = re.compile(r"^\| subject \|.*\n(?:\|.*\n)+", re.MULTILINE)
# What must have been done for a listing to have something in it.
DONE_BEFORE = (
    'staff add "Ros Hale" --role co-ordinator',
    "concern raise --match M-6 --kind health --words cough",
    "training add --module boundaries --attended V-1",
    "panel add V-11 --on 2026-11-24",
    "expenses claim V-1 --match M-2 --on 2026-11-01 --miles 10",
    "expenses claim V-1 --match M-8 --on 2026-11-01 --miles 10",
    "review plan C-6 --due 2026-12-01",
    "match review M-6 --on 2026-11-20 --view child fine --outcome continue",
    "support log supervision --with V-1 --on 2026-11-01 --action 'ring by 2026-12-01'",
    "db backup kept.db",
    "report overdue --names full",
)
# A row that something else than a command has changed: `db check` has something to tell.
TAMPERED = "UPDATE child SET religion = 'none' WHERE id = 1"
# No command would enter somebody twice and not be told so.
TWICE = (
    "UPDATE volunteer SET (name, phone) = (SELECT name, phone FROM volunteer WHERE id = 1)"
    " WHERE id = 2"
)


@pytest.fixture(scope="module")
def after_readme(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder in which README was followed, and README as it then prints; never to be changed."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "sample").symlink_to(ROOT / "sample", target_is_directory=True)
    text = README.read_text(encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        as_readme_says(patch)
        now = replay_readme(text, folder)
    return folder, now


@pytest.fixture
def desk(after_readme: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own in which README was followed."""
    as_readme_says(monkeypatch)
    return Path(shutil.copytree(after_readme[0], tmp_path / "desk", symlinks=True))


def as_readme_says(patch: pytest.MonkeyPatch) -> None:
    for name, value in EXPORTED.findall(README.read_text(encoding="utf-8")):
        patch.setenv(name, value)
    patch.setenv("IVTOOL_ACTOR", "tester")
    patch.setenv("COLUMNS", "80")


def said(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def settle(path: Path, now: str, request: pytest.FixtureRequest) -> None:
    """Hold a paper against what is so, or write that into it."""
    if request.config.getoption("--rewrite"):
        path.write_text(now, encoding="utf-8")
    assert now == said(path)


def test_the_readme_prints_what_it_says(
    after_readme: tuple[Path, str], request: pytest.FixtureRequest
) -> None:
    settle(README, after_readme[1], request)


@pytest.mark.parametrize(
    "path",
    [each for each in PAPERS if each != README and "```console\n" in said(each)],
    ids=lambda path: path.stem,
)
def test_a_paper_prints_what_it_says(
    path: Path, desk: Path, request: pytest.FixtureRequest
) -> None:
    settle(path, replay_readme(said(path), desk), request)


@pytest.mark.parametrize("path", TRIED, ids=lambda path: path.stem)
def test_the_commands_of_a_paper_work_on_the_sample(path: Path, desk: Path) -> None:
    # Sheets of their own, a stick and a sheet of paper are not the sample's.
    lines = [each for each in LINE.findall(said(path)) if not re.match("ivtool (import|db) ", each)]
    assert lines
    failed = {}
    for line in lines:
        read = f"echo 'what she said' | {line}" if line.endswith(" -") else line
        shown = printed(read, desk, Settled(desk))
        if shown and shown[-1].startswith("[exit") and shown[-1] != "[exit 10]":
            failed[line] = shown
    assert failed == {}


def commands(text: str) -> Iterator[list[str]]:
    """The words of every ivtool command that a text names, in code and in sentences."""
    text = OURS.sub("", text)
    for found in (*IN_CODE.findall(text), *IN_A_SENTENCE.findall(FENCED.sub("", text))):
        lexer = shlex.shlex(found, posix=True, punctuation_chars=";|&<>")
        lexer.whitespace_split = True
        words = []
        for word in lexer:
            if word in ENDS_A_COMMAND:
                break
            words.append(word)
        yield words


def options_of(command: Any) -> dict[str, bool]:
    """The options of a command, and whether each takes a value."""
    found = {"--help": False}
    for each in command.params:
        takes = not getattr(each, "is_flag", False)
        found |= dict.fromkeys((*each.opts, *each.secondary_opts), takes)
    return found


def unknown(words: list[str]) -> str:
    """The first word that names no command or no option of it; empty where all are known."""
    command: Any = typer.main.get_command(cli.app)
    everywhere = options_of(command)
    rest = iter(words)
    for word in rest:
        if word.startswith("--"):
            option, said, _ = word.partition("=")
            known = everywhere | options_of(command)
            if option not in known:
                return option
            if known[option] and not said:
                next(rest, None)
        elif hasattr(command, "commands"):
            if word not in command.commands:
                return word
            command = command.commands[word]
    return ""


def test_words_that_are_no_command_are_found() -> None:
    text = "Not `ivtool visit lock M-1`.\n\n    bin/ivtool --db x.db visit log --mile 3  # far\n"
    assert [unknown(words) for words in commands(text)] == ["--mile", "lock"]
    assert unknown(["visit", "log", "M-7", "--names", "full", "--minutes=90"]) == ""


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_every_command_that_a_paper_names_is_one_with_its_options(path: Path) -> None:
    named = {" ".join(words): unknown(words) for words in commands(said(path))}
    assert {line: word for line, word in named.items() if word} == {}


def every_command(command: Any, *words: str) -> Iterator[str]:
    """The words of every command that can be typed."""
    for name, each in getattr(command, "commands", {}).items():
        yield from every_command(each, *words, name)
    if not hasattr(command, "commands"):
        yield " ".join(words)


def test_every_command_is_in_a_paper_of_those_who_type_it() -> None:
    typed = [path for path in PAPERS if path.name not in FOR_DEVELOPERS]
    text = re.sub(r"\s+", " ", " ".join(map(said, typed)))
    names = [*every_command(typer.main.get_command(cli.app))]
    assert len(names) > 100
    assert [name for name in names if not re.search(rf"(?<!\S-)\b{name}\b(?!-)", text)] == []


def test_the_json_fields_are_those_that_are_printed(
    desk: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    file = desk / os.environ["IVTOOL_DB"]
    for line in DONE_BEFORE:
        assert run_on(file, *shlex.split(line.replace("kept.db", str(desk / "kept.db")))) == 0
    change(file, f"{TAMPERED}; {TWICE}")

    def again(found: re.Match[str]) -> str:
        capsys.readouterr()
        code = run_on(file, *shlex.split(found[1]), "--format", "json")
        ran = Ran(code, *capsys.readouterr())
        assert code in (ExitCode.DONE, ExitCode.FOUND), ran
        printed_now = json.loads(ran.out)
        rows = [printed_now] if isinstance(printed_now, dict) else printed_now
        assert rows, f"{found[1]} prints nothing on the sample"
        assert len({tuple(row) for row in rows}) == 1, found[1]
        return f"| `{found[1]}` | {', '.join(rows[0])} |"

    text = said(SCRIPTS)
    assert len(FIELDS.findall(text)) > 30
    settle(SCRIPTS, FIELDS.sub(again, text), request)


def test_the_exit_codes_are_all_told() -> None:
    told = [int(code) for code in CODES.findall(said(SCRIPTS))]
    assert told == sorted(code for name, code in vars(ExitCode).items() if name.isupper())


@pytest.mark.parametrize("path", [*PAPERS, ROOT / "CHANGELOG.md"], ids=lambda path: path.stem)
def test_what_a_paper_points_at_is_there(path: Path) -> None:
    text = said(path)
    links = [each for each in LINK.findall(text) if "://" not in each]
    missing = [each for each in links if not (path.parent / each).exists()]
    missing += [each for each in NAMED_PATH.findall(text) if not any(ROOT.glob(ANY.sub("*", each)))]
    named = [*NAMED_IN.findall(text), *(pair[::-1] for pair in IS_IN.findall(text))]
    for module, name in named:
        defined = re.compile(rf"^(?: {{4}})?(?:def|class) {name}\b|^{name}\b", re.MULTILINE)
        if not defined.search(said(ROOT / module)):
            missing.append(f"{module} {name}")
    assert missing == []


def test_the_sections_that_the_code_cites_are_there() -> None:
    there = set(re.findall(r"^## (\d+)\.", said(ROOT / "docs" / "DOMAIN.md"), re.MULTILINE))
    cited = {
        (path.name, number)
        for path in (ROOT / "ivtool").rglob("*.py")
        for number in re.findall(r"docs/DOMAIN\.md,\s+section (\d+)", said(path))
    }
    assert len(cited) > 15
    assert {each for each in cited if each[1] not in there} == set()
    assert not [path for path in (ROOT / "ivtool").rglob("*.py") if UNFOUND.search(said(path))]


def test_what_a_paper_says_that_the_program_says_is_its_own_words() -> None:
    quoted = QUOTED.findall(said(ROOT / "docs" / "FILE.md"))
    source = "".join(said(path) for path in (ROOT / "ivtool").rglob("*.py"))
    assert len(quoted) > 5
    assert [words for words in quoted if words not in source] == []


def test_the_imports_go_as_the_architecture_says() -> None:
    project = tomllib.loads(said(ROOT / "pyproject.toml"))
    contracts = project["tool"]["importlinter"]["contracts"]
    [layers] = [each["layers"] for each in contracts if each["name"] == "One direction"]
    arrows = " ".join(" ".join(FENCED.findall(said(ARCHITECTURE))).split())
    assert " → ".join(layers) in arrows


@pytest.mark.parametrize("number", [0, 1])
def test_a_journey_goes_the_way_that_the_architecture_tells(number: int, desk: Path) -> None:
    journey = JOURNEY.findall(said(ARCHITECTURE))[number]
    [command] = IN_A_SENTENCE.findall(journey)
    way = NAMED_IN.findall(journey)
    assert len(way) > 5
    called = iter(calls(desk / os.environ["IVTOOL_DB"], shlex.split(command)))
    # What is not found uses up the rest, and so names the first step that is not on the way.
    assert [step for step in way if step not in called] == []


def calls(file: Path, arguments: list[str]) -> list[tuple[str, str]]:
    """The functions of ours that a command calls or goes on with, by file and name, in order."""
    found = []

    def note(frame: FrameType, event: str, _argument: object) -> None:
        path = Path(frame.f_code.co_filename)
        if event == "call" and path.is_relative_to(ROOT / "ivtool"):
            found.append((path.relative_to(ROOT).as_posix(), frame.f_code.co_name))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        assert run_on(file, *arguments) == 0
    finally:
        sys.setprofile(before)
    return found


def test_the_subjects_stand_on_the_floors_that_the_architecture_says(
    request: pytest.FixtureRequest,
) -> None:
    def again(found: re.Match[str]) -> str:
        head, line, *rows = found[0].splitlines()
        floors = cells(head)[2:]
        now = [head, line]
        for subject, about, *_ in map(cells, rows):
            marks = [stands(ROOT / "ivtool" / floor / subject) for floor in floors]
            now.append(f"| {' | '.join([subject, about, *marks])} |")
        told = {cells(row)[0] for row in rows}
        packages = {path.name for path in (ROOT / "ivtool" / "domain").iterdir() if path.is_dir()}
        assert told == packages - {"__pycache__"}
        return "".join(f"{row}\n" for row in now)

    text = said(ARCHITECTURE)
    assert SUBJECTS.search(text)
    settle(ARCHITECTURE, SUBJECTS.sub(again, text), request)


def cells(row: str) -> list[str]:
    """The cells of a row of a Markdown table."""
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def stands(place: Path) -> str:
    return "●" if place.is_dir() or place.with_suffix(".py").exists() else "·"


def test_the_code_that_contributing_shows_imports_what_is_there() -> None:
    shown = [textwrap.dedent(found[0]) for found in OURS.finditer(said(ROOT / "CONTRIBUTING.md"))]
    assert len(shown) > 5
    imported = [
        (node.module, each.name)
        for text in shown
        for node in ast.walk(ast.parse("\n".join(text.splitlines()[1:-1])))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ivtool")
        for each in node.names
    ]
    missing = [
        f"{module} {name}"
        for module, name in imported
        if name not in MADE_UP
        and not hasattr(import_module(str(module)), name)
        and find_spec(f"{module}.{name}") is None
    ]
    assert imported
    assert missing == []


@pytest.mark.parametrize("path", LONGEST, ids=lambda path: path.stem)
def test_a_paper_is_short(path: Path) -> None:
    assert len(said(path).splitlines()) <= LONGEST[path]


def test_the_month_is_asked_for_as_every_day_understands_it() -> None:
    # On the 31st `date -d` says that last month is this one.
    assert not [path for path in PAPERS if "date -d" in said(path)]
    assert '--month "last month"' in said(SCRIPTS)
