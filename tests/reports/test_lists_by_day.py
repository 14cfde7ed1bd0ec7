"""Lists as known on a day: the day before, the day, the day after; what is later is left out."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, prepared

# Many files, made and opened: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

TODAY = "2026-11-22"
SHEETS = {
    "volunteers": """\
key,name,interest_expressed,informal_chat,approved,dbs_issued,safeguarding_on,independence_on,\
on_hold_from,on_hold_until,left_on
A,Ann Marsh,2025-01-01,2025-02-01,2025-06-01,2025-03-01,2025-03-01,2026-03-01,2026-05-01,\
2026-05-10,
B,Bo Reed,,2026-01-10,,,,,,,
C,Cy Fenn,2024-01-01,,2024-06-01,2024-02-01,2024-02-01,2026-02-01,,,2026-07-01
""",
    "children": """\
key,name,date_of_birth,looked_after,responsible_authority,area_authority,placement_from
a,Kit One,2010-05-02,yes,Fenmarsh Council,Fenmarsh Council,2025-01-01
b,Kit Two,2012-01-01,,Fenmarsh Council,Reeds Council,2025-01-01
c,Kit Three,,no,,,
""",
    "referrals": """\
key,child,received_on,source,staff_visit_on,closed_on,outcome
r1,a,2026-01-01,iro,2026-01-20,,
r2,b,2026-02-01,child,2026-02-10,2026-08-01,withdrawn
r3,c,2026-02-02,carer,,,
""",
    "matches": """\
key,referral,volunteer,proposed_on,started_on,ended_on,ending_route
m1,r1,A,2026-03-01,2026-04-01,2026-09-01,agreed end
""",
    "claims": """\
key,volunteer,on,category,match,miles,amount,claimed_on,approved_on,paid_on,declined_on
x,A,2026-05-01,mileage,m1,24,,2026-05-02,2026-05-10,2026-05-20,
x,A,2026-05-01,meal,m1,,12.50,2026-05-02,,,
y,A,2026-05-03,fare,,,3.50,2026-05-03,,,2026-05-08
z,C,2026-06-01,fare,,,4.00,,,,
""",
}


@pytest.fixture(scope="module")
def plain(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file with the small service in it."""
    return prepared(plain, tmp_path_factory.mktemp("service"), sheets=SHEETS)


def listed(run: Run, *arguments: str) -> list[dict[str, Any]]:
    out = run("--today", TODAY, *arguments, "--format", "json").out
    found: list[dict[str, Any]] = json.loads(out)
    return found


def refs(run: Run, *arguments: str) -> list[str]:
    return [each["ref"] for each in listed(run, *arguments)]


@pytest.mark.parametrize(
    ("as_of", "stage", "standing", "clear", "live"),
    [
        ("2025-01-01", "interest_expressed", "active", False, 0),
        ("2025-05-31", "informal_chat", "active", False, 0),
        ("2026-03-31", "approved", "active", True, 0),
        ("2026-04-01", "approved", "active", True, 1),
        ("2026-04-30", "approved", "active", True, 1),
        ("2026-05-01", "approved", "on_hold", False, 1),
        ("2026-05-10", "approved", "on_hold", False, 1),
        ("2026-05-11", "approved", "active", True, 1),
        ("2026-08-31", "approved", "active", True, 1),
        ("2026-09-01", "approved", "active", True, 0),
    ],
)
def test_a_volunteer(
    run: Run, as_of: str, stage: str, standing: str, clear: bool, live: int
) -> None:
    found = {each["ref"]: each for each in listed(run, "volunteer", "list", "--as-of", as_of)}
    each = found["V-1"]
    assert (each["stage"], each["standing"], each["clear"], each["live_matches"]) == (
        stage,
        standing,
        clear,
        live,
    )
    assert each["approved_on"] == ("2025-06-01" if stage == "approved" else None)


def test_volunteers_are_listed_from_the_day_they_were_known(run: Run) -> None:
    assert refs(run, "volunteer", "list", "--as-of", "2026-01-09") == ["V-1", "V-3"]
    assert refs(run, "volunteer", "list", "--as-of", "2026-01-10") == ["V-1", "V-2", "V-3"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), ["V-1", "V-2", "V-3"]),
        (("--stage", "approved"), ["V-1", "V-3"]),
        (("--stage", "approved", "--stage", "informal_chat"), ["V-1", "V-2", "V-3"]),
        (("--standing", "left"), ["V-3"]),
        (("--clear",), ["V-1"]),
        (("--not-clear",), ["V-2", "V-3"]),
        (("--stage", "approved", "--not-clear"), ["V-3"]),
    ],
)
def test_volunteers_asked_for(run: Run, options: tuple[str, ...], found: list[str]) -> None:
    assert refs(run, "volunteer", "list", *options) == found


