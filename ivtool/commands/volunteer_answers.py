"""Answers about volunteers: what was recorded, and what comes next on the way to approval."""

from typing import TYPE_CHECKING

from ivtool.domain.days import spelled_day
from ivtool.domain.recruitment.evidence import spoken_kind
from ivtool.domain.recruitment.evidence_entry import Saying
from ivtool.domain.recruitment.stages import command_to_advance
from ivtool.domain.recruitment.vocabulary import CheckKind, SpellEnd
from ivtool.domain.recruitment.waivers import WITH_SLOT, spoken_gate
from ivtool.domain.refs import match_ref, volunteer_ref
from ivtool.output import Receipt

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

# After each of many steps a person wants the next few, and not all of them again.
SOME = 3
# What has no outcome but that it happened.
DONE = {
    CheckKind.PACK: "sent",
    CheckKind.CHAT: "held",
    CheckKind.APPLICATION: "received",
    CheckKind.SAFEGUARDING: "attended",
    CheckKind.TRAINING: "attended",
    CheckKind.BOOK: "completed",
    CheckKind.INDEPENDENCE: "made",
    CheckKind.CODE_OF_CONDUCT: "signed",
}


def added(volunteer: "AddedVolunteer") -> Receipt:
    """A volunteer who is now known."""
    ref = volunteer_ref(volunteer.number)
    return Receipt(
        [
            f"{ref} added: interest expressed on {spelled_day(volunteer.on)}.",
            *_next(ref, volunteer.path),
        ],
        {"ref": ref, "on": volunteer.on, **_path_fields(volunteer.path)},
        [
            f"{volunteer_ref(other)} has the same name  (ivtool volunteer show"
            f" {volunteer_ref(other)})"
            for other in volunteer.namesakes
        ]
        + _sharing(volunteer.sharing),
    )


def edited(volunteer: "EditedVolunteer") -> Receipt:
    """A volunteer whose details were put right."""
    ref = volunteer_ref(volunteer.number)
    names = [name.replace("_", " ") for name in volunteer.changed]
    two = [f"{ref} and {volunteer_ref(other)} are two people." for other in volunteer.two]
    unchanged = two or [f"{ref}: nothing was changed."]
    return Receipt(
        [f"{ref} changed: {', '.join(names)}.", *two] if names else unchanged,
        {"ref": ref, "changed": list(volunteer.changed)},
        _sharing(volunteer.sharing),
    )


def advanced(volunteer: "AdvancedVolunteer") -> Receipt:
    """A volunteer who has reached a stage, or several."""
    ref = volunteer_ref(volunteer.number)
    stages = ", ".join(stage.value.replace("_", " ") for stage in volunteer.stages)
    return Receipt(
        [f"{ref} reached {stages} on {spelled_day(volunteer.on)}.", *_next(ref, volunteer.path)],
        {
            "ref": ref,
            "stages": list(volunteer.stages),
            "on": volunteer.on,
            **_path_fields(volunteer.path),
        },
    )


def checked(checks: "Sequence[RecordedCheck]") -> Receipt:
    """Evidence that was asked for, has come back, or was looked at again; modules in one go."""
    check = checks[-1]
    ref, record = check.who.ref, check.record
    return Receipt(
        [*(_checked(ref, each) for each in checks), *_next(ref, check.path)],
        {
            "ref": ref,
            "kind": record.kind,
            "slot": record.slot if record.kind is CheckKind.REFERENCE else None,
            "module": "; ".join(each.record.module for each in checks if each.record.module)
            or None,
            "asked_on": record.asked_on,
            "chased_on": record.chased_on,
            "from_on": record.from_on,
            "outcome": record.outcome,
            "rechecked_on": record.rechecked_on,
            "until_on": check.until_on,
            **_path_fields(check.path),
        },
    )


def _checked(ref: str, check: "RecordedCheck") -> str:
    sentence = f"{ref}: {_said(check.record, check.told)}"
    if check.until_on is not None and check.told not in (Saying.ASKED, Saying.CHASED):
        sentence += f"; in date until {spelled_day(check.until_on)}"
    return f"{sentence}."


def held(volunteer: "HeldVolunteer") -> Receipt:
    """A volunteer who is now on hold."""
    ref = volunteer_ref(volunteer.hold.volunteer_id)
    until = volunteer.hold.until_on
    end = f"until {spelled_day(until)}" if until else "with no end set"
    days = f"--on {volunteer.hold.from_on}" + (f" --until {until}" if until else "")
    return Receipt(
        [f"{ref} is on hold from {spelled_day(volunteer.hold.from_on)} {end}."],
        _hold_fields(volunteer),
        [
            f"{match_ref(match)} is live meanwhile  (ivtool match pause {match_ref(match)} {days})"
            for match in volunteer.live_matches
        ],
    )


def hold_ended(volunteer: "HeldVolunteer") -> Receipt:
    """A volunteer who is no longer on hold."""
    ref = volunteer_ref(volunteer.hold.volunteer_id)
    sentence = f"{ref} is no longer on hold"
    if volunteer.withdrawn:
        sentence += ": the hold that began on that day never was"
    elif volunteer.hold.until_on is not None:
        sentence += f"; the hold ran until {spelled_day(volunteer.hold.until_on)}"
    return Receipt([f"{sentence}."], _hold_fields(volunteer))


