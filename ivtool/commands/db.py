"""`ivtool db …`: the data file as a whole."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ivtool.commands import db_keys
from ivtool.commands.db_keys import KeyFileOption, PassphraseOption
from ivtool.commands.frame import run_of
from ivtool.commands.options import FormatOption, YesOption, group
from ivtool.rendering import Answer

app = group("The data file: making, checking, backing up, its key.")
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
    plain: Annotated[
        bool, typer.Option("--plain", help="Not encrypted: whoever has the file can read it.")
    ] = False,
    key_file: KeyFileOption = None,
    passphrase: PassphraseOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Make the data file, encrypted, for you alone to read.

    Example: ivtool db init --service "Fenmarsh Independent Visitors"
    """
    from ivtool.commands import db_answers as answers
    from ivtool.paths import require_room
    from ivtool.services.file import files

    if plain and (key_file is not None or passphrase):
        raise typer.BadParameter("--plain has no key to keep")
    run = run_of(ctx)
    # Nobody is asked in vain.
    require_room(run.settings.file, "ivtool --db NEW.db db init")
    created = files.create(
        run.settings,
        _answer("The service's name", service),
        _answer("How it is reached (e-mail, telephone)", contact),
        None if plain else db_keys.new_key(key_file, passphrase=passphrase),
    )
    run.show(answers.created(created), shown_as)


@app.command()
def path(ctx: typer.Context, shown_as: FormatOption = None) -> None:
    """Say where the data file is, or would be.

    Example: ivtool db path
    """

    run = run_of(ctx)
    file = str(run.settings.file.absolute())
    run.show(Answer([file], {"file": file}), shown_as)


@app.command()
def check(ctx: typer.Context, shown_as: FormatOption = None) -> None:
    """Look for damage, impossible facts and late backups.

    Exits with 10 if there is any.

    Example: ivtool db check
    """
    from ivtool.reports.office.check import findings
    from ivtool.services.file import backups
    from ivtool.services.file.encryption import plain_parts

    run = run_of(ctx)
    with run.reading() as reader:
        plain, ahead = plain_parts(run.settings.file), backups.ahead(run.settings)
        listing = findings(reader, run.today, plain, ahead)
    run.show(listing, shown_as, exit_code=True)


@app.command()
def backup(
    ctx: typer.Context,
    target: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE|FOLDER]", help="Where, else the folder of your policy.", readable=False
        ),
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Save a checked copy, while others go on working.

    In a folder the older ones are thinned out: of each of the last days, weeks and months with a
    backup the last one stays.

    Example: ivtool db backup
    """
    from ivtool.commands import db_answers as answers
    from ivtool.services.file import backups

    run = run_of(ctx)
    run.show(answers.saved(backups.save(run.settings, target)), shown_as)


@app.command("backups")
def list_backups(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="Else all that ivtool uses.")
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """List the file's own backups, the newest first.

    Example: ivtool db backups
    """
    from ivtool.reports.file.backups import backup_list
    from ivtool.services.file import backups

    run = run_of(ctx)
    found = backups.listed(run.settings, folder)
    others = len(found.named) - len(found.own)
    run.show(backup_list(found.own, others), shown_as)


@app.command()
def drill(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="The backup, else the newest.", readable=False),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(
            "--recovery-key", metavar="FILE", help="Open it with this alone; - asks, or reads it."
        ),
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Try out a backup: restore it elsewhere and look at it.

    All that is in it is counted, and the copy is removed again. With the recovery key from your
    paper you know that the paper is good too.

    Example: ivtool db drill
    """
    from ivtool.commands import db_answers as answers
    from ivtool.services.file import drills

    run = run_of(ctx)
    typed = None if key is None else db_keys.recovery_key_from(key)
    run.show(answers.drilled(drills.drill(run.settings, file, typed)), shown_as)


@app.command()
def restore(
    ctx: typer.Context, file: BackupArgument, yes: YesOption = False, shown_as: FormatOption = None
) -> None:
    """Put a backup in the file's place, and keep what was there.

    `newest` is the newest backup.

    Example: ivtool db restore usb/ivtool-2026-11-21.db
    """
    from ivtool.commands import db_answers as answers
    from ivtool.services.file import backups, files

    run = run_of(ctx)
    if str(file) == "newest":
        file = backups.newest(run.settings)
    replaced = files.replaced_by_restore(run.settings, file)
    agreed = yes or db_keys.agreed(f"Replace all that is in {replaced} with {file}?")
    run.show(answers.restored(files.restore(run.settings, file, agreed=agreed)), shown_as)


@app.command()
def upgrade(ctx: typer.Context, shown_as: FormatOption = None) -> None:
    """Bring an older ivtool's file to this one, after a backup.

    Example: ivtool db upgrade
    """
    from ivtool.commands import db_answers as answers
    from ivtool.services.file import files

    run = run_of(ctx)
    run.show(answers.upgraded(files.upgrade(run.settings)), shown_as)


db_keys.register(app)


def _answer(question: str, given: str | None) -> str | None:
    if given is not None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return given
    return str(typer.prompt(question, default="", show_default=False, err=True))
