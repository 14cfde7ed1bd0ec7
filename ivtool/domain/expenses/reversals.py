"""Payments that are put right: by a dated reversal, never by deletion.

Until the day of its reversal a payment counts; from then on the line is owed again, or declined.
"""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.days import problems_with_order, spelled_day, with_hints
from ivtool.domain.expenses.claims import status_now
from ivtool.domain.expenses.records import ClaimLine, ClaimLineQuery, ClaimLineReversal
from ivtool.domain.expenses.vocabulary import LineStatus
from ivtool.domain.ids import PaymentId
from ivtool.domain.refs import payment_ref
from ivtool.errors import Problem

# Where a line that is not paid stands, and what helps there.
NOT_PAID = {
    LineStatus.CLAIMED: "ivtool expenses decline {ref} --why TEXT",
    LineStatus.APPROVED: "ivtool expenses decline {ref} --why TEXT",
    LineStatus.DECLINED: "ivtool expenses show {ref}",
}


def problems_with_reversal(
    line: ClaimLine, last: ClaimLineReversal | None, on: date, today: date
) -> list[Problem]:
    """Why a line's payment cannot be reversed on a day: there is none, or it was paid later.

    On the day of the payment itself it can: then it never was. `last` is the line's last reversal.
    Source: docs/DOMAIN.md, section 8.
    """
    ref = line.ref
    if line.paid_on is not None:
        order = ((f"the payment of {ref}", line.paid_on), ("the reversal", on))
        hints = {
            "claim.in_future": f"ivtool expenses reverse {ref} --why TEXT --on today",
            "claim.out_of_order": f"ivtool expenses show {ref}",
        }
        return with_hints(problems_with_order(order, today, "claim"), hints)
    if last is not None:
        words = f"the payment of {ref} was reversed on {spelled_day(last.reversed_on)}"
        return [Problem("claim.already_reversed", words, f"ivtool expenses show {ref}")]
    status = status_now(line)
    hint = NOT_PAID[status].format(ref=ref)
    return [Problem("claim.not_paid", f"{ref} is {status.value}, and not paid", hint)]


def problems_with_none_left(run: PaymentId, lines: int, *, withdraw: bool) -> list[Problem]:
    """Why a whole payment run cannot be reversed, or that be withdrawn: no line of it is left."""
    if lines:
        return []
    ref = payment_ref(run)
    if withdraw:
        words = f"no payment of {ref} is reversed"
        return [Problem("claim.not_reversed", words, f"ivtool expenses show {ref}")]
    words = f"every payment of {ref} was reversed already"
    return [Problem("claim.already_reversed", words, f"ivtool expenses show {ref}")]


def may_be_withdrawn(line: ClaimLine, reversals: Sequence[ClaimLineReversal]) -> bool:
    """Whether a line's last reversal can be looked at at all: it was not paid anew since."""
    return bool(reversals) and line.paid_on is None


def problems_with_withdrawal(
    line: ClaimLine, reversals: Sequence[ClaimLineReversal], query: ClaimLineQuery | None
) -> list[Problem]:
    """Why a line's last reversal cannot be taken back: there is none, or something came after it.

    Paid anew, queried, approved anew: the payment would stand beside what was decided since.
    `query` is the last one of the line.
    """
    ref, show = line.ref, f"ivtool expenses show {line.ref}"
    if not reversals:
        return [Problem("claim.not_reversed", f"no payment of {ref} was ever reversed", show)]
    if line.paid_on is not None:
        run = "" if line.payment_id is None else f" with {payment_ref(line.payment_id)}"
        words = f"{ref} was paid anew on {spelled_day(line.paid_on)}{run}"
        return [Problem("claim.paid_anew", words, f"ivtool expenses reverse {ref} --why TEXT")]
    paid_on = reversals[-1].paid_on
    queried = query is not None and (
        query.queried_on > paid_on or (query.approved_on is not None and line.approved_on is None)
    )
    approved = line.approved_on is not None and line.approved_on > paid_on
    if queried or approved:
        words = f"{ref} was {'approved' if approved else 'queried'} since its payment was reversed"
        hint = f"ivtool expenses pay {ref} --reference REF" if approved else show
        return [Problem("claim.went_on", words, hint)]
    owed, declined = reversals[-1].owed_again, line.declined_on is not None
    if owed and declined:
        words = f"{ref} was declined since its payment was reversed"
        return [Problem("claim.went_on", words, show)]
    return []
