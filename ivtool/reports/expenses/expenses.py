"""Expenses to look at: the lines of claims, one claim with its total, one payment run."""

from collections.abc import Collection
from datetime import date

from ivtool.domain.days import short_day
from ivtool.domain.expenses.claims import is_queried, status_now
from ivtool.domain.expenses.expenses import days_to_payment, miles, owed_since
from ivtool.domain.expenses.records import ClaimLineReversal, Payment
from ivtool.domain.expenses.vocabulary import ExpenseCategory, LineStatus
from ivtool.domain.money import pounds
from ivtool.domain.names import NamesShown
from ivtool.domain.refs import (
    LETTERS,
    claim_ref,
    match_ref,
    payment_ref,
    written_ref,
)
from ivtool.errors import NotFound
from ivtool.queries.expenses import expenses as expense_queries
from ivtool.queries.expenses.expenses import LineRecord
from ivtool.queries.lookup import find
from ivtool.queries.reading import Reader, select
from ivtool.rendering import Card, Column, Listing, Shape
from ivtool.reports.listing import row_maker, rows_of
from ivtool.reports.people import VOLUNTEER


def _open_query(line: LineRecord) -> date | None:
    """The day of a query that is not answered yet."""
    return line.queried_on if is_queried(line.line, line.queried_on, date.max) else None


COLUMNS = (
    Column("ref", value=lambda each: claim_ref(each.line.claim_id)),
    Column("line", value="line.line"),
    Column("line_ref", "line", value="line.ref"),
    Column("key", "key", wide=True),
    VOLUNTEER,
    Column(
        "match",
        "match",
        wide=True,
        value=lambda each: each.line.match_id and match_ref(each.line.match_id),
    ),
    Column("on", "day", Shape.DAY, value="line.incurred_on"),
    Column("category", "for", value="line.category"),
    Column("vehicle", value="line.vehicle"),
    Column(
        "miles",
        "miles",
        Shape.NUMBER,
        wide=True,
        value=lambda each: each.line.miles_tenths and miles(each.line.miles_tenths),
    ),
    Column("amount_pence", "amount", Shape.PENCE, value="line.amount_pence"),
    Column("status", "status", value=lambda each: status_now(each.line)),
    Column("queried_on", "queried", Shape.DAY, wide=True, value=_open_query),
    Column("claimed_on", value="line.claimed_on"),
    Column("approved_on", value="line.approved_on"),
    Column("paid_on", value="line.paid_on"),
    Column("declined_on", value="line.declined_on"),
    Column("duty", value="line.duty"),
    Column(
        "payment",
        value=lambda each: (
            None if each.line.payment_id is None else payment_ref(each.line.payment_id)
        ),
    ),
    Column("days_to_payment", value=lambda each: days_to_payment(each.line, each.line.incurred_on)),
    Column("reversed_on"),
)
NAMED = {each.field: each for each in COLUMNS}
CLAIMANT = (VOLUNTEER,)
LINES = tuple(
    NAMED[each]
    for each in ("line_ref", "on", "category", "match", "miles", "amount_pence", "status")
)
# What the card of one line has beside.
MORE = (
    *(Column(name, value=f"line.{name}") for name in ("priced", "description", "receipt")),
    Column("receipt_why", value="line.receipt_why"),
    Column("queried_on"),
    Column("queried_why", value=lambda each: each.query and each.query.why),
    Column("over_figure_why", value="line.over_figure_why"),
    Column("declined_why", value="line.declined_why"),
    Column("reversed_why", value=lambda each: each.reversal and each.reversal.why),
)


def expense_list(
    reader: Reader,
    as_of: date,
    names: NamesShown,
    days: tuple[date | None, date | None],
    *,
    volunteer: str | None = None,
    match: str | None = None,
    statuses: Collection[LineStatus] = (),
    categories: Collection[ExpenseCategory] = (),
    owed: bool = False,
) -> Listing:
    """The lines claimed by a day that answer to all that is asked, by claim. Raises NotFound.

    Owed are those neither paid nor declined by then, approved or not.
    """
    first, last = days
    found = expense_queries.lines(
        reader,
        as_of,
        volunteer=None if volunteer is None else find(reader, "volunteer", volunteer, names),
        match=None if match is None else find(reader, "match", match, names),
        first=first,
        last=last,
        categories=[category.value for category in categories],
    )
    if owed:
        found = found.only(lambda each: bool(owed_since(each.line, each.line.incurred_on, as_of)))
    if statuses:
        found = found.only(lambda each: status_now(each.line) in statuses)
    total = sum(each.line.amount_pence for each in found)
    notes = [f"{len(found):,} {'line' if len(found) == 1 else 'lines'}, {pounds(total)}"]
    rows = rows_of(COLUMNS, found, names)
    return Listing("Expenses", COLUMNS, rows, "No line of a claim answers to that.", notes)


