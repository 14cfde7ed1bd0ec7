"""What the month's report counts that nothing else does."""

from datetime import date
from typing import NamedTuple

from ivtool.facts.authorities import of_authority
from ivtool.facts.reading import Reader, day, needed_day, values
from ivtool.facts.visits import HELD


class MonthLine(NamedTuple):
    """An expense of a month that was not declined, however late it was claimed."""

    match: int | None
    category: str
    amount_pence: int


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
) -> list[tuple[date, date, date | None]]:
    """Of the matches started on the days asked for: referral received, start, first visit held."""
    rows = reader.execute(
        f"""
        SELECT r.received_on, m.started_on,
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
        (needed_day(row[0]), needed_day(row[1]), day(row[2]))
        for row in (values(each) for each in rows.fetchall())
    ]


def entered_since(
    reader: Reader, first: date, last: date, closed_on: date, authority: int | None = None
) -> int:
    """How many facts of the days asked for were recorded, or put right, after a closing day.

    Imports apart. A visit corrected or withdrawn counts, a claim approved or paid does not: that
    is no fact of the day of the expense. Volunteers are of no authority: their stages, and that
    they left, count among all, as does a concern about a volunteer alone.
    """
    rows = reader.execute(
        f"""
        SELECT count(*) FROM (
          SELECT DISTINCT h.table_name, h.row_id
            FROM (
              SELECT 'visit' AS name, v.id AS number, v.match_id AS match_id,
                     NULL AS child_id, '%' AS changed
                FROM visit v WHERE v.visited_on BETWEEN :first AND :last
              UNION ALL
              SELECT 'pause', p.id, p.match_id, NULL, '%"withdrawn_on"%'
                FROM pause p WHERE p.from_on BETWEEN :first AND :last
              UNION ALL
              SELECT 'excuse', x.id, x.match_id, NULL, '%'
                FROM excuse x WHERE x.month = substr(:last, 1, 7)
              UNION ALL
              SELECT 'match', m.id, m.id, NULL, '%"started_on"%'
                FROM match m WHERE m.started_on BETWEEN :first AND :last
              UNION ALL
              SELECT 'match', m.id, m.id, NULL, '%"ended_on"%'
                FROM match m WHERE m.ended_on BETWEEN :first AND :last
              UNION ALL
              SELECT 'referral', r.id, NULL, r.child_id, '%"received_on"%'
                FROM referral r WHERE r.received_on BETWEEN :first AND :last
              UNION ALL
              SELECT 'claim_line', l.id, l.match_id, NULL, '%"amount_pence"%'
                FROM claim_line l WHERE l.incurred_on BETWEEN :first AND :last
              UNION ALL
              SELECT 'volunteer_stage', t.id, NULL, NULL, '%"reached_on"%'
                FROM volunteer_stage t WHERE t.reached_on BETWEEN :first AND :last
              UNION ALL
              SELECT 'volunteer_spell', p.id, NULL, NULL, '%"ended_on"%'
                FROM volunteer_spell p WHERE p.ended_on BETWEEN :first AND :last
              UNION ALL
              SELECT 'concern', k.id, NULL, k.child_id, '%"raised_on"%'
                FROM concern k WHERE k.raised_on BETWEEN :first AND :last
              UNION ALL
              SELECT 'concern_told', t.id, NULL, k.child_id, '%"told_on"%'
                FROM concern_told t JOIN concern k ON k.id = t.concern_id
               WHERE t.told_on BETWEEN :first AND :last
              UNION ALL
              SELECT 'placement', p.id, NULL, p.child_id, '%"from_on"%'
                FROM placement p WHERE p.from_on BETWEEN :first AND :last
              UNION ALL
              SELECT 'child_worker', w.id, NULL, w.child_id, '%"from_on"%'
                FROM child_worker w WHERE w.from_on BETWEEN :first AND :last
                 AND w.role = 'social_worker'
            ) f
            JOIN change h ON h.table_name = f.name AND h.row_id = f.number
            JOIN change_set s ON s.id = h.change_set_id
            LEFT JOIN match k ON k.id = f.match_id
            LEFT JOIN child c ON c.id = coalesce(f.child_id, k.child_id)
           WHERE s.command <> 'import' AND substr(s.recorded_at, 1, 10) > :closed_on
             AND (h.action = 'insert' OR h.columns LIKE f.changed)
             AND {of_authority("c.id", ":last")}
        )
        """,
        {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "closed_on": closed_on.isoformat(),
            "authority": authority,
        },
    )
    return int(rows.fetchone()[0])
