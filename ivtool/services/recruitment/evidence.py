"""Recording evidence about a volunteer: asked for, come back, looked at again. Never contents."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ivtool.domain.days import spelled_day
from ivtool.domain.ids import TrainingId, VolunteerId
from ivtool.domain.policy import Policy
from ivtool.domain.recruitment.evidence_entries import (
    Entry,
    Event,
    problems_with_entry,
    record_meant,
    record_of_day,
    status_check_of,
)
from ivtool.domain.recruitment.evidence_kinds import KINDS
from ivtool.domain.recruitment.records import VolunteerCheck
from ivtool.domain.recruitment.stages import Path
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome
from ivtool.domain.recruitment.volunteers import evidence_until
from ivtool.errors import Problem, Refused
from ivtool.queries import policy as policy_queries
from ivtool.state.recruitment.volunteers import Recruit, recruit
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer

# What is not kept just as it is said: the piece names it, or it depends on what else is said.
DERIVED = frozenset({"on", "slot", "module", "outcome", "from_on", "rechecked_on"})


class RecordedCheck(NamedTuple):
    """A piece of evidence as it now stands: the last day in date of what runs out, what lacks.

    `who` is the volunteer with it.
    """

    record: VolunteerCheck
    event: Event
    until_on: date | None
    who: Recruit
    path: Path


def record_checks(
    writer: Writer,
    number: VolunteerId,
    entries: Iterable[Entry],
    instead_of: date | None,
    today: date,
) -> list[RecordedCheck]:
    """Record evidence about a volunteer: asked for, chased, come back, or looked at again.

    An answer is kept with its asking; a renewal is a new record, and so is a status check.
    `instead_of` is the day of a record that is put right. Raises Refused for what cannot be, and
    for what is recorded already.
    """
    reader = writer.reader
    who, policy = recruit(reader, number), policy_queries.policy(reader)
    found = []
    for entry in entries:
        found.append(record_about(writer, who, policy, entry, today, instead_of=instead_of))
        who = found[-1].who
    return found


def record_about(
    writer: Writer,
    who: Recruit,
    policy: Policy,
    entry: Entry,
    today: date,
    *,
    instead_of: date | None = None,
    record: VolunteerCheck | None = None,
    training: TrainingId | None = None,
) -> RecordedCheck:
    """Record evidence about a volunteer whose file has been read, as `record_checks` does.

    `record` is the one that is meant where a command knows, `training` the session that it came
    about in. Raises Refused.
    """
    ref, piece = who.ref, entry.piece
    spoken = KINDS[piece.kind].spoken
    meant = record
    if meant is None and instead_of is None:
        meant = record_meant(who.checks, who.panels, entry, today)
    elif meant is None and instead_of is not None:
        meant = record_of_day(who.checks, entry, instead_of)
    problems = problems_with_entry(
        ref,
        entry,
        meant,
        today,
        born_on=who.volunteer.date_of_birth,
        modules=policy.listed("training.modules", entry.on or today),
        correcting=instead_of is not None,
    )
    if instead_of is not None and meant is None:
        text = f"no {spoken} is recorded on {spelled_day(instead_of)}"
        problems.append(Problem("check.none_on_day", text, f"ivtool volunteer show {ref}"))
    if problems:
        raise Refused(f"this {spoken} cannot be recorded for {ref}", problems)
    if entry.event is Event.STATUS_CHECK and instead_of is None:
        # The certificate stays as it was: on a day before this one it was not looked at again.
        meant = status_check_of(who.checks, entry.said.rechecked_on)
    # What a rule takes for meant may say more than its row does.
    stored = [each for each in who.checks if meant is not None and each.id == meant.id]
    before = stored[0] if stored else VolunteerCheck(who.volunteer.id, *piece[:2], module=piece[2])
    changes = _changes(entry, before, today, correcting=instead_of is not None)
    if training is not None:
        changes["training_id"] = training
    if before.id and instead_of is None and before._replace(**changes) == before:
        text = f"{ref} has that {spoken} recorded already"
        problems = [Problem("check.already", text, f"ivtool volunteer show {ref}")]
        raise Refused(f"this {spoken} cannot be recorded for {ref}", problems)
    now = writer.put(before, **changes)
    who = who.with_check(now)
    until_on = evidence_until(who.checks, policy.evidence_rules(today), today).get(piece.kind)
    return RecordedCheck(now, entry.event, until_on, who, who.path(today, policy))


def _changes(
    entry: Entry, before: VolunteerCheck, today: date, *, correcting: bool
) -> dict[str, Any]:
    """The columns that an entry sets; what is not said stays."""
    said, event = entry.said, entry.event
    changes: dict[str, Any] = {
        name: getattr(said, name) for name in entry.given if name not in DERIVED
    }
    looked_on = said.rechecked_on if event is Event.STATUS_CHECK else before.rechecked_on
    if before.from_on is None and looked_on is not None:
        # A status is seen on the day that it is looked at.
        changes["seen_on"] = looked_on
    elif said.seen_by is not None:
        changes["seen_on"] = entry.on or today
    if event is Event.STATUS_CHECK:
        changes["rechecked_on"] = said.rechecked_on
        if not correcting:
            changes["outcome"] = said.outcome or CheckOutcome.CLEAR
        # Only who is on the Update Service has a status to look at.
        changes.setdefault("update_service", True)
    if correcting:
        if (day := said.from_on or (None if said.kind is CheckKind.DBS else entry.on)) is not None:
            changes["from_on"] = day
        if said.outcome is not None and event is Event.ANSWERED:
            changes["outcome"] = said.outcome
    elif event is Event.ANSWERED:
        changes["from_on"] = entry.day(today)
        # What needs no answer has happened: that is as good as clear.
        changes["outcome"] = said.outcome or CheckOutcome.CLEAR
    if said.outcome is not None and said.conditions is None:
        changes["conditions"] = None
    return changes
