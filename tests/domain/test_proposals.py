"""Every condition of a start: missing, there, in the wrong order; and who is never proposed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.children.referrals import Closing
from ivtool.domain.ids import MatchId, VolunteerId
from ivtool.domain.matching.eligibility import Candidate, FitRules, LiveSpan, Wishes
from ivtool.domain.matching.matches import RecordsOf
from ivtool.domain.matching.proposals import (
    Proposal,
    problems_with_day_of,
    problems_with_proposal,
    problems_with_proposal_corrected,
    problems_with_view,
)
from ivtool.domain.matching.records import MatchView
from ivtool.domain.matching.start import problems_with_start, problems_with_start_corrected
from ivtool.domain.matching.views import (
    latest_view,
    must_end,
    objecting,
    said_after,
    standing_objections,
    to_be_looked_at,
)
from ivtool.domain.matching.vocabulary import Party, View
from ivtool.domain.recruitment.evidence_kinds import EvidenceRules
from ivtool.domain.recruitment.records import Volunteer, VolunteerHold
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, Stage
from ivtool.domain.recruitment.volunteers import Check, VolunteerFacts
from ivtool.domain.visits.records import Visit
from ivtool.errors import Problem

M_1 = MatchId(1)
START = date(2026, 10, 20)
TODAY = date(2026, 11, 22)
ONE_DAY = timedelta(days=1)
RULES = FitRules(EvidenceRules(), 30)
CHILD = Wishes(
    "C-1", looked_after=True, date_of_birth=date(2014, 4, 3), authority="Fenmarsh County Council"
)
CLEAR = VolunteerFacts(
    stages=[(Stage.APPROVED, date(2026, 1, 5))],
    checks=[
        Check(kind, CheckOutcome.CLEAR, date(2026, 1, 1))
        for kind in (CheckKind.DBS, CheckKind.SAFEGUARDING, CheckKind.INDEPENDENCE)
    ],
)
ANN = Candidate(Volunteer("Ann Lee", id=VolunteerId(1)), CLEAR)
BEN = Candidate(Volunteer("Ben Lee", id=VolunteerId(2)), CLEAR)


def like(who: Candidate, **changes: Any) -> Candidate:
    """A candidate with other facts, or with other fields of the volunteer."""
    own = {name: value for name, value in changes.items() if name in Volunteer._fields}
    rest = {name: value for name, value in changes.items() if name not in own}
    return who._replace(volunteer=who.volunteer._replace(**own), **rest)


def on_hold(from_on: date, until_on: date) -> VolunteerHold:
    """A volunteer's days on hold."""
    return VolunteerHold(VolunteerId(1), from_on, until_on)


def days_before(days: int) -> date:
    return START - timedelta(days=days)


def agrees(party: Party, days: int, *, after: bool = False, view: View = View.AGREES) -> MatchView:
    return MatchView(M_1, party, view, days_before(days), after)


VIEWS = [
    agrees(Party.VOLUNTEER, 9),
    agrees(Party.SOCIAL_WORKER, 9),
    agrees(Party.CARER, 9),
    agrees(Party.CHILD, 8),
    agrees(Party.CHILD, 1, after=True),
    agrees(Party.VOLUNTEER, 1, after=True),
]
READY = Proposal(
    "M-1",
    "R-1",
    CHILD,
    [ANN],
    proposed_on=days_before(10),
    book_shown_on=days_before(8),
    first_meeting_on=days_before(2),
    views=VIEWS,
)
COUPLE = READY._replace(
    candidates=[ANN, BEN],
    views=[
        *VIEWS,
        agrees(Party.SECOND_VOLUNTEER, 9),
        agrees(Party.SECOND_VOLUNTEER, 1, after=True),
    ],
)


def codes(problems: Sequence[Problem]) -> list[str]:
    return [each.code for each in problems]


def started(match: Proposal, on: date = START) -> list[str]:
    return codes(problems_with_start(match, on, TODAY, RULES))


def without(*left_out: MatchView) -> list[MatchView]:
    return [each for each in VIEWS if each not in left_out]


def live(match: str, first: date, last: date | None = None) -> LiveSpan:
    return LiveSpan(match, first, last)


def test_a_match_with_everything_there_starts() -> None:
    assert started(READY) == []
    assert started(COUPLE) == []
    assert started(READY, TODAY) == []


