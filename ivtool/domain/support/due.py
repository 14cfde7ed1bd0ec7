"""When a volunteer's supervision is due: the one definition, for every list, report and job."""

from datetime import date, timedelta

from ivtool.tuples import NamedTuple


class Supervision(NamedTuple):
    """Where a volunteer with a live match stands with supervision on a day.

    `last_on` is the last one held since the earliest of the live matches began. Days overdue are
    negative while it is not yet due.
    """

    last_on: date | None
    due_on: date
    days_overdue: int

    @property
    def in_date(self) -> bool:
        """Whether it is not overdue: on the due day it still is in date."""
        return self.days_overdue <= 0


def supervision(began_on: date, last_held: date | None, weeks: int, as_of: date) -> Supervision:
    """Due so many weeks after the last one held since the earliest live match began, else after it.

    Begun on 1 Sept: held on 20 Oct it is due on 1 Dec, never held on 13 Oct, and overdue the day
    after. `last_held` is the latest by `as_of`; one before the beginning is no matter.
    Source: docs/DOMAIN.md, section 7.
    """
    last_on = last_held if last_held is not None and last_held >= began_on else None
    due_on = (last_on or began_on) + timedelta(weeks=weeks)
    return Supervision(last_on, due_on, (as_of - due_on).days)
