"""A service with what no sheet can hold, put in by chance; and what its rows answer, one by one.

Nothing here knows how the program counts.
"""

import calendar
import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from conftest import change, opened

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
STAGES = (
    "interest_expressed", "information_pack_sent", "informal_chat", "application_completed",
    "home_interview", "checks_completed", "training_completed", "panel_approval", "approved",
)  # fmt: skip
MONTHS_IN_DATE = {"dbs": 36, "safeguarding": 36, "independence": 12}
PLACES = ", ".join(f"('{stage}', {place})" for place, stage in enumerate(STAGES))
# Everybody known and here on a day, with the place of the last stage reached by it.
BY_STAGE = f"""
    WITH place(stage, number) AS (VALUES {PLACES}),
    now AS (SELECT volunteer_id, max(spell) AS spell FROM volunteer_spell
             WHERE begun_on IS NULL OR begun_on <= :day GROUP BY volunteer_id),
    here AS (SELECT s.volunteer_id, s.spell FROM volunteer_spell s NATURAL JOIN now
              WHERE NOT EXISTS (SELECT 1 FROM volunteer_spell e
                                 WHERE e.id = s.id AND e.ended_on <= :day)),
    known AS (SELECT volunteer_id, spell,
                     (SELECT max(number) FROM volunteer_stage NATURAL JOIN place t
                       WHERE volunteer_id = h.volunteer_id AND spell = h.spell
                         AND reached_on <= :day) AS last,
                     (SELECT min(reached_on) FROM volunteer_stage
                       WHERE volunteer_id = h.volunteer_id AND spell = h.spell) AS first
                FROM here h)
    SELECT volunteer_id, last FROM known WHERE first IS NULL OR first <= :day
"""


def put_in(file: Path, seed: int) -> None:
    """Put askings, answers, waivers, returns and holds into a service, at random."""
    chance = random.Random(seed)
    numbers = [number for (number,) in asked(file, "SELECT id FROM volunteer")]
    gone = asked(
        file,
        "SELECT volunteer_id, max(ended_on) FROM volunteer_spell GROUP BY volunteer_id"
        " HAVING max(spell) = 1 AND max(ended_on) IS NOT NULL ORDER BY volunteer_id",
    )
    statements = [
        *asked_at_random(chance, numbers),
        *answered_at_random(chance, numbers),
        *waived_at_random(chance, numbers),
        *returned_at_random(chance, gone, numbers),
    ]
    change(file, ";\n".join(statements))


def asked_at_random(chance: random.Random, numbers: list[int]) -> Iterator[str]:
    """Askings of all kinds, some answered since, some chased; a panel's agenda among them."""
    for number in chance.sample(numbers, 60):
        kind, slot, module = chance.choice(
            [("dbs", 1, None), ("medical", 1, None), ("reference", 1, None),
             ("reference", 2, None), ("independence", 1, None), ("safeguarding", 1, None),
             ("training", 1, "boundaries"), ("panel", 1, None), ("interview", 1, None)]
        )  # fmt: skip
        asked = TODAY - chance.randrange(0, 240) * DAY
        came = asked + chance.randrange(5, 90) * DAY if chance.random() < 0.4 else None
        chased = asked + chance.randrange(20, 60) * DAY if chance.random() < 0.4 else None
        come = came is not None and came <= TODAY
        values = (
            number, kind, slot, module, asked, came if come else None,
            chance.choice(("clear", "clear", "not_clear")) if come else None,
            chased if chased and chased <= TODAY else None,
        )  # fmt: skip
        yield row(
            "volunteer_check (volunteer_id, kind, slot, module, asked_on, from_on, outcome,"
            " chased_on)",
            values,
        )


def answered_at_random(chance: random.Random, numbers: list[int]) -> Iterator[str]:
    """Status checks, and answers that were not clear."""
    for number in chance.sample(numbers, 25):
        on = TODAY - chance.randrange(0, 400) * DAY
        outcome = chance.choice(("clear", "clear", "not_clear"))
        yield row(
            "volunteer_check (volunteer_id, kind, slot, rechecked_on, outcome)",
            (number, "dbs", 1, on, outcome),
        )
    for number in chance.sample(numbers, 12):
        kind = chance.choice(tuple(MONTHS_IN_DATE))
        on = TODAY - chance.randrange(0, 300) * DAY
        yield row(
            "volunteer_check (volunteer_id, kind, slot, from_on, outcome)",
            (number, kind, 1, on, chance.choice(("not_clear", "withdrawn"))),
        )


