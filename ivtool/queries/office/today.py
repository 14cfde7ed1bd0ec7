"""What `today` looks at, as facts: few rows of each, chosen by days and numbers alone.

Names are read at the end, of those that are shown. What a row means is for the rules to say.
"""

from collections.abc import Collection
from datetime import date

from ivtool.domain.children.vocabulary import ReferralOutcome, ReferralStep
from ivtool.domain.matching.records import Match, MatchView
from ivtool.domain.matching.vocabulary import Party, View
from ivtool.queries.authorities import of_authority
from ivtool.queries.children.referrals import CLOSED
from ivtool.queries.expenses.payments import REVERSED_LATER
from ivtool.queries.live import LIVE
from ivtool.queries.reading import Reader, among
from ivtool.rows import columns_of, records
from ivtool.tuples import NamedTuple

PEOPLE = "m.id AS match, m.child_id AS child, m.volunteer_id AS volunteer"
# A record is an authority's that looks after its child.
OF_AUTHORITY = of_authority("{child}", ":as_of")
UNMATCHED = f"r.child_id NOT IN (SELECT m.child_id FROM match m WHERE {LIVE})"


class Objection(NamedTuple):
    """A view heard of a live match of which the child has said that they object."""

    match: int
    child: int
    volunteer: int
    said: MatchView


class NearAge(NamedTuple):
    """A live match with a child born by a day."""

    match: int
    child: int
    volunteer: int
    born_on: date


class BegunPause(NamedTuple):
    """A pause of a live match, begun by a day."""

    match: int
    child: int
    volunteer: int
    from_on: date
    until_on: date | None


class Referral(NamedTuple):
    """A referral open on a day, with a step taken by it; without one where none was taken."""

    number: int
    child: int
    received_on: date
    step: ReferralStep | None
    taken_on: date | None


class Declined(NamedTuple):
    """A referral declined by a day until another that has come."""

    number: int
    child: int
    look_again_on: date


class Proposed(NamedTuple):
    """A proposal neither started nor ended by a day; `said_on` is the last view heard by it."""

    match: int
    child: int
    volunteer: int
    proposed_on: date
    book_shown_on: date | None
    first_meeting_on: date | None
    said_on: date | None


class OldLine(NamedTuple):
    """A line of a claim, of a volunteer with one that was claimed long ago."""

    volunteer: int
    claim: int
    incurred_on: date
    amount_pence: int
    claimed_on: date | None
    approved_on: date | None
    paid_on: date | None
    declined_on: date | None


class Ever(NamedTuple):
    """Which records there ever were: of what there was none, nothing is asked."""

    concerns: bool
    leads: bool
    match_reviews: bool
    statutory_reviews: bool


def ever(reader: Reader) -> Ever:
    """Whether a concern was ever raised, anything led by somebody, a match or a child reviewed."""
    tables = ("concern", "lead_worker", "match_review", "statutory_review")
    asked = ", ".join(f"EXISTS (SELECT 1 FROM {table})" for table in tables)
    return Ever(*map(bool, reader.execute(f"SELECT {asked}").fetchone()))


def people_of(reader: Reader, matches: Collection[int]) -> dict[int, Match]:
    """Some matches, for the people whom they are of."""
    rows = reader.execute(
        f"SELECT {columns_of(Match)} FROM match WHERE 1 = 1{among('id', matches)}"
    )
    return {each.id: each for each in records(Match, rows)}


def born_by(reader: Reader, last: date, as_of: date, authority: int | None) -> list[NearAge]:
    """The matches live on a day whose child was born by another, in the order of refs.

    But for those that go on after 18 by then.
    """
    rows = reader.execute(
        f"SELECT {PEOPLE}, c.date_of_birth AS born_on"
        " FROM match m JOIN child c ON c.id = m.child_id"
        f" WHERE c.date_of_birth <= :last AND {LIVE}"
        " AND (m.continued_on IS NULL OR m.continued_on > :as_of)"
        f" AND {OF_AUTHORITY.format(child='c.id')} ORDER BY m.id",
        {"last": last.isoformat(), "as_of": as_of.isoformat(), "authority": authority},
    )
    return records(NearAge, rows)


def objections(reader: Reader, as_of: date, authority: int | None) -> list[Objection]:
    """Every view heard of the matches live on a day in which the child has objected by it.

    In the order of refs, and as they were recorded.
    """
    rows = reader.execute(
        f"SELECT {PEOPLE}, {columns_of(MatchView, 'v')}"
        " FROM match m JOIN match_view v ON v.match_id = m.id WHERE m.id IN ("
        f"SELECT match_id FROM match_view WHERE party = '{Party.CHILD.value}'"
        f" AND view = '{View.OBJECTS.value}' AND said_on <= :as_of)"
        f" AND {LIVE} AND {OF_AUTHORITY.format(child='m.child_id')} ORDER BY m.id, v.id",
        {"as_of": as_of.isoformat(), "authority": authority},
    )
    return records(Objection, rows)


