"""What the volunteers of a made-up service claimed: a claim a month, for the visits held in it."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from ivtool.demo.matches import Entry, Match, Story
from ivtool.demo.people import Row
from ivtool.domain.days import Month
from ivtool.domain.expenses.vocabulary import ExpenseCategory, Vehicle
from ivtool.tuples import NamedTuple

# What an afternoon costs, in pounds and pence as a sheet has them.
PRICES = {
    ExpenseCategory.ADMISSION: ("6.50", "8.00", "11.40", "14.50"),
    ExpenseCategory.MEAL: ("5.20", "7.85", "9.60", "12.00"),
    ExpenseCategory.ACTIVITY: ("4.00", "6.00", "9.50"),
}
# Together over the figure of £30 a month.
DEAR = ((ExpenseCategory.ACTIVITY, "24.00"), (ExpenseCategory.MEAL, "15.40"))
LATE = timedelta(days=24)
CLAIMS_AT_ALL = 0.8
DECLINED = 0.02


class Line(NamedTuple):
    """A line of a claim, without the claim's key; a sum of money as a sheet has it."""

    volunteer: Row
    on: date
    category: ExpenseCategory
    match: str | None
    vehicle: Vehicle | None
    miles: str | None
    amount: str | None
    receipt: str | None
    description: str | None
    claimed_on: date
    approved_on: date | None
    paid_on: date | None
    declined_on: date | None


Claim = list[Line]


class Treasurer:
    """Writes the claims of a match, as far as they were claimed, approved and paid by today."""

    def __init__(self, chance: random.Random, today: date) -> None:
        self.chance = chance
        self.today = today

    def claims(self, match: Match, place: int) -> Iterator[Claim]:
        """The claims of a match's volunteer; the first of the cast waits for the money too long."""
        chance = self.chance
        by_car = match.volunteer["drives"] == "yes" or match.story is Story.FAR
        vehicle = chance.choice((Vehicle.CAR, Vehicle.CAR, Vehicle.CAR, Vehicle.BICYCLE))
        vehicle = vehicle if by_car and match.story is not Story.FAR else Vehicle.CAR
        claims_at_all = match.story is not Story.PLAIN or chance.random() < CLAIMS_AT_ALL
        if not claims_at_all or not match.held:
            return
        months = [list(held) for _, held in groupby(match.held, lambda each: Month.of(each.on))]
        for number, held in enumerate(months, start=1):
            newest = number == len(months)
            if match.story is Story.COSTLY:
                claimed_on = held[-1].on + timedelta(days=2)
            elif newest and match.story is Story.EXCUSED:
                claimed_on = max(held[-1].on, self.today - timedelta(days=chance.randrange(4)))
            else:
                end = Month.of(held[-1].on).last
                claimed_on = end + timedelta(days=chance.randrange(1, 13))
            if claimed_on > self.today:
                continue
            late = self.today - claimed_on >= LATE
            is_late = (
                late and (match.story is Story.COSTLY or place == 0) and number > len(months) - 3
            )
            yield list(self._lines(match, held, vehicle if by_car else None, claimed_on, is_late))

    def _lines(
        self,
        match: Match,
        held: list[Entry],
        vehicle: Vehicle | None,
        claimed_on: date,
        is_late: bool,
    ) -> Iterator[Line]:
        chance = self.chance
        approved_on = self._by_today(claimed_on + timedelta(days=chance.randrange(2, 6)))
        paid_on = self._by_today(claimed_on + timedelta(days=chance.randrange(7, 14)))
        paid_on = None if is_late else paid_on

        def line(
            visit: Entry,
            category: ExpenseCategory,
            amount: str | None = None,
            miles: str | None = None,
        ) -> Line:
            is_journey = category is ExpenseCategory.MILEAGE
            is_declined = chance.random() < DECLINED and not is_journey and approved_on is not None
            is_declined = is_declined and match.story is not Story.COSTLY
            return Line(
                match.volunteer,
                visit.on,
                category,
                match.key,
                vehicle if is_journey else None,
                miles,
                amount,
                None if is_journey else chance.choice(("yes", "yes", "yes", "no")),
                visit.activity,
                claimed_on,
                None if is_declined else approved_on,
                None if is_declined else paid_on,
                approved_on if is_declined else None,
            )

        for visit in held:
            if vehicle is None:
                fare = f"{chance.randrange(30, 98) / 10:.1f}0"
                yield line(visit, ExpenseCategory.FARE, fare)
            else:
                miles = match.miles * 2 + chance.randrange(-9, 30) / 10
                yield line(visit, ExpenseCategory.MILEAGE, None, f"{miles:.1f}")
            if match.story is Story.COSTLY:
                for category, amount in DEAR:
                    yield line(visit, category, amount)
            elif chance.random() < 0.7:
                category = chance.choice(tuple(PRICES))
                yield line(visit, category, chance.choice(PRICES[category]))
            if vehicle is Vehicle.CAR and chance.random() < 0.2:
                yield line(visit, ExpenseCategory.PARKING, chance.choice(("2.40", "3.60", "5.00")))

    def _by_today(self, day: date) -> date | None:
        return day if day <= self.today else None