def waived_at_random(chance: random.Random, numbers: list[int]) -> Iterator[str]:
    """Waivers of what runs out, of references and of modules; some withdrawn."""
    for number in chance.sample(numbers, 60):
        gate, slot, module = chance.choice(
            [("dbs", None, None), ("safeguarding", None, None), ("independence", None, None),
             ("reference", 2, None), ("reference", None, None), ("medical", None, None),
             ("training", None, "boundaries"), ("training", None, None)]
        )  # fmt: skip
        begun = TODAY - chance.randrange(0, 300) * DAY
        until = begun + chance.randrange(0, 400) * DAY
        withdrawn = begun if chance.random() < 0.1 else None
        yield row(
            "waiver (volunteer_id, gate, slot, module, waived_by, reason, from_on, until_on,"
            " withdrawn_on)",
            (number, gate, slot, module, "a manager", "why", begun, until, withdrawn),
        )


def returned_at_random(
    chance: random.Random, gone: list[tuple[int, str]], numbers: list[int]
) -> Iterator[str]:
    """Some who left came back, some of them again; some are on hold; some days are not known."""
    for number, ended_on in chance.sample(gone, min(12, len(gone))):
        begun = date.fromisoformat(ended_on) + chance.randrange(1, 60) * DAY
        if begun > TODAY:
            continue
        place = chance.randrange(0, 7)
        again = begun + 40 * DAY if chance.random() < 0.3 and begun + 40 * DAY < TODAY else None
        how = "withdrew" if again else None
        yield row(
            "volunteer_spell (volunteer_id, spell, begun_on, ended_on, ended_as)",
            (number, 2, begun, again, how),
        )
        for step in range(chance.randrange(1, 10 - place)):
            on = begun + step * chance.randrange(1, 9) * DAY if step else begun
            if on <= TODAY:
                yield row(
                    "volunteer_stage (volunteer_id, spell, stage, reached_on)",
                    (number, 2, STAGES[place + step], max(on, begun)),
                )
    for number in chance.sample(numbers, 10):
        begun = TODAY - chance.randrange(0, 300) * DAY
        until = begun + chance.randrange(0, 90) * DAY if chance.random() < 0.7 else None
        yield row("volunteer_hold (volunteer_id, from_on, until_on)", (number, begun, until))
    some = ", ".join(map(str, chance.sample(numbers, 10)))
    yield (
        "UPDATE volunteer_stage SET reached_on = NULL"
        f" WHERE stage IN ('interest_expressed', 'informal_chat') AND volunteer_id IN ({some})"
    )
    some = ", ".join(map(str, chance.sample(numbers, 3)))
    yield f"UPDATE volunteer_stage SET reached_on = NULL WHERE volunteer_id IN ({some})"


def row(into: str, values: tuple[object, ...]) -> str:
    """The statement that puts a row in."""
    told = ", ".join("NULL" if each is None else f"'{each}'" for each in values)
    return f"INSERT INTO {into} VALUES ({told})"


def asked(file: Path, statement: str, **named: object) -> list[Any]:
    """What the rows themselves answer."""
    return _connection(file).execute(
        statement, {name: each if isinstance(each, int) or each is None else str(each)
                    for name, each in named.items()}
    ).fetchall()  # fmt: skip


@cache
def _connection(file: Path) -> sqlite3.Connection:
    """Kept open: there are thousands of questions to each file."""
    return opened(file)


def done_asking(file: Path) -> None:
    """Close what was kept open of a file, when it is asked no more."""
    _connection(file).close()
    _connection.cache_clear()


def later(day: date, months: int) -> date:
    """The same day some months later, or that month's last day."""
    year, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))


def until(file: Path, volunteer: int, kind: str, day: date) -> date | None:
    """The last day on which evidence is in date, out of the rows one by one."""
    good = None
    answers = asked(
        file,
        """
        SELECT from_on AS day, outcome, id FROM volunteer_check
         WHERE volunteer_id = :volunteer AND kind = :kind AND outcome IS NOT NULL
           AND from_on <= :day
        UNION ALL
        SELECT rechecked_on, outcome, id FROM volunteer_check
         WHERE volunteer_id = :volunteer AND kind = :kind AND outcome IS NOT NULL
           AND rechecked_on <= :day
         ORDER BY day, id
        """,
        volunteer=volunteer, kind=kind, day=day,
    )  # fmt: skip
    for on, outcome, _ in answers:
        if outcome in ("clear", "risk_assessed"):
            good = date.fromisoformat(on)
        elif outcome == "not_clear":
            good = None
    return None if good is None else later(good, MONTHS_IN_DATE[kind]) - DAY


def waived(
    file: Path, volunteer: int, gate: str, slot: int | None, module: str | None, day: date
) -> date | None:
    """The last day of a waiver that holds on a day."""
    [(found,)] = asked(
        file,
        """
        SELECT max(until_on) FROM waiver
         WHERE volunteer_id = :volunteer AND gate = :gate AND withdrawn_on IS NULL
           AND (slot IS NULL OR slot = :slot) AND (module IS NULL OR module = :module)
           AND :day BETWEEN from_on AND until_on
        """,
        volunteer=volunteer, gate=gate, slot=slot, module=module, day=day,
    )  # fmt: skip
    return found and date.fromisoformat(found)
