"""Referrals: where one stands on a day, who is waiting and for how long."""

from datetime import date

from ivtool.domain.words import ReferralStatus


def is_waiting(
    accepted_on: date | None,
    staff_visit_on: date | None,
    closed_on: date | None,
    has_live_match: bool,
    as_of: date,
) -> bool:
    """Whether a child waits for a volunteer on a day: accepted, seen by staff, open, unmatched."""
    if accepted_on is None or staff_visit_on is None or has_live_match:
        return False
    if max(accepted_on, staff_visit_on) > as_of:
        return False
    return closed_on is None or closed_on > as_of


def referral_status(
    accepted_on: date | None,
    staff_visit_on: date | None,
    closed_on: date | None,
    has_live_match: bool,
    as_of: date,
) -> ReferralStatus:
    """Where a referral stands on a day; closed says more than matched, and that than waiting."""
    if closed_on is not None and closed_on <= as_of:
        return ReferralStatus.CLOSED
    if has_live_match:
        return ReferralStatus.MATCHED
    if is_waiting(accepted_on, staff_visit_on, closed_on, has_live_match, as_of):
        return ReferralStatus.WAITING
    return ReferralStatus.RECEIVED


def days_waiting(received_on: date, as_of: date) -> int:
    """Days since the referral was received: a child waits from the day that somebody asked."""
    return (as_of - received_on).days
