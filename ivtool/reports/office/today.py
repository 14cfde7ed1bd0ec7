"""What needs doing: a line for everything that a rule of the service calls for, most urgent first.

Nothing is judged here: each source asks the rule that its own report asks. What is not somebody's
is everybody's: `--for` leaves out only what another leads.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ivtool.domain.children.vocabulary import ReferralStep
from ivtool.domain.days import spelled_day
from ivtool.domain.expenses.vocabulary import LineStatus
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.office import todo, todo_matches
from ivtool.domain.office.todo import Item, in_order
from ivtool.domain.office.vocabulary import Source
from ivtool.domain.policy import Policy
from ivtool.domain.refs import child_ref, match_ref, staff_ref, volunteer_ref
from ivtool.domain.visits.visits import settled_since
from ivtool.domain.visits.vocabulary import VisitStatus
from ivtool.queries import policy as policy_queries
from ivtool.queries.lookup import find, find_authority
from ivtool.queries.office import today as queries
from ivtool.queries.office.today import MatchPeople, Proposed
from ivtool.queries.reading import Reader
from ivtool.queries.visits import visits as visit_queries
from ivtool.rendering import Column, Listing, Shape

if TYPE_CHECKING:
    from ivtool.queries.staff import Leader

COLUMNS = (
    Column("urgency", "when"),
    Column("source"),
    Column("ref"),
    Column("reason", "what"),
    Column("since_on", "", Shape.DAY),
    Column("due_on", "", Shape.DAY),
    Column("days", "days", Shape.NUMBER),
    Column("command", "command"),
    Column("match"),
    Column("child", "child", named_by="child_name", wide=True),
    Column("volunteer", "volunteer", named_by="volunteer_name", wide=True),
    Column("lead", "lead", named_by="lead_name", wide=True),
)
# Who leads an item: the first of these that somebody leads.
LED = ("match", "volunteer", "referral")


class Asked(NamedTuple):
    """The day asked about, the authority if one was, and the policy of the service."""

    as_of: date
    authority: int | None
    policy: Policy

    def count(self, key: str) -> int:
        """A whole number of the policy in force on the day."""
        return self.policy.count(key, self.as_of)


def today(
    reader: Reader,
    as_of: date,
    names: NamesShown,
    *,
    staff: str | None = None,
    authority: str | None = None,
    jobs: bool = True,
) -> Listing:
    """What needs doing on a day, the most urgent first.

    For one of the staff what they lead and what nobody leads. `jobs` are told of where the day is
    the day itself: their receipts tell of now. Raises NotFound.
    """
    asked = Asked(as_of, find_authority(reader, authority), policy_queries.policy(reader))
    who = None if staff is None else find(reader, "staff", staff, names)
    items = _items(reader, asked, jobs=jobs)
    led = _led(reader, items, as_of)
    found = [
        (item, lead)
        for item, lead in zip(items, led, strict=True)
        if who is None or lead is None or lead.number == who
    ]
    nobodys = sum(lead is None and item.source is not Source.JOB for item, lead in found)
    leads = dict(found)
    notes = []
    if who is not None and nobodys:
        notes = [f"{nobodys} of these nobody leads" if nobodys > 1 else "1 of these nobody leads"]
    return Listing(
        f"Today, {spelled_day(as_of)}",
        COLUMNS,
        list(_rows(reader, in_order(leads, as_of), leads, names)),
        f"Nothing to do today, {spelled_day(as_of)}.",
        notes,
    )


def _items(reader: Reader, asked: Asked, *, jobs: bool) -> list[Item]:
    """All that there is to do, in no order, each item with the people of its match."""
    proposed = queries.proposals(reader, asked.as_of, asked.authority)
    every = [
        *_objections(reader, asked),
        *_concerns(reader, asked),
        *_overdue(reader, asked),
        *(_jobs(reader, asked) if jobs else ()),
        *_checks(reader, asked),
        *_claims(reader, asked),
        *_birthdays(reader, asked),
        *_pauses(reader, asked),
        *_proposals(proposed, asked),
        *_referrals(reader, asked, proposed),
    ]
    found = [item for item in every if item is not None]
    wanted = {item.match or 0 for item in found if _is_wanting(item)}
    people = queries.people_of(reader, wanted)
    return [_filled(item, people) if _is_wanting(item) else item for item in found]


def _is_wanting(item: Item) -> bool:
    """Whether more follows from an item's match; a check is of one volunteer and of no child."""
    if item.match is None or item.source is Source.CHECK:
        return False
    return item.child is None or item.volunteer is None


