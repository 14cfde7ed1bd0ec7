"""Who the children are, in a month's report: every child in one group of each way, few hidden."""

import json
from pathlib import Path
from typing import Any

from conftest import Run

SAMPLE = Path(__file__).parent.parent.parent / "sample"
TODAY = "2026-11-23"


def figures(run: Run, *more: str) -> Any:
    asked = ("report", "compliance", "--month", "2026-10", "--format", "json", *more)
    return json.loads(run("--today", TODAY, *asked).out)


def test_every_child_is_in_one_group_and_no_few_are_told(run: Run) -> None:
    run("--today", TODAY, "import", str(SAMPLE))
    hidden = figures(run)
    run("--today", TODAY, "policy", "set", "report.suppress_to", "0", "--from", "2026-01-01")
    shown = figures(run)
    totals = {"matched": shown["live_matches"], "waiting": shown["waiting"]}
    assert all(totals.values())
    for way, these in shown["breakdown"].items():
        assert {name: sum(counts.values()) for name, counts in these.items()} == totals, way
        for name, counts in these.items():
            told = hidden["breakdown"][way][name]
            assert all(told[group] in ("c", count) for group, count in counts.items())
            assert all(told[group] == "c" for group, count in counts.items() if 0 < count <= 5)
            # A 0 is hidden only where there is nothing else to hide a few behind.
            if any(told[group] != "c" for group, count in counts.items() if count):
                assert all(told[group] == 0 for group, count in counts.items() if count == 0)
    assert shown["breakdown"]["area"]["matched"]["out_of_area"] > 0


def test_contacts_are_counted_by_kind_and_who_had_none_is_told(run: Run) -> None:
    run("--today", TODAY, "import", str(SAMPLE))
    before = figures(run)
    run("--today", TODAY, "visit", "log", "M-1", "--on", "2026-10-20", "--kind", "phone")
    run("--today", TODAY, "visit", "log", "M-1", "--on", "2026-10-21", "--kind", "letter")
    run("--today", TODAY, "visit", "log", "M-1", "--on", "2026-11-01", "--kind", "video")
    after = figures(run)
    assert after["contacts"] == {
        **before["contacts"],
        "phone": before["contacts"]["phone"] + 1,
        "letter": before["contacts"]["letter"] + 1,
    }
    silent = figures(run, "--authority", "Tarrowshire")
    assert silent["matches_without_contact"] is None


def test_a_live_match_without_any_contact_in_the_month_is_counted_until_it_has_one(
    run: Run,
) -> None:
    run("--today", TODAY, "import", str(SAMPLE))
    start = figures(run)["matches_without_contact"]
    ledger = json.loads(
        run(
            *("--today", TODAY, "report", "ledger", "--from", "2026-10", "--to", "2026-10"),
            *("--format", "json"),
        ).out
    )
    assert start > 0
    entries = json.loads(run("--today", TODAY, "visit", "list", "--format", "json").out)
    heard = {e["match"] for e in entries if e["on"][:7] == "2026-10" and e["outcome"] == "held"}
    silent = [row["match"] for row in ledger if row["match"] not in heard]
    run("--today", TODAY, "visit", "log", silent[0], "--on", "2026-10-31", "--kind", "message")
    assert figures(run)["matches_without_contact"] == start - 1
