"""`ivtool db …`: the data file as a whole."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivtool.commands.options import FormatOption, group, settings_of, show_found

if TYPE_CHECKING:
    from ivtool.output import Receipt
    from ivtool.services.files import Created, Restored, Saved, Upgraded

app = group("The data file: making, checking, backing up, restoring.")
# Whether it can be read is told by the service, with the file's own exit code.
BackupArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.", readable=False)]


@app.command()
def init(
    ctx: typer.Context,
    service: Annotated[
        str | None, typer.Option("--service", metavar="NAME", help="The service's name.")
    ] = None,
    contact: Annotated[
        str | None, typer.Option("--contact", metavar="TEXT", help="How the service is reached.")
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Make the data file, for you alone to read.

    Example: ivtool db init --service "Fenmarsh Independent Visitors"
    """
    from ivtool import output
    from ivtool.services import files

    settings = settings_of(ctx)
    # Nobody is asked in vain.
    files.require_room(settings.file)
    created = files.create(
        settings,
        _answer("The service's name", service),
        _answer("How it is reached (e-mail, telephone)", contact),
    )
    output.done(_created(created), shown_as)


@app.command()
def path(ctx: typer.Context, shown_as: FormatOption = None) -> None:
    """Say where the data file is, or would be.

    Example: ivtool db path
    """
    from ivtool import output

    file = str(settings_of(ctx).file.absolute())
    output.done(output.Receipt([file], {"file": file}), shown_as)


@app.command()
def check(ctx: typer.Context, shown_as: FormatOption = None) -> None:
    """Look for damage and impossible facts; exit with 10 if any.

    Example: ivtool db check
    """
    from ivtool import db
    from ivtool.reports.check import findings

    settings = settings_of(ctx)
    with db.reading(settings) as reader:
        listing = findings(reader, settings.today)
    show_found(listing, shown_as, exit_code=True)


@app.command()
def backup(ctx: typer.Context, file: BackupArgument, shown_as: FormatOption = None) -> None:
    """Save a checked copy, while others go on working.

    Example: ivtool db backup usb/ivtool-2026-11-21.db
    """
    from ivtool import output
    from ivtool.services import files

    output.done(_saved(files.save(settings_of(ctx), file)), shown_as)


@app.command()
def restore(
    ctx: typer.Context,
    file: BackupArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    shown_as: FormatOption = None,
) -> None:
    """Put a backup in the file's place, and keep what was there.

    Example: ivtool db restore usb/ivtool-2026-11-21.db
    """
    from ivtool import output
    from ivtool.services import files

    settings = settings_of(ctx)
    replaced = files.replaced_by_restore(settings, file)
    agreed = yes or _agreed(f"Replace all that is in {replaced}?")
    output.done(_restored(files.restore(settings, file, agreed=agreed)), shown_as)


@app.command()
def upgrade(ctx: typer.Context, shown_as: FormatOption = None) -> None:
    """Bring an older ivtool's file to this one, after a backup.

    Example: ivtool db upgrade
    """
    from ivtool import output
    from ivtool.services import files

    output.done(_upgraded(files.upgrade(settings_of(ctx))), shown_as)


def _on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _answer(question: str, given: str | None) -> str | None:
    if given is not None or not _on_terminal():
        return given
    return str(typer.prompt(question, default="", show_default=False, err=True))


def _agreed(question: str) -> bool:
    return _on_terminal() and typer.confirm(question, err=True)


def _created(created: "Created") -> "Receipt":
    from ivtool.output import Receipt

    warnings = []
    if created.synced:
        warnings.append(
            f"{created.synced} copies files while they are being written, and such copies do not"
            " hold; keep the file elsewhere and only its backups there"
        )
    return Receipt(
        [f"made {created.file}", "next: ivtool import FOLDER, or ivtool policy show"],
        {"file": str(created.file), "service": created.service},
        warnings,
    )


def _saved(saved: "Saved") -> "Receipt":
    from ivtool.output import Receipt

    held = saved.copied
    return Receipt(
        [
            f"saved {saved.file}: {held.rows:,} rows, {_size(held.bytes)}, checked",
            f"to go back to it: ivtool db restore {shlex.quote(str(saved.file))}",
        ],
        {
            "file": str(saved.file),
            "bytes": held.bytes,
            "tables": held.tables,
            "rows": held.rows,
        },
    )


def _restored(restored: "Restored") -> "Receipt":
    from ivtool.output import Receipt

    sentences = [f"restored {restored.file} from {restored.backup}"]
    if restored.kept:
        was = "damaged file" if restored.damaged else "file as it was"
        sentences.append(f"the {was} is kept in {restored.kept}")
    if restored.older:
        sentences.append("an older ivtool wrote it; next: ivtool db upgrade")
    kept = None if restored.kept is None else str(restored.kept)
    return Receipt(
        sentences,
        {
            "file": str(restored.file),
            "backup": str(restored.backup),
            "kept": kept,
            "upgrade_needed": restored.older,
        },
    )


def _upgraded(upgraded: "Upgraded") -> "Receipt":
    from ivtool.output import Receipt

    if upgraded.kept is None:
        sentences = [f"{upgraded.file} is of the newest version; nothing to do"]
    else:
        sentences = [
            f"upgraded {upgraded.file} to tables {upgraded.now}",
            f"the file as it was is kept in {upgraded.kept}",
        ]
    kept = None if upgraded.kept is None else str(upgraded.kept)
    return Receipt(
        sentences,
        {
            "file": str(upgraded.file),
            "before": upgraded.before,
            "now": upgraded.now,
            "kept": kept,
        },
    )


def _size(count: int) -> str:
    if count < 1_000_000:
        return f"{count / 1000:,.0f} kB"
    return f"{count / 1_000_000:,.1f} MB"
