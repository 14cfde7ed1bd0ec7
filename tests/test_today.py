"""`today`: each source at its edges, who is told of it, in which order, in every format."""

import csv
import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, change

DAY = date(2026, 11, 23)
FOUND = 10
NOT_FOUND = 3
# A child with a live match, reviewed, that was visited yesterday: nothing is to be done about it.
SETTLED = """
INSERT INTO authority (id, name) VALUES (1, 'Fenmarsh'), (2, 'Saltmere');
INSERT INTO child (id, name) VALUES (1, 'Ines Marlow');
INSERT INTO child_authority (child_id, authority_id) VALUES (1, 1);
INSERT INTO volunteer (id, name, capacity, capacity_imported) VALUES (1, 'Otto Larch', 1, 0);
INSERT INTO referral (id, child_id, received_on, source) VALUES (1, 1, '2026-01-02', 'iro');
INSERT INTO match (id, referral_id, child_id, volunteer_id, proposed_on, started_on)
VALUES (1, 1, 1, 1, '2026-01-04', '2026-01-05');
INSERT INTO visit (match_id, visited_on, kind, outcome, nth)
    VALUES (1, '2026-11-22', 'visit', 'held', 1);
INSERT INTO match_review (match_id, held_on, outcome) VALUES (1, '2026-10-05', 'continue');
INSERT INTO support (id, kind, held_on) VALUES (1, 'supervision', '2026-11-22');
INSERT INTO attendance (support_id, volunteer_id, attended) VALUES (1, 1, 1);
"""
# Another child, with a referral alone, received on the day.
SECOND = """
INSERT INTO child (id, name) VALUES (2, 'Piet Sand');
INSERT INTO child_authority (child_id, authority_id) VALUES (2, 2);
INSERT INTO referral (id, child_id, received_on, source) VALUES (2, 2, '2026-11-23', 'iro');
"""


@pytest.fixture
def settled(file: Path) -> Path:
    """A file with one live match, and nothing to do but for the jobs."""
    change(file, SETTLED)
    return file


@pytest.fixture
def rows(run: Run) -> Any:
    """What `today` lists of one source on a day."""

    def listed(source: str, *arguments: str, day: date = DAY) -> list[dict[str, Any]]:
        out = run("--today", str(day), "today", "--format", "json", *arguments).out
        return [row for row in json.loads(out) if source in ("", row["source"])]

    return listed


def ago(days: int, day: date = DAY) -> str:
    return str(day - timedelta(days=days))


def told(found: list[dict[str, Any]], *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(row[field] for field in fields) for row in found]


@pytest.mark.usefixtures("settled")
def test_nothing_to_do_says_so_in_a_table_and_nowhere_else(run: Run) -> None:
    asked = ("--today", "2026-11-24", "today", "--as-of", "yesterday")
    said = "Nothing to do today, Mon 23 Nov 2026.\n"
    assert run(*asked, "--format", "table").out == said
    assert run(*asked, "--format", "json").out == "[]\n"
    assert run(*asked, "--format", "plain").out == ""
    assert run(*asked, "--format", "csv").out.startswith("urgency,source,ref,reason,")
    assert run(*asked, "--exit-code").out == ""


@pytest.mark.usefixtures("settled")
def test_something_to_do_ends_with_ten_where_it_is_asked(run: Run) -> None:
    # Nobody has been visited for a quarter by then.
    assert (
        "M-1 overdue, escalate"
        in run("--today", "2027-02-20", "today", "--exit-code", code=FOUND).out
    )
    run("--today", "2027-02-20", "today")


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, []),
        (1, [("this_week", 1, "ivtool visit plan M-1 --on DAY")]),
        (7, [("this_week", 7, "ivtool visit plan M-1 --on DAY")]),
        (8, [("now", 8, "ivtool visit log M-1 --on DAY")]),
        (29, [("now", 29, "ivtool visit log M-1 --on DAY")]),
        (30, [("now", 30, "ivtool visit log M-1 --on DAY")]),
        (59, [("now", 59, "ivtool visit log M-1 --on DAY")]),
        (60, [("now", 60, "ivtool visit log M-1 --on DAY")]),
    ],
)
def test_a_match_past_due(run: Run, rows: Any, days: int, expected: list[Any]) -> None:
    day = date(2026, 12, 22) + timedelta(days=days)
    found = rows("overdue", day=day)
    assert told(found, "urgency", "days", "command") == expected
    report = json.loads(run("--today", str(day), "report", "overdue", "--format", "json").out)
    now = [row for row in found if row["urgency"] == "now"]
    assert told(now, "match", "due_on", "days") == told(report, "match", "due_on", "days_overdue")
    for row, each in zip(now, report, strict=True):
        assert row["reason"] == f"M-1 overdue, {each['level']}: last visit 22 Nov 2026"
    if found and not now:
        assert found[0]["reason"] == "M-1 past due, nothing planned; overdue from 30 Dec 2026"


