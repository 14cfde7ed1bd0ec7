"""`ivtool match …`: matches to look at; pausing and resuming; from proposal to ending."""

from typing import Annotated

import typer

from ivtool.commands import match_propose, visit_plan
from ivtool.commands.options import (
    AsOfOption,
    AuthorityOption,
    ChildOption,
    FormatOption,
    MatchArgument,
    NoteOption,
    OnOption,
    VolunteerOption,
    group,
    settings_of,
)
from ivtool.commands.parsing import typed_text
from ivtool.domain.matching.vocabulary import MatchStatus, PauseReason

app = group("Matches of a child with a volunteer, from proposal to ending.")


@app.command("list")
def list_(
    ctx: typer.Context,
    status: Annotated[
        list[MatchStatus] | None, typer.Option("--status", help="Only these; may be repeated.")
    ] = None,
    child: ChildOption = None,
    volunteer: VolunteerOption = None,
    authority: AuthorityOption = None,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """List the matches, from proposal to ending.

    Example: ivtool match list --status live --status paused
    """
    from ivtool import db, output
    from ivtool.reports.matching import matches

    settings = settings_of(ctx)
    day = settings.past_day(as_of, "--as-of")
    with db.reading(settings) as reader:
        listing = matches.match_list(
            reader,
            day,
            settings.names,
            statuses=status or (),
            child=child,
            volunteer=volunteer,
            authority=authority,
        )
    output.show(listing, shown_as)


@app.command()
def show(
    ctx: typer.Context,
    match: MatchArgument,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Show one match: its people, pauses, latest visits.

    And where it stands with its visits, and the excused months.

    Example: ivtool match show M-7
    """
    from ivtool import db, output
    from ivtool.reports.matching import matches

    settings = settings_of(ctx)
    day = settings.past_day(as_of, "--as-of")
    with db.reading(settings) as reader:
        card = matches.match_card(reader, match, day, settings.names)
    output.show_card(card, shown_as)


@app.command()
def pause(
    ctx: typer.Context,
    match: MatchArgument,
    on: OnOption = "today",
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="The last day; else no end is set.")
    ] = None,
    reason: Annotated[PauseReason | None, typer.Option("--reason", help="Why.")] = None,
    note: NoteOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Pause a match from a day, which may lie ahead.

    No visit is expected in a pause.

    Example: ivtool match pause M-7 --on 1/12/2026 --until 14/12/2026 --reason exams
    """
    from ivtool import db, output
    from ivtool.commands import match_answers as answers
    from ivtool.domain.matching.records import Match, MatchPause
    from ivtool.queries.lookup import find_record
    from ivtool.services.matching import matches

    settings = settings_of(ctx)
    last = None if until is None else settings.day_ahead(until, "--until")
    first = settings.day_ahead(on)
    said = typed_text(note, "--note")
    with db.writing(settings, "match pause") as writer:
        whose = find_record(writer.reader, Match, match, settings.names)
        asked = MatchPause(whose.id, first, last, reason, said)
        paused = matches.pause_match(writer, whose, asked, settings.today)
    output.done(answers.paused(paused), shown_as)


@app.command()
def resume(
    ctx: typer.Context, match: MatchArgument, on: OnOption = "today", shown_as: FormatOption = None
) -> None:
    """Resume a paused match: the pause's last day is the day before.

    Example: ivtool match resume M-19 --on yesterday
    """
    from ivtool import db, output
    from ivtool.commands import match_answers as answers
    from ivtool.domain.matching.records import Match
    from ivtool.queries.lookup import find_record
    from ivtool.services.matching import matches

    settings = settings_of(ctx)
    day = settings.day_ahead(on)
    with db.writing(settings, "match resume") as writer:
        whose = find_record(writer.reader, Match, match, settings.names)
        paused = matches.resume_match(writer, whose, day, settings.today)
    output.done(answers.resumed(paused, day), shown_as)


app.command()(visit_plan.interval)
match_propose.register(app)
