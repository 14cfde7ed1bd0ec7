"""The end of the history on a month's report: it stays as long as the month's facts do."""

import json
import re
from pathlib import Path

import pytest
from conftest import Run

SAMPLE = Path(__file__).parent.parent.parent / "sample"
DAY = ("--today", "2026-11-23")
HEAD = re.compile(r"history to (H-\d+): ((?:[0-9a-f]{4} ?){8})")
OCTOBER = ("report", "compliance", "--month", "2026-10")
# Of November, or of nothing that a figure goes by.
LATER = (
    "visit log M-7 --on 2026-11-22 --minutes 90 --miles 24",
    "match pause M-6 --on 2026-11-10 --reason exams",
    "expenses claim V-3 --match M-1 --on 2026-11-22 --miles 10",
    "volunteer edit V-3 --phone 07700900123",
    "policy set visits.grace_days 9 --from 2026-11-01",
    "concern raise --match M-6 --kind health --words cough --on 2026-11-20",
)
OF_OCTOBER = (
    "visit log M-7 --on 2026-10-30 --minutes 20 --kind phone",
    "visit correct L-60 --on 2026-10-02",
    "expenses claim V-3 --match M-1 --on 2026-10-22 --miles 10 --claimed 2026-11-20",
    "match pause M-6 --on 2026-10-31 --reason exams",
)


@pytest.fixture
def sample(run: Run) -> Run:
    run(*DAY, "import", str(SAMPLE))
    return run


def said(run: Run) -> tuple[str, str]:
    """The end of the history, as `history head` has it."""
    [card] = json.loads(run("history", "head", "--format", "json").out)
    return card["ref"], card["said"]


def named(text: str) -> tuple[str, str]:
    """The same as a text names it."""
    found = HEAD.search(text)
    assert found is not None, text
    return found[1], found[2].strip()


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_what_is_of_no_fact_of_a_month_leaves_its_report_byte_for_byte(
    sample: Run, form: str
) -> None:
    before = sample(*DAY, *OCTOBER, "--format", form).out
    assert named(before.replace("\\", "")) == said(sample)
    for line in LATER:
        sample(*DAY, *line.split())
        assert sample(*DAY, *OCTOBER, "--format", form).out == before, line
    running = sample(*DAY, "report", "compliance", "--month", "2026-11", "--format", form).out
    assert named(running.replace("\\", "")) == said(sample)


@pytest.mark.parametrize("line", OF_OCTOBER)
def test_a_fact_of_the_month_moves_the_end_that_its_report_names(sample: Run, line: str) -> None:
    before = named(sample(*DAY, *OCTOBER).out)
    sample(*DAY, *line.split())
    end = said(sample)
    assert end != before
    sample(*DAY, *LATER[0].split())
    assert named(sample(*DAY, *OCTOBER).out) == end != said(sample)
    # Taken back, it has been a fact of the month once more.
    sample(*DAY, "undo", end[0], "--yes")
    assert named(sample(*DAY, *OCTOBER).out) == said(sample)


def test_a_copy_names_the_same_and_so_do_its_answer_and_the_month_ends_mail(
    sample: Run, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    assert named(sample("db", "backup", str(copy)).out) == said(sample)
    report = named(sample(*DAY, *OCTOBER).out)
    assert named(sample("--db", str(copy), *DAY, *OCTOBER).out) == report
    assert named(sample(*DAY, "job", "run", "month-end", code=10).out) == report


def test_of_a_month_before_all_others_the_history_begins(sample: Run) -> None:
    before = sample(*DAY, "report", "compliance", "--month", "2001-01").out
    sample(*DAY, *LATER[0].split())
    assert sample(*DAY, "report", "compliance", "--month", "2001-01").out == before
    assert named(before)[0] == "H-1"


def test_what_is_no_paper_names_none(sample: Run) -> None:
    for form in ("json", "csv", "plain", "table"):
        assert "history" not in sample(*DAY, *OCTOBER, "--format", form).out
