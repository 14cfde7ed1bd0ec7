"""Lists of the sample service say what the service comes to, and no more of a name than asked."""

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, dump

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

HERE = Path(__file__).parent.parent
EXPECTED = HERE / "sample-service-expected"
DAY = "2026-11-22"
MONTH_END = "2026-10-31"
LISTS = (
    ("volunteer", "list"),
    ("child", "list"),
    ("referral", "list"),
    ("expenses", "list"),
    ("report", "waiting"),
    ("report", "owed"),
    ("policy", "show"),
)


@pytest.fixture(scope="module")
def file(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file for all here: names that leave it leave a line, and nothing else does."""
    return Path(shutil.copy(sample, tmp_path_factory.mktemp("lists") / "ivtool.db"))


def expected(name: str) -> Any:
    return json.loads((EXPECTED / name).read_text(encoding="utf-8"))


def listed(run: Run, *arguments: str) -> list[dict[str, Any]]:
    out = run("--today", DAY, *arguments, "--format", "json").out
    found: list[dict[str, Any]] = json.loads(out)
    return found


def test_who_is_clear_to_visit_and_why_not(run: Run) -> None:
    found = {each["key"]: each for each in listed(run, "volunteer", "list")}
    names = ("clear", "dbs", "safeguarding", "independence")
    for known in expected("clear.json"):
        each = found[known["volunteer_key"]]
        assert {name: each[name] for name in names} == {name: known[name] for name in names}
        assert (each["standing"] == "on_hold") == known["on_hold"]
        assert (each["standing"] == "left") == known["left"]
        assert each["stage"] == "approved"
    known_keys = {known["volunteer_key"] for known in expected("clear.json")}
    others = [each for key, each in found.items() if key not in known_keys]
    assert len(found) == 142
    assert not any(each["clear"] or each["stage"] == "approved" for each in others)


def test_the_figures_of_the_month(run: Run) -> None:
    figures = expected("compliance-2026-10.json")
    owed = listed(run, "report", "owed", "--as-of", MONTH_END)
    assert sum(each["owed_pence"] for each in owed) == figures["owed_pence"]
    assert [each["oldest_days"] for each in owed] == sorted(
        (each["oldest_days"] for each in owed), reverse=True
    )
    waits = listed(run, "report", "waiting", "--as-of", MONTH_END)
    days = [each["days_waiting"] for each in waits]
    assert len(waits) == figures["waiting"]
    assert days == sorted(days, reverse=True)
    assert (days[0], days[7]) == (
        figures["waiting_days_longest"],
        figures["waiting_days_median"],
    )
    received = listed(run, "referral", "list", "--from", "2026-10-01", "--to", MONTH_END)
    assert len(received) == figures["referrals_received"]
    spent = listed(run, "expenses", "list", "--month", "2026-10", "--as-of", DAY)
    travel = {"mileage", "fare", "parking"}
    lines = [each for each in spent if each["status"] != "declined"]
    of_travel = [each["amount_pence"] for each in lines if each["category"] in travel]
    of_activity = [each["amount_pence"] for each in lines if each["category"] not in travel]
    assert (sum(of_travel), sum(of_activity)) == (
        figures["travel_pence"],
        figures["activity_pence"],
    )


def test_mileage_is_priced_and_listed_to_the_penny(run: Run) -> None:
    found = Counter(
        (each["key"], each["on"], each["miles"], each["amount_pence"])
        for each in listed(run, "expenses", "list", "--category", "mileage")
    )
    known = Counter(
        (each["claim_key"], each["on"], each["miles"], each["pence"])
        for each in expected("mileage.json")
    )
    assert not known - found


def test_who_waits_is_the_same_in_the_list_and_in_the_report(run: Run) -> None:
    listed_so = listed(run, "referral", "list", "--status", "waiting")
    reported = listed(run, "report", "waiting")
    assert {each["ref"]: each["days_waiting"] for each in listed_so} == {
        each["referral"]: each["days_waiting"] for each in reported
    }


def test_each_authority_has_its_own_and_together_they_are_all(run: Run) -> None:
    names = {each["authority"] for each in listed(run, "child", "list")}
    for report, field in ((("report", "waiting"), "referral"), (("child", "list"), "ref")):
        parts = [listed(run, *report, "--authority", name) for name in names]
        assert all(
            each["authority"] == name
            for name, part in zip(names, parts, strict=True)
            for each in part
        )
        whole = {each[field] for each in listed(run, *report)}
        assert sorted(each[field] for part in parts for each in part) == sorted(whole)
    owed = sum(
        each["owed_pence"]
        for name in names
        for each in listed(run, "report", "owed", "--authority", name)
    )
    assert 0 < owed < sum(each["owed_pence"] for each in listed(run, "report", "owed"))


def test_what_is_not_known_is_not_a_no(run: Run) -> None:
    children = listed(run, "child", "list")
    assert {each["looked_after"] for each in children} == {True, False, None}
    assert {each["looked_after_words"] for each in children} == {"yes", "no", "not known"}
    assert "not known" in run("--today", DAY, "child", "list", "--format", "table").out


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_names_are_shown_only_as_far_as_asked(run: Run, command: tuple[str, ...]) -> None:
    named = ("name", "child_name", "volunteer_name")
    for names in ("refs", "initials", "full"):
        for each in listed(run, "--names", names, *command):
            for name in named:
                shown = each.get(name)
                assert (shown is None) == (name not in each or names == "refs")
                assert names != "initials" or shown is None or shown.isupper()


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
@pytest.mark.parametrize("columns", ["80", "120"])
def test_a_table_fits_its_screen(
    run: Run, command: tuple[str, ...], columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    out = run("--today", DAY, "--names", "full", *command, "--format", "table").out
    lines = out.splitlines()
    assert all(len(line) <= int(columns) for line in lines)
    rows = len(listed(run, *command))
    # No word is broken: beside the longest value the meanings are narrow.
    folded = 150 if command[0] == "policy" else 14
    assert rows + 2 <= len(lines) <= rows + 3 + folded


def test_no_certificate_number_nor_free_text_is_listed(run: Run, file: Path) -> None:
    number, text = "697190206309", "Talked about"
    for command in (*LISTS, ("volunteer", "show", "IV-0001")):
        for shape in ("json", "csv", "plain"):
            out = run("--today", DAY, "--names", "full", *command, "--format", shape).out
            assert number not in out
            assert text not in out
    assert any(number in line for line in dump(file))


def test_one_volunteer(run: Run) -> None:
    [card] = listed(run, "--names", "full", "volunteer", "show", "IV-0003")
    assert card["not_clear"] == [{"why": "DBS lapsed"}]
    assert card["evidence"][0] == {"kind": "dbs", "state": "lapsed", "until_on": "2026-11-21"}
    assert [each["stage"] for each in card["stages"]][-1] == "approved"
    assert [each["status"] for each in card["matches"]] == ["live"]
    assert card["email"] == "iv6@example.org"
    [hidden] = listed(run, "volunteer", "show", "IV-0003")
    assert (hidden["name"], hidden["email"], hidden["phone"]) == (None, None, None)


def test_one_child(run: Run) -> None:
    [card] = listed(run, "child", "show", "key:0028")
    assert card["date_of_birth"] == "2010-10-10"
    assert card["age"] == 16
    assert card["looked_after"] is None
    assert card["not_known"] == [{"what": "looked after"}]
    assert [each["status"] for each in card["matches"]] == ["ended", "live"]
    assert [each["role"] for each in card["people"]] == ["carer", "iro", "social_worker"]
    assert {each["name"] for each in card["people"]} == {None}


def test_one_referral(run: Run) -> None:
    [card] = listed(run, "referral", "show", "REF0003")
    assert card["status"] == "closed"
    assert card["reasons"] == "Education or health"
    assert [each["step"] for each in card["steps"]][:3] == [
        "social_worker_form",
        "child_form",
        "staff_visit",
    ]
    assert len(card["matches"]) == 1


def test_one_claim_and_one_line_of_it(run: Run) -> None:
    [claim] = listed(run, "expenses", "show", "CL00002")
    assert (claim["total_pence"], claim["owed_pence"]) == (2866, 0)
    assert [each["line_ref"] for each in claim["lines"]] == ["E-2/1", "E-2/2"]
    [line] = listed(run, "expenses", "show", "e2/1")
    assert (line["miles"], line["amount_pence"], line["priced"]) == (55.9, 2516, True)
    for missing, hint in (("E-2/3", "expenses show E-2"), ("E-99999", "expenses list")):
        assert hint in run("--today", DAY, "expenses", "show", missing, code=3).err
