"""Everybody at once: each pair as the rules of a pair have it, the largest sum, nobody forced."""

from collections.abc import Sequence
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivtool.domain.children.availability import slots_of
from ivtool.domain.children.vocabulary import WishKind
from ivtool.domain.children.wishes import Wish
from ivtool.domain.ids import VolunteerId
from ivtool.domain.matching.eligibility import (
    Candidate,
    Earlier,
    FitRules,
    LiveSpan,
    Wishes,
    problems_with_pair,
)
from ivtool.domain.matching.fits import Free, Waiting, fits, free_volunteers
from ivtool.domain.matching.plan import (
    in_the_way,
    invented,
    planned,
    read_recruits,
    wait_points,
    weights,
)
from ivtool.domain.matching.ranking import RankRules, rank, score
from ivtool.domain.matching.vocabulary import EndingRoute, InTheWay, Party
from ivtool.domain.recruitment.evidence_kinds import EvidenceRules
from ivtool.domain.recruitment.records import Volunteer
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, Stage
from ivtool.domain.recruitment.volunteers import Check, VolunteerFacts
from ivtool.state.matching.assignment import largest_sum

ON = date(2026, 10, 20)
RULES = RankRules(FitRules(EvidenceRules(), 30))
CLEAR = VolunteerFacts(
    stages=[(Stage.APPROVED, date(2026, 1, 5))],
    checks=[
        Check(kind, CheckOutcome.CLEAR, date(2026, 1, 1))
        for kind in (CheckKind.DBS, CheckKind.SAFEGUARDING, CheckKind.INDEPENDENCE)
    ],
)
DECLINED = [Earlier("M-9", Party.VOLUNTEER, EndingRoute.CHILD_OBJECTED)]
WORDS = st.sampled_from((None, "chess", "Chess; baking", "trains;baking", "ducks"))
PLACES = st.sampled_from((None, (0, 0), (0, 1000), (0, 4000), (0, 6000)))
SLOTS = st.sampled_from((None, "sunday", "saturday; sunday", "weekday_day"))


def volunteer(
    number: int, place: Any = (0, 0), facts: VolunteerFacts = CLEAR, **of: Any
) -> Candidate:
    return Candidate(
        Volunteer(of.pop("name", f"V {number}"), id=VolunteerId(number), **of), facts, place=place
    )


def child(number: int, days: int = 0, declined: Sequence[int] = (), **of: Any) -> Waiting:
    known = {"place": (0, 0), "date_of_birth": date(2014, 4, 3), **of}
    return Waiting(number, Wishes(f"C-{number}", **known), days, [*map(VolunteerId, declined)])


CHILDREN = st.builds(
    Wishes,
    st.just("C-1"),
    st.sampled_from((True, None, False)),
    date_of_birth=st.sampled_from((None, date(2014, 4, 3), date(2010, 1, 1))),
    authority=st.sampled_from((None, "Fenmarsh County Council")),
    wishes=st.lists(
        st.builds(
            Wish,
            st.sampled_from((WishKind.GENDER, WishKind.LANGUAGE, WishKind.CULTURE)),
            st.sampled_from(("female", "Polish", "Roma")),
            st.booleans(),
        ),
        max_size=2,
    ),
    no_contact=st.sampled_from(((), ("Ann Lee",))),
    place=PLACES,
    interests=WORDS,
    help_needed=st.sampled_from((None, "autism", "autism; wheelchair")),
    availability=SLOTS.map(slots_of),
)
VOLUNTEERS = st.builds(
    Candidate,
    st.builds(
        Volunteer,
        st.sampled_from(("Ann Lee", "Bob Ray")),
        st.just(1),
        gender=st.sampled_from((None, "Female", "Male")),
        languages=st.sampled_from((None, "polish", "Urdu")),
        culture=st.sampled_from((None, "roma")),
        interests=WORDS,
        max_miles=st.sampled_from((None, 5, 40)),
        min_child_age=st.sampled_from((None, 14)),
        availability=SLOTS,
        skills=st.sampled_from((None, "Autism", "driving")),
    ),
    st.just(CLEAR),
    place=PLACES,
    connection=st.sampled_from((None, "works for Fenmarsh")),
    earlier=st.sampled_from(((), DECLINED)),
)


@given(st.lists(CHILDREN, max_size=3), st.lists(VOLUNTEERS, max_size=4))
def test_the_plan_goes_by_the_rules_of_each_pair(
    children: list[Wishes], people: list[Candidate]
) -> None:
    numbered = [
        each._replace(volunteer=each.volunteer._replace(id=VolunteerId(number)))
        for number, each in enumerate(people, start=1)
    ]
    # One of them declined: with whichever child it may be.
    declined = [each.volunteer.id for each in numbered if each.earlier]
    waiting = [Waiting(number, each, 0, declined) for number, each in enumerate(children, start=1)]
    found = fits(waiting, [Free(each) for each in numbered], RULES, ON)
    for each, row in zip(children, found.scores, strict=True):
        for who, points in zip(numbered, row, strict=True):
            never = each.looked_after is False or problems_with_pair(each, who, RULES.fit, ON)
            assert (points < 0) is bool(never)
            if points >= 0:
                assert points == score(each, who, RULES.fit, RULES.weights, ON).total


