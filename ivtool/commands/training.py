"""`ivtool training …`: the sessions, and who attended which modules."""

from typing import Annotated

import typer

from ivtool.commands import training_plan
from ivtool.commands.frame import TRAINING, VOLUNTEER, run_of
from ivtool.commands.options import (
    AsOfOption,
    FormatOption,
    NoteOption,
    OnOption,
    WithdrawOption,
    group,
)
from ivtool.commands.parsing import typed_texts
from ivtool.commands.training_plan import ModuleOption, SessionArgument, TopicOption

app = group("Training sessions and who attended them.")


@app.command()
def add(
    ctx: typer.Context,
    on: OnOption = "today",
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DAY", help="The last day, where it was held on several."),
    ] = None,
    module: ModuleOption = None,
    topic: TopicOption = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who held the session.")
    ] = None,
    attended: Annotated[
        list[str] | None,
        typer.Option(
            "--attended", metavar="VOLUNTEER", help="Who was there for all of it; may be repeated."
        ),
    ] = None,
    note: NoteOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Record a training session, and who attended it.

    What was taught over several days counts from the last of them. Core modules, all of them at
    once, or any other topic.

    Example: ivtool training add --on 14/11/2026 --until 15/11/2026 --module boundaries --attended V-117 --attended V-118
    """  # noqa: E501 - one example, one line
    from ivtool.commands import training_answers as answers
    from ivtool.services.recruitment import trainings

    run = run_of(ctx)
    day = run.day(on)
    last = run.day(until, "--until")
    said = typed_texts({"--by": by, "--note": note, "--topic": topic})
    with run.writing() as writer:
        people = [run.find(writer.reader, VOLUNTEER, each) for each in attended or ()]
        added = trainings.add_training(
            writer,
            day,
            last,
            module or (),
            said["--by"],
            said["--note"],
            people,
            run.today,
            said["--topic"],
        )
    run.show(answers.added(added), shown_as)


@app.command("attended")
def attended_(
    ctx: typer.Context,
    training: SessionArgument,
    volunteer: Annotated[
        list[str] | None,
        typer.Option("--volunteer", metavar="VOLUNTEER", help="Who; may be repeated."),
    ] = None,
    module: Annotated[
        list[str] | None,
        typer.Option("--module", metavar="MODULE", help="Only this; may be repeated."),
    ] = None,
    withdraw: WithdrawOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Record who else attended a session, or take that back.

    Example: ivtool training attended T-1 --volunteer V-117 --module boundaries
    """
    from ivtool.commands import training_answers as answers
    from ivtool.services.recruitment import trainings

    run = run_of(ctx)
    with run.writing() as writer:
        number = run.find(writer.reader, TRAINING, training)
        people = [run.find(writer.reader, VOLUNTEER, each) for each in volunteer or ()]
        if withdraw:
            attended = trainings.withdraw_attendance(writer, number, people, module or ())
        else:
            attended = trainings.attend_training(writer, number, people, module or (), run.today)
    run.show(answers.attended(attended, withdrawn=withdraw), shown_as)


app.command()(training_plan.plan)
app.command()(training_plan.invite)
app.command()(training_plan.comes)
app.command()(training_plan.held)
app.command()(training_plan.correct)
app.command()(training_plan.withdraw)


@app.command("list")
def list_(ctx: typer.Context, as_of: AsOfOption = None, shown_as: FormatOption = None) -> None:
    """List the training sessions, what is planned too.

    Example: ivtool training list
    """
    from ivtool.reports.recruitment import trainings

    run = run_of(ctx)
    listing = run.read(trainings.session_list, run.past_day(as_of), run.names)
    run.show(listing, shown_as)


@app.command()
def show(ctx: typer.Context, training: SessionArgument, shown_as: FormatOption = None) -> None:
    """Show one training session: who attended what.

    Example: ivtool training show T-1
    """
    from ivtool.reports.recruitment import trainings

    run = run_of(ctx)
    card = run.read(trainings.session_card, training, run.names)
    run.show(card, shown_as)
