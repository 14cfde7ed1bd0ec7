"""Whom the words of a declared connection name."""

from datetime import date

import pytest

from ivtool.domain.matching.eligibility import Candidate, Wishes
from ivtool.domain.recruitment.connections import (
    names_authority,
    names_provider,
    problems_with_connection,
)
from ivtool.domain.recruitment.records import Volunteer
from ivtool.domain.recruitment.volunteers import VolunteerFacts

MARSH = "Marsh House Care Homes Ltd"


@pytest.mark.parametrize(
    ("text", "provider", "named"),
    [
        ("sister works nights at Marsh House", MARSH, True),
        ("my sister works for MARSH.", MARSH, True),
        ("a care home", MARSH, False),
        ("Marshland Services", MARSH, False),
        ("trustee of St Oda's", "St. Odas Childrens Homes", True),
        ("lives in St Albans", "St. Odas Childrens Homes", False),
        ("the Care Group, as a cook", "The Care Group", True),
        ("takes care of a neighbour", "The Care Group", False),
        ("anything", None, False),
        ("anything", " ", False),
        (None, MARSH, False),
        ("", "", False),
    ],
)
def test_words_that_name_a_provider(text: str | None, provider: str | None, named: bool) -> None:
    assert names_provider(text, provider) is named


@pytest.mark.parametrize(
    ("text", "authority", "named"),
    [
        ("husband is a councillor of Fenmarsh", "Fenmarsh County Council", True),
        ("on the county council", "Fenmarsh County Council", False),
        ("Elderwick", "London Borough of Elderwick", True),
        ("London Borough", "London Borough of Elderwick", False),
        ("Council", "County Council", False),
    ],
)
def test_words_that_name_an_authority(text: str, authority: str, named: bool) -> None:
    assert names_authority(text, authority) is named


@pytest.mark.parametrize(
    ("connection", "told"),
    [
        (None, []),
        ("none that I know of", []),
        ("works for Fenmarsh", ["declared a connection with the child's authority"]),
        ("works at Marsh House", ["declared a connection with the child's provider"]),
        (
            "works for Fenmarsh, and at Marsh House",
            [
                "declared a connection with the child's authority",
                "declared a connection with the child's provider",
            ],
        ),
    ],
)
def test_a_connection_with_either_stands_between(connection: str | None, told: list[str]) -> None:
    child = Wishes("C-1", date_of_birth=date(2014, 4, 3), authority="Fenmarsh", provider=MARSH)
    who = Candidate(Volunteer("Bo Reed"), VolunteerFacts(), connection=connection)
    found = problems_with_connection(child, who)
    assert [each.message for each in found] == told
    assert {each.code for each in found} <= {"match.connected"}
