"""How well a volunteer would do for a child: five factors in whole points, each with its reason.

Who is never proposed at all is told by `eligibility`; here the rest are put in an order. The points
of a factor rest on a few values alone, so that a plan for everybody asks for each of them once.
Source: docs/DOMAIN.md, section 5.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence, Sized
from collections.abc import Set as AbstractSet
from datetime import date

from ivtool.domain.children.availability import slots_of
from ivtool.domain.children.vocabulary import Slot
from ivtool.domain.children.wishes import Wish
from ivtool.domain.matching.eligibility import (
    Candidate,
    FitRules,
    Wishes,
    miles_at_most,
    miles_between,
    problems_with_fit,
)
from ivtool.domain.matching.wishes import answers, listed, listed_help
from ivtool.domain.recruitment.volunteers import approved_on
from ivtool.domain.sentences import counted
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

KNOWN = {True: "yes", False: "no", None: "not known"}


class Weights(NamedTuple):
    """How many points each factor gives at most; 100 together."""

    interests: int = 40
    distance: int = 20
    wishes: int = 20
    availability: int = 10
    help: int = 10


class RankRules(NamedTuple):
    """The policy values of ranking and planning in force on a day.

    `wait_weight` are points in a plan for each whole 30 days that a child has waited, `stuck_days`
    those without a step after which a proposal is stuck.
    """

    fit: FitRules
    weights: Weights = Weights()
    wait_weight: int = 1
    stuck_days: int = 21


class Factor(NamedTuple):
    """What one factor gives, and why, in words."""

    points: int
    reason: str


class Score(NamedTuple):
    """What a volunteer scores for a child, factor by factor."""

    interests: Factor
    distance: Factor
    wishes: Factor
    availability: Factor
    help: Factor

    @property
    def total(self) -> int:
        """All points together, 0 to 100."""
        return sum(each.points for each in self)

    @property
    def reasons(self) -> list[str]:
        """Each factor with its points and its reason."""
        return [
            f"{name} {each.points}: {each.reason}"
            for name, each in zip(self._fields, self, strict=True)
        ]


class Ranked(NamedTuple):
    """A volunteer for a child: why never to be proposed, if so; what they score, or would."""

    who: Candidate
    problems: Sequence[Problem]
    score: Score

    @property
    def eligible(self) -> bool:
        """Whether the volunteer may be proposed."""
        return not self.problems


def half_up(weight: int, part: int, whole: int) -> int:
    """So much of a weight as a part is of a whole, in whole points: 2.5 is 3."""
    return (2 * weight * part + whole) // (2 * whole)


def interest_points(weight: int, child: AbstractSet[str], volunteer: AbstractSet[str]) -> int:
    """For the child's interests that are the volunteer's too; half where either tells none."""
    if not child or not volunteer:
        return half_up(weight, 1, 2)
    return half_up(weight, len(child & volunteer), len(child))


def distance_points(weight: int, miles: int | None, limit: int) -> int:
    """For living near: all next door, none from the limit on; half where it is not known."""
    if miles is None:
        return half_up(weight, 1, 2)
    if miles == 0:
        return weight
    return half_up(weight, max(0, limit - miles), limit) if limit else 0


def wish_points(weight: int, met: Sequence[bool | None]) -> int:
    """For the preferences met, one that nobody knows by half; all where none is stated."""
    if not met:
        return weight
    return half_up(weight, 2 * met.count(True) + met.count(None), 2 * len(met))


def availability_points(weight: int, child: Collection[Slot], volunteer: Collection[Slot]) -> int:
    """All for a slot that both have time in, else none; half where either tells none."""
    if not child or not volunteer:
        return half_up(weight, 1, 2)
    return weight if not frozenset(child).isdisjoint(volunteer) else 0


def help_points(weight: int, needed: AbstractSet[str], skills: AbstractSet[str]) -> int:
    """For the help needed that the volunteer is skilled in; all where the child needs none."""
    return interest_points(weight, needed, skills) if needed else weight


def preferences(child: Wishes) -> list[Wish]:
    """The wishes that are no musts: those give points."""
    return [each for each in child.wishes if not each.must]


def score(child: Wishes, who: Candidate, rules: FitRules, weights: Weights, on: date) -> Score:
    """What a volunteer scores for a child on a day; of one never proposed as well.

    Worked: chess and baking shared of three, 12 miles of 30, a woman whose languages nobody asked,
    no availability, no help needed: 27 + 12 + 15 + 5 + 10 = 69.
    """
    volunteer = who.volunteer
    wished, likes = listed(child.interests), listed(volunteer.interests)
    needed, skills = listed_help(child.help_needed), listed_help(volunteer.skills)
    free = slots_of(volunteer.availability)
    miles, limit = miles_between(child, who), miles_at_most(who, rules)
    met = answers(preferences(child), volunteer, on)
    return Score(
        Factor(
            interest_points(weights.interests, wished.keys(), likes.keys()),
            _not_told(wished, likes) or _shared(wished, likes),
        ),
        Factor(
            distance_points(weights.distance, miles, limit),
            "not known" if miles is None else f"{counted(miles, 'mile')} of {limit}",
        ),
        Factor(
            wish_points(weights.wishes, [each for _, each in met]),
            ", ".join(f"{wish.spoken} {KNOWN[each]}" for wish, each in met) or "none stated",
        ),
        Factor(
            availability_points(weights.availability, child.availability, free),
            _not_told(child.availability, free) or _common(child.availability & free),
        ),
        Factor(
            help_points(weights.help, needed.keys(), skills.keys()),
            (_not_told(needed, skills) or _shared(needed, skills)) if needed else "none needed",
        ),
    )


def order(total: int, who: Candidate) -> tuple[int, date, int]:
    """The place of a volunteer among those who may be proposed: the least comes first.

    The highest score, then approved longest (a day that nobody knows comes last), then the ref.
    """
    return (-total, approved_on(who.facts) or date.max, who.volunteer.id)


def rank(
    child: Wishes,
    volunteers: Iterable[Candidate],
    rules: RankRules,
    on: date,
    nobody: Sequence[Problem] = (),
) -> list[Ranked]:
    """Who may be proposed for a child on a day, the best first; then the others, by their refs.

    `nobody` says why nobody may, where that is so.
    """
    found = [
        Ranked(
            who,
            [*nobody, *problems_with_fit(child, who, rules.fit, on)],
            score(child, who, rules.fit, rules.weights, on),
        )
        for who in volunteers
    ]
    fit = [each for each in found if each.eligible]
    others = [each for each in found if not each.eligible]
    fit.sort(key=lambda each: order(each.score.total, each.who))
    return fit + sorted(others, key=lambda each: each.who.volunteer.id)


def _not_told(child: Sized, volunteer: Sized) -> str:
    if len(child) and len(volunteer):
        return ""
    whose = "the volunteer" if len(child) else "the child" if len(volunteer) else "either"
    return f"not known of {whose}"


def _shared(wanted: Mapping[str, str], known: Iterable[str]) -> str:
    both = [written for same, written in wanted.items() if same in known]
    return f"{len(both)} of {len(wanted)}" + (f" ({', '.join(both)})" if both else "")


def _common(slots: Collection[Slot]) -> str:
    named = [each.value.replace("_", " ") for each in Slot if each in slots]
    return ", ".join(named) or "no time in common"
