"""Lines of claims that somebody should look at, though each may be right."""

from datetime import date
from typing import NamedTuple

from ivtool.domain.expenses.expenses import LineDays
from ivtool.domain.expenses.vocabulary import ExpenseCategory
from ivtool.domain.visits.vocabulary import VisitKind
from ivtool.queries.children.authorities import of_authority
from ivtool.queries.expenses.expenses import CLAIMED_BY
from ivtool.queries.reading import Reader, day, values

VISIT = VisitKind.VISIT.value
NOT_DECLINED = "(l.declined_on IS NULL OR l.declined_on > :as_of)"


class OddLine(NamedTuple):
    """A line, and what is beside it: another line's claim and line, or a withdrawn entry."""

    claim: int
    line: int
    volunteer: int
    volunteer_name: str
    match: int
    incurred_on: date
    category: str
    miles_tenths: int | None
    amount_pence: int
    other: int
    other_line: int | None
    days: LineDays


def claimed_twice(reader: Reader, as_of: date, authority: int | None = None) -> list[OddLine]:
    """The lines that claim one journey (volunteer, day, miles) for two matches, by a day."""
    other = CLAIMED_BY.replace("l.", "o.")
    return _lines(
        reader,
        f"""
          JOIN claim_line o ON o.incurred_on = l.incurred_on AND o.miles_tenths = l.miles_tenths
           AND o.category = l.category AND o.match_id <> l.match_id
          JOIN claim p ON p.id = o.claim_id AND p.volunteer_id = e.volunteer_id
         WHERE l.category = '{ExpenseCategory.MILEAGE.value}' AND {other}
           AND {NOT_DECLINED.replace("l.", "o.")}
        """,
        "o.claim_id, o.line",
        as_of,
        authority,
    )


def left_behind(reader: Reader, as_of: date, authority: int | None = None) -> list[OddLine]:
    """The lines of a match and day whose visit was withdrawn by a day, and no other one stands."""
    visit = f"v.match_id = l.match_id AND v.visited_on = l.incurred_on AND v.kind = '{VISIT}'"
    return _lines(
        reader,
        f"""
          JOIN visit w ON w.id = (SELECT max(v.id) FROM visit v
                                   WHERE {visit} AND v.withdrawn_on <= :as_of)
         WHERE NOT EXISTS (SELECT 1 FROM visit v WHERE {visit}
                              AND (v.withdrawn_on IS NULL OR v.withdrawn_on > :as_of))
        """,
        "w.id, NULL",
        as_of,
        authority,
    )


def _lines(
    reader: Reader, beside: str, others: str, as_of: date, authority: int | None
) -> list[OddLine]:
    rows = reader.execute(
        f"""
        SELECT l.claim_id, l.line, e.volunteer_id, n.name, l.match_id, l.incurred_on, l.category,
               l.miles_tenths, l.amount_pence, {others},
               l.claimed_on, l.approved_on, l.paid_on, l.declined_on
          FROM claim_line l
          JOIN claim e ON e.id = l.claim_id
          JOIN volunteer n ON n.id = e.volunteer_id
          JOIN match m ON m.id = l.match_id
        {beside}
           AND {CLAIMED_BY} AND {NOT_DECLINED}
           AND {of_authority("m.child_id", ":as_of")}
         ORDER BY l.claim_id, l.line, 10
        """,
        {"as_of": as_of.isoformat(), "authority": authority},
    )
    return [
        OddLine._make([*values(row[:-4], days=(5,)), LineDays(*map(day, row[-4:]))])
        for row in rows.fetchall()
    ]
