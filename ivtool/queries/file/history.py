"""The history as facts: who changed what and when, and what a row held before and after."""

from collections.abc import Iterable, Iterator, Mapping

from ivtool.domain.file.digests import spoken
from ivtool.domain.file.recorded import Row, back, values
from ivtool.domain.refs import change_set_ref
from ivtool.queries.reading import Reader, among
from ivtool.rows import iter_records, records
from ivtool.tuples import NamedTuple

MOST_ASKED = 500
# Past the last change there can be.
BEYOND = 2**63 - 1
# What hangs on a record and has no ref of its own: table, and the column that says on which.
PARTS = {
    "volunteer": (
        ("volunteer_check", "volunteer_id"),
        ("volunteer_hold", "volunteer_id"),
        ("volunteer_spell", "volunteer_id"),
        ("volunteer_stage", "volunteer_id"),
        ("waiver", "volunteer_id"),
        ("lead_worker", "volunteer_id"),
        ("two_people", "volunteer_id"),
        ("merged_person", "volunteer_id"),
    ),
    "child": (
        ("child_authority", "child_id"),
        ("child_worker", "child_id"),
        ("placement", "child_id"),
        ("statutory_review", "child_id"),
        ("two_people", "child_id"),
        ("merged_person", "child_id"),
    ),
    "referral": (
        ("referral_step", "referral_id"),
        ("referral_closing", "referral_id"),
        ("lead_worker", "referral_id"),
    ),
    "match": (
        ("match_view", "match_id"),
        ("match_interval", "match_id"),
        ("match_review", "match_id"),
        ("pause", "match_id"),
        ("excuse", "match_id"),
        ("visit_plan", "match_id"),
        ("lead_worker", "match_id"),
    ),
    "claim": (("claim_line", "claim_id"),),
    "concern": (
        ("concern_look", "concern_id"),
        ("concern_note", "concern_id"),
        ("concern_told", "concern_id"),
    ),
    "support": (("attendance", "support_id"), ("support_action", "support_id")),
    "training": (("attendance", "training_id"),),
    "volunteer_check": (("book_section", "check_id"),),
    "claim_line": (("claim_line_query", "claim_line_id"), ("claim_line_reversal", "claim_line_id")),
    "match_review": (
        ("match_review_action", "match_review_id"),
        ("match_review_rating", "match_review_id"),
        ("match_review_view", "match_review_id"),
    ),
}


class ChangeSet(NamedTuple):
    """What one command changed: `recorded_at` is the real clock, `stated_on` counted as today.

    Its changes have the ids from `first_change` to the one before `next_change`.
    """

    id: int
    recorded_at: str
    stated_on: str
    actor: str
    command: str
    first_change: int
    next_change: int


class Change(NamedTuple):
    """What a change set did to one row, with the values that it kept."""

    id: int
    table_name: str
    row_id: int
    action: str
    columns: str | None = None
    before: str | None = None
    after: str | None = None


SETS = (
    "SELECT s.id, s.recorded_at, s.stated_on, s.actor, s.command, s.first_change,"
    f" coalesce((SELECT n.first_change FROM change_set n WHERE n.id > s.id ORDER BY n.id LIMIT 1),"
    f" {BEYOND}) AS next_change FROM change_set s"
)


def change_sets(
    reader: Reader, first_at: str, until_at: str, rows: Iterable[tuple[str, int]] | None = None
) -> list[ChangeSet]:
    """The change sets recorded from a moment up to another, the newest first.

    Of some rows alone, where those are asked for.
    """
    numbers: set[int] | None = None
    if rows is not None:
        numbers = set()
        for table, row in rows:
            numbers.update(
                number
                for (number,) in reader.execute(
                    "SELECT change_set_id FROM change WHERE table_name = ? AND row_id = ?",
                    (table, row),
                )
            )
    found = reader.execute(
        f"{SETS} WHERE s.recorded_at >= ? AND s.recorded_at < ?{among('s.id', numbers)}"
        " ORDER BY s.id DESC",
        (first_at, until_at),
    )
    return records(ChangeSet, found)


