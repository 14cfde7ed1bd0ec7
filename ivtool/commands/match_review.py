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
        int | None, typer.Option("--done", parser=whole, metavar="N", help="Action N is done.")
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
    )
    says = said != match_reviews.SaidAtReview() or day is not None
    _require_one_way(says=says, correct=correct, withdraw=withdraw, done=done, of=of, why=why)
    if not (correct or withdraw or done) and outcome is None:
        raise NotUnderstood("--outcome says what the review comes to", HELP)
    with run.writing() as writer:
        whose = run.find_match(writer.reader, match)
        if withdraw:
            reviewed = match_reviews.withdraw_review(
                writer, whose, which, texts["--why"], run.today
            )
        elif done is not None:
            reviewed = match_reviews.do_action(writer, whose, which, done, run.today)
        elif correct:
            reviewed = match_reviews.correct_review(writer, whose, which, day, said, run.today)
        else:
            held_on = day or run.today
            reviewed = match_reviews.review_match(writer, whose, held_on, said, run.today)
    answer = answers.of_match_withdrawn if withdraw else answers.of_match
    run.show(answer(reviewed), shown_as)


def _require_one_way(
    *, says: bool, correct: bool, withdraw: bool, done: int | None, of: str | None, why: str | None
) -> None:
    """Raises NotUnderstood where it is not clear what is put right, done or taken back."""
    ways = correct + withdraw + (done is not None)
    if ways > 1 or (says and (withdraw or done is not None)) or (correct and not says):
        raise NotUnderstood(
            "--correct goes with what it puts right, --withdraw and --done with --of alone", HELP
        )
    if of is not None and not ways:
        raise NotUnderstood("--of goes with --correct, --withdraw or --done", HELP)
    if why is not None and not withdraw:
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
