"""Answers about support to volunteers; never a word of what was said there."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from ivtool.domain.days import spelled_day
from ivtool.domain.refs import child_ref, support_ref, volunteer_ref
from ivtool.domain.sentences import counted
from ivtool.domain.support.support import spoken_kind
from ivtool.rendering import Answer, fields

if TYPE_CHECKING:
    from ivtool.domain.ids import ChildId, VolunteerId
    from ivtool.domain.names import NamesShown
    from ivtool.domain.support.records import Attendance
    from ivtool.services.support.support import ChangedAction, RecordedSupport

# Of more than so many who were there, it is told how many.
MOST_NAMED = 4


def logged(recorded: "RecordedSupport", did: str = "logged") -> Answer:
    """Support that was held: when, with whom, what is to be done, when the next is due."""
    support, ref = recorded.support, support_ref(recorded.support.id)
    there = [each for each in recorded.people if each.attended]
    on = "" if support.held_on is None else f" on {spelled_day(support.held_on)}"
    said = f"{ref} {did}: {spoken_kind(support.kind)}{on}, with {_who(there)}."
    absent = [each for each in recorded.people if each.attended is False]
    if absent:
        said += f" Invited and not there: {_who(absent)}."
    return Answer([said, *_follows(recorded)], _fields(recorded), _beside(recorded))


def planned(recorded: "RecordedSupport", names: "NamesShown", did: str = "planned") -> Answer:
    """Support that is planned: when, who is invited, what has to be known of the children."""
    from ivtool.commands.child_answers import to_know

    support, ref = recorded.support, support_ref(recorded.support.id)
    on = "" if support.planned_on is None else f" on {spelled_day(support.planned_on)}"
    said = f"{ref} {did}: {spoken_kind(support.kind)}{on}; invited: {_who(recorded.people)}."
    known = [line for child in recorded.young for line in to_know(child, names)]
    return Answer([said], _fields(recorded), known)


def answered(
    recorded: "RecordedSupport",
    volunteers: "Collection[VolunteerId]",
    children: "Collection[ChildId]",
) -> Answer:
    """Who now is said to come to what is planned, or not to."""
    ref = support_ref(recorded.support.id)
    theirs = [
        each
        for each in recorded.people
        if each.volunteer_id in volunteers or each.child_id in children
    ]
    words = {True: "comes", False: "does not come", None: "has not said whether they come"}
    come = sum(each.comes is True for each in recorded.people)
    said = [f"{ref}: {_ref(each)} {words[each.comes]}." for each in theirs]
    said.append(f"{come} of {len(recorded.people)} invited come.")
    return Answer(said, _fields(recorded))


def corrected(recorded: "RecordedSupport", names: "NamesShown") -> Answer:
    """Support as it was put right, held or planned."""
    if recorded.support.held_on is None:
        return planned(recorded, names, "corrected")
    return logged(recorded, "corrected")


def withdrawn(recorded: "RecordedSupport") -> Answer:
    """Support that was taken back."""
    ref, what = support_ref(recorded.support.id), spoken_kind(recorded.support.kind)
    return Answer(
        [f"{ref} withdrawn: the {what} is kept, and counts nowhere.", *_follows(recorded)],
        _fields(recorded),
    )


def action(changed: "ChangedAction") -> Answer:
    """An action that was done, or put right, or taken back."""
    each = changed.action
    ref = support_ref(each.support_id, each.number)
    by = "" if each.due_on is None else f" by {spelled_day(each.due_on)}"
    said = f"{ref} is to be done{by}."
    if changed.gone:
        said = f"{ref} withdrawn: it was not agreed. The history keeps it."
    elif each.done_on is not None:
        said = f"{ref} done on {spelled_day(each.done_on)}; it was to be done{by}."
    return Answer(
        [said],
        {"action": ref, "ref": support_ref(each.support_id), **fields(each, "due_on", "done_on"),
         "withdrawn": changed.gone},
    )  # fmt: skip


def _follows(recorded: "RecordedSupport") -> list[str]:
    support = recorded.support
    standing = support.withdrawn_on is None
    sentences = [
        f"{support_ref(each.support_id, each.number)} is to be done by {spelled_day(each.due_on)}."
        for each in recorded.actions
        if standing and each.due_on is not None and each.done_on is None
    ]
    if standing and support.next_on is not None:
        sentences.append(f"The next is on {spelled_day(support.next_on)}.")
    if recorded.due:
        due_on = min(each.due_on for each in recorded.due)
        sentences.append(f"A supervision is due on {spelled_day(due_on)}.")
    return sentences


def _beside(recorded: "RecordedSupport") -> list[str]:
    return [
        f"{support_ref(each)} is of that kind and day, with one of them too"
        f"  (ivtool support show {support_ref(each)})"
        for each in recorded.beside
    ]


def _who(people: "Sequence[Attendance]") -> str:
    """People by their refs; of many how many there are."""
    if len(people) <= MOST_NAMED:
        return ", ".join(map(_ref, people)) or "nobody"
    volunteers = sum(each.volunteer_id is not None for each in people)
    said = counted(volunteers, "volunteer")
    children = len(people) - volunteers
    return f"{said} and {counted(children, 'child', 'children')}" if children else said


def _ref(each: "Attendance") -> str:
    return volunteer_ref(each.volunteer_id) if each.volunteer_id else child_ref(each.child_id or 0)


def _fields(recorded: "RecordedSupport") -> dict[str, object]:
    support = recorded.support
    told = [each for each in recorded.people if support.held_on is None or each.attended]
    return {
        "ref": support_ref(support.id),
        "kind": support.kind,
        "on": support.held_on,
        "planned_on": support.planned_on,
        "volunteers": [_ref(each) for each in told if each.volunteer_id],
        "children": [_ref(each) for each in told if each.child_id],
        "absent": [_ref(each) for each in recorded.people if each.attended is False],
        **fields(support, "minutes", "next_on", "withdrawn_on"),
        "actions": [
            {
                "action": support_ref(each.support_id, each.number),
                **fields(each, "due_on", "done_on"),
            }
            for each in recorded.actions
        ],
        "supervision_due_on": min((each.due_on for each in recorded.due), default=None),
    }
