"""Which births cannot be, who was old enough on which day, and what of an age is only told."""

from datetime import date, timedelta

import pytest

from ivtool.domain.ages import (
    problems_before_birth,
    problems_with_age_in_match,
    problems_with_birth,
    said_of_age,
)
from ivtool.domain.recruitment.details import problems_with_age
from ivtool.domain.recruitment.evidence_kinds import EvidenceRules
from ivtool.domain.recruitment.vocabulary import Stage
from ivtool.domain.recruitment.volunteers import VolunteerFacts, clearance, reasons_not_clear
from ivtool.errors import Problem

DAY = timedelta(days=1)
TODAY = date(2026, 11, 23)
BORN = date(2006, 4, 5)
OF_AGE = date(2024, 4, 5)


def eighteen(_day: date) -> int:
    return 18


def codes(problems: list[Problem]) -> list[str]:
    return [each.code for each in problems]


@pytest.mark.parametrize(
    ("born_on", "found"),
    [
        (None, []),
        (TODAY, []),
        (TODAY + DAY, ["child.in_future"]),
        (date(1900, 1, 1), []),
        (date(1899, 12, 31), ["child.born_too_early"]),
    ],
)
def test_a_birth_is_not_ahead_and_not_before_1900(born_on: date | None, found: list[str]) -> None:
    assert codes(problems_with_birth(born_on, [], TODAY, "child")) == found


@pytest.mark.parametrize(("late", "found"), [(0, []), (1, ["child.before_birth"])])
def test_nobody_had_reached_a_day_before_their_birth(late: int, found: list[str]) -> None:
    reached = [("the start", BORN + 9 * DAY), ("the receipt", BORN), ("the visit", None)]
    problems = problems_with_birth(BORN + late * DAY, reached, TODAY, "child")
    assert codes(problems) == found
    assert problems == problems_before_birth(BORN + late * DAY, reached, "child")
    assert all("the receipt on Wed 5 Apr 2006" in each.message for each in problems)
    assert problems_before_birth(None, reached, "child") == []


@pytest.mark.parametrize("stage", Stage)
def test_from_the_application_on_a_volunteer_is_of_age(stage: Stage) -> None:
    early = stage in (Stage.INTEREST_EXPRESSED, Stage.INFORMATION_PACK_SENT, Stage.INFORMAL_CHAT)
    under = problems_with_age("V-1", BORN, [(stage, OF_AGE - DAY)], eighteen)
    assert codes(under) == ([] if early else ["volunteer.too_young"])
    assert problems_with_age("V-1", BORN, [(stage, OF_AGE)], eighteen) == []
    assert problems_with_age("V-1", BORN, [(stage, None)], eighteen) == []
    assert problems_with_age("V-1", None, [(stage, BORN)], eighteen) == []


def test_the_lowest_age_is_that_of_the_day() -> None:
    def raised(day: date) -> int:
        return 21 if day >= date(2026, 1, 1) else 18

    stages = [(Stage.APPROVED, date(2026, 1, 1)), (Stage.APPLICATION_COMPLETED, OF_AGE)]
    [problem] = problems_with_age("V-1", BORN, stages, raised)
    assert "under 21 when they were approved on Thu 1 Jan 2026" in problem.message
    assert problems_with_age("V-1", BORN, stages[1:], raised) == []
    days = [("the proposal", date(2025, 12, 31)), ("the start", date(2026, 1, 1))]
    assert codes(problems_with_age_in_match("V-1", BORN, days, raised)) == ["match.too_young"]
    assert problems_with_age_in_match("V-1", BORN, days[:1], raised) == []
    assert problems_with_age_in_match("V-1", None, days, raised) == []


@pytest.mark.parametrize(("day", "clear"), [(OF_AGE - DAY, False), (OF_AGE, True)])
def test_nobody_under_the_lowest_age_is_clear(day: date, clear: bool) -> None:
    facts = VolunteerFacts([(Stage.APPROVED, BORN)], date_of_birth=BORN)
    found = clearance(facts, EvidenceRules(), day)
    assert (found.under_age is None) is clear
    assert ("under 18" in reasons_not_clear(found)) is not clear
    assert clearance(VolunteerFacts(), EvidenceRules(), day).under_age is None


@pytest.mark.parametrize(
    ("born_on", "said"),
    [
        (None, None),
        (date(2008, 11, 23), "is 18 or over"),
        (date(2008, 11, 24), None),
        (date(2025, 11, 23), None),
        (date(2025, 11, 24), "is under 1"),
    ],
)
def test_a_child_of_eighteen_or_not_yet_one_is_only_told(
    born_on: date | None, said: str | None
) -> None:
    assert said_of_age(born_on, TODAY) == said
