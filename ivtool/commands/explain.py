"""`ivtool explain …`."""

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import AsOfOption, FormatOption, MatchArgument, group

app = group("Why a figure is what it is, step by step.")


@app.command()
def overdue(
    ctx: typer.Context,
    match: MatchArgument,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Explain why a match is overdue on a day, or why it is not.

    Every step, with the day it comes to and the policy value that it uses.

    Example: ivtool explain overdue M-7 --as-of 31/10/2026
    """
    from ivtool.reports.office import explanation

    run = run_of(ctx)
    answer = run.read(explanation.overdue_explained, match, run.past_day(as_of), run.names)
    run.show(answer, shown_as)
