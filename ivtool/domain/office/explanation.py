"""Why a match is overdue, or is not, in steps that a person can follow.

The answer is `standing`'s; the words are built from `next_due` and `pause_steps`, which it is
built from too. Words that would come to another day are a bug, never a second opinion.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from ivtool.domain.days import MONTHS, short_day, spelled_day
from ivtool.domain.policy import BEGINNING, PolicyValue, policy_key
from ivtool.domain.visits.plans import months_said
from ivtool.domain.visits.visits import (
    ONE_DAY,
    Pause,
    PauseStep,
    Standing,
    VisitRules,
    next_due,
    pause_steps,
    paused_days,
    standing,
)
from ivtool.domain.visits.vocabulary import VisitStatus
from ivtool.tuples import NamedTuple

EVERY, GRACE = "visits.every_months", "visits.grace_days"
RED, ESCALATE = "visits.red_days", "visits.escalate_days"
KEYS = (EVERY, GRACE, RED, ESCALATE)
InForce = Mapping[str, PolicyValue | None]


class Step(NamedTuple):
    """A sentence of an explanation, with the day and number it comes to and the policy it uses."""

    words: str
    day: date | None = None
    number: int | None = None
    policy: str | None = None


def explain(
    started_on: date,
    last_held: date | None,
    pauses: Sequence[Pause],
    rules: VisitRules,
    as_of: date,
    in_force: InForce,
    own_from: date | None = None,
    last_visit: str | None = None,
) -> tuple[Standing, list[Step]]:
    """Where a live match stands on a day, and how that comes about, step by step.

    The values are as for `standing`. `in_force` has each policy value as it is dated, None for a
    default; `own_from` is the day from which the match has months of its own between visits;
    `last_visit` the ref of the last one held.
    """
    stands = standing(started_on, last_held, pauses, rules, as_of)
    steps = [Step(f"The match began on {spelled_day(started_on)}.", started_on)]
    if last_held is None:
        steps.append(Step("No visit was held by then: it counts from the start."))
    else:
        ref = f" ({last_visit})" if last_visit else ""
        said = f"The last visit held by then: {spelled_day(last_held)}{ref}."
        steps.append(Step(said, last_held))
    last = last_held or started_on
    first_due_on = next_due(started_on, last_held, rules.every_months)
    steps.append(_interval(last, first_due_on, rules, in_force, own_from))
    due_on: date | None = first_due_on
    counted = pauses_counted(started_on, last_held, pauses, rules, as_of)
    over = [step for step, _ in counted if _is_over(step, last)]
    if len(over) > 1:
        # Those of years ago would hide the one that counts.
        since = "the last visit" if last_held else "the start"
        steps.append(Step(f"{len(over)} pauses that were over by {since} do not count."))
    for step, before in counted:
        if len(over) < 2 or step not in over:
            steps.append(_pause(step, before, last_held))
        due_on = step.due_on
    if due_on != stands.due_on:
        raise AssertionError(f"the words come to {due_on} and the rule to {stands.due_on}")
    return stands, steps + _outcome(stands, rules, as_of, in_force)


def pauses_counted(
    started_on: date,
    last_held: date | None,
    pauses: Sequence[Pause],
    rules: VisitRules,
    as_of: date,
) -> list[tuple[PauseStep, date]]:
    """Each pause begun by a day, what it does to the due day, and the due day before it.

    One that begins after the due day moves it by nothing; its days up to `as_of` do not count.
    """
    due_on = next_due(started_on, last_held, rules.every_months)
    begun = [pause for pause in pauses if pause.from_on <= as_of]
    begun.sort(key=lambda each: each.from_on)
    counted = list(pause_steps(due_on, last_held or started_on, begun))
    found = []
    for step in counted:
        found.append((step, due_on))
        due_on = step.due_on or due_on
    late = begun[len(counted) :]
    for pause in late:
        stopped = paused_days([pause], due_on + ONE_DAY, as_of)
        found.append((PauseStep(pause, 0, due_on, stopped), due_on))
    return found


def dated_since(key: str, in_force: InForce) -> date | None:
    """The day since when a policy value has been in force; None for the default."""
    found = in_force.get(key)
    if found is None or (found.from_on, found.value) == (BEGINNING, policy_key(key).default):
        return None
    return found.from_on


def _is_over(step: PauseStep, last: date) -> bool:
    return step.pause.until_on is not None and step.pause.until_on <= last


def _interval(
    last: date, due_on: date, rules: VisitRules, in_force: InForce, own_from: date | None
) -> Step:
    months = rules.every_months
    source = (
        f"its own, since {short_day(own_from)}" if own_from else _source(EVERY, months, in_force)
    )
    count = f"{months} month{'s' if months > 1 else ''}"
    said = (
        f"A visit every {months_said(months)} ({source}):"
        f" {_brief(last, due_on)} + {count} = {spelled_day(due_on)}."
    )
    return Step(said, due_on, months, None if own_from else EVERY)


def _pause(step: PauseStep, before: date, last_held: date | None) -> Step:
    pause = step.pause
    if pause.until_on is None and step.due_on is None:
        begun = f"Paused from {spelled_day(pause.from_on)}, with no end set"
        return Step(f"{begun}: no visit is due until that ends.")
    if pause.from_on > before:
        open_ended = f"from {spelled_day(pause.from_on)}, with no end set"
        span = _span(pause.from_on, pause.until_on) if pause.until_on else open_ended
        said = f"Paused {span}, begun after the due day: the clock stops for {_days(step.stopped)}."
        return Step(said, before, step.stopped)
    if step.due_on is None or step.counted is None or pause.until_on is None:
        raise AssertionError("a pause with an end moves the due day by a number of days")
    span = f"Paused {_span(pause.from_on, pause.until_on)}, begun by then"
    since = "the last visit" if last_held else "the start"
    if not step.counted:
        said = f"{span}: none of it comes after {since}, and it does not count."
        return Step(said, step.due_on, 0)
    whole = (pause.until_on - pause.from_on).days + 1
    days = _days(step.counted)
    part = "" if step.counted == whole else f" after {since}"
    said = f"{span}: {days}{part}; {_brief(before, step.due_on)} + {days} = "
    return Step(f"{said}{spelled_day(step.due_on)}.", step.due_on, step.counted)


def _outcome(stands: Standing, rules: VisitRules, as_of: date, in_force: InForce) -> list[Step]:
    if stands.status is VisitStatus.PAUSED:
        due = "" if stands.due_on is None else f"Due on {spelled_day(stands.due_on)}; but "
        said = f"{due}{'i' if due else 'I'}t is paused on that day: never overdue in a pause."
        return [Step(said, stands.due_on)]
    if stands.due_on is None or stands.days_overdue is None:
        raise AssertionError("outside a pause there is a due day")
    days = stands.days_overdue
    due = f"Due on {spelled_day(stands.due_on)}"
    if days <= 0:
        said = f"{due}: {_days(-days)} to go." if days else f"{due}, the day asked about."
        return [Step(said, stands.due_on, days)]
    spans = f"{_brief(stands.due_on, as_of)} to {_brief(as_of, stands.due_on)}"
    passed = (as_of - stands.due_on).days
    counted = _days(passed)
    if passed != days:
        counted += f", without {passed - days} paused: {_days(days)}"
    steps = [Step(f"{due}; {spans} = {counted}.", stands.due_on, days)]
    grace = _source(GRACE, rules.grace_days, in_force)
    late = days > rules.grace_days
    judged = f"{days} > {rules.grace_days}" if late else f"{days} is not more than that"
    said = f"Overdue after {_days(rules.grace_days)} ({grace}): {judged}."
    steps.append(Step(said, None, rules.grace_days, GRACE))
    if late and stands.level is not None:
        said = (
            f"Red from {rules.red_days}, escalate from {_days(rules.escalate_days)}"
            f" ({_levels(rules, in_force)}): {days} is {stands.level.value}."
        )
        steps.append(Step(said, None, days, RED))
    return steps


def _levels(rules: VisitRules, in_force: InForce) -> str:
    if not any(dated_since(key, in_force) for key in (RED, ESCALATE)):
        return f"{RED}, {ESCALATE}"
    red = _source(RED, rules.red_days, in_force)
    return f"{red}; {_source(ESCALATE, rules.escalate_days, in_force)}"


def _source(key: str, value: int, in_force: InForce) -> str:
    since = dated_since(key, in_force)
    return f"{key} {value}, {f'since {short_day(since)}' if since else 'the default'}"


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


def _brief(day: date, beside: date) -> str:
    """A day without its year where the day beside it has the same one."""
    named = f"{day.day} {MONTHS[day.month - 1].title()}"
    return named if day.year == beside.year else f"{named} {day.year}"


def _span(begun: date, over: date) -> str:
    if begun == over:
        return f"on {spelled_day(begun)}"
    first = spelled_day(begun, with_year=begun.year != over.year)
    return f"{first} to {spelled_day(over)}"