@given(CHILDREN, st.lists(VOLUNTEERS, max_size=5), st.randoms())
def test_the_order_in_which_volunteers_are_read_does_not_matter(
    one: Wishes, people: list[Candidate], chance: Any
) -> None:
    known = [
        each._replace(volunteer=each.volunteer._replace(id=VolunteerId(number)))
        for number, each in enumerate(people, start=1)
    ]
    ranked = rank(one, known, RULES, ON)
    mixed = [*known]
    chance.shuffle(mixed)
    assert rank(one, mixed, RULES, ON) == ranked
    totals = [each.score.total for each in ranked if each.eligible]
    assert totals == sorted(totals, reverse=True)
    assert all(0 <= total <= 100 for total in totals)
    assert all(each.eligible for each in ranked[: len(totals)])


def best_by_trying(values: Sequence[Sequence[int]], rooms: Sequence[int]) -> tuple[int, int]:
    """The largest sum there is, and the most pairs that come to it."""
    most = (0, 0)
    for places in product(range(-1, len(rooms)), repeat=len(values)):
        chosen = [(row, place) for row, place in enumerate(places) if place >= 0]
        if any(places.count(place) > room for place, room in enumerate(rooms)):
            continue
        if all(values[row][place] >= 0 for row, place in chosen):
            most = max(most, (sum(values[row][place] for row, place in chosen), len(chosen)))
    return most


def summed(values: Sequence[Sequence[int]], chosen: Sequence[int | None]) -> tuple[int, int]:
    taken = [(row, place) for row, place in enumerate(chosen) if place is not None]
    assert all(values[row][place] >= 0 for row, place in taken)
    return sum(values[row][place] for row, place in taken), len(taken)


@settings(max_examples=200)
@given(st.data())
def test_the_sum_is_the_largest_there_is(data: st.DataObject) -> None:
    width = data.draw(st.integers(0, 4))
    cell = st.sampled_from((-1_000_000, 0, 1, 2, 5, 60, 61))
    row = st.lists(cell, min_size=width, max_size=width)
    values = data.draw(st.lists(row, max_size=4))
    rooms = data.draw(st.lists(st.integers(1, 2), min_size=width, max_size=width))
    chosen = largest_sum(values, rooms)
    assert all(chosen.count(place) <= room for place, room in enumerate(rooms))
    assert summed(values, chosen) == best_by_trying(values, rooms)
    assert largest_sum(values, rooms) == chosen


def test_of_larger_ones_no_chain_of_exchanges_comes_to_more() -> None:
    # A choice is the largest exactly where no child can be moved, and others after it, for a gain.
    from random import Random

    chance = Random(17)
    for _ in range(200):
        height, width = chance.randint(5, 16), chance.randint(5, 16)
        values = [
            [chance.choice((-1, chance.randint(0, 99))) for _ in range(width)]
            for _ in range(height)
        ]
        chosen = largest_sum(values, [1] * width)
        assert not gains(values, chosen, width)
        # And what takes the first that comes is found out.
        first: list[int | None] = []
        for row in values:
            free = [place for place in range(width) if row[place] >= 0 and place not in first]
            first.append(free[0] if free else None)
        assert gains(values, first, width) is (summed(values, first)[0] < summed(values, chosen)[0])


def gains(values: Sequence[Sequence[int]], chosen: Sequence[int | None], width: int) -> bool:
    """Whether some chain of moves gains: to a free column or nobody, or round to where it began.

    Nobody, and every column, is a place; a child is moved from one to another, by whom it holds.
    """
    nobody = width
    holds = {place: row for row, place in enumerate(chosen) if place is not None}
    moves = [
        (nobody if place is None else place, to, (values[row][to] if to < width else 0) - now)
        for row, place in enumerate(chosen)
        for now in (0 if place is None else values[row][place],)
        for to in range(width + 1)
        if to != place and (to == nobody or values[row][to] >= 0)
    ]
    # What nobody holds leads back to nobody, and what was held may be left to nobody: for nothing.
    moves += [
        (nobody, place, 0) if place in holds else (place, nobody, 0) for place in range(width)
    ]
    best = [0] * (width + 1)
    for _ in range(width + 1):
        better = False
        for start, to, gain in moves:
            if best[start] + gain > best[to]:
                best[to], better = best[start] + gain, True
        if not better:
            return False
    return True


