"""Referrals as facts: who asked for whom, when, and the steps taken since."""

from datetime import date
from typing import NamedTuple

from ivtool.domain.words import ReferralStep
from ivtool.facts.reading import Reader, needed_day, values


class ReferralRecord(NamedTuple):
    """A referral with its child, and the days that its status rests on."""

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
    closed_on: date | None
    outcome: str | None


class StepRecord(NamedTuple):
    """A step that a referral took."""

    step: str
    taken_on: date
    note: str | None


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
        SELECT r.id, r.key, r.child_id, c.name, a.name, r.received_on, r.source, r.reasons,
               accepted.taken_on, seen.taken_on, r.closed_on, r.outcome
          FROM referral r
          JOIN child c ON c.id = r.child_id
          LEFT JOIN authority a ON a.id = c.authority_id
          LEFT JOIN referral_step accepted
            ON accepted.referral_id = r.id AND accepted.step = '{ReferralStep.ACCEPTED.value}'
          LEFT JOIN referral_step seen
            ON seen.referral_id = r.id AND seen.step = '{ReferralStep.STAFF_VISIT.value}'
         WHERE r.received_on <= :as_of
           AND (:number IS NULL OR r.id = :number)
           AND (:child IS NULL OR r.child_id = :child)
           AND (:authority IS NULL OR c.authority_id = :authority)
           AND (:first IS NULL OR r.received_on >= :first)
           AND (:last IS NULL OR r.received_on <= :last)
         ORDER BY r.id
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
    return [ReferralRecord._make(values(row, days=(5, 8, 9, 10))) for row in rows.fetchall()]


def steps(reader: Reader, referral: int, as_of: date) -> list[StepRecord]:
    """The steps that a referral took by a day, in date order."""
    rows = reader.execute(
        """
        SELECT step, taken_on, note FROM referral_step
         WHERE referral_id = :referral AND taken_on <= :as_of ORDER BY taken_on, id
        """,
        {"referral": referral, "as_of": as_of.isoformat()},
    )
    return [StepRecord(step, needed_day(taken_on), note) for step, taken_on, note in rows]
