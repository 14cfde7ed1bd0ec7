"""What a volunteer's path is drawn with: the stages of a spell, and what was said at the start."""

from datetime import date
from typing import NamedTuple

from ivtool.domain.recruitment import StageRecord
from ivtool.domain.volunteers import Spell, spell_as_of
from ivtool.domain.words import Stage
from ivtool.facts.reading import Reader, day
from ivtool.facts.volunteers import spells


class Beginnings(NamedTuple):
    """What somebody brings and means to do: experience with children, months of commitment."""

    experience: str | None
    commitment_months: int | None


def spells_by(reader: Reader, volunteer: int, as_of: date) -> list[Spell]:
    """A volunteer's times with the service, up to the one of a day; an end after it is unknown."""
    every = spells(reader, volunteer)
    current = spell_as_of(every, as_of)
    return [
        each
        if each.ended_on is None or each.ended_on <= as_of
        else each._replace(ended_on=None, ended_as=None)
        for each in every or [current]
        if each.number <= current.number
    ]


def stage_records(reader: Reader, volunteer: int, spell: int) -> dict[Stage, StageRecord]:
    """The stages that were reached in a spell: when, recorded by whom, and with what note."""
    rows = reader.execute(
        "SELECT stage, reached_on, recorded_by, note FROM volunteer_stage"
        " WHERE volunteer_id = :volunteer AND spell = :spell",
        {"volunteer": volunteer, "spell": spell},
    )
    return {
        Stage(stage): StageRecord(day(reached_on), recorded_by, note)
        for stage, reached_on, recorded_by, note in rows.fetchall()
    }


def beginnings(reader: Reader, volunteer: int) -> Beginnings:
    """What a volunteer said of experience and commitment."""
    [row] = reader.execute(
        "SELECT experience, commitment_months FROM volunteer WHERE id = :volunteer",
        {"volunteer": volunteer},
    ).fetchall()
    return Beginnings._make(row)
