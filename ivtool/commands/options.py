"""The options that several commands share, and how an app of commands is made."""

from collections.abc import Callable
from typing import Annotated

import typer

from ivtool.rendering import DocumentFormat, Format

FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format", help="Else table on a terminal and plain in a pipe.", metavar="FORMAT"
    ),
]
DocumentFormatOption = Annotated[
    DocumentFormat | None,
    typer.Option("--format", help="Else text: a document for people.", metavar="FORMAT"),
]
OnOption = Annotated[
    str, typer.Option("--on", metavar="DAY", help="31/3/2026, yesterday, last friday, 3 days ago.")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help="As known on this day, else today.")
]
AuthorityOption = Annotated[
    str | None, typer.Option("--authority", metavar="NAME", help="Only this authority's children.")
]
AnywayOption = Annotated[
    bool, typer.Option("--anyway", help="Although somebody like that is there already.")
]
MatchArgument = Annotated[
    str, typer.Argument(metavar="MATCH", help="M-7, its key, or the child's or volunteer's name.")
]
MatchOption = Annotated[
    str | None, typer.Option("--match", metavar="MATCH", help="Only of this match.")
]
VolunteerOption = Annotated[
    str | None, typer.Option("--volunteer", metavar="VOLUNTEER", help="Only this volunteer's.")
]
ChildOption = Annotated[
    str | None, typer.Option("--child", metavar="CHILD", help="Only this child's.")
]
FromOption = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="Of this day or later.")
]
ToOption = Annotated[
    str | None, typer.Option("--to", metavar="DAY", help="Of this day or earlier.")
]
ExitCodeOption = Annotated[
    bool, typer.Option("--exit-code", help="Exit with 10 when there is something to list.")
]
NoteOption = Annotated[
    str | None,
    typer.Option(
        "--note", metavar="TEXT", help="A short factual note; - reads it, @ opens an editor."
    ),
]


def whole(text: str | int) -> int:
    """A whole number as it is typed after an option: its digits are 0 to 9, whatever Python takes.

    For the `parser` of an option; a default is a number already. Raises BadParameter, which exits
    with 2.
    """
    from ivtool.domain.numbers import whole_number

    try:
        return whole_number(str(text))
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a valid integer.") from None


def whole_within(least: int, most: int) -> Callable[[str | int], int]:
    """The parser of a whole number between two, both included."""

    def whole_between(text: str | int) -> int:
        number = whole(text)
        if not least <= number <= most:
            raise typer.BadParameter(f"{number} is not in the range {least}<=x<={most}.")
        return number

    return whole_between


def group(help_text: str) -> typer.Typer:
    """An app of commands that starts quickly and shows no local values in a traceback."""
    made = typer.Typer(
        help=help_text,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    # With one command only, Typer would make the group that command; a callback keeps it a group.
    made.callback()(_nothing)
    return made


def _nothing() -> None:
    pass
