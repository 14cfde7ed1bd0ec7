"""The file defends itself: one bad row for every guard of staff, waivers, sessions and panels."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import connected

LEAD = "INSERT INTO lead_worker (staff_id, {whose}_id, from_on, until_on) VALUES (1, 1, {days})"
STAFF = (
    "INSERT INTO staff (name, role, weekly_hours_tenths, joined_on, left_on)"
    " VALUES ({name}, {role}, {hours}, {joined}, {left})"
)
MEMBER = {"name": "'Di'", "role": "'x'", "hours": "300", "joined": "'2026-01-01'", "left": "NULL"}
WAIVER = (
    "INSERT INTO waiver (volunteer_id, gate, slot, waived_by, reason, from_on, until_on,"
    " withdrawn_on) VALUES (1, {gate}, {slot}, {by}, 'why', {start}, {until}, {withdrawn})"
)
WAIVED = {"gate": "'dbs'", "slot": "NULL", "by": "'Di'", "start": "'2026-01-01'",
          "until": "'2026-02-01'", "withdrawn": "NULL"}  # fmt: skip
SESSION = "INSERT INTO training (held_on, until_on, modules) VALUES ({held}, {until}, {modules})"
HELD = {"held": "'2026-01-01'", "until": "'2026-01-02'", "modules": "'boundaries'"}
CHECK = "INSERT INTO volunteer_check (volunteer_id, kind, slot, {column}) VALUES (1, {kind}, 1, {value})"  # noqa: E501 - one row
SPELL = (
    "INSERT INTO volunteer_spell (volunteer_id, spell, begun_on, ended_on, ended_as)"
    " VALUES (1, 2, {days}, 'left')"
)
PAGE = "INSERT INTO book_section (check_id, section, words) VALUES ({check}, {section}, {words})"


@pytest.fixture
def rows(file: Path) -> Iterator[sqlite3.Connection]:
    """A file with one of each that can be led, somebody who leads them, and a page of a book."""
    with closing(connected(file)) as connection:
        connection.executescript(
            "INSERT INTO volunteer (id, name, capacity, capacity_imported) VALUES (1, 'Bo', 1, 0);"
            "INSERT INTO child (id, name) VALUES (1, 'Ada');"
            "INSERT INTO referral (id, child_id, received_on, source)"
            " VALUES (1, 1, '2026-01-01', 'child');"
            "INSERT INTO match (id, referral_id, child_id, volunteer_id, proposed_on)"
            " VALUES (1, 1, 1, 1, '2026-01-01');"
            "INSERT INTO staff (id, name, role, joined_on) VALUES (1, 'Di', 'x', '2026-01-01');"
            "INSERT INTO lead_worker (staff_id, volunteer_id, from_on) VALUES (1, 1, '2026-01-01');"
            "INSERT INTO lead_worker (staff_id, referral_id, from_on) VALUES (1, 1, '2026-01-01');"
            "INSERT INTO lead_worker (staff_id, match_id, from_on) VALUES (1, 1, '2026-01-01');"
            "INSERT INTO panel_meeting (id, held_on) VALUES (1, '2026-01-10');"
            "INSERT INTO volunteer_check (id, volunteer_id, kind, slot) VALUES (1, 1, 'book', 1);"
            "INSERT INTO book_section (check_id, section, words) VALUES (1, 'likes', 'Chess');"
        )
        yield connection


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        (STAFF.format(**MEMBER | {"hours": "0"}), "ck_staff_weekly_hours_tenths"),
        (STAFF.format(**MEMBER | {"hours": "601"}), "ck_staff_weekly_hours_tenths"),
        (STAFF.format(**MEMBER | {"hours": "'many'"}), "cannot store TEXT value in INTEGER"),
        (STAFF.format(**MEMBER | {"joined": "'2026-02-31'"}), "ck_staff_joined_on"),
        (STAFF.format(**MEMBER | {"joined": "NULL"}), "NOT NULL constraint failed"),
        (STAFF.format(**MEMBER | {"left": "'soon'"}), "ck_staff_left_on"),
        (STAFF.format(**MEMBER | {"left": "'2025-12-31'"}), "ck_staff_order"),
        (STAFF.format(**MEMBER | {"name": "NULL"}), "NOT NULL constraint failed"),
        (STAFF.format(**MEMBER | {"role": "NULL"}), "NOT NULL constraint failed"),
        (LEAD.format(whose="match", days="'2026-13-01', '2026-13-02'"), "ck_lead_worker_from_on"),
        (LEAD.format(whose="match", days="'2026-01-01', '2026-02-31'"), "ck_lead_worker_until_on"),
        (LEAD.format(whose="match", days="'2026-01-02', '2026-01-01'"), "ck_lead_worker_order"),
        (LEAD.format(whose="match", days="'2026-02-01', NULL"), "lead_worker.match_id"),
        (LEAD.format(whose="referral", days="'2026-02-01', NULL"), "lead_worker.referral_id"),
        (LEAD.format(whose="volunteer", days="'2026-02-01', NULL"), "lead_worker.volunteer_id"),
        ("INSERT INTO lead_worker (staff_id, from_on) VALUES (1, '2026-01-01')",
         "ck_lead_worker_one"),
        ("UPDATE lead_worker SET volunteer_id = 1, referral_id = 1 WHERE match_id = 1",
         "ck_lead_worker_one"),
        ("UPDATE lead_worker SET staff_id = 9 WHERE match_id = 1", "FOREIGN KEY"),
        ("UPDATE lead_worker SET match_id = 9 WHERE match_id = 1", "FOREIGN KEY"),
        (WAIVER.format(**WAIVED | {"gate": "'second_match'"}), "ck_waiver_gate"),
        (WAIVER.format(**WAIVED | {"gate": "'age'"}), "ck_waiver_gate"),
        (WAIVER.format(**WAIVED | {"slot": "3"}), "ck_waiver_slot"),
        (WAIVER.format(**WAIVED | {"by": "NULL"}), "NOT NULL constraint failed"),
        (WAIVER.format(**WAIVED | {"start": "'today'"}), "ck_waiver_from_on"),
        (WAIVER.format(**WAIVED | {"until": "NULL"}), "NOT NULL constraint failed"),
        (WAIVER.format(**WAIVED | {"until": "'2026-02-30'"}), "ck_waiver_until_on"),
        (WAIVER.format(**WAIVED | {"until": "'2025-12-31'"}), "ck_waiver_order"),
        (WAIVER.format(**WAIVED | {"withdrawn": "'x'"}), "ck_waiver_withdrawn_on"),
        (SESSION.format(**HELD | {"held": "'2026-02-31'"}), "ck_training_held_on"),
        (SESSION.format(**HELD | {"until": "'2026-02-31'"}), "ck_training_until_on"),
        (SESSION.format(**HELD | {"until": "'2025-12-31'"}), "ck_training_order"),
        (SESSION.format(**HELD | {"modules": "NULL"}), "NOT NULL constraint failed"),
        ("INSERT INTO panel_meeting (held_on) VALUES ('2026-01-10')", "panel_meeting.held_on"),
        ("INSERT INTO panel_meeting (held_on) VALUES ('10 January')", "ck_panel_meeting_held_on"),
        (CHECK.format(kind="'passport'", column="asked_on", value="NULL"),
         "ck_volunteer_check_kind"),
        (CHECK.format(kind="'dbs'", column="chased_on", value="'x'"),
         "ck_volunteer_check_chased_on"),
        (CHECK.format(kind="'dbs'", column="number_purged_on", value="'x'"),
         "ck_volunteer_check_number_purged_on"),
        (CHECK.format(kind="'training'", column="training_id", value="9"), "FOREIGN KEY"),
        (CHECK.format(kind="'panel'", column="meeting_id", value="9"), "FOREIGN KEY"),
        (SPELL.format(days="'x', NULL"), "ck_volunteer_spell_begun_on"),
        (SPELL.format(days="'2026-02-02', '2026-02-01'"), "ck_volunteer_spell_order"),
        ("UPDATE volunteer SET commitment_months = 0", "ck_volunteer_commitment_months"),
        ("UPDATE volunteer SET commitment_months = 241", "ck_volunteer_commitment_months"),
        (PAGE.format(check=1, section="'secrets'", words="'x'"), "ck_book_section_section"),
        (PAGE.format(check=1, section="'food'", words="NULL"), "NOT NULL constraint failed"),
        (PAGE.format(check=1, section="'likes'", words="'Tea'"), "book_section.check_id"),
        (PAGE.format(check=9, section="'food'", words="'Tea'"), "FOREIGN KEY"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_refused(
    statement: str, guard: str, rows: sqlite3.Connection
) -> None:
    with pytest.raises(Exception, match=guard) as refused:
        rows.execute(statement)
    assert type(refused.value).__name__ == "IntegrityError"
    assert rows.total_changes == 11


@pytest.mark.parametrize(
    "statement",
    [
        STAFF.format(**MEMBER | {"hours": "1", "left": "'2026-01-01'"}),
        STAFF.format(**MEMBER | {"hours": "600"}),
        LEAD.format(whose="match", days="'2025-01-01', '2025-01-01'"),
        WAIVER.format(**WAIVED | {"until": "'2026-01-01'", "withdrawn": "'2026-01-01'"}),
        WAIVER.format(**WAIVED | {"gate": "'overseas'", "slot": "2"}),
        SESSION.format(**HELD | {"until": "NULL"}),
        SESSION.format(**HELD | {"until": "'2026-01-01'"}),
        CHECK.format(kind="'overseas'", column="meeting_id", value="1"),
        SPELL.format(days="'2026-02-01', '2026-02-01'"),
        "UPDATE volunteer SET commitment_months = 240, experience = 'Scouts'",
        PAGE.format(check=1, section="'food'", words="'Tea'"),
    ],
)
def test_a_row_that_can_be_is_stored(statement: str, rows: sqlite3.Connection) -> None:
    rows.execute(statement)
    assert rows.total_changes == 12


@pytest.mark.parametrize(
    ("table", "id_"),
    [("staff", 1), ("volunteer_check", 1), ("panel_meeting", 1)],
)
def test_what_a_row_points_at_stays(table: str, id_: int, rows: sqlite3.Connection) -> None:
    rows.execute("UPDATE volunteer_check SET meeting_id = 1")
    with pytest.raises(Exception, match="FOREIGN KEY"):
        rows.execute(f"DELETE FROM {table} WHERE id = {id_}")
