"""Volunteers to look at: a list of them, and one with stages, checks, holds and matches."""

from collections.abc import Collection
from datetime import date

from ivtool.domain.names import NamesShown, shown_name
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
    known = volunteer_facts.clearance_facts(reader)
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
    facts = volunteer_facts.clearance_facts(reader, [number])[number]
    rules = policy_facts.policy(reader).evidence_rules(as_of)
    found = clearance(facts, rules, as_of)
    live = volunteer_facts.live_match_counts(reader, as_of)
    row = _row(each, facts, found, live.get(number, 0), as_of, names)
    left_on = known_by(facts.spell_ended_on, as_of)
    row |= {
        "capacity": each.capacity,
        "left_on": left_on,
        "left_reason": volunteer_facts.leaving_reason(reader, number) if left_on else None,
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
            "checks": _checks(reader, number, as_of),
            "holds": [
                hold._asdict() for hold in volunteer_facts.hold_records(reader, number, as_of)
            ],
            "matches": _matches(reader, number, as_of, names),
        },
        [f"ivtool match list --volunteer {volunteer_ref(number)}"],
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
        "postcode": volunteer.postcode if told else None,
    }


def _checks(reader: Reader, number: int, as_of: date) -> list[dict[str, object]]:
    return [
        {
            "kind": CheckKind(each.kind),
            "outcome": each.outcome and CheckOutcome(each.outcome),
            "asked_on": known_by(each.asked_on, as_of),
            "from_on": known_by(each.from_on, as_of),
            "rechecked_on": known_by(each.rechecked_on, as_of),
        }
        for each in volunteer_facts.check_records(reader, number, as_of)
    ]


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
