"""Evidence to see to, and training: the day before, the day, the day after that counts."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.ids import VolunteerId
from ivtool.domain.recruitment.evidence_kinds import RUNS_OUT, EvidenceRules
from ivtool.domain.recruitment.lapses import (
    Lapse,
    LapseRules,
    LapseState,
    OnFile,
    cutoffs,
    lapses,
    within,
)
from ivtool.domain.recruitment.records import VolunteerCheck, Waiver
from ivtool.domain.recruitment.refreshers import Refresher, Trained, is_to_be_trained, training_of
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, Stage, Waivable
from ivtool.domain.recruitment.volunteers import Check, in_date_until

DAY = timedelta(days=1)
RULES = LapseRules(EvidenceRules(), (60, 30, 7), 30)
# Issued on this day, it is in date up to the 21st, three years later.
ISSUED = date(2023, 11, 22)
UNTIL = date(2026, 11, 21)
IN_DATE = date(2026, 11, 1)


def check(kind: CheckKind, on: date, outcome: CheckOutcome = CheckOutcome.CLEAR) -> Check:
    return Check(kind, outcome, on)


OTHERS = [check(CheckKind.SAFEGUARDING, IN_DATE), check(CheckKind.INDEPENDENCE, IN_DATE)]


def approved(
    *checks: Check, asked: Sequence[VolunteerCheck] = (), waivers: Sequence[Waiver] = ()
) -> OnFile:
    """Somebody approved, whose other two kinds of evidence are in date."""
    return OnFile(approved=True, checks=[*OTHERS, *checks], asked=asked, waivers=waivers)


def coming(
    checks: Sequence[Check] = (),
    asked: Sequence[VolunteerCheck] = (),
    waivers: Sequence[Waiver] = (),
    since: date | None = None,
) -> OnFile:
    """Somebody on the way to approval."""
    return OnFile(approved=False, checks=checks, asked=asked, waivers=waivers, since=since)


def waiver(
    gate: Waivable, until: date, slot: int | None = None, module: str | None = None
) -> Waiver:
    return Waiver(VolunteerId(1), gate, "a manager", "why", IN_DATE, until, slot, module)


@pytest.mark.parametrize(
    ("as_of", "state", "days", "warned"),
    [
        (UNTIL - 61 * DAY, None, None, None),
        (UNTIL - 60 * DAY, LapseState.LAPSING, 60, 60),
        (UNTIL - 31 * DAY, LapseState.LAPSING, 31, 60),
        (UNTIL - 30 * DAY, LapseState.LAPSING, 30, 30),
        (UNTIL - 8 * DAY, LapseState.LAPSING, 8, 30),
        (UNTIL - 7 * DAY, LapseState.LAPSING, 7, 7),
        (UNTIL, LapseState.LAPSING, 0, 7),
        (UNTIL + DAY, LapseState.LAPSED, 1, None),
        (UNTIL + 100 * DAY, LapseState.LAPSED, 100, None),
    ],
)
def test_a_dbs_check_that_runs_out(
    as_of: date, state: LapseState | None, days: int | None, warned: int | None
) -> None:
    others = [Check(each.kind, each.outcome, as_of) for each in OTHERS]
    found = lapses(
        OnFile(approved=True, checks=[*others, check(CheckKind.DBS, ISSUED)]), RULES, as_of
    )
    if state is None:
        assert found == []
        return
    [each] = found
    assert (each.kind, each.state, each.until_on) == (CheckKind.DBS, state, UNTIL)
    assert (each.days, each.within) == (days, warned)
    assert each.blocks_clear is (state is LapseState.LAPSED)
    # On the way to approval it is told just so.
    [other] = lapses(coming([check(CheckKind.DBS, ISSUED)]), RULES, as_of)
    assert other == each


def test_what_is_not_recorded_is_told_of_the_approved_only() -> None:
    found = lapses(OnFile(approved=True), RULES, UNTIL)
    assert [each.kind for each in found] == list(RUNS_OUT)
    assert {each.state for each in found} == {LapseState.NOT_RECORDED}
    assert {each.days for each in found} == {None}
    assert all(each.blocks_clear for each in found)
    assert lapses(coming(), RULES, UNTIL) == []


def test_an_answer_that_was_not_clear_leaves_nothing_in_date() -> None:
    bad = check(CheckKind.DBS, UNTIL, CheckOutcome.NOT_CLEAR)
    [each] = lapses(approved(check(CheckKind.DBS, IN_DATE), bad), RULES, UNTIL)
    assert each.state is LapseState.NOT_RECORDED
    assert lapses(approved(check(CheckKind.DBS, IN_DATE), bad), RULES, UNTIL - DAY) == []


def test_a_status_check_counts_from_its_own_day() -> None:
    looked_at = Check(CheckKind.DBS, CheckOutcome.CLEAR, None, UNTIL)
    assert lapses(approved(check(CheckKind.DBS, ISSUED), looked_at), RULES, UNTIL) == []
    [each] = lapses(approved(check(CheckKind.DBS, ISSUED), looked_at), RULES, UNTIL - DAY)
    assert each.state is LapseState.LAPSING


@pytest.mark.parametrize(("days", "late"), [(30, False), (31, True)])
def test_an_asking_is_told_when_it_is_to_be_chased(days: int, *, late: bool) -> None:
    asked = VolunteerCheck(
        VolunteerId(1), CheckKind.REFERENCE, 2, UNTIL - days * DAY, chased_on=UNTIL
    )
    found = lapses(coming((), [asked]), RULES, UNTIL)
    if not late:
        assert found == []
        return
    [each] = found
    assert (each.kind, each.slot, each.state) == (CheckKind.REFERENCE, 2, LapseState.ASKED)
    assert (each.days, each.asked_on, each.chased_on) == (31, asked.asked_on, UNTIL)
    assert each.chase
    assert not each.blocks_clear
    [before] = lapses(coming((), [asked]), RULES._replace(chase_days=29), UNTIL - DAY)
    assert before.chased_on is None


def test_a_panel_is_not_chased_and_an_answer_ends_the_chase() -> None:
    panel = VolunteerCheck(VolunteerId(1), CheckKind.PANEL, asked_on=UNTIL - 90 * DAY)
    came = VolunteerCheck(
        VolunteerId(1),
        CheckKind.MEDICAL,
        asked_on=UNTIL - 90 * DAY,
        from_on=UNTIL,
        outcome=CheckOutcome.CLEAR,
    )
    assert lapses(coming((), [panel, came]), RULES, UNTIL) == []
    [each] = lapses(coming((), [panel, came]), RULES, UNTIL - DAY)
    assert each.kind is CheckKind.MEDICAL


def test_of_two_open_askings_the_earlier_is_waited_for() -> None:
    asked = [
        VolunteerCheck(VolunteerId(1), CheckKind.MEDICAL, asked_on=UNTIL - days * DAY)
        for days in (40, 60, 2)
    ]
    [each] = lapses(coming((), asked), RULES, UNTIL)
    assert (each.days, each.asked_on) == (60, UNTIL - 60 * DAY)


def test_what_was_asked_for_before_they_came_back_is_past() -> None:
    asked = VolunteerCheck(VolunteerId(1), CheckKind.MEDICAL, asked_on=UNTIL - 90 * DAY)
    since = UNTIL - 89 * DAY
    assert lapses(coming((), [asked], (), since), RULES, UNTIL) == []
    assert len(lapses(coming((), [asked], (), since - DAY), RULES, UNTIL)) == 1


@pytest.mark.parametrize("days", [5, 31])
def test_a_renewal_that_was_asked_for_stands_in_the_line_of_what_lapsed(days: int) -> None:
    asked = VolunteerCheck(VolunteerId(1), CheckKind.DBS, asked_on=UNTIL + DAY - days * DAY)
    dbs = check(CheckKind.DBS, ISSUED)
    [each] = lapses(approved(dbs, asked=[asked]), RULES, UNTIL + DAY)
    assert (each.state, each.asked_on, each.chase) == (
        LapseState.LAPSED, asked.asked_on, days == 31,
    )  # fmt: skip
    assert each.blocks_clear


def test_a_renewal_of_what_is_long_in_date_is_chased_too() -> None:
    asked = VolunteerCheck(VolunteerId(1), CheckKind.DBS, asked_on=UNTIL - 31 * DAY)
    [each] = lapses(approved(check(CheckKind.DBS, IN_DATE), asked=[asked]), RULES, UNTIL)
    assert (each.state, each.days, each.blocks_clear) == (LapseState.ASKED, 31, False)
    [on_the_way] = lapses(coming((), [asked]), RULES, UNTIL)
    assert (on_the_way.state, on_the_way.until_on) == (LapseState.ASKED, None)
    assert on_the_way.blocks_clear


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        (IN_DATE - DAY, LapseState.NOT_RECORDED),
        (IN_DATE, LapseState.WAIVED),
        (UNTIL, LapseState.WAIVED),
        (UNTIL + DAY, LapseState.NOT_RECORDED),
    ],
)
def test_a_waiver_shows_where_the_lapse_would_from_its_first_day_to_its_last(
    as_of: date, state: LapseState
) -> None:
    who = approved(
        *(Check(each.kind, each.outcome, IN_DATE - DAY) for each in OTHERS),
        waivers=[waiver(Waivable.DBS, UNTIL)],
    )
    [each] = lapses(who, RULES, as_of)
    assert (each.kind, each.state) == (CheckKind.DBS, state)
    assert each.blocks_clear is (state is LapseState.NOT_RECORDED)
    if state is LapseState.WAIVED:
        assert (each.until_on, each.days) == (UNTIL, (UNTIL - as_of).days)
        assert each.within == within((UNTIL - as_of).days, RULES.warn_days)


def test_what_is_in_date_needs_no_waiver() -> None:
    who = approved(check(CheckKind.DBS, ISSUED), waivers=[waiver(Waivable.DBS, UNTIL + 9 * DAY)])
    [each] = lapses(who, RULES, UNTIL)
    assert each.state is LapseState.LAPSING


@pytest.mark.parametrize(
    ("slot", "state"),
    [(None, LapseState.WAIVED), (2, LapseState.WAIVED), (1, LapseState.ASKED)],
)
def test_a_reference_is_waived_by_its_slot(slot: int | None, state: LapseState) -> None:
    asked = VolunteerCheck(VolunteerId(1), CheckKind.REFERENCE, 2, UNTIL - 61 * DAY)
    let_go = [waiver(Waivable.REFERENCE, UNTIL, slot)]
    [each] = lapses(coming((), [asked], let_go), RULES, UNTIL)
    assert (each.state, each.chase) == (state, True)


@given(
    as_of=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    months=st.integers(1, 60),
    warn=st.lists(st.integers(1, 400), min_size=1, max_size=4),
    back=st.integers(-3, 3),
)
def test_the_cutoff_is_the_last_day_that_is_to_be_looked_at(
    as_of: date, months: int, warn: list[int], back: int
) -> None:
    rules = LapseRules(EvidenceRules(dict.fromkeys(RUNS_OUT, months)), warn, 30)
    for kind, last in cutoffs(rules, as_of).items():
        day = last + back * DAY
        until = in_date_until([check(kind, day)], kind, months, max(as_of, day))
        assert until is not None
        told = until < as_of or (until - as_of).days <= max(warn)
        assert told is (day <= last)


def test_the_anniversary_of_the_last_days_of_february() -> None:
    rules = LapseRules(EvidenceRules(dict.fromkeys(RUNS_OUT, 12)), (1,), 30)
    # Both are in date until 27 February 2025.
    assert cutoffs(rules, date(2025, 2, 26))[CheckKind.DBS] == date(2024, 2, 29)
    assert cutoffs(rules, date(2025, 2, 25))[CheckKind.DBS] == date(2024, 2, 27)


def lapse(kind: CheckKind, slot: int = 1, module: str | None = None) -> Lapse:
    return Lapse(
        kind, slot, module, LapseState.ASKED, None, 31, None, None, None,
        chase=True, blocks_clear=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("each", "words"),
    [
        (lapse(CheckKind.DBS), "dbs --outcome clear --issued DAY"),
        (lapse(CheckKind.REFERENCE, 2), "reference --slot 2 --outcome clear"),
        (lapse(CheckKind.SAFEGUARDING), "training --module safeguarding"),
        (lapse(CheckKind.TRAINING, module="boundaries"), "training --module boundaries"),
        (lapse(CheckKind.INTERVIEW), "interview --by NAME --outcome clear"),
        (lapse(CheckKind.INDEPENDENCE), "independence"),
    ],
)
def test_the_command_records_what_came(each: Lapse, words: str) -> None:
    assert each.piece.command("V-3") == f"ivtool volunteer check V-3 {words}"


MODULES = ("boundaries", "safeguarding", "first_aid")


def training(
    stage: Stage = Stage.CHECKS_COMPLETED,
    attended: Sequence[str] = MODULES,
    until_on: date | None = UNTIL,
    waivers: Sequence[Waiver] = (),
    as_of: date = IN_DATE - 90 * DAY,
) -> Trained:
    return training_of(stage, MODULES, attended, until_on, waivers, (60, 30, 7), as_of)


def test_modules_are_told_in_their_order_and_those_of_no_list_are_not() -> None:
    found = training(attended=("first_aid", "juggling", "boundaries"), until_on=None)
    assert (found.attended, found.missing) == (["boundaries", "first_aid"], ["safeguarding"])
    assert (found.not_recorded, found.refresher) == ([], None)


def test_after_the_training_nothing_is_missing_but_it_may_not_be_recorded() -> None:
    found = training(Stage.TRAINING_COMPLETED, (), None)
    assert (found.missing, found.not_recorded) == ([], list(MODULES))
    assert (found.refresher, found.days) == (Refresher.DUE, None)


@pytest.mark.parametrize(
    ("as_of", "refresher", "days"),
    [
        (UNTIL - 61 * DAY, None, None),
        (UNTIL - 60 * DAY, Refresher.SOON, 60),
        (UNTIL, Refresher.SOON, 0),
        (UNTIL + DAY, Refresher.DUE, 1),
    ],
)
@pytest.mark.parametrize("stage", [Stage.CHECKS_COMPLETED, Stage.APPROVED])
def test_a_refresher_is_due_the_day_after_the_last_in_date(
    stage: Stage, as_of: date, refresher: Refresher | None, days: int | None
) -> None:
    found = training(stage, as_of=as_of)
    assert (found.refresher, found.days) == (refresher, days)


def test_a_waived_module_is_neither_missing_nor_due() -> None:
    let_go = [
        waiver(Waivable.TRAINING, UNTIL, module="first_aid"),
        waiver(Waivable.SAFEGUARDING, UNTIL + 9 * DAY),
    ]
    found = training(attended=("boundaries",), until_on=None, waivers=let_go, as_of=IN_DATE)
    assert (found.missing, found.waived) == ([], ["safeguarding", "first_aid"])
    lapsed = training(Stage.APPROVED, until_on=UNTIL, waivers=let_go, as_of=UNTIL + DAY)
    assert (lapsed.waived, lapsed.refresher) == (["safeguarding"], None)
    every = training(attended=(), waivers=[waiver(Waivable.TRAINING, UNTIL)], as_of=IN_DATE)
    assert (every.missing, every.waived) == (["safeguarding"], ["boundaries", "first_aid"])


@pytest.mark.parametrize(
    ("stage", "attended", "found"),
    [
        (None, (), False),
        (None, ("boundaries",), True),
        (Stage.HOME_INTERVIEW, (), False),
        (Stage.HOME_INTERVIEW, ("boundaries",), True),
        (Stage.CHECKS_COMPLETED, (), True),
        (Stage.APPROVED, (), True),
    ],
)
def test_who_has_come_to_training(
    stage: Stage | None, attended: tuple[str, ...], *, found: bool
) -> None:
    assert is_to_be_trained(stage, attended) is found
