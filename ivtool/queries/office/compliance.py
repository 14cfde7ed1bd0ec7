"""What the month's report counts that nothing else does."""

from datetime import date
from typing import NamedTuple

from ivtool.queries.children.authorities import of_authority
from ivtool.queries.reading import Reader, day, needed_day
from ivtool.queries.visits.visits import HELD


class MonthLine(NamedTuple):
    """An expense of a month that was not declined, however late it was claimed."""

    match: int | None
    category: str
    amount_pence: int


class FirstVisit(NamedTuple):
    """A match and its first visit held, if it had one; `matched_until` is an earlier ending."""

    received_on: date
    started_on: date
    matched_until: date | None
    visited_on: date | None


def month_lines(
    reader: Reader, first: date, last: date, authority: int | None = None
) -> list[MonthLine]:
    """The lines of the days asked for, without declined ones; an authority's, or all."""
    rows = reader.execute(
        f"""
        SELECT l.match_id, l.category, l.amount_pence
          FROM claim_line l
          LEFT JOIN match m ON m.id = l.match_id
         WHERE l.incurred_on BETWEEN :first AND :last AND l.declined_on IS NULL
           AND {of_authority("m.child_id", "l.incurred_on")}
        """,
        {"first": first.isoformat(), "last": last.isoformat(), "authority": authority},
    )
    return [MonthLine(*row) for row in rows.fetchall()]


def payments(
    reader: Reader, first: date, last: date, authority: int | None = None
) -> list[tuple[date, date]]:
    """The lines paid on the days asked for: when each was claimed, and when paid."""
    rows = reader.execute(
        f"""
        SELECT coalesce(l.claimed_on, l.incurred_on), l.paid_on
          FROM claim_line l
          LEFT JOIN match m ON m.id = l.match_id
         WHERE l.paid_on BETWEEN :first AND :last
           AND {of_authority("m.child_id", "l.paid_on")}
        """,
        {"first": first.isoformat(), "last": last.isoformat(), "authority": authority},
    )
    return [(needed_day(claimed_on), needed_day(paid_on)) for claimed_on, paid_on in rows]


def visit_minutes(reader: Reader, first: date, last: date, authority: int | None = None) -> int:
    """The minutes of the visits held on the days asked for; an unknown length counts none."""
    rows = reader.execute(
        f"""
        SELECT coalesce(sum(v.minutes), 0)
          FROM visit v
          JOIN match m ON m.id = v.match_id
         WHERE v.visited_on BETWEEN :first AND :last AND {HELD}
           AND {of_authority("m.child_id", "v.visited_on")}
        """,
        {"first": first.isoformat(), "last": last.isoformat(), "authority": authority},
    )
    return int(rows.fetchone()[0])


def volunteering_minutes(
    reader: Reader, first: date, last: date, authority: int | None = None
) -> int:
    """The minutes of every entry held on the days asked for, twice where a couple visits."""
    rows = reader.execute(
        f"""
        SELECT coalesce(sum(v.minutes * (1 + (m.second_volunteer_id IS NOT NULL))), 0)
          FROM visit v
          JOIN match m ON m.id = v.match_id
         WHERE v.visited_on BETWEEN :first AND :last
           AND v.outcome = 'held' AND v.withdrawn_on IS NULL
           AND {of_authority("m.child_id", "v.visited_on")}
        """,
        {"first": first.isoformat(), "last": last.isoformat(), "authority": authority},
    )
    return int(rows.fetchone()[0])


def first_visits(
    reader: Reader, first: date, last: date, as_of: date, authority: int | None = None
) -> list[FirstVisit]:
    """Of the matches started on the days asked for, what their first visits are counted from."""
    rows = reader.execute(
        f"""
        SELECT r.received_on, m.started_on,
               (SELECT max(e.ended_on) FROM match e
                 WHERE e.child_id = m.child_id AND e.started_on IS NOT NULL
                   AND e.ended_on <= m.started_on AND e.id <> m.id),
               (SELECT min(v.visited_on) FROM visit v
                 WHERE v.match_id = m.id AND {HELD}
                   AND v.visited_on BETWEEN m.started_on AND :as_of)
          FROM match m
          JOIN referral r ON r.id = m.referral_id
         WHERE m.started_on BETWEEN :first AND :last
           AND {of_authority("m.child_id", "m.started_on")}
        """,
        {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "as_of": as_of.isoformat(),
            "authority": authority,
        },
    )
    return [
        FirstVisit(needed_day(received_on), needed_day(started_on), day(until), day(visited_on))
        for received_on, started_on, until, visited_on in rows.fetchall()
    ]
