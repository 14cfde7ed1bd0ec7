"""Every command tells what it does, what each option means, and an example that works."""

import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import typer
import xlsxwriter
from conftest import Run, opened

from ivtool import cli
from ivtool.keys import Keys, no_terminal
from ivtool.sheets.reading import records

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
TODAY = "2026-11-22"
WIDTH = 80
EXAMPLE = re.compile(r"^Example: (ivtool .+?)(?:\n\n|\Z)", re.MULTILINE | re.DOTALL)
# What an example ends with when it is not 0, and why.
CODES = {
    "db restore": (4, "it asks first, and nobody is there to answer"),
    "report owed": (10, "there is something to list"),
}
# What came before an example, where it goes on from something.
PROPOSED = "match propose R-100 --volunteer V-100 --on 2026-11-02"
HEARD = [
    f"match heard M-88 {party} agrees --on 2026-11-0{day}"
    for day, party in enumerate(("volunteer", "social_worker", "carer", "child"), start=3)
]
STAFF = 'staff add "Ann Osier" --role co-ordinator --on 2026-09-01'
OTHER = 'staff add "Bo Reed" --role manager --on 2026-09-01'
TWICE = 'volunteer add "Ann Lee" --phone 07700900123 --anyway'
ADDED = 'referral add "Mo Hart" --born 7/7/2013 --authority Fenmarsh --source iro --anyway'
RAISED = 'concern raise --child C-7 --kind health --words "A cough." --on 2026-11-20'
SUPERVISED = "support log supervision --with V-3 --on 2026-11-10 --action 'ring by 2026-12-05'"
PLANNED = "support plan outing --on 2026-12-12 --invite V-3 --invite V-5"
PLANNED_TRAINING = "training plan --on 2026-12-12 --topic loss --invite V-117"
BEFORE = {
    "concern told": [RAISED],
    "concern note": [RAISED],
    "concern close": [RAISED, "concern told K-1 social_worker --on 2026-11-20"],
    "concern show": [RAISED],
    "concern withdraw": [RAISED, RAISED],
    "panel decide": ["panel add V-118 --on 2026-11-17"],
    "training attended": ["training add --on 2026-11-15 --module boundaries"],
    "training show": ["training add --on 2026-11-15 --module boundaries"],
    "training comes": [PLANNED_TRAINING],
    "training invite": [PLANNED_TRAINING],
    "training held": ["training plan --on 2026-11-22 --topic loss --invite V-117"],
    "training correct": [PLANNED_TRAINING],
    "training withdraw": [PLANNED_TRAINING],
    "support show": [SUPERVISED],
    "support done": [SUPERVISED],
    "support correct": [SUPERVISED],
    "support withdraw": [SUPERVISED],
    "support comes": [PLANNED],
    "support held": [PLANNED],
    "staff edit": [STAFF],
    "staff lead": [STAFF],
    "staff leave": [STAFF, OTHER],
    "match shown": [PROPOSED],
    "match heard": [PROPOSED],
    "match met": [PROPOSED],
    "match start": [
        PROPOSED,
        *HEARD,
        "match shown M-88 --on 2026-11-05",
        "match met M-88 --on 2026-11-14",
        "match heard M-88 volunteer agrees --on 2026-11-16",
        "match heard M-88 child agrees --on 2026-11-16",
    ],
    "review correct": ["review plan C-4 --due 3/12/2026"],
    "review withdraw": ["review plan C-4 --due 3/12/2026"],
    "volunteer merge": [TWICE, TWICE],
    "child merge": [ADDED, "referral close R-108 --outcome withdrawn", f"{ADDED} --new-child"],
    "undo": [STAFF],
    "redo": [STAFF, "undo --yes"],
    "db restore": ["db backup usb/ivtool-2026-11-21.db"],
    "db drill": ["db backup"],
    "db encrypt": ["db decrypt --yes"],
    "db unlock": ["db backup usb/ivtool-2026-11-21.db"],
}
# Where the file must not be there yet.
MAKES_THE_FILE = {"db init"}


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command under one, with the words that lead to it."""
    under = getattr(command, "commands", None)
    if under is None:
        yield " ".join(path), command
        return
    for name in under:
        yield from commands(under[name], (*path, name))


ROOT = typer.main.get_command(cli.app)
COMMANDS = dict(commands(ROOT))
GROUPS = ["", *cli.GROUPS]


def examples(command: Any) -> list[str]:
    """The examples of a command's help, each on one line."""
    return [" ".join(found.split()) for found in EXAMPLE.findall(command.help or "")]


