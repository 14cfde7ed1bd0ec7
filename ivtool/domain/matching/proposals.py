"""Proposals: who is proposed, the book, the first meeting, and the views that are heard.

The child decides: an objection stops a match, and nothing of it can be waived.
"""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.ages import problems_before_birth
from ivtool.domain.children.referrals import Closing, closing_against, closing_on, told_closing
from ivtool.domain.days import NamedDay, problems_ahead, problems_with_order, spelled_day
from ivtool.domain.matching.eligibility import Candidate, LiveSpan, Wishes, problems_with_care
from ivtool.domain.matching.records import MatchView
from ivtool.domain.matching.views import latest_view
from ivtool.domain.matching.vocabulary import Party, View
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple


class Proposal(NamedTuple):
    """A match on its way: its days, its views in the order they were recorded, its people.

    `candidates` are the volunteer, and the second of a couple. `others` are the child's other
    matches that started.
    """

    ref: str
    referral: str
    child: Wishes
    candidates: Sequence[Candidate]
    proposed_on: date
    book_shown_on: date | None = None
    first_meeting_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None
    views: Sequence[MatchView] = ()
    referral_closings: Sequence[Closing] = ()
    others: Sequence[LiveSpan] = ()
    continued_on: date | None = None

    @property
    def parties(self) -> tuple[Party, ...]:
        """Whose views are heard: the second volunteer's where a couple visits."""
        return tuple(
            party
            for party in Party
            if party is not Party.SECOND_VOLUNTEER or len(self.candidates) > 1
        )


def problems_with_proposal(
    on: date,
    today: date,
    child: Wishes,
    referral: str,
    received_on: date,
    closings: Sequence[Closing],
    already: str | None,
) -> list[Problem]:
    """Why nobody can be proposed so, whoever it is; `already` is an open match of the same people.

    Source: docs/DOMAIN.md, section 5; a child who is not looked after is not eligible.
    """
    days: list[NamedDay] = [("the proposal", on)]
    problems = problems_ahead(days, today, "match")
    problems += problems_before_birth(child.date_of_birth, days, "child")
    if on < received_on:
        problems.append(
            Problem(
                "match.before_referral",
                f"{spelled_day(on)} is before the referral was received"
                f" ({spelled_day(received_on)})",
                f"ivtool referral show {referral}",
            )
        )
    problems += problems_with_referral(child, referral, closings, on)
    if already is not None:
        problems.append(
            Problem(
                "match.already_proposed",
                f"{already} of the same child and volunteer is open",
                f"ivtool match show {already}",
            )
        )
    return problems


def problems_with_proposal_corrected(
    match: Proposal, on: date, received_on: date, today: date
) -> list[Problem]:
    """Why a match cannot have been proposed on another day: after what followed, before receipt."""
    days: list[NamedDay] = [("the receipt", received_on), ("the proposal", on)]
    views = [("the first view", min((each.said_on for each in match.views), default=None))]
    later = (
        ("the first meeting", match.first_meeting_on),
        ("the start", match.started_on),
        ("the ending", match.ended_on),
    )
    after = min(((day, name) for name, day in (*views, *later) if day is not None), default=None)
    if after is not None:
        days.append((after[1], after[0]))
    problems = problems_with_order(days, today, "match")
    problems += problems_before_birth(match.child.date_of_birth, days[1:2], "child")
    if (closing := closing_on(match.referral_closings, on)) is not None:
        said, _ = told_closing(match.referral, closing)
        problems.append(Problem("match.referral_closed", f"{match.referral} {said}"))
    return [each._replace(hint=f"ivtool match show {match.ref}") for each in problems]


def problems_with_referral(
    child: Wishes, referral: str, closings: Sequence[Closing], on: date
) -> list[Problem]:
    """Why a referral can come to no match: closed then or now, or a child not looked after."""
    problems = []
    if (closing := closing_against(closings, on)) is not None:
        said, hint = told_closing(referral, closing)
        problems.append(Problem("match.referral_closed", f"{referral} {said}", hint))
    return problems + problems_with_care(child, referral)


