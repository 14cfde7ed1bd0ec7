"""Visits in one line, plans, own intervals, explanations and the picture, on a file."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Unchanged, opened, prepared

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

TODAY = "2026-11-22"
SHEETS = {
    "volunteers": "key,name\nA,Ann Marsh\nB,Bo Reed\nC,Cy Fenn\n",
    "children": "key,name,responsible_authority\na,Kit One,Fenmarsh\nb,Kit Two,Reeds\n"
    "c,Kit Three,\nd,Kit Four,\n",
    "referrals": "key,child,received_on,source\n"
    "r1,a,2025-01-01,iro\nr2,b,2025-01-01,iro\nr3,c,2025-01-01,iro\nr4,d,2025-01-01,iro\n",
    "matches": """\
key,referral,volunteer,second_volunteer,proposed_on,started_on,ended_on
m1,r1,A,,2025-02-01,2025-03-01,
m2,r2,B,C,2025-02-01,2025-03-01,
m3,r3,C,,2025-02-01,2025-03-01,2026-09-01
m4,r4,C,,2025-02-01,,
""",
    "visits": "match,on,kind,outcome,minutes\nm1,2026-10-20,visit,held,90\n",
}


@pytest.fixture(scope="module")
def plain(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file with the small service in it."""
    return prepared(plain, tmp_path_factory.mktemp("service"), sheets=SHEETS)


def told(run: Run, *arguments: str, stdin: str = "") -> dict[str, Any]:
    """What a command answers, as an object."""
    ran = run("--today", TODAY, *arguments, "--format", "json", stdin=stdin)
    [found] = json.loads(ran.out)
    return dict(found)


def listed(run: Run, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        run("--today", TODAY, *arguments, "--format", "json").out
    )
    return found


def refused(run: Run, *arguments: str) -> list[str]:
    """The codes of the problems for which a command is refused."""
    err = run("--today", TODAY, *arguments, code=4).err
    return [line.rpartition("[")[2].rstrip("]") for line in err.splitlines() if "  - " in line]


def rows(file: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(opened(file)) as connection:
        return connection.execute(query).fetchall()


# --- a visit in one line


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        (("--minutes", "90"), 90),
        (("--hours", "2.5"), 150),
        (("--hours", ".25"), 15),
        (("--hours", "1.1"), 66),
        (("--hours", "0.01"), 1),
        (("--from", "14:00", "--to", "16:30"), 150),
        (("--from", "9.30", "--to", "2pm"), 270),
        (("--from", "12am", "--to", "12pm"), 720),
        ((), None),
    ],
)
def test_how_long_it_took_is_said_in_any_way(
    run: Run, said: tuple[str, ...], minutes: int | None
) -> None:
    assert told(run, "visit", "log", "M-1", *said)["minutes"] == minutes


@pytest.mark.parametrize(
    "said",
    [
        ("--hours", "2,5"),
        ("--hours", "two"),
        ("--hours", "-1"),
        ("--hours", "2", "--minutes", "120"),
        ("--hours", "2", "--from", "2pm", "--to", "4pm"),
        ("--from", "14:00"),
        ("--to", "14:00"),
        ("--from", "14:00", "--to", "14:00"),
        ("--from", "23:00", "--to", "1:00"),
        ("--from", "25:00", "--to", "26:00"),
        ("--from", "13pm", "--to", "14pm"),
        ("--from", "now", "--to", "later"),
        ("--missed", "--outcome", "held"),
        ("--missed", "--cancelled-by", "child"),
        ("--cancelled-by", "nobody"),
        ("--concern", " "),
        ("--concern-kind", "missing"),
        ("--action", "rang"),
        ("--vehicle", "car"),
        ("--receipt",),
        ("--claimant", "V-1"),
        ("--spend", "18.50"),
        ("--words", "-", "--concern", "-"),
        ("--spend", "-", "--note", "-"),
    ],
)
def test_what_makes_no_sense_is_not_understood(
    run: Run, nothing_stored: Unchanged, said: tuple[str, ...]
) -> None:
    with nothing_stored():
        run("--today", TODAY, "visit", "log", "M-1", *said, code=2)


