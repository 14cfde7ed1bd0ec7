"""Putting back what a command changed, row by row, where each is still what was recorded."""

from collections.abc import Mapping
from contextlib import closing
from datetime import date
from itertools import groupby, islice
from typing import Any

from ivtool.domain.file.digests import row_digests
from ivtool.domain.file.recorded import is_as_kept, is_as_recorded, values
from ivtool.domain.file.undo import Row, undone_first
from ivtool.domain.policy import Policy
from ivtool.domain.policy_entry import LEVELS, problems_with_value
from ivtool.domain.refs import change_set_ref, match_ref, visit_ref
from ivtool.domain.visits.records import Visit
from ivtool.domain.visits.visits import problems_with_visit
from ivtool.errors import Problem, Refused
from ivtool.integrity import broken_unique, defer_references, pointing_at_nothing
from ivtool.queries import policy as policy_queries
from ivtool.queries.file import undo as queries
from ivtool.queries.file.checks import row_histories
from ivtool.queries.file.history import BEYOND, change_set, rows_now
from ivtool.queries.file.owners import Owners
from ivtool.queries.file.undo import ChangeBack
from ivtool.queries.reading import select
from ivtool.rows import ROWS_IN_LOT, kept, kinds, read_value, types_of
from ivtool.services.file.undo import Plan, problems_of_kind
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer

# The keys of what a journey is priced by.
RATES = "expenses.rates."


class TakenBack(NamedTuple):
    """What was taken back, or brought back, by which change set.

    `priced` are the lines that a rate which is no more has priced: their amounts stay.
    """

    plan: Plan
    change_set: int
    priced: int = 0


def take_back(writer: Writer, plan: Plan) -> TakenBack:
    """Put every row back as it was before, in a change set of its own.

    Raises Refused where a row is no more what was recorded, or another stands in its place, or
    what has changed since leaves no place for it.
    """
    writer.history.takes_back = plan.origin.id
    # A row may go before those that go with it point elsewhere.
    defer_references(writer.reader)
    with closing(queries.changes_back(writer.reader, plan.last)) as back:
        for (action, table), changes in groupby(back, lambda change: (change.action, change.table)):
            kind = kinds()[table]
            while lot := list(islice(changes, ROWS_IN_LOT)):
                _back[action](writer, kind, lot)
    _require_all_there(writer)
    _require_within(writer, plan)
    return TakenBack(plan, writer.history.change_set, _priced(writer, plan))


def _take_away(writer: Writer, kind: Any, lot: list[ChangeBack]) -> None:
    """Take away what was added, where it is what was added."""
    rows = writer.delete_many(kind, [each.row for each in lot])
    _require_recorded(len(rows) == len(lot))
    place, added = kind._fields.index("id"), {each.row: each for each in lot}
    known = [(added[row[place]], row) for row in rows if added[row[place]].salt is not None]
    salts = [each.salt or "" for each, _ in known]
    digests = row_digests(salts, kind._fields, [row for _, row in known])
    for said, (each, _) in zip(digests, known, strict=True):
        _require_recorded(each.digest in (None, said))


def _change_back(writer: Writer, kind: Any, lot: list[ChangeBack]) -> None:
    rows = sorted({each.row for each in lot})
    histories = [*row_histories(writer.reader, lot[0].table, rows)]
    _require_recorded(all(each.now is not None and is_as_recorded(each) for each in histories))
    holds = types_of(kind)
    for each in lot:
        record = writer.known(kind, each.row)
        was = {name: read_value(holds[name], value) for name, value in _kept_before(each).items()}
        try:
            writer.update(record, **was)
        except Exception as error:  # noqa: BLE001 - either engine's own, and raised again
            raise _in_the_way(writer, error, {**record._asdict(), **was}) from None


def _bring_back(writer: Writer, kind: Any, lot: list[ChangeBack]) -> None:
    there = rows_now(writer.reader, lot[0].table, [each.row for each in lot])
    _require_recorded(not there)
    rows, columns = [_kept_before(each) for each in lot], kind._fields
    try:
        writer.insert_many(kind, columns, [[row.get(name) for name in columns] for row in rows])
    except Exception as error:  # noqa: BLE001 - either engine's own, and raised again
        raise _in_the_way(writer, error, *rows) from None


# How each change is taken back.
_back = {"insert": _take_away, "update": _change_back, "delete": _bring_back}


