"""Proposing a match, hearing everybody, showing the book, meeting, starting and ending."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import select

from ivtool.domain.days import spelled_day
from ivtool.domain.endings import Ending, problems_with_ending, referral_waits_again
from ivtool.domain.fits import (
    Candidate,
    FitRules,
    notes_on_clearance,
    notes_on_fit,
    problems_with_clearance,
    problems_with_fit,
)
from ivtool.domain.proposals import (
    Proposal,
    about,
    problems_with_day_of,
    problems_with_proposal,
    problems_with_view,
)
from ivtool.domain.referrals import (
    ReferralFacts,
    closing_on,
    matched_on,
    steps_before_waiting,
)
from ivtool.domain.refs import child_ref, match_ref, referral_ref, visit_ref
from ivtool.domain.starts import problems_with_start
from ivtool.domain.views import Said, must_end, said_after, standing_objections
from ivtool.domain.words import ReferralOutcome
from ivtool.errors import Problem, Refused
from ivtool.facts import proposals as proposal_facts
from ivtool.facts import referrals as referral_facts
from ivtool.facts import visits as visit_facts
from ivtool.services.referrals import close, open_again
from ivtool.tables import Match, MatchView, Referral
from ivtool.writer import Writer


@dataclass(frozen=True, slots=True)
class ProposedMatch:
    """A match as proposed: what to look at first, and who must not have contact."""

    number: int
    referral: int
    child: str
    volunteers: tuple[str, ...]
    proposed_on: date
    notes: tuple[str, ...]
    no_contact: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeardView:
    """A view as recorded; `must_end` where the match runs and the child objects."""

    number: int
    said: Said
    running: bool
    must_end: bool
    child_objects: bool


@dataclass(frozen=True, slots=True)
class MatchDay:
    """A day on a proposal's way: the book shown, the first meeting, the start.

    `not_clear` are reasons by volunteer, `no_contact` who must not have contact with the child;
    `same_child` are the refs of who may be this child, each with the match live for them.
    """

    number: int
    on: date
    child: str
    volunteers: tuple[str, ...]
    no_contact: tuple[str, ...]
    not_clear: tuple[str, ...] = ()
    open_proposals: tuple[int, ...] = ()
    same_child: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EndedMatch:
    """A match that ended, or a proposal that came to nothing, and what became of the referral.

    `referral_closed` as matched by this; `waits_again` from `received_on` on.
    """

    number: int
    ending: Ending
    started: bool
    referral: int
    child: str
    received_on: date
    referral_closed: bool
    referral_open: bool
    other_open: int | None
    open_proposals: tuple[int, ...]


def propose_match(
    writer: Writer,
    referral_id: int,
    volunteer: int,
    second: int | None,
    on: date,
    today: date,
) -> ProposedMatch:
    """Propose a volunteer, or a couple, for the child of a referral. Raises Refused.

    Several proposals may be open; nobody is proposed who is never to be.
    """
    reader = writer.reader
    referral = writer.session.get_one(Referral, referral_id)
    child = proposal_facts.wishes(reader, referral.child_id, on)
    people = list(dict.fromkeys(each for each in (volunteer, second) if each is not None))
    known = proposal_facts.candidates(reader, referral.child_id, on, people)
    twin = proposal_facts.open_twin(reader, referral.child_id, people)
    problems = problems_with_proposal(
        on,
        today,
        child,
        referral_ref(referral_id),
        referral.received_on,
        referral_facts.closings(reader, date.max, referral_id).get(referral_id, ()),
        None if twin is None else match_ref(twin),
    )
    if second == volunteer:
        said = "the second volunteer is the first one again"
        problems.append(Problem("match.couple", said, "ivtool volunteer list --clear"))
    rules = proposal_facts.fit_rules(reader, on)
    for each in people:
        problems += about(known[each].ref, problems_with_fit(child, known[each], rules, on))
    if problems:
        named = " and ".join(known[each].ref for each in people)
        raise Refused(f"{named} cannot be proposed for {referral_ref(referral_id)}", problems)
    match = Match(
        referral_id=referral_id,
        child_id=referral.child_id,
        volunteer_id=volunteer,
        second_volunteer_id=second,
        proposed_on=on,
    )
    writer.session.add(match)
    writer.session.flush()
    return ProposedMatch(
        match.id or 0,
        referral_id,
        child.ref,
        tuple(known[each].ref for each in people),
        on,
        tuple(
            f"{step.value.replace('_', ' ')} is not recorded of {referral_ref(referral_id)}"
            f"  (ivtool referral record {referral_ref(referral_id)} {step.value} --on DAY)"
            for step in steps_before_waiting(
                referral_facts.referral_facts(reader, referral_id, today).steps
            )
        )
        + tuple(
            f"{known[each].ref}: {note}"
            for each in people
            for note in notes_on_fit(child, known[each], rules, on)
        ),
        tuple(child.no_contact),
    )


def hear_view(writer: Writer, number: int, said: Said, today: date) -> HeardView:
    """Record what somebody says of a match, before or after the first meeting. Raises Refused.

    A child who objects to a match that runs ends it: the answer says so.
    """
    match = proposal_facts.proposal(writer.reader, number, today)
    said = replace(said, after_meeting=said_after(said.said_on, match.first_meeting_on))
    problems = problems_with_view(match, said, today)
    if problems:
        party = said.party.value.replace("_", " ")
        raise Refused(f"{match.ref} cannot have that view of the {party}", problems)
    writer.session.add(
        MatchView(
            match_id=number,
            party=said.party.value,
            view=said.view.value,
            said_on=said.said_on,
            after_meeting=said.after_meeting,
            understanding=said.understanding,
            words=said.words,
        )
    )
    writer.session.flush()
    views = [*match.views, said]
    return HeardView(
        number,
        said,
        match.started_on is not None and match.ended_on is None,
        must_end(match.started_on, match.ended_on, views, today),
        bool(standing_objections(views)) and match.ended_on is None,
    )


def show_book(writer: Writer, number: int, on: date, correct: bool, today: date) -> MatchDay:
    """Record the day on which the child was shown the volunteer's book. Raises Refused."""
    match = proposal_facts.proposal(writer.reader, number, on)
    problems = problems_with_day_of(match, "shown", on, match.book_shown_on, correct, today)
    if problems:
        raise Refused(f"{match.ref} cannot have the book shown so", problems)
    row = writer.session.get_one(Match, number)
    row.book_shown_on = on
    writer.session.add(row)
    writer.session.flush()
    return _day_of(match, number, on)


