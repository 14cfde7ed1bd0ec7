"""Waivers: a gate that is let go for one person, by whom, why, and until when.

What cannot be waived is not in the list of what can: a way to reach somebody, the date of birth,
the lowest age. Source: docs/DOMAIN.md, section 2.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from ivtool.domain.days import problems_ahead, spelled_day, with_hints
from ivtool.domain.letters import seen
from ivtool.domain.recruitment.evidence_kinds import KINDS, REFERENCES, Piece
from ivtool.domain.recruitment.records import Waiver
from ivtool.domain.recruitment.vocabulary import CheckKind, Waivable
from ivtool.errors import Problem

# Of which there are two, and so a slot; the modules of training have names.
WITH_SLOT = (Waivable.REFEREE, Waivable.REFERENCE)


def spoken_gate(gate: Waivable, slot: int | None, module: str | None) -> str:
    """A gate that is waived, as a sentence names it: `reference 2`, `both references`."""
    if gate in WITH_SLOT:
        return f"{gate.value} {slot}" if slot is not None else f"both {gate.value}s"
    if gate is Waivable.TRAINING and module:
        return f"the {Piece(CheckKind.TRAINING, module=module).name}"
    kind = KINDS[CheckKind(gate.value)]
    return kind.waived or f"the {kind.full}"


def waiver_of(
    waivers: Iterable[Waiver], gate: str, slot: int | None, module: str | None, on: date
) -> Waiver | None:
    """The waiver that lets a piece of a gate go on a day, the one that runs longest; or None."""
    holding = [
        each
        for each in waivers
        if _covers(each, gate, slot, module) and each.from_on <= on <= each.until_on
    ]
    return max(holding, key=lambda each: each.until_on, default=None)


def waiver_past(
    waivers: Iterable[Waiver], gate: str, slot: int | None, module: str | None, on: date
) -> Waiver | None:
    """The last waiver of a piece of a gate that had ended before a day, or None."""
    past = [each for each in waivers if _covers(each, gate, slot, module) and each.until_on < on]
    return max(past, key=lambda each: each.until_on, default=None)


def waiver_to_end(
    waivers: Iterable[Waiver], gate: Waivable, slot: int | None, module: str | None, on: date
) -> Waiver | None:
    """The waiver of just that gate, slot and module that holds on a day, or None."""
    same = [each for each in waivers if (each.gate, each.slot, each.module) == (gate, slot, module)]
    return waiver_of(same, gate, slot, module, on)


def ended(waiver: Waiver, on: date) -> Waiver | None:
    """A waiver that ends on a day: it held until the day before; on its first day it never was."""
    return None if on <= waiver.from_on else waiver._replace(until_on=on - timedelta(days=1))


def problems_with_waiver(
    volunteer: str,
    new: Waiver,
    others: Iterable[Waiver],
    today: date,
    modules: Collection[str],
    *,
    correct: bool = False,
) -> list[Problem]:
    """Why a gate cannot be waived so: every reason; with `correct` one that is put right.

    The first day is not ahead, the last one neither before it nor past. A gate is waived once on
    any day.
    """
    command = f"ivtool volunteer waive {volunteer} {new.gate.value}"
    which = f"{command}{_which(new)}"
    same = f"{which} --correct" if correct else f"{which} --on {new.from_on}"
    begun = f"{which} --on {today}" + (
        " --correct" if correct else f" --until {new.until_on} --by NAME --reason TEXT"
    )
    problems = with_hints(
        problems_ahead([("the waiver", new.from_on)], today, "waiver"),
        {"waiver.in_future": begun},
    )
    if new.until_on < max(new.from_on, today):
        text = f"it would have been over on {spelled_day(new.until_on)}"
        problems.append(Problem("waiver.over", text, f"{same} --until DAY"))
    if not seen(new.waived_by):
        text = "it is not said who waives it"
        problems.append(Problem("waiver.no_name", text, f"{same} --by NAME"))
    if not seen(new.reason):
        text = "it is not said why"
        problems.append(Problem("waiver.no_reason", text, f"{same} --reason TEXT"))
    how = f" --on {new.from_on} --until DAY"
    problems += problems_with_what(volunteer, new.gate, new.slot, new.module, modules, how)
    for other in others:
        shares_a_day = other.from_on <= new.until_on and new.from_on <= other.until_on
        if shares_a_day and _covers(other, new.gate, new.slot, new.module):
            text = (
                f"a waiver of {spoken_gate(other.gate, other.slot, other.module)} runs from"
                f" {spelled_day(other.from_on)} until {spelled_day(other.until_on)}"
            )
            day = max(new.from_on, other.from_on).isoformat()
            hint = f"{command}{_which(other)} --end --on {day}"
            problems.append(Problem("waiver.already", text, hint))
    return problems


def problems_with_what(
    volunteer: str,
    gate: Waivable,
    slot: int | None,
    module: str | None,
    modules: Collection[str],
    how: str,
) -> list[Problem]:
    """Why there is no such gate: a slot is one of two references, a module one of the training.

    `how` is the rest of the command that helps.
    """
    problems = []
    if slot is not None and gate not in WITH_SLOT:
        text = f"--slot does not go with {gate.value}"
        problems.append(Problem("waiver.not_for_gate", text, "ivtool volunteer waive --help"))
    elif slot is not None and slot not in REFERENCES:
        text = f"there are {gate.value}s 1 and 2, and no {slot}"
        hint = f"ivtool volunteer waive {volunteer} {gate.value} --slot 1{how}"
        problems.append(Problem("waiver.not_for_gate", text, hint))
    if module is not None and gate is not Waivable.TRAINING:
        text = f"--module does not go with {gate.value}"
        problems.append(Problem("waiver.not_for_gate", text, "ivtool volunteer waive --help"))
    elif module is not None and module not in modules:
        text = f"it is none of the core modules: {', '.join(modules)}"
        one = next(iter(modules))
        hint = f"ivtool volunteer waive {volunteer} training --module {one}{how}"
        problems.append(Problem("waiver.not_for_gate", text, hint))
    return problems


def _which(waiver: Waiver) -> str:
    slot = f" --slot {waiver.slot}" if waiver.slot in REFERENCES else ""
    return f"{slot} --module {waiver.module}" if waiver.module is not None else slot


def _covers(waiver: Waiver, gate: str, slot: int | None, module: str | None) -> bool:
    return (
        waiver.gate.value == gate
        and waiver.slot in (None, slot)
        and waiver.module in (None, module)
    )