def test_standard_input_is_read_once(run: Run, nothing_stored: Unchanged) -> None:
    said = ("--words", "-", "--note", "-")
    with nothing_stored():
        ran = run("--today", TODAY, "visit", "correct", "L-1", *said, code=2, stdin="so")
    assert "- is given for --words and --note; only one of them can be read" in ran.err
    run("--today", TODAY, "visit", "correct", "L-1", "--words", "-", "--note", "x", stdin="so")


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ((), "held"),
        (("--missed",), "missed"),
        (("--outcome", "missed"), "missed"),
        (("--cancelled-by", "child"), "cancelled_by_child"),
        (("--cancelled-by", "volunteer"), "cancelled_by_volunteer"),
        (("--cancelled-by", "carer"), "cancelled_by_carer"),
        (("--cancelled-by", "service"), "cancelled_by_service"),
    ],
)
def test_what_came_of_it_is_said_in_a_word(run: Run, said: tuple[str, ...], outcome: str) -> None:
    assert told(run, "visit", "log", "M-1", *said)["outcome"] == outcome


def test_a_visit_its_expenses_and_a_concern_are_one_change(run: Run, file: Path) -> None:
    before = rows(file, "SELECT count(*) FROM change_set")
    found = told(
        run, "visit", "log", "M-1", "--from", "14:00", "--to", "16:30", "--next", "5/12/2026",
        "--miles", "24", "--spend", "admission=18.50 cinema", "--receipt",
        "--concern", "-", "--concern-kind", "health", "--action", "rang the carer",
        stdin="a bruise\n",
    )  # fmt: skip
    assert found == {
        "ref": "L-2", "match": "M-1", "on": TODAY, "kind": "visit", "outcome": "held",
        "nth": 1, "minutes": 150, "next_planned_on": "2026-12-05", "due_on": "2026-12-22",
        "days_overdue": -30, "claim": "E-1", "amount_pence": 3170, "concern": "K-1",
    }  # fmt: skip
    assert rows(file, "SELECT count(*) FROM change_set") == [(before[0][0] + 1,)]
    assert rows(
        file,
        "SELECT kind, raised_on, child_id, volunteer_id, match_id, visit_id, words, action,"
        " raised_by FROM concern",
    ) == [("health", TODAY, 1, None, 1, 2, "a bruise", "rang the carer", "tester")]
    assert rows(
        file,
        "SELECT category, amount_pence, incurred_on, claimed_on, match_id, receipt FROM claim_line"
        " ORDER BY line",
    ) == [("mileage", 1320, TODAY, TODAY, 1, None), ("admission", 1850, TODAY, TODAY, 1, 1)]


def test_without_them_there_is_neither_claim_nor_concern(run: Run) -> None:
    found = told(run, "visit", "log", "M-1")
    assert [found[each] for each in ("claim", "amount_pence", "concern")] == [None] * 3


def test_an_allegation_is_about_the_volunteer_too(run: Run, file: Path) -> None:
    kind = ("--concern-kind", "allegation_about_volunteer")
    run("--today", TODAY, "visit", "log", "M-1", "--concern", "he shouted", *kind)
    assert rows(file, "SELECT child_id, volunteer_id FROM concern") == [(1, 1)]


def test_of_a_couple_the_first_claims_unless_the_other_does(run: Run, file: Path) -> None:
    run("--today", TODAY, "visit", "log", "M-2", "--miles", "10")
    run("--today", TODAY, "visit", "log", "M-2", "--on", "yesterday", "--miles", "10",
        "--claimant", "V-3")  # fmt: skip
    assert rows(file, "SELECT volunteer_id FROM claim ORDER BY id") == [(2,), (3,)]


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        (("--on", "tomorrow", "--concern", "so", "--miles", "-1"), ["visit.in_future"]),
        (("--minutes", "1500", "--miles", "-1"), ["visit.minutes"]),
        (("--miles", "-1"), ["claim.miles"]),
        (("--spend", "fare=-3"), ["claim.amount"]),
        (("--miles", "9", "--claimant", "V-2"), ["claim.not_their_match"]),
        (("--spend", "fare=3", "--no-receipt"), ["claim.no_receipt_why"]),
    ],
)
def test_one_part_that_cannot_be_refuses_all(
    run: Run, nothing_stored: Unchanged, said: tuple[str, ...], codes: list[str]
) -> None:
    with nothing_stored():
        assert refused(run, "visit", "log", "M-1", *said) == codes


