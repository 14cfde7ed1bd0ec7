"""What may be taken back, as facts: what stands, what came later, and what points at what."""

import json
from collections.abc import Generator, Iterator

from ivtool.domain.file.undo import RESTS, Touched
from ivtool.integrity import references
from ivtool.queries.file.history import SETS, ChangeSet, change_set
from ivtool.queries.reading import Reader
from ivtool.rows import kinds
from ivtool.tuples import NamedTuple

# The change sets that are taken back: an odd number of others has done so, the last of them an
# undo. For a condition over change sets in other queries.
TAKEN_BACK = (
    "SELECT takes_back_id FROM change_link WHERE takes_back_id IS NOT NULL"
    " GROUP BY takes_back_id HAVING count(*) % 2 = 1"
)
# Those that are taken back, and what took them back or brought them back: they come to nothing.
VOID = f"SELECT change_set_id FROM change_link WHERE takes_back_id IS NOT NULL UNION {TAKEN_BACK}"

# A later change, and what belongs to the change set that is asked about.
FOUND = (
    "SELECT coalesce(l.takes_back_id, n.change_set_id), n.change_set_id, n.table_name, n.row_id"
    " FROM change n LEFT JOIN change_link l ON l.change_set_id = n.change_set_id"
)
MINE = "c.id >= :first AND c.id < :next AND c.change_set_id = :set"


class Later(NamedTuple):
    """A row that a later change set has touched, by the set that stands for itself."""

    origin: int
    change_set: int
    table: str
    row: int


def origin_of(reader: Reader, number: int) -> int:
    """The change set that another takes back or brings back; itself where it is neither."""
    row = reader.execute(
        "SELECT takes_back_id FROM change_link WHERE change_set_id = ?", (number,)
    ).fetchone()
    return number if row is None or row[0] is None else int(row[0])


def takings_back(reader: Reader, origin: int) -> list[int]:
    """The change sets that took one back and brought it back, by turns."""
    rows = reader.execute(
        "SELECT change_set_id FROM change_link WHERE takes_back_id = ? ORDER BY change_set_id",
        (origin,),
    )
    return [number for (number,) in rows]


def has_link(reader: Reader, number: int) -> bool:
    """Whether a change set was recorded by a version that can take it back."""
    row = reader.execute(
        "SELECT 1 FROM change_link WHERE change_set_id = ?"
        " AND (id > 1 OR change_set_id = (SELECT min(id) FROM change_set))",
        (number,),
    )
    return row.fetchone() is not None


def own_sets(reader: Reader, actor: str) -> Iterator[ChangeSet]:
    """What somebody's commands changed and stands, the newest first; undoings apart."""
    rows = reader.execute(
        f"{SETS} WHERE s.actor = ? AND s.id NOT IN ({VOID}) ORDER BY s.id DESC", (actor,)
    )
    for each in rows:
        yield ChangeSet(*each)


def last_own(reader: Reader, actor: str) -> int:
    """The number of somebody's last change set that is no undoing, 0 where there is none.

    That a concern was read has changed nothing.
    """
    rows = reader.execute(
        f"{SETS} WHERE s.actor = ? AND s.id NOT IN"
        " (SELECT change_set_id FROM change_link WHERE takes_back_id IS NOT NULL)"
        " ORDER BY s.id DESC",
        (actor,),
    )
    for each in rows:
        found = ChangeSet(*each)
        if any(one.table != "concern_look" for one in touched(reader, found)):
            return found.id
    return 0


def own_undone(reader: Reader, actor: str) -> ChangeSet | None:
    """The last undoing by somebody that stands, None where there is none."""
    row = reader.execute(
        "SELECT max(l.change_set_id) FROM change_link l JOIN change_set s ON s.id = l.change_set_id"
        f" WHERE s.actor = ? AND l.takes_back_id IN ({TAKEN_BACK}) AND l.change_set_id ="
        " (SELECT max(o.change_set_id) FROM change_link o WHERE o.takes_back_id = l.takes_back_id)",
        (actor,),
    ).fetchone()
    return None if row[0] is None else change_set(reader, row[0])


