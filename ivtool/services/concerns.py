"""Raising concerns, recording who was told, adding to them, closing them, reading their words.

The words are written once and never changed: a slip is put right by a note, so that no history
holds them.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from ivtool.domain.ages import problems_before_birth
from ivtool.domain.children.records import Child
from ivtool.domain.concerns.concerns import (
    Clock,
    clocks,
    problems_with_closing,
    problems_with_concern,
    problems_with_duplicate,
    problems_with_note,
    problems_with_telling,
    problems_with_withdrawal,
)
from ivtool.domain.concerns.records import Concern, ConcernLook, ConcernNote, ConcernTold
from ivtool.domain.concerns.vocabulary import ConcernKind, NoteKind, ToldParty
from ivtool.domain.ids import ConcernId
from ivtool.domain.matching.records import Match
from ivtool.domain.refs import child_ref, concern_ref, match_ref, volunteer_ref
from ivtool.errors import Problem, Refused
from ivtool.queries import concerns as queries
from ivtool.queries import policy as policy_queries
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class RaisedConcern(NamedTuple):
    """A concern as it now stands, and who must be told by when."""

    concern: Concern
    clocks: list[Clock]


class ToldConcern(NamedTuple):
    """Somebody was told of a concern: the clock this was for, and those still to be told."""

    number: ConcernId
    party: ToldParty
    on: date
    time: str | None
    clock: Clock | None
    waiting: list[Clock]


class NotedConcern(NamedTuple):
    """What was added to a concern, on a day."""

    number: ConcernId
    kind: NoteKind
    on: date


class WithdrawnConcern(NamedTuple):
    """A concern that is kept and counts nowhere, what it is a duplicate of, and what is of it.

    `others` are the refs of whom it is about and the one that stays is not.
    """

    number: ConcernId
    on: date
    duplicate_of: ConcernId | None
    duplicates: Sequence[int]
    others: Sequence[str]


def raise_concern(
    writer: Writer, asked: Concern, today: date, now: str | None = None
) -> RaisedConcern:
    """Record a concern; `now` is the time of today, None where all of it has been.

    With a match it is about its child, an allegation about its volunteer too. Raises Refused.
    """
    concern, problems = _about(writer, asked)
    known = {each.code for each in problems}
    problems += [
        each
        for each in problems_with_concern(
            concern.kind,
            concern.raised_on,
            concern.child_id is not None,
            concern.volunteer_id is not None,
            concern.words,
            today,
            raised_at=concern.raised_time,
            now=now,
        )
        if each.code not in known
    ]
    if concern.child_id is not None:
        born_on = writer.known(Child, concern.child_id).date_of_birth
        problems += problems_before_birth(born_on, [("the concern", concern.raised_on)], "child")
    if problems:
        raise Refused("the concern cannot be raised", problems)
    concern = writer.insert(concern)
    # Nobody can have been told of it yet.
    return RaisedConcern(concern, _clocks(writer, concern, [], today))


def tell(
    writer: Writer,
    number: ConcernId,
    party: ToldParty,
    on: date,
    time: str | None,
    person: str | None,
    by: str,
    today: date,
    now: str | None = None,
) -> ToldConcern:
    """Record that somebody was told of a concern, also of one that is over. Raises Refused."""
    row = writer.known(Concern, number)
    ref = concern_ref(number)
    told = queries.told(writer.reader, date.max, number).get(number, [])
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
    writer.insert(ConcernTold(row.id, party, on, by, time, person))
    # As known today: a telling is never ahead of it, and others may be known of a later day.
    found = _clocks(writer, row, [*told, (party, on)], today)
    mine = next((each for each in found if each.party is party), None)
    return ToldConcern(number, party, on, time, mine, [e for e in found if e.told_on is None])


def add_note(
    writer: Writer, number: ConcernId, kind: NoteKind, words: str | None, by: str, today: date
) -> NotedConcern:
    """Add to a concern that is open: a note, or an action that was taken. Raises Refused."""
    row = writer.known(Concern, number)
    ref = concern_ref(number)
    problems = problems_with_note(
        ref, today, row.raised_on, row.closed_on, words, today, withdrawn_on=row.withdrawn_on
    )
    if problems:
        raise Refused(f"nothing can be added to {ref}", problems)
    return _note(writer, row.id, kind, words, by, today)


def close(
    writer: Writer, number: ConcernId, on: date, words: str | None, by: str, today: date
) -> NotedConcern:
    """Close a concern of which everybody was told who must be. Raises Refused."""
    row = writer.known(Concern, number)
    ref = concern_ref(number)
    told = queries.told(writer.reader, on, number).get(number, [])
    found = _clocks(writer, row, told, on)
    notes = queries.notes(writer.reader, number)
    noted_on = notes[-1].noted_on if notes else None
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
    writer.update(row, closed_on=on)
    return _note(writer, row.id, NoteKind.CLOSING, words, by, on)


def withdraw(
    writer: Writer,
    number: ConcernId,
    on: date,
    duplicate_of: ConcernId | None,
    words: str | None,
    by: str,
    today: date,
) -> WithdrawnConcern:
    """Withdraw a concern that was raised by mistake, or twice: it is kept and counts nowhere.

    Raises Refused, also where the one that would stay does not stand itself.
    """
    reader = writer.reader
    row = writer.known(Concern, number)
    ref = concern_ref(number)
    notes = queries.notes(reader, number)
    noted_on = notes[-1].noted_on if notes else None
    problems = problems_with_withdrawal(
        ref, on, row.raised_on, row.withdrawn_on, noted_on, words, today
    )
    other = None if duplicate_of is None else writer.known(Concern, duplicate_of)
    duplicates = queries.duplicates(reader, number)
    if other is not None:
        problems += problems_with_duplicate(
            ref, row.kind, concern_ref(other.id), other.kind, other.withdrawn_on
        )
        for each in duplicates:
            text = f"{concern_ref(each)} was withdrawn as a duplicate of {ref}"
            hint = f"ivtool concern show {concern_ref(each)}"
            problems.append(Problem("concern.duplicate", text, hint))
    if problems:
        raise Refused(f"{ref} cannot be withdrawn", problems)
    writer.update(row, withdrawn_on=on, duplicate_of_id=None if other is None else other.id)
    _note(writer, row.id, NoteKind.WITHDRAWAL, words, by, on)
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


def look(writer: Writer, number: ConcernId, actor: str) -> None:
    """Record that somebody reads a concern's words, by the real clock."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    writer.insert(ConcernLook(ConcernId(number), now, actor))


