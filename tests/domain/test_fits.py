"""Who is never proposed for a child, and why; what nobody knows is said, and does not exclude."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from ivtool.domain.children.vocabulary import WishKind
from ivtool.domain.children.wishes import Wish
from ivtool.domain.ids import MatchId, VolunteerId
from ivtool.domain.matching.eligibility import (
    Candidate,
    Earlier,
    FitRules,
    LiveSpan,
    Wishes,
    notes_on_fit,
    problems_with_capacity,
    problems_with_fit,
    same_person,
)
from ivtool.domain.matching.records import MatchView
from ivtool.domain.matching.vocabulary import EndingRoute, Party, View
from ivtool.domain.matching.wishes import same_gender
from ivtool.domain.recruitment.connections import names_authority
from ivtool.domain.recruitment.evidence_kinds import EvidenceRules
from ivtool.domain.recruitment.records import Volunteer, Waiver
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, Stage, Waivable
from ivtool.domain.recruitment.volunteers import Check, VolunteerFacts
from ivtool.errors import Problem

START = date(2026, 10, 20)
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
MUST = ["match.must_not_met"]
WISH = {"wishes": [Wish(WishKind.GENDER, "female", must=True)]}
PREFERS = {"wishes": [Wish(WishKind.GENDER, "female")]}
DECLINED = ["match.declined_before"]


def like(who: Candidate, **changes: Any) -> Candidate:
    """A candidate with other facts, or with other fields of the volunteer."""
    own = {name: value for name, value in changes.items() if name in Volunteer._fields}
    rest = {name: value for name, value in changes.items() if name not in own}
    return who._replace(volunteer=who.volunteer._replace(**own), **rest)


def days_before(days: int) -> date:
    return START - timedelta(days=days)


def live(match: str, first: date, last: date | None = None) -> LiveSpan:
    return LiveSpan(match, first, last)


def codes(problems: Sequence[Problem]) -> list[str]:
    return [each.code for each in problems]


def earlier(party: Party, route: EndingRoute | None, objecting: Party | None = None) -> Earlier:
    views = (
        []
        if objecting is None
        else [MatchView(MatchId(2), objecting, View.OBJECTS, days_before(9))]
    )
    return Earlier("M-2", party, route, views)


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        ([(days_before(51), True)], ["match.second_not_approved"]),
        ([(days_before(50), True)], []),
        ([(START, True)], []),
        ([(START + ONE_DAY, True)], ["match.second_not_approved"]),
        ([(days_before(40), True), (days_before(30), False)], ["match.second_not_approved"]),
        ([(days_before(30), False), (days_before(30), True)], []),
        ([], ["match.second_not_approved"]),
    ],
)
def test_a_second_match_wants_the_panel(
    decided: list[tuple[date, bool]], expected: list[str]
) -> None:
    busy = like(ANN, capacity=2, others=[live("M-8", days_before(50))], decisions=decided)
    assert codes(problems_with_capacity(busy, START)) == expected
    # A capacity that came with an import counts as approved, as far as it goes.
    assert problems_with_capacity(like(busy, capacity_imported=True), START) == []
    full = [live("M-8", days_before(50)), live("M-9", days_before(20))]
    assert "match.at_capacity" in codes(
        problems_with_capacity(like(busy, capacity_imported=True, others=full), START)
    )


def test_a_place_that_is_taken_later_is_taken() -> None:
    later = like(ANN, others=[live("M-8", START + ONE_DAY)])
    assert codes(problems_with_capacity(later, START))[0] == "match.at_capacity"


@pytest.mark.parametrize(
    ("child", "who", "expected"),
    [
        ({}, {}, []),
        # The child's must: unknown is not met.
        (WISH, {"gender": "Female"}, []),
        (WISH, {"gender": "Male"}, MUST),
        (WISH, {}, MUST),
        (PREFERS, {"gender": "Male"}, []),
        *(
            ({"wishes": [Wish(kind, wanted, must=True)]}, who, codes)
            for kind, wanted, who, codes in (
                (WishKind.LOWEST_AGE, 30, {"date_of_birth": date(1996, 10, 20)}, []),
                (WishKind.LOWEST_AGE, 30, {"date_of_birth": date(1996, 10, 21)}, MUST),
                (WishKind.HIGHEST_AGE, 30, {"date_of_birth": date(1995, 10, 21)}, []),
                (WishKind.HIGHEST_AGE, 30, {"date_of_birth": date(1995, 10, 20)}, MUST),
                (WishKind.HIGHEST_AGE, 30, {}, MUST),
                (WishKind.LANGUAGE, " Français", {"languages": "polish; FRANCAIS "}, []),
                (WishKind.LANGUAGE, "Polish", {"languages": "French"}, MUST),
                (WishKind.LANGUAGE, "Polish", {"languages": " ; "}, MUST),
                (WishKind.CULTURE, "Roma; Irish Traveller", {"culture": "irish traveller"}, []),
                (WishKind.CULTURE, "Roma", {}, MUST),
            )
        ),
        # The volunteer's own limits; the child is 12.
        ({}, {"min_child_age": 12, "max_child_age": 12}, []),
        ({}, {"min_child_age": 13}, ["match.age"]),
        ({}, {"max_child_age": 11}, ["match.age"]),
        ({"date_of_birth": None}, {"max_child_age": 11}, []),
        # Thirty miles unless they said otherwise; an unknown place does not exclude.
        ({"place": (0, 0)}, {"place": (0, 4828)}, []),
        ({"place": (0, 0)}, {"place": (0, 4990)}, ["match.too_far"]),
        ({"place": (0, 0)}, {"place": (0, 4990), "max_miles": 31}, []),
        ({"place": (0, 0)}, {"place": (0, 3300), "max_miles": 20}, ["match.too_far"]),
        ({"place": None}, {"place": (0, 4990)}, []),
        # A declared connection with the child's own authority.
        ({}, {"connection": "sister sits on Fenmarsh council"}, ["match.connected"]),
        ({}, {"connection": "sister sits on Saltmere council"}, []),
        ({"authority": None}, {"connection": "sister sits on Fenmarsh council"}, []),
        # Named as no-contact.
        ({"no_contact": ["A. Lee (aunt)"]}, {}, ["match.no_contact"]),
        ({"no_contact": ["Lee, Ann"]}, {}, ["match.no_contact"]),
        ({"no_contact": ["Anna Lee"]}, {}, []),
        # Declined before, by either.
        ({}, {"earlier": [earlier(Party.VOLUNTEER, EndingRoute.CHILD_OBJECTED)]}, DECLINED),
        ({}, {"earlier": [earlier(Party.VOLUNTEER, None, Party.CHILD)]}, DECLINED),
        ({}, {"earlier": [earlier(Party.VOLUNTEER, None, Party.VOLUNTEER)]}, DECLINED),
        ({}, {"earlier": [earlier(Party.SECOND_VOLUNTEER, None, Party.VOLUNTEER)]}, []),
        ({}, {"earlier": [earlier(Party.VOLUNTEER, EndingRoute.AGREED_END, Party.CARER)]}, []),
        # Every reason at once.
        ({"no_contact": ["Ann Lee"]}, {"max_child_age": 11, "facts": VolunteerFacts()},
         ["match.not_approved", *["match.not_in_date"] * 3, "match.age", "match.no_contact"]),
    ],
)  # fmt: skip
def test_who_is_never_proposed(
    child: dict[str, Any], who: dict[str, Any], expected: list[str]
) -> None:
    problems = problems_with_fit(CHILD._replace(**child), like(ANN, **who), RULES, START)
    assert codes(problems) == expected


def test_what_is_waived_lets_a_volunteer_be_proposed_and_is_said() -> None:
    waiver = Waiver(VolunteerId(1), Waivable.DBS, "R. Hale", "abroad", START - ONE_DAY, START)
    without = [each for each in CLEAR.checks if each.kind is not CheckKind.DBS]
    who = like(ANN, place=(1, 1), facts=CLEAR._replace(checks=without, waivers=[waiver]))
    near = CHILD._replace(place=(1, 1))
    assert problems_with_fit(near, who, RULES, START) == []
    assert notes_on_fit(near, who, RULES, START) == ["DBS waived until 20 Oct 2026"]
    for day in (START - 2 * ONE_DAY, START + ONE_DAY):
        assert codes(problems_with_fit(near, who, RULES, day)) == ["match.not_in_date"]
        assert notes_on_fit(near, who, RULES, day) == []


def test_a_connection_with_the_provider_of_the_placement_is_one_with_the_child() -> None:
    who = like(ANN, connection="a brother works for Alder Homes")
    [problem] = problems_with_fit(CHILD._replace(provider="Alder Homes Ltd"), who, RULES, START)
    assert (problem.code, problem.message) == (
        "match.connected", "declared a connection with the child's provider"
    )  # fmt: skip
    assert problems_with_fit(CHILD._replace(provider="Beech Homes"), who, RULES, START) == []


def test_what_is_not_known_is_said() -> None:
    child = CHILD._replace(date_of_birth=None, wishes=PREFERS["wishes"])
    who = like(ANN, max_child_age=11, connection="a cousin works for Saltmere")
    assert notes_on_fit(child, who, RULES, START) == [
        "the child's age is not known",
        "the distance is not known",
        "the volunteer's gender is not known",
        "declared a connection: read it first",
    ]
    near = CHILD._replace(place=(1, 1))
    assert notes_on_fit(near, like(ANN, place=(1, 1)), RULES, START) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ann Lee", "ann lee", True),
        ("Zoë O'Brien", "zoe obrien", True),
        ("Lee", "Ann Lee", True),
        ("B. Lee", "Ann Lee", False),
        ("", "Ann Lee", False),
        ("Mrs Ann Lee, next door", "Ann Lee", True),
    ],
)
def test_whose_name_it_may_be(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def test_words_for_a_gender_and_for_an_authority() -> None:
    assert same_gender("woman", "Female")
    assert not same_gender("woman", "Non-binary")
    assert names_authority("works for FENMARSH", "Fenmarsh County Council")
    assert not names_authority("works for the county council", "Fenmarsh County Council")
    assert not names_authority(None, "Fenmarsh County Council")
    assert not names_authority("the council", "The Council")
