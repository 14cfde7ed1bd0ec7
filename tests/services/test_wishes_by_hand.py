"""What a child wishes, recorded, changed and taken back; and a match that goes on after 18."""

import json
from pathlib import Path

import pytest
from conftest import Run, Unchanged
from matching import TODAY, listed, proposal, ready, referral, told, volunteers


@pytest.fixture
def child(run: Run) -> str:
    """A child with a referral; the ref."""
    referral(run, "Mo Hart", "--born", "13/10/2008")
    return "C-1"


def wishes(run: Run, child: str) -> dict[str, tuple[object, bool]]:
    rows = listed(run, "child", "wish", child)
    return {row["wish"]: (row["wanted"], row["must"]) for row in rows}


def test_wishes_are_recorded_several_at_once_and_only_what_is_named_changes(
    run: Run, child: str, nothing_stored: Unchanged
) -> None:
    said = ("child", "wish", child)
    assert told(run, *said, "language=Polish", "lowest-age=25", "--must")["changed"] == (
        "lowest_age, language"
    )
    run(*TODAY, *said, "gender= woman ", "culture=Roma; Irish Traveller")
    known = {
        "gender": ("woman", False),
        "lowest_age": (25, True),
        "language": ("Polish", True),
        "culture": ("Roma; Irish Traveller", False),
    }
    assert wishes(run, child) == known
    assert told(run, "child", "show", child, "--names", "full")["wants_gender"] == "woman"
    with nothing_stored():
        assert "nothing was changed" in run(*TODAY, *said, "language=Polish", "--must").out
    run(*TODAY, *said, "language=Polish", "--prefer", "gender", "--clear")
    assert wishes(run, child) == {
        "lowest_age": (25, True),
        "language": ("Polish", False),
        "culture": ("Roma; Irish Traveller", False),
    }
    run(*TODAY, *said, "--clear")
    assert wishes(run, child) == {}


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("lowest_age=17",), "child.wish_age", 4),
        (("highest_age=121",), "child.wish_age", 4),
        (("highest_age=24",), "child.wish_ages_crossed", 4),
        (("lowest_age=soon",), "integer", 2),
        (("colour=red",), "gender, lowest_age", 2),
        (("gender=",), "gender, lowest_age", 2),
        (("gender",), "nothing of what is wished", 2),
        (("gender=male", "gender=female"), "twice", 2),
        (("gender=male", "--clear"), "by its word alone", 2),
        (("--must",), "go with what is wished", 2),
    ],
)
def test_what_is_no_wish_stores_nothing(
    run: Run,
    child: str,
    nothing_stored: Unchanged,
    words: tuple[str, ...],
    code: str,
    exit_code: int,
) -> None:
    run(*TODAY, "child", "wish", child, "lowest_age=25")
    with nothing_stored():
        refused = run(*TODAY, "child", "wish", child, *words, code=exit_code)
    assert code in refused.err
    assert "red" not in refused.err


@pytest.fixture
def match(run: Run, tmp_path: Path) -> str:
    """A live match of a child who was 18 on 13 October; the ref."""
    referral(run, "Mo Hart", "--born", "13/10/2008")
    volunteers(run, tmp_path / "sheets", "Ann Lee,Female,,1")
    begun = proposal(run, "R-1")
    ready(run, begun)
    run(*TODAY, "match", "start", begun, "--on", "7/10/2026")
    return begun


def figures(run: Run, month: str) -> list[object]:
    data = json.loads(run(*TODAY, "report", "compliance", "--month", month, "--format", "json").out)
    return [data["live_matches"], data["live_continued"], sum(data["lengths"].values())]


def birthdays(run: Run) -> list[str]:
    return [row["reason"] for row in listed(run, "today") if ": 18 " in row["reason"]]


