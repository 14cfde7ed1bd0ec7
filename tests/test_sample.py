"""The sample service against what it was reckoned to come to; a random one against a slow model.

Volunteers, matches and claims are named by their keys; `match_key` there is `key` in a listing.
"""

import csv
import json
import random
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import slow_model
from conftest import Ran, Run, opened, run_on
from slow_model import History

HERE = Path(__file__).parent
SAMPLE = HERE / "sample-service"
EXPECTED = HERE / "sample-service-expected"
TODAY = "2026-11-22"
DAY = timedelta(days=1)
Row = dict[str, Any]


def expected(name: str) -> Any:
    return json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=["encrypted", "plain"])
def sample(
    request: pytest.FixtureRequest,
    migrated: Path,
    plain: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A file of either kind that holds the sample service; never to be changed."""
    path = tmp_path_factory.mktemp("sample") / "ivtool.db"
    path.write_bytes((plain if request.param == "plain" else migrated).read_bytes())
    assert run_on(path, "import", str(SAMPLE), "--today", TODAY) == 0
    return path


def listed(file: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert run_on(file, "--today", TODAY, *arguments, "--format", "json") == 0
    return json.loads(capsys.readouterr().out)


def keyed(rows: list[Row], *names: str) -> list[Row]:
    return [{"match_key": row["key"], **{name: row[name] for name in names}} for row in rows]


def test_overdue_is_row_for_row_as_reckoned(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = listed(sample, capsys, "report", "overdue")
    assert len(rows) == 11
    columns = ("last_visit_on", "due_on", "days_overdue", "level")
    assert keyed(rows, *columns) == expected("overdue")


def test_every_live_match_stands_as_reckoned(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = listed(sample, capsys, "report", "overdue", "--all")
    assert len(rows) == 46
    columns = ("last_visit_on", "due_on", "days_overdue", "status", "level")
    found = sorted(keyed(rows, *columns), key=lambda row: str(row["match_key"]))
    assert found == expected("overdue-all")


def test_the_ledger_is_row_for_row_as_reckoned(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = listed(sample, capsys, "report", "ledger", "--from", "2026-01", "--to", "2026-10")
    assert len(rows) > 500
    assert keyed(rows, "month", "state", "due", "visits_held") == expected("ledger")


def test_every_unpriced_journey_is_priced_as_reckoned(sample: Path) -> None:
    with closing(opened(sample)) as connection:
        rows = connection.execute(
            "SELECT e.key, v.key, m.key, n.incurred_on, n.vehicle, n.miles_tenths, n.amount_pence"
            " FROM claim_line n JOIN claim e ON e.id = n.claim_id"
            " JOIN volunteer v ON v.id = e.volunteer_id LEFT JOIN match m ON m.id = n.match_id"
            " WHERE n.priced AND n.category = 'mileage' ORDER BY e.id, n.line"
        ).fetchall()
    names = ("claim_key", "volunteer_key", "match_key", "on", "vehicle")
    found = [
        {**dict(zip(names, row, strict=False)), "miles": row[5] / 10, "pence": row[6]}
        for row in rows
    ]
    reckoned = [
        {name: row[name] for name in (*names, "miles", "pence")} for row in expected("mileage")
    ]
    assert len(found) > 1000
    order = [sorted(each, key=lambda row: str(sorted(row.items(), key=str)))
             for each in (found, reckoned)]  # fmt: skip
    assert order[0] == order[1]


def test_the_compliance_of_october_is_as_reckoned(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = listed(sample, capsys, "report", "compliance", "--month", "2026-10")
    reckoned = expected("compliance-2026-10")
    for name, value in reckoned.items():
        # What no import tells may stand beside: supervision, for one.
        more = found[name].keys() - value.keys() if isinstance(value, dict) else ()
        assert value == (
            {part: each for part, each in found[name].items() if part not in more}
            if isinstance(value, dict)
            else found[name]
        ), name


def test_who_is_clear_to_visit_is_as_reckoned(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = {row["key"]: row for row in listed(sample, capsys, "volunteer", "list")}
    standings = {(False, False): "active", (True, False): "on_hold", (False, True): "left",
                 (True, True): "left"}  # fmt: skip
    for each in expected("clear"):
        row = rows[each["volunteer_key"]]
        assert row["clear"] is each["clear"], each
        assert row["standing"] == standings[each["on_hold"], each["left"]], each


def test_importing_the_sample_again_changes_nothing(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sample.read_bytes()
    rows = listed(sample, capsys, "import", str(SAMPLE))
    assert sum(row["unchanged"] for row in rows) == 4775 + 4
    assert {row[name] for row in rows for name in ("added", "changed", "refused")} == {0}
    assert sample.read_bytes() == before


def random_history(chance: random.Random) -> History:
    start = date(2024, 1, 1) + timedelta(days=chance.randrange(900))
    ended = start + timedelta(days=chance.randrange(700)) if chance.random() < 0.4 else None
    last = min(ended or date(2026, 11, 22), date(2026, 11, 22))
    ended = None if ended and ended > last else ended
    span = (last - start).days
    pauses: list[tuple[date, date | None]] = []
    begin = start
    for _ in range(chance.randrange(5)):
        begin += timedelta(days=chance.choice((0, 1, 7, 40, 120)))
        until = begin + timedelta(days=chance.choice((0, 1, 6, 30, 60)))
        if begin >= last:
            break
        pauses.append((begin, until))
        begin = until + DAY
    if chance.random() < 0.2 and begin < last:
        pauses.append((begin, None))
    visits = {
        (start + timedelta(days=chance.randint(0, span)), outcome)
        for outcome in ("held", "held", "called_off", "missed")
        for _ in range(chance.randrange(1 + span // 40))
    }
    months = [start + timedelta(days=chance.randint(0, span)) for _ in range(chance.randrange(3))]
    return History(
        start,
        ended,
        tuple(sorted(visits)),
        tuple(pauses),
        frozenset((day.year, day.month) for day in months),
        chance.choice((1, 1, 1, 2, 3)),
    )


def write(folder: Path, sheet: str, headings: str, rows: Sequence[Sequence[object]]) -> None:
    with (folder / f"{sheet}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings.split())
        writer.writerows(rows)


def write_service(folder: Path, histories: dict[str, History]) -> None:
    """Write the matches as a team would; each with its own child and volunteer."""
    outcomes = {"held": "Held", "called_off": "cancelled by carer", "missed": "MISSED"}
    items = list(histories.items())
    write(folder, "volunteers", "key name", [[f"V{key}", "A"] for key, _ in items])
    write(folder, "children", "key name", [[f"C{key}", "B"] for key, _ in items])
    write(
        folder, "referrals", "key child received_on source",
        [[f"R{key}", f"C{key}", "2024-01-01", "IRO"] for key, _ in items],
    )  # fmt: skip
    write(
        folder, "matches", "key referral volunteer proposed_on started_on ended_on every_months",
        [
            [key, f"R{key}", f"V{key}", "2024-01-01", each.started_on, each.ended_on,
             None if each.every_months == 1 else each.every_months]
            for key, each in items
        ],
    )  # fmt: skip
    write(
        folder, "pauses", "match from until",
        [[key, begin, until] for key, each in items for begin, until in each.pauses],
    )  # fmt: skip
    write(
        folder, "visits", "match on kind outcome",
        [
            [key, day, kind, outcomes[outcome]]
            for key, each in items
            for day, outcome in each.visits
            for kind in ("visit", "phone")
            if kind == "visit" or day.day % 2
        ] + [[key, each.started_on, "video", "held"] for key, each in items],
    )  # fmt: skip
    write(
        folder, "excuses", "match month by reason",
        [[key, f"{year}-{number:02d}", "x", "y"]
         for key, each in items for year, number in sorted(each.excused)],
    )  # fmt: skip


def test_a_random_service_agrees_with_the_walk_of_days_on_any_day(run: Run, tmp_path: Path) -> None:
    chance = random.Random(20261122)
    histories = {f"K{number:02d}": random_history(chance) for number in range(60)}
    folder = tmp_path / "sheets"
    folder.mkdir()
    write_service(folder, histories)
    assert "refused" in run("import", str(folder), "--today", TODAY).out
    rules = slow_model.Rules()
    for as_of in (
        date(2024, 2, 29), date(2025, 1, 31), date(2025, 12, 1), date(2026, 4, 30),
        date(2026, 5, 1), date(2026, 11, 22),
    ):  # fmt: skip
        asked = ("--as-of", str(as_of), "--today", TODAY, "--format", "json")
        ran: Ran = run("report", "overdue", "--all", *asked)
        found = {row["key"]: row for row in json.loads(ran.out)}
        live = {key: each for key, each in histories.items() if each.live(as_of, as_of)}
        assert found.keys() == live.keys()
        for key, history in live.items():
            slow = slow_model.stands(history, as_of, rules)
            row = found[key]
            assert (row["status"], row["level"], row["days_overdue"]) == (
                slow.status, slow.level, slow.days_overdue
            ), (key, as_of, history)  # fmt: skip
            assert (row["last_visit_on"] or None) == (
                str(slow.last_visit_on) if slow.last_visit_on else None
            )
        ran = run("report", "ledger", "--from", "2024-01", *asked)
        slow_lines = {
            (key, f"{month[0]}-{month[1]:02d}"): slow_model.month_state(
                history, month, as_of, rules
            )
            for key, history in histories.items()
            if history.started_on <= as_of
            for month in slow_model.months_of(history, as_of)
        }
        lines = {(row["key"], row["month"]): row["state"] for row in json.loads(ran.out)}
        assert lines == slow_lines, as_of
