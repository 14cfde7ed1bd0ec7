"""Refs: what is shaped like one, what is not, and every record's ref read back."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain import refs
from ivtool.domain.refs import Ref, written_ref


@pytest.mark.parametrize(
    ("written", "ref"),
    [
        ("M-7", Ref("M", 7)),
        ("m7", Ref("M", 7)),
        ("M-007", Ref("M", 7)),
        (" m-7 ", Ref("M", 7)),
        ("v1", Ref("V", 1)),
        ("V-001", Ref("V", 1)),
        ("C-10", Ref("C", 10)),
        ("C-100", Ref("C", 100)),
        ("r12", Ref("R", 12)),
        ("L-3", Ref("L", 3)),
        ("E-5", Ref("E", 5)),
        ("e5/2", Ref("E", 5, 2)),
        ("E-005/12", Ref("E", 5, 12)),
        ("P-1", Ref("P", 1)),
        ("k9", Ref("K", 9)),
    ],
)
def test_a_ref_is_read_however_it_is_spelt(written: str, ref: Ref) -> None:
    assert written_ref(written) == ref


@pytest.mark.parametrize(
    "written",
    ["", "M", "M-", "M-0", "M--7", "M 7", "M-7a", "MT-0007", "7", "X-7", "M-7/1", "E-5/0", "E-5/",
     "E-5/2/1", "M-7.0", "-7", "M-" + "9" * 19, "Ann", "key:M-7", "M-7\nM-8", "M-٧"],
)  # fmt: skip
def test_anything_else_is_a_key_or_a_name(written: str) -> None:
    assert written_ref(written) is None


@given(st.integers(1, 10**18 - 1))
def test_every_number_reads_back_from_the_ref_of_each_record(number: int) -> None:
    made: dict[str, Callable[[int], str]] = {
        "V": refs.volunteer_ref,
        "C": refs.child_ref,
        "R": refs.referral_ref,
        "M": refs.match_ref,
        "L": refs.visit_ref,
        "E": refs.claim_ref,
    }
    for letter, make in made.items():
        for spelt in (make(number), make(number).lower().replace("-", ""), f"{letter}-00{number}"):
            assert written_ref(spelt) == Ref(letter, number)


@given(st.integers(1, 10**6), st.integers(1, 9999))
def test_every_line_of_a_claim_reads_back(number: int, line: int) -> None:
    assert written_ref(refs.claim_ref(number, line)) == Ref("E", number, line)


@given(st.text(max_size=8))
def test_no_text_breaks_the_reading_of_refs(text: str) -> None:
    found = written_ref(text)
    assert found is None or written_ref(f"{found.letter}-{found.number}") == found._replace(
        line=None
    )
