"""Concerns: who must be told by when, and what cannot have been said, told or closed.

DOMAIN, section 9: the social worker is told the same day; of an allegation about a volunteer the
LADO (the authority's designated officer) within one working day. The clocks are of days: a time of
day is recorded and not judged.
"""

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ivtool.domain.days import spelled_day
from ivtool.domain.holidays import next_working_day
from ivtool.domain.office_words import ConcernKind, ToldParty
from ivtool.domain.order import problems_ahead
from ivtool.errors import Problem

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
) -> list[Problem]:
    """Why a concern cannot be raised so: ahead, about nobody, an allegation against no volunteer.

    One about a volunteer alone can be.
    """
    problems = problems_ahead([("the concern", raised_on)], today, "concern")
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
) -> list[Problem]:
    """Why somebody cannot have been told so: ahead, before it was raised, recorded already.

    A telling is a fact: it is recorded of a closed concern too, and however late it was.
    """
    problems = _out_of_order("the telling", told_on, raised_on, today)
    if (party, told_on) in told:
        text = f"{was_told(party)} on {spelled_day(told_on)} already"
        problems.append(Problem("concern.told_already", text, f"ivtool concern show {ref}"))
    return problems


def problems_with_note(
    ref: str, on: date, raised_on: date, closed_on: date | None, words: str | None, today: date
) -> list[Problem]:
    """Why nothing can be added so: it was closed, there are no words, it was not raised yet."""
    return [
        *_closed(ref, closed_on),
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
) -> list[Problem]:
    """Why a concern cannot be closed so; `found` are its clocks as known on the closing day.

    Never before everybody was told who must be, which would break a safeguard, nor before the last
    note, of `noted_on`.
    """
    problems = [*_closed(ref, closed_on), *_out_of_order("the closing", on, raised_on, today)]
    if not problems and noted_on is not None and on < noted_on:
        text = f"the closing on {spelled_day(on)} is before the note of {spelled_day(noted_on)}"
        problems.append(Problem("concern.out_of_order", text, f"ivtool concern show {ref}"))
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


def _out_of_order(what: str, on: date, raised_on: date, today: date) -> list[Problem]:
    problems = problems_ahead([(what, on)], today, "concern")
    if on < raised_on:
        text = f"{what} on {spelled_day(on)} is before it was raised on {spelled_day(raised_on)}"
        problems.append(Problem("concern.out_of_order", text))
    return problems


def _closed(ref: str, closed_on: date | None) -> list[Problem]:
    if closed_on is None:
        return []
    text = f"it was closed on {spelled_day(closed_on)}"
    return [Problem("concern.closed_already", text, f"ivtool concern show {ref}")]


def _wordless(words: str | None, hint: str) -> list[Problem]:
    return [] if words else [Problem("concern.no_words", "it has no words", hint)]