def test_an_empty_proposal_names_everything_at_once() -> None:
    bare = Proposal("M-1", "R-1", CHILD, [ANN], days_before(10))
    problems = problems_with_start(bare, START, TODAY, RULES)
    assert codes(problems) == [
        *["match.view_missing"] * 4,
        "match.no_book",
        "match.no_meeting",
        *["match.not_heard_after"] * 2,
    ]
    assert all(each.hint.startswith("ivtool match ") for each in problems)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        # The four views, and again after the first meeting.
        ({"views": without(VIEWS[1])}, ["match.view_missing"]),
        ({"views": without(VIEWS[2])}, ["match.view_missing"]),
        ({"views": without(VIEWS[3], VIEWS[4])}, ["match.view_missing", "match.not_heard_after"]),
        ({"views": without(VIEWS[0], VIEWS[5])}, ["match.view_missing", "match.not_heard_after"]),
        ({"views": without(VIEWS[4])}, ["match.not_heard_after"]),
        ({"views": without(VIEWS[5])}, ["match.not_heard_after"]),
        # In any order: a view that was only given after the meeting is one.
        ({"views": without(VIEWS[0], VIEWS[3])}, []),
        # What the child says.
        ({"views": [*VIEWS, agrees(Party.CHILD, 0, view=View.UNSURE)]}, ["match.child_unsure"]),
        ({"views": [*VIEWS, agrees(Party.CHILD, -1, view=View.UNSURE)]}, ["match.child_unsure"]),
        ({"views": [*VIEWS, agrees(Party.CHILD, 0, view=View.OBJECTS)]}, ["match.child_objects"]),
        ({"views": [*VIEWS, agrees(Party.CHILD, -5, view=View.OBJECTS)]}, ["match.child_objects"]),
        ({"views": [agrees(Party.CHILD, 9, view=View.OBJECTS), *VIEWS]}, []),
        ({"views": [*VIEWS, agrees(Party.CHILD, 0, view=View.NOT_ABLE)]}, []),
        # An adult may be unsure, and may not object; the latest word counts.
        ({"views": [*VIEWS, agrees(Party.CARER, 0, view=View.UNSURE)]}, []),
        ({"views": [*VIEWS, agrees(Party.CARER, 0, view=View.OBJECTS)]}, ["match.objection"]),
        ({"views": [*VIEWS, agrees(Party.VOLUNTEER, -1, view=View.OBJECTS)]}, ["match.objection"]),
        ({"views": [agrees(Party.SOCIAL_WORKER, 10, view=View.OBJECTS), *VIEWS]}, []),
        # The book and the first meeting: the day before, the day, the day after.
        ({"book_shown_on": None}, ["match.no_book"]),
        ({"book_shown_on": START}, []),
        ({"book_shown_on": START + ONE_DAY}, ["match.no_book"]),
        ({"first_meeting_on": None}, ["match.no_meeting"]),
        ({"first_meeting_on": START}, []),
        ({"first_meeting_on": START + ONE_DAY}, ["match.no_meeting"]),
        # The referral, and the child.
        ({"referral_closings": [Closing(START)]}, ["match.referral_closed"]),
        ({"child": CHILD._replace(looked_after=False)}, ["match.not_looked_after"]),
        ({"child": CHILD._replace(looked_after=None)}, []),
        ({"child": CHILD._replace(no_contact=["Ann Lee"])}, ["match.no_contact"]),
        ({"others": [live("M-9", days_before(99))]}, ["match.second_live"]),
        ({"others": [live("M-9", days_before(99), START)]}, []),
        ({"others": [live("M-9", days_before(99), START + ONE_DAY)]}, ["match.second_live"]),
        ({"others": [live("M-9", START + ONE_DAY)]}, ["match.second_live"]),
        # Over already.
        ({"started_on": START}, ["match.already_started"]),
        ({"ended_on": START}, ["match.over"]),
        ({"proposed_on": START}, []),
        ({"proposed_on": START + ONE_DAY}, ["match.out_of_order"]),
    ],
)
def test_each_condition_of_a_start(changed: dict[str, Any], expected: list[str]) -> None:
    assert started(READY._replace(**changed)) == expected


def test_consent_after_the_day_does_not_reach_back() -> None:
    objected = agrees(Party.CHILD, 3, view=View.OBJECTS)
    views = [*without(VIEWS[3], VIEWS[4]), objected, agrees(Party.CHILD, -1, after=True)]
    match = READY._replace(views=views)
    assert started(match) == ["match.child_objects", "match.not_heard_after"]
    assert started(match, START + ONE_DAY) == []


