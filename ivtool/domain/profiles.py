"""What can be said of a person: numbers that are some, days that have been."""

from datetime import date

from ivtool.domain.order import NamedDay, problems_ahead, problems_with_order
from ivtool.errors import Problem

MOST_MATCHES = 20
OLDEST_CHILD = 25
MOST_MILES = 1000


def problems_with_limits(
    capacity: int | None,
    min_child_age: int | None,
    max_child_age: int | None,
    max_miles: int | None,
) -> list[Problem]:
    """Why a volunteer's own limits cannot be: live matches at once, ages in years, miles."""
    problems = []
    for name, number, most in (
        ("capacity", capacity, MOST_MATCHES),
        ("min_child_age", min_child_age, OLDEST_CHILD),
        ("max_child_age", max_child_age, OLDEST_CHILD),
        ("max_miles", max_miles, MOST_MILES),
    ):
        if number is not None and not 0 <= number <= most:
            problems.append(
                Problem("volunteer.limits", f"{name} {number} is not between 0 and {most}")
            )
    if min_child_age is not None and max_child_age is not None and min_child_age > max_child_age:
        problems.append(
            Problem(
                "volunteer.ages_crossed",
                f"min_child_age {min_child_age} is above max_child_age {max_child_age}",
            )
        )
    return problems


def problems_with_hold(
    from_on: date | None, until_on: date | None, today: date, reason: str | None = None
) -> list[Problem]:
    """Why a volunteer cannot be on hold so; the last day may lie ahead."""
    if from_on is None:
        said = "until a day" if until_on is not None else "for a reason"
        without = f"on hold {said} wants a day to be on hold from"
        known = until_on is not None or reason is not None
        return [Problem("hold.no_start", without)] if known else []
    problems = problems_ahead([("on hold from", from_on)], today, "hold")
    if until_on is not None and until_on < from_on:
        problems.append(
            Problem("hold.ends_before_start", "on hold until a day before the day on hold from")
        )
    return problems


def problems_with_leaving(
    last_stage_on: date | None, left_on: date | None, today: date
) -> list[Problem]:
    """Why somebody cannot have left so: not ahead, and not before the last stage was reached."""
    days: list[NamedDay] = [("the last stage", last_stage_on), ("leaving", left_on)]
    return [
        problem for problem in problems_with_order(days, today, "leaving") if left_on is not None
    ]
