"""`ivtool report pipeline`, `checks`, `training`: who is on the way, what is to be seen to."""

from typing import Annotated

import typer

from ivtool.commands.options import AsOfOption, ExitCodeOption, FormatOption, settings_of
from ivtool.errors import ExitCode


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
    from ivtool import db, output
    from ivtool.reports.recruitment import pipeline as report

    settings = settings_of(ctx)
    day = settings.past_day(as_of, "--as-of")
    with db.reading(settings) as reader:
        listed = report.pipeline_people if people else report.pipeline
        listing = listed(reader, day, settings.names)
    output.show(listing, shown_as)


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
    from ivtool import db, output
    from ivtool.reports.recruitment import checks_due as report

    settings = settings_of(ctx)
    day = settings.past_day(as_of, "--as-of")
    only = None if kind is None else report.kind_meant(kind)
    with db.reading(settings) as reader:
        listing = report.checks_due(reader, day, settings.names, kind=only)
    output.show(listing, shown_as)
    if exit_code and report.is_to_see_to(listing):
        raise typer.Exit(ExitCode.FOUND)


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
    from ivtool import db, output
    from ivtool.reports.recruitment import training_due as report

    settings = settings_of(ctx)
    day = settings.past_day(as_of, "--as-of")
    with db.reading(settings) as reader:
        listing = report.training_due(reader, day, settings.names)
    output.show(listing, shown_as)
    if exit_code and report.is_to_see_to(listing):
        raise typer.Exit(ExitCode.FOUND)
