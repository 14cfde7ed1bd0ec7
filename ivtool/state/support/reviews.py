"""Reviews and when they are due, joined: what the report, the to-do list and the month share."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from ivtool.domain.days import months_after
from ivtool.domain.ids import ChildId
from ivtool.domain.policy import Policy
from ivtool.domain.support.records import StatutoryReview
from ivtool.domain.support.reviews import (
    Due,
    StatutoryDue,
    is_gone,
    match_dues,
    statutory_dues,
    unwanted,
)
from ivtool.queries.matching.matches import MatchRecord
from ivtool.queries.reading import Reader
from ivtool.queries.support import reviews as queries
from ivtool.queries.support.reviews import ReviewedMatch
from ivtool.tuples import NamedTuple

# Months are of different lengths: a day added to them and taken off again is a few days away.
SLACK = timedelta(days=4)
Theirs = Callable[[int, date], bool]


class MatchStanding(NamedTuple):
    """A live match, when its next review is due, and the days since; negative before it is."""

    of: ReviewedMatch
    due_on: date
    days_overdue: int


class ChildStanding(NamedTuple):
    """A child, the last statutory review held and the next, which is due on a day if any is known.

    `unwanted` is the last one held, where the visitor was there without a yes.
    """

    child: ChildId
    child_name: str
    held_on: date | None
    due_on: date | None
    days_overdue: int | None
    unwanted: StatutoryReview | None


def match_standings(
    reader: Reader,
    as_of: date,
    policy: Policy,
    authority: int | None = None,
    *,
    due_by: date | None = None,
) -> Iterator[MatchStanding]:
    """Every match live on a day and its next review, by ref; `due_by` leaves out later ones."""
    months = policy.review_months(as_of)
    begun_by = not_since = None
    if due_by is not None:
        not_since = months_after(due_by, -months.then) + SLACK
        begun_by = max(months_after(due_by, -months.first) + SLACK, not_since)
    for each in queries.live_matches(
        reader, as_of, authority, begun_by=begun_by, not_since=not_since
    ):
        held = () if each.held_on is None else (each.held_on,)
        *_, due = match_dues(each.started_on, None, held, months)
        if due_by is None or due.due_on <= due_by:
            yield MatchStanding(each, due.due_on, (as_of - due.due_on).days)


def overdue_with_none_held(
    reader: Reader, as_of: date, policy: Policy, authority: int | None = None
) -> int:
    """How many matches live on a day would be overdue for a review if none was ever held."""
    months = policy.review_months(as_of)
    starts = queries.live_starts(reader, as_of, authority)
    return sum(
        count
        for started_on, count in starts.items()
        if match_dues(started_on, None, (), months)[0].due_on < as_of
    )


def child_standings(
    reader: Reader, as_of: date, authority: int | None = None
) -> Iterator[ChildStanding]:
    """Every child with a statutory review planned or held, who is not gone, by ref."""
    known = queries.statutory(reader, as_of, authority)
    spans = queries.spans(reader) if known else {}
    for child, reviews in known.items():
        if is_gone(spans.get(child, ()), as_of):
            continue
        dues = statutory_dues((each.review for each in reviews), as_of)
        held = [each for each in dues if each.due.held_on is not None]
        following = [each.due.due_on for each in dues if each.due.held_on is None]
        last = held[-1] if held else None
        due_on = following[0] if following else None
        if last is None and due_on is None:
            continue
        without_yes = last is not None and last.review is not None and unwanted(last.review)
        yield ChildStanding(
            ChildId(child),
            reviews[0].child_name,
            last.due.held_on if last else None,
            due_on,
            None if due_on is None else (as_of - due_on).days,
            last.review if last is not None and without_yes else None,
        )


def dues_of_matches(
    reader: Reader,
    matches: Sequence[MatchRecord],
    first: date,
    as_of: date,
    policy: Policy,
    theirs: Theirs,
) -> Iterator[Due]:
    """The match reviews due between two days, of children who are theirs on the due day."""
    months = policy.review_months(as_of)
    held = queries.held_by_match(reader, as_of)
    for each in matches:
        if each.started_on is None or (each.ended_on is not None and each.ended_on <= first):
            continue
        for due in match_dues(each.started_on, each.ended_on, held.get(each.number, ()), months):
            if first <= due.due_on <= as_of and theirs(each.child, due.due_on):
                yield due


def dues_of_children(
    reader: Reader, first: date, as_of: date, theirs: Theirs
) -> Iterator[StatutoryDue]:
    """The statutory reviews due between two days, of children who are theirs and not gone then."""
    known = queries.statutory(reader, as_of)
    spans = queries.spans(reader) if known else {}
    for child, reviews in known.items():
        for each in statutory_dues((every.review for every in reviews), as_of):
            due_on = each.due.due_on
            if (
                first <= due_on <= as_of
                and theirs(child, due_on)
                and not is_gone(spans.get(child, ()), due_on)
            ):
                yield each
