"""The choice of pairs with the largest sum, found by munkres: the one place that knows it."""

from collections.abc import Sequence


def largest_sum(values: Sequence[Sequence[int]], rooms: Sequence[int]) -> list[int | None]:
    """For each row the column chosen for it, None for none; the values chosen come to the most.

    A value below 0 is never chosen, and one of 0 rather than none: of equal sums the one of more
    pairs. A column is chosen as often as there is room in it. The same rows and columns in the same
    order have the same answer.
    """
    from munkres import DISALLOWED, DISALLOWED_OBJ, Munkres

    columns = [place for place, room in enumerate(rooms) for _ in range(room)]
    used = [place for place in columns if any(row[place] >= 0 for row in values)]
    able = [number for number, row in enumerate(values) if any(row[place] >= 0 for place in used)]
    if not able:
        return [None] * len(values)
    # More than there can be pairs: no count of them makes up for a point.
    point = len(able) + 1
    costs: list[list[int | DISALLOWED_OBJ]] = []
    for number in able:
        row = values[number]
        # A column for each row alone, for nothing: where it goes without.
        without: list[int | DISALLOWED_OBJ] = [DISALLOWED] * len(able)
        without[len(costs)] = 0
        costs.append(
            [-(value * point + 1) if (value := row[place]) >= 0 else DISALLOWED for place in used]
            + without
        )
    chosen: list[int | None] = [None] * len(values)
    for place, column in Munkres().compute(costs):
        if column < len(used):
            chosen[able[place]] = used[column]
    return chosen
