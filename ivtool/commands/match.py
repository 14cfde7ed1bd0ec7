"""`ivtool match …`: matches to look at; pausing and resuming; from proposal to ending."""

from typing import Annotated

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import (
    ONLY_THESE,
    AsOfOption,
    AuthorityOption,
    ChildOption,
    CorrectOption,
    Elsewhere,
    FormatOption,
    MatchArgument,
    NoteOption,
    OnOption,
    UntilOption,
    VolunteerOption,
    WhenOption,
    WithdrawOption,
    WithViews,
    elsewhere,
    group,
)
from ivtool.commands.parsing import typed_text
from ivtool.domain.matching.vocabulary import MatchStatus, PauseReason
from ivtool.errors import NotUnderstood

app = group("Matches of a child with a volunteer, from proposal to ending.")


@app.command("list")
def list_(
    ctx: typer.Context,
    status: Annotated[list[MatchStatus] | None, ONLY_THESE] = None,
    child: ChildOption = None,
    volunteer: VolunteerOption = None,
    authority: AuthorityOption = None,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """List the matches, from proposal to ending.

    Example: ivtool match list --status live --status paused
    """
    from ivtool.reports.matching import matches

    run = run_of(ctx)
    listing = run.read(
        matches.match_list,
        run.past_day(as_of),
        run.names,
        statuses=status or (),
        child=child,
        volunteer=volunteer,
        authority=authority,
    )
    run.show(listing, shown_as)


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
    from ivtool.reports.matching import matches

    run = run_of(ctx)
    card = run.read(matches.match_card, match, run.past_day(as_of), run.names)
    run.show(card, shown_as)


@app.command()
def pause(
    ctx: typer.Context,
    match: MatchArgument,
    on: WhenOption = None,
    until: UntilOption = None,
    reason: Annotated[PauseReason | None, typer.Option("--reason", help="Why.")] = None,
    note: NoteOption = None,
    correct: CorrectOption = False,
    withdraw: WithdrawOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Pause a match from a day, which may lie ahead.

    No visit is expected in a pause. The latest one is put right, or taken back.

    Example: ivtool match pause M-7 --on 1/12/2026 --until 14/12/2026 --reason exams
    """
    from ivtool.commands import match_answers as answers
    from ivtool.domain.matching.records import MatchPause
    from ivtool.services.matching import matches

    run = run_of(ctx)
    last = run.day(until, "--until", ahead=True)
    first = run.day(on, ahead=True)
    said = typed_text(note, "--note")
    asked = {"from_on": first, "until_on": last, "reason": reason, "note": said}
    changes = {name: each for name, each in asked.items() if each is not None}
    if correct + withdraw > 1 or (withdraw and changes) or (correct and not changes):
        raise NotUnderstood(
            "--correct goes with what it puts right, --withdraw alone", "ivtool match pause --help"
        )
    with run.writing(corrects=correct) as writer:
        whose = run.find_match(writer.reader, match)
        if correct or withdraw:
            paused = matches.change_pause(writer, whose, changes, run.today)
        else:
            new = MatchPause(whose.id, first or run.today, last, reason, said)
            paused = matches.pause_match(writer, whose, new, run.today)
    run.show(answers.pause_withdrawn(paused) if withdraw else answers.paused(paused), shown_as)


@app.command()
def resume(
    ctx: typer.Context, match: MatchArgument, on: OnOption = "today", shown_as: FormatOption = None
) -> None:
    """Resume a paused match: the pause's last day is the day before.

    Example: ivtool match resume M-19 --on yesterday
    """
    from ivtool.commands import match_answers as answers
    from ivtool.services.matching import matches

    run = run_of(ctx)
    day = run.day(on, ahead=True)
    with run.writing() as writer:
        whose = run.find_match(writer.reader, match)
        paused = matches.resume_match(writer, whose, day, run.today)
    run.show(answers.resumed(paused, day), shown_as)


elsewhere(app, "match_plan", "plan")
elsewhere(app, "match_continue", "continue")
elsewhere(app, "visit_plan", "interval")
elsewhere(app, "match_propose", "propose", "heard", "shown", "met", "start", "end", "reopen")
app.command("review", cls=WithViews)(Elsewhere("match_review", "review"))
