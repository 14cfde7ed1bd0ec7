"""Two weeks of jobs on an invented service: whoever is overdue is told of in time, and only once.

Who is overdue is worked out by the slow model from the rows of the file, day by day.
"""

import json
import random
from collections import defaultdict
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import Run, opened, run_on
from slow_model import History, Rules, stands

# Many files, made and opened: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

DAY = timedelta(days=1)
BEGUN = date(2026, 11, 6)
DAYS = [BEGUN + ahead * DAY for ahead in range(15)]
OUTCOMES = {"held": "held", "missed": "missed"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A service of forty matches, invented as of the day on which the jobs begin."""
    path = tmp_path / "ivtool.db"
    assert run_on(path, "--today", str(BEGUN), "demo", str(path), "--matches", "40") == 0
    return path


def histories(file: Path) -> dict[str, History]:
    """Every match that began, from the rows themselves."""
    visits: dict[int, list[tuple[date, str]]] = defaultdict(list)
    pauses: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    own: dict[int, list[tuple[date, int]]] = defaultdict(list)
    with closing(opened(file)) as connection:
        for match, day, outcome in connection.execute(
            "SELECT match_id, visited_on, outcome FROM visit"
            " WHERE kind = 'visit' AND withdrawn_on IS NULL"
        ):
            visits[match].append((written(day), OUTCOMES.get(outcome, "called_off")))
        for match, begin, until in connection.execute(
            "SELECT match_id, from_on, until_on FROM pause WHERE withdrawn_on IS NULL"
        ):
            pauses[match].append((written(begin), written(until) if until else None))
        for match, begin, months in connection.execute(
            "SELECT match_id, from_on, every_months FROM match_interval"
        ):
            own[match].append((written(begin), months))
        rows = connection.execute(
            "SELECT id, started_on, ended_on FROM match WHERE started_on IS NOT NULL"
        ).fetchall()
    return {
        f"M-{number}": History(
            written(started),
            written(ended) if ended else None,
            tuple(visits[number]),
            tuple(pauses[number]),
            own_months=tuple(own[number]),
        )
        for number, started, ended in rows
    }


def written(text: str) -> date:
    return date.fromisoformat(text)


def overdue(file: Path, day: date) -> dict[str, str]:
    """Who is overdue on a day and how badly, by the slow model."""
    found = {}
    for match, history in histories(file).items():
        if history.live(day, day):
            standing = stands(history, day, Rules())
            if standing.status == "overdue" and standing.level is not None:
                found[match] = standing.level
    return found


def test_who_is_overdue_is_told_by_the_next_run_and_stands_in_today(file: Path, run: Run) -> None:
    chance = random.Random(6)
    told: dict[str, list[str]] = defaultdict(list)
    waiting: dict[str, date] = {}
    counted, settled, off = 0, 0, False
    for day in DAYS:
        if off:
            # One is visited before the jobs run again: it is told all the same that it was so.
            match = next(iter(waiting)).split()[0]
            run("visit", "log", match, "--on", str(day), "--today", str(day))
        now = overdue(file, day)
        for match, level in now.items():
            if level not in told[match]:
                waiting.setdefault(f"{match} {level}", day)
        # The laptop is off on the very days on which there is news, but never two on end.
        off = bool(waiting) and day > BEGUN and not off
        if off:
            continue
        stated = ("--today", str(day), "--format", "json")
        code = 10 if waiting else 0
        lines = json.loads(run("job", "run", "missed-visits", *stated, code=code).out)
        counted += len(lines)
        standing = {each["ref"]: each["what"] for each in lines if each["stands"]}
        gone = {each["ref"] for each in lines if not each["stands"]}
        # Nobody is left out, and nobody is told of who is not overdue.
        assert {each.split()[0] for each in waiting} == standing.keys() | gone
        for match, what in standing.items():
            level = now[match]
            assert what.startswith(f"overdue, {level}: ")
            # Once at each level, and not again.
            assert level not in told[match]
            told[match].append(level)
        assert not gone & now.keys()
        settled += len(gone)
        waiting.clear()
        again = json.loads(run("job", "run", "missed-visits", *stated).out)
        assert again == []
        listed = json.loads(run("today", *stated).out)
        assert {each["ref"] for each in listed if each["source"] == "overdue"} >= now.keys()
        first = [each["urgency"] for each in listed if each["ref"] in now]
        assert first == ["now"] * len(first)
        # Some are visited that afternoon, and are told again when it has been too long.
        for match in chance.sample(sorted(now), k=min(2, len(now))):
            if len(now) > 3:
                run("visit", "log", match, "--on", str(day), "--today", str(day))
                told.pop(match, None)
    assert counted >= 12
    assert settled >= 1
