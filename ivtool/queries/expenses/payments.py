"""Payments as facts: their runs, and those that were reversed."""

from ivtool.domain.expenses.records import ClaimLineReversal
from ivtool.queries.reading import Reader, select

# A payment that was reversed after a day still counts on it: of a line `l` that `r` has one, and
# never two. Where it has none, the line's own days tell.
REVERSED_LATER = (
    "LEFT JOIN claim_line_reversal r ON r.claim_line_id = l.id"
    " AND r.paid_on <= :as_of AND r.reversed_on > :as_of"
)


def reversals(reader: Reader) -> dict[int, list[ClaimLineReversal]]:
    """Every payment that was reversed, by the number of its line, in the order of their days."""
    found: dict[int, list[ClaimLineReversal]] = {}
    for each in select(reader, ClaimLineReversal, "claim_line_id, reversed_on, id"):
        found.setdefault(each.claim_line_id, []).append(each)
    return found
