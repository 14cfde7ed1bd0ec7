"""Looking starts quickly: no quick command imports what only writing and documents need.

By the modules a process has imported, never by the clock. One process runs many command lines: what
none of them may import is looked for after each.
"""

import shutil
import subprocess
import sys
from ast import literal_eval
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import prepared

# Processes of their own: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parent.parent / "sample"
DAY = "2026-11-23"
HEAVY = {"sqlmodel", "sqlalchemy", "pydantic", "jinja2", "alembic"}
# Rich is for a table on a terminal; each dataclass takes a hundredth of a start to be defined.
LATE = HEAVY | {"rich", "dataclasses"}
ENGINES = {"sqlite3", "sqlcipher3"}
# What an everyday command writes is short, and these take longer to import than to do without.
LONG = {"dateutil", "hashlib", "json"}
USAGE = 2
# Runs command lines one after the other; of each its code, and the packages imported by then.
RUNNER = """
import contextlib, io, sys
from ivtool.cli import main
found = []
for line in sys.argv[1].split("|"):
    line = line.split(" ")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = int(main(line))
    found.append((code, sorted({name.partition(".")[0] for name in sys.modules})))
print(found)
"""
# Beside these a command line ends with 0.
CODES = {
    "report overdue --authority nobodys": 3,
    "volunteer advance V-11": 4,
    "job run missed-visits": 10,
}


@pytest.fixture(scope="module")
def sample(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sample service in it; never to be changed."""
    return prepared(migrated, tmp_path_factory.mktemp("sample"), f"import '{SAMPLE}'", today=DAY)


@pytest.fixture(scope="module")
def plain_sample(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, not encrypted."""
    return prepared(plain, tmp_path_factory.mktemp("sample"), f"import '{SAMPLE}'", today=DAY)


def imported(files: list[Path], lines: list[str], code: int = 0) -> Iterator[tuple[str, set[str]]]:
    """Each line, run on its file in a process that runs them all, and the packages imported."""
    asked = [
        ["--db", str(file), "--today", DAY, *line.split()]
        for file, line in zip(files, lines, strict=True)
    ]
    done = subprocess.run(
        [sys.executable, "-c", RUNNER, "|".join(map(" ".join, asked))],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    for line, (ended, packages) in zip(lines, literal_eval(done.stdout), strict=True):
        assert ended == CODES.get(line, code), line
        assert "ivtool" in packages
        yield line, set(packages)


def looked(file: Path, lines: list[str], code: int = 0) -> Iterator[tuple[str, set[str]]]:
    """The same, of lines that change nothing."""
    return imported([file] * len(lines), lines, code)


def changed(file: Path, folder: Path, lines: list[str]) -> Iterator[tuple[str, set[str]]]:
    """The same, each on a copy of its own."""
    copies = [Path(shutil.copy(file, folder / f"{place}.db")) for place, _ in enumerate(lines)]
    return imported(copies, lines)


LOOKS = """
--help
--version
visit log --help
db path
report overdue
report overdue --format json
report overdue --format csv
report overdue --authority nobodys
report ledger
report compliance --month 2026-10 --format json
report pipeline
report pipeline --people --format json
report checks --format json
report reviews --format json
report outcomes
review list
child voice C-1
report training --format csv
today
today --format json
today --authority elderwick --format csv
concern list
job list
explain overdue M-1
visit list
visit show L-1
match list
volunteer list
volunteer show V-1
"""
MISTAKES = """
report overview
report overdue --formt json
report overdue --format jsn
visit log
visits
"""
WRITES = """
visit log M-6 --on 2026-11-22 --minutes 90
visit log M-6 --on 2026-11-22 --minutes 90 --miles 24
visit correct L-1 --minutes 80
visit withdraw L-1
visit excuse M-6 2026-12 --by Kay --reason exams
visit plan M-6 --on 2026-12-05
match interval M-6 --every 2
match pause M-6 --on 2026-12-01
match review M-6 --rate confidence=3 --outcome continue
review plan C-6 --due 2026-12-01
review held C-6 --on 2026-11-22
expenses claim V-3 --match M-1 --on 2026-11-22 --miles 24
volunteer add Ann --phone 07700900123
volunteer edit V-11 --phone 07700900123
volunteer check V-11 medical --outcome clear
volunteer advance V-11
volunteer hold V-11 --reason baby
volunteer leave V-11 --reason moved
volunteer return V-9 --at informal_chat
volunteer waive V-11 medical --until 2026-12-31 --by Hale --reason slow
volunteer book V-11 --food pancakes --completed
volunteer purge
training add --module boundaries --attended V-11
panel add V-11 --on 2026-11-30
concern raise --child C-7 --kind health --words cough
referral add Bo --source carer
referral edit R-1 --source carer
child edit C-7 --interests swimming
child move C-7 --kind foster_care --postcode SA1
child worker C-7 social_worker Hale
staff add Hale --role co-ordinator
policy set matching.max_miles 30
job run missed-visits
db backup
"""


def of(lines: str) -> list[str]:
    return lines.strip().splitlines()


def test_a_look_imports_neither_the_writing_door_nor_rich(sample: Path) -> None:
    for line, packages in looked(sample, of(LOOKS)):
        assert not packages & LATE, line


def test_a_usage_error_imports_neither_the_writing_door_nor_rich(sample: Path) -> None:
    for line, packages in looked(sample, of(MISTAKES), USAGE):
        assert not packages & LATE, line


def test_a_look_imports_the_engine_of_its_file_alone(sample: Path, plain_sample: Path) -> None:
    lines = ["report overdue", "visit list --format json", "today", "db check", "db backups"]
    for file, engine in ((sample, "sqlcipher3"), (plain_sample, "sqlite3")):
        for line, packages in looked(file, lines):
            assert packages & ENGINES == {engine}, line


def test_what_is_done_every_day_imports_nothing_that_is_for_much(
    plain_sample: Path, tmp_path: Path
) -> None:
    looks = ["report overdue --format json", "volunteer list", "visit list", "today"]
    for line, packages in looked(plain_sample, looks):
        assert not packages & LONG, line
    writes = [line for line in of(WRITES) if line.startswith(("visit log", "volunteer check"))]
    for line, packages in changed(plain_sample, tmp_path, writes):
        assert not packages & LONG, line


def test_help_imports_no_engine(sample: Path) -> None:
    for line, packages in looked(sample, ["--help", "visit log --help", "--version"]):
        assert not packages & ENGINES, line


def test_a_table_in_a_pipe_imports_neither_rich_nor_the_writing_door(sample: Path) -> None:
    lines = [f"{look} --format table" for look in ("report overdue", "visit list", "today")]
    for line, packages in looked(sample, lines):
        assert not packages & LATE, line


@pytest.mark.parametrize("kind", ["sample", "plain_sample"])
def test_writing_imports_no_tables_no_documents_and_not_rich(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    file: Path = request.getfixturevalue(kind)
    for line, packages in changed(file, tmp_path, of(WRITES)):
        assert not packages & LATE, line
