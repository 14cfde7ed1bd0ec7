"""The file as a whole: its own id; receipts of backups, drills, restores and keys."""

from datetime import date

from sqlalchemy import CheckConstraint, Connection, Index, UniqueConstraint, event
from sqlalchemy import text as sql_text
from sqlmodel import Field, SQLModel

from ivtool.domain.file.vocabulary import FileDeed
from ivtool.tables.columns import day, days_are_days, number, options, pointer, text, word_of


class FileReceipt(SQLModel, table=True):
    """One deed done with the file; `change_set` is the history's last at that moment.

    `file` is the backup that was made, tried or restored; `key_id` says nothing of the key.
    """

    __tablename__ = "file_receipt"
    id: int | None = Field(default=None, primary_key=True)
    deed: str = Field(sa_column=text(required=True))
    done_at: str = Field(sa_column=text(required=True))
    actor: str = Field(sa_column=text(required=True))
    file: str | None = Field(default=None, sa_column=text())
    key_id: str | None = Field(default=None, sa_column=text())
    rows: int | None = Field(default=None, sa_column=number())
    bytes: int | None = Field(default=None, sa_column=number())
    change_set: int | None = Field(default=None, sa_column=number())

    __table_args__ = (
        word_of("file_receipt", "deed", FileDeed),
        CheckConstraint(
            "done_at IS strftime('%Y-%m-%dT%H:%M:%SZ', done_at)", name="ck_file_receipt_done_at"
        ),
        options(),
    )


class FileIdentity(SQLModel, table=True):
    """The file's own id, random, in the one row that there is; its step makes it.

    A backup, a restore, another key: it stays, and tells this file's backups from another's.
    """

    __tablename__ = "file_identity"
    id: int | None = Field(default=None, primary_key=True)
    identity: str = Field(sa_column=text(required=True))

    __table_args__ = (
        CheckConstraint("id = 1", name="ck_file_identity_id"),
        CheckConstraint(
            "length(identity) = 32 AND identity NOT GLOB '*[^0-9a-f]*'",
            name="ck_file_identity_identity",
        ),
        options(),
    )


class ChangeSet(SQLModel, table=True):
    """One command that changed something. `recorded_at` is the real clock, in UTC.

    Its changes have the ids from `first_change` to the one before the next command's.
    """

    __tablename__ = "change_set"
    id: int | None = Field(default=None, primary_key=True)
    recorded_at: str = Field(sa_column=text(required=True))
    stated_on: date = Field(sa_column=day(required=True))
    actor: str = Field(sa_column=text(required=True))
    command: str = Field(sa_column=text(required=True))
    first_change: int = Field(sa_column=number(required=True))

    __table_args__ = (
        CheckConstraint(
            "recorded_at IS strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at)",
            name="ck_change_set_recorded_at",
        ),
        *days_are_days("change_set", "stated_on"),
        Index("ix_change_set_recorded_at", "recorded_at"),
        options(),
    )


class Change(SQLModel, table=True):
    """A row that a command added, changed or deleted, with a salted digest of what it says.

    The values stand in `change_value`; an added row has none there, but its digest here. Where a
    lawful erasure takes the salt away, the digest stays, and tells nothing of them.
    """

    __tablename__ = "change"
    id: int | None = Field(default=None, primary_key=True)
    change_set_id: int = Field(sa_column=pointer("change_set", required=True))
    table_name: str = Field(sa_column=text(required=True))
    row_id: int = Field(nullable=False)
    action: str = Field(sa_column=text(required=True))
    columns: str | None = Field(default=None, sa_column=text())
    digest: str | None = Field(default=None, sa_column=text())
    salt: str | None = Field(default=None, sa_column=text())

    __table_args__ = (
        CheckConstraint(
            "action = 'insert' OR action = 'update' OR action = 'delete'", name="ck_change_action"
        ),
        Index("ix_change_table_name_row_id", "table_name", "row_id"),
        options(),
    )


class ChangeValue(SQLModel, table=True):
    """The values before and after, as JSON: the only history that a lawful erasure may blank."""

    __tablename__ = "change_value"
    id: int | None = Field(default=None, primary_key=True)
    change_id: int = Field(sa_column=pointer("change", required=True))
    before: str | None = Field(default=None, sa_column=text())
    after: str | None = Field(default=None, sa_column=text())

    __table_args__ = (Index("uq_change_value_change_id", "change_id", unique=True), options())


class ChangeLink(SQLModel, table=True):
    """The digest of a change set, and of the link before it, so that none is altered or left out.

    `takes_back_id` is the change set that this one takes back, or that it brings back again where
    it is the second, the fourth of it. The first link of a file of an earlier version stands for
    all that was recorded before.
    """

    __tablename__ = "change_link"
    id: int | None = Field(default=None, primary_key=True)
    change_set_id: int = Field(sa_column=pointer("change_set", required=True))
    takes_back_id: int | None = Field(default=None, sa_column=pointer("change_set"))
    digest: str = Field(sa_column=text(required=True))

    __table_args__ = (
        UniqueConstraint("change_set_id", name="uq_change_link_change_set_id"),
        Index(
            "ix_change_link_takes_back_id",
            "takes_back_id",
            sqlite_where=sql_text("takes_back_id IS NOT NULL"),
        ),
        options(),
    )


class FileLook(SQLModel, table=True):
    """Somebody took names out of the file, at a time of the real clock, in UTC: with a command."""

    __tablename__ = "file_look"
    id: int | None = Field(default=None, primary_key=True)
    looked_at: str = Field(sa_column=text(required=True))
    actor: str = Field(sa_column=text(required=True))
    command: str = Field(sa_column=text(required=True))

    __table_args__ = (
        CheckConstraint(
            "looked_at IS strftime('%Y-%m-%dT%H:%M:%SZ', looked_at)", name="ck_file_look_looked_at"
        ),
        options(),
    )


def _append_only(table: str, action: str, unless: str = "") -> None:
    when = f"WHEN NOT ({unless}) " if unless else ""
    statement = (
        f"CREATE TRIGGER tr_{table}_{action.lower()} BEFORE {action} ON {table} {when}"
        "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
    )

    def create(_target: object, connection: Connection, **_options: object) -> None:
        connection.exec_driver_sql(statement)

    event.listen(SQLModel.metadata, "after_create", create)


for _table in ("change_set", "change", "change_value", "change_link", "file_look"):
    _append_only(_table, "DELETE")
for _table in ("change_set", "change_link", "file_look"):
    _append_only(_table, "UPDATE")
_append_only(
    "change",
    "UPDATE",
    unless="new.id = old.id AND new.change_set_id = old.change_set_id"
    " AND new.table_name = old.table_name AND new.row_id = old.row_id AND new.action = old.action"
    " AND new.columns IS old.columns AND new.digest IS old.digest AND new.salt IS NULL",
)
_append_only(
    "change_value",
    "UPDATE",
    unless="new.id = old.id AND new.change_id = old.change_id"
    ' AND new."before" IS NULL AND new."after" IS NULL',
)
