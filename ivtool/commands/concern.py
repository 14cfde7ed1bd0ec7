"""`ivtool concern …`: raised, told, added to, closed, withdrawn; words in `concern show` only."""

from typing import Annotated

import typer

from ivtool.commands.frame import CHILD, CONCERN, MATCH, VOLUNTEER, run_of
from ivtool.commands.options import (
    LISTED_ABOVE,
    AsOfOption,
    AuthorityOption,
    ChildOption,
    ExitCodeOption,
    FormatOption,
    NoteOption,
    OnOption,
    VolunteerOption,
    group,
)
from ivtool.commands.parsing import typed_texts
from ivtool.domain.concerns.vocabulary import ConcernKind, NoteKind, ToldParty
from ivtool.errors import NotUnderstood

app = group("Concerns for a child: raised, told in time, followed up.")
ConcernArgument = Annotated[str, typer.Argument(metavar="CONCERN", help="The concern's ref: K-1.")]
AtOption = Annotated[
    str | None, typer.Option("--at", metavar="TIME", help="At what time: 15:40, 9.30 or 2pm.")
]
ByOption = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who it was, else who is at the keyboard."),
]


@app.command("raise")
def raise_(
    ctx: typer.Context,
    kind: Annotated[ConcernKind, typer.Option("--kind", help="What it is about.")],
    child: Annotated[
        str | None, typer.Option("--child", metavar="CHILD", help="Whom it is about.")
    ] = None,
    volunteer: Annotated[
        str | None,
        typer.Option("--volunteer", metavar="VOLUNTEER", help="Whom it is about, or also about."),
    ] = None,
    match: Annotated[
        str | None,
        typer.Option(
            "--match", metavar="MATCH", help="Its child, and of an allegation its volunteer."
        ),
    ] = None,
    words: Annotated[
        str | None,
        typer.Option("--words", metavar="TEXT", help="What was said or seen; - reads it, @ edits."),
    ] = None,
    action: Annotated[
        str | None,
        typer.Option(
            "--action", metavar="TEXT", help="What was done at once; - reads it, @ edits."
        ),
    ] = None,
    on: OnOption = "today",
    at: AtOption = None,
    by: ByOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Raise a concern about a child or a volunteer.

    Its words are seen in `concern show` only, and are never changed. The social worker is told the
    same day, of an allegation about a volunteer also the LADO within one working day.

    Example: ivtool concern raise --child C-7 --kind health --words "A cough for three weeks."
    """
    from ivtool.commands import concern_answers as answers
    from ivtool.domain.concerns.records import Concern
    from ivtool.services import concerns

    run = run_of(ctx)
    day, time = run.day(on), _time(at)
    said = typed_texts({"--words": words, "--action": action, "--by": by})
    with run.writing() as writer:
        asked = Concern(
            kind,
            day,
            said["--by"] or run.actor,
            said["--words"] or "",
            raised_time=time,
            child_id=run.find(writer.reader, CHILD, child),
            volunteer_id=run.find(writer.reader, VOLUNTEER, volunteer),
            match_id=run.find(writer.reader, MATCH, match),
            action=said["--action"],
        )
        raised = concerns.raise_concern(writer, asked, run.today, run.settings.time)
    run.show(answers.raised(raised, run.today), shown_as)


@app.command()
def told(
    ctx: typer.Context,
    concern: ConcernArgument,
    party: Annotated[ToldParty, typer.Argument(metavar="PARTY", help=LISTED_ABOVE)],
    on: OnOption = "today",
    at: AtOption = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="NAME", help="Who there was told.")
    ] = None,
    by: ByOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Record that somebody was told of a concern.

    The social_worker, the lado, the manager, the police or other: however late it was, and of a
    closed concern too.

    Example: ivtool concern told K-1 social_worker --at 16:05
    """
    from ivtool.commands import concern_answers as answers
    from ivtool.services import concerns

    run = run_of(ctx)
    day, time = run.day(on), _time(at)
    said = typed_texts({"--to": to, "--by": by})
    person, told_by = said["--to"], said["--by"] or run.actor
    with run.writing() as writer:
        number = run.find(writer.reader, CONCERN, concern)
        telling = concerns.tell(
            writer, number, party, day, time, person, told_by, run.today, run.settings.time
        )
    run.show(answers.told(telling, run.today), shown_as)


@app.command()
def note(
    ctx: typer.Context,
    concern: ConcernArgument,
    note: NoteOption = None,
    done: Annotated[bool, typer.Option("--done", help="It is an action that was taken.")] = False,
    by: ByOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Add a note to an open concern, or an action that was taken.

    Example: ivtool concern note K-1 --note "The social worker visits on Tuesday."
    """
    from ivtool.commands import concern_answers as answers
    from ivtool.services import concerns

    run = run_of(ctx)
    said = typed_texts({"--note": note, "--by": by})
    noted_by = said["--by"] or run.actor
    kind = NoteKind.ACTION if done else NoteKind.NOTE
    with run.writing() as writer:
        number = run.find(writer.reader, CONCERN, concern)
        noted = concerns.add_note(writer, number, kind, said["--note"], noted_by, run.today)
    run.show(answers.noted(noted), shown_as)


@app.command()
def close(
    ctx: typer.Context,
    concern: ConcernArgument,
    note: NoteOption = None,
    on: OnOption = "today",
    by: ByOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Close a concern once everybody was told who must be.

    Example: ivtool concern close K-1 --note "Seen by the doctor; nothing further."
    """
    from ivtool.commands import concern_answers as answers
    from ivtool.services import concerns

    run = run_of(ctx)
    day = run.day(on)
    said = typed_texts({"--note": note, "--by": by})
    closed_by = said["--by"] or run.actor
    with run.writing() as writer:
        number = run.find(writer.reader, CONCERN, concern)
        closed = concerns.close(writer, number, day, said["--note"], closed_by, run.today)
    run.show(answers.noted(closed), shown_as)


@app.command()
def withdraw(
    ctx: typer.Context,
    concern: ConcernArgument,
    why: Annotated[
        str | None, typer.Option("--why", metavar="TEXT", help="Why; - reads it, @ edits.")
    ] = None,
    duplicate_of: Annotated[
        str | None,
        typer.Option("--duplicate-of", metavar="CONCERN", help="The one that stays: K-1."),
    ] = None,
    on: OnOption = "today",
    by: ByOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Withdraw a concern that was raised by mistake, or twice.

    It is kept, and counted nowhere; nobody has to be told of it any more.

    Example: ivtool concern withdraw K-2 --duplicate-of K-1 --why "Raised by both of us."
    """
    from ivtool.commands import concern_answers as answers
    from ivtool.services import concerns

    run = run_of(ctx)
    day = run.day(on)
    said = typed_texts({"--why": why, "--by": by})
    withdrawn_by = said["--by"] or run.actor
    with run.writing() as writer:
        number = run.find(writer.reader, CONCERN, concern)
        other = run.find(writer.reader, CONCERN, duplicate_of)
        withdrawn = concerns.withdraw(
            writer, number, day, other, said["--why"], withdrawn_by, run.today
        )
    run.show(answers.withdrawn(withdrawn), shown_as)


@app.command("list")
def list_(
    ctx: typer.Context,
    open_only: Annotated[bool, typer.Option("--open", help="Only those not closed.")] = False,
    late: Annotated[
        bool, typer.Option("--late", help="Only where somebody should have been told and is not.")
    ] = False,
    kind: Annotated[ConcernKind | None, typer.Option("--kind", help="Only these.")] = None,
    child: ChildOption = None,
    volunteer: VolunteerOption = None,
    authority: AuthorityOption = None,
    as_of: AsOfOption = None,
    exit_code: ExitCodeOption = False,
    shown_as: FormatOption = None,
) -> None:
    """List concerns, without their words, and who was told when.

    Example: ivtool concern list --open
    """
    from ivtool.reports import concerns

    run = run_of(ctx)
    listing = run.read(
        concerns.concern_list,
        run.past_day(as_of),
        run.names,
        open_only=open_only,
        late_only=late,
        kind=kind,
        child=child,
        volunteer=volunteer,
        authority=authority,
    )
    run.show(listing, shown_as, exit_code=exit_code)


@app.command()
def show(ctx: typer.Context, concern: ConcernArgument, shown_as: FormatOption = None) -> None:
    """Show one concern with its words.

    Who looked, and when, is kept; where that cannot be written nothing is shown.

    Example: ivtool concern show K-1
    """
    from ivtool.reports import concerns as reports
    from ivtool.services import concerns

    run = run_of(ctx)
    with run.writing() as writer:
        number = run.find(writer.reader, CONCERN, concern)
        concerns.look(writer, number, run.actor)
        card = reports.concern_card(writer.reader, number, run.today, run.names)
    # Only once the look is committed.
    run.show(card, shown_as, done=True)


def _time(text: str | None) -> str | None:
    """A time of day as the file keeps it, `15:40`. Raises NotUnderstood for what is none."""
    if text is None:
        return None
    from ivtool.domain.times import TIME_FORMS, minute_of_day

    try:
        minute = minute_of_day(text)
    except ValueError as error:
        raise NotUnderstood(f"--at {error}", f"times are {TIME_FORMS}") from None
    return f"{minute // 60:02d}:{minute % 60:02d}"
