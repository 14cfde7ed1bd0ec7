"""Concerns by hand: what is stored, what is refused, and what a past day knew of them."""

import json
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Unchanged, change, opened

FRIDAY, MONDAY = "2026-11-20", "2026-11-23"
PEOPLE = (
    "INSERT INTO authority (id, name) VALUES (1, 'Fenmarsh'), (2, 'Tarnside');"
    "INSERT INTO child (id, name) VALUES (1, 'Ada Reed'), (2, 'Cy Moss');"
    "INSERT INTO child_authority (child_id, authority_id) VALUES (1, 1), (2, 2);"
    "INSERT INTO volunteer (id, name, capacity, capacity_imported) VALUES"
    " (1, 'Bo Lee', 1, 0), (2, 'Di Lee', 1, 0);"
    "INSERT INTO referral (id, child_id, received_on, source) VALUES"
    " (1, 1, '2026-01-01', 'iro'), (2, 2, '2026-01-01', 'iro');"
    "INSERT INTO match (id, referral_id, child_id, volunteer_id, second_volunteer_id,"
    " proposed_on, started_on) VALUES (1, 1, 1, 1, NULL, '2026-01-02', '2026-01-05'),"
    " (2, 2, 2, 1, 2, '2026-01-02', '2026-01-05');"
)
ALLEGATION = ("--kind", "allegation_about_volunteer", "--words", "x")
HEALTH = ("--kind", "health", "--words", "x")


@pytest.fixture(autouse=True)
def _people(file: Path) -> None:
    change(file, PEOPLE)


def said(run: Run, *arguments: str, today: str = FRIDAY, code: int = 0) -> Any:
    """Run a command; its answer for scripts, or the codes of a refusal."""
    done = run("--today", today, "concern", *arguments, "--format", "json", code=code)
    return re.findall(r"\[([a-z]+\.[a-z_]+)\]", done.err) if code else json.loads(done.out)


def rows(file: Path, table: str) -> list[tuple[Any, ...]]:
    with closing(opened(file)) as connection:
        return [tuple(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY id")]


def test_a_concern_is_stored_as_it_was_said(run: Run, file: Path) -> None:
    typed = ("--kind", "disclosure", "--words", "-", "--action", " Stayed. ", "--at", "3.40pm")
    [told] = json.loads(
        run(
            *("--today", FRIDAY, "concern", "raise", "--child", "Ada Reed", *typed),
            *("--by", "Ira Moss", "--format", "json"),
            stdin="Two lines,\nand the second.\n",
        ).out
    )
    assert told == {
        "ref": "K-1",
        "kind": "disclosure",
        "raised_on": FRIDAY,
        "raised_time": "15:40",
        "child": "C-1",
        "volunteer": None,
        "match": None,
        "visit": None,
        "social_worker_due_on": FRIDAY,
        "lado_due_on": None,
    }
    assert rows(file, "concern") == [
        (1, "disclosure", FRIDAY, "15:40", "Ira Moss", 1, None, None, None,
         "Two lines,\nand the second.", "Stayed.", None, None, None)
    ]  # fmt: skip


def test_a_match_stands_for_its_child_and_of_an_allegation_for_its_volunteer(
    run: Run, file: Path
) -> None:
    [health] = said(run, "raise", "--match", "M-1", *HEALTH)
    assert (health["child"], health["volunteer"], health["match"]) == ("C-1", None, "M-1")
    [allegation] = said(run, "raise", "--match", "M-1", *ALLEGATION)
    assert (allegation["child"], allegation["volunteer"]) == ("C-1", "V-1")
    assert (allegation["social_worker_due_on"], allegation["lado_due_on"]) == (FRIDAY, MONDAY)
    [other] = said(run, "raise", "--match", "M-1", "--volunteer", "V-2", *HEALTH)
    assert (other["child"], other["volunteer"]) == ("C-1", "V-2")
    assert [row[4] for row in rows(file, "concern")] == ["tester"] * 3


def test_of_a_couple_it_is_said_which(run: Run, nothing_stored: Unchanged) -> None:
    with nothing_stored():
        codes = said(run, "raise", "--match", "M-2", *ALLEGATION, code=4)
    assert codes == ["concern.no_volunteer"]
    [told] = said(run, "raise", "--match", "M-2", "--volunteer", "V-2", *ALLEGATION)
    assert (told["child"], told["volunteer"]) == ("C-2", "V-2")
    assert said(run, "raise", "--match", "M-2", *HEALTH)[0]["volunteer"] is None


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (("--kind", "health"), ["concern.about_nobody", "concern.no_words"]),
        (("--child", "C-1", "--kind", "health", "--words", "  "), ["concern.no_words"]),
        (("--child", "C-1", *ALLEGATION), ["concern.no_volunteer"]),
        (("--match", "M-1", "--child", "C-2", *HEALTH), ["concern.other_child"]),
        (("--child", "C-1", *HEALTH, "--on", "tomorrow"), ["concern.in_future"]),
    ],
)
def test_what_cannot_be_raised_stores_nothing(
    run: Run, nothing_stored: Unchanged, arguments: tuple[str, ...], codes: list[str]
) -> None:
    with nothing_stored():
        assert said(run, "raise", *arguments, code=4) == codes


