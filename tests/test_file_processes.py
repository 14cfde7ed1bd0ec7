"""The file among processes: locked, killed, somebody else's, on a disk that is full."""

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import PROGRAM, Ran, Run, dump, hold, names, process

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parent / "sample-service"
# The command as somebody else; once before as root, for what it imports may not be theirs to read.
AS_NOBODY = """
import contextlib, io, os, sys
from ivtool.cli import main
warm, folder, *arguments = sys.argv[1:]
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    main([each.replace(folder, warm) for each in arguments])
if os.getuid() == 0:
    os.setuid(65534)
sys.exit(main(arguments))
"""
LOOK = ("report", "overdue")
WRITE = ("visit", "log", "M-1")
IMPORT = ("import", str(SAMPLE))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may look into, which no folder of pytest's is."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def as_nobody(folder: Path, *arguments: str) -> Ran:
    """Run a command on `ivtool.db` of a folder as somebody whom permissions bind."""
    with tempfile.TemporaryDirectory() as warm:
        Path(shutil.copy(folder / "ivtool.db", warm)).chmod(0o600)
        file = str(folder / "ivtool.db")
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, warm, str(folder), "--db", file, *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
    return Ran(done.returncode, done.stdout, done.stderr)


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
    assert f"ivtool: {tmp_path / 'new.db'} cannot be written" in new.err
    assert names(tmp_path) == ["data"]
    assert dump(file) == before
    assert process(file, "db", "check") == Ran(0, "", "")


def test_a_read_only_file_can_be_looked_at(migrated: Path, open_folder: Path) -> None:
    file = Path(shutil.copy(migrated, open_folder / "ivtool.db"))
    file.chmod(0o444)
    open_folder.chmod(0o555)
    before = dump(file)
    assert as_nobody(open_folder, *LOOK) == Ran(0, "", "")
    assert as_nobody(open_folder, "db", "check") == Ran(0, "", "")
    for arguments in (WRITE, ("db", "restore", str(migrated), "--yes")):
        ran = as_nobody(open_folder, *arguments)
        assert ran.code == 5, ran.err
        assert "Traceback" not in ran.err
    assert "is read-only; nothing was stored" in as_nobody(open_folder, *WRITE).err
    copied = as_nobody(open_folder, "db", "backup", str(open_folder / "copy.db"))
    assert copied.code == 5
    assert "copy.db cannot be made: Permission denied" in copied.err
    assert names(open_folder) == ["ivtool.db"]
    assert dump(file) == before


def test_a_file_that_may_not_be_read_is_told(migrated: Path, open_folder: Path) -> None:
    file = Path(shutil.copy(migrated, open_folder / "ivtool.db"))
    file.chmod(0o000)
    ran = as_nobody(open_folder, *LOOK)
    assert ran.code == 5
    assert "may not be read by you" in ran.err


def test_half_a_change_in_a_read_only_file_is_told(half_changed: Path, open_folder: Path) -> None:
    for path in half_changed.parent.iterdir():
        Path(shutil.copy(path, open_folder / path.name)).chmod(0o444)
    open_folder.chmod(0o555)
    ran = as_nobody(open_folder, *LOOK)
    assert ran.code == 5, ran
    assert "half a change of a program that was killed" in ran.err


@pytest.mark.slow
def test_a_locked_file_is_told_after_five_seconds(file: Path, backup: Path, tmp_path: Path) -> None:
    commands: list[tuple[str, ...]] = [LOOK, WRITE, ("db", "check"), ("db", "upgrade")]
    commands += [("db", "restore", str(backup), "--yes"), ("db", "backup", str(tmp_path / "x.db"))]
    before = dump(file)
    with hold(file, "BEGIN EXCLUSIVE;") as holder:
        started = [
            subprocess.Popen(
                [*PROGRAM, "--db", str(file), *arguments], stderr=subprocess.PIPE, text=True
            )
            for arguments in commands
        ]
        told = [(each.communicate(timeout=60)[1], each.returncode) for each in started]
        holder.kill()
    for err, code in told:
        assert code == 5
        assert "is locked: another program has kept it for over 5 seconds" in err
        assert "Traceback" not in err
    assert names(file.parent) == ["ivtool.db"]
    assert dump(file) == before


@pytest.mark.slow
def test_a_restore_waits_for_no_reader_longer_than_that(file: Path, backup: Path) -> None:
    before = dump(file)
    with hold(file, "BEGIN; SELECT * FROM policy;") as holder:
        ran = process(file, "db", "restore", str(backup), "--yes")
        assert process(file, *LOOK).code == 0
        holder.kill()
    assert ran.code == 5
    assert "is locked" in ran.err
    assert names(file.parent) == ["ivtool.db"]
    assert dump(file) == before


def killed(file: Path, *arguments: str) -> Iterator[float]:
    """Run a command to see how long it takes, then kill it at moments of its later half."""
    began = time.monotonic()
    process(file, *arguments)
    whole = time.monotonic() - began
    for share in (0.4, 0.6, 0.75, 0.85, 0.95):
        yield 0.0
        with subprocess.Popen(
            [*PROGRAM, "--db", str(file), *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as running:
            time.sleep(whole * share * random.uniform(0.95, 1.05))
            running.send_signal(signal.SIGKILL)
        yield share


@pytest.mark.slow
def test_a_killed_import_stored_all_or_nothing(file: Path, migrated: Path) -> None:
    before = dump(migrated)
    for share in killed(file, *IMPORT):
        if not share:
            shutil.copy(migrated, file)
            continue
        assert process(file, *LOOK).code == 0
        assert process(file, "db", "check") == Ran(0, "", "")
        assert dump(file) == before or len(dump(file)) > 10_000


@pytest.mark.slow
def test_a_killed_init_or_backup_leaves_no_half_file(file: Path, tmp_path: Path) -> None:
    process(file, *IMPORT)
    whole = dump(file)
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
        assert dump(file) == whole


@pytest.mark.slow
def test_a_killed_restore_left_the_old_file_or_the_new(file: Path, backup: Path) -> None:
    process(file, *IMPORT)
    old, new = dump(file), dump(backup)
    saved = Path(shutil.copy(file, backup.with_name("old.db")))
    for share in killed(file, "db", "restore", str(backup), "--yes"):
        if not share:
            shutil.copy(saved, file)
            continue
        assert process(file, *LOOK).code == 0
        assert process(file, "db", "check") == Ran(0, "", "")
        assert dump(file) in (old, new)
