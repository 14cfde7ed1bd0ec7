"""Staff at the command line: who leads what on which day, and who leads it after them."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from conftest import Run, Unchanged
from test_file_checked import store

# Many files, made and opened: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

TODAY = "2026-11-22"
Ask = Callable[..., Any]
SERVICE = """
INSERT INTO volunteer (id, name, capacity, capacity_imported)
    VALUES (1, 'Ann Lee', 1, 0), (2, 'Bo Reed', 1, 0);
INSERT INTO volunteer_spell (volunteer_id, spell, ended_on, ended_as)
    VALUES (1, 1, NULL, NULL), (2, 1, '2026-06-01', 'left');
INSERT INTO volunteer_stage (volunteer_id, spell, stage, reached_on)
    VALUES (1, 1, 'interest_expressed', '2025-01-01');
INSERT INTO child (id, name) VALUES (1, 'Cy Moss'), (2, 'Di Moss');
INSERT INTO referral (id, child_id, received_on, source)
    VALUES (1, 1, '2025-12-01', 'child'), (2, 2, '2025-12-01', 'child');
INSERT INTO referral_closing (referral_id, closed_on, outcome)
    VALUES (2, '2026-08-01', 'withdrawn');
INSERT INTO match (id, referral_id, child_id, volunteer_id, proposed_on, started_on, ended_on)
    VALUES (1, 1, 1, 1, '2025-12-20', '2026-01-05', NULL),
           (2, 2, 2, 2, '2025-12-20', '2026-01-05', '2026-05-01');
