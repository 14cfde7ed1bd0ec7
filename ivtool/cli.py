"""The root of the command line: global options, lazy groups, and errors becoming exit codes."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from copy import copy
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from ivtool import __version__

if TYPE_CHECKING:
    from ivtool.errors import StoreError

# A group's module is imported when one of its commands is asked for, and not before.
GROUPS = {
    "volunteer": "Volunteers: how far they have come, who is clear to visit.",
    "referral": "Referrals: who has asked for an Independent Visitor.",
    "child": "Children, where they live and who works with them.",
    "match": "Matches of a child with a volunteer, from proposal to ending.",
    "visit": "The log of visits and contacts.",
    "review": "Children's statutory reviews: due, held, the visitor there.",
    "expenses": "Expense claims, line by line.",
    "report": "Who is overdue, who waits, what is owed; the month.",
    "training": "Training sessions and who attended them.",
    "support": "Support to volunteers: supervision, groups, the AGM.",
    "concern": "Concerns for a child: raised, told in time, followed up.",
    "explain": "Why a figure is what it is, step by step.",
    "job": "What runs by itself, and whether it did.",
    "panel": "Panel meetings: who is on the agenda, what was decided.",
    "staff": "Who works for the service, and whom each of them leads.",
    "history": "Who changed what and when, field by field.",
    "policy": "The service's own choices, each with the day it applies from.",
    "db": "The data file: making, checking, backing up, its key.",
}
COMMANDS = {
    "today": "What needs doing, most urgent first.",
    "duplicates": "Who may be there twice, and the command that makes one of two.",
    "undo": "Take back your last change; once more, the one before it.",
    "redo": "Bring back what you undid last.",
    "import": "Read spreadsheets, a folder or a workbook, into the file.",
    "export": "Write everything as spreadsheets: a folder or a workbook.",
    "demo": "Make a file with a made-up service, to try things out.",
}
# A module cannot be called by a word of Python's, and its counterpart is called like it.
MODULES = {"import": "importing", "export": "exporting"}
# Commands that stand in another's module.
APPS = {"redo": ("undo", "redo_app")}
GLOBAL_OPTIONS = ("--db", "--names", "--as", "--today")
GLOBAL_FLAGS = ("--version",)
COPIED_WHILE_WRITTEN = (
    "copies files while they are being written, and such copies do not hold; keep the data file"
    " elsewhere, and only its backups there  (ivtool db path)"
)
# The shells that can complete our commands.
Shell = Literal["bash", "zsh", "fish", "powershell"]
# What Typer returns for an interrupt; the exit code of the same name, without its import.
INTERRUPTED = 130
# What a shell that completes a line asks with.
COMPLETING = "_IVTOOL_COMPLETE"


class Named(TyperGroup):
    """A group that only has a name and a line of help, until it is entered."""


class Lazy(MutableMapping[str, Any]):
    """Commands by name and line of help, each built when it is asked for, and kept.

    Building a command reads every one of its options: a group of ten costs ten times one.
    """

    def __init__(self, names: Mapping[str, str], build: Callable[[str], Any]) -> None:
        self.listing = False
        # What a completing shell needs of a command beside its words.
        self.teach: Callable[[Any], None] | None = None
        self.built: dict[str, Any] = {}
        self._names = names
        self._build = build

    def learn(self, teach: Callable[[Any], None]) -> None:
        """Teach every command what a completing shell needs, those built already too."""
        self.teach = teach
        for command in self.built.values():
            teach(command)

    @contextmanager
    def only_listed(self) -> Iterator[None]:
        """Names and lines of help are enough in this block."""
        self.listing = True
        try:
            yield
        finally:
            self.listing = False

    def __getitem__(self, name: str) -> Any:
        if name not in self._names:
            raise KeyError(name)
        if self.listing:
            return Named(name=name, help=self._names[name])
        if name not in self.built:
            self.built[name] = self._build(name)
            if self.teach is not None:
                self.teach(self.built[name])
        return self.built[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self.built[name] = command

    def __delitem__(self, name: str) -> None:
        del self.built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _of_root(name: str) -> Any:
    """A command of the root, or a group of which no command is built yet."""
    module, its = APPS.get(name, (MODULES.get(name, name), "app"))
    app = getattr(import_module(f"ivtool.commands.{module}"), its)
    if name in COMMANDS:
        command = typer.main.get_command(app)
    else:
        bare = copy(app)
        bare.registered_commands = []
        command = typer.main.get_group(bare)
        infos = {
            each.name or typer.main.get_command_name(each.callback.__name__): each
            for each in app.registered_commands
        }
        command.commands = Lazy(dict.fromkeys(infos, ""), lambda each: _of_group(app, infos[each]))
    command.name = name
    return command


def _of_group(app: typer.Typer, info: Any) -> Any:
    from ivtool.commands.options import Elsewhere

    if isinstance(info.callback, Elsewhere):
        info = copy(info)
        info.callback = info.callback()
    return typer.main.get_command_from_info(
        info,
        pretty_exceptions_short=app.pretty_exceptions_short,
        rich_markup_mode=app.rich_markup_mode,
    )


class LazyGroup(TyperGroup):
    """The root group: lists and completes its commands without importing them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = Lazy(COMMANDS | GROUPS, _of_root)
        self.commands: Any = self.lazy

    def make_context(self, info_name: Any, args: Any, parent: Any = None, **extra: Any) -> Any:
        """The context of a command line, whose global options may stand anywhere."""
        # A line that a shell completes is read without complaint, and no other is.
        if extra.get("resilient_parsing"):
            from ivtool.commands import completion

            completion.teach_global(self.params)
            self.lazy.learn(completion.teach)
        complete = not extra.get("resilient_parsing", False)
        args = global_options_first(args, complete=complete)
        return super().make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Click's own signature
        """The names of the commands, as the help lists them."""
        return list(self.lazy)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of the root."""
        with self.lazy.only_listed():
            super().format_help(ctx, formatter)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Complete a command's name."""
        with self.lazy.only_listed():
            return super().shell_complete(ctx, incomplete)


