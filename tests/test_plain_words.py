"""What answers look like on a terminal of 80 columns, in Markdown, of one and of several."""

import re
import shutil
from pathlib import Path

import pytest
from conftest import Run, run_on

from ivtool.domain.sentences import counted
from ivtool.rendering import Column, Listing
from ivtool.text_table import as_table

SAMPLE = Path(__file__).parents[1] / "sample"
TODAY = "2026-11-23"
WIDTH = 80


@pytest.fixture(scope="module")
def imported(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sample in it; never to be changed."""
    path = tmp_path_factory.mktemp("plain-words") / "ivtool.db"
    shutil.copy(migrated, path)
    assert run_on(path, "import", str(SAMPLE), "--today", TODAY) == 0
    return path


@pytest.fixture
def sample(imported: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's own copy, looked at on a terminal of 80 columns."""
    monkeypatch.setenv("IVTOOL_TODAY", TODAY)
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    return Path(shutil.copy(imported, file))


def whole_words(shown: str, *of: str) -> list[str]:
    """The words that a shown text does not hold in one piece."""
    pieces = set(shown.split())
    return [word for text in of for word in text.split() if word not in pieces]


# --- 80 columns


@pytest.mark.usefixtures("sample")
def test_the_staff_at_80_columns_break_no_word(run: Run) -> None:
    people = (
        ("Ros Hale", "co-ordinator"),
        ("Alexandrina Ó Súilleabháin-Whitmore", "deputy service manager"),
    )
    for name, role in people:
        run("staff", "add", name, "--role", role, "--hours", "22.5", "--on", "1/9/2026")
    run("staff", "lead", "S-1", "--volunteer", "V-1", "--match", "M-1", "--on", "1/9/2026")
    shown = run("staff", "list", "--format", "table", "--names", "full").out
    assert max(map(len, shown.splitlines())) <= WIDTH
    assert whole_words(shown, *(word for each in people for word in each)) == []


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("match", [f"M-{number}" for number in range(1, 10)])
def test_what_is_explained_at_80_columns_breaks_no_word(match: str, run: Run) -> None:
    said = run("explain", "overdue", match, "--format", "plain").out
    shown = run("explain", "overdue", match, "--format", "table").out
    assert max(map(len, shown.splitlines())) <= WIDTH
    assert shown.split() == said.split()


def test_a_table_breaks_a_word_only_where_there_is_no_room_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    columns = (Column("a", "first"), Column("b", "second"), Column("c", "third"))
    row = {"a": "short words that can be folded", "b": "co-ordinator", "c": "indivisible"}
    for width in (80, 50, 40, 33):
        monkeypatch.setenv("COLUMNS", str(width))
        shown = "".join(as_table(Listing("", columns, [row], "")))
        assert max(map(len, shown.splitlines())) <= width
        assert whole_words(shown, *row.values()) == []
    monkeypatch.setenv("COLUMNS", "20")
    shown = "".join(as_table(Listing("", columns, [row], "")))
    assert max(map(len, shown.splitlines())) <= 20
    everything = "".join([*(column.heading for column in columns), *row.values()])
    assert sorted(re.sub(r"\s", "", shown)) == sorted(everything.replace(" ", ""))


# --- Markdown


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("A | B", r"A \| B"),
        ("[here](http://x.example)", r"\[here\](http://x.example)"),
        ("<b>Bo</b> & <script>", r"\<b\>Bo\</b\> \& \<script\>"),
        ("*very* _own_ `code` ~~not~~", r"\*very\* \_own\_ \`code\` \~\~not\~\~"),
        ("# 1", r"\# 1"),
        ("- one", r"\- one"),
        ("1. one", r"1\. one"),
        ("back\\slash", r"back\\slash"),
        ("two\nlines", "two lines"),
        ("St. Ann's (Fenmarsh), 24 hours", "St. Ann's (Fenmarsh), 24 hours"),
    ],
)
def test_markdown_shows_what_people_wrote_letter_by_letter(
    written: str, shown: str, run: Run
) -> None:
    for key in ("service.name", "service.contact"):
        run("policy", "set", key, written, "--from", "2026-01-01")
    document = run("report", "compliance", "--month", "2026-10", "--format", "markdown").out
    lines = document.splitlines()
    assert lines[0] == f"# {shown}"
    assert lines[-1] == shown
    # Nothing else became a heading, a row or a list of its own.
    plain = run("report", "compliance", "--month", "2026-10", "--format", "text").out
    assert plain.splitlines()[0] == " ".join(written.split("\n")) or "\n" in written
    assert [line for line in lines if line.startswith(("-", "1."))] == []


