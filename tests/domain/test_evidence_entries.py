"""What is said of evidence beside an answer: chased, looked at again, decided by a panel."""

from datetime import date, timedelta
from typing import Any

import pytest

from ivtool.domain.ids import CheckId, PanelMeetingId, VolunteerId
from ivtool.domain.recruitment.evidence_entries import (
    Entry,
    Event,
    problems_with_entry,
    record_meant,
    record_of_day,
    status_check_of,
)
from ivtool.domain.recruitment.records import VolunteerCheck
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
ASKED = date(2026, 9, 22)
OPEN = VolunteerCheck(VolunteerId(1), CheckKind.REFERENCE, slot=2, asked_on=ASKED, id=CheckId(1))
ISSUED = VolunteerCheck(
    VolunteerId(1), CheckKind.DBS, from_on=ASKED, outcome=CheckOutcome.CLEAR, id=CheckId(1)
)
LOOKED = VolunteerCheck(
    VolunteerId(1), CheckKind.DBS, outcome=CheckOutcome.CLEAR, rechecked_on=TODAY, id=CheckId(2)
)


def entry(kind: CheckKind, on: date | None = None, slot: int | None = None, **said: Any) -> Entry:
    """What is entered of a kind of evidence."""
    return Entry(VolunteerCheck(VolunteerId(1), kind, **said), on, slot)


def codes(said: Entry, record: VolunteerCheck | None) -> list[str]:
    """Why something cannot be entered, as codes."""
    found = problems_with_entry("V-1", said, record, TODAY, born_on=None, modules=())
    return [each.code for each in found]


@pytest.mark.parametrize(
    ("chased_on", "found"),
    [
        (ASKED - DAY, ["check.out_of_order"]),
        (ASKED, []),
        (ASKED + DAY, []),
        (TODAY, []),
        (TODAY + DAY, ["check.in_future"]),
    ],
)
def test_a_chase_is_between_the_asking_and_today(chased_on: date, found: list[str]) -> None:
    said = entry(CheckKind.REFERENCE, slot=2, chased_on=chased_on)
    assert said.event is Event.CHASED
    assert record_meant([OPEN], {}, said, TODAY) == OPEN
    assert codes(said, OPEN) == found


def test_only_what_was_asked_for_and_is_open_is_chased() -> None:
    said = entry(CheckKind.REFERENCE, slot=2, chased_on=TODAY)
    back = OPEN._replace(from_on=TODAY, outcome=CheckOutcome.CLEAR)
    for item in (back, OPEN._replace(asked_on=None), OPEN._replace(slot=1)):
        assert record_meant([item], {}, said, TODAY) is None
    assert codes(said, None) == ["check.not_asked"]


@pytest.mark.parametrize("kind", [CheckKind.PANEL, CheckKind.SECOND_MATCH])
def test_a_panel_is_never_chased(kind: CheckKind) -> None:
    assert codes(entry(kind, chased_on=TODAY), None) == ["check.not_for_kind"]


def test_what_has_no_outcome_can_be_chased_too() -> None:
    said = entry(CheckKind.APPLICATION, chased_on=TODAY)
    assert said.event is Event.CHASED
    assert said._replace(on=TODAY).event is Event.ANSWERED
    assert entry(CheckKind.MEDICAL, chased_on=TODAY, asked_on=TODAY).event is Event.ASKED
    answer = entry(CheckKind.OVERSEAS, chased_on=TODAY, outcome=CheckOutcome.CLEAR)
    assert answer.event is Event.ANSWERED


def test_a_status_check_is_of_the_certificate_and_never_one_itself() -> None:
    said = entry(CheckKind.DBS, rechecked_on=TODAY)
    meant = record_meant([ISSUED, LOOKED], {}, said, TODAY)
    assert meant is not None
    assert meant.id == ISSUED.id
    details = record_meant([ISSUED, LOOKED], {}, entry(CheckKind.DBS, certificate="007"), TODAY)
    assert details == ISSUED
    assert status_check_of([ISSUED, LOOKED], TODAY) == LOOKED
    assert status_check_of([ISSUED, LOOKED], TODAY - DAY) is None
    assert status_check_of([ISSUED, LOOKED], None) is None


