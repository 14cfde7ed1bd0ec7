"""How far apart two postcodes are: about, in a straight line between outward codes."""

import re
from functools import lru_cache
from math import floor, hypot

from ivtool.domain.letters import seen

# Easting and northing on the national grid, in tens of metres.
Place = tuple[int, int]

POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)(?:[0-9][A-Z]{2})?")
TENS_OF_METRES_A_MILE = 160.9344


def outward_code(postcode: str | None) -> str | None:
    """The outward half of a postcode, `NR14` of `nr14 9eq`; None where it is not shaped like one.

    An outward half that stands alone is one.
    """
    found = POSTCODE.fullmatch("".join(seen(postcode or "").upper().split()))
    return found[1] if found else None


# Asked of the same two places again and again: may they be proposed, how many points, how far.
@lru_cache(maxsize=4_096)
def about_miles(one: Place | None, other: Place | None) -> int | None:
    """Whole miles between two places, half up; None where one of them is not known.

    The places are centroids, off by about a mile: nothing finer would be true.
    """
    if one is None or other is None:
        return None
    distance = hypot(one[0] - other[0], one[1] - other[1]) / TENS_OF_METRES_A_MILE
    return floor(distance + 0.5)
