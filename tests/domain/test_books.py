"""The "This is me" book: what is another version, and what says nothing."""

from datetime import date

import pytest

from ivtool.domain.recruitment.books import problems_with_book
from ivtool.domain.recruitment.vocabulary import BookSection

TODAY = date(2026, 11, 22)
FOOD = {BookSection.FOOD: "soup"}
CAKE = {BookSection.FOOD: "cake"}


@pytest.mark.parametrize(
    ("said", "completed", "is_open", "before", "codes"),
    [
        ({}, False, False, {}, ["book.nothing_said"]),
        ({}, False, True, FOOD, ["book.nothing_said"]),
        ({}, True, False, {}, ["book.nothing_to_complete"]),
        ({}, True, False, FOOD, ["book.nothing_to_complete"]),
        ({}, True, True, FOOD, []),
        # Begun on paper: asked for, and nothing of it written here.
        ({}, True, True, {}, []),
        (FOOD, False, False, {}, []),
        (FOOD, True, False, {}, []),
        (FOOD, False, True, FOOD, ["book.already"]),
        (FOOD, True, True, FOOD, []),
        (FOOD, True, False, FOOD, ["book.already"]),
        (CAKE, True, False, FOOD, []),
    ],
)
def test_what_can_be_written(
    said: dict[BookSection, str],
    completed: bool,
    is_open: bool,
    before: dict[BookSection, str],
    codes: list[str],
) -> None:
    found = problems_with_book(
        "V-1", said, completed=completed, is_open=is_open, before=before, on=TODAY, today=TODAY
    )
    assert [each.code for each in found] == codes


def test_a_book_is_not_of_a_day_ahead() -> None:
    [problem] = problems_with_book(
        "V-1", FOOD, completed=True, is_open=False, before={}, on=date(2026, 11, 23), today=TODAY
    )
    assert problem.code == "book.in_future"
