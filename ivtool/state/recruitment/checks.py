"""Which evidence is to be seen to: joined once, for the report, for today and for the job.

Of thousands of volunteers few have anything: sets of those with all in date leave the few, and the
rule decides about them.
"""

from collections.abc import Iterator
from datetime import date

from ivtool.domain.policy import Policy
from ivtool.domain.recruitment.evidence import is_to_be_chased
from ivtool.domain.recruitment.evidence_kinds import GOOD_OUTCOMES, RUNS_OUT
from ivtool.domain.recruitment.lapses import (
    Lapse,
    LapseRules,
    LapseState,
    OnFile,
    cutoffs,
    lapses,
)
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, Stage
from ivtool.domain.recruitment.volunteers import is_known_from
from ivtool.queries.reading import Reader
from ivtool.queries.recruitment import pipeline as queries

ORDER = tuple(LapseState)
PLACES = {kind: place for place, kind in enumerate(RUNS_OUT)}
# Of these the longest come first; of the others those with the fewest days left.
LONGEST_FIRST = (LapseState.LAPSED, LapseState.ASKED)


def worst_first(reader: Reader, as_of: date, policy: Policy) -> list[tuple[int, Lapse]]:
    """Every piece of evidence to see to on a day with the number of its volunteer."""
    return sorted(lapsing(reader, as_of, policy), key=_order)


def lapsing(reader: Reader, as_of: date, policy: Policy) -> Iterator[tuple[int, Lapse]]:
    """Every piece of evidence to see to on a day with the number of its volunteer, in no order."""
    rules = LapseRules(
        policy.evidence_rules(as_of),
        policy.days("checks.warn_days", as_of),
        policy.count("checks.chase_days", as_of),
    )
    spell_of = {queries.volunteer_of(spell): spell for spell in queries.here(reader, as_of)}
    reached = queries.reached(reader, Stage.APPROVED, as_of)
    approved = {number for number, spell in spell_of.items() if spell in reached}
    asked = queries.unanswered(reader, as_of)
    late = spell_of.keys() & {
        number
        for number, items in asked.items()
        if any(is_to_be_chased(item, as_of, rules.chase_days) for item in items)
    }
    after, bad = cutoffs(rules, as_of), CheckOutcome.NOT_CLEAR
    to_look_at = spell_of.keys() - queries.in_date(
        reader, spell_of, after, CheckKind.DBS, GOOD_OUTCOMES, bad, as_of
    )
    checks_of = queries.checks_of(reader, to_look_at | late, RUNS_OUT)
    # Of somebody on the way nothing is told but what is on file: what ran out, what was asked for.
    old = {
        number
        for number in to_look_at - approved
        for check in checks_of.get(number, ())
        for day in (check.from_on, check.rechecked_on)
        if day is not None and day <= after[check.kind]
    }
    few = (to_look_at & approved) | old | late
    begun = queries.begun(reader, [spell_of[number] for number in few]) if few else {}
    for number in few:
        begun_on, first_stage_on, waivers = begun[spell_of[number]]
        if number not in approved and not is_known_from(first_stage_on, as_of):
            continue
        checks = checks_of.get(number, ())
        on_file = OnFile(number in approved, checks, asked.get(number, ()), waivers, begun_on)
        for lapse in lapses(on_file, rules, as_of):
            yield number, lapse


def _order(found: tuple[int, Lapse]) -> tuple[int, int, int, int, int]:
    number, each = found
    days = each.days or 0
    return (
        ORDER.index(each.state),
        -days if each.state in LONGEST_FIRST else days,
        number,
        PLACES.get(each.kind, len(PLACES)),
        each.slot,
    )
