"""Visits that are planned, and a match's own months between visits: which of them can be."""

from datetime import date

from ivtool.domain.days import spelled_day
from ivtool.errors import Problem

MOST_MONTHS = 12


def problems_with_planned(
    ref: str,
    on: date,
    started_on: date | None,
    ended_on: date | None,
    already: bool,
    today: date,
) -> list[Problem]:
    """Why a visit cannot be planned so: it lies ahead, in the match's days, and is planned once.

    A plan is no fact: one for a day that has passed would never be looked at. On the ending day
    there can be a visit still.
    """
    problems = []
    if on < today:
        hint = f"ivtool visit log {ref} --on {on}"
        problems.append(Problem("plan.past", f"{spelled_day(on)} has passed", hint))
    if started_on is None:
        hint = f"ivtool match start {ref} --on DAY"
        problems.append(Problem("plan.match_not_started", "the match has not started", hint))
    if ended_on is not None and on > ended_on:
        said = f"the match ended on {spelled_day(ended_on)}"
        problems.append(Problem("plan.match_ended", said, f"ivtool match show {ref}"))
    if already:
        hint = f"ivtool visit plan {ref} --on {on} --withdraw"
        said = f"a visit is planned for {spelled_day(on)} already"
        problems.append(Problem("plan.already", said, hint))
    return problems


def problems_with_withdrawal(ref: str, on: date, there: bool) -> list[Problem]:
    """Why the plan of a day cannot be withdrawn: there is none."""
    if there:
        return []
    said = f"no visit is planned for {spelled_day(on)}"
    return [Problem("plan.none", said, f"ivtool match show {ref}")]


def problems_with_months(months: int) -> list[Problem]:
    """Why no match has so many months between visits."""
    if 1 <= months <= MOST_MONTHS:
        return []
    said = f"{months} months between visits is not from 1 to {MOST_MONTHS}"
    return [Problem("interval.months", said)]


def problems_with_interval(
    ref: str,
    months: int,
    from_on: date,
    started_on: date | None,
    ended_on: date | None,
    same: bool,
) -> list[Problem]:
    """Why a match cannot have so many months between visits from a day on.

    `same`: it has them on that day already, as its own. The day may lie ahead.
    """
    problems = problems_with_months(months)
    show = f"ivtool match show {ref}"
    if started_on is None:
        hint = f"ivtool match start {ref} --on DAY"
        problems.append(Problem("interval.match_not_started", "the match has not started", hint))
    elif from_on < started_on:
        said = f"{spelled_day(from_on)} is before the match began ({spelled_day(started_on)})"
        problems.append(Problem("interval.before_start", said, show))
    if ended_on is not None and from_on >= ended_on:
        said = f"the match ended on {spelled_day(ended_on)}"
        problems.append(Problem("interval.match_ended", said, show))
    if same:
        said = f"a visit every {months_said(months)} is what it has on that day already"
        problems.append(Problem("interval.already", said, show))
    return problems


def months_said(months: int) -> str:
    """A number of months between visits, after `every`: `month`, `2 months`."""
    return "month" if months == 1 else f"{months} months"
