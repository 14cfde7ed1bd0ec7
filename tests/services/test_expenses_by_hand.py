"""Expenses by hand, from the claim to the payment, on a file: what is stored, and what is not."""

import json
import random
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Unchanged, folder_of, hold, opened, prepared, process
from warm import Running

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

TODAY = "2026-11-22"
SHEETS = {
    "volunteers": "key,name\nA,Ann Marsh\nB,Bo Reed\nC,Cy Fenn\nD,Di Low\n",
    "children": "key,name,responsible_authority\n"
    "a,Kit One,Fenmarsh\nb,Kit Two,Reeds\nc,Kit Three,\nd,Kit Four,\n",
    "referrals": "key,child,received_on,source\n"
    "r1,a,2025-01-01,iro\nr2,b,2025-01-01,iro\nr3,c,2025-01-01,iro\nr4,d,2025-01-01,iro\n",
    "matches": """\
key,referral,volunteer,second_volunteer,proposed_on,started_on,ended_on
m1,r1,A,,2025-02-01,2025-03-01,
m2,r2,B,C,2025-02-01,2025-03-01,
m3,r3,C,,2025-02-01,2025-03-01,2026-09-01
m4,r4,C,,2025-02-01,2025-03-01,
""",
    "visits": """\
match,on,kind,outcome,minutes
m1,2026-11-21,visit,held,90
m1,2026-11-14,visit,missed,
m1,2026-11-13,phone,held,10
m2,2026-08-24,visit,held,90
m2,2026-08-23,visit,held,90
m3,2026-08-30,visit,held,90
""",
}
LINES = (
    "SELECT claim_id, line, category, vehicle, miles_tenths, amount_pence, priced, match_id, duty"
    " FROM claim_line ORDER BY claim_id, line"
)


