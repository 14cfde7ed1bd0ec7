"""Visits and when the next is due: the one definition of overdue, and which visits are possible."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum

from ivtool.domain.days import months_after, spelled_day
from ivtool.domain.visits.vocabulary import OverdueLevel, VisitKind, VisitOutcome, VisitStatus
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

ONE_DAY = timedelta(days=1)
# Somebody called the visit off, and we know who. Missed is not called off: nobody explained.
CALLED_OFF_OUTCOMES = (
    VisitOutcome.CANCELLED_BY_CHILD,
    VisitOutcome.CANCELLED_BY_VOLUNTEER,
    VisitOutcome.CANCELLED_BY_CARER,
    VisitOutcome.CANCELLED_BY_SERVICE,
)


class CalledOffBy(StrEnum):
    """Who called a visit off."""

    CHILD = "child"
    VOLUNTEER = "volunteer"
    CARER = "carer"
    SERVICE = "service"

    @property
    def outcome(self) -> VisitOutcome:
        """What then came of the visit."""
        return VisitOutcome(f"cancelled_by_{self.value}")


MINUTES_IN_A_DAY = 1440
HIGHEST_MOOD = 5
# More contacts of one kind in a day than this are a slip of the fingers.
MOST_IN_A_DAY = 99


class Pause(NamedTuple):
    """Days on which no visit is expected; `until_on` is the last of them, None while open."""

    from_on: date
    until_on: date | None

    def holds(self, day: date) -> bool:
        """Whether the day is one of the pause's; both ends are."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


class Interval(NamedTuple):
    """A match's own months between visits, from a day on."""

    from_on: date
    every_months: int


def interval_on(intervals: Iterable[Interval], day: date) -> Interval | None:
    """The interval of its own that a match has on a day, in force from its own day on, or None."""
    begun = [each for each in intervals if each.from_on <= day]
    return max(begun, default=None)


class VisitRules(NamedTuple):
    """The policy values of visiting in force on a day. Months and days."""

    every_months: int = 1
    grace_days: int = 7
    red_days: int = 30
    escalate_days: int = 60
    min_days_for_month: int = 15


class Standing(NamedTuple):
    """A live match and its visits on a day. `days_overdue` is negative while not yet due.

    `overdue_on` is the first day on which it is overdue, or will be; None in a pause.
    """

    last_visit_on: date | None
    due_on: date | None
    days_overdue: int | None
    status: VisitStatus
    level: OverdueLevel | None = None
    overdue_on: date | None = None


def next_due(started_on: date, last_held: date | None, every_months: int = 1) -> date:
    """A visit falls due so many months after the last one held, or after the match began.

    31 January is followed by 28 February, and 28 February by 28 March: the day comes from the
    visit, not from the due date before. Source: service practice, a visit every month.
    """
    return months_after(last_held or started_on, every_months)


class PauseStep(NamedTuple):
    """What one pause does to the due day: the days it moved it by, and the day it is then.

    Both None where the pause is open: the due day is out of sight. `stopped` are the days past due
    that do not count, in a pause that began after the due day.
    """

    pause: Pause
    counted: int | None
    due_on: date | None
    stopped: int = 0


def pause_steps(due_on: date, last: date, pauses: Iterable[Pause]) -> Iterator[PauseStep]:
    """How the clock stops for the pauses, taken in date order.

    A pause that begins on or before the due day reached so far moves it by the pause's days after
    `last`, its from-day and until-day included. Stops at the first that begins later.
    """
    for pause in sorted(pauses, key=lambda each: each.from_on):
        if pause.from_on > due_on:
            return
        if pause.until_on is None:
            yield PauseStep(pause, None, None)
            return
        first = max(pause.from_on, last + ONE_DAY)
        counted = max(pause.until_on - first + ONE_DAY, timedelta(0))
        due_on += counted
        yield PauseStep(pause, counted.days, due_on)


def due_after_pauses(due_on: date, last: date, pauses: Iterable[Pause]) -> date | None:
    """The due day once the clock has stopped for the pauses; None when an open one hides it."""
    found: date | None = due_on
    for step in pause_steps(due_on, last, pauses):
        found = step.due_on
    return found


def paused_days(pauses: Iterable[Pause], first: date, last: date) -> int:
    """How many of the days between two, both included, lie in a pause; pauses share no day."""
    count = 0
    for pause in pauses:
        until_on = last if pause.until_on is None else min(pause.until_on, last)
        count += max((until_on - max(pause.from_on, first)).days + 1, 0)
    return count


def settled_since(as_of: date) -> date:
    """A match begun or visited on this day or later is not past due on `as_of`.

    Whatever its interval and its pauses: an interval is a month at least, a later visit is never
    due earlier, and a pause only stops the clock. It leaves most matches out of a question that
    only asks who is late.
    """
    day = months_after(as_of, -1)
    while next_due(day, None, 1) < as_of:
        day += ONE_DAY
    return day


