"""Support to volunteers on a file: logged, planned, held, put right; and what is then due."""

import json
import shlex
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Unchanged, opened, prepared

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

TODAY = "2026-12-01"
PEOPLE = "key,name,date_of_birth,approved,dbs_issued,safeguarding_on,independence_on"
DAYS = "1980-01-01,2026-01-05,2026-01-01,2026-01-01,2026-08-01"
SHEETS = {
    "volunteers": f"{PEOPLE}\nA,Ann Marsh,{DAYS}\nB,Bo Reed,{DAYS}\nC,Cy Fenn,{DAYS}\n"
    f"D,Di Oak,{DAYS}\n",
    "children": "key,name,date_of_birth,responsible_authority\na,Kit One,2012-05-05,Fenmarsh\n"
    "b,Kit Two,2012-05-05,Reeds\nc,Kit Three,2012-05-05,Reeds\n",
    "referrals": "key,child,received_on,source\n"
    "r1,a,2026-01-01,iro\nr2,b,2026-01-01,iro\nr3,c,2026-01-01,iro\n",
    # A has a match from 1 September; B and C visit together; D's match is over.
    "matches": """\
key,referral,volunteer,second_volunteer,proposed_on,started_on,ended_on
m1,r1,A,,2026-08-01,2026-09-01,
m2,r2,B,C,2026-08-01,2026-11-20,
m3,r3,D,,2026-02-01,2026-03-01,2026-09-01
""",
}


