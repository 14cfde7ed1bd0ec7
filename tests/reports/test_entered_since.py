"""What came in after a month was closed is counted from the history, by the real clock."""

import json
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from conftest import Run, change, dump, opened
from late_office import record

from ivtool.domain.days import Month
from ivtool.queries.office.entered_late import entered_since

OCTOBER = ("report", "compliance", "--month", "2026-10", "--format", "json")
SEPTEMBER = ("report", "compliance", "--month", "2026-09", "--format", "json")
SERVICE = """
    INSERT INTO authority (id, name) VALUES (1, 'Fenmarsh'), (2, 'Tarnside');
    INSERT INTO child (id, name) VALUES (1, 'Mo Hart'), (2, 'Zoe Pike');
    INSERT INTO child_authority (child_id, authority_id) VALUES (1, 1), (2, 2);
    INSERT INTO volunteer (id, name, capacity, capacity_imported)
      VALUES (1, 'Ann Lee', 2, 0), (2, 'Bob Ray', 1, 0);
    INSERT INTO volunteer_spell (volunteer_id, spell) VALUES (1, 1), (2, 1);
    INSERT INTO referral (id, child_id, received_on, source)
      VALUES (1, 1, '2026-01-01', 'iro'), (2, 2, '2026-01-01', 'iro');
    INSERT INTO match (id, referral_id, child_id, volunteer_id, proposed_on, started_on)
      VALUES (1, 1, 1, 1, '2026-02-01', '2026-03-01'), (2, 2, 2, 2, '2026-02-01', '2026-03-01');
"""
SHEET = "match,on,kind,outcome\nM1,2026-10-22,visit,held\n"


@pytest.fixture(autouse=True)
def _service(file: Path) -> None:
    change(file, SERVICE)


def counted(run: Run, *report: str, authority: str | None = None) -> int:
    named = ("--authority", authority) if authority else ()
    found = json.loads(run("--today", "2026-12-20", *report, *named).out)["entered_since"]
    assert isinstance(found, int)
    return found


def test_a_visit_counts_from_the_sixth_day_and_in_both_months_that_it_was_of(
    run: Run, file: Path
) -> None:
    log = ("visit", "log", "M-1", "--on", "2026-10-20")
    assert record(file, date(2026, 11, 5), *log).code == 0
    assert counted(run, *OCTOBER) == 0
    assert record(file, date(2026, 11, 6), *log[:-1], "2026-10-21").code == 0
    assert (counted(run, *OCTOBER), counted(run, *SEPTEMBER)) == (1, 0)
    moved = ("visit", "correct", "L-2", "--on", "2026-09-30")
    assert record(file, date(2026, 11, 20), *moved).code == 0
    assert (counted(run, *OCTOBER), counted(run, *SEPTEMBER)) == (1, 1)
    # The one that came in time has moved too.
    assert record(file, date(2026, 11, 20), "visit", "correct", "L-1", "--minutes", "5").code == 0
    assert (counted(run, *OCTOBER), counted(run, *SEPTEMBER)) == (2, 1)
    assert counted(run, *OCTOBER, authority="Fenmarsh") == 2
    assert counted(run, *OCTOBER, authority="Tarnside") == 0


def test_a_visit_moved_to_another_authoritys_child_counts_for_both(run: Run, file: Path) -> None:
    log = ("visit", "log", "M-1", "--on", "2026-10-20")
    assert record(file, date(2026, 10, 25), *log).code == 0
    assert record(file, date(2026, 11, 20), "visit", "move", "L-1", "M-2").code == 0
    assert counted(run, *OCTOBER) == 1
    assert counted(run, *OCTOBER, authority="Fenmarsh") == 1
    assert counted(run, *OCTOBER, authority="Tarnside") == 1


def test_a_fact_counts_once_however_often_it_is_put_right(run: Run, file: Path) -> None:
    late = date(2026, 11, 20)
    assert record(file, late, "visit", "log", "M-1", "--on", "2026-10-20").code == 0
    assert record(file, late, "visit", "correct", "L-1", "--minutes", "5").code == 0
    assert record(file, late, "visit", "withdraw", "L-1", "--why", "twice").code == 0
    assert counted(run, *OCTOBER) == 1


def test_how_many_days_is_the_services_own_choice(run: Run, file: Path) -> None:
    assert record(file, date(2026, 10, 1), "policy", "set", "report.close_days", "9").code == 0
    assert record(file, date(2026, 11, 9), "visit", "log", "M-1", "--on", "2026-10-20").code == 0
    assert counted(run, *OCTOBER) == 0
    assert record(file, date(2026, 11, 10), "visit", "log", "M-2", "--on", "2026-10-20").code == 0
    assert counted(run, *OCTOBER) == 1


