"""Whether a volunteer is what a child wishes; where their record does not tell, nobody knows.

Words are compared without case, accents and spaces around.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from ivtool.domain.ages import age_on
from ivtool.domain.children.availability import GAPS
from ivtool.domain.children.groups import GENDERS, UNSAID
from ivtool.domain.children.vocabulary import WishKind
from ivtool.domain.children.wishes import Wish
from ivtool.domain.names import folded
from ivtool.domain.recruitment.records import Volunteer


# A thousand volunteers like few things; the child's own words are asked for with each of them.
@lru_cache(maxsize=8_192)
def listed(text: str | None) -> Mapping[str, str]:
    """The words of a list `a; b`, as they are compared, each as it was written."""
    parts = [part.strip() for part in (text or "").split(";")]
    return MappingProxyType({same: part for part in parts if (same := folded(part).strip())})


@lru_cache(maxsize=8_192)
def listed_help(text: str | None) -> Mapping[str, str]:
    """The same of help needed and of skills: `sign_language`, with spaces or hyphens as well."""
    return MappingProxyType({GAPS.sub("_", same): part for same, part in listed(text).items()})


@lru_cache(maxsize=1_024)
def same_gender(one: str, other: str) -> bool:
    """Whether two words for a gender mean the same."""
    first, second = (
        GENDERS.get(word, word) for word in (folded(one.strip()), folded(other.strip()))
    )
    return first == second


def is_met(wish: Wish, volunteer: Volunteer, on: date) -> bool | None:
    """Whether a volunteer is what a wish asks for on a day; None where nobody knows.

    Of several languages or cultures that are wished for one will do.
    """
    wanted = wish.wanted
    if isinstance(wanted, int):
        if volunteer.date_of_birth is None:
            return None
        age = age_on(volunteer.date_of_birth, on)
        return age >= wanted if wish.kind is WishKind.LOWEST_AGE else age <= wanted
    if wish.kind is WishKind.GENDER:
        known_as = volunteer.gender
        if not known_as or folded(known_as.strip()) in UNSAID:
            return None
        return same_gender(wanted, known_as)
    known = listed(volunteer.languages if wish.kind is WishKind.LANGUAGE else volunteer.culture)
    return bool(known.keys() & listed(wanted).keys()) if known else None


def unmet(wishes: Sequence[Wish], volunteer: Volunteer, on: date) -> list[tuple[Wish, bool | None]]:
    """The musts that a volunteer does not meet; one that nobody knows of is not met."""
    musts = [each for each in wishes if each.must]
    return [(wish, met) for wish, met in answers(musts, volunteer, on) if not met]


def answers(
    wishes: Sequence[Wish], volunteer: Volunteer, on: date
) -> list[tuple[Wish, bool | None]]:
    """Each wish with whether a volunteer meets it."""
    return [(wish, is_met(wish, volunteer, on)) for wish in wishes]
