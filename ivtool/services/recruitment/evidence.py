"""Recording evidence about a volunteer: asked for, come back, looked at again. Never contents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ivtool.domain.days import spelled_day
from ivtool.domain.ids import TrainingId
from ivtool.domain.policy import Policy
from ivtool.domain.recruitment.evidence import spoken_kind
from ivtool.domain.recruitment.evidence_entry import (
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
from ivtool.domain.recruitment.records import VolunteerCheck
from ivtool.domain.recruitment.stages import Path
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome
from ivtool.domain.recruitment.volunteers import evidence_until
from ivtool.errors import Problem, Refused
from ivtool.queries import policy as policy_queries
from ivtool.state.recruitment.volunteers import Recruit, recruit
from ivtool.writer import Writer

# What is kept as it was said, by the same name.
KEPT = ("asked_on", "chased_on", "certificate", "level", "level_why", "seen_by", "update_service",
        "held_by", "method", "referee", "connection", "conditions", "note")  # fmt: skip


@dataclass(frozen=True, slots=True)
class RecordedCheck:
    """A piece of evidence as it now stands: the last day in date of what runs out, what lacks.

    `who` is the volunteer with it.
    """

    record: VolunteerCheck
    told: Saying
    until_on: date | None
    who: Recruit
    path: Path


def record_check(
    writer: Writer,
    number: int,
    kind: CheckKind,
    said: Said,
    instead_of: date | None,
    today: date,
) -> RecordedCheck:
    """Record that evidence was asked for, chased, came back, or was looked at again.

    An answer is kept with its asking; a renewal is a new record, and so is a status check.
    `instead_of` is the day of a record that is put right. Raises Refused for what cannot be, and
    for what is recorded already.
    """
    return record_checks(writer, number, kind, [said], instead_of, today)[-1]


def record_checks(
    writer: Writer,
    number: int,
    kind: CheckKind,
    sayings: Iterable[Said],
    instead_of: date | None,
    today: date,
) -> list[RecordedCheck]:
    """Record several pieces of evidence of a kind about one volunteer, as `record_check` does."""
    reader = writer.reader
    who, policy = recruit(reader, number), policy_queries.policy(reader)
    found = []
    for said in sayings:
        found.append(record_about(writer, who, policy, kind, said, today, instead_of=instead_of))
        who = found[-1].who
    return found


def record_about(
    writer: Writer,
    who: Recruit,
    policy: Policy,
    kind_asked: CheckKind,
    said: Said,
    today: date,
    *,
    instead_of: date | None = None,
    record: VolunteerCheck | None = None,
    training: TrainingId | None = None,
) -> RecordedCheck:
    """Record evidence about a volunteer whose file has been read, as `record_check` does.

    `record` is the one that is meant where a command knows, `training` the session that it came
    about in. Raises Refused.
    """
    ref = who.ref
    kind = kind_meant(kind_asked, said.module)
    meant = record
    if meant is None and instead_of is None:
        meant = record_meant(who.checks, who.panels, kind, said, today)
    elif meant is None and instead_of is not None:
        meant = record_of_day(who.checks, kind, said, instead_of)
    problems = problems_with_saying(
        ref,
        kind,
        said,
        meant,
        today,
        born_on=who.volunteer.date_of_birth,
        modules=policy.listed("training.modules", said.on or today),
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
        meant = status_check_of(who.checks, said.checked_on)
    before = _stored(who, kind, said, meant)
    changes = _changes(kind, said, before, today, correcting=instead_of is not None)
    if training is not None:
        changes["training_id"] = training
    if before.id and before._replace(**changes) == before:
        text = f"{ref} has that {spoken} recorded already"
        problems = [Problem("check.already", text, f"ivtool volunteer show {ref}")]
        raise Refused(f"this {spoken} cannot be recorded for {ref}", problems)
    if before.id:
        now = writer.update(before, **changes)
    else:
        now = writer.insert(before._replace(**changes))
    who = who.with_check(now)
    rules = policy.evidence_rules(today)
    until_on = evidence_until(who.checks, rules, today).get(kind)
    return RecordedCheck(now, saying(kind, said), until_on, who, who.path(today, policy))


def _stored(
    who: Recruit, kind: CheckKind, said: Said, meant: VolunteerCheck | None
) -> VolunteerCheck:
    """The record that is meant, as the file has it; else a new one."""
    for each in who.checks:
        # What a rule takes for meant may say more than its row does.
        if meant is not None and each.id == meant.id:
            return each
    module = said.module if kind is CheckKind.TRAINING else None
    return VolunteerCheck(who.volunteer.id, kind, said.slot or 1, module=module)


def _changes(
    kind: CheckKind, said: Said, before: VolunteerCheck, today: date, *, correcting: bool
) -> dict[str, Any]:
    """The columns that a saying sets; what is not said stays."""
    changes: dict[str, Any] = {
        name: each for name in KEPT if (each := getattr(said, name)) is not None
    }
    told = saying(kind, said)
    looked_on = said.checked_on if told is Saying.STATUS_CHECK else before.rechecked_on
    if before.from_on is None and looked_on is not None:
        # A status is seen on the day that it is looked at.
        changes["seen_on"] = looked_on
    elif said.seen_by is not None:
        changes["seen_on"] = said.on or today
    if told is Saying.STATUS_CHECK:
        changes["rechecked_on"] = said.checked_on
        if not correcting:
            changes["outcome"] = said.outcome or CheckOutcome.CLEAR
        # Only who is on the Update Service has a status to look at.
        changes.setdefault("update_service", True)
    if correcting:
        if (day := said.issued_on or (None if kind is CheckKind.DBS else said.on)) is not None:
            changes["from_on"] = day
        if said.outcome is not None and told is Saying.ANSWERED:
            changes["outcome"] = said.outcome
    elif told is Saying.ANSWERED:
        changes["from_on"] = day_of(kind, said, today)
        # What needs no answer has happened: that is as good as clear.
        changes["outcome"] = said.outcome or CheckOutcome.CLEAR
    if said.outcome is not None and said.conditions is None:
        changes["conditions"] = None
    return changes
