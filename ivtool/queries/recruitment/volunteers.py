"""Volunteers as facts: who they are, and what their clearance rests on."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from ivtool.domain.ids import VolunteerId
from ivtool.domain.recruitment.evidence_kinds import RUNS_OUT
from ivtool.domain.recruitment.records import Volunteer, VolunteerHold, VolunteerSpell, Waiver
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, SpellEnd, Stage, Waivable
from ivtool.domain.recruitment.volunteers import Check, VolunteerFacts, spell_as_of
from ivtool.queries.reading import Reader, among, day, needed_day
from ivtool.rows import RecordT, columns_of, records, table_of
from ivtool.tuples import NamedTuple

# A word is looked up half a million times for a large service; an enumeration's call is slow.
STAGES = {each.value: each for each in Stage}
KINDS = {each.value: each for each in CheckKind}
OUTCOMES = {each.value: each for each in CheckOutcome}


class Part(NamedTuple):
    """One of the things that a clearance rests on: whose they are is `v`, `columns` what they say.

    The first column gives their order of one volunteer, the second is a number, the rest are texts.
    """

    columns: tuple[str, ...]
    source: str
    order_by: str = ""


SPELLS = Part(
    ("coalesce(s.spell, 1)", "NULL", "s.begun_on", "s.ended_on", "s.ended_as", "v.date_of_birth"),
    "volunteer v LEFT JOIN volunteer_spell s ON s.volunteer_id = v.id WHERE 1 = 1",
    "ORDER BY v.id, s.spell",
)
# A stage whose day nobody knows tells nothing of a day: eight of nine in many a sheet.
REACHED = Part(
    ("s.id", "s.spell", "s.stage", "s.reached_on"),
    "volunteer_stage s JOIN volunteer v ON v.id = s.volunteer_id WHERE s.reached_on IS NOT NULL",
)
CHECKS = Part(
    ("k.id", "NULL", "k.kind", "k.outcome", "k.from_on", "k.rechecked_on"),
    "volunteer_check k JOIN volunteer v ON v.id = k.volunteer_id WHERE k.outcome IS NOT NULL"
    f" AND k.kind IN ({', '.join(repr(each.value) for each in RUNS_OUT)})",
    "ORDER BY k.id",
)
HOLDS = Part(
    ("h.id", "NULL", "h.from_on", "h.until_on"),
    "volunteer_hold h JOIN volunteer v ON v.id = h.volunteer_id WHERE 1 = 1",
)
WAIVERS = Part(
    (
        *("w.id", "w.slot", "w.gate", "w.module"),
        *("w.from_on", "w.until_on", "w.waived_by", "w.reason"),
    ),
    "waiver w JOIN volunteer v ON v.id = w.volunteer_id WHERE w.withdrawn_on IS NULL",
    "ORDER BY w.id",
)
PARTS = (SPELLS, REACHED, CHECKS, HOLDS, WAIVERS)


def clearance_facts(
    reader: Reader, as_of: date, volunteers: Iterable[int] | None = None
) -> dict[int, VolunteerFacts]:
    """What the stage, standing and clearance of volunteers rest on; of some, or of all.

    Of the spell of a day only: what was reached before somebody left and came back is past. Facts
    dated after the day are there too: the rules leave them out.
    """
    spells: dict[int, list[VolunteerSpell]] = {}
    born: dict[int, date | None] = {}
    rows = _parts(reader, None if volunteers is None else sorted(set(volunteers)))
    for number, spell, _, begun_on, ended_on, ended_as, born_on in next(rows):
        how = None if ended_as is None else SpellEnd(ended_as)
        spells.setdefault(number, []).append(
            VolunteerSpell(number, spell, day(begun_on), day(ended_on), how)
        )
        born[number] = day(born_on)
    current = {number: spell_as_of(each, as_of) for number, each in spells.items()}
    stages: dict[int, list[tuple[Stage, date | None]]] = {number: [] for number in spells}
    checks: dict[int, list[Check]] = {number: [] for number in spells}
    holds: dict[int, list[VolunteerHold]] = {number: [] for number in spells}
    let_go: dict[int, list[Waiver]] = {}
    for number, _, spell, stage, reached_on in next(rows):
        if spell == current[number].spell:
            stages[number].append((STAGES[stage], day(reached_on)))
    for number, _, _, kind, outcome, from_on, rechecked_on in next(rows):
        checks[number].append(
            Check(KINDS[kind], OUTCOMES[outcome], day(from_on), day(rechecked_on))
        )
    for number, _, _, from_on, until_on in next(rows):
        holds[number].append(VolunteerHold(number, needed_day(from_on), day(until_on)))
    for number, *waiver in next(rows):
        let_go.setdefault(number, []).append(_waiver(number, waiver))
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


def _parts(reader: Reader, wanted: list[int] | None) -> Iterator[Iterable[Sequence[Any]]]:
    """What each of the parts holds, with whose it is before its columns; of some in one query."""
    if wanted is None:
        for part in PARTS:
            columns = ", ".join(part.columns)
            yield reader.execute(f"SELECT v.id, {columns} FROM {part.source} {part.order_by}")
        return
    width = max(len(part.columns) for part in PARTS)
    selects = [
        f"SELECT {place} AS part, v.id AS volunteer, {part.columns[0]} AS number,"
        f" {', '.join((*part.columns[1:], *['NULL'] * (width - len(part.columns))))}"
        f" FROM {part.source}{among('v.id', wanted)}"
        for place, part in enumerate(PARTS)
    ]
    rows = reader.execute(f"{' UNION ALL '.join(selects)} ORDER BY part, volunteer, number")
    of_part: list[list[Sequence[Any]]] = [[] for _ in PARTS]
    for place, *row in rows:
        of_part[place].append(row[: len(PARTS[place].columns) + 1])
    yield from of_part


def _waiver(volunteer: int, row: Sequence[Any]) -> Waiver:
    number, slot, gate, module, from_on, until_on, waived_by, reason = row
    return Waiver(
        VolunteerId(volunteer),
        Waivable(gate),
        waived_by,
        reason,
        needed_day(from_on),
        needed_day(until_on),
        slot,
        module,
        id=number,
    )


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
