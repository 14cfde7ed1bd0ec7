"""Matches by hand, through the commands: every hint works, and what is refused stores nothing."""

import re
import shlex
from pathlib import Path

import pytest
from conftest import Run, Unchanged
from matching import TODAY, listed, proposal, ready, referral, told, volunteers
from warm import Running

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

PEOPLE = ("Ann Lee,Female,NR1 1AA,1", "Ben Lee,Male,NR2 1AA,1", "Cy Mo,Male,PE1 1AA,2")


@pytest.fixture
def service(run: Run, tmp_path: Path) -> str:
    """Three clear volunteers and an open referral; its ref."""
    volunteers(run, tmp_path / "sheets", *PEOPLE)
    return referral(run)


def hints(err: str) -> list[list[str]]:
    """The commands that a refusal names, with an answer for what they leave open."""
    found = re.findall(r"^ {6}ivtool (.*)$", err, re.MULTILINE)
    return [shlex.split(each.replace("VIEW", "agrees").replace("TEXT", "'so'")) for each in found]


def test_a_match_starts_once_all_that_its_refusals_name_is_done(
    run: Run, service: str, nothing_stored: Unchanged
) -> None:
    match = proposal(run, service)
    with nothing_stored():
        refused = run(*TODAY, "match", "start", match, code=4)
    for hint in hints(refused.err):
        run(*TODAY, *hint)
    run(*TODAY, "match", "start", match)
    assert told(run, "match", "show", match)["status"] == "live"
    assert run(*TODAY, "db", "check").out == ""


def test_a_proposal_says_what_it_still_needs(run: Run, service: str) -> None:
    match = proposal(run, service)
    needed = told(run, "match", "show", match)["before_it_can_start"]
    assert len(needed) == 8
    ready(run, match)
    assert told(run, "match", "show", match)["before_it_can_start"] == []
    run(*TODAY, "match", "start", match, "--on", "7/10/2026")
    card = told(run, "match", "show", match)
    assert (card["status"], card["started_on"]) == ("live", "2026-10-07")
    assert told(run, "referral", "show", service)["status"] == "matched"


@pytest.mark.parametrize(
    "again",
    [
        ("match", "propose", "R-1", "--volunteer", "V-1"),
        ("match", "heard", "M-1", "carer", "agrees", "--on", "2/10/2026"),
        ("match", "shown", "M-1", "--on", "3/10/2026"),
        ("match", "met", "M-1", "--on", "5/10/2026"),
        ("match", "start", "M-1", "--on", "7/10/2026"),
    ],
)
def test_the_same_again_is_refused(
    run: Run, service: str, nothing_stored: Unchanged, again: tuple[str, ...]
) -> None:
    match = proposal(run, service)
    ready(run, match)
    run(*TODAY, "match", "start", match, "--on", "7/10/2026")
    with nothing_stored():
        refused = run(*TODAY, *again, code=4)
    for hint in hints(refused.err):
        run(*TODAY, *hint)


def test_a_day_is_put_right_when_asked_to(run: Run, service: str) -> None:
    match = proposal(run, service)
    run(*TODAY, "match", "heard", match, "child", "agrees", "--on", "4/10/2026")
    run(*TODAY, "match", "met", match, "--on", "5/10/2026")
    refused = run(*TODAY, "match", "met", match, "--on", "3/10/2026", code=4)
    [hint] = hints(refused.err)
    run(*TODAY, *hint)
    card = told(run, "match", "show", match)
    assert card["first_meeting_on"] == "2026-10-03"
    # What was said the day after is now after the meeting.
    assert card["views"][0]["when"] == "after the meeting"


def test_the_child_objects_and_nothing_starts(
    run: Run, service: str, nothing_stored: Unchanged
) -> None:
    match = proposal(run, service)
    ready(run, match)
    said = run(*TODAY, "match", "heard", match, "child", "objects", "--understands", "yes")
    assert "cannot start" in said.err
    with nothing_stored():
        refused = run(*TODAY, "match", "start", match, "--on", "7/10/2026", code=4)
    assert "[match.child_objects]" in refused.err
    [hint] = hints(refused.err)
    run(*TODAY, *hint)
    card = told(run, "match", "show", match)
    assert card["status"] == "declined"
    # The referral stays open, and the pair is never proposed again.
    assert told(run, "referral", "show", service)["status"] == "received"
    with nothing_stored():
        refused = run(*TODAY, "match", "propose", service, "--volunteer", "V-1", code=4)
    assert "[match.declined_before]" in refused.err


