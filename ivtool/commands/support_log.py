"""`ivtool support log` and `ivtool support correct`: what was held, one line for thirty."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ivtool.commands.frame import CHILD, VOLUNTEER, run_of
from ivtool.commands.options import FormatOption, NoteOption, OnOption
from ivtool.commands.parsing import typed_texts
from ivtool.commands.support_options import (
    ActionOption,
    AllLiveOption,
    HeldByOption,
    KindArgument,
    MinutesOption,
    NextOption,
    SupportArgument,
    TopicOption,
    WithChildOption,
    WithOption,
    support_and_action,
    typed_actions,
)
from ivtool.domain.support.vocabulary import SupportKind
from ivtool.errors import NotUnderstood

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ivtool.domain.support.agreed import AgreedAction


class SupportField(StrEnum):
    """What is said of support and may be cleared again."""

    MINUTES = "minutes"
    BY = "by"
    TOPIC = "topic"
    NOTE = "note"
    NEXT = "next"
    CHILD = "child"


COLUMNS = {SupportField.BY: "held_by", SupportField.NEXT: "next_on"}


def log(
    ctx: typer.Context,
    kind: KindArgument,
    with_: WithOption = None,
    all_live: AllLiveOption = False,
    child: WithChildOption = None,
    on: OnOption = "today",
    minutes: MinutesOption = None,
    topic: TopicOption = None,
    note: NoteOption = None,
    action: ActionOption = None,
    following: NextOption = None,
    by: HeldByOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Log support that was held, one line for a whole group.

    Supervision and a phone call are one to one: with one volunteer, or with both of a couple.

    Example: ivtool support log supervision --with V-3 --on yesterday --action "ring the school by 5/12/2026"
    """  # noqa: E501 - one example, one line
    from ivtool.commands import support_answers as answers
    from ivtool.domain.support.records import Support
    from ivtool.services.support import support as services

    run = run_of(ctx)
    day, next_day = run.day(on), run.day(following, "--next", ahead=True)
    said = typed_texts(
        {"--note": note, "--topic": topic, "--by": by},
        [("--action", each) for each in action or ()],
    )
    agreed = typed_actions(run, action)
    support = Support(
        kind,
        held_on=day,
        minutes=minutes,
        held_by=said["--by"],
        topic=said["--topic"],
        note=said["--note"],
        next_on=next_day,
    )
    with run.writing() as writer:
        whom = services.WithWhom(
            [run.find(writer.reader, VOLUNTEER, each) for each in with_ or ()],
            [run.find(writer.reader, CHILD, each) for each in child or ()],
            all_live,
        )
        logged = services.log_support(writer, support, whom, agreed, run.today)
    run.show(answers.logged(logged), shown_as)


def correct(
    ctx: typer.Context,
    support: SupportArgument,
    kind: Annotated[SupportKind | None, typer.Option("--kind", help="What it was.")] = None,
    with_: WithOption = None,
    all_live: AllLiveOption = False,
    child: WithChildOption = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="The day held, else planned.")
    ] = None,
    minutes: MinutesOption = None,
    topic: TopicOption = None,
    note: NoteOption = None,
    action: ActionOption = None,
    following: NextOption = None,
    by: HeldByOption = None,
    clear: Annotated[
        list[SupportField] | None,
        typer.Option("--clear", metavar="FIELD", help="No longer said; may be repeated."),
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Put right what is said of support, or of an action.

    Only what is named changes, and the history keeps both. Who is named takes the place of who was;
    an action is added, and takes the place of one that is named, U-4/1.

    Example: ivtool support correct U-1 --on 14/11/2026 --minutes 60
    """
    from ivtool.commands import support_answers as answers
    from ivtool.services.support import support as services

    run = run_of(ctx)
    day, next_day = run.day(on, ahead=True), run.day(following, "--next", ahead=True)
    said = typed_texts(
        {"--note": note, "--topic": topic, "--by": by},
        [("--action", each) for each in action or ()],
    )
    agreed = typed_actions(run, action)
    changes = _changes(
        {
            "day": day, "kind": kind, "minutes": minutes, "held_by": said["--by"],
            "topic": said["--topic"], "note": said["--note"], "next_on": next_day,
        },
        clear or (),
    )  # fmt: skip
    whose = bool(with_ or all_live or child or SupportField.CHILD in (clear or ()))
    if not (changes or agreed or whose):
        raise NotUnderstood(
            "support correct wants what it puts right", "ivtool support correct --help"
        )
    with run.writing(corrects=True) as writer:
        which, number = support_and_action(run, writer.reader, support)
        if number is not None:
            one = _only_action(agreed, other=bool(changes or whose))
            answer = answers.action(services.correct_action(writer, which, number, one, run.today))
        else:
            young = [run.find(writer.reader, CHILD, each) for each in child or ()]
            whom = services.WithWhom(
                [run.find(writer.reader, VOLUNTEER, each) for each in with_ or ()],
                young if child or SupportField.CHILD in (clear or ()) else None,
                all_live,
            )
            corrected = services.correct_support(
                writer, which, changes, whom if whose else None, agreed, run.today
            )
            answer = answers.corrected(corrected, run.names)
    run.show(answer, shown_as)


def _changes(
    asked: "dict[str, date | SupportKind | int | str | None]", clear: "Iterable[SupportField]"
) -> dict[str, Any]:
    changes: dict[str, Any] = {name: each for name, each in asked.items() if each is not None}
    for field in clear:
        if field is SupportField.CHILD:
            continue
        column = COLUMNS.get(field, field.value)
        if column in changes:
            raise NotUnderstood(
                f"--clear {field.value} and another value of it", "ivtool support correct --help"
            )
        changes[column] = None
    return changes


def _only_action(agreed: "list[AgreedAction]", *, other: bool) -> "AgreedAction":
    """The one that takes an action's place. Raises NotUnderstood."""
    if other or len(agreed) != 1:
        raise NotUnderstood(
            "of an action what is put right is one --action", "ivtool support correct --help"
        )
    return agreed[0]