def test_a_refused_claim_says_that_the_visit_was_not_logged(
    run: Run, nothing_stored: Unchanged
) -> None:
    with nothing_stored():
        ran = run("--today", TODAY, "visit", "log", "M-1", "--miles", "-1", code=4)
    assert "the visit of M-1 on Sun 22 Nov 2026 was not logged either" in ran.err
    kind = ("--concern-kind", "allegation_about_volunteer")
    with nothing_stored():
        ran = run("--today", TODAY, "visit", "log", "M-2", "--concern", "so", *kind, code=4)
    assert "was not logged either" in ran.err
    assert "[concern.no_volunteer]" in ran.err


def test_entered_twice_is_refused_and_withdrawn_is_as_if_it_never_was(
    run: Run, nothing_stored: Unchanged
) -> None:
    run("--today", TODAY, "visit", "log", "M-1", "--on", "20/11/2026")
    with nothing_stored():
        assert refused(run, "visit", "log", "M-1", "--on", "20/11/2026", "--miles", "4") == [
            "visit.already_logged"
        ]
    assert told(run, "explain", "overdue", "M-1")["due_on"] == "2026-12-20"
    run("--today", TODAY, "visit", "withdraw", "L-2")
    found = told(run, "explain", "overdue", "M-1")
    assert (found["due_on"], found["last_visit"]) == ("2026-11-20", "L-1")
    run("--today", TODAY, "visit", "log", "M-1", "--on", "20/11/2026")
    assert told(run, "explain", "overdue", "M-1")["last_visit"] == "L-3"


# --- plans


def test_a_plan_shows_what_is_left_of_the_figure_and_changes_nothing_of_overdue(run: Run) -> None:
    run("--today", TODAY, "visit", "log", "M-1", "--spend", "admission=18.50")
    before = listed(run, "report", "overdue", "--all")
    found = told(run, "visit", "plan", "M-1", "--on", "28/11/2026", "--activity", "bowling")
    assert found == {
        "match": "M-1", "on": "2026-11-28", "activity": "bowling", "place": None,
        "withdrawn": False, "due_on": "2026-12-22", "figure_pence": 3000, "spent_pence": 1850,
        "left_pence": 1150,
    }  # fmt: skip
    assert listed(run, "report", "overdue", "--all") == before
    assert told(run, "match", "show", "M-1")["planned_on"] == "2026-11-28"
    assert told(run, "explain", "overdue", "M-1")["planned_on"] == "2026-11-28"
    found = told(run, "visit", "plan", "M-1", "--on", "28/11/2026", "--withdraw")
    assert (found["withdrawn"], found["activity"]) == (True, "bowling")
    assert told(run, "match", "show", "M-1")["planned_on"] is None
    told(run, "visit", "plan", "M-1", "--on", "28/11/2026")


def test_the_next_day_that_somebody_named_is_a_plan_too(run: Run) -> None:
    run("--today", TODAY, "visit", "log", "M-1", "--next", "30/11/2026")
    assert told(run, "match", "show", "M-1")["planned_on"] == "2026-11-30"
    run("--today", TODAY, "visit", "plan", "M-1", "--on", "25/11/2026")
    assert told(run, "match", "show", "M-1")["planned_on"] == "2026-11-25"
    said = run("--today", "2026-11-26", "visit", "log", "M-1", "--kind", "phone").out
    assert "and planned for Mon 30 Nov 2026." in said
    # Once it has passed, nothing is planned.
    assert told(run, "match", "show", "M-1", "--today", "2026-12-01")["planned_on"] is None


