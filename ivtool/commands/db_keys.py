"""`ivtool db encrypt | decrypt | rekey | recovery-key | unlock`: the file's key."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import FormatOption, YesOption
from ivtool.commands.parsing import typed_text

if TYPE_CHECKING:
    from ivtool.recovery import Key
    from ivtool.services.file.keys import NewKey

KeyFileOption = Annotated[
    Path | None,
    typer.Option("--key-file", metavar="FILE", help="Where the new key is kept, else by itself."),
]
PassphraseOption = Annotated[
    bool, typer.Option("--passphrase", help="Ask for a passphrase to put the key under.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the group."""
    for command in (encrypt, decrypt, rekey, unlock):
        app.command()(command)
    app.command("recovery-key")(recovery_key)


def encrypt(
    ctx: typer.Context,
    key_file: KeyFileOption = None,
    passphrase: PassphraseOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Encrypt a plain file, under a key of its own.

    Example: ivtool db encrypt
    """
    from ivtool.commands import db_answers as answers
    from ivtool.services.file import encryption

    run = run_of(ctx)
    changed = encryption.encrypt(run.settings, new_key(key_file, passphrase=passphrase))
    run.show(answers.encrypted(changed), shown_as)


def decrypt(ctx: typer.Context, yes: YesOption = False, shown_as: FormatOption = None) -> None:
    """Take the encryption off: whoever has the file reads it.

    Example: ivtool db decrypt --yes
    """
    from ivtool.commands import db_answers as answers
    from ivtool.services.file import encryption

    run = run_of(ctx)
    sure = yes or agreed("Make every record readable to whoever has the file?")
    run.show(answers.decrypted(encryption.decrypt(run.settings, agreed=sure)), shown_as)


def rekey(
    ctx: typer.Context,
    key_file: KeyFileOption = None,
    passphrase: PassphraseOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Encrypt the file anew, under a new key.

    Example: ivtool db rekey
    """
    from ivtool.commands import db_answers as answers
    from ivtool.services.file import encryption

    run = run_of(ctx)
    changed = encryption.rekey(run.settings, new_key(key_file, passphrase=passphrase))
    run.show(answers.rekeyed(changed), shown_as)


def recovery_key(
    ctx: typer.Context,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Into a new file, for you alone.")
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Print the key, to be locked away.

    With it and a backup nothing is lost with the laptop.

    Example: ivtool db recovery-key
    """
    from ivtool.commands import db_answers as answers
    from ivtool.services.file import encryption

    run = run_of(ctx)
    written = encryption.recovery_key(run.settings, to)
    run.show(answers.recovery_key(written, to), shown_as)
    encryption.note_recovery_key(run.settings)


def unlock(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The backup, or the data file.", readable=False)
    ],
    key: Annotated[
        Path | None,
        typer.Option("--recovery-key", metavar="FILE", help="Read it here; - or nothing asks."),
    ] = None,
    passphrase: PassphraseOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Type in the recovery key of a file or a backup.

    Every command opens it from then on.

    Example: ivtool db unlock usb/ivtool-2026-11-21.db
    """
    from ivtool.commands import db_answers as answers
    from ivtool.services.file import encryption

    run = run_of(ctx)
    typed = recovery_key_from(key or Path("-"))
    unlocked = encryption.unlock(run.settings, file, typed, passphrase=passphrase)
    run.show(answers.unlocked(unlocked), shown_as)


def new_key(key_file: Path | None, *, passphrase: bool) -> "NewKey":
    """How the key of a new file is kept."""
    from ivtool.services.file.keys import NewKey

    return NewKey(key_file, passphrase)


def recovery_key_from(source: Path) -> "Key":
    """A recovery key from a file; `-` is the terminal, line by line, or standard input.

    Never an argument: those are seen by every program and kept by the shell.
    """
    from ivtool.errors import NotUnderstood
    from ivtool.paths import require_no_device
    from ivtool.recovery import KEY_LINES, Key, read_line, read_written

    if str(source) != "-":
        require_no_device(source)
        try:
            return read_written(source.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "it is no text"
            raise NotUnderstood(
                f"{source} cannot be read as a recovery key: {why}",
                "ivtool db recovery-key --to FILE writes one; without it the lines are asked for",
            ) from error
    if not sys.stdin.isatty():
        return read_written(typed_text("-", "--recovery-key") or "")
    parts: list[bytes] = []
    while len(parts) < KEY_LINES:
        number = len(parts) + 1
        try:
            parts.append(read_line(number, typer.prompt(f"Line {number} of the key", err=True)))
        except NotUnderstood as error:
            typer.echo(f"  {error.message}; once more", err=True)
    return Key(b"".join(parts))


def agreed(question: str) -> bool:
    """Whether somebody at the terminal agrees; where there is none, nobody does."""
    on_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    return on_terminal and typer.confirm(question, err=True)
