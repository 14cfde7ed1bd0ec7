"""How far volunteers have come, as sets of spells: for reports over a service of any size.

A spell is one number here, the volunteer's a thousandfold and its own: of twenty thousand people a
tuple each would take half as long again. Plain lists and no joins; Python puts them together.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from ivtool.domain.ids import CheckId, VolunteerId
from ivtool.domain.recruitment.records import VolunteerCheck, Waiver
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, Stage
from ivtool.domain.recruitment.volunteers import Check
from ivtool.queries.reading import Reader, day, select
from ivtool.queries.recruitment.volunteers import KINDS, OUTCOMES, STAGES
from ivtool.rows import columns_of, maker
from ivtool.tuples import NamedTuple

SPELLS = 1000


class Person(NamedTuple):
    """Who a row of a report is about."""

    key: str | None
    name: str


class Spells(NamedTuple):
    """The spells that run after some days, those that began in them, and how others ended."""

    here: set[int]
    begun: set[int]
    ended: list[str | None]


def here(reader: Reader, as_of: date) -> set[int]:
    """The spells of a day that had not ended by it; whether they were known by it, stages tell."""
    return _numbers(
        reader,
        f"""
        SELECT volunteer_id * {SPELLS} + spell AS n FROM volunteer_spell
         WHERE ended_on IS NULL AND (begun_on IS NULL OR begun_on <= :as_of)
        UNION ALL
        SELECT volunteer_id * {SPELLS} + spell FROM volunteer_spell
         WHERE ended_on > :as_of AND (begun_on IS NULL OR begun_on <= :as_of)
        """,
        as_of,
    )


def reached(reader: Reader, stage: Stage, as_of: date, first: date = date.min) -> set[int]:
    """The spells that reached a stage by a day; with `first`, on or after that one."""
    return _numbers(
        reader,
        f"SELECT volunteer_id * {SPELLS} + spell AS n FROM volunteer_stage"
        " WHERE stage = :stage AND reached_on BETWEEN :first AND :as_of",
        as_of,
        stage=stage.value,
        first=first.isoformat(),
    )


def stages_of(reader: Reader, spells: Iterable[int]) -> dict[int, dict[Stage, date | None]]:
    """The stages of some spells with their days, later ones too; None is a day not known."""
    found: dict[int, dict[Stage, date | None]] = {spell: {} for spell in spells}
    read = date.fromisoformat
    for spell, stage, reached_on in reader.execute(
        f"SELECT volunteer_id * {SPELLS} + spell, stage, reached_on FROM volunteer_stage"
        f" WHERE volunteer_id IN ({_listed(volunteers_of(found))})"
    ):
        if spell in found:
            found[spell][STAGES[stage]] = read(reached_on) if reached_on else None
    return found


def spells(reader: Reader, first: date, as_of: date) -> Spells:
    """The spells of a day that had not ended by it, and what began or ended on the days to it."""
    rows = reader.execute(
        f"SELECT volunteer_id * {SPELLS} + spell, begun_on, ended_on, ended_as FROM volunteer_spell"
        " WHERE (begun_on IS NULL OR begun_on <= :as_of)"
        " AND (ended_on IS NULL OR ended_on >= :first)",
        {"first": first.isoformat(), "as_of": as_of.isoformat()},
    )
    found, begin, end = Spells(set(), set(), []), first.isoformat(), as_of.isoformat()
    for spell, begun_on, ended_on, ended_as in rows:
        if begun_on is not None and begun_on >= begin:
            found.begun.add(spell)
        if ended_on is None or ended_on > end:
            found.here.add(spell)
        else:
            found.ended.append(ended_as)
    return found


def since(reader: Reader) -> dict[int, date]:
    """The day on which each spell began that began with a return: every one but the first."""
    rows = reader.execute(
        f"SELECT volunteer_id * {SPELLS} + spell, begun_on FROM volunteer_spell"
        " WHERE begun_on IS NOT NULL"
    )
    return {spell: date.fromisoformat(begun_on) for spell, begun_on in rows.fetchall()}


def on_hold(reader: Reader, as_of: date) -> set[int]:
    """The volunteers who have a hold that covers a day."""
    return _numbers(
        reader,
        "SELECT volunteer_id AS n FROM volunteer_hold"
        " WHERE from_on <= :as_of AND (until_on IS NULL OR until_on >= :as_of)",
        as_of,
    )


def in_date(
    reader: Reader,
    volunteers: Iterable[int],
    after: Mapping[CheckKind, date],
    rechecked: CheckKind,
    good: Iterable[CheckOutcome],
    bad: CheckOutcome,
    as_of: date,
) -> set[int]:
    """Of some volunteers those whose evidence of every kind has a good answer, and no bad one.

    Issued, signed or attended after the day of the kind, by another; of the one kind that is
    looked at again, so too where it was looked at again after it.
    """
    told = ", ".join(f"'{each.value}'" for each in sorted(good))
    parts = []
    for kind, day_after in after.items():
        days = f"> '{day_after}' AND {{day}} <= :as_of"
        ways = [f"kind = '{kind.value}' AND from_on {days.format(day='from_on')}"]
        if kind is rechecked:
            # Not found by its kind: the file would go through all that there is of it.
            ways.append(f"kind || '' = '{kind.value}' AND rechecked_on"
                        f" {days.format(day='rechecked_on')}")  # fmt: skip
        parts += [
            f"SELECT '{whose}', group_concat(volunteer_id) FROM volunteer_check"
            f" WHERE {way} AND outcome {which}"
            for way in ways
            for whose, which in ((kind.value, f"IN ({told})"), ("", f"= '{bad.value}'"))
        ]
    rows = reader.execute(" UNION ALL ".join(parts), {"as_of": as_of.isoformat()})
    answered: dict[str, set[int]] = {"": set(), **{kind.value: set() for kind in after}}
    for whose, numbers in rows:
        answered[whose] |= _unpacked(numbers)
    not_good = answered.pop("")
    return set(volunteers).intersection(*answered.values()) - not_good


def checks_of(
    reader: Reader, volunteers: Iterable[int], kinds: Iterable[CheckKind]
) -> dict[int, list[Check]]:
    """The answers of some kinds that volunteers' evidence came back with, as recorded."""
    found: dict[int, list[Check]] = {}
    told = ", ".join(f"'{kind.value}'" for kind in kinds)
    rows = reader.execute(
        "SELECT id, volunteer_id, kind, outcome, from_on, rechecked_on FROM volunteer_check"
        f" WHERE volunteer_id IN ({_listed(volunteers)}) AND kind IN ({told})"
        " AND outcome IS NOT NULL"
    )
    # In order here: asked for an order, the file would go through all that there is.
    for _, number, kind, outcome, from_on, rechecked_on in sorted(
        rows.fetchall(), key=lambda row: row[0]
    ):
        check = Check(KINDS[kind], OUTCOMES[outcome], day(from_on), day(rechecked_on))
        found.setdefault(number, []).append(check)
    return found


