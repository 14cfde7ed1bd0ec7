"""Panels by hand: the agenda of next Tuesday in one command, and what was decided of each."""

import json
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Unchanged, change, opened, prepared

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

TODAY = "2026-11-22"
PANEL = "2026-11-24"
AFTER = "2026-11-25"
ITEMS = (
    "SELECT k.volunteer_id, k.kind, k.asked_on, k.from_on, k.outcome, p.held_on"
    " FROM volunteer_check k JOIN panel_meeting p ON p.id = k.meeting_id ORDER BY k.id"
)
APPROVED = """
INSERT INTO volunteer_stage (volunteer_id, spell, stage, reached_on)
VALUES (1, 1, 'approved', '2026-10-05');
"""


@pytest.fixture(scope="module")
def plain(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file with two volunteers."""
    lines = [
        f"volunteer add '{name}' --phone {number} --on 2026-09-07"
        for number, name in enumerate(("Ann Lee", "Ben Oak"), start=1)
    ]
    return prepared(plain, tmp_path_factory.mktemp("people"), *lines)


def said(run: Run, *arguments: str, code: int = 0, today: str = TODAY) -> Any:
    """Run a command; its answer for scripts, or the codes of a refusal."""
    done = run("--today", today, *arguments, "--format", "json", code=code)
    return re.findall(r"\[([a-z]+\.[a-z_]+)\]", done.err) if code else json.loads(done.out)


def rows(file: Path, query: str = ITEMS) -> list[Any]:
    with closing(opened(file)) as connection:
        return connection.execute(query).fetchall()


def agenda(run: Run, *arguments: str, today: str = TODAY) -> list[Any]:
    """The agenda of a panel: whom, and what was decided."""
    found = said(run, "panel", "agenda", *arguments, today=today)
    return [(each["on"], each["volunteer"], each["decision"]) for each in found]


def test_the_agenda_of_next_tuesday_is_one_command(run: Run) -> None:
    for ref in ("V-2", "V-1"):
        [told] = said(run, "panel", "add", ref, "--on", "next tuesday")
    assert told == {
        "ref": "V-1", "on": PANEL, "matter": "approval", "on_it": 2, "moved_from": None
    }  # fmt: skip
    there = [(PANEL, "V-1", None), (PANEL, "V-2", None)]
    assert agenda(run) == agenda(run, "--on", "next tuesday") == there
    # On its day it is still the next one; afterwards too, while it has not decided of everybody.
    assert agenda(run, today=PANEL) == there
    assert agenda(run, today=AFTER) == there
    assert agenda(run, "--on", PANEL, today=AFTER) == there
    assert agenda(run, "--on", "2026-12-08") == []


def test_the_agenda_tells_what_there_is_and_what_lacks_on_the_panels_day(run: Run) -> None:
    run("--today", TODAY, "policy", "set", "training.modules", "safeguarding, boundaries",
        "--from", "2026-09-01")  # fmt: skip
    for words in (
        ("dbs", "--outcome", "clear", "--issued", "2023-11-24"),
        ("reference", "--slot", "1", "--outcome", "clear", "--on", "2026-10-05"),
        ("reference", "--slot", "2", "--outcome", "not_clear", "--on", "2026-10-05"),
        ("training", "--module", "boundaries", "--on", "2026-10-05"),
        ("book", "--on", "2026-10-06"),
    ):
        said(run, "volunteer", "check", "V-1", *words)
    said(run, "panel", "add", "V-1", "--on", "2026-11-23")
    [row] = said(run, "panel", "agenda")
    assert (row["dbs"], row["dbs_until_on"]) == ("in_date", "2026-11-23")
    assert (row["references"], row["modules"], row["modules_wanted"]) == (1, 1, 2)
    assert (row["book"], row["ready"], row["stage"]) == (True, False, "interest_expressed")
    assert row["days_in_stage"] == 76
    what = [each["what"] for each in row["lacking"]]
    assert "reference 2 of 2 has not come back clear: the last answer was not clear" in what
    assert not [each for each in what if "DBS" in each]
    assert all(each["command"].startswith("ivtool volunteer ") for each in row["lacking"])
    # A day later the certificate has run out, though today it has not.
    said(run, "panel", "add", "V-1", "--on", PANEL)
    [row] = said(run, "panel", "agenda")
    assert (row["dbs"], row["dbs_until_on"]) == ("lapsed", None)
    assert [each["what"] for each in row["lacking"] if "DBS" in each["what"]]


def test_each_on_the_agenda_has_a_decision_of_their_own(run: Run, file: Path) -> None:
    for ref in ("V-1", "V-2"):
        said(run, "panel", "add", ref, "--on", PANEL)
    [told] = said(run, "panel", "decide", "V-1", "approved_with_conditions", "--conditions",
                  "two shadowed visits", today=AFTER)  # fmt: skip
    assert (told["on"], told["matter"], told["decision"]) == (
        PANEL, "approval", "approved_with_conditions"
    )  # fmt: skip
    said(run, "panel", "decide", "ben", "not_accepted", "--on", PANEL, today=AFTER)
    assert rows(file) == [
        (1, "panel", TODAY, PANEL, "approved_with_conditions", PANEL),
        (2, "panel", TODAY, PANEL, "not_accepted", PANEL),
    ]
    found = said(run, "panel", "agenda", "--on", PANEL, "--names", "full", today=AFTER)
    assert [each["conditions"] for each in found] == ["two shadowed visits", None]
    found = said(run, "panel", "agenda", "--on", PANEL, today=AFTER)
    assert [each["conditions"] for each in found] == [None, None]
    assert said(run, "panel", "list", today=AFTER) == [
        {"on": PANEL, "volunteers": 2, "decided": 2, "undecided": 0}
    ]


def test_whoever_is_deferred_comes_again_and_is_then_decided(run: Run, file: Path) -> None:
    said(run, "panel", "add", "V-1", "--on", PANEL)
    said(run, "panel", "decide", "V-1", "deferred", today=AFTER)
    [told] = said(run, "panel", "add", "V-1", "--on", "8/12/2026", today=AFTER)
    assert told["moved_from"] is None
    said(run, "panel", "decide", "V-1", "approved", today="2026-12-09")
    assert [(row[3], row[4]) for row in rows(file)] == [
        (PANEL, "deferred"), ("2026-12-08", "approved")
    ]  # fmt: skip


def test_whom_no_panel_has_decided_on_is_moved_to_the_next(run: Run, file: Path) -> None:
    said(run, "panel", "add", "V-1", "--on", PANEL)
    [told] = said(run, "panel", "add", "V-1", "--on", "8/12/2026")
    assert (told["moved_from"], told["on_it"]) == (PANEL, 1)
    assert [row[5] for row in rows(file)] == ["2026-12-08"]
    assert agenda(run, "--on", PANEL) == []


def test_a_panel_of_the_past_can_be_told_late(run: Run, file: Path) -> None:
    said(run, "panel", "add", "V-1", "--on", "2026-11-03")
    said(run, "panel", "decide", "V-1", "approved")
    assert rows(file) == [(1, "panel", "2026-11-03", "2026-11-03", "approved", "2026-11-03")]


def test_a_decision_recorded_as_evidence_takes_the_item_of_its_day(run: Run, file: Path) -> None:
    said(run, "panel", "add", "V-1", "--on", PANEL)
    said(run, "volunteer", "check", "V-1", "panel", "--outcome", "approved", "--on", "2026-11-20")
    assert [row[4] for row in rows(file)] == [None]
    said(run, "volunteer", "check", "V-1", "panel", "--outcome", "approved", "--on", PANEL,
         today=AFTER)  # fmt: skip
    assert [row[4] for row in rows(file)] == ["approved"]


def test_a_second_match_is_decided_of_somebody_who_is_approved(
    run: Run, file: Path, nothing_stored: Unchanged
) -> None:
    with nothing_stored():
        assert said(run, "panel", "add", "V-1", "--on", PANEL, "--matter", "second_match",
                    code=4) == ["panel.not_approved"]  # fmt: skip
    change(file, APPROVED)
    with nothing_stored():
        assert said(run, "panel", "add", "V-1", "--on", PANEL, code=4) == ["panel.approved_already"]
    said(run, "panel", "add", "V-1", "--on", PANEL, "--matter", "second_match")
    [row] = said(run, "panel", "agenda")
    assert (row["matter"], len(row["lacking"])) == ("second_match", 3)
    [told] = said(run, "panel", "decide", "V-1", "approved", today=AFTER)
    assert told["matter"] == "second_match"
    assert [row[1] for row in rows(file)] == ["second_match"]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("add", "V-1", "--on", PANEL), ["panel.already_on"]),
        (("decide", "V-1", "approved"), ["panel.in_future"]),
        (("decide", "V-1", "approved", "--on", "20/11/2026"), ["panel.not_on_agenda"]),
        (("decide", "V-2", "approved"), ["panel.not_on_agenda"]),
        (("decide", "V-1", "approved", "--matter", "second_match"), ["panel.not_on_agenda"]),
    ],
)
def test_what_is_refused(
    run: Run, nothing_stored: Unchanged, words: tuple[str, ...], codes: list[str]
) -> None:
    said(run, "panel", "add", "V-1", "--on", PANEL)
    with nothing_stored():
        assert said(run, "panel", *words, code=4) == codes


def test_nothing_is_decided_twice_or_of_somebody_who_has_gone(
    run: Run, nothing_stored: Unchanged
) -> None:
    said(run, "panel", "add", "V-1", "--on", PANEL)
    with nothing_stored():
        conditions = said(run, "panel", "decide", "V-1", "approved_with_conditions", code=4,
                          today=AFTER)  # fmt: skip
    assert conditions == ["check.no_conditions"]
    said(run, "panel", "decide", "V-1", "not_accepted", today=AFTER)
    with nothing_stored():
        for words in (("decide", "V-1", "approved", "--on", PANEL), ("add", "V-1", "--on", PANEL)):
            assert said(run, "panel", *words, code=4, today=AFTER) == ["panel.decided_already"]
    said(run, "volunteer", "leave", "V-1", "--how", "not_accepted", "--reason", "the panel",
         today=AFTER)  # fmt: skip
    with nothing_stored():
        assert said(run, "panel", "add", "V-1", "--on", "8/12/2026", code=4, today=AFTER) == [
            "panel.gone"
        ]
