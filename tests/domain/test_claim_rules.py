"""Claims by hand: whose match, what may be in a claim, repeats, and each step of a line."""

from datetime import date, timedelta

import pytest

from ivtool.domain.days import Month
from ivtool.domain.expenses.claims import (
    Spent,
    Step,
    is_open_to,
    is_queried,
    may_be_of,
    problems_with_choice,
    problems_with_contents,
    problems_with_match,
    problems_with_over_figure,
    problems_with_repeats,
    problems_with_run,
    problems_with_step,
    problems_with_words,
    visited,
)
from ivtool.domain.expenses.expenses import LineDays, activity_pence, days_to_payment, known_on
from ivtool.domain.expenses.records import ClaimLine, ClaimLineQuery, Payment
from ivtool.domain.expenses.vocabulary import Duty, ExpenseCategory, Vehicle
from ivtool.domain.ids import ChildId, ClaimId, MatchId, PaymentId, ReferralId, VolunteerId
from ivtool.domain.matching.records import Match
from ivtool.errors import Problem

DAY = timedelta(days=1)
ON = date(2026, 5, 1)
TODAY = date(2026, 11, 22)
BEGAN, ENDED = date(2026, 4, 1), date(2026, 9, 1)
FARE, MEAL = ExpenseCategory.FARE, ExpenseCategory.MEAL
LINE = ClaimLine(
    ClaimId(5), 2, ON, MEAL, 1250, priced=False, match_id=MatchId(7), claimed_on=ON + DAY
)
DONE = ON + 10 * DAY
APPROVED = LINE._replace(approved_on=DONE)
PAID = APPROVED._replace(paid_on=DONE, payment_id=PaymentId(1))
DECLINED = LINE._replace(declined_on=DONE)


def their(number: int) -> Match:
    """A match of volunteer 3's."""
    return Match(
        ReferralId(1),
        ChildId(1),
        VolunteerId(3),
        BEGAN - 30 * DAY,
        started_on=BEGAN,
        ended_on=ENDED,
        id=MatchId(number),
    )


def codes(problems: list[Problem]) -> list[str]:
    assert all(each.hint for each in problems)
    return [each.code.partition(".")[2] for each in problems]


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (BEGAN - DAY, []),
        (BEGAN, [7]),
        (ENDED - DAY, [7]),
        (ENDED, [7]),
        (ENDED + DAY, []),
    ],
)
def test_the_match_of_a_day(on: date, found: list[int]) -> None:
    proposal = their(8)._replace(started_on=None, ended_on=None)
    assert visited([their(7), proposal], on) == found


@pytest.mark.parametrize(
    ("matches", "asked", "duty", "on", "found"),
    [
        ([7], None, None, BEGAN, []),
        ([7], None, None, BEGAN - DAY, ["no_match"]),
        ([], None, None, BEGAN, ["no_match"]),
        ([7, 8], None, None, BEGAN, ["which_match"]),
        ([7, 8], 8, None, BEGAN, []),
        ([7], 9, None, BEGAN, ["not_their_match"]),
        ([], None, Duty.TRAINING, BEGAN, []),
        ([7], 7, Duty.TRAINING, BEGAN, ["match_and_duty"]),
        ([7], 7, None, BEGAN - 30 * DAY, []),
        ([7], 7, None, BEGAN - 31 * DAY, ["before_match"]),
        ([7], 7, None, ENDED + 30 * DAY, []),
    ],
)
def test_whose_expense_it_is(
    matches: list[int], asked: int | None, duty: Duty | None, on: date, found: list[str]
) -> None:
    theirs = [their(each) for each in matches]
    assert codes(problems_with_match(3, theirs, asked, duty, on)) == found


@pytest.mark.parametrize(
    ("items", "mileage", "receipt", "why", "found"),
    [
        (0, False, None, None, ["nothing"]),
        (0, True, None, None, []),
        (2, False, None, None, []),
        (2, True, True, None, []),
        (1, False, False, "lost", []),
        (1, False, False, None, ["no_receipt_why"]),
        (1, False, True, "lost", ["receipt_why"]),
        (1, False, None, "lost", ["receipt_why"]),
        (0, True, True, None, ["receipt_for_nothing"]),
        (0, True, None, "lost", ["receipt_for_nothing"]),
    ],
)
def test_what_is_in_a_claim(
    items: int, mileage: bool, receipt: bool | None, why: str | None, found: list[str]
) -> None:
    problems = problems_with_contents(3, items, mileage=mileage, receipt=receipt, receipt_why=why)
    assert codes(problems) == found


MILES = LINE._replace(category=ExpenseCategory.MILEAGE, vehicle=Vehicle.CAR, miles_tenths=240)


