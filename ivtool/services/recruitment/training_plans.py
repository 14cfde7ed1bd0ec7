"""Training that is planned: who is invited, who says that they come; and then held."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ivtool.domain.ids import TrainingId, VolunteerId
from ivtool.domain.recruitment.records import Training
from ivtool.domain.recruitment.trainings import (
    modules_asked,
    problems_with_invited,
    problems_with_moving,
    problems_with_planned,
    problems_with_session,
    taught_in,
)
from ivtool.domain.refs import training_ref, volunteer_ref
from ivtool.domain.sentences import counted
from ivtool.domain.support.records import Attendance
from ivtool.domain.support.support import came
from ivtool.errors import Problem, Refused
from ivtool.queries import policy as policy_queries
from ivtool.queries.reading import select
from ivtool.queries.recruitment import trainings as training_queries
from ivtool.queries.recruitment.trainings import SessionRecord
from ivtool.queries.support import due as due_queries
from ivtool.services.recruitment.trainings import AttendedTraining, attend
from ivtool.writer import Writer

# What evidence of a session rests on.
DATED = ("held_on", "until_on", "modules")


def plan_training(
    writer: Writer,
    said: Training,
    modules: Sequence[str],
    invited: Sequence[VolunteerId],
    today: date,
    *,
    all_live: bool = False,
) -> SessionRecord:
    """Plan a session of core modules or on a topic, and invite to it. Raises Refused."""
    known = policy_queries.policy(writer.reader).listed("training.modules", today)
    taught = modules_asked(modules, known)
    problems = problems_with_session(
        said.held_on, said.until_on, taught, known, today, topic=said.topic, planned=True
    )
    if problems:
        raise Refused("the training session cannot be planned", problems)
    planned = writer.insert(said._replace(modules="; ".join(taught), planned=True))
    people = list(invited)
    if all_live:
        people += [each.number for each in due_queries.visitors(writer.reader, today)]
    for each in dict.fromkeys(people):
        writer.insert(Attendance(training_id=planned.id, volunteer_id=each))
    return _session(writer, planned.id)


def invite(
    writer: Writer, number: TrainingId, volunteers: Sequence[VolunteerId], *, withdraw: bool
) -> SessionRecord:
    """Invite more people to a planned session, or fewer. Raises Refused."""
    training, ref = writer.known(Training, number), training_ref(number)
    known = {each.volunteer_id: each for each in _invited(writer, number)}
    problems = problems_with_planned(training, planned=True)
    if withdraw:
        strangers = [volunteer_ref(each) for each in volunteers if each not in known]
        problems += problems_with_invited(ref, strangers)
    if problems:
        raise Refused(f"who is invited to {ref} stays", problems)
    for each in dict.fromkeys(volunteers):
        if withdraw:
            writer.delete(known[each])
        elif each not in known:
            writer.insert(Attendance(training_id=number, volunteer_id=each))
    return _session(writer, number)


def answer(
    writer: Writer, number: TrainingId, volunteer: VolunteerId, *, comes: bool | None
) -> SessionRecord:
    """Record that somebody says they come to a planned session, or not; None: not known any more.

    Raises Refused.
    """
    training, ref = writer.known(Training, number), training_ref(number)
    theirs = [each for each in _invited(writer, number) if each.volunteer_id == volunteer]
    problems = problems_with_planned(training, planned=True)
    problems += problems_with_invited(ref, [] if theirs else [volunteer_ref(volunteer)])
    if problems:
        raise Refused(f"no answer to {ref} can be recorded", problems)
    for each in theirs:
        writer.update(each, comes=comes)
    return _session(writer, number)


def hold_training(
    writer: Writer,
    number: TrainingId,
    on: date | None,
    until: date | None,
    attended: Sequence[VolunteerId],
    absent: Sequence[VolunteerId],
    today: date,
) -> AttendedTraining:
    """Record that a planned session was held, as planned where no day is said, and who attended.

    With nobody named, everybody who is invited and did not say no, but who was absent; who is named
    attended, and of the invited nobody else. Raises Refused.
    """
    training, ref = writer.known(Training, number), training_ref(number)
    invited = _invited(writer, number)
    known = {each.volunteer_id for each in invited}
    problems = problems_with_planned(training, planned=True)
    strangers = [volunteer_ref(each) for each in absent if each not in known]
    problems += problems_with_invited(ref, strangers)
    first = on or training.held_on
    last = until or (training.until_on if on is None else None)
    policy = policy_queries.policy(writer.reader)
    taught = taught_in(training)
    problems += problems_with_session(first, last, taught, taught, today, topic=training.topic)
    if problems:
        raise Refused(f"{ref} cannot be recorded as held", problems)
    there = list(attended) or [
        each.volunteer_id for each in invited if each.volunteer_id and came(each)
    ]
    there = [each for each in there if each not in absent]
    last_on = last if last != first else None
    held = writer.update(training, held_on=first, until_on=last_on, planned=None)
    for each in invited:
        if each.volunteer_id not in there:
            writer.update(each, attended=False)
    return attend(writer, held, there, taught, policy, today)


def correct_training(
    writer: Writer,
    number: TrainingId,
    changes: Mapping[str, Any],
    modules: Sequence[str],
    today: date,
) -> SessionRecord:
    """Put right what is said of a session; its days and modules while nobody has evidence of them.

    Raises Refused.
    """
    session, ref = _session(writer, number), training_ref(number)
    training = session.training
    known = policy_queries.policy(writer.reader).listed("training.modules", today)
    taught = modules_asked(modules, known) or session.modules
    now = training._replace(**changes, modules="; ".join(taught))
    moved = any(getattr(now, name) != getattr(training, name) for name in DATED)
    problems = problems_with_moving(training, moved=moved, attended=session.attended)
    if moved:
        problems += problems_with_session(
            now.held_on,
            now.until_on,
            taught,
            {*known, *session.modules},
            today,
            topic=now.topic,
            planned=training.planned is True,
        )
    if problems:
        raise Refused(f"{ref} cannot be corrected so", problems)
    writer.update(training, **now._asdict())
    return _session(writer, number)


def withdraw_training(writer: Writer, number: TrainingId) -> SessionRecord:
    """Take back a session that is planned, or at which nobody is recorded: the history keeps it.

    Raises Refused.
    """
    session, ref = _session(writer, number), training_ref(number)
    if session.attended:
        people = counted(session.attended, "volunteer is", "volunteers are")
        text = f"{people} recorded to have attended it"
        hint = f"ivtool training attended {ref} --volunteer VOLUNTEER --withdraw"
        raise Refused(f"{ref} cannot be withdrawn", [Problem("training.attended", text, hint)])
    for each in _invited(writer, number):
        writer.delete(each)
    writer.delete(session.training)
    return session


def _session(writer: Writer, number: TrainingId) -> SessionRecord:
    [session] = training_queries.sessions(writer.reader, date.max, number)
    return session


def _invited(writer: Writer, number: TrainingId) -> list[Attendance]:
    return select(writer.reader, Attendance, training_id=number)
