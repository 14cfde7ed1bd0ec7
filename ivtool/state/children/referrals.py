"""Which referrals wait for a volunteer, and one as its rules see it."""

from collections.abc import Container, Iterable
from datetime import date

from ivtool.domain.children.referrals import ReferralFacts, is_waiting
from ivtool.domain.children.vocabulary import ReferralStep
from ivtool.domain.refs import child_ref, match_ref, referral_ref
from ivtool.queries.children import referrals as referral_queries
from ivtool.queries.children.referrals import ReferralRecord
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.reading import Reader


def waiting(
    referrals: Iterable[ReferralRecord], matched: Container[int], as_of: date
) -> list[ReferralRecord]:
    """Those of some referrals that wait on a day; `matched` are the children with a live match."""
    return [
        each
        for each in referrals
        if is_waiting(
            each.accepted_on, each.staff_visit_on, each.closings, each.child in matched, as_of
        )
    ]


def referral_facts(reader: Reader, number: int, today: date) -> ReferralFacts:
    """A referral as its rules see it, with what of the child they look at."""
    [each] = referral_queries.referrals(reader, date.max, number=number)
    live = match_queries.live_by_child(reader, today, [each.child]).get(each.child)
    started = reader.execute(
        "SELECT 1 FROM match WHERE referral_id = :number AND started_on IS NOT NULL",
        {"number": number},
    ).fetchone()
    known = referral_queries.closings_of_child(reader, each.child)
    return ReferralFacts(
        referral_ref(number),
        child_ref(each.child),
        each.received_on,
        each.looked_after,
        known.pop(number),
        {
            ReferralStep(step.step): step.taken_on
            for step in referral_queries.steps(reader, number, date.max)
        },
        None if live is None else match_ref(live),
        started is not None,
        {referral_ref(other): closed for other, closed in known.items()},
    )
