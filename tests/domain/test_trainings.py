"""Training sessions: how their days are told, what cannot be, who attended already."""

from datetime import date

import pytest

from ivtool.domain.recruitment.trainings import (
    modules_asked,
    problems_with_attendance,
    problems_with_session,
    spelled_session,
)

TODAY = date(2026, 11, 22)
KNOWN = ("safeguarding", "boundaries", "first_aid")


@pytest.mark.parametrize(
    ("until", "spelled"),
    [
        (None, "Sat 31 Oct 2026"),
        (date(2026, 10, 31), "Sat 31 Oct 2026"),
        (date(2026, 11, 1), "Sat 31 Oct to Sun 1 Nov 2026"),
        (date(2027, 1, 2), "Sat 31 Oct 2026 to Sat 2 Jan 2027"),
    ],
)
def test_the_days_of_a_session(until: date | None, spelled: str) -> None:
    assert spelled_session(date(2026, 10, 31), until) == spelled


def test_the_days_of_a_weekend_name_the_month_once() -> None:
    assert spelled_session(date(2026, 11, 14), date(2026, 11, 15)) == "Sat 14 to Sun 15 Nov 2026"


@pytest.mark.parametrize(
    ("on", "until", "modules", "codes"),
    [
        (TODAY, None, ["boundaries"], []),
        (TODAY, TODAY, ["boundaries", "first_aid"], []),
        (date(2026, 11, 23), None, ["boundaries"], ["training.in_future"]),
        (TODAY, date(2026, 11, 23), ["boundaries"], ["training.in_future"]),
        (TODAY, date(2026, 11, 21), ["boundaries"], ["training.out_of_order"]),
        (TODAY, None, [], ["training.no_module"]),
        (TODAY, None, ["boundaries", "juggling"], ["check.module"]),
    ],
)
def test_what_cannot_be_of_a_session(
    on: date, until: date | None, modules: list[str], codes: list[str]
) -> None:
    assert [each.code for each in problems_with_session(on, until, modules, KNOWN, TODAY)] == codes


@pytest.mark.parametrize(
    ("volunteers", "modules", "codes"),
    [
        (["V-1", "V-2"], ["first_aid"], []),
        ([], ["first_aid"], ["training.nobody"]),
        (["V-1"], ["boundaries"], ["training.attended_already"]),
        (["V-1", "V-2"], ["boundaries", "first_aid"], ["training.attended_already"]),
        (["V-2"], ["boundaries", "safeguarding"], ["training.other_module"]),
    ],
)
def test_who_cannot_be_recorded_at_a_session(
    volunteers: list[str], modules: list[str], codes: list[str]
) -> None:
    found = problems_with_attendance(
        "T-1", ("boundaries", "first_aid"), volunteers, modules, {("V-1", "boundaries")}
    )
    assert [each.code for each in found] == codes


def test_modules_are_kept_one_way_however_they_are_typed() -> None:
    assert modules_asked(["First  Aid", "first_aid", "boundaries"]) == ["first_aid", "boundaries"]
