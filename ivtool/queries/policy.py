"""The policy values of the file."""

from datetime import date
from typing import TYPE_CHECKING

from ivtool.domain.policy import (
    AUTHORITY_PREFIX,
    LOOKED_AFTER_SUFFIX,
    Policy,
    PolicyValue,
    authority_of,
    looked_after_key,
    policy_key,
)
from ivtool.errors import NotFound
from ivtool.queries.reading import Reader, needed_day
from ivtool.rows import columns_of, iter_records

# Every report asks for a policy value, and few commands for an entry as a record.
if TYPE_CHECKING:
    from ivtool.domain.office.records import PolicyEntry


def policy(reader: Reader) -> Policy:
    """Every policy value, of every day."""
    rows = reader.execute("SELECT key, from_on, value FROM policy")
    return Policy(PolicyValue(key, needed_day(from_on), value) for key, from_on, value in rows)


def entry(reader: Reader, key: str, from_on: date) -> "PolicyEntry | None":
    """The value of a key that was set from this very day, None where none was."""
    from ivtool.domain.office.records import PolicyEntry

    rows = reader.execute(
        f"SELECT {columns_of(PolicyEntry)} FROM policy WHERE key = :key AND from_on = :from_on",
        {"key": key, "from_on": from_on.isoformat()},
    )
    return next(iter_records(PolicyEntry, rows), None)


def find_key(reader: Reader, asked: str) -> str:
    """The key that a text means, without case; an authority is spelt as the file spells it.

    Raises NotFound for a key that nothing reads, and for an authority that nobody has entered.
    """
    key = asked.strip().casefold()
    name = authority_of(key)
    if name is not None:
        known = [each for (each,) in reader.execute("SELECT name FROM authority ORDER BY name")]
        for each in known:
            if each.casefold() == name.strip():
                return looked_after_key(each)
        listed = "; ".join(known) or "none yet"
        raise NotFound("no authority of that name", f"the authorities are: {listed}")
    try:
        policy_key(key)
    except KeyError:
        hint = "ivtool policy show"
        if key.startswith(AUTHORITY_PREFIX):
            hint += f", or {AUTHORITY_PREFIX}NAME{LOOKED_AFTER_SUFFIX}"
        raise NotFound("there is no policy value of that key", hint) from None
    return key
