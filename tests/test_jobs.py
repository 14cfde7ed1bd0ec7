"""Jobs: what is new is told once, whatever day is missed and wherever the clock stands."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Run, Unchanged, change, held, opened, run_on

from ivtool.domain.office.vocabulary import Job
from ivtool.errors import StoreError
from ivtool.jobs.running import run_job
from ivtool.rendering import Listing
from ivtool.settings import Settings

# Many files, made and opened: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

# Two matches since January, visited last in October; a check that runs out. All is invented.
FACTS = """
INSERT INTO child (id, name) VALUES (1, 'Ada'), (2, 'Bea');
INSERT INTO volunteer (id, name, capacity, capacity_imported) VALUES (1, 'Cyd', 2, 0);
INSERT INTO volunteer_spell (volunteer_id, spell) VALUES (1, 1);
INSERT INTO volunteer_stage (volunteer_id, spell, stage, reached_on)
    VALUES (1, 1, 'informal_chat', '2025-01-01'), (1, 1, 'approved', '2025-06-01');
INSERT INTO referral (id, child_id, received_on, source)
    VALUES (1, 1, '2025-12-01', 'child'), (2, 2, '2025-12-01', 'child');
INSERT INTO match (id, referral_id, child_id, volunteer_id, proposed_on, started_on)
    VALUES (1, 1, 1, 1, '2025-12-20', '2026-01-05'), (2, 2, 2, 1, '2025-12-20', '2026-01-05');
INSERT INTO visit (id, match_id, visited_on, kind, outcome, nth)
    VALUES (1, 1, '2026-10-10', 'visit', 'held', 1), (2, 2, '2026-10-12', 'visit', 'held', 1);
INSERT INTO volunteer_check (volunteer_id, kind, slot, outcome, from_on)
    VALUES (1, 'dbs', 1, 'clear', '2023-12-20'), (1, 'safeguarding', 1, 'clear', '2026-10-01'),
    (1, 'independence', 1, 'clear', '2026-10-01');
INSERT INTO support (id, kind, held_on) VALUES (1, 'supervision', '2026-09-20'),
    (2, 'supervision', '2026-11-01'), (3, 'supervision', '2026-12-12');
