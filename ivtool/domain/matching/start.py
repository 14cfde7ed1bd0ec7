"""The start of a match: every condition that must be met, and none that can be waived."""

from collections.abc import Iterator
from datetime import date

from ivtool.domain.ages import problems_before_birth
from ivtool.domain.days import NamedDay, problems_ahead, problems_with_order, spelled_day
from ivtool.domain.matching.eligibility import (
    FitRules,
    problems_with_capacity,
    problems_with_clearance,
    problems_with_no_contact,
)
from ivtool.domain.matching.matches import RecordsOf, overlap, problems_with_records
from ivtool.domain.matching.proposals import Proposal, about, named, problems_with_referral
from ivtool.domain.matching.records import MatchView
from ivtool.domain.matching.views import latest_view, standing_objections
from ivtool.domain.matching.vocabulary import Party, View
from ivtool.errors import Problem

# Who is heard again after the first meeting.
MEET = (Party.CHILD, Party.VOLUNTEER, Party.SECOND_VOLUNTEER)


def problems_with_start(match: Proposal, on: date, today: date, rules: FitRules) -> list[Problem]:
    """Why a match cannot start on a day: every condition that is not met, with its command.

    What was said, shown or held by that day counts; an objection counts whenever it was said, and a
    child's whatever their understanding. Source: docs/DOMAIN.md, section 5. Children Act
    1989 s.23ZB: not made where a child of sufficient understanding objects.
    """
    return _problems_with_state(match) or _problems_on(match, on, today, rules)


def problems_with_start_corrected(
    match: Proposal, on: date, recorded: RecordsOf, today: date, rules: tuple[FitRules, FitRules]
) -> list[Problem]:
    """Why a match cannot have started on another day: every condition that the day breaks.

    What was not met on the recorded day is not asked for: the match runs. `rules` are those of the
    recorded day and of the new one.
    """
    show = f"ivtool match show {match.ref}"
    if match.started_on is None:
        hint = f"ivtool match start {match.ref} --on {on}"
        return [Problem("match.not_started", "it has not started", hint)]
    known = {each.code for each in _problems_on(match, match.started_on, today, rules[0])}
    problems = [each for each in _problems_on(match, on, today, rules[1]) if each.code not in known]
    days = [
        ("the start", on),
        ("going on after 18", match.continued_on),
        ("the ending", match.ended_on),
    ]
    order = problems_with_order(days, date.max, "match")
    problems += [each._replace(hint=show) for each in order]
    return problems + problems_with_records(match.ref, on, match.ended_on, recorded, today)


def _problems_on(match: Proposal, on: date, today: date, rules: FitRules) -> list[Problem]:
    days: list[NamedDay] = [("the proposal", match.proposed_on), ("the start", on)]
    problems = problems_ahead(days[1:], today, "match")
    problems += problems_before_birth(match.child.date_of_birth, days, "child")
    if on < match.proposed_on:
        problems.append(
            Problem(
                "match.out_of_order",
                f"the start on {spelled_day(on)} is before the proposal on"
                f" {spelled_day(match.proposed_on)}",
                f"ivtool match show {match.ref}",
            )
        )
    problems += _problems_with_views(match, on)
    problems += _problems_with_book_and_meeting(match, on)
    problems += problems_with_referral(match.child, match.referral, match.referral_closings, on)
    for other in match.others:
        if overlap((on, match.ended_on), (other.started_on, other.ended_on)):
            until = f"until {spelled_day(other.ended_on)}" if other.ended_on else "live"
            problems.append(
                Problem(
                    "match.second_live",
                    f"{match.child.ref} has another match, {other.match}, {until}",
                    f"ivtool match show {other.match}",
                )
            )
    for who in match.candidates:
        problems += about(
            who.ref,
            [
                *problems_with_clearance(who, rules.evidence, on),
                *problems_with_capacity(who, on),
                *problems_with_no_contact(match.child, who),
            ],
        )
    return problems


def _problems_with_state(match: Proposal) -> list[Problem]:
    show = f"ivtool match show {match.ref}"
    if match.started_on is not None:
        said = f"it started on {spelled_day(match.started_on)}"
        if match.ended_on is not None:
            said += f" and ended on {spelled_day(match.ended_on)}"
            show = f"ivtool match reopen {match.ref}"
        return [Problem("match.already_started", said, show)]
    if match.ended_on is not None:
        said = f"it came to nothing on {spelled_day(match.ended_on)}"
        return [Problem("match.over", said, f"ivtool match propose {match.referral}")]
    return []


def _problems_with_views(match: Proposal, on: date) -> Iterator[Problem]:
    standing = standing_objections(match.views, on) or standing_objections(match.views)
    for objection in standing[-1:]:
        hint = f"ivtool match end {match.ref} --on {objection.said_on} --route child_objected"
        text = f"the child objects (said on {spelled_day(objection.said_on)})"
        yield Problem("match.child_objects", text, hint)
    for party in match.parties:
        heard = f"ivtool match heard {match.ref} {party.value} VIEW --on {on}"
        by_then = latest_view(match.views, party, until=on)
        if by_then is None:
            what = f"{named(party)}'s view is not there by {spelled_day(on)}"
            yield Problem("match.view_missing", what, heard)
        # One that came later does not undo what was said by the day, nor the other way about.
        for said in dict.fromkeys((by_then, latest_view(match.views, party))):
            if said is not None:
                yield from _problems_with_said(said, heard)


def _problems_with_said(said: MatchView, heard: str) -> Iterator[Problem]:
    when = f"(said on {spelled_day(said.said_on)})"
    if said.view is View.OBJECTS and said.party is not Party.CHILD:
        yield Problem("match.objection", f"{named(said.party)} objects {when}", heard)
    elif said.view is View.UNSURE and said.party is Party.CHILD:
        yield Problem("match.child_unsure", f"the child is unsure {when}", heard)


def _problems_with_book_and_meeting(match: Proposal, on: date) -> Iterator[Problem]:
    for what, command, name, day in (
        ("book", "shown", "the child was not shown the book", match.book_shown_on),
        ("meeting", "met", "no first meeting was held", match.first_meeting_on),
    ):
        if day is None or day > on:
            late = f": it was on {spelled_day(day)}" if day is not None else ""
            correct = " --correct" if day is not None else ""
            yield Problem(
                f"match.no_{what}",
                f"{name} by {spelled_day(on)}{late}",
                f"ivtool match {command} {match.ref} --on {on}{correct}",
            )
    for party in match.parties:
        if party in MEET and not latest_view(match.views, party, until=on, after_meeting=True):
            yield Problem(
                "match.not_heard_after",
                f"{named(party)} was not heard after the first meeting, by {spelled_day(on)}",
                f"ivtool match heard {match.ref} {party.value} VIEW --on {on}",
            )
