"""The nine gates: each piece missing, there, bad, lapsed, and dated after the stage's day."""

import shlex
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.ids import VolunteerId
from ivtool.domain.policy import Policy
from ivtool.domain.recruitment.gates import GATES, Applicant, Gate, GateRules
from ivtool.domain.recruitment.records import VolunteerCheck
from ivtool.domain.recruitment.requirements import missing
from ivtool.domain.recruitment.stages import (
    next_stage,
    path,
    problems_with_advance,
    problems_with_newcomer,
    problems_with_stage_asked,
    problems_with_stage_corrected,
    stages_on_the_way,
)
from ivtool.domain.recruitment.vocabulary import (
    CheckKind,
    CheckOutcome,
    SendMethod,
    SpellEnd,
    Stage,
)
from ivtool.domain.recruitment.volunteers import STAGES, VolunteerFacts
from ivtool.errors import Problem

DAY = timedelta(days=1)
ON = date(2026, 11, 20)
TODAY = date(2026, 11, 22)
RULES: GateRules = Policy([]).gate_rules(ON)
BORN = date(1985, 3, 4)


def item(
    kind: CheckKind, *, slot: int = 1, module: str | None = None, outcome: str = "clear"
) -> VolunteerCheck:
    return VolunteerCheck(
        VolunteerId(1),
        kind,
        slot,
        from_on=ON,
        outcome=CheckOutcome(outcome),
        held_by="A. Osier" if kind in (CheckKind.CHAT, CheckKind.INTERVIEW) else None,
        method=SendMethod.POST if kind is CheckKind.PACK else None,
        module=module,
    )


ALL = (
    item(CheckKind.PACK),
    item(CheckKind.CHAT),
    item(CheckKind.APPLICATION),
    item(CheckKind.INDEPENDENCE),
    item(CheckKind.INTERVIEW),
    item(CheckKind.DBS),
    item(CheckKind.CHILDRENS_SERVICES),
    item(CheckKind.MEDICAL),
    item(CheckKind.REFERENCE, slot=1),
    item(CheckKind.REFERENCE, slot=2),
    item(CheckKind.SAFEGUARDING),
    *(item(CheckKind.TRAINING, module=each) for each in RULES.modules if each != "safeguarding"),
    item(CheckKind.BOOK),
    item(CheckKind.PANEL, outcome="approved"),
    item(CheckKind.CODE_OF_CONDUCT),
)
# Every piece that a gate asks for, and the gates that ask for it.
ASKED = {
    CheckKind.PACK: {Stage.INFORMATION_PACK_SENT},
    CheckKind.CHAT: {Stage.INFORMAL_CHAT},
    CheckKind.APPLICATION: {Stage.APPLICATION_COMPLETED},
    CheckKind.INDEPENDENCE: {Stage.APPLICATION_COMPLETED, Stage.APPROVED},
    CheckKind.INTERVIEW: {Stage.HOME_INTERVIEW},
    CheckKind.DBS: {Stage.CHECKS_COMPLETED, Stage.APPROVED},
    CheckKind.CHILDRENS_SERVICES: {Stage.CHECKS_COMPLETED},
    CheckKind.MEDICAL: {Stage.CHECKS_COMPLETED},
    CheckKind.REFERENCE: {Stage.APPLICATION_COMPLETED, Stage.CHECKS_COMPLETED},
    CheckKind.SAFEGUARDING: {Stage.TRAINING_COMPLETED, Stage.APPROVED},
    CheckKind.TRAINING: {Stage.TRAINING_COMPLETED},
    CheckKind.BOOK: {Stage.TRAINING_COMPLETED},
    CheckKind.PANEL: {Stage.PANEL_APPROVAL},
    CheckKind.CODE_OF_CONDUCT: {Stage.APPROVED},
}
# What is asked for again before approval, where there is a record of it.
ASKED_AGAIN = (CheckKind.INTERVIEW, CheckKind.CHILDRENS_SERVICES, CheckKind.MEDICAL,
               CheckKind.REFERENCE, CheckKind.PANEL)  # fmt: skip
ANSWERED = (*ASKED_AGAIN, CheckKind.DBS)
MONTHS = {CheckKind.DBS: 36, CheckKind.SAFEGUARDING: 36, CheckKind.INDEPENDENCE: 12}


