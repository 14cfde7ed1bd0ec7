"""Who looked: at a concern's words, or with a command that took names out of the file."""

from ivtool.domain.ids import ConcernId
from ivtool.queries.reading import Reader
from ivtool.rows import records
from ivtool.tuples import NamedTuple


class Look(NamedTuple):
    """Somebody looked, at a time of the real clock, in UTC: at a concern, else with a command."""

    looked_at: str
    actor: str
    concern: ConcernId | None
    command: str | None


def looks(reader: Reader, first_at: str, until_at: str) -> list[Look]:
    """The looks of both kinds from a moment up to another, the newest first."""
    rows = reader.execute(
        "SELECT looked_at, actor, concern, command FROM ("
        " SELECT id, looked_at, actor, concern_id AS concern, NULL AS command FROM concern_look"
        " UNION ALL SELECT id, looked_at, actor, NULL, command FROM file_look"
        ") WHERE looked_at >= ? AND looked_at < ?"
        " ORDER BY looked_at DESC, concern IS NULL, id DESC",
        (first_at, until_at),
    )
    return records(Look, rows)
