"""Whether a file is whole: its pages and constraints, its texts, its tables, its rows counted."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ivtool.faults import Damaged, fault
from ivtool.tuples import NamedTuple

if TYPE_CHECKING:
    import sqlite3

NOT_SQLITES = "name NOT LIKE 'sqlite!_%' ESCAPE '!'"


def row_counts(connection: "sqlite3.Connection") -> dict[str, int]:
    """How many rows each table of the file has."""
    tables = connection.execute(
        f"SELECT name FROM sqlite_schema WHERE type = 'table' AND {NOT_SQLITES} ORDER BY name"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in tables
    }


def schema_digest(connection: "sqlite3.Connection") -> str:
    """A fingerprint of the tables, indexes and triggers, whatever their white space and quotes."""
    import hashlib

    rows = connection.execute(
        f"SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND {NOT_SQLITES}"
        " AND name <> 'alembic_version'"
    ).fetchall()
    # SQLite quotes the name of a table that was renamed, as a step does that makes one anew.
    statements = sorted(" ".join(sql.replace('"', "").split()) for (sql,) in rows)
    return hashlib.sha256("\n".join(statements).encode()).hexdigest()


def integrity_faults(connection: "sqlite3.Connection") -> list[str]:
    """What is wrong in a file: altered pages, broken ones, broken constraints, lost pointers."""
    # Without a word where the file is plain. It names pages whose contents are not as written.
    altered = connection.execute("PRAGMA cipher_integrity_check").fetchmany(20)
    if altered:
        return [str(row[0]) for row in altered]
    try:
        rows = connection.execute("PRAGMA integrity_check(20)").fetchall()
    except Exception as error:
        # SQLite gives up in the midst of a badly damaged file; the first fault it can still tell.
        if not isinstance(fault(error, Path()), Damaged):
            raise
        rows = connection.execute("PRAGMA integrity_check(1)").fetchall()
    lines = [line.strip() for row in rows for line in str(row[0]).splitlines()]
    faults = [line for line in lines if line != "ok" and not line.startswith("***")]
    if faults:
        return faults
    dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
    faults = [f"{row[0]} row {row[1]} points at no {row[2]}" for row in dangling[:20]]
    return faults or _no_texts(connection)


def _no_texts(connection: "sqlite3.Connection") -> list[str]:
    """The tables that hold a text which is none, which SQLite does not look at."""
    faults = []
    tables = connection.execute(
        f"SELECT name FROM sqlite_schema WHERE type = 'table' AND {NOT_SQLITES} ORDER BY name"
    ).fetchall()
    for (table,) in tables:
        columns = [
            name
            for _, name, kind, *_ in connection.execute(f'PRAGMA table_info("{table}")').fetchall()
            if kind != "INTEGER"
        ]
        if not columns:
            continue
        # Plain letters need no second look, and most texts are of those alone.
        odd = " OR ".join(
            f"\"{name}\" GLOB '*[^'||char(1)||'-'||char(127)||']*' OR instr(\"{name}\", char(0))"
            for name in columns
        )
        named = ", ".join(f'"{name}"' for name in columns)
        try:
            for _ in connection.execute(f'SELECT {named} FROM "{table}" WHERE {odd}'):
                pass
        except Exception as error:
            if not isinstance(fault(error, Path()), Damaged):
                raise
            faults.append(f"{table} holds a text that is none")
    return faults


def references(connection: "sqlite3.Connection", table: str) -> list[tuple[str, str]]:
    """Which columns of a table point at a row of another, and at which table's."""
    rows = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    return [(column, parent) for _, _, parent, column, *_ in rows]


class UniqueIndex(NamedTuple):
    """What only one row of a table may have: columns or what is reckoned of them, among which."""

    table: str
    columns: list[str]
    where: str


def broken_unique(connection: "sqlite3.Connection", told: str) -> UniqueIndex | None:
    """The index that a row was refused by, as the engine tells of it; None for other reasons."""
    named = re.search(r"UNIQUE constraint failed: (?:index '(\w+)'|(.+))", told)
    if named is None:
        return None
    columns = re.findall(r"(\w+)\.(\w+)", named[2] or "")
    for table, name, sql in connection.execute(
        "SELECT tbl_name, name, sql FROM sqlite_schema"
        " WHERE type = 'index' AND sql LIKE 'CREATE UNIQUE%'"
    ).fetchall():
        said = re.search(r" ON \S+ \((.*?)\)(?: WHERE (.*))?$", sql, re.DOTALL)
        if said is None:
            continue
        of = [each.strip() for each in said[1].split(",")]
        if name == named[1] or [(table, each) for each in of] == columns:
            return UniqueIndex(table, of, said[2] or "1 = 1")
    return UniqueIndex(columns[0][0], [column for _, column in columns], "1 = 1")


def defer_references(connection: "sqlite3.Connection") -> None:
    """Let rows of a transaction point at nothing until it ends; then none may."""
    connection.execute("PRAGMA defer_foreign_keys = ON")


def pointing_at_nothing(connection: "sqlite3.Connection", most: int = 3) -> list[tuple[str, int]]:
    """The rows, by table and number, that others name and that are not there; so many at most."""
    found = []
    for table, row, parent, key in connection.execute("PRAGMA foreign_key_check").fetchmany(most):
        listed = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
        [column] = [each[3] for each in listed if each[0] == key]
        named = connection.execute(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (row,))
        found.append((parent, int(named.fetchone()[0])))
    return found