INSERT INTO attendance (support_id, volunteer_id, attended) VALUES (1, 1, 1), (2, 1, 1), (3, 1, 1);
"""
# Due on 10 and 12 November, with seven days of grace: overdue from the 18th and the 20th.
QUIET, FIRST, NEXT, SECOND = "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"
NAMES = ("Ada", "Bea", "Cyd", "Di")
WORDS = "he said that nobody must know"
OVERDUE = "missed-visits"


@pytest.fixture(autouse=True)
def _facts(file: Path) -> None:
    change(file, FACTS)


def tells(
    run: Run, job: str, today: str, *refs: str, everything: bool = False
) -> list[dict[str, object]]:
    """Run a job, which tells of these and no more, without a name; the lines."""
    options = ["--all"] if everything else []
    arguments = ("job", "run", job, "--today", today, "--names", "full", *options)
    found = run(*arguments, "--format", "json", code=10 if refs else 0)
    assert not any(name in found.out for name in (*NAMES, WORDS))
    assert found.err == ""
    lines: list[dict[str, object]] = json.loads(found.out)
    assert [each["ref"] for each in lines] == list(refs)
    return lines


def wrong(run: Run, today: str) -> set[tuple[str, str]]:
    """What is wrong with the jobs: code and job; `db check` and `job list` agree on it."""
    found = run("db", "check", "--format", "json", "--today", today, code=10).out
    told = {
        (each["code"], each["hint"].split()[-1])
        for each in json.loads(found)
        if each["code"].startswith("job.")
    }
    listed = run(
        "job", "list", "--format", "json", "--exit-code", "--today", today, code=10 if told else 0
    ).out
    assert {each["job"] for each in json.loads(listed) if each["late"]} == {job for _, job in told}
    return told


def last(run: Run, job: str) -> dict[str, object]:
    """The last receipt of a job."""
    listed = run("job", "list", job, "--format", "json", "--today", FIRST).out
    found: dict[str, object] = json.loads(listed)[0]
    return found


def test_a_job_tells_what_is_new_once(run: Run) -> None:
    tells(run, OVERDUE, QUIET)
    [line] = tells(run, OVERDUE, FIRST, "M-1")
    assert line["what"] == "overdue, amber: last visit 10 Oct 2026"
    assert (line["since_on"], line["days"], line["stands"]) == ("2026-11-18", 8, True)
    assert (line["match"], line["volunteer"], line["child"]) == ("M-1", "V-1", "C-1")
    tells(run, OVERDUE, FIRST)
    tells(run, OVERDUE, NEXT)
    tells(run, OVERDUE, SECOND, "M-2")
    # Thirty days over it is red, and that is news.
    tells(run, OVERDUE, "2026-12-09")
    tells(run, OVERDUE, "2026-12-10", "M-1")


def test_nothing_new_prints_nothing_but_in_a_table(run: Run) -> None:
    tells(run, OVERDUE, FIRST, "M-1")
    found = run("job", "run", OVERDUE, "--today", NEXT)
    assert (found.out, found.err) == ("", "")
    found = run("job", "run", OVERDUE, "--format", "table", "--today", NEXT)
    assert found.out == "missed-visits: nothing new; 1 still stands (--all).\n"


def test_all_lists_what_was_told_too(run: Run) -> None:
    tells(run, OVERDUE, SECOND, "M-1", "M-2", everything=True)
    tells(run, OVERDUE, SECOND)
    tells(run, OVERDUE, SECOND, "M-1", "M-2", everything=True)


def test_what_was_settled_and_comes_back_is_news(run: Run) -> None:
    tells(run, OVERDUE, FIRST, "M-1")
    run("visit", "log", "M-1", "--on", NEXT, "--today", NEXT)
    tells(run, OVERDUE, NEXT)
    run("visit", "withdraw", "L-3", "--why", "not theirs", "--today", NEXT)
    tells(run, OVERDUE, NEXT, "M-1")


def test_what_came_and_went_on_days_without_a_run_is_told(run: Run) -> None:
    tells(run, OVERDUE, QUIET)
    run("visit", "log", "M-1", "--on", SECOND, "--today", SECOND)
    stands, gone = tells(run, OVERDUE, "2026-11-21", "M-2", "M-1")
    assert (stands["stands"], gone["stands"]) == (True, False)
    assert gone["what"] == "was overdue 18 Nov 2026; settled since"
    assert gone["command"] == "ivtool explain overdue M-1 --as-of 2026-11-18"
    tells(run, OVERDUE, "2026-11-21")
    assert last(run, OVERDUE)["period_from"] == "2026-11-21"


def test_a_clock_set_back_tells_nothing_twice_and_new_things_once(run: Run) -> None:
    tells(run, OVERDUE, QUIET)
    tells(run, OVERDUE, NEXT, "M-1")
    tells(run, OVERDUE, QUIET)
    tells(run, OVERDUE, FIRST)
    tells(run, OVERDUE, SECOND, "M-2")
    # Forward by forty years and back again.
    tells(run, OVERDUE, "2066-11-20", "M-1", "M-2")
    ahead = ("job.ahead", OVERDUE)
    assert of_overdue(wrong(run, SECOND)) == {ahead}
    tells(run, OVERDUE, SECOND)
    assert of_overdue(wrong(run, SECOND)) == {ahead}
    tells(run, OVERDUE, SECOND, "M-1", "M-2", everything=True)
    assert of_overdue(wrong(run, SECOND)) == set()
    tells(run, OVERDUE, "2026-12-10", "M-1")


def of_overdue(found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    return {each for each in found if each[1] == OVERDUE}


def test_concerns_are_told_while_the_clock_runs_and_after_it(run: Run) -> None:
    arguments = ("--kind", "allegation_about_volunteer", "--words", WORDS, "--by", "Di")
    run("concern", "raise", "--match", "M-1", *arguments, "--on", "2026-11-20", "--today", SECOND)
    (worker,) = tells(run, "concerns", SECOND, "K-1")
    assert worker["what"] == "the social worker is to be told today, Fri 20 Nov 2026"
    (late,) = tells(run, "concerns", "2026-11-21", "K-1")
    assert late["what"] == "the social worker was not told by Fri 20 Nov 2026"
    assert late["command"] == "ivtool concern told K-1 social_worker"
    tells(run, "concerns", "2026-11-22")
    # Friday's allegation is the LADO's by Monday.
    (lado,) = tells(run, "concerns", "2026-11-23", "K-1")
    assert lado["what"] == "the LADO is to be told today, Mon 23 Nov 2026"
    for party in ("lado", "social_worker"):
        run("concern", "told", "K-1", party, "--by", "Di", "--today", "2026-11-24")
    tells(run, "concerns", "2026-11-24")


def test_a_concern_that_was_late_on_days_without_a_run_is_told(run: Run) -> None:
    tells(run, "concerns", QUIET)
    arguments = ("--kind", "other", "--words", WORDS, "--by", "Di", "--on", FIRST)
    run("concern", "raise", "--child", "C-1", *arguments, "--today", FIRST)
    run("concern", "told", "K-1", "social_worker", "--by", "Di", "--today", SECOND)
    [gone] = tells(run, "concerns", "2026-11-21", "K-1")
    assert gone["what"] == "the social worker was not told on 18 Nov 2026; settled since"
    assert gone["command"] == "ivtool concern show K-1"


def test_a_check_is_told_at_each_warning_and_when_it_lapses(run: Run) -> None:
    """The policy has 60, 30 and 7 days; three years from 20 December 2023 end on the 19th."""
    tells(run, "checks", "2026-10-19")
    for day in ("2026-10-20", "2026-11-19", "2026-12-12", "2026-12-20"):
        [line] = tells(run, "checks", day, "V-1")
        tells(run, "checks", day)
    assert line["what"] == "DBS check lapsed, in date until 19 Dec 2026"


def test_the_month_is_told_once_it_is_closed_and_missed_months_are_made_up(run: Run) -> None:
    tells(run, "month-end", "2026-11-05", "2026-09", "M-1", "M-2")
    tells(run, "month-end", "2026-11-05")
    [figures] = tells(run, "month-end", "2026-11-06", "2026-10")
    assert figures["what"] == (
        "October 2026: 2 due, 2 done, 0 called off, 0 missed, 0 excused; 100.0 %"
    )
    tells(run, "month-end", "2026-12-05")
    tells(run, "month-end", "2027-01-06", "2026-11", "M-1", "M-2", "2026-12", "M-1", "M-2")
    assert last(run, "month-end")["period_from"] == "2026-11-01"


def test_the_backup_is_made_in_silence(file: Path, run: Run) -> None:
    found = run("job", "run", "backup")
    assert (found.out, found.err) == ("", "")
    assert len(json.loads(run("db", "backups", "--format", "json").out)) == 1
    # Its receipts make no backup late.
    run("job", "run", "concerns")
    with closing(opened(file)) as connection:
        assert connection.execute("SELECT count(*) FROM change_set WHERE id > 1").fetchone() == (0,)


def test_a_backup_that_cannot_be_made_leaves_a_receipt_that_says_so(
    file: Path, run: Run, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    run("policy", "set", "backups.folder", str(stick), "--from", FIRST, "--today", FIRST)
    stick.rmdir()
    for _ in range(2):
        assert "there is no folder" in run("job", "run", "backup", "--today", FIRST, code=5).err
    found = last(run, "backup")
    assert (found["outcome"], found["found"]) == ("failed", None)
    assert str(found["fault"]).endswith("(exit 5)")
    assert wrong(run, FIRST) == {("job.failed", "backup")}
    stick.mkdir()
    assert run("job", "run", "backup", "--today", FIRST).out == ""
    assert wrong(run, FIRST) == set()
    assert run_on(file, "job", "run", "backup", "--today", FIRST) == 0


class Stop(Exception):
    """A bug, whose own words hold a name."""


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (KeyboardInterrupt(), "interrupted (exit 130)"),
        (Stop("Ada"), "a bug: Stop (exit 1)"),
        (StoreError("it is full"), "it is full (exit 5)"),
    ],
)
def test_whatever_stops_a_run_nothing_was_told_and_the_receipt_says_why(
    error: BaseException, fault: str, file: Path, run: Run
) -> None:
    def stopped(listing: Listing) -> None:
        assert [row["ref"] for row in listing.rows] == ["M-1"]
        raise error

    settings = Settings(db=str(file), today_asked=FIRST)
    with pytest.raises(type(error)):
        run_job(settings, Job.MISSED_VISITS, everything=False, deliver=stopped)
    found = last(run, OVERDUE)
    assert (found["outcome"], found["fault"]) == ("failed", fault)
    assert of_overdue(wrong(run, FIRST)) == {("job.failed", OVERDUE)}
    tells(run, OVERDUE, FIRST, "M-1")


def test_a_restored_file_does_not_complain_of_the_backup_it_was_made_by(run: Run) -> None:
    run("job", "run", "backup", "--today", FIRST)
    run("db", "restore", "newest", "--yes", "--today", FIRST)
    found = last(run, "backup")
    assert (found["outcome"], found["fault"]) == (None, "a backup was restored since")
    assert wrong(run, FIRST) == set()


def test_a_job_that_never_ran_beside_others_is_late(run: Run) -> None:
    listed = json.loads(run("job", "list", "--exit-code", "--format", "json", "--today", FIRST).out)
    assert [each["job"] for each in listed] == [job.value for job in Job]
    assert all(each["stated_on"] is None and not each["late"] for each in listed)
    tells(run, "concerns", FIRST)
    assert wrong(run, FIRST) == set()
    assert wrong(run, NEXT) == {("job.late", job.value) for job in Job if job is not Job.CONCERNS}


def test_a_receipt_is_no_fact_and_jobs_change_no_record(
    file: Path, run: Run, nothing_stored: Unchanged
) -> None:
    def facts() -> list[str]:
        with closing(opened(file)) as connection:
            return held(connection, without=("job_run", "job_told"))

    before = facts()
    tells(run, OVERDUE, FIRST, "M-1")
    assert facts() == before
    with nothing_stored():
        run("job", "list", "--today", FIRST)
        run("job", "run", "everything", code=2)
        run("job", "crontab")
