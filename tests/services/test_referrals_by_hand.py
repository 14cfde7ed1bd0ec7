"""Referrals by hand: in on the phone, step by step, closed, opened again."""

import json

import pytest
from conftest import Run, Unchanged
from matching import TODAY, listed, referral, told

PHONE = ("--source", "social_worker", "--authority", "Fenmarsh")


def test_a_new_child_and_a_referral_in_one_line(run: Run) -> None:
    said = run(*TODAY, "referral", "add", "Mo Hart", *PHONE, "--reasons", "distance_from_home")
    assert said.out.startswith("R-1 received on Sun 22 Nov 2026 for a new child, C-1")
    assert "whether C-1 is looked after is not known" in said.err
    card = told(run, "referral", "show", "R-1")
    assert card["reasons"] == "distance_from_home"
    assert [each["what"] for each in card["to_be_asked"]] == [
        "looked after or not is not known",
        "the date of birth is not known",
        "the home is not known",
        "social worker form is not recorded",
        "staff visit is not recorded",
        "accepted is not recorded",
    ]


def test_what_is_to_be_asked_is_answered_with_its_commands(run: Run) -> None:
    run(*TODAY, "referral", "add", "Mo Hart", "--source", "iro")
    for each in told(run, "referral", "show", "R-1")["to_be_asked"]:
        command = str(each["command"]).replace("DAY", "4/3/2014").replace("NAME", "Fenmarsh")
        run(*TODAY, *command.replace("POSTCODE", "NR1").split()[1:])
    assert told(run, "referral", "show", "R-1")["to_be_asked"] == []


def test_a_known_child_is_told_by_ref_or_key(run: Run, nothing_stored: Unchanged) -> None:
    run(*TODAY, "referral", "add", "Mo Hart", *PHONE)
    for name in ("Mo Hart", "mo  hart"):
        with nothing_stored():
            refused = run(*TODAY, "referral", "add", name, *PHONE, code=4)
        assert "[child.same_name]" in refused.err
        assert "Hart" not in refused.err
    with nothing_stored():
        refused = run(*TODAY, "referral", "add", "C-1", *PHONE, code=4)
    assert "R-1 of the same child is open" in refused.err
    with nothing_stored():
        run(*TODAY, "referral", "add", "C-9", *PHONE, code=3)
        run(*TODAY, "referral", "add", "C-9", "--new-child", *PHONE, code=4)
    assert told(run, "referral", "add", "Mo Hart", "--new-child", *PHONE)["child"] == "C-2"
    run(*TODAY, "referral", "close", "R-1", "--outcome", "withdrawn")
    assert told(run, "referral", "add", "c1", *PHONE)["child"] == "C-1"


def test_not_looked_after_is_not_eligible(run: Run, nothing_stored: Unchanged) -> None:
    with nothing_stored():
        refused = run(*TODAY, "referral", "add", "Mo Hart", *PHONE, "--looked-after", "no", code=4)
    assert "not eligible" in refused.err
    asked = referral(run)
    said = run(*TODAY, "child", "edit", "C-1", "--looked-after", "no")
    assert f"ivtool referral close {asked} --outcome not_eligible" in said.err
    with nothing_stored():
        refused = run(*TODAY, "referral", "record", asked, "accepted", code=4)
    assert "[referral.not_looked_after]" in refused.err
    run(*TODAY, "referral", "close", asked, "--outcome", "not_eligible")


