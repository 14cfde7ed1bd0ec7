"""What the months of matches are drawn from: visits counted by month, and excuses."""

from datetime import date

from ivtool.domain.days import Month, written_month
from ivtool.domain.visits.visits import CALLED_OFF_OUTCOMES
from ivtool.domain.visits.vocabulary import VisitKind, VisitOutcome
from ivtool.queries.reading import Reader

HELD = VisitOutcome.HELD.value
CALLED_OFF = frozenset(outcome.value for outcome in CALLED_OFF_OUTCOMES)
Counted = tuple[dict[Month, int], set[Month]]


def visits_by_month(
    reader: Reader, as_of: date, first: Month, match: int | None = None
) -> dict[int, Counted]:
    """Of each match how many visits were held in each month, from a month on to a day.

    And the months in which a visit was called off, and we know by whom; one that was missed nobody
    called off. Of one match or all.
    """
    found: dict[int, Counted] = {}
    one = "" if match is None else " AND match_id = :match"
    rows = reader.execute(
        "SELECT match_id, substr(visited_on, 1, 7), outcome, count(*) FROM visit"
        " WHERE visited_on BETWEEN :first AND :as_of AND withdrawn_on IS NULL"
        f" AND kind = '{VisitKind.VISIT.value}'{one} GROUP BY 1, 2, 3",
        {"first": first.first.isoformat(), "as_of": as_of.isoformat(), "match": match},
    )
    for number, month, outcome, count in rows:
        held, called_off = found.setdefault(number, ({}, set()))
        if outcome == HELD:
            held[written_month(month)] = count
        elif outcome in CALLED_OFF:
            called_off.add(written_month(month))
    return found


def excused_months(reader: Reader) -> dict[int, set[Month]]:
    """The excused months by match; an excuse counts whenever it was entered."""
    found: dict[int, set[Month]] = {}
    for number, month in reader.execute("SELECT match_id, month FROM excuse"):
        found.setdefault(number, set()).add(written_month(month))
    return found
