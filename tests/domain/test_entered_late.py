"""What is one of a closed month's facts: by its day before a change, or after it, once."""

from typing import Any

import pytest

from ivtool import tables
from ivtool.domain.days import Month
from ivtool.domain.office.entered_late import KINDS, PARENT_ID, POLICY_USED, Change, facts_of
from ivtool.domain.policy import KEYS

OCTOBER = Month(2026, 10)
VISIT = {
    "id": 7, "match_id": 1, "visited_on": "2026-10-20", "kind": "visit", "outcome": "held",
    "minutes": 90, "withdrawn_on": None, "note": None,
}  # fmt: skip
PAUSE = {
    "id": 3, "match_id": 1, "from_on": "2026-09-10", "until_on": None, "withdrawn_on": None,
}  # fmt: skip
LINE = {
    "id": 5, "match_id": 1, "incurred_on": "2026-10-20", "category": "fare", "amount_pence": 340,
    "claimed_on": "2026-10-21", "declined_on": None, "paid_on": None, "approved_on": None,
}  # fmt: skip
HELD = {"id": 1, "kind": "supervision", "held_on": "2026-10-20", "withdrawn_on": None}
# Who was there, with the day of the supervision.
THERE = {
    "id": 1, "support_id": 1, "volunteer_id": 1, "attended": 1,
    "support.kind": "supervision", "support.held_on": "2026-10-20",
}  # fmt: skip


def months(table: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> list[str]:
    """The months, from August to December, that a change of a row is counted in."""
    return [
        str(month)
        for month in Month(2026, 8).until(Month(2026, 12))
        if facts_of([Change(table, 1, before, after)], month)
    ]


@pytest.mark.parametrize(
    ("table", "before", "after", "counted"),
    [
        ("visit", None, VISIT, ["2026-10"]),
        ("visit", VISIT, {**VISIT, "visited_on": "2026-09-30"}, ["2026-09", "2026-10"]),
        ("visit", VISIT, {**VISIT, "withdrawn_on": "2026-11-20"}, ["2026-10"]),
        ("visit", VISIT, {**VISIT, "minutes": 60}, ["2026-10"]),
        ("visit", VISIT, {**VISIT, "note": "quiet"}, []),
        ("visit", VISIT, VISIT, []),
        ("excuse", None, {"match_id": 1, "month": "2026-10"}, ["2026-10"]),
        # Ended today, or with the last days of a month, a pause leaves the month before as it was.
        ("pause", None, PAUSE, ["2026-09"]),
        ("pause", PAUSE, {**PAUSE, "until_on": "2026-11-19"}, ["2026-11"]),
        ("pause", PAUSE, {**PAUSE, "until_on": "2026-10-30"}, ["2026-10"]),
        ("pause", PAUSE, {**PAUSE, "until_on": "2026-10-31"}, ["2026-11"]),
        ("pause", PAUSE, {**PAUSE, "withdrawn_on": "2026-11-20"}, ["2026-09"]),
        ("claim_line", None, LINE, ["2026-10"]),
        ("claim_line", None, {**LINE, "claimed_on": "2026-11-20"}, ["2026-10", "2026-11"]),
        ("claim_line", LINE, {**LINE, "approved_on": "2026-10-30"}, []),
        # Declined late it leaves its month's expenses; paid late it stays in them.
        ("claim_line", LINE, {**LINE, "declined_on": "2026-11-20"}, ["2026-10", "2026-11"]),
        ("claim_line", LINE, {**LINE, "paid_on": "2026-11-20"}, ["2026-11"]),
        ("claim_line", LINE, {**LINE, "paid_on": "2026-10-30"}, ["2026-10"]),
        ("support", None, HELD, ["2026-10"]),
        ("support", HELD, {**HELD, "held_on": "2026-11-02"}, ["2026-10", "2026-11"]),
        ("support", HELD, {**HELD, "kind": "phone"}, ["2026-10"]),
        ("support", {**HELD, "kind": "phone"}, {**HELD, "kind": "agm"}, []),
        ("support", {**HELD, "held_on": None}, HELD, ["2026-10"]),
        ("support", None, {**HELD, "held_on": None}, []),
        ("attendance", THERE, {**THERE, "volunteer_id": 2}, ["2026-10"]),
        ("attendance", {**THERE, "attended": None}, {**THERE, "attended": 0}, []),
        ("attendance", None, {**THERE, "support.held_on": None}, []),
        ("attendance", None, {**THERE, "support.kind": "phone"}, []),
        ("policy", None, {"key": "visits.grace_days", "from_on": "2026-10-01", "value": "9"},
         ["2026-10"]),
        ("policy", None, {"key": "backups.daily", "from_on": "2026-10-01", "value": "9"}, []),
    ],
)  # fmt: skip
def test_a_change_is_of_the_months_of_the_facts_days(
    table: str, before: dict[str, Any] | None, after: dict[str, Any] | None, counted: list[str]
) -> None:
    assert months(table, before, after) == counted


def test_a_match_that_ends_and_the_referral_that_this_closes_are_one() -> None:
    match = {"started_on": "2026-03-01", "ended_on": None, "ending_route": None, "planned": None}
    match["continued_on"] = None
    ended = {**match, "ended_on": "2026-10-20", "ending_route": "agreed_end"}
    closed = {"closed_on": "2026-10-20", "outcome": "matched", "reopened_on": None}
    both = [Change("match", 1, match, ended), Change("referral_closing", 1, None, closed)]
    assert facts_of(both, OCTOBER).keys() == {("match", 1)}
    assert facts_of(both[1:], OCTOBER).keys() == {("referral_closing", 1)}


def test_an_entry_that_was_moved_is_of_both_matches() -> None:
    moved = [Change("visit", 1, VISIT, {**VISIT, "match_id": 2})]
    [(kind, rows)] = facts_of(moved, OCTOBER).values()
    assert [row[kind.key] for row in rows] == [1, 2]


def test_every_kind_reads_what_its_table_has() -> None:
    for kind in KINDS:
        own = tables.SQLModel.metadata.tables[kind.table].columns
        known = {*own.keys()}
        if kind.table in PARENT_ID:
            [key] = own[PARENT_ID[kind.table]].foreign_keys
            parent = key.column.table
            known |= {f"{parent.name}.{column.name}" for column in parent.columns}
        assert {*kind.columns, *kind.days, *kind.last_days, kind.key} <= known, kind
        assert kind.days or kind.last_days, kind


def test_the_policy_that_figures_go_by_is_policy() -> None:
    assert set(KEYS) >= POLICY_USED
