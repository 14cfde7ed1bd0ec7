"""`ivtool referral …`: who has asked for an Independent Visitor."""

from typing import Annotated

import typer

from ivtool.commands.options import (
    AsOfOption,
    AuthorityOption,
    FormatOption,
    group,
    settings_of,
)
from ivtool.domain.words import ReferralSource, ReferralStatus

app = group("Referrals: who has asked for an Independent Visitor.")


@app.command("list")
def list_(
    ctx: typer.Context,
    status: Annotated[
        list[ReferralStatus] | None, typer.Option("--status", help="Only these; may be repeated.")
    ] = None,
    source: Annotated[
        list[ReferralSource] | None, typer.Option("--source", help="Only these; may be repeated.")
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="Received on this day or later.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Received on this day or earlier.")
    ] = None,
    authority: AuthorityOption = None,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """List the referrals, and how long those that wait have waited.

    Example: ivtool referral list --status waiting --from 1/4/2026
    """
    from ivtool import db, output
    from ivtool.reports import referrals
    from ivtool.reports.visits import days_asked

    settings = settings_of(ctx)
    day = settings.past_day(as_of, "--as-of")
    received = days_asked(
        None,
        None if first is None else settings.day(first, "--from"),
        None if last is None else settings.day(last, "--to"),
    )
    with db.reading(settings) as reader:
        listing = referrals.referral_list(
            reader,
            day,
            settings.names,
            received,
            statuses=status or (),
            sources=source or (),
            authority=authority,
        )
    output.show(listing, shown_as)


@app.command()
def show(
    ctx: typer.Context,
    referral: Annotated[
        str, typer.Argument(metavar="REFERRAL", help="R-9, its key, or the child's name.")
    ],
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Show one referral: its reasons, steps and matches.

    Example: ivtool referral show R-9
    """
    from ivtool import db, output
    from ivtool.reports import referrals

    settings = settings_of(ctx)
    day = settings.past_day(as_of, "--as-of")
    with db.reading(settings) as reader:
        card = referrals.referral_card(reader, referral, day, settings.names)
    output.show_card(card, shown_as)
