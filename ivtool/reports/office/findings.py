"""What each job finds on a day: a thin turn of what the reports say, in refs, days and numbers.

No name and no free text stands in any line: it is made to be mailed.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from ivtool.domain.concerns.concerns import SPOKEN_PARTIES, ClockState, clock_state
from ivtool.domain.days import Month, short_day, spelled_month
from ivtool.domain.office.jobs import Found, MonthItem
from ivtool.domain.office.vocabulary import Job
from ivtool.domain.policy import Policy
from ivtool.domain.recruitment.lapses import LapseState
from ivtool.domain.recruitment.vocabulary import CheckKind
from ivtool.domain.refs import child_ref, concern_ref, match_ref, volunteer_ref
from ivtool.domain.visits.ledger import LedgerLine, totals
from ivtool.domain.visits.vocabulary import MonthState, OverdueLevel, VisitStatus
from ivtool.queries import policy as policies
from ivtool.queries.reading import Reader

LEVELS = tuple(OverdueLevel)
CALLED_OFF = {MonthState.MISSED: "missed", MonthState.ATTEMPTED: "called off"}


def found(job: Job, reader: Reader, day: date) -> list[Found]:
    """What a job finds on a day; of months, in the month whose last day it is.

    What was so on a day that is made up for and is no more is told as `was`, with the day put in.
    """
    policy = policies.policy(reader)
    return list(FINDERS[job](reader, day, policy))


def _missed_visits(reader: Reader, day: date, _policy: Policy) -> Iterator[Found]:
    from ivtool.state.visits.visits import standings

    for match, stands in standings(reader, day):
        if stands.status is not VisitStatus.OVERDUE or stands.level is None or not stands.due_on:
            continue
        ref = match_ref(match.number)
        last = f"never visited, began {short_day(match.started_on)}"
        if stands.last_visit_on is not None:
            last = f"last visit {short_day(stands.last_visit_on)}"
        yield Found(
            ref,
            str(stands.due_on),
            1 + LEVELS.index(stands.level),
            {
                "ref": ref,
                "what": f"overdue, {stands.level.value}: {last}",
                "was": "was overdue {}; settled since",
                "since_on": stands.overdue_on,
                "days": stands.days_overdue,
                "command": f"ivtool visit log {ref} --on DAY",
                "was_command": f"ivtool explain overdue {ref} --as-of {{}}",
                "match": ref,
                "volunteer": volunteer_ref(match.volunteer),
                "child": child_ref(match.child),
                "authority": match.authority,
            },
        )


def _concerns(reader: Reader, day: date, policy: Policy) -> Iterator[Found]:
    from ivtool.state.concerns import standing

    for concern, clocks in standing(reader, day, policy):
        ref = concern_ref(concern.number)
        for clock in clocks:
            state = clock_state(clock, day)
            if state not in (ClockState.TODAY, ClockState.LATE):
                continue
            party, late = SPOKEN_PARTIES[clock.party], state is ClockState.LATE
            due = f"was not told by {short_day(clock.due_on)}" if late else "is to be told today"
            yield Found(
                f"{ref} {clock.party.value}",
                str(clock.due_on),
                int(late),
                {
                    "ref": ref,
                    "what": f"{party} {due}",
                    "was": f"{party} was not told on {{}}; settled since",
                    "since_on": clock.due_on,
                    "days": (day - clock.due_on).days,
                    "command": f"ivtool concern told {ref} {clock.party.value}",
                    "was_command": f"ivtool concern show {ref}",
                    "match": match_ref(concern.match) if concern.match else None,
                    "volunteer": volunteer_ref(concern.volunteer) if concern.volunteer else None,
                    "child": child_ref(concern.child) if concern.child else None,
                },
            )


def _checks(reader: Reader, day: date, policy: Policy) -> Iterator[Found]:
    from ivtool.domain.recruitment.evidence import spoken_kind
    from ivtool.domain.recruitment.lapses import command
    from ivtool.reports.recruitment.checks_due import worst_first

    warnings = sorted(policy.days("checks.warn_days", day), reverse=True)
    for volunteer, lapse in worst_first(reader, day):
        if lapse.state is LapseState.WAIVED:
            continue
        ref, module = volunteer_ref(volunteer), (lapse.module or "").replace("_", " ")
        slot = lapse.slot if lapse.kind is CheckKind.REFERENCE else None
        item = f"{ref} {lapse.kind.value} {slot or 1} {module}".rstrip()
        what = spoken_kind(lapse.kind)
        what += f" {slot}" if slot else ""
        what += f", {module}," if module else ""
        shared = {"ref": ref, "command": command(ref, lapse), "volunteer": ref}
        until_on, asked_on = lapse.until_on, lapse.asked_on
        if lapse.state is LapseState.NOT_RECORDED:
            line = {"what": f"{what} is not recorded"}
            yield Found(item, "not_recorded", 1 + len(warnings), {**shared, **line})
        elif lapse.state is LapseState.LAPSED and until_on is not None:
            line = {"what": f"{what} lapsed, in date until {short_day(until_on)}"}
            over = {"since_on": until_on + timedelta(days=1), "days": lapse.days}
            yield Found(item, str(until_on), 1 + len(warnings), {**shared, **line, **over})
        elif lapse.state is LapseState.LAPSING and until_on is not None:
            line = {"what": f"{what} in date until {short_day(until_on)}"}
            degree = 1 + warnings.index(lapse.within) if lapse.within in warnings else 1
            yield Found(item, str(until_on), degree, {**shared, **line})
        if lapse.chase and asked_on is not None:
            line = {"what": f"{what} asked for on {short_day(asked_on)}, and not in"}
            over = {"since_on": asked_on, "days": (day - asked_on).days}
            yield Found(f"{item} asked", str(asked_on), 1, {**shared, **line, **over})


def _backup(reader: Reader, day: date, policy: Policy) -> Iterator[Found]:
    from ivtool.domain.file.backups import problems_with_security
    from ivtool.reports.office.check import secured

    state = secured(reader)
    warn_days = policy.count("backups.warn_days", day)
    drill_days = policy.count("backups.drill_days", day)
    for each in problems_with_security(state, day, warn_days, drill_days):
        since = state.drilled_on or state.first_saved_on
        row = {"ref": "file", "what": each.message, "command": each.hint}
        yield Found(each.code, str(since), 1, row)


def _month_end(reader: Reader, day: date, policy: Policy) -> Iterator[Found]:
    from ivtool.queries.children.authorities import Held
    from ivtool.state.visits.ledger import ledgers

    month = Month.of(day)
    lines: list[LedgerLine] = []
    missed = []
    for match, months in ledgers(reader, day, month, month, policy, Held(reader, None)):
        lines += months
        for line in months:
            if line.state not in CALLED_OFF:
                continue
            ref = match_ref(match.number)
            row = {
                "ref": ref,
                "what": f"{spelled_month(month)}: {CALLED_OFF[line.state]}",
                "command": f"ivtool visit excuse {ref} {month} --by NAME --reason WHY",
                "match": ref,
                "volunteer": volunteer_ref(match.volunteer),
                "child": child_ref(match.child),
                "authority": match.authority,
            }
            missed.append(Found(MonthItem(month, ref).item, line.state.value, 1, row))
    if lines:
        count = totals(lines)
        share = "n/a" if count.compliance_pct is None else f"{count.compliance_pct} %"
        what = (
            f"{spelled_month(month)}: {count.due} due, {count.done} done, {count.attempted} called"
            f" off, {count.missed} missed, {count.excused} excused; {share}"
        )
        command = f"ivtool report compliance --month {month}"
        row = {"ref": str(month), "what": what, "command": command}
        yield Found(MonthItem(month).item, "closed", 1, row)
    yield from missed


FINDERS: dict[Job, Callable[[Reader, date, Policy], Iterator[Found]]] = {
    Job.MISSED_VISITS: _missed_visits,
    Job.CHECKS: _checks,
    Job.CONCERNS: _concerns,
    Job.BACKUP: _backup,
    Job.MONTH_END: _month_end,
}
