"""Raising concerns, recording who was told, adding to them, closing them, reading their words.

The words are written once and never changed: a slip is put right by a note, so that no history
holds them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from ivtool.domain.ages import problems_before_birth
from ivtool.domain.concerns import (
    Clock,
    clocks,
    problems_with_closing,
    problems_with_concern,
    problems_with_duplicate,
    problems_with_note,
    problems_with_telling,
    problems_with_withdrawal,
)
from ivtool.domain.office_words import ConcernKind, NoteKind, ToldParty
from ivtool.domain.refs import child_ref, concern_ref, match_ref, volunteer_ref
from ivtool.errors import Problem, Refused
from ivtool.facts import concerns as facts
from ivtool.facts import policy as policy_facts
from ivtool.tables import Child, Concern, ConcernLook, ConcernNote, ConcernTold, Match
from ivtool.writer import Writer


@dataclass(frozen=True, slots=True)
class AskedConcern:
    """A concern as it is raised; with a match it is about its child, an allegation its volunteer.

    `raised_time` is `15:40`.
    """

    kind: ConcernKind
    raised_on: date
    raised_time: str | None
    raised_by: str
    child: int | None
    volunteer: int | None
    match: int | None
    visit: int | None
    words: str | None
    action: str | None


@dataclass(frozen=True, slots=True)
class RaisedConcern:
    """A concern as it now stands, and who must be told by when."""

    number: int
    kind: ConcernKind
    raised_on: date
    raised_time: str | None
    child: int | None
    volunteer: int | None
    match: int | None
    visit: int | None
    clocks: list[Clock]


@dataclass(frozen=True, slots=True)
class ToldConcern:
    """Somebody was told of a concern: the clock this was for, and those still to be told."""

    number: int
    party: ToldParty
    on: date
    time: str | None
    clock: Clock | None
    waiting: list[Clock]


@dataclass(frozen=True, slots=True)
class NotedConcern:
    """What was added to a concern, on a day."""

    number: int
    kind: NoteKind
    on: date


@dataclass(frozen=True, slots=True)
class WithdrawnConcern:
    """A concern that is kept and counts nowhere, what it is a duplicate of, and what is of it.

    `others` are the refs of whom it is about and the one that stays is not.
    """

    number: int
    on: date
    duplicate_of: int | None
    duplicates: Sequence[int]
    others: Sequence[str]


def raise_concern(
    writer: Writer, asked: AskedConcern, today: date, now: str | None = None
) -> RaisedConcern:
    """Record a concern; `now` is the time of today, None where all of it has been.

    Raises Refused.
    """
    child, volunteer, problems = _about(writer, asked)
    known = {each.code for each in problems}
    problems += [
        each
        for each in problems_with_concern(
            asked.kind,
            asked.raised_on,
            child is not None,
            volunteer is not None,
            asked.words,
            today,
            raised_at=asked.raised_time,
            now=now,
        )
        if each.code not in known
    ]
    if child is not None:
        born_on = writer.session.get_one(Child, child).date_of_birth
        problems += problems_before_birth(born_on, [("the concern", asked.raised_on)], "child")
    if problems:
        raise Refused("the concern cannot be raised", problems)
    row = Concern(
        kind=asked.kind.value,
        raised_on=asked.raised_on,
        raised_time=asked.raised_time,
        raised_by=asked.raised_by,
        child_id=child,
        volunteer_id=volunteer,
        match_id=asked.match,
        visit_id=asked.visit,
        words=asked.words or "",
        action=asked.action,
    )
    writer.session.add(row)
    writer.session.flush()
    return RaisedConcern(
        row.id or 0,
        asked.kind,
        asked.raised_on,
        asked.raised_time,
        child,
        volunteer,
        asked.match,
        asked.visit,
        _clocks(writer, row, today),
    )


def tell(
    writer: Writer,
    number: int,
    party: ToldParty,
    on: date,
    time: str | None,
    person: str | None,
    by: str,
    today: date,
    now: str | None = None,
) -> ToldConcern:
    """Record that somebody was told of a concern, also of one that is over. Raises Refused."""
    row = writer.session.get_one(Concern, number)
    ref = concern_ref(number)
    told = facts.told(writer.reader, date.max, number).get(number, [])
    problems = problems_with_telling(
        ref,
        party,
        on,
        row.raised_on,
        told,
        today,
        told_at=time,
        raised_at=row.raised_time,
        now=now,
    )
    if problems:
        raise Refused(f"this cannot be recorded of {ref}", problems)
    writer.session.add(
        ConcernTold(
            concern_id=number,
            party=party.value,
            told_on=on,
            told_time=time,
            person=person,
            told_by=by,
        )
    )
    writer.session.flush()
    found = _clocks(writer, row, today)
    mine = next((each for each in found if each.party is party), None)
    return ToldConcern(number, party, on, time, mine, [e for e in found if e.told_on is None])


def add_note(
    writer: Writer, number: int, kind: NoteKind, words: str | None, by: str, today: date
) -> NotedConcern:
    """Add to a concern that is open: a note, or an action that was taken. Raises Refused."""
    row = writer.session.get_one(Concern, number)
    ref = concern_ref(number)
    problems = problems_with_note(
        ref, today, row.raised_on, row.closed_on, words, today, withdrawn_on=row.withdrawn_on
    )
    if problems:
        raise Refused(f"nothing can be added to {ref}", problems)
    return _note(writer, number, kind, words, by, today)


def close(
    writer: Writer, number: int, on: date, words: str | None, by: str, today: date
) -> NotedConcern:
    """Close a concern of which everybody was told who must be. Raises Refused."""
    row = writer.session.get_one(Concern, number)
    ref = concern_ref(number)
    found = _clocks(writer, row, on)
    notes = facts.notes(writer.reader, number)
    noted_on = notes[-1].on if notes else None
    problems = problems_with_closing(
        ref,
        on,
        row.raised_on,
        row.closed_on,
        noted_on,
        found,
        words,
        today,
        withdrawn_on=row.withdrawn_on,
    )
    if problems:
        raise Refused(f"{ref} cannot be closed", problems)
    row.closed_on = on
    writer.session.add(row)
    return _note(writer, number, NoteKind.CLOSING, words, by, on)


def withdraw(
    writer: Writer,
    number: int,
    on: date,
    duplicate_of: int | None,
    words: str | None,
    by: str,
    today: date,
) -> WithdrawnConcern:
    """Withdraw a concern that was raised by mistake, or twice: it is kept and counts nowhere.

    Raises Refused, also where the one that would stay does not stand itself.
    """
    reader = writer.reader
    row = writer.session.get_one(Concern, number)
    ref = concern_ref(number)
    notes = facts.notes(reader, number)
    noted_on = notes[-1].on if notes else None
    problems = problems_with_withdrawal(
        ref, on, row.raised_on, row.withdrawn_on, noted_on, words, today
    )
    other = None if duplicate_of is None else writer.session.get_one(Concern, duplicate_of)
    duplicates = facts.duplicates(reader, number)
    if other is not None:
        problems += problems_with_duplicate(
            ref,
            ConcernKind(row.kind),
            concern_ref(other.id or 0),
            ConcernKind(other.kind),
            other.withdrawn_on,
        )
        for each in duplicates:
            text = f"{concern_ref(each)} was withdrawn as a duplicate of {ref}"
            hint = f"ivtool concern show {concern_ref(each)}"
            problems.append(Problem("concern.duplicate", text, hint))
    if problems:
        raise Refused(f"{ref} cannot be withdrawn", problems)
    row.withdrawn_on, row.duplicate_of_id = on, duplicate_of
    writer.session.add(row)
    _note(writer, number, NoteKind.WITHDRAWAL, words, by, on)
    return WithdrawnConcern(
        number, on, duplicate_of, duplicates, [] if other is None else _not_of(row, other)
    )


def _not_of(row: Concern, other: Concern) -> list[str]:
    """Whom one concern is about and the other is not, by ref."""
    return [
        ref(number)
        for number, theirs, ref in (
            (row.child_id, other.child_id, child_ref),
            (row.volunteer_id, other.volunteer_id, volunteer_ref),
        )
        if number is not None and number != theirs
    ]


def look(writer: Writer, number: int, actor: str) -> None:
    """Record that somebody reads a concern's words, by the real clock."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    writer.session.add(ConcernLook(concern_id=number, looked_at=now, actor=actor))
    writer.session.flush()


