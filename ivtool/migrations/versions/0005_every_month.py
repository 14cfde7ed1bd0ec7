"""Every match, every month: planned visits, concerns with who was told, jobs and what they told.

Only new tables, and an index for the next day that somebody named when logging.

Revision ID: 0005
"""

from alembic import op

revision = "0005"
down_revision = "0004"

STATEMENTS = (
    """
    CREATE TABLE visit_plan (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        match_id INTEGER NOT NULL,
        planned_on TEXT NOT NULL,
        activity TEXT,
        place TEXT,
        withdrawn_on TEXT,
        CONSTRAINT ck_visit_plan_planned_on CHECK (planned_on IS date(planned_on, '+0 days')),
        CONSTRAINT ck_visit_plan_withdrawn_on CHECK (withdrawn_on IS date(withdrawn_on, '+0 days')),
        CONSTRAINT fk_visit_plan_match_id FOREIGN KEY(match_id) REFERENCES "match" (id)
    ) STRICT
    """,
    """
    CREATE UNIQUE INDEX uq_visit_plan_match_id_planned_on ON visit_plan (match_id, planned_on) WHERE withdrawn_on IS NULL
    """,
    """
    CREATE INDEX ix_visit_next_planned_on ON visit (match_id, next_planned_on) WHERE withdrawn_on IS NULL AND next_planned_on IS NOT NULL
    """,
    """
    CREATE TABLE concern (
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
        CONSTRAINT ck_concern_kind CHECK (kind IN ('disclosure', 'allegation_about_volunteer', 'missing', 'health', 'other')),
        CONSTRAINT ck_concern_raised_on CHECK (raised_on IS date(raised_on, '+0 days')),
        CONSTRAINT ck_concern_closed_on CHECK (closed_on IS date(closed_on, '+0 days')),
        CONSTRAINT ck_concern_raised_time CHECK (raised_time IS strftime('%H:%M', raised_time)),
        CONSTRAINT ck_concern_order CHECK (closed_on >= raised_on),
        CONSTRAINT ck_concern_about CHECK (child_id IS NOT NULL OR volunteer_id IS NOT NULL),
        CONSTRAINT ck_concern_allegation CHECK (kind <> 'allegation_about_volunteer' OR volunteer_id IS NOT NULL),
        CONSTRAINT fk_concern_child_id FOREIGN KEY(child_id) REFERENCES child (id),
        CONSTRAINT fk_concern_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT fk_concern_match_id FOREIGN KEY(match_id) REFERENCES "match" (id),
        CONSTRAINT fk_concern_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id)
    ) STRICT
    """,
    """
    CREATE TABLE concern_told (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        concern_id INTEGER NOT NULL,
        party TEXT NOT NULL,
        told_on TEXT NOT NULL,
        told_time TEXT,
        person TEXT,
        told_by TEXT NOT NULL,
        CONSTRAINT uq_concern_told_concern_id_party_told_on UNIQUE (concern_id, party, told_on),
        CONSTRAINT ck_concern_told_party CHECK (party IN ('social_worker', 'lado', 'manager', 'police', 'other')),
        CONSTRAINT ck_concern_told_told_on CHECK (told_on IS date(told_on, '+0 days')),
        CONSTRAINT ck_concern_told_told_time CHECK (told_time IS strftime('%H:%M', told_time)),
        CONSTRAINT fk_concern_told_concern_id FOREIGN KEY(concern_id) REFERENCES concern (id)
    ) STRICT
    """,
    """
    CREATE TABLE concern_note (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        concern_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        noted_on TEXT NOT NULL,
        noted_by TEXT NOT NULL,
        words TEXT NOT NULL,
        CONSTRAINT ck_concern_note_kind CHECK (kind IN ('note', 'action', 'closing')),
        CONSTRAINT ck_concern_note_noted_on CHECK (noted_on IS date(noted_on, '+0 days')),
        CONSTRAINT fk_concern_note_concern_id FOREIGN KEY(concern_id) REFERENCES concern (id)
    ) STRICT
    """,
    """
    CREATE INDEX ix_concern_note_concern_id ON concern_note (concern_id)
    """,
    """
    CREATE TABLE concern_look (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        concern_id INTEGER NOT NULL,
        looked_at TEXT NOT NULL,
        actor TEXT NOT NULL,
        CONSTRAINT ck_concern_look_looked_at CHECK (looked_at IS strftime('%Y-%m-%dT%H:%M:%SZ', looked_at)),
        CONSTRAINT fk_concern_look_concern_id FOREIGN KEY(concern_id) REFERENCES concern (id)
    ) STRICT
    """,
    """
    CREATE INDEX ix_concern_look_concern_id ON concern_look (concern_id)
    """,
    """
    CREATE TABLE job_run (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        job TEXT NOT NULL,
        period_from TEXT NOT NULL,
        period_until TEXT NOT NULL,
        stated_on TEXT NOT NULL,
        started_at TEXT NOT NULL,
        ended_at TEXT,
        outcome TEXT,
        found INTEGER,
        fault TEXT,
        actor TEXT NOT NULL,
        CONSTRAINT ck_job_run_job CHECK (job IN ('missed-visits', 'checks', 'concerns', 'backup', 'month-end')),
        CONSTRAINT ck_job_run_outcome CHECK (outcome IN ('done', 'failed')),
        CONSTRAINT ck_job_run_period_from CHECK (period_from IS date(period_from, '+0 days')),
        CONSTRAINT ck_job_run_period_until CHECK (period_until IS date(period_until, '+0 days')),
        CONSTRAINT ck_job_run_stated_on CHECK (stated_on IS date(stated_on, '+0 days')),
        CONSTRAINT ck_job_run_started_at CHECK (started_at IS strftime('%Y-%m-%dT%H:%M:%SZ', started_at)),
        CONSTRAINT ck_job_run_ended_at CHECK (ended_at IS strftime('%Y-%m-%dT%H:%M:%SZ', ended_at)),
        CONSTRAINT ck_job_run_ended CHECK ((ended_at IS NULL) = (outcome IS NULL)),
        CONSTRAINT ck_job_run_order CHECK (period_until >= period_from)
    ) STRICT
    """,
    """
    CREATE INDEX ix_job_run_job ON job_run (job, outcome, period_until)
    """,
    """
    CREATE TABLE job_told (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        job TEXT NOT NULL,
        item TEXT NOT NULL,
        state TEXT NOT NULL,
        degree INTEGER NOT NULL,
        told_on TEXT NOT NULL,
        CONSTRAINT uq_job_told_job_item UNIQUE (job, item),
        CONSTRAINT ck_job_told_job CHECK (job IN ('missed-visits', 'checks', 'concerns', 'backup', 'month-end')),
        CONSTRAINT ck_job_told_told_on CHECK (told_on IS date(told_on, '+0 days'))
    ) STRICT
    """,
)


def upgrade() -> None:
    """Make the new tables."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