def test_a_running_match_must_end_when_the_child_objects(run: Run, service: str) -> None:
    match = proposal(run, service)
    ready(run, match)
    run(*TODAY, "match", "start", match, "--on", "7/10/2026")
    assert listed(run, "match", "list")[0]["must_end"] is False
    said = run(*TODAY, "match", "heard", match, "child", "objects", "--on", "20/11/2026")
    end = f"ivtool match end {match} --on 2026-11-20 --route child_objected"
    assert f"{match} must end now  ({end})" in said.err
    assert listed(run, "match", "list")[0]["must_end"] is True
    assert "must end now" in run(*TODAY, "match", "list", "--format", "table").out
    assert "must end: yes" in run(*TODAY, "match", "show", match).out
    # As known before, it runs.
    assert listed(run, "match", "list", "--as-of", "2026-11-19")[0]["must_end"] is False
    run(*TODAY, "match", "end", match, "--route", "child_objected")
    assert listed(run, "match", "list")[0]["must_end"] is False


def test_a_child_who_may_not_understand_is_not_a_no(run: Run, service: str) -> None:
    match = proposal(run, service)
    ready(run, match)
    run(*TODAY, "match", "start", match, "--on", "7/10/2026")
    said = run(*TODAY, "match", "heard", match, "child", "objects", "--understands", "no")
    assert "find out their wishes" in said.err
    assert listed(run, "match", "list")[0]["must_end"] is False


def test_a_couple_is_heard_and_counted_both(
    run: Run, service: str, nothing_stored: Unchanged
) -> None:
    match = proposal(run, service, "V-1", "--second", "V-2")
    ready(run, match, "volunteer", "second_volunteer")
    run(*TODAY, "match", "start", match, "--on", "7/10/2026")
    other = referral(run, "Zed Moss")
    for who in ("V-1", "V-2"):
        with nothing_stored():
            refused = run(*TODAY, "match", "propose", other, "--volunteer", who, code=4)
        assert "[match.at_capacity]" in refused.err
    with nothing_stored():
        refused = run(
            *TODAY, "match", "propose", other, "--volunteer", "V-3", "--second", "V-3", code=4
        )
    assert "[match.couple]" in refused.err


def test_a_second_match_wants_room_and_the_panel(run: Run, service: str) -> None:
    match = proposal(run, service)
    ready(run, match)
    run(*TODAY, "match", "start", match, "--on", "7/10/2026")
    other = referral(run, "Zed Moss")
    refused = run(*TODAY, "match", "propose", other, "--volunteer", "V-1", code=4)
    for hint in hints(refused.err):
        run(*TODAY, *hint)
    run(*TODAY, "match", "propose", other, "--volunteer", "V-1")


def test_of_two_proposals_of_a_child_one_starts(
    run: Run, service: str, nothing_stored: Unchanged
) -> None:
    one, other = proposal(run, service), proposal(run, service, "V-2")
    ready(run, one)
    ready(run, other)
    said = run(*TODAY, "match", "start", one, "--on", "7/10/2026")
    assert f"{other} is still proposed" in said.err
    with nothing_stored():
        refused = run(*TODAY, "match", "start", other, "--on", "7/10/2026", code=4)
    assert f"C-1 has another match, {one}, live" in refused.err
    assert "[match.second_live]" in refused.err


def test_who_must_have_no_contact_is_shown_as_names_allow(
    run: Run, service: str, nothing_stored: Unchanged
) -> None:
    run(*TODAY, "child", "edit", "C-1", "--no-contact", "Dan Hart; Ben Lee")
    asked = ("match", "propose", service, "--on", "1/10/2026", "--volunteer")
    full = run(*TODAY, *asked, "V-1", "--names", "full").err
    assert "no contact with C-1: Dan Hart; Ben Lee" in full
    assert "no contact with C-1: 2 people" in run(*TODAY, *asked, "V-3").err
    with nothing_stored():
        refused = run(*TODAY, *asked, "V-2", code=4)
    assert "[match.no_contact]" in refused.err
    assert "Ben" not in refused.err
    met = run(*TODAY, "match", "met", "M-1", "--on", "5/10/2026", "--names", "initials").err
    assert "no contact with C-1: DH; BL" in met


