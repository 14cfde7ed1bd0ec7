"""The agenda of a panel, with what it needs to know of each; the panels there are."""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.days import short_day, spelled_day
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.policy import Policy
from ivtool.domain.recruitment.evidence import is_good
from ivtool.domain.recruitment.evidence_kinds import REFERENCES, Piece
from ivtool.domain.recruitment.gates import Applicant, GateRules
from ivtool.domain.recruitment.panels import BEFORE_PANEL, MATTERS
from ivtool.domain.recruitment.records import VolunteerCheck, Waiver
from ivtool.domain.recruitment.stages import missing_for, missing_to_be_clear, stages_on_the_way
from ivtool.domain.recruitment.vocabulary import CheckKind, Evidence, Matter, Stage
from ivtool.domain.recruitment.volunteers import clearance, evidence_until, stage_reached
from ivtool.domain.recruitment.waivers import spoken_gate
from ivtool.domain.refs import volunteer_ref
from ivtool.errors import Problem
from ivtool.queries import policy as policy_queries
from ivtool.queries.reading import Reader
from ivtool.queries.recruitment import panels as panel_queries
from ivtool.queries.recruitment.panels import AgendaItem
from ivtool.rendering import Column, Listing, Shape
from ivtool.reports.listing import rows_of
from ivtool.state.recruitment.volunteers import Recruit, recruits

AGENDA_COLUMNS = (
    Column("on"),
    Column("volunteer", "volunteer", named_by="volunteer_name"),
    Column("key"),
    Column("matter", "matter"),
    Column("stage", "stage"),
    Column("days_in_stage", "days", Shape.NUMBER, wide=True),
    Column("dbs", "DBS", named_by="dbs_until_on"),
    Column("references"),
    Column("references_told", "references", wide=True),
    Column("modules"),
    Column("modules_wanted"),
    Column("modules_told", "modules", wide=True),
    Column("book", "book", Shape.YES_NO, wide=True),
    Column("ready"),
    Column("lacking"),
    Column("waived"),
    Column("lacks", "lacks"),
    Column("decision", "decision"),
    Column("conditions"),
)
MEETING_COLUMNS = (
    Column("on", "panel of", Shape.DAY, value="held_on"),
    Column("volunteers", "volunteers", Shape.NUMBER),
    Column("decided", "decided", Shape.NUMBER),
    Column(
        "undecided",
        "undecided",
        Shape.NUMBER,
        value=lambda each: each.volunteers - each.decided,
    ),
)


def agenda(reader: Reader, asked_on: date | None, today: date, names: NamesShown) -> Listing:
    """Who stands on the agenda of a day, or of the panel next in hand; what each lacks on its day.

    Next in hand is the first that has not decided of everybody, met already or not.
    Of a panel still to come what is known today counts, and what runs out before it does not.
    """
    on = (
        asked_on
        or panel_queries.undecided_on(reader, today)
        or panel_queries.next_meeting_on(reader, today)
    )
    if on is None:
        return Listing("Panel", AGENDA_COLUMNS, [], "No panel is to come, and none is undecided.")
    policy = policy_queries.policy(reader)
    items = panel_queries.agenda(reader, on)
    whole = recruits(reader, [each.volunteer for each in items]) if items else {}
    rows = [_row(whole[each.volunteer], each, on, min(on, today), policy, names) for each in items]
    day = spelled_day(on)
    undecided = [row["volunteer"] for row in rows if row["decision"] is None]
    notes = [
        f"{volunteer} is not decided: ivtool panel decide {volunteer} DECISION --on {on}"
        for volunteer in undecided
        if on <= today
    ]
    empty = f"Nobody is on the agenda of {day}."
    return Listing(f"Panel of {day}", AGENDA_COLUMNS, rows, empty, notes)


def meetings(reader: Reader) -> Listing:
    """The panels in date order, with how much each has decided."""
    rows = rows_of(MEETING_COLUMNS, panel_queries.meetings(reader), NamesShown.REFS)
    return Listing("Panels", MEETING_COLUMNS, rows, "No panel is recorded.")


