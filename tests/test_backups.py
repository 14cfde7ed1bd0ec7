"""Backups in their folders: named, listed, thinned out, tried out, restored; and what is late."""

import json
import shutil
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from conftest import Ran, Run, Unchanged, change, dump, names, opened, records, run_on

from ivtool.domain.file.backups import backup_name
from ivtool.keys import PLAIN_HEAD, head_of, keys_folder
from ivtool.recovery import new_key

# Many files, made and opened: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parent / "sample-service"
WRITE = ("policy", "set", "visits.grace_days", "5")


def receipts(file: Path) -> list[tuple[str, str]]:
    with closing(opened(file)) as connection:
        return connection.execute("SELECT deed, actor FROM file_receipt ORDER BY id").fetchall()


def listed(run: Run) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("db", "backups", "--format", "json").out)
    return found


def aged(source: Path, folder: Path, days: int, before: str | None = None) -> Path:
    """A backup as it would have been made so many days ago."""
    folder.mkdir(exist_ok=True)
    when = datetime.now().astimezone() - timedelta(days=days)
    return Path(shutil.copy(source, folder / backup_name("ivtool", when, before)))


def own(file: Path) -> Path:
    return file.with_name("ivtool-backups")


def test_a_backup_goes_beside_the_file(file: Path, run: Run) -> None:
    assert run("db", "backups").out == ""
    assert run("db", "backups", "--format", "table").out == "No backup: ivtool db backup\n"
    run("db", "backup")
    (saved,) = own(file).iterdir()
    assert own(file).stat().st_mode & 0o777 == 0o700
    assert saved.stat().st_mode & 0o777 == 0o600
    assert records(saved) == records(file)
    (row,) = listed(run)
    assert row["file"] == str(saved)
    assert (row["before"], row["encrypted"]) == (None, True)
    assert receipts(file) == [("backup", "tester")]


