"""The file defends itself: what no rule let through, no row can hold either."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import connected, held

CLOSING = "INSERT INTO referral_closing (referral_id, closed_on, reopened_on) VALUES (1, {days})"
CHILD = "INSERT INTO child (id, name) VALUES (1, 'Ada')"
MATCH = (
    "INSERT INTO match (id, referral_id, child_id, volunteer_id, proposed_on, started_on)"
    " VALUES ({number}, 1, 1, 1, '2026-01-01', {started})"
)
VISIT = (
    "INSERT INTO visit (match_id, visited_on, kind, outcome, nth, minutes)"
    " VALUES (1, {day}, {kind}, {outcome}, {nth}, {minutes})"
)
PAUSE = "INSERT INTO pause (match_id, from_on, until_on, withdrawn_on) VALUES (1, {days}, NULL)"
WRITTEN = {
    "day": "'2026-02-28'", "kind": "'visit'", "outcome": "'held'", "nth": "1", "minutes": "90",
}  # fmt: skip


@pytest.fixture
def rows(file: Path) -> Iterator[sqlite3.Connection]:
    """A file with one live match, open for any statement."""
    with closing(connected(file)) as connection:
        connection.execute(CHILD)
        connection.execute(
            "INSERT INTO volunteer (id, name, capacity, capacity_imported) VALUES (1, 'Bo', 1, 0)"
        )
        connection.execute(
            "INSERT INTO referral (id, child_id, received_on, source)"
            " VALUES (1, 1, '2026-01-01', 'child')"
        )
        connection.execute(MATCH.format(number=1, started="'2026-01-05'"))
        connection.execute(PAUSE.format(days="'2026-03-01', NULL"))
        yield connection


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        (VISIT.format(**WRITTEN | {"day": "'2026-02-31'"}), "ck_visit_visited_on"),
        (VISIT.format(**WRITTEN | {"day": "'31/01/2026'"}), "ck_visit_visited_on"),
        (VISIT.format(**WRITTEN | {"day": "'2026-02-28 10:00'"}), "ck_visit_visited_on"),
        (VISIT.format(**WRITTEN | {"day": "'yesterday'"}), "ck_visit_visited_on"),
        (VISIT.format(**WRITTEN | {"day": "NULL"}), "NOT NULL constraint failed"),
        (VISIT.format(**WRITTEN | {"kind": "'VISIT'"}), "ck_visit_kind"),
        (VISIT.format(**WRITTEN | {"outcome": "'went well'"}), "ck_visit_outcome"),
        (VISIT.format(**WRITTEN | {"minutes": "'soon'"}), "cannot store TEXT value in INTEGER"),
        (VISIT.format(**WRITTEN | {"nth": "0", "kind": "'phone'"}), "ck_visit_nth"),
        (VISIT.format(**WRITTEN | {"nth": "100", "kind": "'phone'"}), "ck_visit_nth"),
        (VISIT.format(**WRITTEN | {"nth": "NULL"}), "visit.nth"),
        (VISIT.format(**WRITTEN | {"nth": "2"}), "ck_visit_held_once"),
        (VISIT.format(**WRITTEN | {"minutes": "0"}), "ck_visit_minutes"),
        (VISIT.format(**WRITTEN | {"minutes": "1441"}), "ck_visit_minutes"),
        ("INSERT INTO child (name, looked_after) VALUES ('Cy', 7)", "ck_child_looked_after"),
        ("INSERT INTO child_authority (child_id, authority_id) VALUES (1, 99)", "FOREIGN KEY"),
        ("INSERT INTO child_authority (child_id) VALUES (1), (1)", "UNIQUE"),
        ("INSERT INTO child_authority (child_id, from_on) VALUES (1, 'May')",
         "ck_child_authority_from_on"),
        (CLOSING.format(days="'2026-02-02', '2026-02-01'"), "ck_referral_closing_order"),
        (CLOSING.format(days="NULL, '2026-02-01'"), "ck_referral_closing_order"),
        (CLOSING.format(days="'2026-02-02', NULL), (1, '2026-02-03', NULL"), "UNIQUE"),
        ("INSERT INTO child (name, date_of_birth) VALUES ('Cy', 20100101)", "ck_child_date"),
        ("INSERT INTO excuse (match_id, month, excused_by, reason) VALUES (1, '2026-13', 'a', 'b')",
         "ck_excuse_month"),
        ("INSERT INTO policy (key, from_on, value) VALUES ('k', '', 'v')", "ck_policy_from_on"),
        (MATCH.format(number=2, started="'2026-02-01'"), "UNIQUE constraint failed: match.child"),
        ("UPDATE match SET ended_on = '2026-01-04'", "ck_match_order"),
        ("UPDATE match SET second_volunteer_id = 1", "ck_match_couple"),
        (PAUSE.format(days="'2026-05-01', NULL"), "UNIQUE constraint failed: pause.match_id"),
        (PAUSE.format(days="'2026-03-01', '2026-03-02'"), "UNIQUE constraint failed: pause"),
        (PAUSE.format(days="'2026-05-02', '2026-05-01'"), "ck_pause_order"),
        ("DELETE FROM child", "FOREIGN KEY"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_not_stored(rows: sqlite3.Connection, statement: str, guard: str) -> None:
    before = held(rows)
    with pytest.raises(rows.IntegrityError, match=guard):
        rows.execute(statement)
    assert held(rows) == before


@pytest.mark.parametrize(
    "statement",
    [
        VISIT.format(**WRITTEN),
        VISIT.format(**WRITTEN | {"day": "'2024-02-29'", "minutes": "NULL"}),
        VISIT.format(**WRITTEN | {"minutes": "1440"}),
        "INSERT INTO child (name, looked_after) VALUES ('Cy', NULL)",
        MATCH.format(number=2, started="NULL"),
        PAUSE.format(days="'2026-05-01', '2026-05-01'"),
    ],
)
def test_what_can_be_is_stored(rows: sqlite3.Connection, statement: str) -> None:
    assert rows.execute(statement).rowcount == 1


def test_a_match_may_be_live_when_the_one_before_has_ended(rows: sqlite3.Connection) -> None:
    rows.execute("UPDATE match SET ended_on = '2026-02-01'")
    rows.execute(MATCH.format(number=2, started="'2026-02-01'"))
    assert rows.execute("SELECT count(*) FROM match").fetchone() == (2,)


def test_the_same_entry_twice_is_one_until_it_is_withdrawn(rows: sqlite3.Connection) -> None:
    rows.execute(VISIT.format(**WRITTEN))
    with pytest.raises(rows.IntegrityError, match="UNIQUE"):
        rows.execute(VISIT.format(**WRITTEN))
    rows.execute("UPDATE visit SET withdrawn_on = '2026-03-01'")
    assert rows.execute(VISIT.format(**WRITTEN)).rowcount == 1


def test_a_number_is_never_given_out_twice(rows: sqlite3.Connection) -> None:
    rows.execute("INSERT INTO child (id, name) VALUES (5, 'Di')")
    rows.execute("DELETE FROM child WHERE id = 5")
    assert rows.execute("INSERT INTO child (name) VALUES ('Ed')").lastrowid == 6


@pytest.fixture
def past(rows: sqlite3.Connection) -> sqlite3.Connection:
    """A file with one change that has values."""
    rows.execute(
        "INSERT INTO change_set (id, recorded_at, stated_on, actor, command, first_change)"
        " VALUES (100, '2026-11-21T10:00:00Z', '2026-11-21', 'a', 'visit log', 100)"
    )
    rows.execute(
        "INSERT INTO change (id, change_set_id, table_name, row_id, action)"
        " VALUES (100, 100, 'child', 1, 'update')"
    )
    rows.execute("INSERT INTO change_value VALUES (100, 100, '{}', '{}')")
    return rows


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change_set SET actor = 'b' WHERE id = 100",
        "DELETE FROM change_set WHERE id = 100",
        "UPDATE change SET digest = 'x' WHERE id = 100",
        "DELETE FROM change WHERE id = 100",
        "DELETE FROM change_value WHERE id = 100",
        "UPDATE change_value SET after = '{\"a\": 1}' WHERE id = 100",
        "UPDATE change SET salt = 'b' WHERE id = 100",
        "UPDATE change SET salt = NULL, row_id = 7 WHERE id = 100",
        "UPDATE change_value SET after = NULL WHERE id = 100",
        "UPDATE change_value SET before = NULL, after = NULL, change_id = 1",
    ],
)
def test_history_is_append_only(past: sqlite3.Connection, statement: str) -> None:
    before = held(past)
    with pytest.raises(past.IntegrityError, match="history is append-only"):
        past.execute(statement)
    assert held(past) == before


def test_the_values_of_a_change_may_be_blanked(past: sqlite3.Connection) -> None:
    past.execute("UPDATE change SET salt = NULL WHERE id = 100")
    past.execute("UPDATE change_value SET before = NULL, after = NULL WHERE id = 100")
    blank = past.execute(
        "SELECT c.salt, v.before, v.after FROM change c JOIN change_value v ON v.change_id = c.id"
        " WHERE c.id = 100"
    ).fetchone()
    assert blank == (None, None, None)
