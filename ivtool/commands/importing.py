"""`ivtool import FOLDER|FILE`: a folder of spreadsheets, or one workbook, into the file."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivtool.commands.options import FormatOption, settings_of
from ivtool.domain.words import counted
from ivtool.errors import ExitCode, NotUnderstood, Unwritten
from ivtool.output import Format
from ivtool.rendering import Column, Listing, Shape
from ivtool.settings import Settings

if TYPE_CHECKING:
    from ivtool.services.imports import Imported
    from ivtool.sheets.refusals import Refusal

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
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="DIR", help="Only write sheets to begin with."),
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Read volunteers, children, referrals, matches, pauses, visits, excuses and claims.

    Importing the same again changes nothing. If a row is refused nothing is stored, and every
    reason is listed.

    Example: ivtool import our-workbook.xlsx --dry-run
    """
    if template is not None:
        if source is not None or update or rejects is not None:
            raise NotUnderstood("--template stands alone", "ivtool import --template DIR")
        _write_templates(template, shown_as)
    elif source is None:
        raise NotUnderstood("name a folder of .csv files or a workbook", "ivtool import FOLDER")
    else:
        chosen = _Chosen(update, dry_run, skip_bad, rejects)
        _import(settings_of(ctx), source, chosen, shown_as)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What was asked for beside the sheets."""

    update: bool
    dry_run: bool
    skip_bad: bool
    rejects: Path | None


def _import(settings: Settings, source: Path, chosen: _Chosen, shown_as: Format | None) -> None:
    from ivtool import output
    from ivtool.services.imports.running import run_import
    from ivtool.sheets.rejects import require_room_for_rejects
    from ivtool.sheets.workbook import read_workbook

    if chosen.rejects is not None:
        require_room_for_rejects(chosen.rejects)
    with output.progress("reading") as progress:
        workbook = read_workbook(source, progress)
    with output.progress("storing") as progress:
        done = run_import(
            settings,
            workbook,
            progress,
            update=chosen.update,
            dry_run=chosen.dry_run,
            skip_bad=chosen.skip_bad,
            rejects=chosen.rejects,
        )
    imported, kept = done.imported, done.kept
    # What stands where a sheet's headings should be may be names: it is not repeated.
    unusable = {warning for each in workbook.sheets if each.unusable for warning in each.warnings}
    for warning in workbook.warnings:
        if warning not in unusable:
            output.tell(f"ivtool: note: {warning}")
    for refusal in imported.refusals:
        output.tell(_told(refusal))
    # A script that asked for a format has its answer, even when that is only what was refused.
    if kept or chosen.dry_run or shown_as is not None:
        try:
            output.show(_counts(imported, chosen, kept=kept), shown_as, done=kept)
        except Unwritten as error:
            if not imported.refusals:
                raise
            # That rows were refused is the more to be told of.
            output.tell_error(error)
    if imported.refusals:
        for path in done.written:
            output.tell(f"ivtool: wrote {path}")
        output.tell(_ending(imported, chosen, kept=kept and not chosen.dry_run))
        raise typer.Exit(ExitCode.REFUSED)
    if imported.not_recorded:
        output.tell(
            "ivtool: note:"
            f" {counted(imported.not_recorded, 'approved volunteer is', 'approved volunteers are')}"
            " not clear to visit: evidence is not recorded  (ivtool volunteer list --not-clear)"
        )


def _write_templates(folder: Path, shown_as: Format | None) -> None:
    from ivtool import output
    from ivtool.sheets.templates import write_templates

    files = write_templates(folder)
    output.done(
        output.Receipt(
            [
                f"made {', '.join(files)} in {folder}",
                "each has one example row: write yours in its place",
                f"next: ivtool import {folder} --dry-run",
            ],
            {"folder": str(folder), "files": files},
        ),
        shown_as,
    )


def _counts(imported: "Imported", chosen: _Chosen, *, kept: bool) -> Listing:
    columns = (
        Column("sheet", "sheet"),
        Column("added", "added", Shape.NUMBER),
        Column("changed", "changed", Shape.NUMBER),
        Column("unchanged", "unchanged", Shape.NUMBER),
        Column("refused", "refused", Shape.NUMBER),
    )
    rows = [asdict(count) for count in imported.counts]
    title = "A rehearsal: nothing was kept" if chosen.dry_run else "Imported"
    if not kept and not chosen.dry_run:
        title = "Nothing was stored"
        rows = [row | {"added": 0, "changed": 0} for row in rows]
    return Listing(title, columns, rows, "No sheet was found.")


def _told(refusal: "Refusal") -> str:
    place = f"{refusal.file} row {refusal.row}"
    if refusal.column is not None:
        place += f", {refusal.column}"
    if refusal.value is not None:
        place += f" {refusal.value!r}"
    return f"  - {place}: {refusal.why}"


def _ending(imported: "Imported", chosen: _Chosen, *, kept: bool) -> str:
    rows = len({(refusal.file, refusal.row) for refusal in imported.refusals})
    refused = f"{counted(rows, 'row is', 'rows are')} refused"
    if kept:
        return f"ivtool: {refused}, the others are stored; mend and import again"
    if chosen.skip_bad and imported.knotted:
        return (
            f"ivtool: nothing was stored: {refused}, and others were good only because of them;"
            " mend and import again"
        )
    skip = "" if chosen.skip_bad else ", or --skip-bad"
    return f"ivtool: nothing was stored: {refused}; mend and import again{skip}"
