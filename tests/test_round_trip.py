"""An export of a file, imported again: into itself it changes nothing, into another it is all."""

import csv
import shlex
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import ROUNDS, Ran, Run, Unchanged, held, opened, run_on
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
TODAY = ("--today", "2026-11-23")
FULL = ("--names", "full")
# What tells of commands, and not of the service.
TOLD = ("change_set", "change", "change_link", "change_value", "file_receipt", "file_identity")
# A service without a key, of things that have more than one spell.
BY_HAND = """
volunteer add "Ann Lee" --phone 07700900101 --born 4/3/1970 --on 5/1/2026
volunteer add "Ann Lee" --phone 07700900101 --on 6/1/2026 --anyway
volunteer hold V-1 --on 1/2/2026 --until 10/2/2026 --reason ill
volunteer hold V-1 --on 1/3/2026 --until 10/3/2026 --reason away
volunteer hold V-2 --on 1/3/2026 --reason away
volunteer hold V-2 --end --on 1/3/2026
referral add "Mo Hart" --source iro --born 10/5/2013 --authority Fenn --on 1/2/2026
child edit C-1 --looked-after yes
referral record R-1 staff_visit --on 3/2/2026
referral close R-1 --outcome declined --why "Not yet." --on 5/3/2026
referral reopen R-1 --on 1/4/2026
child edit C-1 --authority Tarn --on 1/6/2026
child worker C-1 social_worker "B. Reed" --on 2/6/2026
referral add "Zoe Pike" --source carer --on 1/2/2026
referral close R-2 --outcome withdrawn --on 1/3/2026
"""
SHEETS = {
    "volunteers": "key,name,approved,dbs_issued,safeguarding_on,independence_on\n"
    "V1,Cat Oak,2025-01-05,2025-01-01,2025-01-01,2026-01-01\n",
    "children": "key,name\nC3,Lou Rush\n",
    "referrals": "key,child,received_on,source\nR3,C3,2025-12-01,iro\n",
    "matches": "key,referral,volunteer,proposed_on,started_on,every_months\n"
    "M1,R3,V1,2026-01-02,2026-01-05,2\n",
}
AFTER = """
match interval M-1 --every 3 --on 1/6/2026
visit log M-1 --on 1/2/2026 --minutes 90
visit log M-1 --on 1/3/2026 --minutes 60
visit withdraw L-2
visit log M-1 --on 2/4/2026 --kind phone --minutes 5
visit log M-1 --on 2/4/2026 --kind phone --minutes 6 --again
match pause M-1 --on 10/4/2026 --until 20/4/2026 --reason illness
match pause M-1 --on 10/5/2026 --reason illness
match resume M-1 --on 10/5/2026
visit excuse M-1 2026-09 --by "A. Osier" --reason moved
policy set expenses.rates.car 30 --from 1/1/2026
expenses claim V-3 --match M-1 --on 1/2/2026 --miles 24 --item "fare=3.50 Bus"
review plan C-1 --due 1/3/2026
review held C-1 --on 27/2/2026 --iv-considered yes --wants-iv not_asked --attended yes --note "-1"
review held C-1 --on 2/10/2026 --wants-iv no
review correct C-1 --of 2/10/2026 --on 1/10/2026
review held C-2 --on 3/10/2026
review withdraw C-2 --of 3/10/2026
review plan C-2 --due 1/12/2026
match review M-1 --on 1/4/2026 --rate confidence=2 --rate volunteer.feels_supported=4 --outcome end
match review M-1 --correct --view child "a; b" --action "c; d by 1/5/2026" --outcome change
match review M-1 --correct --action "ring by phone" --note "=1"
match review M-1 --done 1
match review M-1 --on 2/10/2026 --rate finds_it_rewarding=5 --outcome continue
match review M-1 --of 2/10/2026 --correct --action "e by 2/11/2026"
match review M-1 --on 3/10/2026 --outcome end
match review M-1 --withdraw
support log supervision --with V-3 --on 1/3/2026 --minutes 60 --by Ros --next 1/4/2026
support log group_meeting --with V-1 --with V-3 --child C-1 --on 2/3/2026 --note "- =1+1"
support correct U-2 --topic loss --action "ring; write by 9/3/2026" --action "post by 1/12/2026"
support done U-2/1 --on 8/3/2026
support log agm --with V-3 --on 3/3/2026
support withdraw U-3 --why twice
support plan outing --on 1/12/2026 --invite V-1 --invite V-3 --child C-2
support plan agm --on 1/12/2026 --invite V-1 --invite V-3
support comes U-5 V-1 no
support held U-5 --on 23/11/2026
"""


