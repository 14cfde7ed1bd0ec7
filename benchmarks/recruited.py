"""A file of twenty thousand volunteers, made up from a seed, with all their evidence.

Put straight into the tables of a new file: this is about reading. As a process:
`recruited.py FILE PEOPLE`.
"""

import random
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from ivtool.domain.policy import CORE_MODULES
from ivtool.domain.recruitment.volunteers import STAGES

LAST_DAY = date(2026, 11, 22)
SEED = 5
YEARS = 10
DAY = timedelta(days=1)
# Of a thousand people: on the way, approved and here; the rest are gone.
ON_THE_WAY = 50
APPROVED = 200
# Of a thousand who are gone: approved before they left; the rest withdrew on the way.
GONE_APPROVED = 200
# Of a thousand approved people: one kind of evidence has lapsed, or will within sixty days.
LAPSED = 30
LAPSING = 40
# Of a thousand who wait for references: they were asked for more than thirty days ago.
LATE = 400
RUNS_OUT = {"dbs": 3 * 365, "safeguarding": 3 * 365, "independence": 364}
MODULES = [each for each in CORE_MODULES.replace(" ", "").split(";") if each != "safeguarding"]
# What comes in on the way to each stage but the first.
BRINGS = (
    ("pack",),
    ("chat",),
    ("application", "independence"),
    ("interview",),
    ("dbs", "childrens_services", "medical", "reference", "reference"),
    ("safeguarding", "book"),
    ("panel",),
    ("code_of_conduct",),
)
Row = tuple[object, ...]


class Person(NamedTuple):
    """Somebody with the day of every stage reached, and the day of leaving."""

    number: int
    stages: list[date]
    left_on: date | None


def fill(file: Path, people: int) -> None:
    """Put so many people into a new file."""
    chance = random.Random(SEED)
    with closing(sqlite3.connect(file)) as connection, connection:
        for number in range(1, people + 1):
            who = _person(chance, number)
            connection.execute(
                "INSERT INTO volunteer (id, key, name, email, date_of_birth, capacity,"
                " capacity_imported) VALUES (?, ?, ?, ?, '1980-01-01', 1, 0)",
                (number, f"VOL-{number}", f"Volunteer {number}", f"v{number}@example.org"),
            )
            end = None if who.left_on is None else ("left" if len(who.stages) == 9 else "withdrew")
            connection.execute(
                "INSERT INTO volunteer_spell (volunteer_id, spell, ended_on, ended_as)"
                " VALUES (?, 1, ?, ?)",
                (number, who.left_on and str(who.left_on), end),
            )
            connection.executemany(
                "INSERT INTO volunteer_stage (volunteer_id, spell, stage, reached_on, recorded_by)"
                " VALUES (?, 1, ?, ?, 'co-ordinator')",
                [
                    (number, stage.value, str(day))
                    for stage, day in zip(STAGES, who.stages, strict=False)
                ],
            )
            connection.executemany(
                "INSERT INTO volunteer_check (volunteer_id, kind, slot, module, asked_on, from_on,"
                " outcome, referee, held_by, method) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(number, *row) for row in _evidence(chance, who)],
            )


def _person(chance: random.Random, number: int) -> Person:
    kind = chance.randrange(1000)
    count = len(STAGES)
    if kind < ON_THE_WAY:
        count = chance.randrange(1, len(STAGES))
        first = LAST_DAY - timedelta(days=chance.randrange(1, 40) + 20 * count)
    else:
        first = LAST_DAY - timedelta(days=chance.randrange(250, YEARS * 365))
        if kind >= ON_THE_WAY + APPROVED and chance.randrange(1000) >= GONE_APPROVED:
            count = chance.randrange(1, len(STAGES))
    stages = [first]
    while len(stages) < count:
        stages.append(stages[-1] + timedelta(days=chance.randrange(5, 30)))
    stages = [min(day, LAST_DAY) for day in stages]
    left_on = None
    if kind >= ON_THE_WAY + APPROVED:
        left_on = stages[-1] + timedelta(days=chance.randrange((LAST_DAY - stages[-1]).days + 1))
    return Person(number, stages, left_on)


def _evidence(chance: random.Random, who: Person) -> Iterator[Row]:
    """Kind, slot, module, asked for, of the day, outcome, referee, by whom, how."""
    by = "co-ordinator"
    for place, day in enumerate(who.stages[1:]):
        for number, kind in enumerate(BRINGS[place], start=1):
            outcome = "approved" if kind == "panel" else "clear"
            asked = str(day - timedelta(days=chance.randrange(5, 60))) if place == 4 else None
            # The two references come last of their stage.
            slot = number - 3 if kind == "reference" else 1
            yield kind, slot, None, asked, str(day), outcome, None, by, "email"
        if place == 5:
            for module in MODULES:
                yield "training", 1, module, None, str(day), "clear", None, by, None
    if len(who.stages) == len(STAGES):
        yield from _renewals(chance, who)
    elif who.left_on is None and len(who.stages) in range(4, 6):
        late = chance.randrange(1000) < LATE
        asked_on = LAST_DAY - timedelta(days=chance.randrange(31, 60) if late else 10)
        for slot in (1, 2):
            name = f"Referee {slot}"
            yield "reference", slot, None, str(asked_on), None, None, name, None, None


def _renewals(chance: random.Random, who: Person) -> Iterator[Row]:
    """What runs out is renewed in time, but of some here the last time was long ago."""
    told = chance.randrange(1000) if who.left_on is None else 1000
    unlucky = chance.choice(list(RUNS_OUT)) if told < LAPSED + LAPSING else None
    last = who.left_on or LAST_DAY
    for kind, days in RUNS_OUT.items():
        until = last
        if kind == unlucky:
            left = -chance.randrange(1, 90) if told < LAPSED else chance.randrange(60)
            until = LAST_DAY - timedelta(days=days) + left * DAY
            yield kind, 1, None, None, str(until), "clear", None, None, None
        day = who.stages[-1] + timedelta(days=days - chance.randrange(70, 130))
        while day < until:
            asked = str(day - timedelta(days=20)) if kind == "dbs" else None
            yield kind, 1, None, asked, str(day), "clear", None, None, None
            day += timedelta(days=days - chance.randrange(70, 130))


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
