"""What activities come to in a month, beside the figure for it."""

from collections.abc import Iterable
from datetime import date

from ivtool.domain.days import Month
from ivtool.domain.expenses.claims import Spent
from ivtool.domain.expenses.expenses import activity_pence
from ivtool.domain.policy import Policy
from ivtool.queries.expenses import expenses as expense_queries
from ivtool.queries.reading import Reader


def spent_in(reader: Reader, months: Iterable[tuple[int, Month]], policy: Policy) -> list[Spent]:
    """What is spent on activities in months of matches, in the order asked."""
    return [
        Spent(
            match,
            month,
            activity_pence(
                each.line
                for each in expense_queries.lines(
                    reader, date.max, match=match, first=month.first, last=month.last
                )
            ),
            policy.count("expenses.figure_pence", month.first),
        )
        for match, month in months
    ]
