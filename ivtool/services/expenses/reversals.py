"""Payments that are put right: reversed on a day, with a reason; a reversal that is taken back."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ivtool.domain.expenses.claims import Step, is_open_to, problems_with_words
from ivtool.domain.expenses.records import ClaimLineReversal
from ivtool.domain.expenses.reversals import (
    may_be_withdrawn,
    problems_with_none_left,
    problems_with_reversal,
    problems_with_withdrawal,
)
from ivtool.domain.ids import ClaimId, PaymentId
from ivtool.errors import Problem, Refused
from ivtool.queries.expenses import expenses as expense_queries
from ivtool.queries.expenses.expenses import LineRecord
from ivtool.services.expenses.claim_steps import lines_named, require
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer

# A claim, a line of one, or a whole payment run.
Named = tuple[ClaimId, int | None] | PaymentId


class ReversedLines(NamedTuple):
    """Lines as they stood before their payment was reversed, and whether they are owed again."""

    on: date
    lines: Sequence[LineRecord]
    owed_again: bool


def reverse_lines(
    writer: Writer,
    named: Sequence[Named],
    on: date,
    why: str | None,
    today: date,
    *,
    owed_again: bool,
) -> ReversedLines:
    """Reverse the payment of lines on a day: they are owed again from then on, or declined.

    Of a claim or a run those that are paid. Until that day they count as paid. Raises NotFound, and
    Refused for lines that are not paid, or were paid later.
    """
    lines, problems = _lines(
        writer,
        named,
        lambda each: is_open_to(Step.REVERSE, each.line),
        lambda each, run: each.line.payment_id == run,
    )
    problems += [
        problem
        for each in lines
        for problem in problems_with_reversal(each.line, each.reversal, on, today)
    ]
    require(Step.REVERSE, problems + problems_with_words(Step.REVERSE, why, ()))
    declined = {} if owed_again else {"declined_on": on, "declined_why": why}
    for line, *_ in lines:
        if line.paid_on is not None:
            writer.insert(
                ClaimLineReversal(line.id, on, why or "", owed_again, line.paid_on, line.payment_id)
            )
            writer.update(line, paid_on=None, payment_id=None, **declined)
    return ReversedLines(on, lines, owed_again)


def withdraw_reversals(writer: Writer, named: Sequence[Named]) -> Sequence[LineRecord]:
    """Take back the last reversal of lines: they are paid, as they were. As they stand by then.

    Of a claim or a run those that are not paid anew. Raises NotFound, and Refused where none was
    reversed, or something was decided since.
    """
    lines, problems = _lines(
        writer,
        named,
        lambda each: may_be_withdrawn(each.line, each.reversals),
        lambda each, run: each.reversal is not None and each.reversal.payment_id == run,
        withdraw=True,
    )
    problems += [
        problem
        for each in lines
        for problem in problems_with_withdrawal(each.line, each.reversals, each.query)
    ]
    if problems:
        raise Refused("no reversal was withdrawn", list(dict.fromkeys(problems)))
    found = []
    for each in lines:
        reversal = each.reversals[-1]
        changes = {"paid_on": reversal.paid_on, "payment_id": reversal.payment_id}
        if not reversal.owed_again:
            changes |= {"declined_on": None, "declined_why": None}
        writer.delete(reversal)
        found.append(each._replace(line=writer.update(each.line, **changes)))
    return found


def _lines(
    writer: Writer,
    named: Iterable[Named],
    is_open: Callable[[LineRecord], bool],
    is_of: Callable[[LineRecord, PaymentId], bool],
    *,
    withdraw: bool = False,
) -> tuple[list[LineRecord], list[Problem]]:
    """The lines that are named, each once and in order, and the runs of which none is left.

    Of a whole run those that are of it still; one that another run has paid since is not.
    """
    asked: list[tuple[ClaimId, int | None]] = []
    problems: list[Problem] = []
    for each in named:
        if isinstance(each, tuple):
            asked.append(each)
            continue
        paid = expense_queries.lines(writer.reader, date.max, payment=each)
        of_run = [one for one in paid if is_of(one, each)]
        problems += problems_with_none_left(each, len(of_run), withdraw=withdraw)
        chosen = [*filter(is_open, of_run)] or of_run
        asked += [(one.line.claim_id, one.line.line) for one in chosen]
    return lines_named(writer, asked, is_open), problems
