"""Every recorded day and value that a check looks at again, and what the history says of rows."""

from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby

from ivtool.domain.expenses.records import ClaimLine
from ivtool.domain.file.recorded import RowChange, RowHistory
from ivtool.domain.recruitment.vocabulary import Stage
from ivtool.domain.visits.visits import Pause
from ivtool.queries.file.history import BEYOND
from ivtool.queries.reading import Reader, among, day, needed_day
from ivtool.rows import columns_of, iter_records, records
from ivtool.tuples import NamedTuple

QUERIES = "claim_line_query q JOIN claim_line l ON l.id = q.claim_line_id"
HELD_SESSIONS = "(SELECT * FROM training WHERE planned IS NOT 1) t"
REVERSALS = "claim_line_reversal r JOIN claim_line l ON l.id = r.claim_line_id"
# Days that something was done, so never ahead: noun, its id, table, column, what it is.
DONE_ON = (
    ("volunteer", "volunteer_id", "volunteer_check", "asked_on", "asking for a check"),
    ("volunteer", "volunteer_id", "volunteer_check", "from_on", "the day of a check"),
    ("volunteer", "volunteer_id", "volunteer_check", "rechecked_on", "a later look at a check"),
    ("volunteer", "volunteer_id", "volunteer_check", "seen_on", "seeing a certificate"),
    ("volunteer", "volunteer_id", "volunteer_check", "chased_on", "chasing for a check"),
    ("volunteer", "volunteer_id", "volunteer_check", "number_purged_on", "the end of a number"),
    ("volunteer", "volunteer_id", "volunteer_spell", "begun_on", "the return"),
    ("volunteer", "volunteer_id", "waiver", "from_on", "a waiver"),
    ("referral", "referral_id", "referral_step", "taken_on", "a step"),
    ("visit", "id", "visit", "withdrawn_on", "the withdrawal"),
    ("match", "match_id", "pause", "withdrawn_on", "the withdrawal of a pause"),
    ("claim", "l.claim_id", QUERIES, "queried_on", "a query"),
    ("claim", "l.claim_id", REVERSALS, "reversed_on", "the reversal of a payment"),
    ("child", "child_id", "child_authority", "from_on", "another authority"),
    ("payment", "id", "payment", "paid_on", "the payment"),
    ("training", "id", HELD_SESSIONS, "held_on", "the session"),
    ("training", "id", HELD_SESSIONS, "until_on", "the end of the session"),
    ("support", "id", "support", "held_on", "the support"),
    ("support", "id", "support", "withdrawn_on", "the withdrawal of support"),
    ("support", "support_id", "support_action", "done_on", "an action"),
    ("staff", "id", "staff", "joined_on", "joining"),
    ("staff", "id", "staff", "left_on", "leaving"),
    ("match", "match_id", "visit_plan", "withdrawn_on", "the withdrawal of a plan"),
    ("concern", "id", "concern", "raised_on", "raising a concern"),
    ("concern", "id", "concern", "closed_on", "closing a concern"),
    ("concern", "id", "concern", "withdrawn_on", "withdrawing a concern"),
    ("concern", "concern_id", "concern_told", "told_on", "telling of a concern"),
    ("concern", "concern_id", "concern_note", "noted_on", "a note of a concern"),
)
# Spans whose last day may lie ahead: noun, its id, table, what it is.
SPANS = (
    ("child", "child_id", "placement", "a placement"),
    ("child", "child_id", "child_worker", "the time of a worker"),
)


class MatchSeen(NamedTuple):
    """A match's days, its own child and its referral's."""

    number: int
    child: int
    referral_child: int
    proposed_on: date
    first_meeting_on: date | None
    started_on: date | None
    ended_on: date | None


class VisitSeen(NamedTuple):
    """An entry that stands, and the days of its match."""

    number: int
    visited_on: date
    minutes: int | None
    mood: int | None
    started_on: date | None
    ended_on: date | None


class SpellSeen(NamedTuple):
    """A volunteer's spell: its stages, its end and its beginning, None for the first."""

    volunteer: int
    stages: list[tuple[Stage, date | None]]
    ended_on: date | None
    begun_on: date | None = None


class SpanSeen(NamedTuple):
    """Days from and until; `what` says of what."""

    noun: str
    number: int
    what: str
    from_on: date | None
    until_on: date | None


