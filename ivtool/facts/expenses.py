"""Expenses as facts: the lines of claims, with the days that give them their status."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from ivtool.domain.expenses import LineDays
from ivtool.facts.reading import Reader, day, values

# A line with no claimed day counts from its own. Said here and nowhere else.
CLAIMED_BY = "coalesce(l.claimed_on, l.incurred_on) <= :as_of"


class LineRecord(NamedTuple):
    """A line of a claim; the key is the claim's."""

    claim: int
    line: int
    key: str | None
    volunteer: int
    volunteer_name: str
    match: int | None
    incurred_on: date
    category: str
    vehicle: str | None
    miles_tenths: int | None
    amount_pence: int
    priced: bool
    description: str | None
    receipt: bool | None
    days: LineDays


class UnsettledLine(NamedTuple):
    """A line that was neither paid nor declined by a day; the key is the volunteer's."""

    volunteer: int
    key: str | None
    volunteer_name: str
    incurred_on: date
    amount_pence: int
    days: LineDays


def lines(
    reader: Reader,
    as_of: date,
    *,
    claim: int | None = None,
    volunteer: int | None = None,
    match: int | None = None,
    first: date | None = None,
    last: date | None = None,
    categories: Collection[str] = (),
) -> list[LineRecord]:
    """The lines claimed by a day that answer to all that is asked, by claim and line."""
    where = [CLAIMED_BY]
    asked: dict[str, object] = {"as_of": as_of.isoformat()}
    for condition, name, value in (
        ("l.claim_id = :claim", "claim", claim),
        ("e.volunteer_id = :volunteer", "volunteer", volunteer),
        ("l.match_id = :match", "match", match),
        ("l.incurred_on >= :first", "first", first and first.isoformat()),
        ("l.incurred_on <= :last", "last", last and last.isoformat()),
    ):
        if value is not None:
            where.append(condition)
            asked[name] = value
    if categories:
        names = {f"category{place}": word for place, word in enumerate(categories)}
        where.append(f"l.category IN ({', '.join(f':{name}' for name in names)})")
        asked |= names
    rows = reader.execute(
        f"""
        SELECT l.claim_id, l.line, e.key, e.volunteer_id, v.name, l.match_id, l.incurred_on,
               l.category, l.vehicle, l.miles_tenths, l.amount_pence, l.priced, l.description,
               l.receipt, l.claimed_on, l.approved_on, l.paid_on, l.declined_on
          FROM claim_line l
          JOIN claim e ON e.id = l.claim_id
          JOIN volunteer v ON v.id = e.volunteer_id
         WHERE {" AND ".join(where)}
         ORDER BY l.claim_id, l.line
        """,
        asked,
    )
    return [
        LineRecord._make([*values(row[:-4], days=(6,), truths=(11, 13)), _days(row[-4:])])
        for row in rows.fetchall()
    ]


def unsettled_lines(
    reader: Reader, as_of: date, authority: int | None = None
) -> list[UnsettledLine]:
    """The lines claimed by a day and then not settled, by volunteer; of one authority's or all.

    A line is an authority's if its match is of a child that the authority looks after.
    """
    rows = reader.execute(
        f"""
        SELECT v.id, v.key, v.name, l.incurred_on, l.amount_pence,
               l.claimed_on, l.approved_on, l.paid_on, l.declined_on
          FROM claim_line l
          JOIN claim e ON e.id = l.claim_id
          JOIN volunteer v ON v.id = e.volunteer_id
          LEFT JOIN match m ON m.id = l.match_id
          LEFT JOIN child c ON c.id = m.child_id
         WHERE {CLAIMED_BY}
           AND (l.paid_on IS NULL OR l.paid_on > :as_of)
           AND (l.declined_on IS NULL OR l.declined_on > :as_of)
           AND (:authority IS NULL OR c.authority_id = :authority)
         ORDER BY v.id, l.claim_id, l.line
        """,
        {"as_of": as_of.isoformat(), "authority": authority},
    )
    return [
        UnsettledLine._make([*values(row[:-4], days=(3,)), _days(row[-4:])])
        for row in rows.fetchall()
    ]


def _days(texts: Sequence[str | None]) -> LineDays:
    return LineDays(*map(day, texts))
