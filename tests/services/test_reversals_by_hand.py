"""A payment is put right by a dated reversal: what is stored, refused, and what each day says."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Unchanged, folder_of, prepared

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

TODAY = "2026-11-22"
SHEETS = {
    "volunteers": "key,name\nA,Ann Marsh\nB,Bo Reed\n",
    "children": "key,name,responsible_authority\na,Kit One,Fenmarsh\nb,Kit Two,Reeds\n",
    "referrals": "key,child,received_on,source\nr1,a,2025-01-01,iro\nr2,b,2025-01-01,iro\n",
    "matches": """\
key,referral,volunteer,second_volunteer,proposed_on,started_on
m1,r1,A,,2025-02-01,2025-03-01
m2,r2,B,,2025-02-01,2025-03-01
""",
    "claims": """\
key,volunteer,match,on,category,amount,claimed_on,approved_on,paid_on
c1,A,m1,2026-09-20,fare,3.40,2026-09-21,2026-10-01,
c1,A,m1,2026-09-20,parking,2.00,2026-09-21,2026-10-01,
c2,B,m2,2026-10-04,fare,7.00,2026-10-05,2026-10-06,
c3,B,m2,2026-10-05,fare,9.00,2026-10-05,2026-10-06,2026-10-20
""",
}
# Paid on 8 October, reversed on 5 November.
PAY = ("pay", "E-1", "E-2", "--reference", "BACS 1", "--on", "2026-10-08")
BACK = ("reverse", "P-1", "--why", "sent back", "--on", "2026-11-05")
BEFORE, AFTER = "2026-11-04", "2026-11-05"


@pytest.fixture(scope="module")
def plain(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file with the small service in it."""
    return prepared(plain, tmp_path_factory.mktemp("service"), sheets=SHEETS)


def expenses(run: Run, *arguments: str, code: int = 0) -> str:
    ran = run("--today", TODAY, "expenses", *arguments, code=code)
    return ran.err if code else ran.out


def listed(run: Run, *arguments: str) -> list[dict[str, Any]]:
    ran = run("--today", TODAY, *arguments, "--format", "json")
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


def refused(run: Run, *arguments: str) -> list[str]:
    """The codes of the problems for which a command is refused."""
    err = expenses(run, *arguments, code=4)
    return [line.rpartition("[")[2].rstrip("]") for line in err.splitlines() if "  - " in line]


def statuses(run: Run, *asked: str) -> dict[str, str]:
    rows = listed(run, "expenses", "list", *asked)
    return {each["line_ref"]: each["status"] for each in rows}


def owed(run: Run, as_of: str) -> dict[str, int]:
    rows = listed(run, "report", "owed", "--as-of", as_of)
    return {each["volunteer"]: each["owed_pence"] for each in rows}


def month(run: Run, which: str, *more: str) -> dict[str, Any]:
    words = ("report", "compliance", "--month", which, *more, "--format", "json")
    found: dict[str, Any] = json.loads(run("--today", TODAY, *words).out)
    return found


def test_until_its_reversal_a_payment_counts_in_every_report(run: Run) -> None:
    expenses(run, *PAY)
    october = month(run, "2026-10")
    assert (october["owed_pence"], october["payment_days_median"]) == (0, 16)
    assert expenses(run, *BACK) == (
        "The payment of E-1/1, E-1/2, E-2/1 is reversed on Thu 5 Nov 2026: £12.40.\n"
        "From that day they are owed again, until paid in another run:\n"
        "  ivtool expenses pay E-1/1 E-1/2 E-2/1 --reference REF\n"
    )
    paid = dict.fromkeys(("E-1/1", "E-1/2", "E-2/1"), "paid")
    assert statuses(run, "--as-of", BEFORE) == paid | {"E-3/1": "paid"}
    assert statuses(run, "--as-of", AFTER) == dict.fromkeys(paid, "approved") | {"E-3/1": "paid"}
    assert (owed(run, BEFORE), owed(run, AFTER)) == ({}, {"V-1": 540, "V-2": 700})
    assert set(statuses(run, "--owed", "--as-of", AFTER)) == set(paid)
    assert not statuses(run, "--owed", "--as-of", BEFORE)
    then = {**month(run, "2026-10"), "entered_since": 0}
    assert then == {**october, "entered_since": 0}
    november = month(run, "2026-11")
    assert (november["owed_pence"], november["payment_days_median"]) == (1240, None)
    assert run("--today", TODAY, "db", "check").out == ""


def test_what_is_due_to_volunteers_stands_in_today_from_its_reversal_on(run: Run) -> None:
    expenses(run, *PAY)
    expenses(run, *BACK)
    for as_of, found in ((BEFORE, []), (AFTER, ["V-1", "V-2"])):
        rows = listed(run, "today", "--as-of", as_of)
        assert [each["ref"] for each in rows if each["source"] == "claim"] == found


