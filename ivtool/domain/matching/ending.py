"""How a match comes to its end, and what becomes of the referral."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from ivtool.domain.ages import ADULT, age_on
from ivtool.domain.children.referrals import ReferralFacts, matched_on
from ivtool.domain.children.vocabulary import ReferralOutcome
from ivtool.domain.days import problems_with_order, spelled_day, with_hints
from ivtool.domain.matching.eligibility import (
    Candidate,
    LiveSpan,
    Wishes,
    problems_with_capacity,
)
from ivtool.domain.matching.matches import overlap
from ivtool.domain.matching.records import Match
from ivtool.domain.matching.vocabulary import EndingRoute
from ivtool.domain.recruitment.volunteers import birthday
from ivtool.domain.refs import match_ref
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

MOST_NAMED = 5


class Settled(StrEnum):
    """What an ending does to a referral; what it closed somebody may have opened since."""

    CLOSED = "closed"
    CLOSED_AND_OPENED_SINCE = "closed_and_opened_since"
    OPENED_AGAIN = "opened_again"


class Ending(NamedTuple):
    """What is said of an ending, by the match's own fields; None is not said."""

    ended_on: date
    ending_route: EndingRoute
    ending_reason: str | None = None
    planned: bool | None = None
    goodbye_held: bool | None = None
    told_by: str | None = None
    another_wanted: bool | None = None

    @classmethod
    def of(cls, match: Match) -> "Ending | None":
        """The ending that a match has; None where it has none. One of a sheet may lack a route."""
        if match.ended_on is None:
            return None
        return cls._make(getattr(match, name) for name in cls._fields)