class DaySeen(NamedTuple):
    """A day that something was done; `what` says what."""

    noun: str
    number: int
    what: str
    done_on: date


class TellingSeen(NamedTuple):
    """When somebody was told of a concern, and when it was raised."""

    concern: int
    told_on: date
    told_at: str | None
    raised_on: date
    raised_at: str | None


class ValueSeen(NamedTuple):
    """A change's digest, and the values that it was made of; erased values have no salt."""

    change: int
    digest: str | None
    salt: str | None
    before: str | None
    after: str | None


def matches(reader: Reader) -> list[MatchSeen]:
    """Every match."""
    rows = reader.execute(
        "SELECT m.id AS number, m.child_id AS child, r.child_id AS referral_child, m.proposed_on,"
        " m.first_meeting_on, m.started_on, m.ended_on"
        " FROM match m JOIN referral r ON r.id = m.referral_id ORDER BY m.id"
    )
    return records(MatchSeen, rows)


def pauses(reader: Reader) -> dict[int, list[Pause]]:
    """The pauses that stand, by match, in date order."""
    found: dict[int, list[Pause]] = {}
    for match, from_on, until_on in reader.execute(
        "SELECT match_id, from_on, until_on FROM pause WHERE withdrawn_on IS NULL"
        " ORDER BY match_id, from_on, id"
    ):
        found.setdefault(match, []).append(Pause(needed_day(from_on), day(until_on)))
    return found


def visits(reader: Reader) -> Iterator[VisitSeen]:
    """Every visit and contact that stands."""
    rows = reader.execute(
        "SELECT l.id AS number, l.visited_on, l.minutes, l.mood, m.started_on, m.ended_on"
        " FROM visit l JOIN match m ON m.id = l.match_id"
        " WHERE l.withdrawn_on IS NULL ORDER BY l.id"
    )
    return iter_records(VisitSeen, rows)


def spells(reader: Reader) -> list[SpellSeen]:
    """Every spell of every volunteer in order, one that is only known by its stages too."""
    found: dict[tuple[int, int], SpellSeen] = {}
    for volunteer, spell, begun_on, ended_on in reader.execute(
        "SELECT volunteer_id, spell, begun_on, ended_on FROM volunteer_spell"
    ):
        found[volunteer, spell] = SpellSeen(volunteer, [], day(ended_on), day(begun_on))
    for volunteer, spell, stage, reached_on in reader.execute(
        "SELECT volunteer_id, spell, stage, reached_on FROM volunteer_stage"
    ):
        known = found.setdefault((volunteer, spell), SpellSeen(volunteer, [], None))
        known.stages.append((Stage(stage), day(reached_on)))
    return [found[key] for key in sorted(found)]


def referrals(reader: Reader) -> dict[int, list[tuple[str, date]]]:
    """Every referral: its receipt, its closings and reopenings, as they follow one another."""
    found = {
        number: [("the receipt", needed_day(received_on))]
        for number, received_on in reader.execute(
            "SELECT id, received_on FROM referral ORDER BY id"
        ).fetchall()
    }
    for number, closed_on, reopened_on in reader.execute(
        "SELECT referral_id, closed_on, reopened_on FROM referral_closing"
        " WHERE closed_on IS NOT NULL ORDER BY reopened_on IS NULL, id"
    ):
        found[number].append(("the closing", needed_day(closed_on)))
        if reopened_on is not None:
            found[number].append(("the reopening", needed_day(reopened_on)))
    return found


def lines(reader: Reader) -> Iterator[ClaimLine]:
    """Every line of every claim."""
    rows = reader.execute(f"SELECT {columns_of(ClaimLine)} FROM claim_line ORDER BY claim_id, line")
    return iter_records(ClaimLine, rows)


def spans(reader: Reader) -> Iterator[SpanSeen]:
    """Where and with whom a child was: every span that has a last day."""
    for noun, number, table, what in SPANS:
        for found, from_on, until_on in reader.execute(
            f"SELECT {number}, from_on, until_on FROM {table} WHERE until_on IS NOT NULL"
            f" ORDER BY {number}, id"
        ):
            yield SpanSeen(noun, found, what, day(from_on), day(until_on))


