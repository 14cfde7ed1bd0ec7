"""`ivtool report …`: who has not been visited, who waits, what is owed, the month's compliance.

The reports on volunteers are in `report_recruitment.py`, on reviews in `report_support.py`.
"""

from typing import Annotated

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import (
    AsOfOption,
    AuthorityOption,
    DocumentFormatOption,
    ExitCodeOption,
    FormatOption,
    MonthOption,
    ToOption,
    elsewhere,
    group,
    whole_within,
)

app = group("Who is overdue, who waits, what is owed; the month.")
elsewhere(app, "report_recruitment", "pipeline", "checks", "training")
elsewhere(app, "report_support", "reviews", "outcomes", "support")


@app.command()
def overdue(
    ctx: typer.Context,
    everyone: Annotated[
        bool, typer.Option("--all", help="Every live match, with its status.")
    ] = False,
    as_of: AsOfOption = None,
    authority: AuthorityOption = None,
    exit_code: ExitCodeOption = False,
    shown_as: FormatOption = None,
) -> None:
    """List the matches that were not visited for too long.

    The longest first.

    Example: ivtool report overdue --as-of 31/10/2026 --format csv
    """
    from ivtool.reports.visits import overdue as report

    run = run_of(ctx)
    listing = run.read(
        report.overdue, run.past_day(as_of), run.names, authority=authority, everyone=everyone
    )
    run.show(listing, shown_as, exit_code=exit_code)


@app.command()
def ledger(
    ctx: typer.Context,
    first: Annotated[
        str | None, typer.Option("--from", metavar="MONTH", help="The first month.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="MONTH", help="The last month, else this one.")
    ] = None,
    match: Annotated[
        str | None, typer.Option("--match", metavar="MATCH", help="Only this match.")
    ] = None,
    as_of: AsOfOption = None,
    authority: AuthorityOption = None,
    picture: Annotated[
        bool, typer.Option("--picture", help="A line a match, as on a terminal.")
    ] = False,
    lines: Annotated[bool, typer.Option("--lines", help="A line a month, as in a pipe.")] = False,
    exit_code: ExitCodeOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Show each match's months, and what came of each.

    A month is done, attempted, missed, excused, open or not due.

    Example: ivtool report ledger --from 2026-01 --to 2026-10
    """
    from ivtool.errors import NotUnderstood
    from ivtool.reports.visits import ledger as report

    run = run_of(ctx)
    if picture and lines:
        raise NotUnderstood("only one of --picture and --lines", "ivtool report ledger --help")
    day = run.past_day(as_of)
    months = report.months(run.month(first, "--from"), run.month(last, "--to"), day)
    shown = report.ledger_listing
    if picture or (run.is_table(shown_as) and not lines):
        from ivtool.reports.visits import picture as drawn

        shown = drawn.picture
    listing = run.read(shown, day, run.names, months, authority=authority, match=match)
    run.show(listing, shown_as, exit_code=exit_code)


@app.command()
def compliance(
    ctx: typer.Context,
    month: Annotated[
        str, typer.Option("--month", metavar="MONTH", help="2026-10, oct 2026, else last month.")
    ] = "last month",
    authority: AuthorityOption = None,
    shown_as: DocumentFormatOption = None,
) -> None:
    """Report a month's figures, for the council.

    They are those of its last day; the running month's are to date.

    Example: ivtool report compliance --month 2026-10 --format markdown
    """
    from ivtool.reports.office import compliance as report

    run = run_of(ctx)
    asked = run.month(month)
    on_paper = run.is_paper(shown_as)
    document = run.read(report.compliance, asked, run.today, authority, on_paper=on_paper)
    run.show(document, shown_as)


@app.command()
def trends(
    ctx: typer.Context,
    months: Annotated[
        int,
        typer.Option(
            "--months", parser=whole_within(1, 120), metavar="N", help="How many, up to the last."
        ),
    ] = 24,
    last: Annotated[
        str, typer.Option("--to", metavar="MONTH", help="2026-10, oct 2026, else last month.")
    ] = "last month",
    authority: AuthorityOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Show the headline figures month by month.

    Each is the one of that month's report.

    Example: ivtool report trends --months 12 --to 2026-10
    """
    from ivtool.reports.office import trends as report

    run = run_of(ctx)
    listing = run.read(report.trends, months, run.month(last), run.today, authority)
    run.show(listing, shown_as)


@app.command()
def waiting(
    ctx: typer.Context,
    as_of: AsOfOption = None,
    authority: AuthorityOption = None,
    exit_code: ExitCodeOption = False,
    shown_as: FormatOption = None,
) -> None:
    """List the children who wait for a volunteer, the longest first.

    Of today with what stands in the way of each.

    Example: ivtool report waiting --authority Fenmarsh
    """
    from ivtool.reports.children import waiting as report

    run = run_of(ctx)
    day = run.past_day(as_of)
    listing = run.read(
        report.waiting_list, day, run.names, authority=authority, now=day == run.today
    )
    run.show(listing, shown_as, exit_code=exit_code)


@app.command()
def owed(
    ctx: typer.Context,
    as_of: AsOfOption = None,
    authority: AuthorityOption = None,
    look: Annotated[
        bool, typer.Option("--look", help="Instead: what is claimed twice, or left behind.")
    ] = False,
    exit_code: ExitCodeOption = False,
    shown_as: FormatOption = None,
) -> None:
    """List what each volunteer is owed, the oldest first.

    With --look the claims to look at: a journey claimed for two matches, or a visit withdrawn.

    Example: ivtool report owed --exit-code
    """
    from ivtool.reports.expenses import owed as report

    run = run_of(ctx)
    listed = report.look_list if look else report.owed_list
    listing = run.read(listed, run.past_day(as_of), run.names, authority=authority)
    run.show(listing, shown_as, exit_code=exit_code)


@app.command()
def unclaimed(
    ctx: typer.Context,
    month: MonthOption = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="Else of the last 90 days.")
    ] = None,
    last: ToOption = None,
    as_of: AsOfOption = None,
    authority: AuthorityOption = None,
    exit_code: ExitCodeOption = False,
    shown_as: FormatOption = None,
) -> None:
    """List the visits held with no claim, of the last 90 days.

    The volunteer may be out of pocket.

    Example: ivtool report unclaimed --month 2026-10
    """
    from ivtool.reports.expenses import unclaimed as report

    run = run_of(ctx)
    day = run.past_day(as_of)
    days = run.days(month, first, last)
    listing = run.read(report.unclaimed, day, run.names, days=days, authority=authority)
    run.show(listing, shown_as, exit_code=exit_code)
