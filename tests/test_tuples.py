"""Our named tuples are what `typing` makes of the same body, but for the time that it takes."""

import pickle
import typing
from typing import Any, Generic, TypeVar

import pytest

from ivtool.tuples import NamedTuple

T = TypeVar("T")


class Ours(NamedTuple):
    """A record."""

    match: int
    note: "str | None"
    nth: int = 1
    of: tuple[str, ...] = ()

    @property
    def doubled(self) -> int:
        """Twice."""
        return self.nth * 2


class Theirs(typing.NamedTuple):
    """A record."""

    match: int
    note: "str | None"
    nth: int = 1
    of: tuple[str, ...] = ()

    @property
    def doubled(self) -> int:
        """Twice."""
        return self.nth * 2


class Of(NamedTuple, Generic[T]):
    """A record of anything."""

    value: T


FILLED: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((1, "a"), {}),
    ((1,), {"note": None}),
    ((), {"note": "b", "match": 2, "of": ("c",)}),
    ((1, "a", 3, ("d",)), {}),
]
WRONG: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((), {}),
    ((1,), {}),
    ((1, "a", 1, (), 5), {}),
    ((1, "a"), {"match": 1}),
    ((1, "a"), {"unknown": 1}),
]


def text(record: object) -> str:
    return repr(record).replace("Theirs", "Ours")


@pytest.mark.parametrize(("values", "named"), FILLED, ids=repr)
def test_filled_alike_they_say_the_same(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    ours: Any = Ours(*values, **named)
    theirs = Theirs(*values, **named)
    assert ours == theirs
    assert hash(ours) == hash(theirs)
    assert text(ours) == text(theirs)
    assert ours._asdict() == theirs._asdict()
    assert ours.doubled == theirs.doubled
    assert text(ours._replace(nth=9)) == text(theirs._replace(nth=9))
    assert text(Ours._make(ours)) == text(theirs)
    assert pickle.loads(pickle.dumps(ours)) == ours  # noqa: S301 - of our own
    assert type(pickle.loads(pickle.dumps(ours))) is Ours  # noqa: S301


@pytest.mark.parametrize(("values", "named"), WRONG, ids=repr)
def test_what_cannot_be_filled_is_refused_in_the_same_words(
    values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    with pytest.raises(TypeError) as theirs:
        Theirs(*values, **named)
    with pytest.raises(TypeError) as ours:
        Ours(*values, **named)
    assert text(ours.value) == text(theirs.value)


def test_nothing_is_replaced_or_made_that_is_no_field() -> None:
    record: Any = Ours(1, None)
    with pytest.raises(ValueError, match=r"unexpected field names: \['other'\]"):
        record._replace(other=1)
    with pytest.raises(TypeError, match="Expected 4 arguments, got 3"):
        Ours._make([1, "a", 2])
    with pytest.raises(AttributeError):
        record.match = 2
    with pytest.raises(AttributeError):
        record.other = 2


def test_a_class_tells_the_same_of_itself() -> None:
    for name in ("_fields", "_field_defaults", "__match_args__", "__doc__"):
        assert getattr(Ours, name) == getattr(Theirs, name), name
    assert list(Ours.__annotations__) == list(Theirs.__annotations__)
    match Ours(7, "x"):
        case Ours(number, note=said):
            assert (number, said) == (7, "x")
        case _:
            pytest.fail("its places have no names")


def test_one_of_a_type_to_be_named_is_one_too() -> None:
    assert Of[int](value=3).value == 3
    assert Of("x")._replace(value="y") == ("y",)
