"""The month's compliance report: what each figure counts. docs/DOMAIN.md, section 11."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ivtool.domain.days import Month, months_after
from ivtool.tuples import NamedTuple

# The most days, or months, of each band but the last.
WAITING_BANDS = (("0_to_30", 30), ("31_to_90", 90), ("91_to_180", 180), ("181_to_365", 365))
WAITING_LONGEST = "over_365"
LENGTH_BANDS = (
    ("under_6_months", 6),
    ("6_to_12_months", 12),
    ("1_to_2_years", 24),
    ("2_to_5_years", 60),
)
LENGTH_LONGEST = "over_5_years"


class Period(NamedTuple):
    """A month as a report sees it: known to `as_of`, its last day, or today while it runs."""

    month: Month
    as_of: date

    @property
    def to_date(self) -> bool:
        """Whether the month is still running."""
        return self.as_of < self.month.last

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the month, as far as it is known."""
        return day is not None and self.month.first <= day <= self.as_of


def median(values: Sequence[int]) -> int | float | None:
    """The middle value, the mean of the middle two of an even count; None of nothing."""
    if not values:
        return None
    ordered, half = sorted(values), len(values) // 2
    if len(ordered) % 2:
        return ordered[half]
    both = ordered[half - 1] + ordered[half]
    return both / 2 if both % 2 else both // 2


def days_to_first_visit(received_on: date, matched_until: date | None, visited_on: date) -> int:
    """The days that a child waited for a first visit: from the receipt of the referral.

    Where they had a match before, from its ending if that is later: matched until 20 June, first
    visit of the new one 26 October: 128. Source: docs/DOMAIN.md, section 11.
    """
    return (visited_on - max(received_on, matched_until or received_on)).days


def waiting_bands(days: Iterable[int]) -> dict[str, int]:
    """How many wait in each band of days; 30 days are in the first, 31 in the second."""
    counts = {name: 0 for name, _ in WAITING_BANDS} | {WAITING_LONGEST: 0}
    for each in days:
        found = next((name for name, most in WAITING_BANDS if each <= most), WAITING_LONGEST)
        counts[found] += 1
    return counts


def length_bands(starts: Iterable[date], as_of: date) -> dict[str, int]:
    """How many live matches are of each length; six months to the day is no longer under six."""
    counts = {name: 0 for name, _ in LENGTH_BANDS} | {LENGTH_LONGEST: 0}
    for start in starts:
        found = next(
            (name for name, most in LENGTH_BANDS if as_of < months_after(start, most)),
            LENGTH_LONGEST,
        )
        counts[found] += 1
    return counts


def hours(minutes: int) -> Decimal:
    """Minutes as hours, to one decimal, half up."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def mean_pence(pence: int, count: int) -> int | None:
    """A sum shared out in whole pence, half up; None among none."""
    if not count:
        return None
    return int((Decimal(pence) / count).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def per_fte(matches: int, fte: Decimal) -> Decimal | None:
    """Matches per full-time co-ordinator, to one decimal, half up; None where there is none."""
    if not fte:
        return None
    return (matches / fte).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
