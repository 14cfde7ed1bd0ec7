"""Children: where one lives, as seen from the authority that looks after them."""


def in_area(authority: int | None, area_authority: int | None) -> bool | None:
    """Whether a child lives in the area of the responsible authority; None if one is not known."""
    if authority is None or area_authority is None:
        return None
    return authority == area_authority
