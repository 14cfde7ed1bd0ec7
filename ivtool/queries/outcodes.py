"""Where the outward postcodes of Great Britain lie; read when first asked, from our own data."""

from functools import cache
from pathlib import Path

from ivtool.domain.distance import Place, outward_code


def place_of(postcode: str | None) -> Place | None:
    """Where a postcode lies, about; None where it is not known, as in Northern Ireland."""
    code = outward_code(postcode)
    return None if code is None else _places().get(code)


@cache
def _places() -> dict[str, Place]:
    # By its place beside the program: what the library has for that takes longer than all of it.
    file = Path(__file__).parent.parent / "data" / "outcodes.csv"
    text = file.read_text(encoding="utf-8")
    rows = (line.split(",") for line in text.splitlines())
    return {code: (int(easting), int(northing)) for code, easting, northing in rows}
