"""The month's report on volunteers: how far they have come, and what is in date of those visiting.

docs/DOMAIN.md, section 11, figures 8 and 9.
"""

from collections import Counter

from ivtool.domain.office.compliance import median
from ivtool.domain.recruitment.evidence_kinds import RUNS_OUT
from ivtool.domain.recruitment.pipeline import days_from_interest, is_known_by
from ivtool.domain.recruitment.vocabulary import CheckKind, Evidence, SpellEnd, Stage
from ivtool.domain.recruitment.volunteers import evidence, evidence_until, stage_reached
from ivtool.domain.recruitment.waivers import waiver_of
from ivtool.domain.visits.ledger import percentage
from ivtool.queries.reading import Reader
from ivtool.queries.recruitment import pipeline as queries
from ivtool.queries.recruitment import volunteers as volunteer_queries
from ivtool.state.office.compliance import Known
from ivtool.state.support.due import supervised

Figures = dict[str, object]
NOT_KNOWN = "not_known"


def volunteers(reader: Reader, service: Known) -> Figures:
    """Both sections. Volunteers serve all authorities: with one, the first is left out (null)."""
    return _recruited(reader, service) | _in_date(reader, service)


def _recruited(reader: Reader, service: Known) -> Figures:
    """By stage: the last stage reached by the day, of all whose spell of the day had not ended.

    With no dated stage: not known; with later ones only: not yet here. On hold: of them, those
    with a hold that covers the day. Approved: spells that reached `approved` in the month. Days:
    from `interest_expressed` to `approved`, of the first spells among these, where both days are
    known. Left, withdrew, not accepted: spells that ended so in the month. Returned: spells after
    the first that began in the month.
    """
    first, as_of = service.period.month.first, service.as_of
    if service.authority is not None:
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
    spells = queries.spells(reader, first, as_of)
    reached = queries.reached(reader, Stage.APPROVED, as_of, first)
    stages = queries.stages_of(reader, spells.here | reached)
    here = {
        queries.volunteer_of(spell): stage_reached(stages[spell].items(), as_of)
        for spell in spells.here
        if is_known_by(stages[spell], as_of)
    }
    counts = Counter(here.values())
    took = [
        days
        for spell in reached
        if queries.is_first(spell)
        and (days := days_from_interest(stages[spell], Stage.APPROVED)) is not None
    ]
    ended = Counter(spells.ended)
    return {
        "volunteers_by_stage": {stage.value: counts[stage] for stage in Stage}
        | {NOT_KNOWN: counts[None]},
        "volunteers_on_hold": len(here.keys() & queries.on_hold(reader, as_of)),
        "volunteers_approved": len(reached),
        "approved_days_median": median(took),
        "volunteers_left": {how.value: ended[how.value] for how in SpellEnd},
        "volunteers_returned": len(spells.begun),
    }


def _in_date(reader: Reader, service: Known) -> Figures:
    """Live: the volunteers of the matches live on the day, both of a couple, each once.

    In date: of them, those with that evidence in date on the day / all of them; none: null. Waived
    is not in date: counted apart, where it was waived on the day and not in date. Supervision is in
    date up to the day on which it is due: `domain.support.due.supervision`; it is not waived.
    """
    as_of = service.as_of
    live = {
        number
        for match, _ in service.live
        for number in (match.volunteer, match.second_volunteer)
        if number is not None
    }
    supervised_in_date = sum(
        each.stands.in_date for each in supervised(reader, as_of, service.policy, service.authority)
    )
    rules = service.policy.evidence_rules(as_of)
    in_date: Counter[CheckKind] = Counter()
    waived: Counter[CheckKind] = Counter()
    for known in volunteer_queries.clearance_facts(reader, as_of, live).values():
        for kind, until_on in evidence_until(known.checks, rules, as_of).items():
            if evidence(until_on, as_of) is Evidence.IN_DATE:
                in_date[kind] += 1
            elif waiver_of(known.waivers, kind.value, None, None, as_of) is not None:
                waived[kind] += 1
    return {
        "live_volunteers": len(live),
        "in_date": {f"{kind.value}_pct": percentage(in_date[kind], len(live)) for kind in RUNS_OUT}
        | {"supervision_pct": percentage(supervised_in_date, len(live))},
        "waived": {kind.value: waived[kind] for kind in RUNS_OUT},
    }
