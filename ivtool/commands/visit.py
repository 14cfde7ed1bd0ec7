"""`ivtool visit …`: the log of visits and contacts."""

from typing import Annotated, Any

import typer

from ivtool.commands import visit_plan
from ivtool.commands.frame import run_of
from ivtool.commands.options import (
    ONLY_THESE,
    OUTCOME,
    REASON,
    ChildOption,
    FormatOption,
    FromOption,
    MatchArgument,
    MatchOption,
    MonthOption,
    NoteOption,
    PlaceOption,
    ToOption,
    VolunteerOption,
    group,
)
from ivtool.commands.parsing import typed_text, typed_texts
from ivtool.commands.visit_log import (
    ActivityOption,
    AgainOption,
    ChildWordsOption,
    MinutesOption,
    MoodOption,
    NextOption,
    log,
)
from ivtool.domain.letters import seen
from ivtool.domain.visits.vocabulary import VisitKind, VisitOutcome
from ivtool.errors import NotUnderstood

app = group("The log of visits and contacts.")
EntryArgument = Annotated[str, typer.Argument(metavar="ENTRY", help="The entry's ref: L-12.")]


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


app.command()(log)
app.command()(visit_plan.plan)


@app.command()
def correct(
    ctx: typer.Context,
    entry: EntryArgument,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="The day that it was.")
    ] = None,
    minutes: MinutesOption = None,
    outcome: Annotated[VisitOutcome | None, OUTCOME] = None,
    kind: Annotated[VisitKind | None, typer.Option("--kind", help="What it was.")] = None,
    activity: ActivityOption = None,
    place: PlaceOption = None,
    mood: MoodOption = None,
    child_words: ChildWordsOption = None,
    note: NoteOption = None,
    planned: NextOption = None,
    again: AgainOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Put right what an entry says.

    Only what is named changes, and the history keeps both.

    Example: ivtool visit correct L-12 --on 14/11/2026 --minutes 120
    """
    from ivtool.commands import visit_answers as answers
    from ivtool.domain.visits.records import Visit
    from ivtool.services.visits import visits

    run = run_of(ctx)
    day = run.day(on)
    next_day = run.day(planned, "--next", ahead=True)
    said = typed_texts({"--words": child_words, "--note": note})
    asked: dict[str, Any] = {
        "visited_on": day,
        "kind": kind,
        "outcome": outcome,
        "minutes": minutes,
        "activity": activity,
        "place": place,
        "mood": mood,
        "child_words": said["--words"],
        "note": said["--note"],
        "next_planned_on": next_day,
    }
    changes = {name: value for name, value in asked.items() if value is not None}
    with run.writing() as writer:
        visit = run.find_record(writer.reader, Visit, entry)
        corrected = visits.correct_visit(writer, visit, changes, run.today, again=again)
    run.show(answers.corrected(corrected), shown_as)


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
    from ivtool.services.visits import visits

    run = run_of(ctx)
    said = typed_text(why, "--why")
    with run.writing() as writer:
        visit = run.find_record(writer.reader, Visit, entry)
        withdrawn = visits.withdraw_visit(writer, visit, said, run.today)
    run.show(answers.withdrawn(withdrawn), shown_as)


@app.command()
def excuse(
    ctx: typer.Context,
    match: MatchArgument,
    month: Annotated[str, typer.Argument(metavar="MONTH", help="2026-11, nov 2026, this month.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who excuses it.")],
    reason: Annotated[str, REASON],
    shown_as: FormatOption = None,
) -> None:
    """Excuse a month in which no visit was to be expected.

    The month may lie ahead.

    Example: ivtool visit excuse M-7 2026-12 --by "A. Osier" --reason "in hospital"
    """
    from ivtool.commands import visit_answers as answers
    from ivtool.services.visits import visits

    run = run_of(ctx)
    asked, said = run.month(month, "MONTH", ahead=True), typed_text(reason, "--reason")
    if said is None or not seen(by):
        raise NotUnderstood("--by wants a name and --reason some words")
    with run.writing() as writer:
        whose = run.find_match(writer.reader, match)
        excused = visits.excuse_month(writer, whose, asked, by, said)
    run.show(answers.excused(excused), shown_as)
