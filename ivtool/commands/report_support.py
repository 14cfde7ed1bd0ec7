"""`ivtool report support`, `reviews` and `outcomes`: what is due, and what came of it."""

from typing import Annotated

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import (
    AsOfOption,
    AuthorityOption,
    ExitCodeOption,
    FormatOption,
    FromOption,
    ToOption,
)


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


def reviews(
    ctx: typer.Context,
    as_of: AsOfOption = None,
    authority: AuthorityOption = None,
    exit_code: ExitCodeOption = False,
    shown_as: FormatOption = None,
) -> None:
    """List the next review of each match and child, overdue first.

    Of children the statutory one, once any was planned or held. Exit 10 where one is overdue.

    Example: ivtool report reviews --as-of 31/10/2026
    """
    from ivtool.reports.support import reviews as report

    run = run_of(ctx)
    listing = run.read(report.due_reviews, run.past_day(as_of), run.names, authority=authority)
    run.show(listing, shown_as, exit_code=exit_code, found=report.is_overdue(listing))


def outcomes(
    ctx: typer.Context,
    first: FromOption = None,
    last: ToOption = None,
    authority: AuthorityOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Show how ratings changed from the first review to the latest.

    Of matches with two or more reviews in these days. Few are hidden: c is 1 to 5, or would tell.

    Example: ivtool report outcomes --from 1/4/2025 --to 31/3/2026
    """
    from ivtool.reports.support import outcomes as report

    run = run_of(ctx)
    days = run.days(None, first, last)
    listing = run.read(report.outcomes, days, run.today, authority=authority)
    run.show(listing, shown_as)
