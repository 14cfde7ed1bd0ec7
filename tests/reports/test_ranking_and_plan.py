"""`match propose`, `match plan` and `report waiting` of a file: what scripts are promised."""

import json
from pathlib import Path
from typing import Any

from conftest import Run

SAMPLE = Path(__file__).parent.parent / "sample-service"
TODAY = ("--today", "2026-11-22")
PROMISED = {
    "volunteer", "volunteer_name", "key", "eligible", "score", "interests", "distance", "wishes",
    "availability", "help", "reasons", "why_not",
    # As it was before anything was ranked.
    "proposed", "miles", "live_matches", "capacity", "why", "codes",
}  # fmt: skip
FACTORS = ("interests", "distance", "wishes", "availability", "help")


def shown(run: Run, *words: str) -> Any:
    return json.loads(run(*TODAY, *words, "--format", "json").out)


def test_each_line_of_a_ranking_says_why(run: Run) -> None:
    run(*TODAY, "import", str(SAMPLE))
    rows = shown(run, "match", "propose", "R-99")
    assert all(set(row) == PROMISED for row in rows)
    assert all(row["score"] == sum(row[name] for name in FACTORS) for row in rows)
    assert all(len(row["reasons"]) == len(FACTORS) for row in rows)
    assert all(row["eligible"] is not bool(row["why_not"]) for row in rows)
    able = [row["score"] for row in rows if row["eligible"]]
    assert len(able) > 1
    assert able == sorted(able, reverse=True)
    assert [row["score"] for row in rows[: len(able)]] == able
    assert shown(run, "match", "propose", "R-99", "--limit", "3") == rows[:3]
    for row in (rows[1], rows[-1]):
        assert shown(run, "match", "propose", "R-99", "--explain", row["volunteer"]) == [row]


def test_who_cannot_be_proposed_is_not_put_forward(run: Run) -> None:
    run(*TODAY, "import", str(SAMPLE))
    [open_] = [each for each in shown(run, "match", "list") if each["ref"] == "M-85"]
    rows = shown(run, "match", "propose", open_["referral"])
    [told] = [row for row in rows if row["proposed"]]
    assert (told["volunteer"], told["proposed"]) == (open_["volunteer"], "M-85")
    assert told["why"].startswith("M-85 is open")
    run(*TODAY, "child", "edit", open_["child"], "--looked-after", "no")
    rows = shown(run, "match", "propose", open_["referral"])
    assert not any(row["eligible"] for row in rows)
    assert all(row["codes"].startswith("match.not_looked_after") for row in rows)
    table = run(*TODAY, "match", "propose", open_["referral"], "--format", "table").out
    assert "--volunteer" not in table


def test_the_plan_is_shown_in_every_format(run: Run) -> None:
    run(*TODAY, "import", str(SAMPLE))
    for shape in ("table", "plain", "json", "csv", "markdown", "html"):
        assert "R-56" in run(*TODAY, "match", "plan", "--format", shape).out


def test_the_plan_is_one_object_the_same_every_time_and_proposes_nothing(
    run: Run, file: Path
) -> None:
    run(*TODAY, "import", str(SAMPLE))
    before = file.read_bytes()
    plan = shown(run, "match", "plan")
    assert set(plan) == {"pairs", "left", "total"}
    assert plan["total"] == sum(each["weight"] for each in plan["pairs"])
    waiting = {row["referral"]: row for row in shown(run, "report", "waiting")}
    both = plan["pairs"] + plan["left"]
    assert {each["referral"] for each in both} == set(waiting)
    assert all(each["why"] for each in plan["left"])
    for pair in plan["pairs"]:
        ranked = shown(run, "match", "propose", pair["referral"])
        [chosen] = [row for row in ranked if row["volunteer"] == pair["volunteer"]]
        assert chosen["eligible"]
        assert chosen["score"] == pair["score"]
        assert pair["weight"] - pair["score"] == waiting[pair["referral"]]["days_waiting"] // 30
        assert pair["runner_up"] != pair["volunteer"]
    assert shown(run, "match", "plan") == plan
    assert file.read_bytes() == before


def test_recruiting_says_by_how_much_the_list_falls(run: Run) -> None:
    run(*TODAY, "import", str(SAMPLE))
    plan = shown(run, "match", "plan")
    more = shown(run, "match", "plan", "--recruit", "3 near NR1")
    told = more["recruit"]
    assert told["added"] == 3
    assert (told["left_without"], told["left_with"]) == (len(plan["left"]), len(more["left"]))
    assert told["fall"] == len(told["served"]) > 0
    left = {each["referral"] for each in plan["left"]}
    assert set(told["served"]) <= left
    invented = [each["volunteer"] for each in more["pairs"] if each["volunteer"].startswith("new")]
    assert len(invented) == told["fall"]
    one = shown(run, "match", "plan", "--authority", "Saltmere")
    assert {each["referral"] for each in one["pairs"] + one["left"]} == {
        row["referral"] for row in shown(run, "report", "waiting", "--authority", "Saltmere")
    }


def test_what_stands_in_the_way_is_told_of_today_alone(run: Run) -> None:
    run(*TODAY, "import", str(SAMPLE))
    rows = shown(run, "report", "waiting")
    kinds = {row["referral"]: row["in_the_way_kind"] for row in rows}
    assert kinds["R-67"] == "proposed"
    assert kinds["R-99"] == "not_proposed"
    run(*TODAY, "child", "wish", "C-70", "language=Klingon", "--must")
    [row] = [each for each in shown(run, "report", "waiting") if each["referral"] == "R-99"]
    assert row["in_the_way"] == "a must that nobody free meets: language"
    late = json.loads(run("--today", "2027-02-01", "report", "waiting", "--format", "json").out)
    [stuck] = [each for each in late if each["referral"] == "R-67"]
    assert stuck["in_the_way_kind"] == "stuck"
    assert "nothing new since" in stuck["in_the_way"]
    before = shown(run, "report", "waiting", "--as-of", "2026-10-31")
    assert {each["in_the_way"] for each in before} == {None}
