"""A row of a listing, or the fields of a card, out of a record: each column knows its value."""

from collections.abc import Callable, Collection, Sequence
from operator import attrgetter
from typing import Any

from ivtool.domain.names import NamesShown, shown_name
from ivtool.rendering import Column
from ivtool.rows import Made


class Name(str):
    """Where a record has a person's name, which is shown as far as names may be."""

    __slots__ = ()


class Private(str):
    """Where a record has words that may tell who somebody is: shown with full names only."""

    __slots__ = ()


def row_maker(columns: Sequence[Column], names: NamesShown) -> Callable[[Any], dict[str, object]]:
    """What makes a row of a record, its fields in the order of the columns."""
    getters: list[tuple[str, Callable[[Any], object]]] = []
    for each in columns:
        getters.append((each.field, _getter(each.value or each.field, names)))
        if each.named_by:
            getters.append((each.named_by, _getter(Name(each.named_by), names)))
    return lambda record: {name: get(record) for name, get in getters}


def rows_of(
    columns: Sequence[Column], records: Collection[Any], names: NamesShown
) -> Collection[dict[str, object]]:
    """A row of each record, made when it is looked at."""
    return Made(records, row_maker(columns, names))


def _getter(value: str | Callable[[Any], object], names: NamesShown) -> Callable[[Any], object]:
    if not isinstance(value, str):
        return value
    if isinstance(value, Private) and names is not NamesShown.FULL:
        return lambda _: None
    get = attrgetter(value)
    if isinstance(value, Name):
        return lambda record: shown_name(get(record), names)
    return get
