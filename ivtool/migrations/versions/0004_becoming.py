"""Becoming an Independent Visitor: staff, waivers, training, panels, the book, returning.

A table whose columns change is made anew, filled and renamed, as in 0002. No row was ever deleted,
so the numbers given out go on from the highest.

Revision ID: 0004
"""

from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS = (
    """
    CREATE TABLE staff (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        weekly_hours_tenths INTEGER,
        joined_on TEXT NOT NULL,
        left_on TEXT,
        CONSTRAINT ck_staff_weekly_hours_tenths CHECK (weekly_hours_tenths BETWEEN 1 AND 600),
        CONSTRAINT ck_staff_joined_on CHECK (joined_on IS date(joined_on, '+0 days')),
        CONSTRAINT ck_staff_left_on CHECK (left_on IS date(left_on, '+0 days')),
        CONSTRAINT ck_staff_order CHECK (left_on >= joined_on)
    ) STRICT
    """,
    """
    CREATE TABLE training (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        held_on TEXT NOT NULL,
        until_on TEXT,
        modules TEXT NOT NULL,
        held_by TEXT,
        note TEXT,
        CONSTRAINT ck_training_held_on CHECK (held_on IS date(held_on, '+0 days')),
        CONSTRAINT ck_training_until_on CHECK (until_on IS date(until_on, '+0 days')),
        CONSTRAINT ck_training_order CHECK (until_on >= held_on)
    ) STRICT
    """,
    """
    CREATE TABLE panel_meeting (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        held_on TEXT NOT NULL,
        CONSTRAINT uq_panel_meeting_held_on UNIQUE (held_on),
        CONSTRAINT ck_panel_meeting_held_on CHECK (held_on IS date(held_on, '+0 days'))
    ) STRICT
    """,
    """
    CREATE TABLE volunteer_new (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        name TEXT NOT NULL,
        email TEXT,
        phone TEXT,
        address TEXT,
        postcode TEXT,
        date_of_birth TEXT,
        gender TEXT,
        languages TEXT,
        interests TEXT,
        drives INTEGER,
        capacity INTEGER NOT NULL,
        capacity_imported INTEGER NOT NULL,
        min_child_age INTEGER,
        max_child_age INTEGER,
        max_miles INTEGER,
        experience TEXT,
        commitment_months INTEGER,
        CONSTRAINT uq_volunteer_key UNIQUE ("key"),
        CONSTRAINT ck_volunteer_date_of_birth CHECK (date_of_birth IS date(date_of_birth, '+0 days')),
        CONSTRAINT ck_volunteer_drives CHECK (drives IN (0, 1)),
        CONSTRAINT ck_volunteer_capacity_imported CHECK (capacity_imported IN (0, 1)),
        CONSTRAINT ck_volunteer_capacity CHECK (capacity BETWEEN 0 AND 20),
        CONSTRAINT ck_volunteer_min_child_age CHECK (min_child_age BETWEEN 0 AND 25),
        CONSTRAINT ck_volunteer_max_child_age CHECK (max_child_age BETWEEN 0 AND 25),
        CONSTRAINT ck_volunteer_max_miles CHECK (max_miles BETWEEN 0 AND 1000),
        CONSTRAINT ck_volunteer_commitment_months CHECK (commitment_months BETWEEN 1 AND 240)
    ) STRICT
    """,
    """
    INSERT INTO volunteer_new (id, "key", name, email, phone, address, postcode, date_of_birth, gender, languages, interests, drives, capacity, capacity_imported, min_child_age, max_child_age, max_miles)
    SELECT id, "key", name, email, phone, address, postcode, date_of_birth, gender, languages, interests, drives, capacity, capacity_imported, min_child_age, max_child_age, max_miles FROM volunteer
    """,
    "DROP TABLE volunteer",
    "ALTER TABLE volunteer_new RENAME TO volunteer",
    """
    CREATE TABLE volunteer_spell_new (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER NOT NULL,
        spell INTEGER NOT NULL,
        begun_on TEXT,
        ended_on TEXT,
        ended_as TEXT,
        reason TEXT,
        CONSTRAINT uq_volunteer_spell_volunteer_id_spell UNIQUE (volunteer_id, spell),
        CONSTRAINT ck_volunteer_spell_begun_on CHECK (begun_on IS date(begun_on, '+0 days')),
        CONSTRAINT ck_volunteer_spell_ended_on CHECK (ended_on IS date(ended_on, '+0 days')),
        CONSTRAINT ck_volunteer_spell_order CHECK (ended_on >= begun_on),
        CONSTRAINT ck_volunteer_spell_ended_as CHECK (ended_as IN ('withdrew', 'not_accepted', 'left')),
        CONSTRAINT fk_volunteer_spell_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id)
    ) STRICT
    """,
    """
    INSERT INTO volunteer_spell_new (id, volunteer_id, spell, ended_on, ended_as, reason)
    SELECT id, volunteer_id, spell, ended_on, ended_as, reason FROM volunteer_spell
    """,
    "DROP TABLE volunteer_spell",
    "ALTER TABLE volunteer_spell_new RENAME TO volunteer_spell",
    """
    CREATE INDEX ix_volunteer_spell_ended_on ON volunteer_spell (ended_on, volunteer_id, spell, begun_on)
    """,
    """
    CREATE TABLE volunteer_check_new (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        slot INTEGER NOT NULL,
        asked_on TEXT,
        from_on TEXT,
        outcome TEXT,
        certificate TEXT,
        rechecked_on TEXT,
        level TEXT,
        level_why TEXT,
        seen_by TEXT,
        seen_on TEXT,
        update_service INTEGER,
        held_by TEXT,
        method TEXT,
        module TEXT,
        referee TEXT,
        connection TEXT,
        conditions TEXT,
        note TEXT,
        chased_on TEXT,
        number_purged_on TEXT,
        training_id INTEGER,
        meeting_id INTEGER,
        CONSTRAINT ck_volunteer_check_kind CHECK (kind IN ('pack', 'chat', 'application', 'interview', 'dbs', 'overseas', 'childrens_services', 'medical', 'reference', 'safeguarding', 'training', 'book', 'panel', 'second_match', 'independence', 'code_of_conduct')),
        CONSTRAINT ck_volunteer_check_outcome CHECK (outcome IN ('clear', 'risk_assessed', 'not_clear', 'withdrawn', 'approved', 'approved_with_conditions', 'deferred', 'not_accepted')),
        CONSTRAINT ck_volunteer_check_slot CHECK (slot BETWEEN 1 AND 9),
        CONSTRAINT ck_volunteer_check_level CHECK (level IN ('enhanced', 'enhanced_barred')),
        CONSTRAINT ck_volunteer_check_method CHECK (method IN ('post', 'email')),
        CONSTRAINT ck_volunteer_check_update_service CHECK (update_service IN (0, 1)),
        CONSTRAINT ck_volunteer_check_asked_on CHECK (asked_on IS date(asked_on, '+0 days')),
        CONSTRAINT ck_volunteer_check_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT ck_volunteer_check_rechecked_on CHECK (rechecked_on IS date(rechecked_on, '+0 days')),
        CONSTRAINT ck_volunteer_check_seen_on CHECK (seen_on IS date(seen_on, '+0 days')),
        CONSTRAINT ck_volunteer_check_chased_on CHECK (chased_on IS date(chased_on, '+0 days')),
        CONSTRAINT ck_volunteer_check_number_purged_on CHECK (number_purged_on IS date(number_purged_on, '+0 days')),
        CONSTRAINT fk_volunteer_check_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT fk_volunteer_check_training_id FOREIGN KEY(training_id) REFERENCES training (id),
        CONSTRAINT fk_volunteer_check_meeting_id FOREIGN KEY(meeting_id) REFERENCES panel_meeting (id)
    ) STRICT
    """,
    """
    INSERT INTO volunteer_check_new (id, volunteer_id, kind, slot, asked_on, from_on, outcome, certificate, rechecked_on, level, level_why, seen_by, seen_on, update_service, held_by, method, module, referee, connection, conditions, note)
    SELECT id, volunteer_id, kind, slot, asked_on, from_on, outcome, certificate, rechecked_on, level, level_why, seen_by, seen_on, update_service, held_by, method, module, referee, connection, conditions, note FROM volunteer_check
    """,
    "DROP TABLE volunteer_check",
    "ALTER TABLE volunteer_check_new RENAME TO volunteer_check",
    """
    CREATE INDEX ix_volunteer_check_volunteer_id_kind ON volunteer_check (volunteer_id, kind)
    """,
    """
    CREATE INDEX ix_volunteer_check_kind ON volunteer_check (kind, from_on, volunteer_id, outcome)
    """,
    """
    CREATE INDEX ix_volunteer_check_rechecked_on ON volunteer_check (rechecked_on, volunteer_id) WHERE rechecked_on IS NOT NULL
    """,
    """
    CREATE INDEX ix_volunteer_check_unanswered ON volunteer_check (asked_on, volunteer_id) WHERE outcome IS NULL
    """,
    """
    CREATE INDEX ix_volunteer_check_training_id ON volunteer_check (training_id) WHERE training_id IS NOT NULL
    """,
    """
    CREATE INDEX ix_volunteer_check_meeting_id ON volunteer_check (meeting_id) WHERE meeting_id IS NOT NULL
    """,
    """
    CREATE INDEX ix_volunteer_stage_stage ON volunteer_stage (stage, reached_on, volunteer_id, spell)
    """,
    """
    CREATE TABLE placement_new (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        child_id INTEGER NOT NULL,
        kind TEXT,
        postcode TEXT,
        provider TEXT,
        area_authority_id INTEGER,
        from_on TEXT,
        until_on TEXT,
        CONSTRAINT ck_placement_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT ck_placement_until_on CHECK (until_on IS date(until_on, '+0 days')),
        CONSTRAINT fk_placement_child_id FOREIGN KEY(child_id) REFERENCES child (id),
        CONSTRAINT fk_placement_area_authority_id FOREIGN KEY(area_authority_id) REFERENCES authority (id)
    ) STRICT
    """,
    """
    INSERT INTO placement_new (id, child_id, kind, postcode, area_authority_id, from_on, until_on)
    SELECT id, child_id, kind, postcode, area_authority_id, from_on, until_on FROM placement
    """,
    "DROP TABLE placement",
    "ALTER TABLE placement_new RENAME TO placement",
    """
    CREATE INDEX ix_placement_child_id ON placement (child_id)
    """,
    """
    CREATE TABLE waiver (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER NOT NULL,
        gate TEXT NOT NULL,
        slot INTEGER,
        module TEXT,
        waived_by TEXT NOT NULL,
        reason TEXT NOT NULL,
        from_on TEXT NOT NULL,
        until_on TEXT NOT NULL,
        withdrawn_on TEXT,
        CONSTRAINT ck_waiver_gate CHECK (gate IN ('pack', 'chat', 'application', 'referee', 'interview', 'dbs', 'overseas', 'childrens_services', 'medical', 'reference', 'safeguarding', 'training', 'book', 'panel', 'independence', 'code_of_conduct')),
        CONSTRAINT ck_waiver_slot CHECK (slot BETWEEN 1 AND 2),
        CONSTRAINT ck_waiver_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT ck_waiver_until_on CHECK (until_on IS date(until_on, '+0 days')),
        CONSTRAINT ck_waiver_withdrawn_on CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
        CONSTRAINT ck_waiver_order CHECK (until_on >= from_on),
        CONSTRAINT fk_waiver_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id)
    ) STRICT
    """,
    """
    CREATE INDEX ix_waiver_volunteer_id ON waiver (volunteer_id)
    """,
    """
    CREATE TABLE lead_worker (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        staff_id INTEGER NOT NULL,
        volunteer_id INTEGER,
        referral_id INTEGER,
        match_id INTEGER,
        from_on TEXT NOT NULL,
        until_on TEXT,
        CONSTRAINT ck_lead_worker_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT ck_lead_worker_until_on CHECK (until_on IS date(until_on, '+0 days')),
        CONSTRAINT ck_lead_worker_order CHECK (until_on >= from_on),
        CONSTRAINT ck_lead_worker_one CHECK ((volunteer_id IS NOT NULL) + (referral_id IS NOT NULL) + (match_id IS NOT NULL) = 1),
        CONSTRAINT fk_lead_worker_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id),
        CONSTRAINT fk_lead_worker_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT fk_lead_worker_referral_id FOREIGN KEY(referral_id) REFERENCES referral (id),
        CONSTRAINT fk_lead_worker_match_id FOREIGN KEY(match_id) REFERENCES "match" (id)
    ) STRICT
    """,
    """
    CREATE INDEX ix_lead_worker_staff_id ON lead_worker (staff_id)
    """,
    """
    CREATE UNIQUE INDEX uq_lead_worker_volunteer_id ON lead_worker (volunteer_id) WHERE until_on IS NULL
    """,
    """
    CREATE UNIQUE INDEX uq_lead_worker_referral_id ON lead_worker (referral_id) WHERE until_on IS NULL
    """,
    """
    CREATE UNIQUE INDEX uq_lead_worker_match_id ON lead_worker (match_id) WHERE until_on IS NULL
    """,
    """
    CREATE TABLE book_section (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        check_id INTEGER NOT NULL,
        section TEXT NOT NULL,
        words TEXT NOT NULL,
        CONSTRAINT uq_book_section_check_id_section UNIQUE (check_id, section),
        CONSTRAINT ck_book_section_section CHECK (section IN ('first_name', 'about_me', 'likes', 'animals', 'food', 'might_do', 'picture')),
        CONSTRAINT fk_book_section_check_id FOREIGN KEY(check_id) REFERENCES volunteer_check (id)
    ) STRICT
    """,
)


def upgrade() -> None:
    """Make the new tables, and the changed ones anew with all their rows."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