def test_the_list_tells_why_of_everybody(run: Run, service: str) -> None:
    run(*TODAY, "child", "move", "C-1", "--on", "1/9/2026", "--postcode", "NR14 2NE")
    run(*TODAY, "child", "edit", "C-1", "--wants-gender", "male", "--must")
    rows = listed(run, "match", "propose", service)
    assert [(row["volunteer"], row["eligible"]) for row in rows] == [
        ("V-2", True),
        ("V-1", False),
        ("V-3", False),
    ]
    assert rows[1]["codes"] == "match.must_not_met"
    assert rows[2]["codes"] == "match.too_far"
    run(*TODAY, "policy", "set", "matching.max_miles", "100")
    assert listed(run, "match", "propose", service)[1]["volunteer"] == "V-3"


@pytest.mark.parametrize(
    ("wanted", "status", "outcome"),
    [
        (("--another-wanted",), "waiting", None),
        (("--no-more",), "closed", "matched"),
        ((), "closed", "matched"),
    ],
)
def test_what_becomes_of_the_referral(
    run: Run, service: str, wanted: tuple[str, ...], status: str, outcome: str | None
) -> None:
    for step in ("staff_visit", "accepted"):
        run(*TODAY, "referral", "record", service, step, "--on", "20/9/2026")
    match = proposal(run, service)
    ready(run, match)
    run(*TODAY, "match", "start", match, "--on", "7/10/2026")
    ending = ("match", "end", match, "--route", "agreed_end", "--reason", "moved", *wanted)
    ended = told(run, *ending, "--planned", "--goodbye", "--told-by", "Kay")
    assert ended["referral_open"] is (outcome is None)
    [row] = listed(run, "referral", "list")
    assert (row["status"], row["outcome"]) == (status, outcome)
    assert row["days_waiting"] == (82 if outcome is None else None)
    card = told(run, "match", "show", match)
    assert (card["planned"], card["goodbye_held"]) == (True, True)


def test_a_referral_closed_by_an_import_is_opened_again(run: Run, service: str) -> None:
    match = proposal(run, service)
    ready(run, match)
    run(*TODAY, "match", "start", match, "--on", "7/10/2026")
    run(*TODAY, "referral", "close", service, "--outcome", "matched", "--on", "8/10/2026")
    run(*TODAY, "match", "end", match, "--route", "agreed_end", "--reason", "x", "--another-wanted")
    [row] = listed(run, "referral", "list")
    assert (row["closed_on"], row["received_on"]) == (None, "2026-09-01")


def test_an_ending_comes_after_what_is_logged(
    run: Run, service: str, nothing_stored: Unchanged
) -> None:
    match = proposal(run, service)
    ready(run, match)
    run(*TODAY, "match", "start", match, "--on", "7/10/2026")
    run(*TODAY, "visit", "log", match, "--on", "20/10/2026")
    asked = ("match", "end", match, "--route", "agreed_end", "--reason", "moved", "--on")
    with nothing_stored():
        refused = run(*TODAY, *asked, "19/10/2026", code=4)
    assert "L-1" in refused.err
    assert "[match.visits_after_end]" in refused.err
    run(*TODAY, *asked, "20/10/2026")


@pytest.mark.slow
def test_two_at_once_start_one_match(run: Run, service: str, file: Path) -> None:
    one, other = proposal(run, service), proposal(run, service, "V-2")
    ready(run, one)
    ready(run, other)
    racing = [Running("--db", str(file), *TODAY, "match", "start", each) for each in (one, other)]
    said = [each.communicate() for each in racing]
    assert {each.returncode for each in racing} == {0, 4}
    [refused] = [err for (_, err), each in zip(said, racing, strict=True) if each.returncode == 4]
    assert "C-1 has another match, " in refused
    assert [row["status"] for row in listed(run, "match", "list")].count("live") == 1


@pytest.mark.slow
def test_two_at_once_take_a_last_place_once(run: Run, service: str, file: Path) -> None:
    one, other = proposal(run, service), proposal(run, referral(run, "Zed Moss"))
    ready(run, one)
    ready(run, other)
    racing = [Running("--db", str(file), *TODAY, "match", "start", each) for each in (one, other)]
    said = [each.communicate()[1] for each in racing]
    assert {each.returncode for each in racing} == {0, 4}
    assert any("V-1: 1 of 1 matches taken" in each for each in said)
