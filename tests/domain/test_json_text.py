"""What is written without `json` is to the letter what `json` writes."""

from datetime import date
from decimal import Decimal
from json import JSONEncoder

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivtool import rendering
from ivtool.domain.json_text import as_json, encoder
from ivtool.domain.visits.vocabulary import VisitKind
from ivtool.rendering import FEW

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.dates()
    | st.sampled_from(VisitKind)
    | st.decimals(allow_nan=False, allow_infinity=False)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text() | st.from_regex(r"[a-z_]+", fullmatch=True), inner)
    ),
    max_leaves=12,
)


def jsonable(value: object) -> object:
    if isinstance(value, date | Decimal):
        return str(value)
    raise TypeError


@settings(deadline=None)
@given(VALUES, st.booleans())
def test_every_value_is_written_as_json_writes_it(value: object, sort_keys: bool) -> None:
    theirs = JSONEncoder(ensure_ascii=False, sort_keys=sort_keys, default=jsonable).encode(value)
    assert as_json(value, jsonable, sort_keys=sort_keys) == theirs
    assert encoder(jsonable, sort_keys=sort_keys)(value) == theirs


def test_a_name_that_is_a_number_is_written_as_json_writes_it() -> None:
    assert as_json({1: "a", None: 2}) == '{"1": "a", "null": 2}'


def test_what_has_no_form_is_an_error() -> None:
    with pytest.raises(TypeError):
        as_json([object()], jsonable)


def test_many_objects_are_written_as_few() -> None:
    objects = [{"ref": f"V-{place}", "on": date(2026, 2, 28)} for place in range(FEW + 2)]
    written = "".join(rendering.as_json(objects)).splitlines()[1:-1]
    assert [line.rstrip(",") for line in written] == [rendering.as_object(each) for each in objects]
