"""The headline figures month by month: each is the one of that month's report."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from ivtool.reports.office.trends import bars

LEDGER = ("due", "done", "attempted", "excused", "missed", "open", "compliance_pct")
COUNTS = ("live_matches", "waiting", "referrals_received", "matches_started", "matches_ended")


@pytest.fixture
def service(sample: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's own copy of the sample service, on a day."""
    monkeypatch.setenv("IVTOOL_TODAY", "2026-11-23")
    return Path(shutil.copy(sample, file))


def asked(run: Run, *line: str) -> Any:
    return json.loads(run(*line, "--format", "json").out)


@pytest.mark.usefixtures("service")
@pytest.mark.parametrize(
    ("months", "last", "whose"),
    [("14", "2026-11", ()), ("4", "2026-10", ("--authority", "Saltmere"))],
)
def test_each_month_is_as_its_report_has_it(
    months: str, last: str, whose: tuple[str, ...], run: Run
) -> None:
    rows = asked(run, "report", "trends", "--months", months, "--to", last, *whose)
    assert len(rows) == int(months)
    assert rows[-1]["month"] == last
    for row in rows:
        figures = asked(run, "report", "compliance", "--month", row["month"], *whose)
        assert {name: row[name] for name in COUNTS} == {name: figures[name] for name in COUNTS}
        assert {name: row[name] for name in LEDGER} == {
            name: figures["ledger"][name] for name in LEDGER
        }


@pytest.mark.usefixtures("service")
def test_no_month_to_come_is_told(run: Run) -> None:
    refused = run("report", "trends", "--to", "2026-12", code=4)
    assert "[month.in_future]" in refused.err


def test_a_bar_is_in_eighths_of_the_highest_and_a_gap_is_what_is_not_known() -> None:
    assert bars([0, 1, 4, None, 8]) == "▁▂▅ █"
    assert bars([None, None]) == "  "
    assert bars([0]) == "▁"
