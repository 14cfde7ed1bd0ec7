"""Statutory reviews of children: planned, held, put right, taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ivtool.domain.children.records import Child
from ivtool.domain.days import spelled_day
from ivtool.domain.refs import child_ref
from ivtool.domain.support.records import StatutoryReview
from ivtool.domain.support.reviews import (
    planned_for,
    problems_with_second_plan,
    problems_with_statutory_review,
    statutory_dues,
    unwanted,
)
from ivtool.errors import Problem, Refused
from ivtool.queries.support import reviews as queries
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class ChildReview(NamedTuple):
    """A statutory review as it now stands, when it was due, and when the next one is.

    `unwanted`: the visitor was there without the young person's yes.
    """

    review: StatutoryReview
    due_on: date | None
    next_due_on: date | None
    unwanted: bool


def plan_review(writer: Writer, child: Child, due_on: date, today: date) -> ChildReview:
    """Plan a child's statutory review for a day, which may lie ahead. Raises Refused."""
    ref = child_ref(child.id)
    second = problems_with_second_plan(ref, queries.of_child(writer.reader, child.id))
    if second:
        raise Refused(f"no other review of {ref} can be planned", second)
    return _store(writer, child, StatutoryReview(child.id), {"due_on": due_on}, today)


def hold_review(
    writer: Writer, child: Child, held_on: date, said: Mapping[str, Any], today: date
) -> ChildReview:
    """Record that a child's review was held: the one that was planned, or one of its own.

    Attended by the visitor without a yes is a fact, and recorded. Raises Refused.
    """
    standing = queries.of_child(writer.reader, child.id)
    review = planned_for(standing, held_on) or StatutoryReview(child.id)
    return _store(writer, child, review, {**said, "held_on": held_on}, today)


def correct_review(
    writer: Writer, child: Child, of: date, changes: Mapping[str, Any], today: date
) -> ChildReview:
    """Put right the review of a day: held on it, or planned for it. Raises Refused."""
    return _store(writer, child, _review_of(writer, child, of), changes, today)


def withdraw_review(
    writer: Writer, child: Child, of: date, why: str | None, today: date
) -> ChildReview:
    """Take back the review of a day, which never was, or was never planned. Raises Refused."""
    review = _review_of(writer, child, of)
    return _standing(writer, writer.update(review, withdrawn_on=today, withdrawn_why=why))


def _store(
    writer: Writer,
    child: Child,
    review: StatutoryReview,
    changes: Mapping[str, Any],
    today: date,
) -> ChildReview:
    now = review._replace(**changes)
    others = [each for each in queries.of_child(writer.reader, child.id) if each.id != review.id]
    ref = child_ref(child.id)
    problems = problems_with_statutory_review(ref, now, others, child.date_of_birth, today)
    if problems:
        day = now.held_on or now.due_on
        what = f"the review of {ref} cannot be recorded so"
        raise Refused(f"{what} for {spelled_day(day)}" if day else what, problems)
    return _standing(writer, writer.put(review, **changes))


def _standing(writer: Writer, review: StatutoryReview) -> ChildReview:
    dues = statutory_dues(queries.of_child(writer.reader, review.child_id), date.max)
    mine = [each.due.due_on for each in dues if each.review == review]
    following = [each.due.due_on for each in dues if each.due.held_on is None]
    return ChildReview(
        review, mine[0] if mine else None, following[0] if following else None, unwanted(review)
    )


def _review_of(writer: Writer, child: Child, of: date) -> StatutoryReview:
    standing = queries.of_child(writer.reader, child.id)
    held = [each for each in standing if each.held_on == of]
    planned = [each for each in standing if each.held_on is None and each.due_on == of]
    if not held and not planned:
        ref = child_ref(child.id)
        said = f"none was held on {spelled_day(of)} or planned for it"
        problem = Problem("review.none", said, f"ivtool review list --child {ref}")
        raise Refused(f"no review of {ref} can be changed so", [problem])
    return (held or planned)[0]
