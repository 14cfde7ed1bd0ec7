"""Numbers as people write them: the digits are 0 to 9, and nothing else is one.

Python's own reading takes `٣`, `1_000`, `1e3` and `nan` for numbers; here they are none.
"""

import re
from typing import TYPE_CHECKING

from ivtool.domain.letters import seen

if TYPE_CHECKING:
    from decimal import Decimal

WHOLE = re.compile(r"(-?[0-9]{1,9})(?:\.(0+)|\.[0-9]+)?")
DECIMAL = re.compile(r"-?(?:[0-9]{1,9}(?:\.[0-9]{1,9})?|\.[0-9]{1,9})")


def whole_number(written: str) -> int:
    """A whole number; `90.0` is one. A negative one is readable: the rules refuse it.

    Raises ValueError for anything else, and for ten digits or more.
    """
    found = WHOLE.fullmatch(seen(written))
    if not found:
        raise ValueError("is not a number")
    if "." in found[0] and not found[2]:
        raise ValueError("is not a whole number")
    return int(found[1])


def decimal_number(written: str) -> "Decimal":
    """A number with or without a decimal point. Raises ValueError for anything else."""
    from decimal import Decimal

    written = seen(written)
    if not DECIMAL.fullmatch(written):
        raise ValueError("is not a number")
    return Decimal(written)
