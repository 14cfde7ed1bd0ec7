"""Digits are 0 to 9 wherever a number or a day is read; letters that nobody sees are nothing."""

from collections.abc import Callable
from datetime import date

import pytest

from ivtool.domain.days import spoken_day, spoken_month, written_day, written_month
from ivtool.domain.distance import outward_code
from ivtool.domain.letters import seen
from ivtool.domain.numbers import decimal_number, miles, money, whole_number
from ivtool.domain.policy import policy_key
from ivtool.domain.policy_entry import read_value
from ivtool.domain.refs import written_ref
from ivtool.domain.times import minute_of_day, minutes_of_hours

TODAY = date(2026, 11, 23)
# Arabic, Devanagari, full width, mathematical, superscript, Roman.
STRANGE = ("٣", "३", "３", "𝟑", "³", "Ⅲ")


@pytest.mark.parametrize("written", ["90", " 90 ", "90.0", "\u200b90", "90\u00a0"])
def test_a_whole_number(written: str) -> None:
    assert whole_number(written) == 90


@pytest.mark.parametrize(
    "written",
    ["", "1_000", "+5", "5.", "1e3", "0x10", "nan", "inf", "1,000", "-", "1 0", "9" * 10, *STRANGE],
)
def test_what_is_no_whole_number(written: str) -> None:
    with pytest.raises(ValueError, match="is not a"):
        whole_number(written)
    with pytest.raises(ValueError, match="is not a number"):
        decimal_number(written.replace("1,000", "x"))


@pytest.mark.parametrize("digit", STRANGE)
@pytest.mark.parametrize(
    "read",
    [
        lambda digit: written_day(f"{digit}/4/2026"),
        lambda digit: written_day(f"2026-0{digit}-01"),
        lambda digit: spoken_day(f"{digit} mar", TODAY),
        lambda digit: spoken_day(f"{digit} days ago", TODAY),
        lambda digit: written_month(f"202{digit}-04"),
        lambda digit: written_month(f"0{digit}/2026"),
        lambda digit: written_month(f"Mar 202{digit}"),
        lambda digit: spoken_month(f"march 202{digit}", TODAY),
        lambda digit: minutes_of_hours(f"{digit}.5"),
        lambda digit: minute_of_day(f"{digit}pm"),
        lambda digit: money(f"{digit}.50"),
        lambda digit: miles(f"1{digit}"),
        lambda digit: read_value(policy_key("visits.grace_days"), digit),
        lambda digit: read_value(policy_key("service.fte"), f"{digit}.5"),
        lambda digit: read_value(policy_key("checks.warn_days"), f"60, {digit}"),
    ],
)
def test_no_other_digit_is_read(read: Callable[[str], object], digit: str) -> None:
    with pytest.raises(ValueError, match=r"is not|has "):
        read(digit)


@pytest.mark.parametrize("digit", STRANGE)
def test_what_has_another_digit_is_a_key_or_a_name(digit: str) -> None:
    assert written_ref(f"M-{digit}") is None
    assert outward_code(f"LN{digit}") is None


@pytest.mark.parametrize("unseen", ["\u200b", "\u200e", "\u00ad", "\ufeff", "\u2060", "\u00a0"])
def test_what_nobody_sees_is_taken_off(unseen: str) -> None:
    assert seen(f"{unseen}V1{unseen}") == "V1"
    assert seen(unseen * 3) == ""
    assert written_day(f"{unseen}3/4/2026{unseen}") == date(2026, 4, 3)
    assert spoken_day(f"today{unseen}", TODAY) == TODAY
    assert written_ref(f"{unseen}m-7{unseen}") == written_ref("M-7")
    assert seen(f"V{unseen}1") in ("V1", "V 1")


@pytest.mark.parametrize("text", ["Zoë", "O'Brien", "007", "مريم", "[Ann]", "a b"])
def test_what_is_seen_stays(text: str) -> None:
    assert seen(text) == text
