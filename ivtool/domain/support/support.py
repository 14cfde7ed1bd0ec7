"""Support to volunteers: with whom, on which day, and what was agreed there."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from ivtool.domain.days import problems_ahead, spelled_day
from ivtool.domain.refs import support_ref, volunteer_ref
from ivtool.domain.support.agreed import AgreedAction
from ivtool.domain.support.records import Attendance, Support, SupportAction
from ivtool.domain.support.vocabulary import SupportKind
from ivtool.domain.visits.visits import MINUTES_IN_A_DAY
from ivtool.errors import Problem

# With one volunteer, or with the two who visit a child together.
ONE_TO_ONE = frozenset({SupportKind.SUPERVISION, SupportKind.PHONE})
# Where children may be as well.
WITH_CHILDREN = frozenset({SupportKind.GROUP_MEETING, SupportKind.OUTING})
SPOKEN = {SupportKind.PHONE: "phone call", SupportKind.AGM: "AGM"}


class SupportStatus(StrEnum):
    """What has become of it on a day."""

    PLANNED = "planned"
    HELD = "held"
    WITHDRAWN = "withdrawn"


def spoken_kind(kind: SupportKind) -> str:
    """A kind as a sentence names it: `group meeting`, `AGM`."""
    return SPOKEN.get(kind, kind.value.replace("_", " "))


def status_on(support: Support, as_of: date) -> SupportStatus:
    """What has become of it on a day; held on a later day, it was planned until then."""
    if support.withdrawn_on is not None:
        return SupportStatus.WITHDRAWN
    held = support.held_on is not None and support.held_on <= as_of
    return SupportStatus.HELD if held else SupportStatus.PLANNED


def is_open(action: SupportAction, as_of: date) -> bool:
    """Whether an action was not done by a day."""
    return action.done_on is None or action.done_on > as_of


def came(invited: Attendance) -> bool:
    """Whether somebody is taken to have come where nobody said who did: but who said no, all."""
    return invited.comes is not False


def problems_with_people(
    kind: SupportKind, volunteers: Sequence[int], children: int, couples: Iterable[tuple[int, int]]
) -> list[Problem]:
    """Why support of a kind cannot be with these: with nobody, with two who are no couple, …

    Supervision and a phone call are one to one: one volunteer, or both of a couple, the pairs of
    whom have a match together. Children come to outings and group meetings alone.
    Source: docs/DOMAIN.md, section 7.
    """
    said, problems = spoken_kind(kind), []
    if not volunteers:
        text = "it is not said with which volunteer"
        problems.append(Problem("support.nobody", text, "ivtool volunteer list"))
    if kind in ONE_TO_ONE and len(volunteers) > 1:
        pair = tuple(sorted(volunteers))
        if pair not in {tuple(sorted(each)) for each in couples}:
            refs = ", ".join(map(volunteer_ref, volunteers[:2]))
            more = " and others" if len(volunteers) > len(volunteers[:2]) else ""
            text = f"a {said} is one to one, or with both of a couple: {refs}{more} are none"
            hint = f"ivtool support log {kind.value} --with {volunteer_ref(volunteers[0])} …"
            problems.append(Problem("support.one_to_one", text, hint))
    if children and kind not in WITH_CHILDREN:
        text = f"children come to outings and group meetings, and to no {said}"
        problems.append(Problem("support.children", text, "ivtool support log --help"))
    return problems


def problems_with_support(
    support: Support, actions: Sequence[AgreedAction], today: date
) -> list[Problem]:
    """Why what is said of support cannot be: held on a day to come, too long, followed by what was.

    A planned day may have passed or lie ahead: when it is planned is for `problems_with_plan`.
    `actions` are what was agreed there, once it was held. One held before a volunteer's
    match, or before anything else was known of them, is a fact.
    """
    held_on = support.held_on
    problems = problems_ahead([(f"the {spoken_kind(support.kind)}", held_on)], today, "support")
    minutes = support.minutes
    if minutes is not None and not 0 < minutes <= MINUTES_IN_A_DAY:
        text = f"{minutes} minutes is not between 1 and {MINUTES_IN_A_DAY}"
        problems.append(Problem("support.minutes", text))
    begun = held_on or support.planned_on
    if support.next_on is not None and begun is not None and support.next_on <= begun:
        text = f"the next on {spelled_day(support.next_on)} would not come after this one"
        problems.append(Problem("support.next_before", text))
    if held_on is None and actions:
        text, hint = "nothing was agreed yet: it was not held", ""
        if support.id:
            hint = f"ivtool support held {support_ref(support.id)}"
        problems.append(Problem("support.not_held", text, hint))
    for action in actions:
        problems += problems_ahead([("an action", action.done_on)], today, "support")
        due_on = action.due_on
        if due_on is not None and held_on is not None and due_on < held_on:
            text = f"an action by {spelled_day(due_on)} would be due before it was agreed"
            problems.append(Problem("support.action_before", text))
    return problems


def problems_with_plan(kind: SupportKind, planned_on: date, today: date) -> list[Problem]:
    """Why support cannot be planned for a day: it has passed, and would never be looked at."""
    if planned_on >= today:
        return []
    hint = f"ivtool support log {kind.value} --with VOLUNTEER --on {planned_on}"
    return [Problem("support.past", f"{spelled_day(planned_on)} has passed", hint)]


def problems_with_change(support: Support) -> list[Problem]:
    """Why nothing can be changed of support: it was withdrawn."""
    if support.withdrawn_on is None:
        return []
    text = f"it was withdrawn on {spelled_day(support.withdrawn_on)}"
    return [Problem("support.withdrawn", text, f"ivtool support log {support.kind.value} …")]


def problems_with_invited(ref: str, strangers: Sequence[str]) -> list[Problem]:
    """Why nothing can be said of some at what was planned: they are not invited."""
    hint = f"ivtool support show {ref}"
    return [
        Problem("support.not_invited", f"{each} is not invited to {ref}", hint)
        for each in strangers
    ]


def problems_with_holding(support: Support) -> list[Problem]:
    """Why what was planned cannot be recorded as held: it is already."""
    if support.held_on is None:
        return []
    text = f"it was held on {spelled_day(support.held_on)}"
    hint = f"ivtool support correct {support_ref(support.id)} --on DAY"
    return [Problem("support.held", text, hint)]


def problems_with_no_holding(support: Support, actions: int) -> list[Problem]:
    """Why what was held cannot be a plan again: it never was one, or something was agreed there."""
    ref = support_ref(support.id)
    if support.held_on is None:
        text = "it is not recorded as held"
        return [Problem("support.not_held", text, f"ivtool support held {ref} --on DAY")]
    if support.planned_on is None:
        text, hint = "it was not planned before", f"ivtool support withdraw {ref}"
        return [Problem("support.not_planned", text, hint)]
    if actions:
        hint = f"ivtool support withdraw {support_ref(support.id, 1)}"
        return [Problem("support.has_actions", "actions were agreed there", hint)]
    return []


def problems_with_action(
    ref: str, action: SupportAction | None, done_on: date | None, today: date, *, correct: bool
) -> list[Problem]:
    """Why an action cannot be recorded as done: there is none, the day is ahead, it is done.

    `correct` puts another day in its place; with no `done_on` that it was done is taken back.
    """
    show = f"ivtool support show {ref.partition('/')[0]}"
    if action is None:
        return [Problem("support.no_action", f"there is no action {ref}", show)]
    problems = problems_ahead([("the action", done_on)], today, "support")
    was = action.done_on
    if was is None and (correct or done_on is None):
        text, hint = "it is not recorded as done", f"ivtool support done {ref}"
        problems.append(Problem("support.not_done", text, hint))
    elif was is not None and done_on is not None and not correct:
        text = f"it was done on {spelled_day(was)}"
        hint = f"ivtool support done {ref} --on DAY --correct"
        problems.append(Problem("support.done_already", text, hint))
    return problems
