"""Proposing a match, hearing everybody, showing the book, meeting and starting."""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.children.records import Child, Referral
from ivtool.domain.children.referrals import (
    steps_before_waiting,
)
from ivtool.domain.days import spelled_day
from ivtool.domain.ids import MatchId, VolunteerId
from ivtool.domain.matching.eligibility import (
    Candidate,
    FitRules,
    notes_on_clearance,
    notes_on_fit,
    problems_with_clearance,
    problems_with_fit,
)
from ivtool.domain.matching.proposals import (
    Proposal,
    about,
    problems_with_day_of,
    problems_with_proposal,
    problems_with_proposal_corrected,
    problems_with_view,
)
from ivtool.domain.matching.records import Match, MatchView
from ivtool.domain.matching.start import problems_with_start, problems_with_start_corrected
from ivtool.domain.matching.views import must_end, said_after, standing_objections
from ivtool.domain.refs import child_ref, match_ref, referral_ref, volunteer_ref
from ivtool.errors import Problem, Refused
from ivtool.queries.children import referrals as referral_queries
from ivtool.queries.matching import proposals as proposal_queries
from ivtool.queries.matching.matches import records_of
from ivtool.queries.reading import select
from ivtool.state.children.referrals import referral_facts
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class ProposedMatch(NamedTuple):
    """A match as proposed: what to look at first, and the child, whom it is to be safe for."""

    match: Match
    notes: tuple[str, ...]
    child: Child


class HeardView(NamedTuple):
    """A view as recorded; `must_end` where the match runs and the child objects."""

    number: MatchId
    said: MatchView
    running: bool
    must_end: bool
    child_objects: bool


class MatchDay(NamedTuple):
    """A day on a proposal's way: the book shown, the first meeting, the start.

    `not_clear` are reasons by volunteer;
    `same_child` are the refs of who may be this child, each with the match live for them.
    """

    match: Match
    on: date
    child: Child
    not_clear: tuple[str, ...] = ()
    open_proposals: tuple[int, ...] = ()
    same_child: tuple[tuple[str, str], ...] = ()


def propose_match(
    writer: Writer,
    referral: Referral,
    volunteer: VolunteerId,
    second: VolunteerId | None,
    on: date,
    today: date,
) -> ProposedMatch:
    """Propose a volunteer, or a couple, for the child of a referral. Raises Refused.

    Several proposals may be open; nobody is proposed who is never to be.
    """
    reader, ref = writer.reader, referral_ref(referral.id)
    child = proposal_queries.wishes(reader, referral.child_id, on)
    people = list(dict.fromkeys(each for each in (volunteer, second) if each is not None))
    known = proposal_queries.candidates(reader, referral.child_id, on, people)
    twin = proposal_queries.open_twin(reader, referral.child_id, people)
    problems = problems_with_proposal(
        on,
        today,
        child,
        ref,
        referral.received_on,
        referral_queries.closings(reader, date.max, referral.id),
        None if twin is None else match_ref(twin),
    )
    if second == volunteer:
        said = "the second volunteer is the first one again"
        problems.append(Problem("match.couple", said, "ivtool volunteer list --clear"))
    rules = proposal_queries.fit_rules(reader, on)
    for each in people:
        problems += about(known[each].ref, problems_with_fit(child, known[each], rules, on))
    if problems:
        named = " and ".join(known[each].ref for each in people)
        raise Refused(f"{named} cannot be proposed for {ref}", problems)
    match = writer.insert(
        Match(referral.id, referral.child_id, volunteer, on, second_volunteer_id=second)
    )
    taken = referral_facts(reader, referral.id, today).steps
    return ProposedMatch(
        match,
        tuple(
            f"{step.value.replace('_', ' ')} is not recorded of {ref}"
            f"  (ivtool referral record {ref} {step.value} --on DAY)"
            for step in steps_before_waiting(taken)
        )
        + tuple(
            f"{known[each].ref}: {note}"
            for each in people
            for note in notes_on_fit(child, known[each], rules, on)
        ),
        writer.known(Child, referral.child_id),
    )


def correct_proposal(
    writer: Writer,
    referral: Referral,
    volunteer: VolunteerId,
    second: VolunteerId | None,
    on: date,
    today: date,
) -> ProposedMatch:
    """Put right the day on which the latest match of a referral with these was proposed.

    Raises Refused.
    """
    reader, ref = writer.reader, referral_ref(referral.id)
    asked = {"volunteer_id": volunteer, "second_volunteer_id": second}
    known = select(reader, Match, "ended_on IS NULL, id", referral_id=referral.id, **asked)
    problems = []
    if not known:
        said = f"they were not proposed for {ref}"
        theirs = [
            each
            for each in select(reader, Match, referral_id=referral.id)
            if volunteer in (each.volunteer_id, each.second_volunteer_id)
        ]
        people = (
            (theirs[-1].volunteer_id, theirs[-1].second_volunteer_id)
            if theirs
            else (volunteer, second)
        )
        named = " --second ".join(volunteer_ref(each) for each in people if each is not None)
        hint = f"ivtool match propose {ref} --volunteer {named} --on {on}"
        hint += " --correct" if theirs else ""
        problems.append(Problem("match.not_proposed", said, hint))
    for match in known[-1:]:
        seen = proposal_queries.proposal(reader, match.id, on)
        problems += problems_with_proposal_corrected(seen, on, referral.received_on, today)
    if problems:
        raise Refused(f"the proposal for {ref} cannot be corrected so", problems)
    child = writer.known(Child, referral.child_id)
    return ProposedMatch(writer.update(known[-1], proposed_on=on), (), child)


