"""Which referrals wait for a volunteer."""

from collections.abc import Container, Iterable
from datetime import date

from ivtool.domain.children.referrals import is_waiting
from ivtool.queries.children.referrals import ReferralRecord


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
