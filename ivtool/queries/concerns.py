"""Concerns as facts: about whom, who was told when. The words are read for `concern show` only."""

from datetime import date
from typing import NamedTuple

from ivtool.domain.concerns.vocabulary import ConcernKind, NoteKind, ToldParty
from ivtool.queries.children.authorities import of_authority
from ivtool.queries.reading import Reader, needed_day, values


class ConcernRecord(NamedTuple):
    """A concern as known on a day, without its words; `closed_on` where it was closed by then.

    One that was withdrawn never was, on whichever day: it is kept, with what it is a duplicate of.
    """

    number: int
    kind: ConcernKind
    raised_on: date
    raised_time: str | None
    child: int | None
    child_name: str | None
    volunteer: int | None
    volunteer_name: str | None
    match: int | None
    visit: int | None
    closed_on: date | None
    withdrawn_on: date | None = None
    duplicate_of: int | None = None


class ConcernWords(NamedTuple):
    """What only `concern show` shows: who raised it, in what words, what was done at once."""

    raised_by: str
    words: str
    action: str | None


class Telling(NamedTuple):
    """Somebody was told."""

    party: ToldParty
    on: date
    time: str | None
    person: str | None
    by: str


class Note(NamedTuple):
    """What was added later."""

    kind: NoteKind
    on: date
    by: str
    words: str


class Look(NamedTuple):
    """Somebody read the words, at a time of the real clock."""

    at: str
    by: str


def concerns(
    reader: Reader, as_of: date, authority: int | None = None, number: int | None = None
) -> list[ConcernRecord]:
    """The concerns raised by a day, in the order of refs; of an authority's children, or all.

    One about a volunteer alone is of no authority.
    """
    rows = reader.execute(
        f"""
        SELECT k.id, k.kind, k.raised_on, k.raised_time, k.child_id, c.name, k.volunteer_id,
               v.name, k.match_id, k.visit_id,
               CASE WHEN k.closed_on <= :as_of THEN k.closed_on END, k.withdrawn_on,
               k.duplicate_of_id
          FROM concern k
          LEFT JOIN child c ON c.id = k.child_id
          LEFT JOIN volunteer v ON v.id = k.volunteer_id
         WHERE k.raised_on <= :as_of AND (:number IS NULL OR k.id = :number)
           AND {of_authority("k.child_id", ":as_of")}
         ORDER BY k.id
        """,
        {"as_of": as_of.isoformat(), "authority": authority, "number": number},
    )
    found = []
    for row in rows.fetchall():
        concern, kind, *rest = values(row, days=(2, 10, 11))
        found.append(ConcernRecord(concern, ConcernKind(kind), *rest))
    return found


def duplicates(reader: Reader, number: int) -> list[int]:
    """The concerns that were withdrawn as duplicates of one."""
    rows = reader.execute(
        "SELECT id FROM concern WHERE duplicate_of_id = :number ORDER BY id", {"number": number}
    )
    return [found for (found,) in rows]


def told(
    reader: Reader, as_of: date, number: int | None = None
) -> dict[int, list[tuple[ToldParty, date]]]:
    """Who was told by a day, by concern, in date order."""
    found: dict[int, list[tuple[ToldParty, date]]] = {}
    rows = reader.execute(
        "SELECT concern_id, party, told_on FROM concern_told"
        " WHERE told_on <= :as_of AND (:number IS NULL OR concern_id = :number)"
        " ORDER BY concern_id, told_on, id",
        {"as_of": as_of.isoformat(), "number": number},
    )
    for concern, party, on in rows.fetchall():
        found.setdefault(concern, []).append((ToldParty(party), needed_day(on)))
    return found


def words(reader: Reader, number: int) -> ConcernWords:
    """A concern's words. For `concern show` alone: the caller leaves a look."""
    row = reader.execute(
        "SELECT raised_by, words, action FROM concern WHERE id = :number", {"number": number}
    )
    return ConcernWords._make(row.fetchone())


def tellings(reader: Reader, number: int) -> list[Telling]:
    """Who was told of a concern, in date order."""
    rows = reader.execute(
        "SELECT party, told_on, told_time, person, told_by FROM concern_told"
        " WHERE concern_id = :number ORDER BY told_on, id",
        {"number": number},
    )
    return [
        Telling(ToldParty(party), needed_day(on), *rest) for party, on, *rest in rows.fetchall()
    ]


def notes(reader: Reader, number: int) -> list[Note]:
    """What was added to a concern, in date order."""
    rows = reader.execute(
        "SELECT kind, noted_on, noted_by, words FROM concern_note"
        " WHERE concern_id = :number ORDER BY noted_on, id",
        {"number": number},
    )
    return [Note(NoteKind(kind), needed_day(on), *rest) for kind, on, *rest in rows.fetchall()]


def looks(reader: Reader, number: int) -> list[Look]:
    """Who has read a concern's words, the latest last."""
    rows = reader.execute(
        "SELECT looked_at, actor FROM concern_look WHERE concern_id = :number ORDER BY id",
        {"number": number},
    )
    return [Look(at, by) for at, by in rows.fetchall()]
