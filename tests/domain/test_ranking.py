"""What a volunteer scores for a child: the worked figure, each factor at its edges, the order."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.children.availability import slots_of
from ivtool.domain.children.vocabulary import Slot, WishKind
from ivtool.domain.children.wishes import Wish
from ivtool.domain.ids import VolunteerId
from ivtool.domain.matching.eligibility import Candidate, FitRules, Wishes
from ivtool.domain.matching.ranking import (
    Weights,
    availability_points,
    distance_points,
    half_up,
    help_points,
    interest_points,
    order,
    score,
    wish_points,
)
from ivtool.domain.recruitment.evidence_kinds import EvidenceRules
from ivtool.domain.recruitment.records import Volunteer
from ivtool.domain.recruitment.vocabulary import Stage
from ivtool.domain.recruitment.volunteers import VolunteerFacts

ON = date(2026, 10, 20)
WEIGHTS = Weights()
RULES = FitRules(EvidenceRules(), 30)
# A mile is some 161 of the units of a place: twelve of them.
TWELVE_MILES = (0, 1931)
CHILD = Wishes(
    "C-1",
    place=(0, 0),
    interests="chess; Football; baking",
    wishes=[Wish(WishKind.GENDER, "woman"), Wish(WishKind.LANGUAGE, "Polish")],
)
ANN = Volunteer("Ann", gender="Female", interests="Chess ; BAKING; trains", id=VolunteerId(1))


def scored(child: Wishes = CHILD, weights: Weights = WEIGHTS, **of: Any) -> dict[str, int]:
    place = of.pop("place", TWELVE_MILES)
    who = Candidate(ANN._replace(**of), VolunteerFacts(), place=place)
    found = score(child, who, RULES, weights, ON)
    assert found.total == sum(each.points for each in found)
    return {name: each.points for name, each in found._asdict().items()}


def test_the_worked_figure() -> None:
    who = Candidate(ANN, VolunteerFacts(), place=TWELVE_MILES)
    found = score(CHILD, who, RULES, WEIGHTS, ON)
    assert found.total == 69
    assert found.reasons == [
        "interests 27: 2 of 3 (chess, baking)",
        "distance 12: 12 miles of 30",
        "wishes 15: gender yes, language not known",
        "availability 5: not known of either",
        "help 10: none needed",
    ]


@pytest.mark.parametrize(
    ("child", "volunteer", "points"),
    [
        ({}, {"interests": None}, ("interests", 20)),
        ({"interests": " ; "}, {}, ("interests", 20)),
        ({"interests": "Zoë; zoe"}, {"interests": "ZOE"}, ("interests", 40)),
        ({}, {"interests": "trains"}, ("interests", 0)),
        ({"place": None}, {}, ("distance", 10)),
        ({}, {"place": (0, 0)}, ("distance", 20)),
        ({}, {"max_miles": 12}, ("distance", 0)),
        ({}, {"max_miles": 16}, ("distance", 5)),
        ({}, {"place": (0, 0), "max_miles": 0}, ("distance", 20)),
        ({"wishes": []}, {}, ("wishes", 20)),
        ({}, {"languages": "polish"}, ("wishes", 20)),
        ({}, {"languages": "Urdu", "gender": "Male"}, ("wishes", 0)),
        # A must gives no points: who does not meet it is never proposed.
        ({"wishes": [Wish(WishKind.GENDER, "male", must=True)]}, {}, ("wishes", 20)),
        ({"wishes": [Wish(WishKind.LOWEST_AGE, 30)]}, {}, ("wishes", 10)),
        ({"availability": slots_of("sunday")}, {}, ("availability", 5)),
        ({"availability": slots_of("sunday")}, {"availability": "sunday"}, ("availability", 10)),
        ({"availability": slots_of("sunday")}, {"availability": "saturday"}, ("availability", 0)),
        ({"help_needed": "wheelchair"}, {}, ("help", 5)),
        ({"help_needed": "wheelchair; autism"}, {"skills": "Autism"}, ("help", 5)),
        ({"help_needed": "wheelchair"}, {"skills": "autism"}, ("help", 0)),
        ({"help_needed": "Sign language"}, {"skills": "sign_language"}, ("help", 10)),
    ],
)
def test_each_factor_at_its_edges(
    child: dict[str, Any], volunteer: dict[str, Any], points: tuple[str, int]
) -> None:
    name, expected = points
    assert scored(CHILD._replace(**child), **volunteer)[name] == expected


def test_half_points_go_up_and_weights_are_the_services_own() -> None:
    assert [half_up(5, 1, 2), half_up(10, 1, 4), half_up(40, 2, 3), half_up(10, 1, 3)] == [
        3, 3, 27, 3,
    ]  # fmt: skip
    own = Weights(0, 0, 95, 5, 0)
    assert scored(weights=own) == {
        "interests": 0, "distance": 0, "wishes": 71, "availability": 3, "help": 0,
    }  # fmt: skip


def test_of_equal_scores_the_one_approved_longest_comes_first_and_then_the_ref() -> None:
    def who(number: int, approved_on: date | None) -> Candidate:
        facts = VolunteerFacts([(Stage.APPROVED, approved_on)])
        return Candidate(ANN._replace(id=VolunteerId(number)), facts)

    known = [who(2, ON), who(10, date(2020, 1, 1)), who(1, ON), who(3, None)]
    placed = sorted(known, key=lambda each: order(50, each))
    assert [each.volunteer.id for each in placed] == [10, 1, 2, 3]
    assert order(51, known[0]) < order(50, known[1])


WORDS = st.frozensets(st.sampled_from(("chess", "baking", "trains", "ducks")))
SLOTS = st.frozensets(st.sampled_from(Slot))
WEIGHT = st.integers(0, 100)


@given(WEIGHT, WORDS, WORDS, st.sampled_from(("chess", "baking", "trains", "ducks")))
def test_one_more_that_is_shared_never_scores_less(
    weight: int, child: frozenset[str], known: frozenset[str], more: str
) -> None:
    if not known:
        return
    for points in (interest_points, help_points):
        assert points(weight, child, known | {more}) >= points(weight, child, known)


@given(WEIGHT, st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_who_lives_nearer_never_scores_less(weight: int, one: int, other: int, limit: int) -> None:
    near, far = sorted((one, other))
    assert weight >= distance_points(weight, near, limit) >= distance_points(weight, far, limit)
    assert distance_points(weight, far, limit) >= 0


@given(WEIGHT, st.lists(st.sampled_from((True, False, None)), min_size=1), st.data())
def test_a_wish_more_that_is_met_never_scores_less(
    weight: int, met: list[bool | None], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(met) - 1))
    better = [*met[:place], True, *met[place + 1 :]]
    assert weight >= wish_points(weight, better) >= wish_points(weight, met) >= 0


@given(WEIGHT, SLOTS, SLOTS, st.sampled_from(Slot))
def test_more_time_never_scores_less(
    weight: int, child: frozenset[Slot], known: frozenset[Slot], more: Slot
) -> None:
    if known:
        more_time = availability_points(weight, child, known | {more})
        assert more_time >= availability_points(weight, child, known)
