"""Policy values to look at: all that are in force on a day, or one with all its dates."""

from datetime import date

from ivtool.domain.days import short_day
from ivtool.domain.policy import policy_key
from ivtool.queries import policy as policy_queries
from ivtool.queries.reading import Reader
from ivtool.rendering import Column, Listing, Shape

COLUMNS = (
    Column("key", "key"),
    Column("value", "value"),
    Column("from_on", "from", Shape.DAY),
    Column("meaning", "meaning"),
)
HISTORY_COLUMNS = (
    Column("key", "key"),
    Column("value", "value"),
    Column("from_on", "from", Shape.DAY),
    Column("in_force", "in force", Shape.YES_NO),
)


def policy_list(reader: Reader, as_of: date) -> Listing:
    """Every policy value in force on a day, by key; null where nobody has set one."""
    policy = policy_queries.policy(reader)
    rows = []
    for key in policy.every_key():
        found = policy.in_force(key, as_of)
        rows.append(
            {
                "key": key,
                "value": policy.text(key, as_of) or None,
                "from_on": found.from_on if found else None,
                "meaning": policy_key(key).meaning,
            }
        )
    return Listing(f"Policy as of {short_day(as_of)}", COLUMNS, rows, "No policy value is known.")


def policy_history(reader: Reader, asked: str, as_of: date) -> Listing:
    """One key's values with the day that each applies from, and which is in force on a day.

    Those ahead are listed too. Raises NotFound for a key that nothing reads.
    """
    key = policy_queries.find_key(reader, asked)
    policy = policy_queries.policy(reader)
    in_force = policy.in_force(key, as_of)
    known = policy_key(key)
    default = f"; without one it is {known.default}" if known.default else ""
    return Listing(
        f"{key} as of {short_day(as_of)}",
        HISTORY_COLUMNS,
        [
            {
                "key": key,
                "value": each.value,
                "from_on": each.from_on,
                "in_force": each == in_force,
            }
            for each in policy.history(key)
        ],
        f"{key} has no value yet{default}.",
        [known.meaning],
    )
