"""How a made-up service supports its volunteers: supervision, groups, an AGM, an outing ahead.

Nothing of it is left to chance, so that all else stays as it was made up without it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from ivtool.demo import words
from ivtool.demo.matches import Match
from ivtool.demo.people import Row

SUPERVISED_EACH = timedelta(days=41)
# Of so many matches one has had no supervision of late, and one was telephoned instead.
LATE_EACH, PHONED_EACH = 9, 7
# What lies further back than this is in nobody's sheet.
TOLD = timedelta(days=400)
GROUP_EACH = timedelta(days=91)
MOST_IN_GROUP = 30
AHEAD = timedelta(days=12)
FORTNIGHT = timedelta(days=14)
AGREED = ("ring the school", "send the form for the bus pass", "look at the book again")


def support_rows(live: Sequence[Match], today: date) -> Iterator[Row]:
    """The rows of the sheet, each session once, in the order of their days, the planned last."""
    rows = sorted([*_supervisions(live, today), *_groups(live, today)], key=lambda row: row["on"])
    rows += _planned(live, today)
    for number, row in enumerate(rows, start=1):
        yield row | {"key": f"SUP-{number:05}"}


def _supervisions(live: Iterable[Match], today: date) -> Iterator[Row]:
    held_by = [name for name, role, _ in words.STAFF if role == "co-ordinator"]
    for place, match in enumerate(live):
        days = list(_days(match.started_on, today))
        if place % LATE_EACH == LATE_EACH - 1:
            days = days[:-1]
        for count, on in enumerate(days, start=1):
            agreed = AGREED[(place + count) % len(AGREED)]
            due_on = on + FORTNIGHT
            # What was agreed last is still to be done with some.
            done = f", done {due_on}" if count < len(days) or due_on < today else ""
            actions = f"{agreed} by {due_on}{done}" if (place + count) % 3 == 0 else None
            yield {
                "kind": "supervision",
                "on": on,
                "volunteers": _both(match),
                "minutes": 45 + 15 * (place % 2),
                "by": held_by[place % len(held_by)],
                "next_on": on + SUPERVISED_EACH if count == len(days) else None,
                "actions": actions,
            }
        if place % PHONED_EACH == PHONED_EACH - 1:
            on = max(match.started_on, today - timedelta(days=3 + place % 20))
            yield {"kind": "phone", "on": on, "volunteers": _both(match), "minutes": 20}


def _days(started_on: date, today: date) -> Iterator[date]:
    on = started_on + SUPERVISED_EACH
    while on < today:
        if on > today - TOLD:
            yield on
        on += SUPERVISED_EACH


def _groups(live: Sequence[Match], today: date) -> Iterator[Row]:
    for back in range(1, 4):
        on = today - back * GROUP_EACH + timedelta(days=20)
        there = [_both(match) for match in live if match.started_on <= on][:MOST_IN_GROUP]
        if there:
            topic = ("what children say", "the summer", "saying goodbye")[back - 1]
            yield {"kind": "group_meeting", "on": on, "volunteers": "; ".join(there),
                   "minutes": 90, "topic": topic}  # fmt: skip
    on = today - timedelta(days=60)
    there = [_both(match) for match in live if match.started_on <= on]
    if there:
        yield {"kind": "agm", "on": on, "volunteers": "; ".join(there), "minutes": 120}


def _planned(live: Sequence[Match], today: date) -> Iterator[Row]:
    asked = live[:5]
    if asked:
        yield {
            "kind": "outing",
            "on": None,
            "planned_on": today + AHEAD,
            "volunteers": "; ".join(map(_both, asked)),
            "children": "; ".join(match.referral["child"]["key"] for match in asked[:3]),
            "topic": "the pantomime",
        }


def _both(match: Match) -> str:
    second = [] if match.second is None else [match.second["key"]]
    return "; ".join([match.volunteer["key"], *second])
