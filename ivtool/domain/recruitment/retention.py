"""How long what was recorded is kept, and the day from which it goes."""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.days import months_after


def number_goes_on(
    came_on: date | None, decided: Sequence[date], renewed_on: date | None, months: int
) -> date | None:
    """The day from which a DBS certificate's number is no longer kept; None while undecided.

    So many months after the decision that it was asked for: of a renewal by somebody approved,
    `renewed_on`, the day that its outcome was recorded; else the first day on or after it came on
    which they were approved, left, or were not accepted. A number that came on a day nobody knows
    counts from the first decision. Source: docs/DOMAIN.md, section 10.
    """
    decision = renewed_on
    if decision is None:
        decision = min((day for day in decided if came_on is None or day >= came_on), default=None)
    if decision is None:
        return None
    return months_after(decision, months)
