"""A service of any size, made up from a seed: the same folder of sheets every time.

Every match is live and was visited once a month, but for one visit in eight that was called off;
one match in sixteen was not visited of late. As a process:
`big_service.py FOLDER MATCHES VISITS_EACH`; with no visits, their volunteers' support alone.
"""

import csv
import random
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from dateutil.relativedelta import relativedelta

LAST_DAY = date(2026, 11, 22)
SEED = 23
FIRST_NAMES = ("Ada", "Bryn", "Cleo", "Esme", "Finn", "Hani", "Iris", "Jude", "Lena", "Otis")
LAST_NAMES = ("Ashdown", "Birtle", "Crouch", "Ellery", "Garth", "Hollin", "Ives", "Keel")
ACTIVITIES = ("swimming", "cinema", "baking", "a walk", "bowling", "football", "library", "museum")
AUTHORITIES = ("Elderwick Borough Council", "Tarrowshire County Council")
UNTIL_APPROVED = timedelta(days=120)
# On so many days children were born: where two share one, their names differ.
BIRTHS = 2_500
# Days that evidence is in date: DBS, safeguarding, independence. As in recruited.py all is renewed
# in time, but of 70 in a thousand one piece, which has run out of 30 and soon will of 40.
RUNS_OUT = (3 * 365, 3 * 365, 364)
LAPSED = 30
LAPSING = 40
# Everybody was supervised so many times, one time in so many days; of 100 a few not of late.
SUPERVISED = 26
SUPERVISED_DAYS = 41
NOT_OF_LATE = 3


def write_service(folder: Path, matches: int, visits_each: int) -> None:
    """Write the five sheets of a service into a folder, a volunteer and a child to every match."""
    chance = random.Random(SEED)
    folder.mkdir(parents=True, exist_ok=True)
    starts = {
        number: LAST_DAY
        - relativedelta(months=visits_each)
        - timedelta(days=chance.randrange(5, 28))
        for number in range(1, matches + 1)
    }
    _write(
        folder / "volunteers.csv",
        (
            "Key",
            "Name",
            "Email",
            "Interest expressed",
            "Approved",
            "DBS issued",
            "Safeguarding on",
            "Independence on",
        ),
        (
            (
                f"VOL-{number}",
                _name(chance),
                f"volunteer{number}@example.org",
                _written(start - 2 * UNTIL_APPROVED),
                _written(start - UNTIL_APPROVED),
                *map(_written, _evidence(chance)),
            )
            for number, start in starts.items()
        ),
    )
    _write(
        folder / "children.csv",
        ("Key", "Name", "Date of birth", "Looked after", "Responsible authority"),
        (
            (
                f"YP-{number}",
                _child_name(number),
                _written(LAST_DAY - timedelta(days=365 * 11 + number % BIRTHS)),
                "yes",
                chance.choice(AUTHORITIES),
            )
            for number in starts
        ),
    )
    _write(
        folder / "referrals.csv",
        ("Key", "Child", "Received on", "Source", "Staff visit on"),
        (
            (
                f"REF-{number}",
                f"YP-{number}",
                _written(start - UNTIL_APPROVED),
                "Social worker",
                _written(start - UNTIL_APPROVED / 2),
            )
            for number, start in starts.items()
        ),
    )
    _write(
        folder / "matches.csv",
        ("Key", "Referral", "Volunteer", "Proposed on", "Started on"),
        (
            (
                f"MAT-{number}",
                f"REF-{number}",
                f"VOL-{number}",
                _written(start - UNTIL_APPROVED / 4),
                _written(start),
            )
            for number, start in starts.items()
        ),
    )
    _write(
        folder / "visits.csv",
        ("Match", "On", "Kind", "Outcome", "Minutes", "Activity", "Mood", "Note"),
        _visits(chance, starts, visits_each),
    )


def write_support(folder: Path, matches: int) -> None:
    """Write the sheet of the support of a service's volunteers, which comes in after it."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(
        folder / "support.csv",
        ("Key", "Kind", "On", "Volunteers", "Minutes"),
        (
            (f"SUP-{turn}-{number}", "Supervision", _written(_supervised_on(turn, number)),
             f"VOL-{number}", 60)
            for turn in range(SUPERVISED)
            for number in range(1, matches + 1)
            if turn or number % 100 >= NOT_OF_LATE
        ),
    )  # fmt: skip


def _supervised_on(turn: int, number: int) -> date:
    return LAST_DAY - timedelta(days=turn * SUPERVISED_DAYS + 1 + number % (SUPERVISED_DAYS - 10))


def write_reviews(folder: Path, matches: int) -> None:
    """Write two reviews of every match into a folder; one match in sixteen is due again."""
    chance = random.Random(SEED)
    folder.mkdir(parents=True, exist_ok=True)
    last = {
        number: LAST_DAY - timedelta(days=chance.randrange(5, 180) + 90 * (number % 16 == 0))
        for number in range(1, matches + 1)
    }
    _write(
        folder / "match_reviews.csv",
        ("Match", "On", "Outcome", "Child confidence", "Child view"),
        (
            (f"MAT-{number}", _written(day), "Continue", chance.randrange(1, 6), "It is fine.")
            for number, held_on in last.items()
            for day in (held_on - timedelta(days=180), held_on)
        ),
    )


def _child_name(number: int) -> str:
    place = number + number // BIRTHS
    first = FIRST_NAMES[place % len(FIRST_NAMES)]
    return f"{first} {LAST_NAMES[place // len(FIRST_NAMES) % len(LAST_NAMES)]}"


def _evidence(chance: random.Random) -> list[date]:
    days = [chance.randrange(length - 70) for length in RUNS_OUT]
    told = chance.randrange(1000)
    if told < LAPSED + LAPSING:
        kind = chance.randrange(len(RUNS_OUT))
        days[kind] = RUNS_OUT[kind]
        days[kind] += chance.randrange(1, 90) if told < LAPSED else -chance.randrange(60)
    return [LAST_DAY - timedelta(days=each) for each in days]


def _visits(
    chance: random.Random, starts: dict[int, date], visits_each: int
) -> Iterator[tuple[object, ...]]:
    of_late = {number: chance.randrange(16) > 0 for number in starts}
    for month in range(visits_each):
        ending = month >= visits_each - 2
        for number, start in starts.items():
            day = start + relativedelta(months=month + 1) + timedelta(days=chance.randrange(5))
            if (ending and not of_late[number]) or chance.randrange(8) == 0:
                yield f"MAT-{number}", _written(day), "Visit", "Cancelled by child", "", "", "", ""
            else:
                yield (
                    f"MAT-{number}",
                    _written(day),
                    "Visit",
                    "Held",
                    chance.randrange(6, 17) * 15,
                    chance.choice(ACTIVITIES),
                    chance.randrange(1, 6),
                    f"Went well, plans {chance.choice(ACTIVITIES)} for the next time.",
                )


def _name(chance: random.Random) -> str:
    return f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}"


def _written(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _write(path: Path, headings: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headings)
        writer.writerows(rows)


if __name__ == "__main__":
    if int(sys.argv[3]):
        write_service(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    else:
        write_support(Path(sys.argv[1]), int(sys.argv[2]))
