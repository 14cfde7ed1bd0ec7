"""Every figure on volunteers against a direct count of the rows, and the lists against a slow loop.

On the sample service, and on a demonstration into which chance has put what no sheet can hold:
askings, status checks, waivers, returns, days that are not known.
"""

import json
import shutil
import statistics
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import ROUNDS, connected, run_on
from recruited_service import (
    BY_STAGE,
    DAY,
    MONTHS_IN_DATE,
    STAGES,
    TODAY,
    asked,
    done_asking,
    later,
    put_in,
    until,
    waived,
)

from ivtool.domain.names import NamesShown
from ivtool.domain.policy import CORE_MODULES
from ivtool.reports.recruitment.volunteers import volunteer_card, volunteer_list

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

HERE = Path(__file__).parent.parent
DAYS = (date(2025, 12, 31), date(2026, 5, 4), date(2026, 10, 31), TODAY)
SOME_DAYS = DAYS if ROUNDS > 1 else DAYS[1::2]
MONTHS = [(2025, 12), *((2026, month) for month in range(1, 12))]
# A hunt counts every one of them again.
COUNTED = MONTHS if ROUNDS > 1 else [*MONTHS[::3], MONTHS[-1]]
MODULES = CORE_MODULES.split("; ")


@pytest.fixture(scope="module", params=["sample", "demo"])
def service(
    request: pytest.FixtureRequest, plain: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """A file with a service in it; never to be changed."""
    file = tmp_path_factory.mktemp(request.param) / "ivtool.db"
    if request.param == "sample":
        shutil.copy(plain, file)
        assert run_on(file, "--today", str(TODAY), "import", str(HERE / "sample-service")) == 0
    else:
        sized = ("--matches", "60", "--years", "2", "--seed", "7")
        assert run_on(file, "--today", str(TODAY), "demo", str(file), *sized) == 0
        put_in(file, 20261122)
    yield file
    done_asking(file)


def listed(file: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert run_on(file, "--today", str(TODAY), *arguments, "--format", "json") == 0
    return json.loads(capsys.readouterr().out)


def median(values: list[Any]) -> float | None:
    return statistics.median(values) if values else None


@pytest.mark.hunt
@pytest.mark.parametrize("month", COUNTED, ids=lambda each: f"{each[0]}-{each[1]:02}")
def test_the_month_against_direct_counts(
    service: Path, capsys: pytest.CaptureFixture[str], month: tuple[int, int]
) -> None:
    first = date(*month, 1)
    day = min(later(first, 1) - DAY, TODAY)
    name = f"{month[0]}-{month[1]:02}"
    found = listed(service, capsys, "report", "compliance", "--month", name)
    stages = dict(asked(service, BY_STAGE, day=day))
    counts = Counter(stages.values())
    by_stage = {stage: counts[place] for place, stage in enumerate(STAGES)}
    assert found["volunteers_by_stage"] == by_stage | {"not_known": counts[None]}
    held = asked(
        service,
        "SELECT DISTINCT volunteer_id FROM volunteer_hold"
        " WHERE from_on <= :day AND coalesce(until_on, '9999') >= :day",
        day=day,
    )
    assert found["volunteers_on_hold"] == sum(number in stages for (number,) in held)
    spans = {"first": first, "last": day}
    [(approved,)] = asked(
        service,
        "SELECT count(*) FROM volunteer_stage"
        " WHERE stage = 'approved' AND reached_on BETWEEN :first AND :last",
        **spans,
    )
    assert found["volunteers_approved"] == approved
    took = asked(
        service,
        "SELECT julianday(a.reached_on) - julianday(i.reached_on) FROM volunteer_stage a"
        " JOIN volunteer_stage i ON i.volunteer_id = a.volunteer_id AND i.spell = a.spell"
        " WHERE a.stage = 'approved' AND i.stage = 'interest_expressed' AND a.spell = 1"
        " AND i.reached_on IS NOT NULL AND a.reached_on BETWEEN :first AND :last",
        **spans,
    )
    assert found["approved_days_median"] == median([days for (days,) in took])
    left = dict(
        asked(
            service,
            "SELECT ended_as, count(*) FROM volunteer_spell"
            " WHERE ended_on BETWEEN :first AND :last GROUP BY ended_as",
            **spans,
        )
    )
    assert found["volunteers_left"] == {
        how: left.get(how, 0) for how in ("withdrew", "not_accepted", "left")
    }
    [(returned,)] = asked(
        service,
        "SELECT count(*) FROM volunteer_spell WHERE begun_on BETWEEN :first AND :last",
        **spans,
    )
    assert found["volunteers_returned"] == returned
    in_date(service, found, day, None)
    for number, authority in asked(service, "SELECT id, name FROM authority"):
        one = listed(
            service, capsys, "report", "compliance", "--month", name, "--authority", authority
        )
        in_date(service, one, day, number)
        for field in ("by_stage", "on_hold", "approved", "left", "returned"):
            assert one[f"volunteers_{field}"] is None
        assert one["approved_days_median"] is None


def supervised_pct(file: Path, live: set[int], day: date) -> float | None:
    """Of some volunteers those supervised in the six weeks to the day, or begun in them."""
    good = 0
    for number in live:
        [(began,)] = asked(
            file,
            "SELECT min(m.started_on) FROM match m WHERE m.started_on <= :day"
            " AND (m.ended_on IS NULL OR m.ended_on > :day)"
            " AND :number IN (m.volunteer_id, m.second_volunteer_id)",
            day=day,
            number=number,
        )
        last = asked(
            file,
            "SELECT u.held_on FROM support u JOIN attendance a ON a.support_id = u.id"
            " WHERE u.kind = 'supervision' AND u.withdrawn_on IS NULL AND a.attended"
            " AND a.volunteer_id = :number AND u.held_on BETWEEN :began AND :day",
            day=day,
            number=number,
            began=began,
        )
        since = max([began, *(held for (held,) in last)])
        good += (day - date.fromisoformat(since)).days <= 42
    return int(1000 * good / len(live) + 0.5) / 10 if live else None


def in_date(file: Path, found: dict[str, Any], day: date, authority: int | None) -> None:
    """Section 9 against the rows of each volunteer of a live match."""
    live = {
        number
        for pair in asked(
            file,
            "SELECT m.volunteer_id, m.second_volunteer_id FROM match m"
            " LEFT JOIN child_authority c ON c.child_id = m.child_id WHERE m.started_on <= :day"
            " AND (m.ended_on IS NULL OR m.ended_on > :day)"
            " AND (:authority IS NULL OR c.authority_id = :authority)",
            day=day,
            authority=authority,
        )
        for number in pair
        if number is not None
    }
    assert found["live_volunteers"] == len(live)
    good: Counter[str] = Counter()
    let_go: Counter[str] = Counter()
    for number in live:
        for kind in MONTHS_IN_DATE:
            last = until(file, number, kind, day)
            if last is not None and day <= last:
                good[kind] += 1
            elif waived(file, number, kind, None, None, day):
                let_go[kind] += 1
    assert found["in_date"] == {
        f"{kind}_pct": int(1000 * good[kind] / len(live) + 0.5) / 10 if live else None
        for kind in MONTHS_IN_DATE
    } | {"supervision_pct": supervised_pct(file, live, day)}
    assert found["waived"] == {kind: let_go[kind] for kind in MONTHS_IN_DATE}


def cards(file: Path, day: date) -> dict[str, dict[str, Any]]:
    """Every volunteer known by a day, with all that `volunteer show` says of each."""
    with closing(connected(file)) as reader:
        rows = volunteer_list(reader, day, NamesShown.REFS).rows
        found = {}
        for each in rows:
            card = volunteer_card(reader, str(each["ref"]), day, NamesShown.REFS)
            found[str(each["ref"])] = {**card.fields, **card.lists}
    return found


def is_here(card: dict[str, Any]) -> bool:
    return card["standing"].value in ("active", "on_hold")


@pytest.mark.hunt
@pytest.mark.parametrize("day", SOME_DAYS, ids=str)
def test_the_pipeline_against_every_card(
    service: Path, capsys: pytest.CaptureFixture[str], day: date
) -> None:
    rows = listed(service, capsys, "report", "pipeline", "--as-of", str(day))
    people = listed(service, capsys, "report", "pipeline", "--people", "--as-of", str(day))
    here = {ref: card for ref, card in cards(service, day).items() if is_here(card)}
    way = {ref: card for ref, card in here.items() if card["stage"] != "approved"}
    assert {each["volunteer"] for each in people} == way.keys()
    days: dict[str, int | None] = {}
    for each in people:
        card = way[each["volunteer"]]
        last = card["stages"][-1]["reached_on"] if card["stages"] else None
        days[each["volunteer"]] = None if last is None else (day - last).days
        command = f"ivtool volunteer advance {each['volunteer']}"
        assert each["stage"] == (card["stage"] or "not_known")
        assert each["standing"] == card["standing"]
        assert each["days"] == days[each["volunteer"]]
        if card["lacking"]:
            assert each["command"] == card["lacking"][0]["command"]
        else:
            # Of the day on which the last of it came in.
            said, _, on = each["command"].partition(" --on ")
            assert said == command
            assert (last or date.min) <= date.fromisoformat(on) <= day
        assert (each["waits_for"] == "nothing, ready to advance") is not bool(card["lacking"])
    longest_first = [each["days"] for each in people if each["days"] is not None]
    assert longest_first == sorted(longest_first, reverse=True)
    assert [each["stage"] for each in rows][-9:] == list(STAGES)
    for each in rows[:-1]:
        refs = [ref for ref in way if (way[ref]["stage"] or "not_known") == each["stage"]]
        waits = {
            ref: found
            for ref in refs
            if way[ref]["standing"] == "active" and (found := days[ref]) is not None
        }
        assert each["people"] == len(refs)
        assert each["on_hold"] == sum(way[ref]["standing"] == "on_hold" for ref in refs)
        assert each["days_median"] == median(list(waits.values()))
        assert each["days_longest"] == max(waits.values(), default=None)
        if waits:
            assert waits[each["volunteer"]] == each["days_longest"]
        if each["stage"] == "not_known":
            continue
        took = asked(
            service,
            "SELECT julianday(n.reached_on) - julianday(t.reached_on) FROM volunteer_stage a"
            " JOIN volunteer_stage t ON t.volunteer_id = a.volunteer_id AND t.spell = a.spell"
            " JOIN volunteer_stage n ON n.volunteer_id = a.volunteer_id AND n.spell = a.spell"
            " WHERE a.stage = 'approved' AND t.stage = :stage AND n.stage = :next"
            " AND t.reached_on IS NOT NULL AND n.reached_on IS NOT NULL"
            " AND a.reached_on > date(:day, '-1 year') AND a.reached_on <= :day",
            stage=each["stage"],
            next=STAGES[STAGES.index(each["stage"]) + 1],
            day=day,
        )
        assert each["next_count"] == len(took)
        assert each["next_days_median"] == median([found for (found,) in took])
    approved = [card for card in here.values() if card["stage"] == "approved"]
    held = sum(card["standing"] == "on_hold" for card in approved)
    assert (rows[-1]["people"], rows[-1]["on_hold"]) == (len(approved), held)


def slow_checks(file: Path, ref: str, card: dict[str, Any], day: date) -> dict[Any, Any]:
    """What is to be seen to of somebody, out of the card's own lists."""
    number = int(ref.removeprefix("V-"))
    [(begun_on,)] = asked(
        file,
        "SELECT max(begun_on) FROM volunteer_spell WHERE volunteer_id = :number"
        " AND begun_on <= :day",
        number=number,
        day=day,
    )
    late = {
        (each["kind"], each["slot"], each["module"])
        for each in card["checks"]
        if "chase" in (each["remark"] or "") and str(each["asked_on"]) >= (begun_on or "")
    }
    found: dict[Any, Any] = {}
    for each in card["evidence"]:
        kind, last = each["kind"], each["until_on"]
        state = {"lapsed": "lapsed"}.get(each["state"])
        if each["state"] == "not_recorded" and card["stage"] == "approved":
            state = "not_recorded"
        if each["state"] == "in_date" and (last - day).days <= 60:
            state = "lapsing"
        chase = (kind, None, None) in late
        if state is None and chase:
            state = "asked"
        let_go = waived(file, number, kind, 1, None, day)
        if state and each["state"] != "in_date" and let_go:
            state, last = "waived", let_go
        if state:
            found[kind, None, None] = (state, str(last) if last else None, chase)
    for kind, slot, module in late:
        if kind not in MONTHS_IN_DATE:
            name = module and module.replace(" ", "_")
            let_go = waived(file, number, kind, slot or 1, name, day)
            state = "waived" if let_go else "asked"
            found[kind, slot, module] = (state, str(let_go) if let_go else None, True)
    return found


@pytest.mark.hunt
@pytest.mark.parametrize("day", SOME_DAYS, ids=str)
def test_the_checks_against_every_card(
    service: Path, capsys: pytest.CaptureFixture[str], day: date
) -> None:
    rows = listed(service, capsys, "report", "checks", "--as-of", str(day))
    found = {
        (each["volunteer"], each["kind"], each["slot"], each["module"]): (
            each["state"], each["until_on"], each["chase"]
        )
        for each in rows
    }  # fmt: skip
    assert len(found) == len(rows)
    slow = {
        (ref, *piece): value
        for ref, card in cards(service, day).items()
        if is_here(card)
        for piece, value in slow_checks(service, ref, card, day).items()
    }
    assert found == slow
    states = ["lapsed", "not_recorded", "asked", "lapsing", "waived"]
    assert [each["state"] for each in rows] == sorted(
        (each["state"] for each in rows), key=states.index
    )
    for each in rows:
        bad = each["state"] in ("lapsed", "not_recorded") or (
            each["state"] == "asked" and each["until_on"] is None
        )
        assert each["blocks_clear"] is (bad and each["kind"] in MONTHS_IN_DATE)
    code = 10 if set(states[:-1]) & {each["state"] for each in rows} else 0
    report = ("report", "checks", "--exit-code", "--as-of", str(day))
    assert run_on(service, "--today", str(TODAY), *report) == code


@pytest.mark.hunt
@pytest.mark.parametrize("day", SOME_DAYS, ids=str)
def test_the_training_against_the_rows_one_by_one(
    service: Path, capsys: pytest.CaptureFixture[str], day: date
) -> None:
    rows = listed(service, capsys, "report", "training", "--as-of", str(day))
    found = {each["volunteer"]: each for each in rows}
    expected = set()
    for number, place in asked(service, BY_STAGE, day=day):
        ref, trained = f"V-{number}", place is not None and place >= 6
        [(begun_on,)] = asked(
            service,
            "SELECT coalesce(max(begun_on), '') FROM volunteer_spell"
            " WHERE volunteer_id = :number AND begun_on <= :day",
            number=number,
            day=day,
        )
        attended = {
            module
            for (module,) in asked(
                service,
                "SELECT coalesce(module, kind) FROM volunteer_check WHERE outcome = 'clear'"
                " AND volunteer_id = :number AND kind IN ('training', 'safeguarding')"
                " AND from_on <= :day AND (:trained OR kind <> 'training' OR from_on >= :begun_on)",
                number=number,
                day=day,
                trained=int(trained),
                begun_on=begun_on,
            )
        }
        if (place is None or place < 5) and not attended:
            continue
        expected.add(ref)
        each = found[ref]
        last = until(service, number, "safeguarding", day)
        gates = {
            module: ("safeguarding", None) if module == "safeguarding" else ("training", module)
            for module in MODULES
        }
        let_go = {
            module
            for module, (gate, of) in gates.items()
            if waived(service, number, gate, None, of, day)
        }
        lacking = [m for m in MODULES if m not in attended and m not in let_go]
        told = "; ".join(lacking).replace("_", " ")
        assert (each["missing"], each["not_recorded"]) == (("", told) if trained else (told, ""))
        assert each["safeguarding_until_on"] == (str(last) if last else None)
        good = last is not None and day <= last
        refresher = None
        if not good and (last is not None or trained) and "safeguarding" not in let_go:
            refresher = "due"
        if good and last is not None and (last - day).days <= 60:
            refresher = "soon"
        assert each["refresher"] == refresher
    assert found.keys() == expected


def test_the_demonstration_has_all_that_is_counted(service: Path) -> None:
    """What is compared above is there to compare."""
    states = Counter(
        state
        for ref, card in cards(service, TODAY).items()
        if is_here(card)
        for state, _, _ in slow_checks(service, ref, card, TODAY).values()
    )
    assert states["lapsed"]
    assert states["lapsing"]
    if asked(service, "SELECT 1 FROM waiver"):
        assert states["asked"] > 3
        assert states["waived"] > 1
        assert len(asked(service, "SELECT 1 FROM volunteer_spell WHERE spell = 2")) > 5


def test_what_was_entered_after_the_month_was_closed(
    service: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Stages and leaving count among the facts that came late; in no authority's report."""
    file = Path(shutil.copy(service, tmp_path / "ivtool.db"))
    [(authority,), *_] = asked(service, "SELECT name FROM authority")
    month = ("report", "compliance", "--month", "2025-01")
    before = listed(file, capsys, *month)["entered_since"]
    added = ("volunteer", "add", "Ann Lee", "--phone", "07700900123", "--on", "2025-01-10")
    [found] = listed(file, capsys, *added)
    assert listed(file, capsys, *month)["entered_since"] == before + 1
    gone = ("--how", "withdrew", "--reason", "no time", "--on", "2025-01-20")
    listed(file, capsys, "volunteer", "leave", found["ref"], *gone)
    now = listed(file, capsys, *month)
    assert now["entered_since"] == before + 2
    assert now["volunteers_left"]["withdrew"] >= 1
    assert listed(file, capsys, *month, "--authority", authority)["entered_since"] == before
