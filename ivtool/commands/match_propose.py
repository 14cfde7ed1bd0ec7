"""`ivtool match propose | heard | shown | met | start | end | reopen`: from proposal to ending."""

from typing import Annotated, Any

import typer

from ivtool.commands.frame import VOLUNTEER, run_of
from ivtool.commands.options import (
    TEXT,
    CorrectOption,
    FormatOption,
    MatchArgument,
    OnOption,
    OnOrCorrectedOption,
    ReferralArgument,
    WhenOption,
    whole_within,
)
from ivtool.commands.parsing import YesNo, truth, typed_text
from ivtool.domain.matching.vocabulary import EndingRoute, Party, View
from ivtool.domain.sentences import words
from ivtool.errors import NotUnderstood


def propose(
    ctx: typer.Context,
    referral: ReferralArgument,
    volunteer: Annotated[
        str | None, typer.Option("--volunteer", metavar="VOLUNTEER", help="Propose this one.")
    ] = None,
    second: Annotated[
        str | None, typer.Option("--second", metavar="VOLUNTEER", help="The other of a couple.")
    ] = None,
    on: OnOrCorrectedOption = None,
    correct: CorrectOption = False,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="VOLUNTEER", help="This one alone, and why or why not."),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", metavar="N", parser=whole_within(1, 100_000), help="No more than so many."
        ),
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Rank who may be proposed for a child, or propose one.

    With the points of each factor and why; and why the others may not.

    Example: ivtool match propose R-100 --volunteer V-100
    """
    from ivtool.domain.children.records import Referral

    run = run_of(ctx)
    if volunteer is None:
        if second is not None or correct:
            wants = "--second" if second is not None else "--correct"
            raise typer.BadParameter(f"{wants} wants --volunteer before it")
        from ivtool.reports.matching import proposals as report

        looked_on = run.past_day(on, "--on")
        listing = run.read(
            report.eligible_list, referral, looked_on, run.names, explain=explain, limit=limit
        )
        run.show(listing, shown_as)
        return
    if explain is not None or limit is not None:
        wants = "--explain" if explain is not None else "--limit"
        raise typer.BadParameter(f"{wants} is for looking, --volunteer proposes")
    from ivtool.commands import match_answers as answers
    from ivtool.services.matching import proposals

    day = run.day_recorded(on, correct=correct)
    with run.writing(corrects=correct) as writer:
        asked = run.find_record(writer.reader, Referral, referral)
        first = run.find(writer.reader, VOLUNTEER, volunteer)
        other = run.find(writer.reader, VOLUNTEER, second)
        propose = proposals.correct_proposal if correct else proposals.propose_match
        proposed = propose(writer, asked, first, other, day, run.today)
    run.show(answers.proposed(proposed, run.names), shown_as)


def heard(
    ctx: typer.Context,
    match: MatchArgument,
    party: Annotated[Party, typer.Argument(metavar="PARTY", help=words(Party))],
    view: Annotated[View, typer.Argument(metavar="VIEW", help=words(View))],
    on: OnOption = "today",
    said: Annotated[
        str | None,
        typer.Option("--words", metavar="TEXT", help="In their words; - reads them, @ edits."),
    ] = None,
    understands: Annotated[
        YesNo | None,
        typer.Option("--understands", help="Of a child who objects: sufficient understanding."),
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Record what somebody says of a match.

    Before the first meeting, and after it.

    Example: ivtool match heard M-88 child objects --understands yes --words "I do not want to"
    """
    from ivtool.commands import match_answers as answers
    from ivtool.domain.ids import MatchId
    from ivtool.domain.matching.records import MatchView
    from ivtool.services.matching import proposals

    run = run_of(ctx)
    asked = MatchView(
        MatchId(0),
        party,
        view,
        run.day(on),
        understanding=truth(understands),
        words=typed_text(said, "--words"),
    )
    with run.writing() as writer:
        whose = run.find_match(writer.reader, match)
        recorded = proposals.hear_view(writer, whose, asked, run.today)
    run.show(answers.heard(recorded), shown_as)


