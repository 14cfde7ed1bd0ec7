"""Importing the same again: nothing is new, and nothing that a command put right comes back."""

import pytest
from conftest import Unchanged
from importing import REQUIRED, SPARE, TODAY, Sheets, Team, everything, reasons, service, team

# Dozens of whole imports: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

__all__ = ["team"]


def test_importing_again_finds_everything_unchanged(team: Team, nothing_stored: Unchanged) -> None:
    first = team.counts(everything())
    assert all(counts[0] and not any(counts[1:]) for counts in first.values())
    with nothing_stored():
        again = team.counts(everything())
    assert again == {sheet: (0, 0, counts[0], 0) for sheet, counts in first.items()}


def test_a_blank_cell_never_clears(team: Team, nothing_stored: Unchanged) -> None:
    team.take(everything())
    needed = {sheet: {"key", *names} for sheet, names in REQUIRED.items()}
    needed["claims"] |= {"amount"}
    bare: Sheets = {
        sheet: [
            {name: value if name in needed[sheet] else "" for name, value in row.items()}
            for row in rows
        ]
        for sheet, rows in everything().items()
    }
    with nothing_stored():
        counts = team.counts(bare)
    assert all(not added and not refused for added, _, _, refused in counts.values())


CHANGED = [
    ("volunteers", "name", "Other"),
    ("volunteers", "date_of_birth", "1970-02-04"),
    ("volunteers", "drives", "no"),
    ("volunteers", "capacity", "3"),
    ("volunteers", "approved", "2026-03-12"),
    ("volunteers", "dbs_issued", "2026-03-30"),
    ("volunteers", "reference_2_on", "2026-03-30"),
    ("volunteers", "on_hold_until", "2027-01-02"),
    ("volunteers", "left_on", "2026-03-30"),
    ("children", "looked_after", "yes"),
    ("children", "placement_from", "2026-03-30"),
    ("children", "carer", "Other"),
    ("children", "area_authority", "Other"),
    ("referrals", "child", "C1"),
    ("referrals", "staff_visit_on", "2026-03-30"),
    ("referrals", "outcome", "declined"),
    ("matches", "volunteer", "V9"),
    ("matches", "referral", "R1"),
    ("matches", "ended_on", "2026-08-02"),
    ("matches", "planned", "no"),
    ("matches", "every_months", "3"),
    ("pauses", "until", "2026-05-03"),
    ("pauses", "reason", "illness"),
    ("visits", "minutes", "91"),
    ("visits", "mood", "5"),
    ("visits", "note", "Other"),
    ("excuses", "by", "Other"),
    ("claims", "amount", "4.21"),
    ("claims", "volunteer", "V2"),
    ("claims", "match", "M9"),
    ("claims", "paid_on", "2026-06-05"),
]


@pytest.mark.parametrize("sheet", SPARE)
def test_a_changed_value_is_refused_and_its_column_named(
    team: Team, nothing_stored: Unchanged, sheet: str
) -> None:
    team.take(everything())
    row = everything()[sheet][-1]
    changes = [(name, value) for each, name, value in CHANGED if each == sheet]
    # Equal keys are lines of one claim; in any other sheet each is a row by itself.
    for asked in [[change] for change in changes] if sheet == "claims" else [changes]:
        with nothing_stored():
            ran = team.take({sheet: [{**row, name: value} for name, value in asked]}, code=4)
        assert [line.partition(";")[0] for line in reasons(ran)] == [
            f"{sheet}.csv row {place}: is recorded already and differs in {name}"
            for place, (name, _) in enumerate(asked, start=2)
        ]


def test_a_changed_line_of_a_claim_is_named_by_its_own_row(
    team: Team, nothing_stored: Unchanged
) -> None:
    lines = [{**SPARE["claims"], "amount": amount} for amount in ("1", "2", "3")]
    team.take(service(claims=lines))
    with nothing_stored():
        ran = team.take({"claims": [*lines[:2], {**lines[2], "amount": "4", "on": TODAY}]}, code=4)
    assert [line.partition(";")[0] for line in reasons(ran)] == [
        "claims.csv row 2: row 4 of this claim is refused",
        "claims.csv row 3: row 4 of this claim is refused",
        "claims.csv row 4: is recorded already and differs in on, amount",
    ]


