"""Ages: which births cannot be, who was of age in a match, and what of a child's age is only told.

A birth is a fact like any other; what somebody had reached before it is impossible, whoever says
so. The lowest age is never waived, and is the one in force on the day.
"""

from collections.abc import Callable, Iterable
from datetime import date

from ivtool.domain.days import NamedDay, problems_ahead, spelled_day
from ivtool.errors import Problem

FIRST_BIRTH = date(1900, 1, 1)
ADULT = 18
LowestAge = Callable[[date], int]


def age_on(born_on: date, day: date) -> int:
    """Whole years of age on a day; somebody born on 29 February has a birthday on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def problems_with_birth(
    born_on: date | None, reached: Iterable[NamedDay], today: date, noun: str
) -> list[Problem]:
    """Why somebody cannot be born on a day: ahead, before 1900, after a day they had reached."""
    if born_on is None:
        return []
    problems = problems_ahead([("the birth", born_on)], today, noun)
    if born_on < FIRST_BIRTH:
        text = f"a birth on {spelled_day(born_on)} is before {FIRST_BIRTH.year}"
        problems.append(Problem(f"{noun}.born_too_early", text))
    return problems or problems_before_birth(born_on, reached, noun)


def problems_before_birth(
    born_on: date | None, reached: Iterable[NamedDay], noun: str
) -> list[Problem]:
    """Why somebody cannot have reached these days: the first that comes before the birth."""
    if born_on is None:
        return []
    before = [(day, what) for what, day in reached if day is not None and day < born_on]
    if not before:
        return []
    day, what = min(before)
    text = f"{what} on {spelled_day(day)} would be before the birth"
    return [Problem(f"{noun}.before_birth", text)]


def problems_with_age_in_match(
    volunteer: str, born_on: date | None, days: Iterable[NamedDay], lowest: LowestAge
) -> list[Problem]:
    """Why a volunteer cannot have been in a match: proposed, or begun, under the lowest age."""
    for what, day in days:
        if born_on is not None and day is not None and age_on(born_on, day) < lowest(day):
            text = f"{volunteer} was under {lowest(day)} on the day of {what}, {spelled_day(day)}"
            return [Problem("match.too_young", text)]
    return []


def said_of_age(born_on: date | None, on: date) -> str | None:
    """What is to be looked at of a child's age on a day: 18 or over, or under 1; None else."""
    if born_on is None:
        return None
    age = age_on(born_on, on)
    if age >= ADULT:
        return "is 18 or over"
    return "is under 1" if age < 1 else None
