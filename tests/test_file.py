"""A file of no use is told in a sentence, with what helps; a damaged one can be restored."""

import json
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Run, Unchanged, change, connected, names, opened, records

from ivtool import db
from ivtool.errors import StoreError
from ivtool.faults import told_faults
from ivtool.keys import PLAIN_HEAD, head_of

# Many files, made and opened: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

LOOK = ("report", "overdue")
WRITE = ("visit", "log", "M-1")


@pytest.fixture(params=["encrypted", "plain"])
def migrated(request: pytest.FixtureRequest, migrated: Path, plain: Path) -> Path:
    """What holds for a file holds for either kind."""
    return migrated if request.param == "encrypted" else plain


def spoil(file: Path, offset: int, contents: bytes) -> None:
    with file.open("r+b") as opened:
        opened.seek(offset)
        opened.write(contents)


def folder_instead(file: Path) -> None:
    file.unlink()
    file.mkdir()


def pipe_instead(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


FAULTS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "missing": (Path.unlink, "there is no file", "ivtool db init"),
    "empty": (lambda file: file.write_bytes(b""), "is empty", "ivtool db restore FILE"),
    "text": (
        lambda file: file.write_text("Dear all,\n" * 200),
        "or its start is damaged, or it is no ivtool file",
        "ivtool db restore FILE",
    ),
    "header": (
        lambda file: spoil(file, 0, bytes(100)),
        "or its start is damaged, or it is no ivtool file",
        "ivtool db restore FILE",
    ),
    "another header": (
        lambda file: spoil(file, 0, b"\xee" * 100),
        "or its start is damaged, or it is no ivtool file",
        "with its recovery key: ivtool db unlock ",
    ),
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
        lambda file: change(file, "DROP TABLE match; DROP TABLE policy"),
        "is damaged: it lacks a table",
        "ivtool db restore FILE",
    ),
    # The id of the key, or what tells a plain file.
    "start": (
        lambda file: spoil(file, 0, b"\xee" * 16),
        "is damaged at its start",
        "ivtool db restore FILE",
    ),
    "a folder": (folder_instead, "is a folder", "ivtool db path"),
    "a pipe": (pipe_instead, "is a pipe", "ivtool db path"),
}
# Without its first bytes a plain file is like an encrypted one whose key is elsewhere.
PLAIN = {"start": ("its start is damaged, or it is no ivtool file", "ivtool db unlock ")}


@pytest.mark.parametrize("arguments", [LOOK, WRITE], ids=["look", "write"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_of_no_use_is_told_in_a_sentence(
    fault: str, arguments: tuple[str, ...], file: Path, run: Run
) -> None:
    spoiled, words, hint = FAULTS[fault]
    if head_of(file) == PLAIN_HEAD:
        words, hint = PLAIN.get(fault, (words, hint))
    spoiled(file)
    before = names(file.parent), file.read_bytes() if file.is_file() else None
    ran = run(*arguments, code=5)
    told, helps = ran.err.rstrip("\n").split("\n")
    assert told.startswith(f"ivtool: {file.parent}" if words.startswith("is") else "ivtool: ")
    assert words in told
    assert hint in helps
    assert ran.out == ""
    assert (names(file.parent), file.read_bytes() if file.is_file() else None) == before


@pytest.mark.parametrize(
    "fault",
    ["missing", "empty", "text", "header", "another header", "start", "truncated", "folder"],
)
def test_a_backup_of_no_use_is_not_restored(
    fault: str, file: Path, backup: Path, run: Run, nothing_stored: Unchanged
) -> None:
    spoiled, _, hint = FAULTS.get(fault, FAULTS["a folder"])
    if head_of(backup) == PLAIN_HEAD:
        _, hint = PLAIN.get(fault, ("", hint))
    spoiled(backup)
    with nothing_stored():
        ran = run("db", "restore", str(backup), "--yes", code=5)
    assert str(backup) in ran.err
    # It may be sound, and its key on paper.
    assert (hint if "unlock" in hint else "name another backup") in ran.err
    assert names(file.parent) == ["ivtool.db"]


@pytest.mark.parametrize(
    "fault", ["empty", "text", "header", "another header", "start", "schema page", "truncated"]
)
def test_a_damaged_file_is_set_aside(fault: str, file: Path, run: Run, backup: Path) -> None:
    FAULTS[fault][0](file)
    damaged = file.read_bytes()
    run("db", "restore", str(backup), "--yes")
    (kept,) = (path for path in file.parent.iterdir() if path != file)
    assert kept.name.startswith("ivtool-damaged-")
    assert kept.read_bytes() == damaged
    assert records(file) == records(backup)
    assert file.stat().st_mode & 0o777 == 0o600
    assert run("db", "check").out == ""


def test_another_programs_file_is_not_replaced(file: Path, run: Run, backup: Path) -> None:
    change(file, "PRAGMA application_id = 7")
    before = file.read_bytes()
    assert "another program" in run("db", "restore", str(backup), "--yes", code=5).err
    assert file.read_bytes() == before


def test_a_damaged_page_is_found(file: Path, run: Run, tmp_path: Path) -> None:
    with closing(opened(file)) as connection:
        ((page,),) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'change_set'"
        )
        # SQLCipher tells it as a text.
        size = int(connection.execute("PRAGMA page_size").fetchone()[0])
    spoil(file, (page - 1) * size, b"\x55" * size)
    found = json.loads(run("db", "check", "--format", "json", code=10).out)
    assert {(each["where"], each["code"]) for each in found} == {("file", "file.damaged")}
    assert f"page {page}" in found[0]["what"].casefold()
    refused = run("db", "backup", str(tmp_path / "copy.db"), code=5)
    assert "does not pass its check" in refused.err
    assert names(tmp_path) == ["data"]


def test_a_dropped_guard_is_found(file: Path, run: Run) -> None:
    change(file, "DROP TRIGGER tr_change_delete")
    assert "are not as ivtool made them" in run("db", "check", code=10).out


def test_an_sqlite_that_is_too_old_is_told() -> None:
    db.require_sqlite((3, 37, 0))
    with pytest.raises(StoreError, match=r"SQLite is 3\.36\.0; ivtool needs 3\.37\.0") as told:
        db.require_sqlite((3, 36, 0))
    assert told.value.hint == "install a newer Python"


def test_a_full_disk_has_its_sentence(file: Path) -> None:
    with closing(connected(file)) as connection:
        connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(StoreError, match="the disk is full"), told_faults(file):
            # More than the pages that upgrades have left free.
            connection.execute("CREATE TABLE more AS SELECT zeroblob(10000000) AS filler")
