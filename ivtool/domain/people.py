"""Who is who: by what somebody is known again, and what of a volunteer may be cleared."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ivtool.domain.names import as_read
from ivtool.errors import Problem

EMAIL, PHONE = "email", "phone"


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
    """By what somebody is known again: a name, those they had before, and what else is known."""

    name: str
    email: str | None = None
    phone: str | None = None
    date_of_birth: date | None = None
    former: Sequence[str] = ()

    @staticmethod
    def is_known_by(fields: Iterable[str]) -> bool:
        """Whether somebody is known again by one of these fields."""
        return not {"name", EMAIL, PHONE, "date_of_birth"}.isdisjoint(fields)

    def names(self) -> set[str]:
        """All names as people read them; one without a letter is none."""
        return {as_read(each) for each in (self.name, *self.former)} - {""}


class Alike(NamedTuple):
    """Somebody like a person: by what, in a word, and whether only by a name one had before."""

    number: int
    by: str
    formerly: bool = False


class Register:
    """Everybody of one kind, found again by a name, a phone or an email, however many there are."""

    def __init__(self, people: Iterable[tuple[int, Person]]) -> None:
        self._people: dict[int, Person] = {}
        self._by_name: dict[str, list[int]] = {}
        self._by_contact: dict[tuple[str, str], list[int]] = {}
        for number, person in people:
            self.take(number, person)

    def take(self, number: int, person: Person) -> None:
        """Add somebody, or what is now known of somebody who is there; the name before is kept."""
        before = self._people.get(number)
        if before is not None:
            person = replace(person, former=(*person.former, *before.former, before.name))
        self._people[number] = person
        for name in person.names():
            self._by_name.setdefault(name, []).append(number)
        for contact in _contacts(person):
            self._by_contact.setdefault(contact, []).append(number)

    def same(self, person: Person, but: int | None = None) -> list[Alike]:
        """Those who are the same person, by a name and something more, in the order of refs."""
        found = []
        for number in self._named(person, but):
            known = self._people[number]
            if (by := same_person(person, known)) is not None:
                found.append(Alike(number, by, as_read(person.name) != as_read(known.name)))
        return found

    def namesakes(self, person: Person, but: int | None = None) -> list[int]:
        """Those who have the same name, in the order of refs."""
        wanted = as_read(person.name)
        return [
            number
            for number in self._named(person, but)
            if wanted and as_read(self._people[number].name) == wanted
        ]

    def sharing(self, person: Person, but: int | None = None) -> list[Alike]:
        """Those of another name with the same phone or email: a couple, or a new name."""
        found: dict[int, Alike] = {}
        for what, value in _contacts(person):
            for number in self._by_contact.get((what, value), ()):
                known = self._people[number]
                # What somebody had before they changed it is theirs no more.
                theirs = number != but and (what, value) in _contacts(known)
                if theirs and not person.names() & known.names():
                    found.setdefault(number, Alike(number, what))
        return sorted(found.values())

    def pairs(self) -> list[tuple[int, Alike]]:
        """Everybody who is there twice: the earlier, and the later who is alike."""
        return [
            (number, alike)
            for number, person in sorted(self._people.items())
            for alike in self.same(person, number)
            if alike.number > number
        ]

    def _named(self, person: Person, but: int | None) -> list[int]:
        found = {each for name in person.names() for each in self._by_name.get(name, ())}
        return sorted(found - {but})


def same_person(one: Person, other: Person) -> str | None:
    """What shows that two who share a name are one person, in a word; None if nothing does.

    Names are compared as people read them, those had before too; phones by their digits.
    """
    if not one.names() & other.names():
        return None
    shared = {what for what, _ in set(_contacts(one)) & set(_contacts(other))}
    for what in (EMAIL, PHONE):
        if what in shared:
            return what
    if one.date_of_birth is not None and one.date_of_birth == other.date_of_birth:
        return "date of birth"
    return None


def problems_with_same(
    noun: str, same: Iterable[Alike], named: Callable[[int], str]
) -> list[Problem]:
    """Why somebody is there already; `named` is how a record is referred to, never a name."""
    problems = []
    for alike in same:
        text = f"{said_of(alike, named)}; --anyway where it is somebody else"
        hint = f"ivtool {noun} show {named(alike.number)}"
        problems.append(Problem(f"{noun}.already", text, hint))
    return problems


def said_of(alike: Alike, named: Callable[[int], str]) -> str:
    """By what somebody is like a person, in words and by their ref."""
    # Which of the two had the name before is no matter.
    has = "has or had this name, and has" if alike.formerly else "has this name and"
    return f"{named(alike.number)} {has} the same {alike.by}"


def listed(text: str | None) -> str | None:
    """A list that was typed with semicolons or commas, written one way: `a; b`."""
    parts = [" ".join(part.split()) for part in (text or "").replace(",", ";").split(";")]
    return "; ".join(part for part in parts if part) or None


def _contacts(person: Person) -> list[tuple[str, str]]:
    """Email and phone as they are compared, where they are known."""
    known = (
        (EMAIL, "".join((person.email or "").casefold().split())),
        (PHONE, _digits(person.phone)),
    )
    return [each for each in known if each[1]]


def _digits(phone: str | None) -> str:
    digits = "".join(mark for mark in phone or "" if mark.isdigit())
    # `+44 7700 …`, `0044 7700 …` and `07700 …` are one number.
    return digits.removeprefix("00").removeprefix("44").lstrip("0")
