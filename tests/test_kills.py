"""Every command that writes, killed at random moments: the old file or the new one, and its key."""

import random
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import ROUNDS, opened
from killing import IMPORT, Killing, look, made_bases, require_sound, sheets_of
from python_calamine import load_workbook

from ivtool.integrity import row_counts
from ivtool.keys import PLAIN_HEAD, head_of

pytestmark = [pytest.mark.slow, pytest.mark.hunt]

KILLS = 2 * ROUNDS

LOG = ("visit", "log", "M-2", "--on", "2026-11-19", "--minutes", "60", "--note", "A walk.")
PAY = ("expenses", "pay", "--all", "--reference", "BACS 9")
BACKUP, REKEY = ("db", "backup"), ("db", "rekey")
ENCRYPT, DECRYPT = ("db", "encrypt"), ("db", "decrypt", "--yes")
LIVE = {"ivtool.db", "ivtool.db-journal"}
Kill = Callable[..., Killing]


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Files to begin with; never to be changed."""
    return made_bases(tmp_path_factory.mktemp("bases"))


@pytest.fixture
def kill(bases: dict[str, Path], tmp_path: Path) -> Kill:
    """Kills a command a few times; `then` looks at the file after each."""

    def killed(
        base: str,
        arguments: tuple[str, ...],
        then: Callable[[Killing, bool], None],
        how: signal.Signals = signal.SIGKILL,
        begun: Callable[[Killing], None] = lambda _: None,
        **more: Any,
    ) -> Killing:
        each = Killing(bases, base, tmp_path / "data" / "ivtool.db", arguments, how, **more)
        each.begin()
        begun(each)
        for _ in range(KILLS):
            each.fresh()
            acknowledged = each.kill()
            each.seen(acknowledged=acknowledged)
            then(each, acknowledged)
        sys.stdout.write(f"{' '.join(arguments[:2])}, {how.name}: {dict(each.came_of_it)}\n")
        return each

    return killed


def nothing_readable(each: Killing, _acknowledged: bool) -> None:
    assert each.readable() == set()


@pytest.mark.parametrize(
    ("base", "arguments"), [("imported", LOG), ("new", IMPORT), ("imported", PAY)]
)
def test_a_killed_change_is_whole_or_never_was(
    base: str, arguments: tuple[str, ...], kill: Kill
) -> None:
    kill(base, arguments, nothing_readable)


def test_a_killed_backup_is_whole_or_is_none(kill: Kill) -> None:
    def then(each: Killing, acknowledged: bool) -> None:
        # That each that is there is whole, `seen` has looked.
        saved = list(each.file.parent.glob("ivtool-backups/ivtool-*.db"))
        assert len(saved) == 1 or not acknowledged
        assert each.readable() == set()

    kill("imported", BACKUP, then)


def test_a_killed_restore_left_the_old_file_or_the_new(kill: Kill, bases: dict[str, Path]) -> None:
    kill("imported", ("db", "restore", str(bases["backup"]), "--yes"), nothing_readable)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_rekey_left_a_file_whose_key_is_there(
    how: signal.Signals, kill: Kill, bases: dict[str, Path]
) -> None:
    def then(each: Killing, acknowledged: bool) -> None:
        # That its records can be read says that its key is there.
        changed = head_of(each.file) != head_of(bases["imported"])
        assert changed or not acknowledged
        assert each.readable() == set()
        if how == signal.SIGINT:
            assert parts(each) == []

    kill("imported", REKEY, then, how)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_encryption_left_nothing_that_can_be_read_if_it_was_done(
    how: signal.Signals, kill: Kill
) -> None:
    def then(each: Killing, acknowledged: bool) -> None:
        plain = head_of(each.file) == PLAIN_HEAD
        assert not (plain and acknowledged)
        assert each.readable() <= (LIVE if plain else set())
        if how == signal.SIGINT:
            assert parts(each) == []

    kill("plain", ENCRYPT, then, how)


def test_a_killed_decryption_left_an_encrypted_backup(kill: Kill) -> None:
    def then(each: Killing, acknowledged: bool) -> None:
        plain = head_of(each.file) == PLAIN_HEAD
        assert plain or not acknowledged
        saved = list(each.file.parent.glob("ivtool-backups/ivtool-*.db"))
        assert len(saved) == 1 or not plain
        # The readable copy that was asked for, done or half done.
        assert each.readable() <= {*(LIVE if plain else ()), *parts(each)}

    kill("imported", DECRYPT, then)


class Sheets:
    """What a command that writes sheets may leave: none of them, or all, or a mark."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.whole: object = None
        self.marked = 0

    def held(self) -> object:
        """All that an import would read of the target, None where there is none."""
        if self.target.suffix == ".xlsx":
            if not self.target.exists():
                return None
            book = load_workbook(self.target)
            return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
        return sheets_of(self.target) or None

    def seen(self, each: Killing, acknowledged: bool) -> None:
        """Whole, or nothing; half only where an import refuses it and the next writer mends it."""
        marks = [*self.target.glob(".unfinished.*")] if self.target.is_dir() else []
        if marks:
            assert not acknowledged
            self.marked += 1
            refused = look(each.file, "import", str(self.target), "--dry-run")
            assert "[sheets.unfinished]" in refused.err
        else:
            assert self.held() in (self.whole, None if not acknowledged else self.whole)
        if each.how == signal.SIGINT:
            assert parts(each) == []
        if marks or self.held() is None:
            assert look(each.file, *each.arguments).code == each.code
            assert self.held() == self.whole
            assert parts(each) == []