def left(volunteer: "LeftVolunteer") -> Receipt:
    """A volunteer whose time with the service is over."""
    ref = volunteer_ref(volunteer.number)
    verb = {
        SpellEnd.LEFT: "left",
        SpellEnd.WITHDREW: "withdrew",
        SpellEnd.NOT_ACCEPTED: "was not accepted",
    }[volunteer.how]
    return Receipt(
        [f"{ref} {verb} on {spelled_day(volunteer.on)}."],
        {"ref": ref, "on": volunteer.on, "as": volunteer.how},
        [
            f"{match_ref(match)} is still proposed with them  (ivtool match show"
            f" {match_ref(match)})"
            for match in volunteer.proposals
        ],
    )


def returned(volunteer: "ReturnedVolunteer") -> Receipt:
    """A volunteer who is back, and what lapsed meanwhile."""
    ref = volunteer_ref(volunteer.number)
    at = volunteer.at.value.replace("_", " ")
    lapsed = [f"  - {each.message}\n      {each.hint}" for each in volunteer.lapsed]
    return Receipt(
        [
            f"{ref} returned on {spelled_day(volunteer.on)}, at {at}: spell {volunteer.spell}.",
            *(["Not in date any more:", *lapsed] if lapsed else []),
            *_next(ref, volunteer.path),
        ],
        {
            "ref": ref,
            "spell": volunteer.spell,
            "at": volunteer.at,
            "on": volunteer.on,
            "lapsed": [{"what": each.message, "command": each.hint} for each in volunteer.lapsed],
            **_path_fields(volunteer.path),
        },
    )


def waived(gate: "WaivedGate") -> Receipt:
    """A gate that is now waived."""
    ref, waiver = volunteer_ref(gate.number), gate.waiver
    what = spoken_gate(waiver.gate, waiver.slot, waiver.module)
    days = f"from {spelled_day(waiver.from_on)} until {spelled_day(waiver.until_on)}"
    sentence = f"{ref}: {what} {_is(gate)} waived {days}, by {waiver.waived_by}."
    return Receipt([sentence, *_next(ref, gate.path)], _waiver_fields(gate))


def waiver_ended(gate: "WaivedGate") -> Receipt:
    """A gate that is waived no longer."""
    ref, waiver = volunteer_ref(gate.number), gate.waiver
    what = spoken_gate(waiver.gate, waiver.slot, waiver.module)
    how = f"the waiver ran until {spelled_day(waiver.until_on)}"
    if gate.withdrawn:
        how = "the waiver that began on that day never was"
    return Receipt(
        [f"{ref}: {what} {_is(gate)} waived no longer; {how}.", *_next(ref, gate.path)],
        _waiver_fields(gate),
    )


def _is(gate: "WaivedGate") -> str:
    both = gate.waiver.gate in WITH_SLOT and gate.waiver.slot is None
    return "are" if both else "is"


def _waiver_fields(gate: "WaivedGate") -> dict[str, object]:
    return {
        "ref": volunteer_ref(gate.number),
        "gate": gate.waiver.gate,
        "slot": gate.waiver.slot,
        "module": gate.waiver.module,
        "from_on": gate.waiver.from_on,
        "until_on": gate.waiver.until_on,
        "withdrawn": gate.withdrawn,
        **_path_fields(gate.path),
    }


def _said(check: "VolunteerCheck", told: Saying) -> str:
    name = spoken_kind(check.kind)
    if check.kind is CheckKind.REFERENCE:
        name += f" {check.slot}"
    elif check.module is not None:
        name += f" {check.module.replace('_', ' ')}"
    if told is Saying.ASKED and check.asked_on is not None:
        return f"{name} asked for on {spelled_day(check.asked_on)}"
    if told is Saying.CHASED and check.chased_on is not None:
        since = f", asked for on {spelled_day(check.asked_on)}" if check.asked_on else ""
        return f"{name} chased on {spelled_day(check.chased_on)}{since}"
    if told is Saying.STATUS_CHECK and check.rechecked_on is not None:
        return f"{name} looked at again on {spelled_day(check.rechecked_on)}, clear"
    if told is Saying.ANSWERED and check.from_on is not None and check.outcome is not None:
        done = DONE.get(check.kind) or check.outcome.value.replace("_", " ")
        return f"{name} {done}, {spelled_day(check.from_on)}"
    return f"{name} noted"


def _sharing(sharing: "Sequence[Alike]") -> list[str]:
    """Who has the same phone or email under another name: a couple, or a new name."""
    return [
        f"{volunteer_ref(each.number)} has the same {each.by} under another name"
        f"  (ivtool volunteer show {volunteer_ref(each.number)})"
        for each in sharing
    ]


def _next(ref: str, path: "Path") -> list[str]:
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


def _path_fields(path: "Path") -> dict[str, object]:
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