@pytest.fixture(scope="module")
def plain(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file with the small service in it."""
    # Asked for long ago, so that the job always has something to tell.
    asked = "volunteer check V-4 medical --asked 2026-08-01"
    folder = tmp_path_factory.mktemp("service")
    return Path(prepared(plain, folder, asked, sheets=SHEETS, today=TODAY))


def done(run: Run, line: str, today: str = TODAY) -> dict[str, Any]:
    """What a command answers, as an object."""
    [found] = json.loads(run("--today", today, *shlex.split(line), "--format", "json").out)
    return dict(found)


def listed(run: Run, line: str, today: str = TODAY, code: int = 0) -> list[dict[str, Any]]:
    words = ("--today", today, *shlex.split(line), "--format", "json")
    found: list[dict[str, Any]] = json.loads(run(*words, code=code).out)
    return found


def due(run: Run, as_of: str) -> dict[str, tuple[str | None, str, int]]:
    """Of each volunteer the last supervision, the due day and the days over."""
    rows = listed(run, f"report support --as-of {as_of}", max(as_of, TODAY))
    names = ("last_supervision_on", "due_on", "days_overdue")
    return {row["volunteer"]: tuple(row[name] for name in names) for row in rows}


def told(run: Run, day: str) -> dict[str, list[tuple[str, int]]]:
    """Whose supervision is overdue on a day, as each that tells of it says."""
    today = [
        (row["ref"], row["days"])
        for row in listed(run, "today", day)
        if row["source"] == "support" and row["urgency"] == "now"
    ]
    job = [
        (row["ref"], row["days"])
        for row in listed(run, "job run checks --all", day, code=10)
        if "supervision" in row["what"]
    ]
    report = [(ref, days) for ref, (_, _, days) in due(run, day).items() if days > 0]
    return {"today": today, "job": job, "report": report}


def supervised_pct(run: Run, month: str, today: str, *words: str) -> object:
    report = ("report", "compliance", "--month", month, *words, "--format", "json")
    return json.loads(run("--today", today, *report).out)["in_date"]["supervision_pct"]


@pytest.mark.parametrize(
    ("day", "overdue"), [("2026-10-12", []), ("2026-10-13", []), ("2026-10-14", [("V-1", 1)])]
)
def test_never_held_it_is_due_six_weeks_after_the_match_began(
    run: Run, day: str, overdue: list[tuple[str, int]]
) -> None:
    found = told(run, day)
    assert found["today"] == found["job"] == found["report"] == overdue


def test_held_it_is_due_six_weeks_after_the_last(run: Run) -> None:
    answer = done(run, "support log supervision --with V-1 --on 2026-10-20")
    assert (answer["ref"], answer["supervision_due_on"]) == ("U-1", "2026-12-01")
    assert due(run, "2026-12-01") == {
        "V-1": ("2026-10-20", "2026-12-01", 0),
        "V-2": (None, "2027-01-01", -31),
        "V-3": (None, "2027-01-01", -31),
    }
    assert [told(run, day)["report"] for day in ("2026-12-01", "2026-12-02")] == [[], [("V-1", 1)]]
    # On 19 October it was not known yet.
    assert due(run, "2026-10-19") == {"V-1": (None, "2026-10-13", 6)}
    [card] = json.loads(
        run("--today", "2026-12-02", "volunteer", "show", "V-1", "--format", "json").out
    )
    assert (card["supervision_due_on"], card["supervision_days_overdue"]) == ("2026-12-01", 1)


def test_the_month_counts_those_in_date_on_its_last_day(run: Run) -> None:
    assert supervised_pct(run, "2026-10", TODAY) == 0
    done(run, "support log supervision --with V-1 --on 2026-10-20")
    assert supervised_pct(run, "2026-10", TODAY) == 100
    assert supervised_pct(run, "2026-11", TODAY, "--authority", "Fenmarsh") == 100
    done(run, "support correct U-1 --on 2026-10-18")
    assert supervised_pct(run, "2026-11", TODAY, "--authority", "Fenmarsh") == 0
    # Both of a couple, begun on 20 November.
    assert supervised_pct(run, "2026-11", TODAY) == 66.7
    done(run, "support withdraw U-1 --why mistaken")
    assert supervised_pct(run, "2026-10", TODAY) == 0
    run("--today", TODAY, "undo", "--yes")
    assert supervised_pct(run, "2026-10", TODAY) == 100


def test_who_is_not_there_any_more_is_not_supervised(run: Run) -> None:
    done(run, "support log supervision --with V-1 --on 2026-10-20")
    assert done(run, "support correct U-1 --with V-4")["volunteers"] == ["V-4"]
    assert due(run, "2026-11-01") == {"V-1": (None, "2026-10-13", 19)}
    run("--today", TODAY, "undo", "--yes")
    assert due(run, "2026-11-01") == {"V-1": ("2026-10-20", "2026-12-01", -30)}


def test_one_line_is_a_whole_group(run: Run) -> None:
    answer = done(run, "support log agm --all-live --with V-4 --on 2026-11-25 --next 2027-11-20")
    assert answer["volunteers"] == ["V-4", "V-1", "V-2", "V-3"]
    # On the day: the couple's match had not begun.
    assert done(run, "support log agm --all-live --on 2026-10-01")["volunteers"] == ["V-1"]
    rows = {row["volunteer"]: row for row in listed(run, "report support")}
    assert {row["last_agm_on"] for row in rows.values()} == {"2026-11-25"}
    assert rows["V-1"]["last_supervision_on"] is None


def test_a_plan_asks_who_comes_and_is_held(run: Run) -> None:
    asked = "support plan outing --on 2026-12-12 --invite V-1 --invite V-2 --invite V-3 --child C-1"
    done(run, asked)
    done(run, "support comes U-1 V-2 no")
    done(run, "support comes U-1 C-1 yes")
    [ahead] = [row for row in listed(run, "today") if row["ref"] == "U-1"]
    assert (ahead["urgency"], ahead["due_on"], ahead["days"]) == ("coming", "2026-12-12", 11)
    [passed] = [row for row in listed(run, "today", "2026-12-14") if row["ref"] == "U-1"]
    assert (passed["urgency"], passed["command"]) == (
        "now", "ivtool support held U-1 --on 2026-12-12",
    )  # fmt: skip
    held = done(run, "support held U-1 --on 2026-12-12 --absent V-3", "2026-12-14")
    assert (held["volunteers"], held["children"], held["absent"]) == (
        ["V-1"],
        ["C-1"],
        ["V-2", "V-3"],
    )
    assert not [row for row in listed(run, "today", "2026-12-14") if row["ref"] == "U-1"]
    done(run, "support held U-1 --withdraw", "2026-12-14")
    # Who is named was there, and of the invited nobody else.
    held = done(run, "support held U-1 --on 2026-12-13 --with V-2", "2026-12-14")
    assert (held["volunteers"], held["absent"]) == (["V-2"], ["V-1", "V-3"])


def test_a_supervision_that_is_planned_is_not_told_before_it_is_overdue(run: Run) -> None:
    done(run, "support log supervision --with V-1 --on 2026-10-20")
    assert [row["ref"] for row in listed(run, "today") if row["source"] == "support"] == ["V-1"]
    done(run, "support plan supervision --on 2026-12-05 --invite V-1")
    assert [row["ref"] for row in listed(run, "today") if row["source"] == "support"] == ["U-2"]
    found = listed(run, "today", "2026-12-02")
    assert [row["ref"] for row in found if row["source"] == "support"] == ["V-1", "U-2"]


@pytest.mark.parametrize(
    ("kind", "day", "told"),
    [
        ("phone", "2026-12-03", []),
        ("phone", "2026-12-04", ["this_week"]),
        ("phone", "2026-12-11", ["this_week"]),
        ("phone", "2026-12-12", ["now"]),
        ("supervision", "2026-12-11", ["this_week"]),
        # Then it is due by itself.
        ("supervision", "2026-12-12", []),
    ],
)
def test_a_day_that_was_said_for_the_next_is_told_until_one_came(
    run: Run, kind: str, day: str, told: list[str]
) -> None:
    done(run, f"support log {kind} --with V-1 --on 2026-11-20 --next 2026-12-11")

    def said() -> list[str]:
        found = [row for row in listed(run, "today", day) if row["ref"] == "U-1"]
        return [row["urgency"] for row in found]

    assert said() == told
    done(run, f"support log {kind} --with V-1 --on 2026-11-30")
    assert said() == []


def test_what_was_agreed_is_chased_until_it_is_done(run: Run) -> None:
    done(run, "support log supervision --with V-1 --on 2026-11-20 --action 'ring by 2026-12-05'"
              " --action 'write by 2027-02-01'")  # fmt: skip

    def chased(today: str) -> list[tuple[str, str]]:
        found = [row for row in listed(run, "today", today) if (row["ref"] or "").startswith("U-")]
        return [(row["ref"], row["urgency"]) for row in found]

    assert chased("2026-11-27") == []
    assert chased("2026-11-28") == [("U-1/1", "this_week")]
    assert chased("2026-12-05") == [("U-1/1", "this_week")]
    assert chased("2026-12-06") == [("U-1/1", "now")]
    assert listed(run, "report support", "2026-12-06")[0]["actions_open"] == 2
    run("--today", "2026-12-06", "report", "support", "--exit-code", code=10)
    done(run, "support done U-1/1", "2026-12-06")
    run("--today", "2026-12-06", "report", "support", "--exit-code")
    assert chased("2026-12-06") == []
    done(run, "support done U-1/1 --withdraw", "2026-12-06")
    assert chased("2026-12-06") == [("U-1/1", "now")]
    # A number is never given again.
    done(run, "support withdraw U-1/2")
    answer = done(run, "support correct U-1 --action 'post by 2026-12-24'")
    assert [each["action"] for each in answer["actions"]] == ["U-1/1", "U-1/3"]


def test_training_is_planned_and_held_and_is_evidence_from_then_on(run: Run) -> None:
    done(run, "training plan --on 2026-12-10 --module safeguarding --topic loss --invite V-1"
              " --invite V-2")  # fmt: skip
    assert "T-1" in [row["ref"] for row in listed(run, "today") if row["source"] == "support"]
    done(run, "training comes T-1 V-2 no")
    held = done(run, "training held T-1", "2026-12-11")
    assert (held["on"], held["volunteers"]) == ("2026-12-10", ["V-1"])
    assert held["safeguarding_until_on"] == "2029-12-09"
    topic = done(run, "training add --topic attachment --attended V-2 --on 2026-11-30")
    assert (topic["modules"], topic["attended"]) == ("", 1)
    rows = {row["volunteer"]: row for row in listed(run, "report support", "2026-12-11")}
    assert (rows["V-1"]["last_training_on"], rows["V-2"]["last_training_on"]) == (
        "2026-12-10", "2026-11-30",
    )  # fmt: skip
    done(run, "training attended T-2 --volunteer V-2 --withdraw")
    done(run, "training withdraw T-2")
    whole = done(run, "training add --module all --attended V-4")
    assert "health_and_safety" in whole["modules"]
    assert len(whole["modules"].split("; ")) == 8


REFUSED = [
    ("support log supervision --with V-1 --with V-4", ["support.one_to_one"]),
    ("support log supervision --all-live --on 2026-11-25", ["support.one_to_one"]),
    ("support log agm --on 2026-11-25", ["support.nobody"]),
    ("support log agm --with V-1 --child C-1", ["support.children"]),
    ("support log phone --with V-1 --on 2026-12-02", ["support.in_future"]),
    ("support log phone --with V-1 --on 1979-12-31", ["volunteer.before_birth"]),
    ("support log outing --with V-1 --child C-1 --on 2012-05-04", ["child.before_birth"]),
    ("support log phone --with V-1 --minutes 1441 --next 2026-12-01",
     ["support.minutes", "support.next_before"]),
    ("support plan agm --on 2026-11-30 --invite V-1", ["support.past"]),
    ("support held U-1", ["support.held"]),
    ("support held U-1 --withdraw", ["support.not_planned"]),
    ("support held U-2 --absent V-4", ["support.not_invited"]),
    ("support held U-2 --absent V-1", ["support.nobody_came"]),
    ("support comes U-2 V-4 yes", ["support.not_invited"]),
    ("support comes U-1 V-1 yes", ["support.held"]),
    ("support correct U-2 --action 'ring by 2026-12-05'", ["support.not_held"]),
    ("support correct U-3 --minutes 5", ["support.withdrawn"]),
    ("support withdraw U-3", ["support.withdrawn"]),
    ("support done U-1/2", ["support.no_action"]),
    ("support done U-1/1 --on 2026-12-02", ["support.in_future"]),
    ("support withdraw U-1/2", ["support.no_action"]),
    ("training plan --on 2026-11-30 --topic loss", ["training.past"]),
    ("training comes T-1 V-4 yes", ["training.not_invited"]),
    ("training attended T-1 --volunteer V-1", ["training.planned"]),
    ("training held T-2", ["training.held"]),
    ("training held T-1 --on 2026-12-02", ["training.in_future"]),
    ("training correct T-2 --on 2026-11-10", ["training.attended"]),
    ("training withdraw T-2", ["training.attended"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def begun(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    lines = (
        "support log supervision --with V-1 --on 2026-11-20 --action 'ring by 2026-12-05'",
        "support plan outing --on 2026-12-12 --invite V-1",
        "support log phone --with V-1 --on 2026-11-20",
        "support withdraw U-3",
        "training plan --on 2026-12-12 --topic loss --invite V-1",
        "training add --module boundaries --attended V-1 --on 2026-11-20",
    )
    return Path(prepared(plain, tmp_path_factory.mktemp("begun"), *lines, today=TODAY))


@pytest.mark.parametrize(("line", "codes"), REFUSED, ids=[line for line, _ in REFUSED])
def test_what_cannot_be_is_refused_and_nothing_is_stored(
    run: Run, file: Path, begun: Path, nothing_stored: Unchanged, line: str, codes: list[str]
) -> None:
    file.write_bytes(begun.read_bytes())
    with nothing_stored():
        err = run("--today", TODAY, *shlex.split(line), code=4).err
    found = [each.rpartition("[")[2].rstrip("]") for each in err.splitlines() if "  - " in each]
    assert found == codes


def test_no_word_that_was_said_is_repeated(run: Run, nothing_stored: Unchanged) -> None:
    with nothing_stored():
        words = ("support", "log", "phone", "--with", "V-1", "--action", "Ann weeps by bus")
        assert "Ann" not in run("--today", TODAY, *words, code=2).err
    answer = run("--today", TODAY, *words[:-1], "Ann weeps by 2026-12-24", "--note", "Ann")
    shown = run("--today", TODAY, "support", "show", "U-1")
    assert "Ann" not in answer.out + answer.err + shown.out


SHEET = {
    "support": "Key,Kind,On,Volunteer,Actions,Minutes,Planned on,Children\n"
    "S1,Supervision,20/10/2026,A,ring by 1/12/2026,60,,\n"
    "S2,AGM,2/11/2026,A; B;C,,,,\n"
    "S3,group-meeting,,A; D,,,1/1/2027,a\n"
}


def rows(file: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(opened(file)) as connection:
        found: list[tuple[Any, ...]] = connection.execute(query).fetchall()
    return found


def imported(run: Run, folder: Path, text: str, *options: str, code: int = 0) -> tuple[int, ...]:
    folder.mkdir(exist_ok=True)
    (folder / "support.csv").write_text(text, encoding="utf-8")
    ran = run("--today", TODAY, "import", str(folder), *options, "--format", "json", code=code)
    if code:
        return (0, 0, 0)
    [count] = json.loads(ran.out)
    return count["added"], count["changed"], count["unchanged"]


def test_a_sheet_of_support_comes_in_and_changes_with_update(
    run: Run, file: Path, tmp_path: Path, nothing_stored: Unchanged
) -> None:
    folder, text = tmp_path / "in", SHEET["support"]
    assert imported(run, folder, text) == (3, 0, 0)
    assert imported(run, folder, text) == (0, 0, 3)
    assert due(run, TODAY)["V-1"] == ("2026-10-20", "2026-12-01", 0)
    other = text.replace("A; B;C", "A; D").replace("ring", "call").replace("20/10", "21/10")
    with nothing_stored():
        imported(run, folder, other, code=4)
    assert imported(run, folder, other, "--update") == (0, 2, 1)
    assert imported(run, folder, other, "--update") == (0, 0, 3)
    assert rows(file, "SELECT words, due_on FROM support_action") == [("call", "2026-12-01")]
    there = "SELECT volunteer_id FROM attendance WHERE support_id = 2 AND attended ORDER BY 1"
    assert rows(file, there) == [(1,), (4,)]
    # What a command has said since stays.
    done(run, "support correct S1 --minutes 45")
    with nothing_stored():
        imported(run, folder, other.replace(",60,", ",90,"), "--update", code=4)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("S9,agm,2/11/2026,A; X,,,,", "points at volunteer X, which is not there"),
        ("S9,phone,2/11/2026,A; D,,,,", "a phone call is one to one"),
        ("S9,agm,2/12/2026,A,,,,", "is still to come"),
        ("S9,agm,2/11/2026,A,ring,,,", "does not say by which day"),
        ("S9,agm,,A,,,,", "neither when it was held nor when it is planned"),
        ("S9,agm,2/11/2026,A,,0,,", "0 minutes is not between 1 and 1440"),
        ("S9,agm,2/11/2026,A,,,,a", "children come to outings and group meetings"),
        ("U-9,agm,2/11/2026,A,,,,", "U-9 is how a ref is written, and no key; U9 is"),
    ],
)
def test_a_row_that_cannot_be_is_refused(
    run: Run, tmp_path: Path, nothing_stored: Unchanged, row: str, why: str
) -> None:
    head, _, _ = SHEET["support"].partition("\n")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "support.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    with nothing_stored():
        assert why in run("--today", TODAY, "import", str(folder), code=4).err
