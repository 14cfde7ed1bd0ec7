"""Concerns with their clocks: who is to be told of each, by when, and who was."""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.concerns.concerns import Clock, clocks
from ivtool.domain.policy import Policy
from ivtool.queries import concerns as queries
from ivtool.queries.concerns import ConcernRecord
from ivtool.queries.reading import Reader


def clocks_of(
    reader: Reader,
    known: Sequence[ConcernRecord],
    as_of: date,
    policy: Policy,
    number: int | None = None,
) -> list[tuple[ConcernRecord, list[Clock]]]:
    """Some concerns with who must be told of each, as known on a day; or the one of a number.

    Of one that was withdrawn nobody is to be told.
    """
    if not known:
        return []
    extra, told = policy.dates("holidays.extra", as_of), queries.told(reader, as_of, number)
    return [
        (
            each,
            clocks(each.kind, each.raised_on, told.get(each.number, ()), extra, as_of)
            if each.withdrawn_on is None
            else [],
        )
        for each in known
    ]


def standing(
    reader: Reader, as_of: date, policy: Policy, authority: int | None = None
) -> list[tuple[ConcernRecord, list[Clock]]]:
    """Every concern raised by a day that was not withdrawn, open or closed; of one authority's."""
    known = queries.concerns(reader, as_of, authority)
    return clocks_of(reader, [each for each in known if not each.withdrawn_on], as_of, policy)
