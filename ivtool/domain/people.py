"""Who is who: by what somebody is known again, and what of a volunteer may be cleared."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from string import digits as all_digits

from ivtool.domain.letters import seen
from ivtool.domain.names import folded


class VolunteerField(StrEnum):
    """What of a volunteer may be cleared, by the name of its option."""

    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    POSTCODE = "postcode"
    BORN = "born"
    GENDER = "gender"
    LANGUAGES = "languages"
    INTERESTS = "interests"
    DRIVES = "drives"
    MIN_AGE = "min-age"
    MAX_AGE = "max-age"
    MAX_MILES = "max-miles"
    EXPERIENCE = "experience"
    COMMITMENT = "commitment"


COLUMNS = {
    VolunteerField.BORN: "date_of_birth",
    VolunteerField.MIN_AGE: "min_child_age",
    VolunteerField.MAX_AGE: "max_child_age",
    VolunteerField.MAX_MILES: "max_miles",
    VolunteerField.COMMITMENT: "commitment_months",
}


@dataclass(frozen=True, slots=True)
class Person:
    """By what somebody is known again: a name, and what else is known."""

    name: str
    email: str | None = None
    phone: str | None = None
    date_of_birth: date | None = None


def same_person(one: Person, other: Person) -> str | None:
    """What shows that two of the same name are one person, in a word; None if nothing does.

    Names and addresses are compared without case and accents, numbers by their digits.
    """
    if _plain(one.name) != _plain(other.name):
        return None
    if one.email and other.email and _plain(one.email) == _plain(other.email):
        return "email"
    if _digits(one.phone) and _digits(one.phone) == _digits(other.phone):
        return "phone"
    if one.date_of_birth is not None and one.date_of_birth == other.date_of_birth:
        return "date of birth"
    return None


def is_namesake(one: Person, other: Person) -> bool:
    """Whether two have the same name."""
    return _plain(one.name) == _plain(other.name)


def listed(text: str | None) -> str | None:
    """A list that was typed with semicolons or commas, written one way: `a; b`."""
    parts = [" ".join(part.split()) for part in (text or "").replace(",", ";").split(";")]
    return "; ".join(part for part in parts if seen(part)) or None


def _plain(text: str) -> str:
    return " ".join(folded(text).split())


def _digits(phone: str | None) -> str:
    digits = "".join(mark for mark in phone or "" if mark in all_digits)
    # `+44 7700 …`, `0044 7700 …` and `07700 …` are one number.
    return digits.removeprefix("00").removeprefix("44").lstrip("0")
