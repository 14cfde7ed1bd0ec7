"""Answers about plans of visits, and a match's own interval."""

from typing import TYPE_CHECKING

from ivtool.domain.days import spelled_day, spelled_month
from ivtool.domain.money import pounds
from ivtool.domain.refs import match_ref, volunteer_ref
from ivtool.domain.visits.plans import months_said
from ivtool.rendering import Answer

if TYPE_CHECKING:
    from ivtool.domain.expenses.claims import Spent
    from ivtool.domain.names import NamesShown
    from ivtool.services.visits.plans import OwnInterval, PlannedVisit


def planned(done: "PlannedVisit", names: "NamesShown") -> Answer:
    """A visit that is planned, or was: when one is due, and what is left of the figure."""
    from ivtool.commands.child_answers import to_know

    plan, stands, spent = done.plan, done.stands, done.spent
    ref, withdrawn = match_ref(plan.match_id), plan.withdrawn_on is not None
    due_on = stands.due_on if stands else None
    past = stands is not None and (stands.days_overdue or 0) > 0
    due = "no visit is due"
    if due_on is not None:
        due = f"one {'was' if past else 'is'} due on {spelled_day(due_on)}"
    if withdrawn:
        said = f"{ref}: the plan for {spelled_day(plan.planned_on)} is withdrawn; {due}."
    else:
        said = f"{ref}: a visit is planned for {spelled_day(plan.planned_on)}; {due}."
    warnings = [
        f"{volunteer_ref(number)} will not be clear to visit on that day: {', '.join(reasons)}"
        f"  (ivtool volunteer show {volunteer_ref(number)})"
        for number, reasons in sorted(done.not_clear.items())
    ]
    if done.paused and not withdrawn:
        warnings.insert(0, f"{ref} is paused on that day  (ivtool match show {ref})")
    if due_on is not None and not past and plan.planned_on > due_on and not withdrawn:
        warnings.insert(0, f"that is after the day on which one is due, {spelled_day(due_on)}")
    if not withdrawn:
        warnings += to_know(done.child, names)
    left = max(spent.figure_pence - spent.pence, 0)
    return Answer(
        [said, left_of_figure(spent)],
        {
            "match": ref,
            "on": plan.planned_on,
            "activity": plan.activity,
            "place": plan.place,
            "withdrawn": withdrawn,
            "due_on": due_on,
            "figure_pence": spent.figure_pence,
            "spent_pence": spent.pence,
            "left_pence": left,
        },
        warnings,
    )


def interval(done: "OwnInterval") -> Answer:
    """A match's own months between visits from a day on."""
    own = done.own
    ref = match_ref(own.match_id)
    return Answer(
        [f"{ref}: a visit every {months_said(own.every_months)} from {spelled_day(own.from_on)}."],
        {
            "match": ref,
            "every_months": own.every_months,
            "from_on": own.from_on,
            "before": done.before,
        },
    )


def left_of_figure(spent: "Spent") -> str:
    """What is left in a month of a match's figure for activities, or how far it is over."""
    figure = f"of {pounds(spent.figure_pence)} for activities"
    month = spelled_month(spent.month)
    if spent.over_pence:
        return f"{month}: {pounds(spent.pence)} {figure}, {pounds(spent.over_pence)} over it."
    said = f"{pounds(spent.pence)} {figure}" if spent.pence else f"nothing {figure} spent"
    return f"{month}: {said}, {pounds(spent.figure_pence - spent.pence)} left."
