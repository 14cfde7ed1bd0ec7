"""`ivtool training plan` and what comes after it; a session put right, or taken back."""

from typing import Annotated

import typer

from ivtool.commands.frame import TRAINING, VOLUNTEER, run_of
from ivtool.commands.options import FormatOption, NoteOption, VolunteerArgument, WithdrawOption
from ivtool.commands.parsing import AnswerArgument, coming, typed_texts
from ivtool.errors import NotUnderstood

SessionArgument = Annotated[str, typer.Argument(metavar="SESSION", help="T-4.")]
ModuleOption = Annotated[
    list[str] | None,
    typer.Option(
        "--module", metavar="MODULE", help="A core module, or all of them: all; may be repeated."
    ),
]
TopicOption = Annotated[
    str | None, typer.Option("--topic", metavar="TEXT", help="What else it is about: attachment.")
]
HeldByOption = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who holds the session.")
]
LastDayOption = Annotated[
    str | None, typer.Option("--until", metavar="DAY", help="The last day, of several.")
]
InviteOption = Annotated[
    list[str] | None,
    typer.Option("--invite", metavar="VOLUNTEER", help="Who is invited; may be repeated."),
]


def plan(
    ctx: typer.Context,
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="5/12/2026, tomorrow.")],
    until: LastDayOption = None,
    module: ModuleOption = None,
    topic: TopicOption = None,
    invite: InviteOption = None,
    all_live: Annotated[
        bool, typer.Option("--invite-all-live", help="Everybody with a live match today.")
    ] = False,
    by: HeldByOption = None,
    note: NoteOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Plan a training session, and invite to it.

    Example: ivtool training plan --on 12/12/2026 --topic "attachment" --invite V-117
    """
    from ivtool.commands import training_answers as answers
    from ivtool.domain.recruitment.records import Training
    from ivtool.services.recruitment import training_plans

    run = run_of(ctx)
    day, last = run.day(on, ahead=True), run.day(until, "--until", ahead=True)
    said = typed_texts({"--by": by, "--note": note, "--topic": topic})
    asked = Training(
        day, "", last if last != day else None, said["--by"], said["--note"], said["--topic"]
    )
    with run.writing() as writer:
        people = [run.find(writer.reader, VOLUNTEER, each) for each in invite or ()]
        planned = training_plans.plan_training(
            writer, asked, module or (), people, run.today, all_live=all_live
        )
    run.show(answers.planned(planned), shown_as)


def invite(
    ctx: typer.Context,
    training: SessionArgument,
    volunteer: Annotated[
        list[str], typer.Option("--volunteer", metavar="VOLUNTEER", help="Who; may be repeated.")
    ],
    withdraw: WithdrawOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Invite more people to a planned session, or take that back.

    Example: ivtool training invite T-1 --volunteer V-118
    """
    from ivtool.commands import training_answers as answers
    from ivtool.services.recruitment import training_plans

    run = run_of(ctx)
    with run.writing() as writer:
        number = run.find(writer.reader, TRAINING, training)
        people = [run.find(writer.reader, VOLUNTEER, each) for each in volunteer]
        invited = training_plans.invite(writer, number, people, withdraw=withdraw)
    run.show(answers.planned(invited), shown_as)


def comes(
    ctx: typer.Context,
    training: SessionArgument,
    volunteer: VolunteerArgument,
    answer: AnswerArgument = None,
    withdraw: WithdrawOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Record that somebody who is invited comes, or does not.

    Another answer takes its place.

    Example: ivtool training comes T-1 V-117 yes
    """
    from ivtool.commands import training_answers as answers
    from ivtool.services.recruitment import training_plans

    run = run_of(ctx)
    comes_now = coming(answer, withdraw=withdraw, command=run.command)
    with run.writing() as writer:
        number = run.find(writer.reader, TRAINING, training)
        who = run.find(writer.reader, VOLUNTEER, volunteer)
        session = training_plans.answer(writer, number, who, comes=comes_now)
    run.show(answers.answered(session, who, comes=comes_now), shown_as)


def held(
    ctx: typer.Context,
    training: SessionArgument,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="Else the day that was planned.")
    ] = None,
    until: LastDayOption = None,
    attended: Annotated[
        list[str] | None,
        typer.Option("--attended", metavar="VOLUNTEER", help="Who attended; may be repeated."),
    ] = None,
    absent: Annotated[
        list[str] | None,
        typer.Option(
            "--absent", metavar="VOLUNTEER", help="Who was invited and not there; may be repeated."
        ),
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Record that a planned session was held.

    Nobody named: everybody who is invited and did not say no, but who is --absent. Whoever is named
    attended, and of the invited nobody else.

    Example: ivtool training held T-1 --on 14/11/2026 --absent V-117
    """
    from ivtool.commands import training_answers as answers
    from ivtool.services.recruitment import training_plans

    run = run_of(ctx)
    day, last = run.day(on), run.day(until, "--until")
    with run.writing() as writer:
        number = run.find(writer.reader, TRAINING, training)
        there = [run.find(writer.reader, VOLUNTEER, each) for each in attended or ()]
        missing = [run.find(writer.reader, VOLUNTEER, each) for each in absent or ()]
        now = training_plans.hold_training(writer, number, day, last, there, missing, run.today)
    run.show(answers.added(now, "held"), shown_as)


def correct(
    ctx: typer.Context,
    training: SessionArgument,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="The day held, else planned.")
    ] = None,
    until: LastDayOption = None,
    module: ModuleOption = None,
    topic: TopicOption = None,
    by: HeldByOption = None,
    note: NoteOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Put right what is said of a session.

    Its days and modules only while nobody is recorded to have attended: they have evidence of them.

    Example: ivtool training correct T-1 --topic "attachment and loss"
    """
    from ivtool.commands import training_answers as answers
    from ivtool.services.recruitment import training_plans

    run = run_of(ctx)
    day, last = run.day(on, ahead=True), run.day(until, "--until", ahead=True)
    said = typed_texts({"--by": by, "--note": note, "--topic": topic})
    asked = {
        "held_on": day, "until_on": last, "held_by": said["--by"], "note": said["--note"],
        "topic": said["--topic"],
    }  # fmt: skip
    changes = {name: value for name, value in asked.items() if value is not None}
    if not changes and not module:
        raise NotUnderstood(
            "training correct wants what it puts right", "ivtool training correct --help"
        )
    with run.writing() as writer:
        number = run.find(writer.reader, TRAINING, training)
        session = training_plans.correct_training(writer, number, changes, module or (), run.today)
    run.show(answers.planned(session, "corrected"), shown_as)


def withdraw(ctx: typer.Context, training: SessionArgument, shown_as: FormatOption = None) -> None:
    """Take back a session at which nobody is recorded.

    One that is planned as well: it will not be.

    Example: ivtool training withdraw T-1
    """
    from ivtool.commands import training_answers as answers
    from ivtool.services.recruitment import training_plans

    run = run_of(ctx)
    with run.writing() as writer:
        number = run.find(writer.reader, TRAINING, training)
        gone = training_plans.withdraw_training(writer, number)
    run.show(answers.withdrawn(gone), shown_as)