def touched(reader: Reader, which: ChangeSet) -> list[Touched]:
    """What a change set did to each table."""
    rows = reader.execute(
        "SELECT DISTINCT c.table_name, c.action, c.columns,"
        " c.action <> 'insert' AND v.before IS NULL FROM change c"
        " LEFT JOIN change_value v ON v.change_id = c.id"
        " WHERE c.id >= ? AND c.id < ? AND c.change_set_id = ?",
        (which.first_change, which.next_change, which.id),
    )
    return [
        Touched(table, action, frozenset(json.loads(columns or "[]")), bool(erased))
        for table, action, columns, erased in rows.fetchall()
    ]


def later(reader: Reader, which: ChangeSet, did: list[Touched]) -> list[Later]:
    """What later change sets touched that rests on one: its rows, what points at them, and RESTS.

    Found from the later changes, which are few.
    """
    asked = {"first": which.first_change, "next": which.next_change, "set": which.id}
    if not reader.execute("SELECT 1 FROM change WHERE id >= :next LIMIT 1", asked).fetchone():
        return []
    queries = [*_same_rows(), *_pointing(reader, did), *_resting(did)]
    return sorted(
        {Later(*row) for query in queries for row in reader.execute(query, asked).fetchall()}
    )


def _same_rows() -> Iterator[str]:
    yield (
        f"{FOUND} WHERE n.id >= :next AND EXISTS (SELECT 1 FROM change c WHERE"
        f" c.table_name = n.table_name AND c.row_id = n.row_id AND {MINE})"
    )


def _pointing(reader: Reader, did: list[Touched]) -> Iterator[str]:
    added = {each.table for each in did if each.action == "insert"}
    for table in kinds():
        for column, parent in references(reader, table):
            if parent in added:
                yield (
                    f'{FOUND} JOIN "{table}" t ON t.id = n.row_id WHERE n.id >= :next'
                    f" AND n.table_name = '{table}' AND EXISTS (SELECT 1 FROM change c WHERE"
                    f" c.table_name = '{parent}' AND c.row_id = t.\"{column}\""
                    f" AND c.action = 'insert' AND {MINE})"
                )


def _resting(did: list[Touched]) -> Iterator[str]:
    for each in RESTS:
        if any(
            one.table == each.table and (not each.columns or one.columns & each.columns)
            for one in did
        ):
            yield (
                f'{FOUND} JOIN "{each.later}" t ON t.id = n.row_id WHERE n.id >= :next'
                f" AND n.table_name = '{each.later}' AND {_counts(each.later)} AND"
                f' t."{each.named}" IN (SELECT r."{each.by}" FROM change c JOIN "{each.table}" r'
                f" ON r.id = c.row_id WHERE c.table_name = '{each.table}' AND {MINE})"
            )


def _counts(later: str) -> str:
    """Which changes of a later row count: a spell that ends is changed, and of others the new."""
    return "1 = 1" if later == "volunteer_spell" else "n.action <> 'update'"


def set_of(reader: Reader, table: str, row: int) -> int | None:
    """The change set that touched a row last."""
    number: int | None = reader.execute(
        "SELECT max(change_set_id) FROM change WHERE table_name = ? AND row_id = ?", (table, row)
    ).fetchone()[0]
    return number


def changes_back(reader: Reader, which: ChangeSet) -> Generator[tuple[str, str, int, str, str]]:
    """A change set's changes from the last to the first: action, table, row, before and after."""
    yield from reader.execute(
        "SELECT c.action, c.table_name, c.row_id, v.before, v.after FROM change c"
        " LEFT JOIN change_value v ON v.change_id = c.id"
        " WHERE c.id >= ? AND c.id < ? AND c.change_set_id = ? ORDER BY c.id DESC",
        (which.first_change, which.next_change, which.id),
    )