@pytest.mark.parametrize("how", ["plan", "entry"])
@pytest.mark.parametrize(("days", "left"), [(5, 0), (6, 1), (8, 1)])
def test_what_is_planned_is_told_once_it_is_overdue(
    settled: Path, rows: Any, how: str, days: int, left: int
) -> None:
    # Planned for five days past due: from then on the plan is of the past.
    planned = {
        "plan": "INSERT INTO visit_plan (match_id, planned_on) VALUES (1, '2026-12-27');",
        "entry": "UPDATE visit SET next_planned_on = '2026-12-27';",
    }
    change(settled, planned[how])
    assert len(rows("overdue", day=date(2026, 12, 22) + timedelta(days=days))) == left


def test_a_plan_takes_no_overdue_match_away(settled: Path, rows: Any) -> None:
    change(settled, "INSERT INTO visit_plan (match_id, planned_on) VALUES (1, '2027-01-30');")
    assert told(rows("overdue", day=date(2026, 12, 30)), "urgency") == [("now",)]


def test_a_child_never_visited(settled: Path, rows: Any) -> None:
    change(settled, "UPDATE visit SET withdrawn_on = '2026-11-23'")
    [row] = rows("overdue")
    assert row["reason"] == "M-1 overdue, escalate: never visited, began on 5 Jan 2026"
    assert (row["since_on"], row["due_on"]) == ("2026-01-05", "2026-02-05")


def raise_concern(file: Path, raised_on: str, kind: str, told_on: str | None = None) -> None:
    """A concern about the child and the volunteer of the match, with nobody told or one."""
    change(
        file,
        "INSERT INTO concern (id, kind, raised_on, raised_by, child_id, volunteer_id, words)"
        f" VALUES (1, '{kind}', '{raised_on}', 'tester', 1, 1, 'what was said');",
    )
    if told_on:
        change(
            file,
            "INSERT INTO concern_told (concern_id, party, told_on, told_by)"
            f" VALUES (1, 'social_worker', '{told_on}', 'tester')",
        )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # Raised on a Friday: the social worker that day, the LADO on Monday.
        ("2026-11-20", [("now", "2026-11-20", 0), ("this_week", "2026-11-23", 3)]),
        ("2026-11-22", [("now", "2026-11-20", 2), ("this_week", "2026-11-23", 1)]),
        ("2026-11-23", [("now", "2026-11-20", 3), ("now", "2026-11-23", 0)]),
        ("2026-11-24", [("now", "2026-11-20", 4), ("now", "2026-11-23", 1)]),
    ],
)
def test_the_clocks_of_an_allegation(
    settled: Path, rows: Any, day: str, expected: list[Any]
) -> None:
    raise_concern(settled, "2026-11-20", "allegation_about_volunteer")
    found = rows("concern", day=date.fromisoformat(day))
    assert told(found, "urgency", "due_on", "days") == expected
    commands = [f"ivtool concern told K-1 {party}" for party in ("social_worker", "lado")]
    assert [row["command"] for row in found] == commands


def test_what_is_late_comes_before_what_is_due_today(settled: Path, rows: Any) -> None:
    raise_concern(settled, "2026-11-20", "allegation_about_volunteer")
    late, due = rows("concern")
    assert late["reason"] == "K-1: the social worker was not told by Fri 20 Nov 2026"
    assert due["reason"] == "K-1: the LADO is to be told today, Mon 23 Nov 2026"
    assert told(rows(""), "source")[:2] == [("concern",), ("concern",)]
    assert (late["match"], late["child"], late["volunteer"]) == ("M-1", "C-1", "V-1")


