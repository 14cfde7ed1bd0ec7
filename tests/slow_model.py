"""Overdue and ledger once more, slowly: every day is walked.

Written from DOMAIN.md section 6 alone. Nothing here knows how the program does it.
"""

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)
Span = tuple[date, date | None]
YearMonth = tuple[int, int]


@dataclass(frozen=True)
class Rules:
    """The policy values of visiting; `later_min_days` are (from-day, days) of later settings."""

    grace_days: int = 7
    red_days: int = 30
    escalate_days: int = 60
    min_days_for_month: int = 15
    later_min_days: tuple[tuple[date, int], ...] = ()

    def min_days(self, day: date) -> int:
        """The days that make a month due, as in force on a day."""
        found = self.min_days_for_month
        for begin, days in sorted(self.later_min_days):
            if begin <= day:
                found = days
        return found


@dataclass(frozen=True)
class History:
    """All that ever happened on a match; what is known of it depends on the day asked about.

    `visits` are (day, outcome) with the outcomes held, called_off and missed. `own_months` are
    the match's own months between visits, each from a day on; before them it is `every_months`.
    """

    started_on: date
    ended_on: date | None = None
    visits: tuple[tuple[date, str], ...] = ()
    pauses: tuple[Span, ...] = ()
    excused: frozenset[YearMonth] = field(default=frozenset())
    every_months: int = 1
    own_months: tuple[tuple[date, int], ...] = ()

    def every(self, as_of: date) -> int:
        """The months between visits that are in force on a day."""
        months = self.every_months
        for begin, own in sorted(self.own_months):
            if begin <= as_of:
                months = own
        return months

    def live(self, day: date, as_of: date) -> bool:
        """Whether the match is live on a day, as known on another."""
        ended_on = self.ended_on if self.ended_on and self.ended_on <= as_of else None
        return self.started_on <= day and (ended_on is None or day < ended_on)

    def paused(self, day: date, as_of: date) -> bool:
        """Whether a day lies in a pause that had begun by the day asked about."""
        return any(
            begin <= as_of and begin <= day and (until is None or day <= until)
            for begin, until in self.pauses
        )

    def in_open_pause(self, day: date) -> bool:
        """Whether a day lies in a pause with no end set."""
        return any(until is None and begin <= day for begin, until in self.pauses)

    def held(self, as_of: date) -> list[date]:
        """The days of the visits held by a day."""
        return sorted(day for day, outcome in self.visits if outcome == "held" and day <= as_of)


@dataclass(frozen=True)
class Stands:
    """Where a live match stands; `due_on` is None where only an open pause is in sight."""

    last_visit_on: date | None
    due_on: date | None
    days_overdue: int | None
    status: str
    level: str | None


def months_later(day: date, count: int) -> date:
    """The same day of a later month, or that month's last day."""
    place = day.month - 1 + count
    year, month = day.year + place // 12, place % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def stands(history: History, as_of: date, rules: Rules) -> Stands:
    """Where a live match stands on a day: the clock ticks on every day that is not paused."""
    held = history.held(as_of)
    last = held[-1] if held else history.started_on
    to_go = (months_later(last, history.every(as_of)) - last).days
    day, due_on = last, None
    horizon = max([as_of, *(until or begin for begin, until in history.pauses)]) + 500 * DAY
    while due_on is None and day < horizon:
        day += DAY
        if not history.paused(day, as_of):
            to_go -= 1
            due_on = day if to_go == 0 else None
    seen = held[-1] if held else None
    if history.paused(as_of, as_of):
        return Stands(seen, due_on, None, "paused", None)
    assert due_on is not None
    days = 0
    day = due_on
    while day < as_of:
        day += DAY
        days += 0 if history.paused(day, as_of) else 1
    while day > as_of:
        day -= DAY
        days -= 1
    if days <= rules.grace_days:
        return Stands(seen, due_on, days, "ok", None)
    level = "amber"
    if days >= rules.red_days:
        level = "red"
    if days >= rules.escalate_days:
        level = "escalate"
    return Stands(seen, due_on, days, "overdue", level)


def days_of(month: YearMonth) -> list[date]:
    """The days of a calendar month."""
    return [date(*month, day + 1) for day in range(calendar.monthrange(*month)[1])]


def months_of(history: History, as_of: date) -> list[YearMonth]:
    """The months that have a line: from that of the start to that of the ending, or of the day."""
    last = as_of
    if history.ended_on is not None and history.ended_on <= as_of:
        last = history.ended_on
    found: list[YearMonth] = []
    day = history.started_on.replace(day=1)
    while day <= last:
        if (day.year, day.month) not in found:
            found.append((day.year, day.month))
        day += DAY
    return found


def expected(history: History, month: YearMonth, as_of: date, rules: Rules) -> bool:
    """Whether a visit was due in a month, judged on its last day, or now while it runs."""
    days = [
        day for day in days_of(month) if history.live(day, as_of) and not history.paused(day, as_of)
    ]
    judged_on = min(days_of(month)[-1], as_of)
    if len(days) < rules.min_days(judged_on):
        return False
    before = days_of(month)[0]
    for _ in range(history.every(judged_on) - 1):
        before = (before - DAY).replace(day=1)
        if (before.year, before.month) < (history.started_on.year, history.started_on.month):
            return False
        if any((each.year, each.month) == (before.year, before.month)
               for each in history.held(as_of)):  # fmt: skip
            return False
    return True


def month_state(history: History, month: YearMonth, as_of: date, rules: Rules) -> str:
    """What the ledger says of a month."""
    outcomes = {
        outcome
        for day, outcome in history.visits
        if (day.year, day.month) == month and day <= as_of
    }
    if "held" in outcomes:
        return "done"
    if not expected(history, month, as_of, rules):
        return "not_due"
    if month in history.excused:
        return "excused"
    if as_of < days_of(month)[-1]:
        return "open"
    return "attempted" if "called_off" in outcomes else "missed"