def hear_view(writer: Writer, match: Match, said: MatchView, today: date) -> HeardView:
    """Record what somebody says of a match, before or after the first meeting. Raises Refused.

    A child who objects to a match that runs ends it: the answer says so.
    """
    seen = proposal_queries.proposal(writer.reader, match.id, today)
    after = said_after(said.said_on, match.first_meeting_on)
    said = said._replace(match_id=match.id, after_meeting=after)
    problems = problems_with_view(seen, said, today)
    if problems:
        party = said.party.value.replace("_", " ")
        raise Refused(f"{seen.ref} cannot have that view of the {party}", problems)
    said = writer.insert(said)
    views = [*seen.views, said]
    return HeardView(
        match.id,
        said,
        match.started_on is not None and match.ended_on is None,
        must_end(match.started_on, match.ended_on, views, today),
        bool(standing_objections(views)) and match.ended_on is None,
    )


def show_book(writer: Writer, match: Match, on: date, correct: bool, today: date) -> MatchDay:
    """Record the day on which the child was shown the volunteer's book. Raises Refused."""
    seen = proposal_queries.proposal(writer.reader, match.id, on)
    problems = problems_with_day_of(seen, "shown", on, match.book_shown_on, correct, today)
    if problems:
        raise Refused(f"{seen.ref} cannot have the book shown so", problems)
    writer.update(match, book_shown_on=on)
    return _day_of(writer, seen, match, on)


def hold_meeting(writer: Writer, match: Match, on: date, correct: bool, today: date) -> MatchDay:
    """Record the first meeting of the two; a volunteer not clear is told of, never refused.

    Views given after that day count as after it. Raises Refused for what cannot be.
    """
    reader = writer.reader
    seen = proposal_queries.proposal(reader, match.id, on)
    problems = problems_with_day_of(seen, "met", on, match.first_meeting_on, correct, today)
    if problems:
        raise Refused(f"{seen.ref} cannot have its first meeting so", problems)
    writer.update(match, first_meeting_on=on)
    for view in select(reader, MatchView, match_id=match.id):
        after = said_after(view.said_on, on, on_the_day=view.after_meeting)
        writer.update(view, after_meeting=after)
    return _day_of(writer, seen, match, on, proposal_queries.fit_rules(reader, on))


def start_match(writer: Writer, match: Match, on: date, today: date) -> MatchDay:
    """Start a match: every condition holds, and no other has started since. Raises Refused.

    The referral stays open until the match ends.
    """
    reader = writer.reader
    seen = proposal_queries.proposal(reader, match.id, on)
    rules = proposal_queries.fit_rules(reader, on)
    problems = problems_with_start(seen, on, today, rules)
    if problems:
        raise Refused(f"{seen.ref} cannot start on {spelled_day(on)}", problems)
    writer.update(match, started_on=on)
    left = tuple(referral_queries.open_proposals(reader, match.child_id, match.id))
    same = tuple(
        (child_ref(child), match_ref(other))
        for each in proposal_queries.lives_of_one_child(reader)
        for child, other, mine in (
            (each.other_child, each.other, each.match),
            (each.child, each.match, each.other),
        )
        if mine == match.id
    )
    return _day_of(writer, seen, match, on, rules)._replace(open_proposals=left, same_child=same)


def correct_start(writer: Writer, match: Match, on: date, today: date) -> MatchDay:
    """Put right the day on which a match started. Raises Refused."""
    reader = writer.reader
    seen = proposal_queries.proposal(reader, match.id, on)
    rules = proposal_queries.fit_rules(reader, on)
    before = proposal_queries.fit_rules(reader, match.started_on or on)
    recorded = records_of(reader, match.id)
    problems = problems_with_start_corrected(seen, on, recorded, today, (before, rules))
    if problems:
        raise Refused(f"{seen.ref} cannot have started on {spelled_day(on)}", problems)
    return _day_of(writer, seen, writer.update(match, started_on=on), on, rules)


def _day_of(
    writer: Writer, seen: Proposal, match: Match, on: date, rules: FitRules | None = None
) -> MatchDay:
    return MatchDay(
        match,
        on,
        writer.known(Child, match.child_id),
        () if rules is None else tuple(_not_clear(seen.candidates, rules, on)),
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
