"""Ending a match, putting an ending right, and taking back one that never was."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ivtool.domain.children.records import Child, ReferralClosing
from ivtool.domain.children.referrals import (
    ReferralFacts,
    closing_on,
    matched_on,
)
from ivtool.domain.children.vocabulary import ReferralOutcome
from ivtool.domain.days import spelled_day
from ivtool.domain.ids import ReferralId
from ivtool.domain.matching.ending import (
    Ending,
    Settled,
    by_ending,
    notes_on_reopened,
    problems_with_continuing,
    problems_with_ending,
    problems_with_ending_corrected,
    problems_with_people_gone,
    problems_with_reopened,
    problems_with_reviews_after,
    referral_waits_again,
)
from ivtool.domain.matching.records import Match
from ivtool.domain.refs import child_ref, match_ref, referral_ref, visit_ref
from ivtool.errors import Problem, Refused
from ivtool.queries.children import referrals as referral_queries
from ivtool.queries.matching import proposals as proposal_queries
from ivtool.queries.reading import select
from ivtool.queries.support import reviews as review_queries
from ivtool.queries.visits import visits as visit_queries
from ivtool.services.children.referrals import close, open_again
from ivtool.state.children.referrals import referral_facts
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class EndedMatch(NamedTuple):
    """A match that ended, or a proposal that came to nothing, and what became of the referral.

    `referral_closed` as matched by this; `waits_again` from `received_on` on.
    """

    match: Match
    ending: Ending
    received_on: date
    referral_closed: bool
    referral_open: bool
    other_open: int | None
    open_proposals: tuple[int, ...]


class ReopenedMatch(NamedTuple):
    """A match whose ending never was; `ended_on` is what was taken back.

    `referral_open` as it now stands, `undone` whether that was put back with it.
    """

    match: Match
    ended_on: date | None
    referral_open: bool
    undone: bool
    notes: Sequence[str] = ()


def end_match(
    writer: Writer, match: Match, ending: Ending, today: date, *, correct: bool = False
) -> EndedMatch:
    """End a match, or a proposal that came to nothing, or put right an ending. Raises Refused.

    With another match wanted the referral waits again and keeps its first day; else it is closed
    as matched. Of a proposal the referral stays as it is. What an ending that is put right did to
    the referral is done anew.
    """
    reader, ref = writer.reader, match_ref(match.id)
    days = [
        ("the proposal", match.proposed_on),
        ("the first meeting", match.first_meeting_on),
        ("the start", match.started_on),
        ("going on after 18", match.continued_on),
    ]
    later = [
        visit_ref(each.number)
        for each in visit_queries.entries(reader, match=match.id, first=ending.ended_on)
        if each.visited_on > ending.ended_on
    ]
    known_end = None if correct else match.ended_on
    friends = match.continued_on is not None
    problems = problems_with_ending(
        ref, ending, days, known_end, later, today, correct=correct, friends=friends
    )
    if known_end is None:
        reviewed_on = [each.held_on for each in review_queries.of_match(reader, match.id)]
        problems += problems_with_reviews_after(ref, ending.ended_on, reviewed_on)
    if correct:
        seen = proposal_queries.proposal(reader, match.id, today)
        problems += problems_with_ending_corrected(match, ending, seen.others)
        problems += problems_with_people_gone(seen.candidates, match.started_on, ending.ended_on)
    if problems:
        raise Refused(f"{ref} cannot end on {spelled_day(ending.ended_on)}", problems)
    facts = referral_facts(reader, match.referral_id, today)
    # One that the ending did nothing to was settled by somebody, and stays.
    settled = by_ending(match, facts) if correct else None
    # What says so already takes nothing back; what somebody has opened since stays open.
    if ending == Ending.of(match) or settled is Settled.CLOSED_AND_OPENED_SINCE:
        settled = None
    settles = not correct or settled is not None
    _take_back(writer, match, settled)
    match = writer.update(match, **ending._asdict())
    referral = referral_facts(reader, match.referral_id, today)
    other = referral_queries.open_referral(reader, match.child_id, match.referral_id)
    closed = False
    if match.started_on is not None and settles:
        closed = _settle(writer, match.referral_id, referral, ending, other)
    closing = referral_queries.closings(writer.reader, date.max, match.referral_id)
    return EndedMatch(
        match,
        ending,
        referral.received_on,
        closed,
        closing_on(closing, date.max) is None,
        other,
        tuple(referral_queries.open_proposals(reader, match.child_id, match.id)),
    )


def correct_ending(
    writer: Writer, match: Match, said: Mapping[str, Any], today: date
) -> EndedMatch:
    """Put right what is said of an ending, by the fields of `Ending`. Raises Refused."""
    known = Ending.of(match)
    if known is None:
        ref = match_ref(match.id)
        problem = Problem("match.not_ended", "it has not ended", f"ivtool match show {ref}")
        raise Refused(f"the ending of {ref} cannot be corrected", [problem])
    return end_match(writer, match, known._replace(**said), today, correct=True)


def reopen_match(writer: Writer, match: Match, today: date) -> ReopenedMatch:
    """Take back an ending that never was, and what it did to the referral. Raises Refused.

    The history keeps what was said of the ending.
    """
    reader, ref = writer.reader, match_ref(match.id)
    seen = proposal_queries.proposal(reader, match.id, today)
    referral = referral_facts(reader, match.referral_id, today)
    settled = by_ending(match, referral)
    other = None
    if settled is Settled.CLOSED or referral.closed_on is None:
        other = referral_queries.open_referral(reader, match.child_id, match.referral_id)
    people = [each for each in (match.volunteer_id, match.second_volunteer_id) if each is not None]
    twin = proposal_queries.open_twin(reader, match.child_id, people)
    problems = problems_with_reopened(
        ref,
        match.started_on,
        match.ended_on,
        seen.others,
        None if twin is None else match_ref(twin),
        None if other is None else referral_ref(other),
    )
    if match.ended_on is not None:
        problems += problems_with_people_gone(seen.candidates, match.started_on, None)
    if problems:
        raise Refused(f"{ref} cannot be reopened", problems)
    now = writer.update(match, **dict.fromkeys(Ending._fields))
    _take_back(writer, match, settled)
    closings = referral_queries.closings(reader, date.max, match.referral_id)
    is_open = closing_on(closings, date.max) is None
    undone = settled in (Settled.CLOSED, Settled.OPENED_AGAIN)
    friends = match.continued_on is not None
    notes = notes_on_reopened(ref, seen.child, seen.candidates, today, friends=friends)
    return ReopenedMatch(
        now, match.ended_on, is_open, undone, notes if match.started_on is not None else ()
    )


def continue_match(
    writer: Writer, match: Match, on: date, today: date, *, correct: bool = False
) -> Match:
    """Record that a match goes on after 18, no longer as the authority's appointment.

    Raises Refused.
    """
    child = writer.known(Child, match.child_id)
    problems = problems_with_continuing(
        match, child_ref(child.id), child.date_of_birth, on, today, correct=correct
    )
    if problems:
        raise Refused(f"{match_ref(match.id)} cannot go on after 18 so", problems)
    return writer.update(match, continued_on=on)


def withdraw_continuing(writer: Writer, match: Match) -> Match:
    """Take back that a match goes on after 18: it never was. Raises Refused where nobody said so.

    The history keeps it.
    """
    if match.continued_on is None:
        ref = match_ref(match.id)
        said, hint = "it was not continued after 18", f"ivtool match show {ref}"
        raise Refused(
            f"nothing of {ref} can be taken back", [Problem("match.not_continued", said, hint)]
        )
    return writer.update(match, continued_on=None)


def _take_back(writer: Writer, match: Match, settled: Settled | None) -> None:
    """Take back what the ending of a match did to its referral, if it did anything."""
    closings = select(
        writer.reader, ReferralClosing, "closed_on, id", referral_id=match.referral_id
    )
    if settled in (Settled.CLOSED, Settled.CLOSED_AND_OPENED_SINCE):
        writer.delete(closings[-1])
    elif settled is Settled.OPENED_AGAIN:
        writer.update(closings[-1], reopened_on=None)


def _settle(
    writer: Writer, number: ReferralId, referral: ReferralFacts, ending: Ending, other: int | None
) -> bool:
    """Close a referral as matched, or open it again; whether it was closed by this."""
    if referral_waits_again(ending):
        # Another open referral of the child waits already: there is never a second one.
        if referral.closed_on is not None and other is None:
            open_again(writer, number, max(ending.ended_on, referral.closed_on))
        return False
    if referral.closed_on is not None:
        return False
    close(writer, number, matched_on(referral, ending.ended_on), ReferralOutcome.MATCHED)
    return True