def test_the_first_telling_counts_and_what_comes_late_is_recorded_too(
    run: Run, file: Path, nothing_stored: Unchanged
) -> None:
    said(run, "raise", "--match", "M-1", *ALLEGATION)
    [late] = said(run, "told", "K-1", "lado", today="2026-11-25")
    assert (late["due_on"], late["in_time"]) == (MONDAY, False)
    [first] = said(run, "told", "K-1", "lado", "--on", MONDAY, "--at", "9", today="2026-11-25")
    assert (first["told_time"], first["in_time"]) == ("09:00", True)
    with nothing_stored():
        assert said(run, "told", "K-1", "lado", "--on", MONDAY, today="2026-11-25", code=4) == [
            "concern.told_already"
        ]
        assert said(run, "told", "K-1", "lado", "--on", "19/11/2026", today=MONDAY, code=4) == [
            "concern.out_of_order"
        ]
    [listed] = said(run, "list", today="2026-11-25")
    assert (listed["lado_told_on"], listed["late"]) == (MONDAY, True)
    said(run, "told", "K-1", "social_worker", today="2026-11-25")
    assert len(rows(file, "concern_told")) == 3
    assert said(run, "list", "--late", today="2026-11-25") == []


def test_nothing_is_closed_before_everybody_was_told(
    run: Run, file: Path, nothing_stored: Unchanged
) -> None:
    said(run, "raise", "--match", "M-1", *ALLEGATION)
    closing = ("close", "K-1", "--note", "x")
    with nothing_stored():
        assert said(run, *closing, code=4) == ["concern.not_told"] * 2
    said(run, "told", "K-1", "social_worker")
    said(run, "told", "K-1", "lado", today=MONDAY)
    with nothing_stored():
        # By that day the LADO was not told.
        assert said(run, *closing, "--on", FRIDAY, today=MONDAY, code=4) == ["concern.not_told"]
        assert said(run, "close", "K-1", today=MONDAY, code=4) == ["concern.no_words"]
    [closed] = said(run, *closing, today=MONDAY)
    assert closed == {"ref": "K-1", "kind": "closing", "on": MONDAY}
    assert rows(file, "concern")[0][-3] == MONDAY
    with nothing_stored():
        assert said(run, *closing, today=MONDAY, code=4) == ["concern.closed_already"]
        assert said(run, "note", "K-1", "--note", "x", today=MONDAY, code=4) == [
            "concern.closed_already"
        ]
    # A telling is a fact.
    said(run, "told", "K-1", "police", today="2026-11-24")


