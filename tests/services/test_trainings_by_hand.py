"""Training sessions by hand: many people in one command, each attendance a piece of evidence."""

import json
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Unchanged, opened, prepared

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

TODAY = "2026-11-22"
WEEKEND = ("--on", "14/11/2026", "--until", "15/11/2026", "--module", "safeguarding", "--module",
           "Boundaries")  # fmt: skip
ATTENDANCES = (
    "SELECT volunteer_id, kind, module, from_on, training_id FROM volunteer_check ORDER BY id"
)


@pytest.fixture(scope="module")
def plain(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file with three volunteers."""
    lines = [
        f"volunteer add '{name}' --phone {number} --on 2026-09-07"
        for number, name in enumerate(("Ann Lee", "Ben Oak", "Cat Elm"), start=1)
    ]
    return prepared(plain, tmp_path_factory.mktemp("people"), *lines)


def said(run: Run, *arguments: str, code: int = 0) -> Any:
    """Run a command; its answer for scripts, or the codes of a refusal."""
    done = run("--today", TODAY, *arguments, "--format", "json", code=code)
    return re.findall(r"\[([a-z]+\.[a-z_]+)\]", done.err) if code else json.loads(done.out)


def rows(file: Path, query: str = ATTENDANCES) -> list[Any]:
    with closing(opened(file)) as connection:
        return connection.execute(query).fetchall()


def test_a_weekend_of_two_people_is_one_command(run: Run, file: Path) -> None:
    [told] = said(run, "training", "add", *WEEKEND, "--attended", "V-1", "--attended", "ben",
                  "--attended", "V-1")  # fmt: skip
    assert (told["ref"], told["volunteers"]) == ("T-1", ["V-1", "V-2"])
    assert told["modules"] == "safeguarding; boundaries"
    assert told["safeguarding_until_on"] == "2029-11-14"
    # What was taught over two days counts from the second.
    assert rows(file) == [
        (1, "safeguarding", None, "2026-11-15", 1),
        (1, "training", "boundaries", "2026-11-15", 1),
        (2, "safeguarding", None, "2026-11-15", 1),
        (2, "training", "boundaries", "2026-11-15", 1),
    ]
    assert rows(file, "SELECT count(*) FROM change_set WHERE command = 'training add'") == [(1,)]
    [card] = said(run, "volunteer", "show", "V-2")
    assert [each["until_on"] for each in card["evidence"] if each["kind"] == "safeguarding"] == [
        "2029-11-14"
    ]


def test_who_else_attended_is_added(run: Run, file: Path, nothing_stored: Unchanged) -> None:
    said(run, "training", "add", *WEEKEND, "--attended", "V-1")
    [told] = said(run, "training", "attended", "T-1", "--volunteer", "V-2", "--volunteer", "V-3",
                  "--module", "boundaries")  # fmt: skip
    assert (told["modules"], told["attended"]) == ("boundaries", 3)
    with nothing_stored():
        again = said(run, "training", "attended", "T-1", "--volunteer", "V-3", "--volunteer",
                     "V-1", code=4)  # fmt: skip
    assert again == ["training.attended_already"] * 2
    said(run, "training", "attended", "T-1", "--volunteer", "V-3", "--module", "safeguarding")
    assert [row[:3] for row in rows(file)][-1] == (3, "safeguarding", None)


def test_an_attendance_recorded_by_itself_becomes_one_of_the_session(run: Run, file: Path) -> None:
    said(run, "volunteer", "check", "V-1", "training", "--module", "boundaries", "--on", "15/11")
    said(run, "training", "add", *WEEKEND, "--attended", "V-1")
    assert rows(file) == [
        (1, "training", "boundaries", "2026-11-15", 1),
        (1, "safeguarding", None, "2026-11-15", 1),
    ]


def test_a_module_attended_again_another_day_is_another_attendance(run: Run, file: Path) -> None:
    for day in ("14/11/2026", "21/11/2026"):
        said(run, "training", "add", "--on", day, "--module", "safeguarding", "--attended", "V-1")
    assert [row[3:] for row in rows(file)] == [("2026-11-14", 1), ("2026-11-21", 2)]
    assert [each["attended"] for each in said(run, "training", "list")] == [1, 1]
    listed = said(run, "training", "list", "--as-of", "20/11/2026")
    assert [each["ref"] for each in listed] == ["T-1"]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("--on", "tomorrow", "--module", "boundaries"), ["training.in_future"]),
        (("--until", "yesterday", "--module", "boundaries"), ["training.out_of_order"]),
        ((), ["training.no_module"]),
        (("--module", "juggling"), ["check.module"]),
        # Nobody attends before they are born: then the session is not added either.
        (("--on", "1980-03-04", "--module", "boundaries", "--attended", "V-1"),
         ["check.before_birth"]),
    ],
)  # fmt: skip
def test_what_cannot_have_been(
    run: Run, nothing_stored: Unchanged, words: tuple[str, ...], codes: list[str]
) -> None:
    said(run, "volunteer", "edit", "V-1", "--born", "4/3/1985")
    with nothing_stored():
        assert said(run, "training", "add", *words, code=4) == codes


def test_who_is_not_there_is_not_found(run: Run, nothing_stored: Unchanged) -> None:
    said(run, "training", "add", *WEEKEND)
    with nothing_stored():
        said(run, "training", "attended", "T-2", "--volunteer", "V-1", code=3)
        said(run, "training", "attended", "V-1", "--volunteer", "V-1", code=3)
        said(run, "training", "attended", "T-1", "--volunteer", "V-9", code=3)
        assert said(run, "training", "attended", "T-1", code=4) == ["training.nobody"]
        assert said(run, "training", "attended", "T-1", "--volunteer", "V-1", "--module",
                    "communication", code=4) == ["training.other_module"]  # fmt: skip


@pytest.mark.parametrize(
    ("names", "by", "name"), [("full", "A. Osier", "Ann Lee"), ("refs", None, None)]
)
def test_names_are_shown_where_they_may_be(run: Run, names: str, by: Any, name: Any) -> None:
    said(run, "training", "add", *WEEKEND, "--by", "A. Osier", "--attended", "V-1")
    [card] = said(run, "training", "show", "T-1", "--names", names)
    assert card["by"] == by
    assert card["attenders"] == [
        {"volunteer": "V-1", "volunteer_name": name, "modules": "safeguarding; boundaries"}
    ]


def test_an_attendance_taken_back_leaves_what_was_recorded_by_itself(run: Run) -> None:
    by_hand = ("volunteer", "check", "V-1", "training", "--module", "boundaries")
    said(run, *by_hand, "--on", WEEKEND[WEEKEND.index("--until") + 1])
    [before] = said(run, "volunteer", "show", "V-1")
    said(run, "training", "add", *WEEKEND, "--attended", "V-1")
    said(run, "training", "attended", "T-1", "--volunteer", "V-1", "--withdraw")
    [after] = said(run, "volunteer", "show", "V-1")
    assert after["checks"] == before["checks"]
    assert [each["kind"] for each in after["checks"]] == ["training"]
