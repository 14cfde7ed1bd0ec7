"""Items of an expense claim as they are typed: `fare=3.40 bus`, one an option or one a line."""

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from ivtool.commands.parsing import typed_text
from ivtool.domain.expenses.vocabulary import ExpenseCategory, Vehicle
from ivtool.domain.letters import seen
from ivtool.errors import NotUnderstood

VehicleOption = Annotated[Vehicle | None, typer.Option("--vehicle", help="Else car.")]
ReceiptWhyOption = Annotated[
    str | None, typer.Option("--receipt-why", metavar="TEXT", help="Why there is none.")
]
CATEGORIES = [each.value for each in ExpenseCategory if each is not ExpenseCategory.MILEAGE]
FORM = f"CATEGORY=AMOUNT WHAT; CATEGORY is one of {', '.join(CATEGORIES)}"


def typed_items(
    given: Iterable[str], option: str = "--item"
) -> Iterator[tuple[ExpenseCategory, int, str | None]]:
    """Each item's category, pence and what it was; `-` reads them a line each, `@` opens an editor.

    Raises NotUnderstood with the item's place, not its words: they may name somebody.
    """
    place = 0
    for each in given:
        text = typed_text(each, option)
        for line in (text or "").splitlines() or [""]:
            if line.strip() or not text:
                place += 1
                yield _item(line, place, option)


def _item(line: str, place: int, option: str) -> tuple[ExpenseCategory, int, str | None]:
    from ivtool.domain import numbers

    category, sign, rest = line.partition("=")
    amount, _, what = rest.strip().partition(" ")
    word = category.strip().lower()
    if not sign or word not in CATEGORIES:
        raise NotUnderstood(
            f"{option} number {place} does not begin as fare=3.40 does", f"{option} {FORM}"
        )
    try:
        pence = numbers.money(amount)
    except ValueError as error:
        raise NotUnderstood(
            f"{option} number {place}: the amount {error}", f"{option} {FORM}"
        ) from None
    return ExpenseCategory(word), pence, what.strip() or None


def typed_miles(given: str | None) -> int | None:
    """Miles as they are typed, in tenths. Raises NotUnderstood for more than one decimal."""
    from ivtool.domain import numbers

    if given is None:
        return None
    try:
        return numbers.miles(seen(given))
    except ValueError as error:
        raise NotUnderstood(f"--miles: {given!r} {error}") from None
