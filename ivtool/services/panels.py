"""Putting volunteers before a panel, and recording what it decided."""

from dataclasses import dataclass
from datetime import date

from ivtool.domain.days import spelled_day
from ivtool.domain.panels import (
    KINDS,
    MATTERS,
    Decision,
    item_meant,
    item_to_decide,
    problems_with_agenda,
    problems_with_decision,
    spoken_matter,
)
from ivtool.domain.refs import volunteer_ref
from ivtool.domain.sayings import Said
from ivtool.domain.volunteers import stages_reached
from ivtool.domain.words import CheckOutcome, Matter, Stage
from ivtool.errors import Refused
from ivtool.facts import evidence as evidence_facts
from ivtool.facts import panels as panel_facts
from ivtool.facts import volunteers as volunteer_facts
from ivtool.services.evidence import RecordedCheck, record_check
from ivtool.tables import PanelMeeting, VolunteerCheck
from ivtool.writer import Writer


@dataclass(frozen=True, slots=True)
class PutOnAgenda:
    """Somebody on a panel's agenda, how many stand on it, and from which agenda they were taken."""

    volunteer: int
    on: date
    matter: Matter
    on_it: int
    moved_from: date | None


@dataclass(frozen=True, slots=True)
class DecidedByPanel:
    """What the panel of a day decided of somebody, and where that leaves them."""

    volunteer: int
    on: date
    matter: Matter
    outcome: CheckOutcome
    conditions: str | None
    check: RecordedCheck


def put_on_agenda(
    writer: Writer, number: int, on: date, matter: Matter, today: date
) -> PutOnAgenda:
    """Put a volunteer on the agenda of the panel of a day, past or ahead.

    Whoever stands undecided on another agenda is moved: nothing is decided twice. Raises Refused.
    """
    reader = writer.reader
    ref = volunteer_ref(number)
    items = evidence_facts.items(reader, number)
    [facts] = volunteer_facts.clearance_facts(reader, on, [number]).values()
    ended_on = facts.spell_ended_on
    gone_on = ended_on if ended_on is not None and ended_on <= on else None
    approved_on = dict(stages_reached(facts.stages, on)).get(Stage.APPROVED)
    problems = problems_with_agenda(
        ref, matter, on, gone_on=gone_on, approved_on=approved_on, items=items
    )
    if problems:
        raise Refused(f"{ref} cannot be put before the panel of {spelled_day(on)}", problems)
    meeting = _meeting(writer, on)
    waiting = item_to_decide(items, matter)
    if waiting is None:
        row = VolunteerCheck(volunteer_id=number, kind=KINDS[matter].value)
        # Of a panel that was held before today it is told late; it was not put on afterwards.
        row.asked_on = min(on, today)
    else:
        row = writer.session.get_one(VolunteerCheck, waiting.number)
        row.asked_on = min(on, row.asked_on or today)
    row.meeting_id = meeting
    writer.session.add(row)
    writer.session.flush()
    on_it = len(panel_facts.agenda(reader, on))
    return PutOnAgenda(number, on, matter, on_it, waiting.meets_on if waiting else None)


def decide(
    writer: Writer,
    number: int,
    decision: Decision,
    on: date | None,
    matter: Matter | None,
    conditions: str | None,
    note: str | None,
    today: date,
) -> DecidedByPanel:
    """Record what a panel decided: of a day, or of the latest that had yet to decide on them.

    Raises Refused for somebody who was not on its agenda, and for a panel still to come.
    """
    reader = writer.reader
    ref = volunteer_ref(number)
    item = item_meant(evidence_facts.items(reader, number), matter, on, today)
    problems = problems_with_decision(ref, decision, conditions, on, item, today)
    if problems or item is None or item.meets_on is None:
        what = "decision" if matter is None else f"decision on a {spoken_matter(matter)}"
        raise Refused(f"no {what} of a panel can be recorded for {ref}", problems)
    outcome = CheckOutcome(decision.value)
    said = Said(on=item.meets_on, outcome=outcome, conditions=conditions, note=note)
    check = record_check(writer, number, item.kind, said, None, today, record=item.number)
    return DecidedByPanel(number, item.meets_on, MATTERS[item.kind], outcome, conditions, check)


def _meeting(writer: Writer, on: date) -> int:
    known = panel_facts.meeting_of(writer.reader, on)
    if known is not None:
        return known
    meeting = PanelMeeting(held_on=on)
    writer.session.add(meeting)
    writer.session.flush()
    return meeting.id or 0