def shown(
    ctx: typer.Context,
    match: MatchArgument,
    on: OnOrCorrectedOption = None,
    correct: CorrectOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Record that the child was shown the volunteer's book.

    The page that the volunteer made for children, "This is me".

    Example: ivtool match shown M-88 --on yesterday
    """
    from ivtool.commands import match_answers as answers
    from ivtool.services.matching import proposals

    run = run_of(ctx)
    day = run.day_recorded(on, correct=correct)
    with run.writing(corrects=correct) as writer:
        whose = run.find_match(writer.reader, match)
        recorded = proposals.show_book(writer, whose, day, correct, run.today)
    run.show(answers.book_shown(recorded), shown_as)


def met(
    ctx: typer.Context,
    match: MatchArgument,
    on: OnOrCorrectedOption = None,
    correct: CorrectOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Record the first meeting of the child and the volunteer.

    Example: ivtool match met M-88 --on yesterday
    """
    from ivtool.commands import match_answers as answers
    from ivtool.services.matching import proposals

    run = run_of(ctx)
    day = run.day_recorded(on, correct=correct)
    with run.writing(corrects=correct) as writer:
        whose = run.find_match(writer.reader, match)
        recorded = proposals.hold_meeting(writer, whose, day, correct, run.today)
    run.show(answers.met(recorded, run.names), shown_as)


def start(
    ctx: typer.Context,
    match: MatchArgument,
    on: OnOrCorrectedOption = None,
    correct: CorrectOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Start a match that everybody was heard on.

    It cannot start while the child objects.

    Example: ivtool match start M-88 --on today
    """
    from ivtool.commands import match_answers as answers
    from ivtool.services.matching import proposals

    run = run_of(ctx)
    day = run.day_recorded(on, correct=correct)
    with run.writing(corrects=correct) as writer:
        whose = run.find_match(writer.reader, match)
        begin = proposals.correct_start if correct else proposals.start_match
        started = begin(writer, whose, day, run.today)
    run.show(answers.started(started, run.names), shown_as)


def end(
    ctx: typer.Context,
    match: MatchArgument,
    route: Annotated[
        EndingRoute | None,
        typer.Option(
            "--route", help="A volunteer resigns, and an authority gives notice, in writing."
        ),
    ] = None,
    on: WhenOption = None,
    reason: Annotated[str | None, TEXT] = None,
    planned: Annotated[
        bool | None, typer.Option("--planned/--unplanned", help="Whether it was foreseen.")
    ] = None,
    goodbye: Annotated[
        bool | None,
        typer.Option("--goodbye/--no-goodbye", help="Whether a goodbye visit was held."),
    ] = None,
    told_by: Annotated[
        str | None, typer.Option("--told-by", metavar="NAME", help="Who told the child.")
    ] = None,
    another: Annotated[
        bool | None,
        typer.Option("--another-wanted/--no-more", help="Whether the child wants another match."),
    ] = None,
    correct: CorrectOption = False,
    shown_as: FormatOption = None,
) -> None:
    """End a match, or a proposal that comes to nothing.

    Example: ivtool match end M-7 --route agreed_end --reason "moved away" --another-wanted
    """
    from ivtool.commands import match_answers as answers
    from ivtool.domain.matching.ending import Ending
    from ivtool.services.matching import endings

    run = run_of(ctx)
    asked: dict[str, Any] = {
        "ended_on": run.day(on),
        "ending_route": route,
        "ending_reason": typed_text(reason, "--reason"),
        "planned": planned,
        "goodbye_held": goodbye,
        "told_by": typed_text(told_by, "--told-by"),
        "another_wanted": another,
    }
    said = {name: value for name, value in asked.items() if value is not None}
    if correct and not said:
        raise NotUnderstood("--correct wants what it puts right", "ivtool match end --help")
    if route is None and not correct:
        raise NotUnderstood("--route says how it ends", "ivtool match end --help")
    with run.writing(corrects=correct) as writer:
        whose = run.find_match(writer.reader, match)
        if route is None or correct:
            ended = endings.correct_ending(writer, whose, said, run.today)
        else:
            ending = Ending(run.today, route)._replace(**said)
            ended = endings.end_match(writer, whose, ending, run.today)
    run.show(answers.ended(ended), shown_as)


def reopen(ctx: typer.Context, match: MatchArgument, shown_as: FormatOption = None) -> None:
    """Take back the ending of a match that was ended by mistake.

    What the ending did to the referral is taken back too.

    Example: ivtool match reopen M-1
    """
    from ivtool.commands import match_answers as answers
    from ivtool.services.matching import endings

    run = run_of(ctx)
    with run.writing() as writer:
        whose = run.find_match(writer.reader, match)
        reopened = endings.reopen_match(writer, whose, run.today)
    run.show(answers.reopened(reopened), shown_as)
