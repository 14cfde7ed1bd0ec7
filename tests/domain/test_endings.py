"""How a match comes to its end, and what becomes of the referral."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from ivtool.domain.children.referrals import Closing, ReferralFacts
from ivtool.domain.children.vocabulary import ReferralOutcome
from ivtool.domain.ids import ChildId, ReferralId, VolunteerId
from ivtool.domain.matching.eligibility import Candidate, LiveSpan
from ivtool.domain.matching.ending import (
    Ending,
    Settled,
    by_ending,
    problems_with_ending,
    problems_with_ending_corrected,
    problems_with_people_gone,
    problems_with_reopened,
    referral_waits_again,
)
from ivtool.domain.matching.records import Match
from ivtool.domain.matching.vocabulary import EndingRoute
from ivtool.domain.recruitment.records import Volunteer
from ivtool.domain.recruitment.volunteers import VolunteerFacts
from ivtool.errors import Problem

START = date(2026, 10, 20)
TODAY = date(2026, 11, 22)
ONE_DAY = timedelta(days=1)


def codes(problems: Sequence[Problem]) -> list[str]:
    return [each.code for each in problems]


@pytest.mark.parametrize(
    ("ending", "known_end", "later", "expected"),
    [
        (Ending(TODAY, EndingRoute.AGREED_END, "moved"), None, [], []),
        (Ending(START, EndingRoute.AGREED_END, "moved"), None, [], []),
        (Ending(START - ONE_DAY, EndingRoute.AGREED_END, "moved"), None, [],
         ["match.out_of_order"]),
        (Ending(TODAY + ONE_DAY, EndingRoute.AGREED_END, "moved"), None, [], ["match.in_future"]),
        (Ending(TODAY, EndingRoute.AGREED_END), None, [], ["match.no_reason"]),
        (Ending(TODAY, EndingRoute.CHILD_OBJECTED), None, [], []),
        (Ending(TODAY, EndingRoute.AGREED_END, "moved"), START, [], ["match.already_ended"]),
        (Ending(TODAY, EndingRoute.AGREED_END, "moved"), None, ["L-3"], ["match.visits_after_end"]),
        (Ending(TODAY, EndingRoute.CARE_ENDED, "home", another_wanted=True), None, [],
         ["match.another_after_care"]),
        (Ending(TODAY, EndingRoute.CARE_ENDED, "home", another_wanted=False), None, [], []),
    ],
)  # fmt: skip
def test_how_a_match_can_end(
    ending: Ending, known_end: date | None, later: list[str], expected: list[str]
) -> None:
    days = [("the proposal", START - 10 * ONE_DAY), ("the start", START)]
    problems = problems_with_ending("M-1", ending, days, known_end, later, TODAY)
    assert codes(problems) == expected


def test_many_entries_after_an_ending_are_counted() -> None:
    later = [f"L-{number}" for number in range(1, 9)]
    [problem] = problems_with_ending(
        "M-1", Ending(TODAY, EndingRoute.CHILD_OBJECTED), [], None, later, TODAY
    )
    assert problem.message.endswith("L-1, L-2, L-3, L-4, L-5 and 3 more")


@pytest.mark.parametrize(("wanted", "waits"), [(True, True), (False, False), (None, False)])
def test_a_referral_waits_again_if_another_match_is_wanted(
    wanted: bool | None, waits: bool
) -> None:
    ending = Ending(TODAY, EndingRoute.AGREED_END, "moved", another_wanted=wanted)
    assert referral_waits_again(ending) is waits


@pytest.mark.parametrize(
    ("started_on", "ended_on", "others", "twin", "referral", "expected"),
    [
        (START, TODAY, [], None, None, []),
        (START, None, [], None, None, ["match.not_ended"]),
        # One that was over when this one began, or began on that day, is no hindrance.
        (START, TODAY, [LiveSpan("M-2", START - ONE_DAY, START)], None, None, []),
        (START, TODAY, [LiveSpan("M-2", TODAY, None)], None, None, ["match.second_live"]),
        (START, TODAY, [LiveSpan("M-2", TODAY, TODAY + ONE_DAY)], None, None,
         ["match.second_live"]),
        (START, TODAY, [LiveSpan("M-2", TODAY, None)], "M-2", "R-2",
         ["match.second_live", "referral.second_open"]),
        (START, TODAY, [], None, "R-2", ["referral.second_open"]),
        (None, TODAY, [], "M-3", None, ["match.already_proposed"]),
        (None, TODAY, [LiveSpan("M-2", START, None)], None, None, []),
    ],
)  # fmt: skip
def test_which_endings_can_be_taken_back(
    started_on: date | None,
    ended_on: date | None,
    others: list[LiveSpan],
    twin: str | None,
    referral: str | None,
    expected: list[str],
) -> None:
    problems = problems_with_reopened("M-1", started_on, ended_on, others, twin, referral)
    assert codes(problems) == expected


MATCHED = ReferralOutcome.MATCHED


@pytest.mark.parametrize(
    ("wanted", "closings", "expected"),
    [
        (False, [Closing(TODAY, MATCHED)], Settled.CLOSED),
        (None, [Closing(START, MATCHED, reopened_on=START), Closing(TODAY, MATCHED)],
         Settled.CLOSED),
        # Closed as something else, or on another day: by somebody, and not by the ending.
        (False, [Closing(TODAY, ReferralOutcome.WITHDRAWN)], None),
        (False, [Closing(TODAY - ONE_DAY, MATCHED)], None),
        (False, [], None),
        (True, [Closing(START, MATCHED, reopened_on=TODAY)], Settled.OPENED_AGAIN),
        (True, [Closing(START, MATCHED, reopened_on=TODAY - ONE_DAY)], None),
        (False, [Closing(START, MATCHED, reopened_on=TODAY)], None),
        # As the receipt of an ending advises.
        (None, [Closing(TODAY, MATCHED, reopened_on=TODAY)], Settled.CLOSED_AND_OPENED_SINCE),
    ],
)  # fmt: skip
def test_what_an_ending_did_to_its_referral(
    wanted: bool | None, closings: list[Closing], expected: Settled | None
) -> None:
    people = (ReferralId(1), ChildId(1), VolunteerId(1))
    match = Match(*people, START, started_on=START, ended_on=TODAY, another_wanted=wanted)
    referral = ReferralFacts("R-1", "C-1", START - ONE_DAY, closings=closings)
    assert by_ending(match, referral) is expected
    assert by_ending(match._replace(started_on=None), referral) is None


@pytest.mark.parametrize(
    ("ending", "others", "expected"),
    [
        (Ending(TODAY, EndingRoute.AGREED_END, "moved"), [], []),
        (Ending(TODAY, EndingRoute.AGREED_END, "moved", planned=True), [], []),
        (Ending(TODAY - ONE_DAY, EndingRoute.AGREED_END), [LiveSpan("M-2", TODAY, None)], []),
        (Ending(TODAY, EndingRoute.AGREED_END), [LiveSpan("M-2", TODAY, None)], []),
        (Ending(TODAY, EndingRoute.AGREED_END), [LiveSpan("M-2", TODAY - ONE_DAY, None)],
         ["match.second_live"]),
    ],
)  # fmt: skip
def test_an_ending_is_put_right_before_another_match_of_the_child(
    ending: Ending, others: list[LiveSpan], expected: list[str]
) -> None:
    people = (ReferralId(1), ChildId(1), VolunteerId(1))
    match = Match(*people, START, started_on=START)
    match = match._replace(**Ending(TODAY, EndingRoute.AGREED_END, "moved")._asdict())
    assert codes(problems_with_ending_corrected(match, ending, others)) == expected


@pytest.mark.parametrize(
    ("left_on", "ended_on", "expected"),
    [
        (None, None, []),
        (TODAY, None, ["match.volunteer_gone"]),
        (TODAY, TODAY, []),
        (TODAY, TODAY + ONE_DAY, ["match.volunteer_gone"]),
    ],
)
def test_no_match_goes_on_after_its_volunteer_left(
    left_on: date | None, ended_on: date | None, expected: list[str]
) -> None:
    volunteer = Volunteer("Ann Lee", id=VolunteerId(1))
    who = Candidate(volunteer, VolunteerFacts(spell_ended_on=left_on))
    assert codes(problems_with_people_gone([who], START, ended_on)) == expected
    # A proposal has not gone on at all.
    assert problems_with_people_gone([who], None, ended_on) == []


def test_an_ending_of_a_sheet_without_a_route_is_told_of_and_no_bug() -> None:
    ending = Ending(TODAY, None)  # type: ignore[arg-type]
    [problem] = problems_with_ending("M-1", ending, [], None, [], TODAY, correct=True)
    assert problem.hint == f"ivtool match end M-1 --correct --on {TODAY} --reason TEXT"
