"""A year of a service, played by the commands of its scenario, and every month counted again.

Whenever the scenario asks for a month's figures or its ledger, they are held against the rows of
the file as they are then; once the year is over every month is asked for again, on its last day
and as it ran, for all children and for each authority's. What is counted is read with SQL,
visits go by the slow model; nothing here knows how the program does it.
"""

import calendar
import json
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import opened
from scenario import Settled, blocks, printed
from slow_model import DAY, History, Rules, expected, month_state, months_of, stands

# Two hundred whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

SCENARIOS = Path(__file__).parent / "scenarios"
MONTHS = range(1, 13)
YEAR_END = date(2025, 12, 31)
CONTINUITY = 45
HOLIDAYS = {
    date(2025, 1, 1), date(2025, 4, 18), date(2025, 4, 21), date(2025, 5, 5), date(2025, 5, 26),
    date(2025, 8, 25), date(2025, 12, 25), date(2025, 12, 26),
}  # fmt: skip
ASKED = re.compile(
    r"ivtool (?:--today (?P<today>\S+) )?report (?P<report>compliance --month|ledger --from)"
    r" (?P<month>2025-\d\d)(?: --format (?:json|text))?"
)
# What every month was due, and what came of it, as somebody would put it down by hand.
BY_HAND = {
    1: "5 due, 5 done", 2: "5 due, 3 done, 1 attempted, 1 missed, 1 amber",
    3: "4 due, 3 done, 1 missed, 1 red, 1 in time, 1 placement, 1 open",
    4: "5 due, 4 done, 1 missed, 1 escalate, 1 kept", 5: "4 due, 4 done", 6: "5 due, 5 done",
    7: "3 due, 1 done, 2 missed, 1 amber", 8: "4 due, 4 done, 1 late",
    9: "4 due, 3 done, 1 attempted, 1 amber, 1 social worker, 1 open",
    10: "5 due, 3 done, 1 missed, 1 excused, 1 amber, 1 lost", 11: "4 due, 4 done",
    12: "2 due, 2 done",
}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the year is played."""
    shutil.copy(migrated, tmp_path / "ivtool.db")
    (tmp_path / "folders").symlink_to(SCENARIOS / "folders", target_is_directory=True)
    monkeypatch.setenv("IVTOOL_DB", str(tmp_path / "ivtool.db"))
    monkeypatch.setenv("IVTOOL_ACTOR", "tester")
    monkeypatch.setenv("IVTOOL_TODAY", str(YEAR_END))
    return tmp_path


def test_a_year_of_figures_against_the_rows(home: Path) -> None:
    asked: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    by_hand: dict[int, str] = {}
    for block in blocks((SCENARIOS / "year.txt").read_text(encoding="utf-8"))[0]:
        said = printed(block.command, home, Settled(home))
        assert not said or not said[-1].startswith("[exit"), said
        if not (found := ASKED.fullmatch(block.command)):
            continue
        day = date.fromisoformat(found["today"] or str(YEAR_END))
        month = int(found["month"][5:])
        asked[f"{found['report']} {month}"] += 1
        if found["report"].startswith("ledger"):
            assert states_of(home, day, month) == counted_states(home, day, month)
            continue
        figures = figures_of(home, day, month)
        same(home, figures, day, month)
        by_hand.setdefault(month, in_words(figures))
        seen += Counter(dict(numbers(figures)))
    assert len(asked) == 2 * len(MONTHS), "every month's figures and its ledger are asked for"
    assert by_hand == BY_HAND
    for month in MONTHS:
        for day in (date(2025, month, 15), date(2025, month, 26), YEAR_END):
            figures = figures_of(home, day, month)
            same(home, figures, day, month)
            seen += Counter(dict(numbers(figures)))
        for authority in ("Fenmarsh", "Tarnside"):
            figures = figures_of(home, YEAR_END, month, authority)
            same(home, figures, YEAR_END, month, authority)
    assert all(seen[name] for name, _ in numbers(figures))


def last_of(month: int) -> date:
    return date(2025, month, calendar.monthrange(2025, month)[1])


def listed(home: Path, day: date, *words: str) -> Any:
    command = " ".join(("ivtool", "--today", str(day), *words, "--format json"))
    return json.loads("\n".join(printed(command, home, Settled(home))))


def figures_of(home: Path, day: date, month: int, authority: str | None = None) -> dict[str, Any]:
    named = ("--authority", authority) if authority else ()
    found = listed(home, day, "report compliance --month", f"2025-{month:02}", *named)
    names = (
        "ledger", "overdue", "visited_three_months", "visit_hours", "volunteering_hours",
        "concerns", "concerns_told_pct", "moves", "continuity", "continuity_pct",
        "continuity_decided", "continuity_decided_pct",
    )  # fmt: skip
    return {name: found[name] for name in names}


def numbers(figures: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """The counts among a month's figures, each with its name."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{part}", each) for part, each in value.items()
                        if not part.endswith("_pct"))  # fmt: skip


