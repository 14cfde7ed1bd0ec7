"""How long a visit took, as people say it: hours, or from one time of day to another."""

import re

from ivtool.domain.letters import seen

HOURS = r"(\d{1,3})(?:\.(\d{1,4}))?|\.(\d{1,4})"
TIME = r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?"
HOURS_FORMS = "2, 2.5 or 1.75"
TIME_FORMS = "14:00, 9.30 or 2pm"
MINUTES_IN_AN_HOUR = 60


def minutes_of_hours(text: str) -> int:
    """Hours as they are typed, in minutes, half a minute up: `2.5` is 150.

    Raises ValueError for anything else.
    """
    found = re.fullmatch(HOURS, seen(text), re.ASCII)
    if found is None:
        raise ValueError("is not a number of hours")
    whole, part = found[1] or "0", found[2] or found[3] or "0"
    thousandths = int(f"{whole}{part:0<4}")
    return (thousandths * MINUTES_IN_AN_HOUR + 5000) // 10_000


def minute_of_day(text: str) -> int:
    """A time of day as it is typed, in minutes after midnight: `14:00`, `9.30` or `2pm`.

    Raises ValueError for anything else.
    """
    found = re.fullmatch(TIME, seen(text).lower(), re.ASCII)
    if found is None:
        raise ValueError("is not a time of day")
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        raise ValueError("is not a time of day")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise ValueError("is not a time of day")
    return hour * MINUTES_IN_AN_HOUR + minute


def minutes_between(begin: str, end: str) -> int:
    """The minutes from one time of a day to a later one.

    Raises ValueError where one is none, or the end is not after the beginning.
    """
    minutes = minute_of_day(end) - minute_of_day(begin)
    if minutes <= 0:
        raise ValueError("is not after the time that it began")
    return minutes