def test_a_stage_without_a_day_is_not_known(run: Run) -> None:
    out = run("--today", TODAY, "volunteer", "show", "B").out
    assert re.search(r"\[x\] interest expressed +date not known", out)
    assert re.search(r"\[x\] information pack sent +date not known", out)
    assert "DBS not recorded" in out
    [card] = listed(run, "volunteer", "show", "B")
    assert [each["reached_on"] for each in card["stages"]] == [None, None, "2026-01-10"]


@pytest.mark.parametrize(
    ("as_of", "statuses"),
    [
        ("2026-01-01", ["received"]),
        ("2026-01-20", ["waiting"]),
        ("2026-02-09", ["waiting", "received", "received"]),
        ("2026-02-10", ["waiting", "waiting", "received"]),
        ("2026-03-31", ["waiting", "waiting", "received"]),
        ("2026-04-01", ["matched", "waiting", "received"]),
        ("2026-07-31", ["matched", "waiting", "received"]),
        ("2026-08-01", ["matched", "closed", "received"]),
        ("2026-09-01", ["waiting", "closed", "received"]),
    ],
)
def test_referrals(run: Run, as_of: str, statuses: list[str]) -> None:
    found = listed(run, "referral", "list", "--as-of", as_of)
    assert [each["status"] for each in found] == statuses
    for each in found:
        assert (each["days_waiting"] is not None) == (each["status"] == "waiting")
        assert (each["outcome"] == "withdrawn") == (each["status"] == "closed")
    waits = listed(run, "report", "waiting", "--as-of", as_of)
    assert len(waits) == statuses.count("waiting")


def test_referrals_asked_for(run: Run) -> None:
    assert refs(run, "referral", "list", "--source", "child") == ["R-2"]
    assert refs(run, "referral", "list", "--status", "closed") == ["R-2"]
    assert refs(run, "referral", "list", "--authority", "fenmarsh") == ["R-1", "R-2"]
    assert refs(run, "referral", "list", "--from", "2026-02-01") == ["R-2", "R-3"]
    assert refs(run, "referral", "list", "--to", "2026-02-01") == ["R-1", "R-2"]
    run("--today", TODAY, "referral", "list", "--from", "2026-02-02", "--to", "1/2/2026", code=4)


def test_days_of_waiting_count_from_the_receipt(run: Run) -> None:
    [first, second] = listed(run, "report", "waiting", "--as-of", "2026-03-01")
    assert (first["referral"], first["days_waiting"]) == ("R-1", 59)
    assert (second["referral"], second["days_waiting"]) == ("R-2", 28)
    assert first["authority"] == "Fenmarsh Council"


def test_children(run: Run) -> None:
    found = listed(run, "child", "list", "--as-of", "2026-05-01")
    assert [each["age"] for each in found] == [15, 14, None]
    assert [each["in_area"] for each in found] == [True, False, None]
    assert [each["looked_after"] for each in found] == [True, None, False]
    assert [each["match"] for each in found] == ["M-1", None, None]
    assert listed(run, "child", "list", "--as-of", "2026-05-02")[0]["age"] == 16
    assert listed(run, "child", "list", "--as-of", "2024-12-31")[0]["area_authority"] is None
    assert refs(run, "child", "list", "--authority", "Fenmarsh Council") == ["C-1", "C-2"]