def test_a_plan_that_may_not_come_off_is_told_of(run: Run) -> None:
    run("--today", TODAY, "match", "pause", "M-1", "--on", "24/11/2026", "--until", "2/12/2026")
    ran = run("--today", TODAY, "visit", "plan", "M-1", "--on", "30/11/2026")
    assert "one was due on Fri 20 Nov 2026" in ran.out
    said = ran.err
    assert "M-1 is paused on that day" in said
    assert "after the day on which one is due" not in said
    assert "V-1 will not be clear to visit on that day: not approved" in said
    run("--today", TODAY, "visit", "log", "M-1")
    said = run("--today", TODAY, "visit", "plan", "M-1", "--on", "2/1/2027").err
    # Nine days of the pause move it from 22 December.
    assert "that is after the day on which one is due, Tue 22 Dec 2026" in said


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (("M-1", "--on", "yesterday"), ["plan.past"]),
        (("M-3", "--on", "tomorrow"), ["plan.match_ended"]),
        (("M-4", "--on", "tomorrow"), ["plan.match_not_started"]),
        (("M-2", "--on", "30/11/2026"), ["plan.already"]),
        (("M-1", "--on", "30/11/2026", "--withdraw"), ["plan.none"]),
    ],
)
def test_a_plan_that_cannot_be_stores_nothing(
    run: Run, nothing_stored: Unchanged, asked: tuple[str, ...], codes: list[str]
) -> None:
    run("--today", TODAY, "visit", "plan", "M-2", "--on", "30/11/2026")
    with nothing_stored():
        assert refused(run, "visit", "plan", *asked) == codes
        run("--today", TODAY, "visit", "plan", *asked, "--place", "x", "--withdraw", code=2)


# --- a match's own interval


def test_an_own_interval_counts_from_its_day_on(run: Run) -> None:
    found = told(run, "match", "interval", "M-1", "--every", "2", "--on", "21/11/2026")
    assert found == {"match": "M-1", "every_months": 2, "from_on": "2026-11-21", "before": 1}
    due = [
        told(run, "explain", "overdue", "M-1", "--as-of", day)["due_on"]
        for day in ("20/11/2026", "21/11/2026")
    ]
    assert due == ["2026-11-20", "2026-12-20"]
    assert told(run, "match", "show", "M-1")["every_months"] == 2
    again = told(run, "match", "interval", "M-1", "--every", "3", "--on", "21/11/2026")
    assert (again["before"], again["every_months"]) == (2, 3)
    assert told(run, "explain", "overdue", "M-1")["due_on"] == "2027-01-20"
    assert told(run, "match", "interval", "M-1", "--every", "1", "--on", "1/12/2026")["before"] == 3
    # What holds from a day that lies ahead is shown, and is not yet so.
    card = told(run, "match", "show", "M-1")
    assert card["every_months"] == 3
    assert card["intervals"] == [
        {"from_on": "2026-11-21", "every_months": 3},
        {"from_on": "2026-12-01", "every_months": 1},
    ]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (("M-1", "--every", "0"), ["interval.months"]),
        (("M-1", "--every", "13"), ["interval.months"]),
        (("M-1", "--every", "2", "--on", "28/2/2025"), ["interval.before_start"]),
        (("M-4", "--every", "2"), ["interval.match_not_started"]),
        (("M-3", "--every", "2", "--on", "1/9/2026"), ["interval.match_ended"]),
        (("M-2", "--every", "4"), ["interval.already"]),
        (("M-2", "--every", "4", "--on", "1/12/2026"), ["interval.already"]),
    ],
)
def test_an_interval_that_cannot_be_stores_nothing(
    run: Run, nothing_stored: Unchanged, asked: tuple[str, ...], codes: list[str]
) -> None:
    run("--today", TODAY, "match", "interval", "M-2", "--every", "4")
    with nothing_stored():
        assert refused(run, "match", "interval", *asked) == codes


# --- the explanation, and the picture


def test_a_match_that_is_not_live_is_explained_too(run: Run) -> None:
    for match, why in (
        ("M-3", "it ended on Tue 1 Sep 2026"),
        ("M-4", "it has not begun"),
    ):
        said = run("--today", TODAY, "explain", "overdue", match).out
        assert said == f"{match} was not live on Sun 22 Nov 2026: {why}; never overdue.\n"
    live = told(run, "explain", "overdue", "M-3", "--as-of", "31/8/2026")
    ended = told(run, "explain", "overdue", "M-3")
    assert (live["live"], ended["live"]) == (True, False)
    assert live.keys() == ended.keys()
    assert ended["due_on"] is None
    early = run("--today", TODAY, "explain", "overdue", "M-1", "--as-of", "28/2/2025").out
    assert "it began on Sat 1 Mar 2025" in early
    run("--today", TODAY, "explain", "overdue", "M-1", "--as-of", "tomorrow", code=4)


