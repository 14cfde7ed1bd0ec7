"""Making, saving and restoring the file: whole, private, and never over another."""

import fcntl
import os
import pty
import shutil
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest
from conftest import PROGRAM, Ran, Run, Unchanged, change, dump, names, opened, process, records

from ivtool import db
from ivtool.keys import head_of

# Many files, made and opened: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

VERSION = "UPDATE alembic_version SET version_num = '{}'"


@pytest.fixture(params=["encrypted", "plain"])
def migrated(request: pytest.FixtureRequest, migrated: Path, plain: Path) -> Path:
    """What holds for a file holds for either kind."""
    return migrated if request.param == "encrypted" else plain


def test_there_is_no_second_file(file: Path, run: Run, nothing_stored: Unchanged) -> None:
    with nothing_stored():
        ran = run("db", "init", code=4)
    assert f"{file} is already there" in ran.err
    assert names(file.parent) == ["ivtool.db"]


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    new = tmp_path / "some" / "where" / "ivtool.db"
    assert process(new, "db", "init", "--service", "Fen IV").code == 0
    assert new.stat().st_mode & 0o777 == 0o600
    assert new.parent.stat().st_mode & 0o777 == 0o700
    assert names(new.parent) == ["ivtool.db"]
    with closing(opened(new)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (db.APPLICATION_ID,)
        kept = connection.execute("SELECT value FROM policy WHERE key = 'service.name'").fetchall()
    assert kept == [("Fen IV",)]
    assert process(new, "db", "check") == Ran(0, "", "")


def test_no_new_file_beside_what_an_earlier_one_left(half_changed: Path, run: Run) -> None:
    half_changed.unlink()
    ran = run("db", "init", code=4)
    assert "ivtool.db-journal is already there" in ran.err
    assert names(half_changed.parent) == ["ivtool.db-journal"]


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    ran = process(tmp_path / "new.db", "db", "init", "--service", "x" * 301)
    assert ran.code == 4
    assert "longer than 300" in ran.err
    assert names(tmp_path) == []


def test_the_service_is_asked_for_on_a_terminal_only(tmp_path: Path) -> None:
    mine, theirs = pty.openpty()
    os.write(mine, b"Fen IV\n01632 960000\n")
    with subprocess.Popen(
        [*PROGRAM, "--db", str(tmp_path / "new.db"), "db", "init"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as asked:
        assert asked.wait(60) == 0
    os.close(theirs)
    os.close(mine)
    with closing(opened(tmp_path / "new.db")) as connection:
        kept = dict(connection.execute("SELECT key, value FROM policy WHERE key LIKE 'service.%'"))
    assert kept["service.name"] == "Fen IV"
    assert kept["service.contact"] == "01632 960000"


def test_the_path_is_said_without_a_file(file: Path, run: Run) -> None:
    file.unlink()
    assert run("db", "path").out == f"{file}\n"


@pytest.mark.parametrize("wal", [False, True])
def test_a_backup_is_whole_and_private(wal: bool, file: Path, run: Run, tmp_path: Path) -> None:
    if wal:
        change(file, "PRAGMA journal_mode = WAL")
    target = tmp_path / "copy 1.db"
    ran = run("db", "backup", str(target))
    assert f"saved {target}: " in ran.out
    assert f"ivtool db restore '{target}'" in ran.out
    assert target.stat().st_mode & 0o777 == 0o600
    assert records(target) == records(file)
    assert head_of(target) == head_of(file)
    assert names(tmp_path) == ["copy 1.db", "data"]


def test_a_backup_is_never_put_over_a_file(
    file: Path, run: Run, backup: Path, tmp_path: Path
) -> None:
    before = backup.read_bytes()
    assert "already there" in run("db", "backup", str(backup), code=4).err
    assert "already there" in run("db", "backup", str(file), code=4).err
    nowhere = tmp_path / "no where" / "copy.db"
    missing = run("db", "backup", str(nowhere), code=5).err
    assert missing == (f"ivtool: there is no folder {nowhere.parent}\n  mkdir '{nowhere.parent}'\n")
    assert backup.read_bytes() == before
    assert names(tmp_path) == ["backup.db", "data"]
    run("db", "backup", str(tmp_path))
    run("db", "backup", str(tmp_path))
    # Of one day the last.
    assert len(names(tmp_path)) == 3
    assert backup.read_bytes() == before


def test_what_a_killed_backup_left_is_removed_a_day_later(file: Path, run: Run) -> None:
    old, fresh, other = (
        file.with_name(name)
        for name in (".copy.db.0000aaaa.part", ".copy.db.0000bbbb.part", ".more.db.0000cccc.part")
    )
    for path, days in ((old, 2), (fresh, 0), (other, 2)):
        path.touch()
        os.utime(path, (time.time() - days * 86_400,) * 2)
    run("db", "backup", str(file.with_name("copy.db")))
    assert names(file.parent) == sorted([fresh.name, other.name, "copy.db", "ivtool.db"])


def test_what_a_killed_command_left_goes_with_the_next_and_no_part_at_work(
    file: Path, run: Run
) -> None:
    dead, at_work = (
        file.with_name(f".ivtool-20260101-120000.db.{number}.ivtool.part")
        for number in ("0000aaaa", "0000bbbb")
    )
    for folder in (dead, at_work):
        folder.mkdir()
        (folder / "ivtool-20260101-120000.db.part").touch()
    lock = os.open(at_work, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    run("db", "backup", str(file.with_name("copy.db")))
    os.close(lock)
    assert names(file.parent) == sorted([at_work.name, "copy.db", "ivtool.db"])


def test_a_link_to_the_file_stays_a_link(file: Path, backup: Path, run: Run) -> None:
    real = file.rename(file.with_name("real.db"))
    file.symlink_to(real)
    run("db", "restore", str(backup), "--yes")
    real.write_bytes(b"")
    run("db", "restore", str(backup), "--yes")
    assert file.is_symlink()
    assert records(real) == records(backup)


def test_a_restore_brings_back_what_was_saved_and_keeps_what_was_there(
    file: Path, run: Run, backup: Path
) -> None:
    was = dump(file)
    ran = run("db", "restore", str(backup), "--yes")
    assert records(file) == records(backup)
    assert dump(file) != was
    assert names(file.parent) == ["ivtool-backups", "ivtool.db"]
    (kept,) = (file.parent / "ivtool-backups").iterdir()
    assert kept.name.endswith("-before-restore.db")
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    assert head_of(kept) == head_of(file)
    assert str(kept) in ran.out
    assert kept.stat().st_mode & 0o777 == 0o600
    assert dump(kept) == was
    assert run("db", "check").out == ""


def test_a_restore_is_agreed_to(
    file: Path, run: Run, backup: Path, nothing_stored: Unchanged
) -> None:
    with nothing_stored():
        ran = run("db", "restore", str(backup), code=4, stdin="y\n")
        assert "is the data file itself" in run("db", "restore", str(file), "--yes", code=4).err
    assert f"ivtool db restore {backup} --yes" in ran.err
    assert names(file.parent) == ["ivtool.db"]


def test_a_lost_file_comes_back_without_what_was_left_beside_it(
    half_changed: Path, run: Run, migrated: Path, tmp_path: Path
) -> None:
    half_changed.unlink()
    saved = Path(shutil.copy(migrated, tmp_path / "saved.db"))
    run("db", "restore", str(saved))
    assert run("db", "check").out == ""
    assert records(half_changed) == records(saved)
    journals = [name for name in names(half_changed.parent) if name.endswith("-journal")]
    assert len(journals) == 1
    assert journals[0].startswith("ivtool-damaged-")


def test_an_older_backup_is_restored_and_wants_an_upgrade(run: Run, backup: Path) -> None:
    change(backup, VERSION.format("0000"))
    assert "ivtool db upgrade" in run("db", "restore", str(backup), "--yes").out
    change(backup, VERSION.format("9999"))
    assert "newer ivtool" in run("db", "restore", str(backup), "--yes", code=5).err
