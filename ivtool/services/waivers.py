"""Waiving a gate for one person: by whom, why, until when; and ending that."""

from dataclasses import dataclass
from datetime import date

from ivtool.domain.days import spelled_day
from ivtool.domain.recruitment import Path, problems_with_being_here
from ivtool.domain.refs import volunteer_ref
from ivtool.domain.waivers import (
    Waiver,
    ended,
    problems_with_waiver,
    problems_with_what,
    spoken_gate,
    waiver_to_end,
)
from ivtool.domain.words import Waivable
from ivtool.errors import Problem, Refused
from ivtool.facts import policy as policy_facts
from ivtool.facts import volunteers as volunteer_facts
from ivtool.services.volunteers import path_of
from ivtool.tables import Waiver as WaiverRow
from ivtool.writer import Writer


@dataclass(frozen=True, slots=True)
class WaivedGate:
    """A waiver as it now stands, `withdrawn` when it never was; and what comes next."""

    number: int
    waiver: Waiver
    path: Path
    withdrawn: bool = False


def waive_gate(writer: Writer, number: int, new: Waiver, today: date) -> WaivedGate:
    """Waive a gate for a volunteer on some days. Raises Refused.

    The module safeguarding, which is refreshed, is a gate of its own.
    """
    reader = writer.reader
    ref = volunteer_ref(number)
    new = _own_gate(new)
    facts = volunteer_facts.clearance_facts(reader, date.max, [number])[number]
    modules = policy_facts.policy(reader).listed("training.modules", new.from_on)
    problems = problems_with_being_here(ref, facts)
    problems += problems_with_waiver(ref, new, facts.waivers, today, modules)
    if problems:
        raise Refused(f"{new.gate.value} cannot be waived so for {ref}", problems)
    writer.session.add(
        WaiverRow(
            volunteer_id=number,
            gate=new.gate.value,
            slot=new.slot,
            module=new.module,
            waived_by=new.waived_by,
            reason=new.reason,
            from_on=new.from_on,
            until_on=new.until_on,
        )
    )
    writer.session.flush()
    return WaivedGate(number, new, path_of(writer, number, today))


def end_waiver(
    writer: Writer,
    number: int,
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
    ref = volunteer_ref(number)
    asked = _own_gate(Waiver(gate, slot, module, on, on, "", ""))
    facts = volunteer_facts.clearance_facts(reader, date.max, [number])[number]
    modules = policy_facts.policy(reader).listed("training.modules", on)
    how = f" --end --on {on}"
    problems = problems_with_what(ref, asked.gate, asked.slot, asked.module, modules, how)
    found = waiver_to_end(facts.waivers, asked.gate, asked.slot, asked.module, on)
    if found is None and not problems:
        text = f"{spoken_gate(asked.gate, slot, asked.module)} is not waived that day"
        problems = [Problem("waiver.none", text, f"ivtool volunteer show {ref}")]
    if problems or found is None:
        raise Refused(f"no waiver of {ref} can end so on {spelled_day(on)}", problems)
    row = writer.session.get_one(WaiverRow, found.number)
    left = ended(found, on)
    if left is None:
        row.withdrawn_on = on
    else:
        row.until_on = left.until_on
    writer.session.add(row)
    writer.session.flush()
    path = path_of(writer, number, today)
    return WaivedGate(number, left or found, path, withdrawn=left is None)


def _own_gate(waiver: Waiver) -> Waiver:
    if waiver.gate is Waivable.TRAINING and waiver.module == Waivable.SAFEGUARDING.value:
        return waiver._replace(gate=Waivable.SAFEGUARDING, module=None)
    return waiver
