"""Two who are alike and were said to be two people: kept, so that nobody is asked again.

Only a new table.

Revision ID: 0010
"""

from alembic import op

revision = "0010"
down_revision = "0009"

STATEMENTS = (
    """
    CREATE TABLE two_people (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER,
        other_volunteer_id INTEGER,
        child_id INTEGER,
        other_child_id INTEGER,
        said_on TEXT NOT NULL,
        said_by TEXT NOT NULL,
        CONSTRAINT ck_two_people_said_on CHECK (said_on IS date(said_on, '+0 days')),
        CONSTRAINT ck_two_people_kind CHECK ((volunteer_id IS NULL) = (other_volunteer_id IS NULL) AND (child_id IS NULL) = (other_child_id IS NULL) AND (volunteer_id IS NULL) <> (child_id IS NULL)),
        CONSTRAINT ck_two_people_volunteers CHECK (volunteer_id < other_volunteer_id),
        CONSTRAINT ck_two_people_children CHECK (child_id < other_child_id),
        CONSTRAINT fk_two_people_volunteer_id FOREIGN KEY(volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT fk_two_people_other_volunteer_id FOREIGN KEY(other_volunteer_id) REFERENCES volunteer (id),
        CONSTRAINT fk_two_people_child_id FOREIGN KEY(child_id) REFERENCES child (id),
        CONSTRAINT fk_two_people_other_child_id FOREIGN KEY(other_child_id) REFERENCES child (id)
    ) STRICT
    """,
    """
    CREATE UNIQUE INDEX uq_two_people_volunteer_id ON two_people (volunteer_id, other_volunteer_id) WHERE volunteer_id IS NOT NULL
    """,
    """
    CREATE UNIQUE INDEX uq_two_people_child_id ON two_people (child_id, other_child_id) WHERE child_id IS NOT NULL
    """,
)


def upgrade() -> None:
    """Make the table."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