def save_as_workbook(folder: Path, file: Path) -> None:
    """Save a folder's sheets as a workbook, every cell as text."""
    with xlsxwriter.Workbook(file) as book:
        for path in sorted(folder.glob("*.csv")):
            sheet = book.add_worksheet(path.stem)
            for number, cells in records(path):
                for place, cell in enumerate(cells):
                    sheet.write_string(number - 1, place, cell)


def changes(file: Path) -> list[str]:
    """The commands that changed a file, in order; none where there is no file."""
    if not file.exists():
        return []
    with closing(opened(file)) as connection:
        return [name for (name,) in connection.execute("SELECT command FROM change_set")]


@pytest.fixture
def workplace(sample: Path, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder as the examples find it, with a stick, and a file with the service."""
    shutil.copy(sample, file)
    folder = tmp_path / "work"
    (folder / "usb").mkdir(parents=True)
    monkeypatch.chdir(folder)


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_tells_what_it_does_with_an_example(path: str, run: Run) -> None:
    command = COMMANDS[path]
    assert command.help, path
    assert len(examples(command)) == 1, path
    assert examples(command)[0].startswith(f"ivtool {path}"), path
    assert f"Example: ivtool {path}" in " ".join(run(*path.split(), "--help").out.split())


@pytest.mark.parametrize("path", COMMANDS)
def test_every_option_and_argument_tells_what_it_means(path: str) -> None:
    without = [
        "/".join(param.opts) for param in COMMANDS[path].params if not getattr(param, "help", None)
    ]
    assert without == []


@pytest.mark.parametrize("path", COMMANDS)
@pytest.mark.usefixtures("workplace")
def test_the_example_works(path: str, file: Path, run: Run) -> None:
    [example] = examples(COMMANDS[path])
    code, _ = CODES.get(path, (0, ""))
    if path in MAKES_THE_FILE:
        file.unlink()
    if path == "import":
        save_as_workbook(HERE / "sample-service", Path("our-workbook.xlsx"))
    for line in BEFORE.get(path, ()):
        run(*shlex.split(line), "--today", TODAY)
    key = Keys(no_terminal).of(file) if file.exists() else None
    # The recovery key is read where it is not asked for.
    typed = key.written if key is not None and path == "db unlock" else ""
    before, bytes_before = len(changes(file)), None if key is None else file.read_bytes()
    run(*shlex.split(example)[1:], "--today", TODAY, code=code, stdin=typed)
    # The history calls a change by the words of its command; a job's are followed by its name.
    assert [name for name in changes(file)[before:] if not f"{name} ".startswith(f"{path} ")] == []
    if path not in MAKES_THE_FILE and file.read_bytes() != bytes_before:
        assert run("db", "check", "--today", TODAY, "--format", "json").out == "[]\n"


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group or "ivtool")
def test_no_line_of_a_listing_is_cut(group: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    listing = run(*group.split(), "--help").out.partition("Commands:")[2]
    assert listing
    cut = [line.strip() for line in listing.splitlines() if line.endswith("...")]
    assert cut == []
    assert max(map(len, listing.splitlines())) <= WIDTH


def test_a_group_says_the_same_of_itself_as_the_root_does() -> None:
    for name, said in cli.GROUPS.items():
        assert vars(ROOT)["commands"][name].help == said


def test_no_option_reads_a_number_as_python_does() -> None:
    """Python's own reading takes `٣`, `1_000` and `+5`: options are given a parser."""

    def options(command: Any) -> Iterator[Any]:
        yield from command.params
        for each in getattr(command, "commands", {}).values():
            yield from options(each)

    found = {each.name: each.type.name for each in options(typer.main.get_command(cli.app))}
    assert found["minutes"] == "whole"
    assert [name for name, kind in found.items() if kind.startswith(("int", "float"))] == []


def test_of_a_group_only_the_command_asked_for_is_built() -> None:
    root = typer.main.get_command(cli.app)
    visit = root.commands["visit"]  # type: ignore[attr-defined]
    for _ in range(2):
        root(["visit", "log", "--help"], prog_name="ivtool", standalone_mode=False)
    assert list(visit.commands.built) == ["log"]
    assert visit is root.commands["visit"]  # type: ignore[attr-defined]
    root(["visit", "--help"], prog_name="ivtool", standalone_mode=False)
    assert sorted(visit.commands.built) == sorted(visit.commands)
