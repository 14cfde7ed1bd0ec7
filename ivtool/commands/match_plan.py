"""`ivtool match plan`: everybody who waits and everybody who is free, at once."""

from typing import Annotated

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import AsOfOption, AuthorityOption, FormatOption
from ivtool.rendering import DocumentFormat


def plan(
    ctx: typer.Context,
    authority: AuthorityOption = None,
    recruit: Annotated[
        list[str] | None,
        typer.Option(
            "--recruit",
            metavar="WHOM",
            help='As if there were more volunteers: "3 near NR1". May be repeated.',
        ),
    ] = None,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Plan who could be with whom, for all who wait at once.

    The largest sum of scores, a long wait adding to it. It proposes nothing.

    Example: ivtool match plan --recruit "3 near NR1"
    """
    from ivtool.reports.matching import plan as report

    run = run_of(ctx)
    day = run.past_day(as_of)
    recruits = [report.recruits(each) for each in recruit or ()]
    document = run.read(report.plan, day, run.names, authority=authority, recruits=recruits)
    run.show(document, None if shown_as is None else DocumentFormat(shown_as.value))