def _kept_before(each: ChangeBack) -> Mapping[str, Any]:
    _require_recorded(
        each.before is not None and is_as_kept(each.salt, each.digest, each.before, each.after)
    )
    return values(each.before or "{}")


def _require_recorded(whole: bool) -> None:
    """Refuse to touch what something else than ivtool has altered. Raises Refused."""
    if not whole:
        what = "a row is not what was recorded: something else than ivtool has changed it"
        raise Refused("it cannot be undone", [Problem("undo.altered", what, "ivtool db check")])


def _require_all_there(writer: Writer) -> None:
    """Refuse what would leave a row that names one that is no more. Raises Refused."""
    gone = pointing_at_nothing(writer.reader)
    said = Owners(writer.reader, gone).said
    problems = []
    for row in gone:
        by = change_set_ref(queries.set_before(writer.reader, writer.history.change_set, [row]))
        what = f"{said(row)}, which it names, is no more: {by} took it away"
        problems.append(Problem("undo.gone", what, f"ivtool undo {by}"))
    if problems:
        raise Refused("it cannot be undone", problems)


def _require_within(writer: Writer, plan: Plan) -> None:
    """Refuse what would leave entries of days on which their match was not. Raises Refused."""
    reader, own = writer.reader, change_set(writer.reader, writer.history.change_set)
    problems = []
    for match in queries.matches_of(reader, own):
        span = (match.started_on, match.ended_on)
        if not any(_outside(day, *span) for day in (match.first_on, match.last_on)):
            continue
        stand = select(reader, Visit, "visited_on, id", match_id=match.number, withdrawn_on=None)
        found = [each.id for each in stand if _outside(each.visited_on, *span)]
        rows: list[Row] = [("match", match.number), *(("visit", each) for each in found)]
        number = queries.set_before(reader, own.id, rows)
        # What did not fit before is nobody's undoing.
        if number > plan.last.id:
            what = f"{match_ref(match.number)}, and {visit_ref(found[0])} would be none of its"
            problems.append(Problem("undo.outside", *_first(writer, number, what)))
    if problems:
        raise Refused("it cannot be undone", problems)


def _outside(day: date, started_on: date | None, ended_on: date | None) -> bool:
    return bool(problems_with_visit(day, None, None, started_on, ended_on, day))


def _priced(writer: Writer, plan: Plan) -> int:
    """How many lines a rate that is no more has priced; values that do not go together are refused.

    Raises Refused.
    """
    reader, own = writer.reader, change_set(writer.reader, writer.history.change_set)
    changed = queries.policy_entries(reader, own)
    policy = policy_queries.policy(reader) if changed else Policy(())
    keys = {key for key, _ in changed}
    problems = [
        problem
        for key in sorted(keys | set(LEVELS) if keys & set(LEVELS) else keys)
        for value in policy.history(key)
        for problem in problems_with_value(key, value.value, value.from_on, policy)
    ]
    if problems:
        raise Refused("it cannot be undone", problems)
    rates = [day for key, day in changed if key.startswith(RATES)]
    return queries.priced_since(reader, plan.last, min(rates)) if rates else 0


def _in_the_way(writer: Writer, error: Exception, *rows: Mapping[str, Any]) -> Exception:
    """The refusal where a row's place is taken by another; whatever else went wrong, as it is."""
    reader, unique = writer.reader, broken_unique(writer.reader, str(error))
    if type(error).__name__ != "IntegrityError" or unique is None:
        return error
    would = ({name: kept(value) for name, value in row.items()} for row in rows)
    found = {(unique.table, number) for number in queries.in_the_place(reader, unique, would)}
    own = writer.history.change_set or BEYOND
    by = {queries.set_before(reader, own, [row]): row for row in sorted(found)}
    said = Owners(reader, found).said
    return Refused(
        "it cannot be undone",
        [
            Problem(
                "undo.in_the_way",
                *_first(writer, number, f"{said(row)}, which stands in its place"),
            )
            for number, row in sorted(by.items(), reverse=True)
        ],
    )


def _first(writer: Writer, number: int, what: str) -> tuple[str, str]:
    """That a later change set is undone first, with what it did, and the command that helps."""
    never = problems_of_kind(writer.reader, change_set(writer.reader, number))
    ref = change_set_ref(number)
    return undone_first(ref, f"{ref} changed {what}", never)
