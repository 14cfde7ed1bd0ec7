"""What was agreed, as it is written: `ring the school by 2026-12-05, done 2026-12-01`.

One form for the sheets and for `--action`, of support and of reviews: one a line, or one after
another parted by semicolons after their days. `done` has a comma before it or none.
"""

from collections.abc import Callable, Iterable
from datetime import date

from ivtool.domain.days import MONTHS, written_day
from ivtool.domain.letters import seen
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

BY, DONE = " by ", " done "


class AgreedAction(NamedTuple):
    """Something agreed, by a day where one was named; done on a day once it is."""

    words: str
    due_on: date | None = None
    done_on: date | None = None


def written_actions(actions: Iterable[AgreedAction]) -> str | None:
    """Actions as one text, one a line; None of none."""
    lines = []
    for each in actions:
        line = " ".join(each.words.splitlines())
        line += "" if each.due_on is None else f"{BY}{each.due_on}"
        lines.append(line + ("" if each.done_on is None else f",{DONE}{each.done_on}"))
    return "\n".join(lines) or None


def read_actions(
    text: str | None, day: Callable[[str], date] = written_day, *, dated: bool = False
) -> list[AgreedAction]:
    """The actions that a text lists; a semicolon with no day before it is one of the words.

    `by` or `done` without a day after it is one of the words too, unless each is to be `dated`.
    `day` reads the day of `by`; that of `done` is always written. Raises ValueError with the place
    of one that names no day, or one that there is not.
    """
    found: list[AgreedAction] = []
    for line in (text or "").splitlines():
        words: list[str] = []
        parts = line.split(";")
        for place, part in enumerate(parts, start=1):
            action = _action(";".join([*words, part]), day)
            if action.due_on or action.done_on or place == len(parts):
                if action.words:
                    _require_days(action, len(found) + 1, dated=dated)
                    found.append(action)
                words = []
            elif _is_no_day(part):
                raise ValueError(_no_day(len(found) + 1))
            else:
                words.append(part)
    return found


def problems_with_fewer(said: str | None, recorded: int, noun: str) -> list[Problem]:
    """Why what is written cannot take the place of actions recorded: none of them is ever lost."""
    if said is None or len(read_actions(said)) >= recorded:
        return []
    text = "actions are fewer than are recorded; keep them, and say with a command which are done"
    return [Problem(f"{noun}.fewer_actions", text)]


def _action(text: str, day: Callable[[str], date]) -> AgreedAction:
    told, _, done = text.rpartition(DONE)
    done_on = _day(done, written_day) if seen(told) else None
    rest = text if done_on is None else told.rstrip().removesuffix(",")
    words, _, due = rest.rpartition(BY)
    due_on = _day(due, day) if seen(words) else None
    words = rest if due_on is None else words
    return AgreedAction(words.strip() if seen(words.replace(";", "")) else "", due_on, done_on)


def _require_days(action: AgreedAction, place: int, *, dated: bool) -> None:
    if action.due_on is None and _is_no_day(action.words):
        raise ValueError(_no_day(place))
    if action.due_on is None and dated:
        raise ValueError(f"number {place} does not say by which day it is to be done")


def _no_day(place: int) -> str:
    return f"number {place} names a day that there is not"


def _is_no_day(text: str) -> bool:
    """Whether what stands behind `by` or `done` was meant as a day: 31/02/2026, 31 Feb."""
    for word in (BY, DONE):
        behind = text.rpartition(word)[2].lower().split() if word in text else []
        first = behind[0] if behind else ""
        if not first[:1].isdecimal():
            continue
        parts = first.replace("-", "/").rstrip(",.").split("/")
        if all(map(str.isdecimal, parts)) and len(parts) > (1 if len(behind) == 1 else 2):
            return True
        if len(behind) > 1 and behind[1].startswith(MONTHS):
            return True
    return False


def _day(text: str, day: Callable[[str], date]) -> date | None:
    try:
        return day(text.strip())
    except ValueError:
        return None
