"""`ivtool today`: what needs doing, most urgent first."""

from typing import Annotated

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import AsOfOption, AuthorityOption, ExitCodeOption, FormatOption

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def today(
    ctx: typer.Context,
    staff: Annotated[
        str | None,
        typer.Option("--for", metavar="STAFF", help="What they lead, and what nobody leads."),
    ] = None,
    as_of: AsOfOption = None,
    authority: AuthorityOption = None,
    exit_code: ExitCodeOption = False,
    shown_as: FormatOption = None,
) -> None:
    """List what needs doing, most urgent first.

    Now, this week (the next seven days), and coming; each with its days and the command that does
    it. Jobs are told of for today only.

    Example: ivtool today --authority Fenmarsh
    """
    from ivtool.reports.office import today as report

    run = run_of(ctx)
    day = run.past_day(as_of)
    listing = run.read(
        report.today, day, run.names, staff=staff, authority=authority, jobs=day == run.today
    )
    run.show(listing, shown_as, exit_code=exit_code)
