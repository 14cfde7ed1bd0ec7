"""Two records of one person become one: everything moves, nothing is lost, all of it goes back."""

import json
import re
import shutil
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import SAMPLE_SERVICE, Run, Unchanged, connected, folder_of
from test_undo import tables

from ivtool import db
from ivtool.domain.ids import ChildId, SupportId, VolunteerId
from ivtool.domain.support.records import Attendance, StatutoryReview, Support
from ivtool.domain.support.vocabulary import SupportKind
from ivtool.integrity import references
from ivtool.rows import kinds, table_of
from ivtool.services.merged_rows import PEOPLE, pointing
from ivtool.settings import Settings

TODAY = ("--today", "2026-11-22")
JSON = ("--format", "json")
# A volunteer and a child who were entered twice: the second of each has a match of its own, a year
# before that of the first.
SHEETS = {
    "volunteers": (
        "key,name,email,phone,date of birth,interests,interest expressed,information pack sent,"
        "informal chat,capacity,dbs issued,dbs number,on hold from,on hold until\n"
        "IV-A,Ann Osier,ann@example.org,07700 900123,4/3/1985,chess,1/2/2024,3/2/2024,5/2/2024,1,"
        "1/3/2025,123456789012,1/5/2024,9/5/2024\n"
        "IV-B,Ann  Osier,ann@example.org,+44 7700 900123,,,9/1/2024,12/1/2024,,1,1/3/2024,,"
        "1/6/2024,9/6/2024\n"
        "IV-C,Bo Reed,bo@example.org,,1/1/1980,,1/1/2024,,,1,,,,\n"
    ),
    "children": (
        "key,name,date of birth,responsible authority,language,social worker\n"
        "CH-A,Mo Hart,7/7/2013,Fenmarsh,English,S. Worker\n"
        "CH-B,Mo Hart,7/7/2013,Fenmarsh,,S. Worker\n"
    ),
    "referrals": (
        "key,child,received on,source,staff visit on,closed on,outcome\n"
        "REF-A,CH-A,1/3/2025,social_worker,9/3/2025,,\n"
        "REF-B,CH-B,1/3/2024,social_worker,9/3/2024,1/9/2024,matched\n"
    ),
    "matches": (
        "key,referral,volunteer,second volunteer,proposed on,started on,ended on,ending route\n"
        "MT-A,REF-A,IV-A,,1/4/2025,1/5/2025,,\n"
        "MT-B,REF-B,IV-C,IV-B,1/4/2024,1/5/2024,1/9/2024,agreed_end\n"
        "MT-C,REF-A,IV-B,,10/3/2025,,12/3/2025,agreed_end\n"
    ),
    "visits": (
        "key,match,on,kind,outcome,minutes\n"
        "VS-1,MT-A,3/10/2026,visit,held,90\n"
        "VS-2,MT-B,3/6/2024,visit,held,60\n"
    ),
    "claims": (
        "key,volunteer,match,on,category,amount,claimed on\n"
        "EX-1,IV-B,MT-B,3/6/2024,fare,4.50,9/6/2024\n"
        "EX-2,IV-A,MT-A,3/10/2026,fare,4.50,9/10/2026\n"
    ),
    "authorities": "child,from,authority\nCH-B,,Fenmarsh\nCH-A,,Fenmarsh\n",
    "holds": "volunteer,from,until,reason\nIV-B,1/6/2024,9/6/2024,\n",
}


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "sheets", SHEETS)


@pytest.fixture
def twice(run: Run, sheets: Path) -> Run:
    """A file with somebody of each kind in it twice, imported with `--anyway`."""
    run(*TODAY, "import", str(sheets), "--anyway")
    return run


BOTH = (("volunteer", "merge", "V-1", "V-2"), ("child", "merge", "C-1", "C-2"))


def listed(run: Run, *arguments: str) -> Any:
    return json.loads(run(*TODAY, *arguments, *JSON).out)


def pointing_at(file: Path, noun: str, number: int) -> list[str]:
    """The columns, of whatever table, in which somebody's number stands as a pointer."""
    with closing(connected(file)) as connection:
        return [
            f"{table}.{column}"
            for table in kinds()
            for column, parent in references(connection, table)
            if parent == noun
            and connection.execute(
                f'SELECT 1 FROM "{table}" WHERE "{column}" = ?', (number,)
            ).fetchone()
        ]


