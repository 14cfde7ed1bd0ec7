"""Answers to options: yes and no, where nothing said is a third thing; a date of birth."""

import os
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ivtool.domain.days import written_day
from ivtool.domain.letters import seen
from ivtool.errors import NotUnderstood


class YesNo(StrEnum):
    """A yes or a no."""

    YES = "yes"
    NO = "no"


AnswerArgument = Annotated[YesNo | None, typer.Argument(metavar="ANSWER", help="yes or no.")]
LookedAfterOption = Annotated[
    YesNo | None,
    typer.Option("--looked-after", help="By the authority, now; not said: asked about later."),
]


def truth(answer: YesNo | None) -> bool | None:
    """An answer as a truth; None where none was given."""
    return None if answer is None else answer is YesNo.YES


def coming(answer: YesNo | None, *, withdraw: bool, command: str) -> bool | None:
    """Whether somebody comes; None where their answer is taken back. Raises NotUnderstood."""
    if (answer is None) != withdraw:
        raise NotUnderstood("an answer, yes or no, or --withdraw", f"ivtool {command} --help")
    return truth(answer)


def birth_day(text: str | None, such_as: str = "4/3/2012") -> date | None:
    """A date of birth as it was typed, with all four figures of its year. Raises NotUnderstood."""
    if text is None:
        return None
    try:
        return written_day(text, short_years=False)
    except ValueError as error:
        raise NotUnderstood(f"--born: {text!r} {error}", f"days of birth are {such_as}") from None


def slots(text: str | None) -> str | None:
    """When somebody has time, as it was typed, the one way in which it is kept.

    Raises NotUnderstood for a word that is none of the four.
    """
    from ivtool.domain.children.availability import written_slots
    from ivtool.domain.people import listed

    try:
        return written_slots(listed(text) or "")
    except ValueError as error:
        raise NotUnderstood(
            f"what --availability says {error}", '--availability "weekday_evening; saturday"'
        ) from None


def typed_text(given: str | None, option: str) -> str | None:
    """A text as it was given, from standard input after `-`, or from an editor after `@`.

    An empty one is none. Raises NotUnderstood where there is no terminal for an editor.
    """
    if given == "-":
        given = _read(option)
    elif given == "@":
        if not sys.stdin.isatty():
            raise NotUnderstood(f"{option} @ wants a terminal for its editor", f"{option} -")
        given = _edited()
    text = (given or "").strip()
    return text if seen(text) else None


def typed_texts(
    given: Mapping[str, str | None], also: Iterable[tuple[str, str | None]] = ()
) -> dict[str, str | None]:
    """Several texts of one command by their options; `also` are options that are read elsewhere.

    Raises NotUnderstood where two are to be read: standard input can be read once.
    """
    read = [option for option, text in (*given.items(), *also) if text == "-"]
    if len(read) > 1:
        raise NotUnderstood(
            f"- is given for {' and '.join(read)}; only one of them can be read",
            f"{read[-1]} TEXT, or @ for an editor",
        )
    return {option: typed_text(text, option) for option, text in given.items()}


def _read(option: str) -> str:
    try:
        read = sys.stdin.read()
        # Under some locales Python reads bytes that are no text without complaint.
        read.encode()
    except UnicodeError:
        raise NotUnderstood(f"{option} - wants text in {sys.stdin.encoding}") from None
    except OSError as error:
        raise NotUnderstood(
            f"{option} - wants a text on standard input: {error.strerror or 'it is closed'}"
        ) from None
    if "\0" in read:
        raise NotUnderstood(f"{option} - wants text; what it read holds a NUL character")
    return read


def _edited() -> str:
    import shlex
    import subprocess
    import tempfile

    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    # The folder is the user's own and goes with the text, whatever the editor leaves beside it.
    with tempfile.TemporaryDirectory(prefix="ivtool-") as folder:
        draft = Path(folder) / "note.txt"
        draft.touch(mode=0o600)
        try:
            subprocess.run([*shlex.split(editor), str(draft)], check=False)  # noqa: S603 - the user's
        except (OSError, ValueError):
            raise NotUnderstood(
                "the editor that VISUAL or EDITOR names cannot be started",
                "VISUAL=nano, or give the text itself",
            ) from None
        try:
            text = draft.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise NotUnderstood("what the editor left is no text in UTF-8") from None
    if "\0" in text:
        raise NotUnderstood("what the editor left holds a NUL character")
    return text
