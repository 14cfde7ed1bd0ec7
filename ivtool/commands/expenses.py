"""`ivtool expenses …`: expense claims, line by line, from the claim to the payment."""

from typing import Annotated

import typer

from ivtool.commands.expenses_items import ReceiptWhyOption, VehicleOption, typed_items, typed_miles
from ivtool.commands.frame import MATCH, VOLUNTEER, run_of
from ivtool.commands.options import (
    ONLY_THESE,
    AsOfOption,
    FormatOption,
    FromOption,
    MatchOption,
    OnOption,
    ToOption,
    VolunteerOption,
    WithdrawOption,
    group,
)
from ivtool.commands.parsing import typed_text
from ivtool.domain.expenses.vocabulary import Duty, ExpenseCategory, LineStatus
from ivtool.errors import NotUnderstood

app = group("Expense claims, line by line.")
LINES = "E-5 for all its lines, E-5/2 for one; more."
LinesArgument = Annotated[list[str], typer.Argument(metavar="CLAIM…", help=LINES)]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help="- reads it, @ edits.")]


@app.command("list")
def list_(
    ctx: typer.Context,
    volunteer: VolunteerOption = None,
    match: MatchOption = None,
    month: Annotated[
        str | None, typer.Option("--month", metavar="MONTH", help="By the day of the expense.")
    ] = None,
    first: FromOption = None,
    last: ToOption = None,
    status: Annotated[list[LineStatus] | None, ONLY_THESE] = None,
    category: Annotated[list[ExpenseCategory] | None, ONLY_THESE] = None,
    owed: Annotated[
        bool, typer.Option("--owed", help="Only what is neither paid nor declined.")
    ] = False,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """List the lines of expense claims, and where each stands.

    Example: ivtool expenses list --month 2026-10 --status claimed --status approved
    """
    from ivtool.reports.expenses import expenses

    run = run_of(ctx)
    day = run.past_day(as_of)
    days = run.days(month, first, last)
    listing = run.read(
        expenses.expense_list,
        day,
        run.names,
        days,
        volunteer=volunteer,
        match=match,
        statuses=status or (),
        categories=category or (),
        owed=owed,
    )
    run.show(listing, shown_as)


@app.command()
def show(
    ctx: typer.Context,
    claim: Annotated[
        str,
        typer.Argument(
            metavar="CLAIM", help="E-5 or its key; E-5/2 for its second line; P-1, a payment run."
        ),
    ],
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Show one claim: its lines, what they come to, what of it is owed. Or one payment run.

    Example: ivtool expenses show E-5
    """
    from ivtool.reports.expenses import expenses

    run = run_of(ctx)
    card = run.read(expenses.expense_card, claim, run.past_day(as_of), run.names)
    run.show(card, shown_as)


@app.command()
def claim(
    ctx: typer.Context,
    volunteer: Annotated[
        str, typer.Argument(metavar="VOLUNTEER", help="V-5, its key, or the volunteer's name.")
    ],
    match: Annotated[
        str | None,
        typer.Option("--match", metavar="MATCH", help="Else the one live match of the day."),
    ] = None,
    duty: Annotated[Duty | None, typer.Option("--duty", help="In place of a match.")] = None,
    on: OnOption = "today",
    miles: Annotated[
        str | None, typer.Option("--miles", metavar="24.5", help="Priced by the day's rate.")
    ] = None,
    vehicle: VehicleOption = None,
    item: Annotated[
        list[str] | None,
        typer.Option(
            "--item",
            metavar="FOR=AMOUNT WHAT",
            help='"fare=3.40 bus"; may be repeated; - reads one a line, @ edits.',
        ),
    ] = None,
    receipt: Annotated[
        bool | None, typer.Option("--receipt/--no-receipt", help="For the items.")
    ] = None,
    receipt_why: ReceiptWhyOption = None,
    claimed: Annotated[
        str, typer.Option("--claimed", metavar="DAY", help="When it was claimed.")
    ] = "today",
    again: Annotated[
        bool, typer.Option("--again", help="It is another one, though the same is recorded.")
    ] = False,
    shown_as: FormatOption = None,
) -> None:
    """Record a volunteer's expenses of one day.

    Miles, items or both, for a match or a duty.

    Example: ivtool expenses claim V-11 --on 21/11/2026 --miles 24 --item "admission=18.50 cinema"
    """
    from ivtool.commands import expenses_answers as answers
    from ivtool.services.expenses import claims

    run = run_of(ctx)
    spent_on, claimed_on = run.day(on), run.day(claimed, "--claimed")
    tenths = typed_miles(miles)
    items = [claims.Item(*each) for each in typed_items(item or ())]
    if miles is not None or vehicle is not None:
        driven = claims.Item(ExpenseCategory.MILEAGE, miles_tenths=tenths, vehicle=vehicle)
        items.insert(0, driven)
    asked = claims.AskedClaim(
        spent_on,
        claimed_on,
        items,
        duty=duty,
        receipt=receipt,
        receipt_why=typed_text(receipt_why, "--receipt-why"),
    )
    with run.writing() as writer:
        number = run.find(writer.reader, VOLUNTEER, volunteer)
        whose = run.find(writer.reader, MATCH, match)
        recorded = claims.claim_expenses(writer, number, asked, run.today, match=whose, again=again)
    run.show(answers.claimed(recorded), shown_as)


@app.command()
def approve(
    ctx: typer.Context,
    lines: LinesArgument,
    on: OnOption = "today",
    reason: Annotated[
        str | None,
        typer.Option("--reason", metavar="TEXT", help="Wanted over the figure; - reads it."),
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Approve claims, or some of their lines.

    What goes over the monthly figure wants a reason.

    Example: ivtool expenses approve E-55 E-68/2 --reason "her birthday"
    """
    from ivtool.commands import expenses_answers as answers
    from ivtool.services.expenses import claim_steps

    run = run_of(ctx)
    day, said = run.day(on), typed_text(reason, "--reason")
    with run.writing() as writer:
        named = run.find_lines(writer.reader, lines)
        approved = claim_steps.approve_lines(writer, named, day, said, run.today)
    run.show(answers.taken(approved), shown_as)


@app.command()
def query(
    ctx: typer.Context,
    lines: LinesArgument,
    why: WhyOption,
    on: OnOption = "today",
    shown_as: FormatOption = None,
) -> None:
    """Ask back about lines before they are paid.

    An approval is taken back with it.

    Example: ivtool expenses query E-68/2 --why "two tickets or three?"
    """
    from ivtool.commands import expenses_answers as answers
    from ivtool.services.expenses import claim_steps

    run = run_of(ctx)
    day, said = run.day(on), typed_text(why, "--why")
    with run.writing() as writer:
        named = run.find_lines(writer.reader, lines)
        queried = claim_steps.query_lines(writer, named, day, said, run.today)
    run.show(answers.taken(queried), shown_as)


@app.command()
def decline(
    ctx: typer.Context,
    lines: LinesArgument,
    why: WhyOption,
    on: OnOption = "today",
    shown_as: FormatOption = None,
) -> None:
    """Decline lines that are not paid yet.

    A wrong amount is declined and claimed anew.

    Example: ivtool expenses decline E-68/2 --why "claimed twice"
    """
    from ivtool.commands import expenses_answers as answers
    from ivtool.services.expenses import claim_steps

    run = run_of(ctx)
    day, said = run.day(on), typed_text(why, "--why")
    with run.writing() as writer:
        named = run.find_lines(writer.reader, lines)
        declined = claim_steps.decline_lines(writer, named, day, said, run.today)
    run.show(answers.taken(declined), shown_as)


@app.command()
def pay(
    ctx: typer.Context,
    reference: Annotated[
        str, typer.Option("--reference", metavar="REF", help="The bank's or ledger's, once only.")
    ],
    lines: Annotated[list[str] | None, typer.Argument(metavar="[CLAIM…]", help=LINES)] = None,
    on: OnOption = "today",
    everything: Annotated[
        bool, typer.Option("--all", help="All lines that were approved by the day.")
    ] = False,
    volunteer: Annotated[
        str | None,
        typer.Option("--volunteer", metavar="VOLUNTEER", help="This one's approved lines."),
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Record that approved lines were paid, as one run.

    The answer has the total for each volunteer.

    Example: ivtool expenses pay --all --reference "BACS 114" --on yesterday
    """
    from ivtool.commands import expenses_answers as answers
    from ivtool.services.expenses import claim_steps

    run = run_of(ctx)
    day = run.day(on)
    with run.writing() as writer:
        paid = claim_steps.pay_lines(
            writer,
            run.find_lines(writer.reader, lines or ()),
            day,
            reference.strip(),
            run.today,
            everything=everything,
            volunteer=run.find(writer.reader, VOLUNTEER, volunteer),
        )
    run.show(answers.paid(paid), shown_as)


@app.command()
def reverse(
    ctx: typer.Context,
    lines: Annotated[
        list[str],
        typer.Argument(metavar="PAID…", help="P-1 for a whole run, E-5 or E-5/2; or more."),
    ],
    why: Annotated[
        str | None, typer.Option("--why", metavar="TEXT", help="Why; - reads it, @ edits.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="Else today; until then it was paid.")
    ] = None,
    not_owed: Annotated[
        bool, typer.Option("--not-owed", help="It never was: decline it from that day.")
    ] = False,
    withdraw: WithdrawOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Put a payment right: it is owed again from a day on.

    Until that day it stays paid, in every report. Paid anew, it is in another run. With --withdraw
    a reversal never was.

    Example: ivtool expenses reverse E-5 --why "the bank sent it back" --on 20/11/2026
    """
    from ivtool.commands import expenses_answers as answers
    from ivtool.services.expenses import reversals

    run = run_of(ctx)
    day, said = run.day(on), typed_text(why, "--why")
    if withdraw and (why is not None or on is not None or not_owed):
        raise NotUnderstood("--withdraw goes alone", "ivtool expenses reverse --help")
    with run.writing() as writer:
        named = run.find_payments(writer.reader, lines)
        if withdraw:
            answer = answers.paid_after_all(reversals.withdraw_reversals(writer, named))
        else:
            taken_back = reversals.reverse_lines(
                writer, named, day or run.today, said, run.today, owed_again=not not_owed
            )
            answer = answers.taken_back(taken_back)
    run.show(answer, shown_as)