def applicant(items: Sequence[VolunteerCheck] = ALL, reached: Stage | None = None) -> Applicant:
    """Somebody who reached a stage long ago, as an import has it."""
    known = [] if reached is None else STAGES[: STAGES.index(reached) + 1]
    stages: dict[Stage, date | None] = dict.fromkeys(known, None)
    if reached is not None:
        stages[reached] = date(2026, 1, 5)
    return Applicant("V-1", (None, "07700900123", None), BORN, stages, items)


def lacks(who: Applicant, stage: Stage, on: date = ON) -> list[Problem]:
    """What a gate lacks."""
    return missing(GATES[stage](Gate(who, RULES, stage, on, TODAY)))


def codes(problems: Sequence[Problem]) -> list[str]:
    return [each.code for each in problems]


def asked_by(kind: CheckKind, stages: set[Stage]) -> list[tuple[Stage, str]]:
    return [(stage, f"gate.{kind.value}") for stage in STAGES if stage in stages]


def lacking(items: Sequence[VolunteerCheck], on: date = ON) -> list[tuple[Stage, str]]:
    """What each gate lacks, told of the gates one by one."""
    who = applicant(items)
    return [(stage, each.code) for stage in STAGES for each in lacks(who, stage, on)]


def without(piece: VolunteerCheck) -> list[VolunteerCheck]:
    return [each for each in ALL if each is not piece]


def changed(piece: VolunteerCheck, **values: Any) -> list[VolunteerCheck]:
    return [each._replace(**values) if each is piece else each for each in ALL]


def name(piece: VolunteerCheck) -> str:
    return "-".join(filter(None, (piece.kind.value, piece.module, str(piece.slot))))


def test_every_gate_opens_when_all_is_there() -> None:
    assert lacking(ALL) == []
    assert problems_with_advance(applicant(), STAGES, ON, TODAY, RULES) == []


@pytest.mark.parametrize("piece", ALL, ids=name)
def test_a_missing_piece_shuts_the_gates_that_ask_for_it(piece: VolunteerCheck) -> None:
    expected = asked_by(piece.kind, ASKED[piece.kind])
    if piece.kind is CheckKind.REFERENCE:
        expected = [
            (Stage.APPLICATION_COMPLETED, "gate.referee"),
            (Stage.CHECKS_COMPLETED, "gate.reference"),
        ]
    assert lacking(without(piece)) == expected


@pytest.mark.parametrize("piece", ALL, ids=name)
def test_a_piece_of_a_later_day_shuts_them_until_that_day(piece: VolunteerCheck) -> None:
    later = changed(piece, from_on=ON + DAY)
    gates = set(ASKED[piece.kind])
    if piece.kind is CheckKind.REFERENCE:
        # The naming of a referee has no day.
        gates.remove(Stage.APPLICATION_COMPLETED)
    assert lacking(later) == asked_by(piece.kind, gates)
    assert lacking(later, ON + DAY) == []
    for stage in gates:
        [problem] = lacks(applicant(later), stage)
        assert "it is of Sat 21 Nov 2026" in problem.message
        assert problem.hint == f"ivtool volunteer advance V-1 --to {stage.value} --on 2026-11-21"


@pytest.mark.parametrize("piece", ALL, ids=name)
def test_a_piece_that_is_only_asked_for_shuts_them(piece: VolunteerCheck) -> None:
    asked = changed(piece, asked_on=date(2026, 10, 1), from_on=None, outcome=None)
    gates = set(ASKED[piece.kind])
    if piece.kind is CheckKind.REFERENCE:
        gates.remove(Stage.APPLICATION_COMPLETED)
    assert lacking(asked) == asked_by(piece.kind, gates)
    for stage in gates:
        [problem] = lacks(applicant(asked), stage)
        assert "(asked for Thu 1 Oct 2026, 50 days ago)" in problem.message


@pytest.mark.parametrize("kind", ANSWERED)
@pytest.mark.parametrize("outcome", ["not_clear", "withdrawn", "deferred", "not_accepted"])
def test_an_answer_that_is_bad_shuts_the_gates_and_the_last_one_too(
    kind: CheckKind, outcome: str
) -> None:
    [piece, *_] = [each for each in ALL if each.kind is kind]
    bad = changed(piece, outcome=CheckOutcome(outcome))
    gates = set(ASKED[kind])
    gates |= {Stage.APPROVED} if kind in ASKED_AGAIN else set()
    if kind is CheckKind.REFERENCE:
        gates.remove(Stage.APPLICATION_COMPLETED)
    assert lacking(bad) == asked_by(kind, gates)
    told = [each for stage in gates for each in lacks(applicant(bad), stage)]
    assert all(outcome.replace("_", " ") in each.message for each in told)


