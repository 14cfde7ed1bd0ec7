"""Claims, their lines, and what paid them."""

from datetime import date

from ivtool.domain.expenses.vocabulary import Duty, ExpenseCategory, Vehicle
from ivtool.domain.ids import ClaimId, MatchId, PaymentId, VolunteerId
from ivtool.domain.refs import claim_ref
from ivtool.tuples import NamedTuple


class Claim(NamedTuple):
    """What one volunteer asks for at one time."""

    volunteer_id: VolunteerId
    key: str | None = None
    id: ClaimId = ClaimId(0)


class ClaimLine(NamedTuple):
    """One expense. `amount_pence` is fixed when claimed; `priced` tells that a rate gave it."""

    claim_id: ClaimId
    line: int
    incurred_on: date
    category: ExpenseCategory
    amount_pence: int
    priced: bool
    match_id: MatchId | None = None
    duty: Duty | None = None
    vehicle: Vehicle | None = None
    miles_tenths: int | None = None
    description: str | None = None
    receipt: bool | None = None
    receipt_why: str | None = None
    claimed_on: date | None = None
    approved_on: date | None = None
    over_figure_why: str | None = None
    paid_on: date | None = None
    payment_id: PaymentId | None = None
    declined_on: date | None = None
    declined_why: str | None = None
    id: int = 0

    @property
    def ref(self) -> str:
        """The ref of the line: `E-5/2`."""
        return claim_ref(self.claim_id, self.line)


class ClaimLineQuery(NamedTuple):
    """A query of a line, which put it back to claimed, and the approval that it took back."""

    claim_line_id: int
    queried_on: date
    why: str | None = None
    approved_on: date | None = None
    over_figure_why: str | None = None
    id: int = 0


class ClaimLineReversal(NamedTuple):
    """A payment of a line that was put right, and the payment that it took back.

    The line is owed again from that day, or, where it never was, declined.
    """

    claim_line_id: int
    reversed_on: date
    why: str
    owed_again: bool
    paid_on: date
    payment_id: PaymentId | None = None
    id: int = 0


class Payment(NamedTuple):
    """A run of payments: the day the money went out, and the bank's or ledger's reference."""

    paid_on: date
    reference: str
    id: PaymentId = PaymentId(0)
