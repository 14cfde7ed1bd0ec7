"""The changes made to what a month's figures use once it was closed, out of the history."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby, islice
from operator import itemgetter

from ivtool.domain.days import Month
from ivtool.domain.office.entered_late import (
    KINDS_OF,
    OF_EVERY_MONTH,
    PARENT_ID,
    Change,
    Owner,
    Row,
    columns_of,
    concerns,
    facts_of,
    may_be_of,
)
from ivtool.domain.policy import authority_of
from ivtool.queries.authorities import of_authority
from ivtool.queries.file.history import last_change_id
from ivtool.queries.file.sheets import IMPORT
from ivtool.queries.reading import Reader
from ivtool.tuples import NamedTuple

MOST_ASKED = 500
# Change sets with no more changes than these are looked through together.
SHORT = 200
# Past the last change there can be.
BEYOND = 2**63 - 1
# An authority that looks after a child from no day on is in the figures since the child is.
SINCE_KNOWN = (
    "coalesce(from_on, (SELECT min(k.day) FROM ("
    "SELECT r.child_id, r.received_on AS day FROM referral r"
    " UNION ALL SELECT m.child_id, m.started_on FROM match m"
    ") k WHERE k.child_id = child_authority.child_id))"
)
# What is of an authority, by what a fact hangs on: of that which looks after the child at the end.
WHOSE = " UNION ALL ".join(
    f"SELECT '{owner.value}', {whose}"
    for owner, whose in (
        (Owner.MATCH, f"m.id FROM match m WHERE {of_authority('m.child_id', ':last')}"),
        (Owner.CHILD, f"c.id FROM child c WHERE {of_authority('c.id', ':last')}"),
        (Owner.REFERRAL, f"r.id FROM referral r WHERE {of_authority('r.child_id', ':last')}"),
        (Owner.CONCERN, f"k.id FROM concern k WHERE {of_authority('k.child_id', ':last')}"),
        # Of lines those alone of which a reversal was ever recorded: the others are a match's.
        (
            Owner.LINE,
            f"""l.id FROM claim_line l JOIN match m ON m.id = l.match_id
             WHERE {of_authority("m.child_id", ":last")} AND l.id IN (
                   SELECT claim_line_id FROM claim_line_reversal UNION
                   SELECT json_extract(v.before, '$.claim_line_id') FROM change c
                     JOIN change_value v ON v.change_id = c.id
                    WHERE c.table_name = 'claim_line_reversal' AND c.action = 'delete')""",
        ),
        (
            Owner.VISITOR,
            f"""v.id FROM match m
              JOIN volunteer v ON v.id IN (m.volunteer_id, m.second_volunteer_id)
             WHERE {of_authority("m.child_id", ":last")}
               AND m.started_on <= :last AND (m.ended_on IS NULL OR m.ended_on > :last)""",
        ),
        (
            Owner.SUPPORT,
            f"""a.support_id FROM match m
              JOIN attendance a ON a.volunteer_id IN (m.volunteer_id, m.second_volunteer_id)
             WHERE {of_authority("m.child_id", ":last")} AND a.support_id IS NOT NULL
               AND m.started_on <= :last AND (m.ended_on IS NULL OR m.ended_on > :last)""",
        ),
        (Owner.POLICY, "a.name FROM authority a WHERE a.id = :authority"),
    )
)


class _Step(NamedTuple):
    """A line of the history: what a command did to a row, with the values that it kept."""

    change_set: int
    action: str
    columns: str | None
    before: str | None


class _Lot(NamedTuple):
    """Change sets, from the newest to the oldest, and their changes; a long one is alone."""

    newest: int
    oldest: int
    first: int
    until: int


def entered_since(
    reader: Reader, month: Month, closed_on: date, authority: int | None = None
) -> int:
    """How many facts of a month were recorded, put right or withdrawn after a day, imports apart.

    By the real clock, each fact once; of an authority's children, or all. Volunteers are of no
    authority: their stages and leaving count among all, the evidence of those who visit its
    children among an authority's too, as does a concern about a volunteer alone among all.
    """
    late, touched = _late_changes(reader, closed_on)
    by_command: dict[int, list[Change]] = {}
    for table, numbers in touched.items():
        ordered = sorted(numbers)
        for place in range(0, len(ordered), MOST_ASKED):
            chunk = ordered[place : place + MOST_ASKED]
            for change_set, change in _changes(reader, table, chunk, month):
                if change_set in late:
                    by_command.setdefault(change_set, []).append(change)
    found: dict[tuple[str, object], set[tuple[Owner, object]]] = {}
    for changes in by_command.values():
        for fact, (kind, rows) in facts_of(changes, month).items():
            found.setdefault(fact, set()).update((kind.owner, row[kind.key]) for row in rows)
    if authority is None:
        return len(found)
    owned = _owned(reader, authority, month.last)
    return sum(any(_is_of(each, owned) for each in owners) for owners in found.values())


def last_concerning(reader: Reader, month: Month) -> int | None:
    """The last change set that tells of a fact of a month, None where none does.

    Of one with very many changes, an import, it is enough that it tells of anything dated by the
    month's end: it is not looked through. Looked for from the newest on, so that of a history of
    years little is read.
    """
    merged: int | None = reader.execute(
        "SELECT max(change_set_id) FROM change WHERE table_name = ?", (OF_EVERY_MONTH,)
    ).fetchone()[0]
    for lot in _lots(reader):
        if lot.until - lot.first > SHORT:
            told = _told(reader, lot)
            found = next(
                (each for each, change in told if concerns(change, month, or_before=True)), None
            )
        else:
            by_command: dict[int, list[Change]] = {}
            for number, change in _told(reader, lot):
                by_command.setdefault(number, []).append(change)
            telling = (each for each, changes in by_command.items() if facts_of(changes, month))
            found = max(telling, default=None)
        if found is not None:
            return max(found, merged or 0)
    return merged


def _lots(reader: Reader) -> Iterator[_Lot]:
    lot = None
    until = last_change_id(reader) + 1
    for number, first in reader.execute(
        "SELECT id, first_change FROM change_set ORDER BY id DESC"
    ).fetchall():
        if lot is not None and lot.until - first > SHORT:
            yield lot
            lot = None
        lot = (
            lot._replace(oldest=number, first=first) if lot else _Lot(number, number, first, until)
        )
        until = first
    if lot is not None:
        yield lot


def _told(reader: Reader, lot: _Lot) -> Iterator[tuple[int, Change]]:
    """What the change sets of a lot did to rows that figures use."""
    rows: Iterable[tuple[str, int]] = reader.execute(
        "SELECT table_name, row_id FROM change WHERE id >= ? AND id < ?", (lot.first, lot.until)
    )
    if lot.until - lot.first <= SHORT:
        rows = sorted(set(rows))
    for table, touched in groupby(rows, key=itemgetter(0)):
        while table in KINDS_OF and (chunk := [row for _, row in islice(touched, MOST_ASKED)]):
            for number, change in _changes(reader, table, chunk):
                if lot.oldest <= number <= lot.newest:
                    yield number, change


def _late_changes(reader: Reader, closed_on: date) -> tuple[set[int], dict[str, set[int]]]:
    """The commands after a day, by the real clock, and the rows that they changed, by table.

    Of the tables that figures read. What an import says, or a new file begins with, is no late
    entry, and their many changes are never looked at.
    """
    rows = reader.execute(
        """
        SELECT c.change_set_id, c.table_name, c.row_id FROM change_set s
          JOIN change c ON c.id >= s.first_change
           AND c.id < coalesce((SELECT n.first_change FROM change_set n
                                 WHERE n.id > s.id ORDER BY n.id LIMIT 1), :beyond)
         WHERE s.recorded_at > :closed AND s.command NOT IN (:import, 'db init')
           AND s.id NOT IN (
               SELECT l.change_set_id FROM change_link l
                 JOIN change_set o ON o.id = l.takes_back_id WHERE o.command = :import)
        """,
        # A time of the day itself comes after it, and before this.
        {"closed": f"{closed_on.isoformat()}T24", "import": IMPORT, "beyond": BEYOND},
    )
    late: set[int] = set()
    touched: dict[str, set[int]] = {}
    for change_set, table, number in rows.fetchall():
        if table in KINDS_OF:
            late.add(change_set)
            touched.setdefault(table, set()).add(number)
    return late, touched


def _changes(
    reader: Reader, table: str, numbers: Iterable[int], month: Month | None = None
) -> Iterator[tuple[int, Change]]:
    """What every command did to some rows, from the last to the first: as they are, and back.

    With a month those alone that may ever have been one of its facts.
    """
    listed, (names, of_parent) = ", ".join(map(str, numbers)), columns_of(table)
    asked = ", ".join(
        SINCE_KNOWN if (table, name) == ("child_authority", "from_on") else name for name in names
    )
    rows = reader.execute(f'SELECT {asked} FROM "{table}" WHERE id IN ({listed})')
    now = {row[0]: dict(zip(names, row, strict=True)) for row in rows.fetchall()}
    history: dict[int, list[_Step]] = {}
    for row_id, *step in reader.execute(
        'SELECT c.row_id, c.change_set_id, c.action, c.columns, v."before" FROM change c'
        " LEFT JOIN change_value v ON v.change_id = c.id"
        f" WHERE c.table_name = :table AND c.row_id IN ({listed}) ORDER BY c.id DESC",
        {"table": table},
    ):
        history.setdefault(row_id, []).append(_Step._make(step))
    if of_parent:
        # Their months are another row's: of these few all are looked at.
        changes = [
            each
            for number, steps in history.items()
            for each in _back(table, number, now.get(number), steps)
        ]
        yield from _with_parents(reader, table, of_parent, changes)
        return
    for number, steps in history.items():
        kept = [step.before for step in steps if step.before]
        if month is None or may_be_of(table, now.get(number), kept, month):
            yield from _back(table, number, now.get(number), steps)


def _with_parents(
    reader: Reader, table: str, columns: list[str], changes: list[tuple[int, Change]]
) -> Iterator[tuple[int, Change]]:
    """The same with what the rows say on which these hang; nothing where one is no longer there."""
    by, parent = PARENT_ID[table], columns[0].partition(".")[0]
    numbers = {side[by] for _, change in changes for side in change[2:] if side and side[by]}
    rows = reader.execute(
        f"SELECT {parent}.id, {', '.join(columns)} FROM {parent}"
        f" WHERE id IN ({', '.join(map(str, numbers))})"
    )
    said = {row[0]: dict(zip(columns, row[1:], strict=True)) for row in rows.fetchall()}
    unsaid: dict[str, object] = dict.fromkeys(columns)
    for change_set, change in changes:
        before, after = (
            None if side is None else {**side, **said.get(side[by], unsaid)} for side in change[2:]
        )
        yield change_set, change._replace(before=before, after=after)


def _back(
    table: str, number: int, row: Row | None, steps: Iterable[_Step]
) -> Iterator[tuple[int, Change]]:
    after, later = row, None
    for step in steps:
        if step.change_set != later:
            if later is not None:
                yield later, Change(table, number, row, after)
            later, after = step.change_set, row
        row = None if step.action == "insert" else {**(row or {}), **_kept(step)}
    if later is not None:
        yield later, Change(table, number, row, after)


def _kept(step: _Step) -> dict[str, object]:
    """What a change took the place of; a lawful erasure may have blanked what it was."""
    if step.before is not None:
        known: dict[str, object] = json.loads(step.before)
        return known
    return dict.fromkeys(json.loads(step.columns or "[]"))


def _owned(reader: Reader, authority: int, last: date) -> dict[Owner, set[object]]:
    asked = {"authority": authority, "last": last.isoformat()}
    found: dict[Owner, set[object]] = {owner: set() for owner in Owner}
    for owner, key in reader.execute(WHOSE, asked):
        found[Owner(owner)].add(key)
    return found


def _is_of(owner: tuple[Owner, object], owned: Mapping[Owner, set[object]]) -> bool:
    kind, key = owner
    if kind is Owner.POLICY:
        # A value that is for no authority is for each.
        whose = authority_of(str(key))
        return whose is None or whose in owned[kind]
    return key in owned[kind]
