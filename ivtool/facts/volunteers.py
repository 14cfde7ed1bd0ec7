"""Volunteers as facts: who they are, and what their clearance rests on."""

from collections.abc import Iterable, Iterator
from datetime import date

from ivtool.domain.records.recruitment import (
    Volunteer,
    Waiver,
)
from ivtool.domain.volunteers import Check, Hold, Spell, VolunteerFacts, spell_as_of
from ivtool.domain.words import CheckKind, CheckOutcome, SpellEnd, Stage
from ivtool.facts.reading import Reader, day, needed_day
from ivtool.rows import RecordT, columns_of, records, table_of

# A word is looked up half a million times for a large service; an enumeration's call is slow.
STAGES = {each.value: each for each in Stage}
KINDS = {each.value: each for each in CheckKind}
OUTCOMES = {each.value: each for each in CheckOutcome}


def clearance_facts(
    reader: Reader, as_of: date, volunteers: Iterable[int] | None = None
) -> dict[int, VolunteerFacts]:
    """What the stage, standing and clearance of volunteers rest on; of some, or of all.

    Of the spell of a day only: what was reached before somebody left and came back is past. Facts
    dated after the day are there too: the rules leave them out.
    """
    wanted = None if volunteers is None else sorted(set(volunteers))
    only = "" if wanted is None else f" AND v.id IN ({', '.join(map(str, wanted))})"
    spells: dict[int, list[Spell]] = {}
    born: dict[int, date | None] = {}
    for number, born_on, spell, begun_on, ended_on, ended_as in reader.execute(
        "SELECT v.id, v.date_of_birth, coalesce(s.spell, 1), s.begun_on, s.ended_on, s.ended_as"
        " FROM volunteer v"
        " LEFT JOIN volunteer_spell s ON s.volunteer_id = v.id"
        f" WHERE 1 = 1{only} ORDER BY v.id, s.spell"
    ):
        how = None if ended_as is None else SpellEnd(ended_as)
        spells.setdefault(number, []).append(Spell(spell, day(begun_on), day(ended_on), how))
        born[number] = day(born_on)
    current = {number: spell_as_of(each, as_of) for number, each in spells.items()}
    stages: dict[int, list[tuple[Stage, date | None]]] = {number: [] for number in spells}
    checks: dict[int, list[Check]] = {number: [] for number in spells}
    holds: dict[int, list[Hold]] = {number: [] for number in spells}
    let_go: dict[int, list[Waiver]] = {}
    for number, spell, stage, reached_on in reader.execute(
        "SELECT v.id, s.spell, s.stage, s.reached_on FROM volunteer_stage s"
        f" JOIN volunteer v ON v.id = s.volunteer_id WHERE 1 = 1{only}"
    ):
        if spell == current[number].number:
            stages[number].append((STAGES[stage], day(reached_on)))
    for number, kind, outcome, from_on, rechecked_on in reader.execute(
        "SELECT v.id, k.kind, k.outcome, k.from_on, k.rechecked_on FROM volunteer_check k"
        f" JOIN volunteer v ON v.id = k.volunteer_id WHERE k.outcome IS NOT NULL{only}"
        " ORDER BY k.id"
    ):
        checks[number].append(
            Check(KINDS[kind], OUTCOMES[outcome], day(from_on), day(rechecked_on))
        )
    for number, from_on, until_on in reader.execute(
        "SELECT v.id, h.from_on, h.until_on FROM volunteer_hold h"
        f" JOIN volunteer v ON v.id = h.volunteer_id WHERE 1 = 1{only}"
    ):
        holds[number].append(Hold(needed_day(from_on), day(until_on)))
    for number, waiver in waivers(reader, only):
        let_go.setdefault(number, []).append(waiver)
    return {
        number: VolunteerFacts(
            stages=stages[number],
            checks=checks[number],
            holds=holds[number],
            spell_ended_on=spell.ended_on,
            spell_end=spell.ended_as,
            begun_on=spell.begun_on,
            waivers=let_go.get(number, ()),
            date_of_birth=born[number],
        )
        for number, spell in current.items()
    }


def waivers(reader: Reader, only: str = "") -> Iterator[tuple[int, Waiver]]:
    """The waivers that were not withdrawn, each with its volunteer, in the order they were made.

    `only` narrows the volunteers, `v`, as a condition that begins with AND.
    """
    rows = reader.execute(
        f"SELECT {columns_of(Waiver, 'w')} FROM waiver w JOIN volunteer v ON v.id = w.volunteer_id"
        f" WHERE w.withdrawn_on IS NULL{only} ORDER BY w.id"
    )
    for waiver in records(Waiver, rows):
        yield waiver.volunteer_id, waiver


def volunteers(reader: Reader, numbers: Iterable[int] | None = None) -> list[Volunteer]:
    """All volunteers, or some, in the order of refs."""
    some = "" if numbers is None else f" WHERE id IN ({', '.join(map(str, numbers))})"
    query = f"SELECT {columns_of(Volunteer)} FROM volunteer{some} ORDER BY id"
    return records(Volunteer, reader.execute(query))


def of_volunteers(
    reader: Reader, kind: type[RecordT], numbers: Iterable[int] | None = None
) -> dict[int, list[RecordT]]:
    """The records of a type by volunteer, of some or of all, each one's as they were recorded."""
    some = "" if numbers is None else f" WHERE volunteer_id IN ({', '.join(map(str, numbers))})"
    rows = reader.execute(f"SELECT {columns_of(kind)} FROM {table_of(kind)}{some}")
    owner, own = kind._fields.index("volunteer_id"), kind._fields.index("id")
    owned: dict[int, list[RecordT]] = {}
    # In order here: asked for an order, the file would go through all that there is.
    for each in sorted(records(kind, rows), key=lambda each: each[own]):
        owned.setdefault(each[owner], []).append(each)
    return owned


def live_match_counts(reader: Reader, as_of: date) -> dict[int, int]:
    """How many matches each volunteer has live on a day; a couple's match is one of each."""
    rows = reader.execute(
        """
        SELECT v.id, count(*) FROM match m
          JOIN volunteer v ON v.id IN (m.volunteer_id, m.second_volunteer_id)
         WHERE m.started_on <= :as_of AND (m.ended_on IS NULL OR m.ended_on > :as_of)
         GROUP BY v.id
        """,
        {"as_of": as_of.isoformat()},
    )
    return dict(rows.fetchall())
