"""Where the outward postcodes of Great Britain lie; read when first asked, from our own data."""

from functools import cache
from pathlib import Path

from ivtool.domain.distance import Place, outward_code


def place_of(postcode: str | None) -> Place | None:
    """Where a postcode lies, about; None where it is not known, as in Northern Ireland."""
    code = outward_code(postcode)
    return None if code is None else _place(code)


@cache
def _place(code: str) -> Place | None:
    # Of thousands a service asks for some dozens.
    _, found, after = _lines().partition(f"\n{code},")
    if not found:
        return None
    easting, northing = after[: after.index("\n")].split(",")
    return int(easting), int(northing)


@cache
def _lines() -> str:
    # By its place beside the program: what the library has for that takes longer than all of it.
    file = Path(__file__).parent.parent / "data" / "outcodes.csv"
    return f"\n{file.read_text(encoding='utf-8')}\n"