def test_the_picture_is_the_lines_drawn(run: Run) -> None:
    run("--today", TODAY, "visit", "log", "M-1", "--on", "3/9/2026", "--cancelled-by", "child")
    run("--today", TODAY, "visit", "excuse", "M-1", "2026-08", "--by", "Bo", "--reason", "away")
    drawn = listed(run, "report", "ledger", "--picture", "--from", "2026-07")
    lines = listed(run, "report", "ledger", "--from", "2026-07")
    assert [(each["match"], each["marks"]) for each in drawn] == [
        ("M-1", "xeo#."),
        ("M-2", "xxxx."),
        ("M-3", "xx-__"),
    ]
    for each in drawn:
        theirs = [line for line in lines if line["match"] == each["match"] and line["due"]]
        assert each["due"] == len(theirs)
        for state in ("done", "attempted", "excused", "missed", "open"):
            assert each[state] == sum(line["state"] == state for line in theirs)
    assert [each["compliance_pct"] for each in drawn] == [33.3, 0, 0]
    run("--today", TODAY, "report", "ledger", "--picture", "--lines", code=2)
    table = run("--today", TODAY, "report", "ledger", "--format", "table").out
    assert "All: " in table
    assert "JASON" not in run("--today", TODAY, "report", "ledger").out
    plain = run("--today", TODAY, "report", "ledger", "--format", "table", "--lines").out
    assert "attempted" in plain


def test_the_picture_tells_whether_visits_went_on_after_a_move(run: Run) -> None:
    for day, postcode in (("1/3/2025", "NR1"), ("10/10/2026", "NR2"), ("20/11/2026", "NR3")):
        run("--today", TODAY, "child", "move", "C-1", "--on", day, "--postcode", f"{postcode} 1AA")
    for day, postcode in (("1/3/2025", "PE1"), ("1/9/2026", "PE2")):
        run("--today", TODAY, "child", "move", "C-2", "--on", day, "--postcode", f"{postcode} 1AA")
    drawn = {each["match"]: each for each in listed(run, "report", "ledger", "--picture")}
    assert [(each["moved"], each["moves"], each["moves_kept"]) for each in drawn.values()] == [
        ("Oct: kept; Nov: open", 2, 1),
        ("Sep: lost", 1, 0),
        ("", 0, 0),
    ]
    said = run("--today", TODAY, "report", "ledger", "--format", "table").out
    assert "after 3 moves 1 kept" in " ".join(said.split())
    # On the day after the first move nothing was known yet.
    then = listed(run, "report", "ledger", "--picture", "--as-of", "11/10/2026")
    assert then[0]["moved"] == "Oct: open"


def test_a_later_interval_rewrites_no_month_of_the_ledger(run: Run) -> None:
    def ledger() -> list[tuple[str, str]]:
        shown = listed(run, "report", "ledger", "--match", "M-1", "--from", "2026-08")
        return [(line["month"], line["state"]) for line in shown]

    before = ledger()
    told(run, "match", "interval", "M-1", "--every", "12", "--on", "1/11/2026")
    assert ledger()[:-1] == before[:-1]
    told(run, "match", "interval", "M-1", "--every", "1", "--on", "1/11/2026")
    run("--today", TODAY, "policy", "set", "visits.min_days_for_month", "31", "--from", "1/11/2026")
    assert ledger()[:-1] == before[:-1]


@pytest.mark.parametrize(
    ("begin", "until", "due"),
    [
        ("1/12/2026", "16/12/2026", ["2026-12"]),
        ("1/12/2026", "17/12/2026", []),
        ("17/11/2026", "10/12/2026", ["2026-11", "2026-12"]),
        ("17/11/2026", None, ["2026-11"]),
    ],
)
def test_a_pause_tells_which_months_stay_due(
    run: Run, begin: str, until: str | None, due: list[str]
) -> None:
    last = ("--until", until) if until else ()
    assert told(run, "match", "pause", "M-1", "--on", begin, *last)["months_due"] == due


