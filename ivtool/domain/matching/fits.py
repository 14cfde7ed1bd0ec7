"""Everybody who waits and everybody who is free, at once: who scores what with whom.

The rules of a pair are those of `eligibility` and `ranking`. Here each is asked once of any two
values, for a thousand children and a thousand volunteers are a million pairs, of whom many live in
the same place or like the same things.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from datetime import date
from functools import partial
from itertools import compress, count
from typing import TypeVar

from ivtool.domain.children.availability import slots_of
from ivtool.domain.children.wishes import Wish
from ivtool.domain.distance import Place, about_miles
from ivtool.domain.ids import VolunteerId
from ivtool.domain.matching.eligibility import (
    Candidate,
    Wishes,
    age_of,
    is_named,
    is_too_far,
    miles_at_most,
    most_at_once,
    problems_alone,
    within_ages,
)
from ivtool.domain.matching.ranking import (
    RankRules,
    availability_points,
    distance_points,
    help_points,
    interest_points,
    wish_points,
)
from ivtool.domain.matching.wishes import answers, listed, listed_help, unmet
from ivtool.domain.recruitment.connections import connected
from ivtool.domain.recruitment.records import Volunteer
from ivtool.tuples import NamedTuple

One = TypeVar("One", bound=Hashable)
Other = TypeVar("Other", bound=Hashable)
T = TypeVar("T")
Row = TypeVar("Row")

# So far below any score that no sum of factors comes to one again.
NEVER = -1_000_000


class Waiting(NamedTuple):
    """A child who waits; `declined` are those with whom one of the two would not have it before."""

    referral: int
    child: Wishes
    days: int
    declined: Collection[VolunteerId] = ()


class Free(NamedTuple):
    """A volunteer with room for so many matches more; `invented` where it is nobody yet."""

    who: Candidate
    room: int = 1
    invented: int = 0

    @property
    def ref(self) -> str:
        """The ref of the volunteer, or what stands for one who is invented: `new-1`."""
        return f"new-{self.invented}" if self.invented else self.who.ref


class Fits(NamedTuple):
    """What each free volunteer scores for each child who waits: a row a child; below 0 is never.

    `near` and `wished` are the rows of two of the factors, for saying why nobody fits.
    """

    scores: Sequence[Sequence[int]]
    near: Sequence[Sequence[int]]
    wished: Sequence[Sequence[int]]


def free_volunteers(
    volunteers: Iterable[Candidate], rules: RankRules, on: date, most: int
) -> list[Free]:
    """The volunteers who could begin with somebody on a day, by their refs; each up to `most`."""
    free = [
        Free(who, min(most, who.volunteer.capacity - most_at_once(who.others, on)))
        for who in volunteers
        if not problems_alone(who, rules.fit, on)
    ]
    return sorted(free, key=lambda each: each.who.volunteer.id)


def fits(waiting: Sequence[Waiting], free: Sequence[Free], rules: RankRules, on: date) -> Fits:
    """Who would score what with whom on a day, by the rules of a pair.

    Source: docs/DOMAIN.md, section 5.
    """
    children = [each.child for each in waiting]
    people = [each.who for each in free]
    volunteers = [each.volunteer for each in people]
    weights = rules.weights

    def distance(place: Place | None, lives: tuple[Place | None, int]) -> int:
        miles = about_miles(place, lives[0])
        if is_too_far(miles, lives[1]):
            return NEVER
        return distance_points(weights.distance, miles, lives[1])

    def wish(wishes: tuple[Wish, ...], told: Volunteer) -> int:
        if unmet(wishes, told, on):
            return NEVER
        wanted = [each for each in wishes if not each.must]
        return wish_points(weights.wishes, [met for _, met in answers(wanted, told, on)])

    near = crossed(
        [each.place for each in children],
        [(each.place, miles_at_most(each, rules.fit)) for each in people],
        distance,
        list,
    )
    wished = crossed(
        [tuple(each.wishes) for each in children], [*map(_told, volunteers)], wish, list
    )
    shared = crossed(
        [frozenset(listed(each.interests)) for each in children],
        [frozenset(listed(each.interests)) for each in volunteers],
        partial(interest_points, weights.interests),
        list,
    )
    times = crossed(
        [each.availability for each in children],
        [slots_of(each.availability) for each in volunteers],
        partial(availability_points, weights.availability),
        list,
    )
    helped = crossed(
        [frozenset(listed_help(each.help_needed)) for each in children],
        [frozenset(listed_help(each.skills)) for each in volunteers],
        partial(help_points, weights.help),
        list,
    )
    scores = [
        [a + b + c + d + e for a, b, c, d, e in zip(*rows, strict=True)]
        for rows in zip(near, wished, shared, times, helped, strict=True)
    ]
    for row, never in zip(scores, _never(waiting, people, on), strict=True):
        for place in never:
            row[place] = NEVER
    return Fits(scores, near, wished)


def crossed(
    ones: Sequence[One],
    others: Sequence[Other],
    rule: Callable[[One, Other], T],
    kept: Callable[[Iterable[T]], Row],
) -> list[Row]:
    """What a rule says of each of some with each of others, asked once of any two values.

    A row each, made once of any value; equal ones are the same object, and not to be changed.
    """
    different = list(dict.fromkeys(others))
    place = {value: index for index, value in enumerate(different)}
    places = [place[value] for value in others]
    rows: dict[One, Row] = {}
    for one in dict.fromkeys(ones):
        said = [rule(one, other) for other in different]
        rows[one] = kept([said[index] for index in places])
    return [rows[one] for one in ones]


def _never(waiting: Sequence[Waiting], people: Sequence[Candidate], on: date) -> list[set[int]]:
    """The places of the volunteers who are never proposed for a child, factors apart.

    For a child who is not looked after nobody is.
    """
    children = [each.child for each in waiting]

    def outside(age: int | None, limits: tuple[int | None, int | None]) -> bool:
        return not within_ages(age, limits)

    def near_to(of: tuple[str | None, str | None], declared: str | None) -> bool:
        return bool(connected(declared, *of))

    ages = crossed(
        [age_of(each, on) for each in children],
        [(each.volunteer.min_child_age, each.volunteer.max_child_age) for each in people],
        outside,
        _places,
    )
    connections = crossed(
        [(each.authority, each.provider) for each in children],
        [each.connection for each in people],
        near_to,
        _places,
    )
    named = crossed(
        [tuple(each.no_contact) for each in children],
        [each.volunteer.name for each in people],
        is_named,
        _places,
    )
    place = {each.volunteer.id: index for index, each in enumerate(people)}
    declined = [{place[each] for each in child.declined if each in place} for child in waiting]
    everybody = range(len(people))
    none = [everybody if each.looked_after is False else () for each in children]
    of_each = zip(ages, connections, named, declined, none, strict=True)
    return [set[int]().union(*each) for each in of_each]


def _places(row: Iterable[bool]) -> frozenset[int]:
    return frozenset(compress(count(), row))


def _told(volunteer: Volunteer) -> Volunteer:
    """What of a volunteer a wish can be about, and nothing else: many are the same in that."""
    return Volunteer(
        "",
        date_of_birth=volunteer.date_of_birth,
        gender=volunteer.gender,
        languages=volunteer.languages,
        culture=volunteer.culture,
    )
