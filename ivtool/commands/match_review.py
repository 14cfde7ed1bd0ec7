"""`ivtool match review`: the service's own check on a match, with ratings, views and actions."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, cast

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import (
    CorrectOption,
    FormatOption,
    MatchArgument,
    NoteOption,
    WhenOption,
    WithdrawOption,
    whole,
)
from ivtool.commands.parsing import typed_texts
from ivtool.commands.support_options import typed_actions
from ivtool.domain.letters import seen
from ivtool.domain.matching.vocabulary import Party
from ivtool.domain.sentences import words
from ivtool.domain.support.vocabulary import ReviewOutcome
from ivtool.errors import NotUnderstood
from ivtool.tuples import NamedTuple

if TYPE_CHECKING:
    from ivtool.domain.support.vocabulary import Measure, Rater

HELP = "ivtool match review --help"


def review(
    ctx: typer.Context,
    match: MatchArgument,
    on: WhenOption = None,
    outcome: Annotated[
        ReviewOutcome | None, typer.Option("--outcome", help="What it comes to.")
    ] = None,
    ratings: Annotated[
        list[str] | None,
        typer.Option(
            "--rate",
            metavar="[WHO.]WHAT=1-5",
            help="confidence=3, volunteer.feels_supported=4; may be repeated.",
        ),
    ] = None,
    views: Annotated[
        list[str] | None,
        typer.Option(
            "--view",
            metavar="PARTY WORDS",
            help=f"What somebody said; may be repeated. PARTY: {words(Party)}.",
        ),
    ] = None,
    actions: Annotated[
        list[str] | None,
        typer.Option(
            "--action",
            metavar='"TEXT by DAY"',
            help="What was agreed; may be repeated; - reads one a line.",
        ),
    ] = None,
    note: NoteOption = None,
    done: Annotated[
        int | None,
        typer.Option(
            "--done",
            parser=whole,
            metavar="N",
            help="Action N is done, on the day of --on; with --withdraw it is not.",
        ),
    ] = None,
    agreed: Annotated[
        int | None,
        typer.Option(
            "--agreed",
            parser=whole,
            metavar="N",
            help="With --correct: which action --action takes the place of.",
        ),
    ] = None,
    of: Annotated[
        str | None,
        typer.Option("--of", metavar="DAY", help="Which is put right or done; else the latest."),
    ] = None,
    correct: CorrectOption = False,
    withdraw: WithdrawOption = False,
    why: Annotated[
        str | None, typer.Option("--why", metavar="TEXT", help="Why it is taken back; - reads it.")
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Record a review of a match: due at 3 months, then every 6.

    The child rates feels_supported, has_a_trusted_adult and confidence, the volunteer
    finds_it_rewarding and feels_supported; without WHO it is the child's where both have it.

    Example: ivtool match review M-7 --on yesterday --rate confidence=4 --outcome continue
    """
    from ivtool.commands import review_answers as answers
    from ivtool.services.support import match_reviews

    run = run_of(ctx)
    day, which = run.day(on), run.day(of, "--of")
    texts = typed_texts(
        {"--note": note, "--why": why}, [("--action", each) for each in actions or ()]
    )
    said = match_reviews.SaidAtReview(
        outcome,
        texts["--note"],
        _ratings(ratings or ()),
        _views(cast("list[tuple[str, str]]", views or [])),
        tuple(typed_actions(run, actions, dated=False)),
        agreed,
    )
    if agreed is not None and (not correct or done is not None or len(said.actions) != 1):
        raise NotUnderstood("--agreed goes with --correct and one --action", HELP)
    says = said != match_reviews.SaidAtReview()
    way = _Way(correct=correct, withdraw=withdraw, done=done is not None)
    _require_one_way(way, says=says, on=on, of=of, why=why)
    if not any(way) and outcome is None:
        raise NotUnderstood("--outcome says what the review comes to", HELP)
    with run.writing(corrects=correct) as writer:
        whose = run.find_match(writer.reader, match)
        if done is not None:
            done_on = None if withdraw else day or run.today
            reviewed = match_reviews.do_action(
                writer, whose, which, done, done_on, run.today, correct=correct
            )
        elif withdraw:
            reviewed = match_reviews.withdraw_review(
                writer, whose, which, texts["--why"], run.today
            )
        elif correct:
            reviewed = match_reviews.correct_review(writer, whose, which, day, said, run.today)
        else:
            held_on = day or run.today
            reviewed = match_reviews.review_match(writer, whose, held_on, said, run.today)
    if done is not None:
        run.show(answers.of_action(reviewed, done), shown_as)
        return
    answer = answers.of_match_withdrawn if withdraw else answers.of_match
    run.show(answer(reviewed), shown_as)


class _Way(NamedTuple):
    """Which of the ways beside recording a review are asked for."""

    correct: bool
    withdraw: bool
    done: bool


def _require_one_way(
    way: _Way, *, says: bool, on: str | None, of: str | None, why: str | None
) -> None:
    """Raises NotUnderstood where it is not clear what is put right, done or taken back."""
    if way.correct and way.withdraw:
        raise NotUnderstood("--correct and --withdraw do not go together", HELP)
    if way.done:
        if says or (on is not None and way.withdraw):
            raise NotUnderstood(
                "--done goes with --of and --on alone, or --of and --withdraw", HELP
            )
        if way.correct and on is None:
            raise NotUnderstood("--correct wants the day that it was: --on DAY", HELP)
    elif way.withdraw and (says or on is not None):
        raise NotUnderstood("--withdraw goes with --of and --why alone", HELP)
    elif way.correct and not says and on is None:
        raise NotUnderstood("--correct goes with what it puts right", HELP)
    if of is not None and not any(way):
        raise NotUnderstood("--of goes with --correct, --withdraw or --done", HELP)
    if why is not None and (way.done or not way.withdraw):
        raise NotUnderstood("--why goes with --withdraw", HELP)


def _ratings(texts: Iterable[str]) -> "dict[tuple[Rater, Measure], int]":
    from ivtool.domain.numbers import whole_number
    from ivtool.domain.support.reviews import written_rating

    found: dict[tuple[Rater, Measure], int] = {}
    for text in texts:
        what, equals, number = text.partition("=")
        # What was typed may be anybody's words: it is not repeated.
        try:
            place = written_rating(what)
        except ValueError as error:
            raise NotUnderstood(f"--rate: what is rated {error}", HELP) from None
        try:
            rating = whole_number(number.strip()) if equals else None
        except ValueError:
            rating = None
        if rating is None:
            name = place[1].value
            raise NotUnderstood(f"--rate: {name} wants a number, as in {name}=4", HELP)
        if place in found:
            raise NotUnderstood(f"--rate: {place[0].value}.{place[1].value} is there twice", HELP)
        found[place] = rating
    return found


def _views(pairs: Iterable[tuple[str, str]]) -> dict[Party, str]:
    found: dict[Party, str] = {}
    for who, said in pairs:
        try:
            party = Party(who.strip().lower().replace("-", "_").replace(" ", "_"))
        except ValueError:
            raise NotUnderstood(f"--view: whose it is, is none of {words(Party)}", HELP) from None
        if not seen(said):
            raise NotUnderstood(f"--view: the {party.value}'s wants some words", HELP)
        if party in found:
            raise NotUnderstood(f"--view: the {party.value}'s is there twice", HELP)
        found[party] = said.strip()
    return found