def test_a_past_day_answers_as_it_did(run: Run) -> None:
    said(run, "raise", "--match", "M-1", *ALLEGATION)
    listed = {"friday": said(run, "list"), "monday": said(run, "list", today=MONDAY)}
    assert [each[0]["late"] for each in listed.values()] == [False, True]
    for party in ("social_worker", "lado"):
        said(run, "told", "K-1", party, today="2026-11-24")
    said(run, "close", "K-1", "--note", "x", today="2026-11-24")
    said(run, "raise", "--child", "C-2", *HEALTH, today="2026-11-24")
    for name, day in (("friday", FRIDAY), ("monday", MONDAY)):
        assert said(run, "list", "--as-of", day, today="2026-11-30") == listed[name]
    after = said(run, "list", today="2026-11-30")
    assert [(each["status"], each["days_open"]) for each in after] == [("closed", 4), ("open", 6)]


def test_the_list_is_narrowed(run: Run) -> None:
    said(run, "raise", "--match", "M-1", *ALLEGATION)
    said(run, "raise", "--child", "C-2", *HEALTH)
    said(run, "raise", "--volunteer", "V-2", *HEALTH)
    said(run, "told", "K-2", "social_worker")
    said(run, "close", "K-2", "--note", "x")
    for arguments, refs in (
        ((), ["K-1", "K-2", "K-3"]),
        (("--open",), ["K-1", "K-3"]),
        (("--kind", "health"), ["K-2", "K-3"]),
        (("--child", "C-1"), ["K-1"]),
        (("--volunteer", "V-2"), ["K-3"]),
        # One about a volunteer alone is of no authority.
        (("--authority", "Tarnside"), ["K-2"]),
        (("--authority", "Fenmarsh"), ["K-1"]),
        (("--open", "--child", "C-2"), []),
    ):
        assert [each["ref"] for each in said(run, "list", *arguments)] == refs, arguments
    assert run("--today", MONDAY, "concern", "list", "--late", "--exit-code", code=10).out
    assert run("--today", MONDAY, "concern", "list", "--child", "C-2", "--late", "--exit-code")


def test_a_holiday_of_the_services_own_gives_the_lado_another_day(run: Run) -> None:
    run("--today", FRIDAY, "policy", "set", "holidays.extra", MONDAY)
    [told] = said(run, "raise", "--match", "M-1", *ALLEGATION)
    assert told["lado_due_on"] == "2026-11-24"


def test_names_are_told_as_far_as_they_may_be(run: Run) -> None:
    run("--today", FRIDAY, "concern", "raise", "--match", "M-1", *ALLEGATION, "--by", "Ira Moss")
    run("--today", FRIDAY, "concern", "told", "K-1", "lado", "--to", "Ola Fenn")
    for names, found in (
        ("full", ("Ada Reed", "Bo Lee", "Ira Moss", "Ola Fenn", "tester", "tester")),
        ("initials", ("AR", "BL", None, None, None, None)),
        ("refs", (None,) * 6),
    ):
        [card] = json.loads(run("--names", names, "concern", "show", "K-1", "--format", "json").out)
        [told] = card["told"]
        assert (
            card["child_name"],
            card["volunteer_name"],
            card["raised_by"],
            told["person"],
            told["by"],
            card["looks"][0]["by"],
        ) == found
        assert card["words"] == "x"


def test_a_file_in_which_somebody_was_told_before_is_told_of(run: Run, file: Path) -> None:
    said(run, "raise", "--child", "C-1", *HEALTH, "--at", "15:40")
    change(
        file,
        "INSERT INTO concern_told (concern_id, party, told_on, told_time, told_by) VALUES"
        f" (1, 'lado', '{FRIDAY}', '15:39', 'x'), (1, 'police', '{FRIDAY}', '15:40', 'x'),"
        " (1, 'other', '2026-11-19', NULL, 'x')",
    )
    found = json.loads(run("--today", MONDAY, "db", "check", "--format", "json", code=10).out)
    assert [each["where"] for each in found if each["code"] == "concern.out_of_order"] == [
        "K-1"
    ] * 2