def begun(
    reader: Reader, spells: Iterable[int]
) -> dict[int, tuple[date | None, date | None, list[Waiver]]]:
    """When some spells began, the earliest day of a stage of each, and the waivers that stand."""
    wanted = set(spells)
    waiver = columns_of(Waiver, "w")
    rows = reader.execute(
        f"SELECT s.volunteer_id * {SPELLS} + s.spell, s.begun_on, (SELECT min(t.reached_on)"
        " FROM volunteer_stage t WHERE t.volunteer_id = s.volunteer_id AND t.spell = s.spell),"
        f" {waiver} FROM volunteer_spell s LEFT JOIN waiver w"
        " ON w.volunteer_id = s.volunteer_id AND w.withdrawn_on IS NULL"
        f" WHERE s.volunteer_id IN ({_listed(volunteers_of(wanted))}) ORDER BY s.id, w.id"
    )
    made = maker(Waiver, rows, 3)
    found: dict[int, tuple[date | None, date | None, list[Waiver]]] = {}
    for spell, begun_on, first_on, *waived in rows:
        if spell in wanted:
            found.setdefault(spell, (day(begun_on), day(first_on), []))
            if waived[-1] is not None:
                found[spell][-1].append(made(waived))
    return found


def attendances(reader: Reader, as_of: date) -> dict[int, list[tuple[str, date]]]:
    """The modules of training that each volunteer attended by a day, and when; safeguarding too."""
    found: dict[int, list[tuple[str, date]]] = {}
    for number, kind, module, from_on in reader.execute(
        "SELECT volunteer_id, kind, module, from_on FROM volunteer_check"
        " WHERE kind IN (:training, :safeguarding) AND outcome = :clear AND from_on <= :as_of",
        {
            "training": CheckKind.TRAINING.value,
            "safeguarding": CheckKind.SAFEGUARDING.value,
            "clear": CheckOutcome.CLEAR.value,
            "as_of": as_of.isoformat(),
        },
    ).fetchall():
        named = kind if kind == CheckKind.SAFEGUARDING.value else module
        found.setdefault(number, []).append((named, date.fromisoformat(from_on)))
    return found


