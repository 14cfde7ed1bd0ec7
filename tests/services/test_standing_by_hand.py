"""Waivers and returns by hand, what a volunteer brings, and the path as it is drawn on a day."""

import json
import re
import shlex
from typing import Any

import pytest
from conftest import Run, Unchanged

# Many files, made and opened: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

TODAY = "2026-11-22"
ON = "2026-11-20"
BY = ("--by", "R. Hale", "--reason", "abroad")
HINT = re.compile(r"^!?\s*(ivtool volunteer .*)$", re.MULTILINE)


@pytest.fixture
def ann(run: Run) -> str:
    """Somebody who rang up in November."""
    ran(run, "add", "Ann Lee", "--phone", "07700 900123", "--on", "2026-11-02")
    return "V-1"


def ran(run: Run, *arguments: str, code: int = 0, names: str = "refs") -> Any:
    """Run a command of volunteers; its answer for scripts, or what it said instead."""
    words = ("--today", TODAY, "--names", names, "volunteer", *arguments)
    done = run(*words, "--format", "json", code=code)
    return done.err if code else json.loads(done.out)[0]


def codes(said: str) -> list[str]:
    """The codes of the reasons of a refusal."""
    return re.findall(r"\[([a-z]+\.[a-z_]+)\]", said)


def printed(run: Run, *words: str, names: str = "refs") -> list[str]:
    """A card as people see it, line by line."""
    out = run("--today", TODAY, "--names", names, "volunteer", "show", "V-1", *words).out
    return out.splitlines()


def approve(run: Run, who: str = "V-1", on: str = ON) -> None:
    """Take somebody all the way, by typing what each refusal names."""
    said = ran(run, "advance", who, "--to", "approved", "--on", on, code=4)
    for hint in HINT.findall(said):
        day = "1985-03-04" if "--born" in hint else on
        run("--today", TODAY, *shlex.split(hint.replace(" DAY", f" {day}"))[1:])
    ran(run, "advance", who, "--to", "approved", "--on", on)


def piece(card: Any, gate: str, slot: int | None = None) -> Any:
    """The first piece of a gate on a path."""
    found = [
        each
        for stage in card["path"]
        for each in stage["pieces"]
        if (each["gate"], each["slot"]) == (gate, slot)
    ]
    return found[0]


def test_a_waiver_opens_its_gate_and_is_shown_where_the_gate_is(run: Run, ann: str) -> None:
    waived = ran(run, "waive", ann, "pack", "--until", "31/12/2026", *BY)
    assert (waived["gate"], waived["slot"], waived["module"]) == ("pack", None, None)
    assert (waived["from_on"], waived["until_on"]) == (TODAY, "2026-12-31")
    assert (waived["withdrawn"], waived["lacking"]) == (False, [])
    assert ran(run, "advance", ann)["stages"] == ["information_pack_sent"]
    card = ran(run, "show", ann)
    assert (piece(card, "pack")["state"], piece(card, "pack")["waived_until_on"]) == (
        "waived",
        "2026-12-31",
    )
    assert "      information pack        waived until 31 Dec 2026" in printed(run)
    # The day after it ended, the stage stands; and the path says that the waiver does not.
    later = run("--today", "2027-01-01", "volunteer", "show", ann).out
    assert "[x] information pack sent" in later
    assert "was waived until 31 Dec 2026" in later


def test_who_waived_and_why_is_told_with_full_names_only(run: Run, ann: str) -> None:
    ran(run, "waive", ann, "pack", "--until", "31/12/2026", *BY)
    for names, by, reason in (("refs", None, None), ("initials", None, None),
                              ("full", "R. Hale", "abroad")):  # fmt: skip
        [waiver] = ran(run, "show", ann, names=names)["waivers"]
        assert (waiver["by"], waiver["reason"]) == (by, reason)
        told = "\n".join(printed(run, names=names))
        assert ("R. Hale" in told) is ("abroad" in told) is (names == "full")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("--on tomorrow --until 31/12/2026 --by R --reason x", ["waiver.in_future"]),
        ("--until yesterday --by R --reason x", ["waiver.over"]),
        ("--until tomorrow", ["waiver.no_name", "waiver.no_reason"]),
        ("--slot 2 --until 31/12/2026 --by R --reason x", ["waiver.not_for_gate"]),
        ("--end", ["waiver.none"]),
    ],
)
def test_what_is_no_waiver(
    run: Run, nothing_stored: Unchanged, ann: str, words: str, found: list[str]
) -> None:
    words = words.replace("tomorrow", "2026-11-23")
    with nothing_stored():
        assert codes(ran(run, "waive", ann, "medical", *words.split(), code=4)) == found
        ran(run, "waive", ann, "medical", "--end", "--reason", "x", code=2)
        ran(run, "waive", ann, "age", "--until", "31/12/2026", *BY, code=2)


