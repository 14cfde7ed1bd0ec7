"""Policy values: in force from their day on, in their shape, within what the law approves."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.expenses.vocabulary import Vehicle
from ivtool.domain.policy import (
    BEGINNING,
    KEYS,
    RATES_OF_2026,
    Policy,
    PolicyValue,
    Shape,
    authority_of,
    first_values,
    looked_after_key,
    policy_key,
)
from ivtool.domain.policy_entry import problems_with_value, read_value
from ivtool.domain.recruitment.vocabulary import CheckKind

FIRST = Policy(first_values())
TODAY = date(2026, 11, 22)


def policy(*later: PolicyValue) -> Policy:
    return Policy([*first_values(), *later])


def codes(key: str, value: str, from_on: date, known: Policy = FIRST) -> list[str]:
    return [each.code for each in problems_with_value(key, value, from_on, known)]


def test_a_value_is_in_force_from_its_day_on() -> None:
    known = policy(PolicyValue("visits.grace_days", TODAY, "10"))
    days = [date(2026, 11, 21), TODAY, date(2026, 11, 23)]
    assert [known.count("visits.grace_days", day) for day in days] == [7, 10, 10]
    assert known.in_force("visits.grace_days", TODAY) == PolicyValue(
        "visits.grace_days", TODAY, "10"
    )
    assert known.in_force("service.contact", TODAY) is None


def test_what_the_file_lacks_is_the_default() -> None:
    empty = Policy([])
    assert empty.count("visits.red_days", TODAY) == 30
    assert empty.evidence_rules(TODAY).months[CheckKind.DBS] == 36
    assert empty.text("service.name", TODAY) == ""
    assert empty.count("checks.chase_days", TODAY) == 30
    assert empty.gate_rules(TODAY).min_age == 18
    assert len(empty.gate_rules(TODAY).modules) == 8


def test_every_default_is_in_its_own_shape_and_range() -> None:
    for key, known in KEYS.items():
        if known.shape is not Shape.TEXT and known.default:
            assert read_value(known, known.default) == known.default
            assert codes(key, known.default, BEGINNING, Policy([])) == []


def test_the_gates_ask_for_what_was_asked_that_day() -> None:
    known = policy(PolicyValue("training.modules", TODAY, "boundaries; first_aid"))
    assert known.gate_rules(TODAY).modules == ("boundaries", "first_aid")
    assert "safeguarding" in known.gate_rules(date(2026, 11, 21)).modules


@pytest.mark.parametrize(
    ("vehicle", "day", "pence"),
    [
        (Vehicle.CAR, date(2026, 4, 5), (45, 25)),
        (Vehicle.CAR, RATES_OF_2026, (55, 25)),
        (Vehicle.VAN, RATES_OF_2026, (55, 25)),
        (Vehicle.MOTORCYCLE, RATES_OF_2026, (24, 24)),
        (Vehicle.BICYCLE, RATES_OF_2026, (20, 20)),
    ],
)
def test_the_rate_is_the_one_of_the_journeys_day(
    vehicle: Vehicle, day: date, pence: tuple[int, int]
) -> None:
    rate = FIRST.rate(vehicle, day)
    assert (rate.first_pence, rate.above_pence) == pence


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("visits.grace_days", " 07 ", "7"),
        ("visits.grace_days", "-3", "-3"),
        ("service.fte", "2.50", "2.50"),
        ("service.name", " =1+1 ", "=1+1"),
        ("training.modules", "Boundaries; first  aid,, boundaries;", "boundaries; first_aid"),
    ],
)
def test_values_that_are_read(key: str, text: str, value: str) -> None:
    assert read_value(policy_key(key), text) == value


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("visits.grace_days", "soon"),
        ("visits.grace_days", ""),
        ("visits.grace_days", "7.5"),
        ("visits.grace_days", "٧"),
        ("expenses.figure_pence", "£30"),
        ("service.fte", "NaN"),
        ("service.fte", "half"),
        ("service.fte", "1e1"),
        ("training.modules", " ; "),
        ("training.modules", "boundaries; first-aid"),
        ("training.modules", "1st_aid"),
    ],
)
def test_values_that_are_not_of_the_shape(key: str, text: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        read_value(policy_key(key), text)


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        ("visits.grace_days", "-1", ["policy.out_of_range"]),
        ("visits.grace_days", "0", []),
        ("visits.every_months", "0", ["policy.out_of_range"]),
        ("visits.min_days_for_month", "32", ["policy.out_of_range"]),
        ("service.fte", "1.5", []),
        ("service.fte", "-1", ["policy.out_of_range"]),
        ("training.modules", "x" * 301, ["policy.too_long"]),
        ("volunteer.min_age", "17", ["policy.out_of_range"]),
        ("volunteer.min_age", "21", []),
        ("service.name", "x" * 300, []),
        ("service.name", "x" * 301, ["policy.too_long"]),
        ("backups.folder", "/" + "x" * 300, ["policy.too_long"]),
        ("backups.folder", "usb", ["policy.part_of_path"]),
        ("backups.folder", "./usb", ["policy.part_of_path"]),
        ("backups.folder", "~/usb", ["policy.part_of_path"]),
        ("backups.folder", "C:usb", ["policy.part_of_path"]),
        ("backups.folder", "/media/usb", []),
        ("backups.folder", "D:\\ivtool", []),
        ("backups.folder", "\\\\server\\share", []),
        ("backups.folder", "", []),
        ("visits.red_days", "60", []),
        ("visits.red_days", "61", ["policy.levels_crossed"]),
        ("visits.escalate_days", "29", ["policy.levels_crossed"]),
        ("visits.escalate_days", "30", []),
        (looked_after_key("Fenmarsh"), "120", []),
        (looked_after_key("Fenmarsh"), "-1", ["policy.out_of_range"]),
    ],
)
def test_what_is_out_of_range(key: str, value: str, found: list[str]) -> None:
    assert codes(key, value, TODAY) == found


@pytest.mark.parametrize(
    ("key", "value", "from_on", "refused"),
    [
        ("expenses.rates.car", "45", date(2026, 4, 5), False),
        ("expenses.rates.car", "46", date(2026, 4, 5), True),
        ("expenses.rates.car", "55", RATES_OF_2026, False),
        ("expenses.rates.car", "56", RATES_OF_2026, True),
        ("expenses.rates.car_above", "26", TODAY, True),
        ("expenses.rates.motorcycle", "25", TODAY, True),
        ("expenses.rates.bicycle", "20", TODAY, False),
        ("expenses.rates.bicycle", "21", TODAY, True),
    ],
)
def test_hmrcs_rates_are_a_ceiling(key: str, value: str, from_on: date, refused: bool) -> None:
    assert codes(key, value, from_on) == (["policy.above_approved"] if refused else [])


def test_a_rate_is_held_to_the_lowest_ceiling_of_its_time() -> None:
    none_of_2026 = Policy([PolicyValue("expenses.rates.car", BEGINNING, "45")])
    assert codes("expenses.rates.car", "50", date(2025, 1, 1), none_of_2026) == [
        "policy.above_approved"
    ]


def test_levels_are_held_apart_when_the_other_changes_later() -> None:
    known = policy(PolicyValue("visits.escalate_days", date(2027, 1, 1), "40"))
    [problem] = problems_with_value("visits.red_days", "50", TODAY, known)
    assert problem.code == "policy.levels_crossed"
    assert "1 Jan 2027" in problem.message
    replaced = policy(
        PolicyValue("visits.escalate_days", date(2027, 1, 1), "40"),
        PolicyValue("visits.red_days", date(2027, 1, 1), "30"),
    )
    assert codes("visits.red_days", "50", TODAY, replaced) == []


@given(st.sampled_from(sorted(KEYS)), st.integers(-10, 10**6), st.dates(BEGINNING))
def test_any_number_from_any_day_is_judged(key: str, number: int, from_on: date) -> None:
    for problem in problems_with_value(key, str(number), from_on, FIRST):
        assert problem.code.startswith("policy.")


def test_an_authoritys_key() -> None:
    assert authority_of(looked_after_key("St. Ives Council")) == "St. Ives Council"
    assert authority_of("authority..looked_after") is None
    assert authority_of("visits.red_days") is None
    known = policy(PolicyValue(looked_after_key("Fenmarsh"), TODAY, "120"))
    assert known.looked_after("Fenmarsh", TODAY) == 120
    assert known.looked_after("Fenmarsh", date(2026, 11, 21)) is None
    assert looked_after_key("Fenmarsh") in known.every_key()
    with pytest.raises(KeyError):
        policy_key("visits.colour")
