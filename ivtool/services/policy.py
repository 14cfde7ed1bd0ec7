"""Setting a policy value from a day on."""

from contextlib import suppress
from datetime import date

from ivtool.domain.days import spelled_day
from ivtool.domain.office.records import PolicyEntry
from ivtool.domain.policy import PolicyValue, policy_key
from ivtool.domain.policy_entry import problems_with_value, read_value
from ivtool.errors import NotUnderstood, Refused
from ivtool.queries import policy as policy_queries
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class SetPolicy(NamedTuple):
    """A value that is now set: what the same day had before, and what takes its place later."""

    value: PolicyValue
    before: str | None
    following: PolicyValue | None

    @property
    def changed(self) -> bool:
        """Whether the file is another than it was."""
        return self.before != self.value.value


def require_value(asked: str, text: str) -> None:
    """Raise NotUnderstood for a text that is no value of the key, before a file is opened.

    A key that nothing reads is told of once the file is open, which knows the authorities.
    """
    with suppress(KeyError):
        _read(asked.strip().casefold(), text)


def set_policy(writer: Writer, asked: str, text: str, from_on: date) -> SetPolicy:
    """Set a value from a day on, which may lie ahead or behind; the same day's is replaced.

    Raises NotFound for no key, NotUnderstood for a text of another shape, Refused by a rule.
    """
    reader = writer.reader
    key = policy_queries.find_key(reader, asked)
    policy = policy_queries.policy(reader)
    value = _read(key, text)
    problems = problems_with_value(key, value, from_on, policy)
    if problems:
        raise Refused(f"{key} cannot be {value} from {spelled_day(from_on)}", problems)
    entry = policy_queries.entry(reader, key, from_on)
    writer.put(entry or PolicyEntry(key, from_on, value), value=value)
    before = None if entry is None else entry.value
    later = [each for each in policy.history(key) if each.from_on > from_on]
    return SetPolicy(PolicyValue(key, from_on, value), before, later[0] if later else None)


def _read(key: str, text: str) -> str:
    try:
        return read_value(policy_key(key), text)
    except ValueError as error:
        raise NotUnderstood(f"{key}: {text!r} {error}", f"ivtool policy show {key}") from None