def problems_with_party(match: str, party: Party, *, is_couple: bool) -> list[Problem]:
    """Why nobody can have been heard as that party: a couple alone has a second one."""
    if is_couple or party is not Party.SECOND_VOLUNTEER:
        return []
    show = f"ivtool match show {match}"
    return [Problem("view.no_second_volunteer", "no couple visits in it", show)]


def problems_with_view(match: Proposal, said: MatchView, today: date) -> list[Problem]:
    """Why a view cannot have been given so; an awkward one never is refused.

    Only a child may be `not_able`, and how their wishes were found out is said; understanding is
    asked where a child objects, and nowhere else.
    """
    days: list[NamedDay] = [("the view", said.said_on)]
    problems = problems_ahead(days, today, "view")
    problems += problems_before_birth(match.child.date_of_birth, days, "child")
    show = f"ivtool match show {match.ref}"
    heard = f"ivtool match heard {match.ref}"
    if said.said_on < match.proposed_on:
        problems.append(
            Problem(
                "view.before_proposal",
                f"{spelled_day(said.said_on)} is before the proposal"
                f" ({spelled_day(match.proposed_on)})",
                show,
            )
        )
    if match.ended_on is not None and said.said_on > match.ended_on:
        problems.append(
            Problem("view.after_end", f"it ended on {spelled_day(match.ended_on)}", show)
        )
    problems += problems_with_party(match.ref, said.party, is_couple=len(match.candidates) > 1)
    if said.view is View.NOT_ABLE:
        if said.party is not Party.CHILD:
            problems.append(
                Problem(
                    "view.not_able",
                    "only a child may be not able to say",
                    f"{heard} {said.party.value} unsure --on {said.said_on}",
                )
            )
        elif said.words is None:
            problems.append(
                Problem(
                    "view.not_able_words",
                    "how the child's wishes were found out is not said",
                    f"{heard} child not_able --words TEXT --on {said.said_on}",
                )
            )
    if said.understanding is not None and (
        said.party is not Party.CHILD or said.view is not View.OBJECTS
    ):
        problems.append(
            Problem(
                "view.understanding",
                "understanding is asked where a child objects, and nowhere else",
                f"{heard} {said.party.value} {said.view.value} --on {said.said_on}",
            )
        )
    latest = latest_view(match.views, said.party)
    if latest is not None and said == latest._replace(id=said.id):
        problems.append(Problem("view.already", "it is recorded already", show))
    return problems


def problems_with_day_of(
    match: Proposal, what: str, on: date, known_on: date | None, correct: bool, today: date
) -> list[Problem]:
    """Why the book cannot have been shown, or the first meeting held, on a day.

    `what` is `shown` or `met`. A second day is refused unless it puts the first one right; the
    book may have been shown before the proposal.
    """
    name, code = {
        "shown": ("showing the book", "match.book_shown_already"),
        "met": ("the first meeting", "match.met_already"),
    }[what]
    asked: list[NamedDay] = [(name, on)]
    problems = problems_ahead(asked, today, "match")
    problems += problems_before_birth(match.child.date_of_birth, asked, "child")
    if known_on is not None and not correct:
        problems.append(
            Problem(
                code,
                f"{name} on {spelled_day(known_on)} is recorded already",
                f"ivtool match show {match.ref}"
                if known_on == on
                else f"ivtool match {what} {match.ref} --on {on} --correct",
            )
        )
    days = [("the start", match.started_on), ("the ending", match.ended_on)]
    if what == "met" and on < match.proposed_on:
        problems.append(
            Problem(
                "match.out_of_order",
                f"{name} on {spelled_day(on)} is before the proposal on"
                f" {spelled_day(match.proposed_on)}",
                f"ivtool match show {match.ref}",
            )
        )
    for after, day in days:
        if day is not None and on > day:
            problems.append(
                Problem(
                    "match.out_of_order",
                    f"{after} on {spelled_day(day)} is before {name} on {spelled_day(on)}",
                    f"ivtool match show {match.ref}",
                )
            )
            break
    return problems


def about(ref: str, problems: Sequence[Problem]) -> list[Problem]:
    """Problems with one person among several, each with the ref before it."""
    return [Problem(each.code, f"{ref}: {each.message}", each.hint) for each in problems]


def named(party: Party) -> str:
    """A party as a sentence names it."""
    return f"the {party.value.replace('_', ' ')}"
