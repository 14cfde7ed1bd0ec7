"""The month's report where a child has moved or is matched again, as DOMAIN works it."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, change

# Two children visited since March; the home of the first is recorded for the first time.
SERVICE = """
    INSERT INTO child (id, name) VALUES (1, 'Mo Hart'), (2, 'Zoe Pike');
    INSERT INTO volunteer (id, name, capacity, capacity_imported)
      VALUES (1, 'Ann Lee', 2, 0), (2, 'Bob Ray', 1, 0);
    INSERT INTO referral (id, child_id, received_on, source)
      VALUES (1, 1, '2026-01-01', 'iro'), (2, 2, '2026-01-01', 'iro');
    INSERT INTO match (id, referral_id, child_id, volunteer_id, proposed_on, started_on)
      VALUES (1, 1, 1, 1, '2026-02-01', '2026-03-01'), (2, 2, 2, 2, '2026-02-01', '2026-03-01');
    INSERT INTO placement (child_id, from_on) VALUES (1, '2026-09-16');
    INSERT INTO child_worker (child_id, role, name, from_on)
      VALUES (2, 'social_worker', 'A. Osier', '2026-09-20');
"""
VISITED = """
    INSERT INTO visit (match_id, visited_on, kind, outcome, nth)
      VALUES (1, '{}', 'visit', 'held', 1);
"""


def month(run: Run, number: int, today: str = "2026-12-20") -> dict[str, Any]:
    line = ("report", "compliance", "--month", f"2026-{number:02}", "--format", "json")
    found: dict[str, Any] = json.loads(run("--today", today, *line).out)
    return found


@pytest.mark.parametrize(
    ("visited", "kept", "lost", "pct"),
    [("2026-10-31", 1, 0, 100), ("2026-09-16", 1, 0, 100), ("2026-11-01", 0, 1, 0),
     ("2026-09-15", 0, 1, 0)],
)  # fmt: skip
def test_a_move_is_told_in_its_month_and_judged_in_that_of_its_45th_day(
    run: Run, file: Path, visited: str, kept: int, lost: int, pct: int
) -> None:
    change(file, SERVICE + VISITED.format(visited))
    september, october, november = month(run, 9), month(run, 10), month(run, 11)
    # A first home is a move, a first social worker none.
    assert september["moves"] == {"placement": 1, "social_worker": 0}
    assert september["continuity"] == {"kept": 0, "lost": 0, "open": 1}
    assert september["continuity_pct"] is None
    assert october["continuity"] == {"kept": kept, "lost": lost, "open": 0}
    assert october["continuity_pct"] == october["continuity_decided_pct"] == pct
    assert november["continuity"] == {"kept": 0, "lost": 0, "open": 0}


@pytest.mark.parametrize(
    ("ended_on", "route", "lost"),
    [("2026-10-31", "care_ended", 0), ("2026-11-01", "care_ended", 1),
     ("2026-10-31", "agreed_end", 1)],
)  # fmt: skip
def test_where_care_ended_meanwhile_a_move_is_left_out(
    run: Run, file: Path, ended_on: str, route: str, lost: int
) -> None:
    ending = f"UPDATE match SET ended_on = '{ended_on}', ending_route = '{route}' WHERE id = 1;"
    change(file, SERVICE + ending)
    assert month(run, 10)["continuity"] == {"kept": 0, "lost": lost, "open": 0}
    # In its own month nobody could know that care was to end.
    assert month(run, 9)["continuity"]["open"] == 1


def test_days_to_a_first_visit_run_from_the_ending_of_the_match_before(
    run: Run, file: Path
) -> None:
    change(
        file,
        SERVICE
        + """
        UPDATE match SET ended_on = '2026-06-20', ending_route = 'agreed_end' WHERE id = 1;
        INSERT INTO match (id, referral_id, child_id, volunteer_id, proposed_on, started_on)
          VALUES (3, 1, 1, 2, '2026-10-01', '2026-10-20');
        INSERT INTO visit (match_id, visited_on, kind, outcome, nth)
          VALUES (3, '2026-10-26', 'visit', 'held', 1);
        """,
    )
    found = month(run, 10)
    assert found["first_visit_days_median"] == found["first_visit_days_median_year"] == 128
    # Of one who was never matched before, from the receipt.
    change(file, VISITED.format("2026-10-30").replace("(1,", "(2,"))
    assert month(run, 10)["first_visit_days_median_year"] == (128 + 302) / 2
