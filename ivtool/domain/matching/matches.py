"""Matches: where one stands on a day, and which dates, pauses and excuses are possible."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from ivtool.domain.days import Month, problems_with_order, spelled_day, spelled_month
from ivtool.domain.matching.records import Excuse, MatchPause
from ivtool.domain.matching.vocabulary import EndingRoute, MatchStatus
from ivtool.domain.refs import visit_ref
from ivtool.domain.visits.records import Visit
from ivtool.domain.visits.visits import Pause, problems_with_visit
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

ONE_DAY = timedelta(days=1)
Span = tuple[date, date | None]


class RecordsOf(NamedTuple):
    """What is recorded of a match and stands: entries, pauses, excused months, days of reviews."""

    visits: Iterable[Visit]
    pauses: Iterable[MatchPause]
    excuses: Iterable[Excuse]
    reviewed_on: Iterable[date] = ()


def is_live(started_on: date | None, ended_on: date | None, as_of: date) -> bool:
    """Whether a match is live on a day: from its start to the day before it ended."""
    if started_on is None or started_on > as_of:
        return False
    return ended_on is None or ended_on > as_of


def match_status(
    started_on: date | None,
    ended_on: date | None,
    route: EndingRoute | None,
    pauses: Iterable[Pause],
    as_of: date,
) -> MatchStatus:
    """Where a match stands on a day. A proposal that never began was declined or withdrawn."""
    if is_live(started_on, ended_on, as_of):
        paused = any(pause.holds(as_of) for pause in pauses)
        return MatchStatus.PAUSED if paused else MatchStatus.LIVE
    if ended_on is None or ended_on > as_of:
        return MatchStatus.PROPOSED
    if started_on is not None:
        return MatchStatus.ENDED
    declined = route is EndingRoute.CHILD_OBJECTED
    return MatchStatus.DECLINED if declined else MatchStatus.WITHDRAWN


def last_step_on(days: Iterable[date | None], as_of: date) -> date:
    """The last day by another on which something came of a proposal; its own day is one."""
    return max(day for day in days if day is not None and day <= as_of)


def is_stuck(last_on: date, stuck_days: int, as_of: date) -> bool:
    """Whether nothing new came of a proposal for more days than it may take."""
    return (as_of - last_on).days > stuck_days


def problems_with_match_dates(
    proposed_on: date,
    first_meeting_on: date | None,
    started_on: date | None,
    ended_on: date | None,
    today: date,
) -> list[Problem]:
    """Why a match's days cannot be: none ahead, and none before the one that it follows."""
    days = (
        ("the proposal", proposed_on),
        ("the first meeting", first_meeting_on),
        ("the start", started_on),
        ("the ending", ended_on),
    )
    return problems_with_order(days, today, "match")


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a day of life; ending on the day the other starts is fine.

    A span ends the day before its second day; None has no end.
    """
    return (other[1] is None or one[0] < other[1]) and (one[1] is None or other[0] < one[1])


class Twice(NamedTuple):
    """Two matches live at one time, of two records that may be one child; all by number."""

    child: int
    match: int
    other_child: int
    other: int


def lives_of_one_child(
    pairs: Iterable[tuple[int, int]], spans: Mapping[int, Iterable[tuple[int, Span]]]
) -> list[Twice]:
    """The matches live at one time of children who may be one, the later record's first."""
    return [
        Twice(later, match, earlier, other)
        for earlier, later in pairs
        for match, span in spans.get(later, ())
        for other, other_span in spans.get(earlier, ())
        if overlap(span, other_span)
    ]


def problems_with_pause(
    pause: Pause,
    others: Iterable[Pause],
    started_on: date | None,
    ended_on: date | None,
    match: str,
) -> list[Problem]:
    """Why a match cannot be paused so; pauses of one match never share a day."""
    problems = []
    if pause.until_on is not None and pause.until_on < pause.from_on:
        problems.append(
            Problem(
                "pause.ends_before_start",
                f"the last day {spelled_day(pause.until_on)} is before the first"
                f" {spelled_day(pause.from_on)}",
            )
        )
    if started_on is None:
        hint = f"ivtool match start {match} --on DAY"
        problems.append(Problem("pause.match_not_started", "the match has not started", hint))
    elif pause.from_on < started_on:
        problems.append(
            Problem(
                "pause.before_start",
                f"{spelled_day(pause.from_on)} is before the match began"
                f" ({spelled_day(started_on)})",
                f"ivtool match show {match}",
            )
        )
    if ended_on is not None and pause.from_on >= ended_on:
        said = f"the match ended on {spelled_day(ended_on)}"
        problems.append(Problem("pause.after_end", said, f"ivtool match show {match}"))
    span = (pause.from_on, pause.until_on and pause.until_on + ONE_DAY)
    for other in others:
        if overlap(span, (other.from_on, other.until_on and other.until_on + ONE_DAY)):
            until = f"until {spelled_day(other.until_on)}" if other.until_on else "with no end set"
            problems.append(
                Problem(
                    "pause.overlaps",
                    f"it is already paused from {spelled_day(other.from_on)} {until}",
                    f"ivtool match resume {match} --on DATE",
                )
            )
    return problems


def resumed(pause: Pause, resumed_on: date) -> Pause | None:
    """The pause once visiting resumes on a day: until the day before.

    None when that is the pause's own first day: then it never was, and is withdrawn.
    """
    if resumed_on <= pause.from_on:
        return None
    return Pause(pause.from_on, resumed_on - ONE_DAY)


def problems_with_excuse(
    month: Month, started_on: date | None, ended_on: date | None
) -> list[Problem]:
    """Why a month cannot be excused: it is none of the match's. Future months may be."""
    if started_on is None:
        return [Problem("excuse.match_not_started", "the match has not started")]
    if month < Month.of(started_on):
        return [
            Problem(
                "excuse.before_start",
                f"{spelled_month(month)} is before the match began ({spelled_day(started_on)})",
            )
        ]
    if ended_on is not None and month > Month.of(ended_on):
        return [
            Problem(
                "excuse.after_end",
                f"{spelled_month(month)} is after the match ended ({spelled_day(ended_on)})",
            )
        ]
    return []


def problems_with_records(
    match: str, started_on: date | None, ended_on: date | None, recorded: RecordsOf, today: date
) -> list[Problem]:
    """Why a match cannot begin or end so: what is recorded of it is of other days.

    What was set ahead may come after an ending that nobody foresaw.
    """
    names = [
        visit_ref(each.id)
        for each in recorded.visits
        if problems_with_visit(each.visited_on, None, None, started_on, ended_on, today)
    ]
    names += [
        f"the pause from {each.from_on}"
        for each in recorded.pauses
        if problems_with_pause(each.days, (), started_on, None, match)
    ]
    names += [
        f"the excuse for {each.month}"
        for each in recorded.excuses
        if problems_with_excuse(each.month, started_on, None)
    ]
    names += [
        f"the review of {day}"
        for day in recorded.reviewed_on
        if started_on is None or day < started_on or (ended_on is not None and day > ended_on)
    ]
    if not names:
        return []
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    what = f"{', '.join(names[:3])}{more} would be none of the match's"
    return [
        Problem(
            "match.records_outside", f"so begun and ended, {what}", f"ivtool match show {match}"
        )
    ]
