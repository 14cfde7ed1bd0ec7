"""The policy values of the file."""

from ivtool.domain.policy import Policy, PolicyValue
from ivtool.facts.reading import Reader, needed_day


def policy(reader: Reader) -> Policy:
    """Every policy value, of every day."""
    rows = reader.execute("SELECT key, from_on, value FROM policy")
    return Policy(PolicyValue(key, needed_day(from_on), value) for key, from_on, value in rows)
