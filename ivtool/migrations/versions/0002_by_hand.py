"""What is recorded by hand: evidence in full, views on a match, endings, payments.

A table whose CHECKs change is made anew, filled and renamed: SQLite cannot change a CHECK. No row
was ever deleted, so the numbers given out go on from the highest.

Revision ID: 0002
"""

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    """
    CREATE TABLE payment (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        paid_on TEXT NOT NULL,
        reference TEXT NOT NULL,
        CONSTRAINT ck_payment_paid_on CHECK (paid_on IS date(paid_on, '+0 days')),
        CONSTRAINT uq_payment_reference UNIQUE (reference)
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
        CONSTRAINT uq_volunteer_key UNIQUE ("key"),
        CONSTRAINT ck_volunteer_date_of_birth CHECK (date_of_birth IS date(date_of_birth, '+0 days')),
        CONSTRAINT ck_volunteer_drives CHECK (drives IN (0, 1)),
        CONSTRAINT ck_volunteer_capacity_imported CHECK (capacity_imported IN (0, 1)),
        CONSTRAINT ck_volunteer_capacity CHECK (capacity BETWEEN 0 AND 20),
        CONSTRAINT ck_volunteer_min_child_age CHECK (min_child_age BETWEEN 0 AND 25),
        CONSTRAINT ck_volunteer_max_child_age CHECK (max_child_age BETWEEN 0 AND 25),
        CONSTRAINT ck_volunteer_max_miles CHECK (max_miles BETWEEN 0 AND 1000)
    ) STRICT
    """,
    """
    INSERT INTO volunteer_new (id, "key", name, email, phone, postcode, date_of_birth, gender, languages, interests, drives, capacity, min_child_age, max_child_age, max_miles, capacity_imported)
    SELECT id, "key", name, email, phone, postcode, date_of_birth, gender, languages, interests, drives, capacity, min_child_age, max_child_age, max_miles, capacity > 1 FROM volunteer
    """,
    "DROP TABLE volunteer",
    "ALTER TABLE volunteer_new RENAME TO volunteer",
    """
    CREATE TABLE child_new (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        name TEXT NOT NULL,
        date_of_birth TEXT,
        gender TEXT,
        ethnicity TEXT,
        religion TEXT,
        language TEXT,
        disability TEXT,
        looked_after INTEGER,
        authority_id INTEGER,
        interests TEXT,
        likes TEXT,
        dislikes TEXT,
        wants_gender TEXT,
        wants_gender_must INTEGER,
        no_contact TEXT,
        risks TEXT,
        health TEXT,
        legal_status TEXT,
        interpreter INTEGER,
        unaccompanied INTEGER,
        CONSTRAINT uq_child_key UNIQUE ("key"),
        CONSTRAINT ck_child_date_of_birth CHECK (date_of_birth IS date(date_of_birth, '+0 days')),
        CONSTRAINT ck_child_looked_after CHECK (looked_after IN (0, 1)),
        CONSTRAINT ck_child_wants_gender_must CHECK (wants_gender_must IN (0, 1)),
        CONSTRAINT ck_child_interpreter CHECK (interpreter IN (0, 1)),
        CONSTRAINT ck_child_unaccompanied CHECK (unaccompanied IN (0, 1)),
        CONSTRAINT fk_child_authority_id FOREIGN KEY(authority_id) REFERENCES authority (id)
    ) STRICT
    """,
    """
    INSERT INTO child_new (id, "key", name, date_of_birth, gender, ethnicity, religion, language, disability, looked_after, authority_id, interests, likes, dislikes, wants_gender, wants_gender_must)
    SELECT id, "key", name, date_of_birth, gender, ethnicity, religion, language, disability, looked_after, authority_id, interests, likes, dislikes, wants_gender, wants_gender_must FROM child
    """,
    "DROP TABLE child",
    "ALTER TABLE child_new RENAME TO child",
    """
    CREATE INDEX ix_child_authority_id ON child (authority_id)
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
        CONSTRAINT ck_volunteer_check_kind CHECK (kind IN ('pack', 'chat', 'application', 'interview', 'dbs', 'childrens_services', 'medical', 'reference', 'safeguarding', 'training', 'book', 'panel', 'second_match', 'independence', 'code_of_conduct')),
        CONSTRAINT ck_volunteer_check_outcome CHECK (outcome IN ('clear', 'risk_assessed', 'not_clear', 'withdrawn', 'approved', 'approved_with_conditions', 'deferred', 'not_accepted')),
        CONSTRAINT ck_volunteer_check_slot CHECK (slot BETWEEN 1 AND 9),
        CONSTRAINT ck_volunteer_check_level CHECK (level IN ('enhanced', 'enhanced_barred')),
        CONSTRAINT ck_volunteer_check_method CHECK (method IN ('post', 'email')),
        CONSTRAINT ck_volunteer_check_update_service CHECK (update_service IN (0, 1)),
        CONSTRAINT ck_volunteer_check_asked_on CHECK (asked_on IS date(asked_on, '+0 days')),
        CONSTRAINT ck_volunteer_check_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT ck_volunteer_check_rechecked_on CHECK (rechecked_on IS date(rechecked_on, '+0 days')),
        CONSTRAINT ck_volunteer_check_seen_on CHECK (seen_on IS date(seen_on, '+0 days')),
        CONSTRAINT fk_volunteer_check_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id)
    ) STRICT
    """,
    """
    INSERT INTO volunteer_check_new (id, volunteer_id, kind, slot, asked_on, from_on, outcome, certificate, rechecked_on, note)
    SELECT id, volunteer_id, kind, slot, asked_on, from_on, outcome, certificate, rechecked_on, note FROM volunteer_check
    """,
    "DROP TABLE volunteer_check",
    "ALTER TABLE volunteer_check_new RENAME TO volunteer_check",
    """
    CREATE INDEX ix_volunteer_check_volunteer_id_kind ON volunteer_check (volunteer_id, kind)
    """,
    """
    CREATE TABLE referral_new (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        child_id INTEGER NOT NULL,
        received_on TEXT NOT NULL,
        source TEXT NOT NULL,
        reasons TEXT,
        closed_on TEXT,
        outcome TEXT,
        closed_why TEXT,
        look_again_on TEXT,
        CONSTRAINT uq_referral_key UNIQUE ("key"),
        CONSTRAINT ck_referral_received_on CHECK (received_on IS date(received_on, '+0 days')),
        CONSTRAINT ck_referral_closed_on CHECK (closed_on IS date(closed_on, '+0 days')),
        CONSTRAINT ck_referral_look_again_on CHECK (look_again_on IS date(look_again_on, '+0 days')),
        CONSTRAINT ck_referral_source CHECK (source IN ('social_worker', 'iro', 'child', 'carer', 'advocate', 'other')),
        CONSTRAINT ck_referral_outcome CHECK (outcome IN ('matched', 'declined', 'withdrawn', 'not_eligible', 'aged_out')),
        CONSTRAINT fk_referral_child_id FOREIGN KEY(child_id) REFERENCES child (id)
    ) STRICT
    """,
    """
    INSERT INTO referral_new (id, "key", child_id, received_on, source, reasons, closed_on, outcome)
    SELECT id, "key", child_id, received_on, source, reasons, closed_on, outcome FROM referral
    """,
    "DROP TABLE referral",
    "ALTER TABLE referral_new RENAME TO referral",
    """
    CREATE INDEX ix_referral_received_on ON referral (received_on)
    """,
    """
    CREATE INDEX ix_referral_child_id ON referral (child_id)
    """,
    """
    CREATE TABLE match_new (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        referral_id INTEGER NOT NULL,
        child_id INTEGER NOT NULL,
        volunteer_id INTEGER NOT NULL,
        second_volunteer_id INTEGER,
        proposed_on TEXT NOT NULL,
        book_shown_on TEXT,
        first_meeting_on TEXT,
        started_on TEXT,
        ended_on TEXT,
        ending_route TEXT,
        ending_reason TEXT,
        planned INTEGER,
        goodbye_held INTEGER,
        told_by TEXT,
        another_wanted INTEGER,
        CONSTRAINT uq_match_key UNIQUE ("key"),
        CONSTRAINT ck_match_proposed_on CHECK (proposed_on IS date(proposed_on, '+0 days')),
        CONSTRAINT ck_match_book_shown_on CHECK (book_shown_on IS date(book_shown_on, '+0 days')),
        CONSTRAINT ck_match_first_meeting_on CHECK (first_meeting_on IS date(first_meeting_on, '+0 days')),
        CONSTRAINT ck_match_started_on CHECK (started_on IS date(started_on, '+0 days')),
        CONSTRAINT ck_match_ended_on CHECK (ended_on IS date(ended_on, '+0 days')),
        CONSTRAINT ck_match_ending_route CHECK (ending_route IN ('care_ended', 'volunteer_resigned', 'authority_notice', 'child_objected', 'agreed_end')),
        CONSTRAINT ck_match_planned CHECK (planned IN (0, 1)),
        CONSTRAINT ck_match_goodbye_held CHECK (goodbye_held IN (0, 1)),
        CONSTRAINT ck_match_another_wanted CHECK (another_wanted IN (0, 1)),
        CONSTRAINT ck_match_couple CHECK (second_volunteer_id <> volunteer_id),
        CONSTRAINT ck_match_order CHECK (ended_on >= started_on),
        CONSTRAINT fk_match_referral_id FOREIGN KEY(referral_id) REFERENCES referral (id),
        CONSTRAINT fk_match_child_id FOREIGN KEY(child_id) REFERENCES child (id),
        CONSTRAINT fk_match_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT fk_match_second_volunteer_id FOREIGN KEY(second_volunteer_id) REFERENCES volunteer (id)
    ) STRICT
    """,
    """
    INSERT INTO match_new (id, "key", referral_id, child_id, volunteer_id, second_volunteer_id, proposed_on, first_meeting_on, started_on, ended_on, ending_route, ending_reason, planned, another_wanted)
    SELECT id, "key", referral_id, child_id, volunteer_id, second_volunteer_id, proposed_on, first_meeting_on, started_on, ended_on, ending_route, ending_reason, planned, another_wanted FROM match
    """,
    "DROP TABLE match",
    "ALTER TABLE match_new RENAME TO match",
    """
    CREATE INDEX ix_match_started_on ON "match" (started_on, ended_on)
    """,
    """
    CREATE UNIQUE INDEX uq_match_live_child ON "match" (child_id) WHERE started_on IS NOT NULL AND ended_on IS NULL
    """,
    """
    CREATE INDEX ix_match_second_volunteer_id ON "match" (second_volunteer_id)
    """,
    """
    CREATE INDEX ix_match_child_id ON "match" (child_id)
    """,
    """
    CREATE INDEX ix_match_volunteer_id ON "match" (volunteer_id)
    """,
    """
    CREATE INDEX ix_match_referral_id ON "match" (referral_id)
    """,
    """
    CREATE TABLE referral_step_new (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        referral_id INTEGER NOT NULL,
        step TEXT NOT NULL,
        taken_on TEXT NOT NULL,
        "by" TEXT,
        note TEXT,
        CONSTRAINT uq_referral_step_referral_id_step UNIQUE (referral_id, step),
        CONSTRAINT ck_referral_step_step CHECK (step IN ('social_worker_form', 'child_form', 'staff_visit', 'accepted')),
        CONSTRAINT ck_referral_step_taken_on CHECK (taken_on IS date(taken_on, '+0 days')),
        CONSTRAINT fk_referral_step_referral_id FOREIGN KEY(referral_id) REFERENCES referral (id)
    ) STRICT
    """,
    """
    INSERT INTO referral_step_new (id, referral_id, step, taken_on, note)
    SELECT id, referral_id, step, taken_on, note FROM referral_step
    """,
    "DROP TABLE referral_step",
    "ALTER TABLE referral_step_new RENAME TO referral_step",
    """
    CREATE TABLE claim_line_new (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        claim_id INTEGER NOT NULL,
        line INTEGER NOT NULL,
        match_id INTEGER,
        duty TEXT,
        incurred_on TEXT NOT NULL,
        category TEXT NOT NULL,
        vehicle TEXT,
        miles_tenths INTEGER,
        amount_pence INTEGER NOT NULL,
        priced INTEGER NOT NULL,
        description TEXT,
        receipt INTEGER,
        receipt_why TEXT,
        claimed_on TEXT,
        queried_on TEXT,
        queried_why TEXT,
        approved_on TEXT,
        over_figure_why TEXT,
        paid_on TEXT,
        payment_id INTEGER,
        declined_on TEXT,
        declined_why TEXT,
        CONSTRAINT uq_claim_line_claim_id_line UNIQUE (claim_id, line),
        CONSTRAINT ck_claim_line_incurred_on CHECK (incurred_on IS date(incurred_on, '+0 days')),
        CONSTRAINT ck_claim_line_claimed_on CHECK (claimed_on IS date(claimed_on, '+0 days')),
        CONSTRAINT ck_claim_line_queried_on CHECK (queried_on IS date(queried_on, '+0 days')),
        CONSTRAINT ck_claim_line_approved_on CHECK (approved_on IS date(approved_on, '+0 days')),
        CONSTRAINT ck_claim_line_paid_on CHECK (paid_on IS date(paid_on, '+0 days')),
        CONSTRAINT ck_claim_line_declined_on CHECK (declined_on IS date(declined_on, '+0 days')),
        CONSTRAINT ck_claim_line_category CHECK (category IN ('mileage', 'fare', 'parking', 'admission', 'meal', 'activity', 'other')),
        CONSTRAINT ck_claim_line_vehicle CHECK (vehicle IN ('car', 'van', 'motorcycle', 'bicycle')),
        CONSTRAINT ck_claim_line_duty CHECK (duty IN ('training', 'supervision', 'group', 'other')),
        CONSTRAINT ck_claim_line_priced CHECK (priced IN (0, 1)),
        CONSTRAINT ck_claim_line_receipt CHECK (receipt IN (0, 1)),
        CONSTRAINT ck_claim_line_miles_tenths CHECK (miles_tenths BETWEEN 1 AND 10000),
        CONSTRAINT ck_claim_line_amount_pence CHECK (amount_pence BETWEEN 0 AND 1000000),
        CONSTRAINT ck_claim_line_settled CHECK (paid_on IS NULL OR declined_on IS NULL),
        CONSTRAINT fk_claim_line_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT fk_claim_line_match_id FOREIGN KEY(match_id) REFERENCES "match" (id),
        CONSTRAINT fk_claim_line_payment_id FOREIGN KEY(payment_id) REFERENCES payment (id)
    ) STRICT
    """,
    """
    INSERT INTO claim_line_new (id, claim_id, line, match_id, incurred_on, category, vehicle, miles_tenths, amount_pence, priced, description, receipt, claimed_on, approved_on, paid_on, declined_on)
    SELECT id, claim_id, line, match_id, incurred_on, category, vehicle, miles_tenths, amount_pence, priced, description, receipt, claimed_on, approved_on, paid_on, declined_on FROM claim_line
    """,
    "DROP TABLE claim_line",
    "ALTER TABLE claim_line_new RENAME TO claim_line",
    """
    CREATE INDEX ix_claim_line_match_id ON claim_line (match_id)
    """,
    """
    CREATE INDEX ix_claim_line_incurred_on ON claim_line (incurred_on)
    """,
    """
    CREATE INDEX ix_claim_line_payment_id ON claim_line (payment_id)
    """,
    """
    CREATE INDEX ix_claim_line_unsettled ON claim_line (paid_on, declined_on)
    """,
    """
    CREATE TABLE match_view (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        match_id INTEGER NOT NULL,
        party TEXT NOT NULL,
        "view" TEXT NOT NULL,
        said_on TEXT NOT NULL,
        after_meeting INTEGER NOT NULL,
        understanding INTEGER,
        words TEXT,
        CONSTRAINT ck_match_view_party CHECK (party IN ('volunteer', 'second_volunteer', 'social_worker', 'carer', 'child')),
        CONSTRAINT ck_match_view_view CHECK (view IN ('agrees', 'unsure', 'objects', 'not_able')),
        CONSTRAINT ck_match_view_said_on CHECK (said_on IS date(said_on, '+0 days')),
        CONSTRAINT ck_match_view_after_meeting CHECK (after_meeting IN (0, 1)),
        CONSTRAINT ck_match_view_understanding CHECK (understanding IN (0, 1)),
        CONSTRAINT fk_match_view_match_id FOREIGN KEY(match_id) REFERENCES "match" (id)
    ) STRICT
    """,
    """
    CREATE INDEX ix_match_view_match_id ON match_view (match_id)
    """,
)


def upgrade() -> None:
    """Make the new tables, and the changed ones anew with all their rows."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
