"""What there is to do on a day, source by source: each asks the rule that its own report asks."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from ivtool.domain.ages import ADULT
from ivtool.domain.children.vocabulary import ReferralStep
from ivtool.domain.days import months_after
from ivtool.domain.expenses.vocabulary import LineStatus
from ivtool.domain.ids import ChildId
from ivtool.domain.office import todo, todo_matches
from ivtool.domain.office.todo import About, ToDo
from ivtool.domain.policy import Policy
from ivtool.domain.support.vocabulary import SupportKind
from ivtool.domain.visits.visits import Pause, settled_since
from ivtool.domain.visits.vocabulary import VisitStatus
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.office import today as queries
from ivtool.queries.office.today import Ever, Proposed
from ivtool.queries.reading import Reader
from ivtool.queries.visits import visits as visit_queries
from ivtool.tuples import NamedTuple


class Asked(NamedTuple):
    """The day asked about, the authority if one was, and the policy of the service."""

    as_of: date
    authority: int | None
    policy: Policy

    def count(self, key: str) -> int:
        """A whole number of the policy in force on the day."""
        return self.policy.count(key, self.as_of)


def everything(reader: Reader, asked: Asked, ever: Ever, *, jobs: bool) -> list[ToDo]:
    """All that there is to do, in no order."""
    proposed = queries.proposals(reader, asked.as_of, asked.authority)
    found = [
        *_objections(reader, asked),
        *(_concerns(reader, asked) if ever.concerns else ()),
        *_visits_and_pauses(reader, asked),
        *(_jobs(reader, asked) if jobs else ()),
        *_checks(reader, asked),
        *_claims(reader, asked),
        *_match_reviews(reader, asked, reviewed=ever.match_reviews),
        *(_statutory_reviews(reader, asked) if ever.statutory_reviews else ()),
        *_birthdays(reader, asked),
        *_proposals(proposed, asked),
        *_referrals(reader, asked, proposed),
        *_support(reader, asked),
    ]
    return [each for each in found if each is not None]


def _objections(reader: Reader, asked: Asked) -> Iterator[ToDo | None]:
    heard = queries.objections(reader, asked.as_of, asked.authority)
    for people, views in groupby(heard, key=lambda each: About(*each[:3])):
        yield todo_matches.of_objection(people, [each.said for each in views], asked.as_of)


def _concerns(reader: Reader, asked: Asked) -> Iterator[ToDo]:
    from ivtool.state.concerns import standing

    as_of = asked.as_of
    found = [
        (each, clocks)
        for each, clocks in standing(reader, as_of, asked.policy, asked.authority)
        if each.closed_on is None
    ]
    # Raised without its match, it still is the concern of who leads it.
    children = {each.child for each, _ in found if each.child is not None}
    match_of = match_queries.live_by_child(reader, as_of, children)
    matches = {
        each.number: each.match or match_of.get(ChildId(each.child or 0)) for each, _ in found
    }
    people = queries.people_of(reader, {match for match in matches.values() if match is not None})
    for each, clocks in found:
        about = About(matches[each.number], each.child, each.volunteer)
        if (match := people.get(about.match or 0)) is not None:
            child, volunteer = each.child or match.child_id, each.volunteer or match.volunteer_id
            about = About(match.id, child, volunteer)
        yield from todo.of_concern(each.number, each.raised_on, clocks, about, as_of)


def _visits_and_pauses(reader: Reader, asked: Asked) -> Iterator[ToDo | None]:
    from ivtool.state.visits.visits import standings

    as_of, policy, stuck_days = asked.as_of, asked.policy, asked.count("matching.stuck_days")
    since = settled_since(as_of)
    numbers = visit_queries.not_visited_since(reader, since, as_of, asked.authority)
    until = as_of + timedelta(days=todo.WEEK_DAYS)
    pauses = queries.pauses(reader, until, as_of, asked.authority, numbers)
    paused: dict[int, list[Pause]] = {}
    for pause in pauses:
        paused.setdefault(pause.match, []).append(Pause(pause.from_on, pause.until_on))
    found = [
        (match, stands)
        for match, stands in standings(reader, as_of, numbers=numbers, policy=policy, paused=paused)
        if (stands.days_overdue or 0) > 0
    ]
    within = [match.number for match, stands in found if stands.status is VisitStatus.OK]
    # A plan is looked for among all the visits of a match: only where it makes a difference.
    planned = visit_queries.planned(reader, as_of, within)
    for match, stands in found:
        about = About(match.number, match.child, match.volunteer)
        yield todo.of_overdue(about, match.started_on, stands, planned.get(match.number))
    for each in pauses:
        about = About(each.match, each.child, each.volunteer)
        yield todo_matches.of_pause(about, each.from_on, each.until_on, stuck_days, as_of)


def _jobs(reader: Reader, asked: Asked) -> Iterator[ToDo]:
    from ivtool.domain.office.jobs import NEVER, problems_with_jobs
    from ivtool.queries.office.jobs import receipts

    if not (known := receipts(reader, asked.as_of)):
        yield todo.of_job(NEVER)
        return
    extra = asked.policy.dates("holidays.extra", asked.as_of)
    close_days = asked.count("report.close_days")
    for problem in problems_with_jobs(known, asked.as_of, extra, close_days):
        yield todo.of_job(problem)


def _checks(reader: Reader, asked: Asked) -> Iterator[ToDo | None]:
    from ivtool.state.recruitment.checks import lapsing

    found = list(lapsing(reader, asked.as_of, asked.policy))
    volunteers = {volunteer for volunteer, _ in found}
    match_of: dict[int | None, int] = {}
    for pair in match_queries.live_pairs(
        reader, asked.as_of, authority=asked.authority, volunteers=volunteers
    ):
        match_of.setdefault(pair.volunteer, pair.match)
        match_of.setdefault(pair.second_volunteer, pair.match)
    warn_days = asked.policy.days("checks.warn_days", asked.as_of)
    for volunteer, lapse in found:
        match = match_of.get(volunteer)
        # A volunteer is of no authority; one who visits its child is its business.
        if asked.authority is None or match is not None:
            yield todo.of_check(volunteer, lapse, match, warn_days, asked.as_of)


def _claims(reader: Reader, asked: Asked) -> Iterator[ToDo | None]:
    pay_days = asked.count("expenses.pay_days")
    last = asked.as_of - timedelta(days=pay_days) - todo.ONE_DAY
    lines = queries.claimed_by(reader, last, asked.as_of, asked.authority)
    for volunteer, theirs in groupby(lines, key=attrgetter("volunteer")):
        from ivtool.domain.expenses.expenses import LineDays, line_status, owed_since

        owed: list[tuple[date, int, int | None]] = []
        for line in theirs:
            days = LineDays(line.claimed_on, line.approved_on, line.paid_on, line.declined_on)
            since = owed_since(days, line.incurred_on, asked.as_of)
            if since is not None:
                claimed = line_status(days, asked.as_of) is LineStatus.CLAIMED
                owed.append((since, line.amount_pence, line.claim if claimed else None))
        if owed:
            to_approve = dict.fromkeys(claim for _, _, claim in owed if claim is not None)
            pence = sum(amount for _, amount, _ in owed)
            unpaid = todo.Unpaid(min(owed)[0], pence, list(to_approve))
            yield todo.of_claim(volunteer, unpaid, pay_days, asked.as_of)


def _match_reviews(reader: Reader, asked: Asked, *, reviewed: bool) -> Iterator[ToDo | None]:
    from ivtool.domain.office import todo_reviews
    from ivtool.queries.support.reviews import open_actions
    from ivtool.state.support.reviews import match_standings, overdue_with_none_held

    as_of, policy, authority = asked.as_of, asked.policy, asked.authority
    if not reviewed:
        # Who has just imported years of matches is not to lose sight of what is urgent.
        overdue = overdue_with_none_held(reader, as_of, policy, authority)
        if overdue > todo.MOST_NAMED:
            yield todo_reviews.of_none_ever(overdue)
            return
    due_by = as_of + timedelta(days=todo.WEEK_DAYS)
    for each in match_standings(reader, as_of, policy, authority, due_by=due_by):
        about = About(each.of.match, each.of.child, each.of.volunteer)
        yield todo_reviews.of_match(about, each.due_on, each.of.held_on, as_of)
    if reviewed:
        for action in open_actions(reader, as_of - todo.ONE_DAY, as_of, authority):
            about = About(action.match, action.child, action.volunteer)
            yield todo_reviews.of_action(about, action.held_on, action.number, action.due_on, as_of)


def _statutory_reviews(reader: Reader, asked: Asked) -> Iterator[ToDo | None]:
    from ivtool.domain.office import todo_reviews
    from ivtool.state.support.reviews import child_standings

    as_of = asked.as_of
    children = list(child_standings(reader, as_of, asked.authority))
    live = match_queries.live_by_child(reader, as_of, {each.child for each in children})
    for child in children:
        about = About(live.get(child.child), child.child)
        if child.due_on is not None:
            yield todo_reviews.of_child(about, child.due_on, child.held_on, as_of)
        if child.unwanted is not None:
            yield todo_reviews.of_unwanted(about, child.unwanted, as_of)


def _birthdays(reader: Reader, asked: Asked) -> Iterator[ToDo | None]:
    warn_days = asked.count("match.warn_18_days")
    # A few days more: who is born on 29 February has a birthday on 1 March.
    last = months_after(asked.as_of + timedelta(days=warn_days + 2), -12 * ADULT)
    for match, child, volunteer, born_on in queries.born_by(
        reader, last, asked.as_of, asked.authority
    ):
        about = About(match, child, volunteer)
        yield todo_matches.of_birthday(about, born_on, warn_days, asked.as_of)


def _proposals(proposed: Iterable[Proposed], asked: Asked) -> Iterator[ToDo | None]:
    from ivtool.domain.matching.matches import last_step_on

    stuck_days = asked.count("matching.stuck_days")
    for match, child, volunteer, *days in proposed:
        about = About(match, child, volunteer)
        yield todo_matches.of_proposal(
            about, last_step_on(days, asked.as_of), stuck_days, asked.as_of
        )


def _referrals(reader: Reader, asked: Asked, proposed: Sequence[Proposed]) -> Iterator[ToDo | None]:
    as_of, step_days = asked.as_of, asked.count("referrals.step_days")
    with_proposal = {each.child for each in proposed}
    for declined in queries.to_look_at_again(reader, as_of, asked.authority):
        yield todo_matches.of_declined(
            declined.number, declined.child, declined.look_again_on, as_of
        )
    found = queries.open_referrals(reader, as_of, asked.authority)
    for (number, child, received_on), rows in groupby(found, key=lambda each: each[:3]):
        from ivtool.domain.children.referrals import is_waiting

        steps = {each.step: each.taken_on for each in rows if each.step and each.taken_on}
        accepted_on = steps.get(ReferralStep.ACCEPTED)
        seen_on = steps.get(ReferralStep.STAFF_VISIT)
        waits = is_waiting(accepted_on, seen_on, (), has_live_match=False, as_of=as_of)
        last_on = max(steps.values(), default=None)
        yield todo_matches.of_referral(
            todo_matches.OpenReferral(
                number, child, received_on, waits, child in with_proposal, last_on, list(steps)
            ),
            step_days,
            as_of,
        )


def _support(reader: Reader, asked: Asked) -> Iterator[ToDo | None]:
    """Who is to be supervised, what was agreed, what lies ahead; of an authority, its visitors'."""
    from ivtool.domain.office import todo_support
    from ivtool.queries.support import due as due_queries
    from ivtool.state.support.due import ahead, due_soon

    as_of, within = asked.as_of, timedelta(days=todo.WEEK_DAYS)
    found = due_soon(reader, as_of, asked.policy, within, asked.authority)
    theirs = None
    if asked.authority is not None:
        theirs = {each.number for each in due_queries.visitors(reader, as_of, asked.authority)}
    sessions = ahead(reader, as_of, theirs)
    planned = {
        each.volunteer: each.on
        for each in sessions
        if each.of_kind is SupportKind.SUPERVISION and each.on >= as_of
    }
    for each in found:
        number = each.visitor.number
        yield todo_support.of_supervision(
            number, each.visitor.match, each.stands, planned.get(number)
        )
    for (support, number), actions in groupby(
        due_queries.open_actions(reader, as_of, theirs), key=attrgetter("support", "number")
    ):
        first, *_ = actions
        yield todo_support.of_action(support, number, first.due_on, first.volunteer, as_of)
    for session in sessions:
        yield todo_support.of_session(session, as_of)
