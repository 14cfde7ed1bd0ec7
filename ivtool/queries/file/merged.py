"""What sheets said of two records before they became one, as far as it does not stand.

The rows of a sheet that say so again say nothing new. The history knows them.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ivtool.domain.children.vocabulary import WorkerRole
from ivtool.domain.file.recorded import Row, values
from ivtool.domain.recruitment.vocabulary import CheckKind
from ivtool.queries.file.history import SETS, ChangeSet, changes, rows_now
from ivtool.queries.file.sheets import (
    CHECK_COLUMNS,
    DBS_COLUMNS,
    HOLD_COLUMNS,
    PLACEMENT_COLUMNS,
    WORKER_COLUMNS,
    Known,
)
from ivtool.queries.file.undo import VOID
from ivtool.queries.reading import Reader, among, day
from ivtool.rows import kinds, read_value, records, types_of
from ivtool.tuples import NamedTuple

TABLES = {
    "volunteer": ("volunteer_check", "volunteer_hold", "volunteer_spell", "volunteer_stage"),
    "child": ("child_authority", "child_worker", "placement"),
}
COMMANDS = ("volunteer merge", "child merge")


class OldKey(NamedTuple):
    """A record that became one with another: its number and key, and whose they are now."""

    number: int
    key: str | None
    one: int


def old_keys(reader: Reader, noun: str) -> list[OldKey]:
    """The volunteers, or children, that became one with another."""
    rows = reader.execute(
        f"SELECT old_number, old_key, {noun}_id FROM merged_person WHERE {noun}_id IS NOT NULL"
    )
    return [OldKey(*row) for row in rows]


def said_before(reader: Reader, noun: str) -> dict[int, dict[str, set[Any]]]:
    """What the sheets' columns said of those who are one now, by number and column."""
    found: dict[int, dict[str, set[Any]]] = {}
    names = _authorities(reader)
    for whose, table, row in _rows(reader, noun):
        for column, value in _columns(table, row, names).items():
            if value is not None:
                found.setdefault(whose, {}).setdefault(column, set()).add(value)
    return found


def spells_before(
    reader: Reader, noun: str, table: str
) -> dict[tuple[int, date | None], list[Known]]:
    """The rows of a table that hold from a day on and stand no more, as their sheets say them."""
    found: dict[tuple[int, date | None], list[Known]] = {}
    names = _authorities(reader)
    for whose, of, row in _rows(reader, noun):
        if of == table:
            said: Known = {"authority": names.get(row.get("authority_id"))}
            if table == "volunteer_hold":
                said = {"until_on": day(row["until_on"]), "reason": row["reason"]}
            found.setdefault((whose, day(row["from_on"])), []).append(said)
    return found


def _rows(reader: Reader, noun: str) -> Iterator[tuple[int, str, Row]]:
    """Whose each row is or was of those who are one now, its table, and what it says or said."""
    now = {each.number: each.one for each in old_keys(reader, noun)}
    if not now:
        return
    asked = reader.execute(f"{SETS} WHERE s.command IN (?, ?) AND s.id NOT IN ({VOID})", COMMANDS)
    for each in [
        change for which in records(ChangeSet, asked) for change in changes(reader, which)
    ]:
        table, row = each.table_name, values(each.before or "{}")
        if table in TABLES[noun] and each.action == "update":
            # One that a command has taken away since is said by no sheet any more.
            held = rows_now(reader, table, [each.row_id]).get(each.row_id)
            row = {} if held is None else {**held, **row}
        whose = each.row_id if table == noun else row.get(f"{noun}_id")
        if whose is not None and table in (noun, *TABLES[noun]):
            yield now.get(whose, whose), table, row
    for table in TABLES[noun]:
        found = reader.execute(
            f'SELECT id FROM "{table}" WHERE 1 = 1{among(f"{noun}_id", set(now.values()))}'
        )
        for row in rows_now(reader, table, [number for (number,) in found]).values():
            yield row[f"{noun}_id"], table, row


def _columns(table: str, row: Row, authorities: Mapping[Any, str]) -> Known:
    """A row as the columns of its people's sheet say it; of a table that has none, nothing."""
    if table in ("volunteer", "child"):
        types = types_of(kinds()[table])
        return {name: read_value(types[name], value) for name, value in row.items()}
    if table == "volunteer_check":
        return _check_columns(row)
    if table == "placement":
        area = authorities.get(row["area_authority_id"])
        said = (row["kind"], row["postcode"], area, day(row["from_on"]))
        return dict(zip(PLACEMENT_COLUMNS, said, strict=True))
    if table == "child_worker":
        return {WORKER_COLUMNS[WorkerRole(row["role"])]: row["name"]}
    if table == "volunteer_stage":
        return {row["stage"]: day(row["reached_on"])}
    return _spell_columns(table, row, authorities)


def _check_columns(row: Row) -> Known:
    kind, from_on = CheckKind(row["kind"]), day(row["from_on"])
    if kind is CheckKind.DBS:
        dbs = (row["certificate"], from_on, day(row["rechecked_on"]))
        return dict(zip(DBS_COLUMNS, dbs, strict=True))
    column = CHECK_COLUMNS.get((kind, row["slot"]))
    return {} if column is None else {column: from_on}


def _spell_columns(table: str, row: Row, authorities: Mapping[Any, str]) -> Known:
    if table == "volunteer_hold":
        held = (day(row["from_on"]), day(row["until_on"]), row["reason"])
        return dict(zip(HOLD_COLUMNS, held, strict=True))
    if table == "volunteer_spell":
        return {"left_on": day(row["ended_on"]), "left_reason": row["reason"]}
    if table == "child_authority":
        return {"responsible_authority": authorities.get(row["authority_id"])}
    return {}


def _authorities(reader: Reader) -> dict[Any, str]:
    return dict(reader.execute("SELECT id, name FROM authority").fetchall())
