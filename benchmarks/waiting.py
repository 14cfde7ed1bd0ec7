"""A thousand children who wait and a thousand volunteers who are free, made up from a seed.

Within one county: most pairs are near enough, which is the dearest case for a plan. As a process:
`waiting.py FOLDER PEOPLE`.
"""

import csv
import random
import sys
from datetime import date, timedelta
from pathlib import Path

LAST_DAY = date(2026, 11, 22)
SEED = 17
FIRST_NAMES = ("Ada", "Bryn", "Cleo", "Esme", "Finn", "Hani", "Iris", "Jude", "Lena", "Otis")
LAST_NAMES = ("Ashdown", "Birtle", "Crouch", "Ellery", "Garth", "Hollin", "Ives", "Keel")
INTERESTS = ("chess", "football", "baking", "trains", "music", "reading", "films", "art",
             "animals", "swimming", "cycling", "gaming")  # fmt: skip
LANGUAGES = ("English", "Polish", "Urdu", "Welsh", "Dari")
POSTCODES = tuple(f"NR{number}" for number in range(1, 32))


def write_waiting(folder: Path, people: int) -> None:
    """Write the sheets of so many children who wait and as many volunteers into a folder."""
    chance = random.Random(SEED)
    folder.mkdir(parents=True, exist_ok=True)
    _write(
        folder / "volunteers.csv",
        "key,name,email,postcode,date_of_birth,gender,languages,interests,max_miles,min_child_age,"
        "approved,dbs_issued,safeguarding_on,independence_on",
        [
            (
                f"VOL-{number}", _name(chance, number), f"volunteer{number}@example.org",
                chance.choice(POSTCODES), _days_before(chance, 9_000, 26_000),
                chance.choice(("Female", "Male", "")),
                chance.choice(("", "English", *(f"English; {each}" for each in LANGUAGES[1:]))),
                "; ".join(chance.sample(INTERESTS, 3)), chance.choice(("", 20, 40)),
                chance.choice(("", "", 8, 12)), _days_before(chance, 100, 1_500),
                *(_days_before(chance, 1, 300) for _ in range(3)),
            )
            for number in range(1, people + 1)
        ],
    )  # fmt: skip
    _write(
        folder / "children.csv",
        "key,name,date_of_birth,looked_after,responsible_authority,placement_postcode,interests,"
        "wants_gender,wants_gender_must",
        [
            (
                f"YP-{number}", _name(chance, number), _days_before(chance, 2_500, 6_300), "yes",
                "Tarrowshire County Council", chance.choice(POSTCODES),
                "; ".join(chance.sample(INTERESTS, 4)), *chance.choice(
                    (("", ""), ("Female", "no"), ("Female", "yes"), ("Male", "no"))
                ),
            )
            for number in range(1, people + 1)
        ],
    )  # fmt: skip
    _write(
        folder / "referrals.csv",
        "key,child,received_on,source,staff_visit_on",
        [
            (f"REF-{number}", f"YP-{number}", received, "IRO", received)
            for number in range(1, people + 1)
            for received in (_days_before(chance, 10, 900),)
        ],
    )


def _name(chance: random.Random, number: int) -> str:
    # A number in letters, so that no two are one person.
    own = "".join(chr(ord("a") + int(figure)) for figure in str(number))
    return f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}-{own.title()}"


def _days_before(chance: random.Random, least: int, most: int) -> str:
    return (LAST_DAY - timedelta(days=chance.randrange(least, most))).isoformat()


def _write(path: Path, headings: str, rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headings.split(","))
        writer.writerows(rows)


if __name__ == "__main__":
    write_waiting(Path(sys.argv[1]), int(sys.argv[2]))
