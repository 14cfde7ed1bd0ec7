"""Receipts of what is done with the file as a whole: backups, drills, restores, keys.

Revision ID: 0003
"""

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = (
    """
    CREATE TABLE file_receipt (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        deed TEXT NOT NULL,
        done_at TEXT NOT NULL,
        actor TEXT NOT NULL,
        file TEXT,
        key_id TEXT,
        rows INTEGER,
        bytes INTEGER,
        change_set INTEGER,
        CONSTRAINT ck_file_receipt_deed CHECK (deed IN ('backup', 'restore', 'drill', 'encrypt', 'decrypt', 'rekey', 'recovery_key')),
        CONSTRAINT ck_file_receipt_done_at CHECK (done_at IS strftime('%Y-%m-%dT%H:%M:%SZ', done_at))
    ) STRICT
    """,
)


def upgrade() -> None:
    """Make the table of receipts."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
