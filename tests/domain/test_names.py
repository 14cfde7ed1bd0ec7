"""Names: found without case and accents by the beginnings of their words, shown as far as asked."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.names import APOSTROPHES, NamesShown, as_read, folded, name_matches, shown_name


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("wen", "Wen Cobbold"),
        ("COB", "Wen Cobbold"),
        ("wen cob", "Wen Cobbold"),
        ("we co", "Wen van der Cobbold"),
        ("zoe", "Zoë"),
        ("ZOË", "Zoe"),
        ("zoe", "Zoe\u0308 Hart"),
        ("obrien", "Siân O'Brien"),
        ("o'brien", "Siân OBrien"),
        ("o’brien", "Siân O'Brien"),
        ("ann", "[Ann]"),
        ("[ann]", "Ann"),
        ("lowe", "Tamsin Ibsen-Lowe"),
        ("ibsen lowe", "Tamsin Ibsen-Lowe"),
        ("lukasz", "Łukasz Wójcik"),
        ("łuk wojcik", "Łukasz Wójcik"),
        ("soren", "Søren"),
        ("strasse", "Straße"),
        ("1+1", "=1+1"),
        ("مريم", "مريم حسن"),
    ],
)
def test_a_name_is_found_by_the_beginnings_of_its_words(asked: str, name: str) -> None:
    assert name_matches(asked, name)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("", "Ann"),
        (" ", "Ann"),
        ("'", "Ann"),
        ("-", "Ann-Marie"),
        ("nn", "Ann"),
        ("anne", "Ann"),
        ("brien", "Siân O'Brien"),
        ("cobbold wen", "Wen Cobbold"),
        ("wen wen", "Wen Cobbold"),
        ("%", "Ann"),
        ("a_n", "Ann"),
        (".*", "Ann"),
    ],
)
def test_a_name_is_not_found_by_anything_else(asked: str, name: str) -> None:
    assert not name_matches(asked, name)


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Wen Cobbold", "WC"),
        ("wen van der cobbold", "WVDC"),
        ("O'Brien", "O"),
        ("Tamsin Ibsen-Lowe", "TIL"),
        ("[Ann]", "A"),
        ("Zoë", "Z"),
        ("Ame\u0301lie Bru\u0302le\u0301", "AB"),
        ("\u202eAnn\x1b[2J", "A2"),
    ],
)
def test_initials_are_one_letter_a_word(name: str, initials: str) -> None:
    assert shown_name(name, NamesShown.INITIALS) == initials


def test_a_name_is_shown_as_far_as_asked() -> None:
    assert shown_name("Wen Cobbold", NamesShown.FULL) == "Wen Cobbold"
    assert shown_name("Wen Cobbold", NamesShown.REFS) is None
    assert [shown_name(None, each) for each in NamesShown] == [None, None, None]


@given(st.text(max_size=30))
def test_every_name_is_found_by_itself_in_any_case_and_form(name: str) -> None:
    if not any(mark.isalnum() for mark in folded(name)):
        return
    for asked in (name, unicodedata.normalize("NFD", name), unicodedata.normalize("NFC", name)):
        assert name_matches(asked, name)


@given(st.text(max_size=40))
def test_initials_never_hold_a_control_character(name: str) -> None:
    initials = shown_name(name, NamesShown.INITIALS) or ""
    assert not any(unicodedata.category(mark) in ("Cc", "Cf") for mark in initials)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O’Brien", "OBrien"),
        ("O’Brien", "O-Brien"),
        ("O'Brien", "o brien"),
        ("O´Brien", "OʼBrien"),
        ("Mary-Jane", "Mary Jane"),
        ("Mary‑Jane", "MaryJane"),
        ("Mo  Hart", " mo\u00a0hart "),
        ("Zoë", "Zoe\u0308"),
        ("ZOË", "zoe"),
        ("Łukasz", "lukasz"),
        ("Groß", "GROSS"),
        ("Seﬀa Ruﬁ", "Seffa Rufi"),
        ("Ｍo Hart", "Mo Hart"),
        ("Mo\u200bHart", "Mo Hart"),
        ("Mo Hart.", "(Mo) Hart"),
    ],
)
def test_two_ways_to_write_a_name_are_read_as_one(one: str, other: str) -> None:
    assert as_read(one) == as_read(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Ann Lee", "Anne Lee"), ("Lee Ann", "Ann Lee")])
def test_two_names_are_two(one: str, other: str) -> None:
    assert as_read(one) != as_read(other)


@pytest.mark.parametrize("name", ["", " - ", "’", "…", "\u200b"])
def test_a_name_without_a_letter_is_read_as_nothing(name: str) -> None:
    assert as_read(name) == ""


LETTERS = st.text(st.characters(categories=["Lu", "Ll", "Lt", "Lo"]), min_size=1)


@given(LETTERS, LETTERS, st.sampled_from([*sorted(APOSTROPHES), "-", "‐", " ", "  ", "\u200b"]))
def test_a_name_is_read_alike_however_it_is_put_together(one: str, two: str, between: str) -> None:
    name = f"{one}{between}{two}"
    read = as_read(f"{one}{two}")
    assert as_read(name) == read
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert as_read(unicodedata.normalize(form, name)) == read
    assert as_read(read) == read
