"""`ivtool staff …`: who works for the service, and whom each of them leads."""

import re
from typing import Annotated

import typer

from ivtool.commands.frame import MATCH, REFERRAL, STAFF, VOLUNTEER, run_of
from ivtool.commands.options import (
    IN_FULL,
    AsOfOption,
    FormatOption,
    NameArgument,
    OnOption,
    WhenOption,
    WithdrawOption,
    group,
)
from ivtool.commands.parsing import typed_text
from ivtool.domain.letters import seen
from ivtool.domain.staff import Led, StaffField
from ivtool.errors import NotUnderstood

app = group("Who works for the service, and whom each of them leads.")
StaffArgument = Annotated[str, typer.Argument(metavar="STAFF", help="S-1, or the name.")]
HoursOption = Annotated[
    str | None, typer.Option("--hours", metavar="N", help="Of a week, such as 30 or 22.5.")
]
ROLE = typer.Option("--role", metavar="ROLE", help="Co-ordinator, manager.")
SEVERAL = "May be repeated."
NamesakeOption = Annotated[
    bool, typer.Option("--anyway", help="Although somebody of that name works here.")
]
HOURS = re.compile(r"(-?)([0-9]{1,6})(?:\.([0-9])0*)?")


@app.command()
def add(
    ctx: typer.Context,
    name: NameArgument,
    role: Annotated[str, ROLE],
    hours: HoursOption = None,
    on: OnOption = "today",
    anyway: NamesakeOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Add somebody who works for the service from a day on.

    Example: ivtool staff add "Ros Hale" --role co-ordinator --hours 30 --on 1/9/2026
    """
    from ivtool.commands import staff_answers as answers
    from ivtool.services import staff

    run = run_of(ctx)
    day, weekly = run.day(on), _hours(hours)
    named, works_as = typed_text(name, "NAME"), typed_text(role, "--role")
    with run.writing() as writer:
        added = staff.add_staff(writer, named, works_as, weekly, day, run.today, anyway=anyway)
    run.show(answers.added(added), shown_as)


@app.command()
def edit(
    ctx: typer.Context,
    staff: StaffArgument,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help=IN_FULL)] = None,
    role: Annotated[str | None, ROLE] = None,
    hours: HoursOption = None,
    clear: Annotated[
        list[StaffField] | None,
        typer.Option("--clear", metavar="FIELD", help="No longer known: hours."),
    ] = None,
    anyway: NamesakeOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Put right what is known of somebody of the staff.

    Only what is named changes.

    Example: ivtool staff edit S-1 --hours 22.5
    """
    from ivtool.commands import staff_answers as answers
    from ivtool.services import staff as services

    run = run_of(ctx)
    asked: dict[str, object] = {
        # An empty text is one that was said: it is refused.
        "name": None if name is None else typed_text(name, "--name") or "",
        "role": None if role is None else typed_text(role, "--role") or "",
        "weekly_hours_tenths": _hours(hours),
    }
    changes = {field: value for field, value in asked.items() if value is not None}
    with run.writing() as writer:
        number = run.find(writer.reader, STAFF, staff)
        edited = services.edit_staff(writer, number, changes, clear or (), run.today, anyway=anyway)
    run.show(answers.edited(edited), shown_as)


@app.command("list")
def list_(ctx: typer.Context, as_of: AsOfOption = None, shown_as: FormatOption = None) -> None:
    """List the staff, and how many each of them leads.

    Example: ivtool staff list
    """
    from ivtool.reports import staff

    run = run_of(ctx)
    listing = run.read(staff.staff_list, run.past_day(as_of), run.names)
    run.show(listing, shown_as)


@app.command()
def lead(
    ctx: typer.Context,
    staff: StaffArgument,
    volunteer: Annotated[
        list[str] | None, typer.Option("--volunteer", metavar="VOLUNTEER", help=SEVERAL)
    ] = None,
    referral: Annotated[
        list[str] | None, typer.Option("--referral", metavar="REFERRAL", help=SEVERAL)
    ] = None,
    match: Annotated[
        list[str] | None, typer.Option("--match", metavar="MATCH", help=SEVERAL)
    ] = None,
    on: OnOption = "today",
    shown_as: FormatOption = None,
) -> None:
    """Record whom and what somebody leads from a day on.

    Who led one before leads it until the day before.

    Example: ivtool staff lead S-1 --volunteer V-12 --referral R-100 --match M-3
    """
    from ivtool.commands import staff_answers as answers
    from ivtool.services import staff as services

    run = run_of(ctx)
    day = run.day(on, ahead=True)
    with run.writing() as writer:
        reader = writer.reader
        number = run.find(reader, STAFF, staff)
        wanted: dict[Led, set[int]] = {
            Led.VOLUNTEER: {run.find(reader, VOLUNTEER, each) for each in volunteer or ()},
            Led.REFERRAL: {run.find(reader, REFERRAL, each) for each in referral or ()},
            Led.MATCH: {run.find(reader, MATCH, each) for each in match or ()},
        }
        taken = services.lead(writer, number, wanted, day)
    run.show(answers.leading(taken), shown_as)


@app.command()
def leave(
    ctx: typer.Context,
    staff: StaffArgument,
    on: WhenOption = None,
    hand_to: Annotated[
        str | None, typer.Option("--hand-to", metavar="STAFF", help="Who leads from the day after.")
    ] = None,
    withdraw: WithdrawOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Record somebody's last day with the service, or take that back.

    Until then they lead what they led.

    Example: ivtool staff leave S-1 --on 20/11/2026 --hand-to S-2
    """
    from ivtool.commands import staff_answers as answers
    from ivtool.services import staff as services

    run = run_of(ctx)
    day = run.day(on)
    if withdraw and (day is not None or hand_to is not None):
        raise NotUnderstood("--withdraw goes alone", "ivtool staff leave --help")
    with run.writing() as writer:
        number = run.find(writer.reader, STAFF, staff)
        other = run.find(writer.reader, STAFF, hand_to)
        if withdraw:
            answer = answers.stays(services.withdraw_leaving(writer, number))
        else:
            left = services.leave(writer, number, day or run.today, other, run.today)
            answer = answers.left(left)
    run.show(answer, shown_as)


def _hours(text: str | None) -> int | None:
    """Hours as they are typed, in tenths. Raises NotUnderstood for what is no number of them."""
    if text is None:
        return None
    found = HOURS.fullmatch(seen(text))
    if not found:
        raise NotUnderstood(f"--hours: {text!r} is not a number of hours; write 30 or 22.5")
    tenths = int(found[2]) * 10 + int(found[3] or 0)
    return -tenths if found[1] else tenths
