"""What changes over time is kept with its days, so that a past month stays as it was.

Closings of referrals, authorities of children and queries of claim lines have rows of their own,
which the history calls added by the command that said last what they say.
A table whose columns go is made anew, filled and renamed, as in 0002 and 0004: no row was ever
deleted, so the numbers given out go on from the highest.

Revision ID: 0008
"""

from alembic import op

revision = "0008"
down_revision = "0007"

STATEMENTS = (
    """
    CREATE TABLE child_authority (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        child_id INTEGER NOT NULL,
        authority_id INTEGER,
        from_on TEXT,
        CONSTRAINT uq_child_authority_child_id_from_on UNIQUE (child_id, from_on),
        CONSTRAINT ck_child_authority_from_on CHECK (from_on IS date(from_on, '+0 days')),
        CONSTRAINT fk_child_authority_child_id FOREIGN KEY(child_id) REFERENCES child (id),
        CONSTRAINT fk_child_authority_authority_id FOREIGN KEY(authority_id) REFERENCES authority (id)
    ) STRICT
    """,
    """
    INSERT INTO child_authority (child_id, authority_id)
    SELECT id, authority_id FROM child WHERE authority_id IS NOT NULL ORDER BY id
    """,
    """
    CREATE INDEX ix_child_authority_authority_id ON child_authority (authority_id)
    """,
    """
    CREATE UNIQUE INDEX uq_child_authority_first ON child_authority (child_id) WHERE from_on IS NULL
    """,
    """
    CREATE TABLE referral_closing (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        referral_id INTEGER NOT NULL,
        closed_on TEXT,
        outcome TEXT,
        why TEXT,
        look_again_on TEXT,
        reopened_on TEXT,
        CONSTRAINT ck_referral_closing_outcome CHECK (outcome IN ('matched', 'declined', 'withdrawn', 'not_eligible', 'aged_out')),
        CONSTRAINT ck_referral_closing_closed_on CHECK (closed_on IS date(closed_on, '+0 days')),
        CONSTRAINT ck_referral_closing_look_again_on CHECK (look_again_on IS date(look_again_on, '+0 days')),
        CONSTRAINT ck_referral_closing_reopened_on CHECK (reopened_on IS date(reopened_on, '+0 days')),
        CONSTRAINT ck_referral_closing_order CHECK (reopened_on IS NULL OR (closed_on IS NOT NULL AND reopened_on >= closed_on)),
        CONSTRAINT fk_referral_closing_referral_id FOREIGN KEY(referral_id) REFERENCES referral (id)
    ) STRICT
    """,
    """
    INSERT INTO referral_closing (referral_id, closed_on, outcome, why, look_again_on)
    SELECT id, closed_on, outcome, closed_why, look_again_on FROM referral
    WHERE closed_on IS NOT NULL OR outcome IS NOT NULL ORDER BY id
    """,
    """
    CREATE INDEX ix_referral_closing_referral_id ON referral_closing (referral_id)
    """,
    """
    CREATE UNIQUE INDEX uq_referral_closing_closed ON referral_closing (referral_id) WHERE reopened_on IS NULL
    """,
    """
    CREATE TABLE claim_line_query (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        claim_line_id INTEGER NOT NULL,
        queried_on TEXT NOT NULL,
        why TEXT,
        approved_on TEXT,
        over_figure_why TEXT,
        CONSTRAINT ck_claim_line_query_queried_on CHECK (queried_on IS date(queried_on, '+0 days')),
        CONSTRAINT ck_claim_line_query_approved_on CHECK (approved_on IS date(approved_on, '+0 days')),
        CONSTRAINT ck_claim_line_query_order CHECK (approved_on <= queried_on),
        CONSTRAINT fk_claim_line_query_claim_line_id FOREIGN KEY(claim_line_id) REFERENCES claim_line (id)
    ) STRICT
    """,
    """
    INSERT INTO claim_line_query (claim_line_id, queried_on, why)
    SELECT id, queried_on, queried_why FROM claim_line WHERE queried_on IS NOT NULL ORDER BY id
    """,
    """
    CREATE INDEX ix_claim_line_query_claim_line_id ON claim_line_query (claim_line_id)
    """,
    """
    INSERT INTO change (change_set_id, table_name, row_id, action)
    SELECT max(h.change_set_id), 'child_authority', n.id, 'insert' FROM child_authority n
    JOIN change h ON h.table_name = 'child' AND h.row_id = n.child_id
    WHERE h.action = 'insert' OR h.columns LIKE '%"authority_id"%' GROUP BY n.id ORDER BY n.id
    """,
    """
    INSERT INTO change (change_set_id, table_name, row_id, action)
    SELECT max(h.change_set_id), 'referral_closing', n.id, 'insert' FROM referral_closing n
    JOIN change h ON h.table_name = 'referral' AND h.row_id = n.referral_id
    WHERE h.action = 'insert' OR h.columns LIKE '%"closed_on"%' OR h.columns LIKE '%"outcome"%' GROUP BY n.id ORDER BY n.id
    """,
    """
    INSERT INTO change (change_set_id, table_name, row_id, action)
    SELECT max(h.change_set_id), 'claim_line_query', n.id, 'insert' FROM claim_line_query n
    JOIN change h ON h.table_name = 'claim_line' AND h.row_id = n.claim_line_id
    WHERE h.action = 'insert' OR h.columns LIKE '%"queried_on"%' GROUP BY n.id ORDER BY n.id
    """,
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
        CONSTRAINT uq_child_key UNIQUE ("key"),
        CONSTRAINT ck_child_date_of_birth CHECK (date_of_birth IS date(date_of_birth, '+0 days')),
        CONSTRAINT ck_child_looked_after CHECK (looked_after IN (0, 1)),
        CONSTRAINT ck_child_wants_gender_must CHECK (wants_gender_must IN (0, 1)),
        CONSTRAINT ck_child_interpreter CHECK (interpreter IN (0, 1)),
        CONSTRAINT ck_child_unaccompanied CHECK (unaccompanied IN (0, 1))
    ) STRICT
    """,
    """
    INSERT INTO child_new (id, "key", name, date_of_birth, gender, ethnicity, religion, language, disability, looked_after, interests, likes, dislikes, wants_gender, wants_gender_must, no_contact, risks, health, legal_status, interpreter, unaccompanied)
    SELECT id, "key", name, date_of_birth, gender, ethnicity, religion, language, disability, looked_after, interests, likes, dislikes, wants_gender, wants_gender_must, no_contact, risks, health, legal_status, interpreter, unaccompanied FROM child
    """,
    "DROP TABLE child",
    "ALTER TABLE child_new RENAME TO child",
    """
    CREATE TABLE referral_new (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        "key" TEXT,
        child_id INTEGER NOT NULL,
        received_on TEXT NOT NULL,
        source TEXT NOT NULL,
        reasons TEXT,
        CONSTRAINT uq_referral_key UNIQUE ("key"),
        CONSTRAINT ck_referral_received_on CHECK (received_on IS date(received_on, '+0 days')),
        CONSTRAINT ck_referral_source CHECK (source IN ('social_worker', 'iro', 'child', 'carer', 'advocate', 'other')),
        CONSTRAINT fk_referral_child_id FOREIGN KEY(child_id) REFERENCES child (id)
    ) STRICT
    """,
    """
    INSERT INTO referral_new (id, "key", child_id, received_on, source, reasons)
    SELECT id, "key", child_id, received_on, source, reasons FROM referral
    """,
    "DROP TABLE referral",
    "ALTER TABLE referral_new RENAME TO referral",
    """
    CREATE INDEX ix_referral_child_id ON referral (child_id)
    """,
    """
    CREATE INDEX ix_referral_received_on ON referral (received_on)
    """,
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
        approved_on TEXT,
        over_figure_why TEXT,
        paid_on TEXT,
        payment_id INTEGER,
        declined_on TEXT,
        declined_why TEXT,
        CONSTRAINT uq_claim_line_claim_id_line UNIQUE (claim_id, line),
        CONSTRAINT ck_claim_line_incurred_on CHECK (incurred_on IS date(incurred_on, '+0 days')),
        CONSTRAINT ck_claim_line_claimed_on CHECK (claimed_on IS date(claimed_on, '+0 days')),
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
    INSERT INTO claim_line_new (id, claim_id, line, match_id, duty, incurred_on, category, vehicle, miles_tenths, amount_pence, priced, description, receipt, receipt_why, claimed_on, approved_on, over_figure_why, paid_on, payment_id, declined_on, declined_why)
    SELECT id, claim_id, line, match_id, duty, incurred_on, category, vehicle, miles_tenths, amount_pence, priced, description, receipt, receipt_why, claimed_on, approved_on, over_figure_why, paid_on, payment_id, declined_on, declined_why FROM claim_line
    """,
    "DROP TABLE claim_line",
    "ALTER TABLE claim_line_new RENAME TO claim_line",
    """
    CREATE INDEX ix_claim_line_incurred_on ON claim_line (incurred_on)
    """,
    """
    CREATE INDEX ix_claim_line_match_id ON claim_line (match_id)
    """,
    """
    CREATE INDEX ix_claim_line_payment_id ON claim_line (payment_id)
    """,
    """
    CREATE INDEX ix_claim_line_unsettled ON claim_line (paid_on, declined_on)
    """,
)


def upgrade() -> None:
    """Make the new tables, and the ones that they relieve anew with all their rows."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
