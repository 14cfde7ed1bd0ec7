"""A policy value that is typed: what it comes to, and why it cannot be set."""

import re
from datetime import date
from itertools import pairwise

from ivtool.domain.days import spelled_day, written_day
from ivtool.domain.letters import seen
from ivtool.domain.policy import (
    APPROVED_RATES,
    LONGEST_TEXT,
    WHOLE_PATH,
    WORD,
    Policy,
    PolicyKey,
    Shape,
    policy_key,
)
from ivtool.errors import Problem

# From how many days on a match is red, and is told higher up: never the other way round.
LEVELS = ("visits.red_days", "visits.escalate_days")


def read_value(known: PolicyKey, text: str) -> str:
    """A value as the file keeps it. Raises ValueError where the text is not of the key's shape."""
    from ivtool.domain.numbers import decimal_number, whole_number

    text = seen(text)
    if known.shape in (Shape.TEXT, Shape.FOLDER):
        return text
    if (listed := LISTS.get(known.shape)) is not None:
        return listed(text)
    if known.shape is Shape.DECIMAL:
        return f"{decimal_number(text):f}"
    try:
        return str(whole_number(text))
    except ValueError:
        raise ValueError(f"is not {known.shape.value}") from None


def _dates_read(text: str) -> str:
    parts = [part.strip() for part in text.replace(",", ";").split(";")]
    try:
        found = {written_day(part) for part in parts if part}
    except ValueError as error:
        raise ValueError(f"is not {Shape.DATES.value}: one {error}") from None
    return "; ".join(day.isoformat() for day in sorted(found))


def _days_read(text: str) -> str:
    parts = {part.strip() for part in text.replace(",", ";").split(";")} - {""}
    if not parts or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(f"is not {Shape.DAYS.value}")
    return "; ".join(map(str, sorted(map(int, parts), reverse=True)))


def _weights_read(text: str) -> str:
    parts = [part.strip() for part in text.replace(",", ";").split(";")]
    if len(parts) != 5 or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(f"is not {Shape.WEIGHTS.value}")
    return "; ".join(str(int(part)) for part in parts)


def _words_read(text: str) -> str:
    words = ["_".join(part.casefold().split()) for part in text.replace(",", ";").split(";")]
    kept = list(dict.fromkeys(word for word in words if word))
    if not kept or not all(re.fullmatch(WORD, word) for word in kept):
        raise ValueError(f"is not {Shape.WORDS.value}")
    return "; ".join(kept)


LISTS = {
    Shape.WORDS: _words_read,
    Shape.DAYS: _days_read,
    Shape.DATES: _dates_read,
    Shape.WEIGHTS: _weights_read,
}


def problems_with_value(key: str, value: str, from_on: date, policy: Policy) -> list[Problem]:
    """Why a value, in its key's shape, cannot be set: out of range, or above HMRC's rates."""
    from decimal import Decimal

    known = policy_key(key)
    if known.shape in (Shape.TEXT, Shape.FOLDER, Shape.WORDS, Shape.DATES):
        if len(value) > LONGEST_TEXT:
            return [Problem("policy.too_long", f"{key} is longer than {LONGEST_TEXT} characters")]
        if known.shape is Shape.FOLDER and value and not re.match(WHOLE_PATH, value):
            what = f"{key} is a whole path: a job runs in another folder than you do"
            return [Problem("policy.part_of_path", what, f"ivtool policy set {key} /media/usb")]
        return []
    values = value.split("; ")
    if known.shape is Shape.WEIGHTS and sum(map(int, values)) != known.most:
        said = f"{key} come to {known.most} together, not to {sum(map(int, values))}"
        return [Problem("policy.weights", said, f"ivtool policy show {key}")]
    if not all(known.least <= Decimal(each) <= known.most for each in values):
        return [
            Problem(
                "policy.out_of_range",
                f"{key} is between {known.least} and {known.most}, not {value}",
                f"ivtool policy show {key}",
            )
        ]
    problems = []
    if (ceiling := _lowest_approved(key, from_on, policy)) and int(value) > ceiling[0]:
        problems.append(
            Problem(
                "policy.above_approved",
                f"HMRC approves {ceiling[0]}p a mile on {spelled_day(ceiling[1])}, not {value}p",
                f"ivtool policy set {key} {ceiling[0]}",
            )
        )
    return problems + _levels_crossed(key, value, from_on, policy)


def _levels_crossed(key: str, value: str, from_on: date, policy: Policy) -> list[Problem]:
    """Why a level cannot begin there: red comes before escalate on every day that it is for."""
    if key not in LEVELS:
        return []
    until = _next_change(key, from_on, policy)
    [other] = {*LEVELS} - {key}
    changes = [each.from_on for each in policy.history(other) if from_on < each.from_on < until]
    for day in [from_on, *changes]:
        red, escalate = (int(value) if key == each else policy.count(each, day) for each in LEVELS)
        if red > escalate:
            words = f"red from {red} days would come after escalate from {escalate}"
            when = f" on {spelled_day(day)}" if day > from_on else ""
            hint = f"ivtool policy show {other}"
            return [Problem("policy.levels_crossed", f"{words}{when}", hint)]
    return []


def _next_change(key: str, from_on: date, policy: Policy) -> date:
    later = [value.from_on for value in policy.history(key) if value.from_on > from_on]
    return min(later, default=date.max)


def _lowest_approved(key: str, from_on: date, policy: Policy) -> tuple[int, date] | None:
    """HMRC's lowest rate while a value from this day would be in force, and from when."""
    until = _next_change(key, from_on, policy)
    rates = [(day, pence) for each, day, pence in APPROVED_RATES if each == key]
    in_force = [
        (pence, max(day, from_on))
        for (day, pence), (following, _) in pairwise([*rates, (date.max, 0)])
        if day < until and following > from_on
    ]
    return min(in_force, default=None)
