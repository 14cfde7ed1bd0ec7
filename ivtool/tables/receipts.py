"""The file as a whole: its own id; receipts of backups, drills, restores and keys."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from ivtool.domain.office_words import FileDeed
from ivtool.tables.columns import number, options, text, word_of


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