@pytest.mark.parametrize(
    ("line", "other", "is_same"),
    [
        (LINE, LINE, True),
        (LINE, PAID, True),
        (LINE, DECLINED, True),
        (LINE, LINE._replace(amount_pence=1251), False),
        (LINE, LINE._replace(category=FARE), False),
        (LINE, LINE._replace(incurred_on=ON + DAY), False),
        (LINE, LINE._replace(match_id=None, duty=Duty.GROUP), False),
        (MILES, MILES._replace(amount_pence=1), True),
        (MILES, MILES._replace(miles_tenths=241), False),
        (MILES, MILES._replace(vehicle=Vehicle.VAN), False),
    ],
)
def test_what_is_the_same_expense(line: ClaimLine, other: ClaimLine, is_same: bool) -> None:
    assert (
        codes(problems_with_repeats(VolunteerId(3), [line], [other]))
        == ["already_claimed"] * is_same
    )
    assert problems_with_repeats(VolunteerId(3), [line, line], []) == []


STEPS = [
    (Step.APPROVE, [[], ["already_approved"], ["already_paid"], ["already_declined"], []]),
    (Step.QUERY, [[], [], ["already_paid"], ["already_declined"], []]),
    (Step.DECLINE, [[], [], ["already_paid"], ["already_declined"], []]),
    (Step.PAY, [["not_approved"], [], ["already_paid"], ["already_declined"], ["not_approved"]]),
]


@pytest.mark.parametrize(("step", "found"), STEPS)
def test_each_step_from_each_status(step: Step, found: list[list[str]]) -> None:
    lines = [*((each, None) for each in (LINE, APPROVED, PAID, DECLINED)), (LINE, DONE)]
    assert [codes(problems_with_step(step, *each, DONE, TODAY)) for each in lines] == found


def test_a_refusal_names_the_state_and_its_day() -> None:
    said = [
        problems_with_step(Step.PAY, each, queried_on, DONE, TODAY)[0].message
        for each, queried_on in (
            (LINE, None),
            (PAID, None),
            (PAID._replace(payment_id=None), None),
            (DECLINED, None),
            (LINE, DONE),
        )
    ]
    assert said == [
        "E-5/2 is not approved",
        "E-5/2 was paid on Mon 11 May 2026 with P-1",
        "E-5/2 was paid on Mon 11 May 2026",
        "E-5/2 was declined on Mon 11 May 2026",
        "E-5/2 is not approved, but queried on Mon 11 May 2026",
    ]


@pytest.mark.parametrize(
    ("step", "line", "queried_on", "least"),
    [
        (Step.APPROVE, LINE, None, ON + DAY),
        (Step.APPROVE, LINE._replace(claimed_on=None), None, ON),
        (Step.APPROVE, LINE, DONE, DONE),
        (Step.QUERY, LINE, None, ON + DAY),
        (Step.QUERY, LINE, DONE, ON + DAY),
        (Step.QUERY, APPROVED, None, DONE),
        (Step.DECLINE, LINE, None, ON + DAY),
        (Step.DECLINE, LINE, DONE, DONE),
        (Step.DECLINE, APPROVED, None, DONE),
        (Step.PAY, APPROVED, None, DONE),
    ],
)
def test_the_days_of_the_steps_go_forward(
    step: Step, line: ClaimLine, queried_on: date | None, least: date
) -> None:
    def found(on: date) -> list[str]:
        return codes(problems_with_step(step, line, queried_on, on, TODAY))

    assert found(least - DAY) == ["out_of_order"]
    assert found(least) == []
    assert found(TODAY) == []
    assert found(TODAY + DAY) == ["in_future"]


@pytest.mark.parametrize(
    ("step", "chosen"),
    [
        (Step.APPROVE, [LINE]),
        (Step.QUERY, [LINE, APPROVED]),
        (Step.DECLINE, [LINE, APPROVED]),
        (Step.PAY, [LINE, APPROVED]),
        (Step.REVERSE, [PAID]),
    ],
)
def test_a_claim_by_its_ref_is_its_lines_that_are_not_past_it(
    step: Step, chosen: list[ClaimLine]
) -> None:
    assert [each for each in (LINE, APPROVED, PAID, DECLINED) if is_open_to(step, each)] == chosen


def test_words_are_wanted_and_not_twice() -> None:
    assert codes(problems_with_words(Step.DECLINE, None, ())) == ["no_why"]
    assert codes(problems_with_words(Step.QUERY, "?", ["E-5/2"])) == ["already_queried"]
    assert problems_with_words(Step.QUERY, "?", []) == []


@pytest.mark.parametrize(
    ("as_of", "queried"), [(DONE - DAY, False), (DONE, True), (DONE + DAY, False)]
)
def test_a_query_is_open_until_the_line_goes_on(as_of: date, queried: bool) -> None:
    assert is_queried(LINE._replace(approved_on=DONE + DAY), DONE, as_of) is queried