@pytest.mark.parametrize("kind", ANSWERED)
def test_the_latest_answer_counts(kind: CheckKind) -> None:
    [piece, *_] = [each for each in ALL if each.kind is kind]
    bad = piece._replace(outcome=CheckOutcome.NOT_CLEAR)
    assert lacking([*ALL, bad]) != []
    assert lacking([*ALL, bad._replace(from_on=ON - DAY)]) == []
    assert lacking([*ALL, bad._replace(from_on=ON + DAY)]) == []


@pytest.mark.parametrize(("kind", "months"), MONTHS.items())
@pytest.mark.parametrize(("days", "in_date"), [(-1, True), (0, False), (1, False)])
def test_what_runs_out_is_in_date_up_to_the_day_before_its_anniversary(
    kind: CheckKind, months: int, days: int, in_date: bool
) -> None:
    [piece] = [each for each in ALL if each.kind is kind]
    years = months // 12
    begun = changed(piece, from_on=ON.replace(year=ON.year - years) - days * DAY)
    assert lacking(begun) == ([] if in_date else asked_by(kind, ASKED[kind]))
    if not in_date:
        [problem] = lacks(applicant(begun), Stage.APPROVED)
        assert "ran out" in problem.message


def test_a_status_check_keeps_a_dbs_check_in_date() -> None:
    [piece] = [each for each in ALL if each.kind is CheckKind.DBS]
    old = piece._replace(from_on=date(2020, 1, 1))
    assert lacking([*without(piece), old]) != []
    assert lacking([*without(piece), old._replace(rechecked_on=ON)]) == []
    assert lacking([*without(piece), old._replace(rechecked_on=ON + DAY)]) != []


def test_a_certificate_is_there_from_the_day_it_was_seen() -> None:
    [piece] = [each for each in ALL if each.kind is CheckKind.DBS]
    seen = changed(piece, from_on=ON - 10 * DAY, seen_on=ON + DAY)
    assert lacking(seen) == asked_by(CheckKind.DBS, ASKED[CheckKind.DBS])
    assert lacking(seen, ON + DAY) == []


@pytest.mark.parametrize(
    ("piece", "values"),
    [(ALL[0], {"method": None}), (ALL[1], {"held_by": None}), (ALL[4], {"held_by": None})],
    ids=["pack without how", "chat without whom", "interview without whom"],
)
def test_a_piece_without_what_makes_it_one(piece: VolunteerCheck, values: dict[str, None]) -> None:
    assert lacking(changed(piece, **values)) == asked_by(piece.kind, ASKED[piece.kind])


@pytest.mark.parametrize("reached", [None, Stage.INTEREST_EXPRESSED])
@pytest.mark.parametrize(
    ("ways", "found"),
    [
        ((None, None, None), ["gate.no_contact"]),
        (("a@example.org", None, None), []),
        ((None, "0770", None), []),
        ((None, None, "1 High Street"), []),
    ],
)
def test_somebody_can_be_reached(
    reached: Stage | None, ways: tuple[str | None, ...], found: list[str]
) -> None:
    who = applicant((), reached)._replace(ways_to_reach=ways)
    assert codes(lacks(who, Stage.INTEREST_EXPRESSED)) == found
    assert codes(problems_with_newcomer(ways, ON, TODAY)) == found


@pytest.mark.parametrize(
    ("born", "found"),
    [
        (None, ["gate.no_birth"]),
        (date(2008, 11, 21), ["gate.too_young"]),
        (date(2008, 11, 20), []),
        (date(2008, 11, 19), []),
    ],
)
def test_an_applicant_is_eighteen_that_day(born: date | None, found: list[str]) -> None:
    who = applicant()._replace(date_of_birth=born)
    assert codes(lacks(who, Stage.APPLICATION_COMPLETED)) == found


