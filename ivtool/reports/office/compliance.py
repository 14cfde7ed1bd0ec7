"""The month's compliance report: every figure at the month's last day, or to date while it runs."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from ivtool.domain.children.referrals import days_waiting
from ivtool.domain.children.vocabulary import ReferralOutcome, ReferralSource
from ivtool.domain.days import Month, short_day, spelled_month
from ivtool.domain.expenses.expenses import is_travel, over_figure, owed_since
from ivtool.domain.expenses.vocabulary import ExpenseCategory
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
from ivtool.domain.policy import Policy
from ivtool.domain.visits.ledger import percentage, totals
from ivtool.domain.visits.vocabulary import MonthState, OverdueLevel
from ivtool.errors import Problem, Refused
from ivtool.queries import policy as policy_queries
from ivtool.queries.children import referrals as referral_queries
from ivtool.queries.children.authorities import Held
from ivtool.queries.expenses import expenses as expense_queries
from ivtool.queries.lookup import authority_name, find_authority
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.office import compliance as queries
from ivtool.queries.office.entered_late import entered_since
from ivtool.queries.reading import Reader
from ivtool.queries.visits import visits as visit_queries
from ivtool.rendering import Column, Document, Listing
from ivtool.reports.children.waiting import waiting as waiting_on
from ivtool.reports.office.compliance_safeguarding import safeguarding, volunteering_hours
from ivtool.reports.office.compliance_volunteers import volunteers
from ivtool.reports.office.compliance_words import sections
from ivtool.reports.visits.ledger import is_theirs, ledgers
from ivtool.state.visits.visits import standings

Figures = dict[str, object]
MONTHS_IN_A_ROW = 3


def compliance(reader: Reader, month: Month, today: date, authority: str | None = None) -> Document:
    """The report of a month, by authority or of all together.

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
    data |= _matches(reader, period, number, name, policy)
    data |= _referrals(reader, period, number)
    data |= volunteers(reader, period, number, policy)
    data |= _visits(reader, period, number)
    data |= _expenses(reader, period, number, policy)
    data |= safeguarding(reader, period, number, policy)
    closed_on = month.last + timedelta(days=policy.count("report.close_days", month.last))
    data["entered_since"] = entered_since(reader, month, closed_on, number)
    words = {
        "month_name": spelled_month(month),
        "as_of": short_day(period.as_of),
        "service": policy.text("service.name", period.as_of) or "Independent Visitor service",
        "contact": policy.text("service.contact", period.as_of),
        "sections": sections(data),
    }
    return Document("compliance", data, words, _listing(data, spelled_month(month)))


def _matches(
    reader: Reader, period: Period, authority: int | None, name: str | None, policy: Policy
) -> Figures:
    """Live: live on the day; their part of the looked-after children where these were entered.

    Started and ended: in the month. Planned: planned endings / endings of which it is known.
    Lengths: of the live matches, from their start to the day.
    """
    live = visit_queries.live_matches(reader, period.as_of, authority)
    held = Held(reader, authority)
    known = [
        each for each in match_queries.matches(reader, period.as_of) if each.started_on is not None
    ]
    started = [each for each in known if period.holds(each.started_on)]
    ended = [
        each for each in known if period.holds(each.ended_on) and held.on(each.child, each.ended_on)
    ]
    planned = [each.planned for each in ended if each.planned is not None]
    fte = policy.decimal("service.fte", period.as_of)
    looked_after = None if name is None else policy.looked_after(name, period.as_of)
    return {
        "live_matches": len(live),
        "looked_after": looked_after,
        "live_matches_pct": percentage(len(live), looked_after or 0),
        # Co-ordinators work for all authorities: a part of the matches tells nothing of their load.
        "matches_per_fte": None if authority is not None else per_fte(len(live), fte),
        "matches_started": sum(held.on(each.child, each.started_on) for each in started),
        "matches_ended": len(ended),
        "ended_by_route": _by_word(EndingRoute, (each.ending_route for each in ended)),
        "ended_planned_pct": percentage(sum(planned), len(planned)),
        "lengths": length_bands((each.started_on for each in live), period.as_of),
    }