def move_concern(writer: Writer, concern: Concern, match: Match) -> bool:
    """Make a concern one about another match's child; whether it could be.

    One that somebody was told of, or that is over, stays as it was told; so does an allegation
    where it is not said which of a couple it is about.
    """
    told = queries.told(writer.reader, date.max, concern.id).get(concern.id)
    asked = concern._replace(match_id=match.id, child_id=None, volunteer_id=None)
    now, problems = _about(writer, asked)
    if told or problems or concern.closed_on is not None:
        return False
    writer.update(concern, **now._asdict())
    return True


def _about(writer: Writer, asked: Concern) -> tuple[Concern, list[Problem]]:
    """Whom it is about, with the match's child, and of an allegation its one volunteer."""
    if asked.match_id is None:
        return asked, []
    problems: list[Problem] = []
    match = writer.known(Match, asked.match_id)
    ref, child, volunteer = match_ref(match.id), asked.child_id, asked.volunteer_id
    if child is not None and child != match.child_id:
        text = f"{ref} is a match of {child_ref(match.child_id)}, not of {child_ref(child)}"
        problems.append(Problem("concern.other_child", text, f"ivtool match show {ref}"))
    if asked.kind is ConcernKind.ALLEGATION_ABOUT_VOLUNTEER and volunteer is None:
        if match.second_volunteer_id is None:
            volunteer = match.volunteer_id
        else:
            one = volunteer_ref(match.volunteer_id)
            two = volunteer_ref(match.second_volunteer_id)
            text = f"two visit in {ref}, and it is not said which of them: {one} or {two}"
            hint = f"ivtool concern raise --match {ref} --volunteer {one} …"
            problems.append(Problem("concern.no_volunteer", text, hint))
    return asked._replace(child_id=match.child_id, volunteer_id=volunteer), problems


def _clocks(
    writer: Writer, row: Concern, told: Sequence[tuple[ToldParty, date]], as_of: date
) -> list[Clock]:
    if row.withdrawn_on is not None:
        return []
    extra = policy_queries.policy(writer.reader).dates("holidays.extra", as_of)
    return clocks(row.kind, row.raised_on, told, extra, as_of)


def _note(
    writer: Writer, number: ConcernId, kind: NoteKind, words: str | None, by: str, on: date
) -> NotedConcern:
    writer.insert(ConcernNote(number, kind, on, by, words or ""))
    return NotedConcern(number, kind, on)
