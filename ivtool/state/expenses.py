"""What activities come to in a month, beside the figure for it."""

from collections.abc import Iterable
from datetime import date

from ivtool.domain.claims import Spent
from ivtool.domain.days import Month
from ivtool.domain.expenses import activity_pence
from ivtool.domain.policy import Policy
from ivtool.domain.words import ExpenseCategory
from ivtool.facts import expenses as expense_facts
from ivtool.facts.reading import Reader


def spent_in(reader: Reader, months: Iterable[tuple[int, Month]], policy: Policy) -> list[Spent]:
    """What is spent on activities in months of matches, in the order asked."""
    return [
        Spent(
            match,
            month,
            activity_pence(
                (ExpenseCategory(each.category), each.amount_pence, each.days)
                for each in expense_facts.lines(
                    reader, date.max, match=match, first=month.first, last=month.last
                )
            ),
            policy.count("expenses.figure_pence", month.first),
        )
        for match, month in months
    ]
