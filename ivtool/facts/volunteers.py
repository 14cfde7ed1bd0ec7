"""Volunteers as facts: who they are, and what their clearance rests on."""

from collections.abc import Iterable
from datetime import date

from ivtool.domain.volunteers import Check, Hold, VolunteerFacts
from ivtool.domain.words import CheckKind, CheckOutcome, SpellEnd, Stage
from ivtool.facts.reading import Reader, day, needed_day


def clearance_facts(
    reader: Reader, volunteers: Iterable[int] | None = None
) -> dict[int, VolunteerFacts]:
    """What the stage, standing and clearance of volunteers rest on; of some, or of all.

    Of the latest spell only: what was reached before somebody left and came back is past.
    """
    wanted = None if volunteers is None else sorted(set(volunteers))
    only = "" if wanted is None else f" AND v.id IN ({', '.join(map(str, wanted))})"
    spells = {
        number: (spell, day(ended_on), None if ended_as is None else SpellEnd(ended_as))
        for number, spell, ended_on, ended_as in reader.execute(
            "SELECT v.id, coalesce(s.spell, 1), s.ended_on, s.ended_as FROM volunteer v"
            " LEFT JOIN volunteer_spell s ON s.volunteer_id = v.id"
            f" WHERE 1 = 1{only} ORDER BY v.id, s.spell"
        )
    }
    stages: dict[int, list[tuple[Stage, date | None]]] = {number: [] for number in spells}
    checks: dict[int, list[Check]] = {number: [] for number in spells}
    holds: dict[int, list[Hold]] = {number: [] for number in spells}
    for number, spell, stage, reached_on in reader.execute(
        "SELECT v.id, s.spell, s.stage, s.reached_on FROM volunteer_stage s"
        f" JOIN volunteer v ON v.id = s.volunteer_id WHERE 1 = 1{only}"
    ):
        if spell == spells[number][0]:
            stages[number].append((Stage(stage), day(reached_on)))
    for number, kind, outcome, from_on, rechecked_on in reader.execute(
        "SELECT v.id, k.kind, k.outcome, k.from_on, k.rechecked_on FROM volunteer_check k"
        f" JOIN volunteer v ON v.id = k.volunteer_id WHERE k.outcome IS NOT NULL{only}"
    ):
        checks[number].append(
            Check(CheckKind(kind), CheckOutcome(outcome), day(from_on), day(rechecked_on))
        )
    for number, from_on, until_on in reader.execute(
        "SELECT v.id, h.from_on, h.until_on FROM volunteer_hold h"
        f" JOIN volunteer v ON v.id = h.volunteer_id WHERE 1 = 1{only}"
    ):
        holds[number].append(Hold(needed_day(from_on), day(until_on)))
    return {
        number: VolunteerFacts(
            stages=stages[number],
            checks=checks[number],
            holds=holds[number],
            spell_ended_on=ended_on,
            spell_end=ended_as,
        )
        for number, (_, ended_on, ended_as) in spells.items()
    }