"""


@pytest.fixture
def ask(run: Run, file: Any) -> Ask:
    """Runs a command on a small service with two co-ordinators, as JSON."""
    store(file, SERVICE)

    def asked(*arguments: str, code: int = 0, today: str = TODAY) -> Any:
        ran = run(*arguments, "--today", today, "--names", "full", "--format", "json", code=code)
        return ran.err if code else json.loads(ran.out)

    asked("staff", "add", "Ros Hale", "--role", "co-ordinator", "--hours", "30", "--on", "1/9/2025")
    asked("staff", "add", "Zoë Pike", "--role", "manager", "--hours", "22.50", "--on", "1/9/2025")
    return asked


def leads(ask: Ask, as_of: str = TODAY) -> list[tuple[str | None, str | None]]:
    """Who leads the referral and the match, by ref and name."""
    cards = [ask(noun, "show", ref, "--as-of", as_of)[0]
             for noun, ref in (("referral", "R-1"), ("match", "M-1"))]  # fmt: skip
    return [(card["lead"], card["lead_name"]) for card in cards]


def test_a_lead_stands_on_the_cards_from_its_day(ask: Ask) -> None:
    told = ask("staff", "lead", "ros", "--referral", "R-1", "--match", "cy", "--volunteer", "V-1")
    assert told == [{"ref": "S-1", "led": "V-1, R-1, M-1", "from_on": TODAY}]
    assert leads(ask, "2026-11-21") == [(None, None)] * 2
    assert leads(ask) == [("S-1", "Ros Hale")] * 2
    [first, second] = ask("staff", "list")
    assert first == {
        "ref": "S-1",
        "name": "Ros Hale",
        "role": "co-ordinator",
        "weekly_hours": 30,
        "joined_on": "2025-09-01",
        "left_on": None,
        "volunteers": 1,
        "referrals": 1,
        "matches": 1,
    }
    assert (second["weekly_hours"], second["matches"]) == (22.5, 0)
    assert ask("db", "check") == []


def test_another_lead_ends_the_one_before_the_day_before(ask: Ask, run: Run) -> None:
    ask("staff", "lead", "S-1", "--match", "M-1", "--on", "1/10/2026")
    said = run("staff", "lead", "S-2", "--match", "M-1", "--on", "1/12/2026", "--today", TODAY).out
    assert said == ("S-2 leads M-1 from Tue 1 Dec 2026.\nS-1 led M-1 until Mon 30 Nov 2026.\n")
    assert leads(ask)[1] == ("S-1", "Ros Hale")
    later = ask("match", "show", "M-1", today="2026-12-01")[0]
    assert (later["lead"], later["lead_name"]) == ("S-2", "Zoë Pike")
    assert ask("db", "check") == []


def test_a_lead_replaced_on_its_own_first_day_never_was(ask: Ask, run: Run) -> None:
    ask("staff", "lead", "S-1", "--referral", "R-1")
    said = run("staff", "lead", "S-2", "--referral", "R-1", "--today", TODAY).out
    assert said == "S-2 leads R-1 from Sun 22 Nov 2026.\n"
    assert leads(ask)[0] == ("S-2", "Zoë Pike")
    assert [row["referrals"] for row in ask("staff", "list")] == [0, 1]


def test_who_leaves_hands_over_from_the_day_after(ask: Ask, run: Run) -> None:
    ask("staff", "lead", "S-1", "--referral", "R-1", "--match", "M-1", "--on", "1/1/2026")
    ask("staff", "lead", "S-1", "--match", "M-2", "--on", "1/2/2026")
    said = run("staff", "leave", "S-1", "--hand-to", "S-2", "--today", TODAY)
    assert said.out == "S-1 left on Sun 22 Nov 2026.\nR-1, M-1 go to S-2.\n"
    assert said.err == ""
    assert leads(ask) == [("S-1", "Ros Hale")] * 2
    assert ask("db", "check") == []
    after = ask("staff", "list", today="2026-11-23")
    # M-2 ended before: it is nobody's work.
    assert [(row["left_on"], row["referrals"], row["matches"]) for row in after] == [
        (TODAY, 0, 0),
        (None, 1, 1),
    ]


def test_who_leaves_and_hands_over_to_nobody_is_told_whom_nobody_leads(ask: Ask, run: Run) -> None:
    ask("staff", "lead", "S-1", "--match", "M-1", "--volunteer", "V-1", "--on", "1/1/2026")
    said = run("staff", "leave", "S-1", "--on", "20/11/2026", "--today", TODAY)
    assert said.out == "S-1 left on Fri 20 Nov 2026.\n"
    lead = "ivtool staff lead STAFF"
    assert said.err.splitlines() == [
        f"ivtool: note: nobody leads V-1 now  ({lead} --volunteer V-1 --on 2026-11-21)",
        f"ivtool: note: nobody leads M-1 now  ({lead} --match M-1 --on 2026-11-21)",
    ]
    assert leads(ask, "2026-11-20")[1] == ("S-1", "Ros Hale")
    assert leads(ask)[1] == (None, None)


@pytest.mark.parametrize(
    ("until", "told"),
    [("2026-11-20", None), ("2026-11-19", "nobody leads M-1 until Sat 21 Nov 2026")],
)
def test_what_another_leads_by_then_is_told_only_where_there_is_a_gap(
    ask: Ask, run: Run, until: str, told: str | None
) -> None:
    ask("staff", "lead", "S-1", "--match", "M-1", "--on", "1/10/2026")
    ask("staff", "lead", "S-2", "--match", "M-1", "--on", "21/11/2026")
    said = run("staff", "leave", "S-1", "--on", until, "--today", TODAY)
    assert told in said.err if told else "nobody leads" not in said.err


def test_as_of_a_day_before_the_leaving_nothing_of_it_is_known(ask: Ask) -> None:
    ask("staff", "lead", "S-1", "--match", "M-1", "--on", "1/1/2026")
    ask("staff", "leave", "S-1", "--on", "20/11/2026")
    [then, _] = ask("staff", "list", "--as-of", "2026-11-19")
    assert (then["left_on"], then["matches"]) == (None, 1)
    assert ask("staff", "list", "--as-of", "2025-08-31") == []


def test_details_are_put_right_and_hours_cleared(ask: Ask, run: Run) -> None:
    ask("staff", "edit", "S-1", "--name", "Ros Hale-Pike", "--role", "manager", "--hours", "37.5")
    row = ask("staff", "list")[0]
    assert (row["name"], row["role"], row["weekly_hours"]) == ("Ros Hale-Pike", "manager", 37.5)
    ask("staff", "edit", "S-1", "--clear", "hours")
    assert ask("staff", "list")[0]["weekly_hours"] is None
    said = run("staff", "edit", "S-1", "--role", "manager", "--today", TODAY).out
    assert said == "S-1: nothing was changed.\n"


def test_somebody_of_the_same_name_may_be_another(ask: Ask) -> None:
    ask("staff", "add", "ros hale", "--role", "manager", "--anyway")
    assert [row["ref"] for row in ask("staff", "list")] == ["S-1", "S-2", "S-3"]


def test_who_left_may_be_added_again(ask: Ask) -> None:
    ask("staff", "leave", "S-1", "--on", "20/11/2026")
    ask("staff", "add", "Ros Hale", "--role", "manager")
    ask("staff", "lead", "ros", "--match", "M-1")
    assert leads(ask)[1] == ("S-3", "Ros Hale")


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (("add", "Ros  HALE", "--role", "manager"), ["staff.already"]),
        (("add", " ", "--role", " ", "--hours", "61", "--on", "1/12/2026"),
         ["staff.in_future", "staff.no_name", "staff.no_role", "staff.hours"]),
        (("edit", "S-1"), ["staff.nothing_said"]),
        (("edit", "S-1", "--hours", "20", "--clear", "hours"), ["staff.set_and_cleared"]),
        (("edit", "S-1", "--name", "zoe pike"), ["staff.already"]),
        (("edit", "S-1", "--name", ""), ["staff.no_name"]),
        (("edit", "S-1", "--hours", "-3"), ["staff.hours"]),
        (("lead", "S-1"), ["lead.nothing_said"]),
        (("lead", "S-1", "--volunteer", "V-2", "--referral", "R-2", "--match", "M-2"),
         ["lead.gone"] * 3),
        (("lead", "S-1", "--match", "M-1", "--on", "1/8/2025"),
         ["lead.out_of_order", "lead.out_of_order"]),
        (("leave", "S-1", "--on", "23/11/2026"), ["staff.in_future"]),
        (("leave", "S-1", "--on", "31/8/2025"), ["staff.out_of_order"]),
        (("leave", "S-1", "--hand-to", "S-1"), ["staff.left"]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_stores_nothing(
    ask: Ask, nothing_stored: Unchanged, arguments: tuple[str, ...], codes: list[str]
) -> None:
    with nothing_stored():
        said = ask("staff", *arguments, code=4)
    assert [line.rpartition("[")[2][:-1] for line in said.splitlines() if line.endswith("]")] == (
        codes
    )
    assert "Hale" not in said
    assert "Pike" not in said


def test_one_lead_of_several_that_cannot_be_refuses_all(
    ask: Ask, nothing_stored: Unchanged
) -> None:
    ask("staff", "lead", "S-1", "--match", "M-1", "--on", "1/11/2026")
    with nothing_stored():
        for on in ("2026-11-22", "2026-10-01"):
            said = ask("staff", "lead", "S-1", "--match", "M-1", "--referral", "R-1", "--on", on,
                       code=4)  # fmt: skip
            assert "[lead.already]" in said
        said = ask("staff", "lead", "S-2", "--match", "M-1", "--on", "31/10/2026", code=4)
        assert "[lead.out_of_order]" in said
        assert "ivtool staff lead S-2 --match M-1 --on 2026-11-01" in said
        said = ask("staff", "leave", "S-1", "--on", "31/10/2026", code=4)
        assert "[staff.out_of_order]" in said
        assert "ivtool staff lead STAFF --match M-1 --on 2026-11-01" in said
    # And the hint is what helps.
    ask("staff", "lead", "S-2", "--match", "M-1", "--on", "2026-11-01")
    ask("staff", "leave", "S-1", "--on", "31/10/2026")
    assert ask("db", "check") == []


def test_who_left_leads_nothing_and_is_handed_nothing(ask: Ask, nothing_stored: Unchanged) -> None:
    ask("staff", "leave", "S-2", "--on", "20/11/2026")
    with nothing_stored():
        for arguments in (("lead", "S-2", "--match", "M-1"), ("leave", "S-2"),
                          ("leave", "S-1", "--hand-to", "S-2")):  # fmt: skip
            assert "[staff.left]" in ask("staff", *arguments, code=4)


@pytest.mark.parametrize("hours", ["soon", "22.55", "1,5", ""])
def test_hours_that_are_no_number_are_not_understood(
    ask: Ask, nothing_stored: Unchanged, hours: str
) -> None:
    with nothing_stored():
        assert "--hours" in ask("staff", "edit", "S-1", "--hours", hours, code=2)
