"""`db check` looks at every fact again with the rules that let it in."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Run, connected

from ivtool.domain.file.digests import Link
from ivtool.integrity import row_counts
from ivtool.queries.file import checks

# Many files, made and opened: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

# One live match since January, with a pause that was resumed and a visit.
FACTS = """
INSERT INTO child (id, name) VALUES (1, 'Ada'), (2, 'Bea');
INSERT INTO volunteer (id, name, capacity, capacity_imported) VALUES (1, 'Cy', 1, 0);
INSERT INTO volunteer_spell (volunteer_id, spell) VALUES (1, 1);
INSERT INTO volunteer_stage (volunteer_id, spell, stage, reached_on)
    VALUES (1, 1, 'informal_chat', '2025-01-01'), (1, 1, 'approved', '2025-06-01');
INSERT INTO referral (id, child_id, received_on, source) VALUES (1, 1, '2025-12-01', 'child');
INSERT INTO match (id, referral_id, child_id, volunteer_id, proposed_on, started_on)
    VALUES (1, 1, 1, 1, '2025-12-20', '2026-01-05');
INSERT INTO pause (match_id, from_on, until_on) VALUES (1, '2026-03-01', '2026-03-10');
INSERT INTO visit (id, match_id, visited_on, kind, outcome, nth)
    VALUES (1, 1, '2026-02-01', 'visit', 'held', 1);
INSERT INTO claim (id, volunteer_id) VALUES (1, 1);
INSERT INTO claim_line (claim_id, line, incurred_on, category, amount_pence, priced, claimed_on)
    VALUES (1, 2, '2026-02-01', 'fare', 450, 0, '2026-02-02');
