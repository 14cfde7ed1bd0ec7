"""`ivtool support …`: supervision, groups, calls, outings, training and the AGM."""

from typing import Annotated

import typer

from ivtool.commands import support_log, support_plan
from ivtool.commands.frame import run_of
from ivtool.commands.options import (
    ONLY_THESE,
    ChildOption,
    CorrectOption,
    FormatOption,
    FromOption,
    MonthOption,
    OnOrCorrectedOption,
    ToOption,
    VolunteerOption,
    WithdrawOption,
    group,
)
from ivtool.commands.parsing import typed_text
from ivtool.commands.support_options import SupportArgument, support_and_action
from ivtool.domain.support.vocabulary import SupportKind
from ivtool.errors import NotUnderstood

app = group("Support to volunteers: supervision, groups, the AGM.")


@app.command("list")
def list_(
    ctx: typer.Context,
    volunteer: VolunteerOption = None,
    child: ChildOption = None,
    month: MonthOption = None,
    first: FromOption = None,
    last: ToOption = None,
    kind: Annotated[list[SupportKind] | None, ONLY_THESE] = None,
    withdrawn: Annotated[
        bool, typer.Option("--withdrawn", help="Also what was taken back.")
    ] = False,
    shown_as: FormatOption = None,
) -> None:
    """List support to volunteers by day, what is planned too.

    Example: ivtool support list --kind supervision --from 1/9/2026
    """
    from ivtool.reports.support import support

    run = run_of(ctx)
    days = run.days(month, first, last)
    listing = run.read(
        support.support_list,
        run.names,
        days,
        run.today,
        volunteer=volunteer,
        child=child,
        kinds=kind or (),
        withdrawn=withdrawn,
    )
    run.show(listing, shown_as)


@app.command()
def show(ctx: typer.Context, support: SupportArgument, shown_as: FormatOption = None) -> None:
    """Show one support: who was there, what was agreed.

    Example: ivtool support show U-1
    """
    from ivtool.reports.support import support as reports

    run = run_of(ctx)
    card = run.read(reports.support_card, support, run.today, run.names)
    run.show(card, shown_as)


app.command()(support_log.log)
app.command()(support_plan.plan)
app.command()(support_plan.comes)
app.command()(support_plan.held)


@app.command()
def done(
    ctx: typer.Context,
    action: Annotated[str, typer.Argument(metavar="ACTION", help="What was agreed: U-4/1.")],
    on: OnOrCorrectedOption = None,
    correct: CorrectOption = False,
    withdraw: WithdrawOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Record that what was agreed is done.

    Example: ivtool support done U-1/1
    """
    from ivtool.commands import support_answers as answers
    from ivtool.services.support import support as services

    run = run_of(ctx)
    if withdraw and (correct or on is not None):
        raise NotUnderstood("--withdraw goes alone", "ivtool support done --help")
    day = None if withdraw else run.day_recorded(on, correct=correct)
    with run.writing(corrects=correct) as writer:
        support, number = support_and_action(run, writer.reader, action)
        if number is None:
            raise NotUnderstood("it is an action that is done: U-4/1", "ivtool support done --help")
        changed = services.do_action(writer, support, number, day, run.today, correct=correct)
    run.show(answers.action(changed), shown_as)


app.command()(support_log.correct)


@app.command()
def withdraw(
    ctx: typer.Context,
    support: SupportArgument,
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help="- reads it.")] = None,
    shown_as: FormatOption = None,
) -> None:
    """Take back what was logged in error, or a plan.

    It is kept, and counts nowhere; an action, U-4/1, goes.

    Example: ivtool support withdraw U-1 --why "logged twice"
    """
    from ivtool.commands import support_answers as answers
    from ivtool.services.support import support as services

    run = run_of(ctx)
    said = typed_text(why, "--why")
    with run.writing() as writer:
        which, number = support_and_action(run, writer.reader, support)
        if number is None:
            answer = answers.withdrawn(services.withdraw_support(writer, which, said, run.today))
        else:
            answer = answers.action(services.withdraw_action(writer, which, number))
    run.show(answer, shown_as)
