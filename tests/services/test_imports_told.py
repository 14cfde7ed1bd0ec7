"""What an import leaves out, refuses and tells: sheets that are not read, rows that are nobody."""

import csv
import json
from pathlib import Path

import pytest
from conftest import Run, Unchanged
from importing import SPARE, TODAY, Cells, Team, reasons, service, team
from xlsxwriter import Workbook as Writer

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

__all__ = ["team"]

VISIT: Cells = {"match": "M1", "on": "2026-10-12", "kind": "visit", "outcome": "held"}
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "Err:502")
UNSEEN = "\u200b"
# What a team may well have: the keys and days of the example, and something of their own.
OWN: dict[str, Cells] = {
    "volunteers": {"name": "Ann Lee"},
    "children": {"name": "Bo Lee"},
    "referrals": {"source": "carer"},
    "matches": {"every_months": "2"},
    "pauses": {"until": "20/08/2025"},
    "visits": {"minutes": "45"},
    "excuses": {"reason": "ill"},
    "claims": {"miles": "13"},
    "support": {"minutes": "50"},
    "reviews": {"wants_iv": "no", "attended": "no"},
    "match_reviews": {"child_confidence": "2"},
    "holds": {"reason": "ill"},
    "intervals": {"from": "20/05/2025", "every_months": "2"},
    "openings": {"why": "ill"},
    "authorities": {"from": "01/01/2025"},
}


def codes(out: str) -> list[tuple[str, int | None, str | None, str]]:
    return [
        (sheet["sheet"], each["row"], each["column"], each["code"])
        for sheet in json.loads(out)
        for each in sheet["refusals"]
    ]


# --- sheets that hold rows and are not read


def test_a_sheet_that_holds_rows_and_is_not_read_is_named(
    run: Run, tmp_path: Path, nothing_stored: Unchanged
) -> None:
    path = tmp_path / "book.xlsx"
    with Writer(str(path)) as book:
        book.add_worksheet("children").write_column(0, 0, ("key", "C1"))
        book.sheetnames["children"].write_column(0, 1, ("name", "Ann"))
        for name in ("Visits 2025", "Visits 2026"):
            book.add_worksheet(name).write_column(0, 0, ("match", "M1"))
        book.add_worksheet("Lists").write_column(0, 0, ("held", "missed"))
        book.sheetnames["Lists"].hide()
        book.add_worksheet("Visits 2027").write_row(0, 0, ("match", "on"))
        book.add_worksheet("Sheet3")
    for options in ((), ("--skip-bad",), ("--dry-run",)):
        with nothing_stored():
            ran = run("import", str(path), *options, code=4)
        for name in ("'Visits 2025'", "'Visits 2026'", "Lists"):
            assert f"--leave-out {name}" in ran.err
        assert "Visits 2027, book.xlsx, Sheet3 are not the names of sheets" in ran.err
    with nothing_stored():
        ran = run("import", str(path), "--format", "json", code=4)
    assert [each for each in codes(ran.out) if each[3] == "sheet.not_read"] == [
        ("Visits 2025", None, None, "sheet.not_read"),
        ("Visits 2026", None, None, "sheet.not_read"),
        ("Lists", None, None, "sheet.not_read"),
    ]
    left = ("--leave-out", "visits 2025", "--leave-out", "Visits 2026", "--leave-out", "LISTS")
    ran = run("import", str(path), *left)
    assert "children      1" in ran.out


@pytest.mark.parametrize("name", ["Visits 2025.csv", "visits.xlsx", "visits.tsv"])
def test_a_file_of_a_folder_that_is_not_read_is_named(
    team: Team, nothing_stored: Unchanged, name: str
) -> None:
    team.write(service())
    (team.folder / name).write_text("match,on\nM1,2026-10-12\n")
    with nothing_stored():
        ran = team.command("import", str(team.folder), "--skip-bad", code=4)
    assert f"  - {name}: holds rows and is not read" in ran.err
    assert "nothing was stored: 1 sheet holds rows that are not read" in ran.err
    team.command("import", str(team.folder), "--leave-out", name)


def test_a_sheet_of_ours_may_be_left_out_and_what_is_not_there_may_not(team: Team) -> None:
    team.write(service(visits=[{**VISIT, "outcome": "nonsense"}]))
    team.command("import", str(team.folder), "--leave-out", "rota", code=3)
    ran = team.command("import", str(team.folder), "--leave-out", "visits")
    assert "visits.csv is left out, as asked" in ran.err
    assert team.rows("SELECT count(*) FROM match") == [(2,)]


# --- rows that are nobody