def service(file: Path) -> tuple[Any, ...]:
    """All rows of the service: what a command told of itself apart."""
    with closing(opened(file)) as connection:
        return tuple(held(connection, without=TOLD))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def rewrite(path: Path, found: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, found[0])
        writer.writeheader()
        writer.writerows(found)


def by_hand(file: Path, folder: Path) -> None:
    """Makes the service with every command that its sheets have something of."""
    folder.mkdir()
    for name, text in SHEETS.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    sheets = f"import {shlex.quote(str(folder))}"
    for line in (*BY_HAND.strip().splitlines(), sheets, *AFTER.strip().splitlines()):
        assert run_on(file, *TODAY, *shlex.split(line)) == 0, line


def counts(ran: Ran) -> list[tuple[int, int, int]]:
    lines = [line.split() for line in ran.out.splitlines()[1:]]
    return [(int(line[1]), int(line[2]), int(line[4])) for line in lines]


def imported(run: Run, source: Path, *options: str, code: int = 0) -> Ran:
    return run(*TODAY, "import", str(source), *options, "--format", "plain", code=code)


@pytest.fixture(scope="module")
def made(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the service made by hand in a file, and its export; never to be changed."""
    folder = tmp_path_factory.mktemp("made")
    file = Path(shutil.copy(migrated, folder / "ivtool.db"))
    by_hand(file, folder / "in")
    assert run_on(file, *TODAY, *FULL, "export", str(folder / "out")) == 0
    return folder


@pytest.fixture
def out(made: Path, file: Path, tmp_path: Path) -> Path:
    """An export of the test's file, which holds the service made by hand."""
    shutil.copy(made / "ivtool.db", file)
    return Path(shutil.copytree(made / "out", tmp_path / "out"))


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A new file of its own."""
    path = tmp_path / "other.db"
    assert run_on(path, "db", "init", "--plain", "--service", "B", "--contact", "x") == 0
    return path


@pytest.mark.parametrize("target", ["out", "out.xlsx"])
@pytest.mark.parametrize("update", [(), ("--update",)])
def test_into_its_own_file_an_export_changes_nothing(
    run: Run, out: Path, file: Path, target: str, update: tuple[str, ...]
) -> None:
    if target == "out.xlsx":
        out = out.with_name(target)
        run(*TODAY, *FULL, "export", str(out))
    before = service(file)
    ran = imported(run, out, *update)
    assert set(counts(ran)) == {(0, 0, 0)}
    assert "ivtool: note: read by ref: this file's own export\n" in ran.err
    assert service(file) == before


def test_into_another_file_an_export_is_the_same_service(
    out: Path, file: Path, tmp_path: Path, other: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / "again"
    assert run_on(other, *TODAY, "import", str(out), "--anyway") == 0
    assert "read by key: the refs are another file's" in capsys.readouterr().err
    assert run_on(other, *TODAY, *FULL, "export", str(again)) == 0
    for path in out.iterdir():
        mine, theirs = rows(path), rows(again / path.name)
        for row in (*mine, *theirs):
            # A withdrawn entry's number is not given again.
            assert row.pop("file_id")
            row.pop("ref" if path.stem in ("visits", "support") else "", None)
        assert mine == theirs, path.name
    with closing(opened(other)) as connection:
        intervals = connection.execute(
            "SELECT from_on, every_months FROM match_interval"
        ).fetchall()
        closings = connection.execute(
            "SELECT referral_id, closed_on, reopened_on, outcome FROM referral_closing"
        ).fetchall()
        held_by = connection.execute(
            "SELECT from_on, name FROM child_authority h JOIN authority a ON a.id = authority_id"
        ).fetchall()
        keys = connection.execute('SELECT "key" FROM volunteer ORDER BY id').fetchall()
    assert intervals == [("2026-01-05", 2), ("2026-06-01", 3)]
    assert closings == [(1, "2026-03-05", "2026-04-01", "declined"),
                        (2, "2026-03-01", None, "withdrawn")]  # fmt: skip
    for table, columns in SAME.items():
        assert rows_of(other, table, columns) == rows_of(file, table, columns), table
    assert held_by == [(None, "Fenn"), ("2026-06-01", "Tarn")]
    assert keys == [("new-V-1",), ("new-V-2",), ("V1",)]


def rows_of(file: Path, table: str, columns: str) -> list[tuple[Any, ...]]:
    with closing(opened(file)) as connection:
        return sorted(connection.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)


# What an export and its import have to say alike, beside what one export says and the next.
SAME = {
    "volunteer": "name, phone, date_of_birth, capacity",
    "volunteer_hold": "from_on, until_on, reason",
    "volunteer_stage": "stage, reached_on",
    "child": "name, date_of_birth, looked_after",
    "child_worker": "role, name",
    "referral": "received_on, source",
    "match": "proposed_on, started_on, ended_on",
    "match_interval": "from_on, every_months",
    "pause WHERE withdrawn_on IS NULL": "from_on, until_on, reason",
    "excuse": "month, excused_by, reason",
    "support WHERE withdrawn_on IS NULL": "kind, held_on, planned_on, held_by, topic, note",
    "support_action": "number, words, due_on, done_on",
    "attendance WHERE support_id IN (SELECT id FROM support WHERE kind <> 'agm')": "attended",
    "claim_line": "line, incurred_on, category, miles_tenths, amount_pence",
    "statutory_review WHERE withdrawn_on IS NULL": (
        "due_on, held_on, iv_considered, wants_iv, iv_attended, note"
    ),
    "match_review WHERE withdrawn_on IS NULL": "held_on, outcome, note",
    "match_review_rating": "who, measure, rating",
    "match_review_view": "party, words",
    "match_review_action": "number, words, due_on, done_on",
}
EDITS = [
    ("volunteers", 0, {"email": "a@example.org"}, "volunteer", "email", "a@example.org"),
    ("holds", 0, {"until": "2026-02-12"}, "volunteer_hold", "until_on", "2026-02-12"),
    ("openings", 0, {"closed_on": "2026-03-06"}, "referral_closing", "closed_on", "2026-03-06"),
    ("intervals", 1, {"every_months": "4"}, "match_interval", "every_months", 4),
    ("authorities", 1, {"authority": "Fenn"}, "child_authority", "authority_id", 1),
    ("matches", 0, {"proposed_on": "2026-01-01"}, "match", "proposed_on", "2026-01-01"),
    ("visits", 0, {"on": "2026-02-03"}, "visit", "visited_on", "2026-02-03"),
    ("visits", 0, {"minutes": "95"}, "visit", "minutes", 95),
    ("pauses", 0, {"until": "2026-04-21"}, "pause", "until_on", "2026-04-21"),
    ("excuses", 0, {"reason": "ill"}, "excuse", "reason", "ill"),
    ("matches", 0, {"every_months": "4"}, "match_interval", "every_months", 4),
    ("children", 0, {"responsible_authority": "Fenn"}, "child_authority", "authority_id", 1),
    ("support", 0, {"minutes": "55"}, "support", "minutes", 55),
    ("support", 1, {"volunteers": "V1; new-V-1; new-V-2"}, "attendance", "volunteer_id", 2),
    (
        "support",
        1,
        {"actions": "ring; write by 10/3/2026, done 8/3/2026; post by 1/12/2026"},
        "support_action",
        "due_on",
        "2026-03-10",
    ),
    ("support", 2, {"topic": "the zoo"}, "support", "topic", "the zoo"),
    ("claims", 1, {"amount": "3.60"}, "claim_line", "amount_pence", 360),
    ("reviews", 1, {"wants_iv": "yes"}, "statutory_review", "wants_iv", "yes"),
    ("reviews", 2, {"held_on": "2026-11-20"}, "statutory_review", "held_on", "2026-11-20"),
    ("match_reviews", 0, {"outcome": "end"}, "match_review", "outcome", "end"),
    ("match_reviews", 0, {"child_confidence": "3"}, "match_review_rating", "rating", 3),
    ("match_reviews", 1, {"child_confidence": "1"}, "match_review_rating", "rating", 1),
    ("match_reviews", 1, {"carer_view": "calm"}, "match_review_view", "words", "calm"),
    ("match_reviews", 1, {"actions": "e by 3/11/2026; f"}, "match_review_action", "words", "f"),
]


@pytest.mark.parametrize(("sheet", "place", "edit", "table", "column", "value"), EDITS)
def test_one_cell_that_is_edited_is_all_that_changes(
    run: Run, out: Path, file: Path, nothing_stored: Unchanged,
    sheet: str, place: int, edit: dict[str, str], table: str, column: str, value: object,
) -> None:  # fmt: skip
    found = rows(out / f"{sheet}.csv")
    found[place] |= edit
    rewrite(out / f"{sheet}.csv", found)
    with nothing_stored():
        imported(run, out, code=4)
    before = service(file)
    assert sum(changed for _, changed, _ in counts(imported(run, out, "--update"))) == 1
    changed = {row.split()[0] for row in set(service(file)) ^ set(before)}
    assert changed - {"sqlite_sequence"} == {table}
    with closing(opened(file)) as connection:
        said = connection.execute(f'SELECT "{column}" FROM "{table}"').fetchall()
    assert (value,) in said
    # A command that came after the export is not undone by it.
    assert set(counts(imported(run, out, "--update"))) == {(0, 0, 0)}


def test_what_a_command_did_after_the_export_stays(
    run: Run, out: Path, nothing_stored: Unchanged
) -> None:
    for line in (
        "visit correct L-1 --minutes 100", "visit withdraw L-3", "volunteer edit V-1 --email b@x",
        "volunteer hold V-1 --on 1/8/2026 --until 5/8/2026 --reason away",
        "volunteer hold V-1 --end --on 1/3/2026", "referral close R-1 --outcome withdrawn",
        "support withdraw U-2 --why row",
    ):  # fmt: skip
        run(*TODAY, *shlex.split(line))
    for options in ((), ("--update",)):
        with nothing_stored():
            err = imported(run, out, *options, code=4).err
        assert "L-3 said so until a command corrected or withdrew it; take the row out" in err
        assert "the hold was withdrawn by a command since it was written" in err
        assert "it was withdrawn by a command since it was written; take the row out" in err
    assert "a command has set minutes since the export" in err


REFUSED = [
    ("volunteers", {"ref": "V-99"}, "V-99 is not in this file"),
    ("volunteers", {"ref": "V-2"}, "V-2 has another key in this file; put ref or key right"),
    ("volunteers", {"ref": "C-1"}, "its ref is none of a volunteer, like V-1"),
    ("volunteers", {"ref": "", "key": "V-8"}, "V-8 is how a ref is written, and no key; V8 is"),
    ("volunteers", {"ref": "", "name": "An"}, "has the key of V-1 and no ref; write V-1 there"),
    ("volunteers", {"file_id": f"{'0' * 32}/3"}, "is of another file than the other rows"),
    ("visits", {"ref": "L-99"}, "L-99 is not in this file"),
    ("visits", {"ref": "L-2"}, "L-2 said so until a command corrected or withdrew it"),
    ("visits", {"ref": "L-3"}, "L-3 would say what another entry says"),
    ("claims", {"ref": "E-1/2"}, "line 2 is said twice"),
    ("claims", {"ref": "E-9/1"}, "E-9 is not in this file"),
    ("support", {"ref": "U-9"}, "U-9 is not in this file"),
    ("support", {"ref": "U-2"}, "U-2 has another key in this file; put ref or key right"),
    ("support", {"volunteers": "V1; V9"}, "points at volunteer V9, which is not there"),
    ("holds", {"from": "2026-02-03"}, "they are on hold from Sun 1 Feb 2026"),
    ("openings", {"opened_on": "2026-01-31"}, "recorded already and differs in opened_on"),
    ("intervals", {"every_months": "13"}, "13 months between visits is not from 1 to 12"),
    ("authorities", {"from": "2030-01-01"}, "is still to come"),
    ("reviews", {"held_on": "2026-11-24"}, "the review on Tue 24 Nov 2026 is still to come"),
    (
        "reviews",
        {"held_on": "2026-10-02"},
        "the review was of that day until a command put it right",
    ),
    ("reviews", {"held_on": "", "due_on": ""}, "has neither the day it is due nor the day it was"),
    ("match_reviews", {"child_confidence": "6"}, "child.confidence 6 is not between 1 and 5"),
    ("match_reviews", {"on": "2026-01-04"}, "is before the match began (Mon 5 Jan 2026)"),
    ("match_reviews", {"on": "2026-10-03"}, "the review was withdrawn by a command"),
    ("match_reviews", {"actions": "c by 1/5/2026"}, "actions are fewer than are recorded"),
]


@pytest.mark.parametrize(("sheet", "edit", "why"), REFUSED)
def test_a_ref_that_cannot_be_is_refused_in_words(
    run: Run, out: Path, nothing_stored: Unchanged, sheet: str, edit: dict[str, str], why: str
) -> None:
    found = rows(out / f"{sheet}.csv")
    found[0] |= edit
    rewrite(out / f"{sheet}.csv", found)
    update = () if sheet == "openings" else ("--update",)
    with nothing_stored():
        assert why in imported(run, out, *update, code=4).err


def test_a_sheet_alone_knows_its_file_and_a_row_without_a_ref_is_new(
    run: Run, out: Path, file: Path
) -> None:
    for path in out.iterdir():
        if path.stem not in ("volunteers", "visits"):
            path.unlink()
    found = rows(out / "volunteers.csv")
    blank = dict.fromkeys(found[0], "")
    rewrite(out / "volunteers.csv", [*found, {**blank, "key": "V9", "name": "Eve Sedge"}])
    visits = rows(out / "visits.csv")
    phone = {"ref": "", "kind": "letter", "minutes": ""}
    rewrite(out / "visits.csv", [*reversed(visits), {**visits[0], **phone}])
    assert counts(imported(run, out)) == [(1, 0, 0), (1, 0, 0)]
    assert counts(imported(run, out)) == [(0, 0, 0), (0, 0, 0)]
    with closing(opened(file)) as connection:
        assert connection.execute('SELECT id, "key" FROM volunteer WHERE id > 3').fetchall() == [
            (4, "V9")
        ]


def test_refs_that_say_no_file_are_not_read(run: Run, tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    text = "ref,key,name\nV-7,V003,Ann Lee\n2024/17,V3,Bo Ray\n"
    (folder / "volunteers.csv").write_text(text, encoding="utf-8")
    ran = imported(run, folder)
    assert "read by key: the refs do not say of which file they are" in ran.err
    with closing(opened(file)) as connection:
        assert connection.execute('SELECT id, "key" FROM volunteer').fetchall() == [
            (1, "V003"), (2, "V3"),
        ]  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's service of 40 matches; never to be changed."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    assert run_on(path, *TODAY, "demo", str(path)) == 0
    return path


@pytest.mark.slow
@pytest.mark.parametrize("source", ["sample", "tests/sample-service", "demo"])
def test_whole_services_come_in_again(
    run: Run, file: Path, tmp_path: Path, source: str, request: pytest.FixtureRequest
) -> None:
    if source == "demo":
        shutil.copy(request.getfixturevalue("demo"), file)
    else:
        run(*TODAY, "import", str(HERE.parent / source))
    out = tmp_path / "out"
    run(*TODAY, *FULL, "export", str(out))
    before = service(file)
    assert set(counts(imported(run, out, "--update"))) == {(0, 0, 0)}
    assert service(file) == before


DAYS = st.dates(min_value=date(2026, 1, 6),
                max_value=date(2026, 11, 20))  # fmt: skip
COMMANDS: tuple[Callable[[str, str], str], ...] = (
    lambda on, until: f"volunteer hold V-1 --on {on} --until {until} --reason x",
    lambda on, _: f"volunteer hold V-1 --end --on {on}",
    lambda on, _: f"referral close R-1 --outcome withdrawn --on {on}",
    lambda on, _: f"referral reopen R-1 --on {on}",
    lambda on, _: f"child edit C-1 --authority Fenn --on {on}",
    lambda on, _: f"child edit C-1 --authority Tarn --on {on}",
    lambda on, _: f"child move C-1 --postcode LN1 --on {on}",
    lambda on, _: f"match interval M-1 --every 2 --on {on}",
    lambda on, _: f"match interval M-1 --every 4 --on {on}",
    lambda on, until: f"match pause M-1 --on {on} --until {until} --reason exams",
    lambda on, _: f"match resume M-1 --on {on}",
    lambda on, _: f"visit log M-1 --on {on} --minutes 60",
    lambda on, _: f"visit log M-1 --on {on} --kind phone --minutes 5 --again",
    lambda on, _: f"visit correct L-1 --on {on}",
    lambda _, __: "visit withdraw L-1",
    lambda on, until: (
        f"support log outing --with V-1 --child C-1 --on {on} --action 'a by {until}'"
    ),
    lambda _, __: "support plan agm --on 2026-12-20 --invite V-1",
    lambda on, until: f"support held U-1 --on {on} --action 'b; c by {until}'",
    lambda on, _: f"support done U-1/1 --on {on}",
    lambda on, _: f"support correct U-1 --on {on} --topic ,;",
    lambda _, __: "support withdraw U-1",
    lambda on, _: f"expenses claim V-1 --match M-1 --on {on} --miles 24 --item fare=2",
    lambda on, _: f"match end M-1 --on {on} --route agreed_end --reason x --another-wanted",
)


@pytest.mark.slow
@pytest.mark.hunt
@settings(
    max_examples=12 * ROUNDS,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.sampled_from(COMMANDS), DAYS, DAYS), min_size=1, max_size=12))
def test_any_service_comes_in_again(
    migrated: Path,
    tmp_path_factory: pytest.TempPathFactory,
    asked: list[tuple[Callable[[str, str], str], Any, Any]],
) -> None:
    folder = tmp_path_factory.mktemp("any")
    file = Path(shutil.copy(migrated, folder / "ivtool.db"))
    (folder / "in").mkdir()
    for name, text in SHEETS.items():
        (folder / "in" / f"{name}.csv").write_text(text, encoding="utf-8")
    assert run_on(file, *TODAY, "import", str(folder / "in")) == 0
    for command, one, two in asked:
        # Most are refused; what was done is what comes in again.
        line = command(str(min(one, two)), str(max(one, two)))
        run_on(file, *TODAY, *shlex.split(line))
    assert run_on(file, *TODAY, *FULL, "export", str(folder / "out")) == 0
    before = service(file)
    for options in ((), ("--update",)):
        assert run_on(file, *TODAY, "import", str(folder / "out"), *options) == 0
        assert service(file) == before
    other = folder / "other.db"
    assert run_on(other, "db", "init", "--plain", "--service", "B", "--contact", "x") == 0
    assert run_on(other, *TODAY, "import", str(folder / "out")) == 0
    assert run_on(other, *TODAY, *FULL, "export", str(folder / "again")) == 0
    for path in (folder / "out").iterdir():
        told = [
            [{n: v for n, v in row.items() if n not in ("file_id", "ref")} for row in rows(each)]
            for each in (path, folder / "again" / path.name)
        ]
        assert told[0] == told[1], path.name
