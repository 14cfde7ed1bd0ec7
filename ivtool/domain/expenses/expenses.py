"""Expenses: what a journey comes to, where a line stands, what is owed. Whole pence, no floats."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ivtool.domain.days import problems_with_order
from ivtool.domain.expenses.records import ClaimLine, ClaimLineQuery, ClaimLineReversal
from ivtool.domain.expenses.vocabulary import ExpenseCategory, LineStatus, Vehicle
from ivtool.domain.ids import PaymentId
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

TRAVEL = frozenset({ExpenseCategory.MILEAGE, ExpenseCategory.FARE, ExpenseCategory.PARKING})
COUNTED_VEHICLES = frozenset({Vehicle.CAR, Vehicle.VAN})
# HMRC's lower rate begins above 10,000 miles a tax year; a law's figure, not a service's choice.
FIRST_MILES_TENTHS = 100_000
MOST_MILES_TENTHS = 10_000
MOST_PENCE = 1_000_000


class Rate(NamedTuple):
    """Pence a mile: for the first 10,000 miles of a tax year, and above."""

    first_pence: int
    above_pence: int


class LineDays(NamedTuple):
    """The days that give a claim's line its status; each may be unknown."""

    claimed_on: date | None = None
    approved_on: date | None = None
    paid_on: date | None = None
    declined_on: date | None = None


def approval_on(
    approved_on: date | None, why: str | None, queries: Iterable[ClaimLineQuery], day: date
) -> tuple[date | None, str | None]:
    """The approval of a line that holds on a day, and why it is over the figure; else the newest.

    One that was taken back held until the day before its query: approved 3 May, queried 9 May, it
    is approved on 8 May and claimed on 9 May.
    """
    for each in queries:
        if each.approved_on is not None and each.approved_on <= day < each.queried_on:
            return each.approved_on, each.over_figure_why
    return approved_on, why


def payment_on(
    paid_on: date | None,
    run: PaymentId | None,
    reversals: Iterable[ClaimLineReversal],
    day: date,
) -> tuple[date | None, PaymentId | None]:
    """The payment of a line that counts on a day, and its run; else the newest.

    One that was reversed counts until the day before: paid 3 May, reversed 9 May, it is paid on
    8 May, and on 9 May it is not. Reversed on the day of the payment it never was.
    """
    for each in reversals:
        if each.paid_on <= day < each.reversed_on:
            return each.paid_on, each.payment_id
    return paid_on, run


def known_on(
    line: ClaimLine,
    queries: Iterable[ClaimLineQuery],
    reversals: Iterable[ClaimLineReversal],
    day: date,
) -> ClaimLine:
    """A line as it was known on a day: what was decided of it after that day is blank."""
    approved_on, why = approval_on(line.approved_on, line.over_figure_why, queries, day)
    paid_on, run = payment_on(line.paid_on, line.payment_id, reversals, day)
    line = line._replace(
        approved_on=approved_on, over_figure_why=why, paid_on=paid_on, payment_id=run
    )
    if approved_on is not None and approved_on > day:
        line = line._replace(approved_on=None, over_figure_why=None)
    if line.paid_on is not None and line.paid_on > day:
        line = line._replace(paid_on=None, payment_id=None)
    if line.declined_on is not None and line.declined_on > day:
        line = line._replace(declined_on=None, declined_why=None)
    return line


def query_on(queries: Sequence[ClaimLineQuery], day: date) -> ClaimLineQuery | None:
    """The last query put by a day, in the order of their days."""
    return next((each for each in reversed(queries) if each.queried_on <= day), None)


def tax_year(day: date) -> int:
    """The year in which the tax year of a day began; it begins on 6 April."""
    return day.year if (day.month, day.day) >= (4, 6) else day.year - 1


def first_rate_tenths(miles_tenths: int, miles_before_tenths: int) -> int:
    """How much of a journey by car or van is within the first 10,000 miles, in tenths."""
    return min(max(FIRST_MILES_TENTHS - miles_before_tenths, 0), miles_tenths)


def mileage_pence(miles_tenths: int, miles_before_tenths: int, rate: Rate) -> int:
    """What a journey comes to, in pence, rounded half up once.

    Miles in tenths; `miles_before_tenths` are the volunteer's car and van miles of the tax year
    before this journey. 24 miles with 9,990 before at 55p and 25p are 900 pence.
    Source: HMRC's approved mileage allowance payments.
    """
    first = first_rate_tenths(miles_tenths, miles_before_tenths)
    tenth_pence = first * rate.first_pence + (miles_tenths - first) * rate.above_pence
    return (tenth_pence + 5) // 10


