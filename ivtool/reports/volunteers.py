"""Volunteers to look at: a list of them, and one with stages, checks, holds and matches."""

from collections.abc import Collection
from datetime import date

from ivtool.domain.evidence import Item, days_ago, is_to_be_chased
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.policy import Policy
from ivtool.domain.recruitment import Path, path
from ivtool.domain.refs import match_ref, volunteer_ref
from ivtool.domain.volunteers import (
    Clearance,
    VolunteerFacts,
    age_on,
    clearance,
    evidence,
    evidence_until,
    is_known,
    reasons_not_clear,
    stage_reached,
    stages_reached,
)
from ivtool.domain.words import CheckKind, CheckOutcome, Stage, VolunteerStanding
from ivtool.facts import evidence as evidence_facts
from ivtool.facts import matches as match_facts
from ivtool.facts import policy as policy_facts
from ivtool.facts import visits as visit_facts
from ivtool.facts import volunteers as volunteer_facts
from ivtool.facts.lookup import find
from ivtool.facts.reading import Reader
from ivtool.facts.volunteers import VolunteerRecord
from ivtool.output import Card, Column, Listing, Shape
from ivtool.reports.matches import known_by, status_of
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
) -> Listing:
    """The volunteers known by a day that answer to all that is asked, in the order of refs."""
    rules = policy_facts.policy(reader).evidence_rules(as_of)
    known = volunteer_facts.clearance_facts(reader, as_of)
    live = volunteer_facts.live_match_counts(reader, as_of)
    rows = []
    for each in volunteer_facts.volunteers(reader):
        facts = known[each.number]
        if not is_known(facts, as_of):
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
    """One volunteer with stages, evidence, holds and matches; clear to visit, or why not.

    How a volunteer is reached is shown with the full name only. Raises NotFound where no
    volunteer, or several, answer to the ref, key or name.
    """
    number = find(reader, "volunteer", asked, names)
    [each] = volunteer_facts.volunteers(reader, number)
    facts = volunteer_facts.clearance_facts(reader, as_of, [number])[number]
    policy = policy_facts.policy(reader)
    rules = policy.evidence_rules(as_of)
    found = clearance(facts, rules, as_of)
    live = volunteer_facts.live_match_counts(reader, as_of)
    row = _row(each, facts, found, live.get(number, 0), as_of, names)
    way = _way(reader, number, found.standing, as_of, policy)
    left_on = known_by(facts.spell_ended_on, as_of)
    row |= {
        "next_stage": way.following if way else None,
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
    }
    return Card(
        volunteer_ref(number),
        row,
        {
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
            "checks": _checks(
                reader, number, as_of, policy.count("checks.chase_days", as_of), names
            ),
            "holds": [
                hold._asdict() for hold in volunteer_facts.hold_records(reader, number, as_of)
            ],
            "matches": _matches(reader, number, as_of, names),
        },
        _next_commands(number, way),
    )


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


def _way(
    reader: Reader, number: int, standing: VolunteerStanding, as_of: date, policy: Policy
) -> Path | None:
    """How far the volunteer has come; None for one who has left: there is nothing to do next."""
    if standing not in (VolunteerStanding.ACTIVE, VolunteerStanding.ON_HOLD):
        return None
    applicant = evidence_facts.applicant(reader, number, as_of)
    return path(applicant, as_of, as_of, policy.gate_rules(as_of))


def _next_commands(number: int, way: Path | None) -> list[str]:
    ref = volunteer_ref(number)
    commands = [f"ivtool match list --volunteer {ref}"]
    if way is not None and way.following is not None and not way.lacking:
        commands.insert(0, f"ivtool volunteer advance {ref}")
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
