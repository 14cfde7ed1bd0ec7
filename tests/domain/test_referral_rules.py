"""Referrals: received, waiting, matched, closed; days waited; in or out of area."""

from datetime import date, timedelta

import pytest

from ivtool.domain.children.children import (
    AuthoritySpell,
    authority_on,
    change_of_authority,
    in_area,
)
from ivtool.domain.children.referrals import (
    Closing,
    ReferralFacts,
    closing_on,
    days_waiting,
    is_open_since,
    is_waiting,
    matched_on,
    problems_with_closing,
    problems_with_receipt,
    problems_with_reopening,
    referral_status,
)
from ivtool.domain.children.vocabulary import ReferralOutcome, ReferralStatus

ONE_DAY = timedelta(days=1)
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


REOPENED = date(2026, 7, 1)
AGAIN = date(2026, 8, 1)
TWICE = [Closing(CLOSED, reopened_on=REOPENED), Closing(AGAIN)]


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (CLOSED - ONE_DAY, None),
        (CLOSED, TWICE[0]),
        (REOPENED - ONE_DAY, TWICE[0]),
        (REOPENED, None),
        (AGAIN - ONE_DAY, None),
        (AGAIN, TWICE[1]),
        (date.max, TWICE[1]),
    ],
)
def test_a_closing_holds_until_the_day_of_its_reopening(day: date, holds: Closing | None) -> None:
    assert closing_on(TWICE, day) == holds
    assert is_waiting(ACCEPTED, SEEN, TWICE, has_live_match=False, as_of=day) is (holds is None)


@pytest.mark.parametrize(
    ("closings", "day", "is_open"),
    [
        ([], SEEN, True),
        (TWICE[:1], CLOSED, True),
        (TWICE, AGAIN - ONE_DAY, True),
        (TWICE, AGAIN, False),
        ([Closing(CLOSED)], CLOSED - ONE_DAY, True),
        ([Closing(CLOSED)], CLOSED, False),
    ],
)
def test_open_on_a_day_or_later(closings: list[Closing], day: date, is_open: bool) -> None:
    assert is_open_since(closings, day) is is_open


def test_a_second_referral_is_refused_while_another_is_open_from_its_day_on() -> None:
    def told(on: date, *closings: Closing) -> list[str]:
        problems = problems_with_receipt(
            on, date(2026, 9, 1), "C-1", looked_after=True, others={"R-1": closings}
        )
        return [problem.message for problem in problems]

    assert told(CLOSED, Closing(CLOSED)) == []
    [was_open] = told(CLOSED - ONE_DAY, Closing(CLOSED))
    assert was_open == "R-1 of the same child was open until Mon 1 Jun 2026"
    [is_open] = told(CLOSED, Closing(CLOSED, reopened_on=REOPENED))
    assert is_open == "R-1 of the same child is open"


def test_a_closing_and_a_reopening_follow_one_another() -> None:
    today = date(2026, 9, 1)
    reopened = ReferralFacts("R-1", "C-1", SEEN, closings=TWICE[:1])

    def closed(on: date) -> list[str]:
        found = problems_with_closing(reopened, ReferralOutcome.WITHDRAWN, on, None, None, today)
        return [problem.code for problem in found]

    assert closed(REOPENED) == []
    assert closed(REOPENED - ONE_DAY) == ["referral.out_of_order"]
    assert matched_on(reopened, CLOSED) == REOPENED
    assert matched_on(reopened, AGAIN) == AGAIN
    again = ReferralFacts("R-1", "C-1", SEEN, looked_after=True, closings=TWICE)
    found = problems_with_reopening(again, AGAIN - ONE_DAY, today)
    assert [problem.code for problem in found] == ["referral.out_of_order"]
    assert problems_with_reopening(again, AGAIN, today) == []


FIRST, SECOND, THIRD = 1, 2, 3
HELD = [
    AuthoritySpell(1, FIRST, "Fenmarsh", None),
    AuthoritySpell(2, SECOND, "Elderwick", CLOSED),
]


@pytest.mark.parametrize(
    ("day", "authority"),
    [(date.min, FIRST), (CLOSED - ONE_DAY, FIRST), (CLOSED, SECOND), (date.max, SECOND)],
)
def test_an_authority_holds_from_its_day_and_the_first_from_ever(day: date, authority: int) -> None:
    assert authority_on(HELD, day) == authority
    assert authority_on([], day) is None


@pytest.mark.parametrize(
    ("spells", "authority", "on", "correct", "expected"),
    [
        ([], FIRST, CLOSED, False, (0, FIRST, None)),
        ([], None, CLOSED, False, None),
        (HELD, SECOND, AGAIN, False, None),
        (HELD, THIRD, AGAIN, False, (0, THIRD, AGAIN)),
        (HELD, None, AGAIN, False, (0, None, AGAIN)),
        # The same day again puts it right, and an earlier day of the same the day.
        (HELD, THIRD, CLOSED, False, (2, THIRD, CLOSED)),
        (HELD, SECOND, SEEN, False, (2, SECOND, SEEN)),
        (HELD, FIRST, SEEN, False, None),
        (HELD, THIRD, SEEN, False, (0, THIRD, SEEN)),
        (HELD, THIRD, AGAIN, True, (2, THIRD, CLOSED)),
        (HELD, SECOND, AGAIN, True, None),
        (HELD[:1], SECOND, AGAIN, True, (1, SECOND, None)),
    ],
)
def test_another_authority_from_a_day_on(
    spells: list[AuthoritySpell],
    authority: int | None,
    on: date,
    correct: bool,
    expected: tuple[int, int | None, date | None] | None,
) -> None:
    found = change_of_authority(spells, authority, on, correct=correct)
    assert (found and (found.number, found.authority, found.from_on)) == expected
