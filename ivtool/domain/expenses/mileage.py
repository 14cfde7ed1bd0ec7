"""Journeys of a volunteer in the order that prices them: the 10,000 miles of each tax year.

The import and `expenses claim` price by this alone. Tenths of a mile and whole pence, no floats.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ivtool.domain.expenses.expenses import (
    COUNTED_VEHICLES,
    Rate,
    first_rate_tenths,
    mileage_pence,
    tax_year,
)
from ivtool.domain.expenses.vocabulary import Vehicle
from ivtool.tuples import NamedTuple

if TYPE_CHECKING:
    from ivtool.domain.policy import Policy


class Journey(NamedTuple):
    """A journey as it was made: its day, tenths of a mile, and with what."""

    on: date
    miles_tenths: int
    vehicle: Vehicle


class Price(NamedTuple):
    """What a journey comes to, and how: the tenths of a mile at the first rate, and above it."""

    pence: int
    first_tenths: int
    above_tenths: int
    rate: Rate


def prices(known: Iterable[Journey], new: Sequence[Journey], policy: "Policy") -> list[Price]:
    """What each of a volunteer's new journeys comes to, in the order in which they are given.

    Priced in journey-date order by the miles of the tax year up to its day; on the same day the
    journeys known already come first, then the new ones as given. Only cars and vans count, and
    together. The known ones keep what they came to.
    """
    driven: Counter[int] = Counter()
    found: dict[int, Price] = {}
    # Sorting keeps the order of what is of one day.
    places = [*((-1, each) for each in known), *enumerate(new)]
    for place, journey in sorted(places, key=lambda each: each[1].on):
        year = tax_year(journey.on)
        if place >= 0:
            found[place] = _price(journey, driven[year], policy.rate(journey.vehicle, journey.on))
        if journey.vehicle in COUNTED_VEHICLES:
            driven[year] += journey.miles_tenths
    return [found[place] for place in range(len(new))]


def _price(journey: Journey, driven_tenths: int, rate: Rate) -> Price:
    # By motorcycle or bicycle there is one rate, whatever was driven by car.
    before = driven_tenths if journey.vehicle in COUNTED_VEHICLES else 0
    first = first_rate_tenths(journey.miles_tenths, before)
    pence = mileage_pence(journey.miles_tenths, before, rate)
    return Price(pence, first, journey.miles_tenths - first, rate)
