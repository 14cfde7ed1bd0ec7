"""A row's digest is the same by whichever way it was stored."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ivtool.domain.file.digests import digest_of, row_digest

ROWS = st.dictionaries(st.text("abc_", min_size=1), st.none() | st.integers() | st.text())


@settings(deadline=None)
@given(ROWS, st.text("0123456789abcdef"))
def test_a_row_in_bulk_has_the_digest_of_a_row_alone(
    row: dict[str, int | str | None], salt: str
) -> None:
    assert digest_of([*row])(salt, [*row.values()]) == row_digest(salt, row)
