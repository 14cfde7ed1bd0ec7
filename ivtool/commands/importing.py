"""`ivtool import FOLDER`: a folder of spreadsheets into the file."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivtool.commands.options import FormatOption, settings_of
from ivtool.errors import ExitCode
from ivtool.output import Column, Listing, Shape

if TYPE_CHECKING:
    from ivtool.services.imports import Imported
    from ivtool.sheets.refusals import Refusal

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command("import")
def import_(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Of .csv files, one a sheet.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Do everything but keep nothing.")
    ] = False,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Keep the good rows; else one bad row keeps none.")
    ] = False,
    shown_as: FormatOption = None,
) -> None:
    """Read volunteers, children, referrals, matches, pauses, visits, excuses and claims.

    Importing the same again changes nothing. If a row is refused nothing is stored, and every
    reason is listed.

    Example: ivtool import our-workbook/ --dry-run
    """
    from ivtool import db, output
    from ivtool.services.imports import import_workbook
    from ivtool.sheets.workbook import read_workbook

    settings = settings_of(ctx)
    with output.progress("reading") as progress:
        workbook = read_workbook(folder, progress)
    with (
        output.progress("storing") as progress,
        db.writing(settings, "import", keep=not dry_run) as session,
    ):
        imported = import_workbook(session, workbook, settings.today, progress)
        kept = skip_bad or not imported.refusals
        if not kept:
            session.rollback()
    # What stands where a sheet's headings should be may be names: it is not repeated.
    unusable = {warning for each in workbook.sheets if each.unusable for warning in each.warnings}
    for warning in workbook.warnings:
        if warning not in unusable:
            output.tell(f"ivtool: note: {warning}")
    for refusal in imported.refusals:
        output.tell(_told(refusal))
    if kept or dry_run:
        output.show(_counts(imported, dry_run=dry_run), shown_as)
    if imported.refusals:
        output.tell(_ending(imported, kept=kept and not dry_run))
        raise typer.Exit(ExitCode.REFUSED)
    if imported.not_recorded:
        output.tell(
            f"ivtool: note: {imported.not_recorded} approved volunteers are not clear to visit:"
            " evidence is not recorded  (ivtool volunteer list --not-clear)"
        )


def _counts(imported: "Imported", *, dry_run: bool) -> Listing:
    columns = (
        Column("sheet", "sheet"),
        Column("added", "added", Shape.NUMBER),
        Column("changed", "changed", Shape.NUMBER),
        Column("unchanged", "unchanged", Shape.NUMBER),
        Column("refused", "refused", Shape.NUMBER),
    )
    rows = [asdict(count) for count in imported.counts]
    title = "A rehearsal: nothing was kept" if dry_run else "Imported"
    return Listing(title, columns, rows, "No sheet was found.")


def _told(refusal: "Refusal") -> str:
    place = f"{refusal.file} row {refusal.row}"
    if refusal.column is not None:
        place += f", {refusal.column}"
    if refusal.value is not None:
        place += f" {refusal.value!r}"
    return f"  - {place}: {refusal.why}"


def _ending(imported: "Imported", *, kept: bool) -> str:
    rows = len({(refusal.file, refusal.row) for refusal in imported.refusals})
    refused = f"{rows} row{'s are' if rows > 1 else ' is'} refused"
    if kept:
        return f"ivtool: {refused}, the others are stored; mend and import again"
    return f"ivtool: nothing was stored: {refused}; mend and import again, or --skip-bad"