def test_a_concern_of_which_all_are_told_is_coming_until_it_is_closed(
    settled: Path, rows: Any
) -> None:
    raise_concern(settled, "2026-11-20", "health", told_on="2026-11-21")
    assert told(rows("concern", day=date(2026, 11, 20)), "urgency") == [("now",)]
    [row] = rows("concern")
    assert (row["urgency"], row["days"]) == ("coming", 3)
    assert row["command"] == "ivtool concern close K-1 --note -"
    # What is told later is not known on a day before.
    assert told(rows("concern", "--as-of", "2026-11-20"), "urgency") == [("now",)]
    change(settled, "UPDATE concern SET closed_on = '2026-11-23'")
    assert rows("concern") == []
    assert len(rows("concern", "--as-of", "2026-11-22")) == 1


def test_the_words_of_a_concern_are_in_no_format(settled: Path, run: Run) -> None:
    raise_concern(settled, "2026-11-20", "health")
    for shown_as in ("table", "plain", "json", "csv"):
        out = run("--today", str(DAY), "today", "--format", shown_as).out
        assert "K-1" in out
        assert "what was said" not in out


@pytest.mark.parametrize(
    ("born_on", "expected"),
    [
        ("2009-02-22", []),
        ("2009-02-21", [("coming", 90)]),
        ("2008-12-01", [("coming", 8)]),
        ("2008-11-30", [("this_week", 7)]),
        ("2008-11-24", [("this_week", 1)]),
        ("2008-11-23", [("now", 0)]),
        ("2008-11-22", [("now", 1)]),
    ],
)
def test_an_eighteenth_birthday(
    settled: Path, rows: Any, born_on: str, expected: list[Any]
) -> None:
    change(settled, f"UPDATE child SET date_of_birth = '{born_on}'")
    assert told(rows("birthday"), "urgency", "days") == expected


def test_who_was_born_on_29_february_is_18_on_1_march(settled: Path, rows: Any) -> None:
    change(settled, "UPDATE child SET date_of_birth = '2008-02-29'")
    change(settled, "UPDATE match SET started_on = '2025-01-05', proposed_on = '2025-01-04'")
    assert told(rows("birthday", day=date(2026, 2, 28)), "urgency", "due_on") == [
        ("this_week", "2026-03-01")
    ]
    assert told(rows("birthday", day=date(2026, 3, 1)), "urgency", "days") == [("now", 0)]
    assert told(rows("birthday", day=date(2025, 12, 1)), "days") == [(90,)]
    assert rows("birthday", day=date(2025, 11, 30)) == []


@pytest.mark.parametrize(
    ("from_on", "until_on", "expected"),
    [
        (ago(21), None, []),
        (ago(22), None, [22]),
        (ago(40), ago(-8), []),
        (ago(40), ago(-7), [7]),
        (ago(40), ago(0), [0]),
        (ago(40), ago(1), []),
        (ago(-1), ago(-3), []),
    ],
)
def test_a_pause(
    settled: Path, rows: Any, from_on: str, until_on: str | None, expected: list[int]
) -> None:
    until = f"'{until_on}'" if until_on else "NULL"
    change(
        settled,
        f"INSERT INTO pause (match_id, from_on, until_on) VALUES (1, '{from_on}', {until})",
    )
    found = rows("pause")
    assert told(found, "urgency", "days") == [("this_week", days) for days in expected]
    change(settled, f"UPDATE pause SET withdrawn_on = '{DAY}'")
    assert rows("pause") == []


@pytest.mark.parametrize(("days", "expected"), [(14, []), (15, [15])])
def test_a_referral_without_a_step(
    settled: Path, rows: Any, days: int, expected: list[int]
) -> None:
    change(settled, f"{SECOND} UPDATE referral SET received_on = '{ago(days)}' WHERE id = 2")
    found = rows("referral")
    assert told(found, "urgency", "days") == [("now", days) for days in expected]
    step = "INSERT INTO referral_step (referral_id, step, taken_on) VALUES (2, '{}', '{}');"
    change(settled, step.format("social_worker_form", ago(14)))
    assert rows("referral") == []
    [row] = rows("referral", day=DAY + timedelta(days=1))
    assert row["command"] == "ivtool referral record R-2 staff_visit"
    assert row["reason"] == "R-2: no step since 9 Nov 2026; staff visit not recorded"
    # A step of tomorrow is not known today.
    change(settled, step.format("staff_visit", ago(-2)))
    assert len(rows("referral", day=DAY + timedelta(days=1))) == 1


