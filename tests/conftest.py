"""What the tests share: a file made once and copied, commands run in-process, nothing stored."""

import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Protocol

import pytest

from ivtool import db
from ivtool.cli import main
from ivtool.keys import Keys, cipher, no_terminal, use_key


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rewrite` writes what the commands print into the scenarios: the diff is the review."""
    parser.addoption("--rewrite", action="store_true", help="regenerate the scenarios")


SETTINGS = (
    "IVTOOL_DB",
    "IVTOOL_KEY_FILE",
    "CREDENTIALS_DIRECTORY",
    "IVTOOL_ACTOR",
    "IVTOOL_TODAY",
    "NO_COLOR",
    "COLUMNS",
)
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


def dump(file: Path) -> list[str]:
    """All that a file holds: every statement that made it, and every row."""
    with closing(opened(file)) as connection:
        made = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"
        ).fetchall()
        tables = [name for name, sql in made if sql.startswith("CREATE TABLE")]
        rows = [
            f"{table} {row!r}"
            for table in (*tables, "sqlite_sequence")
            for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid')
        ]
    return [sql for _, sql in made] + rows


def names(folder: Path) -> list[str]:
    """What a folder holds."""
    return sorted(path.name for path in folder.iterdir())


def change(file: Path, statements: str) -> None:
    """Change a file as another program would."""
    with closing(opened(file)) as connection:
        connection.executescript(statements)


def process(file: Path, *arguments: str, most_bytes: int | None = None) -> Ran:
    """Run a command line as a process of its own, whose files may grow to so many bytes."""

    def limit() -> None:
        if most_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    done = subprocess.run(
        [*PROGRAM, "--db", str(file), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


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
        folder = str(tmp_path_factory.mktemp("settings"))
        # Where Linux, macOS and Windows keep settings.
        for name in ("XDG_CONFIG_HOME", "HOME", "LOCALAPPDATA"):
            patch.setenv(name, folder)
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


@pytest.fixture
def file(migrated: Path, tmp_path: Path) -> Path:
    """The test's own copy of a new file, in a folder of its own."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return Path(shutil.copy(migrated, folder / "ivtool.db"))


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
