"""Evidence that is chased, looked at again, or asked of another country; and what sheets tell."""

import csv
import json
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Unchanged, opened

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

TODAY = "2026-11-22"
CHECKS = (
    "SELECT kind, asked_on, chased_on, from_on, rechecked_on, outcome, seen_on, update_service"
    " FROM volunteer_check ORDER BY id"
)


@pytest.fixture
def ann(run: Run) -> str:
    """Somebody who rang up long ago."""
    said(run, "volunteer", "add", "Ann Lee", "--phone", "07700 900123", "--on", "2023-09-04")
    return "V-1"


def said(run: Run, *arguments: str, code: int = 0) -> Any:
    """Run a command; its answer for scripts, or the codes of a refusal."""
    done = run("--today", TODAY, *arguments, "--format", "json", code=code)
    return re.findall(r"\[([a-z]+\.[a-z_]+)\]", done.err) if code else json.loads(done.out)[0]


def checked(run: Run, *arguments: str, code: int = 0) -> Any:
    """Record evidence about the one volunteer."""
    return said(run, "volunteer", "check", "V-1", *arguments, code=code)


def rows(file: Path, query: str = CHECKS) -> list[Any]:
    with closing(opened(file)) as connection:
        return connection.execute(query).fetchall()


def until(run: Run, as_of: str) -> Any:
    """The last day in date of the DBS check, as known on a day."""
    found = said(run, "volunteer", "show", "V-1", "--as-of", as_of)
    [dbs] = [each["until_on"] for each in found["evidence"] if each["kind"] == "dbs"]
    return dbs


@pytest.mark.usefixtures("ann")
def test_a_reference_is_asked_for_chased_twice_and_comes_in_as_one_record(
    run: Run, file: Path
) -> None:
    which = ("reference", "--slot", "2")
    checked(run, *which, "--referee", "Cy Elm", "--asked", "2026-09-22")
    told = checked(run, *which, "--chased", "2026-10-22")
    assert (told["asked_on"], told["chased_on"]) == ("2026-09-22", "2026-10-22")
    assert checked(run, *which, "--chased", "2026-11-20")["chased_on"] == "2026-11-20"
    text = run("--today", TODAY, "volunteer", "check", "V-1", *which, "--chased", "today").out
    assert text.startswith(
        "V-1: reference 2 chased on Sun 22 Nov 2026, asked for on Tue 22 Sep 2026.\n"
    )
    checked(run, *which, "--outcome", "clear", "--on", TODAY)
    assert rows(file) == [
        ("reference", "2026-09-22", TODAY, TODAY, None, "clear", None, None)
    ]  # fmt: skip


@pytest.mark.usefixtures("ann")
@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("medical", "--chased", "today"), ["check.not_asked"]),
        (("medical", "--chased", "today", "--on", "today"), ["check.no_outcome"]),
        (("panel", "--chased", "today"), ["check.not_for_kind"]),
        (("overseas", "--on", "today"), ["check.no_outcome"]),
        (("overseas", "--outcome", "approved"), ["check.outcome"]),
        (("dbs", "--checked", "today"), ["check.no_dbs"]),
    ],
)
def test_what_cannot_be_said(
    run: Run, nothing_stored: Unchanged, words: tuple[str, ...], codes: list[str]
) -> None:
    with nothing_stored():
        assert checked(run, *words, code=4) == codes


@pytest.mark.usefixtures("ann")
def test_every_status_check_is_a_record_of_its_own(
    run: Run, file: Path, nothing_stored: Unchanged
) -> None:
    checked(run, "dbs", "--outcome", "clear", "--issued", "2023-11-21", "--on", "2023-11-21")
    checked(run, "dbs", "--checked", "2026-11-10")
    told = checked(run, "dbs", "--checked", "2026-11-20", "--seen-by", "A. Osier")
    assert (told["rechecked_on"], told["until_on"]) == ("2026-11-20", "2029-11-19")
    assert rows(file) == [
        ("dbs", None, None, "2023-11-21", None, "clear", None, None),
        ("dbs", None, None, None, "2026-11-10", "clear", "2026-11-10", 1),
        ("dbs", None, None, None, "2026-11-20", "clear", "2026-11-20", 1),
    ]
    # Each day sees what was known by it.
    known = [until(run, day) for day in ("2026-11-09", "2026-11-10", "2026-11-19", "2026-11-20")]
    assert known == ["2026-11-20", "2029-11-09", "2029-11-09", "2029-11-19"]
    for day in ("2026-11-10", "2026-11-20"):
        with nothing_stored():
            assert checked(run, "dbs", "--checked", day, code=4) == ["check.already"]