@pytest.mark.parametrize("noun", PEOPLE)
def test_every_column_that_names_somebody_is_moved_a_later_one_too(file: Path, noun: str) -> None:
    moved = {f"{table_of(kind)}.{field}" for kind, fields in pointing(noun) for field in fields}
    with closing(connected(file)) as connection:
        assert moved == {
            f"{table}.{column}"
            for table in kinds()
            for column, parent in references(connection, table)
            if parent == noun
        }


# What hangs on the second of each, in every table that can name one.
HANGING: tuple[tuple[str, ...], ...] = (
    ("concern", "raise", "--volunteer", "V-2", "--kind", "other", "--words", "w"),
    ("concern", "raise", "--child", "C-2", "--kind", "health", "--words", "w"),
    ("staff", "add", "Una Lees", "--role", "manager", "--on", "2024-01-01"),
    ("staff", "lead", "S-1", "--volunteer", "V-2", "--on", "2024-02-01"),
    ("volunteer", "waive", "V-2", "medical", "--until", "2026-12-31", "--by", "A", "--reason", "r"),
    ("child", "move", "C-2", "--on", "2024-03-01", "--postcode", "LN1"),
    ("training", "add", "--module", "boundaries", "--attended", "V-2", "--on", "2024-03-01"),
    # Somebody else was one with the second, and another is said to be somebody else.
    ("volunteer", "add", "Ann Osier", "--email", "ann@example.org", "--anyway"),
    ("volunteer", "merge", "V-2", "V-4", "--yes"),
    ("volunteer", "add", "Ann Osier", "--email", "ann@example.org", "--anyway"),
    ("referral", "add", "Mo Hart", "--new-child", "--born", "7/7/2013", "--authority", "Fenmarsh",
     "--source", "iro", "--anyway"),
    ("referral", "close", "R-3", "--outcome", "withdrawn"),
    ("child", "merge", "C-2", "C-3", "--yes"),
    ("referral", "add", "Mo Hart", "--new-child", "--born", "7/7/2013", "--authority", "Fenmarsh",
     "--source", "iro", "--anyway"),
)  # fmt: skip


def test_everything_moves_and_goes_back_and_comes_again(twice: Run, file: Path) -> None:
    for line in HANGING:
        twice(*TODAY, *line)
    attended = Attendance(support_id=SupportId(1), attended=True)
    invited = attended._replace(comes=True, attended=None)
    records = (
        Support(SupportKind.OUTING, held_on=date(2026, 5, 1)),
        invited._replace(volunteer_id=VolunteerId(1)),
        attended._replace(volunteer_id=VolunteerId(2)),
        attended._replace(child_id=ChildId(2)),
        StatutoryReview(ChildId(2), held_on=date(2026, 5, 1)),
    )
    with db.writing(Settings(str(file), today_asked="2026-11-22"), "test") as writer:
        for record in records:
            writer.insert(record)
    before = tables(file)
    for noun in PEOPLE:
        named = {f"{table_of(kind)}.{field}" for kind, fields in pointing(noun) for field in fields}
        assert set(pointing_at(file, noun, 2)) == named
    for line in BOTH:
        twice(*TODAY, *line, "--yes")
    after = tables(file)
    assert pointing_at(file, "volunteer", 2) == pointing_at(file, "child", 2) == []
    with closing(connected(file)) as connection:
        [came] = connection.execute(
            "SELECT comes, attended FROM attendance WHERE volunteer_id = 1"
        ).fetchall()
    assert came == (1, 1)
    assert twice("db", "check").out == ""
    for _ in BOTH:
        twice(*TODAY, "undo", "--yes")
    assert tables(file) == before
    assert twice("db", "check").out == ""
    for _ in BOTH:
        twice(*TODAY, "redo", "--yes")
    assert tables(file) == after
    assert twice("db", "check").out == ""