def in_words(figures: dict[str, Any]) -> str:
    ledger, moved = figures["ledger"], figures["moves"]
    told = {
        "in time": figures["concerns"]["told_in_time"],
        "late": figures["concerns"]["told_late"],
    }
    moved = {name.replace("_", " "): count for name, count in moved.items()}
    parts = {name: ledger[name] for name in ("due", "done", "attempted", "missed", "excused")}
    parts |= figures["overdue"] | told | moved | figures["continuity"]
    return ", ".join(f"{count} {name}" for name, count in parts.items() if count)


def same(
    home: Path, figures: dict[str, Any], day: date, month: int, authority: str | None = None
) -> None:
    """Hold a month's figures against the rows of the file."""
    day = min(day, last_of(month))
    with closing(opened(home / "ivtool.db")) as connection:
        rows = Counting(connection, date(2025, month, 1), day, authority)
        counted = rows.visits() | rows.hours() | rows.concerns() | rows.moves()
    assert figures == counted, (month, day, authority)


def states_of(home: Path, day: date, month: int) -> dict[tuple[str, str], str]:
    lines = listed(home, day, "report ledger --lines --from", f"2025-{month:02}")
    return {(each["match"], each["month"]): each["state"] for each in lines}


def counted_states(home: Path, day: date, month: int) -> dict[tuple[str, str], str]:
    with closing(opened(home / "ivtool.db")) as connection:
        histories = Counting(connection, date(2025, month, 1), day, None).histories()
    return {
        (f"M-{number}", f"{year}-{of:02}"): month_state(history, (year, of), day, Rules())
        for number, history in histories.items()
        for year, of in months_of(history, day)
        if (year, of) >= (2025, month)
    }


