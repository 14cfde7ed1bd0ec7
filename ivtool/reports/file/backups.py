"""The backups of the file as a listing."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ivtool.domain.sentences import counted
from ivtool.rendering import Column, Listing, Shape


class SavedFile(Protocol):
    """A backup as its name and its first bytes tell."""

    @property
    def file(self) -> Path:
        """Where it is."""

    @property
    def made_at(self) -> datetime:
        """When, by the laptop's clock."""

    @property
    def before(self) -> str | None:
        """The command that it was made before, None where it was asked for."""

    @property
    def ahead(self) -> bool:
        """Whether it is dated ahead of the clock."""

    @property
    def bytes(self) -> int:
        """How large it is."""

    @property
    def encrypted(self) -> bool:
        """Whether it is encrypted."""


COLUMNS = (
    Column("made_at", "Made"),
    Column("before", "Before"),
    Column("bytes", "Bytes", Shape.NUMBER),
    Column("encrypted", "Encrypted", Shape.YES_NO),
    Column("ahead", "Ahead", Shape.YES_NO),
    Column("file", "File"),
)


def backup_list(found: Sequence[SavedFile], others: int) -> Listing:
    """The file's backups, the newest first, and how many more have its name and are not shown."""
    rows = [
        {
            "made_at": each.made_at.isoformat(sep=" "),
            "before": each.before,
            "bytes": each.bytes,
            "encrypted": each.encrypted,
            "ahead": each.ahead,
            "file": str(each.file),
        }
        for each in found
    ]
    notes = []
    if others:
        more = counted(others, "more has its name and is", "more have its name and are")
        stay = "it stays, and is" if others == 1 else "they stay, and are"
        notes.append(
            f"{more} another file's, or cannot be told to be its own: {stay} restored by name"
        )
    nothing = "\n".join(["No backup: ivtool db backup", *notes])
    return Listing("Backups", COLUMNS, rows, nothing, notes)
