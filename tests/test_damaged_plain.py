"""A plain file that is damaged, which nothing in it tells page by page: words in every command.

Altered bytes, a page of nothing, a text that is none, a value that its reader cannot take.
"""

import gc
import random
import shlex
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from conftest import ROUNDS, Ran, Run, change, names
from killing import TODAY, look
from test_help import COMMANDS, examples

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = [pytest.mark.slow, pytest.mark.hunt]

SAMPLE = Path(__file__).parent.parent / "sample"
RELEASED = Path(__file__).parent / "released"
PAGE = 4096
DAMAGED = "ivtool db restore FILE"
# Every way in which a command may end on such a file, but for a bug and for silence about it.
CODES = (0, 2, 3, 4, 5, 10)
MORE = (
    "report ledger --from 2026-01", "report overdue --all --format table", "visit list",
    "child list", "volunteer list", "match list --format json", "expenses list", "db encrypt",
    "report compliance --month 2026-10 --format html", "today --format json",
    "match show M-2", "volunteer show V-1", "child show C-1", "visit log M-2 --on 2026-11-19",
    f"import {SAMPLE}", "export out --names full", "export out.xlsx --names full",
)  # fmt: skip
LINES = [
    *(examples(command)[0] for path, command in COMMANDS.items() if path != "demo"),
    *(f"ivtool {line}" for line in MORE),
]
# What reads every visit.
READERS = ("visit list", "visit show L-1", "export out --names full",
           "export out.xlsx --names full", "db check", "db backup", "db backup usb",
           "job run backup", "db encrypt")  # fmt: skip