def test_one_history_has_the_earlier_day_of_each_stage_and_all_the_evidence(twice: Run) -> None:
    twice(*TODAY, *BOTH[0], "--yes")
    [card] = listed(twice, "volunteer", "show", "V-1")
    assert [each["reached_on"] for each in card["stages"]] == [
        "2024-01-09",
        "2024-01-12",
        "2024-02-05",
    ]
    assert [each["from_on"] for each in card["holds"]] == ["2024-05-01", "2024-06-01"]
    # Both certificates are there, and on a day between them the earlier one counts.
    assert [each["from_on"] for each in card["checks"]] == ["2024-03-01", "2025-03-01"]
    [then] = listed(twice, "volunteer", "show", "V-1", "--as-of", "2025-01-01")
    assert then["evidence"][0]["until_on"] == "2027-02-28"


def test_old_refs_keys_and_names_are_those_of_the_one(twice: Run, sheets: Path) -> None:
    twice(*TODAY, *BOTH[0], "--take", "name=V-2", "--yes")
    twice(*TODAY, *BOTH[1], "--yes")
    for asked in ("V-2", "v002", "IV-B", "key:IV-B", "IV-A"):
        assert listed(twice, "volunteer", "show", asked)[0]["ref"] == "V-1"
    assert listed(twice, "child", "show", "CH-B")[0]["ref"] == "C-1"
    assert {each["command"] for each in listed(twice, "history", "list", "V-2")} == {
        "import",
        "volunteer merge",
    }
    again = listed(twice, "import", str(sheets))
    assert {each["added"] + each["changed"] + each["refused"] for each in again} == {0}
    # What is new under the old key is the one's.
    said = SHEETS["volunteers"].replace("IV-B,Ann  Osier,ann@example.org", "IV-B,,ann@osier.org")
    (sheets / "volunteers.csv").write_text(said, encoding="utf-8")
    twice(*TODAY, "import", str(sheets), code=4)
    # A number is not given again.
    twice(*TODAY, "volunteer", "add", "Di Vale", "--email", "di@example.org")
    assert [each["ref"] for each in listed(twice, "volunteer", "list")] == ["V-1", "V-3", "V-4"]


def test_a_name_that_was_not_taken_is_one_they_had(twice: Run) -> None:
    twice(*TODAY, "volunteer", "add", "Bob Reed", "--phone", "07700900999")
    twice(*TODAY, "volunteer", "edit", "V-4", "--name", "Robert Reed")
    twice(*TODAY, "volunteer", "merge", "V-3", "V-4", "--take", "name=V-3", "--yes")
    for asked in ("Robert Reed", "bob reed", "Bo Reed"):
        assert listed(twice, "volunteer", "show", asked)[0]["ref"] == "V-3"
    for name in ("Robert Reed", "Bob Reed"):
        again = twice(*TODAY, "volunteer", "add", name, "--phone", "07700900999", code=4)
        assert "V-3 has or had this name, and has the same phone" in again.err
    twice(*TODAY, "undo", "--yes")
    assert listed(twice, "volunteer", "show", "Bob Reed")[0]["ref"] == "V-4"


def test_who_may_be_there_twice_is_listed_but_for_those_who_were_said_to_be_two(
    twice: Run,
) -> None:
    assert listed(twice, "duplicates") == []
    volunteers, children = listed(twice, "duplicates", "--all")
    assert [volunteers[each] for each in ("kind", "first", "second", "by", "first_name")] == [
        "volunteer",
        "V-1",
        "V-2",
        "email",
        None,
    ]
    assert [volunteers[f"{which}_visits"] for which in ("first", "second")] == [1, 1]
    assert [volunteers[f"{which}_match"] for which in ("first", "second")] == ["M-1", None]
    assert [children[each] for each in ("first", "second", "by", "command")] == [
        "C-1",
        "C-2",
        "date of birth",
        "ivtool child merge C-1 C-2",
    ]
    said = twice(*TODAY, "duplicates", "--all", "--names", "initials", "--exit-code", code=10)
    assert "AO" in said.out
    assert "Osier" not in said.out


def test_a_hold_that_came_along_and_was_withdrawn_does_not_come_back(
    twice: Run, sheets: Path
) -> None:
    twice(*TODAY, *BOTH[0], "--yes")
    twice(*TODAY, "volunteer", "hold", "V-1", "--withdraw")
    ran = twice(*TODAY, "import", str(sheets), code=4)
    assert "holds.csv row 2: the hold was withdrawn by a command since it was written" in ran.err
    [card] = listed(twice, "volunteer", "show", "V-1")
    assert [each["from_on"] for each in card["holds"]] == ["2024-05-01"]


