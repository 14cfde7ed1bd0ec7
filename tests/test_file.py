"""The file as a whole: every fault is told in a sentence, and nothing half made is left behind."""

import os
import pty
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Ran, Run, Unchanged, dump

from ivtool import db
from ivtool.errors import StoreError

SAMPLE = Path(__file__).parent / "sample-service"
PROGRAM = [sys.executable, "-m", "ivtool"]
# Holds a lock on a file, or half a change, until it is told otherwise.
HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.executescript("PRAGMA cache_size = 1; " + sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""
HALF_A_CHANGE = (
    "BEGIN IMMEDIATE; UPDATE policy SET value = 'half' || hex(zeroblob(4000));"
    " CREATE TABLE junk (id INTEGER);"
)
# The command as somebody else; once before as root, for what it imports may not be theirs to read.
AS_NOBODY = """
import contextlib, io, os, sys
from ivtool.cli import main
warm, file, *arguments = sys.argv[1:]
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    main(["--db", warm, *[each.replace(file, warm) for each in arguments]])
if os.getuid() == 0:
    os.setuid(65534)
sys.exit(main(["--db", file, *arguments]))
"""
LOOK = ("report", "overdue")
WRITE = ("import", str(SAMPLE))


def process(
    file: Path, *arguments: str, most_bytes: int | None = None, stdin: str = ""
) -> Ran:
    """Run a command as a process of its own, whose files may grow to so many bytes."""

    def limit() -> None:
        if most_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    done = subprocess.run(
        [*PROGRAM, "--db", str(file), *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,  # noqa: PLW1509 - the limit is for the child alone
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def change(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executescript(statement)


def spoil(file: Path, offset: int, contents: bytes) -> None:
    with file.open("r+b") as opened:
        opened.seek(offset)
        opened.write(contents)


def hold(file: Path, statements: str) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(file), statements],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


@pytest.fixture
def half_changed(file: Path) -> Path:
    """A file with half a change in it, of a program that was killed."""
    with hold(file, HALF_A_CHANGE) as holder:
        holder.kill()
    assert names(file.parent) == ["ivtool.db", "ivtool.db-journal"]
    return file


@pytest.fixture
def backup(file: Path, tmp_path: Path, run: Run) -> Path:
    """A backup, after which the file was changed."""
    saved = tmp_path / "backup.db"
    run("db", "backup", str(saved))
    change(file, "INSERT INTO authority (name) VALUES ('Fenmarsh')")
    return saved


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may look into, which no folder of pytest's is."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


FAULTS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "missing": (Path.unlink, "there is no file", "ivtool db init"),
    "empty": (lambda file: file.write_bytes(b""), "is empty", "ivtool db restore FILE"),
    "text": (
        lambda file: file.write_text("Dear all,\n" * 200),
        "is damaged at its start, or is no ivtool file",
        "ivtool db restore FILE",
    ),
    "header": (lambda file: spoil(file, 0, bytes(100)), "is damaged", "ivtool db restore FILE"),
    "schema page": (lambda file: spoil(file, 100, b"\xff" * 3000), "damaged", "ivtool db restore"),
    "truncated": (lambda file: os.truncate(file, 8192), "damaged", "ivtool db restore FILE"),
    "cut short": (lambda file: os.truncate(file, 1000), "damaged", "ivtool db restore FILE"),
    "another program's": (
        lambda file: change(file, "PRAGMA application_id = 7"),
        "is a database of another program",
        "ivtool db path",
    ),
    "too new": (
        lambda file: change(file, "UPDATE alembic_version SET version_num = '9999'"),
        "was written by a newer ivtool (tables 9999, this one knows ",
        "install the newer ivtool",
    ),
    "too old": (
        lambda file: change(file, "UPDATE alembic_version SET version_num = '0000'"),
        "was written by an older ivtool",
        "ivtool db upgrade",
    ),
    "no version": (
        lambda file: change(file, "DROP TABLE alembic_version"),
        "was written by an older ivtool",
        "ivtool db upgrade",
    ),
    "a table lacks": (
        lambda file: change(file, "DROP TABLE visit; DROP TABLE pause; DROP TABLE policy"),
        "is damaged: it lacks a table",
        "ivtool db restore FILE",
    ),
    "a folder": (lambda file: (file.unlink(), file.mkdir()), "is a folder", "ivtool db path"),
    "a device": (lambda file: (file.unlink(), os.mkfifo(file)), "is a device", "ivtool db path"),
}


@pytest.mark.parametrize("arguments", [LOOK, WRITE], ids=["look", "write"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_of_no_use_is_told_in_a_sentence(
    fault: str, arguments: tuple[str, ...], file: Path, run: Run
) -> None:
    spoiled, words, hint = FAULTS[fault]
    spoiled(file)
    before = names(file.parent), file.read_bytes() if file.is_file() else None
    ran = run(*arguments, code=5)
    told, helps = ran.err.rstrip("\n").split("\n")
    assert told.startswith(f"ivtool: {file.parent}" if words.startswith("is") else "ivtool: ")
    assert words in told
    assert hint in helps
    assert ran.out == ""
    assert (names(file.parent), file.read_bytes() if file.is_file() else None) == before


@pytest.mark.parametrize("fault", ["missing", "empty", "text", "header", "truncated", "folder"])
def test_a_backup_of_no_use_is_not_restored(
    fault: str, file: Path, backup: Path, run: Run, nothing_stored: Unchanged
) -> None:
    FAULTS.get(fault, FAULTS["a folder"])[0](backup)
    with nothing_stored():
        ran = run("db", "restore", str(backup), "--yes", code=5)
    assert str(backup) in ran.err
    assert "name another backup" in ran.err
    assert names(file.parent) == ["ivtool.db"]


def test_a_damaged_page_is_found(file: Path, run: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        ((page,),) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'ix_change_set_recorded_at'"
        )
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    spoil(file, (page - 1) * size, b"\x55" * size)
    ran = run("db", "check", code=10)
    assert "Where" in ran.out
    assert "file" in ran.out
    refused = run("db", "backup", str(tmp_path / "copy.db"), code=5)
    assert "does not pass its check" in refused.err
    assert names(tmp_path) == ["data"]


def test_an_sqlite_that_is_too_old_is_told() -> None:
    db.require_sqlite((3, 37, 0))
    with pytest.raises(StoreError, match=r"SQLite is 3\.36\.0; ivtool needs 3\.37\.0") as told:
        db.require_sqlite((3, 36, 0))
    assert told.value.hint == "install a newer Python"


def test_a_dropped_guard_is_found(file: Path, run: Run) -> None:
    change(file, "DROP TRIGGER tr_change_delete")
    assert "are not as ivtool made them" in run("db", "check", code=10).out


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
    with closing(sqlite3.connect(new)) as connection:
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
    with closing(sqlite3.connect(tmp_path / "new.db")) as connection:
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
    assert dump(target) == dump(file)
    assert names(tmp_path) == ["copy 1.db", "data"]


def test_a_backup_is_never_put_over_a_file(
    file: Path, run: Run, backup: Path, tmp_path: Path
) -> None:
    before = backup.read_bytes()
    assert "already there" in run("db", "backup", str(backup), code=4).err
    assert "already there" in run("db", "backup", str(file), code=4).err
    assert "is a folder" in run("db", "backup", str(tmp_path), code=4).err
    nowhere = tmp_path / "no where" / "copy.db"
    missing = run("db", "backup", str(nowhere), code=5).err
    assert missing == (
        f"ivtool: there is no folder {nowhere.parent}\n  mkdir '{nowhere.parent}'\n"
    )
    assert backup.read_bytes() == before
    assert names(tmp_path) == ["backup.db", "data"]


def test_a_restore_brings_back_what_was_saved_and_keeps_what_was_there(
    file: Path, run: Run, backup: Path
) -> None:
    was = dump(file)
    ran = run("db", "restore", str(backup), "--yes")
    assert dump(file) == dump(backup) != was
    (kept,) = (path for path in file.parent.iterdir() if path != file)
    assert kept.name.startswith("ivtool-before-restore-")
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


@pytest.mark.parametrize("fault", ["empty", "text", "header", "schema page", "truncated"])
def test_a_damaged_file_is_set_aside(fault: str, file: Path, run: Run, backup: Path) -> None:
    FAULTS[fault][0](file)
    damaged = file.read_bytes()
    run("db", "restore", str(backup), "--yes")
    (kept,) = (path for path in file.parent.iterdir() if path != file)
    assert kept.name.startswith("ivtool-damaged-")
    assert kept.read_bytes() == damaged
    assert dump(file) == dump(backup)
    assert file.stat().st_mode & 0o777 == 0o600
    assert run("db", "check").out == ""


def test_another_programs_file_is_not_replaced(file: Path, run: Run, backup: Path) -> None:
    change(file, "PRAGMA application_id = 7")
    before = file.read_bytes()
    assert "another program" in run("db", "restore", str(backup), "--yes", code=5).err
    assert file.read_bytes() == before


def test_a_lost_file_comes_back_without_what_was_left_beside_it(
    half_changed: Path, run: Run, migrated: Path, tmp_path: Path
) -> None:
    half_changed.unlink()
    saved = Path(shutil.copy(migrated, tmp_path / "saved.db"))
    run("db", "restore", str(saved))
    assert run("db", "check").out == ""
    assert dump(half_changed) == dump(saved)
    journals = [name for name in names(half_changed.parent) if name.endswith("-journal")]
    assert len(journals) == 1
    assert journals[0].startswith("ivtool-damaged-")


def test_an_older_backup_is_restored_and_wants_an_upgrade(run: Run, backup: Path) -> None:
    FAULTS["too old"][0](backup)
    assert "ivtool db upgrade" in run("db", "restore", str(backup), "--yes").out
    FAULTS["too new"][0](backup)
    assert "newer ivtool" in run("db", "restore", str(backup), "--yes", code=5).err


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
    for arguments in (WRITE, ("db", "backup", str(tmp_path / "copy.db"))):
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


def test_a_full_disk_has_its_sentence(file: Path) -> None:
    with closing(db.connect(file)) as connection, pytest.raises(StoreError, match="disk is full"):
        connection.execute("PRAGMA max_page_count = 1")
        with db.told_faults(file):
            connection.execute("CREATE TABLE more (id INTEGER)")


def as_nobody(folder: Path, *arguments: str) -> Ran:
    """Run a command on `ivtool.db` of a folder as somebody whom permissions bind."""
    with tempfile.TemporaryDirectory() as name:
        warm = Path(shutil.copy(folder / "ivtool.db", name))
        warm.chmod(0o600)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, str(warm), str(folder / "ivtool.db"), *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
    return Ran(done.returncode, done.stdout, done.stderr)


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
def test_a_locked_file_is_told_after_five_seconds(
    file: Path, backup: Path, tmp_path: Path
) -> None:
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
    for share in (0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95):
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
    for share in killed(file, *WRITE):
        if not share:
            shutil.copy(migrated, file)
            continue
        assert process(file, *LOOK).code == 0
        assert process(file, "db", "check") == Ran(0, "", "")
        assert dump(file) == before or len(dump(file)) > 10_000


@pytest.mark.slow
def test_a_killed_init_or_backup_leaves_no_half_file(file: Path, tmp_path: Path) -> None:
    process(file, *WRITE)
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
    process(file, *WRITE)
    old, new = dump(file), dump(backup)
    saved = Path(shutil.copy(file, backup.with_name("old.db")))
    for share in killed(file, "db", "restore", str(backup), "--yes"):
        if not share:
            shutil.copy(saved, file)
            continue
        assert process(file, *LOOK).code == 0
        assert process(file, "db", "check") == Ran(0, "", "")
        assert dump(file) in (old, new)
