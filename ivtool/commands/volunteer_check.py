"""`ivtool volunteer check`: evidence about a volunteer, asked for and come back."""

from typing import Annotated

import typer

from ivtool.commands.frame import VOLUNTEER, run_of
from ivtool.commands.options import (
    LISTED_ABOVE,
    ConditionsOption,
    FormatOption,
    VolunteerArgument,
    whole,
)
from ivtool.commands.parsing import typed_text
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, DbsLevel, SendMethod


def check(
    ctx: typer.Context,
    volunteer: VolunteerArgument,
    kind: Annotated[CheckKind, typer.Argument(metavar="KIND", help=LISTED_ABOVE)],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DAY", help="The day it happened or came in, else today."),
    ] = None,
    asked: Annotated[
        str | None,
        typer.Option("--asked", metavar="DAY", help="Alone: asked for, and not back yet."),
    ] = None,
    chased: Annotated[
        str | None, typer.Option("--chased", metavar="DAY", help="The day it was last asked after.")
    ] = None,
    outcome: Annotated[
        CheckOutcome | None,
        typer.Option("--outcome", help="The last four are decisions of a panel."),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who held the chat or interview.")
    ] = None,
    method: Annotated[
        SendMethod | None, typer.Option("--method", help="How the pack was sent.")
    ] = None,
    slot: Annotated[
        int | None,
        typer.Option("--slot", parser=whole, metavar="1|2", help="Which of the two references."),
    ] = None,
    referee: Annotated[
        str | None, typer.Option("--referee", metavar="NAME", help="Who gives the reference.")
    ] = None,
    module: Annotated[
        list[str] | None,
        typer.Option("--module", metavar="MODULE", help="Which training; may be repeated."),
    ] = None,
    issued: Annotated[
        str | None, typer.Option("--issued", metavar="DAY", help="The day on the DBS certificate.")
    ] = None,
    number: Annotated[
        str | None, typer.Option("--number", metavar="TEXT", help="The DBS certificate's number.")
    ] = None,
    level: Annotated[DbsLevel | None, typer.Option("--level", help="Of the DBS check.")] = None,
    why: Annotated[
        str | None, typer.Option("--why", metavar="TEXT", help="Why that level; - reads it.")
    ] = None,
    seen_by: Annotated[
        str | None, typer.Option("--seen-by", metavar="NAME", help="Who saw the certificate.")
    ] = None,
    update_service: Annotated[
        bool | None,
        typer.Option("--update-service/--no-update-service", help="Whether it is kept there."),
    ] = None,
    checked: Annotated[
        str | None,
        typer.Option("--checked", metavar="DAY", help="A status check with the Update Service."),
    ] = None,
    connection: Annotated[
        str | None,
        typer.Option(
            "--connection", metavar="TEXT", help="What was declared of a connection; - reads it."
        ),
    ] = None,
    conditions: ConditionsOption = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="Short and factual; - reads it.")
    ] = None,
    instead_of: Annotated[
        str | None,
        typer.Option("--instead-of", metavar="DAY", help="Put right the record of that day."),
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Record evidence: asked for, chased, come in, looked at again. Never what a check says.

    KIND is pack, chat, application, interview, dbs, overseas, childrens_services, medical,
    reference, training, safeguarding, book, panel, second_match, independence or code_of_conduct.

    Example: ivtool volunteer check V-12 dbs --outcome clear --issued 3/11/2026 --number 001234567890
    """  # noqa: E501 - one example, one line
    from ivtool.commands import volunteer_answers as answers
    from ivtool.domain.ids import VolunteerId
    from ivtool.domain.recruitment.evidence_entries import Entry
    from ivtool.domain.recruitment.records import VolunteerCheck
    from ivtool.services.recruitment import evidence

    run = run_of(ctx)
    wrong, happened_on = run.day(instead_of, "--instead-of"), run.day(on)
    said = VolunteerCheck(
        # Whose it is, and which of two, is for the service to say.
        VolunteerId(0),
        kind,
        asked_on=run.day(asked, "--asked"),
        chased_on=run.day(chased, "--chased"),
        outcome=outcome,
        from_on=run.day(issued, "--issued"),
        rechecked_on=run.day(checked, "--checked"),
        held_by=typed_text(by, "--by"),
        method=method,
        referee=typed_text(referee, "--referee"),
        certificate=typed_text(number, "--number"),
        level=level,
        level_why=typed_text(why, "--why"),
        seen_by=typed_text(seen_by, "--seen-by"),
        update_service=update_service,
        connection=typed_text(connection, "--connection"),
        conditions=typed_text(conditions, "--conditions"),
        note=typed_text(note, "--note"),
    )
    entry = Entry(said, happened_on, slot)
    with run.writing(corrects=wrong is not None) as writer:
        found = run.find(writer.reader, VOLUNTEER, volunteer)
        recorded = evidence.record_checks(
            writer, found, entry.of_modules(module or ()), wrong, run.today
        )
    run.show(answers.checked(recorded), shown_as)
