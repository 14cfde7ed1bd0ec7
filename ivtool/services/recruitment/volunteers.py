"""Volunteers by hand: adding and editing them, the stages, holds, leaving."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ivtool.domain.ages import problems_with_age_in_match
from ivtool.domain.days import NamedDay, spelled_day
from ivtool.domain.ids import VolunteerId
from ivtool.domain.people import (
    Alike,
    Person,
    Register,
    problems_with_same,
)
from ivtool.domain.recruitment.details import (
    problems_with_age,
    problems_with_commitment,
    problems_with_limits,
    problems_with_profile,
)
from ivtool.domain.recruitment.records import Volunteer, VolunteerSpell, VolunteerStage
from ivtool.domain.recruitment.stages import (
    Path,
    next_stage,
    problems_with_advance,
    problems_with_newcomer,
    problems_with_stage_asked,
    problems_with_stage_corrected,
    stages_on_the_way,
)
from ivtool.domain.recruitment.vocabulary import Stage
from ivtool.domain.recruitment.volunteers import stage_reached
from ivtool.domain.refs import match_ref, volunteer_ref
from ivtool.errors import Problem, Refused
from ivtool.queries import people as people_queries
from ivtool.queries import policy as policy_queries
from ivtool.queries.reading import Reader
from ivtool.queries.recruitment import volunteers as volunteer_queries
from ivtool.services.people import keep_apart
from ivtool.state.recruitment.volunteers import BegunUnclear, Recruit, begun_unclear, recruit
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class AddedVolunteer(NamedTuple):
    """A volunteer who is now known; `sharing` are those with the same phone or email."""

    number: VolunteerId
    on: date
    namesakes: Sequence[int]
    sharing: Sequence[Alike]
    path: Path


class EditedVolunteer(NamedTuple):
    """A volunteer whose details were put right: the columns that changed, if any did.

    `sharing` are those of another name who have the phone or email that is new, `two` those alike
    who were said to be somebody else.
    """

    number: VolunteerId
    changed: Sequence[str]
    sharing: Sequence[Alike] = ()
    two: Sequence[int] = ()


class AdvancedVolunteer(NamedTuple):
    """The stages that a volunteer has now reached, and what comes next.

    `begun_unclear` are matches that rest on a day that was put right.
    """

    number: VolunteerId
    stages: Sequence[Stage]
    on: date | None
    path: Path
    begun_unclear: Sequence[BegunUnclear] = ()


def add_volunteer(
    writer: Writer,
    details: Mapping[str, Any],
    on: date,
    actor: str,
    today: date,
    *,
    anyway: bool = False,
) -> AddedVolunteer:
    """Record somebody who has shown interest on a day: the first stage.

    Raises Refused for what cannot be, and for somebody who is there already unless `anyway`.
    """
    reader = writer.reader
    volunteer = Volunteer(**details)
    problems = problems_with_newcomer(volunteer.ways_to_reach, on, today)
    problems += _problems_with_details(volunteer, "NAME", [("their interest", on)], today)
    register = Register(people_queries.people(reader, "volunteer"))
    person = _person(volunteer)
    same = register.same(person)
    if not anyway:
        problems += problems_with_same("volunteer", same, volunteer_ref)
    if problems:
        raise Refused("the volunteer cannot be added", problems)
    volunteer = writer.insert(volunteer)
    keep_apart(writer, "volunteer", volunteer.id, same, today)
    spell = writer.insert(VolunteerSpell(volunteer.id, 1))
    who = _reach(
        writer, Recruit(volunteer, [spell]), 1, [Stage.INTEREST_EXPRESSED], on, actor, None
    )
    return AddedVolunteer(
        volunteer.id,
        on,
        register.namesakes(person),
        register.sharing(person),
        who.path(today, policy_queries.policy(reader)),
    )


def edit_volunteer(
    writer: Writer,
    number: VolunteerId,
    changes: Mapping[str, Any],
    cleared: Collection[str],
    today: date,
    *,
    anyway: bool = False,
) -> EditedVolunteer:
    """Put right some of a volunteer's details; what was there stays in the history.

    `changes` are by field of the record, `cleared` the fields that are to be blank. Raises Refused
    for what cannot be, and for what makes two one person unless `anyway`.
    """
    reader = writer.reader
    [before] = volunteer_queries.volunteers(reader, [number])
    stages = volunteer_queries.of_volunteers(reader, VolunteerStage, [number]).get(number, [])
    ref = volunteer_ref(number)
    empty = dict.fromkeys(cleared)
    problems = [
        Problem("volunteer.set_and_cleared", f"{name.replace('_', ' ')} is both set and cleared")
        for name in empty
        if name in changes
    ]
    if not changes and not empty and not anyway:
        hint = f"ivtool volunteer edit {ref} --phone NUMBER"
        problems.append(Problem("volunteer.nothing_said", "it is not said what to change", hint))
    applied_on = _applied_on(stages)
    if applied_on is not None and "date_of_birth" in empty:
        text = f"they applied on {spelled_day(applied_on)}: a date of birth stays"
        hint = f"ivtool volunteer edit {ref} --born DAY"
        problems.append(Problem("volunteer.no_birth", text, hint))
    wanted = {**changes, **empty}
    changed = [name for name, value in wanted.items() if getattr(before, name) != value]
    if "capacity" in changed:
        # What an import took for approved was another number.
        wanted["capacity_imported"] = False
    volunteer = before._replace(**wanted)
    reached: Sequence[NamedDay] = ()
    if "date_of_birth" in changed:
        reached = people_queries.days_reached(reader, "volunteer", number).get(number, ())
        problems += _problems_with_age(reader, volunteer, stages)
    was_reachable = any(before.ways_to_reach)
    problems += _problems_with_details(volunteer, ref, reached, today, was_reachable=was_reachable)
    sharing: Sequence[Alike] = ()
    same: Sequence[Alike] = ()
    if Person.is_known_by(changed) or anyway:
        register = Register(people_queries.people(reader, "volunteer"))
        former = people_queries.former_names(reader, "volunteer").get(number, ())
        person = _person(volunteer)._replace(former=former)
        same = register.same(person, number)
        if not anyway:
            asked = people_queries.still_asked(reader, "volunteer", number, same)
            problems += problems_with_same("volunteer", asked, volunteer_ref)
        sharing = [each for each in register.sharing(person, number) if each.by in changed]
    if problems:
        raise Refused(f"{ref} cannot be changed so", problems)
    writer.update(before, **wanted)
    two = keep_apart(writer, "volunteer", number, same if anyway else (), today)
    return EditedVolunteer(number, changed, sharing, two)


def advance_volunteer(
    writer: Writer,
    number: VolunteerId,
    to: Stage | None,
    on: date,
    note: str | None,
    actor: str,
    today: date,
) -> AdvancedVolunteer:
    """Record that a volunteer has reached the next stage, or every one up to a stage, on a day.

    Raises Refused with every gate's every reason; then none of the stages is recorded.
    """
    reader = writer.reader
    ref = volunteer_ref(number)
    who, policy = recruit(reader, number), policy_queries.policy(reader)
    facts = who.facts(date.max)
    reached = stage_reached(facts.stages, date.max)
    problems = problems_with_stage_asked(ref, facts, to)
    stages = [] if problems else stages_on_the_way(reached, to)
    if not problems:
        rules = policy.gate_rules(on)
        problems = problems_with_advance(who.applicant(date.max), stages, on, today, rules)
    if problems:
        target = to or next_stage(reached) or Stage.APPROVED
        raise Refused(f"{ref} cannot be recorded as {target.value}", problems)
    who = _reach(writer, who, who.spells[-1].spell, stages, on, actor, note)
    return AdvancedVolunteer(number, stages, on, who.path(today, policy))


def correct_stage(
    writer: Writer,
    number: VolunteerId,
    stage: Stage | None,
    on: date | None,
    note: str | None,
    today: date,
) -> AdvancedVolunteer:
    """Put right the day or the note of a stage, the last reached where none is named.

    Raises Refused. What was there stays in the history.
    """
    who, policy = recruit(writer.reader, number), policy_queries.policy(writer.reader)
    spell, applicant = who.spells[-1], who.applicant(date.max)
    asked = stage or stage_reached(who.facts(date.max).stages, date.max)
    asked = asked or Stage.INTEREST_EXPRESSED
    problems = problems_with_stage_corrected(
        applicant, asked, on, spell.ended_on, today, policy.gate_rules(on or today)
    )
    if problems:
        raise Refused(f"{asked.value} of {who.ref} cannot be corrected so", problems)
    recorded = [each for each in who.stages if (each.spell, each.stage) == (spell.spell, asked)]
    said = {"reached_on": on, "note": note}
    now = writer.update(recorded[-1], **{name: each for name, each in said.items() if each})
    corrected = who._replace(stages=[now if each.id == now.id else each for each in who.stages])
    begun = begun_unclear(writer.reader, who, corrected, policy)
    path = corrected.path(today, policy)
    return AdvancedVolunteer(number, [asked], now.reached_on, path, begun)


def _reach(
    writer: Writer,
    who: Recruit,
    spell: int,
    stages: Collection[Stage],
    on: date,
    actor: str,
    note: str | None,
) -> Recruit:
    reached = [
        writer.insert(VolunteerStage(who.volunteer.id, spell, stage, on, actor, note))
        for stage in stages
    ]
    return who._replace(stages=[*who.stages, *reached])


def _applied_on(stages: Iterable[VolunteerStage]) -> date | None:
    """The first day, of whichever spell, on which the application was completed."""
    days = (each.reached_on for each in stages if each.stage is Stage.APPLICATION_COMPLETED)
    return min((day for day in days if day is not None), default=None)


def _problems_with_age(
    reader: Reader, volunteer: Volunteer, stages: Iterable[VolunteerStage]
) -> list[Problem]:
    """Why a volunteer cannot be so young: by the stages of every spell, and by their matches."""
    ref, born_on = volunteer_ref(volunteer.id), volunteer.date_of_birth
    lowest = policy_queries.policy(reader).lowest_age
    reached = [(each.stage, each.reached_on) for each in stages]
    problems = problems_with_age(ref, born_on, reached, lowest)
    for match in people_queries.matched_volunteers(reader, volunteer.id):
        days = ((f"the proposal of {match_ref(match.match)}", match.proposed_on),
                (f"the start of {match_ref(match.match)}", match.started_on))  # fmt: skip
        problems += problems_with_age_in_match(ref, born_on, days, lowest)
    return problems


def _person(volunteer: Volunteer) -> Person:
    return Person(volunteer.name, volunteer.email, volunteer.phone, volunteer.date_of_birth)


def _problems_with_details(
    volunteer: Volunteer,
    ref: str,
    reached: Sequence[NamedDay],
    today: date,
    *,
    was_reachable: bool = False,
) -> list[Problem]:
    return [
        *problems_with_profile(
            ref,
            _person(volunteer),
            reachable=any(volunteer.ways_to_reach),
            was_reachable=was_reachable,
            reached=reached,
            today=today,
        ),
        *problems_with_limits(
            volunteer.capacity,
            volunteer.min_child_age,
            volunteer.max_child_age,
            volunteer.max_miles,
        ),
        *problems_with_commitment(volunteer.commitment_months),
    ]