@pytest.mark.parametrize("understanding", [True, False, None])
def test_no_objection_lets_a_match_start(understanding: bool | None) -> None:
    said = MatchView(M_1, Party.CHILD, View.OBJECTS, START, understanding=understanding)
    assert started(READY._replace(views=[*VIEWS, said])) == ["match.child_objects"]


def test_a_start_is_not_ahead() -> None:
    assert started(READY, TODAY + ONE_DAY) == ["match.in_future"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"facts": CLEAR._replace(stages=[])}, ["match.not_approved"]),
        ({"facts": CLEAR._replace(holds=[on_hold(START, START)])}, ["match.not_active"]),
        ({"facts": CLEAR._replace(holds=[on_hold(days_before(9), days_before(1))])}, []),
        ({"facts": CLEAR._replace(checks=CLEAR.checks[1:])}, ["match.not_in_date"]),
        ({"facts": CLEAR._replace(checks=[])}, ["match.not_in_date"] * 3),
        ({"others": [live("M-8", days_before(50))]}, CAPACITY := ["match.at_capacity",
                                                                  "match.second_not_approved"]),
        ({"others": [live("M-8", days_before(50), START)]}, []),
        ({"others": [live("M-8", days_before(50), START + ONE_DAY)]}, CAPACITY),
        ({"capacity": 0}, ["match.at_capacity"]),
    ],
)  # fmt: skip
def test_every_volunteer_is_clear_and_has_room(
    changed: dict[str, Any], expected: list[str]
) -> None:
    assert started(READY._replace(candidates=[like(ANN, **changed)])) == expected
    # Of a couple both count.
    assert started(COUPLE._replace(candidates=[ANN, like(BEN, **changed)])) == expected
    told = problems_with_start(
        COUPLE._replace(candidates=[ANN, like(BEN, **changed)]), START, TODAY, RULES
    )
    assert all(each.message.startswith("V-2: ") for each in told)


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [(6, []), (7, ["match.not_heard_after"])],
)
def test_both_of_a_couple_are_heard(left_out: int, expected: list[str]) -> None:
    views = [each for place, each in enumerate(COUPLE.views) if place != left_out]
    assert started(COUPLE._replace(views=views)) == expected
    alone = COUPLE._replace(views=COUPLE.views[:6])
    assert started(alone) == ["match.view_missing", "match.not_heard_after"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (MatchView(M_1, Party.CARER, View.AGREES, TODAY), []),
        (MatchView(M_1, Party.CARER, View.AGREES, TODAY + ONE_DAY), ["view.in_future"]),
        (MatchView(M_1, Party.CARER, View.AGREES, days_before(10)), []),
        (MatchView(M_1, Party.CARER, View.AGREES, days_before(11)), ["view.before_proposal"]),
        (MatchView(M_1, Party.CARER, View.NOT_ABLE, START, words="she shook"), ["view.not_able"]),
        (MatchView(M_1, Party.CHILD, View.NOT_ABLE, START), ["view.not_able_words"]),
        (MatchView(M_1, Party.CHILD, View.NOT_ABLE, START, words="pictures, twice"), []),
        (MatchView(M_1, Party.CHILD, View.OBJECTS, START, understanding=True), []),
        (
            MatchView(M_1, Party.CHILD, View.AGREES, START, understanding=True),
            ["view.understanding"],
        ),
        (
            MatchView(M_1, Party.CARER, View.OBJECTS, START, understanding=False),
            ["view.understanding"],
        ),
        (MatchView(M_1, Party.SECOND_VOLUNTEER, View.AGREES, START), ["view.no_second_volunteer"]),
        (VIEWS[2], ["view.already"]),
        (VIEWS[2]._replace(view=View.UNSURE), []),
    ],
)
def test_what_cannot_have_been_said(said: MatchView, expected: list[str]) -> None:
    assert codes(problems_with_view(READY, said, TODAY)) == expected


def test_nothing_is_heard_after_the_end() -> None:
    over = READY._replace(ended_on=START)
    late = MatchView(M_1, Party.CARER, View.AGREES, START + ONE_DAY)
    assert codes(problems_with_view(over, late, TODAY)) == ["view.after_end"]
    assert problems_with_view(over, late._replace(said_on=START), TODAY) == []


def test_the_latest_view_is_by_day_and_then_as_recorded() -> None:
    first, second = agrees(Party.CHILD, 3), agrees(Party.CHILD, 3, view=View.OBJECTS)
    assert latest_view([first, second], Party.CHILD) == second
    assert latest_view([second, first], Party.CHILD) == first
    assert latest_view([second, agrees(Party.CHILD, 9)], Party.CHILD) == second
    assert latest_view([first], Party.CARER) is None
    assert latest_view([first], Party.CHILD, until=days_before(4)) is None


