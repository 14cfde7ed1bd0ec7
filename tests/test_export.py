"""Everything out and in again: the same rows, the same reports byte for byte."""

import csv
import fcntl
import json
import os
import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from conftest import Run, Unchanged, names, opened, run_on
from python_calamine import load_workbook

from ivtool.sheets.columns import LAYOUTS, SHEET_NAMES
from ivtool.sheets.workbook import read_workbook
from ivtool.sheets.writing import Cell, Filled, write_folder, write_workbook

HERE = Path(__file__).parent
TODAY = "2026-11-23"
REPORTS = (
    ("report", "overdue", "--all"),
    ("report", "ledger", "--from", "2020-01"),
    ("report", "waiting"),
    ("report", "owed"),
    ("report", "compliance", "--month", "2026-10"),
    ("volunteer", "list"),
    ("referral", "list"),
    ("match", "list"),
    ("visit", "list"),
    ("expenses", "list"),
)
TEXTS = ("one\rtwo", "_x000D\r_", "_x000D_",
         "007", "O'Brien", "Zoë", "[Ann]", "=1+1", "'=1+1", "''=1", "+44 1", "-", "@x", "'", "'a",
         "a\nb", "31/02/2026", "yes", "1e3", "x" * 300, "مريم", "http://example.org/a",
         "{=1}")  # fmt: skip


