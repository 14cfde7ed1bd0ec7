"""Waiving a gate for one person: by whom, why, until when; and ending that."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ivtool.domain.days import spelled_day
from ivtool.domain.ids import VolunteerId
from ivtool.domain.recruitment.evidence_kinds import Piece
from ivtool.domain.recruitment.records import Waiver
from ivtool.domain.recruitment.stages import Path, problems_with_being_here
from ivtool.domain.recruitment.vocabulary import Waivable
from ivtool.domain.recruitment.waivers import (
    ended,
    problems_with_waiver,
    problems_with_what,
    spoken_gate,
    waiver_to_end,
)
from ivtool.errors import Problem, Refused
from ivtool.queries import policy as policy_queries
from ivtool.state.recruitment.volunteers import BegunUnclear, begun_unclear, recruit
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class WaivedGate(NamedTuple):
    """A waiver as it now stands, `withdrawn` when it never was; and what comes next.

    `begun_unclear` are matches that rest on what was waived before.
    """

    number: VolunteerId
    waiver: Waiver
    path: Path
    withdrawn: bool = False
    begun_unclear: Sequence[BegunUnclear] = ()


def waive_gate(writer: Writer, new: Waiver, today: date) -> WaivedGate:
    """Waive a gate for a volunteer on some days. Raises Refused.

    The module safeguarding, which is refreshed, is a gate of its own.
    """
    reader = writer.reader
    who, policy = recruit(reader, new.volunteer_id), policy_queries.policy(reader)
    gate, module = _own_gate(new.gate, new.module)
    new = new._replace(gate=gate, module=module)
    modules = policy.listed("training.modules", new.from_on)
    problems = problems_with_being_here(who.ref, who.facts(date.max))
    problems += problems_with_waiver(who.ref, new, who.waivers, today, modules)
    if problems:
        raise Refused(f"{new.gate.value} cannot be waived so for {who.ref}", problems)
    new = writer.insert(new)
    who = who._replace(waivers=[*who.waivers, new])
    return WaivedGate(who.volunteer.id, new, who.path(today, policy))


def change_waiver(
    writer: Writer,
    number: VolunteerId,
    gate: Waivable,
    slot: int | None,
    module: str | None,
    changes: Mapping[str, Any],
    today: date,
) -> WaivedGate:
    """Put right the latest waiver of a gate, or take it back where nothing is said of it.

    Raises Refused. One that is taken back never was, and is kept.
    """
    reader = writer.reader
    who, policy = recruit(reader, number), policy_queries.policy(reader)
    gate, module = _own_gate(gate, module)
    same = [
        each for each in who.waivers if (each.gate, each.slot, each.module) == (gate, slot, module)
    ]
    if not same:
        text = f"no waiver of {spoken_gate(gate, slot, module)} is recorded"
        problem = Problem("waiver.none", text, f"ivtool volunteer show {who.ref}")
        raise Refused(f"no waiver of {who.ref} can be changed so", [problem])
    known = max(same, key=lambda each: (each.from_on, each.id))
    others = [each for each in who.waivers if each != known]
    if not changes:
        writer.update(known, withdrawn_on=today)
        left = who._replace(waivers=others)
        begun = begun_unclear(reader, who, left, policy)
        return WaivedGate(
            number, known, left.path(today, policy), withdrawn=True, begun_unclear=begun
        )
    now = known._replace(**changes)
    modules = policy.listed("training.modules", now.from_on)
    # It may be over by now: of its last day only that it is not before the first.
    by = min(now.from_on, today)
    if problems := problems_with_waiver(who.ref, now, others, by, modules, correct=True):
        raise Refused(f"the waiver of {gate.value} cannot be corrected so for {who.ref}", problems)
    writer.update(known, **changes)
    corrected = who._replace(waivers=[*others, now])
    begun = begun_unclear(reader, who, corrected, policy)
    return WaivedGate(number, now, corrected.path(today, policy), begun_unclear=begun)


def end_waiver(
    writer: Writer,
    number: VolunteerId,
    gate: Waivable,
    slot: int | None,
    module: str | None,
    on: date,
    today: date,
) -> WaivedGate:
    """End the waiver of a gate that holds on a day: its last day is the one before. Raises Refused.

    On its own first day it never was. The day may lie ahead.
    """
    reader = writer.reader
    who, policy = recruit(reader, number), policy_queries.policy(reader)
    gate, module = _own_gate(gate, module)
    modules = policy.listed("training.modules", on)
    how = f" --end --on {on}"
    problems = problems_with_what(who.ref, gate, slot, module, modules, how)
    found = waiver_to_end(who.waivers, gate, slot, module, on)
    if found is None and not problems:
        text = f"{spoken_gate(gate, slot, module)} is not waived that day"
        problems = [Problem("waiver.none", text, f"ivtool volunteer show {who.ref}")]
    if problems or found is None:
        raise Refused(f"no waiver of {who.ref} can end so on {spelled_day(on)}", problems)
    left = ended(found, on)
    others = [each for each in who.waivers if each != found]
    if left is None:
        writer.update(found, withdrawn_on=today)
    else:
        writer.update(found, until_on=left.until_on)
        others.append(left)
    ends = who._replace(waivers=others)
    begun, path = begun_unclear(reader, who, ends, policy), ends.path(today, policy)
    return WaivedGate(number, left or found, path, withdrawn=left is None, begun_unclear=begun)


def _own_gate(gate: Waivable, module: str | None) -> tuple[Waivable, str | None]:
    if gate is Waivable.TRAINING and module is not None:
        piece = Piece.of_module(module)
        return Waivable(piece.kind.value), piece.module
    return gate, module
