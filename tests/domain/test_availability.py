"""When somebody has time: four words, in any spelling people use, kept in one."""

import pytest

from ivtool.domain.children.availability import slots_of, written_slots
from ivtool.domain.children.vocabulary import Slot


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("saturday", "saturday"),
        (" Sunday; weekday evening ;saturday; SUNDAY;", "weekday_evening; saturday; sunday"),
        ("Weekday-Day", "weekday_day"),
        (" ; ", None),
    ],
)
def test_slots_are_kept_one_way_in_the_order_of_the_week(typed: str, kept: str | None) -> None:
    assert written_slots(typed) == kept
    assert slots_of(kept) == slots_of(typed)


@pytest.mark.parametrize("typed", ["monday", "saturday; soon", "saturday, sunday"])
def test_any_other_word_is_refused_with_the_four(typed: str) -> None:
    with pytest.raises(ValueError, match="weekday_day, weekday_evening, saturday, sunday"):
        written_slots(typed)


def test_where_nothing_is_known_there_is_no_slot() -> None:
    assert slots_of(None) == frozenset()
    assert slots_of("saturday; sunday") == {Slot.SATURDAY, Slot.SUNDAY}
