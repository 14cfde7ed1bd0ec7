"""Answers about concerns; never a word of one."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ivtool.domain.concerns.concerns import SPOKEN_PARTIES, Clock, ClockState, clock_state, was_told
from ivtool.domain.concerns.vocabulary import NoteKind
from ivtool.domain.days import spelled_day
from ivtool.domain.refs import child_ref, concern_ref, match_ref, visit_ref, volunteer_ref
from ivtool.rendering import Answer, fields

if TYPE_CHECKING:
    from datetime import date

    from ivtool.services.concerns import NotedConcern, RaisedConcern, ToldConcern, WithdrawnConcern

VERBS = {
    NoteKind.NOTE: "a note of",
    NoteKind.ACTION: "an action taken, of",
    NoteKind.CLOSING: "closed on",
    NoteKind.WITHDRAWAL: "withdrawn on",
}
IN_WORDS = {ClockState.IN_TIME: ", in time", ClockState.TOLD_LATE: ", late"}


def raised(raising: "RaisedConcern", today: "date") -> Answer:
    """A concern that was raised, and who must be told by when."""
    concern = raising.concern
    ref = concern_ref(concern.id)
    child = concern.child_id and child_ref(concern.child_id)
    volunteer = concern.volunteer_id and volunteer_ref(concern.volunteer_id)
    people = [each for each in (child, volunteer) if each]
    kind = concern.kind.value.replace("_", " ")
    when = f" at {concern.raised_time}" if concern.raised_time else ""
    sentence = (
        f"{ref} raised: {kind}, about {' and '.join(people)}, on"
        f" {spelled_day(concern.raised_on)}{when}."
    )
    return Answer(
        [sentence, *to_be_told(concern.id, raising.clocks, today)],
        {
            "ref": ref,
            **fields(concern, "kind", "raised_on", "raised_time"),
            "child": child,
            "volunteer": volunteer,
            "match": concern.match_id and match_ref(concern.match_id),
            "visit": concern.visit_id and visit_ref(concern.visit_id),
            **_due(raising.clocks),
        },
    )


def told(telling: "ToldConcern", today: "date") -> Answer:
    """Somebody was told of a concern."""
    ref = concern_ref(telling.number)
    clock = telling.clock
    judged = ""
    # A second telling changes nothing of whether the first came in time.
    if clock is not None and clock.told_on == telling.on:
        judged = IN_WORDS[clock_state(clock, today)]
    when = f" at {telling.time}" if telling.time else ""
    sentence = f"{ref}: {was_told(telling.party)} on {spelled_day(telling.on)}{when}{judged}."
    return Answer(
        [sentence, *to_be_told(telling.number, telling.waiting, today)],
        {
            "ref": ref,
            "party": telling.party,
            "told_on": telling.on,
            "told_time": telling.time,
            "due_on": clock and clock.due_on,
            "in_time": None if clock is None else clock_state(clock, today) is ClockState.IN_TIME,
        },
    )


def noted(note: "NotedConcern") -> Answer:
    """What was added to a concern, and a concern that was closed."""
    ref = concern_ref(note.number)
    between = " " if note.kind is NoteKind.CLOSING else ": "
    return Answer(
        [f"{ref}{between}{VERBS[note.kind]} {spelled_day(note.on)}."],
        {"ref": ref, "kind": note.kind, "on": note.on},
    )


def withdrawn(concern: "WithdrawnConcern") -> Answer:
    """A concern that was withdrawn: it is kept and counts nowhere."""
    ref, of = concern_ref(concern.number), concern.duplicate_of
    what = f" as a duplicate of {concern_ref(of)}" if of is not None else ""
    notes = [
        f"{concern_ref(each)} was withdrawn as a duplicate of {ref}: does it stand?"
        f"  (ivtool concern show {concern_ref(each)})"
        for each in concern.duplicates
    ]
    if concern.others and of is not None:
        notes.append(
            f"{ref} is about {' and '.join(concern.others)}, and {concern_ref(of)} is not"
            f"  (ivtool concern show {concern_ref(of)})"
        )
    return Answer(
        [f"{ref} withdrawn on {spelled_day(concern.on)}{what}: kept, and counted nowhere."],
        {
            "ref": ref,
            "withdrawn_on": concern.on,
            "duplicate_of": None if of is None else concern_ref(of),
        },
        notes,
    )


def to_be_told(number: int, clocks: Iterable[Clock], today: "date") -> list[str]:
    """Who is still to be told of a concern, each with the command that records it."""
    ref = concern_ref(number)
    lines = []
    for clock in clocks:
        state = clock_state(clock, today)
        if state in IN_WORDS:
            continue
        who = SPOKEN_PARTIES[clock.party]
        who = f"{who[0].upper()}{who[1:]}"
        said = {
            ClockState.TODAY: f"{who} is told today",
            ClockState.WAITING: f"{who} is told by {spelled_day(clock.due_on)}",
            ClockState.LATE: f"{who} was to be told by {spelled_day(clock.due_on)}",
        }[state]
        lines.append(f"{said}:  ivtool concern told {ref} {clock.party.value}")
    return lines


def _due(clocks: Iterable[Clock]) -> dict[str, "date | None"]:
    due = {clock.party.value: clock.due_on for clock in clocks}
    return {f"{party}_due_on": due.get(party) for party in ("social_worker", "lado")}
