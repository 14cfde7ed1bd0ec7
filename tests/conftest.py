"""What the tests share: a file made once and copied, commands run in-process, nothing stored."""

import gc
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import settings
from warm import Running, end

from ivtool import db
from ivtool.cli import main
from ivtool.keys import Keys, cipher, head_of, keys_folder, no_terminal, use_key


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rewrite` writes what the commands print into the scenarios: the diff is the review."""
    parser.addoption("--rewrite", action="store_true", help="regenerate the scenarios")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first and is dealt out: no worker is left with it in the end."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = [item for item in items if item.get_closest_marker("hunt")]
    rest = [item for item in items if not item.get_closest_marker("hunt")]
    share = -(-len(rest) // workers)
    items[:] = [
        item
        for number in range(workers)
        for item in (*long[number::workers], *rest[number * share : (number + 1) * share])
    ]


def pytest_collection_finish() -> None:
    """What was collected is there to the end: nobody need look for garbage in it again."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Nothing that was begun outlives the tests."""
    end()


# How many times as much is tried of what is left to chance: `make hunt` asks for more.
ROUNDS = int(os.environ.get("ROUNDS", "1"))
# A busy machine is slow, and no fault of the program's.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
SETTINGS = (
    "IVTOOL_DB",
    "IVTOOL_KEY_FILE",
    "CREDENTIALS_DIRECTORY",
    "IVTOOL_ACTOR",
    "IVTOOL_TODAY",
    "NO_COLOR",
    "COLUMNS",
)
SAMPLE_SERVICE = Path(__file__).parent / "sample-service"
SAMPLE_DAY = "2026-11-22"
PROGRAM = [sys.executable, "-m", "ivtool"]
# Holds a lock on a file, or half a change, until it is killed.
HOLDER = """
import sys
from pathlib import Path
from ivtool import db, keys
path = Path(sys.argv[1])
connection = db.connect(path, keys.Keys(keys.no_terminal).of(path))
connection.executescript("PRAGMA cache_size = 1; " + sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""
NOBODY = 65534
# What is tested there goes by the rows alone: plain files are quicker to read than encrypted ones,
# of which the same is tested by whole commands, beside these folders and in the scenarios.
BY_ROWS = ("services", "reports", "sheets")
HALF_A_CHANGE = (
    "BEGIN IMMEDIATE; UPDATE policy SET value = 'half' || hex(zeroblob(4000));"
    " CREATE TABLE junk (id INTEGER);"
)
Unchanged = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True)
class Ran:
    """What one command line came to."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Runs a command line on the test's file; `code` is what it must exit with."""

    def __call__(self, *arguments: str, code: int = 0, stdin: str = "") -> Ran: ...


def run_on(file: Path, *arguments: str) -> int:
    """Run a command line on a file in this process, as `tester`; its exit code."""
    return int(main(["--db", str(file), "--as", "tester", *arguments]))


def prepared(
    new: Path, folder: Path, *lines: str, sheets: Mapping[str, str] | None = None,
    today: str = SAMPLE_DAY,
) -> Path:  # fmt: skip
    """A copy of a file in a folder, with sheets imported and command lines run on it."""
    file = Path(shutil.copy(new, folder / "ivtool.db"))
    if sheets is not None:
        lines = (f"import {shlex.quote(str(folder_of(folder / 'sheets', sheets)))}", *lines)
    for line in lines:
        assert run_on(file, "--today", today, *shlex.split(line)) == 0, line
    return file


def folder_of(folder: Path, sheets: Mapping[str, str]) -> Path:
    """A folder with sheets in it: their names and what they hold."""
    folder.mkdir()
    for name, text in sheets.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def keep_keys_in(folder: Path, patch: pytest.MonkeyPatch, *files: Path) -> None:
    """Keys are kept in a folder from now on, which begins with those of some files."""
    kept = [keys_folder() / f"{head_of(file).hex()}.key" for file in files]
    # Where Linux, macOS and Windows keep settings.
    for name in ("XDG_CONFIG_HOME", "HOME", "LOCALAPPDATA"):
        patch.setenv(name, str(folder))
    keys_folder().mkdir(parents=True, mode=0o700)
    for key in kept:
        shutil.copy(key, keys_folder())


def opened(file: Path) -> sqlite3.Connection:
    """A connection to a file, encrypted or plain, as another program with its key would open it."""
    key = Keys(no_terminal).of(file)
    if key is None:
        return sqlite3.connect(file)
    connection: sqlite3.Connection = cipher().connect(str(file))
    use_key(connection, key)
    return connection


def connected(file: Path) -> sqlite3.Connection:
    """A connection to a file as the program opens it."""
    return db.connect(file, Keys(no_terminal).of(file))


def held(connection: sqlite3.Connection, *, without: Collection[str] = ()) -> list[str]:
    """All that a file holds: every statement that made it, and every row, but for some tables'."""
    made = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"
    ).fetchall()
    tables = [name for name, sql in made if sql.startswith("CREATE TABLE")]
    rows = [
        f"{table} {row!r}"
        for table in (*tables, "sqlite_sequence")
        if table not in without
        for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid')
        if not (table == "sqlite_sequence" and row[0] in without)
    ]
    return [sql for _, sql in made] + rows


def dump(file: Path) -> list[str]:
    """All that a file holds."""
    with closing(opened(file)) as connection:
        return held(connection)


def records(file: Path) -> list[str]:
    """All that a file holds but for its receipts, which a backup leaves behind."""
    with closing(opened(file)) as connection:
        return held(connection, without=("file_receipt",))


def names(folder: Path) -> list[str]:
    """What a folder holds."""
    return sorted(path.name for path in folder.iterdir())


def change(file: Path, statements: str) -> None:
    """Change a file as another program would."""
    with closing(opened(file)) as connection:
        connection.executescript(statements)


def process(file: Path, *arguments: str, most_bytes: int | None = None) -> Ran:
    """Run a command line as a process of its own, whose files may grow to so many bytes."""
    return finish(Running("--db", str(file), *arguments, most_bytes=most_bytes))


def finish(running: Running) -> Ran:
    """What a process came to."""
    out, err = running.communicate()
    assert running.returncode is not None
    return Ran(running.returncode, out, err)


def as_nobody(file: Path, *arguments: str, own_keys: bool = True) -> Ran:
    """Run a command as somebody whom permissions bind, with or without keys that they may read."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(keys_folder(), Path(folder, "ivtool", "keys"))
        if own_keys and os.getuid() == 0:
            for path in (Path(folder), *Path(folder, "ivtool").rglob("*"), Path(folder, "ivtool")):
                shutil.chown(path, user=NOBODY)
        settings = {**os.environ, "XDG_CONFIG_HOME": folder}
        return finish(Running("--db", str(file), *arguments, env=settings, user=NOBODY))


def hold(file: Path, statements: str) -> subprocess.Popen[str]:
    """Another program that has run these statements on a file and holds on to it."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(file), statements],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


@pytest.fixture(scope="session", autouse=True)
def _own_keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keys are kept in a folder of the tests', never in the user's own; processes inherit it."""
    with pytest.MonkeyPatch.context() as patch:
        keep_keys_in(tmp_path_factory.mktemp("settings"), patch)
        yield


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file, made once by `db init`; never to be changed."""
    path = tmp_path_factory.mktemp("migrated") / "ivtool.db"
    assert run_on(path, "db", "init", "--service", "Test Service", "--contact", "01234") == 0
    return path


@pytest.fixture(scope="session")
def sample(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sample service in it, made once; never to be changed."""
    line = f"import {shlex.quote(str(SAMPLE_SERVICE))}"
    return prepared(migrated, tmp_path_factory.mktemp("sample"), line)


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, not encrypted."""
    path = tmp_path_factory.mktemp("plain") / "ivtool.db"
    named = ("--service", "Test Service", "--contact", "01234")
    assert run_on(path, "db", "init", "--plain", *named) == 0
    return path


@pytest.fixture
def file(request: pytest.FixtureRequest, migrated: Path, tmp_path: Path) -> Path:
    """The test's own copy of a new file, in a folder of its own."""
    by_rows = request.path.parent.name in BY_ROWS
    new = request.getfixturevalue("plain") if by_rows else migrated
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return Path(shutil.copy(new, folder / "ivtool.db"))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may look into, which no folder of pytest's is."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
        Path(name).chmod(0o755)


@pytest.fixture
def run(file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `ivtool --db FILE …` in this process and keeps what it printed."""

    def ran(*arguments: str, code: int = 0, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", StringIO(stdin))
        capsys.readouterr()
        found = run_on(file, *arguments)
        printed = capsys.readouterr()
        assert found == code, f"exit {found}, not {code}\n{printed.out}{printed.err}"
        return Ran(found, printed.out, printed.err)

    return ran


@pytest.fixture
def nothing_stored(file: Path) -> Unchanged:
    """`with nothing_stored():` holds that the file's rows are the same after as before."""

    @contextmanager
    def unchanged() -> Iterator[None]:
        before = dump(file)
        yield
        assert dump(file) == before

    return unchanged


@pytest.fixture
def backup(file: Path, tmp_path: Path, run: Run) -> Path:
    """A backup of the test's file, which was changed since."""
    saved = tmp_path / "backup.db"
    run("db", "backup", str(saved))
    change(file, "UPDATE policy SET value = '8' WHERE key = 'visits.grace_days'")
    return saved


@pytest.fixture
def half_changed(file: Path) -> Path:
    """The test's file with half a change in it, of a program that was killed."""
    with hold(file, HALF_A_CHANGE) as holder:
        holder.kill()
    assert names(file.parent) == ["ivtool.db", "ivtool.db-journal"]
    return file


def without_history(text: str) -> str:
    """A report on paper without the end of the history, which is another after each change."""
    return re.sub(r"\nhistory to H-.*\n", "", text)
