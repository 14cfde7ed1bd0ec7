"""Recording training sessions, and who attended which of their modules."""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.days import with_hints
from ivtool.domain.ids import TrainingId, VolunteerId
from ivtool.domain.policy import Policy
from ivtool.domain.recruitment.evidence_entries import Entry
from ivtool.domain.recruitment.evidence_kinds import EvidenceRules
from ivtool.domain.recruitment.records import Training, VolunteerCheck
from ivtool.domain.recruitment.trainings import (
    modules_asked,
    problems_with_attendance,
    problems_with_attendance_withdrawn,
    problems_with_planned,
    problems_with_session,
    taught_in,
)
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome
from ivtool.domain.recruitment.volunteers import Check, in_date_until
from ivtool.domain.refs import training_ref, volunteer_ref
from ivtool.domain.support.records import Attendance
from ivtool.errors import Refused
from ivtool.queries import policy as policy_queries
from ivtool.queries.reading import select
from ivtool.queries.recruitment import trainings as training_queries
from ivtool.queries.recruitment.trainings import SessionRecord
from ivtool.services.recruitment.evidence import record_about
from ivtool.state.recruitment.volunteers import recruits
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class AttendedTraining(NamedTuple):
    """A session, who is now recorded to have attended which modules, and where that brings them.

    `until_on` is the last day on which the safeguarding taught there is in date.
    """

    session: SessionRecord
    volunteers: Sequence[VolunteerId]
    modules: Sequence[str]
    until_on: date | None


def add_training(
    writer: Writer,
    on: date,
    until: date | None,
    modules: Sequence[str],
    held_by: str | None,
    note: str | None,
    attended: Sequence[VolunteerId],
    today: date,
    topic: str | None = None,
) -> AttendedTraining:
    """Record a training session, and who attended all of it. Raises Refused."""
    policy = policy_queries.policy(writer.reader)
    known = policy.listed("training.modules", until or on)
    taught = modules_asked(modules, known)
    if problems := problems_with_session(on, until, taught, known, today, topic=topic):
        add = "ivtool training add"
        hints = {
            "training.in_future": f"{add} --on {today} --module MODULE",
            "training.out_of_order": f"{add} --on {on} --module MODULE",
        }
        raise Refused("the training session cannot be added", with_hints(problems, hints))
    until_on = until if until != on else None
    held = writer.insert(Training(on, "; ".join(taught), until_on, held_by, note, topic))
    return attend(writer, held, attended, taught, policy, today)


def attend_training(
    writer: Writer,
    number: TrainingId,
    volunteers: Sequence[VolunteerId],
    modules: Sequence[str],
    today: date,
) -> AttendedTraining:
    """Record who attended modules of a session, all of them where none is named.

    Raises Refused, for somebody who attended that day already too.
    """
    [session] = training_queries.sessions(writer.reader, date.max, number)
    asked = modules_asked(modules, session.modules) or session.modules
    problems = problems_with_planned(session.training, planned=False)
    if not volunteers:
        ref = training_ref(number)
        problems += problems_with_attendance(ref, session.modules, (), asked, ())
    if problems:
        raise Refused(f"nobody can be recorded at {training_ref(number)}", problems)
    policy = policy_queries.policy(writer.reader)
    return attend(writer, session.training, volunteers, asked, policy, today)


def withdraw_attendance(
    writer: Writer,
    number: TrainingId,
    volunteers: Sequence[VolunteerId],
    modules: Sequence[str],
) -> AttendedTraining:
    """Take back that somebody attended modules of a session, all of them where none is named.

    What was asked for before is awaited again, and what was recorded by itself before stands as it
    was. Raises Refused for who is not recorded at it.
    """
    asked = modules_asked(modules)
    known = {
        each: [
            item
            for item in select(writer.reader, VolunteerCheck, volunteer_id=each, training_id=number)
            if not asked or (item.module or item.kind.value) in asked
        ]
        for each in dict.fromkeys(volunteers)
    }
    invited = {each.volunteer_id: each for each in _invited(writer, number) if each.attended}
    refs = [volunteer_ref(n) for n, items in known.items() if not items and n not in invited]
    ref = training_ref(number)
    if problems := problems_with_attendance_withdrawn(ref, bool(known), refs):
        raise Refused(f"no attendance of {ref} can be withdrawn", problems)
    taken = [item for items in known.values() for item in items]
    for item in taken:
        before = training_queries.before_attended(writer.reader, item.id, number)
        if before is not None:
            writer.update(item, **before)
        elif item.asked_on is None:
            writer.delete(item)
        else:
            writer.update(item, outcome=None, from_on=None, training_id=None)
    for each in known if not asked else ():
        if (theirs := invited.get(each)) is not None:
            writer.delete(theirs)
    [session] = training_queries.sessions(writer.reader, date.max, number)
    named = list(dict.fromkeys(item.module or item.kind.value for item in taken))
    return AttendedTraining(session, list(known), named, None)


def attend(
    writer: Writer,
    held: Training,
    volunteers: Sequence[VolunteerId],
    modules: Sequence[str],
    policy: Policy,
    today: date,
) -> AttendedTraining:
    """Record that people attended modules of a session that was held, and what else was taught.

    Raises Refused.
    """
    reader = writer.reader
    people = list(dict.fromkeys(volunteers))
    whole = recruits(reader, people)
    if people:
        ref = training_ref(held.id)
        there = {
            (who.ref, item.module or item.kind.value)
            for who in whole.values()
            for item in who.checks
            # What was recorded by itself of the same day becomes an attendance of the session.
            if item.training_id is not None and item.from_on == held.last_on
        }
        if not modules:
            came = [each for each in _invited(writer, held.id) if each.attended]
            there = {(volunteer_ref(each.volunteer_id or 0), "") for each in came}
        refs = [volunteer_ref(each) for each in people]
        problems = problems_with_attendance(ref, taught_in(held), refs, modules, there)
        if problems:
            raise Refused(f"they cannot be recorded at {ref}", problems)
    for each in people:
        who = whole[each]
        for module in modules:
            said = VolunteerCheck(who.volunteer.id, CheckKind.TRAINING, module=module)
            entry = Entry(said, held.last_on)
            check = record_about(writer, who, policy, entry, today, training=held.id)
            who = check.who
    _attend_topic(writer, held, people)
    [session] = training_queries.sessions(reader, date.max, held.id)
    until_on = _in_date_until(held, modules, policy.evidence_rules(today))
    return AttendedTraining(session, people, modules, until_on)


def _attend_topic(writer: Writer, held: Training, people: Sequence[VolunteerId]) -> None:
    """Of what is no module there is no evidence: who was there is kept by itself."""
    invited = {each.volunteer_id: each for each in _invited(writer, held.id)}
    if held.topic is None and not invited:
        return
    for each in people:
        if (theirs := invited.get(each)) is not None:
            writer.update(theirs, attended=True)
        elif held.topic is not None:
            writer.insert(Attendance(training_id=held.id, volunteer_id=each, attended=True))


def _invited(writer: Writer, number: TrainingId) -> list[Attendance]:
    return select(writer.reader, Attendance, training_id=number)


def _in_date_until(held: Training, modules: Sequence[str], rules: EvidenceRules) -> date | None:
    if CheckKind.SAFEGUARDING.value not in modules:
        return None
    attended = Check(CheckKind.SAFEGUARDING, CheckOutcome.CLEAR, held.last_on)
    return in_date_until(
        [attended], CheckKind.SAFEGUARDING, rules.months[CheckKind.SAFEGUARDING], held.last_on
    )