def test_an_excused_month_does_not_stay_due(run: Run) -> None:
    run("--today", TODAY, "visit", "excuse", "M-1", "2026-12", "--by", "Bo", "--reason", "away")
    found = told(run, "match", "pause", "M-1", "--on", "1/12/2026", "--until", "6/12/2026")
    assert found["months_due"] == []


# --- a second entry of one day


def log(run: Run, *said: str) -> dict[str, Any]:
    return told(run, "visit", "log", "M-1", "--on", "20/11/2026", *said)


def test_a_second_contact_of_one_day_is_numbered(run: Run) -> None:
    phone = ("--kind", "phone", "--minutes", "5")
    assert [log(run, *phone)["nth"], log(run, *phone, "--again")["nth"]] == [1, 2]
    assert log(run, *phone, "--again")["ref"] == "L-4"
    # What is withdrawn leaves its number to nobody while a later one stands.
    run("--today", TODAY, "visit", "withdraw", "L-2")
    assert log(run, *phone, "--again")["nth"] == 4
    shown = listed(run, "visit", "list", "--match", "M-1", "--from", "20/11/2026")
    assert [(each["ref"], each["nth"]) for each in shown] == [("L-3", 2), ("L-4", 3), ("L-5", 4)]
    # Another outcome of that kind is another entry.
    assert log(run, "--kind", "phone", "--missed")["nth"] == 1


def test_a_second_held_visit_of_one_day_is_refused(run: Run, nothing_stored: Unchanged) -> None:
    log(run, "--minutes", "60")
    log(run, "--kind", "phone")
    log(run, "--kind", "phone", "--again")
    with nothing_stored():
        day = ("visit", "log", "M-1", "--on", "20/11/2026")
        assert refused(run, *day) == ["visit.already_logged"]
        assert refused(run, *day, "--again") == ["visit.held_twice"]
        assert refused(run, *day, "--kind", "phone") == ["visit.already_logged"]
        corrected = ("visit", "correct", "L-4", "--kind", "visit")
        assert refused(run, *corrected) == ["visit.already_logged"]
        assert refused(run, *corrected, "--again") == ["visit.held_twice"]


def test_a_correction_keeps_its_number_or_takes_the_next(run: Run) -> None:
    letter = ("--kind", "letter")
    log(run, *letter)
    log(run, *letter, "--again")
    assert told(run, "visit", "correct", "L-3", "--note", "a card")["nth"] == 2
    other = ("visit", "log", "M-1", "--on", "19/11/2026", *letter)
    told(run, *other)
    moved = ("visit", "correct", "L-4", "--on", "20/11/2026")
    assert refused(run, *moved) == ["visit.already_logged"]
    assert told(run, *moved, "--again")["nth"] == 3
    assert told(run, "visit", "correct", "L-4", "--on", "18/11/2026")["nth"] == 1


def test_what_was_held_and_was_not_gets_a_note(run: Run) -> None:
    def notes(*said: str) -> list[str]:
        day = ("--on", "20/11/2026", *said)
        err = run("--today", TODAY, "visit", "log", "M-1", *day).err
        return [line for line in err.splitlines() if "otherwise" in line]

    assert notes("--cancelled-by", "child") == []
    # A call on that day, held, contradicts no visit.
    assert notes("--kind", "phone") == []
    [note] = notes("--minutes", "60")
    assert "L-2 of that day says otherwise" in note
    [note] = notes("--missed")
    assert "L-4 of that day says otherwise" in note


def test_no_minutes_of_what_was_not_held_are_blank(run: Run, nothing_stored: Unchanged) -> None:
    assert log(run, "--missed", "--minutes", "0")["minutes"] is None
    assert log(run, "--cancelled-by", "carer", "--hours", "0")["minutes"] is None
    with nothing_stored():
        assert refused(run, "visit", "log", "M-1", "--minutes", "0") == ["visit.minutes"]
        assert refused(run, "visit", "correct", "L-1", "--minutes", "0") == ["visit.minutes"]
        assert refused(run, "visit", "correct", "L-2", "--outcome", "held", "--minutes", "0") == [
            "visit.minutes"
        ]
    assert told(run, "visit", "correct", "L-2", "--minutes", "0")["minutes"] is None


# --- claims beside visits