# --- an undecided panel, what is not claimed


@pytest.mark.usefixtures("sample")
def test_a_panel_that_has_met_and_not_decided_comes_before_the_next(run: Run) -> None:
    assert run("panel", "agenda", "--format", "table").out == (
        "No panel is to come, and none is undecided.\n"
    )
    run("panel", "add", "V-11", "--on", "2026-11-17")
    run("panel", "add", "V-12", "--on", "2026-12-01")
    shown = run("panel", "agenda", "--format", "table").out
    assert shown.startswith("Panel of Tue 17 Nov 2026\n")
    assert "V-11 is not decided: ivtool panel decide V-11 DECISION --on 2026-11-17" in shown
    run("panel", "decide", "V-11", "deferred", "--on", "2026-11-17")
    shown = run("panel", "agenda", "--format", "table").out
    assert shown.startswith("Panel of Tue 1 Dec 2026\n")
    assert "is not decided" not in shown


@pytest.mark.usefixtures("sample")
def test_who_has_left_undecided_does_not_stand_before_the_next_panel(run: Run) -> None:
    run("panel", "add", "V-11", "--on", "2026-11-17")
    run("volunteer", "leave", "V-11", "--on", "2026-11-20", "--reason", "moved away")
    assert run("panel", "agenda").out == ""


@pytest.mark.usefixtures("sample")
def test_visits_not_claimed_for_are_of_a_month_or_of_90_days_and_it_says_so(run: Run) -> None:
    title = "Visits with no claim"
    looked = run("report", "unclaimed", "--format", "table").out
    assert looked.startswith(f"{title} since 25 Aug 2026, 90 days back\n")
    september = run("report", "unclaimed", "--month", "2026-09", "--format", "table").out
    assert september.startswith(f"{title} from 1 Sep 2026 to 30 Sep 2026\n")
    days = run("report", "unclaimed", "--from", "1/9/2026", "--to", "30/9/2026", "--format", "csv")
    of_the_month = run("report", "unclaimed", "--month", "sep 2026", "--format", "csv").out
    assert days.out == of_the_month
    assert len(of_the_month.splitlines()) > 1
    assert all(",2026-09-" in line for line in of_the_month.splitlines()[1:])
    assert "90 days" in run("report", "unclaimed", "--help").out


# --- last month, on the last days of a month


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("today", "month"),
    [
        ("2026-03-31", "February 2026"),
        ("2026-05-31", "April 2026"),
        ("2026-12-31", "November 2026"),
        ("2026-03-29", "February 2026"),
        ("2024-03-30", "February 2024"),
        ("2026-10-01", "September 2026"),
        ("2026-01-31", "December 2025"),
    ],
)
def test_last_month_is_the_calendars_whatever_the_day(today: str, month: str, run: Run) -> None:
    for asked in ((), ("--month", "last month")):
        said = run("--today", today, "report", "compliance", *asked).out
        assert said.splitlines()[1] == f"Compliance report, {month}"


# --- looked after, one and several


@pytest.mark.usefixtures("sample")
def test_looked_after_is_said_the_same_way_everywhere(run: Run) -> None:
    add = ("referral", "add", "Mo Hart", "--authority", "Fenmarsh", "--source", "iro")
    run(*add, "--looked-after", "maybe", code=2)
    run(*add, "--looked-after", "yes")
    run("child", "edit", "C-11", "--looked-after", "no")
    run("child", "edit", "C-11", "--looked-after", code=2)


def test_one_is_told_as_one(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    sheet = "Key,Name,Email,Interest expressed,Approved\n"
    for name, said in (
        ("Ann", "1 approved volunteer is not"),
        ("Bo", "2 approved volunteers are not"),
    ):
        sheet += f"{name},{name} Lee,{name}@example.org,01/01/2024,01/06/2024\n"
        (folder / "volunteers.csv").write_text(sheet, encoding="utf-8")
        assert f"{said} clear to visit" in run("import", str(folder), "--today", TODAY).err
    assert counted(1, "row is", "rows are") == "1 row is"
    assert counted(0, "day") == "0 days"
    assert counted(1200, "day") == "1,200 days"