@pytest.fixture(scope="module")
def sample(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain file with the sample in it; never to be changed."""
    file = Path(shutil.copy(plain, tmp_path_factory.mktemp("plain") / "ivtool.db"))
    assert look(file, "import", str(SAMPLE)).code == 0
    assert look(file, "staff", "add", "Ann Osier", "--role", "co-ordinator").code == 0
    return file


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain file with few rows, but some in every table; never to be changed."""
    file = tmp_path_factory.mktemp("few") / "ivtool.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(max(RELEASED.glob("*.sql")).read_text(encoding="utf-8"))
    assert look(file, "db", "upgrade").code == 0
    return file


@pytest.fixture
def damaged(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's own copy, to be damaged, in a folder where the examples work."""
    (tmp_path / "usb").mkdir()
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(sample, tmp_path / "damaged.db"))


def walk(damaged: Path) -> list[Ran]:
    """Every command on a fresh copy of the damaged file: none ends in a bug."""
    found = []
    for line in LINES:
        work = Path("work")
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        shutil.rmtree("out", ignore_errors=True)
        Path("out.xlsx").unlink(missing_ok=True)
        file = Path(shutil.copy(damaged, work / "ivtool.db"))
        ran = look(file, *shlex.split(line)[1:])
        assert ran.code in CODES, (line, ran)
        assert "Traceback" not in ran.err, (line, ran)
        found.append(ran)
    return found


@pytest.mark.parametrize("count", [1, 40])
def test_altered_bytes_are_no_bug_of_any_command(count: int, damaged: Path) -> None:
    whole = damaged.read_bytes()
    for _ in range(ROUNDS):
        content = bytearray(whole)
        for _ in range(count):
            content[random.randrange(100, len(content))] ^= 1 << random.randrange(8)
        damaged.write_bytes(content)
        walk(damaged)


@pytest.mark.parametrize("letter", [b"\0", b"\xff"])
def test_a_page_of_nothing_is_no_bug_of_any_command(letter: bytes, damaged: Path) -> None:
    whole = damaged.read_bytes()
    for _ in range(ROUNDS):
        page = random.randrange(1, len(whole) // PAGE)
        damaged.write_bytes(whole[: page * PAGE] + letter * PAGE + whole[(page + 1) * PAGE :])
        walk(damaged)


def text_columns(file: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(file)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        return [
            (table, column[1])
            for (table,) in tables
            if connection.execute(f'SELECT 1 FROM "{table}"').fetchone()
            for column in connection.execute(f'PRAGMA table_info("{table}")')
            if column[2] != "INTEGER"
        ]


def some_of_each(columns: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Some columns of every table, by chance."""
    random.shuffle(columns)
    seen: Counter[str] = Counter()
    found = []
    for table, column in columns:
        seen[table] += 1
        if seen[table] <= ROUNDS:
            found.append((table, column))
    return found


def put(file: Path, table: str, column: str, text: bytes) -> None:
    """Put bytes for a text into the first row that has one, past every guard."""
    change(
        file,
        "PRAGMA ignore_check_constraints = ON;"
        + "".join(f"DROP TRIGGER IF EXISTS tr_{table}_{action};" for action in ("update", "delete"))
        + f'UPDATE "{table}" SET "{column}" = CAST(x\'{text.hex()}\' AS TEXT) WHERE rowid IN'
        f' (SELECT rowid FROM "{table}" ORDER BY rowid LIMIT 1);',
    )


def test_a_text_that_is_none_is_no_bug_of_any_command(damaged: Path, sample: Path) -> None:
    for table, column in random.choices(text_columns(sample), k=2 * ROUNDS):
        shutil.copy(sample, damaged)
        put(damaged, table, column, random.choice((b"\xff\xfe", b"abc\xc3", b"nonsense")))
        walk(damaged)


@pytest.mark.parametrize("text", [b"\xff\xfe", b"abc\xc3", b"\xed\xa0\x80", b"a\0\xff"])
def test_a_text_that_is_none_is_told_by_all_that_read_it(text: bytes, damaged: Path) -> None:
    put(damaged, "visit", "visited_on", text)
    told = damaged.read_bytes()
    for line in READERS:
        shutil.copy(damaged, "ivtool.db")
        ran = look(Path("ivtool.db"), *line.split())
        # A cursor that an error left half-read keeps its lock until this process collects it.
        gc.collect()
        assert ran.code in ((5, 10) if line == "db check" else (5,)), (line, ran)
        assert DAMAGED in ran.err + ran.out or "does not pass its check" in ran.err
    assert damaged.read_bytes() == told
    assert not Path("out").exists()


def test_a_check_and_a_backup_find_a_text_that_is_none_wherever_it_is(
    damaged: Path, few: Path
) -> None:
    for table, column in some_of_each(text_columns(few)):
        shutil.copy(few, damaged)
        with closing(sqlite3.connect(damaged)) as connection, connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("DELETE FROM sqlite_schema WHERE type = 'trigger'")
        put(damaged, table, column, b"\xff")
        for line in ("db check", "db backup usb"):
            ran = look(damaged, *line.split())
            gc.collect()
            assert ran.code in (5, 10), (table, column, ran)
            assert DAMAGED in ran.err + ran.out or "does not pass its check" in ran.err
        assert names(Path("usb")) == []


@pytest.mark.parametrize(
    ("version", "code"),
    [("''", 5), ("'  '", 5), ("'head'", 5), ("'6'", 5), ("'00006'", 5), ("'zzzz'", 5)],
)
@pytest.mark.parametrize("command", ["report overdue", "visit log M-2", "db upgrade", "db check"])
def test_a_version_that_is_none_is_told(
    version: str, code: int, command: str, damaged: Path
) -> None:
    change(damaged, f"UPDATE alembic_version SET version_num = {version}")
    require_no_version(look(damaged, *command.split()), code)


@pytest.mark.parametrize("command", ["report overdue", "visit log M-2", "db upgrade", "db check"])
@pytest.mark.parametrize(
    "statement",
    ["INSERT INTO alembic_version VALUES ('0001')", "DELETE FROM alembic_version"],
)
def test_two_versions_or_none_are_told(statement: str, command: str, damaged: Path) -> None:
    change(damaged, statement)
    require_no_version(look(damaged, *command.split()), 5)


def require_no_version(ran: Ran, code: int) -> None:
    assert (ran.code, ran.out) == (code, "")
    assert "does not say of which version its tables are" in ran.err
    assert DAMAGED in ran.err


def test_a_policy_value_that_cannot_be_read_is_told_and_can_be_set_anew(
    file: Path, run: Run
) -> None:
    change(file, "UPDATE policy SET value = 'seven' WHERE key = 'visits.grace_days'")
    run(*shlex.split(f"import {SAMPLE}"), *TODAY)
    ran = run("report", "overdue", *TODAY, code=5)
    assert "value of visits.grace_days in the file cannot be read" in ran.err
    assert ran.out == ""
    assert "policy.unreadable" in run("db", "check", "--format", "json", code=10).out
    change(file, "UPDATE policy SET value = 'seven' WHERE key = 'backups.daily'")
    assert "value of backups.daily in the file cannot be read" in run("db", "backup", code=5).err
    run("policy", "set", "backups.daily", "7")
