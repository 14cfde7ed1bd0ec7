"""`ivtool visit plan` and `ivtool match interval`: what lies ahead of a match."""

from typing import Annotated

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import FormatOption, MatchArgument, OnOption, PlaceOption, whole
from ivtool.errors import NotUnderstood


def plan(
    ctx: typer.Context,
    match: MatchArgument,
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="5/12/2026, tomorrow.")],
    activity: Annotated[
        str | None, typer.Option("--activity", metavar="TEXT", help="What they will do.")
    ] = None,
    place: PlaceOption = None,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Take the plan of that day back.")
    ] = False,
    shown_as: FormatOption = None,
) -> None:
    """Plan a visit, and see what is left of the month's figure.

    It changes nothing of when a visit is due.

    Example: ivtool visit plan M-7 --on 5/12/2026 --activity "the pantomime"
    """
    from ivtool.commands import visit_plan_answers as answers
    from ivtool.domain.visits.records import VisitPlan
    from ivtool.services.visits import plans

    run = run_of(ctx)
    if withdraw and (activity is not None or place is not None):
        raise NotUnderstood("--withdraw goes with --on alone", "ivtool visit plan --help")
    day = run.day(on, ahead=True)
    with run.writing() as writer:
        whose = run.find_match(writer.reader, match)
        if withdraw:
            planned = plans.withdraw_plan(writer, whose, day, run.today)
        else:
            asked = VisitPlan(whose.id, day, activity, place)
            planned = plans.plan_visit(writer, whose, asked, run.today)
    run.show(answers.planned(planned, run.names), shown_as)


def interval(
    ctx: typer.Context,
    match: MatchArgument,
    months: Annotated[
        int,
        typer.Option(
            "--every", parser=whole, metavar="MONTHS", help="From one visit to the next: 1 to 12."
        ),
    ],
    on: OnOption = "today",
    shown_as: FormatOption = None,
) -> None:
    """Give a match its own months between visits from a day on.

    The day may lie ahead; the same day's are replaced.

    Example: ivtool match interval M-7 --every 2 --on 1/12/2026
    """
    from ivtool.commands import visit_plan_answers as answers
    from ivtool.services.visits import plans

    run = run_of(ctx)
    day = run.day(on, ahead=True)
    with run.writing() as writer:
        whose = run.find_match(writer.reader, match)
        own = plans.set_interval(writer, whose, months, day)
    run.show(answers.interval(own), shown_as)