VISIT = service(visits=[{**SPARE["visits"], "minutes": "90"}])


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("visit", "correct", "L-1", "--on", "2026-06-02"), "L-1 said so until a command"),
        (("visit", "correct", "L-1", "--kind", "phone"), "L-1 said so until a command"),
        (("visit", "correct", "L-1", "--outcome", "missed"), "L-1 said so until a command"),
        (("visit", "correct", "L-1", "--minutes", "100"), "differs in minutes"),
        (("visit", "withdraw", "L-1"), "L-1 said so until a command"),
    ],
)
def test_a_visit_put_right_by_a_command_is_not_brought_back(
    team: Team, nothing_stored: Unchanged, command: tuple[str, ...], said: str
) -> None:
    team.take(VISIT)
    team.command(*command)
    with nothing_stored():
        ran = team.take(VISIT, code=4)
    [line] = reasons(ran)
    assert line.startswith("visits.csv row 2: ")
    assert said in line


def test_a_visit_put_right_twice_is_not_brought_back_in_either_form(
    team: Team, nothing_stored: Unchanged
) -> None:
    team.take(VISIT)
    team.command("visit", "correct", "L-1", "--on", "2026-06-02")
    team.command("visit", "correct", "L-1", "--on", "2026-06-03")
    days = ["2026-06-01", "2026-06-02", "2026-06-03"]
    rows = [{**SPARE["visits"], "on": day} for day in days]
    with nothing_stored():
        ran = team.take({"visits": rows}, code=4)
    assert [line.partition(":")[0] for line in reasons(ran)] == [
        "visits.csv row 2", "visits.csv row 3"
    ]  # fmt: skip
    team.command("visit", "correct", "L-1", "--on", "2026-06-01")
    assert team.counts(VISIT)["visits"] == (0, 0, 1, 0)


def test_a_visit_withdrawn_and_logged_again_is_unchanged(team: Team) -> None:
    team.take(VISIT)
    team.command("visit", "withdraw", "L-1")
    team.command("visit", "log", "M-1", "--on", "2026-06-01", "--minutes", "90")
    assert team.counts(VISIT)["visits"] == (0, 0, 1, 0)


PAUSED = service(pauses=[SPARE["pauses"]])
OPEN_PAUSE = service(pauses=[{"match": "M1", "from": "2026-05-01", "until": ""}])


def test_a_pause_withdrawn_by_a_command_is_not_brought_back(
    team: Team, nothing_stored: Unchanged
) -> None:
    team.take(PAUSED)
    team.command("match", "resume", "M-1", "--on", "2026-05-01")
    with nothing_stored():
        ran = team.take(PAUSED, code=4)
    why = "the pause was withdrawn by a command since its import; take the row out"
    assert reasons(ran) == [f"pauses.csv row 2: {why}"]


def test_a_pause_shortened_by_a_command_is_not_made_long_again(
    team: Team, nothing_stored: Unchanged
) -> None:
    team.take(PAUSED)
    team.command("match", "resume", "M-1", "--on", "2026-05-02")
    with nothing_stored():
        [line] = reasons(team.take(PAUSED, code=4))
        assert team.counts(OPEN_PAUSE)["pauses"] == (0, 0, 1, 0)
    assert "differs in until" in line


def test_a_pause_withdrawn_and_begun_again_is_unchanged(team: Team) -> None:
    team.take(PAUSED)
    team.command("match", "resume", "M-1", "--on", "2026-05-01")
    team.command("match", "pause", "M-1", "--on", "2026-05-01", "--until", "2026-05-02")
    assert team.counts(PAUSED)["pauses"] == (0, 0, 1, 0)