@pytest.fixture(scope="module", params=["sample", "tests/sample-service"])
def service(
    request: pytest.FixtureRequest, migrated: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A file with one of the samples in it; never to be changed."""
    path = Path(shutil.copy(migrated, tmp_path_factory.mktemp("service") / "ivtool.db"))
    folder = HERE.parent / request.param
    assert run_on(path, "--today", TODAY, "import", str(folder)) == 0
    return path


def printed(file: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert run_on(file, "--today", TODAY, *arguments, "--format", "json") == 0
    return capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("target", ["out", "out.xlsx"])
def test_what_was_exported_gives_the_same_reports_byte_for_byte(
    service: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], target: str
) -> None:
    out = tmp_path / target
    assert run_on(service, "export", str(out), "--names", "full") == 0
    assert run_on(file, "--today", TODAY, "import", str(out)) == 0
    for report in REPORTS:
        assert printed(file, capsys, *report) == printed(service, capsys, *report), report
    again = json.loads(printed(service, capsys, "import", str(out), "--dry-run"))
    assert {(row["added"], row["changed"], row["refused"]) for row in again} == {(0, 0, 0)}
    second = tmp_path / f"again-{target}"
    assert run_on(file, "export", str(second), "--names", "full") == 0
    if out.is_dir():
        for path in out.iterdir():
            assert without_file(read(path)) == without_file(read(second / path.name)), path.name


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def without_file(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows of an export, whatever the file that they are of."""
    assert all(row.pop("file_id") for row in rows)
    return rows


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_records_made_by_hand_get_new_ones_for_keys(run: Run, out: Path, file: Path) -> None:
    with closing(opened(file)) as connection:
        connection.executescript(
            "INSERT INTO volunteer (id, key, name, capacity, capacity_imported) VALUES"
            " (1, 'new-V-2', 'Ann', 1, 0), (2, NULL, 'Bo', 1, 0), (3, NULL, 'Cy', 1, 0),"
            " (4, 'new-V-2-2', 'Di', 1, 0), (5, 'V-3', 'Ed', 1, 0);"
            "INSERT INTO volunteer_spell (volunteer_id, spell)"
            " VALUES (1, 1), (2, 1), (3, 1), (4, 1), (5, 1);"
            "INSERT INTO child (id, name) VALUES (1, 'Ed');"
            "INSERT INTO referral (id, child_id, received_on, source)"
            " VALUES (1, 1, '2026-01-01', 'iro');"
            "INSERT INTO match (id, referral_id, child_id, volunteer_id, proposed_on)"
            " VALUES (1, 1, 1, 2, '2026-01-02');"
        )
    ran = run("export", str(out), "--names", "full")
    assert [(row["ref"], row["key"]) for row in read(out / "volunteers.csv")] == [
        ("V-1", "new-V-2"),
        ("V-2", "new-V-2-3"),
        ("V-3", "new-V-3"),
        ("V-4", "new-V-2-2"),
        ("V-5", "new-V-5"),
    ]
    assert "  keys written like refs, which no import takes: new ones are written: 1\n" in ran.err
    [match] = read(out / "matches.csv")
    assert (match["ref"], match["key"], match["referral"], match["volunteer"]) == (
        "M-1", "new-M-1", "new-R-1", "new-V-2-3",
    )  # fmt: skip
    assert read(out / "referrals.csv")[0]["child"] == "new-C-1"
    counts = json.loads(run("import", str(out), "--format", "json").out)
    assert [row["unchanged"] for row in counts][:4] == [5, 1, 1, 1]
    assert {row["added"] + row["changed"] for row in counts} == {0}


def test_who_came_back_is_not_exported_as_approved(run: Run, out: Path, file: Path) -> None:
    with closing(opened(file)) as connection:
        connection.executescript(
            "INSERT INTO volunteer (id, name, capacity, capacity_imported) VALUES (1, 'Ann', 1, 0);"
            "INSERT INTO volunteer_spell (volunteer_id, spell, ended_on, ended_as)"
            " VALUES (1, 1, '2026-03-01', 'left'), (1, 2, NULL, NULL);"
            "INSERT INTO volunteer_stage (volunteer_id, spell, stage, reached_on)"
            " VALUES (1, 1, 'approved', '2025-01-01'), (1, 2, 'informal_chat', '2026-06-01');"
            "INSERT INTO volunteer_check (volunteer_id, kind, slot, from_on, outcome) VALUES"
            " (1, 'dbs', 1, '2025-01-01', 'clear'), (1, 'dbs', 1, '2026-06-01', 'not_clear');"
        )
    ran = run("export", str(out), "--names", "full")
    [row] = read(out / "volunteers.csv")
    assert (row["approved"], row["informal_chat"], row["left_on"]) == ("", "2026-06-01", "")
    assert row["dbs_issued"] == "2025-01-01"
    assert "  earlier spells of volunteers: 1\n" in ran.err
    assert "  other or earlier pieces of evidence about volunteers: 1\n" in ran.err


def test_what_no_sheet_holds_is_counted(run: Run, out: Path) -> None:
    today = ("--today", TODAY)
    run(*today, "import", str(HERE.parent / "sample"))
    run(*today, "visit", "withdraw", "L-1")
    run(*today, "policy", "set", "visits.grace_days", "9")
    run(*today, "match", "pause", "MAT-02", "--on", "today", "--note", "away")
    ran = run("export", str(out), "--names", "full", "--format", "json")
    assert ran.err.splitlines() == [
        "ivtool: note: the sheets cannot hold these, and they are left out:",
        "  commands in the history: 5",
        "  policy values that were set: 1",
        "  withdrawn visits: 1",
        "  notes on pauses: 1",
    ]
    counts = {row["sheet"]: row["rows"] for row in json.loads(ran.out)}
    assert (counts["visits"], counts["pauses"]) == (77, 3)


def test_what_is_known_of_recruiting_and_of_the_staff_is_counted(
    run: Run, out: Path, file: Path
) -> None:
    with closing(opened(file)) as connection:
        connection.executescript(
            "INSERT INTO volunteer (id, name, capacity, capacity_imported, experience) VALUES"
            " (1, 'Ann', 1, 0, 'Scouts');"
            "INSERT INTO volunteer_spell (volunteer_id, spell) VALUES (1, 1);"
            "INSERT INTO training (id, held_on, modules) VALUES (1, '2026-03-01', 'boundaries');"
            "INSERT INTO panel_meeting (id, held_on) VALUES (1, '2026-03-02');"
            "INSERT INTO volunteer_check (id, volunteer_id, kind, slot, asked_on, from_on, outcome,"
            " rechecked_on, chased_on, number_purged_on, training_id, meeting_id) VALUES"
            " (1, 1, 'dbs', 1, '2026-01-01', '2026-02-01', 'clear', NULL, '2026-01-30',"
            "  '2026-09-01', NULL, NULL),"
            " (2, 1, 'dbs', 1, NULL, NULL, 'clear', '2026-08-01', NULL, NULL, NULL, NULL),"
            " (3, 1, 'dbs', 1, NULL, NULL, 'clear', '2026-10-01', NULL, NULL, NULL, NULL),"
            " (4, 1, 'training', 1, NULL, '2026-03-01', 'clear', NULL, NULL, NULL, 1, NULL),"
            " (5, 1, 'panel', 1, '2026-02-20', NULL, NULL, NULL, NULL, NULL, NULL, 1),"
            " (6, 1, 'book', 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);"
            "INSERT INTO book_section (check_id, section, words) VALUES (6, 'likes', 'Chess');"
            "INSERT INTO waiver (volunteer_id, gate, waived_by, reason, from_on, until_on)"
            " VALUES (1, 'dbs', 'Di', 'why', '2026-01-01', '2026-02-01');"
            "INSERT INTO child (id, name) VALUES (1, 'Ed');"
            "INSERT INTO placement (child_id, provider) VALUES (1, 'Marsh House');"
            "INSERT INTO staff (id, name, role, joined_on) VALUES (1, 'Di', 'x', '2026-01-01');"
            "INSERT INTO lead_worker (staff_id, volunteer_id, from_on) VALUES (1, 1, '2026-01-01');"
        )
    ran = run("export", str(out), "--names", "full")
    assert [line for line in ran.err.splitlines() if "history" not in line] == [
        "ivtool: note: the sheets cannot hold these, and they are left out:",
        "  volunteers with experience or an expected commitment: 1",
        "  waivers: 1",
        "  days on which a check was chased: 1",
        "  certificate numbers that were purged: 1",
        "  training sessions: 1",
        "  panel meetings: 1",
        '  sections of "This is me" books: 1',
        "  homes of children with a provider: 1",
        "  staff: 1",
        "  lead workers: 1",
        "  other or earlier pieces of evidence about volunteers: 4",
    ]


def test_plans_and_concerns_are_counted_and_never_told(run: Run, out: Path) -> None:
    today = ("--today", TODAY)
    run(*today, "import", str(HERE.parent / "sample"))
    run(*today, "visit", "plan", "M-1", "--on", "1/12/2026")
    run(*today, "concern", "raise", "--child", "C-1", "--kind", "health", "--words", "A cough.")
    run(*today, "concern", "told", "K-1", "social_worker", "--to", "Ola Fenn")
    ran = run("export", str(out), "--names", "full")
    assert [line for line in ran.err.splitlines() if "history" not in line] == [
        "ivtool: note: the sheets cannot hold these, and they are left out:",
        "  planned visits: 1",
        "  concerns: 1",
    ]
    assert not any(b"cough" in path.read_bytes() for path in out.iterdir())


def test_names_in_full_must_be_asked_for(run: Run, out: Path, nothing_stored: Unchanged) -> None:
    for asked in ((), ("--names", "refs"), ("--names", "initials")):
        with nothing_stored():
            ran = run("export", str(out), *asked, code=4)
        assert "[export.names]" in ran.err
        assert f"ivtool export {out} --names full" in ran.err
        assert not out.exists()


@pytest.mark.parametrize("name", ["out.xlsx", "out"])
def test_nothing_is_written_over(
    run: Run, tmp_path: Path, nothing_stored: Unchanged, name: str
) -> None:
    target = tmp_path / name
    mine = target if name == "out.xlsx" else target / "visits.csv"
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine")
    with nothing_stored():
        ran = run("export", str(target), "--names", "full", code=4)
    assert "[export.already_there]" in ran.err
    assert mine.read_text() == "mine"
    if name == "out":
        assert list(target.iterdir()) == [mine]


def test_files_are_for_their_owner_alone(run: Run, tmp_path: Path) -> None:
    run("export", str(tmp_path / "out.xlsx"), "--names", "full")
    run("export", str(tmp_path / "deep" / "out"), "--names", "full")
    assert (tmp_path / "deep" / "out").stat().st_mode & 0o777 == 0o700
    files = [tmp_path / "out.xlsx", *(tmp_path / "deep" / "out").iterdir()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert len(files) == 1 + len(SHEET_NAMES)


def test_a_place_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    run("export", str(tmp_path / "taken"), "--names", "full", code=5)
    run("export", str(tmp_path / "none" / "out.xlsx"), "--names", "full", code=5)
    run("export", str(tmp_path / "out.ods"), "--names", "full", code=2)


def test_an_empty_file_gives_empty_sheets(run: Run, out: Path) -> None:
    run("export", str(out), "--names", "full")
    assert all(read(path) == [] for path in out.iterdir())
    run("import", str(out))


def test_a_workbook_holds_days_as_days_and_text_as_text(run: Run, tmp_path: Path) -> None:
    run("--today", TODAY, "import", str(HERE.parent / "sample"))
    target = tmp_path / "out.xlsx"
    run("export", str(target), "--names", "full")
    book = load_workbook(target)
    assert book.sheet_names == list(SHEET_NAMES)
    rows = {name: book.get_sheet_by_name(name).to_python() for name in SHEET_NAMES}
    first = dict(zip(rows["volunteers"][0], rows["volunteers"][1], strict=True))
    assert first["date_of_birth"] == date(1961, 3, 14)
    assert first["dbs_number"] == "001748820316"
    assert (first["phone"], first["capacity"], first["drives"]) == ("07700 900114", 2.0, "yes")
    claim = dict(zip(rows["claims"][0], rows["claims"][1], strict=True))
    assert (claim["miles"], claim["amount"], claim["priced_at"]) == (24.0, "", 10.8)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_text_comes_back_as_it_was(tmp_path: Path, kind: str) -> None:
    children = next(layout for layout in LAYOUTS if layout.name == "children")
    headings = [column.name for column in children.columns]
    born = date(1900, 2, 28)
    rows: list[list[Cell]] = [[f"C{n}", "Ann", born, text] for n, text in enumerate(TEXTS)]
    filled = [Filled("children", [*headings[:3], "likes"], rows)]
    path = tmp_path / "out.xlsx" if kind == "xlsx" else tmp_path / "out"
    (write_workbook if kind == "xlsx" else write_folder)(path, filled)
    book = read_workbook(path)
    assert [row.likes for row in book.children.rows] == list(TEXTS)
    assert {row.date_of_birth for row in book.children.rows} == {date(1900, 2, 28)}


def test_a_text_too_long_for_a_workbook_is_refused_and_leaves_nothing(
    run: Run, tmp_path: Path, file: Path
) -> None:
    with closing(opened(file)) as connection:
        connection.execute("INSERT INTO child (name, likes) VALUES ('Ann', ?)", ("x" * 32_768,))
        connection.commit()
    ran = run("export", str(tmp_path / "out.xlsx"), "--names", "full", code=4)
    assert "children row 2 has over 32,767 letters in a cell" in ran.err
    assert not (tmp_path / "out.xlsx").exists()
    run("export", str(tmp_path / "out"), "--names", "full")


# --- sheets to begin with


def test_the_templates_example_rows_can_be_read_and_are_nobody(
    run: Run, tmp_path: Path, nothing_stored: Unchanged
) -> None:
    folder = tmp_path / "ours"
    ran = run("import", "--template", str(folder))
    assert "each has one example row" in ran.out
    for layout in LAYOUTS:
        [row] = read(folder / f"{layout.name}.csv")
        assert list(row) == [column.name for column in layout.columns]
    with nothing_stored():
        ran = run("import", str(folder), "--format", "json", code=4)
    refused = [each["code"] for row in json.loads(ran.out) for each in row["refusals"]]
    assert refused == ["sheet.example"] * 13


def test_templates_are_written_over_nothing_and_stand_alone(
    run: Run, tmp_path: Path, nothing_stored: Unchanged
) -> None:
    (tmp_path / "claims.csv").write_text("mine")
    with nothing_stored():
        run("import", "--template", str(tmp_path), code=4)
        run("import", str(tmp_path), "--template", str(tmp_path / "new"), code=2)
        run("import", code=2)
    assert [path.name for path in tmp_path.glob("*.csv")] == ["claims.csv"]


def test_templates_need_no_data_file(tmp_path: Path) -> None:
    assert run_on(tmp_path / "none.db", "import", "--template", str(tmp_path / "ours")) == 0
    assert not (tmp_path / "none.db").exists()


MARK = ".unfinished.0123abcd.ivtool.part"


@pytest.fixture
def half(out: Path) -> Path:
    """A folder that was there, with what an export leaves that was killed between two names."""
    (out / MARK).mkdir(parents=True)
    for name in ("volunteers.csv", "children.csv"):
        (out / MARK / name).write_text("key,name\nX1,Al Example\n", encoding="utf-8")
    (out / "volunteers.csv").hardlink_to(out / MARK / "volunteers.csv")
    (out / "minutes.txt").touch()
    return out


def test_half_an_export_is_not_imported(half: Path, run: Run, nothing_stored: Unchanged) -> None:
    with nothing_stored():
        assert "[sheets.unfinished]" in run("import", str(half), code=4).err
    assert names(half) == [MARK, "minutes.txt", "volunteers.csv"]


@pytest.mark.parametrize("how", ["export", "template"])
def test_the_next_writer_clears_half_an_export_away(half: Path, run: Run, how: str) -> None:
    whole = sorted(f"{name}.csv" for name in SHEET_NAMES)
    writer = ("export", str(half), "--names", "full")
    run(*(writer if how == "export" else ("import", "--template", str(half))))
    assert names(half) == sorted([*whole, "minutes.txt"])
    assert "Al Example" not in (half / "volunteers.csv").read_text(encoding="utf-8")


def test_what_somebody_else_put_there_is_not_cleared_away(half: Path, run: Run) -> None:
    (half / "children.csv").write_text("key,name\nC1,Ours\n", encoding="utf-8")
    ran = run("export", str(half), "--names", "full", code=4)
    assert f"{half / 'children.csv'} is already there" in ran.err
    assert names(half) == ["children.csv", "minutes.txt"]


def test_a_writer_at_work_is_not_disturbed(half: Path, run: Run) -> None:
    handle = os.open(half / MARK, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    run("export", str(half), "--names", "full", code=4)
    os.close(handle)
    assert names(half) == [MARK, "minutes.txt", "volunteers.csv"]


def test_what_a_killed_export_left_beside_goes_with_the_next(
    run: Run, tmp_path: Path, out: Path
) -> None:
    left = tmp_path / ".other.0123abcd.ivtool.part"
    theirs = tmp_path / ".other.0123abcd.part"
    for folder in (left, theirs):
        folder.mkdir()
        (folder / "volunteers.csv").touch()
    run("export", str(out), "--names", "full")
    assert names(tmp_path) == [theirs.name, "data", "out"]