def _row(
    whole: Recruit, item: AgendaItem, on: date, as_of: date, policy: Policy, names: NamesShown
) -> dict[str, object]:
    who, facts = whole.applicant(on), whole.facts(on)
    rules = policy.gate_rules(on)
    found = clearance(facts, rules.evidence, on)
    dbs = found.evidence[CheckKind.DBS]
    stage = stage_reached(facts.stages, as_of)
    since = None if stage is None else dict(facts.stages).get(stage)
    until = evidence_until(facts.checks, rules.evidence, on)[CheckKind.DBS]
    lacking = _lacking(who, MATTERS[item.kind], stage, on, rules)
    waived = [each for each in facts.waivers if each.from_on <= on <= each.until_on]
    answered = _answered(who, on)
    references = len([kind for kind, _, _ in answered if kind is CheckKind.REFERENCE])
    modules = {module for kind, _, module in answered if kind is CheckKind.TRAINING}
    if found.evidence[CheckKind.SAFEGUARDING] is Evidence.IN_DATE:
        modules.add(CheckKind.SAFEGUARDING.value)
    attended = len(modules & set(rules.modules))
    return {
        "on": on,
        "volunteer": volunteer_ref(item.volunteer),
        "volunteer_name": shown_name(item.name, names),
        "key": item.key,
        "matter": MATTERS[item.kind],
        "stage": stage,
        "days_in_stage": None if since is None else (as_of - since).days,
        "dbs": dbs,
        "dbs_until_on": until if dbs is Evidence.IN_DATE else None,
        "references": references,
        "references_told": f"{references} of {len(REFERENCES)}",
        "modules": attended,
        "modules_wanted": len(rules.modules),
        "modules_told": f"{attended} of {len(rules.modules)}",
        "book": any(kind is CheckKind.BOOK for kind, _, _ in answered),
        "ready": not lacking,
        "lacking": [{"what": each.message, "command": each.hint} for each in lacking],
        "waived": [
            {"gate": each.gate, "slot": each.slot, "module": each.module, "until_on": each.until_on}
            for each in waived
        ],
        "lacks": _told(lacking, waived),
        "decision": item.outcome,
        # Words that may name somebody.
        "conditions": item.conditions if names is NamesShown.FULL else None,
    }


def _lacking(
    who: Applicant, matter: Matter, reached: Stage | None, on: date, rules: GateRules
) -> list[Problem]:
    """What lacks on a panel's day: of the stages before it not reached, and of what runs out."""
    problems: list[Problem] = []
    if matter is Matter.APPROVAL:
        for stage in stages_on_the_way(reached, BEFORE_PANEL[-1]):
            problems += missing_for(who, stage, on, on, rules)
    problems += missing_to_be_clear(who, on, on, rules)
    return [each for place, each in enumerate(problems) if each not in problems[:place]]


def _answered(who: Applicant, on: date) -> set[Piece]:
    """The pieces whose latest answer of this spell by a day is good."""
    latest: dict[Piece, VolunteerCheck] = {}
    for item in sorted(who.items, key=lambda each: each.from_on or date.min):
        came = item.outcome is not None and item.from_on is not None and item.from_on <= on
        if came and (who.since is None or (item.from_on or date.min) >= who.since):
            latest[Piece.of(item)] = item
    return {piece for piece, item in latest.items() if is_good(item)}


def _told(lacking: Sequence[Problem], waived: Sequence[Waiver]) -> str:
    parts = [
        f"{spoken_gate(each.gate, each.slot, each.module)} is waived until"
        f" {short_day(each.until_on)}"
        for each in waived
    ]
    if lacking:
        more = len(lacking) - 1
        parts.insert(0, lacking[0].message + (f", and {more} more" if more else ""))
    return "; ".join(parts) or "nothing"