def hold_meeting(writer: Writer, number: int, on: date, correct: bool, today: date) -> MatchDay:
    """Record the first meeting of the two; a volunteer not clear is told of, never refused.

    Views given after that day count as after it. Raises Refused for what cannot be.
    """
    reader = writer.reader
    match = proposal_facts.proposal(reader, number, on)
    problems = problems_with_day_of(match, "met", on, match.first_meeting_on, correct, today)
    if problems:
        raise Refused(f"{match.ref} cannot have its first meeting so", problems)
    row = writer.session.get_one(Match, number)
    row.first_meeting_on = on
    writer.session.add(row)
    for view in writer.session.exec(select(MatchView).where(MatchView.match_id == number)):
        view.after_meeting = said_after(view.said_on, on, on_the_day=view.after_meeting)
        writer.session.add(view)
    writer.session.flush()
    return _day_of(match, number, on, proposal_facts.fit_rules(reader, on))


def start_match(writer: Writer, number: int, on: date, today: date) -> MatchDay:
    """Start a match: every condition holds, and no other has started since. Raises Refused.

    The referral stays open until the match ends.
    """
    reader = writer.reader
    match = proposal_facts.proposal(reader, number, on)
    rules = proposal_facts.fit_rules(reader, on)
    problems = problems_with_start(match, on, today, rules)
    if problems:
        raise Refused(f"{match.ref} cannot start on {spelled_day(on)}", problems)
    row = writer.session.get_one(Match, number)
    row.started_on = on
    writer.session.add(row)
    writer.session.flush()
    left = tuple(referral_facts.open_proposals(reader, row.child_id, number))
    same = tuple(
        (child_ref(child), match_ref(other))
        for each in proposal_facts.lives_of_one_child(reader)
        for child, other, mine in (
            (each.other_child, each.other, each.match),
            (each.child, each.match, each.other),
        )
        if mine == number
    )
    return replace(_day_of(match, number, on, rules), open_proposals=left, same_child=same)


def end_match(writer: Writer, number: int, ending: Ending, today: date) -> EndedMatch:
    """End a match, or a proposal that came to nothing. Raises Refused.

    With another match wanted the referral waits again and keeps its first day; else it is closed
    as matched. Of a proposal the referral stays as it is.
    """
    reader = writer.reader
    row = writer.session.get_one(Match, number)
    days = [
        ("the proposal", row.proposed_on),
        ("the first meeting", row.first_meeting_on),
        ("the start", row.started_on),
    ]
    later = [
        visit_ref(each.number)
        for each in visit_facts.entries(reader, match=number)
        if each.visited_on > ending.ended_on
    ]
    problems = problems_with_ending(match_ref(number), ending, days, row.ended_on, later, today)
    if problems:
        raise Refused(f"{match_ref(number)} cannot end on {spelled_day(ending.ended_on)}", problems)
    row.ended_on = ending.ended_on
    row.ending_route = ending.route.value
    row.ending_reason = ending.reason
    row.planned = ending.planned
    row.goodbye_held = ending.goodbye_held
    row.told_by = ending.told_by
    row.another_wanted = ending.another_wanted
    writer.session.add(row)
    referral = referral_facts.referral_facts(reader, row.referral_id, today)
    other = referral_facts.open_referral(reader, row.child_id, row.referral_id)
    closed = False
    if row.started_on is not None:
        closed = _settle(writer, row.referral_id, referral, ending, other)
    writer.session.flush()
    closing = referral_facts.closings(reader, date.max, row.referral_id).get(row.referral_id, ())
    return EndedMatch(
        number,
        ending,
        row.started_on is not None,
        row.referral_id,
        child_ref(row.child_id),
        referral.received_on,
        closed,
        closing_on(closing, date.max) is None,
        other,
        tuple(referral_facts.open_proposals(reader, row.child_id, number)),
    )


def _settle(
    writer: Writer, number: int, referral: ReferralFacts, ending: Ending, other: int | None
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


def _day_of(match: Proposal, number: int, on: date, rules: FitRules | None = None) -> MatchDay:
    return MatchDay(
        number,
        on,
        match.child.ref,
        tuple(each.ref for each in match.candidates),
        tuple(match.child.no_contact),
        () if rules is None else tuple(_not_clear(match.candidates, rules, on)),
    )


def _not_clear(people: Sequence[Candidate], rules: FitRules, on: date) -> list[str]:
    reasons = [
        f"{each.ref} was not clear to visit on that day:"
        f" {', '.join(problem.message for problem in problems)}"
        for each in people
        if (problems := problems_with_clearance(each, rules.evidence, on))
    ]
    waived = [
        f"{each.ref}: {note}"
        for each in people
        for note in notes_on_clearance(each, rules.evidence, on)
    ]
    return reasons + waived
