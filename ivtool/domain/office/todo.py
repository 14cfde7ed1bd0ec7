"""What needs doing, and how soon: each line with its reason, its age and the command that does it.

No rule is stated again here: what is overdue, late, lapsed or waiting is told by the rule of its
own module. A reason is made of refs, days and numbers, never of names or of what somebody wrote.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ivtool.domain.days import short_day, spelled_day
from ivtool.domain.office.vocabulary import Source, Urgency
from ivtool.domain.refs import claim_ref, concern_ref, match_ref, volunteer_ref
from ivtool.domain.visits.vocabulary import OverdueLevel, VisitStatus
from ivtool.tuples import NamedTuple

if TYPE_CHECKING:
    from ivtool.domain.concerns.concerns import Clock
    from ivtool.domain.recruitment.lapses import Lapse
    from ivtool.domain.visits.visits import Standing
    from ivtool.errors import Problem

ONE_DAY = timedelta(days=1)
# "This week" is the next seven days, not the calendar's.
WEEK_DAYS = 7
URGENCIES = tuple(Urgency)
SOURCES = tuple(Source)
LEVELS = (OverdueLevel.AMBER, OverdueLevel.RED, OverdueLevel.ESCALATE)
NO_JOB_RAN = "job.never"
MOST_NAMED = 5


class About(NamedTuple):
    """Whom something to do is about, as far as that is known."""

    match: int | None = None
    child: int | None = None
    volunteer: int | None = None
    referral: int | None = None


class ToDo(NamedTuple):
    """Something to do about a record, or about a job; about jobs in general it has no ref.

    `degree` is how bad it is among its source's own. `days` are those since `due_on`, or to it
    while it lies ahead; without one, since `since_on`; None where a day has no part in it.
    `said` is the reason without the ref, where a mail has that in a column of its own.
    What a job tells has an `item` and a `state`, by which its receipts know it again; `was` is
    said, and `was_command` shown, once it is settled, with the day in place of {}.
    """

    source: Source
    urgency: Urgency
    degree: int
    ref: str
    reason: str
    command: str
    about: About = About()
    since_on: date | None = None
    due_on: date | None = None
    days: int | None = None
    item: str = ""
    state: str = ""
    authority: str | None = None
    was: str = ""
    was_command: str = ""
    said: str = ""


class Unpaid(NamedTuple):
    """What a volunteer is owed: since when the oldest of it, and the claims still to be approved.

    Whole pence.
    """

    since_on: date
    pence: int
    to_approve: Sequence[int]


def of_clock(
    number: int, raised_on: date, clock: "Clock", about: About, as_of: date
) -> ToDo | None:
    """Who is to be told of a concern and was not; None where they were.

    Late is worse than due today, and both are for now; a clock that runs on is for this week.
    Source: docs/DOMAIN.md, section 9.
    """
    from ivtool.domain.concerns.concerns import SPOKEN_PARTIES, ClockState, clock_state

    said = {
        ClockState.LATE: (Urgency.NOW, 2, "was not told by"),
        ClockState.TODAY: (Urgency.NOW, 1, "is to be told today,"),
        ClockState.WAITING: (Urgency.THIS_WEEK, 0, "is to be told by"),
    }
    state = clock_state(clock, as_of)
    if state not in said:
        return None
    ref, (urgency, degree, words) = concern_ref(number), said[state]
    told = f"{SPOKEN_PARTIES[clock.party]} {words} {spelled_day(clock.due_on)}"
    return ToDo(
        Source.CONCERN,
        urgency,
        degree,
        ref,
        f"{ref}: {told}",
        f"ivtool concern told {ref} {clock.party.value}",
        about,
        raised_on,
        clock.due_on,
        abs((as_of - clock.due_on).days),
        item=f"{ref} {clock.party.value}",
        state=str(clock.due_on),
        said=told,
    )


def of_concern(
    number: int, raised_on: date, clocks: "Sequence[Clock]", about: About, as_of: date
) -> list[ToDo]:
    """Who is still to be told of an open concern; or, when everybody was, that it is open."""
    found = [of_clock(number, raised_on, clock, about, as_of) for clock in clocks]
    ref = concern_ref(number)
    return [each for each in found if each is not None] or [
        ToDo(
            Source.CONCERN,
            Urgency.COMING,
            0,
            ref,
            f"{ref}: all are told, it is still open",
            f"ivtool concern close {ref} --note -",
            about,
            raised_on,
            days=(as_of - raised_on).days,
        )
    ]


def of_overdue(
    about: About, started_on: date, stands: "Standing", planned_on: date | None = None
) -> ToDo | None:
    """A match that is overdue; or past due within grace, with no visit planned; None for others.

    What is overdue is for `domain.visits.visits.standing` to say; a plan takes nothing of it away.
    """
    days, due_on = stands.days_overdue, stands.due_on
    if about.match is None or days is None or due_on is None or days <= 0:
        return None
    ref = match_ref(about.match)
    since_on = stands.last_visit_on or started_on
    if stands.status is VisitStatus.OVERDUE and stands.level is not None:
        last = f"last visit {short_day(since_on)}"
        if stands.last_visit_on is None:
            last = f"never visited, began on {short_day(since_on)}"
        urgency, degree = Urgency.NOW, 1 + LEVELS.index(stands.level)
        said, does = f"overdue, {stands.level.value}: {last}", "log"
    elif planned_on is not None:
        return None
    elif stands.overdue_on is None:
        raise AssertionError("what is past due has a day on which it is overdue")
    else:
        urgency, degree, does = Urgency.THIS_WEEK, 0, "plan"
        overdue_on = short_day(stands.overdue_on)
        said = f"past due, nothing planned; overdue from {overdue_on}"
    command = f"ivtool visit {does} {ref} --on DAY"
    return ToDo(
        Source.OVERDUE,
        urgency,
        degree,
        ref,
        f"{ref} {said}",
        command,
        about,
        since_on,
        due_on,
        days,
        said=said,
    )


def of_job(problem: "Problem") -> ToDo:
    """What is wrong with a job; that it never ran is no hurry."""
    never = problem.code == NO_JOB_RAN
    return ToDo(
        Source.JOB,
        Urgency.COMING if never else Urgency.NOW,
        0 if never else 1,
        "" if problem.of is None else problem.of.value,
        problem.message,
        problem.hint,
    )


def of_check(
    volunteer: int, lapse: "Lapse", match: int | None, warn_days: Sequence[int], as_of: date
) -> ToDo | None:
    """A piece of evidence to see to; `match` is a live one of the volunteer's. None if waived.

    Lapsed or not recorded is for now where a child is visited. What was asked for too long ago is
    for now, whatever else holds of it.
    """
    from ivtool.domain.recruitment.lapses import LapseState

    if lapse.state is LapseState.WAIVED:
        return None
    ref = volunteer_ref(volunteer)
    urgency, degree = _of_lapse(lapse, match is not None, warn_days)
    said = lapse.spoken
    if lapse.state is LapseState.LAPSED and lapse.until_on is not None:
        said += f" lapsed, in date until {short_day(lapse.until_on)}"
    elif lapse.state is LapseState.LAPSING and lapse.until_on is not None:
        said += f" in date until {short_day(lapse.until_on)}"
    elif lapse.state is LapseState.NOT_RECORDED:
        said += " not recorded"
    reason = f"{ref}: {said}"
    if lapse.asked_on is not None:
        reason += f"{',' if lapse.until_on else ''} asked for on {short_day(lapse.asked_on)}"
        reason += ", not back" if lapse.chase else ""
    piece, days = lapse.piece, lapse.days
    does = piece.command_to_begin(ref, as_of) if lapse.asked_on is None else piece.command(ref)
    if lapse.state is LapseState.NOT_RECORDED and lapse.asked_on is not None:
        days = (as_of - lapse.asked_on).days
    return ToDo(
        Source.CHECK,
        urgency,
        degree,
        ref,
        reason,
        does,
        About(match, volunteer=volunteer),
        lapse.asked_on,
        lapse.until_on,
        days,
        said=said,
    )


def _of_lapse(lapse: "Lapse", visits: bool, warn_days: Sequence[int]) -> tuple[Urgency, int]:
    from ivtool.domain.recruitment.lapses import LapseState

    gone = lapse.state in (LapseState.LAPSED, LapseState.NOT_RECORDED)
    if gone and visits:
        return Urgency.NOW, 2
    if lapse.chase:
        return Urgency.NOW, 1
    if gone:
        return Urgency.THIS_WEEK, 0
    return (Urgency.THIS_WEEK if lapse.within == min(warn_days) else Urgency.COMING), 1


def of_claim(volunteer: int, unpaid: Unpaid, pay_days: int, as_of: date) -> ToDo | None:
    """A volunteer who waits for money for longer than it may take; None while it may."""
    from ivtool.domain.expenses.expenses import is_late
    from ivtool.domain.money import pounds

    days = (as_of - unpaid.since_on).days
    if not is_late(days, pay_days):
        return None
    ref = volunteer_ref(volunteer)
    does = f"ivtool expenses pay --volunteer {ref} --reference REF"
    if unpaid.to_approve:
        claims = " ".join(claim_ref(each) for each in unpaid.to_approve[:MOST_NAMED])
        does = f"ivtool expenses approve {claims}"
    reason = f"{ref}: {pounds(unpaid.pence)} owed since {short_day(unpaid.since_on)}"
    about = About(volunteer=volunteer)
    return ToDo(Source.CLAIM, Urgency.NOW, 1, ref, reason, does, about, unpaid.since_on, days=days)


def in_order(items: Iterable[ToDo], as_of: date) -> list[ToDo]:
    """The most urgent first: by urgency, source, how bad, how long; refs settle what is equal.

    Of what lies ahead the soonest comes first.
    """

    def place(item: ToDo) -> tuple[int, int, int, int, str, int]:
        letters, _, number = item.ref.partition("-")
        long = item.days or 0
        if item.due_on is not None and item.due_on > as_of:
            long = -long
        return (
            URGENCIES.index(item.urgency),
            SOURCES.index(item.source),
            -item.degree,
            -long,
            letters,
            int(number) if number.isdigit() else 0,
        )

    return sorted(items, key=place)
