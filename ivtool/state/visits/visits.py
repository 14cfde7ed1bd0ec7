"""Where matches stand with their visits on a day, and who of their people is not clear to visit."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ivtool.domain.policy import Policy
from ivtool.domain.visits.visits import Pause, Standing, VisitRules, standing
from ivtool.queries import policy as policy_queries
from ivtool.queries.reading import Reader
from ivtool.queries.visits import visits as visit_queries
from ivtool.queries.visits.visits import LiveMatch

if TYPE_CHECKING:
    from ivtool.domain.matching.records import Match


def standings(
    reader: Reader,
    as_of: date,
    authority: int | None = None,
    match: int | None = None,
    numbers: Collection[int] | None = None,
    *,
    policy: Policy | None = None,
    paused: Mapping[int, Sequence[Pause]] | None = None,
) -> Iterator[tuple[LiveMatch, Standing]]:
    """Every match live on a day with where it stands, in the order of refs; or only of some.

    Who has read the policy or the pauses already hands them on.
    """
    policy = policy or policy_queries.policy(reader)
    # Few matches have an interval of their own; the rules of each are read once.
    rules: dict[int | None, VisitRules] = {None: policy.visit_rules(as_of)}
    if paused is None:
        paused = visit_queries.pauses(reader, as_of, match, numbers)
    for each in visit_queries.live_matches(reader, as_of, authority, match, numbers):
        own = each.own_interval
        if own not in rules:
            rules[own] = policy.visit_rules(as_of, own)
        found = standing(
            each.started_on, each.last_held_on, paused.get(each.number, ()), rules[own], as_of
        )
        yield each, found


def standing_on(reader: Reader, match: int, day: date, policy: Policy) -> Standing | None:
    """Where one match stands with its visits on a day; None where it is not live."""
    return next((found for _, found in standings(reader, day, match=match, policy=policy)), None)


def not_clear_on(reader: Reader, match: "Match", day: date, policy: Policy) -> dict[int, list[str]]:
    """Why a match's volunteer is not clear to visit on a day; those who are clear are left out."""
    from ivtool.domain.recruitment.volunteers import clearance, reasons_not_clear
    from ivtool.queries.recruitment import volunteers as volunteer_queries

    people = [each for each in (match.volunteer_id, match.second_volunteer_id) if each]
    rules = policy.evidence_rules(day)
    known = volunteer_queries.clearance_facts(reader, day, people)
    reasons = {
        number: reasons_not_clear(clearance(facts, rules, day)) for number, facts in known.items()
    }
    return {number: each for number, each in reasons.items() if each}
