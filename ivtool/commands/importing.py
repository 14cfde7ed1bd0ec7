"""`ivtool import FOLDER|FILE`: a folder of spreadsheets, or one workbook, into the file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivtool.commands import import_answers as answers
from ivtool.commands.frame import CommandRun, run_of
from ivtool.commands.options import AnywayOption, FormatOption
from ivtool.domain.sentences import counted
from ivtool.errors import ExitCode, NotUnderstood, Refused, Unwritten
from ivtool.rendering import Answer, Format
from ivtool.tuples import NamedTuple

if TYPE_CHECKING:
    from ivtool.sheets.workbook import Workbook

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command("import")
def import_(
    ctx: typer.Context,
    source: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER|FILE", help="A folder of .csv files, or an .xlsx or .ods."),
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="A row that differs from its record changes it.")
    ] = False,
    anyway: AnywayOption = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Do everything but keep nothing.")
    ] = False,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Keep the good rows; else one bad row keeps none.")
    ] = False,
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", metavar="DIR", help="Write the refused rows here, to mend."),
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(
            "--leave-out", metavar="NAME", help="Do not read this sheet; may be repeated."
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="DIR", help="Only write sheets to begin with."),
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Read volunteers, children, referrals, matches, pauses, visits, excuses and claims.

    Importing the same again changes nothing. If a row is refused, or a sheet holds rows and is not
    read, nothing is stored, and the reasons are listed.

    Example: ivtool import our-workbook.xlsx --dry-run
    """
    run = run_of(ctx)
    if template is not None:
        if source is not None or update or anyway or rejects is not None or leave_out:
            raise NotUnderstood("--template stands alone", "ivtool import --template DIR")
        _write_templates(run, template, shown_as)
    elif source is None:
        raise NotUnderstood("name a folder of .csv files or a workbook", "ivtool import FOLDER")
    else:
        chosen = _Chosen(update, anyway, dry_run, skip_bad, rejects, tuple(leave_out or ()))
        _import(run, source, chosen, shown_as)


class _Chosen(NamedTuple):
    """What was asked for beside the sheets."""

    update: bool
    anyway: bool
    dry_run: bool
    skip_bad: bool
    rejects: Path | None
    leave_out: tuple[str, ...]


def _import(run: CommandRun, source: Path, chosen: _Chosen, shown_as: Format | None) -> None:
    from ivtool.services.imports.running import run_import
    from ivtool.sheets.rejects import require_room_for_rejects

    if chosen.rejects is not None:
        require_room_for_rejects(chosen.rejects)
    workbook = _read(run, source, chosen, shown_as)
    with run.progress("storing") as progress:
        done = run_import(
            run.settings,
            workbook,
            progress,
            update=chosen.update,
            anyway=chosen.anyway,
            dry_run=chosen.dry_run,
            skip_bad=chosen.skip_bad,
            rejects=chosen.rejects,
        )
    imported = done.imported
    if done.changed:
        run.way_back = "ivtool undo"
    for line in (*answers.read(workbook, imported), *answers.told(imported.refusals)):
        run.tell(line)
    # A script that asked for a format has its answer, even when that is only what was refused.
    if done.kept or chosen.dry_run or shown_as is not None:
        listing = answers.counted(
            imported, kept=done.kept, dry_run=chosen.dry_run, in_full=shown_as is Format.JSON
        )
        try:
            run.show(listing, shown_as, done=done.kept and not chosen.dry_run)
        except Unwritten as error:
            if not imported.refusals:
                raise
            # That rows were refused is the more to be told of.
            run.tell_error(error)
    if imported.refusals:
        for path in done.written:
            run.tell(f"ivtool: wrote {path}")
        kept = done.kept and not chosen.dry_run
        run.tell(answers.ending(imported, kept=kept, skip_bad=chosen.skip_bad))
        raise typer.Exit(ExitCode.REFUSED)
    for note in imported.notes:
        run.tell(f"ivtool: note: {note}")
    if imported.not_recorded:
        run.tell(
            "ivtool: note:"
            f" {counted(imported.not_recorded, 'approved volunteer is', 'approved volunteers are')}"
            " not clear to visit: evidence is not recorded  (ivtool volunteer list --not-clear)"
        )


def _read(run: CommandRun, source: Path, chosen: _Chosen, shown_as: Format | None) -> "Workbook":
    from ivtool.sheets.workbook import read_workbook

    try:
        with run.progress("reading") as progress:
            return read_workbook(source, progress, chosen.leave_out)
    except Refused as refused:
        if shown_as is Format.JSON:
            run.show(answers.unreadable(refused), shown_as)
        raise


def _write_templates(run: CommandRun, folder: Path, shown_as: Format | None) -> None:
    from ivtool.sheets.templates import write_templates

    files = write_templates(folder)
    run.show(
        Answer(
            [
                f"made {', '.join(files)} in {folder}",
                "each has one example row: write yours in its place",
                f"next: ivtool import {folder} --dry-run",
            ],
            {"folder": str(folder), "files": files},
        ),
        shown_as,
    )
