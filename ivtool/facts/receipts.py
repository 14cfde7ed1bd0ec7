"""What the file's receipts tell: the last of each deed, and the changes that no backup holds."""

from typing import NamedTuple

from ivtool.facts.reading import Reader


class Receipt(NamedTuple):
    """A deed done with the file; `done_at` is UTC."""

    deed: str
    done_at: str
    file: str | None
    key_id: str | None
    rows: int | None
    change_set: int | None


COLUMNS = "deed, done_at, file, key_id, rows, change_set"


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


def keys_used(reader: Reader) -> set[str | None]:
    """The ids of the keys that the file has had; None among them if it was plain once."""
    rows = reader.execute("SELECT DISTINCT key_id FROM file_receipt").fetchall()
    return {key_id for (key_id,) in rows}


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
