"""What came of matches: ratings at the first and at the latest review, and which way they went.

docs/DOMAIN.md, sections 7 and 10.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from ivtool.domain.suppression import hidden_in_line, is_small
from ivtool.tuples import NamedTuple

LEAST_REVIEWS = 2


class Benefit(NamedTuple):
    """One rating over matches with two or more reviews that have it; None is hidden.

    Means to one decimal. `suppressed` where anything is hidden; means of nothing are None too.
    """

    matches: int | None
    first_mean: Decimal | None
    latest_mean: Decimal | None
    better: int | None
    same: int | None
    worse: int | None
    suppressed: bool


def benefit(ratings: Iterable[Sequence[int]], most: int) -> Benefit:
    """What came of one rating; `ratings` are a match's by day, the earliest first.

    Counts from 1 to `most` are hidden, and one more where subtraction would tell; means of so few
    matches are too. Source: docs/DOMAIN.md, section 10.
    """
    of = [found for found in ratings if len(found) >= LEAST_REVIEWS]
    ways = [
        sum(found[-1] > found[0] for found in of),
        sum(found[-1] == found[0] for found in of),
        sum(found[-1] < found[0] for found in of),
    ]
    few = is_small(len(of), most)
    hidden = hidden_in_line(ways, most, sum_shown=not few)
    better, same, worse = (None if place in hidden else count for place, count in enumerate(ways))
    means = not few and bool(of)
    return Benefit(
        None if few else len(of),
        _mean([found[0] for found in of]) if means else None,
        _mean([found[-1] for found in of]) if means else None,
        better,
        same,
        worse,
        few or bool(hidden),
    )


def _mean(values: Sequence[int]) -> Decimal:
    return (Decimal(sum(values)) / len(values)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
