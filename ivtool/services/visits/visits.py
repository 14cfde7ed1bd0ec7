"""Logging visits and contacts, excusing months."""

from collections.abc import Mapping, Sequence
from datetime import date

from ivtool.domain.days import Month, spelled_day, spelled_month, with_hints
from ivtool.domain.matching.matches import problems_with_excuse
from ivtool.domain.matching.records import Excuse, Match
from ivtool.domain.refs import match_ref, visit_ref
from ivtool.domain.visits.records import Visit
from ivtool.domain.visits.visits import (
    ONE_DAY,
    Standing,
    contradict,
    minutes_said,
    problems_with_nth,
    problems_with_plan,
    problems_with_visit,
    spoken_kind,
)
from ivtool.errors import Problem, Refused
from ivtool.queries import policy as policy_queries
from ivtool.queries.reading import select
from ivtool.queries.visits import visits as visit_queries
from ivtool.state.visits.visits import not_clear_on, standing_on
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class LoggedVisit(NamedTuple):
    """An entry as it now stands, with the match's standing and why a volunteer is not clear.

    `beside` are the entries of its kind and day that say otherwise: it was held, and was not.
    `planned_on` is the next day after today for which a visit is planned.
    """

    entry: Visit
    beside: Sequence[int]
    stands: Standing | None
    not_clear: Mapping[int, list[str]]
    planned_on: date | None


def log_visit(
    writer: Writer, match: Match, visit: Visit, today: date, *, again: bool = False
) -> LoggedVisit:
    """Record a visit or contact. A volunteer who is not clear is told of, never refused.

    Raises Refused for what cannot have happened, and for an entry that already stands, but where
    it is another one of that day (`again`).
    """
    visit = visit._replace(match_id=match.id, minutes=minutes_said(visit.minutes, visit.outcome))
    beside = of_that_day(writer, visit)
    command = ("log", match_ref(match.id), "cannot be logged for")
    nth = require_possible(match, visit, beside, today, command, again=again)
    return logged(writer, match, writer.insert(visit._replace(nth=nth)), beside, today)


def excuse_month(
    writer: Writer, match: Match, month: Month, excused_by: str, reason: str
) -> Excuse:
    """Excuse a month in which no visit was to be expected. Raises Refused."""
    ref = match_ref(match.id)
    problems = problems_with_excuse(month, match.started_on, match.ended_on)
    if select(writer.reader, Excuse, match_id=match.id, month=month):
        problems.append(
            Problem(
                "excuse.already",
                f"{spelled_month(month)} is excused already",
                f"ivtool visit excuse {ref} {month} --withdraw",
            )
        )
    if problems:
        raise Refused(
            f"{spelled_month(month)} cannot be excused for {ref}",
            with_hints(problems, _hints(ref, "DAY")),
        )
    return writer.insert(Excuse(match.id, month, excused_by, reason))


def withdraw_excuse(writer: Writer, match: Match, month: Month) -> Excuse:
    """Take back the excuse of a month, which never was; the history keeps it whole.

    Raises Refused without one.
    """
    known = select(writer.reader, Excuse, match_id=match.id, month=month)
    if not known:
        ref = match_ref(match.id)
        said = f"{spelled_month(month)} is not excused"
        raise Refused(
            f"no excuse of {ref} for {spelled_month(month)} can be withdrawn",
            [Problem("excuse.none", said, f"ivtool match show {ref}")],
        )
    writer.delete(known[0])
    return known[0]


def _hints(match: str, on: str) -> dict[str, str]:
    """What helps where a day is none of a match's, by the problem's code."""
    return {
        "visit.match_not_started": f"ivtool match start {match} --on {on}",
        "visit.before_start": f"ivtool match show {match}",
        "visit.after_end": f"ivtool match show {match}",
        "excuse.match_not_started": f"ivtool match start {match} --on {on}",
        "excuse.before_start": f"ivtool match show {match}",
        "excuse.after_end": f"ivtool match show {match}",
    }


def require_possible(
    match: Match,
    visit: Visit,
    beside: Sequence[Visit],
    today: date,
    command: tuple[str, str, str],
    *,
    again: bool,
    corrected: Visit | None = None,
) -> int:
    """The number that an entry has on its day. Raises Refused for what cannot be.

    `beside` are the others of its kind and day; `command` is its verb, what is named after it,
    and how a refusal speaks of it.
    """
    verb, named, refusal = command
    problems = problems_with_visit(
        visit.visited_on, visit.minutes, visit.mood, match.started_on, match.ended_on, today
    )
    problems += problems_with_plan(visit.next_planned_on, visit.visited_on)
    ref = match_ref(match.id)
    twins = [each for each in beside if each.outcome is visit.outcome]
    stays = corrected is not None and corrected.identity == visit.identity
    nth = corrected.nth if corrected is not None and stays else 1
    if twins and not stays:
        nth = max(each.nth for each in twins) + 1
        twin = visit_ref(twins[-1].id)
        correct = f"ivtool visit correct {twin} …"
        several = problems_with_nth(nth, visit.kind, visit.outcome)
        if again:
            problems += [each._replace(hint=correct) for each in several]
        elif several:
            problems.append(Problem("visit.already_logged", f"{twin} already says so", correct))
        else:
            said = f"{twin} already says so; another one of that day wants --again"
            hint = f"ivtool visit {verb} {named} … --again"
            problems.append(Problem("visit.already_logged", said, hint))
    if problems:
        what = f"the {spoken_kind(visit.kind)} on {spelled_day(visit.visited_on)}"
        raise Refused(
            f"{what} {refusal} {ref}",
            with_hints(
                problems, _hints(ref, str(visit.visited_on)) | _said_hints(ref, visit, command)
            ),
        )
    return nth


def _said_hints(match: str, visit: Visit, command: tuple[str, str, str]) -> dict[str, str]:
    verb, named, _ = command
    again = f"ivtool visit {verb} {named}"
    if verb == "log":
        again += f" --on {visit.visited_on}"
    return {
        "visit.in_future": f"ivtool visit plan {match} --on {visit.visited_on}",
        "visit.minutes": f"{again} --minutes MINUTES",
        "visit.mood": f"{again} --mood MOOD",
        "visit.planned_before": f"{again} --next DAY",
    }


def of_that_day(writer: Writer, visit: Visit) -> list[Visit]:
    """The entries that stand, of the match, the kind and the day of one."""
    return select(
        writer.reader,
        Visit,
        "nth, id",
        match_id=visit.match_id,
        visited_on=visit.visited_on,
        kind=visit.kind,
        withdrawn_on=None,
    )


def logged(
    writer: Writer, match: Match, visit: Visit, beside: Sequence[Visit], today: date
) -> LoggedVisit:
    """An entry as it stands, with what is told of it beside."""
    reader = writer.reader
    policy = policy_queries.policy(reader)
    planned = visit_queries.planned(reader, today + ONE_DAY, [match.id])
    return LoggedVisit(
        visit,
        [each.id for each in beside if contradict(each.outcome, visit.outcome)],
        standing_on(reader, match.id, today, policy),
        not_clear_on(reader, match, visit.visited_on, policy),
        planned.get(match.id),
    )
