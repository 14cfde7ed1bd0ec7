"""The salt of a change stands beside its digest, so that an added row has one too.

A command knows its first change: what it changed is found without an index of all changes.

And a word of a list is checked one by one: of an IN, SQLite builds the list anew for every row.

Revision ID: 0011
"""

import re

from alembic import op

revision = "0011"
down_revision = "0010"

STATEMENTS = (
    "DROP TRIGGER tr_change_update",
    "DROP TRIGGER tr_change_delete",
    "DROP TRIGGER tr_change_value_update",
    """
    CREATE TABLE new_change (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        change_set_id INTEGER NOT NULL,
        table_name TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        action TEXT NOT NULL,
        columns TEXT,
        digest TEXT,
        salt TEXT,
        CONSTRAINT ck_change_action CHECK (action = 'insert' OR action = 'update' OR action = 'delete'),
        CONSTRAINT fk_change_change_set_id FOREIGN KEY(change_set_id) REFERENCES change_set (id)
    ) STRICT
    """,
    """
    INSERT INTO new_change (id, change_set_id, table_name, row_id, action, columns, digest, salt)
    SELECT c.id, c.change_set_id, c.table_name, c.row_id, c.action, c.columns, c.digest, v.salt
      FROM change c LEFT JOIN change_value v ON v.change_id = c.id ORDER BY c.id
    """,
    """
    CREATE TABLE new_change_set (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        recorded_at TEXT NOT NULL,
        stated_on TEXT NOT NULL,
        actor TEXT NOT NULL,
        command TEXT NOT NULL,
        first_change INTEGER NOT NULL,
        CONSTRAINT ck_change_set_recorded_at CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at)),
        CONSTRAINT ck_change_set_stated_on CHECK (stated_on IS date(stated_on, '+0 days'))
    ) STRICT
    """,
    """
    INSERT INTO new_change_set (id, recorded_at, stated_on, actor, command, first_change)
    SELECT s.id, s.recorded_at, s.stated_on, s.actor, s.command,
           coalesce(c.first,
                    (SELECT min(n.id) FROM change n WHERE n.change_set_id > s.id),
                    (SELECT max(n.id) + 1 FROM change n), 1)
      FROM change_set s
      LEFT JOIN (SELECT change_set_id, min(id) AS first FROM change GROUP BY change_set_id) c
        ON c.change_set_id = s.id ORDER BY s.id
    """,
    "DROP TRIGGER tr_change_set_update",
    "DROP TRIGGER tr_change_set_delete",
    "DROP TABLE change_set",
    "ALTER TABLE new_change_set RENAME TO change_set",
    "CREATE INDEX ix_change_set_recorded_at ON change_set (recorded_at)",
    """
    CREATE TRIGGER tr_change_set_update BEFORE UPDATE ON change_set BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """,
    """
    CREATE TRIGGER tr_change_set_delete BEFORE DELETE ON change_set BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """,
    "DROP TABLE change",
    "ALTER TABLE new_change RENAME TO change",
    "CREATE INDEX ix_change_table_name_row_id ON change (table_name, row_id)",
    "ALTER TABLE change_value DROP COLUMN salt",
    """
    CREATE TRIGGER tr_change_delete BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """,
    """
    CREATE TRIGGER tr_change_update BEFORE UPDATE ON change WHEN NOT (new.id = old.id AND new.change_set_id = old.change_set_id AND new.table_name = old.table_name AND new.row_id = old.row_id AND new.action = old.action AND new.columns IS old.columns AND new.digest IS old.digest AND new.salt IS NULL) BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """,
    """
    CREATE TRIGGER tr_change_value_update BEFORE UPDATE ON change_value WHEN NOT (new.id = old.id AND new.change_id = old.change_id AND new."before" IS NULL AND new."after" IS NULL) BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """,
)
LISTED = re.compile(r"(?P<column>\b\w+\b) IN \((?P<words>'[a-z_-]+'(?:, '[a-z_-]+')*)\)")


def _one_by_one(found: re.Match[str]) -> str:
    return " OR ".join(f"{found['column']} = {word}" for word in found["words"].split(", "))


def upgrade() -> None:
    """Take the step."""
    connection = op.get_bind()
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
    # Rows are kept the same whatever a CHECK says: SQLite allows its text to be put right in place.
    tables = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE '% IN (%'"
    ).fetchall()
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    for name, sql in tables:
        connection.exec_driver_sql(
            "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?",
            (LISTED.sub(_one_by_one, sql), name),
        )
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = RESET")
