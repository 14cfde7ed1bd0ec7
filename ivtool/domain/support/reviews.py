"""Reviews of matches and of children: when each is due, whether it was held in time, what can be.

docs/DOMAIN.md, section 7.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from ivtool.domain.days import months_after, problems_ahead, spelled_day
from ivtool.domain.support.records import MatchReview, MatchReviewAction, StatutoryReview
from ivtool.domain.support.vocabulary import Measure, Rater, Wanted
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

# The law's, and no choice of a service's.
STATUTORY_MONTHS = 6
LOWEST_RATING, HIGHEST_RATING = 1, 5
MEASURES: Mapping[Rater, tuple[Measure, ...]] = {
    Rater.CHILD: (Measure.FEELS_SUPPORTED, Measure.HAS_A_TRUSTED_ADULT, Measure.CONFIDENCE),
    Rater.VOLUNTEER: (Measure.FINDS_IT_REWARDING, Measure.FEELS_SUPPORTED),
}
Span = tuple[date, date | None]


class ReviewMonths(NamedTuple):
    """Months from a match's start to its first review, and from one held to the next."""

    first: int = 3
    then: int = 6


class Due(NamedTuple):
    """A review's due day, and the day on which it was held; None while it was not."""

    due_on: date
    held_on: date | None

    @property
    def in_time(self) -> bool:
        """Whether it was held, and by its due day: on the day itself is in time."""
        return self.held_on is not None and self.held_on <= self.due_on


class Counted(NamedTuple):
    """Of the reviews due in some days: how many, how many were held, how many in time."""

    due: int
    held: int
    in_time: int


def match_dues(
    started_on: date, ended_on: date | None, held: Iterable[date], months: ReviewMonths
) -> list[Due]:
    """Every review of a match by its due day, in order; the last is the next, not held yet.

    The first is due `first` months after the start, each other `then` months after the last one
    held: whenever that was. Due days on or after the ending are none: the match is not live then.
    Source: docs/DOMAIN.md, section 7.
    """
    due_on = months_after(started_on, months.first)
    dues = []
    for held_on in sorted(held):
        dues.append(Due(due_on, held_on))
        due_on = months_after(held_on, months.then)
    dues.append(Due(due_on, None))
    return [due for due in dues if ended_on is None or due.due_on < ended_on]


class StatutoryDue(NamedTuple):
    """A review of a child by its due day, with its record; the next may have none yet."""

    due: Due
    review: StatutoryReview | None


def statutory_dues(reviews: Iterable[StatutoryReview], as_of: date) -> list[StatutoryDue]:
    """Every statutory review of a child by its due day, as known on a day, in order.

    Due six months after the last one held; the first on the day planned, or, where nobody planned
    it, on the day it was held. What was held later is not known yet. The last is the next, not held
    yet; there is none where nothing was held or planned. Source: docs/DOMAIN.md, section 7.
    """
    held, planned = list[StatutoryReview](), list[StatutoryReview]()
    for each in reviews:
        if each.held_on is not None and each.held_on <= as_of:
            held.append(each)
        elif each.due_on is not None:
            planned.append(each)
    held.sort(key=lambda each: each.held_on or as_of)
    dues: list[StatutoryDue] = []
    last: date | None = None
    for each in held:
        day = each.held_on or as_of
        due_on = (each.due_on or day) if last is None else months_after(last, STATUTORY_MONTHS)
        dues.append(StatutoryDue(Due(due_on, day), each))
        last = day
    soonest = min(planned, key=lambda each: each.due_on or as_of, default=None)
    if last is not None:
        following = Due(months_after(last, STATUTORY_MONTHS), None)
        dues.append(StatutoryDue(following, soonest))
    elif soonest is not None and soonest.due_on is not None:
        dues.append(StatutoryDue(Due(soonest.due_on, None), soonest))
    return dues


def counted(dues: Iterable[Due], holds: Callable[[date], bool]) -> Counted:
    """How many are due on days that hold, how many of these were held, how many in time."""
    due = [each for each in dues if holds(each.due_on)]
    held = [each for each in due if each.held_on is not None]
    return Counted(len(due), len(held), sum(each.in_time for each in held))


def is_gone(spans: Sequence[Span], day: date) -> bool:
    """Whether a child was the service's and is no more: every referral closed, every match ended.

    A span begins with a day and ends before another. Of a child who is gone no review is due;
    a child of whom the file knows no referral is not gone. Source: service practice.
    """
    return any(until is not None and until <= day for _, until in spans) and not any(
        begin <= day and (until is None or day < until) for begin, until in spans
    )


def unwanted(review: StatutoryReview) -> bool:
    """Whether the visitor was at a review without the young person's yes."""
    return review.iv_attended is True and review.wants_iv is not Wanted.YES


def planned_for(reviews: Iterable[StatutoryReview], held_on: date) -> StatutoryReview | None:
    """The planned review that one held on a day is, or None where it is one of its own.

    Held so long before the planned day that the one after it would be due by then, it is another.
    """
    planned = sorted(
        (each for each in reviews if each.held_on is None and each.due_on is not None),
        key=lambda each: each.due_on or held_on,
    )
    for each in planned:
        if each.due_on is not None and each.due_on < months_after(held_on, STATUTORY_MONTHS):
            return each
    return None


