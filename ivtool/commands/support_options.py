"""What the commands about support share: options, actions as they are typed, who is meant."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ivtool.commands.frame import CHILD, SUPPORT, VOLUNTEER, CommandRun
from ivtool.commands.options import whole
from ivtool.commands.parsing import typed_text
from ivtool.domain.refs import written_ref
from ivtool.domain.support.vocabulary import SupportKind
from ivtool.errors import NotUnderstood

if TYPE_CHECKING:
    from sqlite3 import Connection as Reader

    from ivtool.domain.ids import ChildId, VolunteerId
    from ivtool.domain.support.agreed import AgreedAction
    from ivtool.domain.support.records import Support

HELP = "ivtool support log --help"
ACTION_FORM = '--action "TEXT by 5/12/2026"'
KindArgument = Annotated[
    SupportKind, typer.Argument(metavar="KIND", help=" ".join(each.value for each in SupportKind))
]
SupportArgument = Annotated[
    str, typer.Argument(metavar="SUPPORT", help="U-4, or its key; U-4/1 is what was agreed there.")
]
WithOption = Annotated[
    list[str] | None,
    typer.Option("--with", metavar="VOLUNTEER", help="Who was there; may be repeated."),
]
AllLiveOption = Annotated[
    bool, typer.Option("--all-live", help="Everybody with a live match on the day.")
]
WithChildOption = Annotated[
    list[str] | None,
    typer.Option(
        "--child", metavar="CHILD", help="Of an outing or a group meeting; may be repeated."
    ),
]
MinutesOption = Annotated[
    int | None, typer.Option("--minutes", parser=whole, metavar="N", help="How long.")
]
ActionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--action",
        metavar="TEXT by DAY",
        help='"ring the school by 5/12/2026"; may be repeated; - reads one a line, @ edits.',
    ),
]
NextOption = Annotated[
    str | None, typer.Option("--next", metavar="DAY", help="When the next one is.")
]
HeldByOption = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who held it.")]
TopicOption = Annotated[
    str | None, typer.Option("--topic", metavar="TEXT", help="What it was about.")
]


def typed_actions(
    run: CommandRun, given: Iterable[str] | None, *, dated: bool = True
) -> "list[AgreedAction]":
    """What is to be done, by which day where it is to be `dated`: one an option, or one a line.

    Raises NotUnderstood with the action's place, not its words: they may name somebody.
    """
    from ivtool.domain.days import spoken_day
    from ivtool.domain.support.agreed import read_actions

    texts = [typed_text(each, "--action") for each in given or ()]
    if None in texts:
        raise NotUnderstood("--action wants some words", ACTION_FORM)

    def day(text: str) -> date:
        return spoken_day(text, run.today, may_lie_ahead=True)

    try:
        return read_actions("\n".join(filter(None, texts)), day, dated=dated)
    except ValueError as error:
        raise NotUnderstood(f"--action {error}", ACTION_FORM) from None


def people_of(
    run: CommandRun, reader: "Reader", texts: Iterable[str] | None
) -> "tuple[list[VolunteerId], list[ChildId]]":
    """The people that texts mean: children by their refs, everybody else a volunteer.

    Raises NotFound.
    """
    volunteers, children = [], []
    for text in texts or ():
        ref = written_ref(text)
        if ref is not None and ref.letter == "C":
            children.append(run.find(reader, CHILD, text))
        else:
            volunteers.append(run.find(reader, VOLUNTEER, text))
    return volunteers, children


def support_and_action(
    run: CommandRun, reader: "Reader", text: str
) -> "tuple[Support, int | None]":
    """The support that a text means, whole, and the number of an action that its ref names.

    Raises NotFound.
    """
    from ivtool.queries.support.support import supports

    number = run.find(reader, SUPPORT, text)
    [support] = supports(reader, number=number)
    ref = written_ref(text)
    return support, ref.line if ref is not None and ref.number == number else None