def test_one_journey_for_two_matches_gets_a_note_and_is_listed(run: Run) -> None:
    run("--today", TODAY, "match", "list")
    on = ("--on", "20/8/2026")
    miles = ("--miles", "24")
    first = run("--today", TODAY, "expenses", "claim", "C", "--match", "M-2", *on, *miles)
    assert "the same journey" not in first.err
    second = run("--today", TODAY, "expenses", "claim", "C", "--match", "M-3", *on, *miles)
    assert "the same journey is claimed for M-2 too: E-1/1" in second.err
    # Other miles, another day and another volunteer are other journeys.
    for said in (
        ("C", "--match", "M-3", *on, "--miles", "23"),
        ("B", "--match", "M-2", *on, *miles),
        ("C", "--match", "M-3", "--on", "21/8/2026", *miles),
    ):
        assert "the same journey" not in run("--today", TODAY, "expenses", "claim", *said).err
    look = listed(run, "report", "owed", "--look")
    assert [(each["line"], each["look"], each["beside"]) for each in look] == [
        ("E-1/1", "claimed_twice", "E-2/1"), ("E-2/1", "claimed_twice", "E-1/1"),
    ]  # fmt: skip
    assert [each["line"] for each in listed(run, "report", "owed", "--look", "--authority", "Reeds")
            ] == ["E-1/1"]  # fmt: skip
    # Before it was claimed nobody could look at it; a declined line claims nothing.
    assert listed(run, "report", "owed", "--look", "--as-of", "21/11/2026") == []
    run("--today", TODAY, "expenses", "decline", "E-1", "--why", "claimed twice")
    assert listed(run, "report", "owed", "--look") == []


def test_a_withdrawn_visit_takes_along_what_is_not_approved(run: Run, file: Path) -> None:
    log(run, "--minutes", "60", "--miles", "10", "--spend", "meal=5.00")
    run("--today", TODAY, "expenses", "query", "E-1/2", "--why", "which meal?")
    run("--today", TODAY, "expenses", "claim", "A", "--on", "20/11/2026", "--item", "fare=2.00")
    run("--today", TODAY, "expenses", "approve", "E-2")
    before = rows(file, "SELECT count(*) FROM change_set")
    ran = run("--today", TODAY, "visit", "withdraw", "L-2", "--format", "json")
    [found] = json.loads(ran.out)
    assert (found["declined"], found["kept"]) == ("E-1/1, E-1/2", "E-2/1")
    assert "E-2/1 of that day is approved and stays" in ran.err
    assert rows(file, "SELECT count(*) FROM change_set") == [(before[0][0] + 1,)]
    assert (
        rows(file, "SELECT declined_on, declined_why FROM claim_line WHERE claim_id = 1")
        == [(TODAY, "L-2 was withdrawn")] * 2
    )
    look = listed(run, "report", "owed", "--look")
    assert [(each["line"], each["look"], each["beside"]) for each in look] == [
        ("E-2/1", "visit_withdrawn", "L-2")
    ]
    # A visit of that day once more: nothing is left behind.
    log(run, "--minutes", "60")
    assert listed(run, "report", "owed", "--look") == []


def test_a_withdrawn_entry_leaves_claims_to_another_of_that_day(run: Run) -> None:
    log(run, "--minutes", "60", "--miles", "10")
    log(run, "--cancelled-by", "child")
    log(run, "--kind", "phone")
    assert told(run, "visit", "withdraw", "L-4")["kept"] == ""
    assert told(run, "visit", "withdraw", "L-2")["kept"] == "E-1/1"
    assert told(run, "visit", "withdraw", "L-3")["declined"] == "E-1/1"


def test_a_paid_line_of_a_withdrawn_visit_stays(run: Run) -> None:
    log(run, "--minutes", "60", "--miles", "10")
    run("--today", TODAY, "expenses", "approve", "E-1")
    run("--today", TODAY, "expenses", "pay", "E-1", "--reference", "BACS 1")
    ran = run("--today", TODAY, "visit", "withdraw", "L-2")
    assert "E-1/1 of that day is paid and stays  (ivtool report owed --look)" in ran.err
    [look] = listed(run, "report", "owed", "--look")
    assert (look["line"], look["status"], look["look"]) == ("E-1/1", "paid", "visit_withdrawn")
