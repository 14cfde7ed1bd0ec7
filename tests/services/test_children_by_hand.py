"""Children by hand: what is known of one, where one lives, who works with one."""

from contextlib import closing
from pathlib import Path

import pytest
from conftest import Run, Unchanged, opened
from matching import TODAY, proposal, ready, referral, told, volunteers


@pytest.fixture
def child(run: Run) -> str:
    """A child with a referral; the ref."""
    referral(run)
    return "C-1"


def test_every_field_is_recorded_and_cleared(run: Run, child: str) -> None:
    texts = {
        "gender": "Female", "ethnicity": "White", "religion": "None", "language": "English",
        "disability": "Autism", "legal_status": "s.20", "interests": "chess; maps",
        "likes": "ducks", "dislikes": "noise", "wants_gender": "female", "no_contact": "A B; C D",
        "risks": "roads", "health": "nuts",
    }  # fmt: skip
    options = [part for name, text in texts.items() for part in (f"--{_option(name)}", text)]
    more = ("--born", "4/3/2014", "--must", "--interpreter", "no", "--unaccompanied", "yes")
    run(*TODAY, "child", "edit", child, *options, *more)
    card = told(run, "child", "show", child, "--names", "full")
    known = {**texts, "date_of_birth": "2014-03-04", "wants_gender_must": True}
    known |= {"interpreter": False, "unaccompanied": True}
    assert {name: card[name] for name in known} == known
    for name in known:
        field = {"date_of_birth": "born"}.get(name, name)
        run(*TODAY, "child", "edit", child, "--clear", field)
    card = told(run, "child", "show", child, "--names", "full")
    assert {card[name] for name in known} == {None}


def _option(name: str) -> str:
    return name.replace("_", "-")


def test_only_a_change_is_one(run: Run, child: str, nothing_stored: Unchanged) -> None:
    asked = ("child", "edit", child, "--risks", "-", "--looked-after", "yes")
    assert told_in(run, "roads", *asked) == "C-1: risks recorded.\n"
    with nothing_stored():
        assert told_in(run, "roads", *asked) == "C-1: nothing was changed.\n"


def told_in(run: Run, stdin: str, *arguments: str) -> str:
    return run(*TODAY, *arguments, stdin=stdin).out


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (("edit", "C-1", "--must"), "child.no_wish", 4),
        (("edit", "C-1", "--gender", "x", "--clear", "gender"), "child.set_and_cleared", 4),
        (("edit", "C-1", "--born", "23/11/2026"), "child.in_future", 4),
        (("edit", "C-1", "--born", "1/1/14"), "four", 2),
        (("edit", "C-1", "--clear", "name"), "name", 2),
        (("move", "C-1", "--on", "tomorrow"), "child.in_future", 4),
        (("move", "C-1", "--on", "3/3/2014"), "child.before_birth", 4),
        (("worker", "C-1", "carer", "Di", "--on", "tomorrow"), "child.in_future", 4),
        (("worker", "C-1", "carer", " "), "child.no_name", 4),
    ],
)
def test_what_is_refused_stores_nothing(
    run: Run,
    child: str,
    nothing_stored: Unchanged,
    arguments: tuple[str, ...],
    code: str,
    exit_code: int,
) -> None:
    run(*TODAY, "child", "edit", child, "--born", "4/3/2014")
    with nothing_stored():
        assert code in run(*TODAY, "child", *arguments, code=exit_code).err


def homes(run: Run) -> list[tuple[str | None, str | None, str | None]]:
    found = told(run, "child", "show", "C-1")["homes"]
    return [(each["from_on"], each["until_on"], each["postcode"]) for each in found]


def test_a_move_ends_the_home_before(run: Run, child: str) -> None:
    run(*TODAY, "child", "move", child, "--on", "1/2/2026", "--postcode", "nr14 2ne")
    run(*TODAY, "child", "move", child, "--on", "1/9/2026", "--postcode", "PE1 1AA")
    # One that is told late comes between.
    run(*TODAY, "child", "move", child, "--on", "1/5/2026", "--postcode", "CB1 1AA")
    assert homes(run) == [
        ("2026-02-01", "2026-04-30", "NR14 2NE"),
        ("2026-05-01", "2026-08-31", "CB1 1AA"),
        ("2026-09-01", None, "PE1 1AA"),
    ]
    assert run(*TODAY, "db", "check").out == ""


def test_the_same_day_again_puts_a_home_right(
    run: Run, child: str, nothing_stored: Unchanged
) -> None:
    move = ("child", "move", child, "--on", "1/9/2026", "--postcode")
    run(*TODAY, *move, "PE1 1AA", "--kind", "Foster care")
    run(*TODAY, *move, "PE1 1AB")
    with nothing_stored():
        assert "nothing was changed" in run(*TODAY, *move, "pe1 1ab").out
    assert homes(run) == [("2026-09-01", None, "PE1 1AB")]


def test_a_move_ends_neither_referral_nor_match(run: Run, child: str, tmp_path: Path) -> None:
    volunteers(run, tmp_path / "sheets", "Ann Lee,Female,NR1 1AA,1")
    match = proposal(run, "R-1")
    ready(run, match)
    run(*TODAY, "match", "start", match, "--on", "7/10/2026")
    said = run(*TODAY, "child", "move", child, "--postcode", "PE1 1AA", "--area", "Saltmere")
    assert f"{match} goes on, now about" in said.out
    assert "Saltmere is a new authority here" in said.err
    assert told(run, "match", "show", match)["status"] == "live"
    run(*TODAY, "match", "pause", match, "--reason", "placement_move")


def test_a_worker_follows_another(run: Run, child: str, nothing_stored: Unchanged) -> None:
    worker = ("child", "worker", child, "social_worker")
    run(*TODAY, *worker, "A. Osier", "--on", "1/2/2026")
    run(*TODAY, *worker, "B. Moss", "--on", "1/9/2026")
    run(*TODAY, "child", "worker", child, "carer", "Di", "--on", "1/2/2026")
    with nothing_stored():
        assert "nothing was changed" in run(*TODAY, *worker, "B. Moss").out
    people = told(run, "child", "show", child, "--names", "full")["people"]
    assert [(each["role"], each["name"], each["until_on"]) for each in people] == [
        ("carer", "Di", None),
        ("social_worker", "A. Osier", "2026-08-31"),
        ("social_worker", "B. Moss", None),
    ]


def test_names_stay_out_of_answers(run: Run, child: str) -> None:
    said = run(*TODAY, "child", "edit", child, "--no-contact", "Bill Sykes", "--risks", "roads")
    assert "Sykes" not in said.out + said.err
    assert "roads" not in said.out + said.err
    assert "Sykes" not in run(*TODAY, "child", "show", child).out


def test_the_history_keeps_both(run: Run, child: str, file: Path) -> None:
    run(*TODAY, "child", "edit", child, "--risks", "roads")
    run(*TODAY, "child", "edit", child, "--risks", "dogs")
    with closing(opened(file)) as connection:
        rows = connection.execute(
            "SELECT v.before, v.after FROM change c JOIN change_value v ON v.change_id = c.id"
            " WHERE c.table_name = 'child' ORDER BY c.id"
        ).fetchall()
    assert rows[-1] == ('{"risks": "roads"}', '{"risks": "dogs"}')
