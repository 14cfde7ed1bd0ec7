"""A row whose record is known and that says something else: with `--update` the record is changed.

A blank cell never clears, what a command has set stays, and the history keeps both.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from ivtool.errors import Problem
from ivtool.queries.file import sheets as known_sheets
from ivtool.queries.file.sheets import Known
from ivtool.rows import table_of
from ivtool.services.imports.intake import Intake, differing_fields, told_differences
from ivtool.sheets.columns import HEADINGS
from ivtool.sheets.rows import FileId
from ivtool.tuples import NamedTuple

AnyRow = TypeVar("AnyRow", bound=Any)


@dataclass(frozen=True, slots=True)
class Target:
    """A row of a table that fields of a sheet stand in; one without a number is yet to be added.

    `begins` are the columns of one that is added, `after` is the row that told of them until then.
    """

    table: type[NamedTuple]
    number: int | None
    begins: Mapping[str, object] = field(default_factory=dict)
    after: int | None = None


def from_today(
    table: type[NamedTuple],
    newest: int | None,
    newest_from: date | None,
    today: date,
    begins: Mapping[str, object],
) -> Target:
    """Where something else holds that a sheet gives no day: from today on, beside what held before.

    The first of its kind holds from ever; of today's own the row is put right.
    """
    if newest is not None and newest_from == today:
        return Target(table, newest)
    from_on = None if newest is None else today
    return Target(table, None, {**begins, "from_on": from_on}, after=newest)


@dataclass(frozen=True, slots=True)
class AuthorityOf:
    """An authority by its name, which is given a number only when it is put in its place."""

    name: str | None


@dataclass(frozen=True, slots=True)
class Placed:
    """What a field of a row says, and where it is to stand; `held`: only a command may say so."""

    field: str
    target: Target
    column: str
    value: object
    held: bool = False


@dataclass(frozen=True, slots=True)
class Judged(Generic[AnyRow]):
    """A row, filled up with what is recorded, why it cannot be taken, and what it changes."""

    row: AnyRow
    problems: list[Problem]
    placed: Sequence[Placed] = ()


def judged(
    intake: Intake,
    row: AnyRow,
    recorded: Known | None,
    fields: Sequence[str],
    problems_with: Callable[[AnyRow], list[Problem]],
    placed: Callable[[AnyRow, Known, Sequence[str]], list[Placed]],
    apart: Collection[str] = (),
) -> Judged[AnyRow]:
    """A row beside what is recorded, None for a new one.

    Without `--update` a difference is refused, and so is one from another row of this import. Blank
    cells are filled up with what is recorded, but those of the fields `apart`, and the rules judge
    the whole.
    """
    differing = [] if recorded is None else differing_fields(row, recorded, fields)
    if recorded is None:
        return Judged(row, problems_with(row))
    if not differing:
        return Judged(row, [])
    blank = [each for each in fields if getattr(row, each) is None and each not in apart]
    whole = _saying(row, recorded, blank)
    # What a command has made of a record is not the fault of the row.
    past = problems_with(_saying(row, recorded, fields))
    problems = [each for each in problems_with(whole) if each not in past]
    # Only what another row of this import said is marked with that row.
    if not problems and (not intake.update or "row" in recorded):
        problems = told_differences(differing, update=intake.update)
    if problems:
        return Judged(whole, problems)
    changes = placed(whole, recorded, differing)
    problems = problems_with_commands(intake, changes, recorded, row.file_id)
    return Judged(whole, problems, changes)


def _saying(row: AnyRow, recorded: Known, fields: Sequence[str]) -> AnyRow:
    said: AnyRow = row._replace(**{each: recorded.get(each) for each in fields})
    return said


def problems_with_commands(
    intake: Intake, placed: Iterable[Placed], recorded: Known, file_id: FileId | None = None
) -> list[Problem]:
    """Why what is recorded cannot be changed: a command has set it since its import.

    A row of this file's own export knew what had been set until then.
    """
    since = intake.own.since(file_id)
    known: dict[tuple[str, int], tuple[bool, set[str]]] = {}
    held = []
    for each in placed:
        is_held = each.held
        number = each.target.number or each.target.after
        if number is not None and not is_held:
            place = (table_of(each.target.table), number)
            if place not in known:
                known[place] = known_sheets.set_by_commands(intake.reader, *place, since)
            added, columns = known[place]
            is_held = each.column in columns or (added and recorded.get(each.field) is not None)
        if is_held:
            held.append(HEADINGS.get(each.field, each.field))
    if not held:
        return []
    what = f"a command has set {', '.join(dict.fromkeys(held))} since the "
    what += "export" if since else "import"
    return [
        Problem("import.changed_since", f"{what}; leave it blank, or put it right with a command")
    ]


def put(intake: Intake, placed: Iterable[Placed]) -> None:
    """Change the rows, and add those that are not there yet."""
    said: dict[int, tuple[Target, dict[str, object]]] = {}
    for each in placed:
        _, columns = said.setdefault(id(each.target), (each.target, {}))
        value = each.value
        columns[each.column] = (
            intake.authority(value.name) if isinstance(value, AuthorityOf) else value
        )
    for target, columns in said.values():
        if target.number is None:
            intake.add(target.table, **{**target.begins, **columns})
        else:
            intake.change(target.table, target.number, **columns)


def taken(recorded: Known, found: Judged[Any]) -> Known:
    """What is recorded once a row was taken, marked with the row that said it."""
    said = found.row._asdict() if found.placed else {}
    return {**recorded, **said, "row": found.row.row}