def test_a_run_shows_what_it_paid_and_what_of_it_was_reversed(run: Run) -> None:
    expenses(run, *PAY)
    expenses(run, "reverse", "E-1/2", "--why", "sent back", "--on", "2026-11-05")
    [card] = listed(run, "expenses", "show", "P-1")
    assert (card["total_pence"], card["reversed_pence"]) == (1040, 200)
    assert [each["line_ref"] for each in card["lines"]] == ["E-1/1", "E-2/1"]
    [back] = card["reversed"]
    assert {name: back[name] for name in ("line_ref", "paid_on", "reversed_on", "owed_again")} == {
        "line_ref": "E-1/2",
        "paid_on": "2026-10-08",
        "reversed_on": "2026-11-05",
        "owed_again": True,
    }
    [before] = listed(run, "expenses", "show", "P-1", "--as-of", BEFORE)
    assert (before["total_pence"], before["reversed_pence"], before["reversed"]) == (1240, 0, [])
    [claim] = listed(run, "expenses", "show", "E-1")
    assert [each["line_ref"] for each in claim["reversals"]] == ["E-1/2"]
    assert claim["owed_pence"] == 200
    assert not listed(run, "expenses", "show", "E-1", "--as-of", BEFORE)[0]["reversals"]
    # Of a run it is the rest.
    assert "E-1/1, E-2/1 is reversed" in expenses(run, "reverse", "P-1", "--why", "all of it")


def test_it_is_paid_anew_in_another_run_and_reversed_again(run: Run) -> None:
    expenses(run, *PAY)
    expenses(run, *BACK)
    assert refused(run, "pay", "E-1", "--reference", "BACS 1") == ["payment.same_reference"]
    early = ("--on", "2026-11-04")
    assert refused(run, "pay", "--all", "--reference", "2", *early) == ["payment.nothing"]
    assert set(refused(run, "pay", "E-2", "--reference", "2", *early)) == {"claim.out_of_order"}
    expenses(run, "pay", "E-1", "--reference", "BACS 2", "--on", "2026-11-10")
    assert statuses(run, "--volunteer", "V-1") == {"E-1/1": "paid", "E-1/2": "paid"}
    [first], [second] = (listed(run, "expenses", "show", ref) for ref in ("P-1", "P-2"))
    assert (first["total_pence"], first["reversed_pence"]) == (0, 1240)
    assert (second["total_pence"], second["reversed_pence"]) == (540, 0)
    # Of the first run nothing is left to reverse, and the second's is not touched by it.
    assert refused(run, "reverse", "P-1", "--why", "x") == ["claim.already_reversed"]
    expenses(run, "reverse", "P-2", "--why", "sent back", "--on", "2026-11-20")
    days = ("2026-10-07", "2026-10-08", "2026-11-04", "2026-11-05", "2026-11-10", "2026-11-20")
    asked = ("--volunteer", "V-1", "--as-of")
    found = [statuses(run, *asked, day).get("E-1/1") for day in days]
    assert found == ["approved", "paid", "paid", "approved", "paid", "approved"]


def test_what_was_never_approved_is_claimed_again(run: Run, tmp_path: Path) -> None:
    bare = "key,volunteer,match,on,category,amount,claimed_on,paid_on\n"
    sheet = bare + "c4,A,m1,2026-10-02,fare,1.00,2026-10-02,2026-10-20\n"
    run("--today", TODAY, "import", str(folder_of(tmp_path / "bare", {"claims": sheet})))
    [answer] = listed(run, "expenses", "reverse", "c4", "--why", "sent back")
    assert answer == {
        "lines": 1,
        "line_refs": "E-4/1",
        "status": "claimed",
        "on": TODAY,
        "amount_pence": 100,
        "owed_again": True,
    }
    assert refused(run, "pay", "E-4", "--reference", "BACS 2") == ["claim.not_approved"]
    expenses(run, "approve", "E-4")
    expenses(run, "pay", "E-4", "--reference", "BACS 2")
    assert statuses(run)["E-4/1"] == "paid"


