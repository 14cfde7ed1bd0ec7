"""A month that is over stays as it was, whatever is said of later days."""

import json
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Unchanged, folder_of, opened, prepared, without_history

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

TODAY = ("--today", "2026-11-23")
LATE = "2026-11-16"
SHEETS = {
    "volunteers": """\
key,name,email,interest_expressed,approved,dbs_number,dbs_issued,safeguarding_on,independence_on
V1,Ann Lee,ann@example.org,2024-01-01,2024-06-01,001,2023-11-10,2024-05-01,2025-11-01
V2,Bob Ray,bob@example.org,2024-01-01,2024-06-01,002,2024-05-01,2024-05-01,2026-06-01
""",
    "children": """\
key,name,looked_after,responsible_authority,area_authority,placement_from
C1,Mo Hart,yes,Fenmarsh,Fenmarsh,2025-01-01
C2,Zoe Pike,yes,Fenmarsh,Fenmarsh,2025-01-01
C3,Una Fay,yes,Fenmarsh,Fenmarsh,2025-01-01
""",
    "referrals": """\
key,child,received_on,source,staff_visit_on,closed_on,outcome
R1,C1,2026-01-01,social_worker,2026-01-10,,
R2,C2,2026-01-01,social_worker,2026-01-10,2026-10-20,matched
R3,C3,2026-09-01,iro,2026-10-01,2026-10-05,declined
""",
    "matches": """\
key,referral,volunteer,proposed_on,first_meeting_on,started_on,every_months
M1,R1,V1,2026-02-01,2026-02-10,2026-03-01,1
M2,R2,V2,2026-02-01,2026-02-10,2026-03-01,
""",
    "visits": """\
match,on,kind,outcome,minutes
M1,2026-10-05,visit,held,60
M2,2026-10-31,visit,held,60
""",
    "claims": """\
key,volunteer,on,category,match,amount,claimed_on,approved_on
E1,V1,2026-10-05,fare,M1,3.40,2026-10-06,2026-10-10
""",
}


def take(run: Run, folder: Path, sheets: Mapping[str, str], *words: str, code: int = 0) -> str:
    """Import sheets; what was said."""
    return run(*TODAY, "import", str(folder_of(folder, sheets)), *words, code=code).err


