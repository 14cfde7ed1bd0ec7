"""What each job finds on a day: a thin turn of what the reports say, in refs, days and numbers.

No name and no free text stands in any line: it is made to be mailed.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from ivtool.domain.concerns.concerns import SPOKEN_PARTIES
from ivtool.domain.days import Month, short_day, spelled_month
from ivtool.domain.office import todo
from ivtool.domain.office.jobs import MonthItem
from ivtool.domain.office.todo import About, ToDo
from ivtool.domain.office.vocabulary import Job, Source, Urgency
from ivtool.domain.policy import Policy
from ivtool.domain.recruitment.lapses import LapseState
from ivtool.domain.refs import match_ref
from ivtool.domain.visits.ledger import LedgerLine, totals
from ivtool.domain.visits.vocabulary import MonthState, VisitStatus
from ivtool.queries import policy as policies
from ivtool.queries.reading import Reader

CALLED_OFF = {MonthState.MISSED: "missed", MonthState.ATTEMPTED: "called off"}


def found(job: Job, reader: Reader, day: date) -> list[ToDo]:
    """What a job finds on a day; of months, in the month whose last day it is.

    It is what `today` tells, in the words of a mail. What was so on a day that is made up for and
    is no more is told as `was`, with the day put in.
    """
    policy = policies.policy(reader)
    return list(FINDERS[job](reader, day, policy))


def _missed_visits(reader: Reader, day: date, policy: Policy) -> Iterator[ToDo]:
    from ivtool.state.visits.visits import standings

    for match, stands in standings(reader, day, policy=policy):
        about = About(match.number, match.child, match.volunteer)
        each = todo.of_overdue(about, match.started_on, stands)
        if each is None or stands.status is not VisitStatus.OVERDUE or stands.level is None:
            continue
        yield each._replace(
            reason=each.said,
            since_on=stands.overdue_on,
            item=each.ref,
            state=str(each.due_on),
            authority=match.authority,
            was="was overdue {}; settled since",
            was_command=f"ivtool explain overdue {each.ref} --as-of {{}}",
        )


def _concerns(reader: Reader, day: date, policy: Policy) -> Iterator[ToDo]:
    from ivtool.state.concerns import standing

    for concern, clocks in standing(reader, day, policy):
        about = About(concern.match, concern.child, concern.volunteer)
        for clock in clocks:
            each = todo.of_clock(concern.number, concern.raised_on, clock, about, day)
            if each is None or each.urgency is not Urgency.NOW:
                continue
            party = SPOKEN_PARTIES[clock.party]
            yield each._replace(
                reason=each.said,
                degree=int(clock.due_on < day),
                since_on=clock.due_on,
                was=f"{party} was not told on {{}}; settled since",
                was_command=f"ivtool concern show {each.ref}",
            )


def _checks(reader: Reader, day: date, policy: Policy) -> Iterator[ToDo]:
    from ivtool.state.recruitment.checks import worst_first

    warnings = sorted(policy.days("checks.warn_days", day), reverse=True)
    yield from _supervisions(reader, day, policy)
    for volunteer, lapse in worst_first(reader, day, policy):
        each = todo.of_check(volunteer, lapse, None, warnings, day)
        if each is None:
            continue
        module = (lapse.module or "").replace("_", " ")
        each = each._replace(
            command=lapse.piece.command(each.ref),
            since_on=None,
            days=None,
            item=f"{each.ref} {lapse.kind.value} {lapse.piece.which or 1} {module}".rstrip(),
            state=str(lapse.until_on),
        )
        until_on, gone = lapse.until_on, 1 + len(warnings)
        if lapse.state is LapseState.NOT_RECORDED:
            yield each._replace(reason=each.said, degree=gone, state="not_recorded")
        elif lapse.state is LapseState.LAPSED and until_on is not None:
            yield each._replace(
                reason=each.said,
                degree=gone,
                since_on=until_on + timedelta(days=1),
                days=lapse.days,
            )
        elif lapse.state is LapseState.LAPSING and until_on is not None:
            degree = 1 + warnings.index(lapse.within) if lapse.within in warnings else 1
            yield each._replace(reason=each.said, degree=degree)
        if lapse.chase and lapse.asked_on is not None:
            yield each._replace(
                reason=f"{lapse.spoken} asked for on {short_day(lapse.asked_on)}, and not in",
                degree=1,
                since_on=lapse.asked_on,
                days=(day - lapse.asked_on).days,
                item=f"{each.item} asked",
                state=str(lapse.asked_on),
            )


def _supervisions(reader: Reader, day: date, policy: Policy) -> Iterator[ToDo]:
    from ivtool.domain.office.todo_support import of_supervision
    from ivtool.state.support.due import due_soon

    for found in due_soon(reader, day, policy, timedelta()):
        stands = found.stands
        each = of_supervision(found.visitor.number, found.visitor.match, stands, None)
        if each is None or stands.in_date:
            continue
        last = "none held"
        if stands.last_on is not None:
            last = f"last on {short_day(stands.last_on)}"
        yield each._replace(
            reason=f"supervision was due on {short_day(stands.due_on)}, {last}",
            since_on=stands.due_on + timedelta(days=1),
        )


def _backup(reader: Reader, day: date, policy: Policy) -> Iterator[ToDo]:
    from ivtool.domain.file.backups import problems_with_security
    from ivtool.reports.office.check import secured

    state = secured(reader)
    warn_days = policy.count("backups.warn_days", day)
    drill_days = policy.count("backups.drill_days", day)
    since = str(state.drilled_on or state.first_saved_on)
    for each in problems_with_security(state, day, warn_days, drill_days):
        yield _of_job("file", each.message, each.hint, each.code, since)


def _month_end(reader: Reader, day: date, policy: Policy) -> Iterator[ToDo]:
    from ivtool.queries.authorities import Held
    from ivtool.state.visits.ledger import ledgers

    month = Month.of(day)
    name, lines, missed = spelled_month(month), list[LedgerLine](), list[ToDo]()
    for match, months in ledgers(reader, day, month, month, policy, Held(reader, None)):
        lines += months
        for line in months:
            if line.state not in CALLED_OFF:
                continue
            ref = match_ref(match.number)
            each = _of_job(
                ref,
                f"{name}: {CALLED_OFF[line.state]}",
                f"ivtool visit excuse {ref} {month} --by NAME --reason WHY",
                MonthItem(month, ref).item,
                line.state.value,
            )
            about = About(match.number, match.child, match.volunteer)
            missed.append(each._replace(about=about, authority=match.authority))
    if lines:
        count = totals(lines)
        share = "n/a" if count.compliance_pct is None else f"{count.compliance_pct} %"
        what = (
            f"{name}: {count.due} due, {count.done} done, {count.attempted} called"
            f" off, {count.missed} missed, {count.excused} excused; {share}"
        )
        command = f"ivtool report compliance --month {month}"
        yield _of_job(str(month), what, command, MonthItem(month).item, "closed")
    yield from missed


def _of_job(ref: str, reason: str, does: str, item: str, state: str) -> ToDo:
    """What a job alone tells: of the file, or of a closed month."""
    return ToDo(Source.JOB, Urgency.NOW, 1, ref, reason, does, item=item, state=state)


FINDERS: dict[Job, Callable[[Reader, date, Policy], Iterator[ToDo]]] = {
    Job.MISSED_VISITS: _missed_visits,
    Job.CHECKS: _checks,
    Job.CONCERNS: _concerns,
    Job.BACKUP: _backup,
    Job.MONTH_END: _month_end,
}