def some_folder(name: str) -> Callable[[Path], object]:
    """A folder that is there before, with something else in it."""

    def make(parent: Path) -> None:
        (parent / name).mkdir()
        (parent / name / "minutes.txt").write_text("ours")

    return make


EXPORT, TEMPLATE = ("export", "OUT", "--names", "full"), ("import", "--template", "OUT")
REJECTS = ("import", "BAD", "--skip-bad", "--dry-run", "--rejects", "OUT")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize(
    ("target", "arguments"),
    [
        ("out", EXPORT),
        ("there", EXPORT),
        ("out.xlsx", EXPORT),
        ("out", TEMPLATE),
        ("there", TEMPLATE),
        ("out", REJECTS),
        ("there", REJECTS),
    ],
)
def test_killed_sheets_are_whole_or_none(
    target: str, arguments: tuple[str, ...], how: signal.Signals, kill: Kill, tmp_path: Path
) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "volunteers.csv").write_text("key,name\nX1,\n", encoding="utf-8")
    (bad / "visits.csv").write_text("match,on\nnobody,31/02/2026\n", encoding="utf-8")
    out = tmp_path / "data" / target
    sheets = Sheets(out)
    words = {"OUT": str(out), "BAD": str(bad)}

    def then(each: Killing, acknowledged: bool) -> None:
        sheets.seen(each, acknowledged)

    def begun(_: Killing) -> None:
        sheets.whole = sheets.held()
        assert sheets.whole

    kill(
        "imported",
        tuple(words.get(each, each) for each in arguments),
        then,
        how,
        begun=begun,
        code=4 if arguments is REJECTS else 0,
        before=some_folder(target) if target == "there" else None,
    )
    sys.stdout.write(f"marked as unfinished: {sheets.marked}\n")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_demo_is_whole_or_is_none(how: signal.Signals, kill: Kill, tmp_path: Path) -> None:
    demo = tmp_path / "data" / "demo.db"
    whole: list[int] = []

    def rows() -> int:
        with closing(opened(demo)) as connection:
            return sum(row_counts(connection).values())

    def begun(_: Killing) -> None:
        whole.append(rows())

    def then(each: Killing, acknowledged: bool) -> None:
        assert demo.exists() or not acknowledged
        if not demo.exists():
            assert look(each.file, *each.arguments).code == 0
        assert [rows()] == whole
        require_sound(demo)
        if how == signal.SIGINT or not acknowledged:
            assert parts(each) == [] or demo.exists()

    arguments = ("demo", str(demo), "--matches", "3", "--years", "1")
    kill("new", arguments, then, how, begun=begun)


def parts(each: Killing) -> list[str]:
    """What the killed command left half done."""
    return [path.name for path in each.file.parent.rglob("*.part*")]


def test_no_visit_that_was_acknowledged_is_lost(bases: dict[str, Path], tmp_path: Path) -> None:
    day = date(2026, 1, 1)
    logged: list[str] = []
    each = Killing(bases, "imported", tmp_path / "data" / "ivtool.db", ())
    message = ("visit", "log", "M-2", "--kind", "message", "--on")
    each.arguments = (*message, str(day))
    each.begin()
    each.fresh()
    for number in range(3 * KILLS):
        day += timedelta(days=1)
        each.arguments = (*message, str(day))
        if number % 2 and random.random() < 0.5:
            assert look(each.file, *each.arguments).code == 0
            logged.append(str(day))
        elif each.kill():
            logged.append(str(day))
    with closing(opened(each.file)) as connection:
        found = connection.execute(
            "SELECT visited_on FROM visit WHERE kind = 'message' AND match_id = 2"
        ).fetchall()
    assert set(logged) <= {on for (on,) in found}
    require_sound(each.file)
