"""Waivers: which one holds on a day, why one cannot be, and what it does to being clear."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from ivtool.domain.ids import VolunteerId
from ivtool.domain.recruitment.evidence_kinds import EvidenceRules
from ivtool.domain.recruitment.records import VolunteerHold, Waiver
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, Evidence, Stage, Waivable
from ivtool.domain.recruitment.volunteers import (
    Check,
    VolunteerFacts,
    clearance,
    reasons_not_clear,
    waived_evidence,
)
from ivtool.domain.recruitment.waivers import (
    ended,
    problems_with_waiver,
    spoken_gate,
    waiver_of,
    waiver_past,
    waiver_to_end,
)
from ivtool.errors import Problem

DAY = timedelta(days=1)
TODAY = date(2026, 11, 22)
FIRST, LAST = date(2026, 11, 1), date(2026, 12, 31)
MODULES = ("boundaries", "safeguarding")
ONE = Waiver(VolunteerId(1), Waivable.REFERENCE, "R. Hale", "abroad", FIRST, LAST, slot=2)
ALL = ONE._replace(slot=None)


def codes(problems: Sequence[Problem]) -> list[str]:
    return [each.code for each in problems]


@pytest.mark.parametrize(
    ("on", "holds"),
    [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)],
)
def test_a_waiver_holds_from_its_first_day_to_its_last(on: date, holds: bool) -> None:
    assert (waiver_of([ONE], "reference", 2, None, on) is ONE) is holds
    assert (waiver_past([ONE], "reference", 2, None, on) is ONE) is (on > LAST)


def test_a_waiver_is_of_its_own_slot_or_module_or_of_every_one() -> None:
    assert waiver_of([ONE], "reference", 1, None, FIRST) is None
    assert waiver_of([ALL], "reference", 1, None, FIRST) is ALL
    assert waiver_of([ALL], "referee", 1, None, FIRST) is None
    module = ONE._replace(gate=Waivable.TRAINING, slot=None, module="boundaries")
    assert waiver_of([module], "training", None, "boundaries", FIRST) is module
    assert waiver_of([module], "training", None, "communication", FIRST) is None
    # Of two that hold, the one that runs longest.
    longer = ALL._replace(until_on=LAST + DAY)
    assert waiver_of([ONE, longer, ONE], "reference", 2, None, FIRST) is longer


def test_a_waiver_is_ended_by_its_own_name_alone() -> None:
    assert waiver_to_end([ALL], Waivable.REFERENCE, 2, None, FIRST) is None
    assert waiver_to_end([ALL, ONE], Waivable.REFERENCE, 2, None, FIRST) is ONE
    assert waiver_to_end([ONE], Waivable.REFERENCE, 2, None, LAST + DAY) is None


def test_a_waiver_that_ends_ran_until_the_day_before_or_never_was() -> None:
    assert ended(ONE, TODAY) == ONE._replace(until_on=TODAY - DAY)
    assert ended(ONE, FIRST + DAY) == ONE._replace(until_on=FIRST)
    assert ended(ONE, FIRST) is None


def problems(new: Waiver = ONE, *others: Waiver) -> list[Problem]:
    return problems_with_waiver("V-1", new, others, TODAY, MODULES)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (TODAY - 9 * DAY, TODAY - DAY, ["waiver.over"]),
        (TODAY - 9 * DAY, TODAY, []),
        (TODAY, TODAY, []),
        (TODAY, TODAY - DAY, ["waiver.over"]),
        (TODAY + DAY, LAST, ["waiver.in_future"]),
    ],
)
def test_a_waiver_has_begun_and_is_not_over(first: date, last: date, found: list[str]) -> None:
    assert codes(problems(ONE._replace(from_on=first, until_on=last))) == found


def test_a_waiver_has_a_name_and_a_reason() -> None:
    told = problems(ONE._replace(waived_by=" ", reason=""))
    assert codes(told) == ["waiver.no_name", "waiver.no_reason"]


@pytest.mark.parametrize(
    ("gate", "slot", "module", "found"),
    [
        ("reference", None, None, 0),
        ("referee", 1, None, 0),
        ("reference", 3, None, 1),
        ("reference", 0, None, 1),
        ("dbs", 1, None, 1),
        ("training", None, None, 0),
        ("training", None, "boundaries", 0),
        ("training", None, "cookery", 1),
        ("book", None, "boundaries", 1),
        ("panel", 1, "boundaries", 2),
    ],
)
def test_a_slot_and_a_module_go_with_their_gates(
    gate: str, slot: int | None, module: str | None, found: int
) -> None:
    told = problems(ONE._replace(gate=Waivable(gate), slot=slot, module=module))
    assert codes(told) == ["waiver.not_for_gate"] * found


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (ONE, True),
        (ALL, True),
        (ONE._replace(slot=1), False),
        (ONE._replace(gate=Waivable.REFEREE), False),
        (ONE._replace(from_on=LAST, until_on=LAST + DAY), True),
        (ONE._replace(from_on=LAST + DAY, until_on=LAST + DAY), False),
        (ONE._replace(from_on=FIRST - DAY, until_on=FIRST - DAY), False),
    ],
)
def test_a_gate_is_waived_once_on_any_day(other: Waiver, found: bool) -> None:
    assert codes(problems(ONE, other)) == (["waiver.already"] if found else [])


def test_both_may_be_waived_where_one_is() -> None:
    assert problems(ALL, ONE) == []


def test_every_gate_can_be_said() -> None:
    told = [spoken_gate(gate, None, None) for gate in Waivable]
    assert len(set(told)) == len(told)
    assert "both references" in told
    assert spoken_gate(Waivable.REFEREE, 1, None) == "referee 1"
    assert spoken_gate(Waivable.TRAINING, None, "children_in_care") == "the module children in care"


RULES = EvidenceRules()
KINDS = (CheckKind.DBS, CheckKind.SAFEGUARDING, CheckKind.INDEPENDENCE)


def cleared(*but: CheckKind) -> VolunteerFacts:
    """Somebody approved, with all in date but these, which are not recorded."""
    checks = [Check(each, CheckOutcome.CLEAR, FIRST) for each in KINDS if each not in but]
    return VolunteerFacts(stages=[(Stage.APPROVED, FIRST)], checks=checks)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("first", "last", "clear"), [(0, 0, True), (-1, 1, True), (-9, -1, False), (1, 9, False)]
)
def test_a_waiver_lets_somebody_be_clear(
    kind: CheckKind, first: int, last: int, clear: bool
) -> None:
    waiver = ONE._replace(
        gate=Waivable(kind.value),
        slot=None,
        from_on=TODAY + first * DAY,
        until_on=TODAY + last * DAY,
    )
    facts = cleared(kind)._replace(waivers=[waiver])
    found = clearance(facts, RULES, TODAY)
    assert found.clear is clear
    assert (found.evidence[kind] is Evidence.WAIVED) is clear
    assert bool(reasons_not_clear(found)) is not clear
    assert bool(waived_evidence(facts, found, TODAY)) is clear


def test_what_is_in_date_is_not_waived_and_a_waiver_of_something_else_helps_nobody() -> None:
    waiver = ONE._replace(gate=Waivable.DBS, slot=None)
    found = clearance(cleared()._replace(waivers=[waiver]), RULES, TODAY)
    assert (found.clear, found.evidence[CheckKind.DBS]) == (True, Evidence.IN_DATE)
    found = clearance(cleared(CheckKind.SAFEGUARDING)._replace(waivers=[waiver]), RULES, TODAY)
    assert (found.clear, found.evidence[CheckKind.SAFEGUARDING]) == (False, Evidence.NOT_RECORDED)
    # Every module of training is not safeguarding, which runs out and has its own name.
    modules = ONE._replace(gate=Waivable.TRAINING, slot=None)
    found = clearance(cleared(CheckKind.SAFEGUARDING)._replace(waivers=[modules]), RULES, TODAY)
    assert found.clear is False


def test_no_waiver_lets_somebody_be_clear_who_is_not_approved_or_on_hold() -> None:
    waivers = [ONE._replace(gate=each, slot=None) for each in Waivable]
    facts = cleared(*KINDS)._replace(waivers=waivers)
    assert clearance(facts, RULES, TODAY).clear
    assert not clearance(facts._replace(stages=()), RULES, TODAY).clear
    assert not clearance(
        facts._replace(holds=[VolunteerHold(VolunteerId(1), FIRST, None)]), RULES, TODAY
    ).clear