app = typer.Typer(
    cls=LazyGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        from ivtool import output

        output.say(f"ivtool {__version__}\n")
        raise typer.Exit


def _tell_completion(shell: Shell | None) -> None:
    if shell is not None:
        from typer._completion_shared import get_completion_script

        from ivtool import output

        script = get_completion_script(prog_name="ivtool", complete_var=COMPLETING, shell=shell)
        output.say(f"{script}\n")
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
    _completion: Annotated[
        Shell | None,
        typer.Option(
            "--show-completion",
            metavar="SHELL",
            callback=_tell_completion,
            is_eager=True,
            help="What makes bash, zsh, fish or powershell complete commands and refs.",
        ),
    ] = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="The version.")
    ] = False,
) -> None:
    """The records of an Independent Visitor service: who has not been visited, and what to do.

    Try: ivtool report overdue
    """
    from ivtool import output
    from ivtool.settings import Settings

    # Typed by a person or by nobody: an environment would show it to every program.
    ctx.obj = settings = Settings(
        db=db, names_asked=names, actor_asked=actor, today_asked=today, ask=output.ask_secret
    )
    settings.understand()
    if sys.stderr.isatty() and settings.synced:
        output.tell(f"ivtool: note: {settings.synced} {COPIED_WHILE_WRITTEN}")


@cache
def _root() -> Any:
    """The root command, made once a process: a shell, a batch or a test runs many lines."""
    return typer.main.get_command(app)


def main(arguments: list[str]) -> int:
    """Run one command line and return its exit code; the one place where errors become codes."""
    if COMPLETING in os.environ:
        from typer._completion_classes import completion_init

        completion_init()
    try:
        _require_text(arguments)
        result = _root()(arguments, prog_name="ivtool", standalone_mode=False)
    except SystemExit:
        # Typer leaves so once it has completed a line, and when a pipe is closed: whoever read
        # there has seen enough.
        if COMPLETING in os.environ:
            raise
        return 0
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - every error ends here
        return _tell(error)
    if result == INTERRUPTED:
        return _tell(KeyboardInterrupt())
    return result if isinstance(result, int) else 0


def _tell(error: BaseException) -> int:
    # What tells an error is imported when there is one: help needs none of it.
    from ivtool import output
    from ivtool.errors import ExitCode, IvtoolError

    if isinstance(error, IvtoolError):
        output.tell_error(error)
        return error.exit_code
    if isinstance(error, OSError) and _is_of_help(error):
        return _tell(output.unwritten(error))
    if isinstance(error, typer.TyperException):
        _tell_usage(error)
        return ExitCode.NOT_UNDERSTOOD
    if isinstance(error, typer.Abort | KeyboardInterrupt):
        output.tell("ivtool: interrupted")
        return ExitCode.INTERRUPTED
    if isinstance(error, OSError):
        # The machine says no, to a path as a rule: that is no bug of the program's.
        output.tell_error(_unusable(error))
        return ExitCode.FILE_UNUSABLE
    import traceback

    # A bug is told without its words: they may hold a name.
    output.tell("".join(traceback.format_tb(error.__traceback__)))
    output.tell(f"ivtool: a bug, please report it with the lines above: {type(error).__name__}")
    return ExitCode.BUG


def _unusable(error: OSError) -> "StoreError":
    from ivtool.errors import StoreError
    from ivtool.paths import shown

    why = error.strerror or "the disk fails, or the folder you are in is gone"
    what = f"{shown(os.fsdecode(error.filename))} cannot be used" if error.filename else "no file"
    return StoreError(f"{what}: {why}", "name another path, or look: ivtool db path")


def _is_of_help(error: OSError) -> bool:
    """Whether an error is that of help, the one thing that is printed past `output`."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return frame is not None and frame.tb_frame.f_globals["__name__"].startswith("typer.")


def _require_text(arguments: list[str]) -> None:
    try:
        # A byte that is no text becomes half a character, which nothing could store or print.
        "".join(arguments).encode()
    except UnicodeEncodeError:
        from ivtool.errors import NotUnderstood

        raise NotUnderstood("a word of the command is no text", "ivtool --help") from None
    if any("\0" in each for each in arguments):
        from ivtool.errors import NotUnderstood

        raise NotUnderstood("a word of the command holds a NUL character", "ivtool --help")


def global_options_first(arguments: list[str], *, complete: bool = True) -> list[str]:
    """The arguments with the global options moved to the front; what follows `--` stays.

    Raises NotUnderstood for one whose value is missing, unless the line is not complete yet.
    """
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
            if value is None and complete:
                from ivtool.errors import NotUnderstood

                raise NotUnderstood(f"{argument} wants a value", "ivtool --help")
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
