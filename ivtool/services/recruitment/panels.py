"""Putting volunteers before a panel, and recording what it decided."""

from datetime import date

from ivtool.domain.days import spelled_day
from ivtool.domain.ids import VolunteerId
from ivtool.domain.recruitment.evidence_entries import Entry
from ivtool.domain.recruitment.panels import (
    KINDS,
    MATTERS,
    Decision,
    item_meant,
    item_to_decide,
    problems_with_agenda,
    problems_with_decision,
    spoken_matter,
)
from ivtool.domain.recruitment.records import PanelMeeting, VolunteerCheck
from ivtool.domain.recruitment.vocabulary import CheckOutcome, Matter, Stage
from ivtool.domain.recruitment.volunteers import stages_reached
from ivtool.errors import Refused
from ivtool.queries import policy as policy_queries
from ivtool.queries.recruitment import panels as panel_queries
from ivtool.services.recruitment.evidence import RecordedCheck, record_about
from ivtool.state.recruitment.volunteers import recruit
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class PutOnAgenda(NamedTuple):
    """Somebody on a panel's agenda, how many stand on it, and from which agenda they were taken."""

    volunteer: VolunteerId
    on: date
    matter: Matter
    on_it: int
    moved_from: date | None


class DecidedByPanel(NamedTuple):
    """What the panel of a day decided of somebody, and where that leaves them."""

    volunteer: VolunteerId
    on: date
    matter: Matter
    outcome: CheckOutcome
    conditions: str | None
    check: RecordedCheck


def put_on_agenda(
    writer: Writer, number: VolunteerId, on: date, matter: Matter, today: date
) -> PutOnAgenda:
    """Put a volunteer on the agenda of the panel of a day, past or ahead.

    Whoever stands undecided on another agenda is moved: nothing is decided twice. Raises Refused.
    """
    who = recruit(writer.reader, number)
    ref, facts = who.ref, who.facts(on)
    ended_on = facts.spell_ended_on
    gone_on = ended_on if ended_on is not None and ended_on <= on else None
    approved_on = dict(stages_reached(facts.stages, on)).get(Stage.APPROVED)
    problems = problems_with_agenda(
        ref,
        matter,
        on,
        gone_on=gone_on,
        approved_on=approved_on,
        items=who.checks,
        panels=who.panels,
    )
    if problems:
        raise Refused(f"{ref} cannot be put before the panel of {spelled_day(on)}", problems)
    meeting = _meeting(writer, on)
    waiting = item_to_decide(who.checks, who.panels, matter)
    moved_from = None
    if waiting is None:
        # Of a panel that was held before today it is told late; it was not put on afterwards.
        asked_on = min(on, today)
        writer.insert(
            VolunteerCheck(
                who.volunteer.id, KINDS[matter], asked_on=asked_on, meeting_id=meeting.id
            )
        )
    else:
        moved_from = who.meets_on(waiting)
        asked_on = min(on, waiting.asked_on or today)
        writer.update(waiting, asked_on=asked_on, meeting_id=meeting.id)
    on_it = len(panel_queries.agenda(writer.reader, on))
    return PutOnAgenda(number, on, matter, on_it, moved_from)


def decide(
    writer: Writer,
    number: VolunteerId,
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
    who = recruit(reader, number)
    item = item_meant(who.checks, who.panels, matter, on, today)
    meets_on = None if item is None else who.meets_on(item)
    problems = problems_with_decision(who.ref, decision, conditions, on, item, meets_on, today)
    if problems or item is None or meets_on is None:
        what = "decision" if matter is None else f"decision on a {spoken_matter(matter)}"
        raise Refused(f"no {what} of a panel can be recorded for {who.ref}", problems)
    outcome = CheckOutcome(decision.value)
    said = VolunteerCheck(
        who.volunteer.id, item.kind, outcome=outcome, conditions=conditions, note=note
    )
    policy, entry = policy_queries.policy(reader), Entry(said, meets_on)
    check = record_about(writer, who, policy, entry, today, record=item)
    return DecidedByPanel(number, meets_on, MATTERS[item.kind], outcome, conditions, check)


def _meeting(writer: Writer, on: date) -> PanelMeeting:
    return panel_queries.meeting_of(writer.reader, on) or writer.insert(PanelMeeting(on))
