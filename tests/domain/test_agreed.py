"""What was agreed, as sheets and options write it: read in every form, and read again as it was."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.days import spoken_day
from ivtool.domain.support.agreed import AgreedAction, read_actions, written_actions

TODAY = date(2026, 11, 23)


def d(day: str) -> date:
    return date.fromisoformat(f"2026-{day}")


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        (None, []),
        (" \n;", []),
        ("ring the carer by 3/12/2026", [AgreedAction("ring the carer", d("12-03"))]),
        ("ring by phone", [AgreedAction("ring by phone")]),
        ("ring; then write by 5 Dec 2026", [AgreedAction("ring; then write", d("12-05"))]),
        (
            "a by 2026-12-03; b; c by 4 Dec 2026 done 2026-12-01",
            [AgreedAction("a", d("12-03")), AgreedAction("b; c", d("12-04"), d("12-01"))],
        ),
        (
            "a by 2026-12-03 , done 2026-12-01; stand by me by 6/12/2026",
            [AgreedAction("a", d("12-03"), d("12-01")), AgreedAction("stand by me", d("12-06"))],
        ),
        (
            "a; b\nc done 2026-12-01\n\nd, done 1/12/2026",
            [
                AgreedAction("a; b"),
                AgreedAction("c", None, d("12-01")),
                AgreedAction("d", None, d("12-01")),
            ],
        ),
        ("by 2026-12-03", [AgreedAction("by 2026-12-03")]),
        ("go by 2 of us, done 3 times", [AgreedAction("go by 2 of us, done 3 times")]),
    ],
)  # fmt: skip
def test_what_was_agreed_is_a_line_each_and_comes_back_as_it_was(
    text: str | None, actions: list[AgreedAction]
) -> None:
    assert read_actions(text) == actions
    assert read_actions(written_actions(actions)) == actions


def test_a_day_may_be_spoken_where_it_is_typed_but_that_it_is_done_is_written() -> None:
    found = read_actions(
        "ring by tomorrow; say what was done today", lambda text: spoken_day(text, TODAY)
    )
    assert found == [AgreedAction("ring", d("11-24")), AgreedAction("say what was done today")]


@pytest.mark.parametrize(
    "text", ["a", "a by bus", "by 5/12/2026", "a by 5/12/2026; b", "a\nb by 5/12/2026"]
)
def test_where_each_wants_a_day_one_without_is_named_by_its_place(text: str) -> None:
    place = 2 if text.startswith("a by 5") else 1
    with pytest.raises(ValueError, match=f"number {place} does not say by which day"):
        read_actions(text, dated=True)


@pytest.mark.parametrize(
    "text", ["a by 31/02/2026", "a by 31 Feb", "a by 5/12; b by 5/12/2026", "a by 2026-02-31 or so",
             "a done 31/2/2026", "a by 5/12/2026, done 31/2/2026"]
)  # fmt: skip
def test_a_day_that_there_is_not_is_no_word(text: str) -> None:
    with pytest.raises(ValueError, match="number 1 names a day that there is not"):
        read_actions(text)


WORDS = st.text(st.characters(codec="ascii", min_codepoint=32), min_size=1, max_size=12).map(
    lambda text: f"x{text}".strip()
)
DAYS = st.dates(TODAY - timedelta(days=2_000), TODAY + timedelta(days=2_000))


@given(st.lists(st.builds(AgreedAction, WORDS, st.none() | DAYS, st.none() | DAYS), max_size=4))
def test_what_is_written_is_read_again(actions: list[AgreedAction]) -> None:
    assert read_actions(written_actions(actions)) == actions
