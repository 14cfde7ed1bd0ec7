"""Recording training sessions, and who attended which of their modules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ivtool.domain.refs import training_ref, volunteer_ref
from ivtool.domain.sayings import Said, kind_meant
from ivtool.domain.trainings import (
    modules_asked,
    problems_with_attendance,
    problems_with_session,
)
from ivtool.domain.volunteers import Check, in_date_until
from ivtool.domain.words import CheckKind, CheckOutcome
from ivtool.errors import Refused
from ivtool.facts import evidence as evidence_facts
from ivtool.facts import policy as policy_facts
from ivtool.facts import trainings as training_facts
from ivtool.facts.trainings import SessionRecord
from ivtool.services.evidence import RecordedCheck, record_check
from ivtool.tables import Training
from ivtool.writer import Writer


@dataclass(frozen=True, slots=True)
class AttendedTraining:
    """A session, who is now recorded to have attended which modules, and where that brings them.

    `until_on` is the last day on which the safeguarding taught there is in date.
    """

    session: SessionRecord
    volunteers: Sequence[int]
    modules: Sequence[str]
    until_on: date | None
    last_checks: Sequence[RecordedCheck]


def add_training(
    writer: Writer,
    on: date,
    until: date | None,
    modules: Sequence[str],
    held_by: str | None,
    note: str | None,
    attended: Sequence[int],
    today: date,
) -> AttendedTraining:
    """Record a training session, and who attended all of it. Raises Refused."""
    policy = policy_facts.policy(writer.reader)
    taught = modules_asked(modules)
    known = policy.listed("training.modules", until or on)
    if problems := problems_with_session(on, until, taught, known, today):
        raise Refused("the training session cannot be added", problems)
    row = Training(
        held_on=on,
        until_on=until if until != on else None,
        modules="; ".join(taught),
        held_by=held_by,
        note=note,
    )
    writer.session.add(row)
    writer.session.flush()
    return _attend(writer, row.id or 0, attended, taught, today)


def attend_training(
    writer: Writer, number: int, volunteers: Sequence[int], modules: Sequence[str], today: date
) -> AttendedTraining:
    """Record who attended modules of a session, all of them where none is named.

    Raises Refused, for somebody who attended that day already too.
    """
    [held] = training_facts.sessions(writer.reader, date.max, number)
    asked = modules_asked(modules) or held.modules
    if not volunteers:
        nobody = problems_with_attendance(training_ref(number), held.modules, (), asked, ())
        raise Refused(f"nobody can be recorded at {training_ref(number)}", nobody)
    return _attend(writer, number, volunteers, asked, today)


def _attend(
    writer: Writer, number: int, volunteers: Sequence[int], modules: Sequence[str], today: date
) -> AttendedTraining:
    reader = writer.reader
    [held] = training_facts.sessions(reader, date.max, number)
    people = list(dict.fromkeys(volunteers))
    if people:
        ref = training_ref(number)
        there = {
            (volunteer_ref(each), item.module or item.kind.value)
            for each in people
            for item in evidence_facts.items(reader, each)
            # What was recorded by itself of the same day becomes an attendance of the session.
            if item.training is not None and item.from_on == held.last_on
        }
        problems = problems_with_attendance(
            ref, held.modules, [volunteer_ref(each) for each in people], modules, there
        )
        if problems:
            raise Refused(f"they cannot be recorded at {ref}", problems)
    last_checks = []
    for each in people:
        for module in modules:
            kind = kind_meant(CheckKind.TRAINING, module)
            said = Said(on=held.last_on, module=module)
            check = record_check(writer, each, kind, said, None, today, training=number)
        last_checks.append(check)
    [held] = training_facts.sessions(reader, date.max, number)
    return AttendedTraining(held, people, modules, _in_date_until(writer, held, modules, today),
                            last_checks)  # fmt: skip


def _in_date_until(
    writer: Writer, held: SessionRecord, modules: Sequence[str], today: date
) -> date | None:
    if CheckKind.SAFEGUARDING.value not in modules:
        return None
    rules = policy_facts.policy(writer.reader).evidence_rules(today)
    attended = Check(CheckKind.SAFEGUARDING, CheckOutcome.CLEAR, held.last_on)
    return in_date_until(
        [attended], CheckKind.SAFEGUARDING, rules.safeguarding_months, held.last_on
    )
