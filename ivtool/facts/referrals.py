"""Referrals as facts: who asked for whom, when, and the steps taken since."""

from datetime import date
from typing import NamedTuple

from ivtool.domain.referrals import ReferralFacts
from ivtool.domain.refs import child_ref, match_ref, referral_ref
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
    looked_after: bool | None
    closed_why: str | None
    look_again_on: date | None


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
        SELECT r.id, r.key, r.child_id, c.name, a.name, r.received_on, r.source, r.reasons,
               accepted.taken_on, seen.taken_on, r.closed_on, r.outcome, c.looked_after,
               r.closed_why, r.look_again_on
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
    return [
        ReferralRecord._make(values(row, days=(5, 8, 9, 10, 14), truths=(12,)))
        for row in rows.fetchall()
    ]


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
    """The referral of a child that is open, one apart; None where there is none."""
    row = reader.execute(
        "SELECT min(id) FROM referral WHERE child_id = :child AND closed_on IS NULL"
        " AND id IS NOT :but",
        {"child": child, "but": but},
    ).fetchone()
    return None if row[0] is None else int(row[0])


def referral_facts(reader: Reader, number: int, today: date) -> ReferralFacts:
    """A referral as its rules see it, with what of the child they look at."""
    [each] = referrals(reader, date.max, number=number)
    live = reader.execute(
        "SELECT id FROM match WHERE child_id = :child AND started_on <= :today"
        " AND (ended_on IS NULL OR ended_on > :today)",
        {"child": each.child, "today": today.isoformat()},
    ).fetchone()
    started = reader.execute(
        "SELECT 1 FROM match WHERE referral_id = :number AND started_on IS NOT NULL",
        {"number": number},
    ).fetchone()
    other = open_referral(reader, each.child, number)
    return ReferralFacts(
        referral_ref(number),
        child_ref(each.child),
        each.received_on,
        each.looked_after,
        each.closed_on,
        {ReferralStep(step.step): step.taken_on for step in steps(reader, number, date.max)},
        None if live is None else match_ref(live[0]),
        started is not None,
        None if other is None else referral_ref(other),
    )


def open_proposals(reader: Reader, child: int, but: int | None = None) -> list[int]:
    """The matches of a child that are proposed and neither started nor came to nothing."""
    rows = reader.execute(
        "SELECT id FROM match WHERE child_id = :child AND started_on IS NULL"
        " AND ended_on IS NULL AND id IS NOT :but ORDER BY id",
        {"child": child, "but": but},
    )
    return [number for (number,) in rows]
