"""What came of matches: ratings at the first and at the latest review, and which way they went.

docs/DOMAIN.md, sections 7 and 10.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from ivtool.domain.support.reviews import HIGHEST_RATING, LOWEST_RATING
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
    matches are too, and those that leave a hidden count no other number: of six at 5.0 and then at
    4.8, one is worse. Source: docs/DOMAIN.md, section 10.
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
    means: tuple[Decimal | None, Decimal | None] = (None, None)
    if of and not few:
        first, latest = _mean([found[0] for found in of]), _mean([found[-1] for found in of])
        small = [place for place in hidden if is_small(ways[place], most)]
        if not any(_told(ways, place, hidden, first, latest) for place in small):
            means = first, latest
    return Benefit(
        None if few else len(of),
        *means,
        better,
        same,
        worse,
        few or bool(hidden),
    )


def _mean(values: Sequence[int]) -> Decimal:
    return (Decimal(sum(values)) / len(values)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def _told(
    ways: Sequence[int], small: int, hidden: Iterable[int], first: Decimal, latest: Decimal
) -> bool:
    """Whether both means leave a hidden count no other number: one more, or less, cannot be."""
    for other in hidden:
        for step in (1, -1) if other != small else ():
            moved = list(ways)
            moved[small] += step
            moved[other] -= step
            if min(moved) >= 0 and _can_be(moved, first, latest):
                return False
    return True


def _can_be(ways: Sequence[int], first: Decimal, latest: Decimal) -> bool:
    """Whether so many better, same and worse can have these means, as they are rounded.

    `lows` is the sum of each match's lower rating of the two: what the better gained, and the worse
    had lost, comes on top of it, at least 1 each, and up to the highest rating.
    """
    better, same, worse = ways
    count = sum(ways)
    (least_first, most_first), (least_latest, most_latest) = (
        _sums(mean, count) for mean in (first, latest)
    )
    for lows in range(LOWEST_RATING * count, HIGHEST_RATING * count + 1):
        gained, lost = max(better, least_latest - lows), max(worse, least_first - lows)
        if lows + gained > most_latest or lows + lost > most_first:
            continue
        room_better, room_worse = HIGHEST_RATING * better - gained, HIGHEST_RATING * worse - lost
        if room_better < LOWEST_RATING * better or room_worse < LOWEST_RATING * worse:
            continue
        if lows <= room_better + room_worse + HIGHEST_RATING * same:
            return True
    return False


def _sums(mean: Decimal, count: int) -> tuple[int, int]:
    """The least and the most that the ratings of a mean, rounded half up, can come to."""
    half = Decimal("0.05")
    least = ((mean - half) * count).to_integral_value(ROUND_CEILING)
    most = ((mean + half) * count).to_integral_value(ROUND_CEILING) - 1
    return int(least), int(most)
