"""`ivtool report pipeline`, `checks`, `training`: who is on the way, what is to be seen to."""

from typing import Annotated

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import AsOfOption, ExitCodeOption, FormatOption


def pipeline(
    ctx: typer.Context,
    people: Annotated[
        bool, typer.Option("--people", help="Everybody on the way, the longest first.")
    ] = False,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """List the stages: how many are in each, how long, for what.

    Days are those since the stage was reached; people on hold are counted, their days are not.
    To next is the median of those approved in the twelve months.

    Example: ivtool report pipeline --as-of 31/10/2026
    """
    from ivtool.reports.recruitment import pipeline as report

    run = run_of(ctx)
    listed = report.pipeline_people if people else report.pipeline
    listing = run.read(listed, run.past_day(as_of), run.names)
    run.show(listing, shown_as)


def checks(
    ctx: typer.Context,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="Only dbs, reference, ….")
    ] = None,
    as_of: AsOfOption = None,
    exit_code: ExitCodeOption = False,
    shown_as: FormatOption = None,
) -> None:
    """List checks lapsed, lapsing, or asked for too long ago.

    The worst first. What is waived is listed too, and is nothing to exit with 10 for.

    Example: ivtool report checks --kind dbs
    """
    from ivtool.reports.recruitment import checks_due as report

    run = run_of(ctx)
    day = run.past_day(as_of)
    only = None if kind is None else report.kind_meant(kind)
    listing = run.read(report.checks_due, day, run.names, kind=only)
    run.show(listing, shown_as, exit_code=exit_code, found=report.is_to_see_to(listing))


def training(
    ctx: typer.Context,
    as_of: AsOfOption = None,
    exit_code: ExitCodeOption = False,
    shown_as: FormatOption = None,
) -> None:
    """List who has which core modules, and who needs a refresher.

    With --exit-code, 10 when somebody lacks a module or a refresher is due.

    Example: ivtool report training --as-of 31/10/2026
    """
    from ivtool.reports.recruitment import training_due as report

    run = run_of(ctx)
    listing = run.read(report.training_due, run.past_day(as_of), run.names)
    run.show(listing, shown_as, exit_code=exit_code, found=report.is_to_see_to(listing))
