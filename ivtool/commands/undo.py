"""`ivtool undo` and `ivtool redo`: what a command changed, taken back and brought back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from ivtool.commands.frame import CHANGE_SET, CommandRun, run_of
from ivtool.commands.options import FormatOption, YesOption
from ivtool.rendering import Answer, Format

if TYPE_CHECKING:
    from ivtool.queries.reading import Reader
    from ivtool.services.file.taking_back import TakenBack
    from ivtool.services.file.undo import Plan

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
redo_app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Only show what would be put back.")]


@app.command()
def undo(
    ctx: typer.Context,
    change_set: Annotated[
        str | None, typer.Argument(metavar="[CHANGE]", help="This change set alone: H-12.")
    ] = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Take back your last change; once more, the one before it.

    A whole import is one change. Refused where something later rests on it, and for what is never
    undone: a concern, a payment, an erasure. No ref is given out twice.

    Example: ivtool undo --dry-run
    """
    from ivtool.services.file import undo as service

    run = run_of(ctx)

    def planned(reader: "Reader") -> "Plan":
        return service.to_undo(reader, run.actor, run.find(reader, CHANGE_SET, change_set))

    line = f"ivtool undo {change_set}" if change_set else None
    _take_back(run, planned, dry_run, yes, shown_as, line)


@redo_app.command()
def redo(
    ctx: typer.Context,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Bring back what you undid last, as long as you have changed nothing since.

    Example: ivtool redo --yes
    """
    from ivtool.services.file import undo as service

    run = run_of(ctx)
    _take_back(run, lambda reader: service.to_redo(reader, run.actor), dry_run, yes, shown_as)


def _take_back(
    run: CommandRun,
    planned: "Callable[[Reader], Plan]",
    dry_run: bool,
    yes: bool,
    shown_as: Format | None,
    line: str | None = None,
) -> None:
    from ivtool.reports.file.history import put_back
    from ivtool.services.file.taking_back import take_back
    from ivtool.services.file.undo import require_shown

    shown = None
    if dry_run or not yes:
        # What is shown beforehand has been done once, and not kept.
        with run.writing(keep=False) as writer:
            plan = planned(writer.reader)
            listing = put_back(writer.reader, run.names, plan.origin, plan.last)
            take_back(writer, plan)
            shown = plan
        if dry_run:
            run.show(listing, shown_as)
            return
        run.require_agreed(listing, "Put it back so?", line)
    with run.writing() as writer:
        # Somebody may have changed something while the question stood.
        plan = planned(writer.reader)
        require_shown(plan, shown)
        done = take_back(writer, plan)
    run.show(_answer(done), shown_as)


def _answer(done: "TakenBack") -> Answer:
    from ivtool.domain.refs import change_set_ref
    from ivtool.domain.sentences import counted

    again, of = done.plan.again, change_set_ref(done.plan.origin.id)
    ref = change_set_ref(done.change_set)
    did = "brought back" if again else "taken back"
    keep = "keeps what it came" if done.priced == 1 else "keep what they came"
    return Answer(
        [f"{of} ({done.plan.origin.command}) is {did}, by {ref}."],
        {
            "ref": ref,
            "takes_back": of,
            "command": done.plan.origin.command,
            "again": again,
        },
        [f"{counted(done.priced, 'line')} priced since {keep} to"] if done.priced else [],
    )
