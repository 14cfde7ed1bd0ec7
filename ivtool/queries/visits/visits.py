"""Visits, pauses and excuses as facts: what is recorded of a match up to a day."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache

from ivtool.domain.ids import ChildId, MatchId, VisitId, VolunteerId
from ivtool.domain.visits.visits import Interval, Pause
from ivtool.domain.visits.vocabulary import VisitKind, VisitOutcome
from ivtool.queries.authorities import held, of_authority
from ivtool.queries.live import LIVE
from ivtool.queries.reading import Reader, among, day, needed_day
from ivtool.rows import records
from ivtool.tuples import NamedTuple

# A visit that counts: face to face, held, and not withdrawn. Said here and nowhere else.
HELD = (
    f"v.kind = '{VisitKind.VISIT.value}' AND v.outcome = '{VisitOutcome.HELD.value}'"
    " AND v.withdrawn_on IS NULL"
)


class LiveMatch(NamedTuple):
    """A match that is live on a day, with its people and its last visit held by then."""

    number: int
    key: str | None
    volunteer: int
    volunteer_name: str
    second_volunteer: int | None
    second_volunteer_name: str | None
    child: int
    child_name: str
    authority: str | None
    started_on: date
    last_held_on: date | None
    own_interval: int | None


class EntryMatch(NamedTuple):
    """The match of log entries, with its people."""

    number: MatchId
    key: str | None
    child: ChildId
    child_name: str
    volunteer: VolunteerId
    volunteer_name: str


class Entry(NamedTuple):
    """A log entry as a list has it, without its words; entries of a match share what it is."""

    number: VisitId
    visited_on: date
    kind: VisitKind
    outcome: VisitOutcome
    minutes: int | None
    withdrawn_on: date | None
    nth: int
    match: EntryMatch

    @property
    def child(self) -> ChildId:
        """The child of its match."""
        return self.match.child

    @property
    def child_name(self) -> str:
        """The name of that child."""
        return self.match.child_name

    @property
    def volunteer(self) -> VolunteerId:
        """The volunteer of its match."""
        return self.match.volunteer

    @property
    def volunteer_name(self) -> str:
        """The name of that volunteer."""
        return self.match.volunteer_name


def live_matches(
    reader: Reader,
    as_of: date,
    authority: int | None = None,
    match: int | None = None,
    numbers: Collection[int] | None = None,
) -> list[LiveMatch]:
    """The matches live on a day, of one authority or all, in the order of their refs.

    `numbers` leaves out every other.
    """
    rows = reader.execute(
        f"""
        SELECT m.id AS number, m.key, m.volunteer_id AS volunteer, one.name AS volunteer_name,
               m.second_volunteer_id AS second_volunteer, two.name AS second_volunteer_name,
               m.child_id AS child, c.name AS child_name, a.name AS authority, m.started_on,
               (SELECT max(v.visited_on) FROM visit v
                 WHERE v.match_id = m.id AND {HELD}
                   AND v.visited_on BETWEEN m.started_on AND :as_of) AS last_held_on,
               (SELECT i.every_months FROM match_interval i
                 WHERE i.match_id = m.id AND i.from_on <= :as_of
                 ORDER BY i.from_on DESC LIMIT 1) AS own_interval
          FROM match m
          JOIN child c ON c.id = m.child_id
          JOIN volunteer one ON one.id = m.volunteer_id
          LEFT JOIN volunteer two ON two.id = m.second_volunteer_id
          LEFT JOIN authority a ON a.id = {held("c.id", ":as_of")}
         WHERE {LIVE}
           AND {of_authority("m.child_id", ":as_of")}
           AND (:match IS NULL OR m.id = :match){among("m.id", numbers)}
         ORDER BY m.id
        """,
        {"as_of": as_of.isoformat(), "authority": authority, "match": match},
    )
    return records(LiveMatch, rows)


def not_visited_since(
    reader: Reader, since: date, as_of: date, authority: int | None = None
) -> list[int]:
    """The matches live on a day that began before another, and have had no visit held since it."""
    days = {"since": since.isoformat(), "as_of": as_of.isoformat()}
    visited = reader.execute(
        f"SELECT DISTINCT v.match_id FROM visit v WHERE v.visited_on BETWEEN :since AND :as_of"
        f" AND {HELD}",
        days,
    )
    seen = {number for (number,) in visited.fetchall()}
    live = reader.execute(
        "SELECT m.id FROM match m"
        " WHERE m.started_on < :since AND (m.ended_on IS NULL OR m.ended_on > :as_of)"
        f" AND {of_authority('m.child_id', ':as_of')} ORDER BY m.id",
        {**days, "authority": authority},
    )
    return [number for (number,) in live.fetchall() if number not in seen]


def planned(reader: Reader, on: date, numbers: Collection[int] | None = None) -> dict[int, date]:
    """The next day for which a visit is planned, of a day or later, by match.

    By a plan, or as the next day that somebody named when logging; whenever it was entered.
    """
    rows = reader.execute(
        f"""
        SELECT p.match_id, min(p.planned_on) FROM (
            SELECT match_id, planned_on FROM visit_plan WHERE withdrawn_on IS NULL
            UNION ALL
            SELECT match_id, next_planned_on FROM visit WHERE withdrawn_on IS NULL
        ) p WHERE p.planned_on >= :on{among("p.match_id", numbers)} GROUP BY p.match_id
        """,
        {"on": on.isoformat()},
    )
    return {number: needed_day(day) for number, day in rows.fetchall()}


def last_held(reader: Reader, match: int, as_of: date) -> tuple[int, date] | None:
    """The entry and day of a match's last visit held by a day; None before the first.

    Of two on one day the one logged first.
    """
    row = reader.execute(
        f"""
        SELECT v.id, v.visited_on FROM visit v JOIN match m ON m.id = v.match_id
         WHERE m.id = :match AND {HELD} AND v.visited_on BETWEEN m.started_on AND :as_of
         ORDER BY v.visited_on DESC, v.id LIMIT 1
        """,
        {"match": match, "as_of": as_of.isoformat()},
    ).fetchone()
    return None if row is None else (row[0], needed_day(row[1]))


def intervals(reader: Reader, match: int | None = None) -> dict[int, list[Interval]]:
    """The months between visits that matches, or one, have of their own, by match, of every day."""
    found: dict[int, list[Interval]] = {}
    rows = reader.execute(
        "SELECT match_id, from_on, every_months FROM match_interval"
        " WHERE :match IS NULL OR match_id = :match ORDER BY match_id, from_on",
        {"match": match},
    )
    for number, from_on, every_months in rows:
        found.setdefault(number, []).append(Interval(needed_day(from_on), every_months))
    return found


def pauses(
    reader: Reader,
    as_of: date,
    match: int | None = None,
    numbers: Collection[int] | None = None,
) -> dict[int, list[Pause]]:
    """The pauses begun by a day, by match, in date order; `numbers` leaves out every other."""
    found: dict[int, list[Pause]] = {}
    rows = reader.execute(
        f"""
        SELECT match_id, from_on, until_on FROM pause
         WHERE withdrawn_on IS NULL AND from_on <= :as_of
           AND (:match IS NULL OR match_id = :match){among("match_id", numbers)}
         ORDER BY match_id, from_on
        """,
        {"as_of": as_of.isoformat(), "match": match},
    )
    for number, from_on, until_on in rows:
        found.setdefault(number, []).append(Pause(needed_day(from_on), day(until_on)))
    return found


def entries(
    reader: Reader,
    *,
    number: int | None = None,
    match: int | None = None,
    volunteer: int | None = None,
    child: int | None = None,
    first: date | None = None,
    last: date | None = None,
    kinds: Iterable[str] = (),
    outcomes: Iterable[str] = (),
    withdrawn: bool = False,
) -> list[Entry]:
    """The log entries that answer to all that is asked, by day and then ref."""
    where = ["1 = 1"] if withdrawn or number is not None else ["v.withdrawn_on IS NULL"]
    asked: dict[str, object] = {}
    for condition, name, value in (
        ("v.id = :number", "number", number),
        ("v.match_id = :match", "match", match),
        (":volunteer IN (m.volunteer_id, m.second_volunteer_id)", "volunteer", volunteer),
        ("m.child_id = :child", "child", child),
        ("v.visited_on >= :first", "first", first and first.isoformat()),
        ("v.visited_on <= :last", "last", last and last.isoformat()),
    ):
        if value is not None:
            where.append(condition)
            asked[name] = value
    for column, words in (("kind", list(kinds)), ("outcome", list(outcomes))):
        if words:
            names = [f"{column}{place}" for place in range(len(words))]
            where.append(f"v.{column} IN ({', '.join(f':{name}' for name in names)})")
            asked |= dict(zip(names, words, strict=True))
    rows = reader.execute(
        f"""
        SELECT v.id, v.visited_on, v.kind, v.outcome, v.minutes, v.withdrawn_on, v.nth,
               m.id, m.key, c.id, c.name, o.id, o.name
          FROM visit v
          JOIN match m ON m.id = v.match_id
          JOIN child c ON c.id = m.child_id
          JOIN volunteer o ON o.id = m.volunteer_id
         WHERE {" AND ".join(where)}
         ORDER BY v.visited_on, v.id
        """,
        asked,
    )
    # There may be hundreds of thousands: what is equal is kept once.
    day_of, match_of = cache(needed_day), cache(EntryMatch)
    kind_of, outcome_of = cache(VisitKind), cache(VisitOutcome)
    return [
        Entry(
            number,
            day_of(visited_on),
            kind_of(kind),
            outcome_of(outcome),
            minutes,
            day(withdrawn_on),
            nth,
            match_of(*whose),
        )
        for number, visited_on, kind, outcome, minutes, withdrawn_on, nth, *whose in rows
    ]
