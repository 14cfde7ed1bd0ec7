"""Concerns: who must be told by when, and what cannot have been said, told or closed.

The social worker is told the same day; of an allegation about a volunteer the LADO (the authority's
designated officer) within one working day. The clocks are of days; a time of day is no reason to be
late, but like a day it is not ahead, and a telling not before the raising. Source: docs/DOMAIN.md,
section 9.
"""

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from ivtool.domain.concerns.vocabulary import ConcernKind, ToldParty
from ivtool.domain.days import problems_ahead, spelled_day
from ivtool.domain.holidays import next_working_day
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

SPOKEN_PARTIES = {
    ToldParty.SOCIAL_WORKER: "the social worker",
    ToldParty.LADO: "the LADO",
    ToldParty.MANAGER: "the manager",
    ToldParty.POLICE: "the police",
    ToldParty.OTHER: "somebody else",
}


class Clock(NamedTuple):
    """Somebody who must be told of a concern: by which day, and on which they first were."""

    party: ToldParty
    due_on: date
    told_on: date | None


class ClockState(StrEnum):
    """Where a clock stands on a day."""

    WAITING = "waiting"
    TODAY = "today"
    LATE = "late"
    IN_TIME = "in_time"
    TOLD_LATE = "told_late"


def clocks(
    kind: ConcernKind,
    raised_on: date,
    told: Iterable[tuple[ToldParty, date]],
    extra: Collection[date],
    as_of: date,
) -> list[Clock]:
    """Who must be told of a concern, as known on a day; `extra` are the service's own holidays.

    The social worker on the day it was raised, also at a weekend; of an allegation the LADO by the
    next working day: raised on a Friday or a Saturday, on Monday. The first telling counts.
    """
    due = {ToldParty.SOCIAL_WORKER: raised_on}
    if kind is ConcernKind.ALLEGATION_ABOUT_VOLUNTEER:
        due[ToldParty.LADO] = next_working_day(raised_on, extra)
    first: dict[ToldParty, date] = {}
    for party, on in told:
        if on <= as_of:
            first[party] = min(on, first.get(party, on))
    return [Clock(party, due_on, first.get(party)) for party, due_on in due.items()]


def clock_state(clock: Clock, as_of: date) -> ClockState:
    """Where a clock stands: told on the due day is in time, not told after it is late."""
    if clock.told_on is not None:
        return ClockState.IN_TIME if clock.told_on <= clock.due_on else ClockState.TOLD_LATE
    if as_of > clock.due_on:
        return ClockState.LATE
    return ClockState.TODAY if as_of == clock.due_on else ClockState.WAITING


def is_late(found: Iterable[Clock], as_of: date) -> bool:
    """Whether somebody should have been told and is not yet."""
    return any(clock_state(clock, as_of) is ClockState.LATE for clock in found)


def was_told(party: ToldParty) -> str:
    """How a sentence says that somebody was told: `the police were told`."""
    return f"{SPOKEN_PARTIES[party]} {'were' if party is ToldParty.POLICE else 'was'} told"


def problems_with_concern(
    kind: ConcernKind,
    raised_on: date,
    about_child: bool,
    about_volunteer: bool,
    words: str | None,
    today: date,
    *,
    raised_at: str | None = None,
    now: str | None = None,
) -> list[Problem]:
    """Why a concern cannot be raised so: ahead, about nobody, an allegation against no volunteer.

    One about a volunteer alone can be. `now` is the time of today, None where all of it has been.
    """
    problems = _ahead("the concern", raised_on, raised_at, today, now)
    if kind is ConcernKind.ALLEGATION_ABOUT_VOLUNTEER and not about_volunteer:
        problems.append(
            Problem(
                "concern.no_volunteer",
                "it is not said which volunteer the allegation is about",
                "ivtool concern raise --volunteer VOLUNTEER …",
            )
        )
    elif not about_child and not about_volunteer:
        problems.append(
            Problem(
                "concern.about_nobody",
                "it is not said whom it is about",
                "ivtool concern raise --child CHILD …",
            )
        )
    return problems + _wordless(words, "ivtool concern raise --words - …")


def problems_with_telling(
    ref: str,
    party: ToldParty,
    told_on: date,
    raised_on: date,
    told: Collection[tuple[ToldParty, date]],
    today: date,
    *,
    told_at: str | None = None,
    raised_at: str | None = None,
    now: str | None = None,
) -> list[Problem]:
    """Why somebody cannot have been told so: ahead, before it was raised, recorded already.

    A telling is a fact: it is recorded of a closed concern too, and however late it was.
    """
    problems = _ahead("the telling", told_on, told_at, today, now)
    problems += problems_with_told_before(told_on, told_at, raised_on, raised_at)
    if (party, told_on) in told:
        text = f"{was_told(party)} on {spelled_day(told_on)} already"
        problems.append(Problem("concern.told_already", text, f"ivtool concern show {ref}"))
    return problems


def problems_with_told_before(
    told_on: date, told_at: str | None, raised_on: date, raised_at: str | None
) -> list[Problem]:
    """Why nobody can have been told so: on a day, or at a time of one day, before the raising."""
    if told_on == raised_on and told_at and raised_at and told_at < raised_at:
        text = f"the telling at {told_at} is before it was raised at {raised_at}"
        return [Problem("concern.out_of_order", text)]
    return _before_raising("the telling", told_on, raised_on)


def problems_with_note(
    ref: str,
    on: date,
    raised_on: date,
    closed_on: date | None,
    words: str | None,
    today: date,
    *,
    withdrawn_on: date | None = None,
) -> list[Problem]:
    """Why nothing can be added so: it is over, there are no words, it was not raised yet."""
    return [
        *_over(ref, closed_on, withdrawn_on),
        *_out_of_order("the note", on, raised_on, today),
        *_wordless(words, f"ivtool concern note {ref} --note -"),
    ]


