"""What the month's report counts that nothing else does."""

from datetime import date

from ivtool.domain.expenses.expenses import LineDays
from ivtool.domain.expenses.vocabulary import ExpenseCategory
from ivtool.domain.visits.vocabulary import VisitKind
from ivtool.queries.authorities import of_authority
from ivtool.queries.expenses.payments import REVERSED_LATER
from ivtool.queries.reading import Reader
from ivtool.queries.visits.visits import HELD
from ivtool.rows import records
from ivtool.tuples import NamedTuple


class Line(NamedTuple):
    """An expense that counts in a month's figures, with the child of its match."""

    match: int | None
    child: int | None
    category: ExpenseCategory
    amount_pence: int
    incurred_on: date
    claimed_on: date | None
    approved_on: date | None
    paid_on: date | None
    declined_on: date | None

    @property
    def days(self) -> LineDays:
        """The days that give it its status."""
        return LineDays(self.claimed_on, self.approved_on, self.paid_on, self.declined_on)


class FirstVisit(NamedTuple):
    """A match and its first visit held, if it had one; `matched_until` is an earlier ending."""

    child: int
    received_on: date
    started_on: date
    matched_until: date | None
    visited_on: date | None


class HeldEntries(NamedTuple):
    """The visits, or the contacts of one kind, that a match had; an unknown length counts none."""

    match: int
    kind: VisitKind
    entries: int
    minutes: int
    is_couple: bool

    @property
    def given(self) -> int:
        """The minutes that its volunteers gave: twice, where a couple visits."""
        return self.minutes * (2 if self.is_couple else 1)


def lines(reader: Reader, first: date, as_of: date) -> list[Line]:
    """The lines of the days asked for, those paid on them, and those not settled on the last."""
    # A condition an index: each of the four finds its lines by one. One whose payment was reversed
    # after the last day is not settled now, or was settled after it.
    rows = reader.execute(
        f"""
        SELECT l.match_id AS match, m.child_id AS child, l.category, l.amount_pence, l.incurred_on,
               l.claimed_on, l.approved_on, coalesce(r.paid_on, l.paid_on) AS paid_on, l.declined_on
          FROM claim_line l
          LEFT JOIN match m ON m.id = l.match_id
          {REVERSED_LATER}
         WHERE l.incurred_on BETWEEN :first AND :as_of OR l.paid_on >= :first
            OR (l.paid_on IS NULL AND l.declined_on IS NULL)
            OR (l.paid_on IS NULL AND l.declined_on > :as_of)
        """,
        {"first": first.isoformat(), "as_of": as_of.isoformat()},
    )
    return records(Line, rows)


def held_entries(
    reader: Reader, first: date, last: date, authority: int | None = None
) -> list[HeldEntries]:
    """What was held on the days asked for, by match and kind."""
    rows = reader.execute(
        f"""
        SELECT v.match_id AS match, v.kind, count(*) AS entries,
               coalesce(sum(v.minutes), 0) AS minutes,
               m.second_volunteer_id IS NOT NULL AS is_couple
          FROM visit v
          JOIN match m ON m.id = v.match_id
         WHERE v.visited_on BETWEEN :first AND :last
           AND v.outcome = 'held' AND v.withdrawn_on IS NULL
           AND {of_authority("m.child_id", "v.visited_on")}
         GROUP BY v.match_id, v.kind
        """,
        {"first": first.isoformat(), "last": last.isoformat(), "authority": authority},
    )
    return records(HeldEntries, rows)


def first_visits(reader: Reader, first: date, as_of: date) -> list[FirstVisit]:
    """Of the matches started on the days asked for, what their first visits are counted from."""
    rows = reader.execute(
        f"""
        SELECT m.child_id AS child, r.received_on, m.started_on,
               (SELECT max(e.ended_on) FROM match e
                 WHERE e.child_id = m.child_id AND e.started_on IS NOT NULL
                   AND e.ended_on <= m.started_on AND e.id <> m.id) AS matched_until,
               (SELECT min(v.visited_on) FROM visit v
                 WHERE v.match_id = m.id AND {HELD}
                   AND v.visited_on BETWEEN m.started_on AND :as_of) AS visited_on
          FROM match m
          JOIN referral r ON r.id = m.referral_id
         WHERE m.started_on BETWEEN :first AND :as_of
        """,
        {"first": first.isoformat(), "as_of": as_of.isoformat()},
    )
    return records(FirstVisit, rows)
