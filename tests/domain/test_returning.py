"""Leaving and returning: which spell a day sees, what counts in a later one, why nobody returns."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from ivtool.domain.ids import VolunteerId
from ivtool.domain.pieces import PieceState
from ivtool.domain.policy import Policy
from ivtool.domain.recruitment.gates import Applicant, GateRules
from ivtool.domain.recruitment.records import VolunteerCheck, VolunteerStage
from ivtool.domain.recruitment.spells import (
    asked_again,
    lapsed_meanwhile,
    problems_with_return,
    problems_with_taking_over,
)
from ivtool.domain.recruitment.stages import (
    StageState,
    missing_for,
    problems_with_advance,
    whole_path,
)
from ivtool.domain.recruitment.vocabulary import (
    CheckKind,
    CheckOutcome,
    SpellEnd,
    Stage,
    VolunteerStanding,
)
from ivtool.domain.recruitment.volunteers import (
    STAGES,
    Check,
    EvidenceRules,
    Hold,
    Spell,
    VolunteerFacts,
    clearance,
    spell_as_of,
)
from ivtool.errors import Problem

DAY = timedelta(days=1)
APPROVED = date(2022, 6, 1)
LEFT = date(2024, 9, 30)
BACK = date(2026, 11, 2)
AGAIN = date(2026, 11, 18)
TODAY = date(2026, 11, 22)
RULES: GateRules = Policy([]).gate_rules(BACK)
SPELLS = [
    Spell(1, None, LEFT, SpellEnd.LEFT),
    Spell(2, BACK),
]
STAGES_OF = {
    1: [(Stage.APPROVED, APPROVED)],
    2: [(Stage.TRAINING_COMPLETED, BACK), (Stage.APPROVED, AGAIN)],
}
IN_DATE = [
    Check(kind, CheckOutcome.CLEAR, day)
    for kind in (CheckKind.DBS, CheckKind.SAFEGUARDING, CheckKind.INDEPENDENCE)
    for day in (date(2024, 1, 10), date(2026, 1, 10))
]


def codes(problems: Sequence[Problem]) -> list[str]:
    return [each.code for each in problems]


@pytest.mark.parametrize(
    ("as_of", "spell", "standing", "approved", "clear"),
    [
        (LEFT - DAY, 1, "active", True, True),
        (LEFT, 1, "left", True, False),
        (LEFT + DAY, 1, "left", True, False),
        (BACK - DAY, 1, "left", True, False),
        (BACK, 2, "active", False, False),
        (AGAIN - DAY, 2, "active", False, False),
        (AGAIN, 2, "active", True, True),
        (TODAY, 2, "active", True, True),
    ],
)
def test_a_day_sees_its_own_spell(
    as_of: date, spell: int, standing: str, approved: bool, clear: bool
) -> None:
    found = spell_as_of(SPELLS, as_of)
    facts = VolunteerFacts(
        stages=STAGES_OF[found.number],
        checks=IN_DATE,
        spell_ended_on=found.ended_on,
        spell_end=found.ended_as,
        begun_on=found.begun_on,
    )
    stands = clearance(facts, EvidenceRules(), as_of)
    assert found.number == spell
    assert stands.standing is VolunteerStanding(standing)
    assert (stands.approved, stands.clear) == (approved, clear)


def test_somebody_with_no_spell_on_file_is_in_the_first() -> None:
    assert spell_as_of([], TODAY) == Spell(1)


def item(
    kind: CheckKind, day: date | None, outcome: str | None = "clear", slot: int = 1
) -> VolunteerCheck:
    return VolunteerCheck(
        VolunteerId(1),
        kind,
        slot,
        asked_on=day if outcome is None else None,
        from_on=None if outcome is None else day,
        outcome=None if outcome is None else CheckOutcome(outcome),
        held_by="A. Osier",
    )


def returner(*items: VolunteerCheck, at: Stage = Stage.APPLICATION_COMPLETED) -> Applicant:
    """Somebody who returned at a stage."""
    return Applicant("V-9", ("a@example.org",), date(1979, 6, 9), {at: BACK}, items, since=BACK)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (BACK - DAY, ["gate.interview"]),
        (BACK, []),
        (BACK + DAY, []),
    ],
)
def test_what_came_before_the_return_does_not_count(day: date, found: list[str]) -> None:
    who = returner(item(CheckKind.INTERVIEW, day))
    assert codes(missing_for(who, Stage.HOME_INTERVIEW, TODAY, TODAY, RULES)) == found
    # In the first time with the service it does.
    first = who._replace(since=None)
    assert missing_for(first, Stage.HOME_INTERVIEW, TODAY, TODAY, RULES) == []


def test_what_was_asked_for_before_the_return_is_not_awaited() -> None:
    who = returner(item(CheckKind.MEDICAL, BACK - DAY, None))
    [problem] = [
        each
        for each in missing_for(who, Stage.CHECKS_COMPLETED, TODAY, TODAY, RULES)
        if each.code == "gate.medical"
    ]
    assert "asked for" not in problem.message
    who = returner(item(CheckKind.MEDICAL, BACK, None))
    told = missing_for(who, Stage.CHECKS_COMPLETED, TODAY, TODAY, RULES)
    assert any("asked for Mon 2 Nov 2026" in each.message for each in told)


@pytest.mark.parametrize(
    ("kind", "years"),
    [(CheckKind.DBS, 3), (CheckKind.SAFEGUARDING, 3), (CheckKind.INDEPENDENCE, 1)],
)
@pytest.mark.parametrize(("days", "counts"), [(-1, False), (0, False), (1, True)])
def test_what_runs_out_counts_from_an_earlier_time_while_it_is_in_date(
    kind: CheckKind, years: int, days: int, counts: bool
) -> None:
    who = returner(item(kind, TODAY.replace(year=TODAY.year - years) + days * DAY))
    lacks = codes(missing_for(who, Stage.APPROVED, TODAY, TODAY, RULES))
    assert (f"gate.{kind.value}" not in lacks) is counts


def test_a_referee_once_named_stays_named() -> None:
    who = returner(item(CheckKind.REFERENCE, LEFT), item(CheckKind.REFERENCE, LEFT, slot=2))
    lacks = codes(missing_for(who, Stage.APPLICATION_COMPLETED, TODAY, TODAY, RULES))
    assert "gate.referee" not in lacks
    lacks = codes(missing_for(who, Stage.CHECKS_COMPLETED, TODAY, TODAY, RULES))
    assert lacks.count("gate.reference") == 2


@pytest.mark.parametrize("kind", [CheckKind.MEDICAL, CheckKind.CHILDRENS_SERVICES])
def test_an_answer_that_was_bad_between_two_spells_is_not_lost(kind: CheckKind) -> None:
    """Taken over, the check is not asked for again; but it must not have turned."""
    turned = item(kind, LEFT + 9 * DAY, "not_clear")
    who = returner(item(kind, LEFT - DAY), turned, at=Stage.TRAINING_COMPLETED)
    lacks = codes(missing_for(who, Stage.APPROVED, TODAY, TODAY, RULES))
    assert f"gate.{kind.value}" in lacks
    mended = who._replace(items=[*who.items, item(kind, BACK)])
    lacks = codes(missing_for(mended, Stage.APPROVED, TODAY, TODAY, RULES))
    assert f"gate.{kind.value}" not in lacks


def test_the_panel_of_an_earlier_time_neither_helps_nor_hinders() -> None:
    for outcome in ("approved", "not_accepted"):
        who = returner(item(CheckKind.PANEL, LEFT, outcome), at=Stage.TRAINING_COMPLETED)
        assert codes(missing_for(who, Stage.PANEL_APPROVAL, TODAY, TODAY, RULES)) == ["gate.panel"]
        assert "gate.panel" not in codes(missing_for(who, Stage.APPROVED, TODAY, TODAY, RULES))


def test_a_stage_of_the_new_spell_is_not_before_the_return() -> None:
    who = returner(item(CheckKind.INTERVIEW, BACK))
    [problem] = problems_with_advance(who, [Stage.HOME_INTERVIEW], BACK - DAY, TODAY, RULES)
    assert problem.code == "stage.out_of_order"
    assert problems_with_advance(who, [Stage.HOME_INTERVIEW], BACK, TODAY, RULES) == []


def returning(
    *,
    spells: Sequence[Spell] = SPELLS[:1],
    holds: Sequence[Hold] = (),
    furthest: Stage | None = Stage.APPROVED,
    at: Stage = Stage.APPLICATION_COMPLETED,
    on: date = BACK,
) -> list[Problem]:
    return problems_with_return("V-9", spells, holds, furthest, at, on, TODAY)


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (LEFT - DAY, ["returning.too_early"]),
        (LEFT, ["returning.too_early"]),
        (LEFT + DAY, []),
        (TODAY, []),
        (TODAY + DAY, ["returning.in_future"]),
    ],
)
def test_a_return_is_after_the_leaving_and_not_ahead(on: date, found: list[str]) -> None:
    assert codes(returning(on=on)) == found


@pytest.mark.parametrize("spells", [[], [Spell(1)], SPELLS])
def test_who_has_not_left_does_not_return(spells: list[Spell]) -> None:
    assert codes(returning(spells=spells, on=TODAY)) == ["returning.not_gone"]


@pytest.mark.parametrize("at", STAGES)
@pytest.mark.parametrize("furthest", [None, *STAGES])
def test_they_return_no_further_than_they_came_and_before_the_panel(
    at: Stage, furthest: Stage | None
) -> None:
    problems = codes(returning(at=at, furthest=furthest))
    if at in STAGES[-2:]:
        assert problems == ["returning.stage"]
    elif furthest is None or STAGES.index(at) > STAGES.index(furthest):
        assert problems == ["returning.further"]
    else:
        assert problems == []


@pytest.mark.parametrize(
    ("hold", "found"),
    [
        (Hold(LEFT - 9 * DAY, None), ["returning.on_hold"]),
        (Hold(LEFT - 9 * DAY, BACK), ["returning.on_hold"]),
        (Hold(LEFT - 9 * DAY, BACK - DAY), []),
        (Hold(BACK + DAY, None), []),
    ],
)
def test_nobody_returns_into_a_hold(hold: Hold, found: list[str]) -> None:
    problems = returning(holds=[hold])
    assert codes(problems) == found
    if found:
        assert problems[0].hint == "ivtool volunteer hold V-9 --end --on 2026-11-02"


@pytest.mark.parametrize(
    ("at", "found"),
    [
        (Stage.INFORMAL_CHAT, ["gate.no_contact"]),
        (Stage.APPLICATION_COMPLETED, ["gate.no_contact", "gate.no_birth"]),
        (Stage.TRAINING_COMPLETED, ["gate.no_contact", "gate.no_birth"]),
    ],
)
def test_whoever_returns_can_be_reached_and_is_old_enough(at: Stage, found: list[str]) -> None:
    who = returner()
    assert problems_with_taking_over(who, at, BACK, TODAY, RULES) == []
    nobody = who._replace(ways_to_reach=(None,), date_of_birth=None)
    assert codes(problems_with_taking_over(nobody, at, BACK, TODAY, RULES)) == found
    young = who._replace(date_of_birth=date(2009, 1, 1))
    expected = ["gate.too_young"] if "gate.no_birth" in found else []
    assert codes(problems_with_taking_over(young, at, BACK, TODAY, RULES)) == expected


def test_what_lapsed_meanwhile_is_named_with_the_command_that_asks_again() -> None:
    who = returner(
        item(CheckKind.DBS, date(2022, 4, 1)), item(CheckKind.INDEPENDENCE, date(2026, 1, 10))
    )
    told = [asked_again("V-9", piece, BACK) for piece in lapsed_meanwhile(who, BACK, RULES)]
    assert [(each.message, each.hint) for each in told] == [
        (
            "DBS check ran out on Mon 31 Mar 2025",
            "ivtool volunteer check V-9 dbs --asked 2026-11-02",
        ),
        (
            "safeguarding training is not recorded",
            "ivtool volunteer check V-9 training --module safeguarding",
        ),
    ]


def test_the_path_of_a_later_spell_begins_with_what_was_taken_over() -> None:
    who = returner(item(CheckKind.INTERVIEW, BACK), item(CheckKind.DBS, date(2022, 4, 1)))
    recorded = {
        Stage.APPLICATION_COMPLETED: VolunteerStage(
            VolunteerId(1), 2, Stage.APPLICATION_COMPLETED, BACK, "tester", "home again"
        )
    }
    found = whole_path(who, recorded, TODAY, TODAY, RULES)
    assert [each.state for each in found] == [
        *[StageState.TAKEN_OVER] * 3,
        StageState.REACHED,
        StageState.NEXT,
        *[StageState.TO_COME] * 4,
    ]
    # Nothing of what was taken over is asked for, nor of the stage they came back at.
    assert [len(each.pieces) for each in found[:4]] == [0] * 4
    assert found[3].record is not None
    assert found[3].record.note == "home again"
    assert found[4].pieces[0].state is PieceState.IN
    assert found[5].pieces[0].state is PieceState.LAPSED
