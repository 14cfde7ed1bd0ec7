"""What needs doing about reviews, of matches and of children.

As in `todo.py`: no rule is stated again, and no reason holds a name.
"""

from datetime import date

from ivtool.domain.days import short_day
from ivtool.domain.office.todo import WEEK_DAYS, About, ToDo
from ivtool.domain.office.vocabulary import Source, Urgency
from ivtool.domain.refs import child_ref, match_ref
from ivtool.domain.sentences import counted
from ivtool.domain.support.records import StatutoryReview


def of_match(about: About, due_on: date, held_on: date | None, as_of: date) -> ToDo | None:
    """A match whose review is overdue, or due within a week; None for others."""
    ref = match_ref(about.match or 0)
    last = "never reviewed" if held_on is None else f"last reviewed {short_day(held_on)}"
    does = f"ivtool match review {ref} --on DAY --outcome continue"
    return _of_due(ref, f"match review {{}}: {last}", does, about, (due_on, held_on), as_of)


def of_child(about: About, due_on: date, held_on: date | None, as_of: date) -> ToDo | None:
    """A child whose statutory review is overdue, or due within a week; None for others."""
    ref = child_ref(about.child or 0)
    last = "planned" if held_on is None else f"last held {short_day(held_on)}"
    does = f"ivtool review held {ref} --on DAY"
    return _of_due(ref, f"statutory review {{}}: {last}", does, about, (due_on, held_on), as_of)


def of_none_ever(overdue: int) -> ToDo:
    """No review of any match was ever recorded: one line for many that would say the same."""
    reason = f"no match was ever reviewed: {counted(overdue, 'review')} overdue"
    return ToDo(Source.REVIEW, Urgency.COMING, 0, "", reason, "ivtool report reviews")


def of_action(about: About, held_on: date, number: int, due_on: date, as_of: date) -> ToDo:
    """Something agreed at a review of a match that was to be done by a day, and is not."""
    ref = match_ref(about.match or 0)
    reason = f"{ref}: action {number} of the review of {short_day(held_on)} is not done"
    does = f"ivtool match review {ref} --of {held_on} --done {number}"
    days = (as_of - due_on).days
    return ToDo(Source.REVIEW, Urgency.NOW, 0, ref, reason, does, about, held_on, due_on, days)


def of_unwanted(about: About, review: StatutoryReview, as_of: date) -> ToDo | None:
    """A child at whose last review the visitor was without a yes. Until the next one is held.

    Source: docs/DOMAIN.md, section 7.
    """
    if review.held_on is None:
        return None
    ref = child_ref(about.child or 0)
    said = "" if review.wants_iv is None else f" ({review.wants_iv.value.replace('_', ' ')})"
    reason = f"{ref}: the visitor was at the review of {short_day(review.held_on)} without a yes"
    does = f"ivtool review list --child {ref}"
    days = (as_of - review.held_on).days
    return ToDo(
        Source.REVIEW, Urgency.NOW, 2, ref, reason + said, does, about, review.held_on, days=days
    )


def _of_due(
    ref: str, what: str, does: str, about: About, days: tuple[date, date | None], as_of: date
) -> ToDo | None:
    due_on, held_on = days
    over = (as_of - due_on).days
    if over < -WEEK_DAYS:
        return None
    late = over > 0
    urgency = Urgency.NOW if late else Urgency.THIS_WEEK
    reason = f"{ref}: {what.format('overdue' if late else 'due')}"
    return ToDo(
        Source.REVIEW, urgency, int(late), ref, reason, does, about, held_on, due_on, abs(over)
    )
