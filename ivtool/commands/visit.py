"""`ivtool visit …`: the log of visits and contacts."""

from typing import Annotated

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import (
    ONLY_THESE,
    REASON,
    AgainOption,
    ChildOption,
    DocumentFormatOption,
    EntryArgument,
    FormatOption,
    FromOption,
    MatchArgument,
    MatchOption,
    MonthOption,
    ToOption,
    VolunteerOption,
    elsewhere,
    group,
)
from ivtool.commands.parsing import typed_text
from ivtool.domain.letters import seen
from ivtool.domain.visits.vocabulary import VisitKind, VisitOutcome
from ivtool.errors import NotUnderstood

app = group("The log of visits and contacts.")


@app.command("list")
def list_(
    ctx: typer.Context,
    match: MatchOption = None,
    volunteer: VolunteerOption = None,
    child: ChildOption = None,
    month: MonthOption = None,
    first: FromOption = None,
    last: ToOption = None,
    kind: Annotated[list[VisitKind] | None, ONLY_THESE] = None,
    outcome: Annotated[list[VisitOutcome] | None, ONLY_THESE] = None,
    withdrawn: Annotated[
        bool, typer.Option("--withdrawn", help="Also those taken back as logged in error.")
    ] = False,
    shown_as: FormatOption = None,
) -> None:
    """List visits and contacts by day.

    Example: ivtool visit list --match M-7 --from 1/9/2026
    """
    from ivtool.reports.visits import visits

    run = run_of(ctx)
    days = run.days(month, first, last)
    listing = run.read(
        visits.visit_list,
        run.names,
        days,
        match=match,
        volunteer=volunteer,
        child=child,
        kinds=kind or (),
        outcomes=outcome or (),
        withdrawn=withdrawn,
    )
    run.show(listing, shown_as)


@app.command()
def show(ctx: typer.Context, entry: EntryArgument, shown_as: FormatOption = None) -> None:
    """Show one entry with its words.

    Example: ivtool visit show L-12
    """
    from ivtool.reports.visits import visits

    run = run_of(ctx)
    card = run.read(visits.visit_card, entry, run.names)
    run.show(card, shown_as)


@app.command()
def sheet(
    ctx: typer.Context,
    match: MatchArgument,
    on: Annotated[
        str, typer.Option("--on", metavar="DAY", help="The day of the outing: tomorrow, 5/12/2026.")
    ] = "today",
    shown_as: DocumentFormatOption = None,
) -> None:
    """Print what a volunteer takes along on an outing.

    The plan, what is left for activities, health and allergies, risks, whom to call.

    Example: ivtool visit sheet M-7 --on tomorrow --names full --format html
    """
    from ivtool.reports.visits import outing

    run = run_of(ctx)
    day = run.day(on, "--on", ahead=True)
    document = run.read(outing.outing, match, day, run.names)
    run.show(document, shown_as)


elsewhere(app, "visit_log", "log")
elsewhere(app, "visit_plan", "plan")
elsewhere(app, "visit_log", "correct")


@app.command()
def move(
    ctx: typer.Context,
    entry: EntryArgument,
    match: MatchArgument,
    again: AgainOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Move an entry to the match that it is of.

    For one that was logged under the wrong child. What was claimed for it goes along, and a concern
    that came up.

    Example: ivtool visit move L-1964 M-3
    """
    from ivtool.commands import visit_answers as answers
    from ivtool.domain.visits.records import Visit
    from ivtool.services.visits import corrections

    run = run_of(ctx)
    with run.writing(corrects=True) as writer:
        visit = run.find_record(writer.reader, Visit, entry)
        right = run.find_match(writer.reader, match)
        moved = corrections.move_visit(writer, visit, right, run.today, again=again)
    run.show(answers.moved(moved), shown_as)


@app.command()
def withdraw(
    ctx: typer.Context,
    entry: EntryArgument,
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help="- reads it.")] = None,
    shown_as: FormatOption = None,
) -> None:
    """Take back an entry that was logged in error.

    It is kept, and counts nowhere.

    Example: ivtool visit withdraw L-12 --why "logged under the wrong match"
    """
    from ivtool.commands import visit_answers as answers
    from ivtool.domain.visits.records import Visit
    from ivtool.services.visits import corrections

    run = run_of(ctx)
    said = typed_text(why, "--why")
    with run.writing() as writer:
        visit = run.find_record(writer.reader, Visit, entry)
        withdrawn = corrections.withdraw_visit(writer, visit, said, run.today)
    run.show(answers.withdrawn(withdrawn), shown_as)


@app.command()
def excuse(
    ctx: typer.Context,
    match: MatchArgument,
    month: Annotated[str, typer.Argument(metavar="MONTH", help="2026-11, nov 2026, this month.")],
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who excuses it.")] = None,
    reason: Annotated[str | None, REASON] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take the excuse back.")] = False,
    shown_as: FormatOption = None,
) -> None:
    """Excuse a month, or take that back.

    No visit was to be expected in it. The month may lie ahead.

    Example: ivtool visit excuse M-7 2026-12 --by "A. Osier" --reason "in hospital"
    """
    from ivtool.commands import visit_answers as answers
    from ivtool.services.visits import visits

    run = run_of(ctx)
    asked, said = run.month(month, "MONTH", ahead=True), typed_text(reason, "--reason")
    if withdraw:
        if by is not None or said is not None:
            raise NotUnderstood(
                "--withdraw goes with the month alone", "ivtool visit excuse --help"
            )
    elif said is None or by is None or not seen(by):
        raise NotUnderstood(
            "--by wants a name and --reason some words", "ivtool visit excuse --help"
        )
    with run.writing() as writer:
        whose = run.find_match(writer.reader, match)
        if by is None or said is None:
            excused = visits.withdraw_excuse(writer, whose, asked)
        else:
            excused = visits.excuse_month(writer, whose, asked, by, said)
    run.show(answers.excused(excused, withdrawn=withdraw), shown_as)