def problems_with_ending(
    match: str,
    ending: Ending,
    days: Sequence[tuple[str, date | None]],
    known_end: date | None,
    entries_after: Sequence[str],
    today: date,
    *,
    correct: bool = False,
    friends: bool = False,
) -> list[Problem]:
    """Why a match cannot end so; `days` are those before, `entries_after` what is logged later.

    With `correct` it has ended, and what is said of that is put right. `friends` went on after 18:
    who is no longer a child waits for nobody.

    A visit on the ending day is still one of the match. A reason is said, but where the child
    objected: that is one.
    """
    if known_end is not None:
        said = f"it ended on {spelled_day(known_end)}"
        hint = (
            f"ivtool match end {match} --on {ending.ended_on} --route {ending.ending_route.value}"
            " --correct"
        )
        return [Problem("match.already_ended", said, hint)]
    route = "" if ending.ending_route is None else f" --route {ending.ending_route.value}"
    again = f"ivtool match end {match}{' --correct' if correct else route}"
    said = "" if correct else " --reason TEXT"
    problems = with_hints(
        problems_with_order([*days, ("the ending", ending.ended_on)], today, "match"),
        {
            "match.in_future": f"{again} --on {today}{said}",
            "match.out_of_order": f"ivtool match show {match}",
        },
    )
    if ending.ending_reason is None and ending.ending_route is not EndingRoute.CHILD_OBJECTED:
        problems.append(
            Problem(
                "match.no_reason",
                "the reason is not said",
                f"{again} --on {ending.ended_on} --reason TEXT",
            )
        )
    if ending.another_wanted and (friends or ending.ending_route is EndingRoute.CARE_ENDED):
        problems.append(
            Problem(
                "match.another_after_care",
                "a child who is no longer looked after cannot be matched again",
                f"{again}{route if correct else said} --on {ending.ended_on} --no-more",
            )
        )
    if entries_after:
        more = len(entries_after) - MOST_NAMED
        named = ", ".join(entries_after[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        problems.append(
            Problem(
                "match.visits_after_end",
                f"logged after {spelled_day(ending.ended_on)}: {named}",
                f"ivtool visit show {entries_after[0]}",
            )
        )
    return problems


def problems_with_reviews_after(
    match: str, ended_on: date, reviewed_on: Sequence[date]
) -> list[Problem]:
    """Why a match cannot end by a day: it was reviewed later. On the ending day it can be."""
    after = [day for day in reviewed_on if day > ended_on]
    if not after:
        return []
    days = ", ".join(map(spelled_day, after))
    hint = f"ivtool match review {match} --withdraw --of {after[-1]}"
    said = f"reviewed after {spelled_day(ended_on)}: {days}"
    return [Problem("match.reviewed_after_end", said, hint)]


def problems_with_ending_corrected(
    match: Match, ending: Ending, others: Sequence[LiveSpan]
) -> list[Problem]:
    """Why an ending cannot be put right so: another match ran by then.

    `others` are the child's other matches that started.
    """
    if match.started_on is None:
        return []
    span = (match.started_on, ending.ended_on)
    return [
        Problem(
            "match.second_live",
            f"the child has another match, {other.match}, from {spelled_day(other.started_on)}",
            f"ivtool match show {other.match}",
        )
        for other in others
        if overlap(span, (other.started_on, other.ended_on))
    ]


def problems_with_reopened(
    match: str,
    started_on: date | None,
    ended_on: date | None,
    others: Sequence[LiveSpan],
    twin: str | None,
    open_referral: str | None,
) -> list[Problem]:
    """Why an ending cannot be taken back: there is none, or something has come into its place.

    `others` are the child's other matches that started, `twin` an open one of the same people,
    `open_referral` another one of the child where this match's own would be open beside it.
    """
    show = f"ivtool match show {match}"
    if ended_on is None:
        return [Problem("match.not_ended", "it has not ended", show)]
    problems = []
    for other in others:
        if started_on is not None and overlap(
            (started_on, None), (other.started_on, other.ended_on)
        ):
            said = f"the child has had another match since, {other.match}"
            problems.append(Problem("match.second_live", said, f"ivtool match show {other.match}"))
    if twin is not None and twin not in [other.match for other in others]:
        said = f"{twin} of the same child and volunteer is open"
        problems.append(Problem("match.already_proposed", said, f"ivtool match show {twin}"))
    if open_referral is not None:
        said = f"{open_referral} of the same child is open"
        problems.append(
            Problem("referral.second_open", said, f"ivtool referral show {open_referral}")
        )
    return problems


def notes_on_reopened(
    match: str, child: Wishes, candidates: Sequence[Candidate], on: date, *, friends: bool = False
) -> list[str]:
    """What a match that goes on again breaks, which its start had asked: told, never refused.

    Of `friends`, who go on after 18, nobody asks whether the child is looked after.
    """
    notes = [
        f"{who.ref}: {each.message}  ({each.hint})"
        for who in candidates
        for each in problems_with_capacity(who, on)
    ]
    if child.looked_after is False and not friends:
        end = f"ivtool match end {match} --route care_ended --reason TEXT"
        notes.append(f"{child.ref} is not looked after  ({end})")
    return notes


def problems_with_people_gone(
    candidates: Sequence[Candidate], started_on: date | None, ended_on: date | None
) -> list[Problem]:
    """Why a match cannot have gone on until a day, or go on (None): a volunteer left before that.

    Leaving asks the same the other way round: a live match ends first.
    """
    return [
        problem
        for each in candidates
        for problem in problems_with_gone(each.ref, each.facts.spell_ended_on, started_on, ended_on)
    ]


def problems_with_gone(
    volunteer: str, left_on: date | None, started_on: date | None, ended_on: date | None
) -> list[Problem]:
    """Why a match cannot be of these days: its volunteer has left, and not returned.

    On the day of leaving a match may end. Source: docs/DOMAIN.md, sections 3 and 5.
    """
    if left_on is None or started_on is None or (ended_on is not None and ended_on <= left_on):
        return []
    return [
        Problem(
            "match.volunteer_gone",
            f"{volunteer} left on {spelled_day(left_on)}, and it would have gone on after that",
            f"ivtool volunteer show {volunteer}",
        )
    ]


def problems_with_continuing(
    match: Match,
    child: str,
    born_on: date | None,
    on: date,
    today: date,
    *,
    correct: bool = False,
) -> list[Problem]:
    """Why a match cannot go on as a friendship from a day: it has not started, the child is not 18.

    The 18th birthday itself will do. A second day is refused unless it puts the first one right.
    Source: docs/DOMAIN.md, section 5.
    """
    ref = match_ref(match.id)
    show, again = f"ivtool match show {ref}", f"ivtool match continue {ref} --on {on}"
    if match.started_on is None:
        hint = f"ivtool match start {ref} --on DAY"
        return [Problem("match.not_started", "it has not started", hint)]
    if correct and match.continued_on is None:
        return [Problem("match.not_continued", "it was not continued after 18", again)]
    known = match.continued_on
    if known is not None and (known == on or not correct):
        said = f"it goes on as a friendship from {spelled_day(known)}"
        hint = show if known == on else f"{again} --correct"
        return [Problem("match.already_continued", said, hint)]
    days = [("the start", match.started_on), ("going on", on), ("the ending", match.ended_on)]
    order = problems_with_order(days[:2], today, "match") or problems_with_order(
        days[1:], date.max, "match"
    )
    problems = [each._replace(hint=show) for each in order]
    if born_on is None:
        said = "when the child is 18 is not known"
        problems.append(Problem("match.no_birth", said, f"ivtool child edit {child} --born DAY"))
    return problems + problems_before_18(child, born_on, on)


def problems_before_18(child: str, born_on: date | None, on: date) -> list[Problem]:
    """Why a match is no friendship from a day: the child is not 18 by then."""
    if born_on is None or age_on(born_on, on) >= ADULT:
        return []
    said = (
        f"the child is 18 on {spelled_day(birthday(born_on, ADULT))}; until then it is the"
        " authority's appointment"
    )
    return [Problem("match.before_18", said, f"ivtool child show {child}")]


def by_ending(match: Match, referral: ReferralFacts) -> Settled | None:
    """What the ending of a match did to its referral, told by its day; None where nothing.

    Closed as matched on the day that `matched_on` gives, or opened again where another was wanted.
    """
    if match.started_on is None or match.ended_on is None or not referral.closings:
        return None
    last = referral.closings[-1]
    if last.reopened_on is not None and match.another_wanted is True:
        opened = last.reopened_on == max(match.ended_on, last.closed_on)
        return Settled.OPENED_AGAIN if opened else None
    before = referral._replace(closings=referral.closings[:-1])
    if (last.outcome, last.closed_on) != (
        ReferralOutcome.MATCHED,
        matched_on(before, match.ended_on),
    ):
        return None
    return Settled.CLOSED if last.reopened_on is None else Settled.CLOSED_AND_OPENED_SINCE


def referral_waits_again(ending: Ending) -> bool:
    """Whether the child waits again, from the first day on; else the referral is `matched`."""
    return ending.another_wanted is True
