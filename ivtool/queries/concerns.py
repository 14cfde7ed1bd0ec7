"""Concerns as facts: about whom, who was told when. The words are read for `concern show` only."""

from datetime import date

from ivtool.domain.concerns.records import ConcernLook, ConcernNote, ConcernTold
from ivtool.domain.concerns.vocabulary import ConcernKind, ToldParty
from ivtool.queries.authorities import of_authority
from ivtool.queries.reading import Reader, needed_day, select
from ivtool.rows import records
from ivtool.tuples import NamedTuple


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


def concerns(
    reader: Reader, as_of: date, authority: int | None = None, number: int | None = None
) -> list[ConcernRecord]:
    """The concerns raised by a day, in the order of refs; of an authority's children, or all.

    One about a volunteer alone is of no authority.
    """
    rows = reader.execute(
        f"""
        SELECT k.id AS number, k.kind, k.raised_on, k.raised_time, k.child_id AS child,
               c.name AS child_name, k.volunteer_id AS volunteer, v.name AS volunteer_name,
               k.match_id AS match, k.visit_id AS visit,
               CASE WHEN k.closed_on <= :as_of THEN k.closed_on END AS closed_on, k.withdrawn_on,
               k.duplicate_of_id AS duplicate_of
          FROM concern k
          LEFT JOIN child c ON c.id = k.child_id
          LEFT JOIN volunteer v ON v.id = k.volunteer_id
         WHERE k.raised_on <= :as_of AND (:number IS NULL OR k.id = :number)
           AND {of_authority("k.child_id", ":as_of")}
         ORDER BY k.id
        """,
        {"as_of": as_of.isoformat(), "authority": authority, "number": number},
    )
    return records(ConcernRecord, rows)


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


def tellings(reader: Reader, number: int) -> list[ConcernTold]:
    """Who was told of a concern, in date order."""
    return select(reader, ConcernTold, "told_on, id", concern_id=number)


def notes(reader: Reader, number: int) -> list[ConcernNote]:
    """What was added to a concern, in date order."""
    return select(reader, ConcernNote, "noted_on, id", concern_id=number)


def looks(reader: Reader, number: int) -> list[ConcernLook]:
    """Who has read a concern's words, the latest last."""
    return select(reader, ConcernLook, concern_id=number)
