"""When supervision is due, with whom support may be."""

from datetime import date, timedelta
from typing import Any

import pytest

from ivtool.domain.support.agreed import AgreedAction
from ivtool.domain.support.due import supervision
from ivtool.domain.support.records import Support, SupportAction
from ivtool.domain.support.support import (
    problems_with_action,
    problems_with_people,
    problems_with_plan,
    problems_with_support,
)
from ivtool.domain.support.vocabulary import SupportKind

BEGAN, HELD, WEEKS = date(2026, 9, 1), date(2026, 10, 20), 6
TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("last", "as_of", "due", "days"),
    [
        # Never held: due on 13 Oct.
        (None, date(2026, 10, 12), "2026-10-13", -1),
        (None, date(2026, 10, 13), "2026-10-13", 0),
        (None, date(2026, 10, 14), "2026-10-13", 1),
        # Held on 20 Oct: due on 1 Dec.
        (HELD, date(2026, 11, 30), "2026-12-01", -1),
        (HELD, date(2026, 12, 1), "2026-12-01", 0),
        (HELD, date(2026, 12, 2), "2026-12-01", 1),
        # Before the match began it was for another; on its first day it counts.
        (BEGAN - DAY, date(2026, 10, 14), "2026-10-13", 1),
        (BEGAN, date(2026, 10, 14), "2026-10-13", 1),
        (BEGAN + DAY, date(2026, 10, 14), "2026-10-14", 0),
    ],
)
def test_supervision_is_due_six_weeks_on(
    last: date | None, as_of: date, due: str, days: int
) -> None:
    found = supervision(BEGAN, last, WEEKS, as_of)
    assert (str(found.due_on), found.days_overdue) == (due, days)
    assert found.in_date is (days <= 0)
    assert found.last_on == (last if last is not None and last >= BEGAN else None)


@pytest.mark.parametrize(
    ("kind", "volunteers", "children", "codes"),
    [
        ("supervision", [3], 0, []),
        ("supervision", [3, 5], 0, []),
        ("phone", [5, 3], 0, []),
        ("supervision", [3, 4], 0, ["support.one_to_one"]),
        ("phone", [3, 5, 4], 0, ["support.one_to_one"]),
        ("agm", list(range(1, 31)), 0, []),
        ("agm", [], 0, ["support.nobody"]),
        ("outing", [3], 2, []),
        ("group_meeting", [3], 1, []),
        ("outing", [], 1, ["support.nobody"]),
        ("agm", [3], 1, ["support.children"]),
        ("supervision", [3], 1, ["support.children"]),
        ("training", [3], 1, ["support.children"]),
    ],
)
def test_with_whom_support_may_be(
    kind: str, volunteers: list[int], children: int, codes: list[str]
) -> None:
    found = problems_with_people(SupportKind(kind), volunteers, children, [(3, 5)])
    assert [each.code for each in found] == codes


@pytest.mark.parametrize(
    ("said", "actions", "codes"),
    [
        ({"held_on": TODAY}, [], []),
        ({"held_on": TODAY + DAY}, [], ["support.in_future"]),
        ({"held_on": date(1990, 1, 1)}, [], []),
        ({"held_on": TODAY, "minutes": 1}, [], []),
        ({"held_on": TODAY, "minutes": 0}, [], ["support.minutes"]),
        ({"held_on": TODAY, "minutes": 1440}, [], []),
        ({"held_on": TODAY, "minutes": 1441}, [], ["support.minutes"]),
        ({"held_on": TODAY, "next_on": TODAY}, [], ["support.next_before"]),
        ({"held_on": TODAY, "next_on": TODAY + DAY}, [], []),
        ({"held_on": TODAY}, [AgreedAction("a", each) for each in (TODAY, TODAY + DAY, None)], []),
        ({"held_on": TODAY}, [AgreedAction("a", TODAY - DAY)], ["support.action_before"]),
        ({"held_on": TODAY}, [AgreedAction("a", None, TODAY + DAY)], ["support.in_future"]),
        ({"planned_on": TODAY + DAY}, [], []),
        ({"planned_on": TODAY + DAY}, [AgreedAction("a", TODAY)], ["support.not_held"]),
    ],
)
def test_what_is_said_of_support_can_be(
    said: dict[str, Any], actions: list[AgreedAction], codes: list[str]
) -> None:
    support = Support(SupportKind.SUPERVISION)._replace(**said)
    assert [each.code for each in problems_with_support(support, actions, TODAY)] == codes


def test_a_plan_lies_ahead() -> None:
    kind = SupportKind.AGM
    assert problems_with_plan(kind, TODAY, TODAY) == []
    [problem] = problems_with_plan(kind, TODAY - DAY, TODAY)
    assert problem.code == "support.past"


@pytest.mark.parametrize(
    ("was", "done", "correct", "codes"),
    [
        (None, TODAY, False, []),
        (None, TODAY + DAY, False, ["support.in_future"]),
        (None, TODAY, True, ["support.not_done"]),
        (None, None, False, ["support.not_done"]),
        (TODAY, TODAY, False, ["support.done_already"]),
        (TODAY, TODAY - DAY, True, []),
        (TODAY, None, False, []),
    ],
)
def test_an_action_is_done_once(
    was: date | None, done: date | None, correct: bool, codes: list[str]
) -> None:
    action = SupportAction(Support(SupportKind.PHONE).id, 1, "ring", TODAY, was)
    found = problems_with_action("U-4/1", action, done, TODAY, correct=correct)
    assert [each.code for each in found] == codes
    assert [each.code for each in problems_with_action("U-4/2", None, done, TODAY, correct=False)]
