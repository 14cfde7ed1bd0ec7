"""Concerns that were raised by mistake, or twice, are withdrawn and kept.

A table whose columns change is made anew, filled and renamed, as in 0002. No row was ever deleted,
so the numbers given out go on from the highest.

Revision ID: 0009
"""

from alembic import op

revision = "0009"
down_revision = "0008"

STATEMENTS = (
    """
    CREATE TABLE concern_new (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        raised_on TEXT NOT NULL,
        raised_time TEXT,
        raised_by TEXT NOT NULL,
        child_id INTEGER,
        volunteer_id INTEGER,
        match_id INTEGER,
        visit_id INTEGER,
        words TEXT NOT NULL,
        action TEXT,
        closed_on TEXT,
        withdrawn_on TEXT,
        duplicate_of_id INTEGER,
        CONSTRAINT ck_concern_kind CHECK (kind IN ('disclosure', 'allegation_about_volunteer', 'missing', 'health', 'other')),
        CONSTRAINT ck_concern_raised_on CHECK (raised_on IS date(raised_on, '+0 days')),
        CONSTRAINT ck_concern_closed_on CHECK (closed_on IS date(closed_on, '+0 days')),
        CONSTRAINT ck_concern_withdrawn_on CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
        CONSTRAINT ck_concern_raised_time CHECK (raised_time IS strftime('%H:%M', raised_time)),
        CONSTRAINT ck_concern_order CHECK (closed_on >= raised_on),
        CONSTRAINT ck_concern_withdrawal CHECK (withdrawn_on >= raised_on),
        CONSTRAINT ck_concern_duplicate CHECK (duplicate_of_id IS NULL OR (withdrawn_on IS NOT NULL AND duplicate_of_id <> id)),
        CONSTRAINT ck_concern_about CHECK (child_id IS NOT NULL OR volunteer_id IS NOT NULL),
        CONSTRAINT ck_concern_allegation CHECK (kind <> 'allegation_about_volunteer' OR volunteer_id IS NOT NULL),
        CONSTRAINT fk_concern_child_id FOREIGN KEY(child_id) REFERENCES child (id),
        CONSTRAINT fk_concern_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT fk_concern_match_id FOREIGN KEY(match_id) REFERENCES "match" (id),
        CONSTRAINT fk_concern_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id),
        CONSTRAINT fk_concern_duplicate_of_id FOREIGN KEY(duplicate_of_id) REFERENCES concern (id)
    ) STRICT
    """,
    """
    INSERT INTO concern_new (id, kind, raised_on, raised_time, raised_by, child_id, volunteer_id, match_id, visit_id, words, action, closed_on)
    SELECT id, kind, raised_on, raised_time, raised_by, child_id, volunteer_id, match_id, visit_id, words, action, closed_on FROM concern
    """,
    "DROP TABLE concern",
    "ALTER TABLE concern_new RENAME TO concern",
    """
    CREATE TABLE concern_note_new (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        concern_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        noted_on TEXT NOT NULL,
        noted_by TEXT NOT NULL,
        words TEXT NOT NULL,
        CONSTRAINT ck_concern_note_kind CHECK (kind IN ('note', 'action', 'closing', 'withdrawal')),
        CONSTRAINT ck_concern_note_noted_on CHECK (noted_on IS date(noted_on, '+0 days')),
        CONSTRAINT fk_concern_note_concern_id FOREIGN KEY(concern_id) REFERENCES concern (id)
    ) STRICT
    """,
    """
    INSERT INTO concern_note_new (id, concern_id, kind, noted_on, noted_by, words)
    SELECT id, concern_id, kind, noted_on, noted_by, words FROM concern_note
    """,
    "DROP TABLE concern_note",
    "ALTER TABLE concern_note_new RENAME TO concern_note",
    """
    CREATE INDEX ix_concern_note_concern_id ON concern_note (concern_id)
    """,
)


def upgrade() -> None:
    """Make the changed tables anew, with all their rows."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
