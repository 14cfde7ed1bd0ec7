"""Expenses to look at: the lines of claims, one claim with its total, one payment run."""

from collections.abc import Collection
from datetime import date

from ivtool.domain.days import known_by, short_day
from ivtool.domain.expenses.claims import is_queried
from ivtool.domain.expenses.expenses import days_to_payment, line_status, miles, owed_since
from ivtool.domain.expenses.vocabulary import ExpenseCategory, LineStatus
from ivtool.domain.money import pounds
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.refs import (
    LETTERS,
    claim_ref,
    match_ref,
    payment_ref,
    volunteer_ref,
    written_ref,
)
from ivtool.errors import NotFound
from ivtool.queries.expenses import expenses as expense_queries
from ivtool.queries.expenses.expenses import LineRecord
from ivtool.queries.lookup import find
from ivtool.queries.reading import Reader
from ivtool.rendering import Card, Column, Listing, Shape
from ivtool.rows import Made

COLUMNS = (
    Column("ref"),
    Column("line"),
    Column("line_ref", "line"),
    Column("key", "key", wide=True),
    Column("volunteer", "volunteer", named_by="volunteer_name"),
    Column("match", "match", wide=True),
    Column("on", "day", Shape.DAY),
    Column("category", "for"),
    Column("vehicle"),
    Column("miles", "miles", Shape.NUMBER, wide=True),
    Column("amount_pence", "amount", Shape.PENCE),
    Column("status", "status"),
    Column("queried_on", "queried", Shape.DAY, wide=True),
    Column("claimed_on"),
    Column("approved_on"),
    Column("paid_on"),
    Column("declined_on"),
    Column("duty"),
    Column("payment"),
    Column("days_to_payment"),
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
    kept = []
    total = 0
    for each in expense_queries.lines(
        reader,
        as_of,
        volunteer=None if volunteer is None else find(reader, "volunteer", volunteer, names),
        match=None if match is None else find(reader, "match", match, names),
        first=first,
        last=last,
        categories=[category.value for category in categories],
    ):
        status = line_status(each.days, as_of)
        if owed and owed_since(each.days, each.incurred_on, as_of) is None:
            continue
        if not statuses or status in statuses:
            # A word that a damaged file has is told now, and not while the list is shown.
            kept.append(each._replace(category=ExpenseCategory(each.category)))
            total += each.amount_pence
    rows = Made(kept, lambda each: _row(each, line_status(each.days, as_of), as_of, names))
    notes = [f"{len(kept):,} {'line' if len(kept) == 1 else 'lines'}, {pounds(total)}"]
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
    lines = expense_queries.lines(reader, as_of, claim=number)
    if not any(line in (None, each.line) for each in lines):
        hint = f"show {claim_ref(number)}" if lines else "list"
        raise NotFound(
            f"there is no {claim_ref(number, line)} as of {short_day(as_of)}",
            f"ivtool expenses {hint}",
        )
    if line is not None:
        return _line_card(lines[[each.line for each in lines].index(line)], as_of, names)
    head = lines[0]
    owed = [each for each in lines if owed_since(each.days, each.incurred_on, as_of)]
    return Card(
        claim_ref(number),
        {
            "ref": claim_ref(number),
            "key": head.key,
            **_claimant(head, names),
            "total_pence": sum(each.amount_pence for each in lines),
            "owed_pence": sum(each.amount_pence for each in owed),
        },
        {
            "lines": [_line(each, as_of) for each in lines],
            "queries": [
                {
                    "line_ref": claim_ref(each.claim, each.line),
                    "queried_on": each.query.queried_on,
                    "queried_why": each.query.why,
                }
                for each in lines
                if each.query and is_queried(each.days, each.query.queried_on, as_of)
            ],
        },
        [f"ivtool expenses show {claim_ref(number, head.line)}"],
    )


def _line_card(line: LineRecord, as_of: date, names: NamesShown) -> Card:
    fields = _row(line, line_status(line.days, as_of), as_of, names)
    fields |= {
        "priced": line.priced,
        "description": line.description,
        "receipt": line.receipt,
        "receipt_why": line.receipt_why,
        "queried_on": line.query and line.query.queried_on,
        "queried_why": line.query and line.query.why,
        "over_figure_why": known_by(line.days.approved_on, as_of) and line.over_figure_why,
        "declined_why": known_by(line.days.declined_on, as_of) and line.declined_why,
    }
    return Card(
        claim_ref(line.claim, line.line), fields, {}, [f"ivtool expenses show {fields['ref']}"]
    )


def _payment_card(reader: Reader, number: int, as_of: date, names: NamesShown) -> Card:
    payment = expense_queries.payment(reader, number)
    if payment is None or payment.paid_on > as_of:
        raise NotFound(
            f"there is no {payment_ref(number)} as of {short_day(as_of)}",
            "ivtool expenses list --status paid",
        )
    lines = expense_queries.lines(reader, as_of, payment=number)
    paid: dict[int, list[LineRecord]] = {}
    for each in lines:
        paid.setdefault(each.volunteer, []).append(each)
    return Card(
        payment_ref(number),
        {
            "ref": payment_ref(number),
            "paid_on": payment.paid_on,
            "reference": payment.reference,
            "total_pence": sum(each.amount_pence for each in lines),
        },
        {
            "volunteers": [
                {
                    **_claimant(theirs[0], names),
                    "total_pence": sum(each.amount_pence for each in theirs),
                }
                for _, theirs in sorted(paid.items())
            ],
            "lines": [_line(each, as_of) for each in lines],
        },
        [f"ivtool expenses show {claim_ref(each.claim)}" for each in lines[:1]],
    )


def _row(line: LineRecord, status: LineStatus, as_of: date, names: NamesShown) -> dict[str, object]:
    paid_on = known_by(line.days.paid_on, as_of)
    queried_on = line.query.queried_on if line.query else None
    return {
        "ref": claim_ref(line.claim),
        "line": line.line,
        "line_ref": claim_ref(line.claim, line.line),
        "key": line.key,
        **_claimant(line, names),
        "match": None if line.match is None else match_ref(line.match),
        "on": line.incurred_on,
        "category": ExpenseCategory(line.category),
        "vehicle": line.vehicle,
        "miles": None if line.miles_tenths is None else miles(line.miles_tenths),
        "amount_pence": line.amount_pence,
        "status": status,
        "queried_on": queried_on if is_queried(line.days, queried_on, as_of) else None,
        "claimed_on": line.days.claimed_on,
        "approved_on": known_by(line.days.approved_on, as_of),
        "paid_on": paid_on,
        "declined_on": known_by(line.days.declined_on, as_of),
        "duty": line.duty,
        "payment": payment_ref(line.payment) if line.payment and paid_on else None,
        "days_to_payment": paid_on and days_to_payment(line.days, line.incurred_on),
    }


def _line(line: LineRecord, as_of: date) -> dict[str, object]:
    return {
        "line_ref": claim_ref(line.claim, line.line),
        "on": line.incurred_on,
        "category": ExpenseCategory(line.category),
        "match": None if line.match is None else match_ref(line.match),
        "miles": None if line.miles_tenths is None else miles(line.miles_tenths),
        "amount_pence": line.amount_pence,
        "status": line_status(line.days, as_of),
    }


def _claimant(line: LineRecord, names: NamesShown) -> dict[str, object]:
    return {
        "volunteer": volunteer_ref(line.volunteer),
        "volunteer_name": shown_name(line.volunteer_name, names),
    }