def test_an_authority_is_known_by_the_words_it_begins_with(run: Run) -> None:
    referral(run, "Mo Hart", "--authority", "North Yorkshire Council")
    assert (
        told(run, "referral", "add", "Zed", "--source", "iro", "--authority", "north yorkshire")[
            "authority"
        ]
        == "North Yorkshire Council"
    )
    assert (
        told(run, "referral", "add", "Una", "--source", "iro", "--authority", "York")["authority"]
        == "York"
    )
    run(*TODAY, "referral", "add", "Ira", "--source", "iro", "--authority", "North Somerset")
    refused = run(
        *TODAY, "referral", "add", "Bo", "--source", "iro", "--authority", "North", code=3
    )
    assert "North Yorkshire Council; North Somerset" in refused.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("record", "R-1", "staff_visit", "--on", "23/11/2026"), "referral.in_future"),
        (("record", "R-1", "child_form", "--on", "1/10/2026"), "referral.step_taken"),
        (("close", "R-1", "--outcome", "declined"), "referral.no_why"),
        (("close", "R-1", "--outcome", "matched"), "referral.no_match"),
        (("close", "R-1", "--outcome", "withdrawn", "--on", "31/8/2026"), "referral.out_of_order"),
        (("close", "R-1", "--outcome", "withdrawn", "--on", "tomorrow"), "referral.in_future"),
        (
            ("close", "R-1", "--outcome", "declined", "--why", "x", "--look-again", "today"),
            "referral.look_again_before",
        ),
        (("reopen", "R-1"), "referral.open"),
        (("edit", "R-1", "--received", "tomorrow"), "referral.in_future"),
        (("add", "Zed", *PHONE, "--on", "tomorrow"), "referral.in_future"),
        (("add", "Zed", *PHONE, "--on", "1/9/2026", "--born", "2/9/2026"), "child.out_of_order"),
    ],
)
def test_what_is_refused_stores_nothing(
    run: Run, nothing_stored: Unchanged, arguments: tuple[str, ...], code: str
) -> None:
    asked = referral(run)
    run(*TODAY, "referral", "record", asked, "child_form", "--on", "2/9/2026")
    with nothing_stored():
        refused = run(*TODAY, "referral", *arguments, code=4)
    assert f"[{code}]" in refused.err


def test_waiting_begins_once_seen_and_accepted(run: Run) -> None:
    asked = referral(run)
    run(*TODAY, "referral", "record", asked, "staff_visit", "--on", "5/9/2026", "--by", "Kay")
    assert listed(run, "report", "waiting") == []
    run(*TODAY, "referral", "record", asked, "accepted", "--on", "9/9/2026", "--note", "agreed")
    [row] = listed(run, "report", "waiting")
    assert (row["referral"], row["days_waiting"]) == (asked, 82)
    assert listed(run, "report", "waiting", "--as-of", "2026-09-08") == []
    run(*TODAY, "referral", "close", asked, "--outcome", "withdrawn", "--on", "1/11/2026")
    assert listed(run, "report", "waiting") == []
    run(*TODAY, "referral", "reopen", asked, "--on", "5/11/2026")
    [row] = listed(run, "report", "waiting")
    assert row["days_waiting"] == 82


def test_a_form_that_comes_late_is_a_fact_and_a_late_decision_is_none(
    run: Run, nothing_stored: Unchanged
) -> None:
    asked = referral(run)
    run(*TODAY, "referral", "close", asked, "--outcome", "withdrawn", "--on", "1/10/2026")
    said = run(*TODAY, "referral", "record", asked, "child_form", "--on", "2/10/2026")
    assert f"{asked} was closed" in said.err
    with nothing_stored():
        refused = run(*TODAY, "referral", "record", asked, "accepted", code=4)
        run(*TODAY, "referral", "close", asked, "--outcome", "withdrawn", code=4)
    assert f"ivtool referral reopen {asked}" in refused.err


def test_a_decision_not_to_appoint_is_looked_at_again(run: Run) -> None:
    asked = referral(run)
    run(
        *(*TODAY, "referral", "close", asked, "--outcome", "declined"),
        *("--why", "-", "--look-again", "1/6/2027"),
        stdin="has a mentor\n",
    )
    card = told(run, "referral", "show", asked)
    assert (card["closed_why"], card["look_again_on"]) == ("has a mentor", "2027-06-01")
    assert told(run, "referral", "show", asked, "--as-of", "2026-11-21")["closed_why"] is None


def test_why_and_who_are_put_right(run: Run) -> None:
    asked = referral(run)
    edit = ("referral", "edit", asked, "--reasons", "risk_from_others", "--reasons")
    assert told(run, *edit, "best_interests", "--source", "carer")["changed"] == "reasons, source"
    assert told(run, *edit, "best_interests", "--source", "carer")["changed"] == ""
    [row] = json.loads(run(*TODAY, "referral", "list", "--format", "json").out)
    assert row["source"] == "carer"
