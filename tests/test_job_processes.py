"""Jobs among processes: killed, two at once, a disk that is full, a reader that has gone."""

import json
import random
import shutil
import subprocess
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import PROGRAM, ROUNDS, Ran, Run, as_nobody, change, hold, opened, process, run_on
from warm import Running

# Dozens of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

# Ten matches, visited a day apart: each is overdue a day after the one before. All is invented.
MATCHES = 10
BEGUN = date(2026, 9, 1)
CYD = "INSERT INTO volunteer (id, name, capacity, capacity_imported) VALUES (1, 'Cyd', 20, 0);"
FACTS = CYD + (
    "".join(
        f"INSERT INTO child (id, name) VALUES ({number}, 'Ada');"
        "INSERT INTO referral (id, child_id, received_on, source)"
        f" VALUES ({number}, {number}, '2026-08-01', 'child');"
        "INSERT INTO match (id, referral_id, child_id, volunteer_id, proposed_on, started_on)"
        f" VALUES ({number}, {number}, {number}, 1, '2026-08-20',"
        f" '{BEGUN + timedelta(days=number)}');"
        for number in range(1, MATCHES + 1)
    )
)
# M-1 began on 2 September and is due on 2 October: overdue from the 10th.
FIRST = date(2026, 10, 10)
JOB = ("job", "run", "missed-visits", "--format", "json")
# After so many days every match is overdue, and none is red yet.
ALL = FIRST + timedelta(days=MATCHES - 1)
EVERY = [f"M-{number}" for number in range(1, MATCHES + 1)]


@pytest.fixture(autouse=True)
def _facts(file: Path) -> None:
    change(file, FACTS)


def refs(printed: str) -> list[str]:
    """The refs of a job's lines; of half an answer those that stand in it whole."""
    lines = [line.rstrip(",") for line in printed.splitlines()[1:] if line.startswith("{")]
    found = []
    for line in lines:
        try:
            found.append(json.loads(line)["ref"])
        except ValueError:
            continue
    return sorted(found, key=lambda ref: int(ref[2:]))


def start(file: Path, day: date) -> Running:
    return Running("--db", str(file), "--today", str(day), *JOB)


def outcome(file: Path) -> str | None:
    """How the last run ended; None where it did not."""
    with closing(opened(file)) as connection:
        row = connection.execute("SELECT outcome FROM job_run ORDER BY id DESC LIMIT 1").fetchone()
    found: str | None = row[0] if row else "none"
    return found


def told_count(file: Path) -> int:
    """How many items count as told."""
    with closing(opened(file)) as connection:
        return int(connection.execute("SELECT count(*) FROM job_told").fetchone()[0])


def is_told_as_failed(file: Path, capsys: pytest.CaptureFixture[str]) -> bool:
    """Whether `db check` and `job list` say so."""
    capsys.readouterr()
    assert run_on(file, "--today", str(ALL), "db", "check", "--format", "json") in (0, 10)
    checked = "job.failed" in {each["code"] for each in json.loads(capsys.readouterr().out)}
    code = run_on(file, "--today", str(ALL), "job", "list", "--exit-code", "--format", "json")
    listed = [each for each in json.loads(capsys.readouterr().out) if each["fault"]]
    assert bool(listed) is checked
    assert code == 10 or not checked
    return checked


def require_all_told_now(run: Run) -> None:
    """The next run tells all, and the one after it nothing."""
    assert refs(run("--today", str(ALL), *JOB, code=10).out) == EVERY
    assert run("--today", str(ALL), *JOB).out == "[]\n"