def test_a_number_that_was_erased_is_no_news_in_a_sheet_of_before(run: Run, tmp_path: Path) -> None:
    sheets = folder_of(
        tmp_path / "sheets",
        {
            "volunteers": "key,name,interest expressed,approved,dbs issued,dbs number\n"
            "IV-A,Ann Osier,1/2/2024,1/6/2024,1/5/2024,001234567890\n"
            "IV-B,Ann Osier,1/2/2024,1/6/2024,1/9/2024,001234567891\n"
        },
    )
    run(*TODAY, "import", str(sheets), "--anyway")
    run(*TODAY, *BOTH[0], "--yes")
    run(*TODAY, "volunteer", "purge")
    for how in ((), ("--update",)):
        again = listed(run, "import", str(sheets), *how)
        assert [(each["unchanged"], each["changed"]) for each in again] == [(2, 0)]


def test_an_export_from_before_is_read_as_the_one_s(twice: Run, tmp_path: Path) -> None:
    # One without a key, as by hand: an export calls her by her ref.
    twice(*TODAY, "volunteer", "add", "Bo Reed", "--email", "bo@example.org", "--anyway")
    twice(*TODAY, "--names", "full", "export", str(tmp_path / "out"))
    for line in (*BOTH, ("volunteer", "merge", "V-3", "V-4")):
        twice(*TODAY, *line, "--yes")
    again = listed(twice, "import", str(tmp_path / "out"))
    assert {each["added"] + each["changed"] + each["refused"] for each in again} == {0}


def test_who_has_become_one_may_become_one_with_another(twice: Run, file: Path) -> None:
    before = tables(file)
    twice(*TODAY, *BOTH[0], "--yes")
    twice(*TODAY, "volunteer", "add", "Ann Osier", "--email", "ann@example.org", "--anyway")
    twice(*TODAY, "volunteer", "merge", "V-4", "V-2", "--yes")
    for asked in ("V-1", "V-2", "V-4", "IV-A", "IV-B"):
        assert listed(twice, "volunteer", "show", asked)[0]["ref"] == "V-4"
    assert twice("db", "check").out == ""
    for _ in range(3):
        twice(*TODAY, "undo", "--yes")
    assert tables(file) == before


def test_the_second_who_left_and_came_again_is_another_spell(run: Run) -> None:
    add = ("volunteer", "add", "Ann Osier", "--email", "ann@example.org", "--on")
    run(*TODAY, *add, "2020-03-01")
    run(*TODAY, "volunteer", "leave", "V-1", "--on", "2021-03-01", "--reason", "moved")
    run(*TODAY, *add, "2023-05-01", "--anyway")
    for first, second in (("V-1", "V-2"), ("V-2", "V-1")):
        run(*TODAY, "volunteer", "merge", first, second, "--yes")
        [card] = listed(run, "volunteer", "show", first)
        assert card["standing"] == "active"
        assert [(each["begun_on"], each["ended_on"]) for each in card["spells"]] == [
            (None, "2021-03-01"),
            ("2023-05-01", None),
        ]
        assert run("db", "check").out == ""
        run(*TODAY, "undo", "--yes")


REFUSED = {
    "one record": (("volunteer", "merge", "V-1", "IV-A"), "merge.same"),
    "a third": (("volunteer", "merge", "V-1", "V-2", "--take", "born=V-3"), "merge.third"),
    "a couple": (("volunteer", "merge", "V-3", "V-2"), "merge.couple"),
    "nobody chose": (("volunteer", "merge", "V-1", "V-3"), "merge.choose"),
    "not told": (("volunteer", "merge", "V-1", "V-2", "--take", "born=V-2"), "merge.not_told"),
}


