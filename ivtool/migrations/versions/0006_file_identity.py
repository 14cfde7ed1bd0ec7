"""The file's own id: made with it, kept by whatever is done with it, carried by its backups.

Only a new table, with the one row that it ever has.

Revision ID: 0006
"""

from alembic import op

revision = "0006"
down_revision = "0005"

STATEMENTS = (
    """
    CREATE TABLE file_identity (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        identity TEXT NOT NULL,
        CONSTRAINT ck_file_identity_id CHECK (id = 1),
        CONSTRAINT ck_file_identity_identity CHECK (length(identity) = 32 AND identity NOT GLOB '*[^0-9a-f]*')
    ) STRICT
    """,
    """
    INSERT INTO file_identity (id, identity) VALUES (1, lower(hex(randomblob(16))))
    """,
)


def upgrade() -> None:
    """Make the table, and the file's id."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