def _referrals(reader: Reader, period: Period, authority: int | None) -> Figures:
    """Received, accepted, declined, withdrawn: in the month. Waiting: on the day, from receipt.

    To first visit: days from receipt, or from the ending of the child's match before if later, to
    the first visit held, of matches started this month, and since January, that have had one.
    """
    known = referral_queries.referrals(reader, period.as_of)
    held = Held(reader, authority)
    received = [
        each
        for each in known
        if period.holds(each.received_on) and held.on(each.child, each.received_on)
    ]
    closed = Counter(
        closing.outcome
        for each in known
        for closing in each.closings
        if period.holds(closing.closed_on) and held.on(each.child, closing.closed_on)
    )
    waiting = [
        days_waiting(each.received_on, period.as_of)
        for each in waiting_on(reader, period.as_of, authority)
    ]
    january = date(period.month.year, 1, 1)
    firsts = queries.first_visits(reader, january, period.as_of, period.as_of, authority)
    took = [
        (each.started_on, days_to_first_visit(each.received_on, each.matched_until, visited_on))
        for each in firsts
        if (visited_on := each.visited_on) is not None
    ]
    return {
        "referrals_received": len(received),
        "referrals_by_source": _by_word(ReferralSource, (each.source for each in received)),
        "referrals_accepted": sum(
            period.holds(each.accepted_on) and held.on(each.child, each.accepted_on)
            for each in known
        ),
        "referrals_declined": closed[ReferralOutcome.DECLINED],
        "referrals_withdrawn": closed[ReferralOutcome.WITHDRAWN],
        "waiting": len(waiting),
        "waiting_days_median": median(waiting),
        "waiting_days_longest": max(waiting, default=None),
        "waiting_bands": waiting_bands(waiting),
        "first_visit_days_median": median([days for at, days in took if period.holds(at)]),
        "first_visit_days_median_year": median([days for _, days in took]),
    }


def _visits(reader: Reader, period: Period, authority: int | None) -> Figures:
    """The ledger's due months by state; compliance = done / (due - excused - open).

    Overdue: on the day, by level. Visited three months: live matches with a visit held in each of
    the last three months, whoever looked after the child then. Hours: of the visits held in the
    month.
    """
    month, as_of = period.month, period.as_of
    begin = month + -(MONTHS_IN_A_ROW - 1)
    recent = list(ledgers(reader, as_of, begin, month, authority, throughout=True))
    held = Held(reader, authority)
    count = totals(
        line
        for match, lines in recent
        for line in lines
        if line.month == month and is_theirs(held, match, month, as_of)
    )
    stands = list(standings(reader, as_of, authority))
    live = {match.number for match, _ in stands}
    steady = [
        match
        for match, lines in recent
        if match.number in live
        and sum(line.state is MonthState.DONE for line in lines) == MONTHS_IN_A_ROW
    ]
    minutes = queries.visit_minutes(reader, month.first, as_of, authority)
    return {
        "ledger": count._asdict(),
        "overdue": _by_word(OverdueLevel, (stand.level for _, stand in stands)),
        "visited_three_months": len(steady),
        "visit_hours": hours(minutes),
        "volunteering_hours": volunteering_hours(reader, period, authority),
    }


def _expenses(reader: Reader, period: Period, authority: int | None, policy: Policy) -> Figures:
    """Travel, activities: by the line's day, however late claimed, without declined lines.

    Mean: activities / matches with one. Over the figure: matches whose activities come to more.
    Owed: claimed by the day, neither paid nor declined by it. Payment: days from claim to payment
    of the lines paid in the month.
    """
    first = period.month.first
    lines = queries.month_lines(reader, first, period.as_of, authority)
    travel = sum(e.amount_pence for e in lines if is_travel(ExpenseCategory(e.category)))
    spent: Counter[int] = Counter()
    activity = 0
    for line in lines:
        if not is_travel(ExpenseCategory(line.category)):
            activity += line.amount_pence
            if line.match is not None:
                spent[line.match] += line.amount_pence
    owed = [
        line.amount_pence
        for line in expense_queries.unsettled_lines(reader, period.as_of, authority)
        if owed_since(line.days, line.incurred_on, period.as_of) is not None
    ]
    paid = queries.payments(reader, first, period.as_of, authority)
    return {
        "travel_pence": travel,
        "activity_pence": activity,
        "activity_mean_pence": mean_pence(sum(spent.values()), len(spent)),
        "over_figure": len(over_figure(spent, policy.count("expenses.figure_pence", first))),
        "owed_pence": sum(owed),
        "payment_days_median": median([(to - since).days for since, to in paid]),
    }


def _by_word(kind: Iterable[str], found: Iterable[str | None]) -> dict[str, int]:
    counts = Counter(found)
    return {str(word): counts[word] for word in kind}


def _listing(data: Figures, month: str) -> Listing:
    rows: list[dict[str, object]] = []
    for name, value in data.items():
        if isinstance(value, dict):
            rows += [{"figure": f"{name}.{part}", "value": each} for part, each in value.items()]
        else:
            rows.append({"figure": name, "value": value})
    columns = (Column("figure", "figure"), Column("value", "value"))
    return Listing(f"Compliance, {month}", columns, rows, "")
