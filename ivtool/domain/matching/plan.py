"""A plan: somebody for each child who waits, as far as there are any, and why not for the others.

Which pairs come to the largest sum is for a solver to find (`state/matching/assignment.py`); here
stands what is asked of it, and what its answer means. A plan proposes nothing.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from ivtool.domain.distance import Place
from ivtool.domain.ids import VolunteerId
from ivtool.domain.matching.eligibility import Candidate
from ivtool.domain.matching.fits import Fits, Free, Waiting
from ivtool.domain.matching.ranking import RankRules, order
from ivtool.domain.matching.vocabulary import InTheWay
from ivtool.domain.matching.wishes import is_met
from ivtool.domain.recruitment.records import Volunteer
from ivtool.domain.recruitment.volunteers import VolunteerFacts
from ivtool.domain.refs import referral_ref
from ivtool.tuples import NamedTuple

SPAN_DAYS = 30
MOST_NAMED = 3
MOST_RECRUITS = 100
RECRUITS = re.compile(r"([0-9]{1,3})\s+near\s+(\S.*)", re.IGNORECASE)


class Recruits(NamedTuple):
    """Volunteers who are not there yet: how many, and the postcode that they would live at."""

    number: int
    postcode: str


class Pair(NamedTuple):
    """A child and a volunteer of a plan; the runner-up is the next best who is free."""

    waiting: Waiting
    free: Free
    score: int
    weight: int
    runner_up: Free | None


class Obstacle(NamedTuple):
    """What stands between a child and a match: its kind, and in words."""

    kind: InTheWay
    words: str


class Left(NamedTuple):
    """A child whom a plan leaves without anybody, and why."""

    waiting: Waiting
    why: str


class Plan(NamedTuple):
    """Who would be with whom, and who is left; the longest waiters first."""

    pairs: Sequence[Pair]
    left: Sequence[Left]

    @property
    def total(self) -> int:
        """The sum of the weights, which no other choice of pairs exceeds."""
        return sum(each.weight for each in self.pairs)


def wait_points(days: int, rules: RankRules) -> int:
    """What a wait adds to the weight of a pair: for each whole span of 30 days."""
    return rules.wait_weight * (days // SPAN_DAYS)


def weights(waiting: Sequence[Waiting], found: Fits, rules: RankRules) -> list[list[int]]:
    """The weight of each pair: the score and what the wait adds; below 0 where there is never one.

    Source: docs/DOMAIN.md, section 5.
    """
    rows = []
    for child, row in zip(waiting, found.scores, strict=True):
        more = wait_points(child.days, rules)
        rows.append([points + more for points in row])
    return rows


def read_recruits(text: str) -> Recruits:
    """What `3 near NR1` means. Raises ValueError, with a phrase that the text begins."""
    asked = RECRUITS.fullmatch(text.strip())
    if asked is None or not 1 <= int(asked[1]) <= MOST_RECRUITS:
        raise ValueError(f"is not 1 to {MOST_RECRUITS} near a postcode")
    return Recruits(int(asked[1]), asked[2].strip())


def invented(places: Sequence[tuple[int, Place]]) -> list[Free]:
    """Volunteers who are clear to visit, with room for one match, of whom nothing else is known."""
    homes = [place for number, place in places for _ in range(number)]
    return [
        Free(
            Candidate(Volunteer("", id=VolunteerId(-number)), VolunteerFacts(), place=place),
            invented=number,
        )
        for number, place in enumerate(homes, start=1)
    ]


def planned(
    waiting: Sequence[Waiting],
    free: Sequence[Free],
    found: Fits,
    chosen: Sequence[int | None],
    rules: RankRules,
    on: date,
) -> Plan:
    """A plan out of the place of the volunteer who was chosen for each child, None for nobody."""
    pairs, left = [], []
    taken: dict[int, int] = {
        place: child.referral
        for child, place in zip(waiting, chosen, strict=True)
        if place is not None
    }
    for index, (child, row, place) in enumerate(zip(waiting, found.scores, chosen, strict=True)):
        if place is None:
            able = [each for each, points in enumerate(row) if points >= 0]
            why = _taken(able, free, taken) or in_the_way(child, index, free, found, on).words
            left.append(Left(child, why))
            continue
        second = next_best(row, free, place)
        weight = row[place] + wait_points(child.days, rules)
        pairs.append(Pair(child, free[place], row[place], weight, second))
    pairs.sort(key=lambda each: (-each.waiting.days, each.waiting.referral))
    left.sort(key=lambda each: (-each.waiting.days, each.waiting.referral))
    return Plan(pairs, left)


def next_best(row: Sequence[int], free: Sequence[Free], but: int | None = None) -> Free | None:
    """The best volunteer for a child, the one of a place apart: free, whoever else has them."""
    most, best = -1, None
    for each, points in enumerate(row):
        if points < most or points < 0 or each == but or free[each].invented:
            continue
        if best is None or order(points, free[each].who) < order(most, free[best].who):
            most, best = points, each
    return None if best is None else free[best]


def in_the_way(child: Waiting, index: int, free: Sequence[Free], found: Fits, on: date) -> Obstacle:
    """What stands between a child and a volunteer who is free; the place of its row is `index`.

    Nobody free at all, nobody within the distance, a must that none of those meets, or several
    things; or nothing, where somebody could be proposed.
    """
    row, near, wished = found.scores[index], found.near[index], found.wished[index]
    able = sum(points >= 0 for points in row)
    if able:
        best = next_best(row, free)
        who = "somebody" if best is None else best.ref
        return Obstacle(
            InTheWay.NOT_PROPOSED, f"{who} fits" if able == 1 else f"{who} and {able - 1} more fit"
        )
    if child.child.looked_after is False:
        said = "not looked after, and so not eligible"
        return Obstacle(InTheWay.NOT_LOOKED_AFTER, said)
    if not free:
        return Obstacle(InTheWay.NOBODY_FREE, "nobody is free")
    within = [each for each, points in enumerate(near) if points >= 0]
    if not within:
        return Obstacle(InTheWay.TOO_FAR, "nobody free within the distance")
    if all(wished[each] < 0 for each in within):
        musts = [each for each in child.child.wishes if each.must]
        unmet = [
            must.spoken
            for must in musts
            if not any(is_met(must, free[each].who.volunteer, on) for each in within)
        ]
        what = f"a must that nobody free meets: {', '.join(unmet)}"
        return Obstacle(InTheWay.MUST, what if unmet else "nobody free meets all the musts")
    too_far, no_must = len(free) - len(within), sum(wished[each] < 0 for each in within)
    other = len(within) - no_must
    parts = ((too_far, "too far"), (no_must, "a must not met"), (other, "another reason"))
    said = ", ".join(f"{number} {what}" for number, what in parts if number)
    return Obstacle(InTheWay.NOBODY_FITS, f"nobody free may be proposed: {said}")


def _taken(able: Sequence[int], free: Sequence[Free], taken: Mapping[int, int]) -> str:
    """Where the volunteers go who could have come to a child; empty where none could."""
    if not able:
        return ""
    goes = [f"{free[each].ref} ({referral_ref(taken[each])})" for each in able if each in taken]
    more = f" and {len(goes) - MOST_NAMED} more" if len(goes) > MOST_NAMED else ""
    return f"planned for others: {', '.join(goes[:MOST_NAMED])}{more}"
