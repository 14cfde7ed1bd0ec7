"""A payment that was reversed: until when it counts, and what may be reversed or taken back."""

from datetime import date, timedelta

import pytest

from ivtool.domain.expenses.claims import Step, problems_with_step
from ivtool.domain.expenses.expenses import known_on, line_status
from ivtool.domain.expenses.records import ClaimLine, ClaimLineQuery, ClaimLineReversal
from ivtool.domain.expenses.reversals import problems_with_reversal, problems_with_withdrawal
from ivtool.domain.expenses.vocabulary import ExpenseCategory, LineStatus
from ivtool.domain.ids import ClaimId, PaymentId
from ivtool.errors import Problem

DAY = timedelta(days=1)
CLAIMED, APPROVED, PAID = date(2026, 4, 29), date(2026, 5, 1), date(2026, 5, 3)
REVERSED, AGAIN, TODAY = date(2026, 5, 9), date(2026, 5, 12), date(2026, 6, 1)
# Approved, paid and reversed: as it stands after that.
OWED = ClaimLine(
    ClaimId(5),
    2,
    CLAIMED,
    ExpenseCategory.FARE,
    340,
    priced=False,
    claimed_on=CLAIMED,
    approved_on=APPROVED,
)
SETTLED = OWED._replace(paid_on=PAID, payment_id=PaymentId(1))
ANEW = OWED._replace(paid_on=AGAIN, payment_id=PaymentId(2))
NEVER = OWED._replace(declined_on=REVERSED, declined_why="twice")
BACK = ClaimLineReversal(
    1, REVERSED, "sent back", owed_again=True, paid_on=PAID, payment_id=PaymentId(1)
)
NOT_OWED = BACK._replace(owed_again=False)


def codes(problems: list[Problem]) -> list[str]:
    return [each.code.partition(".")[2] for each in problems]


@pytest.mark.parametrize(
    ("line", "on", "status", "run"),
    [
        (OWED, PAID - DAY, LineStatus.APPROVED, None),
        (OWED, PAID, LineStatus.PAID, 1),
        (OWED, REVERSED - DAY, LineStatus.PAID, 1),
        (OWED, REVERSED, LineStatus.APPROVED, None),
        (NEVER, REVERSED - DAY, LineStatus.PAID, 1),
        (NEVER, REVERSED, LineStatus.DECLINED, None),
        (ANEW, REVERSED - DAY, LineStatus.PAID, 1),
        (ANEW, AGAIN - DAY, LineStatus.APPROVED, None),
        (ANEW, AGAIN, LineStatus.PAID, 2),
    ],
)
def test_a_payment_counts_until_the_day_before_its_reversal(
    line: ClaimLine, on: date, status: LineStatus, run: int | None
) -> None:
    known = known_on(line, (), [BACK], on)
    assert (line_status(known, on), known.payment_id) == (status, run)
    assert (known.paid_on, known.declined_on) == (
        {1: PAID, 2: AGAIN, None: None}[run],
        REVERSED if status is LineStatus.DECLINED else None,
    )


def test_reversed_on_its_own_day_a_payment_never_was() -> None:
    at_once = BACK._replace(reversed_on=PAID)
    assert known_on(OWED, (), [at_once], PAID).paid_on is None
    assert known_on(OWED, (), [at_once], PAID - DAY).paid_on is None


@pytest.mark.parametrize(
    ("line", "last", "on", "found"),
    [
        (SETTLED, None, PAID - DAY, ["out_of_order"]),
        (SETTLED, None, PAID, []),
        (SETTLED, None, TODAY, []),
        (SETTLED, None, TODAY + DAY, ["in_future"]),
        (ANEW, BACK, AGAIN, []),
        (OWED, None, TODAY, ["not_paid"]),
        (OWED._replace(approved_on=None), None, TODAY, ["not_paid"]),
        (OWED._replace(declined_on=AGAIN), None, TODAY, ["not_paid"]),
        (OWED, BACK, TODAY, ["already_reversed"]),
        (NEVER, NOT_OWED, TODAY, ["already_reversed"]),
    ],
)
def test_what_is_paid_may_be_reversed_from_the_day_of_the_payment_on(
    line: ClaimLine, last: ClaimLineReversal | None, on: date, found: list[str]
) -> None:
    assert codes(problems_with_reversal(line, last, on, TODAY)) == found


@pytest.mark.parametrize("step", [Step.PAY, Step.QUERY, Step.DECLINE])
def test_nothing_is_decided_of_a_line_while_it_was_paid(step: Step) -> None:
    def found(on: date) -> list[str]:
        return codes(problems_with_step(step, OWED, None, on, TODAY, REVERSED))

    assert [found(REVERSED - DAY), found(REVERSED)] == [["out_of_order"], []]


EARLIER = ClaimLineQuery(1, APPROVED - DAY, "?", CLAIMED)


@pytest.mark.parametrize(
    ("line", "reversal", "query", "found"),
    [
        (OWED, BACK, None, []),
        (NEVER, NOT_OWED, None, []),
        (OWED, BACK, EARLIER, []),
        (SETTLED, None, None, ["not_reversed"]),
        (ANEW, BACK, None, ["paid_anew"]),
        (OWED._replace(declined_on=AGAIN), BACK, None, ["went_on"]),
        (OWED._replace(approved_on=AGAIN), BACK, None, ["went_on"]),
        (OWED._replace(approved_on=None), BACK, None, []),
        (
            OWED._replace(approved_on=None),
            BACK,
            ClaimLineQuery(1, REVERSED, "?", APPROVED),
            ["went_on"],
        ),
        # On the day of the payment, and after it: the query took its approval back.
        (
            OWED._replace(approved_on=None),
            BACK._replace(reversed_on=PAID),
            ClaimLineQuery(1, PAID, "?", APPROVED),
            ["went_on"],
        ),
    ],
)
def test_a_reversal_is_withdrawn_as_long_as_nothing_came_after_it(
    line: ClaimLine,
    reversal: ClaimLineReversal | None,
    query: ClaimLineQuery | None,
    found: list[str],
) -> None:
    reversals = [] if reversal is None else [reversal]
    assert codes(problems_with_withdrawal(line, reversals, query)) == found