def change_set(reader: Reader, number: int) -> ChangeSet:
    """The change set of a number that is known to be."""
    return records(ChangeSet, reader.execute(f"{SETS} WHERE s.id = ?", (number,)))[0]


def last_change(reader: Reader, noun: str, number: int) -> tuple[int, str, str, str] | None:
    """The last change of a record and of its parts: its change set, when (UTC), who, by what.

    None where the history tells of none. What is a part no more is not looked for.
    """
    parts = "".join(
        f" UNION ALL SELECT max(c.change_set_id) FROM {table} p JOIN change c"
        f" ON c.table_name = '{table}' AND c.row_id = p.id WHERE p.{column} = :number"
        for table, column in PARTS.get(noun, ())
    )
    found: tuple[int, str, str, str] | None = reader.execute(
        "SELECT id, recorded_at, actor, command FROM change_set WHERE id = (SELECT max(last) FROM ("
        "SELECT max(change_set_id) AS last FROM change"
        f" WHERE table_name = '{noun}' AND row_id = :number{parts}))",
        {"number": number},
    ).fetchone()
    return found


def rows_of(reader: Reader, noun: str, number: int) -> list[tuple[str, int]]:
    """A record and its parts, those that are no more too, each as table and id.

    What became one with it is part of it.
    """
    merged: list[int] = []
    if noun in ("volunteer", "child"):
        merged = [
            old
            for (old,) in reader.execute(
                f"SELECT old_number FROM merged_person WHERE {noun}_id = ?", (number,)
            )
        ]
    found = [(noun, each) for each in (number, *merged)]
    for table, column in PARTS.get(noun, ()):
        found += (
            (table, row)
            for each in (number, *merged)
            for (row,) in reader.execute(
                f"SELECT id FROM {table} WHERE {column} = :number UNION"
                " SELECT c.row_id FROM change c JOIN change_value v ON v.change_id = c.id"
                f" WHERE c.action = 'delete' AND c.table_name = '{table}'"
                f" AND json_extract(v.before, '$.{column}') = :number",
                {"number": each},
            )
        )
    return found


def first_rows(
    reader: Reader, sets: Iterable[ChangeSet], most: int
) -> dict[int, list[tuple[str, int]]]:
    """The first rows that each change set changed, by its number; a row that is one twice once."""
    found: dict[int, list[tuple[str, int]]] = {}
    numbers = [each.id for each in sets]
    for start in range(0, len(numbers), MOST_ASKED):
        for number, table, row in reader.execute(
            "SELECT s.id, c.table_name, c.row_id FROM change_set s JOIN change c"
            " ON c.id >= s.first_change AND c.id < s.first_change + :most"
            " AND c.change_set_id = s.id WHERE 1 = 1"
            f"{among('s.id', numbers[start : start + MOST_ASKED])} ORDER BY c.id",
            {"most": most},
        ):
            rows = found.setdefault(number, [])
            if (table, row) not in rows:
                rows.append((table, row))
    return found


