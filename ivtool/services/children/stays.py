"""The latest home of a child, or worker of a role, put right or taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ivtool.domain.children.children import (
    ONE_DAY,
    latest_stay,
    problems_with_stay,
    problems_with_stay_corrected,
)
from ivtool.domain.children.records import Child, ChildWorker, Placement
from ivtool.domain.children.vocabulary import WorkerRole
from ivtool.domain.ids import ChildId
from ivtool.domain.names import problems_with_name
from ivtool.domain.refs import child_ref
from ivtool.errors import Refused
from ivtool.queries.reading import select
from ivtool.services.children.children import NOTHING, Home, said_of_home
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class CorrectedStay(NamedTuple):
    """A home, or a worker, as it now stands, and the last day of the one before where that moved.

    One that never was is `withdrawn`.
    """

    number: ChildId
    what: str
    from_on: date | None
    before_until_on: date | None
    withdrawn: bool


def correct_home(
    writer: Writer, number: ChildId, home: Home, on: date | None, today: date
) -> CorrectedStay:
    """Put right the day or the details of the latest home. Raises Refused."""
    known = latest_stay(select(writer.reader, Placement, child_id=number))
    return _correct(writer, number, "home", known, on, said_of_home(writer, home), today)


def correct_worker(
    writer: Writer,
    number: ChildId,
    role: WorkerRole,
    name: str | None,
    on: date | None,
    today: date,
    reached: Mapping[str, Any] = NOTHING,
) -> CorrectedStay:
    """Put right the day, the name or the numbers of the latest worker of a role. Raises Refused."""
    known = latest_stay(select(writer.reader, ChildWorker, child_id=number, role=role))
    what, said = _spoken(role), dict(reached)
    if name is not None:
        hint = f"ivtool child worker {child_ref(number)} {role.value} NAME --correct"
        if problems := problems_with_name("child", name, hint):
            raise Refused(f"the {what} of {child_ref(number)} cannot be corrected so", problems)
        said["name"] = name.strip()
    return _correct(writer, number, what, known, on, said, today)


def withdraw_home(writer: Writer, number: ChildId) -> CorrectedStay:
    """Take back the latest home, which never was; the one before goes on. Raises Refused."""
    known = latest_stay(select(writer.reader, Placement, child_id=number))
    return _withdraw(writer, number, "home", known)


def withdraw_worker(writer: Writer, number: ChildId, role: WorkerRole) -> CorrectedStay:
    """Take back the latest worker of a role, who never was; the one before goes on.

    Raises Refused.
    """
    known = latest_stay(select(writer.reader, ChildWorker, child_id=number, role=role))
    return _withdraw(writer, number, _spoken(role), known)


def _correct(
    writer: Writer,
    number: ChildId,
    what: str,
    known: tuple[Placement | ChildWorker | None, Placement | ChildWorker | None],
    on: date | None,
    said: Mapping[str, Any],
    today: date,
) -> CorrectedStay:
    (last, before), ref = known, child_ref(number)
    problems = problems_with_stay_corrected(ref, what, last, before, on)
    if on is not None:
        born_on = writer.known(Child, number).date_of_birth
        problems += problems_with_stay(on, born_on, f"the {what}", today)
    if problems or last is None:
        raise Refused(f"the {what} of {ref} cannot be corrected so", problems)
    until_on = None
    if on is not None and before is not None and on != last.from_on:
        # Before the later one moves: no two are without an end, or share a day.
        until_on = on - ONE_DAY
        writer.update(before, until_on=until_on)
    if on is not None:
        said = {**said, "from_on": on}
    now = writer.update(last, **{name: each for name, each in said.items() if each is not None})
    return CorrectedStay(number, what, now.from_on, until_on, withdrawn=False)


def _withdraw(
    writer: Writer,
    number: ChildId,
    what: str,
    known: tuple[Placement | ChildWorker | None, Placement | ChildWorker | None],
) -> CorrectedStay:
    (last, before), ref = known, child_ref(number)
    problems = problems_with_stay_corrected(ref, what, last, before, None)
    if problems or last is None:
        raise Refused(f"no {what} of {ref} can be withdrawn", problems)
    writer.delete(last)
    if before is not None:
        writer.update(before, until_on=last.until_on)
    return CorrectedStay(number, what, last.from_on, None, withdrawn=True)


def _spoken(role: WorkerRole) -> str:
    return role.value.replace("_", " ")
