"""The change set of a command: every row that it adds, changes or deletes.

Written by the writer with each row, in the same transaction, so that no change is without its
history, and none has one that did not happen. Every change keeps a salted digest; its values stand
beside it. A lawful erasure blanks them and the salt, and nothing else ever changes.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import count
from operator import itemgetter
from typing import TYPE_CHECKING

from ivtool.domain import json_text
from ivtool.domain.file.digests import ERASABLE, Link, as_json, digest, row_digest, row_digests
from ivtool.rows import kept

if TYPE_CHECKING:
    from sqlite3 import Connection

# From the system's own source, as `secrets` takes them; importing that is a tenth of a start.
SALT_BYTES = 16
INSERT = (
    "INSERT INTO change (id, change_set_id, table_name, row_id, action, columns, digest, salt)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_VALUES = 'INSERT INTO change_value (change_id, "before", "after") VALUES (?, ?, ?)'


class History:
    """What one command of one person changes; its change set is made with the first change."""

    def __init__(self, connection: "Connection", actor: str, command: str, stated_on: date) -> None:
        self._connection = connection
        self._said = (actor, command, stated_on.isoformat())
        # The change set that this one takes back, or brings back.
        self.takes_back: int | None = None
        self._change_set = 0
        self._last_change = 0
        self._link = Link("")

    @property
    def actor(self) -> str:
        """Who gave the command."""
        return self._said[0]

    @property
    def command(self) -> str:
        """By which name the command stands in the history."""
        return self._said[1]

    @property
    def change_set(self) -> int:
        """The number of the change set, 0 as long as nothing was changed."""
        return self._change_set

    def inserted(self, table: str, number: int, row: Mapping[str, object]) -> None:
        """Keep that a row was added: the digest of it as the file keeps it, and no copy."""
        salt = os.urandom(SALT_BYTES).hex()
        self._change(table, number, "insert", None, row_digest(salt, row), salt)

    def inserted_many(
        self, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]
    ) -> None:
        """Keep that rows were added in bulk; `columns` names their values, `id` among them."""
        drawn, width = os.urandom(SALT_BYTES * len(rows)).hex(), SALT_BYTES * 2
        salts = [drawn[start : start + width] for start in range(0, len(drawn), width)]
        numbers = [*map(itemgetter(columns.index("id")), rows)]
        digests = row_digests(salts, columns, rows)
        change_set, first = self._set(), self._last_change + 1
        self._last_change += len(numbers)
        self._link.add_inserted(first, change_set, table, zip(numbers, digests, strict=True))
        self._connection.executemany(
            "INSERT INTO change (id, change_set_id, table_name, row_id, action, digest, salt)"
            f" VALUES (?, {change_set}, '{table}', ?, 'insert', ?, ?)",
            zip(count(first), numbers, digests, salts, strict=False),
        )

    def updated(
        self, table: str, number: int, before: Mapping[str, object], after: Mapping[str, object]
    ) -> None:
        """Keep what the changed columns of a row held before and hold after."""
        erasable = ERASABLE.get(table, frozenset())
        for names in (before.keys() - erasable, before.keys() & erasable):
            if names:
                was, now = ({name: side[name] for name in names} for side in (before, after))
                self._changed(table, number, "update", was, _plain(now))

    def deleted(self, table: str, number: int, row: Mapping[str, object]) -> None:
        """Keep the whole of a row that is taken away."""
        self._changed(table, number, "delete", row, None)

    def deleted_many(
        self, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]
    ) -> None:
        """Keep the whole of rows that are taken away in bulk; `columns` names their values."""
        place, named = columns.index("id"), json_text.as_json(sorted(columns))
        changes, kept_values = [], []
        for row in rows:
            salt, was = os.urandom(SALT_BYTES).hex(), as_json(dict(zip(columns, row, strict=True)))
            said = self._linked(table, row[place], "delete", named, digest(salt, was, None))
            changes.append((*said, salt))
            kept_values.append((said[0], was, None))
        self._connection.executemany(INSERT, changes)
        self._connection.executemany(INSERT_VALUES, kept_values)

    def seal(self) -> None:
        """Link the change set to the one before it; to be called once all is recorded."""
        if self._change_set:
            self._connection.execute(
                "INSERT INTO change_link (change_set_id, takes_back_id, digest) VALUES (?, ?, ?)",
                (self._change_set, self.takes_back, self._link.digest),
            )

    def blank(self, table: str, numbers: Iterable[int], column: str) -> None:
        """Forget what rows said in a column: the values of every change that tells of it.

        That it changed, when and by whom stays, and what changed beside it; but for what files of
        earlier versions kept with it in one change. The only lawful erasure from the history.
        """
        import json

        for number in numbers:
            # That it was done is told, also where the row itself is gone already.
            self._set()
            changes = self._connection.execute(
                "SELECT id, columns FROM change WHERE table_name = ? AND row_id = ?",
                (table, number),
            ).fetchall()
            for change, columns in changes:
                if columns is None or column in json.loads(columns):
                    self._connection.execute(
                        "UPDATE change SET salt = NULL WHERE id = ?", (change,)
                    )
                    self._connection.execute(
                        'UPDATE change_value SET "before" = NULL, "after" = NULL'
                        " WHERE change_id = ?",
                        (change,),
                    )

    def _changed(
        self, table: str, number: int, action: str, before: Mapping[str, object], after: str | None
    ) -> None:
        salt, was = os.urandom(SALT_BYTES).hex(), _plain(before)
        columns = json_text.as_json(sorted(before))
        change = self._change(table, number, action, columns, digest(salt, was, after), salt)
        self._connection.execute(INSERT_VALUES, (change, was, after))

    def _set(self) -> int:
        # Made at the first change: a command that changes nothing leaves no line.
        if not self._change_set:
            recorded_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            actor, command, stated_on = self._said
            [(number, first, before)] = self._connection.execute(
                "INSERT INTO change_set (recorded_at, stated_on, actor, command, first_change)"
                " SELECT ?, ?, ?, ?, coalesce(max(id), 0) + 1 FROM change RETURNING id,"
                " first_change, (SELECT digest FROM change_link ORDER BY id DESC LIMIT 1)",
                (recorded_at, stated_on, actor, command),
            ).fetchall()
            self._change_set, self._last_change = number, first - 1
            self._link = Link(before or "")
            said = (recorded_at, stated_on, actor, command, first, self.takes_back)
            self._link.add(number, *said)
        return self._change_set

    def _change(
        self, table: str, number: int, action: str, columns: str | None, of_values: str, salt: str
    ) -> int:
        said = self._linked(table, number, action, columns, of_values)
        self._connection.execute(INSERT, (*said, salt))
        return self._last_change

    def _linked(
        self, table: str, number: object, action: str, columns: str | None, of_values: str
    ) -> tuple[object, ...]:
        """A change without its salt, as the file keeps it and as the link tells of it."""
        change_set = self._set()
        self._last_change += 1
        said = (self._last_change, change_set, table, number, action, columns, of_values)
        self._link.add(*said)
        return said


def _plain(values: Mapping[str, object]) -> str:
    # Yes and no are told as such; days and words as the file keeps them.
    return as_json(
        {name: value if isinstance(value, bool) else kept(value) for name, value in values.items()}
    )
