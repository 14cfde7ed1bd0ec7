"""The journeys that count towards the 10,000 miles of a tax year."""

from ivtool.domain.expenses.expenses import COUNTED_VEHICLES
from ivtool.domain.expenses.mileage import Journey
from ivtool.domain.expenses.vocabulary import ExpenseCategory, Vehicle
from ivtool.queries.reading import Reader, needed_day


def journeys(reader: Reader, volunteer: int | None = None) -> dict[int, list[Journey]]:
    """Every recorded journey by car or van, of one volunteer or each, by day and as recorded.

    Whatever became of its claim, a journey was driven and counts.
    """
    vehicles = ", ".join(f"'{vehicle.value}'" for vehicle in sorted(COUNTED_VEHICLES))
    # Two conditions in one would make it read every line of the file for one volunteer's.
    whose = "" if volunteer is None else " AND e.volunteer_id = :volunteer"
    rows = reader.execute(
        "SELECT e.volunteer_id, n.incurred_on, n.miles_tenths, n.vehicle FROM claim_line n"
        f" JOIN claim e ON e.id = n.claim_id WHERE n.category = '{ExpenseCategory.MILEAGE.value}'"
        f" AND n.vehicle IN ({vehicles}) AND n.miles_tenths IS NOT NULL{whose}"
        " ORDER BY n.incurred_on, n.id",
        {} if volunteer is None else {"volunteer": volunteer},
    )
    found: dict[int, list[Journey]] = {}
    for number, on, miles_tenths, vehicle in rows.fetchall():
        journey = Journey(needed_day(on), miles_tenths, Vehicle(vehicle))
        found.setdefault(number, []).append(journey)
    return found
