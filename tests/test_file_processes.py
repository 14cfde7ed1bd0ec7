"""The file among processes: locked, killed, somebody else's, on a disk that is full."""

import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Ran, Run, as_nobody, dump, finish, hold, names, process, records
from warm import Running

from ivtool.keys import PLAIN_HEAD, head_of

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parent / "sample-service"
LOOK = ("report", "overdue")
WRITE = ("visit", "log", "M-1")
IMPORT = ("import", str(SAMPLE))


@pytest.fixture(params=["encrypted", "plain"])
def migrated(request: pytest.FixtureRequest, migrated: Path, plain: Path) -> Path:
    """What holds for a file holds for either kind."""
    return migrated if request.param == "encrypted" else plain


def test_a_killed_writer_is_put_right_by_the_next_look(
    half_changed: Path, run: Run, migrated: Path
) -> None:
    assert run(*LOOK).err == ""
    assert run("db", "check").out == ""
    assert dump(half_changed) == dump(migrated)
    assert names(half_changed.parent) == ["ivtool.db"]


def test_a_disk_that_is_full_is_told(file: Path, tmp_path: Path) -> None:
    before = dump(file)
    size = file.stat().st_size
    for arguments in (IMPORT, ("db", "backup", str(tmp_path / "copy.db"))):
        ran = process(file, *arguments, most_bytes=size - 4096 if "backup" in arguments else size)
        assert ran.code == 5, ran.err
        assert "the disk is full or reports a fault; nothing was stored" in ran.err
        assert "free some space" in ran.err
        assert ".part" not in ran.err
    new = process(tmp_path / "new.db", "db", "init", most_bytes=50_000)
    assert new.code == 5
    assert f"ivtool: {tmp_path / 'new.db'} cannot be" in new.err
    assert "the disk is full or reports a fault; nothing was stored" in new.err
    assert names(tmp_path) == ["data"]
    assert dump(file) == before
    assert process(file, "db", "check") == Ran(0, "", "")


def test_a_read_only_file_can_be_looked_at(migrated: Path, open_folder: Path) -> None:
    file = Path(shutil.copy(migrated, open_folder / "ivtool.db"))
    file.chmod(0o444)
    open_folder.chmod(0o555)
    before = dump(file)
    assert as_nobody(file, *LOOK) == Ran(0, "", "")
    assert as_nobody(file, "db", "check") == Ran(0, "", "")
    # No line of the look can be kept, and that is said.
    named = as_nobody(file, "--names", "full", *LOOK)
    assert (named.code, named.out) == (0, "")
    assert "is read-only, and keeps no line of this" in named.err
    for arguments in (WRITE, ("db", "restore", str(migrated), "--yes")):
        ran = as_nobody(file, *arguments)
        assert ran.code == 5, ran.err
        assert "Traceback" not in ran.err
    assert "is read-only; nothing was stored" in as_nobody(file, *WRITE).err
    copied = as_nobody(file, "db", "backup", str(open_folder / "copy.db"))
    assert copied.code == 5
    assert "copy.db cannot be made: Permission denied" in copied.err
    assert names(open_folder) == ["ivtool.db"]
    assert dump(file) == before


def test_a_file_that_may_not_be_read_is_told(migrated: Path, open_folder: Path) -> None:
    file = Path(shutil.copy(migrated, open_folder / "ivtool.db"))
    file.chmod(0o000)
    ran = as_nobody(file, *LOOK)
    assert ran.code == 5
    assert "may not be read by you" in ran.err


def test_keys_that_may_not_be_read_are_told(file: Path, open_folder: Path) -> None:
    readable = Path(shutil.copy(file, open_folder / "ivtool.db"))
    readable.chmod(0o644)
    ran = as_nobody(readable, *LOOK, own_keys=False)
    if head_of(file) == PLAIN_HEAD:
        assert ran == Ran(0, "", "")
    else:
        assert ran.code == 5
        assert "cannot be read: Permission denied" in ran.err
        assert "IVTOOL_KEY_FILE=FILE" in ran.err


def test_half_a_change_in_a_read_only_file_is_told(half_changed: Path, open_folder: Path) -> None:
    for path in half_changed.parent.iterdir():
        Path(shutil.copy(path, open_folder / path.name)).chmod(0o444)
    open_folder.chmod(0o555)
    ran = as_nobody(open_folder / "ivtool.db", *LOOK)
    assert ran.code == 5, ran
    assert "half a change of a program that was killed" in ran.err


def test_where_another_writes_no_name_leaves_the_file_without_a_line(
    file: Path, run: Run, tmp_path: Path
) -> None:
    before = dump(file)
    with hold(file, "BEGIN IMMEDIATE;") as holder:
        assert run(*LOOK).err == ""
        for arguments in ((*LOOK, "--format", "json"), ("export", str(tmp_path / "out"))):
            ran = run("--names", "full", *arguments, code=5)
            assert ran.out == ""
            assert "is locked" in ran.err
        holder.kill()
    assert not (tmp_path / "out").exists()
    assert dump(file) == before


@pytest.mark.slow
def test_a_locked_file_is_told_after_five_seconds(file: Path, backup: Path, tmp_path: Path) -> None:
    commands: list[tuple[str, ...]] = [LOOK, WRITE, ("db", "check"), ("db", "upgrade")]
    commands += [("db", "restore", str(backup), "--yes"), ("db", "backup", str(tmp_path / "x.db"))]
    before = dump(file)
    with hold(file, "BEGIN EXCLUSIVE;") as holder:
        started = [Running("--db", str(file), *arguments) for arguments in commands]
        told = [finish(each) for each in started]
        holder.kill()
    for ran in told:
        assert ran.code == 5
        assert "is locked: another program has kept it for over 5 seconds" in ran.err
        assert "Traceback" not in ran.err
    assert names(file.parent) == ["ivtool.db"]
    assert dump(file) == before


@pytest.mark.slow
def test_a_restore_waits_for_no_reader(file: Path, backup: Path) -> None:
    # The reader goes on with the file that it opened, which has its name no more.
    with hold(file, "BEGIN; SELECT * FROM policy;") as holder:
        ran = process(file, "db", "restore", str(backup), "--yes")
        assert process(file, *LOOK).code == 0
        holder.kill()
    assert ran.code == 0, ran.err
    assert names(file.parent) == ["ivtool-backups", "ivtool.db"]
    assert records(file) == records(backup)


def killed(file: Path, *arguments: str) -> Iterator[float]:
    """Run a command to see how long it takes, then kill it at moments of its later half."""
    began = time.monotonic()
    process(file, *arguments)
    whole = time.monotonic() - began
    for share in (0.6, 0.85):
        yield 0.0
        running = Running("--db", str(file), *arguments)
        time.sleep(whole * share * random.uniform(0.95, 1.05))
        running.kill()
        finish(running)
        yield share


@pytest.mark.slow
def test_a_killed_init_or_backup_leaves_no_half_file(file: Path, tmp_path: Path) -> None:
    process(file, *IMPORT)
    whole = records(file)
    for name, arguments in (
        ("new.db", ("--db", str(tmp_path / "new.db"), "db", "init")),
        ("copy.db", ("db", "backup", str(tmp_path / "copy.db"))),
    ):
        target = tmp_path / name
        for share in killed(file, *arguments):
            if not share:
                target.unlink(missing_ok=True)
            elif target.exists():
                assert process(target, "db", "check") == Ran(0, "", "")
        assert process(file, "db", "check") == Ran(0, "", "")
        assert records(file) == whole
