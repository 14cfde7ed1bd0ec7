"""Answers about volunteers: what was recorded, and what comes next on the way to approval."""

from typing import TYPE_CHECKING

from ivtool.domain.days import spelled_day
from ivtool.domain.recruitment.evidence_entries import Event
from ivtool.domain.recruitment.evidence_kinds import KINDS, Piece
from ivtool.domain.recruitment.stages import command_to_advance
from ivtool.domain.recruitment.vocabulary import SpellEnd
from ivtool.domain.recruitment.waivers import WITH_SLOT, spoken_gate
from ivtool.domain.refs import match_ref, volunteer_ref
from ivtool.rendering import Answer, fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivtool.domain.people import Alike
    from ivtool.domain.recruitment.records import VolunteerCheck
    from ivtool.domain.recruitment.stages import Path
    from ivtool.services.recruitment.evidence import RecordedCheck
    from ivtool.services.recruitment.holds import HeldVolunteer, LeftVolunteer, ReturnedVolunteer
    from ivtool.services.recruitment.volunteers import (
        AddedVolunteer,
        AdvancedVolunteer,
        EditedVolunteer,
    )
    from ivtool.services.recruitment.waivers import WaivedGate
    from ivtool.state.recruitment.volunteers import BegunUnclear

# After each of many steps a person wants the next few, and not all of them again.
SOME = 3


def added(volunteer: "AddedVolunteer") -> Answer:
    """A volunteer who is now known."""
    ref = volunteer_ref(volunteer.number)
    return Answer(
        [
            f"{ref} added: interest expressed on {spelled_day(volunteer.on)}.",
            *next_steps(ref, volunteer.path),
        ],
        {"ref": ref, "on": volunteer.on, **path_fields(volunteer.path)},
        [
            f"{volunteer_ref(other)} has the same name  (ivtool volunteer show"
            f" {volunteer_ref(other)})"
            for other in volunteer.namesakes
        ]
        + _sharing(volunteer.sharing),
    )


def edited(volunteer: "EditedVolunteer") -> Answer:
    """A volunteer whose details were put right."""
    ref = volunteer_ref(volunteer.number)
    names = [name.replace("_", " ") for name in volunteer.changed]
    two = [f"{ref} and {volunteer_ref(other)} are two people." for other in volunteer.two]
    unchanged = two or [f"{ref}: nothing was changed."]
    return Answer(
        [f"{ref} changed: {', '.join(names)}.", *two] if names else unchanged,
        {"ref": ref, "changed": list(volunteer.changed)},
        _sharing(volunteer.sharing),
    )


def advanced(volunteer: "AdvancedVolunteer", *, corrected: bool = False) -> Answer:
    """A volunteer who has reached a stage, or several, or of whom one was put right."""
    ref = volunteer_ref(volunteer.number)
    stages = ", ".join(stage.value.replace("_", " ") for stage in volunteer.stages)
    when = f" on {spelled_day(volunteer.on)}" if volunteer.on else ""
    return Answer(
        [
            f"{ref} reached {stages}{when}{': corrected' if corrected else ''}.",
            *next_steps(ref, volunteer.path),
        ],
        {
            "ref": ref,
            "stages": list(volunteer.stages),
            "on": volunteer.on,
            **path_fields(volunteer.path),
        },
        _begun_unclear(ref, volunteer.begun_unclear),
    )


def checked(checks: "Sequence[RecordedCheck]") -> Answer:
    """Evidence that was asked for, has come back, or was looked at again; modules in one go."""
    check = checks[-1]
    ref, record = check.who.ref, check.record
    return Answer(
        [*(_checked(ref, each) for each in checks), *next_steps(ref, check.path)],
        {
            "ref": ref,
            "kind": record.kind,
            "slot": Piece.of(record).which,
            "module": "; ".join(each.record.module for each in checks if each.record.module)
            or None,
            **fields(record, "asked_on", "chased_on", "from_on", "outcome", "rechecked_on"),
            "until_on": check.until_on,
            **path_fields(check.path),
        },
    )


