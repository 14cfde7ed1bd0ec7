"""Numbers as people write them: the digits are 0 to 9, and nothing else is one.

Python's own reading takes `٣`, `1_000`, `1e3` and `nan` for numbers; here they are none.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from ivtool.domain.letters import seen

if TYPE_CHECKING:
    from decimal import Decimal

# Compiled when a number of the kind is first read: most commands read none.
_compiled = cache(re.compile)
WHOLE = r"(-?[0-9]{1,9})(?:\.(0+)|\.[0-9]+)?"
DECIMAL = r"-?(?:[0-9]{1,9}(?:\.[0-9]{1,9})?|\.[0-9]{1,9})"
MILES = r"(-?)([0-9]{1,7})(?:\.([0-9])(0*|[0-9]+))?"
MONEY = r"(-?)£?(-?) ?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?:\.([0-9]{1,2}))?"


def whole_number(written: str) -> int:
    """A whole number; `90.0` is one. A negative one is readable: the rules refuse it.

    Raises ValueError for anything else, and for ten digits or more.
    """
    found = _compiled(WHOLE).fullmatch(seen(written))
    if not found:
        raise ValueError("is not a number")
    if "." in found[0] and not found[2]:
        raise ValueError("is not a whole number")
    return int(found[1])


def decimal_number(written: str) -> "Decimal":
    """A number with or without a decimal point. Raises ValueError for anything else."""
    from decimal import Decimal

    written = seen(written)
    if not _compiled(DECIMAL).fullmatch(written):
        raise ValueError("is not a number")
    return Decimal(written)


def miles(written: str) -> int:
    """Miles, in tenths. `24.10` is 24.1; raises ValueError for `24.15`, never rounds."""
    found = _compiled(MILES).fullmatch(written)
    if not found:
        raise ValueError("is not a number of miles")
    if (found[4] or "").strip("0"):
        raise ValueError("has more than one decimal; write miles to one")
    tenths = int(found[2]) * 10 + int(found[3] or 0)
    return -tenths if found[1] else tenths


def money(written: str) -> int:
    """A sum of money, in pence: `18.5`, `£1,018.50`. Raises ValueError for a decimal comma."""
    found = _compiled(MONEY).fullmatch(written)
    if not found or (found[1] and found[2]):
        raise ValueError("is not a sum of money; write 18.50")
    pence = int(found[3].replace(",", "")) * 100 + int((found[4] or "").ljust(2, "0"))
    return -pence if found[1] or found[2] else pence