def days_done(reader: Reader) -> Iterator[DaySeen]:
    """Every other day that something was done."""
    for noun, number, table, column, what in DONE_ON:
        for found, done_on in reader.execute(
            f"SELECT {number}, {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY {number}"
        ):
            yield DaySeen(noun, found, what, needed_day(done_on))


def tellings(reader: Reader) -> list[TellingSeen]:
    """Every telling of a concern, with when it was raised."""
    rows = reader.execute(
        "SELECT t.concern_id AS concern, t.told_on, t.told_time AS told_at, k.raised_on,"
        " k.raised_time AS raised_at"
        " FROM concern_told t JOIN concern k ON k.id = t.concern_id ORDER BY t.id"
    )
    return records(TellingSeen, rows)


def policy_values(reader: Reader) -> list[tuple[str, date, str]]:
    """Every policy value: its key, from when, the text."""
    rows = reader.execute("SELECT key, from_on, value FROM policy ORDER BY key, from_on")
    return [(key, needed_day(from_on), value) for key, from_on, value in rows]


def without_history(reader: Reader, table: str) -> list[int]:
    """The rows of a table of which no change tells that they were added."""
    rows = reader.execute(
        f'SELECT t.id FROM "{table}" t WHERE NOT EXISTS (SELECT 1 FROM change c'
        " WHERE c.table_name = :table AND c.row_id = t.id AND c.action = 'insert') ORDER BY t.id",
        {"table": table},
    )
    return [number for (number,) in rows]


def change_values(reader: Reader) -> Iterator[ValueSeen]:
    """Every change that has values, or should have, with its digest."""
    for row in reader.execute(
        "SELECT c.id, c.digest, c.salt, v.before, v.after"
        " FROM change c LEFT JOIN change_value v ON v.change_id = c.id"
        " WHERE c.action <> 'insert' ORDER BY c.id"
    ):
        yield ValueSeen(*row)


def without_salt(reader: Reader) -> list[tuple[int, str]]:
    """The changes that have a digest and no salt any more, and the tables that they are of."""
    return reader.execute(
        "SELECT id, table_name FROM change WHERE salt IS NULL AND digest IS NOT NULL ORDER BY id"
    ).fetchall()


def row_histories(
    reader: Reader, table: str, numbers: Collection[int] | None = None
) -> Iterator[RowHistory]:
    """The rows that a table has or had, all or some, with their changes, the last first."""
    cursor = reader.execute(
        "SELECT c.row_id, c.action, c.salt, c.digest, c.columns, v.before, v.after, t.*"
        " FROM change c LEFT JOIN change_value v ON v.change_id = c.id"
        f' LEFT JOIN "{table}" t ON t.id = c.row_id'
        f" WHERE c.table_name = :table{among('c.row_id', numbers)} ORDER BY c.row_id, c.id DESC",
        {"table": table},
    )
    first = len(RowChange._fields) + 1
    names = [column[0] for column in cursor.description[first:]]
    place = names.index("id") + first
    for number, changes in groupby(cursor, lambda row: row[0]):
        rows = list(changes)
        now = None if rows[0][place] is None else dict(zip(names, rows[0][first:], strict=True))
        yield RowHistory(number, now, [RowChange._make(row[1:first]) for row in rows])


def links(reader: Reader) -> list[tuple[int, int | None, str]]:
    """The links of the history: up to which change set, what it takes back, the digest."""
    return reader.execute(
        "SELECT change_set_id, takes_back_id, digest FROM change_link ORDER BY id"
    ).fetchall()


def linked(
    reader: Reader, after: int, until: int, takes_back: int | None
) -> Iterator[tuple[object, ...]]:
    """What a link is made of: the change sets after one and up to another, then their changes."""
    asked = (after, until)
    for row in reader.execute(
        "SELECT id, recorded_at, stated_on, actor, command, first_change FROM change_set"
        " WHERE id > ? AND id <= ? ORDER BY id",
        asked,
    ):
        yield (*row, takes_back)
    yield from reader.execute(
        "SELECT id, change_set_id, table_name, row_id, action, columns, digest FROM change"
        # The first link is of all that was there before, whatever its number.
        " WHERE (? = 0"
        " OR id >= (SELECT min(first_change) FROM change_set WHERE id > ? AND id <= ?))"
        " AND id < coalesce((SELECT min(first_change) FROM change_set WHERE id > ?), ?)"
        " ORDER BY id",
        (after, *asked, until, BEYOND),
    )
