"""What is said of evidence beside an answer: chased, looked at again, decided by a panel."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ivtool.domain.ids import CheckId, PanelMeetingId, VolunteerId
from ivtool.domain.recruitment.evidence_entry import (
    Said,
    Saying,
    problems_with_saying,
    record_meant,
    record_of_day,
    saying,
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


def codes(kind: CheckKind, said: Said, record: VolunteerCheck | None) -> list[str]:
    """Why something cannot be said, as codes."""
    found = problems_with_saying("V-1", kind, said, record, TODAY, born_on=None, modules=())
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
    said = Said(slot=2, chased_on=chased_on)
    assert saying(CheckKind.REFERENCE, said) is Saying.CHASED
    assert record_meant([OPEN], {}, CheckKind.REFERENCE, said, TODAY) == OPEN
    assert codes(CheckKind.REFERENCE, said, OPEN) == found


def test_only_what_was_asked_for_and_is_open_is_chased() -> None:
    said = Said(slot=2, chased_on=TODAY)
    back = OPEN._replace(from_on=TODAY, outcome=CheckOutcome.CLEAR)
    for item in (back, OPEN._replace(asked_on=None), OPEN._replace(slot=1)):
        assert record_meant([item], {}, CheckKind.REFERENCE, said, TODAY) is None
    assert codes(CheckKind.REFERENCE, said, None) == ["check.not_asked"]


@pytest.mark.parametrize("kind", [CheckKind.PANEL, CheckKind.SECOND_MATCH])
def test_a_panel_is_never_chased(kind: CheckKind) -> None:
    assert codes(kind, Said(chased_on=TODAY), None) == ["check.not_for_kind"]


def test_what_has_no_outcome_can_be_chased_too() -> None:
    said = Said(chased_on=TODAY)
    assert saying(CheckKind.APPLICATION, said) is Saying.CHASED
    assert saying(CheckKind.APPLICATION, replace(said, on=TODAY)) is Saying.ANSWERED
    assert saying(CheckKind.MEDICAL, replace(said, asked_on=TODAY)) is Saying.ASKED
    answer = replace(said, outcome=CheckOutcome.CLEAR)
    assert saying(CheckKind.OVERSEAS, answer) is Saying.ANSWERED


def test_a_status_check_is_of_the_certificate_and_never_one_itself() -> None:
    said = Said(checked_on=TODAY)
    meant = record_meant([ISSUED, LOOKED], {}, CheckKind.DBS, said, TODAY)
    assert meant is not None
    assert meant.id == ISSUED.id
    details = record_meant([ISSUED, LOOKED], {}, CheckKind.DBS, Said(certificate="007"), TODAY)
    assert details == ISSUED
    assert status_check_of([ISSUED, LOOKED], TODAY) == LOOKED
    assert status_check_of([ISSUED, LOOKED], TODAY - DAY) is None
    assert status_check_of([ISSUED, LOOKED], None) is None


@pytest.mark.parametrize(("day", "found"), [(TODAY, LOOKED), (ASKED, None)])
def test_a_status_check_is_put_right_as_one(day: date, found: VolunteerCheck | None) -> None:
    said = Said(checked_on=TODAY - DAY)
    assert record_of_day([ISSUED, LOOKED], CheckKind.DBS, said, day) == found


@pytest.mark.parametrize(
    "more",
    [Said(certificate="007"), Said(level_why="regulated"), Said(asked_on=ASKED),
     Said(issued_on=ASKED), Said(chased_on=TODAY)],
)  # fmt: skip
def test_what_is_of_the_certificate_is_not_said_with_a_later_look(more: Said) -> None:
    said = replace(more, checked_on=TODAY)
    assert "check.not_for_kind" in codes(CheckKind.DBS, said, ISSUED)


def test_who_joined_the_update_service_later_is_on_it() -> None:
    left = ISSUED._replace(update_service=False)
    said = Said(checked_on=TODAY)
    meant = record_meant([left], {}, CheckKind.DBS, said, TODAY)
    assert codes(CheckKind.DBS, said, meant) == ["check.not_on_update_service"]
    joined = LOOKED._replace(update_service=True)
    meant = record_meant([left, joined], {}, CheckKind.DBS, said, TODAY)
    assert codes(CheckKind.DBS, said, meant) == []


def test_a_status_that_is_not_clear_does_not_answer_the_renewal() -> None:
    renewal = VolunteerCheck(VolunteerId(1), CheckKind.DBS, asked_on=ASKED, id=CheckId(3))
    said = Said(checked_on=TODAY, outcome=CheckOutcome.NOT_CLEAR)
    assert record_meant([ISSUED, renewal], {}, CheckKind.DBS, said, TODAY) is None


@pytest.mark.parametrize(("on", "found"), [(TODAY, True), (TODAY - DAY, False)])
def test_a_decision_recorded_as_evidence_is_of_the_agenda_of_its_day(on: date, found: bool) -> None:
    waiting = VolunteerCheck(
        VolunteerId(1), CheckKind.PANEL, asked_on=ASKED, meeting_id=PanelMeetingId(1), id=CheckId(1)
    )
    said = Said(on=on, outcome=CheckOutcome.APPROVED)
    assert (
        record_meant([waiting], {PanelMeetingId(1): TODAY}, CheckKind.PANEL, said, TODAY) == waiting
    ) is found
    assert (
        record_meant(
            [waiting], {PanelMeetingId(1): TODAY}, CheckKind.PANEL, Said(asked_on=TODAY), TODAY
        )
        is None
    )


def test_what_another_country_says_is_never_kept() -> None:
    said = Said(outcome=CheckOutcome.CLEAR, note="nothing known")
    assert codes(CheckKind.OVERSEAS, said, None) == ["check.contents"]
    assert codes(CheckKind.OVERSEAS, replace(said, note=None), None) == []
    assert codes(CheckKind.OVERSEAS, Said(on=TODAY), None) == ["check.no_outcome"]
