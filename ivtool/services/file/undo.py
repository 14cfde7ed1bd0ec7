"""What may be taken back, and what may come back: which change set, and why it cannot be."""

from collections.abc import Iterable
from contextlib import suppress
from itertools import islice

from ivtool.domain.file.undo import (
    MOST_NAMED,
    Row,
    conflicts,
    is_passed_over,
    problems_with_kind,
    puts_right,
)
from ivtool.domain.refs import change_set_ref
from ivtool.errors import Problem, Refused
from ivtool.queries.file import undo as queries
from ivtool.queries.file.history import ChangeSet, change_set
from ivtool.queries.file.owners import Owners
from ivtool.queries.reading import Reader
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


def to_undo(reader: Reader, actor: str, asked: int | None) -> Plan:
    """What an undo takes back: the change set that is asked for, else somebody's last that stands.

    Raises Refused for what is never undone, is undone already, or has something resting on it.
    """
    if asked is not None:
        return _possible(reader, _planned(reader, asked))
    sets = (
        each
        for each in queries.own_sets(reader, actor)
        for did in [queries.touched(reader, each)]
        if not is_passed_over(each.command, did, queries.told(reader, each, did))
    )
    last = next(sets, None)
    if last is None:
        raise _nothing("there is nothing to undo", "no change of yours can be taken back")
    problems = problems_of_kind(reader, last)
    if not problems:
        return _possible(reader, _planned(reader, last.id))
    raise Refused(
        f"{change_set_ref(last.id)} cannot be undone", [*problems, *_before(reader, sets)]
    )


def _before(reader: Reader, sets: Iterable[ChangeSet]) -> list[Problem]:
    """The last of some change sets that can be undone, so that nothing bars the way to it."""
    for each in islice(sets, MOST_ASKED):
        with suppress(Refused):
            _possible(reader, _planned(reader, each.id))
            ref = change_set_ref(each.id)
            what = f"of what you did before it, {ref} ({each.command}) can be undone"
            return [Problem("undo.before", what, f"ivtool undo {ref}")]
    return []


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


def require_shown(plan: Plan, shown: Plan | None) -> None:
    """Refuse to take back another change set than the one that somebody agreed to.

    None was shown where nobody was asked. Raises Refused.
    """
    if shown is not None and (plan.origin.id, plan.last.id) != (shown.origin.id, shown.last.id):
        what = "another change came last while the question stood"
        hint = f"ivtool history show {change_set_ref(plan.origin.id)}"
        raise Refused("nothing was put back", [Problem("undo.not_shown", what, hint)])


def way_back(writer: Writer) -> str | None:
    """The command that takes back what a writer has done; None for nothing, or where none does."""
    history = writer.history
    if not history.change_set:
        return None
    if history.takes_back is not None:
        return "ivtool redo" if history.command == "undo" else "ivtool undo"
    which = change_set(writer.reader, history.change_set)
    did = queries.touched(writer.reader, which)
    if all(each.table == "concern_look" for each in did):
        return None
    problems = problems_of_kind(writer.reader, which)
    told = queries.told(writer.reader, which, did)
    return puts_right(told, problems) if problems else "ivtool undo"


def problems_of_kind(
    reader: Reader, last: ChangeSet, origin: ChangeSet | None = None
) -> list[Problem]:
    """Why a change set is never taken back, whatever came after it.

    Of one that takes back or brings back another that is the `origin`, whose command it is.
    """
    did, meant = queries.touched(reader, last), origin or last
    told = queries.told(reader, last, did)
    return problems_with_kind(change_set_ref(meant.id), meant.command, did, told)


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
    problems = problems_of_kind(reader, plan.last, plan.origin)
    if not queries.has_link(reader, plan.last.id):
        problems.append(Problem("undo.too_old", "an older ivtool recorded it", LIST))
    later: dict[int, list[tuple[int, Row]]] = {}
    did = queries.touched(reader, plan.last)
    for each in [] if problems else queries.later(reader, plan.last, did):
        later.setdefault(each.origin, []).append((each.change_set, (each.table, each.row)))
    never = {
        origin: problems_of_kind(reader, change_set(reader, origin))
        for origin in sorted(later, reverse=True)[:MOST_ASKED]
    }
    named = {
        row for each in later.values() for row in sorted({one for _, one in each})[:MOST_NAMED]
    }
    problems += conflicts(plan.last.id, later, never, Owners(reader, named).said)
    if problems:
        what = "brought back" if plan.again else "undone"
        raise Refused(f"{change_set_ref(plan.origin.id)} cannot be {what}", problems)
    return plan


def _nothing(message: str, what: str) -> Refused:
    return Refused(message, [Problem("undo.nothing", what, LIST)])
