"""What a child said, and how ratings and moods went: a character a month, the earliest first."""

from collections.abc import Iterable, Mapping
from datetime import date

from ivtool.domain.days import Month
from ivtool.domain.ids import MatchId, VisitId
from ivtool.tuples import NamedTuple

# As many as a line holds beside its name.
MOST_MONTHS = 36
NOTHING_SAID = "."


class Said(NamedTuple):
    """Words of a child's own: on a visit or contact, of a match, or at a review of it."""

    said_on: date
    source: str
    match: MatchId
    visit: VisitId | None
    mood: int | None
    words: str


class Valued(NamedTuple):
    """A rating or a mood, from 1 to 5, of a day; `name` is what was rated."""

    name: str
    on: date
    value: int


def drawn(values: Iterable[Valued], names: Iterable[str], as_of: date) -> list[str]:
    """A line for each name that has values: a digit for the last of a month, a dot for none.

    Under a line with the months, from the first with a value to the last, of which no more than
    36 are drawn. Digits, so that no colour or height has to be told apart.
    """
    last_of: dict[str, dict[Month, int]] = {}
    for each in sorted(values, key=lambda every: every.on):
        if each.on <= as_of:
            last_of.setdefault(each.name, {})[Month.of(each.on)] = each.value
    if not last_of:
        return []
    months = [month for found in last_of.values() for month in found]
    last = max(months)
    first = max(min(months), last + -(MOST_MONTHS - 1))
    shown = [name for name in names if name in last_of]
    width = max(map(len, shown))
    lines = [f"  {name:{width}}  {_line(last_of[name], first, last)}" for name in shown]
    return [f"  {'':{width}}  {first} to {last}, a month a place, 1 low to 5 high", *lines]


def _line(values: Mapping[Month, int], first: Month, last: Month) -> str:
    return "".join(
        str(values[month]) if month in values else NOTHING_SAID for month in first.until(last)
    )