def test_what_was_never_owed_is_declined_from_that_day(run: Run) -> None:
    expenses(run, *PAY)
    said = expenses(run, *BACK, "--not-owed")
    assert "they are declined, and not owed" in said
    assert statuses(run, "--as-of", AFTER)["E-1/1"] == "declined"
    assert statuses(run, "--as-of", BEFORE)["E-1/1"] == "paid"
    assert (owed(run, BEFORE), owed(run, AFTER)) == ({}, {})
    [line] = listed(run, "expenses", "show", "E-1/1")
    assert (line["declined_why"], line["reversed_why"]) == ("sent back", "sent back")
    # As with any line that is declined late: what was owed stays, and it is no expense.
    assert (month(run, "2026-09")["travel_pence"], month(run, "2026-09")["owed_pence"]) == (0, 540)


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("E-1/1", "--why", "x", "--on", "2026-10-07"), ["claim.out_of_order"]),
        (("E-1/1", "--why", "x", "--on", "tomorrow"), ["claim.in_future"]),
        (("E-1/1",), ["claim.no_why"]),
        (("E-1/1", "--why", " "), ["claim.no_why"]),
        (("E-4", "--why", "x"), ["claim.not_paid", "claim.not_paid"]),
        (("E-1/1", "E-4/1", "--why", "x"), ["claim.not_paid"]),
        (("E-3", "--withdraw"), ["claim.not_reversed"]),
        (("P-1", "--withdraw"), ["claim.not_reversed"]),
    ],
)
def test_what_cannot_be_reversed(
    run: Run, nothing_stored: Unchanged, arguments: tuple[str, ...], found: list[str]
) -> None:
    expenses(run, *PAY)
    expenses(run, "claim", "V-1", "--item", "fare=1.00", "--item", "parking=1.00")
    with nothing_stored():
        assert refused(run, "reverse", *arguments) == found


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("P-9", "--why", "x"), 3),
        (("E-1/9", "--why", "x"), 3),
        (("P-1", "--withdraw", "--why", "x"), 2),
        (("P-1", "--withdraw", "--not-owed"), 2),
        (("P-1", "--withdraw", "--on", "today"), 2),
    ],
)
def test_what_is_not_found_or_not_understood(
    run: Run, nothing_stored: Unchanged, arguments: tuple[str, ...], code: int
) -> None:
    expenses(run, *PAY)
    with nothing_stored():
        expenses(run, "reverse", *arguments, code=code)


@pytest.mark.parametrize("more", [(), ("--not-owed",)])
@pytest.mark.parametrize("how", [("expenses", "reverse", "P-1", "--withdraw"), ("undo", "--yes")])
def test_a_reversal_by_mistake_leaves_nothing(
    run: Run, how: tuple[str, ...], more: tuple[str, ...]
) -> None:
    expenses(run, *PAY)
    before = [listed(run, "expenses", "show", ref) for ref in ("P-1", "E-1", "E-1/1", "E-2/1")]
    figures = [{**month(run, each), "entered_since": 0} for each in ("2026-10", "2026-11")]
    expenses(run, *BACK, *more)
    run("--today", TODAY, *how)
    after = [listed(run, "expenses", "show", ref) for ref in ("P-1", "E-1", "E-1/1", "E-2/1")]
    assert after == before
    assert figures == [{**month(run, each), "entered_since": 0} for each in ("2026-10", "2026-11")]
    assert run("--today", TODAY, "db", "check").out == ""


def test_what_came_after_a_reversal_keeps_it(run: Run, nothing_stored: Unchanged) -> None:
    expenses(run, *PAY)
    expenses(run, *BACK)
    expenses(run, "pay", "E-1/1", "--reference", "BACS 2")
    expenses(run, "query", "E-2", "--why", "which bus?")
    with nothing_stored():
        assert refused(run, "reverse", "E-1/1", "--withdraw") == ["claim.paid_anew"]
        assert refused(run, "reverse", "E-2", "--withdraw") == ["claim.went_on"]
        ran = run("--today", TODAY, "undo", "H-4", code=4)
        assert "undo.rested_on" in ran.err
    # Of a whole run those that are as they were.
    expenses(run, "reverse", "E-1", "--withdraw")
    assert statuses(run, "--volunteer", "V-1") == {"E-1/1": "paid", "E-1/2": "paid"}


def test_a_payment_stays_what_is_never_undone(run: Run, nothing_stored: Unchanged) -> None:
    expenses(run, *PAY)
    with nothing_stored():
        assert "[undo.paid]" in run("--today", TODAY, "undo", "--yes", code=4).err


def test_a_sheet_pays_nothing_again_and_changes_nothing_that_was_paid(
    run: Run, tmp_path: Path, nothing_stored: Unchanged
) -> None:
    sheet = folder_of(tmp_path / "again", {"claims": SHEETS["claims"]})
    expenses(run, "reverse", "E-3", "--why", "sent back", "--on", "2026-11-05")
    with nothing_stored():
        for more in ((), ("--update",)):
            ran = run("--today", TODAY, "import", str(sheet), *more, code=4)
            assert "claims.csv row 5" in ran.err
            assert "differs in paid_on" in ran.err
    other = SHEETS["claims"].replace("9.00", "9.50").replace(",2026-10-20", ",")
    changed = folder_of(tmp_path / "changed", {"claims": other})
    with nothing_stored():
        ran = run("--today", TODAY, "import", str(changed), "--update", code=4)
    assert "was paid, which was reversed, and stays as it was; it differs in amount" in ran.err


def test_an_export_says_that_a_reversal_is_left_out(run: Run, tmp_path: Path) -> None:
    expenses(run, "reverse", "E-3", "--why", "sent back")
    ran = run("--today", TODAY, "export", str(tmp_path / "out"), "--names", "full")
    assert "reversals of payments: 1" in ran.err
    [row] = [each for each in (tmp_path / "out" / "claims.csv").read_text().splitlines()
             if each.startswith("E-3/1")]  # fmt: skip
    assert "2026-10-06,,," in row