@pytest.mark.parametrize(("understanding", "stops"), [(True, True), (None, True), (False, False)])
def test_an_objection_ends_a_match_that_runs(understanding: bool | None, stops: bool) -> None:
    objects = MatchView(M_1, Party.CHILD, View.OBJECTS, TODAY, understanding=understanding)
    assert standing_objections([objects]) == [objects]
    assert must_end(START, None, [*VIEWS, objects]) is stops
    assert not must_end(None, None, [objects])
    assert not must_end(START, TODAY, [objects], TODAY)
    assert not must_end(START, None, [objects], TODAY - ONE_DAY)
    assert not must_end(START, None, [objects, MatchView(M_1, Party.CHILD, View.AGREES, TODAY)])


YES, NO, NOT_SAID = (
    MatchView(M_1, Party.CHILD, View.OBJECTS, days_before(3), understanding=each)
    for each in (True, False, None)
)
LATER = NO._replace(said_on=days_before(2))


@pytest.mark.parametrize(
    ("views", "stands", "ends"),
    [
        ([YES], True, True),
        ([YES, agrees(Party.CHILD, 2, view=View.NOT_ABLE)], True, True),
        ([YES, agrees(Party.CHILD, 2, view=View.UNSURE)], True, True),
        ([YES, agrees(Party.CHILD, 2)], False, False),
        ([YES, agrees(Party.CHILD, 3)], False, False),
        ([agrees(Party.CHILD, 3), YES], True, True),
        ([agrees(Party.CHILD, 2), YES], False, False),
        ([YES, agrees(Party.CHILD, 2, view=View.NOT_ABLE), agrees(Party.CHILD, 1)], False, False),
        ([YES, LATER], True, True),
        ([NO, agrees(Party.CHILD, 2, view=View.NOT_ABLE)], True, False),
        ([NOT_SAID, LATER], True, False),
        ([NO, NOT_SAID._replace(said_on=days_before(2))], True, True),
        ([YES, NO], True, False),
        ([YES, agrees(Party.SOCIAL_WORKER, 2)], True, True),
    ],
)
def test_only_the_childs_own_agreement_lifts_an_objection(
    views: list[MatchView], stands: bool, ends: bool
) -> None:
    assert bool(standing_objections(views)) is stands
    assert (Party.CHILD in objecting(views)) is stands
    assert must_end(START, None, views) is ends
    # By the start the child agreed before or after: an objection that stands stops it.
    found = started(READY._replace(views=[*without(VIEWS[3], VIEWS[4]), *views]))
    assert ("match.child_objects" in found) is stands


@pytest.mark.parametrize(
    ("after", "waits"),
    [
        ([], True),
        ([agrees(Party.SOCIAL_WORKER, 4)], True),
        ([agrees(Party.SOCIAL_WORKER, 3)], False),
        ([agrees(Party.SOCIAL_WORKER, 2, view=View.UNSURE)], False),
        ([agrees(Party.CARER, 2)], True),
        ([agrees(Party.SOCIAL_WORKER, 2), NO._replace(said_on=days_before(1))], True),
        ([agrees(Party.CHILD, 2)], False),
    ],
)
def test_without_understanding_it_stands_until_the_social_worker_is_heard(
    after: list[MatchView], waits: bool
) -> None:
    assert (to_be_looked_at([NO, *after]) is not None) is waits
    # What was recorded before the objection, of the same day, is no answer to it.
    assert to_be_looked_at([agrees(Party.SOCIAL_WORKER, 3), NO]) == NO
    assert to_be_looked_at([NO, agrees(Party.SOCIAL_WORKER, 1)], days_before(2)) == NO


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.booleans())
def test_what_is_said_after_the_meeting(said_on: date, on_the_day: bool) -> None:
    assert not said_after(said_on, None)
    expected = on_the_day if said_on == START else said_on > START
    assert said_after(said_on, START, on_the_day) is expected


@pytest.mark.parametrize(
    ("what", "on", "known", "correct", "expected"),
    [
        ("shown", START, None, False, []),
        ("shown", days_before(30), None, False, []),
        ("shown", TODAY + ONE_DAY, None, False, ["match.in_future"]),
        ("shown", START, START, True, []),
        ("shown", START, days_before(1), False, ["match.book_shown_already"]),
        ("shown", START, days_before(1), True, []),
        ("met", days_before(10), None, False, []),
        ("met", days_before(11), None, False, ["match.out_of_order"]),
        ("met", START, days_before(2), False, ["match.met_already"]),
        ("met", START, days_before(2), True, []),
    ],
)
def test_the_days_of_the_book_and_the_meeting(
    what: str, on: date, known: date | None, correct: bool, expected: list[str]
) -> None:
    assert codes(problems_with_day_of(READY, what, on, known, correct, TODAY)) == expected


