"""Volunteers to look at: a list of them, and one with the whole path to approval."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from ivtool.domain.ages import age_on
from ivtool.domain.evidence import Item, days_ago, is_to_be_chased
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.policy import Policy
from ivtool.domain.recruitment import (
    Path,
    StageOnPath,
    StageState,
    command_to_advance,
    path,
    whole_path,
)
from ivtool.domain.refs import match_ref, staff_ref, volunteer_ref
from ivtool.domain.volunteers import (
    Clearance,
    Spell,
    VolunteerFacts,
    clearance,
    committed_until,
    evidence,
    evidence_until,
    is_known,
    reasons_not_clear,
    stage_reached,
    stages_reached,
    waived_evidence,
)
from ivtool.domain.words import CheckKind, CheckOutcome, Stage, VolunteerStanding
from ivtool.facts import evidence as evidence_facts
from ivtool.facts import matches as match_facts
from ivtool.facts import paths as path_facts
from ivtool.facts import policy as policy_facts
from ivtool.facts import staff as staff_facts
from ivtool.facts import visits as visit_facts
from ivtool.facts import volunteers as volunteer_facts
from ivtool.facts.lookup import find
from ivtool.facts.reading import Reader
from ivtool.facts.volunteers import VolunteerRecord
from ivtool.rendering import Card, Column, Listing, Shape
from ivtool.reports.books import book_rows, drawn_book
from ivtool.reports.matches import known_by, status_of
from ivtool.reports.paths import Drawn, drawn_path, path_rows, wrapped
from ivtool.reports.people import child_fields

COLUMNS = (
    Column("ref", "volunteer"),
    Column("key", "key", wide=True),
    Column("name", "name"),
    Column("stage", "stage"),
    Column("standing", "standing"),
    Column("clear", "clear", Shape.YES_NO),
    Column("live_matches", "matches", Shape.NUMBER, wide=True),
    Column("approved_on", "approved", Shape.DAY, wide=True),
    Column("dbs"),
    Column("safeguarding"),
    Column("independence"),
)


def volunteer_list(
    reader: Reader,
    as_of: date,
    names: NamesShown,
    *,
    stages: Collection[Stage] = (),
    standings: Collection[VolunteerStanding] = (),
    clear: bool | None = None,
    lead: str | None = None,
) -> Listing:
    """The volunteers known by a day that answer to all that is asked, in the order of refs.

    `lead` is somebody of the staff by ref or name. Raises NotFound where nobody answers to it.
    """
    led = None
    if lead is not None:
        worker = find(reader, "staff", lead, names)
        leaders = staff_facts.leaders(reader, "volunteer", as_of)
        led = {number for number, each in leaders.items() if each.number == worker}
    rules = policy_facts.policy(reader).evidence_rules(as_of)
    known = volunteer_facts.clearance_facts(reader, as_of)
    live = volunteer_facts.live_match_counts(reader, as_of)
    rows = []
    for each in volunteer_facts.volunteers(reader):
        facts = known[each.number]
        if not is_known(facts, as_of) or (led is not None and each.number not in led):
            continue
        found = clearance(facts, rules, as_of)
        row = _row(each, facts, found, live.get(each.number, 0), as_of, names)
        if (
            (not stages or row["stage"] in stages)
            and (not standings or found.standing in standings)
            and clear in (None, found.clear)
        ):
            rows.append(row)
    return Listing("Volunteers", COLUMNS, rows, "No volunteer answers to that.")


def volunteer_card(reader: Reader, asked: str, as_of: date, names: NamesShown) -> Card:
    """One volunteer with the path to approval, holds and matches; clear to visit, or why not.

    For people the path is drawn, and stands for the lists that it is made of. How a volunteer is
    reached is shown with the full name only. Raises NotFound where no volunteer, or several,
    answer to the ref, key or name.
    """
    number = find(reader, "volunteer", asked, names)
    [each] = volunteer_facts.volunteers(reader, number)
    facts = volunteer_facts.clearance_facts(reader, as_of, [number])[number]
    policy = policy_facts.policy(reader)
    rules = policy.evidence_rules(as_of)
    found = clearance(facts, rules, as_of)
    live = volunteer_facts.live_match_counts(reader, as_of)
    row = _row(each, facts, found, live.get(number, 0), as_of, names)
    gone = found.standing not in (VolunteerStanding.ACTIVE, VolunteerStanding.ON_HOLD)
    way = None if gone else _way(reader, number, as_of, policy)
    left_on = known_by(facts.spell_ended_on, as_of)
    spells = path_facts.spells_by(reader, number, as_of)
    approved_on = known_by(dict(facts.stages).get(Stage.APPROVED), as_of)
    told = names is NamesShown.FULL
    stages = _path(reader, number, spells[-1].number, as_of, policy, gone=gone)
    row |= {
        "next_stage": way.following if way else None,
        "spell": spells[-1].number if len(spells) > 1 else None,
        **_lead(reader, number, as_of, names),
        "capacity": each.capacity,
        "left_on": left_on,
        "left_reason": volunteer_facts.leaving_reason(reader, number, as_of) if left_on else None,
        **_contact(each, names),
        "age": each.date_of_birth and age_on(each.date_of_birth, as_of),
        "gender": each.gender,
        "languages": each.languages,
        "interests": each.interests,
        "drives": each.drives,
        "min_child_age": each.min_child_age,
        "max_child_age": each.max_child_age,
        "max_miles": each.max_miles,
        **_beginnings(reader, number, approved_on, policy, as_of, names),
    }
    how = Drawn(
        as_of,
        policy.count("checks.chase_days", as_of),
        max(policy.days("checks.warn_days", as_of)),
        told,
    )
    ref = volunteer_ref(number)
    return Card(
        ref,
        row,
        {
            "path": path_rows(stages, names=told),
            "not_clear": [{"why": reason} for reason in reasons_not_clear(found)],
            "lacking": [
                {"what": problem.message, "command": problem.hint}
                for problem in (way.lacking if way else ())
            ],
            "stages": [
                {
                    "stage": stage,
                    "reached_on": day,
                    "remark": None if day else "date not known",
                }
                for stage, day in stages_reached(facts.stages, as_of)
            ],
            "evidence": [
                {"kind": kind, "state": evidence(until_on, as_of), "until_on": until_on}
                for kind, until_on in evidence_until(facts.checks, rules, as_of).items()
            ],
            "waivers": _waivers(facts, as_of, names),
            "checks": _checks(reader, number, as_of, how.chase_days, names),
            "holds": [
                hold._asdict() for hold in volunteer_facts.hold_records(reader, number, as_of)
            ],
            "spells": [_spell(each) for each in spells],
            "book": book_rows(reader, number, as_of, names),
            "matches": _matches(reader, number, as_of, names),
        },
        _next_commands(number, way),
        {
            "path": [*drawn_path(stages, how, ref), *_clear(facts, found, as_of)],
            **dict.fromkeys(("not_clear", "lacking", "stages", "evidence"), ()),
            **({} if len(spells) > 1 else {"spells": ()}),
            "book": drawn_book(reader, number, as_of, names),
        },
    )


def _path(
    reader: Reader, number: int, spell: int, as_of: date, policy: Policy, *, gone: bool
) -> list[StageOnPath]:
    """The path of the spell of a day; of somebody who has left, the stages alone."""
    recorded = path_facts.stage_records(reader, number, spell)
    who = evidence_facts.applicant(reader, number, as_of)
    stages = whole_path(who, recorded, as_of, as_of, policy.gate_rules(as_of))
    if not gone:
        return stages
    return [
        replace(
            each,
            pieces=(),
            state=StageState.TO_COME if each.state is StageState.NEXT else each.state,
        )
        for each in stages
    ]


def _clear(facts: VolunteerFacts, found: Clearance, as_of: date) -> list[str]:
    """Whether somebody is clear to visit, why not, and what is waived."""
    told = [*reasons_not_clear(found), *waived_evidence(facts, found, as_of)]
    said = "clear to visit: yes" if found.clear else "clear to visit: no"
    return wrapped(f"{said}, {'; '.join(told)}" if told else said, len(said) + 2)


def _lead(reader: Reader, number: int, as_of: date, names: NamesShown) -> dict[str, object]:
    lead = staff_facts.lead_of(reader, "volunteer", number, as_of)
    return {
        "lead": lead and staff_ref(lead.number),
        "lead_name": lead and shown_name(lead.name, names),
    }


def _beginnings(
    reader: Reader,
    number: int,
    approved_on: date | None,
    policy: Policy,
    as_of: date,
    names: NamesShown,
) -> dict[str, object]:
    """What somebody brings and means to do; once approved, until when they meant to stay."""
    said = path_facts.beginnings(reader, number)
    months = said.commitment_months
    if months is None:
        months = policy.count("volunteer.commitment_months", approved_on or as_of)
    return {
        "experience": said.experience if names is NamesShown.FULL else None,
        "commitment_months": said.commitment_months,
        "commitment_until_on": approved_on and committed_until(approved_on, months),
    }


def _waivers(facts: VolunteerFacts, as_of: date, names: NamesShown) -> list[dict[str, object]]:
    told = names is NamesShown.FULL
    return [
        {
            "gate": each.gate,
            "slot": each.slot,
            "module": each.module and each.module.replace("_", " "),
            "from_on": each.from_on,
            "until_on": each.until_on,
            "by": each.waived_by if told else None,
            "reason": each.reason if told else None,
        }
        for each in facts.waivers
        if each.from_on <= as_of
    ]


def _spell(spell: Spell) -> dict[str, object]:
    return {
        "spell": spell.number,
        "begun_on": spell.begun_on,
        "ended_on": spell.ended_on,
        "ended_as": spell.ended_as,
    }


def _row(
    volunteer: VolunteerRecord,
    facts: VolunteerFacts,
    found: Clearance,
    live_matches: int,
    as_of: date,
    names: NamesShown,
) -> dict[str, object]:
    return {
        "ref": volunteer_ref(volunteer.number),
        "key": volunteer.key,
        "name": shown_name(volunteer.name, names),
        "stage": stage_reached(facts.stages, as_of),
        "standing": found.standing,
        "clear": found.clear,
        "live_matches": live_matches,
        "approved_on": known_by(dict(facts.stages).get(Stage.APPROVED), as_of),
        "dbs": found.dbs,
        "safeguarding": found.safeguarding,
        "independence": found.independence,
    }


def _contact(volunteer: VolunteerRecord, names: NamesShown) -> dict[str, object]:
    # An address by email is most often the name itself.
    told = names is NamesShown.FULL
    return {
        "email": volunteer.email if told else None,
        "phone": volunteer.phone if told else None,
        "address": volunteer.address if told else None,
        "postcode": volunteer.postcode if told else None,
    }


def _way(reader: Reader, number: int, as_of: date, policy: Policy) -> Path:
    """How far the volunteer has come; one who has left has nothing to do next."""
    applicant = evidence_facts.applicant(reader, number, as_of)
    return path(applicant, as_of, as_of, policy.gate_rules(as_of))


def _next_commands(number: int, way: Path | None) -> list[str]:
    ref = volunteer_ref(number)
    commands = [f"ivtool match list --volunteer {ref}"]
    if way is not None and way.following is not None and not way.lacking:
        commands.insert(0, command_to_advance(ref, way.ready_on))
    return commands


def _checks(
    reader: Reader, number: int, as_of: date, chase_days: int, names: NamesShown
) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for each in evidence_facts.check_records(reader, number, as_of):
        kind = CheckKind(each.kind)
        outcome = each.outcome and CheckOutcome(each.outcome)
        came = known_by(each.from_on, as_of)
        asked = Item(kind, asked_on=each.asked_on, from_on=each.from_on, outcome=outcome or None)
        chase = each.asked_on is not None and is_to_be_chased(asked, as_of, chase_days)
        rows.append(
            {
                "kind": kind,
                "slot": each.slot if kind is CheckKind.REFERENCE else None,
                "module": each.module and each.module.replace("_", " "),
                # An answer of a later day was not known yet.
                "outcome": outcome if came or each.from_on is None else None,
                "asked_on": known_by(each.asked_on, as_of),
                "from_on": came,
                "chased_on": known_by(each.chased_on, as_of),
                "rechecked_on": known_by(each.rechecked_on, as_of),
                # Words that may name somebody.
                "conditions": each.conditions if names is NamesShown.FULL else None,
                "connection": each.connection if names is NamesShown.FULL else None,
                "remark": f"asked for {days_ago(each.asked_on, as_of)}: chase"
                if chase and each.asked_on
                else None,
            }
        )
    return rows


def _matches(
    reader: Reader, number: int, as_of: date, names: NamesShown
) -> list[dict[str, object]]:
    paused = visit_facts.pauses(reader, as_of)
    return [
        {
            "match": match_ref(each.number),
            **child_fields(each.child, each.child_name, names),
            "status": status_of(each, paused.get(each.number, []), as_of),
            "started_on": known_by(each.started_on, as_of),
            "ended_on": known_by(each.ended_on, as_of),
        }
        for each in match_facts.matches(reader, as_of, volunteer=number)
    ]
