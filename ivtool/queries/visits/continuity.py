"""Moves as facts: children who moved home or social worker, and when they were next visited."""

from collections.abc import Collection
from datetime import date

from ivtool.domain.children.vocabulary import WorkerRole
from ivtool.domain.matching.vocabulary import EndingRoute
from ivtool.domain.visits.continuity import Move
from ivtool.queries.authorities import of_authority
from ivtool.queries.reading import Reader, among, day, needed_day
from ivtool.queries.visits.visits import HELD

PLACEMENT = "placement"
SOCIAL_WORKER = WorkerRole.SOCIAL_WORKER.value


def moves(
    reader: Reader, first: date, last: date, authority: int | None = None, match: int | None = None
) -> list[Move]:
    """The moves between two days of children who had a match live on the day, by day and child.

    A first social worker is no move: there is an earlier one, or one of an unknown day. A home is,
    though none before it is recorded. Of one authority's children, or of one match's child, or of
    all.
    """
    rows = reader.execute(
        f"""
        WITH span AS (
            SELECT id, child_id, from_on, :placement AS what FROM placement
            UNION ALL
            SELECT id, child_id, from_on, role FROM child_worker WHERE role = :worker
        )
        SELECT s.child_id, s.from_on, s.what,
               min(CASE WHEN m.ending_route = :care_ended THEN m.ended_on END)
          FROM span s
          JOIN match m ON m.child_id = s.child_id AND m.started_on <= s.from_on
                      AND (m.ended_on IS NULL OR m.ended_on > s.from_on)
         WHERE s.from_on BETWEEN :first AND :last
           AND (s.what = :placement
                OR EXISTS (SELECT 1 FROM span e
                            WHERE e.child_id = s.child_id AND e.what = s.what AND e.id <> s.id
                              AND (e.from_on IS NULL OR e.from_on < s.from_on)))
           AND {of_authority("s.child_id", "s.from_on")}
           AND (:match IS NULL OR m.id = :match)
         GROUP BY s.from_on, s.child_id, s.what
         ORDER BY s.from_on, s.child_id, s.what
        """,
        {
            "placement": PLACEMENT,
            "worker": SOCIAL_WORKER,
            "care_ended": EndingRoute.CARE_ENDED.value,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "authority": authority,
            "match": match,
        },
    )
    return [
        Move(child, needed_day(on), what, day(over)) for child, on, what, over in rows.fetchall()
    ]


def next_held(reader: Reader, moves: Collection[Move], as_of: date) -> dict[Move, date]:
    """The first visit held on each move's day or later, of any match of the child, up to a day.

    A move after which there was none is left out.
    """
    if not moves:
        return {}
    held: dict[int, list[date]] = {}
    for child, on in reader.execute(
        f"""
        SELECT m.child_id, v.visited_on FROM match m JOIN visit v ON v.match_id = m.id
         WHERE {HELD} AND v.visited_on BETWEEN :first AND :as_of
           {among("m.child_id", {move.child for move in moves})}
         ORDER BY v.visited_on
        """,
        {"first": min(move.on for move in moves).isoformat(), "as_of": as_of.isoformat()},
    ):
        held.setdefault(child, []).append(needed_day(on))
    seen = {move: next((on for on in held.get(move.child, ()) if on >= move.on), None)
            for move in moves}  # fmt: skip
    return {move: on for move, on in seen.items() if on is not None}
