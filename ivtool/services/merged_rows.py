"""The rows of a second record of somebody on their way to the first.

Which tables name people the records themselves tell: a table that is added later is moved as well.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any

from ivtool.domain.children.records import Child, ChildAuthority, ChildWorker, Placement
from ivtool.domain.children.vocabulary import WorkerRole
from ivtool.domain.ids import ChildId, VolunteerId
from ivtool.domain.merging import OneSpell, Over, option_of
from ivtool.domain.office.records import LeadWorker, TwoPeople
from ivtool.domain.recruitment.records import (
    Volunteer,
    VolunteerHold,
    VolunteerSpell,
    VolunteerStage,
)
from ivtool.domain.refs import LETTERS
from ivtool.domain.support.records import Attendance
from ivtool.errors import Problem, Refused
from ivtool.integrity import references
from ivtool.queries import people as people_queries
from ivtool.queries.reading import Reader, select
from ivtool.rows import kinds, table_of, types_of
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer

PEOPLE: Mapping[str, tuple[Any, Any]] = {
    "volunteer": (Volunteer, VolunteerId),
    "child": (Child, ChildId),
}
# What is kept over time, of which one record's stands where the two clash: what it is called, the
# record, and of which of them.
OVER_TIME: Mapping[str, Sequence[tuple[str, Any, Mapping[str, object]]]] = {
    "volunteer": (("hold", VolunteerHold, {}), ("lead", LeadWorker, {})),
    "child": (
        ("authority", ChildAuthority, {}),
        ("home", Placement, {}),
        *((option_of(role.value), ChildWorker, {"role": role}) for role in WorkerRole),
    ),
}
# What has a way of its own to become one.
BY_THEMSELVES = frozenset(
    {
        "volunteer_spell",
        "volunteer_stage",
        "two_people",
        "attendance",
        *(table_of(kind) for each in OVER_TIME.values() for _, kind, _ in each),
    }
)


class Two(NamedTuple):
    """Two records of one person, the first of which stays, and which of each thing is taken.

    `takes` are 0 for the first and 1 for the second, by what people call the field.
    """

    noun: str
    one: Any
    other: Any
    takes: dict[str, int]

    @property
    def refs(self) -> tuple[str, str]:
        """The refs of both."""
        letter = LETTERS[self.noun]
        return f"{letter}-{self.one.id}", f"{letter}-{self.other.id}"

    @property
    def show(self) -> str:
        """The command that shows the second."""
        return f"ivtool {self.noun} show {self.refs[1]}"

    @property
    def line(self) -> str:
        """The command that makes one of them, without any choice."""
        return f"ivtool {self.noun} merge {' '.join(self.refs)}"

    @property
    def typed(self) -> str:
        """The same with every choice that was made."""
        takes = (f" --take {name}={self.refs[place]}" for name, place in self.takes.items())
        return f"{self.line}{''.join(takes)}"


def refused(two: Two, problems: list[Problem]) -> Refused:
    """The refusal to make one of two, for every reason that there is."""
    return Refused(f"{two.refs[1]} cannot become one with {two.refs[0]}", problems)


class Moving:
    """The rows of the second on their way to the first, counted by table."""

    def __init__(self, writer: Writer, two: Two) -> None:
        self._writer = writer
        self._two = two
        self._whose = f"{two.noun}_id"
        self.moved: Counter[str] = Counter()
        self.alike: Counter[str] = Counter()

    def settle(self, over: Over) -> None:
        """Take away what does not stand, then move what does."""
        for each in over.gone:
            self._drop(each)
        for each in over.moved:
            self._move(each)

    def settle_spells(self, spells: Sequence[OneSpell]) -> None:
        """Number the spells anew, with the stages of each; of a stage told twice one row stands."""
        kept = {row.id for each in spells for row in each.stages}
        both = of_both(self._writer.reader, VolunteerStage, self._two, self._whose)
        for row in chain(*both):
            if row.id not in kept:
                self._drop(row)
        numbered = list(enumerate(spells, start=1))
        # The first's own go up at most: the last of them first, and then there is room.
        for number, spell in reversed(numbered):
            own, other = spell.rows
            if own is not None and other is not None:
                self._drop(other)
            if own is not None:
                self._put_spell(own, spell, number)
        for number, spell in numbered:
            if spell.rows[0] is None and spell.rows[1] is not None:
                self._put_spell(spell.rows[1], spell, number)
        stages = [(number, row) for number, spell in reversed(numbered) for row in spell.stages]
        for number, row in sorted(
            stages, key=lambda each: each[1].volunteer_id != self._two.one.id
        ):
            self._move(row, spell=number)

    def _put_spell(self, row: VolunteerSpell, spell: OneSpell, number: int) -> None:
        begun_on = None if number == 1 else row.begun_on or spell.begun_on
        self._move(row, spell=number, begun_on=begun_on, **spell.ended._asdict())

    def settle_apart(self) -> None:
        """Who was said to be somebody else than the second is somebody else than the first."""
        first, second = self._whose, f"other_{self._whose}"
        one, other = self._two.one.id, self._two.other.id
        known = people_queries.apart(self._writer.reader, self._two.noun)
        for name in (first, second):
            for row in select(self._writer.reader, TwoPeople, **{name: other}):
                pair = {getattr(row, first), getattr(row, second)} - {other} | {one}
                if len(pair) == 1 or tuple(sorted(pair)) in known:
                    self._writer.delete(row)
                else:
                    self._writer.update(
                        row, **dict(zip((first, second), sorted(pair), strict=True))
                    )

    def settle_attendances(self) -> None:
        """Somebody is invited to a session once: what either record tells of it is known."""
        mine, theirs = of_both(self._writer.reader, Attendance, self._two, self._whose)
        known = {(each.support_id, each.training_id): each for each in mine}
        for each in theirs:
            own = known.get((each.support_id, each.training_id))
            if own is None:
                self._move(each)
                continue
            self._drop(each)
            said = {
                name: either if getattr(own, name) is None else getattr(own, name) or bool(either)
                for name in ("comes", "attended")
                for either in [getattr(each, name)]
            }
            self._writer.update(own, **said)

    def move_all(self) -> None:
        """Move whatever else points at the second, of every table that there is."""
        for kind, fields in pointing(self._two.noun):
            if table_of(kind) in BY_THEMSELVES:
                continue
            for field in fields:
                mine, theirs = of_both(self._writer.reader, kind, self._two, field)
                for each in theirs:
                    if self._says_nothing_new(each, mine):
                        self._drop(each, field)
                    else:
                        self._move(each, field)

    def _says_nothing_new(self, row: Any, mine: Sequence[Any]) -> bool:
        """Whether a row that nothing points at, and that has no ref, is there already."""
        table = _table(row)
        if table in LETTERS or getattr(row, "certificate", None) is not None:
            return False
        same = is_same(self._two.noun)
        return any(same(row, own) for own in mine) and not _is_pointed_at(
            self._writer.reader, table, row.id
        )

    def _move(self, row: Any, field: str | None = None, **changes: Any) -> None:
        if getattr(row, field or self._whose) == self._two.other.id:
            self.moved[_table(row)] += 1
        self._writer.update(row, **{field or self._whose: self._two.one.id}, **changes)

    def _drop(self, row: Any, field: str | None = None) -> None:
        if getattr(row, field or self._whose) == self._two.other.id:
            self.alike[_table(row)] += 1
        self._writer.delete(row)


def pointing(noun: str) -> list[tuple[Any, list[str]]]:
    """Every type of record that names people of a noun, with the fields that do."""
    found = [(kind, fields_naming(noun, kind)) for kind in kinds().values()]
    return [(kind, fields) for kind, fields in found if fields]


def fields_naming(noun: str, kind: Any) -> list[str]:
    """The fields of a type of record that hold the number of somebody of a noun."""
    _, holds = PEOPLE[noun]
    types = types_of(kind)
    return [name for name in kind._fields if name != "id" and types[name] is holds]


def _is_pointed_at(reader: Reader, table: str, number: int) -> bool:
    return any(
        reader.execute(
            f'SELECT 1 FROM "{other}" WHERE "{column}" = ? LIMIT 1', (number,)
        ).fetchone()
        for other in kinds()
        for column, parent in references(reader, other)
        if parent == table
    )


def _always(_one: object, _other: object) -> bool:
    return True


def is_same(noun: str) -> Callable[[Any, Any], bool]:
    """Whether two rows of a type say the same of one person."""

    def same(one: Any, other: Any) -> bool:
        nobody = {"id": 0, **dict.fromkeys(fields_naming(noun, type(one)), 0)}
        return bool(one._replace(**nobody) == other._replace(**nobody))

    return same


def of_both(
    reader: Reader, kind: Any, two: Two, field: str, which: Mapping[str, object] | None = None
) -> tuple[list[Any], list[Any]]:
    """The rows of a type that name the first by a field, and those that name the second."""
    mine, theirs = (
        select(reader, kind, **{field: each.id}, **(which or {})) for each in (two.one, two.other)
    )
    return mine, theirs


def _table(row: Any) -> str:
    kind: Any = type(row)
    return table_of(kind)
