"""`ivtool duplicates`: who may be there twice, and the command that makes one of two."""

from typing import Annotated

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import ExitCodeOption, FormatOption

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def duplicates(
    ctx: typer.Context,
    everybody: Annotated[
        bool, typer.Option("--all", help="Those too who were said to be two, with --anyway.")
    ] = False,
    exit_code: ExitCodeOption = False,
    shown_as: FormatOption = None,
) -> None:
    """List volunteers and children who may be there twice.

    A name, now or before, and a birth, phone or email that two records share; with what each has,
    and the command that makes one of them.

    Example: ivtool duplicates --format json
    """
    from ivtool.reports import merging

    run = run_of(ctx)
    listing = run.read(merging.duplicates, run.names, run.today, accepted=everybody)
    run.show(listing, shown_as, exit_code=exit_code)
