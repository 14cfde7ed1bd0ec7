"""England's bank holidays and working days.

By the rules that have held since 1978, with the days that were moved or added by proclamation since
2020; a service adds later ones by policy (`holidays.extra`) on the day they are announced. Our own
and not the package of that name, which would hold dateutil below 4 and weighs 15 MB.
"""

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

ONE_DAY = timedelta(days=1)
SATURDAY = 5
# What was otherwise: days taken away, days added.
PROCLAIMED: dict[int, tuple[frozenset[date], frozenset[date]]] = {
    2020: (frozenset({date(2020, 5, 4)}), frozenset({date(2020, 5, 8)})),
    2022: (
        frozenset({date(2022, 5, 30)}),
        frozenset({date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19)}),
    ),
    2023: (frozenset(), frozenset({date(2023, 5, 8)})),
}


@lru_cache(maxsize=16)
def bank_holidays(year: int) -> frozenset[date]:
    """England's bank holidays of a year; one on a weekend moves to the next weekday that is none.

    25 December 2027 is a Saturday and 26 December a Sunday: Monday 27 and Tuesday 28 are holidays.
    """
    from dateutil.easter import easter

    sunday: date = easter(year)
    found = {
        sunday - 2 * ONE_DAY,
        sunday + ONE_DAY,
        _monday_from(date(year, 5, 1)),
        _monday_from(date(year, 5, 25)),
        _monday_from(date(year, 8, 25)),
    }
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        day = fixed
        while day.weekday() >= SATURDAY or day in found:
            day += ONE_DAY
        found.add(day)
    taken, added = PROCLAIMED.get(year, (frozenset(), frozenset()))
    return frozenset(found - taken | added)


def is_working_day(day: date, extra: Collection[date]) -> bool:
    """Whether a day is none of the weekend, no bank holiday, and none of the service's own."""
    return day.weekday() < SATURDAY and day not in extra and day not in bank_holidays(day.year)


def next_working_day(day: date, extra: Collection[date]) -> date:
    """The first working day after a day: of a Friday it is Monday, if that is no holiday."""
    day += ONE_DAY
    while not is_working_day(day, extra):
        day += ONE_DAY
    return day


def working_day_before(day: date, extra: Collection[date]) -> date:
    """The last working day before a day."""
    day -= ONE_DAY
    while not is_working_day(day, extra):
        day -= ONE_DAY
    return day


def _monday_from(day: date) -> date:
    return day + (-day.weekday() % 7) * ONE_DAY