def _filled(item: Item, people: Mapping[int, MatchPeople]) -> Item:
    """An item with the people of its match."""
    of = people[item.match or 0]
    return item._replace(child=item.child or of.child, volunteer=item.volunteer or of.volunteer)


def _objections(reader: Reader, asked: Asked) -> Iterator[Item | None]:
    if not (found := queries.objected(reader, asked.as_of, asked.authority)):
        return
    from ivtool.queries.matching.proposals import views

    for match in found:
        heard = views(reader, match).get(match, [])
        yield todo_matches.of_objection(match, heard, asked.as_of)


def _concerns(reader: Reader, asked: Asked) -> Iterator[Item | None]:
    if not queries.any_concern(reader):
        return
    from ivtool.state.concerns import standing

    as_of = asked.as_of
    found = [
        (each, clocks)
        for each, clocks in standing(reader, as_of, asked.policy, asked.authority)
        if each.closed_on is None
    ]
    # Raised without its match, it still is the concern of who leads it.
    children = {each.child for each, _ in found if each.child is not None}
    match_of = queries.live_of(reader, "child", children, as_of)
    for each, clocks in found:
        match = each.match or match_of.get(each.child or 0)
        yield from todo.of_concern(
            each.number, each.raised_on, clocks, as_of, match, each.child, each.volunteer
        )


def _overdue(reader: Reader, asked: Asked) -> Iterator[Item | None]:
    from ivtool.state.visits.visits import standings

    as_of = asked.as_of
    since = settled_since(as_of)
    numbers = visit_queries.not_visited_since(reader, since, as_of, asked.authority)
    found = [
        (match, stands)
        for match, stands in standings(reader, as_of, numbers=numbers)
        if (stands.days_overdue or 0) > 0
    ]
    within = [match.number for match, stands in found if stands.status is VisitStatus.OK]
    # A plan is looked for among all the visits of a match: only where it makes a difference.
    planned = visit_queries.planned(reader, as_of, within)
    for match, stands in found:
        yield todo.of_overdue(
            match.number,
            match.child,
            match.volunteer,
            match.started_on,
            stands,
            planned.get(match.number),
        )


def _jobs(reader: Reader, asked: Asked) -> Iterator[Item | None]:
    from ivtool.domain.office.jobs import NEVER, problems_with_jobs
    from ivtool.queries.office.jobs import receipts

    if not (known := receipts(reader, asked.as_of)):
        yield todo.of_job(NEVER)
        return
    extra = asked.policy.dates("holidays.extra", asked.as_of)
    close_days = asked.count("report.close_days")
    for problem in problems_with_jobs(known, asked.as_of, extra, close_days):
        yield todo.of_job(problem)


def _checks(reader: Reader, asked: Asked) -> Iterator[Item | None]:
    from ivtool.reports.recruitment.checks_due import lapsing

    found = list(lapsing(reader, asked.as_of))
    volunteers = {volunteer for volunteer, _ in found}
    match_of = queries.live_of(reader, "volunteer", volunteers, asked.as_of, asked.authority)
    warn_days = asked.policy.days("checks.warn_days", asked.as_of)
    for volunteer, lapse in found:
        match = match_of.get(volunteer)
        # A volunteer is of no authority; one who visits its child is its business.
        if asked.authority is not None and match is None:
            continue
        yield todo.of_check(volunteer, lapse, match, warn_days, asked.as_of)


def _claims(reader: Reader, asked: Asked) -> Iterator[Item | None]:
    pay_days = asked.count("expenses.pay_days")
    last = asked.as_of - timedelta(days=pay_days) - todo.ONE_DAY
    lines = queries.claimed_by(reader, last, asked.as_of, asked.authority)
    if not lines:
        return
    from ivtool.domain.expenses.expenses import LineDays, line_status, owed_since

    owed: dict[int, list[tuple[date, int, int | None]]] = {}
    for line in lines:
        days = LineDays(line.claimed_on, line.approved_on, line.paid_on, line.declined_on)
        since = owed_since(days, line.incurred_on, asked.as_of)
        if since is not None:
            claimed = line_status(days, asked.as_of) is LineStatus.CLAIMED
            part = (since, line.amount_pence, line.claim if claimed else None)
            owed.setdefault(line.volunteer, []).append(part)
    for volunteer, parts in owed.items():
        to_approve = dict.fromkeys(claim for _, _, claim in parts if claim is not None)
        pence = sum(amount for _, amount, _ in parts)
        unpaid = todo.Unpaid(min(since for since, _, _ in parts), pence, list(to_approve))
        yield todo.of_claim(volunteer, unpaid, pay_days, asked.as_of)


