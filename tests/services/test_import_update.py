"""`import --update`: what a row may change, what a command has set, and what the history keeps."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Ran, Run, Unchanged, opened

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

TODAY = "2026-11-22"
Cells = dict[str, object]
Sheets = dict[str, list[Cells]]
VOLUNTEER: Cells = {
    "key": "V1", "name": "Ann", "email": "a@example.org", "drives": "yes", "capacity": "1",
    "interest_expressed": "2026-01-05", "approved": "2026-03-01", "dbs_number": "001",
    "reference_1_on": "2026-02-01", "on_hold_from": "2026-05-01", "on_hold_until": "2026-05-10",
}  # fmt: skip
CHILD: Cells = {
    "key": "C1", "name": "Cy", "responsible_authority": "Fenmarsh", "placement_kind": "Foster care",
    "placement_postcode": "LN1", "area_authority": "Fenmarsh", "placement_from": "2025-06-01",
    "social_worker": "A. Osier",
}  # fmt: skip
REFERRAL: Cells = {"key": "R1", "child": "C1", "received_on": "2025-12-01", "source": "iro"}
MATCH: Cells = {
    "key": "M1", "referral": "R1", "volunteer": "V1", "proposed_on": "2026-03-02",
    "started_on": "2026-03-05",
}  # fmt: skip
PAUSE: Cells = {"match": "M1", "from": "2026-05-01", "until": "2026-05-10", "reason": "exams"}
VISIT: Cells = {"match": "M1", "on": "2026-04-01", "kind": "visit", "outcome": "held",
                "minutes": "90", "note": "fine"}  # fmt: skip
EXCUSE: Cells = {"match": "M1", "month": "2026-07", "by": "A. Osier", "reason": "ill"}
CLAIM: Cells = {"key": "E1", "volunteer": "V1", "on": "2026-04-07", "category": "mileage",
                "match": "M1", "miles": "10", "claimed_on": "2026-04-10"}  # fmt: skip
FARE: Cells = {**CLAIM, "category": "fare", "miles": "", "amount": "4.20"}
TABLES = {
    "volunteers": "volunteer", "children": "child", "referrals": "referral", "matches": "match",
    "pauses": "pause", "visits": "visit", "excuses": "excuse", "claims": "claim_line",
}  # fmt: skip


def service(**others: Sequence[Cells]) -> Sheets:
    """One row of each sheet; of the sheets named, these rows in its place."""
    sheets: Sheets = {
        "volunteers": [VOLUNTEER, {"key": "V2", "name": "Bob"}],
        "children": [CHILD, {"key": "C2", "name": "Di"}],
        "referrals": [REFERRAL, {**REFERRAL, "key": "R2", "child": "C2"}],
        "matches": [MATCH],
        "pauses": [PAUSE],
        "visits": [VISIT],
        "excuses": [EXCUSE],
        "claims": [CLAIM],
    }
    return sheets | {name: list(rows) for name, rows in others.items()}


class Team:
    """Somebody who imports: a folder of sheets, and the file that they go into."""

    def __init__(self, run: Run, folder: Path, file: Path) -> None:
        self.run, self.folder, self.file = run, folder, file

    def take(
        self, sheets: Mapping[str, Sequence[Cells]], *options: str, code: int = 0
    ) -> dict[str, tuple[int, int, int, int]]:
        """What came of each sheet: added, changed, unchanged, refused."""
        ran = self.ran(sheets, *options, "--format", "json", code=code)
        names = ("added", "changed", "unchanged", "refused")
        rows = json.loads(ran.out or "[]")
        return {row["sheet"]: tuple(row[each] for each in names) for row in rows}

    def ran(self, sheets: Mapping[str, Sequence[Cells]], *options: str, code: int = 0) -> Ran:
        for old in self.folder.iterdir():
            old.unlink()
        for name, rows in sheets.items():
            columns = list(dict.fromkeys(each for row in rows for each in row))
            stream = io.StringIO()
            writer = csv.DictWriter(stream, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
            (self.folder / f"{name}.csv").write_text(stream.getvalue(), encoding="utf-8")
        return self.command("import", str(self.folder), *options, code=code)

    def update(self, **sheets: Sequence[Cells]) -> dict[str, tuple[int, int, int, int]]:
        return self.take(sheets, "--update")

    def refused(self, **sheets: Sequence[Cells]) -> list[str]:
        ran = self.ran(sheets, "--update", code=4)
        return [line[4:] for line in ran.err.splitlines() if line.startswith("  - ")]

    def command(self, *arguments: str, code: int = 0) -> Ran:
        return self.run("--today", TODAY, *arguments, code=code)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(opened(self.file)) as connection:
            return connection.execute(sql).fetchall()

    def changes(self) -> list[tuple[str, Any, Any]]:
        """What the history keeps of updates: table, before, after."""
        found = self.rows(
            "SELECT h.table_name, v.before, v.after FROM change h JOIN change_value v"
            " ON v.change_id = h.id WHERE h.action = 'update' ORDER BY h.id"
        )
        return [(table, json.loads(before), json.loads(after)) for table, before, after in found]


@pytest.fixture
def team(run: Run, tmp_path: Path, file: Path) -> Team:
    folder = tmp_path / "sheets"
    folder.mkdir()
    team = Team(run, folder, file)
    team.take(service())
    return team


CHANGES: list[tuple[str, Cells, Cells, str, str, object]] = [
    ("volunteers", VOLUNTEER, {"name": "Anna"}, "volunteer", "name", "Anna"),
    ("volunteers", VOLUNTEER, {"drives": "no"}, "volunteer", "drives", 0),
    ("volunteers", VOLUNTEER, {"capacity": "2"}, "volunteer", "capacity_imported", 1),
    ("volunteers", VOLUNTEER, {"approved": "2026-03-04"}, "volunteer_stage", "max(reached_on)",
     "2026-03-04"),
    ("volunteers", VOLUNTEER, {"home_interview": "2026-02-04"}, "volunteer_stage",
     "max(CASE stage WHEN 'home_interview' THEN reached_on END)", "2026-02-04"),
    ("volunteers", VOLUNTEER, {"dbs_issued": "2026-02-04"}, "volunteer_check",
     "max(CASE kind WHEN 'dbs' THEN outcome || from_on || certificate END)",
     "clear2026-02-04001"),
    ("volunteers", VOLUNTEER, {"reference_1_on": "2026-02-04"}, "volunteer_check",
     "max(CASE slot WHEN 1 THEN from_on END)", "2026-02-04"),
    ("volunteers", VOLUNTEER, {"reference_2_on": "2026-02-04"}, "volunteer_check",
     "max(CASE slot WHEN 2 THEN outcome || from_on END)", "clear2026-02-04"),
    ("volunteers", VOLUNTEER, {"on_hold_until": "2026-05-20"}, "volunteer_hold",
     "group_concat(from_on || until_on)", "2026-05-012026-05-20"),
    ("volunteers", VOLUNTEER, {"on_hold_from": "2026-06-01", "on_hold_until": ""},
     "volunteer_hold", "group_concat(from_on || coalesce(until_on, ''), ' ')",
     "2026-05-012026-05-10 2026-06-01"),
    ("volunteers", VOLUNTEER, {"left_on": "2026-06-01", "left_reason": "moved"},
     "volunteer_spell", "max(ended_as || ended_on || reason)", "left2026-06-01moved"),
    ("children", CHILD, {"looked_after": "yes"}, "child", "max(looked_after)", 1),
    ("children", CHILD, {"responsible_authority": "Marrow"}, "child_authority",
     "group_concat(authority_id || coalesce(from_on, ''), ' ')", "1 22026-11-22"),
    ("volunteers", VOLUNTEER, {"safeguarding_on": "2026-11-01"}, "volunteer_check",
     "group_concat(CASE kind WHEN 'safeguarding' THEN from_on END, ' ')", "2026-11-01"),
    ("referrals", REFERRAL, {"closed_on": "2026-03-01", "outcome": "declined"},
     "referral_closing", "group_concat(closed_on || outcome)", "2026-03-01declined"),
    ("children", CHILD, {"placement_postcode": "LN2"}, "placement",
     "group_concat(from_on || postcode)", "2025-06-01LN2"),
    ("children", CHILD, {"placement_postcode": "LN2", "placement_from": "2026-06-01"}, "placement",
     "group_concat(from_on || postcode || coalesce(until_on, ''), ' ')",
     "2025-06-01LN12026-05-31 2026-06-01LN2"),
    ("children", CHILD, {"social_worker": "B. Reed"}, "child_worker",
     "group_concat(name || coalesce(from_on, '') || coalesce(until_on, ''), ' ')",
     "A. Osier2026-11-21 B. Reed2026-11-22"),
    ("children", CHILD, {"social_worker": "a osier"}, "child_worker", "group_concat(name)",
     "a osier"),
    ("children", CHILD, {"carer": "Aunty Di"}, "child_worker", "count(*)", 2),
    ("referrals", REFERRAL, {"source": "carer"}, "referral", "min(source)", "carer"),
    ("referrals", REFERRAL, {"staff_visit_on": "2026-01-02"}, "referral_step",
     "group_concat(step || taken_on, ' ')", "staff_visit2026-01-02 accepted2026-01-02"),
    ("matches", MATCH, {"volunteer": "V2"}, "match", "volunteer_id", 2),
    ("matches", MATCH, {"ended_on": "2026-09-01", "ending_route": "agreed end"}, "match",
     "ending_route || ended_on", "agreed_end2026-09-01"),
    ("matches", MATCH, {"every_months": "2"}, "match_interval", "every_months", 2),
    ("pauses", PAUSE, {"until": "2026-05-20", "reason": "illness"}, "pause", "until_on || reason",
     "2026-05-20illness"),
    ("visits", VISIT, {"minutes": "100", "mood": "4"}, "visit", "minutes || '/' || mood", "100/4"),
    ("excuses", EXCUSE, {"by": "B. Reed"}, "excuse", "excused_by", "B. Reed"),
    ("claims", CLAIM, {"miles": "20"}, "claim_line", "amount_pence || '/' || priced", "1100/1"),
    ("claims", CLAIM, {"vehicle": "bicycle"}, "claim_line", "amount_pence", 200),
    ("claims", CLAIM, {"on": "2026-04-05"}, "claim_line", "amount_pence", 450),
    ("claims", CLAIM, {"amount": "5.50"}, "claim_line", "amount_pence || '/' || priced", "550/0"),
    ("claims", CLAIM, {"approved_on": "2026-04-12", "paid_on": "2026-04-20"}, "claim_line",
     "approved_on || paid_on || priced", "2026-04-122026-04-201"),
    ("claims", CLAIM, {"volunteer": "V2"}, "claim", "volunteer_id", 2),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "row", "change", "table", "column", "value"), CHANGES)
def test_a_row_that_differs_changes_its_record(
    team: Team, sheet: str, row: Cells, change: Cells, table: str, column: str, value: object
) -> None:
    assert team.update(**{sheet: [{**row, **change}]})[sheet] == (0, 1, 0, 0)
    where = " WHERE id = 1" if "(" not in column else ""
    assert team.rows(f'SELECT {column} FROM "{table}"{where}') == [(value,)]
    assert team.update(**{sheet: [{**row, **change}]})[sheet] == (0, 0, 1, 0)
    # A sheet may tell of a leaving while the match goes on: that is named afterwards.
    found = ["match.volunteer_gone"] if "left_on" in change else []
    checked = team.command("db", "check", "--format", "json", code=10 if found else 0)
    assert [each["code"] for each in json.loads(checked.out)] == found
    assert team.rows("SELECT DISTINCT command FROM change_set WHERE id > 1") == [("import",)]


@pytest.mark.parametrize("sheet", TABLES)
def test_without_update_a_difference_is_refused(
    team: Team, nothing_stored: Unchanged, sheet: str
) -> None:
    _, row, change, *_ = next(each for each in CHANGES if each[0] == sheet)
    with nothing_stored():
        assert set(team.take({sheet: [{**row, **change}]}, code=4).values()) == {(0, 0, 0, 1)}


def test_the_history_keeps_both(team: Team) -> None:
    team.update(volunteers=[{**VOLUNTEER, "email": "b@example.org", "approved": "2026-03-04"}])
    assert team.changes() == [
        ("volunteer", {"email": "a@example.org"}, {"email": "b@example.org"}),
        ("volunteer_stage", {"reached_on": "2026-03-01"}, {"reached_on": "2026-03-04"}),
    ]


def test_a_rehearsal_of_an_update_keeps_nothing(team: Team, nothing_stored: Unchanged) -> None:
    with nothing_stored():
        rows = {"visits": [{**VISIT, "minutes": "100"}]}
        assert team.take(rows, "--update", "--dry-run")["visits"] == (0, 1, 0, 0)


def test_a_blank_cell_never_clears(team: Team, nothing_stored: Unchanged) -> None:
    needed = {"volunteers": ("key", "name"), "children": ("key", "name"),
              "pauses": ("match", "from"), "visits": ("match", "on", "kind", "outcome"),
              "claims": ("key", "volunteer", "on", "category", "miles")}  # fmt: skip
    blank = {
        sheet: [
            {name: value if name in kept else "" for name, value in row.items()}
            for row in service()[sheet]
        ]
        for sheet, kept in needed.items()
    }
    with nothing_stored():
        counts = team.take(blank, "--update")
    assert all(
        (added, changed, refused) == (0, 0, 0) for added, changed, _, refused in counts.values()
    )


def test_a_blank_amount_leaves_a_given_one(team: Team) -> None:
    team.update(claims=[{**CLAIM, "amount": "9.99"}])
    assert team.update(claims=[{**CLAIM, "miles": "12"}])["claims"] == (0, 1, 0, 0)
    assert team.rows("SELECT amount_pence, priced, miles_tenths FROM claim_line") == [(999, 0, 120)]


def test_new_rows_are_added_beside_those_that_change(team: Team) -> None:
    counts = team.update(
        volunteers=[{**VOLUNTEER, "phone": "07700 900000"}, {"key": "V3", "name": "Cass"}],
        visits=[
            {**VISIT, "minutes": "91"}, {**VISIT, "on": "2026-04-02"}, {**VISIT, "minutes": "91"},
        ],
    )  # fmt: skip
    assert counts["volunteers"] == (1, 1, 0, 0)
    assert counts["visits"] == (1, 1, 1, 0)


RULES: list[tuple[str, Cells, Cells, str]] = [
    ("volunteers", VOLUNTEER, {"approved": "2026-01-04"},
     "approved on Sun 4 Jan 2026 is before interest expressed on Mon 5 Jan 2026"),
    ("volunteers", VOLUNTEER, {"on_hold_until": "2026-04-30"},
     "on hold until a day before the day on hold from"),
    ("volunteers", VOLUNTEER, {"left_on": "2026-02-01"}, "is before the last stage"),
    ("volunteers", VOLUNTEER, {"reference_1_on": "2026-01-30"},
     "(ivtool volunteer check V-1 reference --slot 1 --instead-of 2026-02-01 …)"),
    ("volunteers", VOLUNTEER, {"capacity": "21"}, "capacity 21 is not between 0 and 20"),
    ("children", CHILD, {"placement_from": "2026-11-23"}, "is still to come"),
    ("referrals", REFERRAL, {"closed_on": "2025-11-30"}, "is before the receipt"),
    ("referrals", REFERRAL, {"child": "C2"}, "the child cannot be another: it led to M-1"),
    ("referrals", REFERRAL, {"child": "C9"}, "points at child C9, which is not there"),
    ("matches", MATCH, {"ended_on": "2026-03-04"}, "is before the start"),
    ("matches", MATCH, {"second_volunteer": "V1"}, "the second volunteer is the first one again"),
    ("matches", MATCH, {"second_volunteer": "V2"},
     "began on Thu 5 Mar 2026, and all its months would be another couple's"),
    ("matches", MATCH, {"started_on": "2026-04-02"}, "L-1 would be none of the match's"),
    ("matches", MATCH, {"ended_on": "2026-03-31"}, "L-1 would be none of the match's"),
    ("pauses", PAUSE, {"until": "2026-04-30"}, "is before the first"),
    ("visits", VISIT, {"minutes": "1441"}, "1441 minutes is not between 1 and 1440"),
    ("claims", CLAIM, {"approved_on": "2026-04-09"}, "is before the claim"),
    ("claims", CLAIM, {"miles": "1000.1"}, "is not between 0.1 and 1,000"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "row", "change", "why"), RULES)
def test_every_rule_holds_for_the_changed_record(
    team: Team, nothing_stored: Unchanged, sheet: str, row: Cells, change: Cells, why: str
) -> None:
    bare = {name: "" for name in row if name.endswith("_on") and name != "received_on"} | change
    kept = {
        name: value for name, value in bare.items() if sheet != "matches" or name != "proposed_on"
    }
    with nothing_stored():
        [line] = team.refused(**{sheet: [{**row, **kept}]})
    assert line.startswith(f"{sheet}.csv row 2: ")
    assert why in line


COMMANDS: list[tuple[tuple[str, ...], str, Cells, str]] = [
    (("visit", "correct", "L-1", "--minutes", "100"), "visits", {**VISIT, "minutes": "95"},
     "minutes"),
    (("match", "resume", "M-1", "--on", "2026-05-08"), "pauses", {**PAUSE, "until": "2026-05-20"},
     "until"),
    (("volunteer", "edit", "V-1", "--email", "c@example.org"), "volunteers",
     {**VOLUNTEER, "email": "d@example.org", "phone": "07700 900000"}, "email"),
    (("expenses", "approve", "E-1", "--on", "2026-04-12"), "claims",
     {**CLAIM, "approved_on": "2026-04-13"}, "approved_on"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "sheet", "row", "named"), COMMANDS)
def test_what_a_command_has_set_since_is_not_changed(
    team: Team,
    nothing_stored: Unchanged,
    command: tuple[str, ...],
    sheet: str,
    row: Cells,
    named: str,
) -> None:
    team.command(*command)
    with nothing_stored():
        [line] = team.refused(**{sheet: [row]})
    assert line == (
        f"{sheet}.csv row 2: a command has set {named} since the import;"
        " leave it blank, or put it right with a command"
    )
    assert team.update(**{sheet: [{**row, named: ""}]})[sheet][3] == 0


def test_what_a_command_has_added_is_not_changed(team: Team, nothing_stored: Unchanged) -> None:
    team.command("visit", "log", "M-1", "--on", "2026-06-01", "--minutes", "60")
    logged = {**VISIT, "on": "2026-06-01"}
    with nothing_stored():
        [line] = team.refused(visits=[logged])
    assert "a command has set minutes" in line
    assert team.update(visits=[{**logged, "minutes": "60"}])["visits"] == (0, 1, 0, 0)


def test_a_child_that_a_command_has_moved_stays_there(
    team: Team, nothing_stored: Unchanged
) -> None:
    team.command("child", "move", "C-1", "--on", "2026-06-01", "--postcode", "LN9")
    with nothing_stored():
        [line] = team.refused(
            children=[{**CHILD, "placement_postcode": "LN5", "placement_from": ""}]
        )
    assert "a command has set placement_postcode" in line


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([FARE], "the claim is recorded already, with 2 lines, not 1"),
        ([{**CLAIM, "miles": "11"}, FARE], "is paid, and stays as it was; it differs in miles"),
        ([{**CLAIM, "paid_on": "2026-04-20"}, FARE, FARE], "a line of this claim is paid"),
    ],
)  # fmt: skip
def test_what_is_paid_stays_and_no_line_is_taken_away(
    team: Team, nothing_stored: Unchanged, lines: list[Cells], why: str
) -> None:
    team.update(claims=[{**CLAIM, "paid_on": "2026-04-20"}, FARE])
    with nothing_stored():
        found = team.refused(claims=lines)
    assert any(why in line for line in found)


def test_lines_are_added_to_an_unpaid_claim(team: Team) -> None:
    assert team.update(claims=[CLAIM, FARE, FARE])["claims"] == (2, 0, 1, 0)
    assert team.rows("SELECT line, amount_pence FROM claim_line ORDER BY line") == [
        (1, 550), (2, 420), (3, 420)
    ]  # fmt: skip


def test_only_a_changed_journey_is_priced_again(team: Team) -> None:
    team.update(claims=[CLAIM, {**CLAIM, "key": "E2", "miles": "30"}])
    team.command("policy", "set", "expenses.rates.car", "40", "--from", "2026-04-06")
    rows = [{**CLAIM, "description": "home"}, {**CLAIM, "key": "E2", "miles": "20"}]
    assert team.update(claims=rows)["claims"] == (0, 2, 0, 0)
    assert team.rows("SELECT amount_pence FROM claim_line ORDER BY id") == [(550,), (800,)]


def test_a_changed_journey_is_not_counted_twice(team: Team) -> None:
    many = [{**CLAIM, "key": f"T{n}", "on": f"2026-04-{n + 10}", "miles": "999"} for n in range(10)]
    team.update(claims=many)
    last = {**CLAIM, "key": "T9", "on": "2026-04-19", "miles": "998"}
    assert team.update(claims=[last])["claims"] == (0, 1, 0, 0)
    # 10 + 9 x 999 miles before it: 999 are left at the first rate.
    assert team.rows("SELECT max(amount_pence) FROM claim_line WHERE miles_tenths = 9980") == [
        (998 * 55,)
    ]


AFTER: Cells = {**MATCH, "key": "M2", "started_on": "2026-06-01"}


@pytest.mark.parametrize("first", [0, 1])
def test_a_match_may_begin_in_the_room_that_another_row_makes(team: Team, first: int) -> None:
    rows = [{**MATCH, "ended_on": "2026-06-01"}, AFTER]
    assert team.update(matches=rows if not first else rows[::-1])["matches"] == (1, 1, 0, 0)
    later = [{**MATCH, "ended_on": "2026-08-01"}, {**AFTER, "started_on": "2026-08-01"}]
    assert team.update(matches=later if not first else later[::-1])["matches"] == (0, 2, 0, 0)
    assert team.command("db", "check").out == ""


def test_two_live_matches_of_a_child_are_refused_as_ever(
    team: Team, nothing_stored: Unchanged
) -> None:
    with nothing_stored():
        found = team.refused(matches=[{**MATCH, "ending_reason": "x"}, AFTER])
    assert found == ["matches.csv row 3: the child has another live match at that time"]


def test_rows_that_hang_on_a_refused_one_are_not_kept_without_it(
    team: Team, nothing_stored: Unchanged
) -> None:
    team.update(matches=[{**MATCH, "ended_on": "2026-06-01"}, {**AFTER, "ended_on": "2026-07-01"}])
    # The first takes days that the second gives up, and the second cannot be taken.
    rows = [{**MATCH, "ended_on": "2026-06-15"},
            {**AFTER, "started_on": "2026-06-15", "first_meeting_on": "2026-06-16"}]  # fmt: skip
    with nothing_stored():
        ran = team.ran({"matches": rows}, "--update", "--skip-bad", code=4)
    assert "others were good only because of them" in ran.err


@pytest.mark.parametrize("first", [0, 1])
def test_a_pause_may_begin_in_the_room_that_another_row_makes(team: Team, first: int) -> None:
    rows = [{**PAUSE, "until": "2026-05-05"}, {**PAUSE, "from": "2026-05-06"}]
    assert team.update(pauses=rows if not first else rows[::-1])["pauses"] == (1, 1, 0, 0)
    assert team.command("db", "check").out == ""


def test_two_rows_of_one_key_that_differ_are_refused(team: Team, nothing_stored: Unchanged) -> None:
    with nothing_stored():
        for rows in (
            {"volunteers": [{**VOLUNTEER, "phone": "1"}, {**VOLUNTEER, "phone": "2"}]},
            {"volunteers": [VOLUNTEER, {**VOLUNTEER, "phone": "2"}]},
            {"visits": [{**VISIT, "mood": "1"}, {**VISIT, "mood": "2"}]},
            {"visits": [VISIT, {**VISIT, "mood": "2"}]},
        ):
            [line] = team.refused(**rows)
            assert "row 3: is recorded already and differs in" in line


def test_what_points_at_a_refused_row_is_taken_where_its_record_stands(team: Team) -> None:
    rows = {"volunteers": [{**VOLUNTEER, "capacity": "-1"}], "matches": [MATCH], "visits": [VISIT]}
    counts = team.take(rows, "--update", "--skip-bad", code=4)
    assert counts["volunteers"] == (0, 0, 0, 1)
    assert counts["matches"] == counts["visits"] == (0, 0, 1, 0)


# --- the refused rows, written back


def written(folder: Path) -> dict[str, list[list[str]]]:
    found = {}
    for path in sorted(folder.iterdir()):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            found[path.name] = list(csv.reader(stream))
    return found


def test_refused_rows_are_written_back_with_their_reasons(
    team: Team, tmp_path: Path, nothing_stored: Unchanged
) -> None:
    folder = tmp_path / "deep" / "rejects"
    rows: list[Cells] = [
        {**VISIT, "on": "soon", "minutes": "-5", "note": "=1+1"},
        {**VISIT, "on": "2026-04-03", "note": "'=1+1"},
        {**VISIT, "on": "2026-01-01", "note": "two\nlines", "why": "an older reason"},
    ]
    with nothing_stored():
        ran = team.ran({"visits": rows}, "--rejects", str(folder), code=4)
    assert f"ivtool: wrote {folder / 'visits.csv'}" in ran.err
    assert written(folder) == {
        "visits.csv": [
            ["why", "match", "on", "kind", "outcome", "minutes", "note"],
            ["on 'soon': is not a day", "M1", "soon", "visit", "held", "-5", "'=1+1"],
            ["Thu 1 Jan 2026 is before the match began (Thu 5 Mar 2026)", "M1", "2026-01-01",
             "visit", "held", "90", "two\nlines"],
        ]
    }  # fmt: skip
    assert (folder / "visits.csv").stat().st_mode & 0o777 == 0o600


def test_mended_rejects_import_and_their_reasons_are_no_column(team: Team, tmp_path: Path) -> None:
    folder = tmp_path / "rejects"
    bad = {**VISIT, "on": "soon", "note": "'=1+1"}
    good = {**VISIT, "on": "2026-04-03"}
    ran = team.ran({"visits": [bad, good]}, "--skip-bad", "--rejects", str(folder), code=4)
    assert "the others are stored" in ran.err
    path = folder / "visits.csv"
    path.write_text(path.read_text("utf-8").replace("soon", "2026-04-04"), "utf-8")
    ran = team.command("import", str(folder), "--rejects", str(tmp_path / "none"))
    assert "why" not in ran.err
    assert not (tmp_path / "none").exists()
    assert team.rows("SELECT note FROM visit WHERE visited_on = '2026-04-04'") == [("=1+1",)]


def test_every_line_of_a_refused_claim_is_written_back(team: Team, tmp_path: Path) -> None:
    lines = [{**FARE, "key": "E7"}, {**FARE, "key": "E7", "amount": "-1"}, {**FARE, "key": "E8"}]
    folder = tmp_path / "rejects"
    team.ran({"claims": lines}, "--skip-bad", "--rejects", str(folder), code=4)
    assert [row[0] for row in written(folder)["claims.csv"]] == [
        "why", "row 3 of this claim is refused", "the amount is not between £0 and £10,000"
    ]  # fmt: skip


def test_rejects_are_written_over_nothing(
    team: Team, tmp_path: Path, nothing_stored: Unchanged
) -> None:
    (tmp_path / "visits.csv").write_text("mine")
    with nothing_stored():
        rows = {"visits": [{**VISIT, "on": "2026-04-03"}]}
        ran = team.ran(rows, "--rejects", str(tmp_path), code=4)
    assert "[rejects.already_there]" in ran.err
    assert (tmp_path / "visits.csv").read_text() == "mine"


def test_rejects_that_cannot_be_written_keep_nothing(
    team: Team, tmp_path: Path, nothing_stored: Unchanged
) -> None:
    (tmp_path / "taken").write_text("a file")
    rows = {"visits": [{**VISIT, "on": "2026-04-03"}, {**VISIT, "on": "soon"}]}
    with nothing_stored():
        ran = team.ran(rows, "--skip-bad", "--rejects", str(tmp_path / "taken"), code=5)
    assert "cannot be made" in ran.err