def test_a_child_who_waits_is_coming_while_nobody_is_proposed(
    settled: Path, run: Run, rows: Any
) -> None:
    change(
        settled,
        f"{SECOND} UPDATE referral SET received_on = '2026-10-01' WHERE id = 2;"
        "INSERT INTO referral_step (referral_id, step, taken_on)"
        " VALUES (2, 'staff_visit', '2026-10-02'), (2, 'accepted', '2026-10-03');",
    )
    [row] = rows("referral")
    waiting = json.loads(run("--today", str(DAY), "report", "waiting", "--format", "json").out)
    assert [(row["ref"], row["days"])] == told(waiting, "referral", "days_waiting")
    assert (row["urgency"], row["command"]) == ("coming", "ivtool match propose R-2")
    change(
        settled,
        "INSERT INTO match (id, referral_id, child_id, volunteer_id, proposed_on)"
        f" VALUES (2, 2, 2, 1, '{ago(0)}')",
    )
    assert rows("referral") == []
    change(settled, f"UPDATE match SET ended_on = '{DAY}' WHERE id = 2")
    assert len(rows("referral")) == 1
    change(settled, f"INSERT INTO referral_closing (referral_id, closed_on) VALUES (2, '{DAY}')")
    assert rows("referral") == []


def test_a_declined_referral_is_looked_at_again_on_its_day(settled: Path, rows: Any) -> None:
    change(
        settled,
        f"{SECOND} UPDATE referral SET received_on = '2026-01-01' WHERE id = 2;"
        " INSERT INTO referral_closing (referral_id, closed_on, outcome, look_again_on)"
        " VALUES (2, '2026-02-01', 'declined', '2026-11-23')",
    )
    assert rows("referral", day=DAY - timedelta(days=1)) == []
    [row] = rows("referral")
    assert (row["urgency"], row["days"]) == ("now", 0)
    assert row["command"] == "ivtool referral reopen R-2"
    # Another referral since is what is looked at.
    change(
        settled,
        "INSERT INTO referral (id, child_id, received_on, source)"
        " VALUES (3, 2, '2026-11-20', 'iro')",
    )
    assert rows("referral") == []


@pytest.mark.parametrize(("days", "expected"), [(21, []), (22, [22])])
@pytest.mark.parametrize("what", ["proposed_on", "book_shown_on", "first_meeting_on", "view"])
def test_a_proposal_of_which_nothing_new_comes(
    settled: Path, rows: Any, what: str, days: int, expected: list[int]
) -> None:
    change(
        settled,
        f"{SECOND} INSERT INTO match (id, referral_id, child_id, volunteer_id, proposed_on)"
        f" VALUES (2, 2, 2, 1, '{ago(days if what == 'proposed_on' else 90)}');",
    )
    if what == "view":
        change(
            settled,
            "INSERT INTO match_view (match_id, party, view, said_on, after_meeting)"
            f" VALUES (2, 'carer', 'agrees', '{ago(days)}', 0),"
            f" (2, 'child', 'agrees', '{ago(-1)}', 0);",
        )
    else:
        change(settled, f"UPDATE match SET {what} = '{ago(days)}' WHERE id = 2")
    assert told(rows("proposal"), "urgency", "ref", "days") == [
        ("this_week", "M-2", days) for days in expected
    ]
    change(settled, f"UPDATE match SET ended_on = '{DAY}' WHERE id = 2")
    assert rows("proposal") == []


@pytest.mark.parametrize(("days", "expected"), [(14, []), (15, [15])])
def test_a_claim_that_is_not_paid(
    settled: Path, run: Run, rows: Any, days: int, expected: list[int]
) -> None:
    change(
        settled,
        "INSERT INTO claim (id, volunteer_id) VALUES (1, 1);"
        "INSERT INTO claim_line (claim_id, line, match_id, incurred_on, category, amount_pence,"
        f" priced, claimed_on) VALUES (1, 1, 1, '{ago(30)}', 'fare', 1250, 0, '{ago(days)}'),"
        f" (1, 2, 1, '{ago(30)}', 'fare', 250, 0, '{ago(1)}');",
    )
    found = rows("claim")
    assert told(found, "urgency", "days") == [("now", each) for each in expected]
    owed = json.loads(run("--today", str(DAY), "report", "owed", "--format", "json").out)
    assert len(found) == sum(each["late"] for each in owed)
    for row in found:
        assert row["reason"] == "V-1: £15.00 owed since 8 Nov 2026"
        assert row["command"] == "ivtool expenses approve E-1"
    change(settled, f"UPDATE claim_line SET approved_on = '{DAY}'")
    assert [row["command"] for row in rows("claim")] == [
        "ivtool expenses pay --volunteer V-1 --reference REF" for _ in expected
    ]
    change(settled, f"UPDATE claim_line SET declined_on = '{DAY}' WHERE line = 1")
    assert rows("claim") == []


