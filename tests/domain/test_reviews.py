"""When reviews are due, and whether they were held in time: every edge of both kinds."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.ids import ChildId
from ivtool.domain.support.outcomes import Benefit, benefit
from ivtool.domain.support.records import StatutoryReview
from ivtool.domain.support.reviews import (
    Due,
    ReviewMonths,
    counted,
    is_gone,
    match_dues,
    planned_for,
    problems_with_match_review,
    problems_with_statutory_review,
    statutory_dues,
    unwanted,
    written_rating,
)
from ivtool.domain.support.vocabulary import Measure, Rater, Wanted
from ivtool.domain.support.voice import Valued, drawn

MONTHS = ReviewMonths()
TODAY = date(2026, 11, 23)
CHILD = ChildId(4)


def d(text: str) -> date:
    """A day of 2026, `4-20`, or of the year named before it."""
    return date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


def _text(day: date | None) -> str | None:
    return None if day is None else str(day)


def dues(start: str, *held: str, end: str | None = None) -> list[tuple[str, str | None]]:
    found = match_dues(d(start), d(end) if end else None, map(d, held), MONTHS)
    return [(str(each.due_on), _text(each.held_on)) for each in found]


@pytest.mark.parametrize(
    ("start", "held", "expected"),
    [
        ("01-05", (), [("2026-04-05", None)]),
        # The last day of a shorter month.
        ("2025-11-30", (), [("2026-02-28", None)]),
        ("2025-08-31", ("2025-11-30",), [("2025-11-30", "2025-11-30"), ("2026-05-30", None)]),
        # Held early, on the day, late: the next is due six months after it was held.
        ("01-05", ("04-04",), [("2026-04-05", "2026-04-04"), ("2026-10-04", None)]),
        ("01-05", ("04-05",), [("2026-04-05", "2026-04-05"), ("2026-10-05", None)]),
        ("01-05", ("04-06",), [("2026-04-05", "2026-04-06"), ("2026-10-06", None)]),
        # Typed in any order.
        (
            "01-05",
            ("10-01", "04-01"),
            [("2026-04-05", "2026-04-01"), ("2026-10-01", "2026-10-01"), ("2027-04-01", None)],
        ),
    ],
)
def test_a_match_is_reviewed_after_three_months_and_then_every_six(
    start: str, held: tuple[str, ...], expected: list[tuple[str, str | None]]
) -> None:
    assert dues(start, *held) == expected


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("04-04", []),
        ("04-05", []),
        ("04-06", [("2026-04-05", None)]),
    ],
)
def test_a_match_that_ended_by_its_due_day_is_not_due(
    end: str, expected: list[tuple[str, str | None]]
) -> None:
    assert dues("01-05", end=end) == expected
    # Reviewed before its end, and no longer live when that was due.
    assert dues("01-05", "04-01", end=end) == [(due, "2026-04-01") for due, _ in expected]


def test_the_months_are_the_services_to_say() -> None:
    found = match_dues(d("01-05"), None, [d("02-05")], ReviewMonths(1, 2))
    assert found == [Due(d("02-05"), d("02-05")), Due(d("04-05"), None)]


@pytest.mark.parametrize(("held", "in_time"), [("04-04", 1), ("04-05", 1), ("04-06", 0)])
def test_in_time_is_by_the_due_day(held: str, in_time: int) -> None:
    found = match_dues(d("01-05"), None, [d(held)], MONTHS)
    assert counted(found, lambda day: day.month == 4) == (1, 1, in_time)
    # In the month of its due day alone, whenever it was held.
    assert counted(found, lambda day: day.month == 5) == (0, 0, 0)


@given(st.lists(st.dates(date(2024, 1, 1), date(2027, 1, 1)), max_size=8, unique=True))
def test_there_is_one_due_day_more_than_reviews_and_each_comes_of_the_one_before(
    held: list[date],
) -> None:
    found = match_dues(date(2023, 12, 1), None, held, MONTHS)
    assert [each.held_on for each in found] == [*sorted(held), None]
    for before, each in pairwise(found):
        assert before.held_on is not None
        assert 181 <= (each.due_on - before.held_on).days <= 184


def planned(due: str) -> StatutoryReview:
    return StatutoryReview(CHILD, due_on=d(due))


def held(on: str, due: str | None = None, **said: Any) -> StatutoryReview:
    return StatutoryReview(CHILD, due_on=d(due) if due else None, held_on=d(on))._replace(**said)


def statutory(*reviews: StatutoryReview, as_of: str = "11-23") -> list[tuple[str, str | None]]:
    return [
        (str(each.due.due_on), _text(each.due.held_on))
        for each in statutory_dues(reviews, d(as_of))
    ]


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        ([], []),
        ([planned("12-03")], [("2026-12-03", None)]),
        # The first on the day planned; each other six months after the last one held.
        ([held("05-31", "06-01")], [("2026-06-01", "2026-05-31"), ("2026-11-30", None)]),
        (
            [held("05-31", "06-01"), planned("11-20")],
            [("2026-06-01", "2026-05-31"), ("2026-11-30", None)],
        ),
        # Nobody said when it was due: it was when it was held.
        ([held("05-31")], [("2026-05-31", "2026-05-31"), ("2026-11-30", None)]),
        (
            [held("06-01", "06-01"), held("01-02")],
            [("2026-01-02", "2026-01-02"), ("2026-07-02", "2026-06-01"), ("2026-12-01", None)],
        ),
    ],
)
def test_a_child_is_reviewed_on_the_day_planned_and_then_every_six_months(
    reviews: list[StatutoryReview], expected: list[tuple[str, str | None]]
) -> None:
    assert statutory(*reviews) == expected


def test_what_was_held_later_is_planned_on_the_days_before() -> None:
    review = held("11-20", "12-03")
    assert statutory(review, as_of="11-19") == [("2026-12-03", None)]
    assert statutory(review, as_of="11-20")[0] == ("2026-12-03", "2026-11-20")
    # Nobody had planned it.
    assert statutory(held("11-20"), as_of="11-19") == []


@pytest.mark.parametrize(
    ("on", "found"),
    [("05-31", None), ("06-01", None), ("06-02", True), ("12-01", True), ("2027-02-01", True)],
)
def test_a_review_is_the_one_that_was_planned_unless_another_would_be_due_by_then(
    on: str, found: bool | None
) -> None:
    plan = planned("12-01")
    assert planned_for([plan], d(on)) == (plan if found else None)


@pytest.mark.parametrize(
    ("wants", "attended", "told"),
    [
        (Wanted.YES, True, False),
        (Wanted.NO, True, True),
        (Wanted.NOT_ASKED, True, True),
        (None, True, True),
        (None, None, False),
        (Wanted.NO, False, False),
    ],
)
def test_the_visitor_is_there_on_a_yes_alone(
    wants: Wanted | None, attended: bool | None, told: bool
) -> None:
    assert unwanted(held("06-01", wants_iv=wants, iv_attended=attended)) is told


@pytest.mark.parametrize(
    ("spans", "gone"),
    [
        ([], False),
        ([("01-05", None)], False),
        ([("01-05", "06-01")], False),
        ([("01-05", "05-31")], True),
        ([("01-05", "03-01"), ("05-01", None)], False),
        # Not yet the service's.
        ([("06-02", None)], False),
    ],
)
def test_no_review_is_due_of_a_child_who_has_gone(
    spans: list[tuple[str, str | None]], gone: bool
) -> None:
    days = [(d(begin), d(until) if until else None) for begin, until in spans]
    assert is_gone(days, d("05-31")) is gone


@pytest.mark.parametrize(
    ("on", "start", "end", "others", "codes"),
    [
        ("11-23", "01-05", None, (), []),
        ("11-24", "01-05", None, (), ["review.in_future"]),
        ("01-05", "01-05", None, (), []),
        ("01-04", "01-05", None, (), ["review.before_start"]),
        ("05-01", None, None, (), ["review.match_not_started"]),
        ("06-01", "01-05", "06-01", (), []),
        ("06-02", "01-05", "06-01", (), ["review.after_end"]),
        ("06-02", "01-05", None, ("06-02",), ["review.twice"]),
    ],
)
def test_a_match_is_reviewed_while_it_lasts_once_a_day(
    on: str, start: str | None, end: str | None, others: tuple[str, ...], codes: list[str]
) -> None:
    found = problems_with_match_review(
        "M-7", d(on), d(start) if start else None, d(end) if end else None, map(d, others), TODAY
    )
    assert [each.code for each in found] == codes


@pytest.mark.parametrize(
    ("review", "others", "codes"),
    [
        (planned("12-03"), [], []),
        (held("11-23"), [], []),
        (held("11-24"), [], ["review.in_future"]),
        (held("05-01"), [held("05-01")], ["review.twice"]),
        (planned("12-03"), [planned("12-03")], ["review.twice"]),
        (planned("12-03"), [planned("12-04")], ["review.twice"]),
        (held("2011-12-31"), [], ["review.before_birth"]),
    ],
)
def test_a_child_is_reviewed_once_a_day(
    review: StatutoryReview, others: list[StatutoryReview], codes: list[str]
) -> None:
    found = problems_with_statutory_review("C-4", review, others, date(2012, 1, 1), TODAY)
    assert [each.code for each in found] == codes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("feels_supported", (Rater.CHILD, Measure.FEELS_SUPPORTED)),
        ("child.confidence", (Rater.CHILD, Measure.CONFIDENCE)),
        ("volunteer.feels_supported", (Rater.VOLUNTEER, Measure.FEELS_SUPPORTED)),
        ("Finds-it-rewarding", (Rater.VOLUNTEER, Measure.FINDS_IT_REWARDING)),
        ("child.finds_it_rewarding", None),
        ("carer.confidence", None),
        ("", None),
    ],
)
def test_a_rating_is_the_childs_unless_it_says_whose(
    text: str, expected: tuple[Rater, Measure] | None
) -> None:
    if expected is not None:
        assert written_rating(text) == expected
        return
    with pytest.raises(ValueError, match=r"is none of child\.feels_supported, "):
        written_rating(text)


UP, SAME, DOWN = (2, 4), (3, 1, 3), (4, 3)


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        # One review tells of no change; a true 0 is 0, and has no mean.
        ([(4,)], Benefit(0, None, None, 0, 0, 0, suppressed=False)),
        ([UP] * 5, Benefit(None, None, None, None, 0, 0, suppressed=True)),
        ([UP] * 6, Benefit(6, Decimal("2.0"), Decimal("4.0"), 6, 0, 0, suppressed=False)),
        (
            [UP] * 7 + [DOWN],
            Benefit(8, Decimal("2.3"), Decimal("3.9"), None, 0, None, suppressed=True),
        ),
        (
            [UP] * 9 + [SAME] * 8 + [DOWN] * 3,
            Benefit(20, Decimal("2.7"), Decimal("3.5"), 9, None, None, suppressed=True),
        ),
        # All at 5, and 4.8 then: one alone can be worse, unless the means are hidden too.
        ([(5, 5)] * 5 + [(5, 4)], Benefit(6, None, None, 0, None, None, suppressed=True)),
    ],
)
def test_first_and_latest_are_compared_and_few_are_hidden(
    ratings: list[tuple[int, ...]], expected: Benefit
) -> None:
    assert benefit(ratings, 5) == expected


def test_the_last_of_a_month_is_drawn_and_no_more_than_three_years() -> None:
    values = [
        Valued("mood", d("2020-01-01"), 1),
        Valued("mood", d("01-31"), 3),
        Valued("mood", d("01-01"), 5),
        Valued("child confidence", d("03-01"), 4),
        Valued("mood", d("04-01"), 2),
        Valued("mood", d("12-01"), 1),
    ]
    assert drawn(values[1:], ["mood", "child confidence", "other"], d("04-30")) == [
        "                    2026-01 to 2026-04, a month a place, 1 low to 5 high",
        "  mood              3..2",
        "  child confidence  ..4.",
    ]
    [head, mood, _] = drawn(values, ["mood", "child confidence"], d("04-30"))
    assert "2023-05 to 2026-04" in head
    assert mood.split() == ["mood", "." * 32 + "3..2"]
    assert drawn([], ["mood"], TODAY) == []
