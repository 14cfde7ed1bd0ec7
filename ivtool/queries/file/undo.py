"""What may be taken back, as facts: what stands, what came later, and what points at what."""

import json
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from datetime import date

from ivtool.domain.file.undo import RESTS, Row, Told, Touched
from ivtool.domain.refs import claim_ref, concern_ref, payment_ref, visit_ref
from ivtool.integrity import UniqueIndex, references
from ivtool.queries.file.history import SETS, ChangeSet, change_set, last_held, rows_now
from ivtool.queries.reading import Reader, among
from ivtool.rows import Kept, kinds, records
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
# The changes of a change set, asked for by the first, the one past the last, and its number.
OF_SET = "c.id >= ? AND c.id < ? AND c.change_set_id = ?"
MINE = "c.id >= :first AND c.id < :next AND c.change_set_id = :set"


class MatchOf(NamedTuple):
    """A match, and the first and last day of its entries that stand."""

    number: int
    started_on: date | None
    ended_on: date | None
    first_on: date
    last_on: date


class ChangeBack(NamedTuple):
    """A change of a row, to be taken back: with its digest, and the values that it kept."""

    action: str
    table: str
    row: int
    salt: str | None
    digest: str | None
    before: str | None
    after: str | None


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
        f"{SETS} WHERE {_by(reader, actor)} AND s.id NOT IN ({VOID}) ORDER BY s.id DESC"
    )
    for each in rows:
        yield ChangeSet(*each)


def last_own(reader: Reader, actor: str) -> int:
    """The number of somebody's last change set that is no undoing, 0 where there is none.

    That a concern was read has changed nothing.
    """
    rows = reader.execute(
        f"{SETS} WHERE {_by(reader, actor)} AND s.id NOT IN"
        " (SELECT change_set_id FROM change_link WHERE takes_back_id IS NOT NULL)"
        " ORDER BY s.id DESC"
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
        f" WHERE {_by(reader, actor)} AND l.takes_back_id IN ({TAKEN_BACK}) AND l.change_set_id ="
        " (SELECT max(o.change_set_id) FROM change_link o WHERE o.takes_back_id = l.takes_back_id)"
    ).fetchone()
    return None if row[0] is None else change_set(reader, row[0])


def touched(reader: Reader, which: ChangeSet) -> list[Touched]:
    """What a change set did to each table."""
    rows = reader.execute(
        "SELECT DISTINCT c.table_name, c.action, c.columns,"
        " c.action <> 'insert' AND v.before IS NULL FROM change c"
        " LEFT JOIN change_value v ON v.change_id = c.id"
        f" WHERE {OF_SET}",
        (which.first_change, which.next_change, which.id),
    )
    return [
        Touched(table, action, frozenset(json.loads(columns or "[]")), bool(erased))
        for table, action, columns, erased in rows.fetchall()
    ]


def told(reader: Reader, which: ChangeSet, did: list[Touched]) -> Told:
    """What a change set did that the world has been told of."""
    asked = (which.first_change, which.next_change, which.id)
    tables = {each.table for each in did}
    # What was told, noted or closed of one that was there is not put right by withdrawing it.
    raised = _rows(reader, asked, "concern", "insert") if "concern" in tables else []
    concerns = _standing(reader, "concern", raised)
    entries = _standing(reader, "visit", _rows(reader, asked, "visit", "insert") if raised else [])
    runs = _rows(reader, asked, "payment", "insert")
    # One that was reversed since is put right already.
    paid = reader.execute(
        "SELECT DISTINCT payment_id FROM claim_line"
        f" WHERE payment_id IS NOT NULL{among('payment_id', runs)} ORDER BY payment_id"
    )
    payments = [payment_ref(each) for (each,) in paid] if runs else []
    if not runs and "claim_line" in tables:
        lines = _rows(reader, asked, "claim_line", "update")
        found = reader.execute(
            "SELECT claim_id, line FROM claim_line"
            f" WHERE paid_on IS NOT NULL{among('id', lines)} ORDER BY claim_id, line"
        )
        payments = [claim_ref(claim, line) for claim, line in found]
    refs = ([*map(concern_ref, concerns)], payments, [*map(visit_ref, entries)])
    return Told(*refs)


def _standing(reader: Reader, table: str, numbers: Collection[int]) -> list[int]:
    rows = reader.execute(
        f"SELECT id FROM {table} WHERE withdrawn_on IS NULL{among('id', numbers)} ORDER BY id"
    )
    return [number for (number,) in rows]


def _rows(reader: Reader, asked: tuple[int, int, int], table: str, action: str) -> list[int]:
    rows = reader.execute(
        f"SELECT DISTINCT c.row_id FROM change c WHERE {OF_SET} AND c.table_name = ?"
        " AND c.action = ? ORDER BY c.row_id",
        (*asked, table, action),
    )
    return [number for (number,) in rows]


