"""Actions agreed at a review as one text, as a sheet keeps them: `ring the carer by 2026-12-03`.

One a line, or one after another parted by semicolons after their days; `done` and a day behind.
"""

from collections.abc import Iterable
from datetime import date

from ivtool.domain.days import written_day
from ivtool.tuples import NamedTuple


class AgreedAction(NamedTuple):
    """Something agreed, by a day where one was named; done on a day once it is."""

    words: str
    due_on: date | None = None
    done_on: date | None = None


def written_actions(text: str) -> list[AgreedAction]:
    """The actions that a text lists; `by` or `done` without a day after it is one of the words."""
    found = []
    for line in text.splitlines():
        parts = [part.strip() for part in line.split(";")]
        while parts:
            # A semicolon parts two actions where what stands before it ends with a day.
            for count in range(1, len(parts) + 1):
                action = _action("; ".join(parts[:count]))
                if action.due_on or action.done_on or count == len(parts):
                    break
            parts = parts[count:]
            if action.words:
                found.append(action)
    return found


def listed_actions(actions: Iterable[AgreedAction]) -> str | None:
    """The same as a text, one a line; None of none."""
    lines = [
        action.words
        + (f" by {action.due_on}" if action.due_on else "")
        + (f" done {action.done_on}" if action.done_on else "")
        for action in actions
    ]
    return "\n".join(lines) or None


def _action(text: str) -> AgreedAction:
    words, _, done = text.rpartition(" done ")
    done_on = _day(done) if words else None
    rest = words if done_on else text
    words, _, due = rest.rpartition(" by ")
    due_on = _day(due) if words else None
    return AgreedAction((words if due_on else rest).strip(), due_on, done_on)


def _day(text: str) -> date | None:
    try:
        return written_day(text.strip())
    except ValueError:
        return None
