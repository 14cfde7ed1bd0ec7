"""What a child wishes of a volunteer: five things, each a must or a preference.

A wish stands in two fields of the child: `wants_language`, `wants_language_must`.
"""

from collections.abc import Collection, Mapping
from typing import Any

from ivtool.domain.children.records import Child
from ivtool.domain.children.vocabulary import WishKind
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

# Of a volunteer: nobody is one under 18.
YOUNGEST, OLDEST = 18, 120
AGES = (WishKind.LOWEST_AGE, WishKind.HIGHEST_AGE)


class Wish(NamedTuple):
    """One wish: a word, or years of age; whether it has to be met."""

    kind: WishKind
    wanted: str | int
    must: bool = False

    @property
    def spoken(self) -> str:
        """What it is about, as a sentence names it: `lowest age`."""
        return self.kind.value.replace("_", " ")


def wishes_of(child: Child) -> list[Wish]:
    """What a child wishes, in the order of the list; where nothing says so, it is no must."""
    return [
        Wish(kind, wanted, bool(getattr(child, f"wants_{kind.value}_must")))
        for kind in WishKind
        if (wanted := getattr(child, f"wants_{kind.value}")) is not None
    ]


def wished_fields(wishes: Collection[Wish], cleared: Collection[WishKind]) -> dict[str, Any]:
    """The fields of a child that say these wishes, and no longer those that are cleared."""
    empty = dict.fromkeys(
        f"wants_{kind.value}{suffix}" for kind in cleared for suffix in ("", "_must")
    )
    said = {f"wants_{each.kind.value}": each.wanted for each in wishes}
    musts = {f"wants_{each.kind.value}_must": each.must for each in wishes}
    return {**empty, **said, **musts}


def problems_with_wishes(ref: str, wishes: Collection[Wish]) -> list[Problem]:
    """Why a child cannot wish so: ages that no volunteer has, or the lowest above the highest.

    `wishes` are all that the child would then have.
    """
    ages: Mapping[WishKind, int] = {
        each.kind: each.wanted for each in wishes if isinstance(each.wanted, int)
    }
    problems = [
        Problem(
            "child.wish_age",
            f"{kind.value} {age} is not between {YOUNGEST} and {OLDEST}",
            f"ivtool child wish {ref} {kind.value}={min(max(age, YOUNGEST), OLDEST)}",
        )
        for kind, age in ages.items()
        if not YOUNGEST <= age <= OLDEST
    ]
    lowest, highest = (ages.get(kind) for kind in AGES)
    if lowest is not None and highest is not None and lowest > highest:
        problems.append(
            Problem(
                "child.wish_ages_crossed",
                f"lowest_age {lowest} is above highest_age {highest}",
                f"ivtool child wish {ref}",
            )
        )
    return problems