def per_cent(part: int, whole: int) -> float | None:
    if not whole:
        return None
    return float((Decimal(100 * part) / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def in_hours(minutes: int) -> float:
    return float((Decimal(minutes) / 60).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


class Counting:
    """A month of the file counted by SQL, as of a day and for an authority's children or all."""

    def __init__(
        self, connection: sqlite3.Connection, first: date, day: date, authority: str | None
    ) -> None:
        self._connection = connection
        self._first, self._day = first, day
        self._given = {"first": str(first), "day": str(day), "name": f"{authority or ''}%"}
        # Every child that is asked about; a concern about a volunteer alone is nobody's.
        self._children = (
            "(SELECT held.child_id FROM child_authority held"
            " JOIN authority ON authority.id = held.authority_id WHERE authority.name LIKE :name)"
        )
        self._all = authority is None

    def _rows(self, sql: str) -> Sequence[Any]:
        return self._connection.execute(sql.replace("CHILDREN", self._children),
                                        self._given).fetchall()  # fmt: skip

    def histories(self) -> dict[int, History]:
        """Every match begun by the day, as the slow model wants it."""
        found = self._rows(
            "SELECT id, started_on, ended_on FROM match WHERE started_on <= :day"
            " AND child_id IN CHILDREN"
        )
        visits = self._rows(
            "SELECT match_id, visited_on, CASE WHEN outcome IN ('held', 'missed') THEN outcome"
            " ELSE 'called_off' END FROM visit WHERE kind = 'visit' AND withdrawn_on IS NULL"
        )
        pauses = self._rows(
            "SELECT match_id, from_on, until_on FROM pause WHERE withdrawn_on IS NULL"
        )
        excuses = self._rows("SELECT match_id, month FROM excuse")
        own = self._rows("SELECT match_id, from_on, every_months FROM match_interval")
        on = date.fromisoformat
        return {
            number: History(
                on(started),
                ended and on(ended),
                tuple((on(day), outcome) for match, day, outcome in visits if match == number),
                tuple((on(begin), until and on(until)) for match, begin, until in pauses
                      if match == number),
                frozenset((int(month[:4]), int(month[5:])) for match, month in excuses
                          if match == number),
                own_months=tuple((on(begin), months) for match, begin, months in own
                                 if match == number),
            )
            for number, started, ended in found
        }  # fmt: skip

    def visits(self) -> dict[str, Any]:
        """Section 6."""
        month, day, rules = (self._first.year, self._first.month), self._day, Rules()
        states: Counter[str] = Counter()
        levels: Counter[str | None] = Counter()
        earlier = [self._first - DAY, (self._first - DAY).replace(day=1) - DAY]
        three = {month, *((each.year, each.month) for each in earlier)}
        steady = 0
        for history in self.histories().values():
            if month in months_of(history, day) and expected(history, month, day, rules):
                states[month_state(history, month, day, rules)] += 1
            if history.live(day, day):
                levels[stands(history, day, rules).level] += 1
                steady += three <= {(each.year, each.month) for each in history.held(day)}
        due = states.total()
        names = ("done", "attempted", "excused", "missed", "open")
        judged = due - states["excused"] - states["open"]
        return {
            "ledger": {
                "due": due,
                **{name: states[name] for name in names},
                "compliance_pct": per_cent(states["done"], judged),
            },
            "overdue": {level: levels[level] for level in ("amber", "red", "escalate")},
            "visited_three_months": steady,
        }

    def hours(self) -> dict[str, Any]:
        """Section 7: each of a couple gives their time."""
        [(visits, given)] = self._rows(
            "SELECT total(minutes * (kind = 'visit')),"
            " total(minutes * (1 + (second_volunteer_id IS NOT NULL)))"
            " FROM visit JOIN match ON match.id = match_id"
            " WHERE outcome = 'held' AND withdrawn_on IS NULL"
            " AND visited_on BETWEEN :first AND :day AND child_id IN CHILDREN"
        )
        return {"visit_hours": in_hours(int(visits)), "volunteering_hours": in_hours(int(given))}

    def concerns(self) -> dict[str, Any]:
        """Section 13: who was told of each by the day, and until when they should have been."""
        whose = "TRUE" if self._all else "child_id IN CHILDREN"
        told = (
            "(SELECT min(told_on) FROM concern_told"
            " WHERE concern_id = concern.id AND party = '{}' AND told_on <= :day)"
        )
        count: Counter[str] = Counter()
        for kind, raised_on, is_open, worker, lado in self._rows(
            "SELECT kind, raised_on, closed_on IS NULL OR closed_on > :day,"
            f" {told.format('social_worker')}, {told.format('lado')}"
            f" FROM concern WHERE raised_on <= :day AND {whose}"
        ):
            count["open"] += is_open
            if raised_on < str(self._first):
                continue
            clocks = [(raised_on, worker)]
            if kind == "allegation_about_volunteer":
                working = date.fromisoformat(raised_on) + DAY
                while working.weekday() >= 5 or working in HOLIDAYS:
                    working += DAY
                clocks.append((str(working), lado))
            late = any((on or str(self._day)) > until for until, on in clocks)
            waiting = not late and any(on is None for _, on in clocks)
            count["raised"] += 1
            count["told_late" if late else "waiting" if waiting else "told_in_time"] += 1
        names = ("raised", "told_in_time", "told_late", "waiting", "open")
        return {
            "concerns": {name: count[name] for name in names},
            "concerns_told_pct": per_cent(
                count["told_in_time"], count["raised"] - count["waiting"]
            ),
        }

    def moves(self) -> dict[str, Any]:
        """Section 14: a home, or what followed another worker; and the next visit held after it."""
        moved = self._rows(
            "WITH span AS (SELECT child_id, from_on, 'placement' AS what FROM placement UNION"
            " SELECT child_id, from_on, role FROM child_worker WHERE role = 'social_worker')"
            " SELECT what, from_on, (SELECT min(visited_on) FROM visit"
            "  JOIN match ON match.id = match_id WHERE match.child_id = span.child_id"
            "  AND kind = 'visit' AND outcome = 'held' AND withdrawn_on IS NULL"
            "  AND visited_on >= from_on),"
            "  (SELECT ended_on FROM match WHERE match.child_id = span.child_id"
            "  AND started_on <= from_on AND ended_on > from_on AND ending_route = 'care_ended')"
            " FROM span WHERE from_on <= :day AND child_id IN CHILDREN"
            " AND (what = 'placement' OR EXISTS (SELECT 1 FROM span AS other"
            "  WHERE other.child_id = span.child_id"
            "  AND other.what = span.what AND coalesce(other.from_on, '') < span.from_on))"
            " AND EXISTS (SELECT 1 FROM match WHERE match.child_id = span.child_id"
            "  AND started_on <= from_on AND (ended_on IS NULL OR ended_on > from_on))"
        )
        what: Counter[str] = Counter()
        decided: Counter[str] = Counter()
        for kind, from_on, visited_on, care_ended_on in moved:
            last = date.fromisoformat(from_on) + timedelta(CONTINUITY)
            now = from_on >= str(self._first)
            what[kind] += now
            if care_ended_on and care_ended_on <= min(str(last), str(self._day)):
                continue
            if self._first <= last <= self._day:
                decided["kept" if visited_on and visited_on <= str(last) else "lost"] += 1
            elif now:
                decided["open"] += 1
        judged = decided["kept"] + decided["lost"]
        return {
            "moves": {kind: what[kind] for kind in ("placement", "social_worker")},
            "continuity": {state: decided[state] for state in ("kept", "lost", "open")},
            "continuity_pct": per_cent(decided["kept"], judged),
            "continuity_decided": {state: decided[state] for state in ("kept", "lost")},
            "continuity_decided_pct": per_cent(decided["kept"], judged),
        }