@pytest.mark.parametrize("line", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_one_is_refused_and_nothing_stored(
    twice: Run, nothing_stored: Unchanged, line: tuple[tuple[str, ...], str]
) -> None:
    for way in ("--yes", "--dry-run"):
        with nothing_stored():
            ran = twice(*TODAY, *line[0], way, code=4)
        assert f"[{line[1]}]" in ran.err
        assert "Osier" not in ran.err


def test_two_live_matches_and_two_open_referrals_do_not_meet(
    run: Run, tmp_path: Path, nothing_stored: Unchanged
) -> None:
    live = {
        **SHEETS,
        "referrals": SHEETS["referrals"].replace("1/9/2024,matched", ","),
        "matches": SHEETS["matches"]
        .replace("1/9/2024,agreed_end", ",")
        .replace("IV-C,IV-B", "IV-B,"),
    }
    run(*TODAY, "import", str(folder_of(tmp_path / "live", live)), "--anyway")
    with nothing_stored():
        ran = run(*TODAY, *BOTH[0], "--yes", code=4)
        assert "ivtool volunteer edit V-1 --capacity 2" in ran.err
        ran = run(*TODAY, *BOTH[1], "--yes", code=4)
    assert "[merge.two_live]" in ran.err
    assert "ivtool referral close R-2 --outcome withdrawn" in ran.err
    run(*TODAY, "volunteer", "edit", "V-1", "--capacity", "2")
    ran = run(*TODAY, *BOTH[0], "--take", "capacity=V-2", "--yes", code=4)
    assert "ivtool volunteer edit V-2 --capacity 2" in ran.err
    run(*TODAY, *BOTH[0], "--take", "capacity=V-1", "--yes")
    assert [each["volunteer"] for each in listed(run, "match", "list")] == ["V-1"] * 3


def test_two_proposals_of_one_volunteer_are_told(run: Run, tmp_path: Path) -> None:
    proposed = "MT-A,REF-A,IV-A,,1/4/2025,,,\nMT-C,REF-A,IV-B,,10/3/2025,,,\n"
    matches = {"matches": SHEETS["matches"].splitlines()[0] + "\n" + proposed}
    sheets = {name: SHEETS[name] for name in ("volunteers", "children", "referrals")}
    run(*TODAY, "import", str(folder_of(tmp_path / "proposed", sheets | matches)), "--anyway")
    said = "M-1 and M-2 propose V-1 for one referral"
    for way in ("--dry-run", "--yes"):
        assert said in run(*TODAY, *BOTH[0], way).err


def hint(said: str, noun: str) -> list[str]:
    """The first command of a refusal that begins with a noun, as it is to be typed."""
    [line, *_] = re.findall(rf"^ +ivtool ({noun} .*)$", said, re.MULTILINE)
    return str(line).split()


def test_nobody_who_is_one_now_left_while_a_match_ran(twice: Run) -> None:
    twice(*TODAY, "volunteer", "leave", "V-2", "--on", "2026-10-01", "--reason", "moved")
    left = ("volunteer", "merge", "V-1", "V-2", "--take", "left=V-2", "--yes")
    ran = twice(*TODAY, *left, code=4)
    assert "M-1: V-1 left on Thu 1 Oct 2026, and it would have gone on after that" in ran.err
    twice(*TODAY, *hint(ran.err, "volunteer merge"), "--yes")
    assert listed(twice, "volunteer", "show", "V-1")[0]["standing"] == "active"
    assert twice("db", "check").out == ""


def test_a_gate_of_the_one_is_waived_once(twice: Run) -> None:
    for volunteer, until in (("V-1", "2026-12-31"), ("V-2", "2026-12-20")):
        said = ("--until", until, "--by", "Hale", "--reason", "slow")
        twice(*TODAY, "volunteer", "waive", volunteer, "medical", *said)
    ran = twice(*TODAY, *BOTH[0], "--yes", code=4)
    assert "[waiver.already]" in ran.err
    twice(*TODAY, *hint(ran.err, "volunteer waive"))
    twice(*TODAY, *BOTH[0], "--yes")
    twice(*TODAY, "volunteer", "waive", "V-1", "medical", "--end")
    [card] = listed(twice, "volunteer", "show", "V-1")
    assert card["waivers"] == []


def test_one_child_has_one_review_of_a_day_and_one_that_is_planned(twice: Run) -> None:
    for child, said in (("C-1", "yes"), ("C-2", "no")):
        held = ("--on", "2026-10-01", "--iv-considered", said)
        twice(*TODAY, "review", "held", child, *held)
        held = ("--on", "2026-04-01", "--iv-considered", "yes")
        twice(*TODAY, "review", "held", child, *held)
    for child, day in (("C-1", "2026-12-01"), ("C-2", "2026-12-02")):
        twice(*TODAY, "review", "plan", child, "--due", day)
    ran = twice(*TODAY, *BOTH[1], "--yes", code=4)
    assert ran.err.count("[merge.two_reviews]") == 2
    for _ in range(2):
        ran = twice(*TODAY, *BOTH[1], "--yes", code=4)
        twice(*TODAY, *hint(ran.err, "review"))
    twice(*TODAY, *BOTH[1], "--yes")
    reviews = listed(twice, "review", "list", "--child", "C-1")
    assert [each["held_on"] for each in reviews] == ["2026-04-01", "2026-10-01", None]


FIGURES = (
    *(("report", "compliance", "--month", f"2026-{month:02}") for month in (2, 3, 8, 10)),
    ("report", "overdue", "--all"),
    ("report", "ledger", "--from", "2024-01", "--to", "2026-10"),
    ("report", "waiting", "--as-of", "2024-06-30"),
    ("report", "owed", "--as-of", "2026-10-31"),
    ("report", "checks"),
    ("volunteer", "list"),
    ("volunteer", "list", "--as-of", "2024-12-31"),
    ("child", "list", "--as-of", "2025-06-30"),
    ("match", "list"),
    ("referral", "list"),
    ("expenses", "list"),
)


def test_past_months_are_as_if_there_had_always_been_one_record(
    sample: Path, file: Path, run: Run, tmp_path: Path
) -> None:
    """A volunteer with two matches and a child with two referrals, each entered twice."""
    sheets = Path(shutil.copytree(SAMPLE_SERVICE, tmp_path / "twice"))

    def twice(sheet: str, pattern: bytes, *again: tuple[bytes, bytes]) -> None:
        path = sheets / f"{sheet}.csv"
        [row] = re.findall(pattern, path.read_bytes(), re.MULTILINE)
        path.write_bytes(path.read_bytes().rstrip() + b"\n" + row.replace(*again[0]) + b"\n")

    def given(sheet: str, pattern: bytes, old: bytes, new: bytes) -> None:
        path = sheets / f"{sheet}.csv"
        text, count = re.subn(
            pattern, lambda row: row[0].replace(old, new), path.read_bytes(), flags=re.MULTILINE
        )
        assert count
        path.write_bytes(text)

    twice("volunteers", rb"^IV-0020,.*$", (b"IV-0020", b"IV-9020"))
    given("matches", rb"^MT-0005,.*$", b"IV-0020", b"IV-9020")
    given("claims", rb"^.*,IV-0020,.*,MT-0005,.*$", b"IV-0020", b"IV-9020")
    twice("children", rb"^0020,.*$", (b"0020", b"9020"))
    given("referrals", rb"^REF(?!0004).*;0020;.*$", b";0020;", b";9020;")
    run(*TODAY, "import", str(sheets), "--anyway")
    last = listed(run, "volunteer", "list")[-1]["ref"]
    youngest = listed(run, "child", "list")[-1]["ref"]
    run(*TODAY, "volunteer", "merge", "IV-0020", last, "--yes")
    run(*TODAY, "child", "merge", "0020", youngest, "--yes")
    assert run("db", "check").out == ""
    found = [listed(run, *line) for line in FIGURES]
    shutil.copy(sample, file)
    wanted = [listed(run, *line) for line in FIGURES]
    for one in (found, wanted):
        for each in one[:4]:
            each.pop("entered_since")
    assert found == wanted


def test_a_child_who_was_entered_anew_is_as_if_the_referral_had_been_theirs(
    sample: Path, file: Path, run: Run
) -> None:
    asked = ("--source", "iro", "--on", "2026-10-05", "--authority", "Fenmarsh")
    found = []
    for lines in (
        (
            ("referral", "add", "Xavier Muller", "--new-child", *asked),
            ("child", "merge", "C-38", "C-105", "--yes"),
        ),
        (("referral", "add", "C-38", *asked),),
    ):
        shutil.copy(sample, file)
        for line in lines:
            run(*TODAY, *line)
        found.append([listed(run, *line) for line in FIGURES])
        for each in found[-1][:4]:
            each.pop("entered_since")
    assert found[0] == found[1]