CHECKED = """
INSERT INTO volunteer_spell (volunteer_id, spell) VALUES (1, 1);
INSERT INTO volunteer_stage (volunteer_id, spell, stage, reached_on)
VALUES (1, 1, 'approved', '2025-12-20');
INSERT INTO volunteer_check (volunteer_id, kind, slot, outcome, from_on)
VALUES (1, 'dbs', 1, 'clear', '{}'), (1, 'safeguarding', 1, 'clear', '2026-01-01'),
       (1, 'independence', 1, 'clear', '2026-06-01');
"""


@pytest.mark.parametrize(
    ("issued_on", "visits", "without"),
    [
        # In date up to the day before the third anniversary.
        ("2023-11-23", "now", "this_week"),
        ("2023-11-24", "this_week", "this_week"),
        ("2023-12-01", "this_week", "this_week"),
        ("2023-12-02", "coming", "coming"),
        ("2024-01-23", "coming", "coming"),
        ("2024-01-24", None, None),
    ],
)
def test_a_check_that_lapses(
    settled: Path,
    run: Run,
    rows: Any,
    issued_on: str,
    visits: str | None,
    without: str | None,
) -> None:
    change(settled, CHECKED.format(issued_on))
    found = rows("check")
    assert told(found, "urgency") == [(each,) for each in [visits] if each]
    due = json.loads(run("--today", str(DAY), "report", "checks", "--format", "json").out)
    assert told(found, "volunteer", "due_on", "days") == told(due, "volunteer", "until_on", "days")
    for row in found:
        assert row["command"] == "ivtool volunteer check V-1 dbs --asked 2026-11-23"
    change(settled, "UPDATE match SET ended_on = '2026-11-23'")
    assert told(rows("check"), "urgency") == [(each,) for each in [without] if each]


@pytest.mark.parametrize(("days", "expected"), [(30, []), (31, [31])])
def test_a_reference_that_is_not_back(
    settled: Path, rows: Any, days: int, expected: list[int]
) -> None:
    change(
        settled,
        "INSERT INTO volunteer (id, name, capacity, capacity_imported)"
        " VALUES (2, 'Wes Pond', 1, 0);"
        "INSERT INTO volunteer_spell (volunteer_id, spell) VALUES (2, 1);"
        "INSERT INTO volunteer_stage (volunteer_id, spell, stage, reached_on)"
        " VALUES (2, 1, 'interest_expressed', '2026-01-01');"
        "INSERT INTO volunteer_check (volunteer_id, kind, slot, asked_on)"
        f" VALUES (2, 'reference', 2, '{ago(days)}')",
    )
    found = rows("check")
    assert told(found, "urgency", "days") == [("now", each) for each in expected]
    for row in found:
        assert row["reason"] == "V-2: reference 2 asked for on 23 Oct 2026, not back"
        assert row["command"] == "ivtool volunteer check V-2 reference --slot 2 --outcome clear"


def test_what_is_waived_is_not_to_do(settled: Path, rows: Any) -> None:
    change(settled, CHECKED.format("2023-01-01"))
    assert len(rows("check")) == 1
    change(
        settled,
        "INSERT INTO waiver (volunteer_id, gate, from_on, until_on, waived_by, reason)"
        " VALUES (1, 'dbs', '2026-01-01', '2026-12-31', 'S. Head', 'renewal lost in the post')",
    )
    assert rows("check") == []


@pytest.mark.usefixtures("settled")
def test_that_no_job_ran_is_said_once_and_never_of_the_past(rows: Any) -> None:
    [row] = rows("job")
    assert (row["urgency"], row["ref"], row["days"]) == ("coming", None, None)
    assert row["command"] == "ivtool job crontab"
    assert rows("job", "--as-of", "2026-11-22") == []
    assert rows("job", "--authority", "Fenmarsh") == [row]


