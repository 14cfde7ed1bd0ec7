"""Volunteers to look at: a list of them, and one with the whole path to approval."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ivtool.domain.days import known_by
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.recruitment.vocabulary import Stage, VolunteerStanding
from ivtool.domain.recruitment.volunteers import (
    Clearance,
    VolunteerFacts,
    clearance,
    evidence,
    evidence_until,
    is_known,
    months_left,
    reasons_not_clear,
    stage_reached,
    stages_reached,
    waived_evidence,
)
from ivtool.domain.refs import match_ref, staff_ref, volunteer_ref
from ivtool.queries import policy as policy_queries
from ivtool.queries.lookup import find
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.reading import Reader
from ivtool.queries.recruitment import volunteers as volunteer_queries
from ivtool.rendering import Card, Column, Listing, Shape
from ivtool.tuples import NamedTuple

# The path and what it rests on are imported for a card: a list needs none of it.
if TYPE_CHECKING:
    from ivtool.domain.policy import Policy
    from ivtool.domain.recruitment.records import Volunteer, VolunteerCheck, VolunteerSpell
    from ivtool.domain.recruitment.stages import Path, StageOnPath
    from ivtool.queries.matching.matches import MatchRecord
    from ivtool.state.recruitment.volunteers import Recruit

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
# What a card shows of the record: how they are reached, and from their gender on what they bring
# and mean to do. Words that may tell who somebody is are shown with full names only.
CONTACT = ("email", "phone", "address", "postcode")
OPEN = ("gender", "languages", "interests", "drives", "min_child_age", "max_child_age",
        "max_miles", "commitment_months")  # fmt: skip


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
        from ivtool.queries import staff as staff_queries

        worker = find(reader, "staff", lead, names)
        leaders = staff_queries.leaders(reader, "volunteer", as_of)
        led = {number for number, each in leaders.items() if each.number == worker}
    rules = policy_queries.policy(reader).evidence_rules(as_of)
    known = volunteer_queries.clearance_facts(reader, as_of)
    pairs = match_queries.live_pairs(reader, as_of)
    live = Counter(who for each in pairs for who in (each.volunteer, each.second_volunteer))
    rows = []
    for each in volunteer_queries.volunteers(reader):
        facts = known[each.id]
        if not is_known(facts, as_of) or (led is not None and each.id not in led):
            continue
        found = clearance(facts, rules, as_of)
        row = _row(each, facts, found, live[each.id], as_of, names)
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
    from ivtool.domain.matching.matches import is_live
    from ivtool.queries.matching import matches as match_queries
    from ivtool.queries.recruitment import books as book_queries
    from ivtool.reports.file.history import last_change
    from ivtool.reports.people import merged_fields
    from ivtool.reports.recruitment.books import book_rows, drawn_book
    from ivtool.reports.recruitment.path import Drawn, drawn_path, path_rows
    from ivtool.reports.support.due import support_on_card
    from ivtool.state.recruitment.volunteers import recruit

    number = find(reader, "volunteer", asked, names)
    whole, policy = recruit(reader, number), policy_queries.policy(reader)
    facts, rules = whole.facts(as_of), policy.evidence_rules(as_of)
    found = clearance(facts, rules, as_of)
    matches = match_queries.matches(reader, as_of, volunteer=number)
    live = sum(is_live(match.started_on, match.ended_on, as_of) for match in matches)
    row = _row(whole.volunteer, facts, found, live, as_of, names)
    gone = found.standing not in (VolunteerStanding.ACTIVE, VolunteerStanding.ON_HOLD)
    # One who has left has nothing to do next.
    way = None if gone else whole.path(as_of, policy)
    left_on = known_by(facts.spell_ended_on, as_of)
    spells = _spells(whole, as_of)
    approved_on = known_by(dict(facts.stages).get(Stage.APPROVED), as_of)
    told = names is NamesShown.FULL
    stages = _path(whole, as_of, policy, gone=gone)
    versions = book_queries.versions(reader, whole.checks, as_of)
    support, support_lists = support_on_card(reader, number, as_of, policy)
    row |= {
        "next_stage": way.following if way else None,
        "spell": spells[-1].spell if len(spells) > 1 else None,
        **_lead(reader, number, as_of, names),
        "capacity": whole.volunteer.capacity,
        "left_on": left_on,
        "left_reason": whole.spell(as_of).reason if left_on else None,
        **_details(whole.volunteer, approved_on, policy, as_of, names),
        **support,
    }
    how = Drawn(
        as_of,
        policy.count("checks.chase_days", as_of),
        max(policy.days("checks.warn_days", as_of)),
        told,
    )
    return Card(
        whole.ref,
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
            "checks": _checks(whole.checks, as_of, how.chase_days, names),
            "holds": [
                _fields(hold, ("from_on", "until_on", "reason"))
                for hold in sorted(whole.holds, key=lambda hold: hold.from_on)
                if hold.from_on <= as_of
            ],
            "spells": [
                _fields(spell, ("spell", "begun_on", "ended_on", "ended_as")) for spell in spells
            ],
            "book": book_rows(versions, names),
            "matches": _matches(reader, matches, as_of, names),
            **support_lists,
            "merged": merged_fields(reader, "volunteer", number),
            "last_change": last_change(reader, "volunteer", number, names),
        },
        _next_commands(whole.ref, way),
        {
            "path": [*drawn_path(stages, how, whole.ref), *_clear(facts, found, as_of)],
            **dict.fromkeys(("not_clear", "lacking", "stages", "evidence"), ()),
            **({} if len(spells) > 1 else {"spells": ()}),
            "book": drawn_book(versions, names),
        },
    )


def _spells(whole: "Recruit", as_of: date) -> list["VolunteerSpell"]:
    """The times with the service, up to the one of a day; an end after it is unknown."""
    current = whole.spell(as_of)
    return [
        each
        if each.ended_on is None or each.ended_on <= as_of
        else each._replace(ended_on=None, ended_as=None)
        for each in whole.spells
        if each.spell <= current.spell
    ]


def _path(whole: "Recruit", as_of: date, policy: "Policy", *, gone: bool) -> list["StageOnPath"]:
    """The path of the spell of a day; of somebody who has left, the stages alone."""
    from ivtool.domain.recruitment.stages import StageState, whole_path

    spell = whole.spell(as_of).spell
    recorded = {each.stage: each for each in whole.stages if each.spell == spell}
    stages = whole_path(whole.applicant(as_of), recorded, as_of, as_of, policy.gate_rules(as_of))
    if not gone:
        return stages
    return [
        each._replace(
            pieces=(),
            state=StageState.TO_COME if each.state is StageState.NEXT else each.state,
        )
        for each in stages
    ]


def _clear(facts: VolunteerFacts, found: Clearance, as_of: date) -> list[str]:
    """Whether somebody is clear to visit, why not, and what is waived."""
    from ivtool.reports.recruitment.path import wrapped

    told = [*reasons_not_clear(found), *waived_evidence(facts, found, as_of)]
    said = "clear to visit: yes" if found.clear else "clear to visit: no"
    return wrapped(f"{said}, {'; '.join(told)}" if told else said, len(said) + 2)


def _lead(reader: Reader, number: int, as_of: date, names: NamesShown) -> dict[str, object]:
    from ivtool.queries import staff as staff_queries

    lead = staff_queries.lead_of(reader, "volunteer", number, as_of)
    return {
        "lead": lead and staff_ref(lead.number),
        "lead_name": lead and shown_name(lead.name, names),
    }


def _details(
    volunteer: "Volunteer",
    approved_on: date | None,
    policy: "Policy",
    as_of: date,
    names: NamesShown,
) -> dict[str, object]:
    """Who somebody is, brings and means to do; once approved, until when they meant to stay."""
    from ivtool.domain.ages import age_on
    from ivtool.state.recruitment.volunteers import commitment_until

    until_on = commitment_until(volunteer, approved_on, policy, as_of)
    born_on = volunteer.date_of_birth
    fields = volunteer._fields
    profile = fields[fields.index("gender") : fields.index("id")]
    open_to = fields if names is NamesShown.FULL else OPEN
    return {
        # An address by email is most often the name itself.
        **{name: getattr(volunteer, name) if name in open_to else None for name in CONTACT},
        "age": born_on and age_on(born_on, as_of),
        **{name: getattr(volunteer, name) if name in open_to else None for name in profile},
        "commitment_until_on": until_on,
        "commitment_months_left": until_on and months_left(until_on, as_of),
    }


def _fields(record: NamedTuple, names: Sequence[str]) -> dict[str, object]:
    return {name: getattr(record, name) for name in names}


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


def _row(
    volunteer: "Volunteer",
    facts: VolunteerFacts,
    found: Clearance,
    live_matches: int,
    as_of: date,
    names: NamesShown,
) -> dict[str, object]:
    return {
        "ref": volunteer_ref(volunteer.id),
        "key": volunteer.key,
        "name": shown_name(volunteer.name, names),
        "stage": stage_reached(facts.stages, as_of),
        "standing": found.standing,
        "clear": found.clear,
        "live_matches": live_matches,
        "approved_on": known_by(dict(facts.stages).get(Stage.APPROVED), as_of),
        **{kind.value: state for kind, state in found.evidence.items()},
    }


def _next_commands(ref: str, way: "Path | None") -> list[str]:
    from ivtool.domain.recruitment.stages import command_to_advance

    commands = [f"ivtool match list --volunteer {ref}"]
    if way is not None and way.following is not None and not way.lacking:
        commands.insert(0, command_to_advance(ref, way.ready_on))
    return commands


def _checks(
    checks: Iterable["VolunteerCheck"], as_of: date, chase_days: int, names: NamesShown
) -> list[dict[str, object]]:
    """The evidence known by a day, by kind, the latest last; never a certificate's number."""
    from ivtool.domain.recruitment.evidence import days_ago, is_to_be_chased
    from ivtool.domain.recruitment.evidence_kinds import Piece

    rows: list[dict[str, object]] = []
    for each in sorted(checks, key=_by_kind):
        first = each.asked_on or each.from_on or each.rechecked_on
        if first is not None and first > as_of:
            continue
        came = known_by(each.from_on, as_of)
        chase = each.asked_on is not None and is_to_be_chased(each, as_of, chase_days)
        rows.append(
            {
                "kind": each.kind,
                "slot": Piece.of(each).which,
                "module": each.module and each.module.replace("_", " "),
                # An answer of a later day was not known yet.
                "outcome": each.outcome if came or each.from_on is None else None,
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


def _by_kind(check: "VolunteerCheck") -> tuple[str, int, str, date, int]:
    latest = check.from_on or check.asked_on or check.rechecked_on or date.min
    return (check.kind.value, check.slot, check.module or "", latest, check.id)


def _matches(
    reader: Reader, matches: Sequence["MatchRecord"], as_of: date, names: NamesShown
) -> list[dict[str, object]]:
    from ivtool.queries.visits import visits as visit_queries
    from ivtool.reports.matching.matches import status_of
    from ivtool.reports.people import child_fields

    paused = visit_queries.pauses(reader, as_of, numbers=[each.number for each in matches])
    return [
        {
            "match": match_ref(each.number),
            **child_fields(each.child, each.child_name, names),
            "status": status_of(each, paused.get(each.number, []), as_of),
            "started_on": known_by(each.started_on, as_of),
            "ended_on": known_by(each.ended_on, as_of),
        }
        for each in matches
    ]