def test_a_match_that_goes_on_after_18_is_counted_apart_from_its_day_on(
    run: Run, match: str
) -> None:
    assert birthdays(run) == [
        f"{match}: 18 since 13 Oct 2026; end it, or: ivtool match continue {match}"
    ]
    assert figures(run, "2026-10") == [1, 0, 1]
    done = told(run, "match", "continue", match, "--on", "2/11/2026")
    assert done == {"ref": match, "continued_on": "2026-11-02"}
    assert [figures(run, month) for month in ("2026-10", "2026-11")] == [[1, 0, 1], [0, 1, 0]]
    assert birthdays(run) == []
    [row] = listed(run, "match", "list", "--status", "live")
    assert row["continued_on"] == "2026-11-02"
    [row] = listed(run, "match", "list", "--as-of", "1/11/2026")
    assert row["continued_on"] is None
    run(*TODAY, "match", "continue", match, "--on", "13/10/2026", "--correct")
    assert figures(run, "2026-10") == [0, 1, 0]
    run(*TODAY, "match", "continue", match, "--withdraw")
    assert figures(run, "2026-11") == [1, 0, 1]
    run(*TODAY, "undo", "--yes")
    assert figures(run, "2026-11") == [0, 1, 0]
    assert run(*TODAY, "db", "check").out == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--on", "12/10/2026"), "match.before_18"),
        (("--on", "6/10/2026"), "match.out_of_order"),
        (("--on", "tomorrow"), "match.in_future"),
        (("--on", "14/10/2026", "--correct"), "match.not_continued"),
        (("--withdraw",), "match.not_continued"),
    ],
)
def test_what_cannot_be_continued_stores_nothing(
    run: Run, match: str, nothing_stored: Unchanged, words: tuple[str, ...], code: str
) -> None:
    with nothing_stored():
        refused = run(*TODAY, "match", "continue", match, *words, code=4)
    assert f"[{code}]" in refused.err


def test_an_ending_comes_after_going_on_and_without_a_birth_nobody_knows(
    run: Run, match: str, nothing_stored: Unchanged
) -> None:
    run(*TODAY, "match", "continue", match, "--on", "13/10/2026")
    with nothing_stored():
        again = run(*TODAY, "match", "continue", match, code=4)
        early = ("--on", "12/10/2026", "--route", "agreed_end", "--reason", "moved")
        ended = run(*TODAY, "match", "end", match, *early, code=4)
    assert "[match.already_continued]" in again.err
    assert "[match.out_of_order]" in ended.err
    run(*TODAY, "match", "continue", match, "--withdraw")
    run(*TODAY, "child", "edit", "C-1", "--clear", "born")
    with nothing_stored():
        unknown = run(*TODAY, "match", "continue", match, code=4)
    assert "ivtool child edit C-1 --born DAY" in unknown.err


@pytest.mark.parametrize(("born", "early"), [("2/11/2008", False), ("3/11/2008", True)])
def test_a_birth_put_right_tells_of_a_match_that_went_on_before_18(
    run: Run, match: str, born: str, early: bool
) -> None:
    run(*TODAY, "match", "continue", match, "--on", "2/11/2026")
    edited = run(*TODAY, "child", "edit", "C-1", "--born", born).err
    checked = run(*TODAY, "db", "check", "--format", "json", code=10 if early else 0).out
    found = [row["code"] for row in json.loads(checked)]
    assert (f"ivtool match continue {match} --withdraw" in edited) is early
    assert found == (["match.before_18"] if early else [])


def test_friends_after_18_are_not_told_to_end_because_care_has(run: Run, match: str) -> None:
    end = f"ivtool match end {match}"
    assert end in run(*TODAY, "child", "edit", "C-1", "--looked-after", "no").err
    run(*TODAY, "undo", "--yes")
    run(*TODAY, "match", "continue", match, "--on", "13/10/2026")
    assert end not in run(*TODAY, "child", "edit", "C-1", "--looked-after", "no").err
    run(*TODAY, "match", "end", match, "--route", "agreed_end", "--reason", "moved")
    assert end not in run(*TODAY, "match", "reopen", match).err
