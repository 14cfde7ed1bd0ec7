"""Taking back what a command changed, and bringing it back: a change set of its own each time."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from itertools import groupby, islice
from typing import Any

from ivtool.domain.file.undo import conflicts, is_passed_over, problems_with_kind
from ivtool.domain.refs import LETTERS, change_set_ref
from ivtool.errors import Problem, Refused
from ivtool.integrity import defer_references, pointing_at_nothing
from ivtool.queries.file import undo as queries
from ivtool.queries.file.history import ChangeSet, change_set, values
from ivtool.queries.reading import Reader
from ivtool.rows import ROWS_IN_LOT, kept, kinds, read_value, types_of
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer

LIST = "ivtool history list"
# Of so many later changes it is asked whether they can be undone themselves.
MOST_ASKED = 20


class Plan(NamedTuple):
    """What is to be taken back: the change set that was meant, and the one that made it so last.

    `again` where an undoing is itself taken back: then what was undone comes back.
    """

    origin: ChangeSet
    last: ChangeSet
    again: bool


class TakenBack(NamedTuple):
    """What was taken back, or brought back, by which change set."""

    plan: Plan
    change_set: int


def to_undo(reader: Reader, actor: str, asked: int | None) -> Plan:
    """What an undo takes back: the change set that is asked for, else somebody's last that stands.

    Raises Refused for what is never undone, is undone already, or has something resting on it.
    """
    if asked is None:
        for each in queries.own_sets(reader, actor):
            if not is_passed_over(each.command, queries.touched(reader, each)):
                return _possible(reader, _planned(reader, each.id))
        raise _nothing("there is nothing to undo", "no change of yours can be taken back")
    return _possible(reader, _planned(reader, asked))


def to_redo(reader: Reader, actor: str) -> Plan:
    """What a redo brings back: somebody's last undoing, if they have changed nothing since.

    Raises Refused.
    """
    undone = queries.own_undone(reader, actor)
    if undone is None:
        raise _nothing("there is nothing to redo", "no undoing of yours stands")
    if queries.last_own(reader, actor) > undone.id:
        what = "you have changed something since you undid it"
        ref = change_set_ref(undone.id)
        raise Refused(
            "there is nothing to redo",
            [Problem("redo.changed_since", what, f"ivtool undo {ref}")],
        )
    return _possible(reader, _planned(reader, undone.id))


def take_back(writer: Writer, plan: Plan) -> TakenBack:
    """Put every row back as it was before, in a change set of its own.

    Raises Refused where a row is no more what was recorded, or another stands in its place.
    """
    writer.history.takes_back = plan.origin.id
    # A row may go before those that go with it point elsewhere.
    defer_references(writer.reader)
    with closing(queries.changes_back(writer.reader, plan.last)) as back:
        for (action, table), changes in groupby(back, lambda change: (change[0], change[1])):
            kind = kinds()[table]
            if action == "insert":
                writer.delete_many(kind, [row for _, _, row, _, _ in changes])
            elif action == "delete":
                _bring_back(writer, kind, (values(before) for _, _, _, before, _ in changes))
            else:
                for _, _, row, before, after in changes:
                    _change_back(writer, kind, row, values(before), values(after))
    _require_all_there(writer.reader)
    return TakenBack(plan, writer.history.change_set)


def _require_all_there(reader: Reader) -> None:
    """Refuse what would leave a row that names one that is no more. Raises Refused."""
    gone = {
        (parent, number): queries.set_of(reader, parent, number)
        for parent, number in pointing_at_nothing(reader)
    }
    if gone:
        raise Refused(
            "it cannot be undone",
            [
                Problem(
                    "undo.gone",
                    f"{_named(parent, number)}, which it names, is no more:"
                    f" {change_set_ref(by or 0)} took it away",
                    f"ivtool undo {change_set_ref(by or 0)}",
                )
                for (parent, number), by in gone.items()
            ],
        )


def _planned(reader: Reader, number: int) -> Plan:
    origin = queries.origin_of(reader, number)
    turns = [origin, *queries.takings_back(reader, origin)]
    stands = len(turns) % 2 == 1
    # What was brought back is undone by the ref that people know it by, or by the last.
    meant = turns[-1] if number == origin and stands else number
    if meant != turns[-1]:
        following = change_set_ref(turns[-1 if number == origin else turns.index(number) + 1])
        what = f"{following} has taken it back already"
        hint = f"ivtool undo {change_set_ref(turns[-1])}" if not stands else LIST
        raise Refused(
            f"{change_set_ref(number)} cannot be undone", [Problem("undo.already", what, hint)]
        )
    return Plan(change_set(reader, origin), change_set(reader, meant), again=not stands)


def _possible(reader: Reader, plan: Plan) -> Plan:
    did = queries.touched(reader, plan.last)
    problems = problems_with_kind(plan.origin.command, did)
    if not queries.has_link(reader, plan.last.id):
        problems.append(Problem("undo.too_old", "an older ivtool recorded it", LIST))
    later: dict[int, list[tuple[int, str]]] = {}
    for each in [] if problems else queries.later(reader, plan.last, did):
        whats = later.setdefault(each.origin, [])
        whats.append((each.change_set, _named(each.table, each.row)))
    never = {
        origin: problems_with_kind(each.command, queries.touched(reader, each))
        for origin in sorted(later)[:MOST_ASKED]
        for each in [change_set(reader, origin)]
    }
    problems += conflicts(plan.last.id, later, never)
    if problems:
        what = "brought back" if plan.again else "undone"
        raise Refused(f"{change_set_ref(plan.origin.id)} cannot be {what}", problems)
    return plan


def _nothing(message: str, what: str) -> Refused:
    return Refused(message, [Problem("undo.nothing", what, LIST)])


def _named(table: str, row: int) -> str:
    return f"{LETTERS[table]}-{row}" if table in LETTERS else table.replace("_", " ")


def _change_back(
    writer: Writer, kind: Any, row: int, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    record = writer.get(kind, row)
    if record is None or any(kept(getattr(record, name)) != after[name] for name in after):
        what = "a row is not what was recorded: something else than ivtool has changed it"
        raise Refused("it cannot be undone", [Problem("undo.altered", what, "ivtool db check")])
    holds = types_of(kind)
    was = {name: read_value(holds[name], value) for name, value in before.items()}
    try:
        writer.update(record, **was)
    except Exception as error:  # noqa: BLE001 - either engine's own, and raised again
        raise _in_the_way(writer.reader, error, {**record._asdict(), **was}) from None


def _bring_back(writer: Writer, kind: Any, rows: Iterator[dict[str, Any]]) -> None:
    columns = kind._fields
    while lot := list(islice(rows, ROWS_IN_LOT)):
        try:
            writer.insert_many(kind, columns, [[row.get(name) for name in columns] for row in lot])
        except Exception as error:  # noqa: BLE001 - either engine's own, and raised again
            raise _in_the_way(writer.reader, error, *lot) from None


def _in_the_way(reader: Reader, error: Exception, *rows: Mapping[str, Any]) -> Exception:
    """The refusal where a row's place is taken by another; whatever else went wrong, as it is."""
    if type(error).__name__ != "IntegrityError":
        return error
    unique = re.findall(r"(\w+)\.(\w+)", str(error)) if "UNIQUE" in str(error) else []
    taken = Problem("undo.in_the_way", "another stands where it stood by now", LIST)
    if not unique:
        return Refused("it cannot be undone", [taken])
    table, columns = unique[0][0], [column for _, column in unique]
    where = " AND ".join(f'"{column}" IS ?' for column in columns)
    found = [
        (queries.set_of(reader, table, other) or 0, other)
        for row in rows
        for (other,) in reader.execute(
            f'SELECT id FROM "{table}" WHERE {where} AND id <> ?',
            (*(kept(row[column]) for column in columns), row["id"]),
        ).fetchall()
    ]
    problems = [
        Problem(
            "undo.in_the_way",
            f"{_named(table, other)} stands where it stood; {change_set_ref(number)} put it there",
            f"ivtool undo {change_set_ref(number)}",
        )
        for number, other in _last(found)
    ]
    return Refused("it cannot be undone", problems or [taken])


def _last(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted(found)[-1:]
