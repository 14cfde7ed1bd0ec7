"""`ivtool panel …`: who is on the agenda, what was decided."""

from typing import Annotated

import typer

from ivtool.commands.frame import VOLUNTEER, run_of
from ivtool.commands.options import (
    LISTED_ABOVE,
    ConditionsOption,
    FormatOption,
    NoteOption,
    VolunteerArgument,
    group,
)
from ivtool.commands.parsing import typed_text
from ivtool.domain.recruitment.panels import Decision
from ivtool.domain.recruitment.vocabulary import Matter

app = group("Panel meetings: who is on the agenda, what was decided.")


@app.command()
def add(
    ctx: typer.Context,
    volunteer: VolunteerArgument,
    on: Annotated[
        str, typer.Option("--on", metavar="DAY", help="The panel's day: 31/3/2026, next tuesday.")
    ],
    matter: Annotated[
        Matter, typer.Option("--matter", help="What the panel is asked.")
    ] = Matter.APPROVAL,
    shown_as: FormatOption = None,
) -> None:
    """Put a volunteer on a panel's agenda.

    From the agenda of another panel, which has not decided, they are moved.

    Example: ivtool panel add V-118 --on "next tuesday"
    """
    from ivtool.commands import panel_answers as answers
    from ivtool.services.recruitment import panels

    run = run_of(ctx)
    day = run.day(on, ahead=True)
    with run.writing() as writer:
        number = run.find(writer.reader, VOLUNTEER, volunteer)
        put = panels.put_on_agenda(writer, number, day, matter, run.today)
    run.show(answers.put_on_agenda(put), shown_as)


@app.command()
def agenda(
    ctx: typer.Context,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DAY", help="The panel's day; else the next one in hand."),
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """List who is before a panel, and what each lacks.

    One that has met and not decided of everybody comes before the next.

    Example: ivtool panel agenda --on "next tuesday"
    """
    from ivtool.reports.recruitment import panels

    run = run_of(ctx)
    day = run.day(on, ahead=True)
    listing = run.read(panels.agenda, day, run.today, run.names)
    run.show(listing, shown_as)


@app.command()
def decide(
    ctx: typer.Context,
    volunteer: VolunteerArgument,
    decision: Annotated[Decision, typer.Argument(metavar="DECISION", help=LISTED_ABOVE)],
    conditions: ConditionsOption = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DAY", help="The panel's day; else the last that has met."),
    ] = None,
    matter: Annotated[
        Matter | None, typer.Option("--matter", help="Which, where a panel was asked both.")
    ] = None,
    note: NoteOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Record what a panel decided of a volunteer.

    DECISION is approved, approved_with_conditions, deferred or not_accepted.

    Example: ivtool panel decide V-118 approved
    """
    from ivtool.commands import panel_answers as answers
    from ivtool.services.recruitment import panels

    run = run_of(ctx)
    day = run.day(on)
    terms, said = typed_text(conditions, "--conditions"), typed_text(note, "--note")
    with run.writing() as writer:
        number = run.find(writer.reader, VOLUNTEER, volunteer)
        decided = panels.decide(writer, number, decision, day, matter, terms, said, run.today)
    run.show(answers.decided(decided), shown_as)


@app.command("list")
def list_(ctx: typer.Context, shown_as: FormatOption = None) -> None:
    """List the panels, and how much each has decided.

    Example: ivtool panel list
    """
    from ivtool.reports.recruitment import panels

    run = run_of(ctx)
    listing = run.read(panels.meetings)
    run.show(listing, shown_as)
