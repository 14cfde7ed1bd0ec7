"""Overdue means one thing: every command and report that tells it tells the same, of every match.

`report overdue --all` is what all the others are compared with; that it is right is for the tests
of the definition to say.
"""

import ast
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, change, run_on

# Hundreds of whole commands.
pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "ivtool"
TODAY = "2026-11-22"
DAYS = (TODAY, "2026-10-31", "2026-02-28")
GRACE_DAYS = 7
FOUND = 10
LEVELS = ("escalate", "red", "amber")
# The definition, and what asks it of a match in a file.
DEFINITIONS = {
    ("ivtool.domain.visits.visits", "standing"),
    ("ivtool.state.visits.visits", "standings"),
    ("ivtool.state.visits.visits", "standing_on"),
}
# Who asks for the definition. A module that is new here joins the walk below.
CALLERS = {
    "domain/office/explanation.py": "explain overdue",
    "reports/office/findings.py": "job run missed-visits",
    "reports/matching/matches.py": "match show, match list",
    "reports/visits/overdue.py": "report overdue",
    "services/visits/plans.py": "visit plan, match interval",
    "services/visits/visits.py": "visit log, visit correct, visit withdraw",
    "state/office/compliance.py": "report compliance",
    "state/office/todo.py": "today",
    "state/visits/visits.py": "all of these",
}
# What the sample has not: own intervals by day, plans, touching pauses, an open one, back-dating.
EDGES = """
INSERT INTO match_interval (match_id, from_on, every_months)
VALUES (68, '2026-03-01', 2), (53, '2026-11-22', 3), (80, '2026-11-23', 12), (45, '2026-01-01', 1);
INSERT INTO visit_plan (match_id, planned_on)
VALUES (63, '2026-11-22'), (82, '2026-11-21'), (34, '2027-01-04'), (68, '2026-12-01');
INSERT INTO pause (match_id, from_on, until_on)
VALUES (52, '2026-10-20', '2026-10-31'), (52, '2026-11-01', '2026-11-05'),
       (43, '2026-11-21', NULL), (32, '2026-11-12', '2026-11-22'), (39, '2026-11-22', NULL);
"""


