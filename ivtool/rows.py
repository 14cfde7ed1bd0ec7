"""How a record becomes a row and a row a record: by the record's own fields and annotations.

A record is a NamedTuple whose fields are called like the columns they come from. Nothing here
opens or decides; a query, a writer and a sheet all go through it, so that a new field needs none.
"""

import marshal
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import import_module
from itertools import islice
from typing import Any, Generic, TypeVar, get_args

from ivtool.domain.days import Month, written_month
from ivtool.tuples import NamedTuple

RecordT = TypeVar("RecordT", bound=NamedTuple)
T = TypeVar("T")
ROWS_IN_LOT = 500
# What is equal is kept once: of very many rows few days are different.
_day = cache(date.fromisoformat)
# A value of ours as SQLite keeps it; what is not listed is kept as it is.
Kept = str | int | None
# What is kept as it is; a subclass of these may be a word or a truth.
PLAIN = frozenset({str, int, type(None)})
# Where the table's name is another thing's: a span of days, the policy, a word of a list.
TABLES = {
    "BookPage": "book_section",
    "MatchPause": "pause",
    "PolicyEntry": "policy",
    "ReferralStepTaken": "referral_step",
}
# The packages of domain that have records; the types of one are its tables.
SUBJECTS = (
    "children",
    "concerns",
    "expenses",
    "file",
    "matching",
    "office",
    "recruitment",
    "support",
    "visits",
)
# Tables that stand outside the history: deeds done with the file, and what jobs did and told.
RECEIPTS = frozenset({"file_look", "file_receipt", "job_run", "job_told"})


class Packed(Collection[tuple[Any, ...]]):
    """Many rows as the file has them, read once and kept packed: a third of what they take else.

    In memory alone: no row about a child is to lie in a file beside the file.
    """

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._lots: list[bytes] = []
        self._count = 0
        rows = iter(rows)
        while lot := [*islice(rows, ROWS_IN_LOT)]:
            self._lots.append(marshal.dumps(lot))
            self._count += len(lot)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for lot in self._lots:
            yield from marshal.loads(lot)  # noqa: S302 - packed above, and nowhere else

    def __contains__(self, row: object) -> bool:
        return any(each == row for each in self)


class Made(Collection[T], Generic[T]):
    """What is made of each of many rows, one at a time and whenever it is looked at.

    Of the rows that are `kept`, everything that could be wrong was told before.
    """

    def __init__(self, kept: Collection[Any], make: Callable[[Any], T]) -> None:
        self._kept = kept
        self._make = make

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[T]:
        return map(self._make, self._kept)

    def __contains__(self, made: object) -> bool:
        return any(each == made for each in self)

    def only(self, wanted: Callable[[T], bool]) -> "Made[T]":
        """Of these the ones that are wanted."""
        return Made(Packed(row for row in self._kept if wanted(self._make(row))), self._make)


@cache
def table_of(kind: type[NamedTuple]) -> str:
    """The table of a record type: its name in small letters, words parted by underscores."""
    if kind.__name__ in TABLES:
        return TABLES[kind.__name__]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


@cache
def kinds() -> dict[str, Any]:
    """Every type of record by its table, for what goes by the tables' names."""
    modules = (import_module(f"ivtool.domain.{each}.records") for each in SUBJECTS)
    return {
        table_of(value): value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, tuple)
        and value.__module__ == module.__name__
    }


@cache
def columns_of(kind: type[NamedTuple], alias: str = "") -> str:
    """The columns of a record type as a SELECT lists them."""
    before = f"{alias}." if alias else ""
    return ", ".join(f'{before}"{name}"' for name in kind._fields)


def records(kind: type[RecordT], cursor: Any) -> list[RecordT]:
    """What a query found, each row as a record of a type; columns go by their names.

    A field that is a record itself takes that record's columns, in their order. Raises TypeError,
    a bug, where the columns are not the record's fields.
    """
    return list(iter_records(kind, cursor))


def iter_records(kind: type[RecordT], cursor: Any) -> Iterator[RecordT]:
    """What a query finds, a record at a time: for what is too long to be held at once."""
    return map(maker(kind, cursor), cursor)


def maker(kind: type[RecordT], cursor: Any, first: int = 0) -> Callable[[Sequence[Any]], RecordT]:
    """What makes a record of a row that a query finds, of its columns from the first on.

    Raises TypeError as `records` does.
    """
    names = tuple(column[0] for column in cursor.description[first:])
    fields, read = _flat(kind), _readers(kind)
    if sorted(names) != sorted(fields) or fields not in (names, kind._fields):
        raise TypeError(f"{kind.__name__} has {fields}, the query {names}")
    places = None if names == fields else [names.index(name) for name in fields]
    inner = [(place, each) for place, each in enumerate(_annotations(kind)) if _is_record(each)]

    def made(found: Sequence[Any]) -> RecordT:
        row = [*found] if places is None else [found[place] for place in places]
        for place, reads in read:
            if row[place] is not None:
                row[place] = reads(row[place])
        for place, each in inner:
            its = slice(place, place + len(each._fields))
            row[its] = [each._make(row[its])]
        return kind._make(row)

    return made


def kept(value: Any) -> Kept:
    """A value as the file keeps it: a day and a month as text, a truth as 0 or 1."""
    if type(value) in PLAIN:
        plain: Kept = value
        return plain
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, bool):
        return int(value)
    found: Kept = value
    return found


@cache
def _flat(kind: type[NamedTuple]) -> tuple[str, ...]:
    """The columns that a record type is made of, those of the records in it among them."""
    found: list[str] = []
    for name, each in zip(kind._fields, _annotations(kind), strict=True):
        found += each._fields if _is_record(each) else (name,)
    return tuple(found)


@cache
def _readers(kind: type[NamedTuple]) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    columns: list[Any] = []
    for each in _annotations(kind):
        columns += _annotations(each) if _is_record(each) else [each]
    found = ((place, _reader(each)) for place, each in enumerate(columns))
    return tuple((place, reads) for place, reads in found if reads is not None)


def _is_record(annotation: Any) -> bool:
    # A month is a tuple too, and stands in one column.
    return annotation is not Month and hasattr(annotation, "_fields")


def _annotations(kind: type[NamedTuple]) -> list[Any]:
    return [kind.__annotations__[name] for name in kind._fields]


@cache
def types_of(kind: type[NamedTuple]) -> dict[str, Any]:
    """What each field of a record type holds where it is known."""
    return dict(zip(kind._fields, map(_known, _annotations(kind)), strict=True))


def read_value(annotation: Any, value: Kept) -> Any:
    """A value as the file keeps it as the record's field has it."""
    reads = _reader(annotation)
    return value if value is None or reads is None else reads(value)


def _known(annotation: Any) -> Any:
    if type(None) in get_args(annotation):
        [annotation] = [each for each in get_args(annotation) if each is not type(None)]
    return annotation


def _reader(annotation: Any) -> Callable[[Any], Any] | None:
    annotation = _known(annotation)
    if annotation is date:
        return _day
    if annotation is Month:
        return written_month
    if annotation is bool or (isinstance(annotation, type) and issubclass(annotation, StrEnum)):
        # Of words there are few, and looking one up in its list takes longest of all.
        reads: Callable[[Any], Any] = bool if annotation is bool else cache(annotation)
        return reads
    # Text, numbers and ids are what they are.
    return None
