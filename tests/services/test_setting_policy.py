"""Setting a policy value: dated, kept apart from what was before, refused with nothing stored."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Unchanged, opened

TODAY = ("--today", "2026-11-22")


def history(run: Run, key: str) -> list[tuple[str, str, bool]]:
    found: list[dict[str, Any]] = json.loads(
        run(*TODAY, "policy", "show", key, "--format", "json").out
    )
    return [(each["from_on"], each["value"], each["in_force"]) for each in found]


def changes(file: Path) -> list[tuple[str, str, str]]:
    with closing(opened(file)) as connection:
        return connection.execute(
            "SELECT s.command, c.table_name, c.action FROM change c"
            " JOIN change_set s ON s.id = c.change_set_id WHERE s.command = 'policy set'"
            " ORDER BY c.id"
        ).fetchall()


def test_a_value_is_set_from_a_day_on(run: Run, file: Path) -> None:
    said = run(*TODAY, "policy", "set", "visits.grace_days", "10", "--from", "1/1/2027").out
    assert said == "visits.grace_days is 10 from Fri 1 Jan 2027.\n"
    assert history(run, "visits.grace_days") == [
        ("2000-01-01", "7", True),
        ("2027-01-01", "10", False),
    ]
    assert changes(file) == [("policy set", "policy", "insert")]


def test_the_day_is_today_unless_said(run: Run) -> None:
    run(*TODAY, "policy", "set", "visits.grace_days", "10")
    assert history(run, "visits.grace_days")[-1] == ("2026-11-22", "10", True)


def test_the_same_again_does_nothing_and_says_so(
    run: Run, file: Path, nothing_stored: Unchanged
) -> None:
    asked = (*TODAY, "policy", "set", "visits.grace_days", "10")
    run(*asked)
    with nothing_stored():
        assert "already; nothing was changed" in run(*asked).out
        [told] = json.loads(run(*asked, "--format", "json").out)
    assert told["changed"] is False
    assert len(changes(file)) == 1


def test_another_value_for_the_day_takes_its_place(run: Run, file: Path) -> None:
    run(*TODAY, "policy", "set", "visits.grace_days", "10")
    said = run(*TODAY, "policy", "set", "visits.grace_days", "9").out
    assert "it was 10 from that day" in said
    assert history(run, "visits.grace_days")[1:] == [("2026-11-22", "9", True)]
    assert [each[2] for each in changes(file)] == ["insert", "update"]


def test_a_value_set_behind_says_what_follows(run: Run) -> None:
    said = run(*TODAY, "policy", "set", "expenses.rates.car", "40", "--from", "1/4/2026").out
    assert "It becomes 55 on Mon 6 Apr 2026." in said


def test_an_authority_is_spelt_as_the_file_spells_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "children.csv").write_text(
        "key,name,responsible_authority\na,Kit One,St. Ives Council\n", encoding="utf-8"
    )
    run(*TODAY, "import", str(tmp_path))
    said = run(*TODAY, "policy", "set", "Authority.st. ives council.looked_after", "120").out
    assert said.startswith("authority.St. Ives Council.looked_after is 120")
    assert "authority.St. Ives Council.looked_after" in run(*TODAY, "policy", "show").out
    missing = run(*TODAY, "policy", "set", "authority.Elsewhere.looked_after", "1", code=3)
    assert "St. Ives Council" in missing.err


@pytest.mark.parametrize(
    ("key", "value", "code", "words"),
    [
        ("visits.colour", "red", 3, "ivtool policy show"),
        ("authority.looked_after", "3", 3, "authority.NAME.looked_after"),
        ("visits.grace_days", "soon", 2, "is not a whole number"),
        ("service.fte", "half", 2, "is not a number"),
        ("visits.grace_days", "-3", 4, "is between 0 and"),
        ("service.name", "x" * 301, 4, "longer than 300"),
        ("visits.red_days", "61", 4, "after escalate"),
        ("expenses.rates.car", "56", 4, "HMRC approves 55p"),
    ],
)
def test_what_cannot_be_set(
    run: Run, nothing_stored: Unchanged, key: str, value: str, code: int, words: str
) -> None:
    with nothing_stored():
        assert words in run(*TODAY, "policy", "set", key, value, code=code).err


def test_what_is_not_understood(run: Run, nothing_stored: Unchanged) -> None:
    with nothing_stored():
        run(*TODAY, "policy", "set", "visits.grace_days", code=2)
        run(*TODAY, "policy", "set", "visits.grace_days", "8", "9", code=2)
        run(*TODAY, "policy", "set", "visits.grace_days", "8", "--form", "1/1/2027", code=2)
        run(*TODAY, "policy", "set", "visits.grace_days", "8", "--from", "31/2/2027", code=2)


def test_show_lists_what_is_in_force(run: Run) -> None:
    shown = json.loads(run(*TODAY, "policy", "show", "--format", "json").out)
    found = {each["key"]: (each["value"], each["from_on"]) for each in shown}
    assert found["expenses.rates.car"] == ("55", "2026-04-06")
    assert found["service.name"] == ("Test Service", "2000-01-01")
    before = run(*TODAY, "policy", "show", "--as-of", "5/4/2026", "--format", "json").out
    assert {each["key"]: each["value"] for each in json.loads(before)}["expenses.rates.car"] == "45"
    run(*TODAY, "policy", "show", "visits.colour", code=3)
