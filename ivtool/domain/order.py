"""Days that follow one another: none still to come, none before the one that it follows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ivtool.domain.days import spelled_day
from ivtool.errors import Problem

NamedDay = tuple[str, date | None]


def problems_ahead(days: Iterable[NamedDay], today: date, noun: str) -> list[Problem]:
    """Why recorded days cannot be: each that is still to come. Today is not; None is not known."""
    return [
        Problem(f"{noun}.in_future", f"{name} on {spelled_day(day)} is still to come")
        for name, day in days
        if day is not None and day > today
    ]


def problems_with_order(days: Sequence[NamedDay], today: date, noun: str) -> list[Problem]:
    """Why dated steps cannot follow one another so; several may fall on one day."""
    problems = problems_ahead(days, today, noun)
    before: NamedDay | None = None
    for name, day in days:
        if day is None:
            continue
        if before and before[1] and day < before[1]:
            problems.append(
                Problem(
                    f"{noun}.out_of_order",
                    f"{name} on {spelled_day(day)} is before {before[0]} on"
                    f" {spelled_day(before[1])}",
                )
            )
        before = (name, day)
    return problems


def with_hints(problems: Iterable[Problem], hints: Mapping[str, str]) -> list[Problem]:
    """Problems that say what is wrong wherever it came from, with what helps a command."""
    return [each._replace(hint=each.hint or hints.get(each.code, "")) for each in problems]
