"""A file's backups are told from another's by the file's own id, and never by a name."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from conftest import Run, change, connected, names, opened, run_on

from ivtool.domain.file.backups import backup_name
from ivtool.keys import head_of
from ivtool.queries.file.receipts import identity

# Many files, made and opened: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

KEPT = ("daily", "1"), ("weekly", "0"), ("monthly", "0")
# A file of the last version without ids.
OLDER = Path(__file__).parent / "released" / "0005.sql"
Made = Callable[..., Path]


@pytest.fixture(params=["encrypted", "plain"])
def migrated(request: pytest.FixtureRequest, migrated: Path, plain: Path) -> Path:
    """What holds for a file holds for either kind."""
    return migrated if request.param == "encrypted" else plain


@pytest.fixture
def others(file: Path, tmp_path: Path) -> Path:
    """Another service's file, of the same name and, where it has one, under the same key."""
    folder = tmp_path / "others"
    folder.mkdir(mode=0o700)
    other = Path(shutil.copy(file, folder / "ivtool.db"))
    change(other, "UPDATE file_identity SET identity = lower(hex(randomblob(16)))")
    return other


def id_of(file: Path) -> str | None:
    with closing(connected(file)) as connection:
        return identity(connection)


def dated(source: Path, folder: Path, days: float, before: str | None = None) -> Path:
    """A backup as it would have been made so many days ago."""
    folder.mkdir(exist_ok=True)
    when = datetime.now().astimezone() - timedelta(days=days)
    return Path(shutil.copy(source, folder / backup_name("ivtool", when, before)))


def make_older(path: Path, *tables_kept: str) -> None:
    """Make a file one of a version before there were ids, with the rows that some tables have."""
    with closing(opened(path)) as connection:
        kept = {
            table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables_kept
        }
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        drops = "".join(f'DROP TABLE "{name}";' for (name,) in tables)
        connection.executescript(f"PRAGMA foreign_keys = OFF; {drops}")
        connection.executescript(OLDER.read_text(encoding="utf-8"))
        for table, rows in kept.items():
            connection.execute(f"DELETE FROM {table}")
            for row in rows:
                marks = ", ".join("?" * len(row))
                connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)
        connection.commit()


def listed(run: Run, *folder: str) -> dict[str, bool]:
    found = json.loads(run("db", "backups", *folder, "--format", "json").out)
    return {Path(each["file"]).name: each["ahead"] for each in found}


def test_an_id_is_kept_whatever_is_done_with_the_file(file: Path, run: Run, tmp_path: Path) -> None:
    own = id_of(file)
    assert own is not None
    saved = tmp_path / "saved.db"
    run("db", "backup", str(saved))
    assert id_of(saved) == own
    plain = ("encrypt", "rekey") if head_of(file).startswith(b"SQLite") else ("rekey",)
    for command in (*plain, "decrypt", "encrypt"):
        run("db", command, *(["--yes"] if command == "decrypt" else []))
        assert id_of(file) == own, command
    run("db", "restore", str(saved), "--yes")
    assert id_of(file) == own
    file.unlink()
    run("db", "restore", str(saved))
    assert id_of(file) == own


def test_two_new_files_have_two_ids(tmp_path: Path) -> None:
    made = [tmp_path / name / "ivtool.db" for name in ("one", "two")]
    for file in made:
        assert run_on(file, "db", "init", "--plain") == 0
    demos = [tmp_path / name for name in ("demo.db", "again.db")]
    for file in demos:
        assert run_on(file, "demo", str(file), "--matches", "1", "--years", "1") == 0
    assert len({id_of(each) for each in (*made, *demos)}) == len(made) + len(demos)


def test_an_older_file_gets_an_id_by_its_upgrade(file: Path, run: Run) -> None:
    make_older(file)
    assert id_of(file) is None
    run("db", "upgrade")
    assert id_of(file) is not None
    # The day after its last record; backups are by the real clock.
    run("db", "backup")
    assert run("--today", "2026-11-24", "db", "check").out == ""


