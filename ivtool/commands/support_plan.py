"""`ivtool support plan`, `comes` and `held`: what lies ahead, who is invited, who came."""

from typing import Annotated

import typer

from ivtool.commands.frame import CHILD, VOLUNTEER, run_of
from ivtool.commands.options import FormatOption, NoteOption, OnOption, WithdrawOption
from ivtool.commands.parsing import AnswerArgument, coming, typed_texts
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
    people_of,
    support_and_action,
    typed_actions,
)
from ivtool.errors import NotUnderstood

InviteOption = Annotated[
    list[str] | None,
    typer.Option("--invite", metavar="VOLUNTEER", help="Who is invited; may be repeated."),
]
AbsentOption = Annotated[
    list[str] | None,
    typer.Option(
        "--absent", metavar="WHO", help="Who was invited and not there: V-3, or C-4; repeated."
    ),
]
AheadOption = Annotated[str, typer.Option("--on", metavar="DAY", help="5/12/2026, tomorrow.")]
WhoArgument = Annotated[
    str, typer.Argument(metavar="WHO", help="V-3, the key or the name; a child's ref: C-4.")
]


def plan(
    ctx: typer.Context,
    kind: KindArgument,
    on: AheadOption,
    invite: InviteOption = None,
    all_live: Annotated[
        bool, typer.Option("--invite-all-live", help="Everybody with a live match today.")
    ] = False,
    child: WithChildOption = None,
    topic: TopicOption = None,
    note: NoteOption = None,
    by: HeldByOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Plan support, and invite to it.

    It changes nothing of when a supervision is due.

    Example: ivtool support plan outing --on 12/12/2026 --invite V-3 --topic "the pantomime"
    """
    from ivtool.commands import support_answers as answers
    from ivtool.domain.support.records import Support
    from ivtool.services.support import plans
    from ivtool.services.support.support import WithWhom

    run = run_of(ctx)
    day = run.day(on, ahead=True)
    said = typed_texts({"--note": note, "--topic": topic, "--by": by})
    support = Support(
        kind, planned_on=day, held_by=said["--by"], topic=said["--topic"], note=said["--note"]
    )
    with run.writing() as writer:
        whom = WithWhom(
            [run.find(writer.reader, VOLUNTEER, each) for each in invite or ()],
            [run.find(writer.reader, CHILD, each) for each in child or ()],
            all_live,
        )
        planned = plans.plan_support(writer, support, whom, run.today)
    run.show(answers.planned(planned, run.names), shown_as)


def comes(
    ctx: typer.Context,
    support: SupportArgument,
    who: WhoArgument,
    answer: AnswerArgument = None,
    withdraw: WithdrawOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Record that somebody who is invited comes, or does not.

    Another answer takes its place.

    Example: ivtool support comes U-1 V-3 yes
    """
    from ivtool.commands import support_answers as answers
    from ivtool.services.support import plans

    run = run_of(ctx)
    comes_now = coming(answer, withdraw=withdraw, command=run.command)
    with run.writing() as writer:
        which, _ = support_and_action(run, writer.reader, support)
        volunteers, children = people_of(run, writer.reader, [who])
        answered = plans.answer(writer, which, volunteers, children, run.today, comes=comes_now)
    run.show(answers.answered(answered, volunteers, children), shown_as)


def held(
    ctx: typer.Context,
    support: SupportArgument,
    on: OnOption = "today",
    with_: WithOption = None,
    all_live: AllLiveOption = False,
    child: WithChildOption = None,
    absent: AbsentOption = None,
    minutes: MinutesOption = None,
    topic: TopicOption = None,
    note: NoteOption = None,
    action: ActionOption = None,
    following: NextOption = None,
    by: HeldByOption = None,
    withdraw: WithdrawOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Record that what was planned was held, and who was there.

    Nobody named: everybody who is invited and did not say no, but who is --absent. Whoever is named
    was there, and of the invited nobody else.

    Example: ivtool support held U-1 --on 14/11/2026 --absent V-3
    """
    from ivtool.commands import support_answers as answers
    from ivtool.domain.support.records import Support
    from ivtool.services.support import plans
    from ivtool.services.support.support import WithWhom

    run = run_of(ctx)
    rest = (with_, all_live, child, absent, minutes, topic, note, action, following, by)
    if withdraw and (minutes is not None or any(rest)):
        raise NotUnderstood("--withdraw goes alone", "ivtool support held --help")
    day, next_day = run.day(on), run.day(following, "--next", ahead=True)
    said = typed_texts(
        {"--note": note, "--topic": topic, "--by": by},
        [("--action", each) for each in action or ()],
    )
    agreed = typed_actions(run, action)
    with run.writing() as writer:
        which, _ = support_and_action(run, writer.reader, support)
        if withdraw:
            now = plans.hold_no_more(writer, which, run.today)
        else:
            asked = Support(
                which.kind,
                held_on=day,
                minutes=minutes,
                held_by=said["--by"],
                topic=said["--topic"],
                note=said["--note"],
                next_on=next_day,
            )
            young = [run.find(writer.reader, CHILD, each) for each in child or ()] or None
            whom = WithWhom(
                [run.find(writer.reader, VOLUNTEER, each) for each in with_ or ()], young, all_live
            )
            missing = WithWhom(*people_of(run, writer.reader, absent))
            now = plans.hold_support(writer, which, asked, whom, missing, agreed, run.today)
    shown = answers.planned(now, run.names) if withdraw else answers.logged(now, "held")
    run.show(shown, shown_as)