def miles(miles_tenths: int) -> "Decimal":
    """Miles, to the one decimal that they are kept to: 240 tenths are 24.0."""
    from decimal import Decimal

    return Decimal(miles_tenths).scaleb(-1)


def is_travel(category: ExpenseCategory) -> bool:
    """Whether a line is travel; everything else is an activity."""
    return category in TRAVEL


def line_status(days: LineDays | ClaimLine, as_of: date) -> LineStatus:
    """Where a line stands on a day; days after it are not known yet."""
    for day, status in (
        (days.declined_on, LineStatus.DECLINED),
        (days.paid_on, LineStatus.PAID),
        (days.approved_on, LineStatus.APPROVED),
    ):
        if day is not None and day <= as_of:
            return status
    return LineStatus.CLAIMED


def owed_since(days: LineDays | ClaimLine, incurred_on: date, as_of: date) -> date | None:
    """Since when a line is owed on a day: claimed by then, neither paid nor declined by then.

    A line with no claimed day counts from its own day. None if it is not owed.
    """
    since = days.claimed_on or incurred_on
    if since > as_of:
        return None
    settled = line_status(days, as_of) in (LineStatus.PAID, LineStatus.DECLINED)
    return None if settled else since


def is_late(days_owed: int, pay_days: int) -> bool:
    """Whether an unpaid line is to be chased: owed for more days than it may take to pay."""
    return days_owed > pay_days


def days_to_payment(days: LineDays | ClaimLine, incurred_on: date) -> int | None:
    """The days from claim to payment; None while it is not paid."""
    return None if days.paid_on is None else (days.paid_on - (days.claimed_on or incurred_on)).days


def activity_pence(lines: Iterable[ClaimLine]) -> int:
    """What lines come to that are activities, declined ones apart, in pence."""
    return sum(
        each.amount_pence
        for each in lines
        if not is_travel(each.category) and each.declined_on is None
    )


def over_figure(spent: Mapping[int, int], figure_pence: int) -> list[int]:
    """The matches whose activity lines of a month, in pence, come to more than the figure."""
    return sorted(match for match, pence in spent.items() if pence > figure_pence)


def miles_said(
    category: ExpenseCategory, miles_tenths: int | None, amount_pence: int | None
) -> int | None:
    """Miles in tenths: 0 on a line that is no mileage, or has an amount, say nothing."""
    says_nothing = category is not ExpenseCategory.MILEAGE or amount_pence is not None
    return None if miles_tenths == 0 and says_nothing else miles_tenths


def problems_with_line(
    category: ExpenseCategory,
    vehicle: Vehicle | None,
    miles_tenths: int | None,
    amount_pence: int | None,
    incurred_on: date,
    days: LineDays | ClaimLine,
    today: date,
) -> list[Problem]:
    """Why a line of a claim cannot be: claimed <= approved <= paid, and sums that are some."""
    problems = []
    if incurred_on > today:
        problems.append(Problem("claim.in_future", "the day of the expense is still to come"))
    is_mileage = category is ExpenseCategory.MILEAGE
    if is_mileage and miles_tenths is None and amount_pence is None:
        problems.append(Problem("claim.no_miles", "mileage wants miles or an amount"))
    if not is_mileage and amount_pence is None:
        problems.append(Problem("claim.no_amount", f"{category.value} wants an amount"))
    if not is_mileage and (vehicle is not None or miles_tenths is not None):
        problems.append(
            Problem("claim.not_mileage", f"{category.value} has no vehicle and no miles")
        )
    if miles_tenths is not None and not 0 < miles_tenths <= MOST_MILES_TENTHS:
        problems.append(
            Problem("claim.miles", f"{miles(miles_tenths)} miles is not between 0.1 and 1,000")
        )
    if amount_pence is not None and not 0 <= amount_pence <= MOST_PENCE:
        problems.append(Problem("claim.amount", "the amount is not between £0 and £10,000"))
    order = (
        ("the claim", days.claimed_on),
        ("the approval", days.approved_on),
        ("the payment", days.paid_on),
    )
    problems += problems_with_order(order, today, "claim")
    problems += problems_with_order((("the refusal", days.declined_on),), today, "claim")
    if days.paid_on is not None and days.declined_on is not None:
        problems.append(Problem("claim.paid_and_declined", "it is both paid and declined"))
    return problems