def problems_with_statutory_review(
    child: str,
    review: StatutoryReview,
    others: Iterable[StatutoryReview],
    born_on: date | None,
    today: date,
) -> list[Problem]:
    """Why a statutory review cannot be so; a planned day may lie ahead, a held one may not.

    One a child and day. `others` are the child's that stand.
    """
    problems = problems_ahead([("the review", review.held_on)], today, "review")
    problems += [
        Problem("review.before_birth", f"{spelled_day(day)} is before the child was born")
        for day in (review.due_on, review.held_on)
        if day is not None and born_on is not None and day < born_on
    ]
    if review.held_on is None and review.iv_attended is not None:
        hint = f"ivtool review held {child} --on DAY"
        problems.append(Problem("review.not_held", "it was not held yet: nobody was there", hint))
    for other in others:
        if review.held_on is not None and other.held_on == review.held_on:
            problems.append(_twice(f"held on {spelled_day(review.held_on)}", child, review.held_on))
        elif review.held_on is None and other.held_on is None:
            problems += problems_with_second_plan(child, [other])
    return problems


def problems_with_second_plan(child: str, others: Iterable[StatutoryReview]) -> list[Problem]:
    """Why no other review can be planned: one is, and not held yet; it is moved instead."""
    return [
        _twice(f"planned for {spelled_day(each.due_on)}", child, each.due_on)
        for each in others
        if each.held_on is None and each.due_on is not None
    ]


def _twice(what: str, child: str, day: date) -> Problem:
    hint = f"ivtool review correct {child} --of {day} …"
    return Problem("review.twice", f"one {what} is recorded already", hint)


def problems_with_match_review(
    match: str,
    held_on: date,
    started_on: date | None,
    ended_on: date | None,
    others: Iterable[date],
    today: date,
) -> list[Problem]:
    """Why a match cannot have been reviewed on a day; on the day of its ending it can.

    `others` are the days of its other reviews.
    """
    problems = problems_ahead([("the review", held_on)], today, "review")
    if started_on is None:
        hint = f"ivtool match start {match} --on DAY"
        problems.append(Problem("review.match_not_started", "the match has not started", hint))
    elif held_on < started_on:
        said = f"{spelled_day(held_on)} is before the match began ({spelled_day(started_on)})"
        problems.append(Problem("review.before_start", said, f"ivtool match show {match}"))
    if ended_on is not None and held_on > ended_on:
        said = f"{spelled_day(held_on)} is after the match ended ({spelled_day(ended_on)})"
        problems.append(Problem("review.after_end", said, f"ivtool match show {match}"))
    if held_on in others:
        said = f"one held on {spelled_day(held_on)} is recorded already"
        hint = f"ivtool match review {match} --correct --of {held_on} …"
        problems.append(Problem("review.twice", said, hint))
    return problems


def problems_with_rating(who: Rater, measure: Measure, rating: int) -> list[Problem]:
    """Why a rating is none: from 1 to 5."""
    if LOWEST_RATING <= rating <= HIGHEST_RATING:
        return []
    said = f"{who.value}.{measure.value} {rating} is not between {LOWEST_RATING} and"
    return [Problem("review.rating", f"{said} {HIGHEST_RATING}")]


def problems_with_agreed(due_on: date | None, held_on: date, hint: str = "") -> list[Problem]:
    """Why something agreed at a review cannot be due so: it comes not before the review."""
    if due_on is None or due_on >= held_on:
        return []
    said = f"{spelled_day(due_on)} is before the review of {spelled_day(held_on)}"
    return [Problem("review.action_before", said, hint)]


def problems_with_done_day(done_on: date | None, today: date) -> list[Problem]:
    """Why something agreed at a review cannot have been done on a day: it is still to come."""
    return problems_ahead([("the action", done_on)], today, "review")


def problems_with_no_action(match: str, held_on: date, number: int | None) -> list[Problem]:
    """Why nothing can be said of an action of a review: it has none of that number."""
    said = f"the review of {spelled_day(held_on)} has no action {number}"
    return [Problem("review.no_action", said, f"ivtool match show {match}")]


def problems_with_done(
    match: str,
    review: MatchReview,
    number: int,
    action: MatchReviewAction | None,
    done_on: date | None,
    today: date,
    *,
    correct: bool,
) -> list[Problem]:
    """Why something agreed cannot be recorded as done: there is none, the day is ahead, it is done.

    `correct` puts another day in its place; with no `done_on` that it was done is taken back.
    """
    if action is None:
        return problems_with_no_action(match, review.held_on, number)
    problems = problems_with_done_day(done_on, today)
    this = f"ivtool match review {match} --of {review.held_on} --done {number}"
    was = action.done_on
    if was is None and (correct or done_on is None):
        problems.append(Problem("review.action_not_done", "it is not recorded as done", this))
    elif was is not None and done_on is not None and not correct:
        said = f"it was done on {spelled_day(was)}"
        problems.append(Problem("review.action_done", said, f"{this} --on DAY --correct"))
    return problems


def written_rating(text: str) -> tuple[Rater, Measure]:
    """Who rates what, as it is written: `volunteer.feels_supported`; the child's without who.

    A measure of the volunteer alone needs none. Raises ValueError.
    """
    who, _, name = text.strip().lower().replace("-", "_").rpartition(".")
    for rater, measures in MEASURES.items():
        if who in ("", rater.value):
            for measure in measures:
                if measure.value == name:
                    return rater, measure
    known = ", ".join(
        f"{rater.value}.{measure.value}" for rater, found in MEASURES.items() for measure in found
    )
    raise ValueError(f"is none of {known}")
