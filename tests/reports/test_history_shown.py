"""The history to look at: who changed what and when, field by field, and never too much."""

import json
from pathlib import Path

import pytest
from conftest import Run

SAMPLE = Path(__file__).parent.parent.parent / "sample"
DAY = ("--today", "2026-11-23")
JSON = ("--format", "json")


@pytest.fixture
def done(run: Run) -> Run:
    """The sample, and four commands after it."""
    run(*DAY, "import", str(SAMPLE))
    run(*DAY, "visit", "log", "M-7", "--on", "22/11/2026", "--minutes", "90", "--miles", "24")
    run(*DAY, "--as", "Kim", "visit", "correct", "L-1", "--minutes", "80")
    run(*DAY, "volunteer", "check", "V-3", "medical", "--outcome", "clear")
    raised = ("concern", "raise", "--match", "M-6", "--kind", "health", "--words", "A cough.")
    run(*DAY, *raised)
    return run


def listed(run: Run, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(
        run("--names", "full", "history", "list", *words, *JSON).out
    )
    return found


def test_the_newest_change_is_listed_first_with_its_records(done: Run) -> None:
    rows = listed(done)
    assert [row["ref"] for row in rows] == ["H-6", "H-5", "H-4", "H-3", "H-2", "H-1"]
    assert [row["records"] for row in rows[:4]] == ["K-1", "V-3", "L-1", "L-79, E-11, E-11/1"]
    assert [row["changes"] for row in rows] == [1, 1, 1, 3, 443, 41]
    assert rows[2] | {"at": ""} == {
        "ref": "H-4",
        "at": "",
        "by": "Kim",
        "command": "visit correct",
        "records": "L-1",
        "changes": 1,
        "takes_back": None,
        "taken_back_by": None,
        "stated_on": "2026-11-23",
    }


@pytest.mark.parametrize(
    ("words", "refs"),
    [
        (("L-1",), ["H-4", "H-2"]),
        (("V-3",), ["H-5", "H-2"]),
        (("--by", "kim"), ["H-4"]),
        (("--command", "visit log"), ["H-3"]),
        (("--command", "visit"), ["H-4", "H-3"]),
        (("--command", "vis"), []),
        (("--to", "2020-01-01"), []),
        (("--from", "2020-01-01", "--command", "db init"), ["H-1"]),
    ],
)
def test_changes_are_found_by_record_person_command_and_day(
    done: Run, words: tuple[str, ...], refs: list[str]
) -> None:
    assert [row["ref"] for row in listed(done, *words)] == refs


def test_a_change_is_shown_before_and_after_and_what_was_added_as_it_was_then(done: Run) -> None:
    [row] = json.loads(done("history", "show", "H-4", *JSON).out)
    assert (row["record"], row["field"], row["before"], row["after"]) == ("L-1", "minutes", 150, 80)
    rows = json.loads(done("history", "show", "H-2", "--all", *JSON).out)
    assert [
        (row["before"], row["after"])
        for row in rows
        if (row["record"], row["field"]) == ("L-1", "minutes")
    ] == [(None, 150)]
    lines = {row["field"]: row for row in json.loads(done("history", "show", "H-3", *JSON).out)}
    assert (lines["amount_pence"]["after"], lines["amount_pence"]["after_said"]) == (1320, "£13.20")
    assert lines["match_id"]["after"] == "M-7"


@pytest.mark.parametrize("names", ["full", "initials", "refs"])
def test_what_was_said_of_a_concern_is_never_shown(done: Run, names: str) -> None:
    out = done("--names", names, "history", "show", "H-6", *JSON).out
    assert "cough" not in out
    shown = {row["field"]: row for row in json.loads(out)}
    assert shown["words"]["after"] is None
    assert shown["kind"]["after"] == "health"


@pytest.mark.parametrize(
    ("names", "shown"), [("full", "Zoë Marr"), ("initials", "ZM"), ("refs", None)]
)
def test_names_are_shown_as_far_as_they_may_be(run: Run, names: str, shown: str | None) -> None:
    run(*DAY, "volunteer", "add", "Zoe Mar", "--phone", "07700900123")
    run(*DAY, "volunteer", "edit", "V-1", "--name", "Zoë Marr")
    rows = json.loads(run("--names", names, "history", "show", "H-3", *JSON).out)
    assert [(row["field"], row["after"]) for row in rows] == [("name", shown)]
    added = run("--names", names, "history", "show", "H-2", *JSON).out
    assert ("07700900123" in added) == (names == "full")


@pytest.mark.parametrize(
    ("card", "ref", "command"),
    [
        (("visit", "show", "L-1"), "H-4", "visit correct"),
        (("volunteer", "show", "V-3"), "H-5", "volunteer check"),
        (("match", "show", "M-7"), "H-2", "import"),
        (("child", "show", "C-1"), "H-2", "import"),
    ],
)
def test_a_card_names_the_last_change_of_the_record_and_its_parts(
    done: Run, card: tuple[str, ...], ref: str, command: str
) -> None:
    [shown] = json.loads(done(*DAY, "--names", "full", *card, *JSON).out)
    [last] = shown["last_change"]
    assert (last["ref"], last["command"]) == (ref, command)
    assert last["by"] == ("Kim" if ref == "H-4" else "tester")


@pytest.mark.parametrize(("names", "by"), [("full", "Kim Ley"), ("initials", "KL"), ("refs", None)])
def test_who_changed_it_is_a_name_like_any_other(run: Run, names: str, by: str | None) -> None:
    run(*DAY, "--as", "Kim Ley", "volunteer", "add", "Zoe Mar", "--phone", "07700900123")
    out = run("--names", names, "history", "list", "V-1", *JSON).out
    assert [row["by"] for row in json.loads(out)] == [by]
    [card] = json.loads(run("--names", names, "volunteer", "show", "V-1", *JSON).out)
    assert card["last_change"][0]["by"] == by
    told = run("--names", names, "history", "show", "H-2", "--format", "table").out
    assert ("Kim Ley" in told) == (names == "full")


def test_what_was_undone_has_a_history_of_its_own(done: Run) -> None:
    done(*DAY, "undo", "H-3", "--yes")
    assert [row["ref"] for row in listed(done, "L-79")] == ["H-7", "H-3"]
    assert [row["ref"] for row in listed(done, "E-11")] == ["H-7", "H-3"]
    done("visit", "show", "L-79", code=3)
    done("history", "list", "L-80", code=3)


def test_an_authority_is_told_by_its_name(done: Run) -> None:
    done(*DAY, "child", "edit", "C-1", "--authority", "Newmere Council", "--anyway")
    rows = json.loads(done("history", "show", "H-7", *JSON).out)
    assert "Newmere Council" in [row["record"] for row in rows]
    assert [row["after"] for row in rows if row["field"] == "authority_id"] == ["Newmere Council"]
    # What was undone has its name still.
    done(*DAY, "undo", "--yes")
    rows = json.loads(done("history", "show", "H-7", *JSON).out)
    assert [row["after"] for row in rows if row["field"] == "authority_id"] == ["Newmere Council"]


def test_what_is_no_change_set_is_not_found(done: Run) -> None:
    done("history", "show", "H-99", code=3)
    done("history", "show", "L-1", code=3)
    done("history", "list", "H-1", code=3)
    done("history", "list", "Wen", code=3)