@pytest.mark.usefixtures("ann")
def test_a_status_check_is_put_right_by_its_day(run: Run, file: Path) -> None:
    checked(run, "dbs", "--outcome", "clear", "--issued", "2026-11-02")
    checked(run, "dbs", "--checked", "2026-11-10")
    checked(run, "dbs", "--checked", "2026-11-12", "--instead-of", "2026-11-10")
    found = [(each[3], each[4], each[6]) for each in rows(file)]
    assert found == [("2026-11-02", None, None), (None, "2026-11-12", "2026-11-12")]
    assert checked(run, "dbs", "--checked", "today", "--instead-of", "2026-11-02", code=4) == [
        "check.none_on_day"
    ]


@pytest.mark.usefixtures("ann")
def test_what_is_said_of_a_certificate_later_is_kept_with_it(run: Run, file: Path) -> None:
    checked(run, "dbs", "--outcome", "clear", "--issued", "2026-11-02")
    checked(run, "dbs", "--checked", "2026-11-10")
    checked(run, "dbs", "--number", "001234567890")
    kept = rows(file, "SELECT certificate FROM volunteer_check ORDER BY id")
    assert kept == [("001234567890",), (None,)]


def sheet(folder: Path) -> dict[str, str]:
    """The one volunteer of an exported folder."""
    with (folder / "volunteers.csv").open(encoding="utf-8-sig", newline="") as stream:
        [row] = csv.DictReader(stream)
    return row


def change_sheet(folder: Path, **cells: str) -> None:
    """Write other cells into the one volunteer of an exported folder."""
    row = {**sheet(folder), **cells}
    with (folder / "volunteers.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(row))
        writer.writeheader()
        writer.writerow(row)


@pytest.fixture
def exported(run: Run, tmp_path: Path) -> Path:
    """The sheets of a service whose one volunteer came with a sheet, and was looked at again."""
    folder = tmp_path / "sheets"
    header = "key,name,email,interest_expressed,dbs_number,dbs_issued,dbs_checked_on,medical_on"
    folder.mkdir()
    (folder / "volunteers.csv").write_text(
        f"{header}\nMV001,Ann Lee,ann@example.org,2023-09-04,001234567890,2023-11-21,,2023-11-28\n"
    )
    run("--today", TODAY, "import", str(folder))
    checked(run, "dbs", "--checked", "2026-11-10")
    checked(run, "dbs", "--checked", "2026-11-20")
    target = tmp_path / "out"
    run("--today", TODAY, "export", str(target), "--names", "full")
    return target


def test_sheets_tell_of_the_certificate_and_of_the_last_status_check(exported: Path) -> None:
    row = sheet(exported)
    told = [row[name] for name in ("dbs_number", "dbs_issued", "dbs_checked_on")]
    assert told == ["001234567890", "2023-11-21", "2026-11-20"]


def test_what_was_exported_comes_back_unchanged(
    run: Run, exported: Path, nothing_stored: Unchanged
) -> None:
    with nothing_stored():
        run("--today", TODAY, "import", str(exported))


def test_a_renewed_certificate_of_a_sheet_is_kept_beside_the_old(
    run: Run, file: Path, exported: Path
) -> None:
    change_sheet(exported, dbs_issued="2026-11-21", dbs_number="")
    run("--today", TODAY, "import", str(exported), "--update")
    found = [(each[3], each[4]) for each in rows(file) if each[0] == "dbs"]
    old = [("2023-11-21", None), (None, "2026-11-10"), (None, "2026-11-20")]
    assert found == [*old, ("2026-11-21", None)]
    with closing(opened(file)) as connection:
        numbers = connection.execute(
            "SELECT certificate FROM volunteer_check WHERE from_on IS NOT NULL AND kind = 'dbs'"
        )
        assert numbers.fetchall() == [("001234567890",), (None,)]


@pytest.mark.parametrize(
    ("column", "day"), [("dbs_issued", "2023-11-20"), ("medical_on", "2023-11-27")]
)
def test_earlier_evidence_than_is_recorded_is_refused(
    run: Run, exported: Path, nothing_stored: Unchanged, column: str, day: str
) -> None:
    change_sheet(exported, **{column: day})
    with nothing_stored():
        ran = run("--today", TODAY, "import", str(exported), "--update", code=4)
    assert f"{column} {day} is before" in ran.err
    assert "--instead-of" in ran.err


def test_a_status_check_by_a_command_is_not_overruled_by_a_sheet(
    run: Run, exported: Path, nothing_stored: Unchanged
) -> None:
    change_sheet(exported, dbs_checked_on="2026-11-19")
    with nothing_stored():
        said(run, "import", str(exported), "--update", code=4)