def _birthdays(reader: Reader, asked: Asked) -> Iterator[Item | None]:
    from dateutil.relativedelta import relativedelta

    warn_days = asked.count("match.warn_18_days")
    # A few days more: who is born on 29 February has a birthday on 1 March.
    last = asked.as_of + timedelta(days=warn_days + 2) - relativedelta(years=18)
    for each in queries.born_by(reader, last, asked.as_of, asked.authority):
        yield todo_matches.of_birthday(each.match, each.child, each.born_on, warn_days, asked.as_of)


def _pauses(reader: Reader, asked: Asked) -> Iterator[Item | None]:
    until = asked.as_of + timedelta(days=todo.WEEK_DAYS)
    stuck_days = asked.count("matching.stuck_days")
    for each in queries.pauses(reader, until, asked.as_of, asked.authority):
        yield todo_matches.of_pause(
            each.match, each.from_on, each.until_on, stuck_days, asked.as_of
        )


def _proposals(proposed: Iterable[Proposed], asked: Asked) -> Iterator[Item | None]:
    stuck_days = asked.count("matching.stuck_days")
    for each in proposed:
        yield todo_matches.of_proposal(each.match, each.last_on, stuck_days, asked.as_of)


def _referrals(
    reader: Reader,
    asked: Asked,
    proposed: Iterable[Proposed],
) -> Iterator[Item | None]:
    as_of, step_days = asked.as_of, asked.count("referrals.step_days")
    with_proposal = {each.child for each in proposed}
    for declined in queries.to_look_at_again(reader, as_of, asked.authority):
        yield todo_matches.of_declined(
            declined.number, declined.child, declined.look_again_on, as_of
        )
    if not (found := queries.open_referrals(reader, as_of, asked.authority)):
        return
    from ivtool.domain.children.referrals import is_waiting

    for each in found:
        accepted_on = each.steps.get(ReferralStep.ACCEPTED.value)
        seen_on = each.steps.get(ReferralStep.STAFF_VISIT.value)
        yield todo_matches.of_referral(
            todo_matches.OpenReferral(
                each.number,
                each.child,
                each.received_on,
                is_waiting(accepted_on, seen_on, (), has_live_match=False, as_of=as_of),
                each.child in with_proposal,
                max(each.steps.values(), default=None),
                list(each.steps),
            ),
            step_days,
            as_of,
        )


def _led(reader: Reader, items: Iterable[Item], as_of: date) -> "list[Leader | None]":
    """Who leads what each item is about: its match, else its volunteer, else its referral."""
    if not queries.any_lead(reader):
        return [None for _ in items]
    from ivtool.queries.staff import leaders

    matches = {item.match for item in items if item.match is not None}
    people = queries.people_of(reader, matches)
    rows = [
        (
            item.match,
            item.volunteer,
            item.referral if item.match is None else people[item.match].referral,
        )
        for item in items
    ]
    leads = [
        leaders(reader, noun, as_of, {row[place] or 0 for row in rows})
        for place, noun in enumerate(LED)
    ]
    found = []
    for row in rows:
        each = (by_number.get(number or 0) for by_number, number in zip(leads, row, strict=True))
        found.append(next(filter(None, each), None))
    return found


def _rows(
    reader: Reader,
    items: Iterable[Item],
    leads: "Mapping[Item, Leader | None]",
    names: NamesShown,
) -> Iterator[dict[str, object]]:
    items = list(items)
    children: dict[int, str] = {}
    volunteers: dict[int, str] = {}
    if names is not NamesShown.REFS:
        children = queries.names(reader, "child", {each.child for each in items if each.child})
        wanted = {each.volunteer for each in items if each.volunteer}
        volunteers = queries.names(reader, "volunteer", wanted)
    for item in items:
        lead = leads[item]
        child, volunteer = item.child, item.volunteer
        yield {
            "urgency": item.urgency,
            "source": item.source,
            "ref": item.ref or None,
            "reason": item.reason,
            "since_on": item.since_on,
            "due_on": item.due_on,
            "days": item.days,
            "command": item.command,
            "match": None if item.match is None else match_ref(item.match),
            "child": None if child is None else child_ref(child),
            "child_name": shown_name(children.get(child or 0), names),
            "volunteer": None if volunteer is None else volunteer_ref(volunteer),
            "volunteer_name": shown_name(volunteers.get(volunteer or 0), names),
            "lead": None if lead is None else staff_ref(lead.number),
            "lead_name": None if lead is None else shown_name(lead.name, names),
        }
