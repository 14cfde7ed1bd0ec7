"""A table where nobody looks at a terminal: line by line what Rich prints, without Rich."""

import os
import subprocess
import sys
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from ivtool.rendering import Column, Listing, Shape
from ivtool.text_table import as_table

# Words of people, and what is hard on a table: wide letters, letters without width, marks, breaks.
# A joiner stands between two: at an end it would join the cell to what is beside it.
PIECES = [*"ab cd-é’–…£\n\t\u00a0\u00ad\u2028日本e\u0301\ufe0f", "👩\u200d👧", "words"]
TEXTS = (
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
    | st.text(st.characters(exclude_characters="\u200d"), max_size=12)
    | st.text("ab c", max_size=200)
)
HEADINGS = ["", "a", "day", "two words", "one longer heading"]
NUMBERS = st.none() | st.integers(-10, 10**9)
VALUES = {
    Shape.TEXT: st.none() | TEXTS,
    Shape.NUMBER: NUMBERS,
    Shape.PENCE: NUMBERS,
    Shape.DAY: st.none() | st.dates(),
    Shape.YES_NO: st.none() | st.booleans(),
}


@st.composite
def listings(draw: st.DrawFn) -> Listing:
    shapes = draw(st.lists(st.sampled_from(Shape), min_size=1, max_size=6))
    columns = [
        Column(f"f{place}", draw(st.sampled_from(HEADINGS)), shape, wide=draw(st.booleans()))
        for place, shape in enumerate(shapes)
    ]
    row = st.fixed_dictionaries({c.field: VALUES[c.shape] for c in columns})
    rows = draw(st.lists(row, max_size=5))
    return Listing(draw(TEXTS), columns, rows, draw(TEXTS), draw(st.lists(TEXTS, max_size=2)))


def table(listing: Listing, width: int, **environment: str) -> str:
    with patch.dict(os.environ, environment | {"COLUMNS": str(width)}):
        return "".join(as_table(listing))


@settings(deadline=None)
@given(listings(), st.sampled_from([20, 80, 120]))
def test_the_lines_are_those_of_rich(listing: Listing, width: int) -> None:
    # So asked, Rich prints for what is no terminal.
    assert table(listing, width) == table(listing, width, TTY_COMPATIBLE="0")


def test_wide_letters_stand_in_their_columns() -> None:
    columns = (Column("name", "name"), Column("pence", "amount", Shape.PENCE), Column("x", "x"))
    rows = [{"name": "日本", "pence": 1250, "x": "y"}, {"name": "Ada", "pence": 5, "x": None}]
    assert table(Listing("Owed", columns, rows, "", ["One\ttwo"]), 80) == (
        "Owed\nname  amount  x\n日本  £12.50  y\nAda    £0.05\nOne     two\n"
    )


def test_without_a_terminal_rich_is_not_imported() -> None:
    code = (
        "import sys\nfrom ivtool.rendering import Column, Listing\n"
        "from ivtool.text_table import as_table\n"
        "columns = [Column('a', 'a'), Column('b', 'b')]\n"
        "rows = [{'a': 'words ' * 30, 'b': 'é’'}]\n"
        "print(''.join(as_table(Listing('t', columns, rows, ''))))\n"
        "assert 'rich' not in sys.modules\n"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.count("\n") == 6