def expense_card(reader: Reader, asked: str, as_of: date, names: NamesShown) -> Card:
    """One claim with its lines and what they come to, one line of it, or one payment run.

    Raises NotFound where nothing, or several claims, answer to it, or the claim has no such line
    by then.
    """
    ref = written_ref(asked)
    if ref and ref.letter == LETTERS["payment"]:
        return _payment_card(reader, ref.number, as_of, names)
    number, line = expense_queries.find_claim(reader, asked, names)
    lines = [*expense_queries.lines(reader, as_of, claim=number)]
    if not any(line in (None, each.line.line) for each in lines):
        hint = f"show {claim_ref(number)}" if lines else "list"
        raise NotFound(
            f"there is no {claim_ref(number, line)} as of {short_day(as_of)}",
            f"ivtool expenses {hint}",
        )
    if line is not None:
        return _line_card(next(each for each in lines if each.line.line == line), names)
    head = lines[0]
    owed = [each for each in lines if owed_since(each.line, each.line.incurred_on, as_of)]
    return Card(
        claim_ref(number),
        {
            "ref": claim_ref(number),
            "key": head.key,
            **row_maker(CLAIMANT, names)(head),
            "total_pence": sum(each.line.amount_pence for each in lines),
            "owed_pence": sum(each.line.amount_pence for each in owed),
        },
        {
            "lines": list(rows_of(LINES, lines, names)),
            "queries": [
                {
                    "line_ref": each.line.ref,
                    "queried_on": each.query.queried_on,
                    "queried_why": each.query.why,
                }
                for each in lines
                if each.query and _open_query(each)
            ],
            "reversals": [
                {"line_ref": each.line.ref, **_reversal(one)}
                for each in lines
                for one in each.reversals
            ],
        },
        [f"ivtool expenses show {head.line.ref}"],
    )


def _line_card(line: LineRecord, names: NamesShown) -> Card:
    fields = row_maker(COLUMNS, names)(line) | row_maker(MORE, names)(line)
    return Card(line.line.ref, fields, {}, [f"ivtool expenses show {fields['ref']}"])


def _reversal(reversal: ClaimLineReversal) -> dict[str, object]:
    run = reversal.payment_id
    return {
        "paid_on": reversal.paid_on,
        "payment": None if run is None else payment_ref(run),
        "reversed_on": reversal.reversed_on,
        "reversed_why": reversal.why,
        "owed_again": reversal.owed_again,
    }


def _payment_card(reader: Reader, number: int, as_of: date, names: NamesShown) -> Card:
    found = select(reader, Payment, id=number)
    if not found or found[0].paid_on > as_of:
        raise NotFound(
            f"there is no {payment_ref(number)} as of {short_day(as_of)}",
            "ivtool expenses list --status paid",
        )
    [payment] = found
    found_lines = [*expense_queries.lines(reader, as_of, payment=number)]
    lines = [each for each in found_lines if each.line.payment_id == number]
    row = row_maker(LINES, names)
    back = [
        (each.line.amount_pence, {**row(each), **_reversal(one)})
        for each in found_lines
        for one in each.reversals
        if one.payment_id == number
    ]
    paid: dict[int, list[LineRecord]] = {}
    for each in lines:
        paid.setdefault(each.volunteer, []).append(each)
    return Card(
        payment_ref(number),
        {
            "ref": payment_ref(number),
            "paid_on": payment.paid_on,
            "reference": payment.reference,
            "total_pence": sum(each.line.amount_pence for each in lines),
            "reversed_pence": sum(pence for pence, _ in back),
        },
        {
            "volunteers": [
                {
                    **row_maker(CLAIMANT, names)(theirs[0]),
                    "total_pence": sum(each.line.amount_pence for each in theirs),
                }
                for _, theirs in sorted(paid.items())
            ],
            "lines": list(rows_of(LINES, lines, names)),
            "reversed": [each for _, each in back],
        },
        [f"ivtool expenses show {claim_ref(each.line.claim_id)}" for each in found_lines[:1]],
    )