def _by(reader: Reader, actor: str) -> str:
    """A condition that a change set is somebody's, however they write themselves."""
    known = reader.execute("SELECT DISTINCT actor FROM change_set").fetchall()
    own = [each for (each,) in known if each.casefold() == actor.casefold()]
    quoted = ", ".join("'" + each.replace("'", "''") + "'" for each in own)
    return f"s.actor IN ({quoted})"


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
                # What named it only in between would name it again, were that taken back.
                yield (
                    f"{FOUND} JOIN change_value v ON v.change_id = n.id WHERE n.id >= :next"
                    f" AND n.action = 'update' AND n.table_name = '{table}'"
                    f" AND EXISTS (SELECT 1 FROM change c WHERE c.table_name = '{parent}'"
                    f" AND c.row_id IN (json_extract(v.before, '$.{column}'),"
                    f" json_extract(v.after, '$.{column}'))"
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


def changes_back(reader: Reader, which: ChangeSet) -> Generator[ChangeBack]:
    """A change set's changes from the last to the first."""
    for row in reader.execute(
        "SELECT c.action, c.table_name, c.row_id, c.salt, c.digest, v.before, v.after FROM change c"
        f" LEFT JOIN change_value v ON v.change_id = c.id WHERE {OF_SET} ORDER BY c.id DESC",
        (which.first_change, which.next_change, which.id),
    ):
        yield ChangeBack(*row)


def in_the_place(
    reader: Reader, index: UniqueIndex, rows: Iterable[Mapping[str, Kept]]
) -> list[int]:
    """The rows of a table that stand where others would, by an index under which one may be."""
    columns = kinds()[index.table]._fields
    would = "(SELECT " + ", ".join(f':{name} AS "{name}"' for name in columns) + ")"
    same = " AND ".join(f"({each}) IS (SELECT {each} FROM {would})" for each in index.columns)
    found: list[int] = []
    for row in rows:
        asked = reader.execute(
            f'SELECT id FROM "{index.table}" WHERE ({index.where}) AND id <> :id AND {same}',
            {name: row.get(name) for name in columns},
        )
        found += (number for (number,) in asked)
    return found


def matches_of(reader: Reader, which: ChangeSet) -> list[MatchOf]:
    """The matches that a change set changed, or entries of which, as they are now."""
    rows = reader.execute(
        "SELECT m.id AS number, m.started_on, m.ended_on, min(v.visited_on) AS first_on,"
        ' max(v.visited_on) AS last_on FROM "match" m'
        " JOIN visit v ON v.match_id = m.id AND v.withdrawn_on IS NULL"
        " WHERE m.id IN (SELECT c.row_id FROM change c WHERE c.id >= :first AND c.id < :next"
        " AND c.change_set_id = :set AND c.table_name = 'match' UNION SELECT w.match_id"
        " FROM change c JOIN visit w ON w.id = c.row_id WHERE c.id >= :first AND c.id < :next"
        " AND c.change_set_id = :set AND c.table_name = 'visit') GROUP BY m.id",
        {"first": which.first_change, "next": which.next_change, "set": which.id},
    )
    return records(MatchOf, rows)


def set_before(reader: Reader, number: int, rows: Iterable[Row]) -> int:
    """The last change set before one that touched any of some rows, 0 where there is none."""
    found = (
        reader.execute(
            "SELECT max(change_set_id) FROM change"
            " WHERE table_name = ? AND row_id = ? AND change_set_id < ?",
            (*row, number),
        ).fetchone()[0]
        for row in rows
    )
    return max((each or 0 for each in found), default=0)


def policy_entries(reader: Reader, which: ChangeSet) -> list[tuple[str, date]]:
    """The policy values that a change set touched: of which key, from which day."""
    rows = [
        number
        for (number,) in reader.execute(
            f"SELECT DISTINCT c.row_id FROM change c WHERE {OF_SET} AND c.table_name = 'policy'",
            (which.first_change, which.next_change, which.id),
        )
    ]
    now = rows_now(reader, "policy", rows)
    held = [now.get(row) or last_held(reader, "policy", row) for row in rows]
    return [(each["key"], date.fromisoformat(each["from_on"])) for each in held]


def priced_since(reader: Reader, which: ChangeSet, from_on: date) -> int:
    """How many lines, of a day on or after another, were priced since a change set."""
    row = reader.execute(
        "SELECT count(*) FROM claim_line l JOIN change c ON c.table_name = 'claim_line'"
        " AND c.row_id = l.id AND c.action = 'insert'"
        " WHERE l.priced AND l.incurred_on >= ? AND c.id >= ?",
        (from_on.isoformat(), which.next_change),
    )
    return int(row.fetchone()[0])