@pytest.fixture(scope="module")
def plain(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file with the service in it."""
    folder = tmp_path_factory.mktemp("service")
    return prepared(plain, folder, sheets=SHEETS, today=TODAY[1])


def figures(run: Run) -> list[str]:
    """All that is told of the months that are over: of all together, and of the authority."""
    found = []
    for whose in ((), ("--authority", "Fenmarsh")):
        month_end = (*TODAY, "report", "compliance", *whose, "--month")
        found += [without_history(run(*month_end, month).out) for month in ("2026-09", "2026-10")]
        for report in ("waiting", "overdue", "owed"):
            asked = ("report", report, "--as-of", "2026-10-31", "--format", "json")
            found.append(run(*TODAY, *asked, *whose).out)
        ledger = ("report", "ledger", "--from", "2026-03", "--as-of", "2026-10-31")
        found.append(run(*TODAY, *ledger, *whose, "--format", "json").out)
    for listed in ("referral", "expenses", "child", "volunteer", "match"):
        asked = (listed, "list", "--as-of", "2026-10-31", "--format", "json")
        found.append(run(*TODAY, *asked).out)
    return found


def october(run: Run, *whose: str) -> dict[str, Any]:
    asked = ("report", "compliance", "--month", "2026-10", "--format", "json")
    found: dict[str, Any] = json.loads(run(*TODAY, *asked, *whose).out)
    return found


COMMANDS: list[tuple[str, ...]] = [
    ("referral", "reopen", "R-3", "--on", "1/11/2026"),
    ("match", "end", "M-2", "--on", LATE, "--route", "agreed_end", "--reason", "moved",
     "--another-wanted"),
    ("match", "end", "M-1", "--on", LATE, "--route", "agreed_end", "--reason", "moved",
     "--no-more"),
    ("child", "edit", "C-1", "--authority", "Elderwick"),
    ("child", "edit", "C-1", "--authority", "Elderwick", "--on", LATE),
    ("child", "edit", "C-1", "--clear", "authority"),
    ("referral", "add", "C-3", "--source", "iro", "--authority", "Elderwick", "--on", LATE),
    ("expenses", "query", "E-1", "--why", "which day?", "--on", LATE),
    ("expenses", "decline", "E-1", "--why", "not a visit", "--on", "2026-10-31"),
    ("child", "move", "C-1", "--on", LATE, "--area", "Elderwick"),
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS[:8] + COMMANDS[9:])
def test_a_command_of_november_leaves_the_months_before(run: Run, command: tuple[str, ...]) -> None:
    before = figures(run)
    run(*TODAY, *command)
    assert figures(run) == before
    assert run("--today", "2026-11-24", "db", "check").out == ""


ENDED = "key,referral,volunteer,proposed_on,ended_on,ending_route,another_wanted"
UPDATES: list[tuple[str, str]] = [
    ("volunteers", "key,name,dbs_issued,dbs_number\nV1,Ann Lee,2026-11-05,009\n"),
    ("volunteers", "key,name,safeguarding_on\nV1,Ann Lee,2026-11-05\n"),
    ("volunteers", "key,name,independence_on\nV1,Ann Lee,2026-11-05\n"),
    ("volunteers", "key,name,dbs_checked_on\nV1,Ann Lee,2026-11-05\n"),
    ("children", "key,name,responsible_authority\nC1,Mo Hart,Elderwick\n"),
    ("matches", "key,referral,volunteer,proposed_on,every_months\nM1,R1,V1,2026-02-01,3\n"),
    ("matches", f"{ENDED}\nM2,R2,V2,2026-02-01,2026-11-10,agreed end,yes\n"),
]


@pytest.mark.parametrize(("sheet", "text"), UPDATES)
def test_a_sheet_that_tells_of_november_leaves_the_months_before(
    run: Run, tmp_path: Path, nothing_stored: Unchanged, sheet: str, text: str
) -> None:
    before = figures(run)
    take(run, tmp_path / "later", {sheet: text}, "--update")
    assert figures(run) == before
    assert run("--today", "2026-11-24", "db", "check").out == ""
    # The same again is unchanged.
    with nothing_stored():
        take(run, tmp_path / "again", {sheet: text}, "--update")


def test_a_closing_that_was_taken_back_is_told(run: Run) -> None:
    run(*TODAY, "referral", "reopen", "R-3", "--on", "1/11/2026")
    run(*TODAY, "referral", "close", "R-3", "--outcome", "withdrawn", "--on", LATE)
    run(*TODAY, "referral", "reopen", "R-3", "--on", "20/11/2026")
    assert (october(run)["referrals_declined"], october(run)["waiting"]) == (1, 0)
    [card] = json.loads(run(*TODAY, "referral", "show", "R-3", "--format", "json").out)
    told = [(each["closed_on"], each["outcome"], each["reopened_on"]) for each in card["closings"]]
    assert told == [
        ("2026-10-05", "declined", "2026-11-01"),
        (LATE, "withdrawn", "2026-11-20"),
    ]
    assert (card["status"], card["closed_on"]) == ("waiting", None)

    def waiting(day: str) -> list[str]:
        out = run(*TODAY, "report", "waiting", "--as-of", day, "--format", "json").out
        return [each["referral"] for each in json.loads(out)]

    days = ("2026-10-04", "2026-10-05", "2026-10-31", "2026-11-01", LATE, "2026-11-20")
    assert [waiting(day) for day in days] == [["R-3"], [], [], ["R-3"], [], ["R-3"]]


def test_another_wanted_opens_the_referral_again_from_the_end(run: Run) -> None:
    run(*TODAY, *COMMANDS[1])
    with_end = ("report", "waiting", "--format", "json", "--as-of")
    days = {day: run(*TODAY, *with_end, day).out for day in ("2026-11-15", LATE)}
    assert [json.loads(out) == [] for out in days.values()] == [True, False]
    [row] = json.loads(days[LATE])
    assert (row["referral"], row["received_on"]) == ("R-2", "2026-01-01")


def test_what_is_decided_of_a_day_goes_by_the_openings_on_it(
    run: Run, nothing_stored: Unchanged
) -> None:
    run(*TODAY, "referral", "reopen", "R-3", "--on", "1/11/2026")
    propose = ("match", "propose", "R-3", "--volunteer", "V-2", "--on")
    with nothing_stored():
        said = run(*TODAY, *propose, "20/10/2026", code=4).err
        run(*TODAY, "referral", "record", "R-3", "accepted", "--on", "20/10/2026", code=4)
        run(*TODAY, "referral", "add", "C-3", "--source", "iro", "--on", "20/10/2026", code=4)
    assert "R-3 was closed on Mon 5 Oct 2026, until Sun 1 Nov 2026" in said


def test_the_figures_of_a_month_go_by_the_authority_of_the_facts_day(run: Run) -> None:
    run(*TODAY, "child", "edit", "C-1", "--authority", "Elderwick", "--on", "16/10/2026")
    both = [october(run, "--authority", name) for name in ("Fenmarsh", "Elderwick")]
    # The visit of 5 October was Fenmarsh's, and of the stocks of the 31st one is Elderwick's.
    assert [each["visit_hours"] for each in both] == [2, 0]
    assert [each["live_matches"] for each in both] == [1, 1]
    assert [each["ledger"]["done"] for each in both] == [1, 1]
    assert [each["owed_pence"] for each in both] == [0, 340]
    assert [each["travel_pence"] for each in both] == [340, 0]
    [card] = json.loads(run(*TODAY, "child", "show", "C-1", "--format", "json").out)
    assert card["authorities"] == [
        {"authority": "Fenmarsh", "from_on": None},
        {"authority": "Elderwick", "from_on": "2026-10-16"},
    ]


def test_visited_three_months_is_of_who_looks_after_the_child_at_the_end(
    run: Run, tmp_path: Path
) -> None:
    lines = [f"M1,2026-{month}-05,visit,held" for month in ("08", "09")]
    take(run, tmp_path / "more", {"visits": "\n".join(["match,on,kind,outcome", *lines])})
    run(*TODAY, "child", "edit", "C-1", "--authority", "Elderwick", "--on", "20/9/2026")
    both = [october(run, "--authority", name) for name in ("Fenmarsh", "Elderwick")]
    assert [each["visited_three_months"] for each in both] == [0, 1]


def test_a_mistaken_authority_is_put_right_from_its_own_day(
    run: Run, nothing_stored: Unchanged
) -> None:
    edit = (*TODAY, "child", "edit", "C-1")
    run(*edit, "--authority", "Elderwick", "--correct")
    assert october(run, "--authority", "Elderwick")["live_matches"] == 1
    # Since no day: it is told in the first month that has the child in its figures, and only there.
    months = (october(run, "--month", month) for month in ("2025-12", "2026-01", "2026-02"))
    assert [each["entered_since"] for each in months] == [0, 1, 0]
    for asked, problem in (
        (("--authority", "Fenmarsh", "--on", "24/11/2026"), "child.in_future"),
        (("--on", LATE), "child.no_authority"),
        (("--gender", "male", "--correct"), "child.no_authority"),
        (("--authority", "Fenmarsh", "--on", LATE, "--correct"), "child.correct_day"),
    ):
        with nothing_stored():
            assert f"[{problem}]" in run(*edit, *asked, code=4).err


def test_a_line_keeps_each_approval_and_each_query(run: Run, file: Path) -> None:
    run(*TODAY, *COMMANDS[7])
    run(*TODAY, "expenses", "approve", "E-1", "--on", "18/11/2026")
    run(*TODAY, "expenses", "query", "E-1", "--why", "which bus?", "--on", "20/11/2026")

    def stands(day: str) -> tuple[str, str | None]:
        asked = ("expenses", "show", "E-1/1", "--as-of", day, "--format", "json")
        [card] = json.loads(run(*TODAY, *asked).out)
        return card["status"], card["queried_why"]

    days = ("2026-10-09", "2026-10-10", "2026-11-15", LATE, "2026-11-18", "2026-11-20")
    assert [stands(day) for day in days] == [
        ("claimed", None), ("approved", None), ("approved", None),
        ("claimed", "which day?"), ("approved", "which day?"), ("claimed", "which bus?"),
    ]  # fmt: skip
    with closing(opened(file)) as connection:
        kept = connection.execute("SELECT queried_on, approved_on FROM claim_line_query")
        assert kept.fetchall() == [(LATE, "2026-10-10"), ("2026-11-20", "2026-11-18")]


def test_a_sheet_of_before_says_nothing_new_of_a_referral_opened_again(
    run: Run, tmp_path: Path, nothing_stored: Unchanged
) -> None:
    run(*TODAY, "referral", "reopen", "R-3", "--on", "1/11/2026")
    with nothing_stored():
        take(run, tmp_path / "same", {"referrals": SHEETS["referrals"]}, "--update")
    other = SHEETS["referrals"].replace("2026-10-05,declined", "2026-10-06,declined")
    with nothing_stored():
        said = take(run, tmp_path / "other", {"referrals": other}, "--update", code=4)
    assert "a command has set closed_on, outcome since the import" in said
    later = SHEETS["referrals"].replace("2026-10-05,declined", f"{LATE},withdrawn")
    take(run, tmp_path / "later", {"referrals": later}, "--update")
    [card] = json.loads(run(*TODAY, "referral", "show", "R-3", "--format", "json").out)
    assert [each["outcome"] for each in card["closings"]] == ["declined", "withdrawn"]
