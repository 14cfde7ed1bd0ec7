"""The month's report on volunteers: how far they have come, and what is in date of those visiting.

docs/DOMAIN.md, section 11, figures 8 and 9.
"""

from collections import Counter

from ivtool.domain.office.compliance import Period, median
from ivtool.domain.policy import Policy
from ivtool.domain.recruitment.pipeline import days_from_interest, is_known_by
from ivtool.domain.recruitment.vocabulary import CheckKind, Evidence, SpellEnd, Stage
from ivtool.domain.recruitment.volunteers import evidence, evidence_until, stage_reached
from ivtool.domain.recruitment.waivers import waiver_of
from ivtool.domain.visits.ledger import percentage
from ivtool.queries.reading import Reader
from ivtool.queries.recruitment import pipeline as queries
from ivtool.queries.recruitment import volunteers as volunteer_queries
from ivtool.queries.visits import visits as visit_queries

Figures = dict[str, object]
NOT_KNOWN = "not_known"


def volunteers(reader: Reader, period: Period, authority: int | None, policy: Policy) -> Figures:
    """Both sections. Volunteers serve all authorities: with one, the first is left out (null)."""
    return _recruited(reader, period, authority) | _in_date(reader, period, authority, policy)


def _recruited(reader: Reader, period: Period, authority: int | None) -> Figures:
    """By stage: the last stage reached by the day, of all whose spell of the day had not ended.

    With no dated stage: not known; with later ones only: not yet here. On hold: of them, those
    with a hold that covers the day. Approved: spells that reached `approved` in the month. Days:
    from `interest_expressed` to `approved`, of the first spells among these, where both days are
    known. Left, withdrew, not accepted: spells that ended so in the month. Returned: spells after
    the first that began in the month.
    """
    first, as_of = period.month.first, period.as_of
    if authority is not None:
        return dict.fromkeys(
            (
                "volunteers_by_stage",
                "volunteers_on_hold",
                "volunteers_approved",
                "approved_days_median",
                "volunteers_left",
                "volunteers_returned",
            )
        )
    stages = queries.stages_of(reader, queries.here(reader, as_of))
    here = {
        queries.volunteer_of(spell): stage_reached(each.items(), as_of)
        for spell, each in stages.items()
        if is_known_by(each, as_of)
    }
    counts = Counter(here.values())
    approved = queries.stages_of(reader, queries.reached(reader, Stage.APPROVED, as_of, first))
    took = [
        days
        for spell, each in approved.items()
        if queries.is_first(spell)
        and (days := days_from_interest(each, Stage.APPROVED)) is not None
    ]
    ended = Counter(queries.ended(reader, first, as_of))
    return {
        "volunteers_by_stage": {stage.value: counts[stage] for stage in Stage}
        | {NOT_KNOWN: counts[None]},
        "volunteers_on_hold": len(here.keys() & queries.on_hold(reader, as_of)),
        "volunteers_approved": len(approved),
        "approved_days_median": median(took),
        "volunteers_left": {how.value: ended[how.value] for how in SpellEnd},
        "volunteers_returned": len(queries.begun(reader, first, as_of)),
    }


def _in_date(reader: Reader, period: Period, authority: int | None, policy: Policy) -> Figures:
    """Live: the volunteers of the matches live on the day, both of a couple, each once.

    In date: of them, those with that evidence in date on the day / all of them; none: null. Waived
    is not in date: counted apart, where it was waived on the day and not in date. Supervision is
    not recorded yet: null.
    """
    as_of = period.as_of
    live = {
        number
        for match in visit_queries.live_matches(reader, as_of, authority)
        for number in (match.volunteer, match.second_volunteer)
        if number is not None
    }
    rules = policy.evidence_rules(as_of)
    in_date: Counter[CheckKind] = Counter()
    waived: Counter[CheckKind] = Counter()
    for known in volunteer_queries.clearance_facts(reader, as_of, live).values():
        for kind, until_on in evidence_until(known.checks, rules, as_of).items():
            if evidence(until_on, as_of) is Evidence.IN_DATE:
                in_date[kind] += 1
            elif waiver_of(known.waivers, kind.value, None, None, as_of) is not None:
                waived[kind] += 1
    kinds = (CheckKind.DBS, CheckKind.SAFEGUARDING, CheckKind.INDEPENDENCE)
    return {
        "live_volunteers": len(live),
        "in_date": {f"{kind.value}_pct": percentage(in_date[kind], len(live)) for kind in kinds}
        | {"supervision_pct": None},
        "waived": {kind.value: waived[kind] for kind in kinds},
    }
