"""What stands beside the sheets of a made-up service: staff, a session, a panel, who came back.

As somebody would have entered it by hand, with the services behind the commands; the same every
time for the same people and day. Where there is nobody to do it with, it is left out.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ivtool.demo import words
from ivtool.domain.days import Month
from ivtool.domain.ids import VolunteerId
from ivtool.domain.recruitment.evidence_entry import Said
from ivtool.domain.recruitment.records import Waiver
from ivtool.domain.recruitment.vocabulary import (
    CheckKind,
    Matter,
    Stage,
    VolunteerStanding,
    Waivable,
)
from ivtool.domain.recruitment.volunteers import (
    STAGES,
    VolunteerFacts,
    stage_reached,
    volunteer_standing,
)
from ivtool.domain.staff import Led
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.recruitment import volunteers as volunteer_queries
from ivtool.services.recruitment.evidence import record_check
from ivtool.services.recruitment.holds import return_volunteer
from ivtool.services.recruitment.panels import put_on_agenda
from ivtool.services.recruitment.trainings import add_training
from ivtool.services.recruitment.waivers import waive_gate
from ivtool.services.staff import add_staff, lead
from ivtool.writer import Writer

if TYPE_CHECKING:
    pass

GONE = (VolunteerStanding.LEFT, VolunteerStanding.WITHDREW, VolunteerStanding.NOT_ACCEPTED)
TUESDAY = 1
ATTENDED = 5
MODULES = ("boundaries", "confidentiality")


def recruit(writer: "Writer", began_on: date, today: date) -> None:
    """Add to a service that was imported what no sheet holds, as of today."""
    facts = volunteer_queries.clearance_facts(writer.reader, today)
    on_the_way = dict(_on_the_way(facts, today))
    _staff(writer, list(on_the_way), began_on, today)
    _chase(writer, _at(on_the_way, Stage.APPLICATION_COMPLETED), today)
    _waive(writer, _at(on_the_way, Stage.HOME_INTERVIEW), today)
    _train(writer, on_the_way, today)
    _meet(writer, on_the_way, today)
    _return(writer, facts, today)


def _on_the_way(facts: dict[int, VolunteerFacts], today: date) -> Iterator[tuple[int, Stage]]:
    for number, each in facts.items():
        stage = stage_reached(each.stages, today)
        here = volunteer_standing(each, today) is VolunteerStanding.ACTIVE
        if here and stage is not None and stage is not Stage.APPROVED:
            yield number, stage


def _at(on_the_way: dict[int, Stage], stage: Stage) -> list[int]:
    return [number for number, reached in on_the_way.items() if reached is stage]


def _staff(writer: "Writer", on_the_way: list[int], began_on: date, today: date) -> None:
    """Two lead the matches, by turns, since last month or since they were proposed; one the way."""
    begun = (Month.of(today) + -1).first
    people = [
        add_staff(writer, name, role, tenths, began_on, today).id
        for name, role, tenths in words.STAFF
    ]
    known = match_queries.matches(writer.reader, today)
    for on, numbers in (
        (begun, [each.number for each in known if each.proposed_on <= begun and not each.ended_on]),
        (today, [each.number for each in known if each.proposed_on > begun and not each.ended_on]),
    ):
        for place, person in enumerate(people[:2]):
            if theirs := numbers[place::2]:
                lead(writer, person, {Led.MATCH: theirs}, on)
    lead(writer, people[-1], {Led.VOLUNTEER: on_the_way}, today)


def _chase(writer: "Writer", applicants: list[int], today: date) -> None:
    """A reference that was asked for long ago, and asked for again."""
    for number in applicants[:1]:
        for said in (
            Said(slot=2, asked_on=today - timedelta(days=41)),
            Said(slot=2, chased_on=today - timedelta(days=6)),
        ):
            record_check(writer, number, CheckKind.REFERENCE, said, None, today)


def _waive(writer: "Writer", interviewed: list[int], today: date) -> None:
    """A medical form that is let go until the surgery answers."""
    for number in interviewed[:1]:
        until_on = today + timedelta(days=60)
        by, reason = words.STAFF[-1][0], "the surgery answers no letters"
        waiver = Waiver(VolunteerId(number), Waivable.MEDICAL, by, reason, today, until_on)
        waive_gate(writer, waiver, today)


def _train(writer: "Writer", on_the_way: dict[int, Stage], today: date) -> None:
    """A day of training, with those who are furthest on the way."""
    ready = [
        number
        for number, stage in on_the_way.items()
        if STAGES.index(stage) >= STAGES.index(Stage.INFORMAL_CHAT)
    ]
    held_on = today - timedelta(days=9)
    add_training(writer, held_on, None, MODULES, words.STAFF[0][0], None, ready[:ATTENDED], today)


def _meet(writer: "Writer", on_the_way: dict[int, Stage], today: date) -> None:
    """A panel next Tuesday, before whom are two: one who is ready for it, and one who is not."""
    ahead = (TUESDAY - today.weekday() - 1) % 7 + 1
    trained = _at(on_the_way, Stage.TRAINING_COMPLETED)
    checked = _at(on_the_way, Stage.CHECKS_COMPLETED)
    for number in [*trained[:1], *checked[:1]]:
        put_on_agenda(writer, number, today + timedelta(days=ahead), Matter.APPROVAL, today)


def _return(writer: "Writer", facts: dict[int, VolunteerFacts], today: date) -> None:
    """Somebody who had left begins again with the information pack."""
    gone = [
        number
        for number, each in facts.items()
        if volunteer_standing(each, today) in GONE
        and each.spell_ended_on is not None
        and each.spell_ended_on < today
    ]
    for number in gone[:1]:
        at = Stage.INFORMATION_PACK_SENT
        return_volunteer(writer, number, at, today, None, words.STAFF[-1][0], today)
