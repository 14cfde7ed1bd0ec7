"""Looking starts quickly: no quick command imports what only writing and documents need.

By the modules a process has imported, never by the clock.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import run_on

# Many files, made and opened: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parent.parent / "sample"
DAY = "2026-11-23"
HEAVY = {"sqlmodel", "sqlalchemy", "pydantic", "jinja2", "alembic"}
# Rich is for a table on a terminal; each dataclass takes a hundredth of a start to be defined.
LATE = HEAVY | {"rich", "dataclasses"}
ENGINES = {"sqlite3", "sqlcipher3"}
USAGE = 2


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sample service in it; never to be changed."""
    file = tmp_path_factory.mktemp("sample") / "ivtool.db"
    assert run_on(file, "db", "init") == 0
    assert run_on(file, "--today", DAY, "import", str(SAMPLE)) == 0
    return file


@pytest.fixture(scope="module")
def plain_sample(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, not encrypted."""
    file = Path(shutil.copy(plain, tmp_path_factory.mktemp("sample") / "ivtool.db"))
    assert run_on(file, "--today", DAY, "import", str(SAMPLE)) == 0
    return file


def imported(file: Path, *arguments: str, code: int = 0) -> set[str]:
    """The packages that a process of its own imports for a command line."""
    program = [sys.executable, "-X", "importtime", "-m", "ivtool"]
    done = subprocess.run(
        [*program, "--db", str(file), "--today", DAY, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    modules = {line.rpartition("|")[2].strip() for line in lines}
    assert "ivtool.cli" in modules
    return {module.partition(".")[0] for module in modules}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("--version",),
        ("visit", "log", "--help"),
        ("db", "path"),
        ("report", "overdue"),
        ("report", "overdue", "--format", "json"),
        ("report", "overdue", "--format", "csv"),
        ("report", "overdue", "--authority", "nobody's"),
        ("report", "ledger"),
        ("report", "compliance", "--month", "2026-10", "--format", "json"),
        ("report", "pipeline"),
        ("report", "pipeline", "--people", "--format", "json"),
        ("report", "checks", "--format", "json"),
        ("report", "training", "--format", "csv"),
        ("today",),
        ("today", "--format", "json"),
        ("today", "--authority", "elderwick", "--format", "csv"),
        ("concern", "list"),
        ("job", "list"),
        ("explain", "overdue", "M-1"),
        ("visit", "list"),
        ("visit", "show", "L-1"),
        ("match", "list"),
        ("volunteer", "list"),
        ("volunteer", "show", "V-1"),
    ],
    ids=" ".join,
)
def test_a_look_imports_neither_the_writing_door_nor_rich(
    sample: Path, arguments: tuple[str, ...]
) -> None:
    code = 3 if "nobody's" in arguments else 0
    assert not imported(sample, *arguments, code=code) & LATE


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "overdue"),
        ("visit", "list", "--format", "json"),
        ("today",),
        ("db", "check"),
        ("db", "backups"),
    ],
    ids=" ".join,
)
def test_a_look_imports_the_engine_of_its_file_alone(
    sample: Path, plain_sample: Path, arguments: tuple[str, ...]
) -> None:
    assert imported(sample, *arguments) & ENGINES == {"sqlcipher3"}
    assert imported(plain_sample, *arguments) & ENGINES == {"sqlite3"}


@pytest.mark.parametrize("arguments", [("--help",), ("visit", "log", "--help"), ("--version",)])
def test_help_imports_no_engine(sample: Path, arguments: tuple[str, ...]) -> None:
    assert not imported(sample, *arguments) & ENGINES


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "overview"),
        ("report", "overdue", "--formt", "json"),
        ("report", "overdue", "--format", "jsn"),
        ("visit", "log"),
        ("visits",),
    ],
    ids=" ".join,
)
def test_a_usage_error_imports_neither_the_writing_door_nor_rich(
    sample: Path, arguments: tuple[str, ...]
) -> None:
    assert not imported(sample, *arguments, code=USAGE) & LATE


@pytest.mark.parametrize(
    "arguments", [("report", "overdue"), ("visit", "list"), ("today",)], ids=" ".join
)
def test_a_table_in_a_pipe_imports_neither_rich_nor_the_writing_door(
    sample: Path, arguments: tuple[str, ...]
) -> None:
    found = imported(sample, *arguments, "--format", "table")
    assert not found & {*HEAVY, "rich"}


@pytest.mark.parametrize(
    "line",
    [
        "visit log M-6 --on 2026-11-22 --minutes 90",
        "visit log M-6 --on 2026-11-22 --minutes 90 --miles 24",
        "visit correct L-1 --minutes 80",
        "visit withdraw L-1",
        "visit excuse M-6 2026-12 --by Kay --reason exams",
        "visit plan M-6 --on 2026-12-05",
        "match interval M-6 --every 2",
        "match pause M-6 --on 2026-12-01",
        "expenses claim V-3 --match M-1 --on 2026-11-22 --miles 24",
    ],
)
def test_writing_imports_no_tables_no_documents_and_not_rich(
    sample: Path, tmp_path: Path, line: str
) -> None:
    copy = tmp_path / "ivtool.db"
    copy.write_bytes(sample.read_bytes())
    assert not imported(copy, *line.split()) & LATE


@pytest.mark.parametrize(
    "arguments",
    [
        ("volunteer", "add", "Ann Lee", "--phone", "07700900123"),
        ("volunteer", "edit", "V-11", "--phone", "07700900123"),
        ("volunteer", "check", "V-11", "medical", "--outcome", "clear"),
        ("volunteer", "advance", "V-11"),
        ("volunteer", "hold", "V-11", "--reason", "a new baby"),
        ("volunteer", "leave", "V-11", "--reason", "moved away"),
        ("volunteer", "return", "V-9", "--at", "informal_chat"),
        ("volunteer", "waive", "V-11", "medical", "--until", "2026-12-31", "--by", "R. Hale",
         "--reason", "the surgery is slow"),
        ("volunteer", "book", "V-11", "--food", "pancakes", "--completed"),
        ("volunteer", "purge"),
        ("training", "add", "--module", "boundaries", "--attended", "V-11"),
        ("panel", "add", "V-11", "--on", "2026-11-30"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_recruiting_writes_without_the_orm(
    plain_sample: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    copy = Path(shutil.copy(plain_sample, tmp_path / "ivtool.db"))
    code = 4 if arguments[1] == "advance" else 0
    assert not imported(copy, *arguments, code=code) & LATE


@pytest.mark.parametrize(
    "arguments",
    [
        ("concern", "raise", "--child", "C-7", "--kind", "health", "--words", "A cough."),
        ("referral", "add", "Bo Lee", "--source", "carer"),
        ("referral", "edit", "R-1", "--source", "carer"),
        ("child", "edit", "C-7", "--interests", "swimming"),
        ("child", "move", "C-7", "--kind", "foster_care", "--postcode", "SA1 1AA"),
        ("child", "worker", "C-7", "social_worker", "R. Hale"),
        ("staff", "add", "R. Hale", "--role", "co-ordinator"),
        ("policy", "set", "matching.max_miles", "30"),
        ("job", "run", "missed-visits"),
        ("db", "backup"),
    ],
    ids=" ".join,
)
def test_the_office_writes_without_the_orm(
    plain_sample: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    copy = Path(shutil.copy(plain_sample, tmp_path / "ivtool.db"))
    code = 10 if arguments[0] == "job" else 0
    assert not imported(copy, *arguments, code=code) & LATE
