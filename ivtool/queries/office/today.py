"""What `today` looks at, as facts: few rows of each, chosen by days and numbers alone.

Names are read at the end, of those that are shown. What a row means is for the rules to say.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ivtool.domain.children.vocabulary import ReferralOutcome, ReferralStep
from ivtool.domain.matching.vocabulary import Party, View
from ivtool.queries.children.authorities import of_authority
from ivtool.queries.children.referrals import CLOSED
from ivtool.queries.reading import Reader, day, needed_day

LIVE = "m.started_on <= :as_of AND (m.ended_on IS NULL OR m.ended_on > :as_of)"
# A record is an authority's that looks after its child.
OF_AUTHORITY = of_authority("{child}", ":as_of")
UNMATCHED = f"r.child_id NOT IN (SELECT m.child_id FROM match m WHERE {LIVE})"


class MatchPeople(NamedTuple):
    """Whom a match is of, and of which referral."""

    child: int
    volunteer: int
    second_volunteer: int | None
    referral: int


class NearAge(NamedTuple):
    """A live match with a child born by a day."""

    match: int
    child: int
    born_on: date


class BegunPause(NamedTuple):
    """A pause of a live match, begun by a day."""

    match: int
    from_on: date
    until_on: date | None


class Referral(NamedTuple):
    """A referral open on a day, with the steps taken by it."""

    number: int
    child: int
    received_on: date
    steps: dict[str, date]


class Declined(NamedTuple):
    """A referral declined by a day until another that has come."""

    number: int
    child: int
    look_again_on: date


class Proposed(NamedTuple):
    """A proposal neither started nor ended by a day; `last_on` is the last day of anything new."""

    match: int
    child: int
    last_on: date


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


def any_concern(reader: Reader) -> bool:
    """Whether a concern was ever raised."""
    return reader.execute("SELECT 1 FROM concern LIMIT 1").fetchone() is not None


def any_lead(reader: Reader) -> bool:
    """Whether anything was ever led by somebody."""
    return reader.execute("SELECT 1 FROM lead_worker LIMIT 1").fetchone() is not None


def live_of(
    reader: Reader, noun: str, numbers: Iterable[int], as_of: date, authority: int | None = None
) -> dict[int, int]:
    """A match live on a day of each of some children or volunteers; of several the first."""
    columns = {"child": ["child_id"], "volunteer": ["volunteer_id", "second_volunteer_id"]}[noun]
    asked = {"as_of": as_of.isoformat(), "authority": authority}
    listed = _listed(numbers)
    found: dict[int, int] = {}
    for column in columns:
        for number, match in reader.execute(
            f"SELECT m.{column}, m.id FROM match m WHERE m.{column} IN ({listed}) AND {LIVE}"
            f" AND {OF_AUTHORITY.format(child='m.child_id')}",
            asked,
        ):
            found[number] = min(match, found.get(number, match))
    return found


def people_of(reader: Reader, matches: Iterable[int]) -> dict[int, MatchPeople]:
    """The people of some matches."""
    rows = reader.execute(
        "SELECT id, child_id, volunteer_id, second_volunteer_id, referral_id FROM match"
        f" WHERE id IN ({_listed(matches)})"
    )
    return {number: MatchPeople._make(people) for number, *people in rows.fetchall()}


def born_by(reader: Reader, last: date, as_of: date, authority: int | None) -> list[NearAge]:
    """The matches live on a day whose child was born by another, in the order of refs."""
    rows = reader.execute(
        "SELECT m.id, c.id, c.date_of_birth FROM match m JOIN child c ON c.id = m.child_id"
        f" WHERE c.date_of_birth <= :last AND {LIVE}"
        f" AND {OF_AUTHORITY.format(child='c.id')} ORDER BY m.id",
        {"last": last.isoformat(), "as_of": as_of.isoformat(), "authority": authority},
    )
    return [NearAge(match, child, needed_day(born_on)) for match, child, born_on in rows]


def objected(reader: Reader, as_of: date, authority: int | None) -> list[int]:
    """The matches live on a day in which the child has objected by it, in the order of refs."""
    rows = reader.execute(
        "SELECT DISTINCT m.id FROM match_view v JOIN match m ON m.id = v.match_id"
        f" WHERE v.party = '{Party.CHILD.value}' AND v.view = '{View.OBJECTS.value}'"
        f" AND v.said_on <= :as_of AND {LIVE} AND {OF_AUTHORITY.format(child='m.child_id')}"
        " ORDER BY m.id",
        {"as_of": as_of.isoformat(), "authority": authority},
    )
    return [number for (number,) in rows.fetchall()]


def pauses(reader: Reader, until: date, as_of: date, authority: int | None) -> list[BegunPause]:
    """The pauses of live matches begun by a day that are open, or end from then to another."""
    rows = reader.execute(
        "SELECT p.match_id, p.from_on, p.until_on FROM pause p JOIN match m ON m.id = p.match_id"
        " WHERE p.withdrawn_on IS NULL AND p.from_on <= :as_of"
        " AND (p.until_on IS NULL OR p.until_on BETWEEN :as_of AND :until)"
        f" AND {LIVE} AND {OF_AUTHORITY.format(child='m.child_id')} ORDER BY p.match_id, p.from_on",
        {"until": until.isoformat(), "as_of": as_of.isoformat(), "authority": authority},
    )
    return [BegunPause(match, needed_day(begun), day(over)) for match, begun, over in rows]


def open_referrals(reader: Reader, as_of: date, authority: int | None) -> list[Referral]:
    """The referrals open on a day of children without a live match, in the order of refs."""
    rows = reader.execute(
        "SELECT r.id, r.child_id, r.received_on FROM referral r"
        " WHERE r.received_on <= :as_of AND NOT EXISTS"
        f" (SELECT 1 FROM referral_closing k WHERE k.referral_id = r.id AND {CLOSED})"
        f" AND {OF_AUTHORITY.format(child='r.child_id')} AND {UNMATCHED} ORDER BY r.id",
        {"as_of": as_of.isoformat(), "authority": authority},
    )
    found = {
        number: Referral(number, child, needed_day(received_on), {})
        for number, child, received_on in rows.fetchall()
    }
    for number, step, taken_on in reader.execute(
        "SELECT referral_id, step, taken_on FROM referral_step"
        f" WHERE referral_id IN ({_listed(found)}) AND taken_on <= :as_of",
        {"as_of": as_of.isoformat()},
    ):
        found[number].steps[ReferralStep(step).value] = needed_day(taken_on)
    return list(found.values())


def to_look_at_again(reader: Reader, as_of: date, authority: int | None) -> list[Declined]:
    """The referrals declined by a day until another that has come, in the order of refs.

    But for children who are matched, or for whom another was received since.
    """
    rows = reader.execute(
        "SELECT r.id, r.child_id, k.look_again_on"
        f" FROM referral_closing k JOIN referral r ON r.id = k.referral_id WHERE {CLOSED}"
        f" AND k.look_again_on <= :as_of AND k.outcome = '{ReferralOutcome.DECLINED.value}'"
        f" AND {OF_AUTHORITY.format(child='r.child_id')} AND {UNMATCHED}"
        " AND NOT EXISTS (SELECT 1 FROM referral other WHERE other.child_id = r.child_id"
        " AND other.id <> r.id AND other.received_on BETWEEN k.closed_on AND :as_of)"
        " ORDER BY r.id",
        {"as_of": as_of.isoformat(), "authority": authority},
    )
    return [
        Declined(number, child, needed_day(again_on)) for number, child, again_on in rows.fetchall()
    ]


def proposals(reader: Reader, as_of: date, authority: int | None) -> list[Proposed]:
    """The matches proposed by a day and neither started nor ended by it, in the order of refs."""
    asked = {"as_of": as_of.isoformat(), "authority": authority}
    of_authority = OF_AUTHORITY.format(child="m.child_id")
    columns = "SELECT m.id, m.child_id, m.proposed_on, m.book_shown_on, m.first_meeting_on"
    # Two questions, for the index of the starts answers each.
    rows = [
        row
        for started in ("IS NULL", "> :as_of")
        for row in reader.execute(
            f"{columns} FROM match m WHERE m.started_on {started} AND m.proposed_on <= :as_of"
            f" AND (m.ended_on IS NULL OR m.ended_on > :as_of) AND {of_authority}",
            asked,
        ).fetchall()
    ]
    heard = reader.execute(
        "SELECT match_id, max(said_on) FROM match_view"
        f" WHERE match_id IN ({_listed(row[0] for row in rows)}) AND said_on <= :as_of"
        " GROUP BY match_id",
        asked,
    )
    said = dict(heard.fetchall())
    found = []
    for number, child, *days in sorted(rows):
        known = [text for text in (*days, said.get(number)) if text and text <= asked["as_of"]]
        found.append(Proposed(number, child, needed_day(max(known))))
    return found


def claimed_by(reader: Reader, last: date, as_of: date, authority: int | None) -> list[OldLine]:
    """What was not settled on a day of the volunteers with a line claimed by another, by ref."""
    asked = {"as_of": as_of.isoformat(), "last": last.isoformat(), "authority": authority}
    unsettled = (
        "FROM claim_line l JOIN claim e ON e.id = l.claim_id"
        " WHERE coalesce(l.claimed_on, l.incurred_on) <= {day}"
        " AND (l.paid_on IS NULL OR l.paid_on > :as_of)"
        " AND (l.declined_on IS NULL OR l.declined_on > :as_of)"
        " AND (:authority IS NULL OR l.match_id IN (SELECT m.id FROM match m"
        f" WHERE {OF_AUTHORITY.format(child='m.child_id')}))"
    )
    late = reader.execute(f"SELECT DISTINCT e.volunteer_id {unsettled.format(day=':last')}", asked)
    volunteers = [number for (number,) in late.fetchall()]
    rows = reader.execute(
        "SELECT e.volunteer_id, l.claim_id, l.incurred_on, l.amount_pence, l.claimed_on,"
        f" l.approved_on, l.paid_on, l.declined_on {unsettled.format(day=':as_of')}"
        f" AND e.volunteer_id IN ({_listed(volunteers)})"
        " ORDER BY e.volunteer_id, l.claim_id, l.line",
        asked,
    )
    return [
        OldLine(volunteer, claim, needed_day(incurred_on), pence, *map(day, days))
        for volunteer, claim, incurred_on, pence, *days in rows.fetchall()
    ]


def names(reader: Reader, noun: str, numbers: Iterable[int]) -> dict[int, str]:
    """The names of some children or volunteers."""
    rows = reader.execute(f"SELECT id, name FROM {noun} WHERE id IN ({_listed(numbers)})")
    return dict(rows.fetchall())


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))
