"""`ivtool match continue`: a match that goes on after 18, when the authority's appointment ends."""

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import (
    CorrectOption,
    FormatOption,
    MatchArgument,
    OnOrCorrectedOption,
    WithdrawOption,
)
from ivtool.errors import NotUnderstood


def continue_(
    ctx: typer.Context,
    match: MatchArgument,
    on: OnOrCorrectedOption = None,
    correct: CorrectOption = False,
    withdraw: WithdrawOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Record that a match goes on after 18, as a friendship.

    The authority's appointment ends at 18: from that day on it is counted apart.

    Example: ivtool match continue M-3 --on yesterday
    """
    from ivtool.commands import match_answers as answers
    from ivtool.services.matching import endings

    run = run_of(ctx)
    if withdraw and (correct or on is not None):
        raise NotUnderstood(
            "--withdraw takes it back, and goes alone", "ivtool match continue --help"
        )
    day = run.day_recorded(on, correct=correct)
    with run.writing(corrects=correct) as writer:
        whose = run.find_match(writer.reader, match)
        if withdraw:
            done = endings.withdraw_continuing(writer, whose)
        else:
            done = endings.continue_match(writer, whose, day, run.today, correct=correct)
    run.show(answers.continued(done), shown_as)
