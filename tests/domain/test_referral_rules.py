"""Referrals: received, waiting, matched, closed; days waited; in or out of area."""

from datetime import date

import pytest

from ivtool.domain.children import in_area
from ivtool.domain.referrals import Closing, days_waiting, is_waiting, referral_status
from ivtool.domain.words import ReferralStatus

ACCEPTED, SEEN, CLOSED = date(2026, 3, 1), date(2026, 3, 10), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        (date(2026, 3, 9), ReferralStatus.RECEIVED),
        (date(2026, 3, 10), ReferralStatus.WAITING),
        (date(2026, 5, 31), ReferralStatus.WAITING),
        (date(2026, 6, 1), ReferralStatus.CLOSED),
        (date(2026, 6, 2), ReferralStatus.CLOSED),
    ],
)
def test_status(as_of: date, status: ReferralStatus) -> None:
    assert (
        referral_status(ACCEPTED, SEEN, [Closing(CLOSED)], has_live_match=False, as_of=as_of)
        is status
    )


@pytest.mark.parametrize(
    ("accepted", "seen", "live", "status"),
    [
        (None, SEEN, False, ReferralStatus.RECEIVED),
        (ACCEPTED, None, False, ReferralStatus.RECEIVED),
        (ACCEPTED, SEEN, True, ReferralStatus.MATCHED),
        (None, None, True, ReferralStatus.MATCHED),
        (ACCEPTED, SEEN, False, ReferralStatus.WAITING),
    ],
)
def test_waiting_is_accepted_seen_and_without_a_match(
    accepted: date | None, seen: date | None, live: bool, status: ReferralStatus
) -> None:
    as_of = date(2026, 4, 1)
    assert referral_status(accepted, seen, [], live, as_of) is status
    assert is_waiting(accepted, seen, [], live, as_of) == (status is ReferralStatus.WAITING)


def test_closed_says_more_than_matched() -> None:
    found = referral_status(ACCEPTED, SEEN, [Closing(CLOSED)], has_live_match=True, as_of=CLOSED)
    assert found is ReferralStatus.CLOSED


def test_days_count_from_the_receipt() -> None:
    assert [days_waiting(ACCEPTED, day) for day in (ACCEPTED, date(2026, 4, 1))] == [0, 31]


def test_in_area_is_not_known_where_one_of_the_two_is_not() -> None:
    found = [in_area(*pair) for pair in ((1, 1), (1, 2), (None, 1), (1, None), (None, None))]
    assert found == [True, False, None, None, None]