def _about(writer: Writer, asked: AskedConcern) -> tuple[int | None, int | None, list[Problem]]:
    """Whom it is about, with the match's child, and of an allegation its one volunteer."""
    child, volunteer = asked.child, asked.volunteer
    problems: list[Problem] = []
    if asked.match is not None:
        match = writer.session.get_one(Match, asked.match)
        ref = match_ref(asked.match)
        if child is not None and child != match.child_id:
            text = f"{ref} is a match of {child_ref(match.child_id)}, not of {child_ref(child)}"
            problems.append(Problem("concern.other_child", text, f"ivtool match show {ref}"))
        child = match.child_id
        if asked.kind is ConcernKind.ALLEGATION_ABOUT_VOLUNTEER and volunteer is None:
            if match.second_volunteer_id is None:
                volunteer = match.volunteer_id
            else:
                one = volunteer_ref(match.volunteer_id)
                two = volunteer_ref(match.second_volunteer_id)
                text = f"two visit in {ref}, and it is not said which of them: {one} or {two}"
                hint = f"ivtool concern raise --match {ref} --volunteer {one} …"
                problems.append(Problem("concern.no_volunteer", text, hint))
    return child, volunteer, problems


def _clocks(writer: Writer, row: Concern, as_of: date) -> list[Clock]:
    if row.withdrawn_on is not None:
        return []
    reader = writer.reader
    number = row.id or 0
    return clocks(
        ConcernKind(row.kind),
        row.raised_on,
        facts.told(reader, as_of, number).get(number, []),
        policy_facts.policy(reader).dates("holidays.extra", as_of),
        as_of,
    )


def _note(
    writer: Writer, number: int, kind: NoteKind, words: str | None, by: str, on: date
) -> NotedConcern:
    writer.session.add(
        ConcernNote(concern_id=number, kind=kind.value, noted_on=on, noted_by=by, words=words or "")
    )
    writer.session.flush()
    return NotedConcern(number, kind, on)
