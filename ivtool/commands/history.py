"""`ivtool history …`: who changed what and when."""

from typing import Annotated

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import FormatOption, FromOption, ToOption, group

app = group("Who changed what and when, field by field.")
ChangeSetArgument = Annotated[
    str, typer.Argument(metavar="CHANGE", help="The ref of a change set: H-12.")
]

OnlyByOption = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only by them.")]


@app.command("list")
def list_(
    ctx: typer.Context,
    ref: Annotated[
        str | None, typer.Argument(metavar="[REF]", help="Only what changed this record: M-7.")
    ] = None,
    by: OnlyByOption = None,
    command: Annotated[
        str | None,
        typer.Option("--command", metavar="WORDS", help='Only by this: "visit log", or "visit".'),
    ] = None,
    begin: FromOption = None,
    end: ToOption = None,
    shown_as: FormatOption = None,
) -> None:
    """List what was changed, the newest first.

    When, by whom, by which command, which records.

    Example: ivtool history list M-7
    """
    from ivtool.reports.file import history

    run = run_of(ctx)
    days = run.days(None, begin, end)
    # Refs only: how much of a name is shown is for a text that several people answer to.
    names = run.settings.names
    run.show(run.read(history.history_list, names, days, ref=ref, by=by, command=command), shown_as)


@app.command()
def show(
    ctx: typer.Context,
    change_set: ChangeSetArgument,
    everything: Annotated[
        bool, typer.Option("--all", help="Every row of a long one, such as an import.")
    ] = False,
    shown_as: FormatOption = None,
) -> None:
    """Show one change set, field by field: before and after.

    A concern's words are never shown here.

    Example: ivtool history show H-2
    """
    from ivtool.reports.file import history

    run = run_of(ctx)
    run.show(run.read(history.history_show, run.names, change_set, everything=everything), shown_as)


@app.command()
def looks(
    ctx: typer.Context,
    by: OnlyByOption = None,
    begin: FromOption = None,
    end: ToOption = None,
    shown_as: FormatOption = None,
) -> None:
    """List who read a concern or took names out.

    By an export, or with --names full into a file or a pipe; the newest first.

    Example: ivtool history looks --from yesterday
    """
    from ivtool.reports.file import looks as report

    run = run_of(ctx)
    run.show(run.read(report.looks, run.days(None, begin, end), by=by), shown_as)


@app.command()
def head(ctx: typer.Context, shown_as: FormatOption = None) -> None:
    """Tell the end of the history, to be read over the telephone.

    Who has the same digits has the same history: nothing in it was altered or left out since.

    Example: ivtool history head
    """
    from ivtool.reports.file import history

    run = run_of(ctx)
    run.show(run.read(history.head_card), shown_as)