def test_a_job_that_is_late_or_failed_is_for_now(settled: Path, rows: Any) -> None:
    change(
        settled,
        "INSERT INTO job_run (job, period_from, period_until, stated_on, started_at, ended_at,"
        " outcome, actor) VALUES ('checks', '2026-11-20', '2026-11-20', '2026-11-20',"
        " '2026-11-20T06:00:00Z', '2026-11-20T06:00:01Z', 'failed', 'tester');",
    )
    found = {row["ref"]: row for row in rows("job")}
    assert set(found) == {"missed-visits", "checks", "concerns", "backup", "month-end"}
    assert {row["urgency"] for row in found.values()} == {"now"}
    assert found["concerns"]["command"] == "ivtool job run concerns"


LEADS = """
INSERT INTO staff (id, name, role, joined_on) VALUES
(1, 'Ros Hale', 'co-ordinator', '2025-01-01'), (2, 'Ivo Reed', 'co-ordinator', '2025-01-01');
"""


@pytest.mark.parametrize("noun", ["match", "volunteer", "referral"])
def test_for_somebody_what_they_lead_and_what_nobody_does(
    settled: Path, run: Run, rows: Any, noun: str
) -> None:
    late = date(2027, 2, 20)
    change(settled, LEADS)
    for who in ("S-1", "S-2"):
        assert told(rows("overdue", "--for", who, day=late), "ref", "lead") == [("M-1", None)]
    out = run("--today", str(late), "today", "--for", "S-2", "--format", "table").out
    assert "nobody leads" in out
    change(
        settled,
        f"INSERT INTO lead_worker (staff_id, {noun}_id, from_on) VALUES (1, 1, '2026-12-01')",
    )
    assert told(rows("overdue", "--for", "Ros", day=late), "ref", "lead") == [("M-1", "S-1")]
    assert rows("overdue", "--for", "S-2", day=late) == []
    # A job is everybody's; a lead counts from its day.
    assert len(rows("job", "--for", "S-2", day=late)) == 1
    change(settled, "UPDATE lead_worker SET from_on = '2027-02-21'")
    assert told(rows("overdue", "--for", "S-2", day=late), "lead") == [(None,)]


def test_who_leads_the_match_comes_before_who_leads_its_volunteer(settled: Path, rows: Any) -> None:
    change(
        settled,
        f"{LEADS} INSERT INTO lead_worker (staff_id, match_id, volunteer_id, from_on) VALUES"
        " (1, NULL, 1, '2026-01-01'), (2, 1, NULL, '2026-01-01');",
    )
    [row] = rows("overdue", "--for", "S-2", "--names", "full", day=date(2027, 2, 20))
    assert (row["lead"], row["lead_name"]) == ("S-2", "Ivo Reed")
    assert rows("overdue", "--for", "S-1", day=date(2027, 2, 20)) == []


def test_of_one_authority(settled: Path, run: Run, rows: Any) -> None:
    change(settled, f"{SECOND} UPDATE referral SET received_on = '2026-01-01' WHERE id = 2")
    late = date(2027, 2, 20)
    assert {row["child"] for row in rows("", day=late)} == {"C-1", "C-2", None}
    assert {row["child"] for row in rows("", "--authority", "Fenmarsh", day=late)} == {"C-1", None}
    assert {row["child"] for row in rows("", "--authority", "salt", day=late)} == {"C-2", None}
    run("today", "--authority", "Nowhere", code=NOT_FOUND)
    run("today", "--for", "S-9", code=NOT_FOUND)


@pytest.mark.usefixtures("settled")
def test_names_only_where_they_are_asked_for(run: Run, rows: Any) -> None:
    late = date(2027, 2, 20)
    [row] = rows("overdue", day=late)
    assert (row["child"], row["child_name"], row["volunteer_name"]) == ("C-1", None, None)
    [row] = rows("overdue", "--names", "full", day=late)
    assert (row["child_name"], row["volunteer_name"]) == ("Ines Marlow", "Otto Larch")
    shown = run("--today", str(late), "today", "--names", "full", "--format", "csv").out
    [first, *_] = list(csv.DictReader(StringIO(shown)))
    assert first["child_name"] == "Ines Marlow"
    for each in csv.DictReader(StringIO(shown)):
        assert "Marlow" not in each["reason"]
