"""`ivtool expenses …`: expense claims, line by line."""

from typing import Annotated

import typer

from ivtool.commands.options import AsOfOption, FormatOption, group, settings_of
from ivtool.domain.words import ExpenseCategory, LineStatus

app = group("Expense claims, line by line.")


@app.command("list")
def list_(
    ctx: typer.Context,
    volunteer: Annotated[str | None, typer.Option("--volunteer", metavar="VOLUNTEER")] = None,
    match: Annotated[str | None, typer.Option("--match", metavar="MATCH")] = None,
    month: Annotated[
        str | None, typer.Option("--month", metavar="MONTH", help="By the day of the expense.")
    ] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DAY")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY")] = None,
    status: Annotated[
        list[LineStatus] | None, typer.Option("--status", help="Only these; may be repeated.")
    ] = None,
    category: Annotated[
        list[ExpenseCategory] | None,
        typer.Option("--category", help="Only these; may be repeated."),
    ] = None,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """List the lines of expense claims, and where each stands.

    Example: ivtool expenses list --month 2026-10 --status claimed --status approved
    """
    from ivtool import db, output
    from ivtool.reports import expenses
    from ivtool.reports.visits import days_asked

    settings = settings_of(ctx)
    day = settings.past_day(as_of, "--as-of")
    days = days_asked(
        None if month is None else settings.month(month),
        None if first is None else settings.day(first, "--from"),
        None if last is None else settings.day(last, "--to"),
    )
    with db.reading(settings) as reader:
        listing = expenses.expense_list(
            reader,
            day,
            settings.names,
            days,
            volunteer=volunteer,
            match=match,
            statuses=status or (),
            categories=category or (),
        )
    output.show(listing, shown_as)


@app.command()
def show(
    ctx: typer.Context,
    claim: Annotated[
        str, typer.Argument(metavar="CLAIM", help="E-5 or its key; E-5/2 for its second line.")
    ],
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Show one claim: its lines, what they come to, what of it is owed.

    Example: ivtool expenses show E-5
    """
    from ivtool import db, output
    from ivtool.reports import expenses

    settings = settings_of(ctx)
    day = settings.past_day(as_of, "--as-of")
    with db.reading(settings) as reader:
        card = expenses.expense_card(reader, claim, day, settings.names)
    output.show_card(card, shown_as)
