"""Entries put right, moved to another match and withdrawn, with what was claimed for them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ivtool.domain.concerns.records import Concern
from ivtool.domain.days import spelled_day
from ivtool.domain.expenses.claims import may_be_of, status_now
from ivtool.domain.expenses.records import Claim, ClaimLine
from ivtool.domain.expenses.vocabulary import LineStatus
from ivtool.domain.ids import ConcernId, VolunteerId
from ivtool.domain.matching.records import Match
from ivtool.domain.refs import match_ref, visit_ref
from ivtool.domain.visits.records import Visit
from ivtool.domain.visits.visits import minutes_said
from ivtool.domain.visits.vocabulary import VisitKind
from ivtool.errors import Problem, Refused
from ivtool.queries.expenses import expenses as expense_queries
from ivtool.queries.reading import select
from ivtool.services.concerns import move_concern
from ivtool.services.expenses.claim_steps import decline_lines
from ivtool.services.visits.visits import LoggedVisit, logged, of_that_day, require_possible
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class ChangedVisit(NamedTuple):
    """An entry as it now stands, and what was claimed for it, as it stood before.

    `moved` went along, `declined` are of somebody else now, or of nothing; `kept` stay as they
    were; `declined_before` were declined already, in the place that it has now. `concerns` went
    along, `concerns_kept` did not.
    """

    visit: LoggedVisit
    moved: Sequence[ClaimLine] = ()
    declined: Sequence[ClaimLine] = ()
    kept: Sequence[ClaimLine] = ()
    declined_before: Sequence[tuple[VolunteerId, ClaimLine]] = ()
    concerns: Sequence[ConcernId] = ()
    concerns_kept: Sequence[ConcernId] = ()


def correct_visit(
    writer: Writer, visit: Visit, changes: Mapping[str, Any], today: date, *, again: bool = False
) -> ChangedVisit:
    """Put right some fields of an entry; what was there stays in the history.

    What was claimed for it, not before the new day, and is not paid goes along. Raises Refused as
    `log_visit` does, or if the entry was withdrawn.
    """
    _require_standing(visit)
    match = writer.known(Match, visit.match_id)
    now = visit._replace(**changes)
    now = now._replace(minutes=minutes_said(now.minutes, now.outcome))
    beside = [each for each in of_that_day(writer, now) if each.id != visit.id]
    command = ("correct", visit_ref(visit.id), "cannot be corrected so for")
    nth = require_possible(match, now, beside, today, command, again=again, corrected=visit)
    now = writer.update(visit, **now._replace(nth=nth)._asdict())
    moved, kept = list[ClaimLine](), list[ClaimLine]()
    if (now.visited_on, now.kind) != (visit.visited_on, visit.kind):
        # Of a contact nothing is claimed: what was stays behind.
        day = now.visited_on if now.kind is VisitKind.VISIT else None
        moved, kept = _claimed_for(
            writer,
            visit,
            lambda each: day is not None and _is_unpaid(each) and may_be_of(each, day),
        )
        for line in moved:
            writer.update(line, incurred_on=now.visited_on)
    raised = _raised_with(writer, visit) if now.visited_on != visit.visited_on else []
    return ChangedVisit(
        logged(writer, match, now, beside, today),
        moved,
        kept=kept,
        concerns_kept=[each.id for each in raised],
    )


def move_visit(
    writer: Writer, visit: Visit, match: Match, today: date, *, again: bool = False
) -> ChangedVisit:
    """Move an entry to the match that it is of; every rule of logging holds there.

    What was claimed for it by somebody of both matches and is not paid goes along; claimed by
    somebody else, and not approved, it is declined. So does a concern that came up, unless somebody
    was told of it. Raises Refused.
    """
    _require_standing(visit)
    ref, entry = match_ref(match.id), visit_ref(visit.id)
    if match.id == visit.match_id:
        return ChangedVisit(logged(writer, match, visit, (), today))
    now = visit._replace(match_id=match.id)
    beside = of_that_day(writer, now)
    command = ("move", f"{entry} {ref}", "cannot be moved to")
    nth = require_possible(match, now, beside, today, command, again=again)
    now = writer.update(visit, match_id=match.id, nth=nth)
    unpaid, kept = _claimed_for(writer, visit, _is_unpaid)
    visitors = (match.volunteer_id, match.second_volunteer_id)
    theirs = [
        each for each in unpaid if writer.known(Claim, each.claim_id).volunteer_id in visitors
    ]
    declined = [each for each in unpaid if each not in theirs and _is_claimed(each)]
    for line in theirs:
        writer.update(line, match_id=match.id)
    _decline(writer, declined, f"{entry} was moved to {ref}", today)
    raised = [each for each in _raised_with(writer, visit) if each.match_id != match.id]
    went = [each.id for each in raised if move_concern(writer, each, match)]
    return ChangedVisit(
        logged(writer, match, now, beside, today),
        theirs,
        declined,
        [*kept, *(each for each in unpaid if each not in theirs and each not in declined)],
        _declined_there(writer, now, visitors),
        went,
        [each.id for each in raised if each.id not in went],
    )


def _declined_there(
    writer: Writer, visit: Visit, visitors: Collection[VolunteerId | None]
) -> list[tuple[VolunteerId, ClaimLine]]:
    """What was declined of an entry's day in the match that it is of now, and by whom claimed."""
    if visit.kind is not VisitKind.VISIT:
        return []
    day = visit.visited_on
    found = expense_queries.lines(
        writer.reader, date.max, match=visit.match_id, first=day, last=day
    )
    claimed = [
        (writer.known(Claim, each.line.claim_id).volunteer_id, each.line)
        for each in found
        if each.line.declined_on is not None
    ]
    return [(whose, line) for whose, line in claimed if whose in visitors]


