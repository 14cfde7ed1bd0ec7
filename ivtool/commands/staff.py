"""`ivtool staff …`: who works for the service, and whom each of them leads."""

import re
from typing import Annotated

import typer

from ivtool.commands.options import AsOfOption, FormatOption, OnOption, group, settings_of
from ivtool.commands.parsing import typed_text
from ivtool.domain.letters import seen
from ivtool.domain.staff import Led, StaffField
from ivtool.errors import NotUnderstood

app = group("Who works for the service, and whom each of them leads.")
StaffArgument = Annotated[str, typer.Argument(metavar="STAFF", help="S-1, or the name.")]
HoursOption = Annotated[
    str | None, typer.Option("--hours", metavar="N", help="Of a week, such as 30 or 22.5.")
]
HOURS = re.compile(r"(-?)([0-9]{1,6})(?:\.([0-9])0*)?")


@app.command()
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="In full, in quotes.")],
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="Co-ordinator, manager.")],
    hours: HoursOption = None,
    on: OnOption = "today",
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Although somebody of that name works here.")
    ] = False,
    shown_as: FormatOption = None,
) -> None:
    """Add somebody who works for the service from a day on.

    Example: ivtool staff add "Ros Hale" --role co-ordinator --hours 30 --on 1/9/2026
    """
    from ivtool import db, output
    from ivtool.commands import staff_answers as answers
    from ivtool.services import staff

    settings = settings_of(ctx)
    day, weekly = settings.day(on), _hours(hours)
    named, works_as = typed_text(name, "NAME"), typed_text(role, "--role")
    with db.writing(settings, "staff add") as writer:
        added = staff.add_staff(writer, named, works_as, weekly, day, settings.today, anyway=anyway)
    output.done(answers.added(added), shown_as)


@app.command()
def edit(
    ctx: typer.Context,
    staff: StaffArgument,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="In full, in quotes.")
    ] = None,
    role: Annotated[
        str | None, typer.Option("--role", metavar="ROLE", help="Co-ordinator, manager.")
    ] = None,
    hours: HoursOption = None,
    clear: Annotated[
        list[StaffField] | None,
        typer.Option("--clear", metavar="FIELD", help="No longer known: hours."),
    ] = None,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Although somebody of that name works here.")
    ] = False,
    shown_as: FormatOption = None,
) -> None:
    """Put right what is known of somebody of the staff.

    Only what is named changes.

    Example: ivtool staff edit S-1 --hours 22.5
    """
    from ivtool import db, output
    from ivtool.commands import staff_answers as answers
    from ivtool.queries.lookup import find
    from ivtool.services import staff as services

    settings = settings_of(ctx)
    asked: dict[str, object] = {
        # An empty text is one that was said: it is refused.
        "name": None if name is None else typed_text(name, "--name") or "",
        "role": None if role is None else typed_text(role, "--role") or "",
        "weekly_hours_tenths": _hours(hours),
    }
    changes = {field: value for field, value in asked.items() if value is not None}
    with db.writing(settings, "staff edit") as writer:
        number = find(writer.reader, "staff", staff, settings.names)
        edited = services.edit_staff(
            writer, number, changes, clear or (), settings.today, anyway=anyway
        )
    output.done(answers.edited(edited), shown_as)


@app.command("list")
def list_(ctx: typer.Context, as_of: AsOfOption = None, shown_as: FormatOption = None) -> None:
    """List the staff, and how many each of them leads.

    Example: ivtool staff list
    """
    from ivtool import db, output
    from ivtool.reports import staff

    settings = settings_of(ctx)
    day = settings.past_day(as_of, "--as-of")
    with db.reading(settings) as reader:
        listing = staff.staff_list(reader, day, settings.names)
    output.show(listing, shown_as)


@app.command()
def lead(
    ctx: typer.Context,
    staff: StaffArgument,
    volunteer: Annotated[
        list[str] | None,
        typer.Option("--volunteer", metavar="VOLUNTEER", help="May be repeated."),
    ] = None,
    referral: Annotated[
        list[str] | None, typer.Option("--referral", metavar="REFERRAL", help="May be repeated.")
    ] = None,
    match: Annotated[
        list[str] | None, typer.Option("--match", metavar="MATCH", help="May be repeated.")
    ] = None,
    on: OnOption = "today",
    shown_as: FormatOption = None,
) -> None:
    """Record whom and what somebody leads from a day on.

    Who led one before leads it until the day before.

    Example: ivtool staff lead S-1 --volunteer V-12 --referral R-100 --match M-3
    """
    from ivtool import db, output
    from ivtool.commands import staff_answers as answers
    from ivtool.queries.lookup import find
    from ivtool.services import staff as services

    settings = settings_of(ctx)
    day = settings.day_ahead(on)
    asked = {Led.VOLUNTEER: volunteer, Led.REFERRAL: referral, Led.MATCH: match}
    with db.writing(settings, "staff lead") as writer:
        reader = writer.reader
        number = find(reader, "staff", staff, settings.names)
        wanted = {
            kind: {find(reader, kind.value, each, settings.names) for each in texts or ()}
            for kind, texts in asked.items()
        }
        taken = services.lead(writer, number, wanted, day)
    output.done(answers.leading(taken), shown_as)


@app.command()
def leave(
    ctx: typer.Context,
    staff: StaffArgument,
    on: OnOption = "today",
    hand_to: Annotated[
        str | None,
        typer.Option("--hand-to", metavar="STAFF", help="Who leads from the day after."),
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Record somebody's last day with the service.

    Until then they lead what they led.

    Example: ivtool staff leave S-1 --on 20/11/2026 --hand-to S-2
    """
    from ivtool import db, output
    from ivtool.commands import staff_answers as answers
    from ivtool.queries.lookup import find
    from ivtool.services import staff as services

    settings = settings_of(ctx)
    day = settings.day(on)
    with db.writing(settings, "staff leave") as writer:
        reader = writer.reader
        number = find(reader, "staff", staff, settings.names)
        other = None if hand_to is None else find(reader, "staff", hand_to, settings.names)
        left = services.leave(writer, number, day, other, settings.today)
    output.done(answers.left(left), shown_as)


def _hours(text: str | None) -> int | None:
    """Hours as they are typed, in tenths. Raises NotUnderstood for what is no number of them."""
    if text is None:
        return None
    found = HOURS.fullmatch(seen(text))
    if not found:
        raise NotUnderstood(f"--hours: {text!r} is not a number of hours; write 30 or 22.5")
    tenths = int(found[2]) * 10 + int(found[3] or 0)
    return -tenths if found[1] else tenths