@pytest.mark.parametrize(("day", "found"), [(TODAY, LOOKED), (ASKED, None)])
def test_a_status_check_is_put_right_as_one(day: date, found: VolunteerCheck | None) -> None:
    said = entry(CheckKind.DBS, rechecked_on=TODAY - DAY)
    assert record_of_day([ISSUED, LOOKED], said, day) == found


@pytest.mark.parametrize(
    "more",
    [
        {"certificate": "007"},
        {"level_why": "regulated"},
        {"asked_on": ASKED},
        {"from_on": ASKED},
        {"chased_on": TODAY},
    ],
)
def test_what_is_of_the_certificate_is_not_said_with_a_later_look(more: dict[str, Any]) -> None:
    said = entry(CheckKind.DBS, rechecked_on=TODAY, **more)
    assert "check.not_for_kind" in codes(said, ISSUED)


def test_who_joined_the_update_service_later_is_on_it() -> None:
    left = ISSUED._replace(update_service=False)
    said = entry(CheckKind.DBS, rechecked_on=TODAY)
    meant = record_meant([left], {}, said, TODAY)
    assert codes(said, meant) == ["check.not_on_update_service"]
    joined = LOOKED._replace(update_service=True)
    meant = record_meant([left, joined], {}, said, TODAY)
    assert codes(said, meant) == []


def test_a_status_that_is_not_clear_does_not_answer_the_renewal() -> None:
    renewal = VolunteerCheck(VolunteerId(1), CheckKind.DBS, asked_on=ASKED, id=CheckId(3))
    said = entry(CheckKind.DBS, rechecked_on=TODAY, outcome=CheckOutcome.NOT_CLEAR)
    assert record_meant([ISSUED, renewal], {}, said, TODAY) is None


@pytest.mark.parametrize(("on", "found"), [(TODAY, True), (TODAY - DAY, False)])
def test_a_decision_recorded_as_evidence_is_of_the_agenda_of_its_day(on: date, found: bool) -> None:
    waiting = VolunteerCheck(
        VolunteerId(1), CheckKind.PANEL, asked_on=ASKED, meeting_id=PanelMeetingId(1), id=CheckId(1)
    )
    said = entry(CheckKind.PANEL, on, outcome=CheckOutcome.APPROVED)
    assert (record_meant([waiting], {PanelMeetingId(1): TODAY}, said, TODAY) == waiting) is found
    assert (
        record_meant(
            [waiting], {PanelMeetingId(1): TODAY}, entry(CheckKind.PANEL, asked_on=TODAY), TODAY
        )
        is None
    )


def test_what_another_country_says_is_never_kept() -> None:
    said = entry(CheckKind.OVERSEAS, outcome=CheckOutcome.CLEAR, note="nothing known")
    assert codes(said, None) == ["check.contents"]
    assert codes(entry(CheckKind.OVERSEAS, outcome=CheckOutcome.CLEAR), None) == []
    assert codes(entry(CheckKind.OVERSEAS, on=TODAY), None) == ["check.no_outcome"]


@pytest.mark.parametrize(
    ("kind", "module", "piece"),
    [
        (CheckKind.TRAINING, "boundaries", (CheckKind.TRAINING, 1, "boundaries")),
        (CheckKind.TRAINING, "safeguarding", (CheckKind.SAFEGUARDING, 1, None)),
        (CheckKind.SAFEGUARDING, "safeguarding", (CheckKind.SAFEGUARDING, 1, None)),
        (CheckKind.BOOK, None, (CheckKind.BOOK, 1, None)),
    ],
)
def test_safeguarding_is_kept_as_a_kind_of_its_own(
    kind: CheckKind, module: str | None, piece: tuple[CheckKind, int, str | None]
) -> None:
    assert entry(kind, module=module).piece == piece


@pytest.mark.parametrize(
    ("module", "found"),
    [(None, []), ("safeguarding", []), ("boundaries", ["check.module"])],
)
def test_no_other_module_is_safeguarding(module: str | None, found: list[str]) -> None:
    assert codes(entry(CheckKind.SAFEGUARDING, TODAY, module=module), None) == found
