"""`ivtool export FOLDER|FILE.xlsx`: everything that the sheets can hold, out of the file."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import FormatOption
from ivtool.errors import NotUnderstood, Problem, Refused
from ivtool.rendering import Column, Listing, Shape

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
# Names that look like a file's, and are no folder's.
NOT_WRITTEN = (".ods", ".xls", ".xlsm", ".csv")
FULL = "full"


@app.command()
def export(
    ctx: typer.Context,
    target: Annotated[
        Path, typer.Argument(metavar="FOLDER|FILE.xlsx", help="A folder for .csv, or a workbook.")
    ],
    shown_as: FormatOption = None,
) -> None:
    """Write everything in the sheets that an import reads.

    With names in full, so that `--names full` must be said. Importing it into an empty file gives
    the same reports. What the sheets cannot hold is counted.

    Example: ivtool export our-workbook.xlsx --names full
    """
    from ivtool.reports.file.export import export_sheets
    from ivtool.sheets.columns import SHEET_NAMES
    from ivtool.sheets.writing import require_room, require_room_in, write_folder, write_workbook

    run = run_of(ctx)
    _require_names(run.settings.names_asked, target)
    suffix = target.suffix.lower()
    if suffix in NOT_WRITTEN:
        raise NotUnderstood(f"{suffix} is not written; name a folder or an .xlsx")
    as_workbook = suffix == ".xlsx"
    # Before all is read in vain.
    if as_workbook:
        require_room([target], "export.already_there")
    else:
        require_room_in(target, SHEET_NAMES, "export.already_there")
    export = run.read(export_sheets)
    if as_workbook:
        write_workbook(target, export.sheets, run.note_look)
    else:
        write_folder(target, export.sheets, run.note_look)
    rows = [{"sheet": sheet.name, "rows": len(sheet.rows)} for sheet in export.sheets]
    columns = (Column("sheet", "sheet"), Column("rows", "rows", Shape.NUMBER))
    run.show(Listing("Exported", columns, rows, ""), shown_as, done=True)
    if export.left_out:
        run.tell("ivtool: note: the sheets cannot hold these, and they are left out:")
        for each in export.left_out:
            run.tell(f"  {each}")
    if sys.stderr.isatty():
        run.tell(f"ivtool: note: {target} holds every name in full; keep it as you keep the file")


def _require_names(asked: str | None, target: Path) -> None:
    if asked != FULL:
        problem = Problem(
            "export.names",
            "an export holds every name in full, and that must be asked for",
            f"ivtool export {target} --names full",
        )
        raise Refused("nothing was written", [problem])
