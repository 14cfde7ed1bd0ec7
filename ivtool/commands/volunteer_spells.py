"""`ivtool volunteer …` beside the stages: on hold, gone, back again, and gates that are waived."""

from typing import Annotated

import typer

from ivtool.commands.options import FormatOption, NoteOption, OnOption, settings_of, whole
from ivtool.commands.parsing import typed_text
from ivtool.domain.recruitment.vocabulary import SpellEnd, Stage, Waivable

VolunteerArgument = Annotated[
    str, typer.Argument(metavar="VOLUNTEER", help="V-12, the key, or the name.")
]


def hold(
    ctx: typer.Context,
    volunteer: VolunteerArgument,
    on: OnOption = "today",
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="The last day; else no end is set.")
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why; - reads it.")
    ] = None,
    end: Annotated[
        bool, typer.Option("--end", help="End it: the last day on hold is the day before.")
    ] = False,
    shown_as: FormatOption = None,
) -> None:
    """Put a volunteer on hold, or end that.

    Nobody on hold is clear to visit.

    Example: ivtool volunteer hold V-12 --until 31/12/2026 --reason "a new baby"
    """
    from ivtool import db, output
    from ivtool.commands import volunteer_answers as answers
    from ivtool.domain.ids import VolunteerId
    from ivtool.domain.recruitment.records import VolunteerHold
    from ivtool.errors import NotUnderstood
    from ivtool.queries.lookup import find
    from ivtool.services.recruitment import holds

    settings = settings_of(ctx)
    if end and (until is not None or reason is not None):
        raise NotUnderstood("--end goes with --on alone", "ivtool volunteer hold --help")
    day = settings.day_ahead(on)
    last = None if until is None else settings.day_ahead(until, "--until")
    said = typed_text(reason, "--reason")
    with db.writing(settings, "volunteer hold") as writer:
        number = find(writer.reader, "volunteer", volunteer, settings.names)
        if end:
            receipt = answers.hold_ended(holds.end_hold(writer, number, day))
        else:
            hold = VolunteerHold(VolunteerId(number), day, last, said)
            receipt = answers.held(holds.hold_volunteer(writer, hold, settings.today))
    output.done(receipt, shown_as)


def leave(
    ctx: typer.Context,
    volunteer: VolunteerArgument,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; - reads it.")],
    on: OnOption = "today",
    how: Annotated[SpellEnd, typer.Option("--how", help="How it ended.")] = SpellEnd.LEFT,
    shown_as: FormatOption = None,
) -> None:
    """Record that a volunteer has left, withdrew or was not accepted.

    Example: ivtool volunteer leave V-68 --on 20/11/2026 --reason "moved away"
    """
    from ivtool import db, output
    from ivtool.commands import volunteer_answers as answers
    from ivtool.queries.lookup import find
    from ivtool.services.recruitment import holds

    settings = settings_of(ctx)
    day, said = settings.day(on), typed_text(reason, "--reason")
    with db.writing(settings, "volunteer leave") as writer:
        number = find(writer.reader, "volunteer", volunteer, settings.names)
        left = holds.leave(writer, number, day, how, said, settings.today)
    output.done(answers.left(left), shown_as)


def return_(
    ctx: typer.Context,
    volunteer: VolunteerArgument,
    at: Annotated[
        Stage, typer.Option("--at", help="The stage that they start again at, once reached.")
    ],
    on: OnOption = "today",
    note: NoteOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Record that a volunteer who left has returned.

    Up to the stage nothing is asked for again; a panel decides anew.

    Example: ivtool volunteer return V-1 --at application_completed --on 20/11/2026
    """
    from ivtool import db, output
    from ivtool.commands import volunteer_answers as answers
    from ivtool.queries.lookup import find
    from ivtool.services.recruitment import holds

    settings = settings_of(ctx)
    day, said = settings.day(on), typed_text(note, "--note")
    with db.writing(settings, "volunteer return") as writer:
        number = find(writer.reader, "volunteer", volunteer, settings.names)
        returned = holds.return_volunteer(
            writer, number, at, day, said, settings.actor, settings.today
        )
    output.done(answers.returned(returned), shown_as)


def waive(
    ctx: typer.Context,
    volunteer: VolunteerArgument,
    gate: Annotated[Waivable, typer.Argument(metavar="GATE", help="See the list above.")],
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="The last day that it is waived.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who waives it.")] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why; - reads it.")
    ] = None,
    slot: Annotated[
        int | None,
        typer.Option("--slot", parser=whole, metavar="1|2", help="Which referee or reference."),
    ] = None,
    module: Annotated[
        str | None, typer.Option("--module", metavar="MODULE", help="Which module of training.")
    ] = None,
    on: OnOption = "today",
    end: Annotated[
        bool, typer.Option("--end", help="End it: the last day waived is the day before.")
    ] = False,
    shown_as: FormatOption = None,
) -> None:
    """Waive a gate for one volunteer, or end that.

    Until a day, by somebody, with a reason; shown wherever the gate would be. GATE is pack, chat,
    application, referee, interview, dbs, overseas, childrens_services, medical, reference,
    safeguarding, training, book, panel, independence or code_of_conduct.

    Example: ivtool volunteer waive V-118 medical --until 31/12/2026 --by "R. Hale" --reason "the surgery is slow"
    """  # noqa: E501 - one example, one line
    from ivtool import db, output
    from ivtool.commands import volunteer_answers as answers
    from ivtool.domain.ids import VolunteerId
    from ivtool.domain.recruitment.records import Waiver
    from ivtool.domain.recruitment.trainings import kept_module
    from ivtool.errors import NotUnderstood
    from ivtool.queries.lookup import find
    from ivtool.services.recruitment import waivers

    settings = settings_of(ctx)
    help_line = "ivtool volunteer waive --help"
    if end and any(each is not None for each in (until, by, reason)):
        raise NotUnderstood("--end goes with --on, --slot and --module alone", help_line)
    if not end and until is None:
        raise NotUnderstood("a waiver has a last day: --until DAY", help_line)
    day = settings.day_ahead(on)
    last = day if until is None else settings.day_ahead(until, "--until")
    module = None if module is None else kept_module(module)
    who, why = " ".join((by or "").split()), typed_text(reason, "--reason") or ""
    with db.writing(settings, "volunteer waive") as writer:
        number = find(writer.reader, "volunteer", volunteer, settings.names)
        if end:
            waived = waivers.end_waiver(writer, number, gate, slot, module, day, settings.today)
        else:
            new = Waiver(VolunteerId(number), gate, who, why, day, last, slot, module)
            waived = waivers.waive_gate(writer, new, settings.today)
    output.done(answers.waiver_ended(waived) if end else answers.waived(waived), shown_as)
