"""Support to volunteers, reviews, needs and wishes; payments put right, people entered twice.

New tables, new columns; a table whose columns come with a rule is made anew, filled and renamed,
and goes on from the highest number that was ever given out.

Revision ID: 0013
"""

from alembic import op

revision = "0013"
down_revision = "0012"

STATEMENTS = (
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
        needs_developmental TEXT,
        needs_social TEXT,
        needs_emotional TEXT,
        needs_religious TEXT,
        needs_cultural TEXT,
        help_needed TEXT,
        availability TEXT,
        wants_lowest_age INTEGER,
        wants_lowest_age_must INTEGER,
        wants_highest_age INTEGER,
        wants_highest_age_must INTEGER,
        wants_language TEXT,
        wants_language_must INTEGER,
        wants_culture TEXT,
        wants_culture_must INTEGER,
        CONSTRAINT uq_child_key UNIQUE ("key"),
        CONSTRAINT ck_child_date_of_birth CHECK (date_of_birth IS date(date_of_birth, '+0 days')),
        CONSTRAINT ck_child_looked_after CHECK (looked_after IN (0, 1)),
        CONSTRAINT ck_child_wants_gender_must CHECK (wants_gender_must IN (0, 1)),
        CONSTRAINT ck_child_interpreter CHECK (interpreter IN (0, 1)),
        CONSTRAINT ck_child_unaccompanied CHECK (unaccompanied IN (0, 1)),
        CONSTRAINT ck_child_wants_lowest_age_must CHECK (wants_lowest_age_must IN (0, 1)),
        CONSTRAINT ck_child_wants_highest_age_must CHECK (wants_highest_age_must IN (0, 1)),
        CONSTRAINT ck_child_wants_language_must CHECK (wants_language_must IN (0, 1)),
        CONSTRAINT ck_child_wants_culture_must CHECK (wants_culture_must IN (0, 1)),
        CONSTRAINT ck_child_wants_lowest_age CHECK (wants_lowest_age BETWEEN 18 AND 120),
        CONSTRAINT ck_child_wants_highest_age CHECK (wants_highest_age BETWEEN 18 AND 120)
    ) STRICT
    """,
    """
    INSERT INTO child_new (id, "key", name, date_of_birth, gender, ethnicity, religion, language, disability, looked_after, interests, likes, dislikes, wants_gender, wants_gender_must, no_contact, risks, health, legal_status, interpreter, unaccompanied)
    SELECT id, "key", name, date_of_birth, gender, ethnicity, religion, language, disability, looked_after, interests, likes, dislikes, wants_gender, wants_gender_must, no_contact, risks, health, legal_status, interpreter, unaccompanied FROM child
    """,
    "DELETE FROM sqlite_sequence WHERE name = 'child_new'",
    """
    INSERT INTO sqlite_sequence (name, seq) SELECT 'child_new', seq FROM sqlite_sequence WHERE name = 'child'
    """,
    "DROP TABLE child",
    "ALTER TABLE child_new RENAME TO child",
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
        continued_on TEXT,
        CONSTRAINT uq_match_key UNIQUE ("key"),
        CONSTRAINT ck_match_proposed_on CHECK (proposed_on IS date(proposed_on, '+0 days')),
        CONSTRAINT ck_match_book_shown_on CHECK (book_shown_on IS date(book_shown_on, '+0 days')),
        CONSTRAINT ck_match_first_meeting_on CHECK (first_meeting_on IS date(first_meeting_on, '+0 days')),
        CONSTRAINT ck_match_started_on CHECK (started_on IS date(started_on, '+0 days')),
        CONSTRAINT ck_match_ended_on CHECK (ended_on IS date(ended_on, '+0 days')),
        CONSTRAINT ck_match_continued_on CHECK (continued_on IS date(continued_on, '+0 days')),
        CONSTRAINT ck_match_ending_route CHECK (ending_route = 'care_ended' OR ending_route = 'volunteer_resigned' OR ending_route = 'authority_notice' OR ending_route = 'child_objected' OR ending_route = 'agreed_end'),
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
    INSERT INTO match_new (id, "key", referral_id, child_id, volunteer_id, second_volunteer_id, proposed_on, book_shown_on, first_meeting_on, started_on, ended_on, ending_route, ending_reason, planned, goodbye_held, told_by, another_wanted)
    SELECT id, "key", referral_id, child_id, volunteer_id, second_volunteer_id, proposed_on, book_shown_on, first_meeting_on, started_on, ended_on, ending_route, ending_reason, planned, goodbye_held, told_by, another_wanted FROM "match"
    """,
    "DELETE FROM sqlite_sequence WHERE name = 'match_new'",
    """
    INSERT INTO sqlite_sequence (name, seq) SELECT 'match_new', seq FROM sqlite_sequence WHERE name = 'match'
    """,
    """
    DROP TABLE "match"
    """,
    """
    ALTER TABLE match_new RENAME TO "match"
    """,
    """
    CREATE INDEX ix_match_child_id ON "match" (child_id)
    """,
    """
    CREATE INDEX ix_match_referral_id ON "match" (referral_id)
    """,
    """
    CREATE INDEX ix_match_second_volunteer_id ON "match" (second_volunteer_id)
    """,
    """
    CREATE INDEX ix_match_started_on ON "match" (started_on, ended_on)
    """,
    """
    CREATE INDEX ix_match_volunteer_id ON "match" (volunteer_id)
    """,
    """
    CREATE UNIQUE INDEX uq_match_live_child ON "match" (child_id) WHERE started_on IS NOT NULL AND ended_on IS NULL
    """,
    """
    CREATE TABLE training_new (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        held_on TEXT NOT NULL,
        until_on TEXT,
        modules TEXT NOT NULL,
        held_by TEXT,
        note TEXT,
        topic TEXT,
        planned INTEGER,
        CONSTRAINT ck_training_held_on CHECK (held_on IS date(held_on, '+0 days')),
        CONSTRAINT ck_training_until_on CHECK (until_on IS date(until_on, '+0 days')),
        CONSTRAINT ck_training_planned CHECK (planned IN (0, 1)),
        CONSTRAINT ck_training_order CHECK (until_on >= held_on)
    ) STRICT
    """,
    """
    INSERT INTO training_new (id, held_on, until_on, modules, held_by, note)
    SELECT id, held_on, until_on, modules, held_by, note FROM training
    """,
    "DELETE FROM sqlite_sequence WHERE name = 'training_new'",
    """
    INSERT INTO sqlite_sequence (name, seq) SELECT 'training_new', seq FROM sqlite_sequence WHERE name = 'training'
    """,
    "DROP TABLE training",
    "ALTER TABLE training_new RENAME TO training",
    "ALTER TABLE volunteer ADD COLUMN skills TEXT",
    "ALTER TABLE volunteer ADD COLUMN availability TEXT",
    "ALTER TABLE volunteer ADD COLUMN culture TEXT",
    "ALTER TABLE child_worker ADD COLUMN phone TEXT",
    "ALTER TABLE child_worker ADD COLUMN email TEXT",
    """
    CREATE TABLE claim_line_reversal (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        claim_line_id INTEGER NOT NULL,
        reversed_on TEXT NOT NULL,
        why TEXT NOT NULL,
        owed_again INTEGER NOT NULL,
        paid_on TEXT NOT NULL,
        payment_id INTEGER,
        CONSTRAINT ck_claim_line_reversal_reversed_on CHECK (reversed_on IS date(reversed_on, '+0 days')),
        CONSTRAINT ck_claim_line_reversal_paid_on CHECK (paid_on IS date(paid_on, '+0 days')),
        CONSTRAINT ck_claim_line_reversal_owed_again CHECK (owed_again IN (0, 1)),
        CONSTRAINT ck_claim_line_reversal_order CHECK (paid_on <= reversed_on),
        CONSTRAINT fk_claim_line_reversal_claim_line_id FOREIGN KEY(claim_line_id) REFERENCES claim_line (id),
        CONSTRAINT fk_claim_line_reversal_payment_id FOREIGN KEY(payment_id) REFERENCES payment (id)
    ) STRICT
    """,
    "CREATE INDEX ix_claim_line_reversal_claim_line_id ON claim_line_reversal (claim_line_id)",
    "CREATE INDEX ix_claim_line_reversal_payment_id ON claim_line_reversal (payment_id)",
    """
    CREATE TABLE merged_person (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER,
        child_id INTEGER,
        old_number INTEGER NOT NULL,
        old_key TEXT,
        old_name TEXT,
        merged_on TEXT NOT NULL,
        CONSTRAINT ck_merged_person_merged_on CHECK (merged_on IS date(merged_on, '+0 days')),
        CONSTRAINT ck_merged_person_kind CHECK ((volunteer_id IS NULL) <> (child_id IS NULL)),
        CONSTRAINT fk_merged_person_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT fk_merged_person_child_id FOREIGN KEY(child_id) REFERENCES child (id)
    ) STRICT
    """,
    """
    CREATE UNIQUE INDEX uq_merged_person_child_old_key ON merged_person (old_key) WHERE child_id IS NOT NULL
    """,
    """
    CREATE UNIQUE INDEX uq_merged_person_child_old_number ON merged_person (old_number) WHERE child_id IS NOT NULL
    """,
    """
    CREATE UNIQUE INDEX uq_merged_person_volunteer_old_key ON merged_person (old_key) WHERE volunteer_id IS NOT NULL
    """,
    """
    CREATE UNIQUE INDEX uq_merged_person_volunteer_old_number ON merged_person (old_number) WHERE volunteer_id IS NOT NULL
    """,
    """
    CREATE TABLE support (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        kind TEXT NOT NULL,
        planned_on TEXT,
        held_on TEXT,
        minutes INTEGER,
        held_by TEXT,
        topic TEXT,
        note TEXT,
        next_on TEXT,
        withdrawn_on TEXT,
        withdrawn_why TEXT,
        CONSTRAINT uq_support_key UNIQUE ("key"),
        CONSTRAINT ck_support_kind CHECK (kind = 'supervision' OR kind = 'group_meeting' OR kind = 'phone' OR kind = 'outing' OR kind = 'training' OR kind = 'agm'),
        CONSTRAINT ck_support_planned_on CHECK (planned_on IS date(planned_on, '+0 days')),
        CONSTRAINT ck_support_held_on CHECK (held_on IS date(held_on, '+0 days')),
        CONSTRAINT ck_support_next_on CHECK (next_on IS date(next_on, '+0 days')),
        CONSTRAINT ck_support_withdrawn_on CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
        CONSTRAINT ck_support_minutes CHECK (minutes BETWEEN 1 AND 1440),
        CONSTRAINT ck_support_day CHECK (planned_on IS NOT NULL OR held_on IS NOT NULL)
    ) STRICT
    """,
    "CREATE INDEX ix_support_held_on ON support (held_on, kind)",
    """
    CREATE TABLE attendance (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        support_id INTEGER,
        training_id INTEGER,
        volunteer_id INTEGER,
        child_id INTEGER,
        comes INTEGER,
        attended INTEGER,
        CONSTRAINT ck_attendance_comes CHECK (comes IN (0, 1)),
        CONSTRAINT ck_attendance_attended CHECK (attended IN (0, 1)),
        CONSTRAINT ck_attendance_session CHECK ((support_id IS NULL) <> (training_id IS NULL)),
        CONSTRAINT ck_attendance_who CHECK ((volunteer_id IS NULL) <> (child_id IS NULL)),
        CONSTRAINT uq_attendance_support_id_volunteer_id UNIQUE (support_id, volunteer_id),
        CONSTRAINT uq_attendance_support_id_child_id UNIQUE (support_id, child_id),
        CONSTRAINT uq_attendance_training_id_volunteer_id UNIQUE (training_id, volunteer_id),
        CONSTRAINT fk_attendance_support_id FOREIGN KEY(support_id) REFERENCES support (id),
        CONSTRAINT fk_attendance_training_id FOREIGN KEY(training_id) REFERENCES training (id),
        CONSTRAINT fk_attendance_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT fk_attendance_child_id FOREIGN KEY(child_id) REFERENCES child (id)
    ) STRICT
    """,
    "CREATE INDEX ix_attendance_child_id ON attendance (child_id)",
    "CREATE INDEX ix_attendance_volunteer_id ON attendance (volunteer_id)",
    """
    CREATE TABLE support_action (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        support_id INTEGER NOT NULL,
        number INTEGER NOT NULL,
        words TEXT NOT NULL,
        due_on TEXT,
        done_on TEXT,
        CONSTRAINT uq_support_action_support_id_number UNIQUE (support_id, number),
        CONSTRAINT ck_support_action_due_on CHECK (due_on IS date(due_on, '+0 days')),
        CONSTRAINT ck_support_action_done_on CHECK (done_on IS date(done_on, '+0 days')),
        CONSTRAINT fk_support_action_support_id FOREIGN KEY(support_id) REFERENCES support (id)
    ) STRICT
    """,
    """
    CREATE TABLE statutory_review (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        child_id INTEGER NOT NULL,
        due_on TEXT,
        held_on TEXT,
        iv_considered INTEGER,
        wants_iv TEXT,
        iv_attended INTEGER,
        note TEXT,
        withdrawn_on TEXT,
        withdrawn_why TEXT,
        CONSTRAINT uq_statutory_review_key UNIQUE ("key"),
        CONSTRAINT ck_statutory_review_due_on CHECK (due_on IS date(due_on, '+0 days')),
        CONSTRAINT ck_statutory_review_held_on CHECK (held_on IS date(held_on, '+0 days')),
        CONSTRAINT ck_statutory_review_withdrawn_on CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
        CONSTRAINT ck_statutory_review_iv_considered CHECK (iv_considered IN (0, 1)),
        CONSTRAINT ck_statutory_review_iv_attended CHECK (iv_attended IN (0, 1)),
        CONSTRAINT ck_statutory_review_wants_iv CHECK (wants_iv = 'yes' OR wants_iv = 'no' OR wants_iv = 'not_asked'),
        CONSTRAINT ck_statutory_review_day CHECK (due_on IS NOT NULL OR held_on IS NOT NULL),
        CONSTRAINT fk_statutory_review_child_id FOREIGN KEY(child_id) REFERENCES child (id)
    ) STRICT
    """,
    "CREATE INDEX ix_statutory_review_child_id ON statutory_review (child_id, held_on)",
    """
    CREATE TABLE match_review (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        match_id INTEGER NOT NULL,
        held_on TEXT NOT NULL,
        outcome TEXT,
        note TEXT,
        withdrawn_on TEXT,
        withdrawn_why TEXT,
        CONSTRAINT uq_match_review_key UNIQUE ("key"),
        CONSTRAINT ck_match_review_held_on CHECK (held_on IS date(held_on, '+0 days')),
        CONSTRAINT ck_match_review_withdrawn_on CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
        CONSTRAINT ck_match_review_outcome CHECK (outcome = 'continue' OR outcome = 'change' OR outcome = 'end'),
        CONSTRAINT fk_match_review_match_id FOREIGN KEY(match_id) REFERENCES "match" (id)
    ) STRICT
    """,
    """
    CREATE UNIQUE INDEX uq_match_review_match_id_held_on ON match_review (match_id, held_on) WHERE withdrawn_on IS NULL
    """,
    """
    CREATE TABLE match_review_action (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        match_review_id INTEGER NOT NULL,
        number INTEGER NOT NULL,
        words TEXT NOT NULL,
        due_on TEXT,
        done_on TEXT,
        CONSTRAINT uq_match_review_action_match_review_id_number UNIQUE (match_review_id, number),
        CONSTRAINT ck_match_review_action_due_on CHECK (due_on IS date(due_on, '+0 days')),
        CONSTRAINT ck_match_review_action_done_on CHECK (done_on IS date(done_on, '+0 days')),
        CONSTRAINT fk_match_review_action_match_review_id FOREIGN KEY(match_review_id) REFERENCES match_review (id)
    ) STRICT
    """,
    """
    CREATE TABLE match_review_rating (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        match_review_id INTEGER NOT NULL,
        who TEXT NOT NULL,
        measure TEXT NOT NULL,
        rating INTEGER NOT NULL,
        CONSTRAINT uq_match_review_rating_match_review_id_who_measure UNIQUE (match_review_id, who, measure),
        CONSTRAINT ck_match_review_rating_who CHECK (who = 'child' OR who = 'volunteer'),
        CONSTRAINT ck_match_review_rating_measure CHECK (measure = 'feels_supported' OR measure = 'has_a_trusted_adult' OR measure = 'confidence' OR measure = 'finds_it_rewarding'),
        CONSTRAINT ck_match_review_rating_rating CHECK (rating BETWEEN 1 AND 5),
        CONSTRAINT fk_match_review_rating_match_review_id FOREIGN KEY(match_review_id) REFERENCES match_review (id)
    ) STRICT
    """,
    """
    CREATE TABLE match_review_view (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        match_review_id INTEGER NOT NULL,
        party TEXT NOT NULL,
        words TEXT NOT NULL,
        CONSTRAINT uq_match_review_view_match_review_id_party UNIQUE (match_review_id, party),
        CONSTRAINT ck_match_review_view_party CHECK (party = 'volunteer' OR party = 'second_volunteer' OR party = 'social_worker' OR party = 'carer' OR party = 'child'),
        CONSTRAINT fk_match_review_view_match_review_id FOREIGN KEY(match_review_id) REFERENCES match_review (id)
    ) STRICT
    """,
)


def upgrade() -> None:
    """Make the tables, and the columns, with all rows that there are."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
