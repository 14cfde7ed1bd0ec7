"""Where volunteers with a live match stand with their supervision on a day."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

from ivtool.domain.ids import VolunteerId
from ivtool.domain.office.todo_support import Session
from ivtool.domain.policy import Policy
from ivtool.domain.support.due import Supervision, supervision
from ivtool.domain.support.vocabulary import SupportKind
from ivtool.queries.reading import Reader
from ivtool.queries.support import due as queries
from ivtool.queries.support.due import Visitor
from ivtool.tuples import NamedTuple

SUPERVISED = (SupportKind.SUPERVISION,)


class Supervised(NamedTuple):
    """A volunteer with a live match, where they stand, and the last of each kind of support."""

    visitor: Visitor
    stands: Supervision
    last: Mapping[SupportKind, date]


def supervised(
    reader: Reader,
    as_of: date,
    policy: Policy,
    authority: int | None = None,
    *,
    volunteers: Collection[int] | None = None,
    kinds: Collection[SupportKind] = SUPERVISED,
    last: Mapping[VolunteerId, Mapping[SupportKind, date]] | None = None,
) -> Iterator[Supervised]:
    """Every volunteer with a match live on a day, both of a couple, in the order of refs.

    Of an authority's children or of all, or some volunteers alone; the last support of some kinds,
    or with none named of each. Who has no live match is not due. Who has read the last support
    already hands it on.
    """
    if last is None:
        last = queries.last_held(reader, as_of, kinds, volunteers)
    visitors = queries.visitors(reader, as_of, authority, volunteers)
    yield from _standing(visitors, last, policy, as_of)


def due_soon(
    reader: Reader, as_of: date, policy: Policy, within: timedelta, authority: int | None = None
) -> list[Supervised]:
    """Of the same those whose supervision is overdue, or due within so many days.

    Whoever was supervised, or began, lately enough is never looked at: of very many that is most.
    """
    since = as_of + within - timedelta(weeks=policy.count("support.supervision_weeks", as_of))
    visitors = queries.visitors(reader, as_of, authority, since=since)
    last = queries.last_held(reader, as_of, SUPERVISED, [each.number for each in visitors])
    found = _standing(visitors, last, policy, as_of)
    return [each for each in found if each.stands.days_overdue >= -within.days]


def _standing(
    visitors: Sequence[Visitor],
    last: Mapping[VolunteerId, Mapping[SupportKind, date]],
    policy: Policy,
    as_of: date,
) -> Iterator[Supervised]:
    weeks = policy.count("support.supervision_weeks", as_of)
    for each in visitors:
        theirs = last.get(each.number, {})
        held_on = theirs.get(SupportKind.SUPERVISION)
        yield Supervised(each, supervision(each.began_on, held_on, weeks, as_of), theirs)


def ahead(reader: Reader, as_of: date, volunteers: Collection[int] | None = None) -> list[Session]:
    """What is planned, or was said to be next, and not held by a day: of some, or of all."""
    plans = [
        Session(
            each.number, each.of_kind, each.planned_on, each.volunteer,
            invited=each.invited, come=each.come, do_not=each.do_not,
        )
        for each in queries.ahead(reader, as_of, volunteers)
    ]  # fmt: skip
    said = [
        Session(each.number, each.of_kind, each.next_on, each.volunteer, planned=False)
        for each in queries.next_said(reader, as_of, volunteers)
    ]
    return sorted([*plans, *said], key=lambda each: (each.on, each.number))
