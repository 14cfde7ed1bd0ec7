"""What an import could cost at the least: the same sheets into bare tables, nothing checked.

As a process: `bare_loader.py FOLDER FILE`. No rules, no history, no words, no refusals; only
days turned into ISO, keys into numbers, and the same two indexes on visits.
"""

import csv
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

SHEETS = ("volunteers", "children", "referrals", "matches")


def load(folder: Path, file: Path) -> None:
    """Load the sheets of a folder into a new file in one transaction."""
    with closing(sqlite3.connect(file)) as connection, connection:
        for sheet in SHEETS:
            rows = _rows(folder / f"{sheet}.csv")
            headings = next(rows)
            columns = ", ".join(f'"{heading}" TEXT' for heading in headings)
            connection.execute(f"CREATE TABLE {sheet} (id INTEGER PRIMARY KEY, {columns})")
            marks = ", ".join("?" * len(headings))
            connection.executemany(f"INSERT INTO {sheet} VALUES (NULL, {marks})", rows)
        numbers = dict(connection.execute('SELECT "Key", id FROM matches').fetchall())
        connection.execute(
            "CREATE TABLE visit (id INTEGER PRIMARY KEY, match_id INTEGER, visited_on TEXT,"
            " kind TEXT, outcome TEXT, minutes INTEGER, activity TEXT, mood INTEGER, note TEXT)"
        )
        connection.execute("CREATE INDEX by_match ON visit (match_id, visited_on)")
        connection.execute("CREATE INDEX by_day ON visit (visited_on, match_id)")
        rows = _rows(folder / "visits.csv")
        next(rows)
        connection.executemany(
            "INSERT INTO visit VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (numbers[row[0]], f"{row[1][6:]}-{row[1][3:5]}-{row[1][:2]}", *row[2:])
                for row in rows
            ),
        )


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.reader(stream)


if __name__ == "__main__":
    load(Path(sys.argv[1]), Path(sys.argv[2]))
