"""The month's compliance report: every figure at the month's last day, or to date while it runs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from ivtool.domain.children.referrals import days_waiting
from ivtool.domain.children.vocabulary import ReferralOutcome, ReferralSource
from ivtool.domain.days import Month, short_day, spelled_month
from ivtool.domain.expenses.expenses import days_to_payment, is_travel, over_figure, owed_since
from ivtool.domain.matching.vocabulary import EndingRoute
from ivtool.domain.office.compliance import (
    Period,
    days_to_first_visit,
    hours,
    length_bands,
    mean_pence,
    median,
    per_fte,
    waiting_bands,
)
from ivtool.domain.visits.ledger import percentage, totals
from ivtool.domain.visits.vocabulary import MonthState, OverdueLevel, VisitKind
from ivtool.errors import Problem, Refused
from ivtool.queries import policy as policy_queries
from ivtool.queries.children import referrals as referral_queries
from ivtool.queries.children.referrals import ReferralRecord
from ivtool.queries.lookup import authority_name, find_authority
from ivtool.queries.office import compliance as queries
from ivtool.queries.office.entered_late import entered_since
from ivtool.queries.reading import Reader
from ivtool.rendering import Column, Document, Listing
from ivtool.reports.office.compliance_children import breakdown
from ivtool.reports.office.compliance_reviews import reviews
from ivtool.reports.office.compliance_safeguarding import safeguarding
from ivtool.reports.office.compliance_volunteers import volunteers
from ivtool.reports.office.compliance_words import headline, sections
from ivtool.reports.office.proof import proof
from ivtool.state.children.referrals import waiting
from ivtool.state.office.compliance import Known, known
from ivtool.state.visits.ledger import is_theirs, ledgers_of

Figures = dict[str, object]
MONTHS_IN_A_ROW = 3


def compliance(
    reader: Reader,
    month: Month,
    today: date,
    authority: str | None = None,
    *,
    on_paper: bool = True,
) -> Document:
    """The report of a month, by authority or of all together; on paper with the history's head.

    Raises Refused for a month still to come, NotFound for an authority that nobody has entered.
    """
    if month > Month.of(today):
        raise Refused(
            f"there is no report of {spelled_month(month)}",
            [Problem("month.in_future", "it is still to come", "ivtool report compliance")],
        )
    period = Period(month, min(month.last, today))
    number = find_authority(reader, authority)
    name = None if number is None else authority_name(reader, number)
    policy = policy_queries.policy(reader)
    data: Figures = {"month": str(month), "authority": name, "to_date": period.to_date}
    service = known(reader, period, policy, number)
    data |= _matches(service, name)
    referrals = referral_queries.referrals(reader, service.as_of)
    waits = _waiting(service, referrals)
    data |= _referrals(reader, service, referrals, waits)
    data |= volunteers(reader, service)
    data |= _visits(reader, service)
    data |= _expenses(reader, service)
    data |= safeguarding(reader, service)
    data |= breakdown(reader, service, {each.child for each in waits})
    data |= reviews(reader, service)
    closed_on = month.last + timedelta(days=policy.count("report.close_days", month.last))
    data["entered_since"] = entered_since(reader, month, closed_on, number)
    words = {
        "month_name": spelled_month(month),
        "as_of": short_day(period.as_of),
        "service": policy.text("service.name", period.as_of) or "Independent Visitor service",
        "contact": policy.text("service.contact", period.as_of),
        "headline": headline(data, spelled_month(month)),
        "sections": sections(data),
        "history": proof(reader, month, to_date=period.to_date) if on_paper else None,
    }
    return Document("compliance", data, words, _listing(data, spelled_month(month)))


def _matches(service: Known, name: str | None) -> Figures:
    """Live: live on the day; their part of the looked-after children where these were entered.

    Continued after 18 by then: apart, in no figure but theirs, the load and the visits.

    Started and ended: in the month. Planned: planned endings / endings of which it is known.
    Lengths: of the live matches, from their start to the day.
    """
    as_of, policy = service.as_of, service.policy
    appointed = service.appointed
    count = len(appointed)
    ended = [each for each in service.matches if service.in_period(each.child, each.ended_on)]
    planned = [each.planned for each in ended if each.planned is not None]
    load = per_fte(len(service.live), policy.decimal("service.fte", as_of))
    looked_after = None if name is None else policy.looked_after(name, as_of)
    return {
        "live_matches": count,
        "live_continued": len(service.live) - count,
        "looked_after": looked_after,
        "live_matches_pct": percentage(count, looked_after or 0),
        # Co-ordinators work for all authorities: a part of the matches tells nothing of their load.
        "matches_per_fte": None if service.authority is not None else load,
        "matches_started": sum(
            service.in_period(each.child, each.started_on) for each in service.matches
        ),
        "matches_ended": len(ended),
        "ended_by_route": _by_word(EndingRoute, (each.ending_route for each in ended)),
        "ended_planned_pct": percentage(sum(planned), len(planned)),
        "lengths": length_bands((match.started_on for match in appointed), as_of),
    }


def _waiting(service: Known, referrals: Iterable[ReferralRecord]) -> list[ReferralRecord]:
    """The referrals whose child waits on the day."""
    matched = {match.child for match, _ in service.live}
    found = waiting(referrals, matched, service.as_of)
    return [each for each in found if service.held.on(each.child, service.as_of)]


def _referrals(
    reader: Reader,
    service: Known,
    referrals: Iterable[ReferralRecord],
    waits_on: Iterable[ReferralRecord],
) -> Figures:
    """Received, accepted, declined, withdrawn: in the month. Waiting: on the day, from receipt.

    To first visit: days from receipt, or from the ending of the child's match before if later, to
    the first visit held, of matches started this month, and since January, that have had one.
    """
    as_of, theirs = service.as_of, service.in_period
    received = [each for each in referrals if theirs(each.child, each.received_on)]
    closed = Counter(
        closing.outcome
        for each in referrals
        for closing in each.closings
        if theirs(each.child, closing.closed_on)
    )
    waits = [days_waiting(each.received_on, as_of) for each in waits_on]
    took = [
        (each.started_on, days_to_first_visit(each.received_on, each.matched_until, visited_on))
        for each in queries.first_visits(reader, date(as_of.year, 1, 1), as_of)
        if (visited_on := each.visited_on) is not None
        and service.held.on(each.child, each.started_on)
    ]
    return {
        "referrals_received": len(received),
        "referrals_by_source": _by_word(ReferralSource, (each.source for each in received)),
        "referrals_accepted": sum(theirs(each.child, each.accepted_on) for each in referrals),
        "referrals_declined": closed[ReferralOutcome.DECLINED],
        "referrals_withdrawn": closed[ReferralOutcome.WITHDRAWN],
        "waiting": len(waits),
        "waiting_days_median": median(waits),
        "waiting_days_longest": max(waits, default=None),
        "waiting_bands": waiting_bands(waits),
        "first_visit_days_median": median([days for at, days in took if service.period.holds(at)]),
        "first_visit_days_median_year": median([days for _, days in took]),
    }


def _visits(reader: Reader, service: Known) -> Figures:
    """The ledger's due months by state; compliance = done / (due - excused - open).

    Overdue: on the day, by level. Visited three months: live matches with a visit held in each of
    the last three months, whoever looked after the child then. Hours: of the visits held in the
    month; volunteering hours: of every visit and contact held in it, for each of its match's
    volunteers, travel and training apart. An unknown length counts none. Contacts: held in the
    month, by kind. Without contact: live matches with nothing held in the month, of any kind.
    """
    month, as_of, policy = service.period.month, service.as_of, service.policy
    begin = month + -(MONTHS_IN_A_ROW - 1)
    recent = list(ledgers_of(reader, service.matches, service.paused, as_of, begin, month, policy))
    count = totals(
        line
        for match, lines in recent
        for line in lines
        if line.month == month and is_theirs(service.held, match, month, as_of)
    )
    live = {match.number for match, _ in service.live}
    steady = [
        match
        for match, lines in recent
        if match.number in live
        and sum(line.state is MonthState.DONE for line in lines) == MONTHS_IN_A_ROW
    ]
    entries = queries.held_entries(reader, month.first, as_of, service.authority)
    contacts = Counter[VisitKind]()
    for each in entries:
        contacts[each.kind] += each.entries
    return {
        "ledger": count._asdict(),
        "overdue": _by_word(OverdueLevel, (stands.level for _, stands in service.live)),
        "visited_three_months": len(steady),
        "visit_hours": hours(sum(e.minutes for e in entries if e.kind is VisitKind.VISIT)),
        "volunteering_hours": hours(sum(each.given for each in entries)),
        "contacts": {
            kind.value: contacts[kind] for kind in VisitKind if kind is not VisitKind.VISIT
        },
        "target_pct": policy.target_pct(as_of),
        "matches_without_contact": None
        if service.authority is not None
        else len(live - {each.match for each in entries}),
    }


def _expenses(reader: Reader, service: Known) -> Figures:
    """Travel, activities: by the line's day, however late claimed, without declined lines.

    Mean: activities / matches with one. Over the figure: matches whose activities come to more.
    Owed: claimed by the day, neither paid nor declined by it. Payment: days from claim to payment
    of the lines paid in the month.
    """
    first, as_of, held = service.period.month.first, service.as_of, service.held
    lines = queries.lines(reader, first, as_of)
    travel = activity = 0
    spent: Counter[int] = Counter()
    for line in lines:
        if line.declined_on is not None or not service.in_period(line.child, line.incurred_on):
            continue
        if is_travel(line.category):
            travel += line.amount_pence
            continue
        activity += line.amount_pence
        if line.match is not None:
            spent[line.match] += line.amount_pence
    owed = [
        line.amount_pence
        for line in lines
        if held.on(line.child, as_of) and owed_since(line.days, line.incurred_on, as_of) is not None
    ]
    paid = [
        took
        for line in lines
        if service.in_period(line.child, line.paid_on)
        and (took := days_to_payment(line.days, line.incurred_on)) is not None
    ]
    return {
        "travel_pence": travel,
        "activity_pence": activity,
        "activity_mean_pence": mean_pence(sum(spent.values()), len(spent)),
        "over_figure": len(
            over_figure(spent, service.policy.count("expenses.figure_pence", first))
        ),
        "owed_pence": sum(owed),
        "payment_days_median": median(paid),
    }


def _by_word(kind: Iterable[str], found: Iterable[str | None]) -> dict[str, int]:
    counts = Counter(found)
    return {str(word): counts[word] for word in kind}


def _listing(data: Figures, month: str) -> Listing:
    columns = (Column("figure", "figure"), Column("value", "value"))
    return Listing(f"Compliance, {month}", columns, [*_rows(data)], "")


def _rows(data: Mapping[str, object], of: str = "") -> Iterator[dict[str, object]]:
    """A row a figure; those that a figure is made of under its name, `ledger.done`."""
    for name, value in data.items():
        if isinstance(value, dict):
            yield from _rows(value, f"{of}{name}.")
        else:
            yield {"figure": f"{of}{name}", "value": value}