def test_the_day_on_which_somebody_is_old_enough_is_told() -> None:
    who = applicant()._replace(date_of_birth=date(2008, 2, 29))
    told = [each.message for each in lacks(who, Stage.APPLICATION_COMPLETED, date(2026, 2, 28))]
    assert "they are under 18 until Sun 1 Mar 2026" in told


@pytest.mark.parametrize(
    ("decided", "found"), [(-1, ["gate.panel"]), (0, []), (1, [])], ids=["before", "on", "after"]
)
def test_the_panel_decides_on_or_after_the_training(decided: int, found: list[str]) -> None:
    trained = ON - 5 * DAY
    [piece] = [each for each in ALL if each.kind is CheckKind.PANEL]
    who = applicant(changed(piece, from_on=trained + decided * DAY), Stage.TRAINING_COMPLETED)
    who = who._replace(stages={**who.stages, Stage.TRAINING_COMPLETED: trained})
    assert codes(lacks(who, Stage.PANEL_APPROVAL)) == found


def test_a_panel_before_the_training_of_the_same_command_tells_the_earlier_day() -> None:
    [piece] = [each for each in ALL if each.kind is CheckKind.PANEL]
    who = applicant(changed(piece, from_on=ON - DAY), Stage.CHECKS_COMPLETED)
    stages = stages_on_the_way(Stage.CHECKS_COMPLETED, Stage.PANEL_APPROVAL)
    [problem] = problems_with_advance(who, stages, ON, TODAY, RULES)
    assert problem.hint == ("ivtool volunteer advance V-1 --to training_completed --on 2026-11-19")


@pytest.mark.parametrize("outcome", ["approved", "approved_with_conditions"])
def test_a_panel_approves_with_conditions_too(outcome: str) -> None:
    [piece] = [each for each in ALL if each.kind is CheckKind.PANEL]
    assert lacking(changed(piece, outcome=CheckOutcome(outcome))) == []


@pytest.mark.parametrize("reached", STAGES[:-1])
def test_what_was_imported_is_not_asked_again(reached: Stage) -> None:
    following = next_stage(reached)
    assert following is not None
    needed = [each for each in ALL if following in ASKED[each.kind]]
    assert codes(lacks(applicant(needed, reached), following)) == []


def test_stages_follow_one_another() -> None:
    assert next_stage(None) is Stage.INTEREST_EXPRESSED
    assert [next_stage(each) for each in STAGES] == [*STAGES[1:], None]
    assert stages_on_the_way(None, None) == [Stage.INTEREST_EXPRESSED]
    assert stages_on_the_way(Stage.INFORMAL_CHAT, Stage.HOME_INTERVIEW) == [
        Stage.APPLICATION_COMPLETED,
        Stage.HOME_INTERVIEW,
    ]
    assert stages_on_the_way(Stage.APPROVED, None) == []
    assert stages_on_the_way(Stage.APPROVED, Stage.APPROVED) == []


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2026, 1, 4), ["stage.out_of_order"]),
        (date(2026, 1, 5), []),
        (TODAY, []),
        (TODAY + DAY, ["stage.in_future"]),
    ],
)
def test_a_stage_is_neither_before_the_last_one_nor_ahead(on: date, found: list[str]) -> None:
    who = applicant([ALL[1]._replace(from_on=date(2026, 1, 1))], Stage.INFORMATION_PACK_SENT)
    stages = [Stage.INFORMAL_CHAT]
    assert codes(problems_with_advance(who, stages, on, TODAY, RULES)) == found


def test_every_reason_of_every_gate_is_told_once() -> None:
    who = applicant((), None)._replace(date_of_birth=None, ways_to_reach=())
    problems = problems_with_advance(who, STAGES, ON, TODAY, RULES)
    assert len(problems) == len(set(problems))
    assert {each.code for each in problems} == {
        "gate.no_contact", "gate.no_birth", "gate.referee",
        *(f"gate.{kind.value}" for kind in ASKED),
    }  # fmt: skip
    assert all(shlex.split(each.hint)[:2] == ["ivtool", "volunteer"] for each in problems)
    assert all("V-1" in each.hint for each in problems)
    # Evidence of the day that the stage is of, or the next refusal would be the same.
    checks = [
        each.hint for each in problems if " check " in each.hint and "referee" not in each.hint
    ]
    assert all(hint.endswith(" --on 2026-11-20") for hint in checks)