@pytest.fixture(scope="module")
def edges(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample service with every edge in it; never to be changed."""
    path = Path(shutil.copy(plain, tmp_path_factory.mktemp("edges") / "ivtool.db"))
    assert run_on(path, "--today", TODAY, "import", str(HERE / "sample-service")) == 0
    change(path, EDGES)
    return path


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo of three hundred matches; never to be changed."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    making = ("--today", TODAY, "demo", str(path), "--matches", "300", "--years", "1")
    assert run_on(path, *making) == 0
    return path


@pytest.fixture(params=["edges", "large"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of one of the services."""
    made: Path = request.getfixturevalue(request.param)
    return Path(shutil.copy(made, tmp_path / "ivtool.db"))


@pytest.fixture
def looked(run: Run) -> Any:
    """What a command tells in JSON on a day."""

    def look(day: str, *arguments: str, code: int = 0) -> Any:
        return json.loads(run("--today", day, *arguments, "--format", "json", code=code).out)

    return look


def standings(looked: Any, day: str, *as_of: str) -> dict[str, tuple[Any, ...]]:
    """Where every live match stands: status, due day, days, level, last visit."""
    return {
        each["match"]: (
            each["status"],
            each["due_on"],
            each["days_overdue"],
            each["level"],
            each["last_visit_on"],
        )
        for each in looked(day, "report", "overdue", "--all", *as_of)
    }


def some(known: dict[str, Any]) -> Iterator[str]:
    """Every match that is not simply in time, and a few of those that are."""
    for place, (match, (status, _, days, *_)) in enumerate(known.items()):
        if status != "ok" or days > 0 or place % 29 == 0:
            yield match


@pytest.mark.parametrize("as_of", DAYS)
def test_the_lists_agree(looked: Any, as_of: str) -> None:
    known = standings(looked, TODAY, "--as-of", as_of)
    # What was known then is what is known of then.
    assert known == standings(looked, as_of)
    overdue = {match: each for match, each in known.items() if each[0] == "overdue"}
    assert overdue
    listed = looked(TODAY, "report", "overdue", "--as-of", as_of)
    assert {
        each["match"]: ("overdue", each["due_on"], each["days_overdue"], each["level"])
        for each in listed
    } == {match: each[:4] for match, each in overdue.items()}
    for authority in ("Fenmarsh", "Saltmere"):
        names = {each["authority"] for each in listed}
        if any(name.startswith(authority) for name in names):
            only = looked(TODAY, "report", "overdue", "--as-of", as_of, "--authority", authority)
            assert only == [each for each in listed if each["authority"].startswith(authority)]


@pytest.mark.parametrize("as_of", DAYS)
def test_today_agrees(looked: Any, as_of: str) -> None:
    known = standings(looked, TODAY, "--as-of", as_of)
    told = [
        each for each in looked(TODAY, "today", "--as-of", as_of) if each["source"] == "overdue"
    ]
    now = [each for each in told if each["urgency"] == "now"]
    listed = looked(TODAY, "report", "overdue", "--as-of", as_of)
    assert [(each["match"], each["due_on"], each["days"]) for each in now] == [
        (each["match"], each["due_on"], each["days_overdue"]) for each in listed
    ]
    for each in now:
        _, _, _, level, last = known[each["match"]]
        assert f"{each['match']} overdue, {level}: " in each["reason"]
        assert ("never visited" in each["reason"]) == (last is None)
    within = {each["match"]: (each["due_on"], each["days"]) for each in told if each not in now}
    for match, (status, due_on, days, *_) in known.items():
        if status == "ok" and 0 < days <= GRACE_DAYS:
            [shown] = looked(TODAY, "explain", "overdue", match, "--as-of", as_of)
            if shown["planned_on"] is None:
                assert within.pop(match) == (due_on, days)
    assert within == {}


@pytest.mark.parametrize("as_of", DAYS)
def test_what_is_shown_of_a_match_and_explained_agrees(looked: Any, as_of: str) -> None:
    known = standings(looked, TODAY, "--as-of", as_of)
    for match in some(known):
        [shown] = looked(TODAY, "match", "show", match, "--as-of", as_of)
        names = ("visits", "due_on", "days_overdue", "level", "last_visit_on")
        assert tuple(shown[name] for name in names) == known[match]
        [explained] = looked(TODAY, "explain", "overdue", match, "--as-of", as_of)
        names = ("status", "due_on", "days_overdue", "level", "last_visit_on")
        assert tuple(explained[name] for name in names) == known[match]
        assert explained["planned_on"] == shown["planned_on"]


def test_the_lists_of_matches_agree_on_who_is_paused(looked: Any) -> None:
    known = standings(looked, TODAY)
    status = {each["ref"]: each["status"] for each in looked(TODAY, "match", "list")}
    for match, each in known.items():
        assert status[match] == ("paused" if each[0] == "paused" else "live")


@pytest.mark.parametrize("as_of", DAYS)
def test_the_job_agrees(looked: Any, as_of: str) -> None:
    known = standings(looked, as_of)
    overdue = {match: each for match, each in known.items() if each[0] == "overdue"}
    told = looked(as_of, "job", "run", "missed-visits", "--all", code=FOUND)
    assert {each["match"]: each["days"] for each in told} == {
        match: days for match, (_, _, days, *_) in overdue.items()
    }
    for each in told:
        assert each["what"].startswith(f"overdue, {overdue[each['match']][3]}: ")


@pytest.mark.parametrize("as_of", DAYS)
def test_the_month_agrees(looked: Any, as_of: str) -> None:
    known = standings(looked, TODAY, "--as-of", as_of)
    month = looked(TODAY, "report", "compliance", "--month", as_of[:7])
    levels = Counter(level for status, _, _, level, _ in known.values() if status == "overdue")
    assert month["overdue"] == {level: levels[level] for level in reversed(LEVELS)}


def test_what_is_said_of_an_entry_agrees(looked: Any) -> None:
    known = standings(looked, TODAY)
    matches = list(some(known))[:12]
    for match in matches:
        # A contact is no visit: what is due stays as it was.
        [logged] = looked(TODAY, "visit", "log", match, "--kind", "message")
        _, due_on, days, *_ = known[match]
        assert (logged["due_on"], logged["days_overdue"]) == (due_on, days)
        # Nor does a plan change it.
        [planned] = looked(TODAY, "visit", "plan", match, "--on", "2027-01-15")
        assert planned["due_on"] == due_on
    assert standings(looked, TODAY) == known
    for match in matches:
        on = (date.fromisoformat(TODAY) - timedelta(days=2)).isoformat()
        [logged] = looked(TODAY, "visit", "log", match, "--on", on, "--minutes", "90")
        status, due_on, days, _, last = standings(looked, TODAY)[match]
        assert (logged["due_on"], logged["days_overdue"], last) == (due_on, days, on)
        assert status != "overdue"
        [back] = looked(TODAY, "visit", "withdraw", logged["ref"], "--why", "another child's")
        _, due_on, days, *_ = known[match]
        assert back["due_on"] == due_on
    assert standings(looked, TODAY) == known


def test_nobody_else_asks_for_the_definition() -> None:
    asked = set()
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(_asks(node) for node in ast.walk(tree)):
            asked.add(path.relative_to(PACKAGE).as_posix())
    assert asked == set(CALLERS)


def _asks(node: ast.AST) -> bool:
    """Whether a part of a module takes the definition in, by name or by its module."""
    if isinstance(node, ast.ImportFrom):
        taken = {(node.module, alias.name) for alias in node.names}
        return bool(taken & DEFINITIONS)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return any(
            node.attr == name and node.value.id in (module.rpartition(".")[2], "visit_rules")
            for module, name in DEFINITIONS
        )
    return False