def test_backups_of_another_file_of_the_name_stay(
    file: Path, others: Path, run: Run, tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    for key, value in KEPT:
        run("policy", "set", f"backups.{key}", value)
    theirs = [dated(others, usb, days) for days in (0.5, 3, 400)]
    ours = [dated(file, usb, days) for days in (1, 2)]
    assert set(listed(run, str(usb))) == {path.name for path in ours}
    assert "older backups let go: 2" in run("db", "backup", str(usb)).out
    assert [path.exists() for path in (*theirs, *ours)] == [True] * 3 + [False] * 2
    shown = run("db", "backups", str(usb), "--format", "table").out
    assert "3 more have its name" in shown


def test_newest_and_a_drill_take_the_files_own(
    file: Path, others: Path, run: Run, tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    run("policy", "set", "backups.folder", str(usb))
    theirs = dated(others, usb, 0.1)
    for command in (("drill",), ("restore", "newest", "--yes")):
        assert "there is no backup in" in run("db", *command, code=3).err
    ours = dated(file, usb, 1)
    assert f"tried out {ours}" in run("db", "drill").out
    assert f"from {ours}" in run("db", "restore", "newest", "--yes").out
    assert theirs.exists()


def test_one_that_is_dated_ahead_is_never_the_newest_and_takes_no_ones_place(
    file: Path, run: Run, others: Path
) -> None:
    own = file.with_name("ivtool-backups")
    for key, value in KEPT:
        run("policy", "set", f"backups.{key}", value)
    ahead = dated(file, own, -3000)
    theirs = dated(others, own, -3000.5)
    assert "dated ahead of this machine's clock" in run("db", "drill", code=3).err
    run("db", "backup")
    (saved,) = set(names(own)) - {ahead.name, theirs.name}
    assert f"tried out {own / saved}" in run("db", "drill").out
    assert listed(run) == {ahead.name: True, saved: False}
    found = json.loads(run("db", "check", "--format", "json", code=10).out)
    assert [each["code"] for each in found] == ["backup.ahead"]
    assert str(ahead) in found[0]["what"]
    # It could be the only one that holds what nothing else does.
    assert f"from {ahead}" in run("db", "restore", str(ahead), "--yes").out
    ahead.unlink()
    assert run("db", "check").out == ""


def test_of_a_lost_file_the_newest_is_taken_only_if_all_are_of_one(
    file: Path, others: Path, run: Run
) -> None:
    own = file.with_name("ivtool-backups")
    ours = [dated(file, own, 2), dated(file, own, 1)]
    theirs = dated(others, own, 0.5)
    file.unlink()
    assert len(listed(run)) == 3
    ran = run("db", "restore", "newest", code=3)
    assert "are of 2 files" in ran.err
    assert not file.exists()
    theirs.unlink()
    assert f"from {ours[-1]}" in run("db", "restore", "newest").out


def test_backups_from_before_there_were_ids(file: Path, run: Run, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    for key, value in KEPT:
        run("policy", "set", f"backups.{key}", value)
    encrypted = not head_of(file).startswith(b"SQLite")
    run("db", "backup", str(usb))
    (noted,) = usb.iterdir()
    for path in (file, noted):
        make_older(path, "policy", "file_receipt")
    copied = dated(noted, usb, 5)
    run("db", "upgrade")
    # A plain one is the file's own only where a receipt says so; an encrypted one by its key.
    assert set(listed(run, str(usb))) == {noted.name, *([copied.name] if encrypted else [])}
    run("db", "backup", str(usb))
    assert copied.exists() is not encrypted
    assert len(names(usb)) == (1 if encrypted else 2)


def test_a_backup_under_another_key_is_the_files_own(file: Path, run: Run, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    before = dated(file, usb, 1)
    run("db", "encrypt" if head_of(file).startswith(b"SQLite") else "rekey")
    with closing(opened(file)) as connection, connection:
        connection.execute("DELETE FROM file_receipt")
    assert set(listed(run, str(usb))) == {before.name}


def test_a_backup_that_nobody_can_open_is_passed_over(file: Path, run: Run, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    saved = dated(file, usb, 2)
    for hours, content in enumerate((b"", b"Dear all,", bytes(4096), b"SQLite format 3\0" * 256)):
        dated(saved, usb, 0.1 + hours / 24).write_bytes(content)
    assert set(listed(run, str(usb))) == {saved.name}
    run("db", "backup", str(usb))
    assert len(names(usb)) == 6
