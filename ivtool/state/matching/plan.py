"""Who waits, who is free, who would be with whom: facts and rules joined, for a day."""

from collections.abc import Mapping, Sequence
from datetime import date

from ivtool.domain.children.referrals import days_waiting
from ivtool.domain.days import short_day
from ivtool.domain.distance import Place
from ivtool.domain.ids import VolunteerId
from ivtool.domain.matching.fits import Free, Waiting, fits, free_volunteers
from ivtool.domain.matching.matches import is_stuck, last_step_on
from ivtool.domain.matching.plan import Obstacle, Plan, in_the_way, invented, planned, weights
from ivtool.domain.matching.ranking import RankRules
from ivtool.domain.matching.vocabulary import InTheWay
from ivtool.domain.refs import match_ref
from ivtool.queries.children import referrals as referral_queries
from ivtool.queries.children.referrals import ReferralRecord
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.matching import proposals as proposal_queries
from ivtool.queries.office import today as today_queries
from ivtool.queries.reading import Reader
from ivtool.state.children.referrals import waiting
from ivtool.state.matching.assignment import largest_sum
from ivtool.tuples import NamedTuple


class Everybody(NamedTuple):
    """Who waits and who is free on a day, each by their refs, and the rules of that day.

    `proposed` are the open proposals of a child: the day of the last step, and the match.
    """

    referrals: Mapping[int, ReferralRecord]
    waiting: Sequence[Waiting]
    free: Sequence[Free]
    rules: RankRules
    proposed: Mapping[int, Sequence[tuple[date, int]]]


def everybody(
    reader: Reader,
    as_of: date,
    authority: int | None = None,
    found: Sequence[ReferralRecord] | None = None,
) -> Everybody:
    """Who waits, of one authority or all, and every volunteer who is free on a day.

    `found` are the referrals that wait, where somebody knows already.
    """
    if found is None:
        known = referral_queries.referrals(reader, as_of, authority=authority)
        found = waiting(known, match_queries.live_by_child(reader, as_of), as_of)
    rules = proposal_queries.rank_rules(reader, as_of)
    children = proposal_queries.wishes_by_child(reader, as_of, authority=authority)
    earlier = proposal_queries.earlier_matches(reader, [each.child for each in found])
    who = [
        Waiting(
            each.number,
            children[each.child],
            days_waiting(each.received_on, as_of),
            [
                VolunteerId(volunteer)
                for volunteer, theirs in earlier.get(each.child, {}).items()
                if any(match.declined for match in theirs)
            ],
        )
        for each in found
    ]
    people = proposal_queries.volunteers(reader, as_of).values()
    proposed: dict[int, list[tuple[date, int]]] = {}
    for match, child, _, *days in today_queries.proposals(reader, as_of, authority):
        proposed.setdefault(child, []).append((last_step_on(days, as_of), match))
    free = free_volunteers(people, rules, as_of, len(who))
    return Everybody({each.number: each for each in found}, who, free, rules, proposed)


def best_plan(all_of: Everybody, as_of: date, recruits: Sequence[tuple[int, Place]] = ()) -> Plan:
    """The plan of the largest sum for a day, with as many invented volunteers at some places."""
    free = [*all_of.free, *invented(recruits)]
    found = fits(all_of.waiting, free, all_of.rules, as_of)
    values = weights(all_of.waiting, found, all_of.rules)
    chosen = largest_sum(values, [each.room for each in free])
    return planned(all_of.waiting, free, found, chosen, all_of.rules, as_of)


def obstacles(
    reader: Reader, as_of: date, authority: int | None, found: Sequence[ReferralRecord]
) -> dict[int, Obstacle]:
    """What stands in the way of each of the children who wait on a day, by referral.

    A proposal on its way comes before everything; one that is stuck is what there is to say.
    """
    all_of = everybody(reader, as_of, authority, found)
    rows = fits(all_of.waiting, all_of.free, all_of.rules, as_of)
    stuck_days = all_of.rules.stuck_days
    told = {}
    for index, referral in enumerate(found):
        child = all_of.waiting[index]
        if (steps := all_of.proposed.get(referral.child)) is not None:
            told[referral.number] = _of_proposal(*max(steps), stuck_days, as_of)
        else:
            told[referral.number] = in_the_way(child, index, all_of.free, rows, as_of)
    return told


def _of_proposal(last_on: date, match: int, stuck_days: int, as_of: date) -> Obstacle:
    ref = match_ref(match)
    if is_stuck(last_on, stuck_days, as_of):
        return Obstacle(InTheWay.STUCK, f"{ref} proposed, nothing new since {short_day(last_on)}")
    return Obstacle(InTheWay.PROPOSED, f"{ref} is on its way")
