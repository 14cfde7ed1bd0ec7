"""`ivtool report support`: who is to be supervised, and what is to be done for whom."""

from typing import Annotated

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import AsOfOption, AuthorityOption, FormatOption


def support(
    ctx: typer.Context,
    as_of: AsOfOption = None,
    authority: AuthorityOption = None,
    exit_code: Annotated[
        bool,
        typer.Option("--exit-code", help="Exit with 10 when a supervision or action is overdue."),
    ] = False,
    shown_as: FormatOption = None,
) -> None:
    """List the support of every volunteer with a live match.

    When supervision is due, the longest overdue first; the last of each other kind, and what is
    still to be done.

    Example: ivtool report support --as-of 31/10/2026
    """
    from ivtool.reports.support import due as report

    run = run_of(ctx)
    listing = run.read(report.support_due, run.past_day(as_of), run.names, authority=authority)
    run.show(listing, shown_as, exit_code=exit_code, found=report.is_overdue(listing))
