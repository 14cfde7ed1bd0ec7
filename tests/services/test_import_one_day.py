"""Sheets with a second contact of one day, zeros that say nothing, and one journey twice."""

import csv
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Ran, Run, Unchanged, opened

# Dozens of whole imports: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

TODAY = "2026-11-22"
SERVICE = {
    "volunteers": "key,name\nV1,Ann Marsh\n",
    "children": "key,name\nC1,Kit One\nC2,Kit Two\n",
    "referrals": "key,child,received_on,source\nR1,C1,2025-12-01,iro\nR2,C2,2025-12-01,iro\n",
    "matches": "key,referral,volunteer,proposed_on,started_on\n"
    "M1,R1,V1,2026-01-02,2026-01-05\nM2,R2,V1,2026-01-02,2026-01-05\n",
}
VISITS = "match,on,kind,outcome,nth,minutes\n"
CLAIMS = "key,volunteer,on,category,match,miles,amount\n"
Take = Callable[..., Ran]


@pytest.fixture
def take(run: Run, tmp_path: Path) -> Take:
    """Imports sheets beside those of a small service."""
    folder = tmp_path / "sheets"
    folder.mkdir()

    def taken(*options: str, code: int = 0, **sheets: str) -> Ran:
        for old in folder.iterdir():
            old.unlink()
        for name, text in (SERVICE | sheets).items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        return run("--today", TODAY, "import", str(folder), *options, code=code)

    return taken


def counted(ran: Ran, sheet: str) -> tuple[int, ...]:
    """What came of a sheet: added, changed, unchanged, refused."""
    [row] = [row for row in json.loads(ran.out) if row["sheet"] == sheet]
    return tuple(row[each] for each in ("added", "changed", "unchanged", "refused"))


def reasons(ran: Ran) -> list[str]:
    return [line[4:] for line in ran.err.splitlines() if line.startswith("  - ")]


def rows(file: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(opened(file)) as connection:
        return connection.execute(query).fetchall()


def test_a_second_contact_of_one_day_has_its_number(take: Take, file: Path, run: Run) -> None:
    sheet = VISITS + (
        "M1,2026-05-09,phone,held,,5\nM1,2026-05-09,phone,held,2,6\n"
        "M1,2026-05-09,phone,held,1,5\nM1,2026-05-09,visit,missed,2,\n"
    )
    json_ = ("--format", "json")
    assert counted(take(*json_, visits=sheet), "visits") == (3, 0, 1, 0)
    assert counted(take(*json_, visits=sheet), "visits") == (0, 0, 4, 0)
    assert rows(file, "SELECT kind, nth, minutes FROM visit ORDER BY id") == [
        ("phone", 1, 5), ("phone", 2, 6), ("visit", 2, None),
    ]  # fmt: skip
    mended = VISITS + "M1,2026-05-09,phone,held,2,7\n"
    assert counted(take("--update", *json_, visits=mended), "visits") == (0, 1, 0, 0)
    # Out and in again: the same entries under the same numbers.
    folder = file.parent / "out"
    run("--today", TODAY, "--names", "full", "export", str(folder))
    with (folder / "visits.csv").open(encoding="utf-8-sig", newline="") as stream:
        out = [(row["kind"], row["nth"], row["minutes"]) for row in csv.DictReader(stream)]
    assert out == [("phone", "", "5"), ("phone", "2", "7"), ("visit", "2", "")]
    again = (folder / "visits.csv").read_text(encoding="utf-8-sig")
    assert counted(take(*json_, visits=again), "visits") == (0, 0, 3, 0)
    # One that a command withdrew is not brought back, whichever of its day it was.
    run("--today", TODAY, "visit", "withdraw", "L-2")
    [reason] = reasons(take(code=4, visits=mended))
    assert "L-2 said so until a command corrected or withdrew it" in reason


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("visit,held,2,90", "a match has one held visit a day"),
        ("phone,held,0,5", "nth 0 is not between 1 and 99"),
        ("phone,held,100,5", "nth 100 is not between 1 and 99"),
        ("phone,held,-1,5", "nth -1 is not between 1 and 99"),
        ("visit,held,,0", "0 minutes is not between 1 and 1440"),
    ],
)
def test_what_cannot_be_of_a_day_is_refused(
    take: Take, nothing_stored: Unchanged, row: str, why: str
) -> None:
    with nothing_stored():
        assert reasons(take(code=4, visits=f"{VISITS}M1,2026-05-09,{row}\n")) == [
            f"visits.csv row 2: {why}"
        ]