def test_a_stage_is_reached_once_and_nobody_who_left_reaches_one() -> None:
    facts = VolunteerFacts(stages=[(Stage.APPROVED, date(2026, 1, 5))])
    [last] = problems_with_stage_asked("V-1", facts, None)
    [past] = problems_with_stage_asked("V-1", facts, Stage.INFORMAL_CHAT)
    assert (last.code, past.code) == ("stage.already", "stage.already")
    assert "Mon 5 Jan 2026" in last.message
    gone = facts._replace(spell_ended_on=ON, spell_end=SpellEnd.WITHDREW, stages=())
    assert codes(problems_with_stage_asked("V-1", gone, None)) == ["volunteer.left"]
    assert problems_with_stage_asked("V-1", VolunteerFacts(), None) == []


def test_the_path_tells_what_has_run_out_once_approved() -> None:
    [dbs] = [each for each in ALL if each.kind is CheckKind.DBS]
    who = applicant(changed(dbs, from_on=date(2023, 1, 1)), Stage.APPROVED)
    found = path(who, ON, ON, RULES)
    assert (found.reached, found.following) == (Stage.APPROVED, None)
    assert [each.hint for each in found.lacking] == [
        "ivtool volunteer check V-1 dbs --outcome clear --issued DAY"
    ]
    found = path(applicant(), ON, ON, RULES)
    assert (found.reached, found.following, found.lacking) == (None, STAGES[0], [])


@given(st.sets(st.sampled_from(range(len(ALL)))))
def test_each_missing_piece_is_told_by_itself(missing_ones: set[int]) -> None:
    there = [each for place, each in enumerate(ALL) if place not in missing_ones]
    told = [each for place in missing_ones for each in lacking(without(ALL[place]))]
    assert sorted(lacking(there)) == sorted(told)


@pytest.mark.parametrize(
    ("on", "ended", "found"),
    [
        (None, None, []),
        (date(2026, 1, 9), None, []),
        (date(2026, 1, 5), None, []),
        (date(2026, 1, 4), None, ["stage.out_of_order"]),
        (date(2026, 2, 10), None, []),
        (date(2026, 2, 11), None, ["stage.out_of_order"]),
        (date(2026, 2, 9), date(2026, 2, 8), ["stage.out_of_order"]),
        (TODAY + DAY, None, ["stage.in_future", "stage.out_of_order"]),
    ],
)
def test_a_stage_is_put_right_between_the_stages_beside_it(
    on: date | None, ended: date | None, found: list[str]
) -> None:
    stages = {
        Stage.INTEREST_EXPRESSED: date(2026, 1, 5),
        Stage.INFORMATION_PACK_SENT: date(2026, 1, 8),
        Stage.INFORMAL_CHAT: date(2026, 2, 10),
    }
    sent = ALL[0]._replace(from_on=date(2026, 1, 2))
    who = applicant([sent], Stage.INFORMAL_CHAT)._replace(stages=stages)
    stage = Stage.INFORMATION_PACK_SENT
    assert codes(problems_with_stage_corrected(who, stage, on, ended, TODAY, RULES)) == found


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        # What was met on the recorded day must be met on the new one; what was not stands.
        (date(2026, 1, 8), ["gate.pack"]),
        (date(2026, 1, 7), []),
        (date(2026, 1, 9), []),
    ],
)
def test_a_stage_put_right_has_what_it_had(sent: date, found: list[str]) -> None:
    days = (date(2026, 1, 5), date(2026, 1, 8))
    stages = dict(zip(STAGES[:2], days, strict=True))
    who = applicant([ALL[0]._replace(from_on=sent)], None)._replace(stages=stages)
    told = problems_with_stage_corrected(
        who, Stage.INFORMATION_PACK_SENT, date(2026, 1, 7), None, TODAY, RULES
    )
    assert codes(told) == found


def test_no_stage_is_put_right_that_was_not_reached_or_is_the_return_itself() -> None:
    who = applicant(ALL, Stage.INFORMAL_CHAT)
    told = problems_with_stage_corrected(who, Stage.APPROVED, ON, None, TODAY, RULES)
    assert codes(told) == ["stage.not_reached"]
    back = who._replace(stages={Stage.INFORMAL_CHAT: ON}, since=ON)
    told = problems_with_stage_corrected(back, Stage.INFORMAL_CHAT, TODAY, None, TODAY, RULES)
    assert codes(told) == ["stage.of_return"]
