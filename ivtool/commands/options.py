"""The options that several commands share, and how an app of commands is made."""

from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from ivtool.rendering import DocumentFormat, Format

# How it is shown.
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
ExitCodeOption = Annotated[
    bool, typer.Option("--exit-code", help="Exit with 10 when there is something to list.")
]
# Which record.
ChildArgument = Annotated[str, typer.Argument(metavar="CHILD", help="C-4, the key, or the name.")]
MatchArgument = Annotated[
    str, typer.Argument(metavar="MATCH", help="M-7, its key, or the child's or volunteer's name.")
]
ReferralArgument = Annotated[
    str, typer.Argument(metavar="REFERRAL", help="R-9, its key, or the child's name.")
]
VolunteerArgument = Annotated[
    str, typer.Argument(metavar="VOLUNTEER", help="V-12, the key, or the name.")
]
# Which records of a list.
MatchOption = Annotated[
    str | None, typer.Option("--match", metavar="MATCH", help="Only of this match.")
]
VolunteerOption = Annotated[
    str | None, typer.Option("--volunteer", metavar="VOLUNTEER", help="Only this volunteer's.")
]
ChildOption = Annotated[
    str | None, typer.Option("--child", metavar="CHILD", help="Only this child's.")
]
AuthorityOption = Annotated[
    str | None, typer.Option("--authority", metavar="NAME", help="Only this authority's children.")
]
ONLY_THESE = typer.Option(help="Only these; may be repeated.")
# Days and months.
ON = typer.Option("--on", metavar="DAY", help="31/3/2026, yesterday, last friday, 3 days ago.")
OnOption = Annotated[str, ON]
# Of what may be put right as well: then its day is said.
OnOrCorrectedOption = Annotated[str | None, ON]
WhenOption = Annotated[
    str | None,
    typer.Option("--on", metavar="DAY", help="Else today; where it is put right, as it was."),
]
UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="DAY", help="The last day; else no end is set.")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help="As known on this day, else today.")
]
MonthOption = Annotated[
    str | None, typer.Option("--month", metavar="MONTH", help="Only of this month.")
]
FromOption = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="Of this day or later.")
]
ToOption = Annotated[
    str | None, typer.Option("--to", metavar="DAY", help="Of this day or earlier.")
]
# What is said of it.
NoteOption = Annotated[
    str | None,
    typer.Option(
        "--note", metavar="TEXT", help="A short factual note; - reads it, @ opens an editor."
    ),
]
REASON = typer.Option("--reason", metavar="TEXT", help="Why; - reads it.")
TEXT = typer.Option(metavar="TEXT", help="- reads it, @ opens an editor.")
OUTCOME = typer.Option("--outcome", help="What came of it.")
ConditionsOption = Annotated[
    str | None, typer.Option("--conditions", metavar="TEXT", help="Of an approval; - reads them.")
]
AS_THEY_SAY = "As they say it."
FIRST_HALF = "Its first half will do."
PlaceOption = Annotated[str | None, typer.Option("--place", metavar="TEXT", help="Where.")]
IN_FULL = "In full, in quotes."
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help=IN_FULL)]
AvailabilityOption = Annotated[
    str | None,
    typer.Option(
        "--availability", metavar="LIST", help="weekday_day; weekday_evening; saturday; sunday"
    ),
]
BornOption = Annotated[str | None, typer.Option("--born", metavar="DAY", help="The date of birth.")]
ResponsibleOption = Annotated[
    str | None, typer.Option("--authority", metavar="NAME", help="Who looks after the child.")
]
# A fixed word of many, which the help of the command lists.
LISTED_ABOVE = "See the list above."
EntryArgument = Annotated[str, typer.Argument(metavar="ENTRY", help="The entry's ref: L-12.")]
# What is done all the same.
AgainOption = Annotated[
    bool, typer.Option("--again", help="One more of its kind on that day; never a held visit.")
]
AnywayOption = Annotated[
    bool, typer.Option("--anyway", help="Although somebody like that is there already.")
]
# What is recorded is put right, or never was.
CorrectOption = Annotated[
    bool, typer.Option("--correct", help="Put right what is recorded; the history keeps both.")
]
WithdrawOption = Annotated[
    bool, typer.Option("--withdraw", help="Take it back: it never was. The history keeps it.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


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


class WithViews(TyperCommand):
    """A command whose `--view` takes two words each time, which Typer has no type for."""

    def __init__(self, *args: Any, **also: Any) -> None:
        for parameter in also.get("params") or ():
            if parameter.name == "views":
                parameter.nargs = 2
        super().__init__(*args, **also)


class Elsewhere:
    """A command in another module of these, which is imported when the command is asked for.

    Reading the options of a module's commands is most of what starting one of them takes.
    """

    def __init__(self, module: str, name: str) -> None:
        self._module = f"ivtool.commands.{module}"
        self._name = name.replace("-", "_")

    def __call__(self) -> Callable[..., None]:
        """The command itself."""
        module = import_module(self._module)
        # One that is called like a word of Python's has a line under its end.
        found: Callable[..., None] = getattr(module, self._name, None) or getattr(
            module, f"{self._name}_"
        )
        return found


def elsewhere(app: typer.Typer, module: str, *names: str) -> None:
    """Add commands that stand in another module to a group, in the order of its help."""
    for name in names:
        app.command(name)(Elsewhere(module, name))


def _nothing() -> None:
    pass