@pytest.fixture(scope="module")
def plain(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file with the small service in it."""
    return prepared(plain, tmp_path_factory.mktemp("service"), sheets=SHEETS)


def rows(file: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(opened(file)) as connection:
        return connection.execute(query).fetchall()


def expenses(run: Run, *arguments: str, code: int = 0, today: str = TODAY, stdin: str = "") -> str:
    ran = run("--today", today, "expenses", *arguments, code=code, stdin=stdin)
    return ran.err if code else ran.out


def listed(run: Run, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        run("--today", TODAY, *arguments, "--format", "json").out
    )
    return found


def refused(run: Run, *arguments: str, today: str = TODAY) -> list[str]:
    """The codes of the problems for which a command is refused."""
    err = expenses(run, *arguments, code=4, today=today)
    return [line.rpartition("[")[2].rstrip("]") for line in err.splitlines() if "  - " in line]


def statuses(run: Run) -> list[tuple[str, str]]:
    return [(each["line_ref"], each["status"]) for each in listed(run, "expenses", "list")]


# --- claiming


def test_a_claim_of_miles_and_items(run: Run, file: Path) -> None:
    said = expenses(
        run, "claim", "ann", "--on", "21/11/2026", "--miles", "24", "--item",
        "admission=18.50 cinema", "--item", "fare=3.40", "--receipt", "--claimed", "yesterday",
    )  # fmt: skip
    assert said == (
        "E-1 claimed on Sat 21 Nov 2026 by V-1: £35.10, M-1 on Sat 21 Nov 2026.\n"
        "  E-1/1 mileage: £13.20, 24.0 miles by car: 24.0 at 55p\n"
        "  E-1/2 admission: £18.50\n"
        "  E-1/3 fare: £3.40\n"
        "The activities of M-1 in November 2026 come to £18.50 of the figure of £30.00.\n"
    )
    assert rows(file, LINES) == [
        (1, 1, "mileage", "car", 240, 1320, 1, 1, None),
        (1, 2, "admission", None, None, 1850, 0, 1, None),
        (1, 3, "fare", None, None, 340, 0, 1, None),
    ]
    kept = "SELECT incurred_on, claimed_on, description, receipt FROM claim_line ORDER BY line"
    assert rows(file, kept) == [
        ("2026-11-21", "2026-11-21", None, None),
        ("2026-11-21", "2026-11-21", "cinema", 1),
        ("2026-11-21", "2026-11-21", None, 1),
    ]
    changed = (
        "SELECT s.command, c.table_name FROM change c JOIN change_set s ON s.id = c.change_set_id"
        " WHERE s.command <> 'import' AND s.command <> 'db init' ORDER BY c.id"
    )
    assert rows(file, changed) == [
        ("expenses claim", table) for table in ("claim", *["claim_line"] * 3)
    ]


def test_a_claim_for_scripts(run: Run) -> None:
    [told] = listed(run, "expenses", "claim", "V-1", "--item", "meal=32", "--on", "21/11/2026")
    assert told == {
        "ref": "E-1",
        "volunteer": "V-1",
        "match": "M-1",
        "duty": None,
        "on": "2026-11-21",
        "claimed_on": TODAY,
        "lines": 1,
        "line_refs": "E-1/1",
        "amount_pence": 3200,
        "over_figure_pence": 200,
    }


def test_two_equal_fares_are_two_lines_of_one_claim(run: Run, file: Path) -> None:
    expenses(run, "claim", "V-1", "--item", "fare=3.40 bus", "--item", "fare=3.40 bus")
    assert [row[5] for row in rows(file, LINES)] == [340, 340]


def test_items_are_read_one_a_line(run: Run, file: Path) -> None:
    items = "fare=3.40 bus\n\n Parking = £2 \nother=1,018.5 a = b"
    expenses(run, "claim", "V-1", "--item", "-", stdin=items)
    said = rows(file, "SELECT category, amount_pence, description FROM claim_line ORDER BY line")
    assert said == [("fare", 340, "bus"), ("parking", 200, None), ("other", 101_850, "a = b")]


@pytest.mark.parametrize(
    ("options", "match", "duty"),
    [
        (("--on", "2026-11-20"), 1, None),
        (("--match", "m1"), 1, None),
        (("--match", "M-1", "--on", "2025-02-10"), 1, None),
        (("--duty", "training"), None, "training"),
        (("--duty", "other", "--on", "2020-01-01"), None, "other"),
    ],
)
def test_for_a_match_or_a_duty(
    run: Run, file: Path, options: tuple[str, ...], match: int | None, duty: str | None
) -> None:
    expenses(run, "claim", "V-1", "--miles", "1", *options)
    assert [row[7:] for row in rows(file, LINES)] == [(match, duty)]


def test_either_of_a_couple_claims_for_their_match(run: Run, file: Path) -> None:
    expenses(run, "claim", "V-2", "--miles", "1", "--on", "2026-08-24")
    expenses(run, "claim", "V-3", "--miles", "1", "--on", "2026-08-24", "--match", "M-2")
    assert [row[7] for row in rows(file, LINES)] == [2, 2]


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (("V-4", "--miles", "1"), ["claim.no_match"]),
        (("V-3", "--miles", "1"), ["claim.which_match"]),
        (("V-1", "--miles", "1", "--on", "2025-02-28"), ["claim.no_match"]),
        (("V-1", "--miles", "1", "--match", "M-2"), ["claim.not_their_match"]),
        (
            ("V-1", "--miles", "1", "--match", "M-1", "--on", "2025-01-31"),
            ["claim.before_match"],
        ),
        (
            ("V-1", "--miles", "1", "--match", "M-1", "--duty", "group"),
            ["claim.match_and_duty"],
        ),
        (("V-1",), ["claim.nothing"]),
        (("V-1", "--vehicle", "van"), ["claim.no_miles"]),
        (("V-1", "--miles", "-3"), ["claim.miles"]),
        (("V-1", "--miles", "0"), ["claim.miles"]),
        (("V-1", "--miles", "1000.1"), ["claim.miles"]),
        (("V-1", "--item", "fare=-3"), ["claim.amount"]),
        (("V-1", "--item", "fare=3", "--item", "meal=10000.01"), ["claim.amount"]),
        (("V-1", "--item", "fare=3", "--no-receipt"), ["claim.no_receipt_why"]),
        (("V-1", "--item", "fare=3", "--receipt-why", "lost"), ["claim.receipt_why"]),
        (("V-1", "--miles", "3", "--receipt"), ["claim.receipt_for_nothing"]),
        (("V-1", "--miles", "3", "--on", "23/11/2026"), ["claim.in_future"]),
        (("V-1", "--miles", "3", "--claimed", "tomorrow"), ["claim.in_future"]),
        (
            ("V-4", "--miles", "-3", "--item", "fare=-1", "--claimed", "tomorrow"),
            ["claim.no_match", "claim.miles", "claim.in_future", "claim.amount"],
        ),
    ],
)
def test_what_cannot_be_claimed(
    run: Run, nothing_stored: Unchanged, options: tuple[str, ...], codes: list[str]
) -> None:
    with nothing_stored():
        assert refused(run, "claim", *options) == codes
        err = expenses(run, "claim", *options, code=4).splitlines()
    assert len([line for line in err if line.startswith("      ivtool ")]) == len(codes)


@pytest.mark.parametrize(
    "options",
    [
        ("--item", "bus 3.40"),
        ("--item", "bus=3.40"),
        ("--item", "mileage=3.40"),
        ("--item", "fare=3,40"),
        ("--item", "fare=Jo Kettle"),
        ("--item", ""),
        ("--miles", "24.15"),
        ("--miles", "far"),
        ("--on", "31/02/2026"),
        ("--duty", "visits"),
        ("--vehicle", "horse"),
    ],
)
def test_what_is_not_understood(
    run: Run, nothing_stored: Unchanged, options: tuple[str, ...]
) -> None:
    with nothing_stored():
        err = expenses(run, "claim", "V-1", "--match", "M-1", *options, code=2)
    assert "Kettle" not in err


def test_who_is_not_there_is_not_found(run: Run, nothing_stored: Unchanged) -> None:
    with nothing_stored():
        expenses(run, "claim", "V-9", "--miles", "1", code=3)
        expenses(run, "claim", "V-1", "--match", "M-9", "--miles", "1", code=3)
        expenses(run, "approve", "E-1", code=3)
        expenses(run, "pay", "E-1/1", "--reference", "x", code=3)
        assert "expenses list" in expenses(run, "show", "P-1", code=3)


def test_the_same_again_is_refused_unless_it_is_another(
    run: Run, nothing_stored: Unchanged
) -> None:
    whole = ("claim", "V-1", "--miles", "24", "--item", "fare=3.40 bus")
    expenses(run, *whole)
    with nothing_stored():
        assert refused(run, *whole) == ["claim.already_claimed"] * 2
        assert refused(run, "claim", "V-1", "--item", "fare=3.4") == ["claim.already_claimed"]
    expenses(run, "claim", "V-1", "--item", "fare=3.40 back", "--again")
    expenses(run, "claim", "V-1", "--item", "fare=3.41 bus")
    expenses(run, "claim", "V-1", "--item", "fare=3.40 bus", "--on", "yesterday")
    expenses(run, "claim", "V-1", "--item", "fare=3.40 bus", "--duty", "group")
    assert len(statuses(run)) == 6


def test_what_is_odd_about_the_day_is_told_and_recorded(run: Run) -> None:
    def warned(*options: str) -> str:
        asked = ("--today", TODAY, "expenses", "claim", *options, "--miles", "1")
        return run(*asked).err

    assert warned("V-1", "--on", "2026-11-21") == ""
    assert warned("V-1", "--on", "2026-11-14") == ""
    told = "no visit of M-1 is logged on that day  (ivtool visit log M-1 --on 2026-11-13)"
    assert told in warned("V-1", "--on", "2026-11-13")
    assert "M-3 was not live on that day" in warned("V-3", "--match", "M-3", "--on", "2026-09-02")
    assert "M-1 was not live on that day" in warned("V-1", "--match", "M-1", "--on", "2025-02-28")


# --- mileage


def drive(run: Run, on: str, miles: str, *more: str) -> None:
    expenses(run, "claim", "V-1", "--on", on, "--miles", miles, "--match", "M-1", *more)


def amounts(file: Path) -> list[int]:
    return [pence for (pence,) in rows(file, "SELECT amount_pence FROM claim_line ORDER BY id")]


def driven(run: Run, tmp_path: Path, rest: str) -> None:
    """Nine journeys of 1,000 miles in the days from 6 April 2026, and one of so many."""
    lines = [f"T{day},A,2026-04-{day + 6:02d},mileage,1000,1.00" for day in range(9)]
    sheet = "\n".join(["key,volunteer,on,category,miles,amount", *lines, ""])
    run("--today", TODAY, "import", str(folder_of(tmp_path / "sheets", {"claims": sheet})))
    drive(run, "2026-04-20", rest)


def test_the_rate_is_that_of_the_day(run: Run, file: Path) -> None:
    drive(run, "2026-04-05", "24")
    drive(run, "2026-04-06", "24")
    for vehicle in ("van", "motorcycle", "bicycle"):
        drive(run, "2026-04-06", "24", "--vehicle", vehicle)
    assert amounts(file) == [1080, 1320, 1320, 576, 480]


@pytest.mark.parametrize(
    ("rest", "pence"),
    [
        ("990", [900, 600]),
        ("999.9", [603, 600]),
        ("1000", [600, 600]),
    ],
)
def test_around_ten_thousand_miles(
    run: Run, file: Path, tmp_path: Path, rest: str, pence: list[int]
) -> None:
    driven(run, tmp_path, rest)
    drive(run, "2026-05-01", "24")
    drive(run, "2026-05-01", "24", "--again")
    assert amounts(file)[-2:] == pence
    assert sum(amounts(file)[:9]) == 900


def test_the_tenth_of_a_mile_that_reaches_ten_thousand(
    run: Run, file: Path, tmp_path: Path
) -> None:
    driven(run, tmp_path, "999.9")
    drive(run, "2026-05-01", "0.1")
    drive(run, "2026-05-01", "0.1", "--again")
    assert amounts(file)[-2:] == [6, 3]


def test_the_answer_tells_both_rates(run: Run, tmp_path: Path) -> None:
    driven(run, tmp_path, "990")
    said = expenses(run, "claim", "V-1", "--on", "2026-05-01", "--miles", "24")
    assert "  E-11/1 mileage: £9.00, 24.0 miles by car: 10.0 at 55p, 14.0 at 25p\n" in said


def test_a_late_claim_is_priced_by_what_was_driven_up_to_its_day(
    run: Run, file: Path, tmp_path: Path
) -> None:
    driven(run, tmp_path, "990")
    before = amounts(file)
    drive(run, "2026-04-19", "20")
    drive(run, "2026-05-01", "24")
    assert amounts(file) == [*before, 1100, 600]
    expenses(run, "decline", "E-11", "--why", "not driven")
    drive(run, "2026-05-02", "1")
    assert amounts(file)[-1] == 25


# --- the figure


def test_over_the_figure_is_allowed_and_told(run: Run) -> None:
    expenses(run, "claim", "V-1", "--item", "meal=29.99")
    within = expenses(run, "claim", "V-1", "--item", "meal=0.01")
    assert "come to £30.00 of the figure of £30.00." in within
    over = expenses(run, "claim", "V-1", "--item", "other=0.01")
    assert "come to £30.01, £0.01 over the figure of £30.00." in over
    assert "ivtool expenses approve E-3 --reason TEXT" in over
    assert "figure" not in expenses(run, "claim", "V-1", "--item", "fare=50", "--miles", "9")


def test_the_figure_is_for_a_match_and_a_month(run: Run) -> None:
    for number, options in enumerate(
        (
            ("V-1", "--on", "2026-10-31"),
            ("V-1", "--on", "2026-11-01"),
            ("V-2", "--on", "2026-11-01"),
            ("V-1", "--duty", "group"),
        ),
        start=1,
    ):
        said = expenses(run, "claim", *options, "--item", "meal=20")
        assert "over" not in said
        expenses(run, "approve", f"E-{number}")


def test_approval_over_the_figure_wants_a_reason(
    run: Run, file: Path, nothing_stored: Unchanged
) -> None:
    expenses(run, "claim", "V-1", "--item", "meal=31", "--item", "fare=2")
    with nothing_stored():
        err = expenses(run, "approve", "E-1", code=4)
    assert "E-1/1: the activities of M-1 in November 2026 come to £31.00" in err
    assert "ivtool expenses approve E-1/1 --on 2026-11-22 --reason TEXT" in err
    expenses(run, "approve", "E-1/2")
    said = expenses(run, "approve", "E-1", "--reason", "her birthday")
    assert said == (
        "E-1/1 approved on Sun 22 Nov 2026: £31.00.\n"
        "The activities of M-1 in November 2026 come to £31.00, £1.00 over the figure of £30.00.\n"
    )
    why = rows(file, "SELECT over_figure_why FROM claim_line ORDER BY line")
    assert why == [("her birthday",), (None,)]


def test_a_declined_line_is_not_spent(run: Run) -> None:
    expenses(run, "claim", "V-1", "--item", "meal=31")
    expenses(run, "claim", "V-1", "--item", "meal=5")
    expenses(run, "decline", "E-1", "--why", "not on the match")
    expenses(run, "approve", "E-2")


def test_a_reason_that_nothing_wants_is_said_so(run: Run, file: Path) -> None:
    expenses(run, "claim", "V-1", "--item", "meal=5")
    ran = run("--today", TODAY, "expenses", "approve", "E-1", "--reason", "x")
    assert "the reason was not kept" in ran.err
    assert rows(file, "SELECT over_figure_why FROM claim_line") == [(None,)]


# --- approve, query, decline, pay


@pytest.fixture
def claims(run: Run) -> None:
    """E-1 of V-1 has two lines, E-2 of V-2 one, all claimed on 2 November."""
    day = ("--on", "2026-11-01", "--claimed", "2026-11-02")
    expenses(run, "claim", "V-1", *day, "--miles", "24", "--item", "fare=3.40")
    expenses(run, "claim", "V-2", *day, "--item", "parking=2")


@pytest.mark.usefixtures("claims")
def test_the_way_of_a_line(run: Run, file: Path) -> None:
    expenses(run, "query", "E-1/2", "--why", "which bus?", "--on", "2026-11-03")
    [card] = listed(run, "expenses", "show", "E-1")
    assert card["queries"] == [
        {"line_ref": "E-1/2", "queried_on": "2026-11-03", "queried_why": "which bus?"}
    ]
    assert [each["status"] for each in card["lines"]] == ["claimed", "claimed"]
    found = {each["line_ref"]: each["queried_on"] for each in listed(run, "expenses", "list")}
    assert found == {"E-1/1": None, "E-1/2": "2026-11-03", "E-2/1": None}
    said = expenses(run, "approve", "E-1", "E-2/1", "E-1/1", "--on", "2026-11-04")
    assert said == (
        "E-1/1, E-1/2, E-2/1 approved on Wed 4 Nov 2026: £18.60.\n"
        "The query about E-1/2 is answered with that.\n"
    )
    assert listed(run, "expenses", "show", "E-1")[0]["queries"] == []
    said = expenses(run, "pay", "--all", "--reference", "BACS 1", "--on", "2026-11-06")
    assert said == (
        "P-1 paid on Fri 6 Nov 2026: £18.60 to 2 volunteers.\n"
        "  V-1 £16.60: E-1/1, E-1/2\n"
        "  V-2 £2.00: E-2/1\n"
    )
    assert statuses(run) == [("E-1/1", "paid"), ("E-1/2", "paid"), ("E-2/1", "paid")]
    assert rows(file, "SELECT id, paid_on, reference FROM payment") == [(1, "2026-11-06", "BACS 1")]
    [line] = listed(run, "expenses", "show", "E-1/2")
    assert (line["payment"], line["days_to_payment"], line["queried_why"]) == (
        "P-1",
        4,
        "which bus?",
    )
    [then] = listed(run, "expenses", "show", "E-1/2", "--as-of", "2026-11-05")
    assert (then["status"], then["payment"], then["paid_on"]) == ("approved", None, None)
    assert run("--today", TODAY, "db", "check").out == ""


@pytest.mark.usefixtures("claims")
def test_a_payment_run_shows_its_totals(run: Run) -> None:
    expenses(run, "approve", "E-1", "E-2")
    expenses(run, "pay", "E-1", "E-2", "--reference", "BACS 1")
    [card] = listed(run, "expenses", "show", "P-1")
    assert (card["ref"], card["paid_on"], card["reference"]) == ("P-1", TODAY, "BACS 1")
    assert [(each["volunteer"], each["total_pence"]) for each in card["volunteers"]] == [
        ("V-1", 1660),
        ("V-2", 200),
    ]
    assert card["total_pence"] == sum(each["amount_pence"] for each in card["lines"]) == 1860
    expenses(run, "show", "p1", "--as-of", "2026-11-21", code=3)


@pytest.mark.usefixtures("claims")
@pytest.mark.parametrize(
    ("options", "paid"),
    [
        (("--all",), ["E-1/1", "E-2/1"]),
        (("--all", "--on", "2026-11-09"), ["E-1/1"]),
        (("--volunteer", "bo"), ["E-2/1"]),
        (("--volunteer", "V-1"), ["E-1/1"]),
        (("E-1/1",), ["E-1/1"]),
        (("E-2", "E-1/1", "E-2/1"), ["E-1/1", "E-2/1"]),
    ],
)
def test_which_lines_are_paid(run: Run, options: tuple[str, ...], paid: list[str]) -> None:
    expenses(run, "approve", "E-1/1", "--on", "2026-11-09")
    expenses(run, "approve", "E-2", "--on", "2026-11-10")
    expenses(run, "pay", *options, "--reference", "BACS 1")
    assert [ref for ref, status in statuses(run) if status == "paid"] == paid


@pytest.mark.usefixtures("claims")
def test_a_claim_named_whole_leaves_out_what_is_settled(run: Run) -> None:
    expenses(run, "decline", "E-1/2", "--why", "no ticket")
    expenses(run, "approve", "E-1")
    expenses(run, "pay", "E-1", "--reference", "BACS 1")
    assert statuses(run)[:2] == [("E-1/1", "paid"), ("E-1/2", "declined")]


@pytest.mark.usefixtures("claims")
@pytest.mark.parametrize(
    ("command", "codes"),
    [
        (("approve", "E-1/1"), ["claim.already_approved"]),
        (("approve", "E-1/2"), ["claim.already_paid"]),
        (("approve", "E-2"), ["claim.already_declined"]),
        (("approve", "E-3", "--on", "2026-11-01"), ["claim.out_of_order"]),
        (("approve", "E-3", "--on", "tomorrow"), ["claim.in_future"]),
        (("query", "E-1/2", "--why", "?"), ["claim.already_paid"]),
        (("query", "E-2/1", "--why", "?"), ["claim.already_declined"]),
        (("query", "E-1/1", "--why", "?", "--on", "2026-11-02"), ["claim.out_of_order"]),
        (("query", "E-3", "--why", ""), ["claim.no_why"]),
        (("decline", "E-1/2", "--why", "?"), ["claim.already_paid"]),
        (("decline", "E-2/1", "--why", "?"), ["claim.already_declined"]),
        (("decline", "E-3", "--why", " "), ["claim.no_why"]),
        (("decline", "E-3", "--why", "?", "--on", "tomorrow"), ["claim.in_future"]),
        (("pay", "E-3", "--reference", "new"), ["claim.not_approved"]),
        (("pay", "E-1/2", "--reference", "new"), ["claim.already_paid"]),
        (("pay", "E-2", "--reference", "new"), ["claim.already_declined"]),
        (("pay", "E-1", "E-3", "--reference", "new"), ["claim.not_approved"]),
        (("pay", "E-1/1", "--reference", "BACS 1"), ["payment.same_reference"]),
        (("pay", "E-1/1", "--reference", " "), ["payment.no_reference"]),
        (("pay", "E-1/1", "--reference", "new", "--on", "2026-11-02"), ["claim.out_of_order"]),
        (("pay", "E-1/1", "--reference", "new", "--on", "tomorrow"), ["claim.in_future"]),
        (("pay", "--reference", "new"), ["payment.which"]),
        (("pay", "E-1", "--all", "--reference", "new"), ["payment.which"]),
        (("pay", "--volunteer", "V-2", "--reference", "new"), ["payment.nothing"]),
    ],
)
def test_what_is_refused(
    run: Run, nothing_stored: Unchanged, command: tuple[str, ...], codes: list[str]
) -> None:
    """E-1/1 is approved, E-1/2 paid with `BACS 1`, E-2 declined, E-3 claimed."""
    expenses(run, "approve", "E-1", "--on", "2026-11-03")
    expenses(run, "pay", "E-1/2", "--reference", "BACS 1", "--on", "2026-11-04")
    expenses(run, "decline", "E-2", "--why", "no ticket", "--on", "2026-11-04")
    expenses(
        run, "claim", "V-1", "--item", "fare=1", "--claimed", "2026-11-02", "--on", "1/11/2026"
    )
    with nothing_stored():
        assert refused(run, *command) == codes
        err = expenses(run, *command, code=4).splitlines()
    assert len([line for line in err if line.startswith("      ivtool ")]) == len(codes)


@pytest.mark.usefixtures("claims")
def test_a_query_takes_an_approval_back(run: Run, file: Path, nothing_stored: Unchanged) -> None:
    expenses(run, "approve", "E-2")
    said = expenses(run, "query", "E-2", "--why", "which car park?")
    assert "The approval of E-2/1 is taken back." in said
    assert rows(file, "SELECT approved_on, over_figure_why FROM claim_line WHERE claim_id = 2") == [
        (None, None)
    ]
    with nothing_stored():
        assert refused(run, "pay", "E-2", "--reference", "x") == ["claim.not_approved"]
        again = ("query", "E-2", "--why", "which car park?")
        assert refused(run, *again) == ["claim.already_queried"]
    expenses(run, "query", "E-2", "--why", "and when?")
    expenses(run, "approve", "E-2")
    expenses(run, *again)
    assert statuses(run)[-1] == ("E-2/1", "claimed")


@pytest.mark.usefixtures("claims")
def test_what_is_owed_is_listed(run: Run) -> None:
    expenses(run, "approve", "E-1")
    expenses(run, "pay", "E-1/1", "--reference", "BACS 1")
    expenses(run, "decline", "E-2", "--why", "no ticket")
    owed = [each["line_ref"] for each in listed(run, "expenses", "list", "--owed")]
    assert owed == ["E-1/2"]
    assert listed(run, "expenses", "list", "--owed", "--as-of", "2026-11-01") == []
    then = listed(run, "expenses", "list", "--owed", "--as-of", "2026-11-21")
    assert len(then) == 3


def test_lines_sum_to_claims_runs_and_what_is_owed(run: Run) -> None:
    chance = random.Random(7)
    for number in range(1, 11):
        items = []
        for category in chance.choices(("fare", "meal"), k=chance.randint(0, 4)):
            pounds, pence = chance.randint(0, 9), chance.randint(10, 99)
            items += ["--item", f"{category}={pounds}.{pence}"]
        miles = f"{chance.randint(1, 999)}.{chance.randint(0, 9)}"
        volunteer = chance.choice(("V-1", "V-2"))
        expenses(run, "claim", volunteer, "--miles", miles, *items, "--again")
        if chance.random() < 0.6:
            expenses(run, "approve", f"E-{number}", "--reason", "tickets")
        if chance.random() < 0.2:
            expenses(run, "decline", f"E-{number}/1", "--why", "not driven")
    expenses(run, "pay", "--volunteer", "V-1", "--reference", "one")
    expenses(run, "pay", "--all", "--reference", "two")
    lines = listed(run, "expenses", "list")
    cards = [listed(run, "expenses", "show", f"E-{number}")[0] for number in range(1, 11)]
    runs = [listed(run, "expenses", "show", f"P-{number}")[0] for number in (1, 2)]
    for card in (*cards, *runs):
        assert card["total_pence"] == sum(each["amount_pence"] for each in card["lines"])
    for each in runs:
        assert each["total_pence"] == sum(paid["total_pence"] for paid in each["volunteers"])
    assert sum(card["total_pence"] for card in cards) == sum(e["amount_pence"] for e in lines)
    paid = sum(each["amount_pence"] for each in lines if each["status"] == "paid")
    assert sum(each["total_pence"] for each in runs) == paid
    owed = sum(each["amount_pence"] for each in lines if each["status"] in ("claimed", "approved"))
    assert sum(each["owed_pence"] for each in listed(run, "report", "owed")) == owed
    assert sum(card["owed_pence"] for card in cards) == owed > 0


# --- visits with no claim


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), ["M-2 2026-08-24", "M-3 2026-08-30", "M-1 2026-11-21"]),
        (("--from", "2026-08-30"), ["M-3 2026-08-30", "M-1 2026-11-21"]),
        (("--from", "2026-08-31", "--as-of", "2026-11-20"), []),
        (
            ("--as-of", "2026-11-20"),
            ["M-2 2026-08-23", "M-2 2026-08-24", "M-3 2026-08-30"],
        ),
        (("--authority", "reeds"), ["M-2 2026-08-24"]),
        (("--authority", "fenmarsh"), ["M-1 2026-11-21"]),
    ],
)
def test_visits_that_nobody_claims_for(
    run: Run, options: tuple[str, ...], found: list[str]
) -> None:
    listing = listed(run, "report", "unclaimed", *options)
    assert [f"{each['match']} {each['on']}" for each in listing] == found
    for each in listing:
        assert list(each)[:3] == ["match", "key", "volunteer"]
        assert each["ref"].startswith("L-")


def test_a_claim_for_the_match_and_day_is_one_declined_too(run: Run) -> None:
    def left() -> list[str]:
        return [each["on"] for each in listed(run, "report", "unclaimed")]

    expenses(run, "claim", "V-1", "--on", "2026-11-20", "--miles", "1")
    expenses(run, "claim", "V-1", "--on", "2026-11-21", "--miles", "1", "--duty", "group")
    assert left() == ["2026-08-24", "2026-08-30", "2026-11-21"]
    expenses(run, "claim", "V-1", "--on", "2026-11-21", "--miles", "1")
    expenses(run, "claim", "V-3", "--on", "2026-08-24", "--miles", "1", "--match", "M-2")
    assert left() == ["2026-08-30"]
    expenses(run, "decline", "E-3", "--why", "not driven")
    assert left() == ["2026-08-30"]
    run("--today", TODAY, "report", "unclaimed", "--exit-code", code=10)
    run("--today", TODAY, "report", "unclaimed", "--exit-code", "--from", "2026-09-01")


# --- two at once


@pytest.mark.slow
@pytest.mark.usefixtures("claims")
def test_of_two_payments_at_once_one_wins(run: Run, file: Path) -> None:
    expenses(run, "approve", "E-1", "E-2")
    with hold(file, "BEGIN IMMEDIATE;") as holder:
        pay = ("--db", str(file), "--today", TODAY, "expenses", "pay", "E-1", "--reference")
        started = [Running(*pay, name) for name in ("one", "two")]
        holder.kill()
    ended = [(*each.communicate(), each.returncode) for each in started]
    [won] = [each for each in ended if each[2] == 0]
    [lost] = [each for each in ended if each[2] == 4]
    assert won[0].startswith("P-1 paid on Sun 22 Nov 2026: £16.60 to 1 volunteer.")
    for ref in ("E-1/1", "E-1/2"):
        assert f"{ref} was paid on Sun 22 Nov 2026 with P-1  [claim.already_paid]" in lost[1]
    assert len(rows(file, "SELECT id FROM payment")) == 1
    assert process(file, "--today", TODAY, "db", "check").code == 0
