"""A second contact of one kind on one day: entries of the log are numbered.

The table is made anew, filled and renamed, as in 0002; every entry that there was is the first of
its kind, outcome and day. No entry was ever deleted, so the numbers go on from the highest.

Revision ID: 0007
"""

from alembic import op

revision = "0007"
down_revision = "0006"

STATEMENTS = (
    """
    CREATE TABLE visit_new (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        match_id INTEGER NOT NULL,
        visited_on TEXT NOT NULL,
        kind TEXT NOT NULL,
        outcome TEXT NOT NULL,
        nth INTEGER NOT NULL,
        minutes INTEGER,
        activity TEXT,
        place TEXT,
        mood INTEGER,
        child_words TEXT,
        note TEXT,
        next_planned_on TEXT,
        withdrawn_on TEXT,
        withdrawn_why TEXT,
        CONSTRAINT ck_visit_visited_on CHECK (visited_on IS date(visited_on, '+0 days')),
        CONSTRAINT ck_visit_next_planned_on CHECK (next_planned_on IS date(next_planned_on, '+0 days')),
        CONSTRAINT ck_visit_withdrawn_on CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
        CONSTRAINT ck_visit_kind CHECK (kind IN ('visit', 'phone', 'letter', 'video', 'message')),
        CONSTRAINT ck_visit_outcome CHECK (outcome IN ('held', 'cancelled_by_child', 'cancelled_by_volunteer', 'cancelled_by_carer', 'cancelled_by_service', 'missed')),
        CONSTRAINT ck_visit_nth CHECK (nth BETWEEN 1 AND 99),
        CONSTRAINT ck_visit_held_once CHECK (nth = 1 OR kind <> 'visit' OR outcome <> 'held'),
        CONSTRAINT ck_visit_minutes CHECK (minutes BETWEEN 1 AND 1440),
        CONSTRAINT ck_visit_mood CHECK (mood BETWEEN 1 AND 5),
        CONSTRAINT fk_visit_match_id FOREIGN KEY(match_id) REFERENCES "match" (id)
    ) STRICT
    """,
    """
    INSERT INTO visit_new (id, match_id, visited_on, kind, outcome, nth, minutes, activity, place, mood, child_words, note, next_planned_on, withdrawn_on, withdrawn_why)
    SELECT id, match_id, visited_on, kind, outcome, 1, minutes, activity, place, mood, child_words, note, next_planned_on, withdrawn_on, withdrawn_why FROM visit
    """,
    "DROP TABLE visit",
    "ALTER TABLE visit_new RENAME TO visit",
    """
    CREATE UNIQUE INDEX uq_visit_match_day ON visit (match_id, visited_on, kind, outcome, nth) WHERE withdrawn_on IS NULL
    """,
    """
    CREATE INDEX ix_visit_day_match ON visit (visited_on, match_id, kind, outcome) WHERE withdrawn_on IS NULL
    """,
    """
    CREATE INDEX ix_visit_next_planned_on ON visit (match_id, next_planned_on) WHERE withdrawn_on IS NULL AND next_planned_on IS NOT NULL
    """,
)


def upgrade() -> None:
    """Make the log anew."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
