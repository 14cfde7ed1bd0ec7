"""The root of the command line: global options, lazy groups, and errors becoming exit codes."""

import sys
import traceback
from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ivtool import __version__
from ivtool.errors import ExitCode, IvtoolError
from ivtool.settings import Settings

# A group's module is imported when one of its commands is asked for, and not before.
GROUPS = {
    "volunteer": "Volunteers: who they are, how far they have come, who is clear to visit.",
    "referral": "Referrals: who has asked for an Independent Visitor.",
    "child": "Children, where they live and who works with them.",
    "match": "Matches of a child with a volunteer; pausing and resuming them.",
    "visit": "The log of visits and contacts.",
    "expenses": "Expense claims, line by line.",
    "report": "Who has not been visited, who waits, what is owed; the month's compliance.",
    "policy": "The service's own choices, each with the day it applies from.",
    "db": "The data file: making, checking, backing up, restoring.",
}
COMMANDS = {"import": "Read a folder of spreadsheets into the file."}
GLOBAL_OPTIONS = ("--db", "--names", "--as", "--today")
GLOBAL_FLAGS = ("--version",)


class Named(TyperGroup):
    """A group that only has a name and a line of help, until it is entered."""


class Lazy(MutableMapping[str, Any]):
    """The root's commands by name; looking one up imports its module, unless only listing."""

    def __init__(self) -> None:
        self.listing = False
        self._loaded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        known = {**GROUPS, **COMMANDS}
        if self.listing:
            return Named(name=name, help=known[name])
        if name not in self._loaded:
            if name not in known:
                raise KeyError(name)
            module = "importing" if name == "import" else name
            command = typer.main.get_command(import_module(f"ivtool.commands.{module}").app)
            command.name = name
            self._loaded[name] = command
        return self._loaded[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter([*COMMANDS, *GROUPS])

    def __len__(self) -> int:
        return len(GROUPS) + len(COMMANDS)


class LazyGroup(TyperGroup):
    """The root group: lists and completes its commands without importing them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = Lazy()
        self.commands: Any = self.lazy

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Click's own signature
        """The names of the commands, as the help lists them."""
        return list(self.lazy)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of the root."""
        self.lazy.listing = True
        super().format_help(ctx, formatter)
        self.lazy.listing = False

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Complete a command's name."""
        self.lazy.listing = True
        found = super().shell_complete(ctx, incomplete)
        self.lazy.listing = False
        return found


app = typer.Typer(
    cls=LazyGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"ivtool {__version__}\n")
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    db: Annotated[
        str | None, typer.Option(metavar="FILE", help="The data file, else IVTOOL_DB.")
    ] = None,
    names: Annotated[
        str | None,
        typer.Option(
            metavar="full|initials|refs",
            help="How much of a name is shown: full on a terminal, else refs.",
        ),
    ] = None,
    actor: Annotated[
        str | None,
        typer.Option("--as", metavar="NAME", help="Who is at the keyboard, else IVTOOL_ACTOR."),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day that counts as today, else IVTOOL_TODAY."),
    ] = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="The version.")
    ] = False,
) -> None:
    """The records of an Independent Visitor service: who has not been visited, and what to do.

    Try: ivtool report overdue
    """
    ctx.obj = Settings(db=db, names_asked=names, actor_asked=actor, today_asked=today)


def main(arguments: list[str]) -> int:
    """Run one command line and return its exit code; the one place where errors become codes."""
    from ivtool import output

    try:
        result = app(global_options_first(arguments), prog_name="ivtool", standalone_mode=False)
    except IvtoolError as error:
        output.tell_error(error)
        return error.exit_code
    except typer.TyperException as error:
        _tell_usage(error)
        return ExitCode.NOT_UNDERSTOOD
    except (typer.Abort, KeyboardInterrupt):
        output.tell("ivtool: interrupted; nothing was stored")
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a bug, told without its words: they may hold a name
        output.tell("".join(traceback.format_tb(error.__traceback__)))
        output.tell(f"ivtool: a bug, please report it with the lines above: {type(error).__name__}")
        return ExitCode.BUG
    return result if isinstance(result, int) else ExitCode.DONE


def global_options_first(arguments: list[str]) -> list[str]:
    """The arguments with the global options moved to the front; what follows `--` stays."""
    first: list[str] = []
    rest: list[str] = []
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--":
            rest += [argument, *remaining]
        elif argument in GLOBAL_FLAGS or argument.startswith(
            tuple(f"{option}=" for option in GLOBAL_OPTIONS)
        ):
            first.append(argument)
        elif argument in GLOBAL_OPTIONS:
            value = next(remaining, None)
            first += [argument] if value is None else [argument, value]
        else:
            rest.append(argument)
    return first + rest


def _tell_usage(error: typer.TyperException) -> None:
    from ivtool import output

    message = error.format_message()
    context = getattr(error, "ctx", None)
    if message.startswith("Usage:"):
        output.tell(message)
        return
    if message.startswith("Got unexpected extra argument"):
        # What was typed may be the rest of a name: it is not repeated.
        message = "That is a word too many; put words that belong together in quotes."
    output.tell(f"ivtool: {message}")
    if context is not None:
        output.tell(f"  {context.get_usage().replace('Usage: ', '')}")
        output.tell(f"  {context.command_path} --help")
