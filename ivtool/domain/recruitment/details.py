"""A volunteer's own details: limits, holds, ages at each stage; which of them cannot be."""

from collections.abc import Iterable
from datetime import date

from ivtool.domain.ages import LowestAge, age_on, problems_with_birth
from ivtool.domain.days import NamedDay, problems_ahead, problems_with_order, spelled_day
from ivtool.domain.names import problems_with_name
from ivtool.domain.people import Person
from ivtool.domain.recruitment.records import VolunteerHold
from ivtool.domain.recruitment.vocabulary import Stage
from ivtool.errors import Problem

MOST_MATCHES = 20
OLDEST_CHILD = 25
MOST_MILES = 1000
MOST_MONTHS = 240
# Who applies is of age, and so is whoever has come further.
OF_AGE = tuple(Stage)[[*Stage].index(Stage.APPLICATION_COMPLETED) :]
REACHED_AS = {
    Stage.APPLICATION_COMPLETED: "when they applied",
    Stage.APPROVED: "when they were approved",
}


def problems_with_age(
    volunteer: str,
    born_on: date | None,
    stages: Iterable[tuple[Stage, date | None]],
    lowest: LowestAge,
) -> list[Problem]:
    """Why a volunteer cannot have reached a stage: under the lowest age of its day.

    From the application on; a stage further on, for what came before it was earlier still. The
    first such day is told. Source: docs/DOMAIN.md, section 3.
    """
    if born_on is None:
        return []
    for day, stage in sorted(
        (day, stage) for stage, day in stages if day is not None and stage in OF_AGE
    ):
        if age_on(born_on, day) < lowest(day):
            how = REACHED_AS.get(stage, f"when {stage.value.replace('_', ' ')} was reached")
            text = f"they would have been under {lowest(day)} {how} on {spelled_day(day)}"
            hint = f"ivtool volunteer show {volunteer}" if volunteer else ""
            return [Problem("volunteer.too_young", text, hint)]
    return []


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


def problems_with_commitment(months: int | None) -> list[Problem]:
    """Why somebody cannot mean to stay for so many months."""
    if months is None or 1 <= months <= MOST_MONTHS:
        return []
    text = f"commitment_months {months} is not between 1 and {MOST_MONTHS}"
    return [Problem("volunteer.limits", text)]


def problems_with_hold(
    from_on: date | None, until_on: date | None, today: date, reason: str | None = None
) -> list[Problem]:
    """Why a volunteer cannot be on hold so; the last day may lie ahead."""
    if from_on is None:
        said = "until a day" if until_on is not None else "for a reason"
        without = f"on hold {said} wants a day to be on hold from"
        known = until_on is not None or reason is not None
        return [Problem("hold.no_start", without)] if known else []
    problems = problems_ahead([("going on hold", from_on)], today, "hold")
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


def problems_with_new_hold(
    volunteer: str, new: VolunteerHold, others: Iterable[VolunteerHold]
) -> list[Problem]:
    """Why a hold cannot be set beside the ones there are: no two share a day."""
    problems = []
    for other in others:
        begins_within = other.until_on is None or new.from_on <= other.until_on
        ends_within = new.until_on is None or other.from_on <= new.until_on
        if begins_within and ends_within:
            until = f"until {spelled_day(other.until_on)}" if other.until_on else "with no end set"
            problems.append(
                Problem(
                    "hold.already",
                    f"they are on hold from {spelled_day(other.from_on)} {until}",
                    f"ivtool volunteer hold {volunteer} --end"
                    f" --on {max(new.from_on, other.from_on).isoformat()}",
                )
            )
    return problems


def problems_with_leaving_matches(
    left_on: date, matches: Iterable[tuple[str, date | None, date | None]]
) -> list[Problem]:
    """Why somebody cannot leave yet: a match of theirs is live, or ended after that day.

    Leaving is a fact; but a child is not left without an ending. Matches as ref, start, ending.
    """
    problems = []
    for match, started_on, ended_on in matches:
        if started_on is None or (ended_on is not None and ended_on <= left_on):
            continue
        if ended_on is None:
            text = f"{match} is live: leaving is a fact, but a live match must end first"
            hint = (
                f"ivtool match end {match} --on {left_on.isoformat()}"
                f" --route volunteer_resigned --reason TEXT"
            )
        else:
            text = f"{match} was live until it ended on {spelled_day(ended_on)}"
            hint = f"ivtool match show {match}"
        problems.append(Problem("leaving.live_match", text, hint))
    return problems


def problems_with_profile(
    volunteer: str,
    person: Person,
    *,
    reachable: bool,
    was_reachable: bool,
    reached: Iterable[NamedDay],
    today: date,
) -> list[Problem]:
    """Why a volunteer's own details cannot become so.

    Nobody loses the last way to be reached; `reached` are the days that they are known to have
    reached.
    """
    problems = problems_with_birth(person.date_of_birth, reached, today, "volunteer")
    problems += problems_with_name("volunteer", person.name)
    if was_reachable and not reachable:
        problems.append(
            Problem(
                "volunteer.no_contact",
                "there would be no way left to reach them: email, phone or post",
                f"ivtool volunteer edit {volunteer} --phone NUMBER",
            )
        )
    return problems
