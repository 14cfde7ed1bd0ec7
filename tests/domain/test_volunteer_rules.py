"""Volunteers: what is reached, what is in date, who is clear, around the day that counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.ages import age_on
from ivtool.domain.ids import VolunteerId
from ivtool.domain.recruitment.evidence_kinds import EvidenceRules
from ivtool.domain.recruitment.records import VolunteerHold
from ivtool.domain.recruitment.vocabulary import (
    CheckKind,
    CheckOutcome,
    Evidence,
    SpellEnd,
    Stage,
    VolunteerStanding,
)
from ivtool.domain.recruitment.volunteers import (
    Check,
    VolunteerFacts,
    birthday,
    clearance,
    evidence,
    evidence_until,
    in_date_until,
    is_known,
    problems_with_stages,
    reasons_not_clear,
    stage_reached,
    stages_reached,
    volunteer_standing,
)

DAY = timedelta(days=1)
ISSUED = date(2023, 11, 22)
RULES = EvidenceRules()


def check(
    kind: CheckKind,
    from_on: date | None,
    rechecked_on: date | None = None,
    outcome: CheckOutcome = CheckOutcome.CLEAR,
) -> Check:
    return Check(kind, outcome, from_on, rechecked_on)


CLEAR = VolunteerFacts(
    stages=[(Stage.PANEL_APPROVAL, None), (Stage.APPROVED, date(2024, 1, 10))],
    checks=[
        check(CheckKind.DBS, date(2024, 1, 1)),
        check(CheckKind.SAFEGUARDING, date(2024, 1, 5)),
        check(CheckKind.INDEPENDENCE, date(2024, 1, 8)),
    ],
)
A_DAY = date(2024, 6, 1)


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        (ISSUED - DAY, Evidence.NOT_RECORDED),
        (ISSUED, Evidence.IN_DATE),
        (date(2026, 11, 21), Evidence.IN_DATE),
        (date(2026, 11, 22), Evidence.LAPSED),
        (date(2026, 11, 23), Evidence.LAPSED),
    ],
)
def test_dbs_is_in_date_up_to_the_day_before_its_anniversary(as_of: date, state: Evidence) -> None:
    until = in_date_until([check(CheckKind.DBS, ISSUED)], CheckKind.DBS, 36, as_of)
    assert evidence(until, as_of) is state


def test_a_leap_day_has_its_anniversary_on_28_february() -> None:
    checks = [check(CheckKind.DBS, date(2024, 2, 29))]
    assert in_date_until(checks, CheckKind.DBS, 36, date(2025, 1, 1)) == date(2027, 2, 27)


def test_a_status_check_counts_from_its_day_and_not_before() -> None:
    checks = [check(CheckKind.DBS, ISSUED, rechecked_on=date(2026, 3, 1))]
    before, after = date(2026, 2, 28), date(2026, 3, 1)
    assert in_date_until(checks, CheckKind.DBS, 36, before) == date(2026, 11, 21)
    assert in_date_until(checks, CheckKind.DBS, 36, after) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (CheckOutcome.CLEAR, Evidence.IN_DATE),
        (CheckOutcome.RISK_ASSESSED, Evidence.IN_DATE),
        (CheckOutcome.NOT_CLEAR, Evidence.NOT_RECORDED),
        (CheckOutcome.WITHDRAWN, Evidence.NOT_RECORDED),
    ],
)
def test_only_a_good_outcome_counts(outcome: CheckOutcome, state: Evidence) -> None:
    until = evidence_until([check(CheckKind.DBS, ISSUED, outcome=outcome)], RULES, ISSUED)
    assert evidence(until[CheckKind.DBS], ISSUED) is state


@pytest.mark.parametrize(
    ("outcome", "day", "state"),
    [
        (CheckOutcome.NOT_CLEAR, ISSUED - DAY, Evidence.IN_DATE),
        (CheckOutcome.NOT_CLEAR, ISSUED, Evidence.NOT_RECORDED),
        (CheckOutcome.NOT_CLEAR, ISSUED + DAY, Evidence.NOT_RECORDED),
        (CheckOutcome.NOT_CLEAR, ISSUED + 2 * DAY, Evidence.IN_DATE),
        (CheckOutcome.WITHDRAWN, ISSUED + DAY, Evidence.IN_DATE),
        (CheckOutcome.RISK_ASSESSED, ISSUED + DAY, Evidence.IN_DATE),
    ],
)
def test_a_later_answer_that_is_not_clear_undoes_the_one_before(
    outcome: CheckOutcome, day: date, state: Evidence
) -> None:
    checks = [check(CheckKind.DBS, ISSUED), check(CheckKind.DBS, day, outcome=outcome)]
    as_of = ISSUED + DAY
    assert evidence(in_date_until(checks, CheckKind.DBS, 36, as_of), as_of) is state


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 120), st.integers(0, 5000))
def test_in_date_is_one_stretch_of_days(from_on: date, months: int, later: int) -> None:
    checks = [check(CheckKind.INDEPENDENCE, from_on)]
    as_of = from_on + later * DAY
    until = in_date_until(checks, CheckKind.INDEPENDENCE, months, as_of)
    assert until is not None
    assert until >= from_on
    assert (evidence(until, as_of) is Evidence.IN_DATE) == (as_of <= until)


def test_a_stage_without_a_day_was_reached_before_the_next() -> None:
    stages = [
        (Stage.INTEREST_EXPRESSED, date(2026, 1, 1)),
        (Stage.INFORMATION_PACK_SENT, None),
        (Stage.INFORMAL_CHAT, date(2026, 2, 1)),
    ]
    assert stage_reached(stages, date(2025, 12, 31)) is None
    assert stage_reached(stages, date(2026, 1, 31)) is Stage.INTEREST_EXPRESSED
    assert stage_reached(stages, date(2026, 2, 1)) is Stage.INFORMAL_CHAT
    assert stages_reached(stages, date(2025, 12, 31)) == []
    assert stages_reached(stages, date(2026, 1, 31)) == stages[:1]
    assert stages_reached(stages, date(2026, 2, 1)) == stages
    assert stages_reached(stages[2:], date(2026, 2, 1)) == [
        (Stage.INTEREST_EXPRESSED, None),
        (Stage.INFORMATION_PACK_SENT, None),
        (Stage.INFORMAL_CHAT, date(2026, 2, 1)),
    ]


def test_nobody_is_known_before_the_first_dated_stage() -> None:
    facts = VolunteerFacts(stages=[(Stage.INTEREST_EXPRESSED, date(2026, 1, 2))])
    assert not is_known(facts, date(2026, 1, 1))
    assert is_known(facts, date(2026, 1, 2))
    assert is_known(VolunteerFacts(), date(2026, 1, 1))
    assert is_known(VolunteerFacts(stages=[(Stage.APPROVED, None)]), date(2026, 1, 1))


def test_stages_never_go_backwards_nor_ahead() -> None:
    stages = [(Stage.INFORMAL_CHAT, date(2026, 1, 2)), (Stage.APPROVED, date(2026, 1, 1))]
    found = [each.code for each in problems_with_stages(stages, date(2026, 1, 1))]
    assert sorted(found) == ["stage.in_future", "stage.out_of_order"]
    assert problems_with_stages(stages[:1], date(2026, 1, 2)) == []


@pytest.mark.parametrize(
    ("as_of", "standing"),
    [
        (date(2026, 5, 9), VolunteerStanding.ACTIVE),
        (date(2026, 5, 10), VolunteerStanding.ON_HOLD),
        (date(2026, 5, 20), VolunteerStanding.ON_HOLD),
        (date(2026, 5, 21), VolunteerStanding.ACTIVE),
        (date(2026, 6, 1), VolunteerStanding.ON_HOLD),
        (date(2026, 6, 29), VolunteerStanding.ON_HOLD),
        (date(2026, 6, 30), VolunteerStanding.LEFT),
    ],
)
def test_what_stands_beside_the_stage(as_of: date, standing: VolunteerStanding) -> None:
    facts = VolunteerFacts(
        holds=[
            VolunteerHold(VolunteerId(1), date(2026, 5, 10), date(2026, 5, 20)),
            VolunteerHold(VolunteerId(1), date(2026, 6, 1), None),
        ],
        spell_ended_on=date(2026, 6, 30),
        spell_end=SpellEnd.LEFT,
    )
    assert volunteer_standing(facts, as_of) is standing


def test_clear_to_visit() -> None:
    assert clearance(CLEAR, RULES, A_DAY).clear
    assert reasons_not_clear(clearance(CLEAR, RULES, A_DAY)) == []


@pytest.mark.parametrize(
    ("facts", "as_of", "reasons"),
    [
        (CLEAR, date(2024, 1, 9), ["not approved"]),
        (CLEAR, date(2025, 1, 7), []),
        (CLEAR, date(2025, 1, 8), ["declaration of independence lapsed"]),
        (CLEAR._replace(checks=CLEAR.checks[1:]), A_DAY, ["DBS not recorded"]),
        (CLEAR._replace(holds=[VolunteerHold(VolunteerId(1), A_DAY, A_DAY)]), A_DAY, ["on hold"]),
        (CLEAR._replace(holds=[VolunteerHold(VolunteerId(1), A_DAY, A_DAY)]), A_DAY + DAY, []),
        (
            CLEAR._replace(spell_ended_on=A_DAY, spell_end=SpellEnd.WITHDREW),
            A_DAY,
            ["withdrew"],
        ),
        (CLEAR._replace(spell_ended_on=A_DAY + DAY, spell_end=SpellEnd.LEFT), A_DAY, []),
        (
            VolunteerFacts(),
            A_DAY,
            [
                "not approved",
                "DBS not recorded",
                "safeguarding training not recorded",
                "declaration of independence not recorded",
            ],
        ),
    ],
)
def test_every_reason_is_told(facts: VolunteerFacts, as_of: date, reasons: list[str]) -> None:
    found = clearance(facts, RULES, as_of)
    assert reasons_not_clear(found) == reasons
    assert found.clear == (not reasons)


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(2010, 5, 2), date(2026, 5, 1), 15),
        (date(2010, 5, 2), date(2026, 5, 2), 16),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_age(born_on: date, day: date, age: int) -> None:
    assert age_on(born_on, day) == age


@given(st.dates(date(1950, 1, 1), date(2020, 1, 1)), st.integers(0, 90))
def test_a_birthday_is_the_first_day_of_an_age(born_on: date, age: int) -> None:
    day = birthday(born_on, age)
    assert age_on(born_on, day) == age
    assert age_on(born_on, day - DAY) == age - 1
