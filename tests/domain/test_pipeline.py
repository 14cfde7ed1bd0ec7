"""The way to approval in figures: since when in a stage, days from stage to stage, for what."""

import statistics
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.ids import VolunteerId
from ivtool.domain.office.compliance import median
from ivtool.domain.recruitment.pipeline import (
    READY,
    a_year_before,
    asked_since,
    days_from_interest,
    in_stage_since,
    is_known_by,
    steps,
    waits_for,
)
from ivtool.domain.recruitment.records import VolunteerCheck
from ivtool.domain.recruitment.requirements import (
    AGE,
    BIRTH,
    CONTACT,
    Requirement,
    RequirementState,
)
from ivtool.domain.recruitment.stages import Path
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, Stage
from ivtool.domain.recruitment.volunteers import STAGES
from ivtool.errors import Problem

DAY = timedelta(days=1)
D = date(2026, 11, 20)
KNOWN: dict[Stage, date | None] = {
    Stage.INTEREST_EXPRESSED: D - 30 * DAY,
    Stage.INFORMATION_PACK_SENT: None,
    Stage.INFORMAL_CHAT: D,
}


@pytest.mark.parametrize(
    ("as_of", "stage", "since"),
    [
        (D - 31 * DAY, None, None),
        (D - 30 * DAY, Stage.INTEREST_EXPRESSED, D - 30 * DAY),
        (D - DAY, Stage.INTEREST_EXPRESSED, D - 30 * DAY),
        (D, Stage.INFORMAL_CHAT, D),
        (D + DAY, Stage.INFORMAL_CHAT, D),
    ],
)
def test_somebody_is_in_a_stage_from_its_own_day_on(
    as_of: date, stage: Stage | None, since: date | None
) -> None:
    assert in_stage_since(KNOWN, as_of) == (stage, since)
    assert is_known_by(KNOWN, as_of) is (stage is not None)


def test_somebody_with_no_dated_stage_is_known_and_in_none() -> None:
    stages: dict[Stage, date | None] = {Stage.INTEREST_EXPRESSED: None}
    assert in_stage_since(stages, D) == (None, None)
    assert is_known_by(stages, D)
    assert is_known_by({}, D)


def test_a_step_is_counted_where_both_days_are_known() -> None:
    assert steps(KNOWN) == {}
    assert steps(KNOWN | {Stage.INFORMATION_PACK_SENT: D - 10 * DAY}) == {
        Stage.INFORMATION_PACK_SENT: 20,
        Stage.INFORMAL_CHAT: 10,
    }


def test_a_spell_that_began_at_a_stage_counts_from_there() -> None:
    returned: dict[Stage, date | None] = {
        Stage.APPLICATION_COMPLETED: D,
        Stage.HOME_INTERVIEW: D + 7 * DAY,
    }
    assert steps(returned) == {Stage.HOME_INTERVIEW: 7}
    assert days_from_interest(returned, Stage.HOME_INTERVIEW) is None


@given(st.lists(st.integers(0, 400), min_size=9, max_size=9))
def test_the_steps_add_up_to_the_days_from_interest(gaps: Sequence[int]) -> None:
    days = [D + sum(gaps[: place + 1]) * DAY for place in range(9)]
    stages: dict[Stage, date | None] = dict(zip(STAGES, days, strict=True))
    assert sum(steps(stages).values()) == days_from_interest(stages, Stage.APPROVED)
    assert list(steps(stages).values()) == [(b - a).days for a, b in pairwise(days)]


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_year_before_is_twelve_months_before(day: date) -> None:
    assert a_year_before(day) == day - relativedelta(months=12)


@given(st.lists(st.integers(0, 5000)))
def test_the_middle_is_the_median(days: list[int]) -> None:
    assert median(days) == (statistics.median(days) if days else None)


def test_a_whole_middle_is_a_whole_number() -> None:
    assert isinstance(median([1, 3]), int)
    assert median([1, 2]) == 1.5


def way(*gates: str) -> Path:
    problem = Problem("gate.dbs", "it lacks", "a command")
    lacking = [Requirement(gate, "", RequirementState.MISSING, problem=problem) for gate in gates]
    pieces = [Requirement("chat", "first chat", RequirementState.IN), *lacking]
    return Path(Stage.HOME_INTERVIEW, Stage.CHECKS_COMPLETED, pieces)


@pytest.mark.parametrize(
    ("gates", "told"),
    [
        ((), READY),
        (("dbs",), "DBS check"),
        (("dbs", "medical"), "DBS check, medical form"),
        (("reference", "reference"), "reference"),
        (("dbs", "medical", "reference", "reference"), "DBS check, medical form and 1 more"),
        (("training",) * 7 + ("book",), 'training modules, "This is me" book'),
        ((BIRTH, "referee", AGE), "date of birth, referees and 1 more"),
        ((CONTACT,), "a way to reach them"),
    ],
)
def test_what_is_waited_for_is_told_in_a_few_words(gates: tuple[str, ...], told: str) -> None:
    assert waits_for(way(*gates)) == told


def test_every_kind_of_evidence_has_a_name() -> None:
    assert all("_" not in waits_for(way(kind.value)) for kind in CheckKind)


def test_it_was_asked_for_since_the_earliest_that_lacks_and_is_open() -> None:
    items = [
        VolunteerCheck(VolunteerId(1), CheckKind.DBS, asked_on=D - 20 * DAY),
        VolunteerCheck(VolunteerId(1), CheckKind.MEDICAL, asked_on=D - 30 * DAY),
        VolunteerCheck(VolunteerId(1), CheckKind.CHILDRENS_SERVICES, asked_on=D - 40 * DAY),
        VolunteerCheck(
            VolunteerId(1),
            CheckKind.REFERENCE,
            asked_on=D - 50 * DAY,
            from_on=D - 45 * DAY,
            outcome=CheckOutcome.NOT_CLEAR,
        ),
    ]
    assert asked_since(way("dbs", "medical", "reference"), items, D) == D - 30 * DAY
    assert asked_since(way("reference"), items, D) is None
    assert asked_since(way("dbs"), items, D - 21 * DAY) is None
    assert asked_since(way(), items, D) is None
