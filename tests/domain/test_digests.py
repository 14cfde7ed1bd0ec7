"""A row's digest is the same by whichever way it was stored."""

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from ivtool.domain.file import digests
from ivtool.domain.file.digests import Link, row_digest, row_digests

COLUMNS = ("note", "id", "on_hold")
ROWS = st.lists(st.tuples(*[st.none() | st.integers() | st.text()] * len(COLUMNS)))


@settings(deadline=None)
@given(ROWS)
def test_rows_in_bulk_have_the_digests_of_rows_alone(rows: list[tuple[int | str | None]]) -> None:
    salts = [f"{place:032x}" for place in range(len(rows))]
    alone = [
        row_digest(salt, dict(zip(COLUMNS, row, strict=True)))
        for salt, row in zip(salts, rows, strict=True)
    ]
    assert row_digests(salts, COLUMNS, rows) == alone


def test_rows_added_in_bulk_are_linked_as_one_by_one() -> None:
    alone, together = Link("before"), Link("before")
    added = [(7, "a" * 64), (9, "b" * 64), (12, "c" * 64)]
    for change, (number, of_values) in enumerate(added, 41):
        alone.add(change, 3, "visit", number, "insert", None, of_values)
    together.add_inserted(41, 3, "visit", added)
    assert together.digest == alone.digest != Link("before").digest


def test_a_long_change_set_is_linked_as_a_short_one() -> None:
    linked, lines = Link("before"), ["before"]
    for change in range(2 * digests.FEW + 3):
        linked.add(change, "é", None)
        lines.append(f'[{change}, "é", null]\n')
        said = hashlib.sha256("".join(lines).encode()).hexdigest()
        assert linked.digest == said, change


def test_python_and_openssl_fingerprint_alike() -> None:
    row = {"id": 7, "note": 'a "word"\n', "blank": None}
    assert row_digest("0a", row) == row_digest("0a", row, hashlib.sha256)
    assert digests.digest("0a", "{}", None) == digests.digest("0a", "{}", None, hashlib.sha256)
