"""`ivtool duplicates`: who may be there twice, and the command that makes one of two."""

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import ExitCodeOption, FormatOption

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def duplicates(
    ctx: typer.Context, exit_code: ExitCodeOption = False, shown_as: FormatOption = None
) -> None:
    """List volunteers and children who may be there twice.

    A name, now or before, and a birth, phone or email that two records share; with what each has,
    and the command that makes one of them. Without those who were said to be two, with --anyway.

    Example: ivtool duplicates --format json
    """
    from ivtool.reports import merging

    run = run_of(ctx)
    run.show(run.read(merging.duplicates, run.names, run.today), shown_as, exit_code=exit_code)
