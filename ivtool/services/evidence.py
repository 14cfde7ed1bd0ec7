"""Recording evidence about a volunteer: asked for, come back, looked at again. Never contents."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ivtool.domain.days import spelled_day
from ivtool.domain.evidence import Item, spoken_kind
from ivtool.domain.recruitment import Path
from ivtool.domain.refs import volunteer_ref
from ivtool.domain.sayings import (
    Said,
    Saying,
    day_of,
    kind_meant,
    problems_with_saying,
    record_meant,
    record_of_day,
    saying,
    status_check_of,
)
from ivtool.domain.volunteers import evidence_until
from ivtool.domain.words import CheckKind, CheckOutcome
from ivtool.errors import Problem, Refused
from ivtool.facts import evidence as evidence_facts
from ivtool.facts import policy as policy_facts
from ivtool.facts import volunteers as volunteer_facts
from ivtool.services.volunteers import path_of
from ivtool.tables import Volunteer, VolunteerCheck
from ivtool.writer import Writer

# What is kept as it was said, by the same name.
KEPT = ("asked_on", "chased_on", "certificate", "level", "level_why", "seen_by", "update_service",
        "held_by", "method", "referee", "connection", "conditions", "note")  # fmt: skip


@dataclass(frozen=True, slots=True)
class RecordedCheck:
    """A piece of evidence as it now stands: the last day in date of what runs out, what lacks."""

    volunteer: int
    kind: CheckKind
    slot: int
    module: str | None
    told: Saying
    asked_on: date | None
    chased_on: date | None
    from_on: date | None
    outcome: CheckOutcome | None
    rechecked_on: date | None
    until_on: date | None
    path: Path


def record_check(
    writer: Writer,
    number: int,
    kind_asked: CheckKind,
    said: Said,
    instead_of: date | None,
    today: date,
    *,
    record: int | None = None,
    training: int | None = None,
    meeting: int | None = None,
) -> RecordedCheck:
    """Record that evidence was asked for, chased, came back, or was looked at again.

    An answer is kept with its asking; a renewal is a new record, and so is a status check.
    `instead_of` is the day of a record that is put right, `record` the number of the one that is
    meant where a command knows; `training` and `meeting` are where it came about. Raises Refused
    for what cannot be, and for what is recorded already.
    """
    reader = writer.reader
    ref = volunteer_ref(number)
    kind = kind_meant(kind_asked, said.module)
    items = evidence_facts.items(reader, number)
    meant: Item | None
    if record is not None:
        [meant] = [item for item in items if item.number == record]
    elif instead_of is None:
        meant = record_meant(items, kind, said, today)
    else:
        meant = record_of_day(items, kind, said, instead_of)
    problems = problems_with_saying(
        ref,
        kind,
        said,
        meant,
        today,
        born_on=writer.session.get_one(Volunteer, number).date_of_birth,
        modules=policy_facts.policy(reader).listed("training.modules", said.on or today),
        correcting=instead_of is not None,
    )
    if instead_of is not None and meant is None:
        text = f"no {spoken_kind(kind)} is recorded on {spelled_day(instead_of)}"
        problems.append(Problem("check.none_on_day", text, f"ivtool volunteer show {ref}"))
    spoken = spoken_kind(kind)
    if problems:
        raise Refused(f"this {spoken} cannot be recorded for {ref}", problems)
    if saying(kind, said) is Saying.STATUS_CHECK and instead_of is None:
        # The certificate stays as it was: on a day before this one it was not looked at again.
        meant = status_check_of(items, said.checked_on)
    row = _row(writer, number, kind, said, meant)
    changes = _changes(kind, said, row, today, correcting=instead_of is not None)
    changes |= {
        name: value
        for name, value in (("training_id", training), ("meeting_id", meeting))
        if value is not None
    }
    if row.id is not None and all(getattr(row, name) == each for name, each in changes.items()):
        text = f"{ref} has that {spoken} recorded already"
        problems = [Problem("check.already", text, f"ivtool volunteer show {ref}")]
        raise Refused(f"this {spoken} cannot be recorded for {ref}", problems)
    for name, value in changes.items():
        setattr(row, name, value)
    writer.session.add(row)
    writer.session.flush()
    return _recorded(writer, row, kind, saying(kind, said), today)


def _row(
    writer: Writer, number: int, kind: CheckKind, said: Said, meant: Item | None
) -> VolunteerCheck:
    if meant is not None:
        return writer.session.get_one(VolunteerCheck, meant.number)
    module = said.module if kind is CheckKind.TRAINING else None
    return VolunteerCheck(volunteer_id=number, kind=kind.value, slot=said.slot or 1, module=module)


def _changes(
    kind: CheckKind, said: Said, row: VolunteerCheck, today: date, *, correcting: bool
) -> dict[str, Any]:
    """The columns that a saying sets; what is not said stays."""
    changes = {name: each for name in KEPT if (each := getattr(said, name)) is not None}
    told = saying(kind, said)
    looked_on = said.checked_on if told is Saying.STATUS_CHECK else row.rechecked_on
    if row.from_on is None and looked_on is not None:
        # A status is seen on the day that it is looked at.
        changes["seen_on"] = looked_on
    elif said.seen_by is not None:
        changes["seen_on"] = said.on or today
    if told is Saying.STATUS_CHECK:
        changes["rechecked_on"] = said.checked_on
        if not correcting:
            changes["outcome"] = (said.outcome or CheckOutcome.CLEAR).value
        # Only who is on the Update Service has a status to look at.
        changes.setdefault("update_service", True)
    if correcting:
        if (day := said.issued_on or (None if kind is CheckKind.DBS else said.on)) is not None:
            changes["from_on"] = day
        if said.outcome is not None and told is Saying.ANSWERED:
            changes["outcome"] = said.outcome.value
    elif told is Saying.ANSWERED:
        changes["from_on"] = day_of(kind, said, today)
        # What needs no answer has happened: that is as good as clear.
        changes["outcome"] = (said.outcome or CheckOutcome.CLEAR).value
    if said.outcome is not None and said.conditions is None:
        changes["conditions"] = None
    return {
        name: each.value if name in ("method", "level") else each for name, each in changes.items()
    }


def _recorded(
    writer: Writer, row: VolunteerCheck, kind: CheckKind, told: Saying, today: date
) -> RecordedCheck:
    reader = writer.reader
    number = row.volunteer_id
    facts = volunteer_facts.clearance_facts(reader, date.max, [number])[number]
    rules = policy_facts.policy(reader).evidence_rules(today)
    return RecordedCheck(
        volunteer=number,
        kind=kind,
        slot=row.slot,
        module=row.module,
        told=told,
        asked_on=row.asked_on,
        chased_on=row.chased_on,
        from_on=row.from_on,
        outcome=None if row.outcome is None else CheckOutcome(row.outcome),
        rechecked_on=row.rechecked_on,
        until_on=evidence_until(facts.checks, rules, today).get(kind),
        path=path_of(writer, number, today),
    )
