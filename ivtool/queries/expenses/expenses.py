"""Expenses as facts: the lines of claims, with the days that give them their status."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Any

from ivtool.domain.expenses.expenses import LineDays, known_on, query_on
from ivtool.domain.expenses.records import ClaimLine, ClaimLineQuery, ClaimLineReversal
from ivtool.domain.ids import ClaimId, PaymentId, VolunteerId
from ivtool.domain.names import NamesShown
from ivtool.domain.refs import LETTERS, written_ref
from ivtool.queries.authorities import of_authority
from ivtool.queries.expenses.payments import REVERSED_LATER, reversals
from ivtool.queries.lookup import find
from ivtool.queries.reading import Reader, select
from ivtool.queries.visits.visits import HELD
from ivtool.rows import Made, Packed, columns_of, maker, records
from ivtool.tuples import NamedTuple

# A line with no claimed day counts from its own. Said here and nowhere else.
CLAIMED_BY = "coalesce(l.claimed_on, l.incurred_on) <= :as_of"
OF_PAYMENT = (
    "(l.payment_id = :payment OR l.id IN"
    " (SELECT r.claim_line_id FROM claim_line_reversal r WHERE r.payment_id = :payment))"
)
PAYABLE = (
    "l.approved_on <= :payable_on AND l.paid_on IS NULL AND l.declined_on IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM claim_line_reversal r"
    " WHERE r.claim_line_id = l.id AND r.reversed_on > :payable_on)"
)


class LineRecord(NamedTuple):
    """A line as known on a day, with whose claim it is and the last query of it.

    `reversals` are its payments that were reversed by then, in the order of their days.
    """

    line: ClaimLine
    key: str | None
    volunteer: VolunteerId
    volunteer_name: str
    query: ClaimLineQuery | None = None
    reversals: Sequence[ClaimLineReversal] = ()

    @property
    def queried_on(self) -> date | None:
        """The day of the last query."""
        return self.query and self.query.queried_on

    @property
    def reversal(self) -> ClaimLineReversal | None:
        """The last reversal of a payment of it."""
        return self.reversals[-1] if self.reversals else None

    @property
    def reversed_on(self) -> date | None:
        """The day of the last reversal."""
        return self.reversal and self.reversal.reversed_on


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
) -> Made[LineRecord]:
    """The lines claimed by a day that answer to all that is asked, by claim and line.

    Payable on a day: approved by then, not settled whatever day it is, and not paid meanwhile. Of
    a payment are those too whose payment by it was reversed. There may be very many: each is made
    whenever it is looked at, and is to be while the file is open.
    """
    where = [CLAIMED_BY]
    asked: dict[str, object] = {"as_of": as_of.isoformat()}
    for condition, name, value in (
        ("l.claim_id = :claim", "claim", claim),
        ("e.volunteer_id = :volunteer", "volunteer", volunteer),
        ("l.match_id = :match", "match", match),
        (OF_PAYMENT, "payment", payment),
        (
            PAYABLE,
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
        SELECT {columns_of(ClaimLine, "l")}, e.key, e.volunteer_id AS volunteer,
               v.name AS volunteer_name, NULL AS query, NULL AS reversals
          FROM claim_line l
          JOIN claim e ON e.id = l.claim_id
          JOIN volunteer v ON v.id = e.volunteer_id
         WHERE {" AND ".join(where)}
         ORDER BY l.claim_id, l.line
        """,
        asked,
    )
    read = maker(LineRecord, rows)

    @cache
    def decided() -> tuple[dict[int, list[ClaimLineQuery]], dict[int, list[ClaimLineReversal]]]:
        # Where nobody claims there is nothing to ask about.
        return queries(reader), reversals(reader)

    def made(row: Sequence[Any]) -> LineRecord:
        each, (asked_back, taken_back) = read(row), decided()
        put, back = asked_back.get(each.line.id, []), taken_back.get(each.line.id, [])
        return each._replace(
            line=known_on(each.line, put, back, as_of),
            query=query_on(put, as_of),
            reversals=[one for one in back if one.reversed_on <= as_of],
        )

    return Made(Packed(rows), made)


def queries(reader: Reader) -> dict[int, list[ClaimLineQuery]]:
    """Every query of a claim's line, by the number of the line, in the order of their days."""
    found: dict[int, list[ClaimLineQuery]] = {}
    for each in select(reader, ClaimLineQuery, "claim_line_id, queried_on, id"):
        found.setdefault(each.claim_line_id, []).append(each)
    return found


def find_claim(reader: Reader, asked: str, names: NamesShown) -> tuple[ClaimId, int | None]:
    """The claim that a text means, and the line where its ref names one: `E-5/2`.

    Raises NotFound where no claim, or several, answer to it; whether there is such a line is not
    looked at.
    """
    number = find(reader, "claim", asked, names)
    ref = written_ref(asked)
    return number, ref.line if ref and ref.number == number else None


def find_paid(
    reader: Reader, asked: str, names: NamesShown
) -> tuple[ClaimId, int | None] | PaymentId:
    """The payment run that a ref means, `P-1`, else what `find_claim` finds. Raises NotFound."""
    ref = written_ref(asked)
    if ref is None or ref.letter != LETTERS["payment"]:
        return find_claim(reader, asked, names)
    return PaymentId(find(reader, "payment", asked, names))


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
        SELECT v.id AS volunteer, v.key, v.name AS volunteer_name, l.incurred_on, l.amount_pence,
               l.claimed_on, l.approved_on, l.paid_on, l.declined_on
          FROM claim_line l
          JOIN claim e ON e.id = l.claim_id
          JOIN volunteer v ON v.id = e.volunteer_id
          LEFT JOIN match m ON m.id = l.match_id
          {REVERSED_LATER}
         WHERE {CLAIMED_BY} AND r.id IS NULL
           AND (l.paid_on IS NULL OR l.paid_on > :as_of)
           AND (l.declined_on IS NULL OR l.declined_on > :as_of)
           AND {of_authority("m.child_id", ":as_of")}
         ORDER BY v.id, l.claim_id, l.line
        """,
        {"as_of": as_of.isoformat(), "authority": authority},
    )
    return records(UnsettledLine, rows)