def test_a_long_wait_adds_a_point_for_each_whole_30_days() -> None:
    assert [wait_points(days, RULES) for days in (0, 29, 30, 59, 60)] == [0, 0, 1, 1, 2]
    assert wait_points(95, RULES._replace(wait_weight=4)) == 12
    who = [Free(volunteer(1, interests="chess"))]
    waiting = [child(1, interests="chess"), child(2, 20 * 30, interests="baking")]
    plan = made(waiting, who)
    # 40 points more for chess, 20 more for the wait.
    assert [each.waiting.referral for each in plan.pairs] == [1]
    plan = made([waiting[0], child(2, 41 * 30, interests="baking")], who)
    assert [each.waiting.referral for each in plan.pairs] == [2]
    [pair] = plan.pairs
    assert (pair.score, pair.weight, plan.total) == (55, 96, 96)


def made(waiting: Sequence[Waiting], free: Sequence[Free]) -> Any:
    found = fits(waiting, free, RULES, ON)
    values = weights(waiting, found, RULES)
    chosen = largest_sum(values, [each.room for each in free])
    return planned(waiting, free, found, chosen, RULES, ON)


def test_each_pair_names_the_next_best_and_who_is_left_is_told_where_they_went() -> None:
    free = [Free(volunteer(1, interests="chess")), Free(volunteer(2))]
    waiting = [child(number, 200 - 40 * number, interests="chess") for number in (1, 2, 3)]
    plan = made(waiting, free)
    assert [each.waiting.referral for each in (*plan.pairs, *plan.left)] == [1, 2, 3]
    assert {(each.free.ref, each.runner_up.ref) for each in plan.pairs} == {
        ("V-1", "V-2"), ("V-2", "V-1"),
    }  # fmt: skip
    [left] = plan.left
    assert left.why.startswith("planned for others: V-1 (R-")


def test_a_volunteer_with_room_is_planned_as_often_as_that() -> None:
    busy = volunteer(3, capacity=3, capacity_imported=True)._replace(
        others=[LiveSpan("M-1", date(2026, 1, 1), None)]
    )
    full = volunteer(4)._replace(others=[LiveSpan("M-2", date(2026, 1, 1), None)])
    people = [full, busy, volunteer(2, facts=VolunteerFacts()), volunteer(1)]
    free = free_volunteers(people, RULES, ON, 5)
    assert [(each.ref, each.room) for each in free] == [("V-1", 1), ("V-3", 2)]
    assert [each.room for each in free_volunteers(people, RULES, ON, 1)] == [1, 1]
    plan = made([child(number) for number in range(1, 5)], free)
    assert sorted(each.free.ref for each in plan.pairs) == ["V-1", "V-3", "V-3"]


MUST = [Wish(WishKind.LANGUAGE, "Polish", must=True)]


@pytest.mark.parametrize(
    ("waiting", "people", "kind", "words"),
    [
        (child(1), [], InTheWay.NOBODY_FREE, "nobody is free"),
        (child(1), [volunteer(1)], InTheWay.NOT_PROPOSED, "V-1 fits"),
        (
            child(1, interests="chess"),
            [volunteer(1), volunteer(2, interests="chess")],
            InTheWay.NOT_PROPOSED,
            "V-2 and 1 more fit",
        ),
        (child(1), [volunteer(1, (0, 6000))], InTheWay.TOO_FAR, "within the distance"),
        # Far away somebody meets it; near by nobody does.
        (
            child(1, wishes=MUST),
            [volunteer(1), volunteer(2, (0, 6000), languages="Polish")],
            InTheWay.MUST,
            "a must that nobody free meets: language",
        ),
        (
            child(1, looked_after=False),
            [volunteer(1)],
            InTheWay.NOT_LOOKED_AFTER,
            "not eligible",
        ),
        (child(1, declined=[1]), [volunteer(1)], InTheWay.NOBODY_FITS, "1 another reason"),
    ],
)
def test_what_stands_in_the_way(
    waiting: Waiting, people: list[Candidate], kind: InTheWay, words: str
) -> None:
    free = [Free(each) for each in people]
    told = in_the_way(waiting, 0, free, fits([waiting], free, RULES, ON), ON)
    assert told.kind is kind
    assert words in told.words


def test_recruits_are_clear_near_and_nothing_else() -> None:
    assert read_recruits(" 3 NEAR nr1 ") == (3, "nr1")
    for wrong in ("near NR1", "3 at NR1", "0 near NR1", "101 near NR1", "3 near "):
        with pytest.raises(ValueError, match="near a postcode"):
            read_recruits(wrong)
    new = invented([(2, (0, 0)), (1, (0, 6000))])
    assert [(each.ref, each.room, each.who.place) for each in new] == [
        ("new-1", 1, (0, 0)), ("new-2", 1, (0, 0)), ("new-3", 1, (0, 6000)),
    ]  # fmt: skip
    plan = made([child(1), child(2, wishes=MUST), child(3, interests="chess")], new)
    # A must that nobody knows of is not met, and the third lives too far away.
    assert [each.waiting.referral for each in plan.pairs] == [1, 3]
    assert [each.runner_up for each in plan.pairs] == [None, None]
    assert [each.why for each in plan.left] == ["a must that nobody free meets: language"]