def test_a_waiver_is_ended_and_never_names_anybody_in_a_refusal(
    run: Run, nothing_stored: Unchanged, ann: str
) -> None:
    ran(run, "waive", ann, "dbs", "--on", ON, "--until", "31/12/2026", *BY)
    with nothing_stored():
        said = ran(run, "waive", ann, "dbs", "--until", "31/1/2027", *BY, code=4)
    assert codes(said) == ["waiver.already"]
    assert "Hale" not in said
    assert "abroad" not in said
    ended = ran(run, "waive", ann, "dbs", "--end")
    assert (ended["until_on"], ended["withdrawn"]) == ("2026-11-21", False)
    with nothing_stored():
        assert codes(ran(run, "waive", ann, "dbs", "--end", code=4)) == ["waiver.none"]
    ran(run, "waive", ann, "dbs", "--until", "31/12/2026", *BY)
    assert ran(run, "waive", ann, "dbs", "--end")["withdrawn"] is True
    # What never was is not on the card.
    assert [each["until_on"] for each in ran(run, "show", ann)["waivers"]] == ["2026-11-21"]


def test_safeguarding_is_waived_by_either_of_its_names(run: Run, ann: str) -> None:
    waived = ran(run, "waive", ann, "training", "--module", "Safeguarding", "--until", "today", *BY)
    assert (waived["gate"], waived["module"]) == ("safeguarding", None)
    ended = ran(run, "waive", ann, "safeguarding", "--end")
    assert ended["withdrawn"] is True


def test_who_is_approved_by_a_waiver_is_clear_and_it_is_said(run: Run, ann: str) -> None:
    ran(run, "waive", ann, "dbs", "--on", ON, "--until", "31/12/2026", *BY)
    approve(run)
    card = ran(run, "show", ann)
    assert (card["clear"], card["dbs"], card["not_clear"]) == (True, "waived", [])
    assert printed(run)[-1] != ""
    assert "clear to visit: yes, DBS waived until 31 Dec 2026" in printed(run)
    [row] = json.loads(run("--today", "2027-01-01", "volunteer", "list", "--format", "json").out)
    assert (row["clear"], row["dbs"]) == (False, "not_recorded")


def test_leaving_and_returning_is_two_times_with_the_service(
    run: Run, nothing_stored: Unchanged, ann: str
) -> None:
    approve(run, on="2026-11-03")
    ran(run, "leave", ann, "--on", "2026-11-10", "--reason", "moved")
    returned = ran(
        run, "return", ann, "--at", "home_interview", "--on", "2026-11-15", "--note", "back"
    )
    assert (returned["spell"], returned["at"], returned["on"]) == (
        2, "home_interview", "2026-11-15"
    )  # fmt: skip
    assert (returned["stage"], returned["next_stage"]) == ("home_interview", "checks_completed")
    # The DBS of twelve days ago is in date; the references were of another time.
    assert returned["lapsed"] == []
    assert len(returned["lacking"]) == 4
    with nothing_stored():
        said = ran(run, "return", ann, "--at", "home_interview", code=4)
    assert codes(said) == ["returning.not_gone"]
    card = ran(run, "show", ann)
    assert [each["state"] for each in card["path"]][:6] == [*["taken_over"] * 4, "reached", "next"]
    assert [each["spell"] for each in card["spells"]] == [1, 2]
    between = ran(run, "show", ann, "--as-of", "2026-11-14")
    assert (between["standing"], between["spell"], between["stage"]) == ("left", None, "approved")
    before = ran(run, "show", ann, "--as-of", "2026-11-09")
    assert (before["standing"], before["clear"], before["left_on"]) == ("active", True, None)
    assert before["spells"] == [{"spell": 1, "begun_on": None, "ended_on": None, "ended_as": None}]
    assert "note" in card["path"][4]
    assert "back" not in "\n".join(printed(run))
    assert any("by tester: back" in line for line in printed(run, names="full"))


def test_a_return_is_refused_with_every_reason(
    run: Run, nothing_stored: Unchanged, ann: str
) -> None:
    ran(run, "hold", ann, "--on", "2026-11-03", "--reason", "ill")
    ran(run, "leave", ann, "--on", "2026-11-10", "--how", "withdrew", "--reason", "ill")
    with nothing_stored():
        said = ran(run, "return", ann, "--at", "informal_chat", "--on", "2026-11-10", code=4)
    assert codes(said) == ["returning.too_early", "returning.further", "returning.on_hold"]
    with nothing_stored():
        said = ran(run, "return", ann, "--at", "panel_approval", "--on", "2026-11-23", code=4)
    assert codes(said) == [
        "returning.in_future", "returning.stage", "returning.on_hold", "gate.no_birth"
    ]  # fmt: skip
    ran(run, "hold", ann, "--end")
    assert ran(run, "return", ann, "--at", "interest_expressed")["spell"] == 2


