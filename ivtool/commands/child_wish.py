"""`ivtool child wish`: what a child wishes of a volunteer."""

from typing import Annotated

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import ChildArgument, FormatOption
from ivtool.domain.children.vocabulary import WishKind
from ivtool.domain.children.wishes import AGES, Wish
from ivtool.domain.sentences import words
from ivtool.errors import NotUnderstood

HELP = "ivtool child wish --help"


def wish(
    ctx: typer.Context,
    child: ChildArgument,
    wishes: Annotated[
        list[str] | None, typer.Argument(metavar="[WISH=WORD]...", help=words(WishKind))
    ] = None,
    must: Annotated[
        bool | None, typer.Option("--must/--prefer", help="Whether it has to be so; else not.")
    ] = None,
    clear: Annotated[
        bool, typer.Option("--clear", help="No longer: the wishes named, or all of them.")
    ] = False,
    shown_as: FormatOption = None,
) -> None:
    """Record what a child wishes of a volunteer, or show it.

    Who does not meet a must is never proposed; of the others who is preferred comes first.

    Example: ivtool child wish C-4 language=Polish lowest_age=25 --must
    """
    run = run_of(ctx)
    asked = [_read(each, bool(must)) for each in wishes or ()]
    wanted = [each for each in asked if isinstance(each, Wish)]
    named = [each for each in asked if isinstance(each, WishKind)]
    kinds = [each.kind if isinstance(each, Wish) else each for each in asked]
    if len(set(kinds)) < len(kinds):
        raise NotUnderstood("a wish is named twice", HELP)
    if named and not clear:
        raise NotUnderstood(f"{named[0].value} says nothing of what is wished", HELP)
    if clear and wanted and not named:
        raise NotUnderstood("--clear wants the wish by its word alone", HELP)
    if must is not None and not wanted:
        raise NotUnderstood("--must and --prefer go with what is wished", HELP)
    if not asked and not clear:
        from ivtool.reports.children import wishes as report

        run.show(run.read(report.wish_list, child, run.names), shown_as)
        return
    from ivtool.commands import child_answers as answers
    from ivtool.domain.children.records import Child
    from ivtool.services.children import wishes as service

    with run.writing() as writer:
        whose = run.find_record(writer.reader, Child, child)
        cleared = named or (WishKind if clear else ())
        wished = service.wish_child(writer, whose, wanted, [*cleared])
    run.show(answers.wished(wished), shown_as)


def _read(typed: str, must: bool) -> Wish | WishKind:
    from ivtool.commands.options import whole
    from ivtool.domain.letters import seen

    name, equals, word = typed.partition("=")
    # What was typed may be what somebody said: it is not repeated.
    wrong = NotUnderstood(f"a wish is one of {words(WishKind)}, then = and what is wished", HELP)
    try:
        kind = WishKind("_".join(name.lower().replace("-", "_").split()))
    except ValueError:
        raise wrong from None
    if not equals:
        return kind
    if not seen(word):
        raise wrong
    return Wish(kind, whole(word.strip()) if kind in AGES else word.strip(), must)
