"""The service's own reviews of its matches: recorded, put right, taken back, actions done."""

from collections.abc import Mapping, Sequence
from datetime import date

from ivtool.domain.days import spelled_day
from ivtool.domain.matching.proposals import problems_with_party
from ivtool.domain.matching.records import Match
from ivtool.domain.matching.vocabulary import Party
from ivtool.domain.refs import match_ref
from ivtool.domain.support.agreed import AgreedAction
from ivtool.domain.support.records import (
    MatchReview,
    MatchReviewAction,
    MatchReviewRating,
    MatchReviewView,
)
from ivtool.domain.support.reviews import (
    match_dues,
    problems_with_agreed,
    problems_with_done,
    problems_with_done_day,
    problems_with_match_review,
    problems_with_no_action,
    problems_with_rating,
)
from ivtool.domain.support.vocabulary import Measure, Rater, ReviewOutcome
from ivtool.errors import Problem, Refused
from ivtool.queries import policy as policy_queries
from ivtool.queries.reading import select
from ivtool.queries.support import reviews as queries
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class SaidAtReview(NamedTuple):
    """What a review of a match says; a correction says only what it puts right.

    With `agreed` its one action takes the place of the action of that number.
    """

    outcome: ReviewOutcome | None = None
    note: str | None = None
    ratings: Mapping[tuple[Rater, Measure], int] = {}
    views: Mapping[Party, str] = {}
    actions: Sequence[AgreedAction] = ()
    agreed: int | None = None


class ReviewedMatch(NamedTuple):
    """A review as it now stands, with all that was said there, and when the next one is due."""

    review: MatchReview
    ratings: Sequence[MatchReviewRating]
    views: Sequence[MatchReviewView]
    actions: Sequence[MatchReviewAction]
    next_due_on: date | None


def review_match(
    writer: Writer, match: Match, held_on: date, said: SaidAtReview, today: date
) -> ReviewedMatch:
    """Record a review of a match, one a day. Raises Refused."""
    _require_possible(writer, match, held_on, said, None, today)
    new = MatchReview(match.id, held_on, said.outcome, note=said.note)
    review = writer.insert(new)
    _put_parts(writer, review, said)
    return _standing(writer, match, review, today)


def correct_review(
    writer: Writer,
    match: Match,
    of: date | None,
    held_on: date | None,
    said: SaidAtReview,
    today: date,
) -> ReviewedMatch:
    """Put right the review of a day, else the latest: what is said of it takes the old one's place.

    Actions are added to those agreed before, but one that is to take another's place. Raises
    Refused.
    """
    review = _review_of(writer, match, of)
    day = held_on or review.held_on
    _require_possible(writer, match, day, said, review, today)
    changes = {"held_on": day, "outcome": said.outcome, "note": said.note}
    review = writer.update(review, **{name: each for name, each in changes.items() if each})
    _put_parts(writer, review, said)
    return _standing(writer, match, review, today)


def withdraw_review(
    writer: Writer, match: Match, of: date | None, why: str | None, today: date
) -> ReviewedMatch:
    """Take back the review of a day, else the latest: it never was. Raises Refused."""
    review = _review_of(writer, match, of)
    review = writer.update(review, withdrawn_on=today, withdrawn_why=why)
    return _standing(writer, match, review, today)


def do_action(
    writer: Writer,
    match: Match,
    of: date | None,
    number: int,
    done_on: date | None,
    today: date,
    *,
    correct: bool = False,
) -> ReviewedMatch:
    """Record that something agreed at a review was done on a day; with no day, that it was not.

    `correct` puts another day in its place. Raises Refused.
    """
    review = _review_of(writer, match, of)
    found = select(writer.reader, MatchReviewAction, match_review_id=review.id, number=number)
    action = found[0] if found else None
    ref = match_ref(match.id)
    problems = problems_with_done(ref, review, number, action, done_on, today, correct=correct)
    if action is None or problems:
        raise Refused(f"no action of {ref} can be recorded so", problems)
    writer.update(action, done_on=done_on)
    return _standing(writer, match, review, today)


def _require_possible(
    writer: Writer,
    match: Match,
    held_on: date,
    said: SaidAtReview,
    corrected: MatchReview | None,
    today: date,
) -> None:
    ref = match_ref(match.id)
    others = [each.held_on for each in queries.of_match(writer.reader, match.id)
              if corrected is None or each.id != corrected.id]  # fmt: skip
    problems = problems_with_match_review(
        ref, held_on, match.started_on, match.ended_on, others, today
    )
    for (who, measure), rating in said.ratings.items():
        problems += problems_with_rating(who, measure, rating)
    for party in said.views:
        is_couple = match.second_volunteer_id is not None
        problems += problems_with_party(ref, party, is_couple=is_couple)
    for action in said.actions:
        problems += problems_with_agreed(action.due_on, held_on)
        problems += problems_with_done_day(action.done_on, today)
    agreed = () if corrected is None else queries.parts_of(writer.reader, [corrected])[2]
    if corrected is not None and said.agreed not in (None, *(each.number for each in agreed)):
        problems += problems_with_no_action(ref, corrected.held_on, said.agreed)
    if corrected is not None and corrected.held_on != held_on:
        for each in agreed:
            put_right = (
                f"ivtool match review {ref} --correct --of {corrected.held_on}"
                f' --agreed {each.number} --action "TEXT by DAY"'
            )
            if each.number != said.agreed:
                problems += problems_with_agreed(each.due_on, held_on, put_right)
    if problems:
        raise Refused(f"no review of {ref} on {spelled_day(held_on)} can be recorded so", problems)


def _put_parts(writer: Writer, review: MatchReview, said: SaidAtReview) -> None:
    ratings, views, actions = queries.parts_of(writer.reader, [review])
    rated = {(each.who, each.measure): each for each in ratings}
    for (who, measure), rating in said.ratings.items():
        new = MatchReviewRating(review.id, who, measure, rating)
        writer.put(rated.get((who, measure), new), rating=rating)
    heard = {each.party: each for each in views}
    for party, words in said.views.items():
        writer.put(heard.get(party, MatchReviewView(review.id, party, words)), words=words)
    if said.agreed is not None:
        for each in actions:
            if each.number == said.agreed:
                new_words, due_on, done_on = said.actions[0]
                writer.put(each, words=new_words, due_on=due_on, done_on=done_on or each.done_on)
        return
    last = max((each.number for each in actions), default=0)
    for number, action in enumerate(said.actions, start=last + 1):
        writer.insert(MatchReviewAction(review.id, number, *action))


def _review_of(writer: Writer, match: Match, of: date | None) -> MatchReview:
    reviews = queries.of_match(writer.reader, match.id)
    found = [each for each in reviews if of is None or each.held_on == of]
    if not found:
        ref = match_ref(match.id)
        when = "none was held" if of is None else f"none was held on {spelled_day(of)}"
        problem = Problem("review.none", when, f"ivtool match show {ref}")
        raise Refused(f"no review of {ref} can be changed so", [problem])
    return found[-1]


def _standing(writer: Writer, match: Match, review: MatchReview, today: date) -> ReviewedMatch:
    parts = queries.parts_of(writer.reader, [review])
    next_due_on = None
    if match.started_on is not None:
        held = [each.held_on for each in queries.of_match(writer.reader, match.id)]
        months = policy_queries.policy(writer.reader).review_months(today)
        dues = match_dues(match.started_on, match.ended_on, held, months)
        pending = [each.due_on for each in dues if each.held_on is None]
        next_due_on = pending[0] if pending else None
    return ReviewedMatch(review, *parts, next_due_on)