@pytest.mark.parametrize(
    ("as_of", "lines"),
    [
        ("2026-05-01", []),
        ("2026-05-02", [("E-1/1", "claimed"), ("E-1/2", "claimed")]),
        ("2026-05-09", [("E-1/1", "claimed"), ("E-1/2", "claimed"), ("E-2/1", "declined")]),
        ("2026-05-10", [("E-1/1", "approved"), ("E-1/2", "claimed"), ("E-2/1", "declined")]),
        ("2026-05-20", [("E-1/1", "paid"), ("E-1/2", "claimed"), ("E-2/1", "declined")]),
    ],
)
def test_expenses(run: Run, as_of: str, lines: list[tuple[str, str]]) -> None:
    found = listed(run, "expenses", "list", "--as-of", as_of)
    assert [(each["line_ref"], each["status"]) for each in found] == lines


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--volunteer", "ann"), ["E-1/1", "E-1/2", "E-2/1"]),
        (("--match", "m1"), ["E-1/1", "E-1/2"]),
        (("--month", "2026-06"), ["E-3/1"]),
        (("--from", "2026-05-03"), ["E-2/1", "E-3/1"]),
        (("--to", "2026-05-02"), ["E-1/1", "E-1/2"]),
        (("--status", "claimed"), ["E-1/2", "E-3/1"]),
        (("--category", "meal", "--category", "mileage"), ["E-1/1", "E-1/2"]),
    ],
)
def test_expenses_asked_for(run: Run, options: tuple[str, ...], found: list[str]) -> None:
    assert [each["line_ref"] for each in listed(run, "expenses", "list", *options)] == found


def test_a_line_of_mileage(run: Run) -> None:
    [line, _] = listed(run, "expenses", "list", "--match", "M-1")
    assert (line["ref"], line["line"], line["miles"], line["amount_pence"]) == ("E-1", 1, 24, 1320)
    assert "24.0" in run("--today", TODAY, "expenses", "list").out


@pytest.mark.parametrize(
    ("as_of", "owed"),
    [
        ("2026-05-01", []),
        ("2026-05-02", [("V-1", 2570, 0, False)]),
        ("2026-05-07", [("V-1", 2920, 5, False)]),
        ("2026-05-08", [("V-1", 2570, 6, False)]),
        ("2026-05-16", [("V-1", 2570, 14, False)]),
        ("2026-05-17", [("V-1", 2570, 15, True)]),
        ("2026-05-20", [("V-1", 1250, 18, True)]),
        ("2026-06-01", [("V-1", 1250, 30, True), ("V-3", 400, 0, False)]),
    ],
)
def test_what_is_owed(run: Run, as_of: str, owed: list[tuple[str, int, int, bool]]) -> None:
    names = ("volunteer", "owed_pence", "oldest_days", "late")
    found = listed(run, "report", "owed", "--as-of", as_of)
    assert [tuple(each[name] for name in names) for each in found] == owed


def test_an_authority_owes_for_its_own_matches_only(run: Run) -> None:
    day = ("--as-of", "2026-05-07", "--authority")
    [each] = listed(run, "report", "owed", *day, "fenmarsh")
    assert (each["owed_pence"], each["lines"]) == (2570, 2)
    assert listed(run, "report", "owed", *day, "reeds") == []


@pytest.mark.parametrize("report", ["waiting", "owed"])
def test_the_exit_code_tells_that_something_was_found(run: Run, report: str) -> None:
    asked = ("--today", TODAY, "report", report, "--exit-code")
    run(*asked, code=10)
    run(*asked, "--as-of", "2025-12-31")


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("volunteer", "list", "--stage", "panel_approval"), "No volunteer answers to that."),
        (("child", "list", "--authority", "reeds"), "No child answers to that."),
        (("referral", "list", "--source", "advocate"), "No referral answers to that."),
        (("expenses", "list", "--category", "parking"), "No line of a claim answers to that."),
        (("report", "waiting", "--as-of", "2025-12-31"), "Nobody waits as of 31 Dec 2025."),
        (("report", "owed", "--as-of", "2025-12-31"), "Nobody is owed anything as of 31 Dec 2025."),
    ],
)
def test_nothing_is_said_in_a_table_only(run: Run, command: tuple[str, ...], sentence: str) -> None:
    asked = ("--today", TODAY, *command, "--format")
    assert run(*asked, "table").out == f"{sentence}\n"
    assert run(*asked, "plain").out == ""
    assert run(*asked, "json").out == "[]\n"


@pytest.mark.parametrize(
    "command", [("volunteer",), ("child",), ("referral",), ("expenses",)], ids=lambda noun: noun[0]
)
def test_who_is_not_there_is_not_found(run: Run, command: tuple[str, ...]) -> None:
    found = run("--today", TODAY, *command, "show", "nobody of that name", code=3)
    assert "nobody" not in found.err
    assert f"ivtool {command[0]} list" in found.err
    run("--today", TODAY, *command, "list", "--as-of", "2026-11-23", code=4)