def test_a_row_of_totals_is_refused(team: Team, nothing_stored: Unchanged) -> None:
    for total in ("Total", "TOTALS:", "Sum", "Grand total", "Total visits", "Sub-total"):
        with nothing_stored():
            ran = team.take(service(children=[{"key": total, "name": "2"}]), code=4)
        assert codes(ran.out) == [("children", 4, None, "sheet.totals")]
        with nothing_stored():
            ran = team.take(service(visits=[VISIT, {"match": total, "minutes": "90"}]), code=4)
        assert codes(ran.out) == [("visits", 3, None, "sheet.totals")]


@pytest.mark.parametrize("name", ["2", "?", "---", "123 456", "٣"])
def test_a_name_without_a_letter_is_refused(
    team: Team, nothing_stored: Unchanged, name: str
) -> None:
    for sheet in ("children", "volunteers"):
        with nothing_stored():
            ran = team.take({sheet: [{"key": "X1", "name": name}]}, code=4)
        assert codes(ran.out) == [(sheet, 2, None, "sheet.name_without_letter")]
        assert f": {name}" not in ran.err
        assert repr(name) not in ran.err


@pytest.mark.parametrize("name", ["Sum Wong", "Bo", "王", "مريم", "O", "Totally Fine"])
def test_a_name_with_a_letter_is_taken(team: Team, name: str) -> None:
    assert team.counts({"children": [{"key": "X1", "name": name}]})["children"] == (1, 0, 0, 0)


def test_headings_that_come_again_are_refused(team: Team, nothing_stored: Unchanged) -> None:
    twice = service(
        children=[{"key": "Key", "name": "NAME"}],
        visits=[{"match": "Match", "on": "On", "kind": "Kind", "outcome": "Outcome"}],
    )
    with nothing_stored():
        ran = team.take(twice, code=4)
    assert {code for *_, code in codes(ran.out)} == {"sheet.headings_again"}


def test_the_examples_of_the_template_are_refused_and_what_is_like_them_is_not(
    team: Team, tmp_path: Path, nothing_stored: Unchanged
) -> None:
    folder = tmp_path / "template"
    team.command("import", "--template", str(folder))
    with nothing_stored():
        ran = team.command("import", str(folder), "--format", "json", code=4)
        team.command("import", str(folder), "--skip-bad", code=4)
    assert [code for *_, code in codes(ran.out)] == ["sheet.example"] * len(OWN)
    for path in folder.iterdir():
        with path.open(encoding="utf-8-sig", newline="") as stream:
            [row] = csv.DictReader(stream)
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, row)
            writer.writeheader()
            writer.writerow({**row, **OWN[path.stem]})
    team.command("import", str(folder))
    assert team.rows("SELECT count(*) FROM claim_line") == [(1,)]


# --- cells


@pytest.mark.parametrize("error", ERRORS)
def test_a_failed_formula_is_refused_in_every_column(
    team: Team, nothing_stored: Unchanged, error: str
) -> None:
    sheets: dict[str, list[Cells]] = {
        sheet: [dict.fromkeys(row, error)] for sheet, row in SPARE.items()
    }
    with nothing_stored():
        ran = team.take(sheets, code=4)
    expected = {(sheet, name) for sheet, row in SPARE.items() for name in row}
    found = {(sheet, column) for sheet, _, column, code in codes(ran.out)}
    assert found == expected
    assert {code for *_, code in codes(ran.out)} == {"sheet.formula_error"}


def test_letters_that_nobody_sees_are_taken_off(team: Team) -> None:
    unseen: Cells = {name: f"{UNSEEN}{cell}\u00a0\u200e" for name, cell in VISIT.items()}
    team.take(service(visits=[{**unseen, "minutes": f"90{UNSEEN}", "note": f"a{UNSEEN}b"}]))
    assert team.rows("SELECT match_id, visited_on, kind, minutes, note FROM visit") == [
        (1, "2026-10-12", "visit", 90, f"a{UNSEEN}b")
    ]
    assert team.counts(service(visits=[{**VISIT, "minutes": "90"}]))["visits"] == (0, 0, 1, 0)


def test_a_text_that_nobody_sees_is_blank(team: Team, nothing_stored: Unchanged) -> None:
    blank = UNSEEN + "\u00a0\ufeff"
    with nothing_stored():
        ran = team.take(service(children=[{"key": "C3", "name": blank}]), code=4)
    assert codes(ran.out) == [("children", 4, "name", "sheet.blank")]
    team.take(service(children=[{"key": "C3", "name": "Bo", "likes": blank}, {"key": blank}]))
    assert team.rows("SELECT name, likes FROM child WHERE key = 'C3'") == [("Bo", None)]