def standing(
    started_on: date,
    last_held: date | None,
    pauses: Sequence[Pause],
    rules: VisitRules,
    as_of: date,
) -> Standing:
    """Where a live match stands on a day: the one definition of overdue.

    `last_held` is the latest held visit from the start to `as_of`; `pauses` are those begun by
    then. Days overdue are the unpaused days after the due day: the clock stops in every pause.
    Overdue means more of them than the grace period: at 7 days within, at 8 amber.
    """
    last = last_held or started_on
    due_on: date | None = next_due(started_on, last_held, rules.every_months)
    begun = [pause for pause in pauses if pause.from_on <= as_of]
    if begun and due_on is not None:
        due_on = due_after_pauses(due_on, last, begun)
        if any(pause.holds(as_of) for pause in begun):
            return Standing(last_held, due_on, None, VisitStatus.PAUSED)
    if due_on is None:
        # Only an open pause hides the due day, and an open pause begun by now holds today.
        raise AssertionError("a due day can only be missing in a pause")
    days_overdue = (as_of - due_on).days
    if begun and days_overdue > 0:
        days_overdue -= paused_days(begun, due_on + ONE_DAY, as_of)
    overdue_on = _unpaused_later(due_on, rules.grace_days + 1, begun)
    if days_overdue <= rules.grace_days:
        return Standing(last_held, due_on, days_overdue, VisitStatus.OK, None, overdue_on)
    level = overdue_level(days_overdue, rules)
    return Standing(last_held, due_on, days_overdue, VisitStatus.OVERDUE, level, overdue_on)


def _unpaused_later(due_on: date, days: int, pauses: Iterable[Pause]) -> date:
    """The day that is so many unpaused days after the due day; every pause has an end."""
    day = due_on + timedelta(days=days)
    for pause in sorted(pauses, key=lambda each: each.from_on):
        if pause.until_on is not None and due_on < pause.from_on <= day:
            day += pause.until_on - pause.from_on + ONE_DAY
    return day


def overdue_level(days_overdue: int, rules: VisitRules) -> OverdueLevel:
    """The level of an overdue match: amber, red from `red_days`, escalate from `escalate_days`."""
    if days_overdue >= rules.escalate_days:
        return OverdueLevel.ESCALATE
    if days_overdue >= rules.red_days:
        return OverdueLevel.RED
    return OverdueLevel.AMBER


def problems_with_visit(
    visited_on: date,
    minutes: int | None,
    mood: int | None,
    started_on: date | None,
    ended_on: date | None,
    today: date,
) -> list[Problem]:
    """Why a visit or contact cannot have happened so; a visit on the ending day can.

    An awkward fact is never refused, an impossible one always (service principle: record facts).
    """
    problems = []
    if visited_on > today:
        problems.append(Problem("visit.in_future", f"{spelled_day(visited_on)} is still to come"))
    if started_on is None:
        problems.append(Problem("visit.match_not_started", "the match has not started"))
    elif visited_on < started_on:
        problems.append(
            Problem(
                "visit.before_start",
                f"{spelled_day(visited_on)} is before the match began ({spelled_day(started_on)})",
            )
        )
    if ended_on is not None and visited_on > ended_on:
        problems.append(
            Problem(
                "visit.after_end",
                f"{spelled_day(visited_on)} is after the match ended ({spelled_day(ended_on)})",
            )
        )
    return problems + problems_with_amounts(minutes, mood)


def minutes_said(minutes: int | None, outcome: VisitOutcome) -> int | None:
    """How long an entry took: 0 minutes of one that was not held say nothing, and are blank."""
    return None if minutes == 0 and outcome is not VisitOutcome.HELD else minutes


def spoken_kind(kind: VisitKind) -> str:
    """A kind in words: a visit, or a contact of some kind, which is none."""
    return "visit" if kind is VisitKind.VISIT else f"{kind.value} contact"


def contradict(one: VisitOutcome, other: VisitOutcome) -> bool:
    """Whether two entries of one kind and day are odd together: held, and called off or missed."""
    return (one is VisitOutcome.HELD) != (other is VisitOutcome.HELD)


def problems_with_nth(nth: int, kind: VisitKind, outcome: VisitOutcome) -> list[Problem]:
    """Why an entry cannot be the nth of its kind and outcome that day; a visit is held once a day.

    The first is 1.
    """
    if not 1 <= nth <= MOST_IN_A_DAY:
        return [Problem("visit.nth", f"nth {nth} is not between 1 and {MOST_IN_A_DAY}")]
    if nth > 1 and kind is VisitKind.VISIT and outcome is VisitOutcome.HELD:
        return [Problem("visit.held_twice", "a match has one held visit a day")]
    return []


def problems_with_plan(next_planned_on: date | None, visited_on: date) -> list[Problem]:
    """Why a next visit cannot be planned so: it comes after this one."""
    if next_planned_on is None or next_planned_on > visited_on:
        return []
    return [
        Problem(
            "visit.planned_before",
            f"the next visit on {spelled_day(next_planned_on)} would not come after this one",
        )
    ]


def problems_with_amounts(minutes: int | None, mood: int | None) -> list[Problem]:
    """Why a length or a mood is none: minutes of one day, and a mood from 1 to 5."""
    problems = []
    if minutes is not None and not 0 < minutes <= MINUTES_IN_A_DAY:
        problems.append(
            Problem("visit.minutes", f"{minutes} minutes is not between 1 and {MINUTES_IN_A_DAY}")
        )
    if mood is not None and not 1 <= mood <= HIGHEST_MOOD:
        problems.append(Problem("visit.mood", f"mood {mood} is not between 1 and {HIGHEST_MOOD}"))
    return problems