def test_an_import_is_no_late_entry_and_what_follows_it_is_found(
    run: Run, file: Path, tmp_path: Path
) -> None:
    change(file, "UPDATE match SET key = 'M' || id;")
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "visits.csv").write_text(SHEET, encoding="utf-8")
    late = date(2026, 11, 20)
    assert record(file, late, "visit", "log", "M-1", "--on", "2026-10-20").code == 0
    assert record(file, late, "import", str(folder)).code == 0
    assert counted(run, *OCTOBER) == 1
    # Put right by hand, what an import brought is as late as anything.
    assert record(file, late, "visit", "correct", "L-2", "--minutes", "60").code == 0
    assert record(file, late, "visit", "log", "M-2", "--on", "2026-10-20").code == 0
    assert counted(run, *OCTOBER) == 3


def test_policy_counts_for_each_authority_and_a_number_of_children_for_its_own(
    run: Run, file: Path
) -> None:
    late, on = date(2026, 11, 20), ("--from", "2026-10-10")
    assert record(file, late, "policy", "set", "visits.grace_days", "9", *on).code == 0
    key = "authority.Tarnside.looked_after"
    assert record(file, late, "policy", "set", key, "40", *on).code == 0
    assert counted(run, *OCTOBER) == 2
    assert counted(run, *OCTOBER, authority="Fenmarsh") == 1
    assert counted(run, *OCTOBER, authority="Tarnside") == 2


def test_evidence_counts_where_the_volunteer_visits(run: Run, file: Path) -> None:
    late = date(2026, 11, 20)
    check = ("volunteer", "check", "V-2", "independence", "--on", "2026-10-10")
    assert record(file, late, *check).code == 0
    # What no figure goes by does not.
    medical = ("volunteer", "check", "V-2", "medical", "--outcome", "clear", "--on", "2026-10-10")
    assert record(file, late, *medical).code == 0
    assert counted(run, *OCTOBER) == 1
    assert counted(run, *OCTOBER, authority="Fenmarsh") == 0
    assert counted(run, *OCTOBER, authority="Tarnside") == 1


def test_a_purge_changes_nothing_of_the_months_past(run: Run, file: Path) -> None:
    approved = "INSERT INTO volunteer_stage (volunteer_id, spell, stage, reached_on) VALUES"
    change(file, f"{approved} (2, 1, 'approved', '2024-06-01');")
    check = ("volunteer", "check", "V-2", "dbs")
    assert record(file, date(2026, 10, 5), *check, "--asked", "2026-10-05").code == 0
    answer = ("--outcome", "clear", "--issued", "2026-10-20", "--number", "001234567890")
    assert record(file, date(2026, 11, 20), *check, *answer).code == 0
    moved = ("--instead-of", "2026-10-20", "--issued", "2026-09-30", "--number", "0012")
    assert record(file, date(2026, 11, 20), *check, *moved).code == 0
    before = [run("--today", "2026-12-20", *report).out for report in (SEPTEMBER, OCTOBER)]
    assert (counted(run, *SEPTEMBER), counted(run, *OCTOBER)) == (1, 1)
    assert record(file, date(2027, 6, 1), "volunteer", "purge").code == 0
    assert "001234567890" not in "".join(dump(file))
    assert [run("--today", "2026-12-20", *report).out for report in (SEPTEMBER, OCTOBER)] == before


def test_a_review_that_was_undone_counts_and_its_views_say_nothing_more(
    run: Run, file: Path
) -> None:
    review = ("match", "review", "M-1", "--on", "2026-10-20", "--outcome", "continue")
    said = ("--view", "carer", "fine")
    assert record(file, date(2026, 11, 20), *review, *said).code == 0
    assert (counted(run, *OCTOBER), counted(run, *SEPTEMBER)) == (1, 0)
    assert run("--today", "2026-11-20", "undo", "--yes").code == 0
    assert (counted(run, *OCTOBER), counted(run, *SEPTEMBER)) == (1, 0)
    # On paper the newest change of a month is looked for in the whole history.
    assert run("--today", "2026-12-20", *OCTOBER[:-2]).code == 0


def test_an_imports_lines_of_history_are_never_read(file: Path) -> None:
    """Neither are those before the close."""
    change(
        file,
        """
        INSERT INTO change_set (id, recorded_at, stated_on, actor, command, first_change)
          SELECT 1001, '2026-11-20T12:00:00Z', '2026-11-20', 'x', 'import', max(id) + 1 FROM change
          UNION ALL
          SELECT 1002, '2026-11-20T13:00:00Z', '2026-11-20', 'x', 'visit log', max(id) + 20001
            FROM change;
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
        INSERT INTO change (change_set_id, table_name, row_id, action)
          SELECT 1001, 'visit', i + 10, 'insert' FROM n;
        INSERT INTO visit (id, match_id, visited_on, kind, outcome, nth)
          VALUES (7, 1, '2026-10-20', 'visit', 'held', 1);
        INSERT INTO change (change_set_id, table_name, row_id, action)
          VALUES (1002, 'visit', 7, 'insert');
        """,
    )
    with closing(opened(file)) as connection:
        steps = 0

        def count() -> int:
            nonlocal steps
            steps += 1
            return 0

        connection.set_progress_handler(count, 100)
        assert entered_since(connection, Month(2026, 10), date(2026, 11, 5)) == 1
    assert steps < 100
