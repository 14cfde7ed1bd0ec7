"""What was agreed, as a cell of a sheet says it: `ring the school by 2026-12-05; …`."""

from collections.abc import Iterable
from datetime import date

from ivtool.domain.days import written_day
from ivtool.domain.letters import seen
from ivtool.tuples import NamedTuple

BY, DONE = " by ", ", done "


class WrittenAction(NamedTuple):
    """An action as a sheet tells it: what, by which day, and when it was done."""

    words: str
    due_on: date | None
    done_on: date | None = None


def written_actions(actions: Iterable[WrittenAction]) -> str | None:
    """Actions as one cell says them; None where there is none."""
    cells = []
    for each in actions:
        cell = each.words if each.due_on is None else f"{each.words}{BY}{each.due_on}"
        cells.append(cell if each.done_on is None else f"{cell}{DONE}{each.done_on}")
    return "; ".join(cells) or None


def read_actions(written: str | None) -> list[WrittenAction]:
    """The actions that a cell says, each up to the day by which it is to be done.

    A semicolon before that day belongs to the words. Raises ValueError where one says no day.
    """
    found: list[WrittenAction] = []
    words: list[str] = []
    for part in (written or "").replace("\n", ";").split(";"):
        action = _read(";".join([*words, part]))
        if action is None:
            words.append(part)
        else:
            found.append(action)
            words = []
    if seen("".join(words)):
        place = len(found) + 1
        raise ValueError(f"number {place} does not say by which day it is to be done: TEXT by DAY")
    return found


def _read(text: str) -> WrittenAction | None:
    told, _, done = text.rpartition(DONE)
    done_on = _day(done) if told else None
    words, _, due = (told if done_on else text).rpartition(BY)
    due_on = _day(due)
    if due_on is None or not seen(words):
        return None
    return WrittenAction(words.strip(), due_on, done_on)


def _day(text: str) -> date | None:
    try:
        return written_day(text.strip())
    except ValueError:
        return None
