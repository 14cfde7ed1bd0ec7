"""`ivtool today`: what needs doing, most urgent first."""

from typing import Annotated

import typer

from ivtool.commands.options import (
    AsOfOption,
    AuthorityOption,
    ExitCodeOption,
    FormatOption,
    settings_of,
    show_found,
)

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
    from ivtool import db
    from ivtool.reports.office import today as report

    settings = settings_of(ctx)
    day = settings.past_day(as_of, "--as-of")
    with db.reading(settings) as reader:
        listing = report.today(
            reader,
            day,
            settings.names,
            staff=staff,
            authority=authority,
            jobs=day == settings.today,
        )
    show_found(listing, shown_as, exit_code)
