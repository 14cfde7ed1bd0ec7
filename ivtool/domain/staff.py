"""The service's staff, and whom each leads: one lead worker at a time, of each record.

A lead may be set ahead, as a pause may: whom somebody hands over today begins tomorrow.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from ivtool.domain.days import problems_ahead, problems_with_order, spelled_day
from ivtool.domain.letters import seen
from ivtool.domain.names import folded, problems_with_name
from ivtool.domain.office.records import LeadWorker
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

ONE_DAY = timedelta(days=1)
MOST_HOURS_TENTHS = 600


class Led(StrEnum):
    """What has a lead worker."""

    VOLUNTEER = "volunteer"
    REFERRAL = "referral"
    MATCH = "match"


OVER = {Led.VOLUNTEER: "left", Led.REFERRAL: "was closed", Led.MATCH: "ended"}


class StaffField(StrEnum):
    """What is recorded of somebody of the staff and may be cleared again."""

    HOURS = "hours"


class Record(NamedTuple):
    """A record that can be led: its ref, its first day where it is known, the day it was over."""

    kind: Led
    ref: str
    begun_on: date | None
    over_on: date | None


def is_over(over_on: date | None, as_of: date) -> bool:
    """Whether a record is over on a day, and so nobody's work; on its last day it is."""
    return over_on is not None and over_on <= as_of


def lead_on(leads: Iterable[LeadWorker], as_of: date) -> LeadWorker | None:
    """Who leads a record on a day, None if nobody does. Of two the later one does."""
    holding = [
        each
        for each in leads
        if each.from_on <= as_of and (each.until_on is None or each.until_on >= as_of)
    ]
    return max(holding, key=lambda each: (each.from_on, each.id), default=None)


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are written alike, but for case and accents."""
    return folded(one).split() == folded(other).split()


def problems_with_staff(
    name: str | None,
    role: str | None,
    hours_tenths: int | None,
    joined_on: date,
    today: date,
) -> list[Problem]:
    """Why somebody cannot be of the staff so: hours are of a week, in tenths."""
    problems = problems_ahead([("joining", joined_on)], today, "staff")
    problems += problems_with_name("staff", name or "")
    if not seen(role or ""):
        text = "it is not said as what they work"
        problems.append(Problem("staff.no_role", text, "--role co-ordinator"))
    if hours_tenths is not None and not 1 <= hours_tenths <= MOST_HOURS_TENTHS:
        text = (
            f"{hours_tenths / 10:g} hours a week are not between 0.1 and {MOST_HOURS_TENTHS // 10}"
        )
        problems.append(Problem("staff.hours", text))
    return problems


def problems_with_namesakes(namesakes: Sequence[str]) -> list[Problem]:
    """The problem that somebody of the name, here by their refs, is of the staff already."""
    return [
        Problem(
            "staff.already",
            f"{ref} has this name and works here; --anyway adds another person",
            "ivtool staff list",
        )
        for ref in namesakes
    ]


def problems_with_staff_leaving(
    staff: str,
    joined_on: date,
    left_on: date | None,
    on: date,
    begun: Iterable[tuple[str, date]],
    today: date,
) -> list[Problem]:
    """Why somebody of the staff cannot have left on a day, which is their last.

    `begun` are the records that they lead on that day or later, by ref, each from which day: what
    began after the last day never did, and so is somebody else's first.
    """
    if left_on is not None:
        return [_left(staff, left_on)]
    problems = problems_with_order([("joining", joined_on), ("leaving", on)], today, "staff")
    problems += [
        Problem(
            "staff.out_of_order",
            f"they lead {ref} from {spelled_day(from_on)}, after that day",
            f"ivtool staff lead STAFF --{led_as(ref).value} {ref} --on {from_on.isoformat()}",
        )
        for ref, from_on in begun
        if from_on > on
    ]
    return problems


def problems_with_leader(
    staff: str, joined_on: date, left_on: date | None, on: date
) -> list[Problem]:
    """Why somebody cannot lead anything from a day on: they have left, or joined later."""
    if left_on is not None:
        return [_left(staff, left_on)]
    return _too_early(f"{staff} works here", joined_on, on)


def problems_with_lead(
    record: Record, staff: int, staff_ref: str, leads: Sequence[LeadWorker], on: date
) -> list[Problem]:
    """Why a record cannot be led from a day on by somebody, beside those who lead or led it.

    The one before leads until the day before; on that one's own first day they never did.
    """
    ref = record.ref
    if is_over(record.over_on, on) and record.over_on is not None:
        text = f"{ref} {OVER[record.kind]} on {spelled_day(record.over_on)}"
        return [Problem("lead.gone", text, f"ivtool {record.kind.value} show {ref}")]
    problems = _too_early(f"{ref} is known", record.begun_on, on)
    if not leads:
        return problems
    last = max(leads, key=lambda each: (each.from_on, each.id))
    if last.staff_id == staff and last.until_on is None:
        text = f"{staff_ref} leads {ref} already, from {spelled_day(last.from_on)}"
        return [Problem("lead.already", text, f"ivtool {record.kind.value} show {ref}")]
    if on < last.from_on:
        text = f"somebody leads {ref} from {spelled_day(last.from_on)}, after that day"
        hint = f"ivtool staff lead {staff_ref} --{record.kind.value} {ref} --on {last.from_on}"
        problems.append(Problem("lead.out_of_order", text, hint))
    return problems


def goes_on(leads: Sequence[LeadWorker], own: LeadWorker) -> tuple[bool, date | None]:
    """Whether a lead goes on where its end never was, and until when; None is without an end.

    Until the day before the next begins; not at all where that one began right after it.
    """
    if own.until_on is None:
        return True, None
    following = min((each.from_on for each in leads if each.from_on > own.until_on), default=None)
    if following is None:
        return True, None
    until_on = following - ONE_DAY
    return (True, until_on) if until_on > own.until_on else (False, own.until_on)


def problems_with_nothing_led(staff: str) -> list[Problem]:
    """The problem that it is not said whom or what somebody leads."""
    hint = f"ivtool staff lead {staff} --volunteer V-1"
    return [Problem("lead.nothing_said", "it is not said what they lead", hint)]


def problems_with_leads(ref: str, leads: Sequence[LeadWorker]) -> list[Problem]:
    """Why those who lead one record, one after the other, cannot: two share a day."""
    known = sorted(leads, key=lambda each: (each.from_on, each.id))
    return [
        Problem(
            "lead.out_of_order",
            f"two lead {ref} on {spelled_day(later.from_on)}",
            f"ivtool {led_as(ref).value} show {ref}",
        )
        for earlier, later in pairwise(known)
        if earlier.until_on is None or earlier.until_on >= later.from_on
    ]


def led_as(ref: str) -> Led:
    """What a ref is a ref of."""
    return {each.value[0].upper(): each for each in Led}[ref[0]]


def _too_early(what: str, since: date | None, on: date) -> list[Problem]:
    # A lead may lie ahead: only the order is looked at.
    if since is None or on >= since:
        return []
    return [Problem("lead.out_of_order", f"{what} only since {spelled_day(since)}")]


def _left(staff: str, left_on: date) -> Problem:
    text = f"{staff} left on {spelled_day(left_on)}"
    return Problem("staff.left", text, "ivtool staff list")
