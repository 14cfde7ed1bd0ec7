"""The file as a whole: its own id, what its receipts tell, the changes that no backup holds."""

from ivtool.queries.reading import Reader
from ivtool.tuples import NamedTuple


class Receipt(NamedTuple):
    """A deed done with the file; `done_at` is UTC."""

    deed: str
    done_at: str
    file: str | None
    key_id: str | None
    rows: int | None
    change_set: int | None


COLUMNS = "deed, done_at, file, key_id, rows, change_set"


def identity(reader: Reader) -> str | None:
    """The file's own id, 32 hexadecimal digits, which its backups share; None before tables 0006.

    The same for a file's life: whatever its name, its key, and how often it was restored.
    """
    if not _has(reader, "file_identity"):
        return None
    row = reader.execute("SELECT identity FROM file_identity").fetchone()
    return None if row is None else str(row[0])


def _has(reader: Reader, table: str) -> bool:
    found = reader.execute(
        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = :table", {"table": table}
    ).fetchone()
    return found is not None


def last_of(reader: Reader, deed: str) -> Receipt | None:
    """The last receipt of a deed."""
    row = reader.execute(
        f"SELECT {COLUMNS} FROM file_receipt WHERE deed = :deed ORDER BY id DESC LIMIT 1",
        {"deed": deed},
    ).fetchone()
    return None if row is None else Receipt(*row)


def first_of(reader: Reader, deed: str) -> Receipt | None:
    """The first receipt of a deed."""
    row = reader.execute(
        f"SELECT {COLUMNS} FROM file_receipt WHERE deed = :deed ORDER BY id LIMIT 1", {"deed": deed}
    ).fetchone()
    return None if row is None else Receipt(*row)


def keys_printed(reader: Reader) -> set[str]:
    """The ids of the keys that were printed or written out."""
    rows = reader.execute(
        "SELECT DISTINCT key_id FROM file_receipt WHERE deed = 'recovery_key'"
    ).fetchall()
    return {key_id for (key_id,) in rows}


def keys_used(reader: Reader) -> set[str]:
    """The ids of the keys that the file has had; none in a file without receipts, before 0003."""
    if not _has(reader, "file_receipt"):
        return set()
    rows = reader.execute(
        "SELECT DISTINCT key_id FROM file_receipt WHERE key_id IS NOT NULL"
    ).fetchall()
    return {key_id for (key_id,) in rows}


def backups_noted(reader: Reader) -> set[tuple[str, int]]:
    """Where each backup was put and its bytes, as the file's own receipts have it."""
    if not _has(reader, "file_receipt"):
        return set()
    rows = reader.execute(
        "SELECT file, bytes FROM file_receipt"
        " WHERE deed = 'backup' AND file IS NOT NULL AND bytes IS NOT NULL"
    ).fetchall()
    return {(file, size) for file, size in rows}


def last_change_set(reader: Reader) -> int | None:
    """The history's last change set, None in a file that nothing was ever entered into."""
    row = reader.execute("SELECT max(id) FROM change_set").fetchone()
    return None if row[0] is None else int(row[0])


def first_unsaved(reader: Reader, change_set: int) -> str | None:
    """When the first change after a change set was recorded (UTC); making the file is none."""
    row = reader.execute(
        "SELECT min(recorded_at) FROM change_set WHERE id > :change_set AND command <> 'db init'",
        {"change_set": change_set},
    ).fetchone()
    return None if row[0] is None else str(row[0])
