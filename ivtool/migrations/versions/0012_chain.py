"""Change sets are linked, each to the one before it, and tell what they take back.

The history of a file of an earlier version is one link, made here: what it says from now on stands.
And who looked at what goes out of the file with names leaves a line.

Revision ID: 0012
"""

import json
from hashlib import sha256

from alembic import op

revision = "0012"
down_revision = "0011"

STATEMENTS = (
    """
    CREATE TABLE change_link (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        change_set_id INTEGER NOT NULL,
        takes_back_id INTEGER,
        digest TEXT NOT NULL,
        CONSTRAINT uq_change_link_change_set_id UNIQUE (change_set_id),
        CONSTRAINT fk_change_link_change_set_id FOREIGN KEY(change_set_id) REFERENCES change_set (id),
        CONSTRAINT fk_change_link_takes_back_id FOREIGN KEY(takes_back_id) REFERENCES change_set (id)
    ) STRICT
    """,
    "CREATE INDEX ix_change_link_takes_back_id ON change_link (takes_back_id) WHERE takes_back_id IS NOT NULL",
    """
    CREATE TABLE file_look (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        looked_at TEXT NOT NULL,
        actor TEXT NOT NULL,
        command TEXT NOT NULL,
        CONSTRAINT ck_file_look_looked_at CHECK (looked_at IS strftime('%Y-%m-%dT%H:%M:%SZ', looked_at))
    ) STRICT
    """,
    """
    CREATE TRIGGER tr_change_link_update BEFORE UPDATE ON change_link BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """,
    """
    CREATE TRIGGER tr_change_link_delete BEFORE DELETE ON change_link BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """,
    """
    CREATE TRIGGER tr_file_look_update BEFORE UPDATE ON file_look BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """,
    """
    CREATE TRIGGER tr_file_look_delete BEFORE DELETE ON file_look BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """,
)


def upgrade() -> None:
    """Make the tables, and the first link of a history that there is."""
    bind = op.get_bind()
    for statement in STATEMENTS:
        bind.exec_driver_sql(statement)
    link, last = sha256(), 0
    for number, *said in bind.exec_driver_sql(
        "SELECT id, recorded_at, stated_on, actor, command, first_change FROM change_set ORDER BY id"
    ):
        last = number
        link.update(_line(number, *said, None))
    for change in bind.exec_driver_sql(
        "SELECT id, change_set_id, table_name, row_id, action, columns, digest FROM change ORDER BY id"
    ):
        link.update(_line(*change))
    if last:
        bind.exec_driver_sql(
            "INSERT INTO change_link (change_set_id, digest) VALUES (?, ?)",
            (last, link.hexdigest()),
        )


def _line(*values: object) -> bytes:
    return f"{json.dumps(values, ensure_ascii=False)}\n".encode()