def test_a_backup_goes_where_the_policy_says(file: Path, run: Run, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    run("policy", "set", "backups.folder", str(usb))
    for arguments in (("backup",), ("backups",), ("drill",), ("restore", "newest", "--yes")):
        ran = run("db", *arguments, code=5)
        assert f"there is no folder {usb}, where the backups go" in ran.err
        assert "connect its disk" in ran.err
    assert names(file.parent) == ["ivtool.db"]
    usb.mkdir()
    run("db", "backup")
    assert len(names(usb)) == 1
    run("import", str(SAMPLE), "--today", "2026-11-22")
    assert [each["before"] for each in listed(run)] == ["import", None]


def test_older_ones_are_let_go_and_no_other_file(run: Run, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    run("db", "backup", str(tmp_path / "source.db"))
    source = tmp_path / "source.db"
    made = [aged(source, usb, days) for days in range(1, 40)]
    imports = [aged(source, usb, 0, "import"), aged(source, usb, 0, "restore")]
    others = [usb / "ivtool.db", usb / "photo.jpg", usb / "other-20260101-120000.db"]
    foreign = usb / "ivtool-20200101-120000.db"
    for path in others:
        path.touch()
    # Another service's, whose file has the same name but a key of its own.
    foreign.write_bytes(bytes.fromhex(new_key().id) + bytes(4080))
    ran = run("db", "backup", str(usb))
    left = [path for path in made if path.exists()]
    assert left[:6] == made[:6]
    assert f"older backups let go: {len(made) - len(left)}" in ran.out
    assert 10 <= len(left) <= 14
    assert all(path.exists() for path in [*imports, *others, foreign])


def test_the_new_one_stays_though_the_clock_was_put_back(
    file: Path, run: Run, tmp_path: Path
) -> None:
    run("policy", "set", "backups.daily", "1")
    run("policy", "set", "backups.weekly", "0")
    run("policy", "set", "backups.monthly", "0")
    run("db", "backup", str(tmp_path / "source.db"))
    ahead = aged(tmp_path / "source.db", own(file), -1)
    run("db", "backup")
    assert len(names(own(file))) == 2
    assert ahead.exists()


def test_the_last_of_one_second_is_the_newest(file: Path, run: Run, tmp_path: Path) -> None:
    run("db", "backup", str(tmp_path / "source.db"))
    folder = own(file)
    folder.mkdir()
    now = datetime.now().astimezone()
    for number in (1, 2, 10):
        shutil.copy(tmp_path / "source.db", folder / backup_name("ivtool", now, None, number))
    assert str(listed(run)[0]["file"]).endswith("-10.db")
    assert "-10.db" in run("db", "restore", "newest", "--yes").out


def test_an_import_is_saved_before_only_if_something_comes_of_it(
    file: Path, run: Run, tmp_path: Path
) -> None:
    run("import", str(SAMPLE), "--today", "2026-11-22", "--dry-run")
    bad = Path(shutil.copytree(SAMPLE, tmp_path / "bad"))
    (bad / "visits.csv").write_text("match,date\nnobody,31/02/2026\n")
    run("import", str(bad), "--today", "2026-11-22", code=4)
    assert names(file.parent) == ["ivtool.db"]
    before = records(file)
    run("import", str(SAMPLE), "--today", "2026-11-22")
    (saved,) = own(file).iterdir()
    assert saved.name.endswith("-before-import.db")
    assert records(saved) == before
    run("import", str(SAMPLE), "--today", "2026-11-22")
    assert names(own(file)) == [saved.name]


def test_newest_is_found_when_the_file_is_lost_or_spoiled(file: Path, run: Run) -> None:
    run("db", "backup")
    run(*WRITE)
    saved = records(next(own(file).iterdir()))
    file.write_bytes(b"Dear all,")
    assert "could not be read" in run("db", "restore", "newest", "--yes").out
    assert records(file) == saved
    file.unlink()
    run("db", "restore", "newest")
    assert records(file) == saved
    assert receipts(file)[-1] == ("restore", "tester")


def test_newest_of_nothing_is_told(file: Path, run: Run) -> None:
    for arguments in (("restore", "newest"), ("drill",)):
        ran = run("db", *arguments, code=3)
        assert f"there is no backup in {own(file)}" in ran.err
        assert "ivtool db backup" in ran.err


def test_no_restore_makes_a_plain_file_of_an_encrypted_one(
    file: Path, run: Run, tmp_path: Path
) -> None:
    plain = tmp_path / "ivtool.db"
    assert run_on(plain, "db", "init", "--plain", "--service", "Plain") == 0
    head = head_of(file)
    run("db", "restore", str(plain), "--yes")
    assert head_of(file) == head != PLAIN_HEAD
    # An encrypted copy of a plain file has its tables in another order.
    assert sorted(records(file)) == sorted(records(plain))


def test_a_plain_file_is_encrypted_by_a_backup_that_was(
    file: Path, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("db", "backup", str(tmp_path / "saved.db"))
    plain = tmp_path / "plain" / "ivtool.db"
    assert run_on(plain, "db", "init", "--plain") == 0
    assert run_on(plain, "db", "restore", str(tmp_path / "saved.db"), "--yes") == 0
    assert head_of(plain) == head_of(file)
    assert head_of(next(own(plain).iterdir())) == PLAIN_HEAD
    lost = tmp_path / "lost.db"
    assert run_on(lost, "db", "restore", str(next(own(plain).iterdir())), "--yes") == 0
    assert "it is not encrypted: ivtool db encrypt" in capsys.readouterr().out


def test_a_backup_of_an_older_key_gives_the_live_one(file: Path, run: Run, tmp_path: Path) -> None:
    run("db", "backup", str(tmp_path / "old.db"))
    run("db", "rekey")
    now = head_of(file)
    assert now != head_of(tmp_path / "old.db")
    assert "all there" in run("db", "drill", str(tmp_path / "old.db")).out
    run("db", "restore", str(tmp_path / "old.db"), "--yes")
    assert head_of(file) == now
    assert receipts(file) == [("restore", "tester")]


def test_a_drill_leaves_a_receipt_and_no_copy(
    file: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = tmp_path / "away"
    away.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(away))
    run("db", "backup")
    assert "nothing was changed since" in run("db", "drill").out
    run(*WRITE)
    assert "1 change was recorded since" in run("db", "drill").out
    assert names(away) == []
    assert receipts(file) == [("backup", "tester"), ("drill", "tester"), ("drill", "tester")]


def test_a_drill_with_the_paper_uses_nothing_else(
    file: Path,
    run: Run,
    tmp_path: Path,
    nothing_stored: Unchanged,
) -> None:
    paper = tmp_path / "paper.txt"
    run("db", "recovery-key", "--to", str(paper))
    run("db", "backup")
    assert "all there" in run("db", "drill", "--recovery-key", str(paper)).out
    assert "all there" in run("db", "drill", "--recovery-key", "-", stdin=paper.read_text()).out
    with nothing_stored():
        wrong = run("db", "drill", "--recovery-key", "-", stdin=new_key().written, code=5)
        assert f"take the paper whose first line begins with {head_of(file).hex()[:8]}" in wrong.err
        typed = paper.read_text().replace("1  ", "1  f")
        ran = run("db", "drill", "--recovery-key", "-", stdin=typed, code=2)
        assert "line 1 of the recovery key does not add up" in ran.err
        missing = run("db", "drill", "--recovery-key", str(tmp_path / "none"), code=2)
        assert "No such file" in missing.err


def test_a_check_tells_what_is_late(run: Run) -> None:
    assert run("db", "check").out == ""
    shown = run("db", "check", "--format", "table").out
    assert "the file is encrypted; last backup: never (ivtool db backup)" in shown
    assert "last restore drill: never (ivtool db drill)" in shown
    # An empty file has nothing to lose.
    assert run("db", "check", "--today", "2099-01-01").out == ""
    run(*WRITE)

    def found(*arguments: str, code: int = 10) -> set[str]:
        rows = json.loads(run("db", "check", "--format", "json", *arguments, code=code).out)
        return {row["code"] for row in rows}

    assert found(code=0) == set()
    assert found("--today", "2099-01-01") == {"backup.late", "key.not_printed"}
    run("db", "recovery-key")
    assert found("--today", "2099-01-01") == {"backup.late"}
    run("db", "backup")
    assert found("--today", "2099-01-01") == {"backup.not_drilled"}
    run("db", "drill")
    assert found(code=0) == set()
    assert "never" not in run("db", "check", "--format", "table").out


def test_a_copy_by_hand_is_a_backup_too(file: Path, run: Run, tmp_path: Path) -> None:
    copied = Path(shutil.copy(file, tmp_path / "copied.db"))
    change(file, "UPDATE policy SET value = '8' WHERE key = 'visits.grace_days'")
    before = records(copied)
    run("db", "restore", str(copied), "--yes")
    assert records(file) == before
    assert dump(copied) != dump(file)
    assert (keys_folder() / f"{head_of(file).hex()}.key").exists()


def test_what_a_folder_holds_is_listed_though_it_is_no_file(
    file: Path, run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "usb"
    (folder / "ivtool-20260101-120000.db").mkdir(parents=True)
    assert run("db", "backups", str(folder)) == Ran(0, "", "")
    assert run("db", "backup", str(folder)).code == 0
    assert len(names(folder)) == 2
    assert names(file.parent) == ["ivtool.db"]


def test_a_file_of_an_older_version_is_saved_in_a_folder_too(file: Path, run: Run) -> None:
    with closing(opened(file)) as connection, connection:
        connection.execute("DROP TABLE file_receipt")
        connection.execute("UPDATE alembic_version SET version_num = '0002'")
    assert "opened again and counted" in run("db", "backup").out
    assert len(run("db", "backups", "--format", "csv").out.splitlines()) == 2
