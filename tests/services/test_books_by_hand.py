"""The "This is me" book by hand: sections, versions, completed."""

import json
import re
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Unchanged, opened, prepared

from ivtool.domain.recruitment.vocabulary import BookSection
from ivtool.queries.recruitment.books import versions
from ivtool.state.recruitment.volunteers import recruit

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

TODAY = "2026-11-22"


@pytest.fixture(scope="module")
def plain(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file with one volunteer."""
    line = "volunteer add 'Ann Lee' --phone 1 --on 2026-09-07"
    return prepared(plain, tmp_path_factory.mktemp("ann"), line)


def wrote(run: Run, *arguments: str, code: int = 0, stdin: str = "") -> Any:
    """Write the book of the one volunteer; the answer for scripts, or the codes of a refusal."""
    words = ("--today", TODAY, "volunteer", "book", "V-1", *arguments, "--format", "json")
    done = run(*words, code=code, stdin=stdin)
    return re.findall(r"\[([a-z]+\.[a-z_]+)\]", done.err) if code else json.loads(done.out)[0]


def known(file: Path, as_of: str = TODAY) -> list[Any]:
    """The versions of the book as known on a day."""
    with closing(opened(file)) as connection:
        checks = recruit(connection, 1).checks
        found = versions(connection, checks, date.fromisoformat(as_of))
    return [
        (each.version, each.completed_on and each.completed_on.isoformat(), dict(each.sections))
        for each in found
    ]


def test_an_open_version_is_changed_and_a_completed_one_is_followed(run: Run, file: Path) -> None:
    told = wrote(run, "--first-name", "Ann", "--food", "soup", "--on", "2026-11-02")
    assert (told["version"], told["completed_on"]) == (1, None)
    told = wrote(run, "--food", "cake", "--about-me", "-", stdin="I bake\non Sundays.\n")
    assert (told["version"], told["sections"]) == (1, ["first_name", "about_me", "food"])
    first = {BookSection.FIRST_NAME: "Ann", BookSection.ABOUT_ME: "I bake\non Sundays.",
             BookSection.FOOD: "cake"}  # fmt: skip
    assert wrote(run, "--completed", "--on", "2026-11-09")["completed_on"] == "2026-11-09"
    told = wrote(run, "--food", "pancakes", "--on", "2026-11-16")
    assert (told["version"], told["lacking_sections"]) == (
        2, ["likes", "animals", "might_do", "picture"]
    )  # fmt: skip
    second = {**first, BookSection.FOOD: "pancakes"}
    assert known(file) == [(1, "2026-11-09", first), (2, None, second)]
    assert known(file, "2026-11-08") == [(1, None, first)]
    assert known(file, "2026-11-01") == []
    wrote(run, "--completed")
    assert known(file)[1] == (2, TODAY, second)


def test_the_card_tells_of_every_version_and_what_the_latest_says(run: Run) -> None:
    show = ("--today", TODAY, "volunteer", "show", "V-1")
    assert "book:" not in run(*show).out
    wrote(run, "--first-name", "Ann", "--food", "soup", "--completed", "--on", "2026-11-09")
    wrote(run, "--food", "cake")
    said = run(*show, "--names", "full").out
    assert (
        "book:\n  version 1, 2 of 7 sections, completed 9 Nov 2026\n"
        "  version 2, 2 of 7 sections, begun 22 Nov 2026, not completed\n"
        "    first name: Ann\n    food: cake\n"
    ) in said
    assert "cake" not in run(*show).out
    [card] = json.loads(run(*show, "--format", "json").out)
    assert card["book"][0] == {
        "version": 1,
        "completed_on": "2026-11-09",
        "sections": [{"section": "first_name", "words": None}, {"section": "food", "words": None}],
    }


def test_two_versions_may_be_completed_on_one_day(run: Run, file: Path) -> None:
    wrote(run, "--food", "soup", "--completed")
    wrote(run, "--food", "cake", "--completed")
    assert [each[:2] for each in known(file)] == [(1, TODAY), (2, TODAY)]


def test_a_page_on_paper_is_a_version_too(run: Run, file: Path) -> None:
    run("--today", TODAY, "volunteer", "check", "V-1", "book", "--on", "2026-11-02")
    assert known(file) == [(1, "2026-11-02", {})]
    assert wrote(run, "--food", "soup")["version"] == 2


def test_a_page_that_was_asked_for_is_the_open_version(run: Run, file: Path) -> None:
    run("--today", TODAY, "volunteer", "check", "V-1", "book", "--asked", "2026-11-02")
    wrote(run, "--food", "soup", "--completed")
    assert known(file) == [(1, TODAY, {BookSection.FOOD: "soup"})]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ((), ["book.nothing_said"]),
        (("--food", " "), ["book.nothing_said"]),
        (("--food", "soup"), ["book.already"]),
        (("--food", "cake", "--on", "tomorrow"), ["book.in_future"]),
        (("--completed", "--on", "2026-11-01"), ["check.out_of_order"]),
    ],
)
def test_what_is_refused(
    run: Run, nothing_stored: Unchanged, words: tuple[str, ...], codes: list[str]
) -> None:
    wrote(run, "--food", "soup", "--on", "2026-11-02")
    with nothing_stored():
        assert wrote(run, *words, code=4) == codes


def test_nothing_that_was_not_begun_is_completed(run: Run, nothing_stored: Unchanged) -> None:
    with nothing_stored():
        assert wrote(run, "--completed", code=4) == ["book.nothing_to_complete"]
    wrote(run, "--food", "soup", "--completed")
    with nothing_stored():
        assert wrote(run, "--completed", code=4) == ["book.nothing_to_complete"]
        assert wrote(run, "--food", "soup", "--completed", code=4) == ["book.already"]