def head(reader: Reader) -> tuple[int, str] | None:
    """The end of the history: its last change set, and the digest that stands for all of it."""
    found: tuple[int, str] | None = reader.execute(
        "SELECT change_set_id, digest FROM change_link ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return found


def head_in_words(reader: Reader, at: int | None = None) -> str | None:
    """The end of the history as a copy or a report names it, so that it proves what stood then.

    As it was `at` a change set; the first link of a file of an earlier version stands for all that
    was recorded before it.
    """
    found = (
        head(reader)
        if at is None
        else reader.execute(
            "SELECT change_set_id, digest FROM change_link WHERE change_set_id >= ?"
            " ORDER BY change_set_id LIMIT 1",
            (at,),
        ).fetchone()
    )
    return found and f"history to {change_set_ref(found[0])}: {spoken(found[1])}"


def takings(reader: Reader) -> tuple[dict[int, int], dict[int, int]]:
    """What change sets take back or bring back, and what has taken back those that are undone."""
    takes_back: dict[int, int] = {}
    taken_back: dict[int, int] = {}
    for number, origin in reader.execute(
        "SELECT change_set_id, takes_back_id FROM change_link WHERE takes_back_id IS NOT NULL"
        " ORDER BY id"
    ):
        takes_back[number] = origin
        if taken_back.pop(origin, None) is None:
            taken_back[origin] = number
    return takes_back, taken_back


def last_change_id(reader: Reader) -> int:
    """The id of the history's last change, 0 in a file that nothing was ever entered into."""
    return int(reader.execute("SELECT coalesce(max(id), 0) FROM change").fetchone()[0])


def changes(reader: Reader, which: ChangeSet, most: int = -1) -> Iterator[Change]:
    """What a change set did, in its order; the first `most` of it, all where that is negative."""
    rows = reader.execute(
        "SELECT c.id, c.table_name, c.row_id, c.action, c.columns, v.before, v.after"
        " FROM change c LEFT JOIN change_value v ON v.change_id = c.id"
        " WHERE c.id >= ? AND c.id < ? AND c.change_set_id = ? ORDER BY c.id LIMIT ?",
        (which.first_change, which.next_change, which.id, most),
    )
    return iter_records(Change, rows)


def updates(reader: Reader, number: int) -> list[tuple[str, int, str, str]]:
    """The rows that a change set changed, each with what it said of the columns before and after.

    None for 0: then nothing was changed.
    """
    found: list[tuple[str, int, str, str]] = reader.execute(
        "SELECT c.table_name, c.row_id, v.before, v.after FROM change c"
        " JOIN change_value v ON v.change_id = c.id WHERE c.action = 'update'"
        " AND c.id >= (SELECT first_change FROM change_set WHERE id = :number)"
        " AND c.change_set_id = :number ORDER BY c.id",
        {"number": number},
    ).fetchall()
    return found


def rows_now(reader: Reader, table: str, numbers: Iterable[int]) -> dict[int, Row]:
    """The rows of a table that are there, by id, as the file keeps them."""
    found: dict[int, Row] = {}
    asked = list(numbers)
    for start in range(0, len(asked), MOST_ASKED):
        cursor = reader.execute(
            f'SELECT * FROM "{table}" WHERE 1 = 1{among("id", asked[start : start + MOST_ASKED])}'
        )
        names = [column[0] for column in cursor.description]
        for held in cursor:
            row = dict(zip(names, held, strict=True))
            found[row["id"]] = row
    return found


def rows_after(reader: Reader, table: str, after: Mapping[int, int]) -> dict[int, Row | None]:
    """What rows held once a change of each was made: from what they hold now, back.

    None is a row that was not there. What an erasure has blanked since is None in the row.
    """
    found: dict[int, Row | None] = dict.fromkeys(after)
    asked = list(after)
    found |= rows_now(reader, table, asked)
    for start in range(0, len(asked), MOST_ASKED):
        for number, change, action, columns, before in reader.execute(
            "SELECT c.row_id, c.id, c.action, c.columns, v.before FROM change c"
            " LEFT JOIN change_value v ON v.change_id = c.id WHERE c.table_name = ?"
            f"{among('c.row_id', asked[start : start + MOST_ASKED])} ORDER BY c.id DESC",
            (table,),
        ).fetchall():
            if change > after[number]:
                found[number] = back(found[number], action, columns, before)
    return found


def last_held(reader: Reader, table: str, number: int) -> Row:
    """What a row that is no more held last; nothing where that is not known."""
    found = reader.execute(
        "SELECT v.before FROM change c JOIN change_value v ON v.change_id = c.id"
        " WHERE c.table_name = ? AND c.row_id = ? AND c.action = 'delete'"
        " ORDER BY c.id DESC LIMIT 1",
        (table, number),
    ).fetchone()
    return values(found[0]) if found and found[0] else {}


def is_gone(reader: Reader, table: str, number: int) -> bool:
    """Whether the history tells of a row that it was there and is no more."""
    found = reader.execute(
        "SELECT action FROM change WHERE table_name = ? AND row_id = ? ORDER BY id DESC LIMIT 1",
        (table, number),
    ).fetchone()
    return found is not None and found[0] == "delete"
