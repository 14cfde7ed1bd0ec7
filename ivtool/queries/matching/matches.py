"""Matches as facts: their days and people, and what hangs on them."""

from collections.abc import Collection
from datetime import date

from ivtool.domain.ids import ChildId, MatchId, VolunteerId
from ivtool.domain.matching.matches import RecordsOf
from ivtool.domain.matching.records import Excuse, Match, MatchPause
from ivtool.domain.visits.records import Visit
from ivtool.queries.authorities import held, of_authority
from ivtool.queries.live import LIVE
from ivtool.queries.reading import Reader, among, day, needed_day, select
from ivtool.rows import columns_of, records
from ivtool.tuples import NamedTuple


class MatchRecord(NamedTuple):
    """A match from proposal to ending, with its people."""

    number: int
    key: str | None
    referral: int
    child: int
    child_name: str
    volunteer: int
    volunteer_name: str
    second_volunteer: int | None
    second_volunteer_name: str | None
    authority: str | None
    proposed_on: date
    first_meeting_on: date | None
    started_on: date | None
    ended_on: date | None
    ending_route: str | None
    ending_reason: str | None
    planned: bool | None
    another_wanted: bool | None
    own_interval: int | None
    book_shown_on: date | None
    goodbye_held: bool | None
    told_by: str | None
    continued_on: date | None


class ContinuedMatch(NamedTuple):
    """A match that goes on after 18, from which day, and when its child was born."""

    number: int
    child: int
    born_on: date | None
    continued_on: date


class LivePair(NamedTuple):
    """A match that is live on a day: of which child, with which volunteers."""

    match: MatchId
    child: ChildId
    volunteer: VolunteerId
    second_volunteer: VolunteerId | None


def continued(reader: Reader, child: int | None = None) -> list[ContinuedMatch]:
    """The matches that go on after 18, of one child or of all, in the order of refs."""
    rows = reader.execute(
        "SELECT m.id, m.child_id, c.date_of_birth, m.continued_on"
        " FROM match m JOIN child c ON c.id = m.child_id WHERE m.continued_on IS NOT NULL"
        " AND (:child IS NULL OR m.child_id = :child) ORDER BY m.id",
        {"child": child},
    )
    return [ContinuedMatch(one, two, day(born), needed_day(on)) for one, two, born, on in rows]


def live_pairs(
    reader: Reader,
    as_of: date,
    *,
    authority: int | None = None,
    children: Collection[int] | None = None,
    volunteers: Collection[int] | None = None,
) -> list[LivePair]:
    """The matches live on a day, in the order of refs; of an authority, or of some people only."""
    of = ""
    if volunteers is not None:
        some = f"IN ({', '.join(map(str, volunteers))})"
        of = f" AND (m.volunteer_id {some} OR m.second_volunteer_id {some})"
    rows = reader.execute(
        "SELECT m.id AS match, m.child_id AS child, m.volunteer_id AS volunteer,"
        f" m.second_volunteer_id AS second_volunteer FROM match m WHERE {LIVE}"
        f" AND {of_authority('m.child_id', ':as_of')}{among('m.child_id', children)}{of}"
        " ORDER BY m.id",
        {"as_of": as_of.isoformat(), "authority": authority},
    )
    return records(LivePair, rows)


def live_by_child(
    reader: Reader, as_of: date, children: Collection[int] | None = None
) -> dict[ChildId, MatchId]:
    """The match that each child has live on a day, of several the first; of some, or of all."""
    pairs = live_pairs(reader, as_of, children=children)
    return {each.child: each.match for each in reversed(pairs)}


def matches(
    reader: Reader,
    as_of: date,
    *,
    number: int | None = None,
    child: int | None = None,
    volunteer: int | None = None,
    authority: int | None = None,
) -> list[MatchRecord]:
    """The matches proposed by a day that answer to all that is asked, in the order of refs."""
    rows = reader.execute(
        f"""
        SELECT m.id AS number, m.key, m.referral_id AS referral, m.child_id AS child,
               c.name AS child_name, m.volunteer_id AS volunteer, one.name AS volunteer_name,
               m.second_volunteer_id AS second_volunteer, two.name AS second_volunteer_name,
               a.name AS authority, m.proposed_on, m.first_meeting_on, m.started_on, m.ended_on,
               m.ending_route, m.ending_reason, m.planned, m.another_wanted,
               (SELECT i.every_months FROM match_interval i
                 WHERE i.match_id = m.id AND i.from_on <= :as_of
                 ORDER BY i.from_on DESC LIMIT 1) AS own_interval,
               m.book_shown_on, m.goodbye_held, m.told_by, m.continued_on
          FROM match m
          JOIN child c ON c.id = m.child_id
          JOIN volunteer one ON one.id = m.volunteer_id
          LEFT JOIN volunteer two ON two.id = m.second_volunteer_id
          LEFT JOIN authority a ON a.id = {held("c.id", ":as_of")}
         WHERE m.proposed_on <= :as_of
           AND (:number IS NULL OR m.id = :number)
           AND (:child IS NULL OR m.child_id = :child)
           AND (:volunteer IS NULL OR :volunteer IN (m.volunteer_id, m.second_volunteer_id))
           AND {of_authority("m.child_id", ":as_of")}
         ORDER BY m.id
        """,
        {
            "as_of": as_of.isoformat(),
            "number": number,
            "child": child,
            "volunteer": volunteer,
            "authority": authority,
        },
    )
    return records(MatchRecord, rows)


def matches_of(reader: Reader, volunteer: int) -> list[Match]:
    """All that a volunteer ever had, alone or as one of a couple, in the order of refs."""
    rows = reader.execute(
        f"SELECT {columns_of(Match)} FROM match"
        " WHERE :volunteer IN (volunteer_id, second_volunteer_id) ORDER BY id",
        {"volunteer": volunteer},
    )
    return records(Match, rows)


def pause_records(reader: Reader, match: int) -> list[MatchPause]:
    """A match's pauses that were not withdrawn, in date order."""
    return select(reader, MatchPause, "from_on", match_id=match, withdrawn_on=None)


def excuse_records(reader: Reader, match: int) -> list[Excuse]:
    """A match's excused months, in order."""
    return select(reader, Excuse, "month", match_id=match)


def records_of(reader: Reader, match: int) -> RecordsOf:
    """What is recorded of a match and stands, in date order."""
    return RecordsOf(
        select(reader, Visit, "visited_on, id", match_id=match, withdrawn_on=None),
        pause_records(reader, match),
        excuse_records(reader, match),
        [
            needed_day(held_on)
            for (held_on,) in reader.execute(
                "SELECT held_on FROM match_review WHERE match_id = :match"
                " AND withdrawn_on IS NULL ORDER BY held_on",
                {"match": match},
            ).fetchall()
        ],
    )