def problems_with_closing(
    ref: str,
    on: date,
    raised_on: date,
    closed_on: date | None,
    noted_on: date | None,
    found: Iterable[Clock],
    words: str | None,
    today: date,
    *,
    withdrawn_on: date | None = None,
) -> list[Problem]:
    """Why a concern cannot be closed so; `found` are its clocks as known on the closing day.

    Never before everybody was told who must be, which would break a safeguard, nor before the last
    note, of `noted_on`.
    """
    problems = [
        *_over(ref, closed_on, withdrawn_on),
        *_out_of_order("the closing", on, raised_on, today),
    ]
    if not problems:
        problems += _before_note(ref, "the closing", on, noted_on)
    if not problems:
        problems += [
            Problem(
                "concern.not_told",
                f"{SPOKEN_PARTIES[clock.party]} was not told by {spelled_day(on)}",
                f"ivtool concern told {ref} {clock.party.value}",
            )
            for clock in found
            if clock.told_on is None
        ]
    return problems + _wordless(words, f"ivtool concern close {ref} --note -")


def problems_with_withdrawal(
    ref: str,
    on: date,
    raised_on: date,
    withdrawn_on: date | None,
    noted_on: date | None,
    words: str | None,
    today: date,
) -> list[Problem]:
    """Why a concern cannot be withdrawn so: it was, it is not said why, or on such a day.

    One that was closed can be: it may have been raised twice all the same.
    """
    problems = [
        *_over(ref, None, withdrawn_on),
        *_out_of_order("the withdrawal", on, raised_on, today),
    ]
    if not problems:
        problems += _before_note(ref, "the withdrawal", on, noted_on)
    return problems + _wordless(words, f"ivtool concern withdraw {ref} --why -")


def problems_with_duplicate(
    ref: str,
    kind: ConcernKind,
    other: str,
    other_kind: ConcernKind,
    other_withdrawn_on: date | None,
) -> list[Problem]:
    """Why a concern cannot be the duplicate of another: what stays must stand, and tell as many."""
    show = f"ivtool concern show {other}"
    if ref == other:
        return [Problem("concern.duplicate", f"{ref} would be a duplicate of itself", show)]
    if other_withdrawn_on is not None:
        text = f"{other} was withdrawn itself, on {spelled_day(other_withdrawn_on)}"
        return [Problem("concern.duplicate", text, show)]
    allegation = ConcernKind.ALLEGATION_ABOUT_VOLUNTEER
    if kind is allegation and other_kind is not allegation:
        text = f"{ref} is an allegation about a volunteer and {other} is not: the LADO is told"
        hint = f"ivtool concern withdraw {other} --duplicate-of {ref} --why -"
        return [Problem("concern.duplicate", text, hint)]
    return []


class Told(StrEnum):
    """How a concern stands in the figures of a month, of those that its limits let be judged."""

    IN_TIME = "told_in_time"
    LATE = "told_late"
    WAITING = "waiting"


def how_told(found: Collection[Clock], first: date, last: date, as_of: date) -> Told | None:
    """How a concern counts in the figures of the days from `first` to `last`, as known on a day.

    Late in the month in which a limit ended unkept, the first of them; in time, everybody told, in
    that of the last limit; waiting while somebody is still to be told in time. None counts in
    another month. A month's last day is over on it. Source: docs/DOMAIN.md, section 9.
    """
    over = [each for each in found if each.due_on < as_of or each.due_on == as_of == last]
    unkept = [each.due_on for each in over if each.told_on is None or each.told_on > each.due_on]
    if unkept:
        return Told.LATE if first <= min(unkept) <= last else None
    if any(each.told_on is None for each in found):
        return Told.WAITING
    ended = max((each.due_on for each in found), default=None)
    return Told.IN_TIME if ended is not None and first <= ended <= last else None


def _ahead(what: str, on: date, at: str | None, today: date, now: str | None) -> list[Problem]:
    if on == today and at is not None and now is not None and at > now:
        text = f"{what} at {at} on {spelled_day(on)} is still to come"
        return [Problem("concern.in_future", text)]
    return problems_ahead([(what, on)], today, "concern")


def _before_raising(what: str, on: date, raised_on: date) -> list[Problem]:
    if on >= raised_on:
        return []
    text = f"{what} on {spelled_day(on)} is before it was raised on {spelled_day(raised_on)}"
    return [Problem("concern.out_of_order", text)]


def _out_of_order(what: str, on: date, raised_on: date, today: date) -> list[Problem]:
    return _ahead(what, on, None, today, None) + _before_raising(what, on, raised_on)


def _before_note(ref: str, what: str, on: date, noted_on: date | None) -> list[Problem]:
    if noted_on is None or on >= noted_on:
        return []
    text = f"{what} on {spelled_day(on)} is before the note of {spelled_day(noted_on)}"
    return [Problem("concern.out_of_order", text, f"ivtool concern show {ref}")]


def _over(ref: str, closed_on: date | None, withdrawn_on: date | None) -> list[Problem]:
    if withdrawn_on is not None:
        text = f"it was withdrawn on {spelled_day(withdrawn_on)}"
        return [Problem("concern.withdrawn", text, f"ivtool concern show {ref}")]
    if closed_on is None:
        return []
    text = f"it was closed on {spelled_day(closed_on)}"
    return [Problem("concern.closed_already", text, f"ivtool concern show {ref}")]


def _wordless(words: str | None, hint: str) -> list[Problem]:
    return [] if words else [Problem("concern.no_words", "it has no words", hint)]
