"""Expenses as facts: the lines of claims, with the days that give them their status."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from ivtool.domain.expenses.claims import LineFacts
from ivtool.domain.expenses.expenses import LineDays, LineQuery, approval_on, query_on
from ivtool.domain.expenses.records import ClaimLine
from ivtool.domain.expenses.vocabulary import Duty, ExpenseCategory, Vehicle
from ivtool.domain.names import NamesShown
from ivtool.domain.refs import written_ref
from ivtool.queries.children.authorities import of_authority
from ivtool.queries.lookup import find
from ivtool.queries.reading import Reader, among, day, needed_day, values
from ivtool.queries.visits.visits import HELD
from ivtool.rows import columns_of, records

# A line with no claimed day counts from its own. Said here and nowhere else.
CLAIMED_BY = "coalesce(l.claimed_on, l.incurred_on) <= :as_of"


class LineRecord(NamedTuple):
    """A line of a claim, with its approval and the last query as known on a day.

    The key is the claim's.
    """

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
    duty: str | None
    receipt_why: str | None
    declined_why: str | None
    payment: int | None
    days: LineDays
    over_figure_why: str | None
    query: LineQuery | None


class PaymentRecord(NamedTuple):
    """A payment run."""

    number: int
    paid_on: date
    reference: str


class UnclaimedVisit(NamedTuple):
    """A visit that was held and that nobody claims for, with its match and people."""

    number: int
    visited_on: date
    match: int
    key: str | None
    volunteer: int
    volunteer_name: str
    second_volunteer: int | None
    second_volunteer_name: str | None


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
    payment: int | None = None,
    first: date | None = None,
    last: date | None = None,
    payable_on: date | None = None,
    categories: Collection[str] = (),
) -> list[LineRecord]:
    """The lines claimed by a day that answer to all that is asked, by claim and line.

    Payable on a day: approved by then, and not settled whatever day it is.
    """
    where = [CLAIMED_BY]
    asked: dict[str, object] = {"as_of": as_of.isoformat()}
    for condition, name, value in (
        ("l.claim_id = :claim", "claim", claim),
        ("e.volunteer_id = :volunteer", "volunteer", volunteer),
        ("l.match_id = :match", "match", match),
        ("l.payment_id = :payment", "payment", payment),
        (
            "l.approved_on <= :payable_on AND l.paid_on IS NULL AND l.declined_on IS NULL",
            "payable_on",
            payable_on and payable_on.isoformat(),
        ),
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
               l.receipt, l.duty, l.receipt_why, l.declined_why, l.payment_id,
               l.claimed_on, l.approved_on, l.paid_on, l.declined_on, l.over_figure_why, l.id
          FROM claim_line l
          JOIN claim e ON e.id = l.claim_id
          JOIN volunteer v ON v.id = e.volunteer_id
         WHERE {" AND ".join(where)}
         ORDER BY l.claim_id, l.line
        """,
        asked,
    )
    asked_back = queries(reader)
    found = []
    for *row, claimed_on, approved_on, paid_on, declined_on, why, number in rows.fetchall():
        known = asked_back.get(number, [])
        approved, over_why = approval_on(day(approved_on), why, known, as_of)
        days = LineDays(day(claimed_on), approved, day(paid_on), day(declined_on))
        record = values(row, days=(6,), truths=(11, 13))
        found.append(LineRecord._make([*record, days, over_why, query_on(known, as_of)]))
    return found


def claim_lines(reader: Reader, claims: Collection[int]) -> list[ClaimLine]:
    """The lines of claims as they stand, by claim and line."""
    rows = reader.execute(
        f"SELECT {columns_of(ClaimLine)} FROM claim_line"
        f" WHERE 1 = 1{among('claim_id', claims)} ORDER BY claim_id, line"
    )
    return records(ClaimLine, rows)


def queries(reader: Reader) -> dict[int, list[LineQuery]]:
    """Every query of a claim's line, by the number of the line, in the order of their days."""
    found: dict[int, list[LineQuery]] = {}
    for number, queried_on, why, approved_on, over_figure_why in reader.execute(
        "SELECT claim_line_id, queried_on, why, approved_on, over_figure_why"
        " FROM claim_line_query ORDER BY claim_line_id, queried_on, id"
    ):
        query = LineQuery(needed_day(queried_on), why, day(approved_on), over_figure_why)
        found.setdefault(number, []).append(query)
    return found


def line_facts(line: LineRecord) -> LineFacts:
    """A line as the rules take it."""
    return LineFacts(
        line.claim,
        line.line,
        line.volunteer,
        line.match,
        None if line.duty is None else Duty(line.duty),
        line.incurred_on,
        ExpenseCategory(line.category),
        None if line.vehicle is None else Vehicle(line.vehicle),
        line.miles_tenths,
        line.amount_pence,
        line.days,
        line.query.queried_on if line.query else None,
        line.payment,
    )


def find_claim(reader: Reader, asked: str, names: NamesShown) -> tuple[int, int | None]:
    """The claim that a text means, and the line where its ref names one: `E-5/2`.

    Raises NotFound where no claim, or several, answer to it; whether there is such a line is not
    looked at.
    """
    number = find(reader, "claim", asked, names)
    ref = written_ref(asked)
    return number, ref.line if ref and ref.number == number else None


def payment(reader: Reader, number: int) -> PaymentRecord | None:
    """A payment run; None where there is none of that number."""
    return _payment(reader, "id = :asked", number)


def payment_with(reader: Reader, reference: str) -> PaymentRecord | None:
    """The payment run with a reference; None where there is none."""
    return _payment(reader, "reference = :asked", reference)


def _payment(reader: Reader, condition: str, asked: object) -> PaymentRecord | None:
    row = reader.execute(
        f"SELECT id, paid_on, reference FROM payment WHERE {condition}", {"asked": asked}
    ).fetchone()
    return None if row is None else PaymentRecord(row[0], needed_day(row[1]), row[2])


def unclaimed_visits(
    reader: Reader, first: date, as_of: date, authority: int | None = None
) -> list[UnclaimedVisit]:
    """The visits held from a day on for whose match and day nothing was claimed, by day and ref.

    A claim that was declined is a claim; of a couple either's is.
    """
    rows = reader.execute(
        f"""
        SELECT v.id AS number, v.visited_on, m.id AS match, m.key, m.volunteer_id AS volunteer,
               one.name AS volunteer_name, m.second_volunteer_id AS second_volunteer,
               two.name AS second_volunteer_name
          FROM visit v
          JOIN match m ON m.id = v.match_id
          JOIN volunteer one ON one.id = m.volunteer_id
          LEFT JOIN volunteer two ON two.id = m.second_volunteer_id
         WHERE v.visited_on BETWEEN :first AND :as_of AND {HELD}
           AND {of_authority("m.child_id", "v.visited_on")}
           AND NOT EXISTS (
               SELECT 1 FROM claim_line l
                WHERE l.match_id = v.match_id AND l.incurred_on = v.visited_on AND {CLAIMED_BY})
         ORDER BY v.visited_on, v.id
        """,
        {"first": first.isoformat(), "as_of": as_of.isoformat(), "authority": authority},
    )
    return records(UnclaimedVisit, rows)


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
         WHERE {CLAIMED_BY}
           AND (l.paid_on IS NULL OR l.paid_on > :as_of)
           AND (l.declined_on IS NULL OR l.declined_on > :as_of)
           AND {of_authority("m.child_id", ":as_of")}
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
