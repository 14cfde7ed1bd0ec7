"""Volunteers as facts: who they are, and what their clearance rests on."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ivtool.domain.volunteers import Check, Hold, Spell, VolunteerFacts, spell_as_of
from ivtool.domain.waivers import Waiver
from ivtool.domain.words import CheckKind, CheckOutcome, SpellEnd, Stage, Waivable
from ivtool.facts.reading import Reader, day, needed_day, values

# A word is looked up half a million times for a large service; an enumeration's call is slow.
STAGES = {each.value: each for each in Stage}
KINDS = {each.value: each for each in CheckKind}
OUTCOMES = {each.value: each for each in CheckOutcome}


class VolunteerRecord(NamedTuple):
    """A volunteer, with what a match has to go by."""

    number: int
    key: str | None
    name: str
    email: str | None
    phone: str | None
    postcode: str | None
    date_of_birth: date | None
    gender: str | None
    languages: str | None
    interests: str | None
    drives: bool | None
    capacity: int
    min_child_age: int | None
    max_child_age: int | None
    max_miles: int | None
    address: str | None


class HoldRecord(NamedTuple):
    """Days on hold, and why."""

    from_on: date
    until_on: date | None
    reason: str | None


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


def stages(reader: Reader, volunteer: int) -> list[tuple[Stage, date | None]]:
    """The stages that a volunteer has reached, of every spell."""
    rows = reader.execute(
        "SELECT stage, reached_on FROM volunteer_stage WHERE volunteer_id = :volunteer ORDER BY id",
        {"volunteer": volunteer},
    )
    return [(STAGES[stage], day(reached_on)) for stage, reached_on in rows]


def waivers(reader: Reader, only: str = "") -> Iterator[tuple[int, Waiver]]:
    """The waivers that were not withdrawn, each with its volunteer, in the order they were made.

    `only` narrows the volunteers, `v`, as a condition that begins with AND.
    """
    rows = reader.execute(
        "SELECT v.id, w.gate, w.slot, w.module, w.from_on, w.until_on, w.waived_by, w.reason, w.id"
        " FROM waiver w JOIN volunteer v ON v.id = w.volunteer_id"
        f" WHERE w.withdrawn_on IS NULL{only} ORDER BY w.id"
    )
    for number, gate, *rest in rows.fetchall():
        yield number, Waiver(Waivable(gate), *values(rest, days=(2, 3)))


def volunteers(reader: Reader, number: int | None = None) -> list[VolunteerRecord]:
    """All volunteers, or the one, in the order of refs."""
    rows = reader.execute(
        """
        SELECT id, key, name, email, phone, postcode, date_of_birth, gender, languages, interests,
               drives, capacity, min_child_age, max_child_age, max_miles, address
          FROM volunteer WHERE :number IS NULL OR id = :number ORDER BY id
        """,
        {"number": number},
    )
    return [VolunteerRecord._make(values(row, days=(6,), truths=(10,))) for row in rows.fetchall()]


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


def hold_records(reader: Reader, volunteer: int, as_of: date) -> list[HoldRecord]:
    """A volunteer's holds begun by a day, in date order."""
    rows = reader.execute(
        """
        SELECT from_on, until_on, reason FROM volunteer_hold
         WHERE volunteer_id = :volunteer AND from_on <= :as_of ORDER BY from_on
        """,
        {"volunteer": volunteer, "as_of": as_of.isoformat()},
    )
    return [HoldRecord(needed_day(begun), day(over), reason) for begun, over, reason in rows]


def spells(reader: Reader, volunteer: int) -> list[Spell]:
    """A volunteer's times with the service, in their order."""
    rows = reader.execute(
        "SELECT spell, begun_on, ended_on, ended_as FROM volunteer_spell"
        " WHERE volunteer_id = :volunteer ORDER BY spell",
        {"volunteer": volunteer},
    )
    return [
        Spell(spell, day(begun_on), day(ended_on), None if how is None else SpellEnd(how))
        for spell, begun_on, ended_on, how in rows.fetchall()
    ]


def leaving_reason(reader: Reader, volunteer: int, as_of: date) -> str | None:
    """Why the spell of a day ended, in words; None while it has not."""
    spell = spell_as_of(spells(reader, volunteer), as_of)
    row = reader.execute(
        "SELECT reason FROM volunteer_spell WHERE volunteer_id = :volunteer AND spell = :spell",
        {"volunteer": volunteer, "spell": spell.number},
    ).fetchone()
    return None if row is None else row[0]
