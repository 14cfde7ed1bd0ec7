"""How cells are spelt: every kind, what it takes and what it refuses."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain import numbers
from ivtool.domain.children.vocabulary import ReferralSource
from ivtool.domain.days import Month
from ivtool.domain.numbers import whole_number
from ivtool.domain.visits.vocabulary import VisitOutcome
from ivtool.sheets import spelling
from ivtool.sheets.refusals import shown
from ivtool.sheets.spelling import Spelling, cell_reader, word_of


def reason(read: Callable[[str], object], written: str) -> str:
    try:
        read(written)
    except ValueError as fault:
        return str(fault)
    return ""


@pytest.mark.parametrize(
    "written",
    ["007", "O'Brien", "Zoë", "[Ann]", "=1+1", "-", "'tis", "'", "a\nb", "31/02/2026", "\x1b[31m"],
)
def test_text_is_kept_as_it_is(written: str) -> None:
    assert spelling.text(written) == written


@pytest.mark.parametrize(
    ("written", "value"),
    [("'=1+1", "=1+1"), ("'-", "-"), ("'+44 1", "+44 1"), ("'@x", "@x"), ("'\tx", "\tx")],
)
def test_the_apostrophe_of_an_export_is_taken_off(written: str, value: str) -> None:
    assert spelling.text(written) == value


def test_line_breaks_are_one_character() -> None:
    assert spelling.text("first\r\nsecond\nthird") == "first\nsecond\nthird"


@pytest.mark.parametrize(
    ("written", "value"),
    [("chess;  music ", "chess; music"), ("chess;;", "chess"), ("a, b", "a, b"), (" ; ", None)],
)
def test_lists_are_written_one_way(written: str, value: str | None) -> None:
    assert spelling.listed(written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2026-03-31", date(2026, 3, 31)),
        ("2026-03-04", date(2026, 3, 4)),
        ("2026-03-31 00:00:00", date(2026, 3, 31)),
        ("03/04/2026", date(2026, 4, 3)),
        ("31/3/26", date(2026, 3, 31)),
        ("31-Mar-26", date(2026, 3, 31)),
        ("31 March 2026", date(2026, 3, 31)),
        ("29/02/2024", date(2024, 2, 29)),
    ],
)
def test_days_are_day_first(written: str, value: date) -> None:
    assert spelling.DAY.read(written) == value


@pytest.mark.parametrize(
    "written",
    [
        "31/02/2026",
        "2026-13-01",
        "29 Feb 2025",
        "03/31/2026",
        "soon",
        "yesterday",
        "31 mar",
        "46000",
    ],
)
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is not a day"):
        spelling.DAY.read(written)


def test_a_birth_year_has_four_digits() -> None:
    assert spelling.birth_day("5/6/2009") == date(2009, 6, 5)
    with pytest.raises(ValueError, match="two digits"):
        spelling.birth_day("5/6/09")


@pytest.mark.parametrize(
    "written", ["2026-03", "03/2026", "3/2026", "Mar 2026", "march 2026", "Mar-26", "31/03/2026"]
)
def test_months(written: str) -> None:
    assert spelling.month(written) == Month(2026, 3)


@pytest.mark.parametrize("written", ["2026-13", "00/2026", "31/02/2026", "Smarch 2026", "spring"])
def test_what_is_no_month_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is not a month; write 2026-03, "):
        spelling.month(written)


@pytest.mark.parametrize(
    ("words", "value"),
    [(("yes", "Y", "TRUE", "1", "x", "X"), True), (("no", "N", "False", "0"), False)],
)
def test_yes_and_no(words: tuple[str, ...], value: bool) -> None:
    assert {spelling.yes_or_no(written) for written in words} == {value}


@pytest.mark.parametrize("written", ["maybe", "2", "yes please", "lost the receipt", "✓"])
def test_what_is_neither_yes_nor_no_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is neither yes nor no"):
        spelling.yes_or_no(written)


@pytest.mark.parametrize(
    ("written", "value"),
    [("90", 90), ("90.0", 90), ("90.00", 90), ("007", 7), ("0", 0), ("-3", -3)],
)
def test_whole_numbers(written: str, value: int) -> None:
    assert whole_number(written) == value


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("90.5", "is not a whole number"),
        ("90.05", "is not a whole number"),
        ("soon", "is not a number"),
        ("1,440", "is not a number"),
        ("1e3", "is not a number"),
        ("90 min", "is not a number"),
        ("9" * 5000, "is not a number"),
        ("٣", "is not a number"),
    ],
)
def test_what_is_no_whole_number_is_refused(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{why}$"):
        whole_number(written)


@pytest.mark.parametrize(
    ("written", "tenths"),
    [
        ("24", 240),
        ("24.0", 240),
        ("24.1", 241),
        ("24.10", 241),
        ("0.5", 5),
        ("-3", -30),
        ("-0.1", -1),
    ],
)
def test_miles_are_tenths(written: str, tenths: int) -> None:
    assert numbers.miles(written) == tenths


@pytest.mark.parametrize(
    "written", ["24.15", "24.01", "24,1", "1,018", "24 miles", ".5", "24.", "x"]
)
def test_what_is_no_miles_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="miles"):
        numbers.miles(written)


@pytest.mark.parametrize(
    ("written", "pence"),
    [
        ("18", 1800),
        ("18.5", 1850),
        ("18.50", 1850),
        ("0.05", 5),
        ("£18", 1800),
        ("£1,018.50", 101_850),
        ("1,018,000.07", 101_800_007),
        ("1018.50", 101_850),
        ("-3.50", -350),
        ("-£3.50", -350),
        ("£-3.50", -350),
    ],
)
def test_money_is_pence(written: str, pence: int) -> None:
    assert numbers.money(written) == pence


@pytest.mark.parametrize(
    "written",
    [
        "18,50",
        "1.018,50",
        "18.505",
        "18.500",
        "1,01.50",
        "10,18",
        "-£-3",
        "€18",
        "18p",
        "(3.50)",
        "£",
    ],
)
def test_what_is_no_money_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is not a sum of money"):
        numbers.money(written)


@given(st.integers(min_value=0, max_value=99_999_999))
def test_money_is_read_as_it_is_written(pence: int) -> None:
    pounds, rest = divmod(pence, 100)
    for written in (f"{pounds}.{rest:02}", f"£{pounds:,}.{rest:02}"):
        assert numbers.money(written) == pence


@given(st.integers(min_value=-99_999, max_value=99_999))
def test_miles_are_read_as_they_are_written(tenths: int) -> None:
    sign = "-" if tenths < 0 else ""
    written = f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}"
    assert numbers.miles(written) == numbers.miles(written + "0") == tenths


@given(st.text())
def test_no_text_breaks_a_spelling(written: str) -> None:
    readers: tuple[Callable[[str], object], ...] = (
        spelling.text,
        spelling.listed,
        spelling.month,
        spelling.yes_or_no,
        whole_number,
        numbers.miles,
        numbers.money,
        spelling.DAY.read,
    )
    for read in readers:
        # Python's own messages ("invalid literal …") are for programmers, and quote the text.
        assert reason(read, written).partition(" ")[0] in ("", "is", "has", "holds")


@pytest.mark.parametrize(
    "written",
    ["Cancelled by child", "cancelled_by_child", "CANCELLED-BY-CHILD", "cancelled  By_ child"],
)
def test_words_are_compared_without_case_and_gaps(written: str) -> None:
    assert word_of(VisitOutcome).read(written) is VisitOutcome.CANCELLED_BY_CHILD


def test_a_refused_word_names_its_list() -> None:
    with pytest.raises(ValueError, match="is none of social_worker, iro, child, carer, advocate"):
        word_of(ReferralSource).read("teacher")


@pytest.mark.parametrize("blank", ["", "  ", "\t", "\n", "\N{NO-BREAK SPACE}"])
def test_a_blank_cell_is_not_known_or_refused(blank: str) -> None:
    for kind in (spelling.TEXT, spelling.YES_OR_NO, spelling.DAY, spelling.MONEY_PENCE):
        assert cell_reader(kind, required=False)(blank) is None
        with pytest.raises(ValueError, match="is blank"):
            cell_reader(kind, required=True)(blank)


@pytest.mark.parametrize("kind", [spelling.TEXT, spelling.LIST, spelling.KEY])
def test_a_nul_is_refused(kind: Spelling) -> None:
    with pytest.raises(ValueError, match="NUL"):
        cell_reader(kind, required=False)("a\0b")


def test_no_free_text_is_shown() -> None:
    assert shown(" 31/02/2026 ") == "31/02/2026"
    assert shown("") is None
    assert shown("She told me that she would rather live with her aunt") is None
    assert shown("two\nlines") is None
