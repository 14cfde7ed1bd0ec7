"""`today` on the sample service: what the reports say it says, in order, with commands that run."""

import json
import shlex
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, run_on

# Dozens of whole commands on the sample service.
pytestmark = pytest.mark.slow

HERE = Path(__file__).parent.parent
DAY = "2026-11-22"
DAYS = (DAY, "2026-10-31", "2025-03-01", "2024-03-01", "2020-01-01")
URGENCIES = ["now", "this_week", "coming"]
SOURCES = [
    "concern", "overdue", "job", "check", "claim", "review", "birthday", "pause", "referral",
    "proposal", "support",
]  # fmt: skip
# What stands in a command for what a person has to say.
SAID = {"DAY": "2026-11-23", "REF": "BACS-9", "TEXT": "said", "NAME": "Somebody"}


@pytest.fixture(scope="module")
def sample(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(plain, tmp_path_factory.mktemp("today") / "ivtool.db"))
    assert run_on(path, "--today", DAY, "import", str(HERE / "sample-service")) == 0
    return path


@pytest.fixture
def file(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample, tmp_path / "ivtool.db"))


@pytest.fixture
def listed(run: Run) -> Any:
    def look(*arguments: str) -> list[dict[str, Any]]:
        out = run("--today", DAY, *arguments, "--format", "json").out
        found: list[dict[str, Any]] = json.loads(out)
        return found

    return look


def of(rows: list[dict[str, Any]], source: str) -> list[dict[str, Any]]:
    return [row for row in rows if row["source"] == source]


@pytest.mark.parametrize("as_of", DAYS)
def test_checks_are_those_of_the_report(listed: Any, as_of: str) -> None:
    found = of(listed("today", "--as-of", as_of), "check")
    due = [
        each for each in listed("report", "checks", "--as-of", as_of) if each["state"] != "waived"
    ]
    assert len(found) == len(due)
    live = {
        each[name]
        for each in listed("report", "overdue", "--all", "--as-of", as_of)
        for name in ("volunteer", "second_volunteer")
    }

    def urgency(each: dict[str, Any]) -> str:
        if each["state"] in ("lapsed", "not_recorded"):
            on_the_way = "now" if each["chase"] else "this_week"
            return "now" if each["volunteer"] in live else on_the_way
        if each["chase"]:
            return "now"
        return "this_week" if each["within"] == 7 else "coming"

    assert sorted((each["volunteer"], each["until_on"] or "", urgency(each)) for each in due) == (
        sorted((each["volunteer"], each["due_on"] or "", each["urgency"]) for each in found)
    )


@pytest.mark.parametrize("as_of", DAYS)
def test_claims_are_those_that_the_report_calls_late(listed: Any, as_of: str) -> None:
    found = of(listed("today", "--as-of", as_of), "claim")
    late = [each for each in listed("report", "owed", "--as-of", as_of) if each["late"]]
    assert [(each["volunteer"], each["days"]) for each in found] == [
        (each["volunteer"], each["oldest_days"]) for each in late
    ]
    for each, owed in zip(found, late, strict=True):
        pence = owed["owed_pence"]
        assert f": £{pence // 100:,}.{pence % 100:02d} owed since " in each["reason"]


@pytest.mark.parametrize("as_of", DAYS)
def test_who_waits_is_who_the_report_says(listed: Any, as_of: str) -> None:
    found = listed("today", "--as-of", as_of)
    proposed = {
        each["child"]
        for each in listed("match", "list", "--as-of", as_of)
        if each["status"] == "proposed"
    }
    waiting = {
        (each["referral"], each["days_waiting"])
        for each in listed("report", "waiting", "--as-of", as_of)
        if each["child"] not in proposed
    }
    told = {
        (each["ref"], each["days"]) for each in of(found, "referral") if each["urgency"] == "coming"
    }
    assert told == waiting


@pytest.mark.parametrize("as_of", DAYS)
def test_the_most_urgent_comes_first(listed: Any, as_of: str) -> None:
    found = listed("today", "--as-of", as_of)
    places = [(URGENCIES.index(row["urgency"]), SOURCES.index(row["source"])) for row in found]
    assert places == sorted(places)
    for row in found:
        if row["due_on"] is not None:
            age = (date.fromisoformat(as_of) - date.fromisoformat(row["due_on"])).days
            # The clock of an overdue visit stops in a pause.
            if row["source"] == "overdue":
                assert 0 < row["days"] <= age
            else:
                assert row["days"] == abs(age)
    assert len({json.dumps(row) for row in found}) == len(found)


def test_every_command_can_be_run(listed: Any, run: Run) -> None:
    tried = set()
    for row in listed("today"):
        words = shlex.split(row["command"])
        kind = (row["source"], *words[1:3])
        if kind in tried or words[1] == "job":
            continue
        tried.add(kind)
        said = [SAID.get(word, word) for word in words[1:]]
        if "log" in said:
            said[-1] = DAY
        # It is understood, and does what it says or is refused by a rule.
        asked = ("--today", DAY, *said)
        code = 4 if row["source"] == "referral" and "reopen" in said else 0
        run(*asked, code=code)
    assert {source for source, *_ in tried} >= {"overdue", "check", "claim", "pause", "referral"}
