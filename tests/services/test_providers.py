"""Who accommodates a child: on the card, and against what a volunteer declared."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, change

TODAY = "2026-11-22"
MARSH = "Marsh House Care Ltd"
Ask = Callable[..., Any]


@pytest.fixture
def ask(run: Run) -> Ask:
    """Runs a command on a service with a child referred and a volunteer known, as JSON."""

    def asked(*arguments: str, today: str = TODAY, code: int = 0) -> Any:
        ran = run(*arguments, "--today", today, "--format", "json", code=code)
        return ran.err if code else json.loads(ran.out)

    asked("volunteer", "add", "Ann Lee", "--phone", "07700900123", "--on", "1/9/2026")
    asked("referral", "add", "Cy Moss", "--source", "iro", "--authority", "Fenmarsh",
          "--looked-after", "yes", "--on", "1/9/2026")  # fmt: skip
    return asked


def connect(ask: Ask, words: str) -> None:
    """Record what the volunteer declares."""
    ask("volunteer", "check", "V-1", "independence", "--connection", words, "--on", "2/9/2026")


def connected(ask: Ask, as_of: str = TODAY) -> list[str]:
    """What stands between the two as a connection."""
    said = ask("match", "propose", "R-1", "--volunteer", "V-1", "--on", as_of, code=4)
    return [line.strip() for line in said.splitlines() if "[match.connected]" in line]


def test_a_home_has_a_provider_from_a_day_on(ask: Ask) -> None:
    told = ask("child", "move", "C-1", "--kind", "Home", "--provider", MARSH, "--on", "3/9/2026")
    assert (told[0]["provider"], told[0]["changed"]) == (MARSH, True)
    ask("child", "move", "C-1", "--kind", "Foster care", "--on", "1/11/2026")
    homes = ask("child", "show", "C-1")[0]["homes"]
    assert [(each["provider"], each["from_on"]) for each in homes] == [
        (MARSH, "2026-09-03"),
        (None, "2026-11-01"),
    ]
    [then] = ask("child", "show", "C-1", "--as-of", "2026-10-31")[0]["homes"]
    assert then["provider"] == MARSH


def test_the_same_day_again_adds_the_provider(ask: Ask) -> None:
    ask("child", "move", "C-1", "--kind", "Home", "--on", "3/9/2026")
    [told] = ask("child", "move", "C-1", "--provider", MARSH, "--on", "3/9/2026")
    assert (told["kind"], told["provider"], told["changed"]) == ("Home", MARSH, True)
    [again] = ask("child", "move", "C-1", "--provider", MARSH, "--on", "3/9/2026")
    assert again["changed"] is False


def test_a_connection_with_the_provider_of_the_day_is_told_at_the_proposal(ask: Ask) -> None:
    connect(ask, "sister is a cook at Marsh House")
    assert connected(ask) == []
    ask("child", "move", "C-1", "--provider", MARSH, "--on", "20/11/2026")
    assert connected(ask) == [
        "- V-1: declared a connection with the child's provider  [match.connected]"
    ]
    ask("child", "move", "C-1", "--provider", "St Odas", "--on", "21/11/2026")
    assert connected(ask) == []


@pytest.mark.parametrize(
    ("words", "warned"),
    [
        ("sister is a cook at Marsh House", "V-1 declared a connection with the child's provider"),
        ("a councillor of Fenmarsh", "V-1 declared a connection with the child's authority"),
        ("none", None),
    ],
)
def test_a_move_is_recorded_and_warns_of_a_connection_of_the_live_match(
    ask: Ask, run: Run, words: str, warned: str | None, file: Path
) -> None:
    connect(ask, words)
    change(
        file,
        "INSERT INTO match (referral_id, child_id, volunteer_id, proposed_on, started_on)"
        " VALUES (1, 1, 1, '2026-10-01', '2026-10-05')",
    )
    ran = run("child", "move", "C-1", "--provider", MARSH, "--today", TODAY)
    assert ran.out.startswith(f"C-1 has a home from Sun 22 Nov 2026: {MARSH}.\n")
    assert ran.err == (
        f"ivtool: note: {warned}: look whether the match can go on  (ivtool volunteer show V-1)\n"
        if warned
        else ""
    )
    assert ask("child", "show", "C-1")[0]["homes"][0]["provider"] == MARSH
    # Nothing has changed: it is not told again.
    assert run("child", "move", "C-1", "--provider", MARSH, "--today", TODAY).err == ""
