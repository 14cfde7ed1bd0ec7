"""Referrals as facts: who asked for whom, when, and the steps taken since."""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.children.records import ReferralClosing
from ivtool.domain.children.referrals import Closing, closing_on
from ivtool.domain.children.vocabulary import ReferralOutcome, ReferralStep
from ivtool.domain.ids import ChildId
from ivtool.queries.authorities import held, of_authority
from ivtool.queries.reading import Reader, needed_day
from ivtool.rows import columns_of, iter_records, records
from ivtool.tuples import NamedTuple

# A closing `k` that holds on a day.
CLOSED = "k.closed_on <= :as_of AND (k.reopened_on IS NULL OR k.reopened_on > :as_of)"


class ReferralRecord(NamedTuple):
    """A referral with its child, and the days that its status rests on."""

    number: int
    key: str | None
    child: ChildId
    child_name: str
    authority: str | None
    received_on: date
    source: str
    reasons: str | None
    accepted_on: date | None
    staff_visit_on: date | None
    looked_after: bool | None
    closings: Sequence[Closing] = ()


class _WithClosing(NamedTuple):
    """A referral with one of its closings, whose columns are blank where it has none."""

    number: int
    key: str | None
    child: int
    child_name: str
    authority: str | None
    received_on: date
    source: str
    reasons: str | None
    accepted_on: date | None
    staff_visit_on: date | None
    looked_after: bool | None
    closed_on: date | None
    outcome: ReferralOutcome | None
    why: str | None
    look_again_on: date | None
    reopened_on: date | None


class StepRecord(NamedTuple):
    """A step that a referral took."""

    step: str
    taken_on: date
    note: str | None
    by: str | None


def referrals(
    reader: Reader,
    as_of: date,
    *,
    number: int | None = None,
    child: int | None = None,
    authority: int | None = None,
    first: date | None = None,
    last: date | None = None,
) -> list[ReferralRecord]:
    """The referrals received by a day that answer to all that is asked, in the order of refs."""
    rows = reader.execute(
        f"""
        SELECT r.id AS number, r.key, r.child_id AS child, c.name AS child_name,
               a.name AS authority, r.received_on, r.source, r.reasons,
               accepted.taken_on AS accepted_on, seen.taken_on AS staff_visit_on, c.looked_after,
               k.closed_on, k.outcome, k.why, k.look_again_on, k.reopened_on
          FROM referral r
          JOIN child c ON c.id = r.child_id
          LEFT JOIN authority a ON a.id = {held("c.id", ":as_of")}
          LEFT JOIN referral_step accepted
            ON accepted.referral_id = r.id AND accepted.step = '{ReferralStep.ACCEPTED.value}'
          LEFT JOIN referral_step seen
            ON seen.referral_id = r.id AND seen.step = '{ReferralStep.STAFF_VISIT.value}'
          LEFT JOIN referral_closing k ON k.referral_id = r.id AND k.closed_on <= :as_of
         WHERE r.received_on <= :as_of
           AND (:number IS NULL OR r.id = :number)
           AND (:child IS NULL OR r.child_id = :child)
           AND {of_authority("r.child_id", ":as_of")}
           AND (:first IS NULL OR r.received_on >= :first)
           AND (:last IS NULL OR r.received_on <= :last)
         ORDER BY r.id, k.closed_on, k.id
        """,
        {
            "as_of": as_of.isoformat(),
            "number": number,
            "child": child,
            "authority": authority,
            "first": first and first.isoformat(),
            "last": last and last.isoformat(),
        },
    )
    found: dict[int, ReferralRecord] = {}
    closed: dict[int, list[Closing]] = {}
    for row in iter_records(_WithClosing, rows):
        closings = closed.setdefault(row.number, [])
        if row.number not in found:
            found[row.number] = ReferralRecord._make([*row[: -len(Closing._fields)], closings])
        if row.closed_on is not None:
            closings.append(Closing._make(row[-len(Closing._fields) :]))
    return list(found.values())


def closings(reader: Reader, as_of: date, referral: int) -> list[Closing]:
    """The closings of a referral by a day, in date order."""
    rows = reader.execute(
        f"SELECT {columns_of(Closing)} FROM referral_closing WHERE closed_on <= :as_of"
        " AND referral_id = :referral ORDER BY closed_on, id",
        {"as_of": as_of.isoformat(), "referral": referral},
    )
    return records(Closing, rows)


def standing_closing(reader: Reader, referral: int) -> ReferralClosing | None:
    """The closing of a referral that was not opened again since; it may have no day yet."""
    rows = reader.execute(
        f"SELECT {columns_of(ReferralClosing)} FROM referral_closing"
        " WHERE referral_id = :referral AND reopened_on IS NULL",
        {"referral": referral},
    )
    return next(iter_records(ReferralClosing, rows), None)


def steps(reader: Reader, referral: int, as_of: date) -> list[StepRecord]:
    """The steps that a referral took by a day, in date order."""
    rows = reader.execute(
        """
        SELECT step, taken_on, note, by FROM referral_step
         WHERE referral_id = :referral AND taken_on <= :as_of ORDER BY taken_on, id
        """,
        {"referral": referral, "as_of": as_of.isoformat()},
    )
    return [StepRecord(step, needed_day(taken_on), note, by) for step, taken_on, note, by in rows]


def open_referral(reader: Reader, child: int, but: int | None = None) -> int | None:
    """The referral of a child that is open now, one apart; None where there is none."""
    for number, closed in closings_of_child(reader, child).items():
        if number != but and closing_on(closed, date.max) is None:
            return number
    return None


def closings_of_child(reader: Reader, child: int) -> dict[int, Sequence[Closing]]:
    """The closings of every referral of a child, by referral, in the order of refs."""
    return {each.number: each.closings for each in referrals(reader, date.max, child=child)}


def open_proposals(reader: Reader, child: int, but: int | None = None) -> list[int]:
    """The matches of a child that are proposed and neither started nor came to nothing."""
    rows = reader.execute(
        "SELECT id FROM match WHERE child_id = :child AND started_on IS NULL"
        " AND ended_on IS NULL AND id IS NOT :but ORDER BY id",
        {"child": child, "but": but},
    )
    return [number for (number,) in rows]
