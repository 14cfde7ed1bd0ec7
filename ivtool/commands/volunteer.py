"""`ivtool volunteer …`: who they are, how far they have come, who is clear to visit."""

from typing import Annotated

import typer

from ivtool.commands.options import AsOfOption, FormatOption, group, settings_of
from ivtool.domain.words import Stage, VolunteerStanding

app = group("Volunteers: who they are, how far they have come, who is clear to visit.")


@app.command("list")
def list_(
    ctx: typer.Context,
    stage: Annotated[
        list[Stage] | None, typer.Option("--stage", help="Only these; may be repeated.")
    ] = None,
    standing: Annotated[
        list[VolunteerStanding] | None,
        typer.Option("--standing", help="Only these; may be repeated."),
    ] = None,
    clear: Annotated[
        bool | None, typer.Option("--clear/--not-clear", help="Only who is clear to visit, or not.")
    ] = None,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """List the volunteers: stage, standing, clear to visit or not.

    Example: ivtool volunteer list --stage approved --not-clear
    """
    from ivtool import db, output
    from ivtool.reports import volunteers

    settings = settings_of(ctx)
    day = settings.past_day(as_of, "--as-of")
    with db.reading(settings) as reader:
        listing = volunteers.volunteer_list(
            reader,
            day,
            settings.names,
            stages=stage or (),
            standings=standing or (),
            clear=clear,
        )
    output.show(listing, shown_as)


@app.command()
def show(
    ctx: typer.Context,
    volunteer: Annotated[
        str, typer.Argument(metavar="VOLUNTEER", help="V-12, the key, or the name.")
    ],
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Show one volunteer: stages, what is in date, holds, matches.

    Example: ivtool volunteer show V-12
    """
    from ivtool import db, output
    from ivtool.reports import volunteers

    settings = settings_of(ctx)
    day = settings.past_day(as_of, "--as-of")
    with db.reading(settings) as reader:
        card = volunteers.volunteer_card(reader, volunteer, day, settings.names)
    output.show_card(card, shown_as)
