"""One import as a command runs it: a backup first, all of it or nothing, and what was refused."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ivtool import db
from ivtool.services.file import backups
from ivtool.services.imports import Imported, import_workbook
from ivtool.settings import Settings
from ivtool.sheets.rejects import write_rejects
from ivtool.sheets.workbook import Workbook


@dataclass(frozen=True, slots=True)
class Ran:
    """What an import came to; `kept` says whether its good rows are (or, rehearsed, would be).

    `changed` whether the file is another than before.
    """

    imported: Imported
    kept: bool
    changed: bool
    written: list[Path]


def run_import(
    settings: Settings,
    workbook: Workbook,
    progress: Callable[[str, int], None] | None,
    *,
    update: bool,
    anyway: bool,
    dry_run: bool,
    skip_bad: bool,
    rejects: Path | None,
) -> Ran:
    """Store a workbook's rows in one change: all, or with `skip_bad` the good ones, or none.

    Before it the file is saved beside itself; where nothing comes of it that copy goes again.
    """
    with contextlib.ExitStack() as stack:
        saved: list[backups.Saved] = []
        if not dry_run:
            saved = stack.enter_context(backups.saved_before(settings, "import"))
        with db.writing(settings, "import", keep=not dry_run) as writer:
            imported = import_workbook(
                writer, workbook, settings.today, progress, update=update, anyway=anyway
            )
            good = skip_bad and not imported.knotted and not workbook.unread
            kept = not imported.refusals or good
            # Before anything is kept: who cannot have the rest back keeps nothing either.
            written = [] if rejects is None else write_rejects(rejects, workbook)
            if not kept:
                writer.keep = False
        changed = kept and any(count.added or count.changed for count in imported.counts)
        if not changed:
            saved.clear()
    return Ran(imported, kept, changed and not dry_run, written)