def test_the_first_application_keeps_the_date_of_birth_in_a_later_spell(
    run: Run, nothing_stored: Unchanged, ann: str
) -> None:
    approve(run, on="2026-11-03")
    ran(run, "leave", ann, "--on", "2026-11-10", "--reason", "moved")
    ran(run, "return", ann, "--at", "interest_expressed", "--on", "2026-11-15")
    with nothing_stored():
        said = ran(run, "edit", ann, "--clear", "born", code=4)
        assert codes(said) == ["volunteer.no_birth"]
        said = ran(run, "edit", ann, "--born", "4/11/2008", code=4)
        assert codes(said) == ["volunteer.too_young"]


def test_what_somebody_brings_and_how_long_they_mean_to_stay(
    run: Run, nothing_stored: Unchanged, ann: str
) -> None:
    changed = ran(run, "edit", ann, "--experience", "two of  her own", "--commitment", "24")
    assert changed["changed"] == ["experience", "commitment_months"]
    assert ran(run, "show", ann)["experience"] is None
    card = ran(run, "show", ann, names="full")
    assert (card["experience"], card["commitment_months"]) == ("two of her own", 24)
    assert card["commitment_until_on"] is None
    approve(run)
    assert ran(run, "show", ann)["commitment_until_on"] == "2028-11-20"
    ran(run, "edit", ann, "--clear", "experience", "--clear", "commitment")
    card = ran(run, "show", ann, names="full")
    # The service's own number of months, where none was said.
    assert (card["experience"], card["commitment_until_on"]) == (None, "2027-11-20")
    for months in ("0", "241"):
        with nothing_stored():
            assert codes(ran(run, "edit", ann, "--commitment", months, code=4)) == [
                "volunteer.limits"
            ]


def test_what_came_later_is_not_on_the_path_of_a_day(run: Run, ann: str) -> None:
    ran(run, "check", ann, "reference", "--slot", "1", "--asked", "2026-11-05")
    ran(run, "check", ann, "reference", "--slot", "1", "--outcome", "clear", "--on", "2026-11-12")
    ran(run, "waive", ann, "medical", "--on", "2026-11-16", "--until", "2026-11-30", *BY)
    states = {}
    for day in ("2026-11-04", "2026-11-05", "2026-11-11", "2026-11-12"):
        states[day[-2:]] = piece(ran(run, "show", ann, "--as-of", day), "reference", 1)["state"]
    assert states == {"04": "missing", "05": "asked", "11": "asked", "12": "in"}
    for day, state in (("2026-11-15", "missing"), ("2026-11-16", "waived")):
        assert piece(ran(run, "show", ann, "--as-of", day), "medical")["state"] == state


def test_what_was_asked_for_too_long_ago_is_chased_on_the_path(run: Run, ann: str) -> None:
    ran(run, "check", ann, "medical", "--asked", "2026-10-22")
    ran(run, "check", ann, "medical", "--chased", "2026-11-01")
    [line] = [line for line in printed(run) if "medical form" in line]
    assert line.split(maxsplit=2)[2].startswith("asked for 22 Oct 2026, 31 days ago, chased")


def test_no_line_of_a_path_is_longer_than_a_screen_but_for_its_commands(run: Run, ann: str) -> None:
    approve(run, ann)
    path = "\n".join(printed(run, names="full")).partition("path:\n")[2].partition("\nchecks:")[0]
    lines = [line for line in path.splitlines() if not line.strip().startswith("ivtool")]
    assert len(lines) > 20
    assert max(map(len, lines)) < 80


def test_whom_somebody_leads_is_on_the_card_and_in_the_list(run: Run, ann: str) -> None:
    ran(run, "add", "Bo Dean", "--phone", "07700 900124", "--on", "2026-11-02")
    run("--today", TODAY, "staff", "add", "Ros Hale", "--role", "co-ordinator", "--on", ON)
    run("--today", TODAY, "staff", "lead", "S-1", "--volunteer", "V-2")
    assert ran(run, "show", ann)["lead"] is None
    card = ran(run, "show", "V-2", names="full")
    assert (card["lead"], card["lead_name"]) == ("S-1", "Ros Hale")
    assert ran(run, "show", "V-2")["lead_name"] is None
    assert ran(run, "list", "--lead", "S-1")["ref"] == "V-2"
    ran(run, "list", "--lead", "S-9", code=3)


def test_the_versions_of_the_book_are_on_the_card(run: Run, ann: str) -> None:
    ran(run, "book", ann, "--first-name", "Ann", "--likes", "kites", "--completed")
    [version] = ran(run, "show", ann)["book"]
    assert (version["version"], version["completed_on"]) == (1, TODAY)
    assert len(version["sections"]) == 2
    assert "kites" not in "\n".join(printed(run))
