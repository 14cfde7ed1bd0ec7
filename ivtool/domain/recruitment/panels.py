"""Panels: what may be put before one, and what it may decide.

An item of an agenda is evidence that was asked for and has no answer yet: a meeting is named by its
day, and each item gets its own decision.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from ivtool.domain.days import problems_ahead, spelled_day
from ivtool.domain.ids import PanelMeetingId
from ivtool.domain.recruitment.records import VolunteerCheck
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, Matter, Stage
from ivtool.domain.recruitment.volunteers import STAGES
from ivtool.errors import Problem

# The days of the panels that items name.
Panels = Mapping[PanelMeetingId, date]
KINDS = {Matter.APPROVAL: CheckKind.PANEL, Matter.SECOND_MATCH: CheckKind.SECOND_MATCH}
MATTERS = {kind: matter for matter, kind in KINDS.items()}
# What the panel wants to see done before it approves anybody.
BEFORE_PANEL = STAGES[: STAGES.index(Stage.PANEL_APPROVAL)]


class Decision(StrEnum):
    """What a panel decides of one person."""

    APPROVED = CheckOutcome.APPROVED.value
    APPROVED_WITH_CONDITIONS = CheckOutcome.APPROVED_WITH_CONDITIONS.value
    DEFERRED = CheckOutcome.DEFERRED.value
    NOT_ACCEPTED = CheckOutcome.NOT_ACCEPTED.value


DECIDED = {
    CheckOutcome.APPROVED: "approved",
    CheckOutcome.APPROVED_WITH_CONDITIONS: "approved with conditions",
    CheckOutcome.DEFERRED: "deferred its decision",
    CheckOutcome.NOT_ACCEPTED: "did not accept",
}


def spoken_matter(matter: Matter) -> str:
    """A matter as a sentence names it."""
    return matter.value.replace("_", " ")


def item_to_decide(
    items: Sequence[VolunteerCheck], panels: Panels, matter: Matter | None
) -> VolunteerCheck | None:
    """The undecided item that stands on the first agenda; of one matter if it is said which."""
    found = [each for each in _items(items, panels, matter) if each[1].outcome is None]
    return min(found, key=lambda each: each[0])[1] if found else None


def item_meant(
    items: Sequence[VolunteerCheck],
    panels: Panels,
    matter: Matter | None,
    on: date | None,
    today: date,
) -> VolunteerCheck | None:
    """The item that a decision is of: the one of a day, or the latest undecided and not ahead.

    Where every undecided one is still ahead, the first of them; where all of a day are decided, the
    last.
    """
    found = _items(items, panels, matter)
    if on is not None:
        of_the_day = [item for meets_on, item in found if meets_on == on]
        undecided = [item for item in of_the_day if item.outcome is None]
        of_these = undecided or of_the_day
        return of_these[-1] if of_these else None
    held = [each for each in found if each[1].outcome is None and each[0] <= today]
    if held:
        return max(held, key=lambda each: each[0])[1]
    return item_to_decide(items, panels, matter)


def _items(
    items: Sequence[VolunteerCheck], panels: Panels, matter: Matter | None
) -> list[tuple[date, VolunteerCheck]]:
    """What stands on agendas, each with the day of its panel."""
    kinds = tuple(MATTERS) if matter is None else (KINDS[matter],)
    return [
        (panels[item.meeting_id], item)
        for item in items
        if item.kind in kinds and item.meeting_id is not None
    ]


def problems_with_agenda(
    volunteer: str,
    matter: Matter,
    on: date,
    *,
    gone_on: date | None,
    approved_on: date | None,
    items: Sequence[VolunteerCheck],
    panels: Panels,
) -> list[Problem]:
    """Why somebody cannot be put on the agenda of a panel of a day: every reason.

    Whoever has left is not decided on, nor whoever is approved approved again; a second match is
    for those who are. What still lacks does not matter here: it shows on the agenda.
    """
    problems = []
    show = f"ivtool volunteer show {volunteer}"
    if gone_on is not None:
        text = f"their time with the service ended on {spelled_day(gone_on)}"
        problems.append(Problem("panel.gone", text, show))
    elif matter is Matter.APPROVAL and approved_on is not None:
        text = f"they were approved on {spelled_day(approved_on)}"
        hint = f"ivtool panel add {volunteer} --on {on.isoformat()} --matter second_match"
        problems.append(Problem("panel.approved_already", text, hint))
    elif matter is Matter.SECOND_MATCH and approved_on is None:
        text = "a second match is for somebody who is approved"
        hint = f"ivtool panel add {volunteer} --on {on.isoformat()}"
        problems.append(Problem("panel.not_approved", text, hint))
    of_matter = [item for item in items if item.kind is KINDS[matter]]
    on_agendas = _items(items, panels, matter)
    if any(meets_on == on and item.outcome is None for meets_on, item in on_agendas):
        text = f"they are on the agenda of {spelled_day(on)} already: {spoken_matter(matter)}"
        hint = f"ivtool panel agenda --on {on.isoformat()}"
        problems.append(Problem("panel.already_on", text, hint))
    if any(item.from_on == on and item.outcome is not None for item in of_matter):
        problems.append(decided_already(volunteer, KINDS[matter], on))
    return problems


def problems_with_decision(
    volunteer: str,
    decision: Decision,
    conditions: str | None,
    on: date | None,
    item: VolunteerCheck | None,
    meets_on: date | None,
    today: date,
) -> list[Problem]:
    """Why a panel's decision cannot be recorded: never on the agenda, decided already, half said.

    `meets_on` is the day of the item's panel.     Of a panel still to come nothing is decided yet.
    """
    if item is None or meets_on is None:
        when = "on no panel's agenda" if on is None else f"not on the agenda of {spelled_day(on)}"
        hint = f"ivtool panel add {volunteer} --on {(on or today).isoformat()}"
        return [Problem("panel.not_on_agenda", f"they are {when}", hint)]
    if item.outcome is not None:
        return [decided_already(volunteer, item.kind, meets_on)]
    problems = problems_ahead([("the panel", meets_on)], today, "panel")
    if decision is Decision.APPROVED_WITH_CONDITIONS and conditions is None:
        hint = f"ivtool panel decide {volunteer} {decision.value} --conditions TEXT"
        problems.append(Problem("check.no_conditions", "it is not said on what conditions", hint))
    return problems


def decided_already(volunteer: str, kind: CheckKind, on: date) -> Problem:
    """The problem that a panel's decision of a day is recorded, and how it is put right."""
    return Problem(
        "panel.decided_already",
        f"the panel of {spelled_day(on)} has decided already: {spoken_matter(MATTERS[kind])}",
        f"ivtool volunteer check {volunteer} {kind.value} --instead-of {on.isoformat()}"
        " --outcome OUTCOME",
    )
