"""The month's visits, hours, concerns and moves against a direct count of the rows.

On the sample service and on a demonstration, into which chance has put concerns, tellings, moves,
contacts and own intervals. The counts know nothing of the program; visits go by the slow model.
"""

import json
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import ROUNDS, Run, change, run_on
from held_service import Rows, rows_of
from recruited_service import row
from slow_model import History, Rules, expected, month_state, months_of, stands

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

HERE = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
MONTHS = [(2025, 12), *((2026, month) for month in range(1, 12))]
# A hunt counts every one of them again.
COUNTED = MONTHS if ROUNDS > 1 else [*MONTHS[::3], MONTHS[-1]]
# The days within which a visit still follows a move, and from when a policy has fewer.
CONTINUITY, FEWER, FEWER_FROM = 45, 14, date(2026, 6, 1)
KINDS = ("disclosure", "allegation_about_volunteer", "missing", "health", "other")
HOLIDAYS = {
    date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6),
    date(2026, 5, 4), date(2026, 5, 25), date(2026, 8, 31),
}  # fmt: skip
RAISED = date(2025, 10, 1)


@pytest.fixture(scope="module", params=["sample", "demo"])
def service(
    request: pytest.FixtureRequest, plain: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A file with a service in it; never to be changed."""
    file = tmp_path_factory.mktemp(request.param) / "ivtool.db"
    on = ("--today", str(TODAY))
    if request.param == "sample":
        shutil.copy(plain, file)
        assert run_on(file, *on, "import", str(HERE / "sample-service")) == 0
    else:
        sized = ("--matches", "60", "--years", "2", "--seed", "11")
        assert run_on(file, *on, "demo", str(file), *sized) == 0
    fewer = ("visits.continuity_days", str(FEWER), "--from", str(FEWER_FROM))
    assert run_on(file, *on, "policy", "set", *fewer) == 0
    change(file, ";\n".join(put_in(random.Random(6), rows_of(file))))
    return file


def put_in(chance: random.Random, rows: Rows) -> Iterator[str]:
    """Concerns and tellings, moves of home and worker, contacts, and intervals of their own."""
    matches = list(rows["match"].values())
    started = [each for each in matches if each["started_on"]]
    number = max(rows["concern"], default=0)
    for _ in range(150):
        number += 1
        match = chance.choice(started)
        kind = chance.choice(KINDS)
        raised = RAISED + chance.randrange(0, (TODAY - RAISED).days + 1) * DAY
        alone = chance.random() < 0.1
        volunteer = match["volunteer_id"] if alone or kind == KINDS[1] else None
        told = {
            (party, raised + chance.choice((0, 0, 0, 0, 1, 1, 2, 3, 4, 9)) * DAY)
            for party in ("social_worker", "lado", "police", "social_worker")
            if chance.random() < 0.7
        }
        told = {each for each in told if each[1] <= TODAY}
        withdrawn = TODAY if number % 10 == 0 else None
        closed = max([raised, *(on for _, on in told)]) + chance.randrange(0, 60) * DAY
        yield row(
            "concern (id, kind, raised_on, raised_by, child_id, volunteer_id, words, closed_on,"
            " withdrawn_on)",
            (number, kind, raised, "Ira Moss", None if alone else match["child_id"], volunteer,
             "x", closed if closed <= TODAY and chance.random() < 0.7 else None, withdrawn),
        )  # fmt: skip
        for party, on in told:
            yield row(
                "concern_told (concern_id, party, told_on, told_by)", (number, party, on, "Ira")
            )
    for _ in range(90):
        child = chance.choice(started)["child_id"]
        on = date(2025, 8, 1) + chance.randrange(0, (TODAY - date(2025, 8, 1)).days + 1) * DAY
        if chance.random() < 0.5:
            yield row("placement (child_id, postcode, from_on)", (child, "ZZ1 1ZZ", on))
        else:
            role = chance.choice(("social_worker", "social_worker", "iro", "carer"))
            yield row("child_worker (child_id, role, name, from_on)", (child, role, "Ola", on))
    for match in chance.sample(started, 12):
        first = date.fromisoformat(match["started_on"])
        last = date.fromisoformat(match["ended_on"] or str(TODAY))
        on = first + chance.randrange(0, (last - first).days + 1) * DAY
        yield row("visit (match_id, visited_on, kind, outcome, nth, minutes, withdrawn_on)",
                  (match["id"], on, chance.choice(("phone", "video")),
                   chance.choice(("held", "held", "missed")), 1, 35,
                   chance.choice((None, None, TODAY))))  # fmt: skip
        if match["id"] not in {each["match_id"] for each in rows["match_interval"].values()}:
            yield row("match_interval (match_id, from_on, every_months)", (match["id"], on, 2))


def listed(file: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert run_on(file, "--today", str(TODAY), *arguments, "--format", "json") == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.hunt
@pytest.mark.parametrize("month", COUNTED, ids=lambda each: f"{each[0]}-{each[1]:02}")
def test_the_month_against_direct_counts(
    service: Path, capsys: pytest.CaptureFixture[str], month: tuple[int, int]
) -> None:
    rows = rows_of(service)
    following = date(month[0] + month[1] // 12, month[1] % 12 + 1, 1)
    first, day = date(*month, 1), min(following - DAY, TODAY)
    line = ("report", "compliance", "--month", f"{month[0]}-{month[1]:02}")
    named: list[tuple[int | None, tuple[str, ...]]] = [(None, ())]
    named += [(number, ("--authority", each["name"])) for number, each in rows["authority"].items()]
    for authority, option in named:
        found = listed(service, capsys, *line, *option)
        for counted in (visits, hours, concerns, moves):
            expectation = counted(rows, first, day, authority)
            assert {name: found[name] for name in expectation} == expectation, option


def test_there_is_something_to_count(service: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every figure is of something in some month, or nothing was shown."""
    seen: Counter[str] = Counter()
    for year, month in MONTHS:
        found = listed(service, capsys, "report", "compliance", "--month", f"{year}-{month:02}")
        for name in ("concerns", "moves", "continuity", "continuity_decided", "overdue"):
            seen.update({f"{name}.{part}": value for part, value in found[name].items()})
        seen["hours"] += found["volunteering_hours"] > found["visit_hours"]
    assert all(seen.values()), seen


def per_cent(part: int, whole: int) -> float | None:
    if not whole:
        return None
    tenths = (Decimal(1000 * part) / whole).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return float(tenths / 10)


def of_authority(rows: Rows, child: int | None, authority: int | None) -> bool:
    if authority is None:
        return True
    held = [each["authority_id"] for each in rows["child_authority"].values()
            if each["child_id"] == child]  # fmt: skip
    return held == [authority]


def histories(rows: Rows, day: date, authority: int | None) -> Iterator[History]:
    """Every match that had begun by a day, as the slow model wants it."""
    outcomes = {"held": "held", "missed": "missed"}
    for number, match in rows["match"].items():
        if not match["started_on"] or match["started_on"] > str(day):
            continue
        if not of_authority(rows, match["child_id"], authority):
            continue
        mine = {
            table: [each for each in rows[table].values() if each["match_id"] == number]
            for table in ("visit", "pause", "excuse", "match_interval")
        }
        ended = match["ended_on"]
        yield History(
            date.fromisoformat(match["started_on"]),
            ended and date.fromisoformat(ended),
            tuple(
                (date.fromisoformat(each["visited_on"]),
                 outcomes.get(each["outcome"], "called_off"))
                for each in mine["visit"]
                if each["kind"] == "visit" and each["withdrawn_on"] is None
            ),
            tuple(
                (date.fromisoformat(each["from_on"]),
                 each["until_on"] and date.fromisoformat(each["until_on"]))
                for each in mine["pause"]
                if each["withdrawn_on"] is None
            ),
            frozenset((int(each["month"][:4]), int(each["month"][5:])) for each in mine["excuse"]),
            own_months=tuple(
                (date.fromisoformat(each["from_on"]), each["every_months"])
                for each in mine["match_interval"]
            ),
        )  # fmt: skip


def visits(rows: Rows, first: date, day: date, authority: int | None) -> dict[str, Any]:
    """Section 6: the month's line of every match, overdue by level, three months in a row."""
    rules = Rules()
    states: Counter[str] = Counter()
    levels: Counter[str | None] = Counter()
    steady = due = 0
    month = (first.year, first.month)
    before = (first - DAY).replace(day=1)
    three = [month, (before.year, before.month), *[((before - DAY).year, (before - DAY).month)]]
    for history in histories(rows, day, authority):
        if month in months_of(history, day) and expected(history, month, day, rules):
            states[month_state(history, month, day, rules)] += 1
            due += 1
        if history.live(day, day):
            levels[stands(history, day, rules).level] += 1
            held = {(each.year, each.month) for each in history.held(day)}
            steady += all(each in held for each in three)
    judged = due - states["excused"] - states["open"]
    return {
        "ledger": {
            "due": due,
            **{name: states[name] for name in ("done", "attempted", "excused", "missed", "open")},
            "compliance_pct": per_cent(states["done"], judged),
        },
        "overdue": {level: levels[level] for level in ("amber", "red", "escalate")},
        "visited_three_months": steady,
    }


def hours(rows: Rows, first: date, day: date, authority: int | None) -> dict[str, Any]:
    """Section 7."""
    of_visits = given = 0
    for entry in rows["visit"].values():
        match = rows["match"][entry["match_id"]]
        if not of_authority(rows, match["child_id"], authority):
            continue
        if entry["withdrawn_on"] or entry["outcome"] != "held":
            continue
        if not str(first) <= entry["visited_on"] <= str(day):
            continue
        minutes = entry["minutes"] or 0
        of_visits += minutes if entry["kind"] == "visit" else 0
        given += minutes * (2 if match["second_volunteer_id"] else 1)
    return {"visit_hours": in_hours(of_visits), "volunteering_hours": in_hours(given)}


def in_hours(minutes: int) -> float:
    return float((Decimal(minutes) / 60).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def concerns(rows: Rows, first: date, day: date, authority: int | None) -> dict[str, Any]:
    """Section 13: of each concern of the month, whoever must be told, one by one."""
    count: Counter[str] = Counter()
    for number, concern in rows["concern"].items():
        raised = date.fromisoformat(concern["raised_on"])
        if raised > day or not of_authority(rows, concern["child_id"], authority):
            continue
        if concern["withdrawn_on"] is not None:
            continue
        count["open"] += concern["closed_on"] is None or concern["closed_on"] > str(day)
        count["raised"] += raised >= first
        due = {"social_worker": raised}
        if concern["kind"] == "allegation_about_volunteer":
            lado = raised + DAY
            while lado.isoweekday() > 5 or lado in HOLIDAYS:
                lado += DAY
            due["lado"] = lado
        unkept: list[date] = []
        waiting = False
        for party, until in due.items():
            told = [
                each["told_on"]
                for each in rows["concern_told"].values()
                if (each["concern_id"], each["party"]) == (number, party)
                and each["told_on"] <= str(day)
            ]
            # The last day of a month is over; today is not.
            over = until < day or (until == day and (day + DAY).day == 1)
            if min(told) > str(until) if told else over:
                unkept.append(until)
            waiting |= not told
        month_end = (first + 31 * DAY).replace(day=1) - DAY
        if unkept:
            count["told_late"] += first <= min(unkept) <= month_end
        elif waiting:
            count["waiting"] += 1
        else:
            count["told_in_time"] += first <= max(due.values()) <= month_end
    names = ("raised", "told_in_time", "told_late", "waiting", "open")
    return {
        "concerns": {name: count[name] for name in names},
        "concerns_told_pct": per_cent(
            count["told_in_time"], count["told_in_time"] + count["told_late"]
        ),
    }


def moves(rows: Rows, first: date, day: date, authority: int | None) -> dict[str, Any]:
    """Section 14: every day on which somebody moved, and the days after it one by one."""
    most = CONTINUITY if day < FEWER_FROM else FEWER
    moved = {
        (child, on, what): over is not None and over <= str(min(on + most * DAY, day))
        for child, on, what, over in moved_on(rows, authority)
    }
    what = Counter(each[2] for each in moved if first <= each[1] <= day)
    decided = Counter(
        continued(rows, child, on, day, most)
        for (child, on, _), care_over in moved.items()
        if first <= on + most * DAY <= day and not care_over
    )
    still_open = sum(
        first <= on <= day < on + most * DAY and not care_over
        for (_, on, _), care_over in moved.items()
    )
    counts = {state: decided[state] for state in ("kept", "lost")}
    pct = per_cent(decided["kept"], decided["kept"] + decided["lost"])
    return {
        "moves": {kind: what[kind] for kind in ("placement", "social_worker")},
        "continuity": counts | {"open": still_open},
        "continuity_pct": pct,
        "continuity_decided": counts,
        "continuity_decided_pct": pct,
    }


def moved_on(rows: Rows, authority: int | None) -> Iterator[tuple[int, date, str, str | None]]:
    """Each with the day on which care ended the match of that day."""
    spans = [(each["child_id"], each["from_on"], "placement")
             for each in rows["placement"].values()]  # fmt: skip
    spans += [(each["child_id"], each["from_on"], "social_worker")
              for each in rows["child_worker"].values()
              if each["role"] == "social_worker"]  # fmt: skip
    for child, on, what in spans:
        if on is None or not of_authority(rows, child, authority):
            continue
        earlier = any(
            (other, kind) == (child, what) and (begun is None or begun < on)
            for other, begun, kind in spans
        )
        live = [
            each
            for each in rows["match"].values()
            if each["child_id"] == child
            and each["started_on"]
            and each["started_on"] <= on
            and (each["ended_on"] is None or each["ended_on"] > on)
        ]
        if live and (earlier or what == "placement"):
            [over] = {each["ended_on"] if each["ending_route"] == "care_ended" else None
                      for each in live}  # fmt: skip
            yield child, date.fromisoformat(on), what, over


def continued(rows: Rows, child: int, on: date, day: date, most: int) -> str:
    held = {
        entry["visited_on"]
        for entry in rows["visit"].values()
        if rows["match"][entry["match_id"]]["child_id"] == child
        and (entry["kind"], entry["outcome"], entry["withdrawn_on"]) == ("visit", "held", None)
    }
    for days in range(most + 1):
        if on + days * DAY > day:
            return "open"
        if str(on + days * DAY) in held:
            return "kept"
    return "lost"


def test_what_was_recorded_after_the_close_is_counted(run: Run, file: Path) -> None:
    change(
        file,
        "INSERT INTO authority (id, name) VALUES (1, 'Fenmarsh'), (2, 'Tarnside');"
        "INSERT INTO child (id, name) VALUES (1, 'Ada Reed');"
        "INSERT INTO child_authority (child_id, authority_id) VALUES (1, 1);"
        "INSERT INTO volunteer (id, name, capacity, capacity_imported) VALUES (1, 'Bo', 1, 0);",
    )
    # Recorded on the day of the real clock, which is long after.
    on = ("--on", "2020-01-10")
    run("concern", "raise", "--child", "C-1", "--kind", "health", "--words", "x", *on)
    run("concern", "told", "K-1", "social_worker", *on)
    run("concern", "raise", "--volunteer", "V-1", "--kind", "other", "--words", "x", *on)
    run("child", "move", "C-1", *on, "--postcode", "ZZ1 1ZZ")
    run("concern", "close", "K-1", "--note", "x", *on)
    run("concern", "show", "K-1")
    line = ("report", "compliance", "--month", "2020-01", "--format", "json")
    for option, count in (((), 4), (("Fenmarsh",), 3), (("Tarnside",), 0)):
        named = ("--authority", *option) if option else ()
        assert json.loads(run(*line, *named).out)["entered_since"] == count, option