def test_zeros_that_say_nothing_are_blank(
    take: Take, file: Path, nothing_stored: Unchanged
) -> None:
    visits = VISITS + "M1,2026-05-09,visit,missed,,0\nM1,2026-05-10,phone,cancelled_by_child,,0\n"
    claims = CLAIMS + (
        "A,V1,2026-05-09,fare,M1,0,5.00\nB,V1,2026-05-09,mileage,M1,0,5.00\n"
        "C,V1,2026-05-09,mileage,M1,10,\n"
    )
    for came in ((3, 0, 0, 0), (0, 0, 3, 0)):
        ran = take("--format", "json", visits=visits, claims=claims)
        assert counted(ran, "claims") == came
    assert rows(file, "SELECT minutes FROM visit") == [(None,), (None,)]
    assert rows(file, "SELECT miles_tenths, amount_pence FROM claim_line ORDER BY id") == [
        (None, 500), (None, 500), (100, 550),
    ]  # fmt: skip
    # A given amount that is recorded is an amount still where the cell is blank.
    blank = CLAIMS + "B,V1,2026-05-09,mileage,M1,0,\n"
    assert counted(take("--update", "--format", "json", claims=blank), "claims") == (0, 0, 1, 0)
    with nothing_stored():
        nought = take(code=4, claims=CLAIMS + "Z,V1,2026-05-09,mileage,M1,0,\n")
        assert reasons(nought) == ["claims.csv row 2: 0.0 miles is not between 0.1 and 1,000"]


def test_what_was_held_and_was_not_gets_a_note(take: Take) -> None:
    said = "ivtool: note: visits.csv: held, and called off or missed, on one day: row"
    first = VISITS + (
        "M1,2026-05-09,visit,held,,60\nM1,2026-05-09,visit,cancelled_by_child,,\n"
        "M1,2026-05-10,phone,held,,\nM1,2026-05-10,visit,missed,,\n"
        "M2,2026-05-09,visit,missed,,\n"
    )
    ran = take(visits=first)
    assert f"{said} 3\n" in ran.err
    # Nothing new is told again, and what stands in the file counts.
    assert "on one day" not in take(visits=first).err
    assert f"{said} 2\n" in take(visits=VISITS + "M2,2026-05-09,visit,held,,60\n").err


def test_one_journey_for_two_matches_gets_a_note(take: Take, run: Run) -> None:
    said = "ivtool: note: claims.csv: one journey claimed for two matches"
    first = CLAIMS + (
        "A,V1,2026-05-09,mileage,M1,12,\nB,V1,2026-05-09,mileage,M2,12,\n"
        "C,V1,2026-05-10,mileage,M1,12,\nD,V1,2026-05-10,mileage,M2,11,\n"
    )
    err = take(claims=first).err
    assert f"{said} (ivtool report owed --look): rows 2, 3\n" in err
    assert "claimed for two" not in take(claims=first).err
    late = CLAIMS + "E,V1,2026-05-10,mileage,M2,12,\n"
    assert f"{said} (ivtool report owed --look): row 2\n" in take(claims=late).err
    shown = json.loads(run("report", "owed", "--look", "--format", "json").out)
    assert [each["line"] for each in shown] == ["E-1/1", "E-2/1", "E-3/1", "E-5/1"]


def test_a_pause_may_lie_ahead_in_a_sheet_too(take: Take, file: Path) -> None:
    pauses = "match,from,until,reason\nM1,2026-12-01,2026-12-20,exams\n"
    assert counted(take("--format", "json", pauses=pauses), "pauses") == (1, 0, 0, 0)
    assert rows(file, "SELECT from_on, until_on FROM pause") == [("2026-12-01", "2026-12-20")]
