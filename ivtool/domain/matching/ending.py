"""How a match comes to its end, and what becomes of the referral."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from ivtool.domain.children.referrals import ReferralFacts, matched_on
from ivtool.domain.children.vocabulary import ReferralOutcome
from ivtool.domain.days import problems_with_order, spelled_day
from ivtool.domain.matching.eligibility import Candidate, LiveSpan
from ivtool.domain.matching.matches import overlap
from ivtool.domain.matching.records import Match
from ivtool.domain.matching.vocabulary import EndingRoute
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

MOST_NAMED = 5


class Settled(StrEnum):
    """What an ending does to a referral."""

    CLOSED = "closed"
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
) -> list[Problem]:
    """Why a match cannot end so; `days` are those before, `entries_after` what is logged later.

    A visit on the ending day is still one of the match. A reason is said, but where the child
    objected: that is one.
    """
    if known_end is not None:
        said = f"it ended on {spelled_day(known_end)}"
        hint = f"ivtool match end {match} --correct --on {ending.ended_on}"
        return [Problem("match.already_ended", said, hint)]
    problems = problems_with_order([*days, ("the ending", ending.ended_on)], today, "match")
    if ending.ending_reason is None and ending.ending_route is not EndingRoute.CHILD_OBJECTED:
        problems.append(
            Problem(
                "match.no_reason",
                "the reason is not said",
                f"ivtool match end {match} --on {ending.ended_on}"
                f" --route {ending.ending_route.value} --reason TEXT",
            )
        )
    if ending.another_wanted and ending.ending_route is EndingRoute.CARE_ENDED:
        problems.append(
            Problem(
                "match.another_after_care",
                "a child who is no longer looked after cannot be matched again",
                f"ivtool match end {match} --on {ending.ended_on} --route care_ended --reason TEXT"
                " --no-more",
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


def problems_with_ending_corrected(
    ref: str, match: Match, ending: Ending, others: Sequence[LiveSpan]
) -> list[Problem]:
    """Why an ending cannot be put right so: it says so already, or another match ran by then.

    `others` are the child's other matches that started.
    """
    if ending == Ending.of(match):
        said = f"it ended so on {spelled_day(ending.ended_on)}"
        return [Problem("match.already_ended", said, f"ivtool match show {ref}")]
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


def problems_with_people_gone(
    candidates: Sequence[Candidate], started_on: date | None, ended_on: date | None
) -> list[Problem]:
    """Why a match cannot have gone on until a day, or go on (None): a volunteer left before that.

    Leaving asks the same the other way round: a live match ends first.
    """
    return [
        Problem(
            "match.volunteer_gone",
            f"{each.ref} left on {spelled_day(left_on)}, and it would have gone on after that",
            f"ivtool volunteer show {each.ref}",
        )
        for each in candidates
        if started_on is not None
        and (left_on := each.facts.spell_ended_on) is not None
        and (ended_on is None or ended_on > left_on)
    ]


def by_ending(match: Match, referral: ReferralFacts) -> Settled | None:
    """What the ending of a match did to its referral, told by its day; None where nothing.

    Closed as matched on the day that `matched_on` gives, or opened again where another was wanted.
    """
    if match.started_on is None or match.ended_on is None or not referral.closings:
        return None
    last = referral.closings[-1]
    if last.reopened_on is None:
        before = referral._replace(closings=referral.closings[:-1])
        closed = (ReferralOutcome.MATCHED, matched_on(before, match.ended_on))
        return Settled.CLOSED if (last.outcome, last.closed_on) == closed else None
    wanted = match.another_wanted is True
    opened = last.reopened_on == max(match.ended_on, last.closed_on)
    return Settled.OPENED_AGAIN if wanted and opened else None


def referral_waits_again(ending: Ending) -> bool:
    """Whether the child waits again, from the first day on; else the referral is `matched`."""
    return ending.another_wanted is True
