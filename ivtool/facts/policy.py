"""The policy values of the file."""

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
from ivtool.facts.reading import Reader, needed_day


def policy(reader: Reader) -> Policy:
    """Every policy value, of every day."""
    rows = reader.execute("SELECT key, from_on, value FROM policy")
    return Policy(PolicyValue(key, needed_day(from_on), value) for key, from_on, value in rows)


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