def withdraw_visit(writer: Writer, visit: Visit, why: str | None, today: date) -> ChangedVisit:
    """Take back an entry that was logged in error; it is kept, and counts nowhere.

    What was claimed for it is declined with it, where it is not approved yet and no other visit of
    that day is in the log. Raises Refused if it was withdrawn before.
    """
    _require_standing(visit)
    match = writer.known(Match, visit.match_id)
    visit = writer.update(visit, withdrawn_on=today, withdrawn_why=why)
    declined, kept = _claimed_for(writer, visit, _is_claimed)
    _decline(writer, declined, f"{visit_ref(visit.id)} was withdrawn", today)
    return ChangedVisit(
        logged(writer, match, visit, (), today),
        declined=declined,
        kept=kept,
        concerns_kept=[each.id for each in _raised_with(writer, visit)],
    )


def _raised_with(writer: Writer, visit: Visit) -> list[Concern]:
    """The concerns that came up at an entry, but for those that were withdrawn."""
    return select(writer.reader, Concern, visit_id=visit.id, withdrawn_on=None)


def _claimed_for(
    writer: Writer, visit: Visit, goes: Callable[[ClaimLine], bool]
) -> tuple[list[ClaimLine], list[ClaimLine]]:
    """The lines claimed for an entry that is there no more: what goes with it, and what stays.

    Whoever drove for nothing is not to be out of pocket: another entry of that day keeps them all.
    """
    if visit.kind is not VisitKind.VISIT:
        return [], []
    day = visit.visited_on
    found = expense_queries.lines(
        writer.reader, date.max, match=visit.match_id, first=day, last=day
    )
    lines = [each.line for each in found if each.line.declined_on is None]
    going = [] if of_that_day(writer, visit) else [each for each in lines if goes(each)]
    return going, [each for each in lines if each not in going]


def _is_unpaid(line: ClaimLine) -> bool:
    return status_now(line) is not LineStatus.PAID


def _is_claimed(line: ClaimLine) -> bool:
    return status_now(line) is LineStatus.CLAIMED


def _decline(writer: Writer, lines: Iterable[ClaimLine], why: str, today: date) -> None:
    if named := [(each.claim_id, each.line) for each in lines]:
        decline_lines(writer, named, today, why, today)


def _require_standing(visit: Visit) -> None:
    if visit.withdrawn_on is not None:
        raise Refused(
            f"{visit_ref(visit.id)} cannot be changed",
            [
                Problem(
                    "visit.withdrawn",
                    f"it was withdrawn on {spelled_day(visit.withdrawn_on)}",
                    f"ivtool visit log {match_ref(visit.match_id)} …",
                )
            ],
        )
