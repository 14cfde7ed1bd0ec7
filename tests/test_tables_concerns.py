"""The file defends itself: one bad row for every guard of concerns and of planned visits."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import connected

CONCERN = (
    "INSERT INTO concern (kind, raised_on, raised_time, raised_by, child_id, volunteer_id,"
    " match_id, visit_id, words, closed_on) VALUES ({kind}, {raised}, {time}, {by}, {child},"
    " {volunteer}, {match}, {visit}, {words}, {closed})"
)
RAISED = {"kind": "'health'", "raised": "'2026-01-10'", "time": "'15:40'", "by": "'Di'",
          "child": "1", "volunteer": "NULL", "match": "1", "visit": "1", "words": "'x'",
          "closed": "NULL"}  # fmt: skip
TOLD = (
    "INSERT INTO concern_told (concern_id, party, told_on, told_time, told_by)"
    " VALUES ({concern}, {party}, {on}, {time}, {by})"
)
TELLING = {"concern": "1", "party": "'lado'", "on": "'2026-01-10'", "time": "'09:05'",
           "by": "'Di'"}  # fmt: skip
NOTE = (
    "INSERT INTO concern_note (concern_id, kind, noted_on, noted_by, words)"
    " VALUES ({concern}, {kind}, {on}, 'Di', {words})"
)
NOTED = {"concern": "1", "kind": "'note'", "on": "'2026-01-10'", "words": "'x'"}
LOOK = "INSERT INTO concern_look (concern_id, looked_at, actor) VALUES ({concern}, {at}, {by})"
LOOKED = {"concern": "1", "at": "'2026-01-10T09:05:00Z'", "by": "'Di'"}
PLAN = "INSERT INTO visit_plan (match_id, planned_on, withdrawn_on) VALUES ({match}, {on}, {back})"
PLANNED = {"match": "1", "on": "'2026-02-01'", "back": "NULL"}
NOT_NULL = "NOT NULL constraint failed"
GOOD = (CONCERN.format(**RAISED), TOLD.format(**TELLING), NOTE.format(**NOTED),
        LOOK.format(**LOOKED), PLAN.format(**PLANNED))  # fmt: skip


@pytest.fixture
def rows(file: Path) -> Iterator[sqlite3.Connection]:
    """A file with a live match, a visit, and a concern of which the social worker was told."""
    with closing(connected(file)) as connection:
        connection.executescript(
            "INSERT INTO volunteer (id, name, capacity, capacity_imported) VALUES (1, 'Bo', 1, 0);"
            "INSERT INTO child (id, name) VALUES (1, 'Ada');"
            "INSERT INTO referral (id, child_id, received_on, source)"
            " VALUES (1, 1, '2026-01-01', 'child');"
            "INSERT INTO match (id, referral_id, child_id, volunteer_id, proposed_on, started_on)"
            " VALUES (1, 1, 1, 1, '2026-01-01', '2026-01-05');"
            "INSERT INTO visit (id, match_id, visited_on, kind, outcome, nth)"
            " VALUES (1, 1, '2026-01-06', 'visit', 'held', 1);"
            "INSERT INTO concern (id, kind, raised_on, raised_by, child_id, visit_id, words)"
            " VALUES (1, 'other', '2026-01-10', 'Di', 1, 1, 'x');"
            "INSERT INTO concern_told (concern_id, party, told_on, told_by)"
            " VALUES (1, 'social_worker', '2026-01-10', 'Di');"
            "INSERT INTO visit_plan (match_id, planned_on) VALUES (1, '2026-03-01');"
        )
        yield connection


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        (CONCERN.format(**RAISED | {"kind": "'worry'"}), "ck_concern_kind"),
        (CONCERN.format(**RAISED | {"raised": "'2026-02-31'"}), "ck_concern_raised_on"),
        (CONCERN.format(**RAISED | {"raised": "NULL"}), NOT_NULL),
        (CONCERN.format(**RAISED | {"time": "'15.40'"}), "ck_concern_raised_time"),
        (CONCERN.format(**RAISED | {"time": "'25:00'"}), "ck_concern_raised_time"),
        (CONCERN.format(**RAISED | {"by": "NULL"}), NOT_NULL),
        (CONCERN.format(**RAISED | {"words": "NULL"}), NOT_NULL),
        (CONCERN.format(**RAISED | {"closed": "'soon'"}), "ck_concern_closed_on"),
        (CONCERN.format(**RAISED | {"closed": "'2026-01-09'"}), "ck_concern_order"),
        (CONCERN.format(**RAISED | {"child": "NULL"}), "ck_concern_about"),
        (CONCERN.format(**RAISED | {"kind": "'allegation_about_volunteer'"}),
         "ck_concern_allegation"),
        (CONCERN.format(**RAISED | {"child": "9"}), "FOREIGN KEY"),
        (CONCERN.format(**RAISED | {"volunteer": "9"}), "FOREIGN KEY"),
        (CONCERN.format(**RAISED | {"match": "9"}), "FOREIGN KEY"),
        (CONCERN.format(**RAISED | {"visit": "9"}), "FOREIGN KEY"),
        (TOLD.format(**TELLING | {"concern": "9"}), "FOREIGN KEY"),
        (TOLD.format(**TELLING | {"party": "'carer'"}), "ck_concern_told_party"),
        (TOLD.format(**TELLING | {"party": "'social_worker'"}), "concern_told.concern_id"),
        (TOLD.format(**TELLING | {"on": "'2026-1-10'"}), "ck_concern_told_told_on"),
        (TOLD.format(**TELLING | {"time": "'9:05'"}), "ck_concern_told_told_time"),
        (TOLD.format(**TELLING | {"by": "NULL"}), NOT_NULL),
        (NOTE.format(**NOTED | {"concern": "9"}), "FOREIGN KEY"),
        (NOTE.format(**NOTED | {"kind": "'words'"}), "ck_concern_note_kind"),
        (NOTE.format(**NOTED | {"on": "'today'"}), "ck_concern_note_noted_on"),
        (NOTE.format(**NOTED | {"words": "NULL"}), NOT_NULL),
        (LOOK.format(**LOOKED | {"concern": "9"}), "FOREIGN KEY"),
        (LOOK.format(**LOOKED | {"at": "'2026-01-10 09:05:00'"}), "ck_concern_look_looked_at"),
        (LOOK.format(**LOOKED | {"by": "NULL"}), NOT_NULL),
        (PLAN.format(**PLANNED | {"match": "9"}), "FOREIGN KEY"),
        (PLAN.format(**PLANNED | {"on": "'2026-02-30'"}), "ck_visit_plan_planned_on"),
        (PLAN.format(**PLANNED | {"back": "'x'"}), "ck_visit_plan_withdrawn_on"),
        (PLAN.format(**PLANNED | {"on": "'2026-03-01'"}), "visit_plan.match_id"),
        ("DELETE FROM visit", "FOREIGN KEY"),
        ("DELETE FROM volunteer", "FOREIGN KEY"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_refused(
    statement: str, guard: str, rows: sqlite3.Connection
) -> None:
    before = rows.total_changes
    with pytest.raises(Exception, match=guard) as refused:
        rows.execute(statement)
    assert type(refused.value).__name__ == "IntegrityError"
    assert rows.total_changes == before


@pytest.mark.parametrize("statement", GOOD)
def test_the_same_rows_without_the_fault_are_taken(
    statement: str, rows: sqlite3.Connection
) -> None:
    rows.execute(statement)


def test_a_day_can_be_planned_again_once_it_was_taken_back(rows: sqlite3.Connection) -> None:
    rows.execute("UPDATE visit_plan SET withdrawn_on = '2026-02-01'")
    rows.execute(PLAN.format(**PLANNED | {"on": "'2026-03-01'"}))
