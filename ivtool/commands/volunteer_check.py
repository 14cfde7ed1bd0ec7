"""`ivtool volunteer check`: evidence about a volunteer, asked for and come back."""

from typing import Annotated

import typer

from ivtool.commands.options import FormatOption, settings_of, whole
from ivtool.commands.parsing import typed_text
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, DbsLevel, SendMethod


def check(
    ctx: typer.Context,
    volunteer: Annotated[
        str, typer.Argument(metavar="VOLUNTEER", help="V-12, the key, or the name.")
    ],
    kind: Annotated[CheckKind, typer.Argument(metavar="KIND", help="See the list above.")],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DAY", help="The day it happened or came in, else today."),
    ] = None,
    asked: Annotated[
        str | None,
        typer.Option("--asked", metavar="DAY", help="Alone: asked for, and not back yet."),
    ] = None,
    chased: Annotated[
        str | None,
        typer.Option("--chased", metavar="DAY", help="The day it was last asked after."),
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
        str | None,
        typer.Option("--issued", metavar="DAY", help="The day on the DBS certificate."),
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
    conditions: Annotated[
        str | None,
        typer.Option("--conditions", metavar="TEXT", help="Of an approval; - reads them."),
    ] = None,
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
    from ivtool import db, output
    from ivtool.commands import volunteer_answers as answers
    from ivtool.domain.recruitment.evidence_entry import Said
    from ivtool.queries.lookup import find
    from ivtool.services.recruitment import evidence

    settings = settings_of(ctx)
    wrong = None if instead_of is None else settings.day(instead_of, "--instead-of")
    said = Said(
        on=None if on is None else settings.day(on),
        asked_on=None if asked is None else settings.day(asked, "--asked"),
        chased_on=None if chased is None else settings.day(chased, "--chased"),
        outcome=outcome,
        issued_on=None if issued is None else settings.day(issued, "--issued"),
        checked_on=None if checked is None else settings.day(checked, "--checked"),
        slot=slot,
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
    with db.writing(settings, "volunteer check") as writer:
        found = find(writer.reader, "volunteer", volunteer, settings.names)
        recorded = evidence.record_checks(
            writer, found, kind, said.of_modules(module or ()), wrong, settings.today
        )
    output.done(answers.checked(recorded), shown_as)
