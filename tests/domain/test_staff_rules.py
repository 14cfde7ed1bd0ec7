"""The staff's rules at their edges: the day before, the day, the day after."""

from datetime import date, timedelta

import pytest

from ivtool.domain.ids import StaffId
from ivtool.domain.office.records import LeadWorker
from ivtool.domain.staff import (
    Led,
    Record,
    goes_on,
    is_over,
    is_same_name,
    lead_on,
    problems_with_lead,
    problems_with_leader,
    problems_with_leads,
    problems_with_staff,
    problems_with_staff_leaving,
)

DAY = date(2026, 11, 22)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def lead(staff: int, from_on: date, until_on: date | None = None) -> LeadWorker:
    """A lead of somebody, numbered as they are."""
    return LeadWorker(StaffId(staff), from_on, until_on=until_on, id=staff)


@pytest.mark.parametrize(
    ("tenths", "codes"),
    [
        (None, []),
        (0, ["staff.hours"]),
        (-300, ["staff.hours"]),
        (1, []),
        (600, []),
        (601, ["staff.hours"]),
    ],
)
def test_hours_of_a_week(tenths: int | None, codes: list[str]) -> None:
    found = problems_with_staff("Ros Hale", "co-ordinator", tenths, DAY, DAY)
    assert [each.code for each in found] == codes


def test_joining_is_not_ahead_and_has_a_name_and_a_role() -> None:
    assert problems_with_staff("Ros Hale", "manager", None, DAY, DAY) == []
    found = problems_with_staff(" ", None, None, AFTER, DAY)
    assert [each.code for each in found] == ["staff.in_future", "staff.no_name", "staff.no_role"]


@pytest.mark.parametrize(
    ("as_of", "number"),
    [(BEFORE, None), (DAY, 1), (DAY + timedelta(days=9), 1), (DAY + timedelta(days=10), 2)],
)
def test_who_leads_on_a_day(as_of: date, number: int | None) -> None:
    leads = [lead(1, DAY, DAY + timedelta(days=9)), lead(2, DAY + timedelta(days=10))]
    found = lead_on(leads, as_of)
    assert (found and found.id) == number


@pytest.mark.parametrize(("on", "codes"), [(BEFORE, ["lead.out_of_order"]), (DAY, []), (AFTER, [])])
def test_nobody_leads_before_joining_nor_before_the_record_began(
    on: date, codes: list[str]
) -> None:
    assert [each.code for each in problems_with_leader("S-1", DAY, None, on)] == codes
    record = Record(Led.MATCH, "M-1", DAY, None)
    assert [each.code for each in problems_with_lead(record, 1, "S-1", [], on)] == codes


@pytest.mark.parametrize(
    ("on", "codes"), [(BEFORE, []), (DAY, ["lead.gone"]), (AFTER, ["lead.gone"])]
)
def test_what_is_over_is_led_no_more(on: date, codes: list[str]) -> None:
    record = Record(Led.REFERRAL, "R-1", None, DAY)
    assert is_over(DAY, on) is bool(codes)
    assert [each.code for each in problems_with_lead(record, 1, "S-1", [], on)] == codes


@pytest.mark.parametrize(
    ("staff", "on", "codes"),
    [
        (1, AFTER, ["lead.already"]),
        (1, BEFORE, ["lead.already"]),
        (2, BEFORE, ["lead.out_of_order"]),
        (2, DAY, []),
        (2, AFTER, []),
    ],
)
def test_another_leads_from_the_day_of_the_lead_before_or_later(
    staff: int, on: date, codes: list[str]
) -> None:
    record = Record(Led.VOLUNTEER, "V-1", None, None)
    found = problems_with_lead(record, staff, f"S-{staff}", [lead(1, DAY)], on)
    assert [each.code for each in found] == codes


def test_who_led_once_may_lead_again() -> None:
    record = Record(Led.VOLUNTEER, "V-1", None, None)
    assert problems_with_lead(record, 1, "S-1", [lead(1, BEFORE, DAY)], AFTER) == []


@pytest.mark.parametrize(
    ("on", "begun", "codes"),
    [
        (DAY, [], []),
        (AFTER, [], ["staff.in_future"]),
        (BEFORE - timedelta(days=1), [], ["staff.out_of_order"]),
        (BEFORE, [], []),
        (DAY, [("V-1", DAY)], []),
        (DAY, [("V-1", AFTER)], ["staff.out_of_order"]),
    ],
)
def test_leaving(on: date, begun: list[tuple[str, date]], codes: list[str]) -> None:
    found = problems_with_staff_leaving("S-1", BEFORE, None, on, begun, DAY)
    assert [each.code for each in found] == codes


def test_nobody_leaves_twice_or_leads_after() -> None:
    found = problems_with_staff_leaving("S-1", BEFORE, DAY, DAY, [], DAY)
    found += problems_with_leader("S-1", BEFORE, DAY, BEFORE)
    assert [each.code for each in found] == ["staff.left", "staff.left"]


@pytest.mark.parametrize(
    ("until_on", "codes"),
    [(None, ["lead.out_of_order"]), (DAY, ["lead.out_of_order"]), (BEFORE, [])],
)
def test_two_never_lead_one_record_on_one_day(until_on: date | None, codes: list[str]) -> None:
    leads = [lead(2, DAY), lead(1, date(2026, 1, 1), until_on)]
    assert [each.code for each in problems_with_leads("R-1", leads)] == codes


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Zoë Hale", "zoe  hale", True), ("Ros Hale", "Ros", False), ("Ros Hale", "Hale Ros", False)],
)
def test_names_that_are_written_alike(one: str, other: str, same: bool) -> None:
    assert is_same_name(one, other) is same


@pytest.mark.parametrize(
    ("next_from", "goes", "until_on"),
    [
        (None, True, None),
        (DAY + timedelta(days=1), False, DAY),
        (DAY + timedelta(days=2), True, DAY + timedelta(days=1)),
        (DAY + timedelta(days=20), True, DAY + timedelta(days=19)),
    ],
)
def test_a_lead_goes_on_until_the_day_before_the_next(
    next_from: date | None, goes: bool, until_on: date | None
) -> None:
    own = lead(1, BEFORE, DAY)
    others = [] if next_from is None else [lead(2, next_from)]
    assert goes_on([own, *others], own) == (goes, until_on)


def test_a_lead_without_an_end_goes_on() -> None:
    own = lead(1, BEFORE)
    assert goes_on([own], own) == (True, None)
