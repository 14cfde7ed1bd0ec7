"""How long a visit took: hours, or from one time of day to another."""

import pytest

from ivtool.domain.times import minute_of_day, minutes_between, minutes_of_hours


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2", 120),
        ("2.5", 150),
        (" 1.75 ", 105),
        (".5", 30),
        ("0.3333", 20),
        # Half a minute is one.
        ("0.0083", 0),
        ("0.0084", 1),
        ("0.025", 2),
        ("0", 0),
        ("24", 1440),
        ("999", 59_940),
    ],
)
def test_hours_are_minutes(text: str, minutes: int) -> None:
    assert minutes_of_hours(text) == minutes


@pytest.mark.parametrize(
    "text", ["", "two", "2,5", "-1", "+1", "1e3", "2h", "1.23456", "1000", "٢", "2.", "2:30", "."]
)
def test_what_is_no_number_of_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number of hours"):
        minutes_of_hours(text)


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("0:00", 0),
        ("14:00", 840),
        ("9.30", 570),
        ("9", 540),
        ("2pm", 840),
        ("2.30 PM", 870),
        ("12am", 0),
        ("12.01am", 1),
        ("12pm", 720),
        ("23:59", 1439),
    ],
)
def test_a_time_of_day_in_any_way_that_people_write_it(text: str, minute: int) -> None:
    assert minute_of_day(text) == minute


@pytest.mark.parametrize(
    "text", ["", "24:00", "9:60", "9:5", "13pm", "0am", "14:00:00", "noon", "-1", "٩", "1400"]
)
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time of day"):
        minute_of_day(text)


def test_from_one_time_to_a_later_one() -> None:
    assert minutes_between("14:00", "16:30") == 150
    assert minutes_between("0:00", "23:59") == 1439
    for end in ("14:00", "13:59", "2pm", "0:30"):
        with pytest.raises(ValueError, match="is not after the time that it began"):
            minutes_between("14:00", end)