@pytest.mark.hunt
def test_killed_at_any_moment_no_line_is_lost_and_none_is_told_twice_without_need(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    other = Path(shutil.copy(file, file.parent.parent / "other.db"))
    start(other, FIRST - timedelta(days=1)).communicate()
    whole = time.monotonic() - began
    for ahead in range(6 * ROUNDS):
        # A match a day is new for ten days; after that each is red, a day after the other.
        day = FIRST + timedelta(days=ahead)
        new = _new_on(day)
        killed = start(file, day)
        time.sleep(whole * random.uniform(0.4, 1.05))
        killed.kill()
        out, _ = killed.communicate()
        ended = outcome(file)
        before = refs(out)
        assert set(before) <= set(new)
        if ended is None:
            assert is_told_as_failed(file, capsys)
        capsys.readouterr()
        assert run_on(file, "--today", str(day), *JOB) in (0, 10)
        after = refs(capsys.readouterr().out)
        assert set(before) | set(after) == set(new), (day, killed.returncode)
        if ended == "done" and killed.returncode in (0, 10):
            assert after == []
        assert not is_told_as_failed(file, capsys)


def _new_on(day: date) -> list[str]:
    """What is new on a day by hand: 8 days after it was due amber, 30 days after red."""
    found = []
    for number in range(1, MATCHES + 1):
        due = (BEGUN + timedelta(days=number)).replace(month=10)
        if (day - due).days in (8, 30, 60):
            found.append(f"M-{number}")
    return found


def test_two_at_once_tell_every_line_once(file: Path) -> None:
    for ahead in range(3):
        day = FIRST + timedelta(days=2 * ahead + 1)
        both = [start(file, day) for _ in range(2)]
        printed = []
        for each in both:
            out, err = each.communicate()
            assert err == ""
            printed += refs(out)
        assert sorted(printed) == sorted(f"M-{2 * ahead + number}" for number in (1, 2))
        assert {each.returncode for each in both} == {0, 10}


def test_a_reader_that_has_gone_was_told_nothing(
    file: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    command = " ".join([*PROGRAM, "--db", f"'{file}'", "--today", str(ALL), *JOB])
    for shell, code, said in (
        (f"{{ sleep 0.1; {command}; echo $? >&2; }} | true", None, "10\n"),
        (f"{command} >&-", 6, "the output cannot be written: it is closed"),
        (f"{command} > /dev/full", 6, "the output cannot be written"),
    ):
        done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
        assert said in done.stderr, shell
        assert code in (None, done.returncode)
        assert (outcome(file), told_count(file)) == ("failed", 0)
        assert is_told_as_failed(file, capsys)
    require_all_told_now(run)
    assert not is_told_as_failed(file, capsys)


def test_nobody_need_read_where_there_is_nothing_to_tell(file: Path, run: Run) -> None:
    require_all_told_now(run)
    command = " ".join([*PROGRAM, "--db", f"'{file}'", "--today", str(ALL), *JOB[:-2]])
    for shell in (f"{{ sleep 0.1; {command}; }} | true", f"{command} >&-"):
        done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
        assert (done.stderr, outcome(file)) == ("", "done")


def test_a_full_disk_tells_nothing_for_good(file: Path, tmp_path: Path, run: Run) -> None:
    size = file.stat().st_size
    # The receipt has no room; or what was told has none.
    for most in (size // 4, size):
        full = Path(shutil.copy(file, tmp_path / "full.db"))
        ran = process(full, "--today", str(ALL), *JOB, most_bytes=most)
        if ran.code == 10:
            # There was room after all; then it is told.
            assert refs(ran.out) == EVERY
            continue
        assert ran.code == 5, ran
        assert "Traceback" not in ran.err
        assert told_count(full) == 0
        again = process(full, "--today", str(ALL), *JOB)
        assert (again.code, refs(again.out)) == (10, EVERY)
    require_all_told_now(run)


def test_a_commit_that_fails_tells_it_again(file: Path, run: Run) -> None:
    # No room for what was told: the rows are too many for the pages that there are.
    change(file, "CREATE TRIGGER full BEFORE INSERT ON job_told BEGIN SELECT raise(FAIL, 'x'); END")
    ran = process(file, "--today", str(ALL), *JOB)
    # A guard that ivtool never made is the file's fault, and no bug.
    assert (ran.code, ran.out) == (5, "")
    assert (outcome(file), told_count(file)) == ("failed", 0)
    change(file, "DROP TRIGGER full")
    require_all_told_now(run)


def test_a_read_only_file_runs_no_job(migrated: Path, open_folder: Path) -> None:
    file = Path(shutil.copy(migrated, open_folder / "ivtool.db"))
    change(file, FACTS)
    file.chmod(0o444)
    open_folder.chmod(0o555)
    ran = as_nobody(file, "--today", str(ALL), *JOB)
    assert (ran.code, ran.out) == (5, "")
    assert "is read-only; nothing was stored" in ran.err
    assert outcome(file) == "none"
    open_folder.chmod(0o755)
    file.chmod(0o600)
    assert refs(process(file, "--today", str(ALL), *JOB).out) == EVERY


def test_a_file_that_is_locked_tells_later(file: Path, run: Run) -> None:
    with hold(file, "BEGIN IMMEDIATE;") as holder:
        ran = process(file, "--today", str(ALL), *JOB)
        holder.kill()
    assert (ran.code, ran.out) == (5, "")
    assert "is locked" in ran.err
    require_all_told_now(run)


def test_three_days_missed_are_made_up(run: Run) -> None:
    run("--today", str(FIRST), *JOB, code=10)
    found: Ran = run("--today", str(FIRST + timedelta(days=3)), *JOB, code=10)
    assert refs(found.out) == ["M-2", "M-3", "M-4"]
