"""`ivtool child …`: children, where they live and who works with them."""

from typing import Annotated

import typer

from ivtool.commands.options import (
    AsOfOption,
    AuthorityOption,
    FormatOption,
    group,
    settings_of,
)

app = group("Children, where they live and who works with them.")


@app.command("list")
def list_(
    ctx: typer.Context,
    authority: AuthorityOption = None,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """List the children: age, in area or not, looked after, match.

    Example: ivtool child list --authority Fenmarsh
    """
    from ivtool import db, output
    from ivtool.reports import children

    settings = settings_of(ctx)
    day = settings.past_day(as_of, "--as-of")
    with db.reading(settings) as reader:
        listing = children.child_list(reader, day, settings.names, authority=authority)
    output.show(listing, shown_as)


@app.command()
def show(
    ctx: typer.Context,
    child: Annotated[str, typer.Argument(metavar="CHILD", help="C-4, the key, or the name.")],
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Show one child: homes, the people around, referrals and matches.

    Example: ivtool child show C-4
    """
    from ivtool import db, output
    from ivtool.reports import children

    settings = settings_of(ctx)
    day = settings.past_day(as_of, "--as-of")
    with db.reading(settings) as reader:
        card = children.child_card(reader, child, day, settings.names)
    output.show_card(card, shown_as)
