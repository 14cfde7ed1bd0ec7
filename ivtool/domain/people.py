"""Who is who: by what somebody is known again."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ivtool.domain.letters import seen
from ivtool.domain.names import as_read
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

EMAIL, PHONE, BIRTH = "email", "phone", "date of birth"


class Person(NamedTuple):
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


class Evidence(NamedTuple):
    """Something by which somebody is known again beside a name, as it is compared."""

    what: str
    value: str


class Alike(NamedTuple):
    """Somebody like a person: by what, in a word, and whether only by a name one had before."""

    number: int
    by: str
    formerly: bool = False


class Register:
    """Everybody of one kind, found again by a name, a phone or an email, however many there are."""

    def __init__(self, people: Iterable[tuple[int, Person]]) -> None:
        self._people: dict[int, Person] = {}
        self._named: dict[str, list[int]] = {}
        self._alike: dict[tuple[str, Evidence], list[int]] = {}
        self._with: dict[Evidence, list[int]] = {}
        for number, person in people:
            self.take(number, person)

    def take(self, number: int, person: Person) -> None:
        """Add somebody, or what is now known of somebody who is there; the name before is kept."""
        before = self._people.get(number)
        if before is not None:
            person = person._replace(former=(*person.former, *before.former, before.name))
        self._people[number] = person
        evidence = _evidence(person)
        for name in person.names():
            self._named.setdefault(name, []).append(number)
            for each in evidence:
                self._alike.setdefault((name, each), []).append(number)
        for each in evidence:
            self._with.setdefault(each, []).append(number)

    def same(self, person: Person, but: int | None = None) -> list[Alike]:
        """Those who are the same person, by a name and something more, in the order of refs."""
        evidence = _evidence(person)
        numbers = {
            number
            for name in person.names()
            for each in evidence
            for number in self._alike.get((name, each), ())
        }
        found = []
        for number in sorted(numbers - {but}):
            known = self._people[number]
            # What somebody had before they changed it is theirs no more.
            if (by := same_person(person, known)) is not None:
                found.append(Alike(number, by, as_read(person.name) != as_read(known.name)))
        return found

    def namesakes(self, person: Person) -> list[int]:
        """Those who have the same name now, in the order of refs."""
        wanted = as_read(person.name)
        numbers = self._named.get(wanted, ()) if wanted else ()
        return sorted(each for each in set(numbers) if as_read(self._people[each].name) == wanted)

    def sharing(self, person: Person, but: int | None = None) -> list[Alike]:
        """Those of another name with the same phone or email: a couple, or a new name."""
        found: dict[int, Alike] = {}
        for evidence in _evidence(person):
            if evidence.what == BIRTH:
                continue
            for number in self._with.get(evidence, ()):
                known = self._people[number]
                theirs = number != but and evidence in _evidence(known)
                if theirs and not person.names() & known.names():
                    found.setdefault(number, Alike(number, evidence.what))
        return sorted(found.values())

    def pairs(self) -> list[tuple[int, Alike]]:
        """Everybody who is there twice: the earlier, and the later who is alike."""
        twice = {
            number for numbers in self._alike.values() if len(numbers) > 1 for number in numbers
        }
        return [
            (number, alike)
            for number in sorted(twice)
            for alike in self.same(self._people[number], number)
            if alike.number > number
        ]


def same_person(one: Person, other: Person) -> str | None:
    """What shows that two who share a name are one person, in a word; None if nothing does.

    Names are compared as people read them, those had before too; phones by their digits.
    """
    if not one.names() & other.names():
        return None
    shared = [each for each in _evidence(one) if each in _evidence(other)]
    return shared[0].what if shared else None


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
    return "; ".join(part for part in parts if seen(part)) or None


def phone_digits(phone: str | None) -> str:
    """A phone number as it is dialled here, for comparing; empty without a digit."""
    digits = "".join(mark for mark in phone or "" if mark in "0123456789")
    # `+44 7700 …`, `0044 7700 …` and `07700 …` are one number.
    return digits.removeprefix("00").removeprefix("44").lstrip("0")


def _evidence(person: Person) -> list[Evidence]:
    """What shows who somebody is, as it is compared, where it is known: what says most first."""
    born = person.date_of_birth
    known = (
        Evidence(EMAIL, "".join((person.email or "").casefold().split())),
        Evidence(PHONE, phone_digits(person.phone)),
        Evidence(BIRTH, "" if born is None else born.isoformat()),
    )
    return [each for each in known if each.value]