@pytest.mark.parametrize(
    ("line", "pence", "reason", "found"),
    [
        (LINE, 3000, None, []),
        (LINE, 3001, None, ["over_figure"]),
        (LINE, 3001, "her birthday", []),
        (LINE._replace(category=FARE), 3001, None, []),
        (LINE._replace(match_id=MatchId(8)), 3001, None, []),
        (LINE._replace(incurred_on=date(2026, 6, 1)), 3001, None, []),
        (PAID, 3001, None, []),
    ],
)
def test_over_the_figure_wants_a_reason(
    line: ClaimLine, pence: int, reason: str | None, found: list[str]
) -> None:
    spent = Spent(7, Month(2026, 5), pence, 3000)
    assert codes(problems_with_over_figure([line], [spent], reason, LINE.incurred_on)) == found
    assert spent.over_pence == max(pence - 3000, 0)


def test_sums_of_money_are_told_in_pounds() -> None:
    spent = Spent(7, Month(2026, 5), 123_456, 3000)
    [problem] = problems_with_over_figure([LINE], [spent], None, LINE.incurred_on)
    assert problem.message == (
        "E-5/2: the activities of M-7 in May 2026 come to £1,234.56, over the figure of £30.00"
    )
    assert problem.hint == "ivtool expenses approve E-5/2 --on 2026-05-01 --reason TEXT"


def test_activities_without_travel_and_declined_lines() -> None:
    lines = [
        LINE,
        LINE._replace(category=FARE, amount_pence=300),
        DECLINED._replace(amount_pence=99),
        PAID._replace(category=ExpenseCategory.OTHER, amount_pence=1),
    ]
    assert activity_pence(lines) == 1251


@pytest.mark.parametrize(
    ("on", "approved_on", "paid_on"),
    [
        (DONE - DAY, None, None),
        (DONE, DONE, None),
        (DONE + DAY, DONE, None),
        (DONE + 2 * DAY, None, None),
        (DONE + 3 * DAY, DONE + 3 * DAY, DONE + 3 * DAY),
    ],
)
def test_a_line_as_it_was_known_on_a_day(
    on: date, approved_on: date | None, paid_on: date | None
) -> None:
    # Approved, queried two days later, approved again and paid on the day after that.
    queries = [ClaimLineQuery(1, DONE + 2 * DAY, "?", DONE, "her birthday")]
    again = DONE + 3 * DAY
    line = PAID._replace(approved_on=again, paid_on=again, over_figure_why="her birthday")
    known = known_on(line, queries, (), on)
    assert (known.approved_on, known.paid_on) == (approved_on, paid_on)
    assert known.payment_id == (PaymentId(1) if paid_on else None)
    assert known.over_figure_why == ("her birthday" if approved_on else None)
    assert known_on(DECLINED, (), (), DONE - DAY).declined_on is None
    assert known_on(DECLINED, (), (), DONE) == DECLINED


def test_days_to_payment() -> None:
    assert days_to_payment(LineDays(ON + DAY, paid_on=DONE), ON) == 9
    assert days_to_payment(LineDays(paid_on=DONE), ON) == 10
    assert days_to_payment(LineDays(ON), ON) is None


@pytest.mark.parametrize(
    ("named", "everything", "volunteer", "found"),
    [
        (1, False, False, []),
        (0, True, False, []),
        (0, False, True, []),
        (0, False, False, ["which"]),
        (1, True, False, ["which"]),
        (1, False, True, ["which"]),
        (0, True, True, ["which"]),
    ],
)
def test_which_lines_to_pay(
    named: int, everything: bool, volunteer: bool, found: list[str]
) -> None:
    problems = problems_with_choice(named, everything=everything, volunteer=volunteer)
    assert codes(problems) == found


def test_a_payment_run() -> None:
    assert problems_with_run([APPROVED], "BACS 1", None) == []
    found = problems_with_run([], "", Payment(ON, "BACS 0", PaymentId(1)))
    assert codes(found) == ["nothing", "no_reference", "same_reference"]


@pytest.mark.parametrize(
    ("line", "day", "expected"),
    [
        (LINE, ON, True),
        (LINE, ON + DAY, True),
        (LINE, ON + 2 * DAY, False),
        (APPROVED, ON + DAY, True),
        (APPROVED._replace(claimed_on=None), DONE, True),
        (APPROVED._replace(claimed_on=None), DONE + DAY, False),
    ],
)
def test_a_line_is_of_no_day_after_its_claim_or_approval(
    line: ClaimLine, day: date, expected: bool
) -> None:
    assert may_be_of(line, day) is expected
