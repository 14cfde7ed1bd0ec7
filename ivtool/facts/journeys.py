"""The journeys that count towards the 10,000 miles of a tax year."""

from collections.abc import Iterator
from datetime import date

from ivtool.domain.expenses import COUNTED_VEHICLES
from ivtool.domain.words import ExpenseCategory
from ivtool.facts.reading import Reader, needed_day


def journeys(reader: Reader) -> Iterator[tuple[int, date, int]]:
    """Every recorded journey by car or van: volunteer, day, tenths of a mile.

    Whatever became of its claim, a journey was driven and counts.
    """
    vehicles = ", ".join(f"'{vehicle.value}'" for vehicle in sorted(COUNTED_VEHICLES))
    rows = reader.execute(
        "SELECT e.volunteer_id, n.incurred_on, n.miles_tenths FROM claim_line n"
        f" JOIN claim e ON e.id = n.claim_id WHERE n.category = '{ExpenseCategory.MILEAGE.value}'"
        f" AND n.vehicle IN ({vehicles}) AND n.miles_tenths IS NOT NULL"
        " ORDER BY n.incurred_on, n.id"
    )
    for volunteer, on, miles_tenths in rows.fetchall():
        yield volunteer, needed_day(on), miles_tenths
