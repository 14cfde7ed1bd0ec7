"""`ivtool demo`: a made-up service passes its check and has something to show in every report."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import dump, names, process, run_on

# Many files, made and opened: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

TODAY = "2026-11-23"
Ask = Callable[..., Any]
# What tells of the clock and of chance beside the service: when it was recorded, and salts.
CLOCK = re.compile(r"'\d{4}-\d\d-\d\dT[^']*'|'[0-9a-f]{16,}'")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration as anybody makes it first; never to be changed."""
    file = tmp_path_factory.mktemp("demo") / "demo.db"
    assert run_on(file, "demo", str(file), "--today", TODAY) == 0
    return file


@pytest.fixture
def ask(made: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Asks the demonstration for something as JSON."""

    def asked(*arguments: str, file: Path = made, today: str = TODAY) -> Any:
        capsys.readouterr()
        assert run_on(file, "--today", today, *arguments, "--format", "json") == 0
        return json.loads(capsys.readouterr().out)

    return asked


def test_it_tells_what_it_made_and_says_that_it_is_invented(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "small.db"
    sized = ("--matches", "3", "--years", "1")
    assert run_on(file, "--today", TODAY, "demo", str(file), *sized) == 0
    told = capsys.readouterr()
    assert told.out.startswith(f"made {file}\n")
    assert "invented" in told.out
    assert f"ivtool --db {file} report overdue" in told.out
    assert told.err == ""


def test_it_passes_the_check_and_names_itself_a_demonstration(ask: Ask) -> None:
    assert ask("db", "check") == []
    assert "demonstration" in ask("policy", "show", "service.name")[0]["value"]


def test_every_level_is_overdue_and_somebody_is_paused(ask: Ask) -> None:
    rows = ask("report", "overdue", "--all")
    assert len(rows) == 40
    assert {row["level"] for row in rows} == {None, "amber", "red", "escalate"}
    assert Counter(row["status"] for row in rows)["paused"] == 2
    assert Counter(row["status"] for row in rows)["ok"] > 25
    assert [row["match"] for row in rows if row["level"] == "escalate"] == ["M-1"]


def test_the_ledger_has_every_state(ask: Ask) -> None:
    found = Counter(row["state"] for row in ask("report", "ledger"))
    assert set(found) == {"done", "attempted", "missed", "excused", "open", "not_due"}
    october = ask("report", "ledger", "--from", "2026-10", "--to", "2026-10")
    assert {row["state"] for row in october} >= {"done", "attempted", "missed", "excused"}


def test_the_month_has_something_under_every_head(ask: Ask) -> None:
    report = ask("report", "compliance", "--month", "2026-10")
    for figure in ("live_matches", "matches_started", "matches_ended", "referrals_received",
                   "referrals_accepted", "referrals_declined", "referrals_withdrawn", "waiting",
                   "first_visit_days_median", "travel_pence", "activity_pence", "over_figure",
                   "owed_pence", "matches_per_fte"):  # fmt: skip
        assert report[figure], figure
    assert report["entered_since"] == 0
    assert 75 < report["ledger"]["compliance_pct"] < 95


def test_children_of_two_authorities_wait_and_are_matched(ask: Ask) -> None:
    waiting = ask("report", "waiting")
    assert len(waiting) > 5
    assert len({row["authority"] for row in ask("report", "overdue", "--all")}) == 2
    for authority in ("Wexmoor", "Haverdale"):
        report = ask("report", "compliance", "--month", "2026-10", "--authority", authority)
        assert report["live_matches_pct"] is not None


def test_money_is_owed_and_some_of_it_too_long(ask: Ask) -> None:
    rows = ask("report", "owed")
    assert any(row["oldest_days"] > 14 for row in rows)
    assert any(row["oldest_days"] <= 14 for row in rows)
    statuses = {row["status"] for row in ask("expenses", "list")}
    assert statuses == {"claimed", "approved", "paid", "declined"}


def test_somebody_drives_beyond_ten_thousand_miles_in_a_tax_year(ask: Ask) -> None:
    match = ask("match", "show", "M-4")[0]
    year = ("--from", "6/4/2025", "--to", "5/4/2026")
    listed = ask("expenses", "list", "--match", "M-4", *year)
    lines = [row for row in listed if row["category"] == "mileage"]
    assert sum(row["miles"] for row in lines) > 10_000
    assert {row["amount_pence"] / row["miles"] > 40 for row in lines} == {True, False}
    assert match["started_on"] < "2025-04-06"


def test_volunteers_stand_at_every_stage_and_not_all_are_clear(ask: Ask) -> None:
    rows = ask("volunteer", "list")
    assert len({row["stage"] for row in rows}) == 9
    assert {row["standing"] for row in rows} >= {"active", "on_hold", "left"}
    approved = [row for row in rows if (row["stage"], row["standing"]) == ("approved", "active")]
    assert 2 < sum(not row["clear"] for row in approved) < len(approved) / 4


def test_the_staff_leads_every_live_match_and_who_is_on_the_way(ask: Ask) -> None:
    staff = ask("staff", "list")
    assert [row["role"] for row in staff] == ["co-ordinator", "co-ordinator", "manager"]
    unended = [row for row in ask("match", "list") if row["ended_on"] is None]
    assert sum(row["matches"] for row in staff) == len(unended) > 30
    assert staff[-1]["volunteers"] > 5
    assert ask("match", "show", "M-1")[0]["lead"] in ("S-1", "S-2")


def test_somebody_trains_is_waived_chased_and_comes_before_a_panel(ask: Ask) -> None:
    [held] = ask("training", "list")
    assert held["attended"] == 5
    rows = ask("panel", "agenda")
    assert {(row["on"], row["matter"]) for row in rows} == {("2026-11-24", "approval")}
    assert [row["ready"] for row in rows].count(False) >= 1
    assert len(rows) == 2
    cards = [ask("volunteer", "show", row["ref"])[0] for row in ask("volunteer", "list")
             if row["stage"] != "approved"]  # fmt: skip
    assert sum(len(card["waivers"]) for card in cards) == 1
    assert sum(len(card["spells"]) > 1 for card in cards) == 1
    assert [row["chased_on"] for row in ask("report", "checks") if row["chased_on"]] == [
        "2026-11-17"
    ]


def test_matches_are_proposed_live_paused_and_ended(ask: Ask) -> None:
    rows = ask("match", "list")
    assert {row["status"] for row in rows} >= {"proposed", "live", "paused", "ended"}
    assert any(row["second_volunteer"] for row in rows)


def test_today_has_something_of_every_urgency(ask: Ask) -> None:
    rows = ask("today")
    assert {row["urgency"] for row in rows} == {"now", "this_week", "coming"}
    assert {row["source"] for row in rows} >= {"concern", "overdue", "check", "claim", "referral"}
    assert [row["late"] for row in ask("concern", "list")] == [False, False]
    assert all(row["lead"] for row in rows if row["source"] == "overdue")
    rows = ask("report", "overdue", "--all")
    assert any(ask("match", "show", row["match"])[0]["planned_on"] for row in rows)


def test_nobody_in_it_can_be_reached(made: Path) -> None:
    text = "\n".join(dump(made))
    assert not re.findall(r"\b0(?!7700 900\d{3}\b)\d{3,4} \d{3}", text)
    assert set(re.findall(r"@[\w.]+", text)) == {"@example.org"}


def test_the_same_asked_for_twice_is_the_same_and_another_seed_is_not(tmp_path: Path) -> None:
    def lines(name: str, seed: int) -> list[str]:
        file = tmp_path / name
        sized = ("--matches", "6", "--years", "1", "--seed", str(seed))
        assert run_on(file, "--today", TODAY, "demo", str(file), *sized) == 0
        return [CLOCK.sub("", line) for line in dump(file)]

    first = lines("first.db", 1)
    assert lines("again.db", 1) == first
    assert lines("other.db", 2) != first


@pytest.mark.parametrize(
    ("matches", "years", "seed", "today"),
    [
        (1, 1, 1, "2026-01-01"),
        (2, 1, 2, "2024-02-29"),
        (5, 2, 3, "2026-03-31"),
        (12, 2, 4, "2026-04-05"),
        (12, 4, 5, "2026-04-06"),
        (41, 1, 6, "2026-12-31"),
    ],
)
def test_any_size_on_any_day_passes_the_check(
    matches: int, years: int, seed: int, today: str, tmp_path: Path, ask: Ask
) -> None:
    file = tmp_path / "demo.db"
    sized = ("--matches", str(matches), "--years", str(years), "--seed", str(seed))
    assert run_on(file, "--today", today, "demo", str(file), *sized) == 0
    # On another day than the clock's it would be told that no backup was made for so long.
    assert run_on(file, "db", "backup", str(tmp_path / "copy.db")) == 0
    assert ask("db", "check", file=file, today=today) == []
    rows = ask("report", "overdue", "--all", file=file, today=today)
    assert len(rows) == matches
    assert any(row["level"] for row in rows)
    assert ask("report", "waiting", file=file, today=today)


@pytest.mark.slow
def test_a_large_one_passes_the_check(tmp_path: Path, ask: Ask) -> None:
    file = tmp_path / "demo.db"
    sized = ("--matches", "200", "--years", "5")
    assert run_on(file, "--today", TODAY, "demo", str(file), *sized) == 0
    assert ask("db", "check", file=file) == []
    assert len(ask("report", "overdue", "--all", file=file)) == 200


def test_it_never_replaces_a_file(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = Path(shutil.copy(made, tmp_path / "mine.db"))
    before = file.read_bytes()
    assert run_on(file, "demo", str(file)) == 4
    assert f"{file} was not made" in capsys.readouterr().err
    assert file.read_bytes() == before
    assert names(tmp_path) == ["mine.db"]


@pytest.mark.parametrize(
    "wrong", [("--matches", "0"), ("--matches", "many"), ("--years", "0"), ("--years", "21")]
)
def test_a_size_that_cannot_be_makes_nothing(wrong: tuple[str, str], tmp_path: Path) -> None:
    file = tmp_path / "demo.db"
    assert run_on(file, "demo", str(file), *wrong) == 2
    assert names(tmp_path) == []


@pytest.mark.slow
def test_a_full_disk_leaves_no_file(tmp_path: Path) -> None:
    file = tmp_path / "demo.db"
    ran = process(file, "demo", str(file), most_bytes=400_000)
    assert ran.code == 5, ran.err
    assert "cannot" in ran.err
    assert names(tmp_path) == []