def _checked(ref: str, check: "RecordedCheck") -> str:
    sentence = f"{ref}: {_said(check.record, check.event)}"
    if check.until_on is not None and check.event not in (Event.ASKED, Event.CHASED):
        sentence += f"; in date until {spelled_day(check.until_on)}"
    return f"{sentence}."


def held(volunteer: "HeldVolunteer") -> Answer:
    """A volunteer who is now on hold."""
    ref = volunteer_ref(volunteer.hold.volunteer_id)
    until = volunteer.hold.until_on
    end = f"until {spelled_day(until)}" if until else "with no end set"
    days = f"--on {volunteer.hold.from_on}" + (f" --until {until}" if until else "")
    return Answer(
        [f"{ref} is on hold from {spelled_day(volunteer.hold.from_on)} {end}."],
        _hold_fields(volunteer),
        [
            f"{match_ref(match)} is live meanwhile  (ivtool match pause {match_ref(match)} {days})"
            for match in volunteer.live_matches
        ],
    )


def hold_ended(volunteer: "HeldVolunteer") -> Answer:
    """A volunteer who is no longer on hold."""
    ref = volunteer_ref(volunteer.hold.volunteer_id)
    sentence = f"{ref} is no longer on hold"
    if volunteer.withdrawn:
        began = spelled_day(volunteer.hold.from_on)
        sentence += f": the hold that began on {began} never was"
    elif volunteer.hold.until_on is not None:
        sentence += f"; the hold ran until {spelled_day(volunteer.hold.until_on)}"
    return Answer([f"{sentence}."], _hold_fields(volunteer))


def left(volunteer: "LeftVolunteer") -> Answer:
    """A volunteer whose time with the service is over."""
    ref = volunteer_ref(volunteer.number)
    verb = {
        SpellEnd.LEFT: "left",
        SpellEnd.WITHDREW: "withdrew",
        SpellEnd.NOT_ACCEPTED: "was not accepted",
    }[volunteer.how]
    sentence = f"{ref} {verb} on {spelled_day(volunteer.on)}"
    if volunteer.withdrawn:
        sentence = f"It never was that {sentence}: they are with the service as before"
    return Answer(
        [f"{sentence}."],
        {"ref": ref, "on": volunteer.on, "as": volunteer.how, "withdrawn": volunteer.withdrawn},
        [
            f"{match_ref(match)} is still proposed with them  (ivtool match show"
            f" {match_ref(match)})"
            for match in volunteer.proposals
        ],
    )


def returned(volunteer: "ReturnedVolunteer") -> Answer:
    """A volunteer who is back, and what lapsed meanwhile."""
    ref = volunteer_ref(volunteer.number)
    at = volunteer.at.value.replace("_", " ")
    lapsed = [f"  - {each.message}\n      {each.hint}" for each in volunteer.lapsed]
    return Answer(
        [
            f"{ref} returned on {spelled_day(volunteer.on)}, at {at}: spell {volunteer.spell}.",
            *(["Not in date any more:", *lapsed] if lapsed else []),
            *next_steps(ref, volunteer.path),
        ],
        {
            "ref": ref,
            **fields(volunteer, "spell", "at", "on"),
            "lapsed": [{"what": each.message, "command": each.hint} for each in volunteer.lapsed],
            **path_fields(volunteer.path),
        },
    )


def waived(gate: "WaivedGate") -> Answer:
    """A gate that is now waived."""
    ref, waiver = volunteer_ref(gate.number), gate.waiver
    what = spoken_gate(waiver.gate, waiver.slot, waiver.module)
    days = f"from {spelled_day(waiver.from_on)} until {spelled_day(waiver.until_on)}"
    sentence = f"{ref}: {what} {_is(gate)} waived {days}, by {waiver.waived_by}."
    return Answer(
        [sentence, *next_steps(ref, gate.path)],
        _waiver_fields(gate),
        _begun_unclear(ref, gate.begun_unclear),
    )