def pauses(
    reader: Reader, until: date, as_of: date, authority: int | None, numbers: Collection[int]
) -> list[BegunPause]:
    """The pauses of live matches begun by a day that are open, or end from then to another.

    And every one of some matches. By match and in date order.
    """
    rows = reader.execute(
        f"SELECT {PEOPLE}, p.from_on, p.until_on FROM pause p JOIN match m ON m.id = p.match_id"
        " WHERE p.withdrawn_on IS NULL AND p.from_on <= :as_of"
        " AND (p.until_on IS NULL OR p.until_on BETWEEN :as_of AND :until"
        f" OR p.match_id IN ({', '.join(map(str, numbers))}))"
        f" AND {LIVE} AND {OF_AUTHORITY.format(child='m.child_id')} ORDER BY p.match_id, p.from_on",
        {"until": until.isoformat(), "as_of": as_of.isoformat(), "authority": authority},
    )
    return records(BegunPause, rows)


def open_referrals(reader: Reader, as_of: date, authority: int | None) -> list[Referral]:
    """The referrals open on a day of children without a live match, each step by it a row.

    In the order of refs, and as the steps were recorded.
    """
    rows = reader.execute(
        "SELECT r.id AS number, r.child_id AS child, r.received_on, s.step, s.taken_on"
        " FROM referral r"
        " LEFT JOIN referral_step s ON s.referral_id = r.id AND s.taken_on <= :as_of"
        " WHERE r.received_on <= :as_of AND NOT EXISTS"
        f" (SELECT 1 FROM referral_closing k WHERE k.referral_id = r.id AND {CLOSED})"
        f" AND {OF_AUTHORITY.format(child='r.child_id')} AND {UNMATCHED} ORDER BY r.id, s.id",
        {"as_of": as_of.isoformat(), "authority": authority},
    )
    return records(Referral, rows)


def to_look_at_again(reader: Reader, as_of: date, authority: int | None) -> list[Declined]:
    """The referrals declined by a day until another that has come, in the order of refs.

    But for children who are matched, or for whom another was received since.
    """
    rows = reader.execute(
        "SELECT r.id AS number, r.child_id AS child, k.look_again_on"
        f" FROM referral_closing k JOIN referral r ON r.id = k.referral_id WHERE {CLOSED}"
        f" AND k.look_again_on <= :as_of AND k.outcome = '{ReferralOutcome.DECLINED.value}'"
        f" AND {OF_AUTHORITY.format(child='r.child_id')} AND {UNMATCHED}"
        " AND NOT EXISTS (SELECT 1 FROM referral other WHERE other.child_id = r.child_id"
        " AND other.id <> r.id AND other.received_on BETWEEN k.closed_on AND :as_of)"
        " ORDER BY r.id",
        {"as_of": as_of.isoformat(), "authority": authority},
    )
    return records(Declined, rows)


def proposals(reader: Reader, as_of: date, authority: int | None) -> list[Proposed]:
    """The matches proposed by a day and neither started nor ended by it, in the order of refs."""
    # Two questions, for the index of the starts answers each.
    rows = reader.execute(
        " UNION ALL ".join(
            f"SELECT {PEOPLE}, m.proposed_on, m.book_shown_on, m.first_meeting_on,"
            " (SELECT max(v.said_on) FROM match_view v"
            " WHERE v.match_id = m.id AND v.said_on <= :as_of) AS said_on"
            f" FROM match m WHERE m.started_on {started} AND m.proposed_on <= :as_of"
            " AND (m.ended_on IS NULL OR m.ended_on > :as_of)"
            f" AND {OF_AUTHORITY.format(child='m.child_id')}"
            for started in ("IS NULL", "> :as_of")
        ),
        {"as_of": as_of.isoformat(), "authority": authority},
    )
    return sorted(records(Proposed, rows))


def claimed_by(reader: Reader, last: date, as_of: date, authority: int | None) -> list[OldLine]:
    """What was not settled on a day of the volunteers with a line claimed by another, by ref."""
    unsettled = (
        f"FROM claim_line l JOIN claim e ON e.id = l.claim_id {REVERSED_LATER}"
        " WHERE coalesce(l.claimed_on, l.incurred_on) <= {day} AND r.id IS NULL"
        " AND (l.paid_on IS NULL OR l.paid_on > :as_of)"
        " AND (l.declined_on IS NULL OR l.declined_on > :as_of)"
        " AND (:authority IS NULL OR l.match_id IN (SELECT m.id FROM match m"
        f" WHERE {OF_AUTHORITY.format(child='m.child_id')}))"
    )
    rows = reader.execute(
        "SELECT e.volunteer_id AS volunteer, l.claim_id AS claim, l.incurred_on, l.amount_pence,"
        f" l.claimed_on, l.approved_on, l.paid_on, l.declined_on {unsettled.format(day=':as_of')}"
        f" AND e.volunteer_id IN (SELECT e.volunteer_id {unsettled.format(day=':last')})"
        " ORDER BY e.volunteer_id, l.claim_id, l.line",
        {"as_of": as_of.isoformat(), "last": last.isoformat(), "authority": authority},
    )
    return records(OldLine, rows)


def names(reader: Reader, noun: str, numbers: Collection[int]) -> dict[int, str]:
    """The names of some children or volunteers."""
    some = among("id", numbers)
    return dict(reader.execute(f"SELECT id, name FROM {noun} WHERE 1 = 1{some}").fetchall())
