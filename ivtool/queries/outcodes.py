"""Where the outward postcodes of Great Britain lie; read when first asked, from our own data."""

from functools import cache

from ivtool.domain.distance import Place, outward_code


def place_of(postcode: str | None) -> Place | None:
    """Where a postcode lies, about; None where it is not known, as in Northern Ireland."""
    code = outward_code(postcode)
    return None if code is None else _places().get(code)


@cache
def _places() -> dict[str, Place]:
    # Dear to import, and only asked for where a distance is.
    from importlib import resources

    text = (resources.files("ivtool") / "data" / "outcodes.csv").read_text(encoding="utf-8")
    rows = (line.split(",") for line in text.splitlines())
    return {code: (int(easting), int(northing)) for code, easting, northing in rows}
