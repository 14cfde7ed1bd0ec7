"""Everything lost but a backup and the paper; a restore among processes that read and write."""

import os
import shutil
import time
from pathlib import Path

import pytest
from conftest import Ran, finish, hold, names, process, records
from warm import Running

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parent / "sample-service"
TODAY = ("--today", "2026-11-22")
OVERDUE = ("report", "overdue", "--format", "json", *TODAY)
WRITE = ("policy", "set", "visits.grace_days", "9")


def done(ran: Ran) -> Ran:
    assert ran.code == 0, ran.err
    return ran


def test_all_is_lost_but_a_backup_and_the_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, data, usb = tmp_path / "settings", tmp_path / "data", tmp_path / "usb"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(settings))
    file, paper = data / "ivtool.db", tmp_path / "paper.txt"
    done(process(file, "db", "init", "--service", "Fenmarsh Independent Visitors"))
    done(process(file, "import", str(SAMPLE), *TODAY))
    done(process(file, "db", "recovery-key", "--to", str(paper)))
    usb.mkdir()
    done(process(file, "db", "backup", str(usb)))
    before, was = done(process(file, *OVERDUE)).out, records(file)
    assert before.count('"match"') > 5

    shutil.rmtree(data)
    shutil.rmtree(settings)
    (backup,) = usb.iterdir()
    refused = process(file, "db", "restore", str(backup))
    assert refused.code == 5
    assert f"ivtool db unlock {backup}" in refused.err
    assert not data.exists()

    done(process(file, "db", "unlock", str(backup), "--recovery-key", str(paper)))
    assert str(backup) in done(process(file, "db", "restore", str(backup))).out
    assert done(process(file, *OVERDUE)).out == before
    assert records(file) == was
    assert process(file, "db", "check", *TODAY) == Ran(0, "", "")
    assert file.stat().st_mode & 0o777 == 0o600
    # What the next morning brings.
    done(process(file, "db", "backup"))
    done(process(file, "db", "drill", "--recovery-key", str(paper)))


def test_who_waits_to_write_stores_nothing_or_in_the_new_file(
    file: Path, backup: Path, tmp_path: Path
) -> None:
    saved = Path(shutil.copy(file, tmp_path / "saved.db"))
    stored = 0
    for number in range(8):
        shutil.copy(saved, file)
        restoring = start(file, "db", "restore", str(backup), "--yes")
        time.sleep(0.1 * number)
        writing = start(file, *WRITE)
        assert finish(restoring).code == 0
        written = finish(writing)
        now = "\n".join(records(file))
        kept = "\n".join(
            line for path in (file.parent / "ivtool-backups").iterdir() for line in records(path)
        )
        if written.code:
            assert written.code == 5
            assert "was replaced in this moment; nothing was stored\n  try again" in written.err
            assert "'9'" not in now + kept
        else:
            stored += 1
            assert "'9'" in now or "'9'" in kept, "an acknowledged change is nowhere"
        for path in (file.parent / "ivtool-backups").iterdir():
            path.unlink()
        assert process(file, "db", "check").code == 0
    assert stored


def start(file: Path, *arguments: str) -> Running:
    return Running("--db", str(file), *arguments, env={**os.environ, "IVTOOL_ACTOR": "tester"})


@pytest.mark.parametrize("command", ["encrypt", "decrypt", "rekey", "restore"])
def test_who_waits_for_the_lock_is_not_lost(command: str, file: Path, backup: Path) -> None:
    if command == "encrypt":
        done(process(file, "db", "decrypt", "--yes"))
    more = {"restore": (str(backup), "--yes"), "decrypt": ("--yes",)}.get(command, ())
    with hold(file, "BEGIN IMMEDIATE;") as holder:
        changing = start(file, "db", command, *more)
        time.sleep(1)
        writing = start(file, *WRITE)
        time.sleep(1)
        holder.kill()
    done(finish(changing))
    written = finish(writing)
    if written.code:
        assert "nothing was stored\n  try again" in written.err
        assert process(file, *WRITE).code == 0
    assert "'9'" in "\n".join(records(file)) or command == "restore"
    # What the test itself has changed past the program is all that is wrong.
    wrong = process(file, "db", "check").out.splitlines()[1:]
    assert [line.split("  ")[0] for line in wrong] in ([], ["policy row 5"])


def test_who_reads_reads_on_in_the_old_file(file: Path, backup: Path) -> None:
    new = records(backup)
    with hold(file, "BEGIN; SELECT count(*) FROM policy;") as reader:
        done(process(file, "db", "restore", str(backup), "--yes"))
        assert records(file) == new
        assert process(file, "report", "overdue") == Ran(0, "", "")
        reader.kill()
    assert records(file) == new
    assert names(file.parent) == ["ivtool-backups", "ivtool.db"]
