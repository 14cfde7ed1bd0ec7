"""The writer of one command: each row and its history together, in one transaction.

Nothing else writes to a table of the service, so that no change is without its history. Receipts
of what was done with the file and of the runs of jobs alone have none: they are no facts of the
service, and a history that they moved on would make every backup look late. The door in `db` begins
the transaction and ends it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ivtool.history import History
from ivtool.rows import RECEIPTS, ROWS_IN_LOT, RecordT, columns_of, kept, records, table_of

if TYPE_CHECKING:
    from sqlite3 import Connection


class Writer:
    """What one command may do to the file; `reader` sees what it has done so far."""

    def __init__(self, reader: "Connection", history: History, *, keep: bool = True) -> None:
        self.reader = reader
        self.history = history
        # Whether the door stores what was done, once the command is over.
        self.keep = keep

    def get(self, kind: type[RecordT], number: int) -> RecordT | None:
        """The record of an id, None where there is none."""
        query = f"SELECT {columns_of(kind)} FROM {table_of(kind)} WHERE id = ?"
        found = records(kind, self.reader.execute(query, (number,)))
        return found[0] if found else None

    def known(self, kind: type[RecordT], number: int) -> RecordT:
        """The record of an id that is known to be. Raises LookupError, a bug, where it is not."""
        found = self.get(kind, number)
        if found is None:
            raise LookupError(f"no row {number} in {table_of(kind)}")
        return found

    def insert(self, record: RecordT) -> RecordT:
        """Store a new record, and return it with the id that it got."""
        row = {name: kept(value) for name, value in record._asdict().items() if value is not None}
        # 0 is no id: the file gives the next, and never one twice.
        number = row.pop("id") or None
        table = table_of(type(record))
        names = "".join(f', "{name}"' for name in row)
        cursor = self.reader.execute(
            f"INSERT INTO {table} (id{names}) VALUES (?{', ?' * len(row)})",
            (number, *row.values()),
        )
        number = cursor.lastrowid or 0
        if table not in RECEIPTS:
            self.history.inserted(table, number, {"id": number, **row})
        return record._replace(id=number)

    def insert_many(
        self, kind: type[RecordT], columns: Sequence[str], rows: Sequence[Sequence[Any]]
    ) -> None:
        """Store rows in bulk, of some columns of a record, `id` among them.

        For a spreadsheet's many: as values that the file keeps, not as records.
        """
        table, places = table_of(kind), ", ".join("?" * len(columns))
        names = ", ".join(f'"{name}"' for name in columns)
        self.reader.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)
        self.history.inserted_many(table, columns, rows)

    def update(self, record: RecordT, **changes: Any) -> RecordT:
        """Change fields of a stored record, and return it as it is now; what is equal is no change.

        The record is its row as this command has read it: nobody else writes meanwhile.
        """
        now = record._replace(**changes)
        differing = [name for name in changes if getattr(record, name) != changes[name]]
        if differing:
            table, number = table_of(type(record)), _id(record)
            names = ", ".join(f'"{name}" = ?' for name in differing)
            self.reader.execute(
                f"UPDATE {table} SET {names} WHERE id = ?",
                (*(kept(changes[name]) for name in differing), number),
            )
            if table not in RECEIPTS:
                before = {name: getattr(record, name) for name in differing}
                after = {name: changes[name] for name in differing}
                self.history.updated(table, number, before, after)
        return now

    def put(self, record: RecordT, **changes: Any) -> RecordT:
        """Store a record with changes: as a new one where it has no id yet, else what changes."""
        if _id(record):
            return self.update(record, **changes)
        return self.insert(record._replace(**changes))

    def delete_many(self, kind: type[RecordT], numbers: Sequence[int]) -> list[tuple[Any, ...]]:
        """Take rows away in bulk, by their ids; the history keeps them whole, and here they are."""
        table, taken = table_of(kind), list[tuple[Any, ...]]()
        for start in range(0, len(numbers), ROWS_IN_LOT):
            which = ", ".join(map(str, numbers[start : start + ROWS_IN_LOT]))
            where = f'FROM "{table}" WHERE id IN ({which})'
            rows = self.reader.execute(f"SELECT {columns_of(kind)} {where}").fetchall()
            self.reader.execute(f"DELETE {where}")
            self.history.deleted_many(table, kind._fields, rows)
            taken += rows
        return taken

    def delete(self, record: RecordT) -> None:
        """Take a row away that never was; the history keeps it whole."""
        table = table_of(type(record))
        self.reader.execute(f"DELETE FROM {table} WHERE id = ?", (_id(record),))
        if table not in RECEIPTS:
            self.history.deleted(table, _id(record), record._asdict())


def _id(record: Any) -> int:
    number: int = record.id
    return number