# --- what depends on a refused row


def test_with_skip_bad_what_points_at_a_refused_row_is_refused_all_the_way(team: Team) -> None:
    sheets = service(
        pauses=[{"match": "M1", "from": "2026-07-01", "until": "2026-07-02"}],
        visits=[VISIT, {**VISIT, "match": "M2", "on": "2026-05-12"}],
        excuses=[{"match": "M1", "month": "2026-08", "by": "Jo", "reason": "ill"}],
        claims=[
            {"key": "E1", "volunteer": "V2", "on": "2026-05-12", "category": "fare", "amount": "1"},
            {"key": "E1", "volunteer": "V2", "on": "2026-05-12", "category": "fare", "amount": "x"},
            {"key": "E2", "volunteer": "V1", "on": "2026-05-12", "category": "fare", "amount": "1"},
        ],
    )
    sheets["volunteers"][0]["capacity"] = "-1"
    found = team.counts(sheets, "--skip-bad", code=4)
    assert {sheet: (counts[0], counts[3]) for sheet, counts in found.items()} == {
        "volunteers": (1, 1), "children": (2, 0), "referrals": (2, 0), "matches": (1, 1),
        "pauses": (0, 1), "visits": (1, 1), "excuses": (0, 1), "claims": (0, 3),
    }  # fmt: skip
    assert team.command("db", "check").out == ""


def test_what_points_at_a_row_whose_record_stands_is_taken(team: Team) -> None:
    team.take(service())
    sheets = service(visits=[VISIT])
    sheets["matches"][0]["started_on"] = "2026-02-30"
    sheets["volunteers"][0]["capacity"] = "-1"
    found = team.counts(sheets, "--skip-bad", code=4)
    assert (found["volunteers"][3], found["matches"][3], found["visits"]) == (1, 1, (1, 0, 0, 0))


def test_what_points_at_a_key_that_an_earlier_row_has_is_taken(team: Team) -> None:
    sheets = service(matches=[{**service()["matches"][0], "started_on": "2026-01-06"}])
    found = team.counts({**sheets, "visits": [VISIT]}, "--skip-bad", code=4)
    assert (found["matches"][0], found["matches"][3], found["visits"]) == (2, 1, (1, 0, 0, 0))


def test_that_others_are_stored_is_said_only_where_some_were(team: Team) -> None:
    sheets: dict[str, list[Cells]] = {
        "volunteers": [{"key": "V1", "name": "Ann"}, {"key": "V2", "name": "2"}]
    }
    assert "the others are stored" in team.take(sheets, "--skip-bad", code=4).err
    assert "the others say nothing new" in team.take(sheets, "--skip-bad", code=4).err


# --- many refusals


def test_of_one_cause_five_are_listed_and_the_rest_are_counted(
    team: Team, nothing_stored: Unchanged
) -> None:
    rows = [{**VISIT, "on": "soon", "kind": "?"} for _ in range(218)]
    team.write(service(visits=rows))
    with nothing_stored():
        ran = team.command("import", str(team.folder), code=4)
        script = team.command("import", str(team.folder), "--format", "json", code=4)
    assert ran.err.count("on 'soon': is not a day") == 5
    assert ran.err.count("… and 213 more of this kind") == 2
    assert len(reasons(script)) == 2 * 218
    team.command("import", str(team.folder), "--rejects", str(team.folder / "bad"), code=4)
    assert len((team.folder / "bad" / "visits.csv").read_text("utf-8-sig").splitlines()) == 219


def test_however_much_is_refused_it_is_less_than_200_lines(team: Team) -> None:
    team.write({sheet: [dict.fromkeys(row, "#N/A")] * 30 for sheet, row in SPARE.items()})
    for sheet in SPARE:
        path = team.folder / f"{sheet}.csv"
        lines = path.read_text().splitlines()
        lines[0] += "".join(f",x{place}" for place in range(200))
        path.write_text("\n".join(lines))
    for number in range(50):
        (team.folder / f"other {number}.csv").write_text("a\n1\n")
        (team.folder / f"blank {number}.csv").write_text("a\n")
    ran = team.command("import", str(team.folder), code=4)
    assert len(ran.err.splitlines()) < 200
    assert "more of" in ran.err


def test_a_script_is_told_of_a_workbook_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04 and no more")
    ran = run("--today", TODAY, "import", str(tmp_path / "book.xlsx"), "--format", "json", code=4)
    assert [code for *_, code in codes(ran.out)] == ["workbook.damaged"]
