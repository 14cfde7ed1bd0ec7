"""`ivtool visit …`: the log of visits and contacts."""

from typing import Annotated

import typer

from ivtool.commands import visit_plan
from ivtool.commands.options import (
    ChildOption,
    FormatOption,
    FromOption,
    MatchArgument,
    MatchOption,
    ToOption,
    VolunteerOption,
    group,
    settings_of,
)
from ivtool.commands.parsing import typed_text
from ivtool.commands.visit_log import EntryArgument, correct, log
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
    month: Annotated[
        str | None, typer.Option("--month", metavar="MONTH", help="Only of this month.")
    ] = None,
    first: FromOption = None,
    last: ToOption = None,
    kind: Annotated[
        list[VisitKind] | None, typer.Option("--kind", help="Only these; may be repeated.")
    ] = None,
    outcome: Annotated[
        list[VisitOutcome] | None, typer.Option("--outcome", help="Only these; may be repeated.")
    ] = None,
    withdrawn: Annotated[
        bool, typer.Option("--withdrawn", help="Also those taken back as logged in error.")
    ] = False,
    shown_as: FormatOption = None,
) -> None:
    """List visits and contacts by day.

    Example: ivtool visit list --match M-7 --from 1/9/2026
    """
    from ivtool import db, output
    from ivtool.reports.visits import visits

    settings = settings_of(ctx)
    days = visits.days_asked(
        None if month is None else settings.month(month),
        None if first is None else settings.day(first, "--from"),
        None if last is None else settings.day(last, "--to"),
    )
    with db.reading(settings) as reader:
        listing = visits.visit_list(
            reader,
            settings.names,
            days,
            match=match,
            volunteer=volunteer,
            child=child,
            kinds=kind or (),
            outcomes=outcome or (),
            withdrawn=withdrawn,
        )
    output.show(listing, shown_as)


@app.command()
def show(ctx: typer.Context, entry: EntryArgument, shown_as: FormatOption = None) -> None:
    """Show one entry with its words.

    Example: ivtool visit show L-12
    """
    from ivtool import db, output
    from ivtool.reports.visits import visits

    settings = settings_of(ctx)
    with db.reading(settings) as reader:
        card = visits.visit_card(reader, entry, settings.names)
    output.show_card(card, shown_as)


app.command()(log)
app.command()(visit_plan.plan)
app.command()(correct)


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
    from ivtool import db, output
    from ivtool.commands import visit_answers as answers
    from ivtool.domain.visits.records import Visit
    from ivtool.queries.lookup import find_record
    from ivtool.services.visits import visits

    settings = settings_of(ctx)
    said = typed_text(why, "--why")
    with db.writing(settings, "visit withdraw") as writer:
        visit = find_record(writer.reader, Visit, entry, settings.names)
        withdrawn = visits.withdraw_visit(writer, visit, said, settings.today)
    output.done(answers.withdrawn(withdrawn), shown_as)


@app.command()
def excuse(
    ctx: typer.Context,
    match: MatchArgument,
    month: Annotated[str, typer.Argument(metavar="MONTH", help="2026-11, nov 2026, this month.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who excuses it.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; - reads it.")],
    shown_as: FormatOption = None,
) -> None:
    """Excuse a month in which no visit was to be expected.

    The month may lie ahead.

    Example: ivtool visit excuse M-7 2026-12 --by "A. Osier" --reason "in hospital"
    """
    from ivtool import db, output
    from ivtool.commands import visit_answers as answers
    from ivtool.domain.matching.records import Match
    from ivtool.queries.lookup import find_record
    from ivtool.services.visits import visits

    settings = settings_of(ctx)
    asked, said = settings.month_ahead(month, "MONTH"), typed_text(reason, "--reason")
    if said is None or not seen(by):
        raise NotUnderstood("--by wants a name and --reason some words")
    with db.writing(settings, "visit excuse") as writer:
        whose = find_record(writer.reader, Match, match, settings.names)
        excused = visits.excuse_month(writer, whose, asked, by, said)
    output.done(answers.excused(excused), shown_as)
