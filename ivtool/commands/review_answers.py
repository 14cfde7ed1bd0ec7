"""Answers about reviews, of children and of matches."""

from typing import TYPE_CHECKING

from ivtool.domain.days import spelled_day
from ivtool.domain.refs import child_ref, match_ref
from ivtool.domain.support.vocabulary import ReviewOutcome, Wanted
from ivtool.rendering import Answer, fields

if TYPE_CHECKING:
    from ivtool.services.support.match_reviews import ReviewedMatch
    from ivtool.services.support.reviews import ChildReview

WANTS = {
    Wanted.YES: "the young person wants the visitor there",
    Wanted.NO: "the young person does not want the visitor there",
    Wanted.NOT_ASKED: "the young person was not asked about the visitor",
}


def of_child(done: "ChildReview") -> Answer:
    """A statutory review, planned or held."""
    review, ref = done.review, child_ref(done.review.child_id)
    sentences = []
    warnings = []
    if review.held_on is None:
        planned = f" for {spelled_day(review.due_on)}" if review.due_on else ""
        sentences.append(f"{ref}: a statutory review is planned{planned}.")
        if done.next_due_on is not None and done.next_due_on != review.due_on:
            sentences.append(
                f"It is due by {spelled_day(done.next_due_on)}, six months after the last one held."
            )
    else:
        sentences.append(f"{ref}: statutory review held on {spelled_day(review.held_on)}.")
        if review.wants_iv is not None:
            said = WANTS[review.wants_iv]
            sentences.append(f"{said[0].upper()}{said[1:]}.")
        if done.next_due_on is not None:
            sentences.append(f"The next is due by {spelled_day(done.next_due_on)}.")
    if done.unwanted:
        asked = {Wanted.NO: "said no", Wanted.NOT_ASKED: "was not asked"}
        what = "no yes is recorded"
        if review.wants_iv is not None:
            what = f"the young person {asked[review.wants_iv]}"
        warnings.append(
            f"the visitor was at the review, and {what}: it is recorded, counted apart, and stands"
            " in today"
        )
    return Answer(sentences, _child_fields(done), warnings)


def of_child_withdrawn(done: "ChildReview") -> Answer:
    """A statutory review that was taken back."""
    review = done.review
    day = review.held_on or review.due_on
    when = f" of {spelled_day(day)}" if day else ""
    ref = child_ref(review.child_id)
    sentences = [f"{ref}: the statutory review{when} never was."]
    if done.next_due_on is None:
        # What was planned and then held by mistake is still to come, and nothing else tells of it.
        due = "DAY" if review.held_on is None else review.due_on or "DAY"
        sentences.append(f"None is planned or due now: ivtool review plan {ref} --due {due}")
    return Answer(sentences, _child_fields(done))


def _child_fields(done: "ChildReview") -> dict[str, object]:
    review = done.review
    return {
        "child": child_ref(review.child_id),
        "due_on": done.due_on or review.due_on,
        **fields(review, "held_on", "iv_considered", "wants_iv"),
        "attended": review.iv_attended,
        "next_due_on": done.next_due_on,
        "withdrawn": review.withdrawn_on is not None,
    }


def of_match(done: "ReviewedMatch") -> Answer:
    """A review of a match; what must follow where it comes to an end or a change."""
    review, ref = done.review, match_ref(done.review.match_id)
    outcome = f": {review.outcome.value}" if review.outcome else ""
    sentences = [f"{ref}: reviewed on {spelled_day(review.held_on)}{outcome}."]
    sentences += [
        f"Action {each.number},"
        f" {f'by {spelled_day(each.due_on)}' if each.due_on else 'with no day by which it is due'}:"
        f" ivtool match review {ref} --of {review.held_on} --done {each.number}"
        for each in done.actions
        if each.done_on is None
    ]
    if done.next_due_on is not None:
        sentences.append(f"The next is due by {spelled_day(done.next_due_on)}.")
    if review.outcome is ReviewOutcome.END:
        sentences.append(f"It ends with: ivtool match end {ref} --route ROUTE --reason TEXT")
    return Answer(sentences, _match_fields(done))


def of_action(done: "ReviewedMatch", number: int) -> Answer:
    """Something agreed at a review that is done, or is to be done after all."""
    [each] = [action for action in done.actions if action.number == number]
    ref, day = match_ref(done.review.match_id), spelled_day(done.review.held_on)
    stands = "is to be done" if each.done_on is None else f"done on {spelled_day(each.done_on)}"
    said = f"{ref}: action {number} of the review of {day} {stands}."
    return Answer([said], _match_fields(done))


def of_match_withdrawn(done: "ReviewedMatch") -> Answer:
    """A review of a match that was taken back."""
    ref, day = match_ref(done.review.match_id), spelled_day(done.review.held_on)
    return Answer([f"{ref}: the review of {day} never was."], _match_fields(done))


def _match_fields(done: "ReviewedMatch") -> dict[str, object]:
    return {
        "match": match_ref(done.review.match_id),
        **fields(done.review, "held_on", "outcome"),
        "ratings": [fields(each, "who", "measure", "rating") for each in done.ratings],
        "views": [each.party for each in done.views],
        "actions": [fields(each, "number", "due_on", "done_on") for each in done.actions],
        "next_due_on": done.next_due_on,
        "withdrawn": done.review.withdrawn_on is not None,
    }