def test_no_meeting_is_first_after_the_start_or_the_end() -> None:
    for over in (READY._replace(started_on=START), READY._replace(ended_on=START)):
        assert problems_with_day_of(over, "met", START, None, correct=False, today=TODAY) == []
        late = problems_with_day_of(over, "met", START + ONE_DAY, None, correct=False, today=TODAY)
        assert codes(late) == ["match.out_of_order"]


@pytest.mark.parametrize(
    ("on", "closed", "looked_after", "already", "expected"),
    [
        (START, None, True, None, []),
        (START, None, None, None, []),
        (START - ONE_DAY, None, True, None, ["match.before_referral"]),
        (TODAY + ONE_DAY, None, True, None, ["match.in_future"]),
        (START, Closing(START), True, None, ["match.referral_closed"]),
        # Closed later, it is closed now; opened again, it was closed then.
        (START, Closing(TODAY), True, None, ["match.referral_closed"]),
        (START, Closing(START, reopened_on=TODAY), True, None, ["match.referral_closed"]),
        (TODAY, Closing(START, reopened_on=TODAY), True, None, []),
        (START, None, False, None, ["match.not_looked_after"]),
        (START, None, True, "M-4", ["match.already_proposed"]),
    ],
)
def test_when_nobody_is_proposed(
    on: date,
    closed: Closing | None,
    looked_after: bool | None,
    already: str | None,
    expected: list[str],
) -> None:
    child = CHILD._replace(looked_after=looked_after)
    closings = [] if closed is None else [closed]
    problems = problems_with_proposal(on, TODAY, child, "R-1", START, closings, already)
    assert codes(problems) == expected


RUNNING = READY._replace(started_on=START, ended_on=TODAY)


@pytest.mark.parametrize(
    ("match", "on", "found"),
    [
        (RUNNING, START + ONE_DAY, []),
        (RUNNING, START - ONE_DAY, []),
        (RUNNING, START, []),
        (READY, START, ["match.not_started"]),
        # One entry is logged, five days after the recorded start.
        (RUNNING, START + 5 * ONE_DAY, []),
        (RUNNING, START + 6 * ONE_DAY, ["match.records_outside"]),
        (RUNNING, days_before(3), ["match.no_meeting", "match.not_heard_after"]),
        # What was not there on the recorded day either is not asked for.
        (RUNNING._replace(views=[], book_shown_on=None), START + ONE_DAY, []),
        (RUNNING._replace(others=[live("M-2", days_before(9), START)]), START + ONE_DAY, []),
        (RUNNING._replace(others=[live("M-2", days_before(9), START)]), START - ONE_DAY,
         ["match.second_live"]),
        # One that began when this one had ended is no hindrance.
        (RUNNING._replace(others=[live("M-2", TODAY)]), START + ONE_DAY, []),
    ],
)  # fmt: skip
def test_a_start_is_put_right_where_nothing_stands_against_it(
    match: Proposal, on: date, found: list[str]
) -> None:
    recorded = RecordsOf([Visit(M_1, START + 5 * ONE_DAY)], [], [])
    told = problems_with_start_corrected(match, on, recorded, TODAY, (RULES, RULES))
    assert list(dict.fromkeys(codes(told))) == found


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (days_before(20), []),
        (days_before(21), ["match.out_of_order"]),
        # The first view was given nine days before.
        (days_before(9), []),
        (days_before(8), ["match.out_of_order"]),
        (TODAY + ONE_DAY, ["match.in_future", "match.out_of_order"]),
    ],
)
def test_a_proposal_is_put_right_between_the_receipt_and_what_followed(
    on: date, found: list[str]
) -> None:
    told = problems_with_proposal_corrected(READY, on, days_before(20), TODAY)
    assert codes(told) == found


def test_no_proposal_is_of_a_day_on_which_the_referral_was_closed() -> None:
    closed = READY._replace(
        referral_closings=[Closing(days_before(19), reopened_on=days_before(10))]
    )
    told = problems_with_proposal_corrected(closed, days_before(11), days_before(20), TODAY)
    assert codes(told) == ["match.referral_closed"]
    assert problems_with_proposal_corrected(closed, days_before(10), days_before(20), TODAY) == []