def unanswered(reader: Reader, as_of: date) -> dict[int, list[VolunteerCheck]]:
    """What was asked for by a day of each volunteer and had not come back by it, as recorded.

    Of each only what was asked for, and when.
    """
    columns = "id, volunteer_id, kind, slot, module, asked_on, chased_on"
    kinds = ", ".join(f"'{kind.value}'" for kind in CheckKind)
    rows = reader.execute(
        f"""
        SELECT {columns} FROM volunteer_check
         WHERE outcome IS NULL AND asked_on <= :as_of
        UNION ALL
        SELECT {columns} FROM volunteer_check
         WHERE kind IN ({kinds}) AND from_on > :as_of AND outcome IS NOT NULL
           AND asked_on <= :as_of
        """,
        {"as_of": as_of.isoformat()},
    )
    found: dict[int, list[VolunteerCheck]] = {}
    for number, volunteer, kind, slot, module, asked_on, chased_on in sorted(
        rows.fetchall(), key=lambda row: row[0]
    ):
        item = VolunteerCheck(
            VolunteerId(volunteer),
            KINDS[kind],
            slot,
            day(asked_on),
            module=module,
            chased_on=day(chased_on),
            id=CheckId(number),
        )
        found.setdefault(volunteer, []).append(item)
    return found


def waivers(reader: Reader) -> dict[int, list[Waiver]]:
    """Every waiver that was not withdrawn, by volunteer."""
    found: dict[int, list[Waiver]] = {}
    for waiver in select(reader, Waiver, withdrawn_on=None):
        found.setdefault(waiver.volunteer_id, []).append(waiver)
    return found


def people(reader: Reader, volunteers: Iterable[int]) -> dict[int, Person]:
    """Who some volunteers are."""
    rows = reader.execute(
        f"SELECT id, key, name FROM volunteer WHERE id IN ({_listed(volunteers)})"
    )
    return {number: Person(key, name) for number, key, name in rows.fetchall()}


def volunteer_of(spell: int) -> int:
    """Whose a spell is."""
    return spell // SPELLS


def volunteers_of(spells: Iterable[int]) -> set[int]:
    """Whose some spells are."""
    return {spell // SPELLS for spell in spells}


def is_first(spell: int) -> bool:
    """Whether a spell is somebody's first."""
    return spell % SPELLS == 1


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(set(numbers))))


def _numbers(reader: Reader, statement: str, as_of: date, **named: str) -> set[int]:
    """What a statement finds as `n`, in one text: as a row of its own each takes thrice as long."""
    [(found,)] = reader.execute(
        f"SELECT group_concat(n) FROM ({statement})", {"as_of": as_of.isoformat(), **named}
    )
    return _unpacked(found)


def _unpacked(numbers: str | None) -> set[int]:
    return set(map(int, numbers.split(","))) if numbers else set()
