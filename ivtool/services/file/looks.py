"""Looks that leave a line: names that went out of the file, other than to a terminal."""

from datetime import UTC, datetime

from ivtool.domain.file.records import FileLook
from ivtool.writer import Writer


def look(writer: Writer, command: str) -> None:
    """Record that a command of somebody's takes names out of the file, by the real clock."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    writer.insert(FileLook(now, writer.history.actor, command))
