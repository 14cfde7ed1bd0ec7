"""A row out of a record: each column's value, names and private words as far as they may be."""

from typing import NamedTuple

import pytest

from ivtool.domain.names import NamesShown
from ivtool.rendering import Column
from ivtool.reports.listing import Name, Private, row_maker, rows_of
from ivtool.reports.people import SECOND_VOLUNTEER, VOLUNTEER


class Held(NamedTuple):
    note: str | None
    by: str | None


class Seen(NamedTuple):
    held: Held
    volunteer: int
    volunteer_name: str
    second_volunteer: int | None = None
    second_volunteer_name: str | None = None


COLUMNS = (
    Column("volunteer", named_by="volunteer_name", value="volunteer"),
    Column("words", value=Private("held.note")),
    Column("by", value=Name("held.by")),
    Column("twice", value=lambda each: 2 * each.volunteer),
)
SEEN = Seen(Held("met at home", "Kay Lee"), 7, "Ann Osier")


@pytest.mark.parametrize(
    ("names", "name", "words", "by"),
    [
        (NamesShown.FULL, "Ann Osier", "met at home", "Kay Lee"),
        (NamesShown.INITIALS, "AO", None, "KL"),
        (NamesShown.REFS, None, None, None),
    ],
)
def test_each_column_knows_its_value(
    names: NamesShown, name: str | None, words: str | None, by: str | None
) -> None:
    row = {"volunteer": 7, "volunteer_name": name, "words": words, "by": by, "twice": 14}
    assert row_maker(COLUMNS, names)(SEEN) == row
    # A card shows its fields in the order of its columns, and so does JSON.
    assert list(row_maker(COLUMNS, names)(SEEN)) == list(row)


def test_a_column_without_a_value_takes_the_field_that_is_called_so() -> None:
    blank = SEEN._replace(held=Held(None, None))
    assert list(rows_of([Column("held")], [SEEN, blank], NamesShown.REFS)) == [
        {"held": SEEN.held},
        {"held": blank.held},
    ]


def test_of_a_couple_both_are_named_by_their_refs() -> None:
    couple = SEEN._replace(second_volunteer=8, second_volunteer_name="Bo Osier")
    alone, two = rows_of([VOLUNTEER, SECOND_VOLUNTEER], [SEEN, couple], NamesShown.FULL)
    assert two == {
        "volunteer": "V-7",
        "volunteer_name": "Ann Osier",
        "second_volunteer": "V-8",
        "second_volunteer_name": "Bo Osier",
    }
    assert alone == two | {"second_volunteer": None, "second_volunteer_name": None}
