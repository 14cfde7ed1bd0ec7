"""Journeys of a sheet, priced by the rate of their day and the miles of the tax year."""

import pytest
from conftest import Unchanged
from importing import Sheets, Team, reasons, service, team

# Dozens of whole imports: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

__all__ = ["team"]


def journeys(*lines: tuple[str, str, str], **more: object) -> Sheets:
    """Claims of V1: key, day, miles; by car unless said otherwise, and unpriced."""
    return service(
        claims=[
            {"key": key, "volunteer": "V1", "on": on, "category": "mileage", "miles": miles, **more}
            for key, on, miles in lines
        ]
    )


def pence(team: Team) -> dict[str, int]:
    rows = team.rows(
        "SELECT e.key || '/' || n.line, n.amount_pence FROM claim_line n"
        " JOIN claim e ON e.id = n.claim_id ORDER BY e.key, n.line"
    )
    return dict(rows)


RATES = [
    ("2026-04-05", "car", "24", 1080),
    ("2026-04-06", "car", "24", 1320),
    ("2026-04-06", "van", "24", 1320),
    ("2026-04-06", "", "24", 1320),
    ("2026-04-05", "motorcycle", "24", 576),
    ("2026-04-06", "motorcycle", "24", 576),
    ("2026-04-05", "bicycle", "24", 480),
    ("2026-04-06", "bicycle", "24", 480),
    ("2026-04-05", "car", "0.1", 5),
    ("2026-04-05", "car", "0.3", 14),
    ("2026-04-06", "car", "0.1", 6),
    ("2026-04-06", "car", "1000", 55000),
    ("2026-04-06", "motorcycle", "0.1", 2),
    ("2026-04-06", "bicycle", "0.1", 2),
]


def test_a_journey_is_priced_by_the_rate_of_its_day(team: Team) -> None:
    sheets = journeys(*((f"E{at:02d}", on, miles) for at, (on, _, miles, _) in enumerate(RATES)))
    for row, (_, vehicle, _, _) in zip(sheets["claims"], RATES, strict=True):
        row["vehicle"] = vehicle
    team.take(sheets)
    assert list(pence(team).values()) == [each for *_, each in RATES]


def thousands(*, until: int, year: int = 2026) -> list[tuple[str, str, str]]:
    """So many journeys of 999 miles, a day each from 6 April on."""
    return [(f"T{day:02d}", f"{year}-04-{day + 6:02d}", "999") for day in range(until)]


def test_above_ten_thousand_miles_of_a_tax_year_the_rate_falls(team: Team) -> None:
    team.take(journeys(*thousands(until=10), ("E1", "2026-05-01", "24")))
    assert pence(team)["E1/1"] == 10 * 55 + 14 * 25
    team.take(journeys(("E2", "2026-05-01", "1"), ("E3", "2026-05-02", "24")))
    assert (pence(team)["E2/1"], pence(team)["E3/1"]) == (25, 600)


def test_the_miles_begin_anew_on_6_april_and_for_each_volunteer(team: Team) -> None:
    before = thousands(until=11, year=2025)
    sheets = journeys(*before, ("E1", "2026-04-05", "10"), ("E2", "2026-04-06", "10"))
    sheets["claims"].append(
        {"key": "E3", "volunteer": "V2", "on": "2026-04-05", "category": "mileage", "miles": "10"}
    )
    team.take(sheets)
    found = pence(team)
    assert (found["E1/1"], found["E2/1"], found["E3/1"]) == (250, 550, 450)


def test_journeys_are_counted_by_their_days_and_then_in_file_order(team: Team) -> None:
    team.take(
        journeys(
            ("E3", "2026-06-02", "20"),
            ("E1", "2026-06-01", "20"),
            ("E2", "2026-06-01", "20"),
            *thousands(until=9),
            ("E0", "2026-05-01", "984"),
        )
    )
    assert pence(team)["E0/1"] == 984 * 55
    found = [pence(team)[f"E{place}/1"] for place in (1, 2, 3)]
    assert found == [20 * 55, 5 * 55 + 15 * 25, 20 * 25]


def test_a_late_claim_is_priced_by_the_journeys_then_known(team: Team) -> None:
    team.take(journeys(*thousands(until=10), ("E2", "2026-05-10", "10")))
    assert pence(team)["E2/1"] == 550
    team.take(journeys(("E1", "2026-05-01", "10"), ("E3", "2026-05-20", "10")))
    found = pence(team)
    assert (found["E1/1"], found["E2/1"], found["E3/1"]) == (550, 550, 250)


@pytest.mark.parametrize("declined", ["", "2026-05-01"])
def test_every_recorded_car_journey_counts_given_or_declined(team: Team, declined: str) -> None:
    sheets = journeys(*thousands(until=11))
    for row in sheets["claims"]:
        row |= {"amount": "1.00", "vehicle": "van", "declined_on": declined}
    sheets["claims"].append(
        {"key": "E1", "volunteer": "V1", "on": "2026-05-02", "category": "mileage", "miles": "10"}
    )
    team.take(sheets)
    assert pence(team)["E1/1"] == 250
    assert pence(team)["T00/1"] == 100


def test_journeys_by_bicycle_do_not_count(team: Team) -> None:
    team.take(journeys(*thousands(until=11), vehicle="bicycle"))
    team.take(journeys(("E1", "2026-05-02", "10")))
    assert pence(team)["E1/1"] == 550


def test_an_unpriced_line_is_unchanged_whatever_it_would_come_to_now(
    team: Team, nothing_stored: Unchanged
) -> None:
    last = ("E1", "2026-05-02", "10")
    team.take(journeys(last))
    team.take(journeys(*thousands(until=11)))
    with nothing_stored():
        assert team.counts(journeys(last))["claims"] == (0, 0, 1, 0)
        given = team.take(journeys(last, amount="5.50"), code=4)
    [line] = reasons(given)
    assert line.startswith("claims.csv row 2: is recorded already and differs in amount;")


def test_a_services_own_rate_is_used_from_its_day(team: Team) -> None:
    team.command("policy", "set", "expenses.rates.car", "40", "--from", "2026-05-01")
    team.take(journeys(("E1", "2026-04-30", "10"), ("E2", "2026-05-01", "10")))
    assert pence(team) == {"E1/1": 550, "E2/1": 400}