"""
HISTORY = "INSERT INTO change VALUES (NULL, 2, ?, ?, 'insert', NULL, NULL, NULL)"
SET = (
    "INSERT INTO change_set (recorded_at, stated_on, actor, command, first_change)"
    " SELECT recorded_at, stated_on, actor, 'by hand', (SELECT max(id) + 1 FROM change)"
    " FROM change_set"
)
LINK = "INSERT INTO change_link (change_set_id, digest) VALUES (2, ?)"
HOLD = "INSERT INTO volunteer_hold (volunteer_id, from_on, until_on) VALUES (1, {days})"
PAUSE = "INSERT INTO pause (match_id, from_on, withdrawn_on) VALUES (1, {days})"
STAFF = (
    "INSERT INTO staff (id, name, role, joined_on) VALUES (1, 'Di', 'manager', '2025-01-01'),"
    " (2, 'Ed', 'co-ordinator', '2025-01-01');"
    "INSERT INTO lead_worker (staff_id, match_id, from_on, until_on)"
    " VALUES (1, 1, '2026-01-05', {until}), (2, 1, '2026-06-01', NULL);"
)
RETURNED = (
    "UPDATE volunteer_spell SET ended_on = '2026-02-01', ended_as = 'left';"
    "INSERT INTO volunteer_spell (volunteer_id, spell, begun_on) VALUES (1, 2, {begun});"
    "INSERT INTO volunteer_stage (volunteer_id, spell, stage, reached_on)"
    " VALUES (1, 2, 'informal_chat', '2026-03-01');"
)
SESSION = (
    "INSERT INTO training (id, held_on, until_on, modules)"
    " VALUES (1, '2026-11-21', '2026-11-22', 'boundaries')"
)
WAIVER = (
    "INSERT INTO waiver (volunteer_id, gate, waived_by, reason, from_on, until_on)"
    " VALUES (1, 'dbs', 'Di', 'why', {day}, '2027-01-01')"
)
CHECK = (
    "INSERT INTO volunteer_check (volunteer_id, kind, slot, from_on) VALUES (1, 'dbs', 1, {day})"
)
CLOSING = "INSERT INTO referral_closing (referral_id, closed_on, reopened_on) VALUES (1, {days})"
HOME = "INSERT INTO placement (child_id, from_on, until_on) VALUES (2, {days})"
CONCERN = (
    "INSERT INTO concern (id, kind, raised_on, raised_by, child_id, words)"
    " VALUES (1, 'other', {raised}, 'Di', 1, 'w')"
)
RAISED = CONCERN.format(raised="'2026-11-20'")
TOLD = (
    f"{RAISED}; INSERT INTO concern_told (concern_id, party, told_on, told_by)"
    " VALUES (1, 'lado', '2026-11-22', 'Di')"
)
NOTED = (
    f"{RAISED}; INSERT INTO concern_note (concern_id, kind, noted_on, noted_by, words)"
    " VALUES (1, 'note', '2026-11-22', 'Di', 'w')"
)
PLAN = "INSERT INTO visit_plan (match_id, planned_on) VALUES (1, '2026-12-05')"
SECOND_MATCH = (
    "INSERT INTO match (id, referral_id, child_id, volunteer_id, proposed_on, started_on, ended_on)"
    " VALUES (2, 1, 1, 1, '2025-06-01', '2025-07-01', '{ended_on}')"
)


def store(file: Path, statements: str) -> None:
    """Store facts past the rules, with their history."""
    with closing(connected(file)) as connection:
        connection.executescript(statements)
        connection.execute(SET)
        for table in row_counts(connection):
            if table.startswith(("change", "alembic")):
                continue
            for number in checks.without_history(connection, table):
                connection.execute(HISTORY, (table, number))
        [(_, _, before)] = checks.links(connection)
        link = Link(before)
        for values in checks.linked(connection, 1, 2, None):
            link.add(*values)
        connection.execute(LINK, (link.digest,))


@pytest.mark.parametrize(
    ("statement", "where", "code"),
    [
        (PAUSE.format(days="'2026-03-10', NULL"), "M-1", "pause.overlaps"),
        (PAUSE.format(days="'2026-01-04', NULL"), "M-1", "pause.before_start"),
        ("UPDATE visit SET visited_on = '2026-01-04'", "L-1", "visit.before_start"),
        ("UPDATE visit SET visited_on = '2026-11-22'", "L-1", "visit.in_future"),
        ("UPDATE match SET ended_on = '2026-01-31'", "L-1", "visit.after_end"),
        ("UPDATE match SET started_on = NULL", "L-1", "visit.match_not_started"),
        ("UPDATE match SET proposed_on = '2026-01-06'", "M-1", "match.out_of_order"),
        ("UPDATE match SET ended_on = '2026-11-22'", "M-1", "match.in_future"),
        ("UPDATE match SET child_id = 2", "M-1", "match.other_child"),
        (SECOND_MATCH.format(ended_on="2026-01-06"), "M-2", "match.second_live"),
        ("UPDATE volunteer_stage SET reached_on = '2025-06-02' WHERE stage = 'informal_chat'",
         "V-1", "stage.out_of_order"),
        ("UPDATE volunteer_stage SET reached_on = '2026-11-22' WHERE stage = 'approved'", "V-1",
         "stage.in_future"),
        ("UPDATE volunteer_spell SET ended_on = '2025-05-31'", "V-1", "leaving.out_of_order"),
        ("UPDATE volunteer_spell SET ended_on = '2026-11-20'", "M-1", "match.volunteer_gone"),
        (HOLD.format(days="'2026-02-02', '2026-02-01'"), "V-1", "hold.ends_before_start"),
        (CHECK.format(day="'2026-11-22'"), "V-1", "volunteer.in_future"),
        *[(f"{CHECK.format(day='NULL')}; UPDATE volunteer_check SET {column} = '2026-11-22'",
           "V-1", "volunteer.in_future")
          for column in ("rechecked_on", "seen_on", "chased_on", "number_purged_on")],
        (WAIVER.format(day="'2026-11-22'"), "V-1", "volunteer.in_future"),
        (RETURNED.format(begun="'2026-11-22'"), "V-1", "volunteer.in_future"),
        (RETURNED.format(begun="'2026-02-01'"), "V-1", "returning.too_early"),
        (RETURNED.format(begun="'2026-03-02'"), "V-1", "stage.out_of_order"),
        ("INSERT INTO payment (id, paid_on, reference) VALUES (1, '2026-11-22', 'BACS')", "P-1",
         "payment.in_future"),
        ("INSERT INTO training (id, held_on, modules) VALUES (1, '2026-11-22', 'boundaries')",
         "T-1", "training.in_future"),
        (SESSION, "T-1", "training.in_future"),
        (STAFF.format(until="'2026-05-31'") + "UPDATE staff SET joined_on = '2026-11-22'", "S-2",
         "staff.in_future"),
        (STAFF.format(until="'2026-05-31'") + "UPDATE staff SET left_on = '2026-11-22'", "S-1",
         "staff.in_future"),
        (STAFF.format(until="'2026-06-01'"), "M-1", "lead.out_of_order"),
        (CONCERN.format(raised="'2026-11-22'"), "K-1", "concern.in_future"),
        (f"{RAISED}; UPDATE concern SET closed_on = '2026-11-22'", "K-1", "concern.in_future"),
        (TOLD, "K-1", "concern.in_future"),
        (NOTED, "K-1", "concern.in_future"),
        (f"{PLAN}; UPDATE visit_plan SET withdrawn_on = '2026-11-22'", "M-1", "match.in_future"),
        (CLOSING.format(days="'2025-11-30', NULL"), "R-1", "referral.out_of_order"),
        (CLOSING.format(days="'2025-12-30', '2026-11-22'"), "R-1", "referral.in_future"),
        (
            CLOSING.format(days="'2026-01-02', '2026-02-01'")
            + "; "
            + CLOSING.format(days="'2026-01-30', NULL"),
            "R-1",
            "referral.out_of_order",
        ),
        (
            "INSERT INTO claim_line_query (claim_line_id, queried_on) VALUES (1, '2026-11-22')",
            "E-1",
            "claim.in_future",
        ),
        (
            "INSERT INTO child_authority (child_id, from_on) VALUES (1, '2026-11-22')",
            "C-1",
            "child.in_future",
        ),
        ("UPDATE claim_line SET paid_on = '2026-02-01'", "E-1/2", "claim.out_of_order"),
        ("UPDATE claim_line SET incurred_on = '2026-11-22'", "E-1/2", "claim.in_future"),
        (HOME.format(days="'2027-02-02', '2027-02-01'"), "C-2", "child.out_of_order"),
        ("UPDATE policy SET value = 'often' WHERE key = 'visits.every_months'",
         "visits.every_months", "policy.unreadable"),
        ("UPDATE policy SET value = '13' WHERE key = 'visits.every_months'",
         "visits.every_months", "policy.out_of_range"),
        ("INSERT INTO policy (key, from_on, value) VALUES ('visits.often', '2026-01-01', '1')",
         "visits.often", "policy.unknown"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_found(
    statement: str, where: str, code: str, file: Path, run: Run
) -> None:
    store(file, FACTS + statement)
    found = json.loads(run("db", "check", "--format", "json", "--today", "2026-11-21", code=10).out)
    assert (where, code) in {(each["where"], each["code"]) for each in found}


@pytest.mark.parametrize(
    "statement",
    [
        "",
        SECOND_MATCH.format(ended_on="2026-01-05"),
        PAUSE.format(days="'2027-01-01', NULL"),
        PAUSE.format(days="'2026-03-05', '2026-04-01'"),
        "UPDATE match SET ended_on = '2026-02-01'",
        "UPDATE visit SET visited_on = '2026-01-04', withdrawn_on = '2026-02-01'",
        HOLD.format(days="'2026-02-02', '2027-02-01'"),
        WAIVER.format(day="'2026-11-21'"),
        RETURNED.format(begun="'2026-02-02'"),
        STAFF.format(until="'2026-05-31'"),
        RAISED,
        PLAN,
    ],
)
def test_what_can_be_is_clean(statement: str, file: Path, run: Run) -> None:
    store(file, FACTS + statement)
    arguments = ("db", "check", "--today", "2026-11-21", "--format")
    assert run(*arguments, "plain").out == ""
    assert run(*arguments, "table").out.startswith("nothing wrong: ")
    assert run(*arguments, "json").out == "[]\n"


def test_rows_that_point_at_nothing_are_found(file: Path, run: Run) -> None:
    with closing(connected(file)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("INSERT INTO child (name) VALUES ('Zed')")
        connection.execute("INSERT INTO child_authority (child_id, authority_id) VALUES (1, 99)")
    found = run("db", "check", code=10).out
    assert "child_authority row 1 points at no authority" in found
    assert "Zed" not in found


def test_what_passed_a_guard_is_found(file: Path, run: Run) -> None:
    with closing(connected(file)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE policy SET from_on = '2026-02-31' WHERE id = 1")
    assert "CHECK constraint failed in policy" in run("db", "check", code=10).out