def waiver_ended(gate: "WaivedGate") -> Answer:
    """A gate that is waived no longer."""
    ref, waiver = volunteer_ref(gate.number), gate.waiver
    what = spoken_gate(waiver.gate, waiver.slot, waiver.module)
    how = f"the waiver ran until {spelled_day(waiver.until_on)}"
    if gate.withdrawn:
        how = f"the waiver that began on {spelled_day(waiver.from_on)} never was"
    return Answer(
        [f"{ref}: {what} {_is(gate)} waived no longer; {how}.", *next_steps(ref, gate.path)],
        _waiver_fields(gate),
        _begun_unclear(ref, gate.begun_unclear),
    )


def _begun_unclear(ref: str, matches: "Sequence[BegunUnclear]") -> list[str]:
    """The matches that rest on what was put right."""
    return [
        f"{match_ref(each.match)} started on {spelled_day(each.started_on)}, and {ref} was not"
        f" clear to visit then: {', '.join(each.reasons)}  (ivtool match show"
        f" {match_ref(each.match)})"
        for each in matches
    ]


def _is(gate: "WaivedGate") -> str:
    both = gate.waiver.gate in WITH_SLOT and gate.waiver.slot is None
    return "are" if both else "is"


def _waiver_fields(gate: "WaivedGate") -> dict[str, object]:
    return {
        "ref": volunteer_ref(gate.number),
        **fields(gate.waiver, "gate", "slot", "module", "from_on", "until_on"),
        "withdrawn": gate.withdrawn,
        **path_fields(gate.path),
    }


def _said(check: "VolunteerCheck", event: Event) -> str:
    name = Piece.of(check).spoken
    if check.module is not None:
        name += f" {check.module.replace('_', ' ')}"
    if event is Event.ASKED and check.asked_on is not None:
        return f"{name} asked for on {spelled_day(check.asked_on)}"
    if event is Event.CHASED and check.chased_on is not None:
        since = f", asked for on {spelled_day(check.asked_on)}" if check.asked_on else ""
        return f"{name} chased on {spelled_day(check.chased_on)}{since}"
    if event is Event.STATUS_CHECK and check.rechecked_on is not None:
        return f"{name} looked at again on {spelled_day(check.rechecked_on)}, clear"
    if event is Event.ANSWERED and check.from_on is not None and check.outcome is not None:
        done = KINDS[check.kind].done or check.outcome.value.replace("_", " ")
        return f"{name} {done}, {spelled_day(check.from_on)}"
    return f"{name} noted"


def _sharing(sharing: "Sequence[Alike]") -> list[str]:
    """Who has the same phone or email under another name: a couple, or a new name."""
    return [
        f"{volunteer_ref(each.number)} has the same {each.by} under another name"
        f"  (ivtool volunteer show {volunteer_ref(each.number)})"
        for each in sharing
    ]


def next_steps(ref: str, path: "Path") -> list[str]:
    """What comes next: what lacks, or the command that records the stage."""
    if path.following is None:
        return [f"Lacking: {each.message}  ({each.hint})" for each in path.lacking]
    stage = path.following.value.replace("_", " ")
    if not path.lacking:
        return [f"Ready for {stage}: {command_to_advance(ref, path.ready_on)}"]
    lines = [f"Next is {stage}, which lacks:"]
    lines += [f"  - {each.message}\n      {each.hint}" for each in path.lacking[:SOME]]
    if more := len(path.lacking) - SOME:
        lines += [f"  - and {more} more\n      ivtool volunteer show {ref}"] if more > 0 else []
    return lines


def path_fields(path: "Path") -> dict[str, object]:
    """How far a volunteer has come, what is next, and what lacks for it."""
    return {
        "stage": path.reached,
        "next_stage": path.following,
        "lacking": [{"what": each.message, "command": each.hint} for each in path.lacking],
    }


def _hold_fields(volunteer: "HeldVolunteer") -> dict[str, object]:
    return {
        "ref": volunteer_ref(volunteer.hold.volunteer_id),
        "from_on": volunteer.hold.from_on,
        "until_on": volunteer.hold.until_on,
        "withdrawn": volunteer.withdrawn,
    }
